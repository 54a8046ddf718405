import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** The folder of the examples. */
export const EXAMPLES_FOLDER = resolve(__dirname, '../../../examples');

/**
 * The examples that each test file deploys, grouped so that all files take about the same time. A new example has to
 * be added to one of the files; otherwise the unit tests and these tests fail.
 */
const EXAMPLES_BY_TEST_FILE: Readonly<Record<string, readonly string[]>> = {
  clients: [
    'bullmq-worker',
    'celery-worker',
    'ioredis-client',
    'jedis-client',
    'node-redis-client',
    'redis-py-client',
    'valkey-glide-client',
  ],
  'one-shard': ['api-cache', 'producer-consumer', 'single-node', 'slow-log'],
  others: ['page-cache', 'restore', 'shared-token'],
  'regions-and-shards': ['global-datastore', 'sharded-cache'],
  serverless: ['encrypted-serverless', 'quickstart', 'session-store'],
};

/** Returns the examples that a test file deploys. */
export function getExamples(testFile: string): readonly string[] {
  const errors = findGroupingErrors();
  if (errors.length > 0) {
    throw new Error(errors.join('\n'));
  }
  return EXAMPLES_BY_TEST_FILE[basename(testFile, '.test.ts')];
}

/**
 * Finds examples that are deployed by no file, by several files, or that do not exist, and test files without examples
 * or that do not exist.
 */
export function findGroupingErrors(): string[] {
  const examples = readdirSync(EXAMPLES_FOLDER).filter((name) => existsSync(join(EXAMPLES_FOLDER, name, 'app.ts')));
  const files = readdirSync(__dirname)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => basename(name, '.test.ts'));
  const deployed = Object.values(EXAMPLES_BY_TEST_FILE).flat();
  return [
    ...examples
      .filter((name) => !deployed.includes(name))
      .map(
        (name) => `examples/${name} is deployed by no file of test/e2e/examples; add it to one in example-groups.ts`,
      ),
    ...deployed
      .filter((name, index) => deployed.indexOf(name) !== index)
      .map((name) => `examples/${name} is deployed twice`),
    ...deployed.filter((name) => !examples.includes(name)).map((name) => `examples/${name} does not exist`),
    ...files
      .filter((name) => !(name in EXAMPLES_BY_TEST_FILE))
      .map((name) => `test/e2e/examples/${name}.test.ts deploys nothing; add examples in example-groups.ts`),
    ...Object.keys(EXAMPLES_BY_TEST_FILE)
      .filter((name) => !files.includes(name))
      .map((name) => `test/e2e/examples/${name}.test.ts does not exist`),
  ];
}
