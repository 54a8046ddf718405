import type { TemplateEntry } from './template-entries';
import type { ReferenceSource } from './template-finding';

/** The use of an attribute of a resource in another resource or in an output. */
export interface AttributeUse {
  /** The name of the attribute, or `Ref`. */
  readonly attribute: string;
  readonly source: ReferenceSource;

  /** Formats the resource or output that uses the attribute, as in `Output 'Host'`. */
  readonly formatUser: () => string;
}

/** Returns the place of a reference in a resource or output. */
export function createSource(
  { section, logicalId }: TemplateEntry,
  target: string,
  attribute: string | undefined,
): ReferenceSource {
  return {
    section: section === 'outputs' ? 'Outputs' : 'Resources',
    logicalId,
    reference: { logicalId: target, attribute },
  };
}
