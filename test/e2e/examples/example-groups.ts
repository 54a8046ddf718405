import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** Where the examples are. */
export const FOLDER = resolve(__dirname, '../../../examples');

/**
 * Which test file deploys which examples: each file takes about as long as the others, so that workers share them.
 * A new example needs a file here; until it has one, the unit tests and all of these files fail.
 */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  'one-shard': ['api-cache', 'producer-consumer', 'single-node', 'slow-log'],
  others: ['page-cache', 'restore', 'shared-token'],
  'regions-and-shards': ['global-datastore', 'sharded-cache'],
  serverless: ['encrypted-serverless', 'quickstart', 'session-store'],
};

/** The examples that a test file deploys, by its path. */
export function examplesOf(testFile: string): readonly string[] {
  const faults = faultsOfParts();
  if (faults.length > 0) {
    throw new Error(faults.join('\n'));
  }
  return PARTS[basename(testFile, '.test.ts')];
}

/**
 * Examples that no file deploys or more than one, examples that do not exist, and files that deploy nothing or do not
 * exist.
 */
export function faultsOfParts(): string[] {
  const examples = readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, 'app.ts')));
  const files = readdirSync(__dirname)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => basename(name, '.test.ts'));
  const shared = Object.values(PARTS).flat();
  return [
    ...examples
      .filter((name) => !shared.includes(name))
      .map((name) => `examples/${name} is deployed by no file of test/e2e/examples; add it to one in parts.ts`),
    ...shared.filter((name, at) => shared.indexOf(name) !== at).map((name) => `examples/${name} is deployed twice`),
    ...shared.filter((name) => !examples.includes(name)).map((name) => `examples/${name} does not exist`),
    ...files
      .filter((name) => !(name in PARTS))
      .map((name) => `test/e2e/examples/${name}.test.ts deploys nothing; give it examples in parts.ts`),
    ...Object.keys(PARTS)
      .filter((name) => !files.includes(name))
      .map((name) => `test/e2e/examples/${name}.test.ts does not exist`),
  ];
}
