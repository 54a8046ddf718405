import type { PropertyReader } from './property-reader';
import type { TemplateResource } from './template';

/** What becomes of a finding: AWS refuses it, or it works and bites. */
export type Severity = 'error' | 'warning';

/** What every demand of AWS says of itself. */
export interface RuleMetadata {
  /** Stable: `<ResourceType>.<Demand>`. Findings are acknowledged by it. */
  readonly id: string;

  /** What is demanded, in one sentence, for the documentation. */
  readonly description: string;

  readonly severity: Severity;

  /** The path of the property that is at fault. */
  readonly property: string;

  /** The AWS page. */
  readonly see: string;
}

/** One demand of AWS on the properties of a resource. */
export interface Rule extends RuleMetadata {
  /** The fault with the way out, in the reader's names; undefined when all is well or cannot be known. */
  check(properties: PropertyReader): string | undefined;
}

/** The rules of one resource type. */
export type RuleSet = readonly Rule[];

/** One demand of AWS on how a resource goes together with others of its template. */
export interface CrossResourceRule extends RuleMetadata {
  /** The fault with the way out; undefined when all is well or cannot be known. */
  check(resource: TemplateResource): string | undefined;
}

/** The relations of one resource type to others. */
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
