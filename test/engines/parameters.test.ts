import type { EngineName } from '.';
import { installedEngines, ReplyError, startEngine } from '.';
import { MEMCACHED_FLAGS, memcachedStarts, SWITCHES } from './memcached';
import type { ParameterCase } from './parameter-cases';
import { casesOf, FAMILIES_OF } from './parameter-cases';
import type { ParameterException } from './parameter-exceptions';
import { EXCEPTIONS, MEMCACHED_EXCEPTIONS, OF_ELASTICACHE_ALONE } from './parameter-exceptions';
import { compareVersions } from '../../src/private/versions';
import { findParameters, RENAMEABLE_COMMANDS } from '../../src/service-data/parameters';
import { PropertyReader } from '../../src/validation/property-reader';
import { PARAMETER_GROUP_RULES } from '../../src/validation/rules/parameter-group';

const PAIRS = installedEngines().flatMap((engine) => FAMILIES_OF[engine].map((family) => [engine, family] as const));

/** Settings that an engine takes only when it starts. */
const AT_START: Readonly<Record<string, readonly string[]>> = {
  'cluster-enabled': [],
  databases: [],
  'cluster-databases': ['--cluster-enabled', 'yes'],
};

/** What became of the values, told at the end. */
const tally = { agreed: 0, explained: new Map<string, number>(), own: new Set<string>() };

describe.each(PAIRS)('%s and the parameters of %s', (name, family) => {
  test('agree on every value at every edge, but for what is explained', async () => {
    const verdicts = [...(await judgedRunning(name, family)), ...(await judgedAtStart(name, family))];
    const differing = verdicts.filter(({ isTaken, isTakenByEngine }) => isTaken !== isTakenByEngine);

    expect(verdicts.length).toBeGreaterThan(300);
    expect(differing.filter((verdict) => !exceptionOf(verdict, EXCEPTIONS))).toEqual([]);

    tally.agreed += verdicts.length - differing.length;
    differing.forEach((verdict) => explain(exceptionOf(verdict, EXCEPTIONS)!.reason));
  });

  test('have the same names from the same versions on, but for those of ElastiCache alone', async () => {
    const engine = await startEngine(name);
    const settable = [...findParameters(family)!].filter(([, fact]) => fact.modifiable !== false);
    const replies = await engine.connection.pipeline(
      settable.map(([parameter]) => ['CONFIG', 'GET', settingOf(parameter)]),
    );
    await engine.stop();

    const missing = settable
      .filter((_, index) => (replies[index] as string[]).length === 0)
      .filter(([, { since }]) => since === undefined || compareVersions(engine.version, since) >= 0)
      .map(([parameter]) => parameter);

    expect(missing.filter((parameter) => !Object.hasOwn(OF_ELASTICACHE_ALONE, parameter))).toEqual([]);
    missing.forEach((parameter) => tally.own.add(parameter));
  });
});

test.each(installedEngines())('%s has the commands that can be renamed, and renames one', async (name) => {
  const engine = await startEngine(name, ['--rename-command', 'FLUSHALL', 'restrictedflushall']);
  const known = await engine.connection.call(
    'COMMAND',
    'INFO',
    ...RENAMEABLE_COMMANDS.filter((command) => command !== 'FLUSHALL'),
  );
  const [renamed, gone] = await engine.connection.pipeline([['restrictedflushall'], ['flushall']]);
  await engine.stop();

  expect(
    RENAMEABLE_COMMANDS.filter((command) => command !== 'FLUSHALL').filter(
      (_, index) => (known as unknown[])[index] === null,
    ),
  ).toEqual([]);
  expect([renamed, gone instanceof ReplyError]).toEqual(['OK', true]);
});

