import type { PropertyReader } from './property-reader';
import type { TemplateResource } from './template';

/** The metadata that all rules have in common. */
export interface RuleMetadata {
  /** `<ResourceType>.<Rule>`. Users acknowledge findings by this id, so it must not change. */
  readonly id: string;

  /** The requirement in one sentence, for the documentation. */
  readonly description: string;

  readonly severity: `${FindingSeverity}`;

  /** The path of the property that findings refer to. */
  readonly property: string;

  /** The AWS page. */
  readonly see: string;
}

/** A rule for the properties of one resource. */
export interface Rule extends RuleMetadata {
  /** Returns the error with a fix; undefined if the properties are valid, or cannot be validated yet. */
  check(properties: PropertyReader): string | undefined;
}

/** The rules of one resource type. */
export type RuleSet = readonly Rule[];

/** A rule for a resource together with other resources of its template. */
export interface CrossResourceRule extends RuleMetadata {
  /** Returns the error with a fix; undefined if the resources are valid, or cannot be validated from the template. */
  check(resource: TemplateResource): string | undefined;
}

/** The cross-resource rules of one resource type. */
export type CrossResourceRuleSet = readonly CrossResourceRule[];

/** What becomes of what was found. */
export enum FindingSeverity {
  /** AWS refuses it. */
  ERROR = 'error',

  /** It works, but bites. */
  WARNING = 'warning',
}

/** Something that is wrong with a resource of a template. */
export interface RuleFinding {
  /** The rule: `<ResourceType>.<Demand>`. It does not change from version to version. */
  readonly ruleId: string;

  /** Whether AWS refuses it, or it works but bites. */
  readonly severity: FindingSeverity;

  /** The logical id of the resource in the template. */
  readonly logicalId: string;

  /** The CloudFormation type of the resource. */
  readonly resourceType: string;

  /** The path of the property that is at fault, for example `CacheUsageLimits.DataStorage.Minimum`. */
  readonly property: string;

  /** What is wrong, and the way out. */
  readonly message: string;

  /** The AWS page. */
  readonly documentation: string;
}
