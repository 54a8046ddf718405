import * as fc from 'fast-check';
import type { Outcome } from './property-test';
import { assertProperty, readPropertySettings } from './property-test';

const SETTINGS = { seed: 1, runsFactor: 1 };

let printed: string[];

beforeEach(() => {
  printed = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});

afterEach(() => jest.restoreAllMocks());

/** Asserts a property whose first runs have these outcomes, and all others the last one. */
function assertOutcomes(outcomes: Outcome[], coversRejected: boolean, settings = SETTINGS): Promise<void> {
  let run = 0;
  const check = () => outcomes[Math.min(run++, outcomes.length - 1)];
  return assertProperty(fc.nat(), check, { numRuns: 100, coversRejected }, settings);
}

const repeatOutcome = (outcome: Outcome, times: number): Outcome[] => new Array(times).fill(outcome);

test.each([
  ['half of the values accepted', 50, false],
  ['half of the values accepted, with rejected ones covered', 50, true],
  ['all values accepted', 100, false],
  ['95 % of the values accepted, with rejected ones covered', 95, true],
])('passes with %s', async (_, accepted, coversRejected) => {
  const outcomes = [...repeatOutcome('accepted', accepted), ...repeatOutcome('rejected', 100 - accepted)];

  await expect(assertOutcomes(outcomes, coversRejected)).resolves.toBeUndefined();
});

test.each([
  ['less than half of the values accepted', 49, false, 'Only 49 of 100 values were accepted.'],
  ['too few values rejected', 96, true, 'Only 4 of 100 values were rejected.'],
])('fails with %s', async (_, accepted, coversRejected, message) => {
  const outcomes = [...repeatOutcome('accepted', accepted), ...repeatOutcome('rejected', 100 - accepted)];

  await expect(assertOutcomes(outcomes, coversRejected)).rejects.toThrow(message);
});

test.each(['accepted', 'rejected'] as const)('passes with another seed when all values are %s', async (outcome) => {
  const promise = assertOutcomes([outcome], true, { seed: 7, runsFactor: 1 });

  await expect(promise).resolves.toBeUndefined();
  expect(printed[0]).toContain(outcome === 'accepted' ? ', 100.0 % accepted' : ', 0.0 % accepted');
});

test('fails when a property covers rejected values without reporting outcomes', async () => {
  const promise = assertProperty(fc.nat(), () => undefined, { numRuns: 10, coversRejected: true }, SETTINGS);

  await expect(promise).rejects.toThrow('Only 0 of 0 values were rejected.');
});

test('prints the seed and the acceptance rate when the property holds', async () => {
  await assertOutcomes(['rejected', 'rejected', 'rejected', 'accepted'], false);

  expect(printed).toEqual([
    'prints the seed and the acceptance rate when the property holds: 100 runs, 97.0 % accepted; repeat with PROPERTY_SEED=1\n',
  ]);
});

test('prints the seed and the factor when the property fails', async () => {
  const check = (value: number) => expect(value).toBe(-1);

  await expect(assertProperty(fc.nat(), check, { numRuns: 5 }, { seed: 9, runsFactor: 3 })).rejects.toThrow(
    '{ seed: 9',
  );

  expect(printed).toEqual([
    'prints the seed and the factor when the property fails: 15 runs; repeat with PROPERTY_SEED=9 PROPERTY_RUNS_FACTOR=3\n',
  ]);
});

test('multiplies the number of runs, and draws the same values with the same seed', async () => {
  const draw = async (seed: number) => {
    const values: number[] = [];
    await assertProperty(fc.nat(), (value) => void values.push(value), { numRuns: 20 }, { seed, runsFactor: 2 });
    return values;
  };

  const [first, second, other] = [await draw(1), await draw(1), await draw(2)];

  expect(first).toHaveLength(40);
  expect(second).toEqual(first);
  expect(other).not.toEqual(first);
});

test('reads the seed and the factor from the environment', () => {
  expect(readPropertySettings({})).toEqual({ seed: 1, runsFactor: 1 });
  expect(readPropertySettings({ PROPERTY_SEED: '-42', PROPERTY_RUNS_FACTOR: '10' })).toEqual({
    seed: -42,
    runsFactor: 10,
  });
});

test('draws a new seed on request', () => {
  const seeds = [1, 2, 3].map(() => readPropertySettings({ PROPERTY_SEED: 'random' }).seed);

  expect(seeds.every((seed) => Number.isInteger(seed))).toBe(true);
  expect(new Set(seeds).size).toBeGreaterThan(1);
});

test.each([
  [{ PROPERTY_SEED: 'any' }, "PROPERTY_SEED must be an integer or 'random', but got 'any'."],
  [{ PROPERTY_RUNS_FACTOR: '0' }, "PROPERTY_RUNS_FACTOR must be a positive integer, but got '0'."],
])('rejects %j', (environment, message) => {
  expect(() => readPropertySettings(environment)).toThrow(message);
});
