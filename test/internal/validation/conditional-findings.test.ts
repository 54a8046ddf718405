import type { ConditionValues } from '../../../src/validation/conditional-findings';
import { describeCause, findCause } from '../../../src/validation/conditional-findings';

/** All combinations of conditions that do not depend on each other. */
function listCombinations(names: readonly string[]): ConditionValues[] {
  return names.reduce<ConditionValues[]>(
    (combinations, name) =>
      combinations.flatMap((values) => [true, false].map((value) => new Map([...values, [name, value] as const]))),
    [new Map()],
  );
}

const ALL = listCombinations(['A', 'B', 'C']);

/** Describes the cause of a finding that occurs if a predicate returns true. */
function explain(occurs: (values: Record<string, boolean>) => boolean): string[] {
  const occurrences = ALL.filter((values) => occurs(Object.fromEntries(values)));
  return describeCause(findCause(new Set(occurrences), ALL));
}

test.each<[string, (values: Record<string, boolean>) => boolean, string[]]>([
  ['all combinations', () => true, []],
  ['one condition', ({ B }) => !B, ["This applies if condition 'B' is false."]],
  ['two conditions', ({ A, C }) => A && !C, ["This applies if condition 'A' is true and condition 'C' is false."]],
  ['one of two conditions', ({ A, B }) => A || B, ["This applies if condition 'A' is true."]],
  [
    'three conditions',
    ({ A, B, C }) => A && B && C,
    ["This applies if condition 'A' is true and condition 'B' is true and condition 'C' is true."],
  ],
])('names the fewest conditions that cause a finding: %s', (_title, occurs, expected) => {
  expect(explain(occurs)).toEqual(expected);
});
