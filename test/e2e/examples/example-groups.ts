import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** Where the examples are. */
export const EXAMPLES_FOLDER = resolve(__dirname, '../../../examples');

/**
 * Which test file deploys which examples: each file takes about as long as the others, so that workers share them.
 * A new example needs a file here; until it has one, the unit tests and all of these files fail.
 */
const EXAMPLES_BY_TEST_FILE: Readonly<Record<string, readonly string[]>> = {
  'one-shard': ['api-cache', 'producer-consumer', 'single-node', 'slow-log'],
  others: ['page-cache', 'restore', 'shared-token'],
  'regions-and-shards': ['global-datastore', 'sharded-cache'],
  serverless: ['encrypted-serverless', 'quickstart', 'session-store'],
};

/** The examples that a test file deploys, by its path. */
export function getExamples(testFile: string): readonly string[] {
  const errors = findGroupingErrors();
  if (errors.length > 0) {
    throw new Error(errors.join('\n'));
  }
  return EXAMPLES_BY_TEST_FILE[basename(testFile, '.test.ts')];
}

/**
 * Examples that no file deploys or more than one, examples that do not exist, and files that deploy nothing or do not
 * exist.
 */
export function findGroupingErrors(): string[] {
  const examples = readdirSync(EXAMPLES_FOLDER).filter((name) => existsSync(join(EXAMPLES_FOLDER, name, 'app.ts')));
  const files = readdirSync(__dirname)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => basename(name, '.test.ts'));
  const grouped = Object.values(EXAMPLES_BY_TEST_FILE).flat();
  return [
    ...examples
      .filter((name) => !grouped.includes(name))
      .map((name) => `examples/${name} is deployed by no file of test/e2e/examples; add it to one in parts.ts`),
    ...grouped.filter((name, at) => grouped.indexOf(name) !== at).map((name) => `examples/${name} is deployed twice`),
    ...grouped.filter((name) => !examples.includes(name)).map((name) => `examples/${name} does not exist`),
    ...files
      .filter((name) => !(name in EXAMPLES_BY_TEST_FILE))
      .map((name) => `test/e2e/examples/${name}.test.ts deploys nothing; give it examples in parts.ts`),
    ...Object.keys(EXAMPLES_BY_TEST_FILE)
      .filter((name) => !files.includes(name))
      .map((name) => `test/e2e/examples/${name}.test.ts does not exist`),
  ];
}
