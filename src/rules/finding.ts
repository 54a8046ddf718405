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
