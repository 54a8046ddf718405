import { readEntryInputs } from './entry-inputs';
import type { EvaluationScope } from './evaluate';
import { evaluate } from './evaluate';
import { isObject, readName } from './values';
import { getOrCreate } from '../private/maps';

/** The values with which entries are evaluated. */
export interface EntryScope extends Omit<EvaluationScope, 'getCondition'> {
  /** The values of the conditions that are known. */
  readonly conditions: ReadonlyMap<string, boolean>;
}

/** An evaluated section. It contains only the entries that exist. */
export type EvaluatedSection = ReadonlyMap<string, unknown>;

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
  constructor(
    section: unknown,
    private readonly initialScope: EntryScope,
  ) {
    this.entries = new Map(isObject(section) ? Object.entries(section) : []);
    for (const [logicalId, entry] of this.entries) {
      const { conditionNames, referencedNames } = readEntryInputs(entry);
      const names = [...conditionNames.map(toConditionKey), ...referencedNames];
      new Set(names).forEach((name) => getOrCreate(this.dependents, name, () => []).push(logicalId));
      setEntry(this.initialSection, logicalId, entry, initialScope);
    }
  }

  public evaluate(scope: EntryScope): EvaluatedSection {
    const section = new Map(this.initialSection);
    const names = [...[...scope.conditions.keys()].map(toConditionKey), ...this.findChangedNames(scope)];
    for (const logicalId of new Set(names.flatMap((name) => this.dependents.get(name) ?? []))) {
      setEntry(section, logicalId, this.entries.get(logicalId), scope);
    }
    return section;
  }

  /** Evaluates one entry. Returns undefined if it does not exist. */
  public evaluateEntry(logicalId: string, scope: EntryScope): unknown {
    const section = new Map<string, unknown>();
    setEntry(section, logicalId, this.entries.get(logicalId), scope);
    return section.get(logicalId);
  }

  private findChangedNames({ values }: EntryScope): string[] {
    const { values: initialValues } = this.initialScope;
    const names = new Set([...values.keys(), ...initialValues.keys()]);
    return [...names].filter((name) => values.get(name) !== initialValues.get(name));
  }
}

/** Distinguishes a condition from a parameter with the same name. */
function toConditionKey(name: string): string {
  return `Condition ${name}`;
}

/** Replaces an entry of a section, or removes an entry whose condition is false. */
function setEntry(
  section: Map<string, unknown>,
  logicalId: string,
  entry: unknown,
  { conditions, ...rest }: EntryScope,
) {
  const scope: EvaluationScope = { ...rest, getCondition: (name) => conditions.get(name) };
  const isExisting = readCondition(entry, scope);
  if (isExisting === false) {
    section.delete(logicalId);
  } else {
    section.set(logicalId, evaluate(withoutCondition(entry, isExisting), scope));
  }
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
