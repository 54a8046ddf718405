import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import type { Engine } from '.';
import { installedEngines, startEngine } from '.';
import { findEngineError, findEngineLevel, splitRules } from './access-engine';
import { hasForbiddenRules, isEngineBug } from './access-exceptions';
import { findGeneratedStrings, findLiteralStrings } from './find-access-strings';
import { parseAccessString } from '../../src/acl';
import { FEATURE_LEVELS } from '../../src/acl/level';
import { ACL } from '../../src/service-data/access-strings';
import { assertProperty } from '../public/property-test';
import { AccessControl, CommandAccess, CommandCategory, KeyAccess } from 'cdk-elasticache';

const EXAMPLES = join(__dirname, '../../examples');
const report: string[] = [];

afterAll(() => process.stdout.write(`\nAccess strings of the repository and of the builder\n${report.join('\n')}\n`));

const ENGINES_WITH_SELECTORS = installedEngines().filter((name) => findEngineLevel(name) >= FEATURE_LEVELS.selectors);

const literalStrings = findLiteralStrings();
const generatedStrings = findGeneratedStrings();

/** The errors of the parser, with the unknown names, which an engine rejects, too. */
function listErrors(text: string, level: number): string[] {
  const { errors, unknownNames } = parseAccessString(text, level);
  return [...errors, ...unknownNames];
}

function findDeployedStrings(): string[] {
  const apps = readdirSync(EXAMPLES, { withFileTypes: true })
    .filter((item) => item.isDirectory())
    .map(({ name }): App => jest.requireActual(join(EXAMPLES, name, 'app')).app());
  const resources = apps.flatMap((app) =>
    app.synth().stacks.flatMap(({ template }) => Object.values<any>(template.Resources)),
  );
  return resources
    .filter(({ Type }) => Type === 'AWS::ElastiCache::User')
    .map(({ Properties }) => Properties.AccessString);
}

test('finds access strings in the repository', () => {
  expect([literalStrings.length > 100, generatedStrings.length > 20, findDeployedStrings().length > 0]).toEqual([
    true,
    true,
    true,
  ]);
});

describe.each(installedEngines())('%s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(async () => engine.stop());

  test('accepts the same access strings of the repository as the parser', async () => {
    const disagreements: unknown[] = [];
    const checked = literalStrings.filter(
      ({ text }) =>
        splitRules(text).length > 0 &&
        !isEngineBug(name, text) &&
        !ACL.modules.some(({ category, prefix }) => text.includes(`@${category}`) || text.includes(prefix)),
    );
    for (const { file, text } of checked) {
      const engineError = await findEngineError(engine, text);
      const errors = listErrors(text, findEngineLevel(name));
      const isForbidden = hasForbiddenRules(text) && errors.length > 0;
      if ((engineError === undefined) !== (errors.length === 0) && !isForbidden) {
        disagreements.push({ file, text, engineError, errors });
      }
    }

    expect(disagreements).toEqual([]);
    report.push(
      `${name.padEnd(10)} ${checked.length} strings in README, docs, examples, comments and tests; 0 disagreements`,
    );
  });
});

describe.each(ENGINES_WITH_SELECTORS)('%s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(async () => engine.stop());

  test('accepts the access strings of the builder, the presets, and the examples', async () => {
    const rejected: unknown[] = [];
    const checked = [...generatedStrings, ...findDeployedStrings().map((text) => ({ file: 'examples', text }))].filter(
      ({ text }) => listErrors(text, findEngineLevel(name)).length === 0,
    );
    for (const { file, text } of checked) {
      const engineError = await findEngineError(engine, text);
      if (engineError !== undefined) {
        rejected.push({ file, text, engineError });
      }
    }

    expect(rejected).toEqual([]);
    report.push(`${name.padEnd(10)} ${checked.length} strings of builder, presets and examples; 0 rejected`);
  });

  test('accepts every access string of the builder, and lists its rules in the same order', async () => {
    await assertProperty(
      props(findEngineLevel(name)),
      async (accessControlProps) => {
        const { accessString } = AccessControl.of(accessControlProps);
        const engineError = await findEngineError(engine, accessString);
        if (engineError !== undefined) {
          throw new Error(`${accessString}: ${engineError}`);
        }
        // Redis OSS merges categories when it lists a user.
        if (!name.startsWith('valkey')) {
          return;
        }

        const userLine = ((await engine.connection.call('ACL', 'LIST')) as string[]).find((line) =>
          line.startsWith('user tested '),
        )!;
        const normalize = (text: string) => text.replace(/ sanitize-payload| resetchannels|(?<=\()resetchannels /g, '');
        if (normalize(userLine) !== `user tested ${normalize(accessString)}`) {
          throw new Error(`${userLine} is not ${accessString}`);
        }
      },
      { numRuns: 400 },
    );
  });
});

const pattern = fc.oneof(
  fc.constantFrom('*', 'app:*', 'a?', '[a-c]x', 'é'),
  fc.string({ unit: fc.constantFrom(...'ab:*?[]^-\\1'), minLength: 1, maxLength: 4 }),
);
const patterns = fc.array(pattern, { minLength: 1, maxLength: 3 });

const keyAccess = fc.oneof(
  fc.constant(KeyAccess.all()),
  patterns.map((list) => KeyAccess.readWrite(...list)),
  patterns.map((list) => KeyAccess.readOnly(...list)),
  patterns.map((list) => KeyAccess.writeOnly(...list)),
);

const commands = fc.array(
  fc.constantFrom('get', 'SET', 'client', 'client|id', 'config|get', 'scan', 'flushall', 'publish', 'cluster|slots'),
  { minLength: 1, maxLength: 3 },
);
const { READ, WRITE, DANGEROUS, PUB_SUB, FAST } = CommandCategory;
const categories = fc.array(fc.constantFrom(READ, WRITE, DANGEROUS, PUB_SUB, FAST), { minLength: 1, maxLength: 2 });

const commandAccess = fc.oneof(
  fc.constant(CommandAccess.allowAll()),
  fc.constant(CommandAccess.allowConnection()),
  fc.constant(CommandAccess.allowFirstArgument('select', '0')),
  commands.map((list) => CommandAccess.allow(...list)),
  commands.map((list) => CommandAccess.deny(...list)),
  categories.map((list) => CommandAccess.allowCategories(...list)),
  categories.map((list) => CommandAccess.denyCategories(...list)),
);

const permissions = (withDatabases: boolean) => ({
  keys: fc.array(keyAccess, { maxLength: 3 }),
  channelPatterns: fc.array(pattern, { maxLength: 3 }),
  commands: fc.array(commandAccess, { maxLength: 5 }),
  databases: withDatabases
    ? fc.option(fc.uniqueArray(fc.nat(20), { maxLength: 3 }), { nil: undefined })
    : fc.constant(undefined),
});

const props = (version: number) =>
  fc.record({
    ...permissions(version >= FEATURE_LEVELS.databases),
    enabled: fc.option(fc.boolean(), { nil: undefined }),
    selectors: fc.array(fc.record(permissions(version >= FEATURE_LEVELS.databases)), { maxLength: 2 }),
  });
