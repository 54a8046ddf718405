import { hasRules } from './rule-sets';
import { findReferences } from './text-parts';
import { getOrCreate } from '../private/maps';
import { findReferencedNames, isObject } from '../template/values';

/** What the findings of a resource depend on. */
export interface ResourceInputs {
  /** The names of conditions, in alphabetical order. */
  readonly conditionNames: readonly string[];

  /** The names of parameters, and of other resources. */
  readonly referencedNames: readonly string[];
}

/**
 * Finds the resources and outputs that can change the findings of a resource: those that it refers to, and the
 * validated resources and the outputs that refer to it.
 */
export class RelatedResources {
  private readonly entries: ReadonlyMap<string, unknown>;
  private readonly references = new Map<string, ReadonlySet<string>>();
  private readonly inputs = new Map<string, ResourceInputs>();
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

  /** Finds the conditions and parameters of a resource and of all resources related to it. */
  public findInputs(logicalId: string): ResourceInputs {
    const related = [...this.findRelated(logicalId)].map((id) =>
      getOrCreate(this.inputs, id, () => this.readInputs(id)),
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

  private readInputs(id: string): ResourceInputs {
    const entry = this.entries.get(id);
    const condition = isObject(entry) ? entry.Condition : undefined;
    return {
      conditionNames: [...(typeof condition === 'string' ? [condition] : []), ...findBranches(entry)],
      referencedNames: findReferencedNames(entry),
    };
  }
}

/** Finds the conditions of `Fn::If` in a value. */
function findBranches(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const branches = isObject(value) ? value['Fn::If'] : undefined;
  const name = Array.isArray(branches) ? branches[0] : undefined;
  return [...(typeof name === 'string' ? [name] : []), ...Object.values(value).flatMap(findBranches)];
}

function readType(resource: unknown): string {
  return isObject(resource) && typeof resource.Type === 'string' ? resource.Type : '';
}
