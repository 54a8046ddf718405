import type { EngineName } from '.';
import { installedEngines, ReplyError, startEngine } from '.';
import { MEMCACHED_FLAGS, canMemcachedStart, MEMCACHED_BOOLEAN_FLAGS } from './memcached';
import type { ParameterCase } from './parameter-cases';
import { generateCases, PARAMETER_FAMILIES_OF_ENGINES } from './parameter-cases';
import type { ParameterException } from './parameter-exceptions';
import { EXCEPTIONS, MEMCACHED_EXCEPTIONS, ELASTICACHE_ONLY_PARAMETERS } from './parameter-exceptions';
import { compareVersions } from '../../src/private/versions';
import { findParameters, RENAMEABLE_COMMANDS } from '../../src/service-data/parameters';
import { PARAMETER_GROUP_RULES } from '../../src/validation/rules/parameter-group';
import { createTemplateView } from '../internal/validation/views';

const PAIRS = installedEngines().flatMap((engine) =>
  PARAMETER_FAMILIES_OF_ENGINES[engine].map((family) => [engine, family] as const),
);

/** Parameters that engines only read at startup, with the other options that they require. */
const STARTUP_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  'cluster-enabled': [],
  databases: [],
  'cluster-databases': ['--cluster-enabled', 'yes'],
};

const summary = { agreed: 0, explained: new Map<string, number>(), elastiCacheOnly: new Set<string>() };

describe.each(PAIRS)('%s and parameter family %s', (name, family) => {
  test('allow the same values at every boundary, except for known exceptions', async () => {
    const comparisons = [
      ...(await compareRuntimeParameters(name, family)),
      ...(await compareStartupParameters(name, family)),
    ];
    const differences = comparisons.filter(({ isAllowed, isAllowedByEngine }) => isAllowed !== isAllowedByEngine);

    expect(comparisons.length).toBeGreaterThan(300);
    expect(differences.filter((comparison) => !findException(comparison, EXCEPTIONS))).toEqual([]);

    summary.agreed += comparisons.length - differences.length;
    differences.forEach((comparison) => countExplanation(findException(comparison, EXCEPTIONS)!.reason));
  });

  test('have the same parameters since the same versions, except for those of ElastiCache only', async () => {
    const engine = await startEngine(name);
    const modifiable = [...findParameters(family)!].filter(([, fact]) => fact.modifiable !== false);
    const replies = await engine.connection.pipeline(
      modifiable.map(([parameter]) => ['CONFIG', 'GET', findSetting(parameter)]),
    );
    await engine.stop();

    const missing = modifiable
      .filter((_, index) => (replies[index] as string[]).length === 0)
      .filter(([, { since }]) => since === undefined || compareVersions(engine.version, since) >= 0)
      .map(([parameter]) => parameter);

    expect(missing.filter((parameter) => !Object.hasOwn(ELASTICACHE_ONLY_PARAMETERS, parameter))).toEqual([]);
    missing.forEach((parameter) => summary.elastiCacheOnly.add(parameter));
  });
});

test.each(installedEngines())('%s has the commands that can be renamed, and renames one', async (name) => {
  const engine = await startEngine(name, ['--rename-command', 'FLUSHALL', 'restrictedflushall']);
  const commandInfo = await engine.connection.call(
    'COMMAND',
    'INFO',
    ...RENAMEABLE_COMMANDS.filter((command) => command !== 'FLUSHALL'),
  );
  const [renamed, original] = await engine.connection.pipeline([['restrictedflushall'], ['flushall']]);
  await engine.stop();

  expect(
    RENAMEABLE_COMMANDS.filter((command) => command !== 'FLUSHALL').filter(
      (_, index) => (commandInfo as unknown[])[index] === null,
    ),
  ).toEqual([]);
  expect([renamed, original instanceof ReplyError]).toEqual(['OK', true]);
});

