import type { TemplateFinding } from './template-finding';

/** The values of conditions in one combination, by name. */
export type ConditionValues = ReadonlyMap<string, boolean>;

/** A finding, and the combinations of conditions in which it occurs. */
export interface ConditionalFinding {
  readonly finding: TemplateFinding;
  readonly combinations: Set<ConditionValues>;
}

/** Collects the findings of a resource in several combinations of conditions. */
export class ConditionalFindings {
  private readonly findings = new Map<string, ConditionalFinding>();

  /** Adds a finding that occurs in a combination. Returns whether it did not occur in an earlier combination. */
  public add(finding: TemplateFinding, combination: ConditionValues): boolean {
    const key = getFindingKey(finding);
    const existing = this.findings.get(key);
    if (!existing) {
      this.findings.set(key, { finding, combinations: new Set([combination]) });
    } else {
      existing.combinations.add(combination);
    }
    return existing === undefined;
  }

  public has(finding: TemplateFinding): boolean {
    return this.findings.has(getFindingKey(finding));
  }

  public [Symbol.iterator](): IterableIterator<ConditionalFinding> {
    return this.findings.values();
  }
}

/** Returns a text that is equal for equal findings. */
export function getFindingKey({ ruleId, logicalId, propertyPath, message }: TemplateFinding): string {
  return JSON.stringify([ruleId, logicalId, propertyPath, message]);
}

/**
 * Finds the condition values that cause a finding: the fewest with which it occurs in all combinations.
 *
 * @param combinations the combinations in which the finding occurs
 * @param all the combinations in which the resource exists
 * @returns the condition values, or an empty map if the finding occurs in all combinations
 */
export function findCause(
  combinations: ReadonlySet<ConditionValues>,
  all: readonly ConditionValues[],
): ConditionValues {
  if (combinations.size === all.length) {
    return new Map();
  }
  const isCause = (values: ConditionValues) =>
    all.filter((combination) => includes(combination, values)).every((combination) => combinations.has(combination));
  const [first] = combinations;
  const singleValues = [...first].map((entry) => new Map([entry]));
  const completeCause = singleValues.find(
    (values) => isCause(values) && [...combinations].every((combination) => includes(combination, values)),
  );
  return completeCause ?? singleValues.find(isCause) ?? removeUnneeded(first, isCause);
}

/** Removes the condition values without which the remaining ones are still a cause. */
function removeUnneeded(values: ConditionValues, isCause: (values: ConditionValues) => boolean): ConditionValues {
  let remaining = new Map(values);
  for (const name of values.keys()) {
    const others = new Map([...remaining].filter(([other]) => other !== name));
    remaining = isCause(others) ? others : remaining;
  }
  return remaining;
}

function includes(combination: ConditionValues, values: ConditionValues): boolean {
  return [...values].every(([name, value]) => combination.get(name) === value);
}

/** Describes the condition values that cause a finding. Returns no sentence if it occurs in all combinations. */
export function describeCause(cause: ConditionValues): string[] {
  return cause.size === 0 ? [] : [`This applies ${formatConditions(cause)}.`];
}

/** Formats condition values, as in `if condition 'IsProd' is true`. */
export function formatConditions(values: ConditionValues): string {
  return `if ${[...values].map(([name, value]) => `condition '${name}' is ${value}`).join(' and ')}`;
}
