import * as fc from 'fast-check';

/** Whether the library, or an engine, accepts a random value. */
export type Outcome = 'accepted' | 'rejected';

export interface PropertyOptions {
  /** The number of random values. `PROPERTY_RUNS_FACTOR` multiplies it. */
  readonly numRuns: number;
  /**
   * Whether the property covers rejected values, too. If so, enough of them must be drawn.
   *
   * @default false
   */
  readonly coversRejected?: boolean;
}

/** The settings of property tests in the environment. */
export interface PropertySettings {
  readonly seed: number;
  readonly runsFactor: number;
}

/** The seed by default, so that tests are deterministic. */
const FIXED_SEED = 1;

/** The least share of accepted values: below it, a property hardly tests what is accepted. */
const MIN_ACCEPTED = 0.5;

/** The least share of rejected values of a property that covers them. */
const MIN_REJECTED = 0.05;

/**
 * Reads the settings of property tests.
 *
 * `PROPERTY_SEED` is a number, or `random`. It is 1 by default.
 * `PROPERTY_RUNS_FACTOR` is a positive integer, for example 10 to draw ten times as many values. It is 1 by default.
 */
export function readPropertySettings(environment: NodeJS.ProcessEnv): PropertySettings {
  const { PROPERTY_SEED: seed = `${FIXED_SEED}`, PROPERTY_RUNS_FACTOR: runsFactor = '1' } = environment;
  if (!/^(random|-?\d+)$/.test(seed)) {
    throw new Error(`PROPERTY_SEED must be an integer or 'random', but got '${seed}'.`);
  }
  if (!/^[1-9]\d*$/.test(runsFactor)) {
    throw new Error(`PROPERTY_RUNS_FACTOR must be a positive integer, but got '${runsFactor}'.`);
  }
  return {
    seed: seed === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(seed),
    runsFactor: Number(runsFactor),
  };
}

const SETTINGS = readPropertySettings(process.env);

jest.setTimeout(120_000 * SETTINGS.runsFactor);

/** Combines usual values with unusual ones, such as invalid ones: one value in `oneIn` is unusual. */
export function mixUnusual(oneIn: number) {
  return <T, U>(usual: fc.Arbitrary<T>, unusual: fc.Arbitrary<U>): fc.Arbitrary<T | U> =>
    fc.oneof({ weight: oneIn - 1, arbitrary: usual }, { weight: 1, arbitrary: unusual });
}

/**
 * Asserts a property of random values, and prints the seed with which the test can be repeated.
 *
 * A check that returns outcomes has its acceptance rate printed. With the fixed seed, the test fails if less than half
 * of the values are accepted, or, with `coversRejected`, if less than 5 % are rejected. With other seeds, the rates
 * differ by chance. A check of values that are all valid returns no outcome.
 */
export async function assertProperty<T>(
  arbitrary: fc.Arbitrary<T>,
  check: (value: T) => Outcome | void | Promise<Outcome | void>,
  { numRuns, coversRejected = false }: PropertyOptions,
  { seed, runsFactor }: PropertySettings = SETTINGS,
): Promise<void> {
  const counts = { accepted: 0, rejected: 0 };
  const property = fc.asyncProperty(arbitrary, async (value) => {
    const outcome = await check(value);
    if (outcome !== undefined) {
      counts[outcome]++;
    }
  });

  try {
    await fc.assert(property, { seed, numRuns: numRuns * runsFactor });
  } finally {
    printSummary(counts, numRuns, { seed, runsFactor });
  }
  if (seed === FIXED_SEED) {
    assertShares(counts, coversRejected);
  }
}

function printSummary({ accepted, rejected }: Record<Outcome, number>, numRuns: number, settings: PropertySettings) {
  const { seed, runsFactor } = settings;
  const outcomes = accepted + rejected;
  const rate = outcomes === 0 ? '' : `, ${((accepted / outcomes) * 100).toFixed(1)} % accepted`;
  const variables = `PROPERTY_SEED=${seed}${runsFactor === 1 ? '' : ` PROPERTY_RUNS_FACTOR=${runsFactor}`}`;
  process.stdout.write(
    `${expect.getState().currentTestName}: ${numRuns * runsFactor} runs${rate}; repeat with ${variables}\n`,
  );
}

function assertShares({ accepted, rejected }: Record<Outcome, number>, coversRejected: boolean) {
  const outcomes = accepted + rejected;
  if (accepted < outcomes * MIN_ACCEPTED) {
    throw new Error(`Only ${accepted} of ${outcomes} values were accepted. Draw more valid values.`);
  }
  const leastRejected = coversRejected ? Math.max(1, outcomes * MIN_REJECTED) : 0;
  if (rejected < leastRejected) {
    throw new Error(`Only ${rejected} of ${outcomes} values were rejected. Draw more invalid values.`);
  }
}
