import type { Properties } from './properties';

/** What becomes of a finding: AWS refuses it, or it works and bites. */
export type Severity = 'error' | 'warning';

/** One demand of AWS on the properties of a resource. */
export interface Rule {
  /** Stable: `<ResourceType>.<Demand>`. Warnings are acknowledged by it. */
  readonly id: string;

  /** What is demanded, in one sentence, for the documentation. */
  readonly demand: string;

  readonly severity: Severity;

  /** The path of the property that is at fault. */
  readonly property: string;

  /** The AWS page. */
  readonly see: string;

  /** The fault with the way out, in the reader's names; undefined when all is well or cannot be known. */
  check(properties: Properties): string | undefined;
}

/** The rules of one resource type. */
export type RuleSet = readonly Rule[];
