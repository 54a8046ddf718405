import { readEntryInputs } from './entry-inputs';
import type { EvaluationScope } from './evaluate';
import { evaluate } from './evaluate';
import { isObject, readName } from './values';
import { ChangedMap } from '../private/changed-map';
import { getOrCreate } from '../private/maps';

/** The values with which entries are evaluated. */
export interface EntryScope extends Omit<EvaluationScope, 'getCondition'> {
  /** The values of parameters and pseudo parameters, with the changes to those of the initial scope. */
  readonly values: ChangedMap<string, unknown>;

  /** The values of the conditions that are known. */
  readonly conditions: ReadonlyMap<string, boolean>;
}

/** An evaluated section with the changes to the initial scope. It contains only the entries that exist. */
export type EvaluatedSection = ChangedMap<string, unknown>;

/**
 * Evaluates a section of a template, such as its resources. Most entries depend on few conditions and parameters, so
 * all other entries are evaluated only once. Equal results are the same object.
 */
export class EntryEvaluator {
  private readonly entries: ReadonlyMap<string, unknown>;

  /** The entries in the scope without conditions. */
  private readonly initialSection = new Map<string, unknown>();

  /** The entries that depend on a condition or parameter, by its name. */
  private readonly dependents = new Map<string, string[]>();

  /** @param initialScope a scope without conditions */
  constructor(section: unknown, initialScope: EntryScope) {
    this.entries = new Map(isObject(section) ? Object.entries(section) : []);
    for (const [logicalId, entry] of this.entries) {
      const { conditionNames, referencedNames } = readEntryInputs(entry);
      const names = [...conditionNames.map(toConditionKey), ...referencedNames];
      new Set(names).forEach((name) => getOrCreate(this.dependents, name, () => []).push(logicalId));
      this.initialSection.set(logicalId, evaluateEntry(entry, initialScope));
    }
  }

  public evaluate(scope: EntryScope): EvaluatedSection {
    const names = [...[...scope.conditions.keys()].map(toConditionKey), ...scope.values.changes.keys()];
    const changedIds = new Set(names.flatMap((name) => this.dependents.get(name) ?? []));
    const changes = [...changedIds].map((logicalId) => [logicalId, this.evaluateEntry(logicalId, scope)] as const);
    return new ChangedMap(this.initialSection, new Map(changes));
  }

  /** Evaluates one entry. Returns undefined if it does not exist. */
  public evaluateEntry(logicalId: string, scope: EntryScope): unknown {
    return evaluateEntry(this.entries.get(logicalId), scope);
  }
}

/** Distinguishes a condition from a parameter with the same name. */
function toConditionKey(name: string): string {
  return `Condition ${name}`;
}

/** Evaluates an entry. Returns undefined if its condition is false. */
function evaluateEntry(entry: unknown, { conditions, ...rest }: EntryScope): unknown {
  const scope: EvaluationScope = { ...rest, getCondition: (name) => conditions.get(name) };
  const isExisting = readCondition(entry, scope);
  return isExisting === false ? undefined : evaluate(withoutCondition(entry, isExisting), scope);
}

/** Whether a resource or output exists. Returns undefined if the value of its condition is unknown. */
function readCondition(entry: unknown, { getCondition }: EvaluationScope): boolean | undefined {
  const condition = isObject(entry) ? entry.Condition : undefined;
  return condition === undefined ? true : getCondition(readName(condition));
}

function withoutCondition(entry: unknown, isExisting: boolean | undefined): unknown {
  if (!isObject(entry) || !isExisting) {
    return entry;
  }
  const { Condition: _, ...rest } = entry;
  return rest;
}
