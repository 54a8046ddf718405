import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import type { Engine, EngineName } from '.';
import { installedEngines, startEngine } from '.';
import { forbiddenRules, isMistake } from './access-listed';
import { ReplyError } from './resp';
import { builtStrings, writtenStrings } from './written-strings';
import { AccessControl, CommandAccess, CommandCategory, KeyAccess } from '../../src';
import { LEVEL_OF_RULE, aclLevel, parseAccessString } from '../../src/acl';
import { ACL } from '../../src/service-data/access-strings';

/*
 * Every access string of README, docs, examples and tests, and whatever the builder makes, stands before the engines.
 */

const SEED = Number(process.env.ENGINES_SEED ?? Date.now() % 2 ** 31);
const EXAMPLES = join(__dirname, '../../examples');
const words = (text: string) => text.split(/[ \t\n\v\f\r]+/).filter((word) => word !== '');
const told: string[] = [];

afterAll(() =>
  process.stdout.write(
    `\nAccess strings of the repository and of the builder, seed ${SEED} (ENGINES_SEED repeats it)\n${told.join('\n')}\n`,
  ),
);

/** What the engine says is wrong with an access string. */
async function complaint({ connection }: Engine, text: string): Promise<string | undefined> {
  const [, reply] = await connection.pipeline([
    ['ACL', 'DELUSER', 'judged'],
    ['ACL', 'SETUSER', 'judged', ...words(text)],
  ]);
  return reply instanceof ReplyError ? reply.message : undefined;
}

const level = (name: EngineName) => aclLevel(name.split('-')[0], name.split('-')[1])!;
const NEW_ENOUGH = installedEngines().filter((name) => level(name) >= LEVEL_OF_RULE.selectors);

const written = writtenStrings();
const built = builtStrings();

/** The access strings of the users in the templates of the examples. */
function deployedStrings(): string[] {
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

test('the repository has access strings', () => {
  expect([written.length > 100, built.length > 20, deployedStrings().length > 0]).toEqual([true, true, true]);
});

describe.each(installedEngines())('%s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(async () => engine.stop());

  test('agrees with the parser about every access string that is written in the repository', async () => {
    const disagreements: unknown[] = [];
    const judged = written.filter(
      ({ text }) =>
        words(text).length > 0 &&
        !isMistake(name, text) &&
        !ACL.modules.some(({ category, prefix }) => text.includes(`@${category}`) || text.includes(prefix)),
    );
    for (const { file, text } of judged) {
      const [said, { errors: faults }] = [await complaint(engine, text), parseAccessString(text, level(name))];
      if ((said === undefined) !== (faults.length === 0) && !(forbiddenRules(text) && faults.length > 0)) {
        disagreements.push({ file, text, said, faults });
      }
    }

    expect(disagreements).toEqual([]);
    told.push(
      `${name.padEnd(10)} ${judged.length} strings that are written in README, docs, examples, comments and tests; 0 disagreements`,
    );
  });
});

describe.each(NEW_ENOUGH)('%s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(async () => engine.stop());

  test('takes what the builder and the presets make in the repository, and what the examples deploy', async () => {
    const refused: unknown[] = [];
    const judged = [...built, ...deployedStrings().map((text) => ({ file: 'examples', text }))].filter(
      ({ text }) => parseAccessString(text, level(name)).errors.length === 0,
    );
    for (const { file, text } of judged) {
      const said = await complaint(engine, text);
      if (said !== undefined) {
        refused.push({ file, text, said });
      }
    }

    expect(refused).toEqual([]);
    told.push(`${name.padEnd(10)} ${judged.length} strings that builder, presets and examples make; 0 refused`);
  });

  test('takes whatever the builder makes, and tells it in the same order', async () => {
    let cases = 0;
    await fc.assert(
      fc.asyncProperty(props(level(name)), async (made) => {
        const { accessString } = AccessControl.of(made);
        const said = await complaint(engine, accessString);
        if (said !== undefined) {
          throw new Error(`${accessString}: ${said}`);
        }
        cases++;
        if (!name.startsWith('valkey')) {
          return;
        } // Redis OSS sums categories up
        const told_ = ((await engine.connection.call('ACL', 'LIST')) as string[]).find((line) =>
          line.startsWith('user judged '),
        )!;
        const same = (text: string) => text.replace(/ sanitize-payload| resetchannels|(?<=\()resetchannels /g, '');
        if (same(told_) !== `user judged ${same(accessString)}`) {
          throw new Error(`${told_} is not ${accessString}`);
        }
      }),
      { seed: SEED, numRuns: 400 },
    );
    told.push(
      `${name.padEnd(10)} ${cases} strings of the builder; 0 refused${name.startsWith('valkey') ? ", all in the engine's own order" : ''}`,
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
const { READ, WRITE, DANGEROUS, PUBSUB, FAST } = CommandCategory;
const categories = fc.array(fc.constantFrom(READ, WRITE, DANGEROUS, PUBSUB, FAST), { minLength: 1, maxLength: 2 });

const commandAccess = fc.oneof(
  fc.constant(CommandAccess.allowAll()),
  fc.constant(CommandAccess.allowConnecting()),
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
    ...permissions(version >= LEVEL_OF_RULE.databases),
    enabled: fc.option(fc.boolean(), { nil: undefined }),
    selectors: fc.array(fc.record(permissions(version >= LEVEL_OF_RULE.databases)), { maxLength: 2 }),
  });
