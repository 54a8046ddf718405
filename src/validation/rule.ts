import type { ResourceView } from './resource-view';

/** The metadata that all rules have in common. */
export interface RuleMetadata {
  /** `<ResourceType>.<Rule>`. Users acknowledge findings by this id, so it must not change. */
  readonly id: string;

  /** The requirement in one clause, for the documentation. */
  readonly description: string;

  readonly severity: `${FindingSeverity}`;

  /**
   * The reason why the error cannot be acknowledged: AWS can never accept the configuration, for example because the
   * schema of the resource type requires another type. Not set for configurations that AWS might accept in the future.
   */
  readonly impossible?: string;

  /**
   * Whether the rule concerns only the creation of a resource. Existing resources can have the configuration, for
   * example because AWS has discontinued the value after their creation, or because only the creation evaluates the
   * property.
   *
   * Adopted caches and the option `--existing` of the command report errors of such rules as warnings, and omit
   * warnings.
   */
  readonly isForNewResources?: boolean;

  /** The path of the property that findings refer to. */
  readonly property: string;

  /** The URL of the AWS page that documents the requirement. */
  readonly see: string;
}

/** A constraint on a resource, for constructs and for templates. */
export interface Rule extends RuleMetadata {
  /**
   * Whether the rule reads other resources or tags, which can change until synthesis. Such a rule is evaluated again at
   * synthesis.
   */
  readonly isCrossResource?: boolean;

  /**
   * Whether the resources that a cross-resource rule reads often change after the construct is created. Such a rule is
   * evaluated for constructs at synthesis, or earlier if the constructor fails with other errors.
   */
  readonly isDeferred?: boolean;

  /**
   * Whether resources that are often created later can satisfy a deferred rule, for example the IPv6 addresses of
   * subnets. Such a rule is evaluated for constructs only at synthesis.
   */
  readonly canBeSatisfiedLater?: boolean;

  /** Returns the error with a fix, or undefined if the resource is valid or cannot be validated yet. */
  check(resource: ResourceView): string | undefined;

  /**
   * Returns the message with the names of constructs and props, for a rule that constructs do not report themselves.
   * By default, the message contains the names in the template.
   */
  describeForConstruct?(resource: ResourceView): string | undefined;
}

/** The rules of one resource type. */
export type RuleSet = readonly Rule[];

/** The last sentence of errors that concern only the creation of a cache. The command replaces it by an option. */
export const EXISTING_CACHE_ADVICE =
  'If the cache already exists, acknowledge this error with Validations.of(scope).acknowledge().';

/** Removes the advice to acknowledge an error from the message of an acknowledged error. */
export function removeAdvice(message: string): string {
  return message.replace(` ${EXISTING_CACHE_ADVICE}`, '');
}

/** The severity of a finding. */
export enum FindingSeverity {
  /** AWS rejects the resource. */
  ERROR = 'error',

  /** AWS accepts the resource, but the resource may not work as intended. */
  WARNING = 'warning',
}

/** A problem with a resource in a template. */
export interface RuleFinding {
  /**
   * The id of the rule in the format `<ResourceType>.<Problem>`. The ids of rules do not change between versions of the
   * library.
   */
  readonly ruleId: string;

  /** The severity: an error if AWS rejects the resource, or a warning if AWS accepts the resource. */
  readonly severity: FindingSeverity;

  /** Whether the rule can be acknowledged. False if AWS can never accept the value. */
  readonly isAcknowledgeable: boolean;

  /** The logical id of the resource in the template. */
  readonly logicalId: string;

  /** The CloudFormation type of the resource. */
  readonly resourceType: string;

  /** The path of the invalid property, for example `CacheUsageLimits.DataStorage.Minimum`. */
  readonly propertyPath: string;

  /** The problem and a fix. */
  readonly message: string;

  /** The URL of the AWS page that documents the requirement. */
  readonly documentationUrl: string;
}