describe('memcached and the parameters of memcached1.6', () => {
  const judged = casesOf('memcached1.6')
    .filter(({ name }) => Object.hasOwn(MEMCACHED_FLAGS, name))
    .filter(({ name, isTaken }) => isTaken || !SWITCHES.includes(name)); // a switch is there or not

  test.each([...new Set(judged.map(({ name }) => name))])(
    'agree on %s, but for what is explained',
    async (parameter) => {
      for (const one of judged.filter(({ name }) => name === parameter)) {
        const exception = exceptionOf(one, MEMCACHED_EXCEPTIONS);

        expect({ ...one, isTakenByEngine: await memcachedStarts(MEMCACHED_FLAGS[parameter](one.value)) }).toEqual({
          ...one,
          isTakenByEngine: one.isTaken === (exception === undefined),
        });
        exception ? explain(exception.reason) : tally.agreed++;
      }
    },
  );

  test.each([
    ['1048576', '524288', true],
    ['1048576', '1048576', true],
    ['1048576', '2097152', false],
    ['1048576', '500000', false],
    ['2000000', '524288', false],
    ['1024', '524288', false],
    ['1024', '512', true],
  ])('agree on max_item_size %s with slab_chunk_max %s', async (item, chunk, isTaken) => {
    const faults = PARAMETER_GROUP_RULES.map((rule) =>
      rule.check(
        new PropertyReader({
          CacheParameterGroupFamily: 'memcached1.6',
          Description: 'parameters',
          Properties: { max_item_size: item, slab_chunk_max: chunk },
        }),
      ),
    );

    expect(faults.every((fault) => fault === undefined)).toBe(isTaken);
    expect(await memcachedStarts(['-I', item, '-o', `slab_chunk_max=${chunk}`])).toBe(isTaken);
  });
});

afterAll(() => {
  const explained = [...tally.explained].map(([reason, count]) => `  ${count} ${reason}`).sort();
  console.log(
    `${tally.agreed} values on which table and engines agree; explained differences:\n${explained.join('\n')}\n` +
      `parameters of ElastiCache alone: ${[...tally.own].sort().join(', ')}`,
  );
});

type Verdict = ParameterCase & { readonly isTakenByEngine: boolean };

function exceptionOf({ name, value, isTaken }: ParameterCase, exceptions: readonly ParameterException[]) {
  return exceptions.find(
    (exception) =>
      exception.takenBy === (isTaken ? 'table' : 'engine') &&
      exception.parameter.test(name) &&
      (exception.value?.test(value) ?? true),
  );
}

function explain(reason: string) {
  tally.explained.set(reason, (tally.explained.get(reason) ?? 0) + 1);
}

/** What an engine says of values that it can change while it runs. */
async function judgedRunning(name: EngineName, family: string): Promise<Verdict[]> {
  const engine = await startEngine(name);
  const verdicts: Verdict[] = [];
  for (const one of casesOf(family).filter(({ name: parameter }) => !Object.hasOwn(AT_START, parameter))) {
    const setting = settingOf(one.name);
    const [, before] = (await engine.connection.call('CONFIG', 'GET', setting)) as string[];
    if (before === undefined) {
      continue;
    } // told by the other test
    const [reply] = await engine.connection.pipeline([
      ['CONFIG', 'SET', setting, valueFor(one)],
      ['CONFIG', 'SET', setting, before],
    ]);
    verdicts.push({ ...one, isTakenByEngine: !(reply instanceof ReplyError) });
  }
  await engine.stop();
  return verdicts;
}

async function judgedAtStart(name: EngineName, family: string): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const one of casesOf(family).filter(({ name: parameter }) => Object.hasOwn(AT_START, parameter))) {
    const isTakenByEngine = await startEngine(name, [...AT_START[one.name], `--${one.name}`, one.value]).then(
      async (engine) => {
        await engine.stop();
        return true;
      },
      () => false,
    );
    verdicts.push({ ...one, isTakenByEngine });
  }
  return verdicts;
}

const OUTPUT_BUFFER = /^(client-output-buffer-limit)-(\w+)-(hard-limit|soft-limit|soft-seconds)$/;

/** The engine's name of a parameter: ElastiCache has one for each part of the limits of output buffers. */
function settingOf(parameter: string): string {
  return OUTPUT_BUFFER.exec(parameter)?.[1] ?? parameter;
}

function valueFor({ name, value }: ParameterCase): string {
  const [, , clients, part] = OUTPUT_BUFFER.exec(name) ?? [];
  return part
    ? [clients, ...['hard-limit', 'soft-limit', 'soft-seconds'].map((other) => (other === part ? value : '0'))].join(
        ' ',
      )
    : value;
}
