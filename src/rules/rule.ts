import type { Properties } from './properties';
import type { TemplateResource } from './template';

/** What becomes of a finding: AWS refuses it, or it works and bites. */
export type Severity = 'error' | 'warning';

/** What every demand of AWS says of itself. */
export interface Demand {
  /** Stable: `<ResourceType>.<Demand>`. Findings are acknowledged by it. */
  readonly id: string;

  /** What is demanded, in one sentence, for the documentation. */
  readonly demand: string;

  readonly severity: Severity;

  /** The path of the property that is at fault. */
  readonly property: string;

  /** The AWS page. */
  readonly see: string;
}

/** One demand of AWS on the properties of a resource. */
export interface Rule extends Demand {
  /** The fault with the way out, in the reader's names; undefined when all is well or cannot be known. */
  check(properties: Properties): string | undefined;
}

/** The rules of one resource type. */
export type RuleSet = readonly Rule[];

/** One demand of AWS on how a resource goes together with others of its template. */
export interface Relation extends Demand {
  /** The fault with the way out; undefined when all is well or cannot be known. */
  check(resource: TemplateResource): string | undefined;
}

/** The relations of one resource type to others. */
export type RelationSet = readonly Relation[];
