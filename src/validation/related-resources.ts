import { hasRules } from './rule-sets';
import { findReferences } from './text-parts';
import { getOrCreate } from '../private/maps';
import type { EntryInputs } from '../template/entry-inputs';
import { readEntryInputs } from '../template/entry-inputs';
import { readType } from '../template/values';

/**
 * Finds the resources and outputs that can change the findings of a resource: those that it refers to, and the
 * validated resources and the outputs that refer to it.
 */
export class RelatedResources {
  private readonly entries: ReadonlyMap<string, unknown>;
  private readonly references = new Map<string, ReadonlySet<string>>();
  private readonly inputs = new Map<string, EntryInputs>();
  private readonly referrers = new Map<string, string[]>();

  constructor(
    private readonly resources: Readonly<Record<string, unknown>>,
    outputs: Readonly<Record<string, unknown>>,
  ) {
    // A resource and an output can have the same logical id.
    const outputEntries = Object.entries(outputs).map(([id, output]) => [`Outputs.${id}`, output] as const);
    this.entries = new Map([...Object.entries(resources), ...outputEntries]);
    for (const [id, entry] of this.entries) {
      if (!Object.hasOwn(resources, id) || hasRules(readType(entry))) {
        this.findReferences(id).forEach((target) => getOrCreate(this.referrers, target, () => []).push(id));
      }
    }
  }

  /** Finds the conditions, in alphabetical order, and the parameters of a resource and of its related resources. */
  public findInputs(logicalId: string): EntryInputs {
    const related = [...this.findRelated(logicalId)].map((id) =>
      getOrCreate(this.inputs, id, () => readEntryInputs(this.entries.get(id))),
    );
    return {
      conditionNames: [...new Set(related.flatMap(({ conditionNames }) => conditionNames))].sort(),
      referencedNames: [...new Set(related.flatMap(({ referencedNames }) => referencedNames))],
    };
  }

  private findRelated(logicalId: string): ReadonlySet<string> {
    const related = new Set([logicalId, ...(this.referrers.get(logicalId) ?? [])]);
    for (const id of related) {
      this.findReferences(id).forEach((target) => related.add(target));
    }
    return related;
  }

  /** Finds the resources to which a resource or output refers. */
  private findReferences(id: string): ReadonlySet<string> {
    return getOrCreate(this.references, id, () => {
      const logicalIds = findReferences(this.entries.get(id)).map((reference) => reference.logicalId);
      return new Set(logicalIds.filter((target) => Object.hasOwn(this.resources, target)));
    });
  }
}