describe('memcached and parameter family memcached1.6', () => {
  // A boolean flag cannot have an invalid value.
  const cases = generateCases('memcached1.6')
    .filter(({ name }) => Object.hasOwn(MEMCACHED_FLAGS, name))
    .filter(({ name, isAllowed }) => isAllowed || !MEMCACHED_BOOLEAN_FLAGS.includes(name));

  test.each([...new Set(cases.map(({ name }) => name))])(
    'allow the same values of %s, except for known exceptions',
    async (parameter) => {
      for (const parameterCase of cases.filter(({ name }) => name === parameter)) {
        const exception = findException(parameterCase, MEMCACHED_EXCEPTIONS);

        expect({
          ...parameterCase,
          isAllowedByEngine: await canMemcachedStart(MEMCACHED_FLAGS[parameter](parameterCase.value)),
        }).toEqual({
          ...parameterCase,
          isAllowedByEngine: parameterCase.isAllowed === (exception === undefined),
        });
        exception ? countExplanation(exception.reason) : summary.agreed++;
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
  ])('give the same result for max_item_size %s with slab_chunk_max %s: %s', async (item, chunk, isAllowed) => {
    const errors = PARAMETER_GROUP_RULES.map((rule) =>
      rule.check(
        createTemplateView({
          CacheParameterGroupFamily: 'memcached1.6',
          Description: 'parameters',
          Properties: { max_item_size: item, slab_chunk_max: chunk },
        }),
      ),
    );

    expect(errors.every((error) => error === undefined)).toBe(isAllowed);
    expect(await canMemcachedStart(['-I', item, '-o', `slab_chunk_max=${chunk}`])).toBe(isAllowed);
  });
});

afterAll(() => {
  const explained = [...summary.explained].map(([reason, count]) => `  ${count} ${reason}`).sort();
  console.log(
    `${summary.agreed} values with the same result in table and engines; listed exceptions:\n${explained.join('\n')}\n` +
      `parameters of ElastiCache only: ${[...summary.elastiCacheOnly].sort().join(', ')}`,
  );
});

type Comparison = ParameterCase & { readonly isAllowedByEngine: boolean };

function findException({ name, value, isAllowed }: ParameterCase, exceptions: readonly ParameterException[]) {
  return exceptions.find(
    (exception) =>
      exception.allowedBy === (isAllowed ? 'table' : 'engine') &&
      exception.parameter.test(name) &&
      (exception.value?.test(value) ?? true),
  );
}

function countExplanation(reason: string) {
  summary.explained.set(reason, (summary.explained.get(reason) ?? 0) + 1);
}

async function compareRuntimeParameters(name: EngineName, family: string): Promise<Comparison[]> {
  const engine = await startEngine(name);
  const comparisons: Comparison[] = [];
  for (const parameterCase of generateCases(family).filter(
    ({ name: parameter }) => !Object.hasOwn(STARTUP_PARAMETERS, parameter),
  )) {
    const setting = findSetting(parameterCase.name);
    const [, before] = (await engine.connection.call('CONFIG', 'GET', setting)) as string[];
    // The other test reports missing parameters.
    if (before === undefined) {
      continue;
    }

    const [reply] = await engine.connection.pipeline([
      ['CONFIG', 'SET', setting, formatSettingValue(parameterCase)],
      ['CONFIG', 'SET', setting, before],
    ]);
    comparisons.push({ ...parameterCase, isAllowedByEngine: !(reply instanceof ReplyError) });
  }
  await engine.stop();
  return comparisons;
}

async function compareStartupParameters(name: EngineName, family: string): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const parameterCase of generateCases(family).filter(({ name: parameter }) =>
    Object.hasOwn(STARTUP_PARAMETERS, parameter),
  )) {
    const isAllowedByEngine = await startEngine(name, [
      ...STARTUP_PARAMETERS[parameterCase.name],
      `--${parameterCase.name}`,
      parameterCase.value,
    ]).then(
      async (engine) => {
        await engine.stop();
        return true;
      },
      () => false,
    );
    comparisons.push({ ...parameterCase, isAllowedByEngine });
  }
  return comparisons;
}

const OUTPUT_BUFFER = /^(client-output-buffer-limit)-(\w+)-(hard-limit|soft-limit|soft-seconds)$/;

/** ElastiCache splits each output buffer limit of the engines into three parameters. */
function findSetting(parameter: string): string {
  return OUTPUT_BUFFER.exec(parameter)?.[1] ?? parameter;
}

function formatSettingValue({ name, value }: ParameterCase): string {
  const [, , clients, part] = OUTPUT_BUFFER.exec(name) ?? [];
  return part
    ? [clients, ...['hard-limit', 'soft-limit', 'soft-seconds'].map((other) => (other === part ? value : '0'))].join(
        ' ',
      )
    : value;
}
