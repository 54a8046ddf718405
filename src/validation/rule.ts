import type { ResourceView } from './resource-view';

/** The metadata that all rules have in common. */
export interface RuleMetadata {
  /** `<ResourceType>.<Rule>`. Users acknowledge findings by this id, so it must not change. */
  readonly id: string;

  /** The requirement in one sentence, for the documentation. */
  readonly description: string;

  readonly severity: `${FindingSeverity}`;

  /**
   * The type in the schema of the resource that makes the configuration impossible: no release of AWS can accept
   * it, so the error cannot be acknowledged. Without it, AWS rejects the configuration today, as far as this library
   * knows.
   */
  readonly impossible?: string;

  /** The path of the property that findings refer to. */
  readonly property: string;

  /** The AWS page. */
  readonly see: string;
}

/** A constraint on a resource, for constructs and for templates. */
export interface Rule extends RuleMetadata {
  /**
   * Whether the rule reads other resources or tags, which can change until synthesis. It is evaluated again at
   * synthesis.
   */
  readonly isCrossResource?: boolean;

  /**
   * Whether the facts of a cross-resource rule often change after the resource is created. For constructs, it is
   * evaluated at synthesis, or if the constructor fails with other errors.
   */
  readonly isDeferred?: boolean;

  /**
   * Whether resources that often come later can satisfy a deferred rule, such as the IPv6 addresses of subnets. For
   * constructs, it is evaluated at synthesis only.
   */
  readonly canBeSatisfiedLater?: boolean;

  /** Returns the error with a fix; undefined if the resource is valid, or cannot be validated yet. */
  check(resource: ResourceView): string | undefined;
}

/** The rules of one resource type. */
export type RuleSet = readonly Rule[];

/** The severity of a finding. */
export enum FindingSeverity {
  /** AWS rejects the resource. */
  ERROR = 'error',

  /** AWS accepts the resource, but it may not work as intended. */
  WARNING = 'warning',
}

/** A problem with a resource of a template. */
export interface RuleFinding {
  /** The id of the rule: `<ResourceType>.<Problem>`. It does not change from version to version. */
  readonly ruleId: string;

  /** Whether AWS rejects the resource, or accepts it although it may not work as intended. */
  readonly severity: FindingSeverity;

  /** Whether the rule can be acknowledged. False for a value that no release of AWS can accept. */
  readonly isAcknowledgeable: boolean;

  /** The logical id of the resource in the template. */
  readonly logicalId: string;

  /** The CloudFormation type of the resource. */
  readonly resourceType: string;

  /** The path of the invalid property, for example `CacheUsageLimits.DataStorage.Minimum`. */
  readonly propertyPath: string;

  /** The problem with its fix. */
  readonly message: string;

  /** The URL of the AWS page that documents the requirement. */
  readonly documentationUrl: string;
}
