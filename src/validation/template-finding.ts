import type { RuleFinding } from './rule';
import type { Reference } from './text-parts';

/** A reference to a resource in a template. */
export interface ReferenceSource {
  readonly section: 'Conditions' | 'Outputs' | 'Resources';

  /** The key of the condition, output, or resource that contains the reference. */
  readonly logicalId: string;
  readonly reference: Reference;
}

/** A finding in a template. */
export interface TemplateFinding extends RuleFinding {
  /** The reference to the resource that causes the finding. Not set if a property of the resource causes it. */
  readonly source?: ReferenceSource;
}
