import type { ParameterDefinition } from '../../../src/service-data/parameters';
import {
  findParameters,
  DISCONTINUED_PARAMETER_FAMILIES,
  PARAMETER_FAMILIES,
} from '../../../src/service-data/parameters';
import { formatValue } from '../../../src/validation/rule-builders';
import { PARAMETER_GROUP_RULES } from '../../../src/validation/rules/parameter-group';
import { checkProperties, listMessages } from '../check-resources';

const checkParameterGroup = (family: unknown, parameters?: unknown, more: object = {}) =>
  checkProperties(PARAMETER_GROUP_RULES, {
    CacheParameterGroupFamily: family,
    Description: 'parameters',
    Properties: parameters,
    ...more,
  });
const checkParameter = (family: string, name: string, value: unknown) => checkParameterGroup(family, { [name]: value });

describe('families', () => {
  test.each([...Object.keys(PARAMETER_FAMILIES), ...DISCONTINUED_PARAMETER_FAMILIES])('accepts %s', (family) => {
    expect(checkParameterGroup(family)).toEqual([]);
  });

  test.each([
    ['redis7.0', ' Use "redis7".'],
    ['valkey8.1', ' Use "valkey8".'],
    ['memcached1.6.22', ' Use "memcached1.6".'],
    ['valkee8', ' Use "valkey8".'],
    ['valkey15', ' Use "valkey9".'],
    ['redis9', ' Use "redis7".'],
    ['redis8.0', ' Use "redis5.0".'],
    ['memcached1.3', ' Use "memcached1.6".'],
    ['foo1', ''],
    ['nonsense', ''],
  ])('fails with the unknown family %s', (family, suggestion) => {
    const properties = { CacheParameterGroupFamily: family, Description: 'parameters' };

    expect(checkParameterGroup(family)).toEqual([
      `ParameterGroup.FamilyInvalid: 'CacheParameterGroupFamily' but got "${family}"`,
    ]);
    expect(listMessages(PARAMETER_GROUP_RULES, properties)[0].endsWith(`but got "${family}".${suggestion}`)).toBe(true);
  });

  test.each([['valkey10'], ['memcached1.7'], ['memcached2.0']])(
    'warns when %s is newer than the library, and accepts any parameter',
    (family) => {
      expect(checkParameterGroup(family, { 'new-parameter': '1' })).toEqual([
        "ParameterGroup.FamilyUnknown: 'CacheParameterGroupFamily'",
      ]);
    },
  );

  test('does not validate parameters of an unresolved family', () => {
    expect(checkParameterGroup({ Ref: 'Family' }, { unknown: '1' })).toEqual([]);
  });

  test('accepts any parameter of a discontinued family', () => {
    expect(checkParameterGroup('redis3.2', { unknown: '1' })).toEqual([]);
  });
});

test('fails without family and description', () => {
  expect(checkProperties(PARAMETER_GROUP_RULES, {})).toEqual([
    "ParameterGroup.FamilyMissing: 'CacheParameterGroupFamily'",
    "ParameterGroup.DescriptionMissing: 'Description'",
  ]);
});

describe('names of groups', () => {
  const error = "ParameterGroup.NameIgnored: 'CacheParameterGroupName'";

  test('warns because CloudFormation generates the names', () => {
    expect(checkParameterGroup('valkey8', undefined, { CacheParameterGroupName: 'my-params' })).toEqual([error]);
  });

  test.each([['1params'], ['my_params'], ['my-params-'], ['my--params'], ['default.valkey8'], ['p'.repeat(256)], ['']])(
    'fails with an invalid name: %s',
    (name) => {
      expect(checkParameterGroup('valkey8', undefined, { CacheParameterGroupName: name })).toEqual([
        `ParameterGroup.NameInvalid: 'CacheParameterGroupName' but got ${formatValue(name)}`,
        error,
      ]);
    },
  );
});

describe('names of parameters', () => {
  test.each([
    ['valkey8', 'max-memory-policy', '. Use "maxmemory-policy".'],
    ['valkey8', 'MaxMemory_Policy', '. Use "maxmemory-policy".'],
    ['redis7', 'hash-max-ziplist-entries', '. Use "hash-max-listpack-entries".'],
    ['redis5.0', 'min-slaves-to-write', '. Use "min-replicas-to-write".'],
    ['valkey8', 'lazyfree-lazy-eviction', ' of valkey7, redis4.0, redis5.0, redis6.x, redis7.'],
    ['valkey8', 'cluster-databases', ' of valkey9.'],
    ['memcached1.6', 'modern', ' of memcached1.4.'],
    ['memcached1.6', 'max-item-size', '. Use "max_item_size".'],
    ['redis5.0', 'acl-pubsub-default', ' of valkey7, valkey8, valkey9, redis6.x, redis7.'],
  ])('fails in %s with %s', (CacheParameterGroupFamily, name, explanation) => {
    const properties = { CacheParameterGroupFamily, Description: 'parameters', Properties: { [name]: '1' } };

    expect(listMessages(PARAMETER_GROUP_RULES, properties)).toEqual([
      `'Properties' must contain parameters of the family ${CacheParameterGroupFamily}, but got "${name}"${explanation}`,
    ]);
  });

  test.each(['constructor', 'new-parameter'])('adds a warning for %s, which a newer version can have', (name) => {
    expect(checkParameter('valkey8', name, '1')).toEqual([
      `ParameterGroup.ParameterUnknown: 'Properties' but got ${name}`,
    ]);
  });

  test('fails with parameters that are read-only', () => {
    expect(checkParameter('valkey8', 'maxmemory', '1000')).toEqual([
      "ParameterGroup.ParameterReadOnly: 'Properties' but got maxmemory",
    ]);
    expect(checkParameterGroup('memcached1.6', { num_threads: '1', max_cache_memory: '1' })).toEqual([
      "ParameterGroup.ParameterReadOnly: 'Properties' but got num_threads, max_cache_memory",
    ]);
  });

  test('does not validate unresolved parameters', () => {
    expect(checkParameterGroup('valkey8', { '${Token[X.1]}': '1', 'maxmemory-policy': { Ref: 'Policy' } })).toEqual([]);
    expect(checkParameterGroup('valkey8', { Ref: 'All' })).toEqual([]);
    expect(checkParameterGroup('valkey8', 'nonsense')).toEqual([]);
  });
});

describe('values of parameters', () => {
  const settable = Object.keys(PARAMETER_FAMILIES).flatMap((family) =>
    [...findParameters(family)!]
      .filter(([, fact]) => fact.modifiable !== false)
      .map(([name, fact]) => ({ family, name, fact })),
  );
  // The item and chunk sizes of Memcached depend on each other.
  const independent = settable.filter(({ name }) => !['max_item_size', 'slab_chunk_max'].includes(name));
  const acceptedValues = combine(listAcceptedValues);
  const rejectedValues = combine(listRejectedValues);

  function combine(
    listValues: (fact: ParameterDefinition) => string[],
  ): [family: string, name: string, value: string][] {
    return independent.flatMap(({ family, name, fact }) =>
      [...new Set(listValues(fact))].map((value): [string, string, string] => [family, name, value]),
    );
  }

  function listAcceptedValues({ type, allowed = {}, default: standard }: ParameterDefinition): string[] {
    const { min, max, additional = [], values = [] } = allowed;
    const isUnlisted = type === 'integer' && !allowed.values;
    const numbers = [min, max, ...additional, isUnlisted ? (max ?? 1_000_000) : undefined];
    const defaults = standard === undefined || standard === '0' ? [] : [standard];
    return [...values, ...numbers.filter((number) => number !== undefined).map(String), ...defaults];
  }

  function listRejectedValues({ type, allowed = {} }: ParameterDefinition): string[] {
    const { min, max, additional = [], values, exclusiveMin } = allowed;
    const rejected: string[] = [];
    if (values) {
      const [word] = values;
      rejected.push('unknown', '', word.toUpperCase() === word ? '7' : word.toUpperCase());
    }
    if (min !== undefined && !additional.includes(min - 1)) {
      rejected.push(String(min - 1));
    }
    if (max !== undefined) {
      rejected.push(String(max + 1));
    }
    if (exclusiveMin !== undefined) {
      rejected.push(String(exclusiveMin));
    }
    if (type === 'integer' && !values) {
      rejected.push('many', '', '1.5', '1kb');
    }
    return type === 'float' ? [...rejected, 'many', ''] : rejected;
  }

  test('accepts every boundary value', () => {
    const rejected = acceptedValues.filter(([family, name, value]) =>
      checkParameter(family, name, value).some(
        (error) => !error.startsWith('ParameterGroup.ClusterModeParametersUnused: '),
      ),
    );

    expect(rejected).toEqual([]);
    expect(acceptedValues.length).toBeGreaterThan(800);
  });

  test('fails beyond every boundary value', () => {
    const accepted = rejectedValues.filter(
      ([family, name, value]) =>
        !checkParameter(family, name, value).some((error) => error.includes(`Invalid: 'Properties.${name}'`)),
    );

    expect(accepted).toEqual([]);
    expect(rejectedValues.length).toBeGreaterThan(1500);
  });

  test.each([
    [
      'valkey8',
      'maxmemory-policy',
      'lru',
      'one of volatile-lru, allkeys-lru, volatile-lfu, allkeys-lfu, volatile-random, allkeys-random, volatile-ttl, noeviction',
    ],
    ['valkey8', 'cluster-enabled', true, 'one of yes, no'],
    ['memcached1.6', 'cas_disabled', 'yes', 'one of 0, 1'],
    ['valkey8', 'maxmemory-samples', 65, 'a whole number between 1 and 64'],
    ['redis7', 'lfu-log-factor', '0', 'a whole number of at least 1'],
    ['redis7', 'timeout', '19', '0 or a whole number of at least 20'],
    ['redis7', 'slowlog-log-slower-than', 'never', 'a whole number'],
    ['memcached1.6', 'chunk_size_growth_factor', '1', 'a number greater than 1'],
  ])('fails in %s with %s %s', (CacheParameterGroupFamily, name, value, requirement) => {
    const properties = { CacheParameterGroupFamily, Description: 'parameters', Properties: { [name]: value } };

    expect(listMessages(PARAMETER_GROUP_RULES, properties)).toEqual([
      `'Properties.${name}' must be ${requirement}, but got "${value}".`,
    ]);
  });

  test('fails with characters that the parameter does not have', () => {
    expect(checkParameter('redis5.0', 'notify-keyspace-events', 'Kxmm')).toEqual([
      'ParameterGroup.ParameterValueInvalid: \'Properties.notify-keyspace-events\' but got "Kxmm" with "m"',
    ]);
  });

  test('reports all invalid values together', () => {
    const properties = {
      CacheParameterGroupFamily: 'redis7',
      Description: 'parameters',
      Properties: { timeout: '1', 'maxmemory-samples': '0' },
    };

    expect(listMessages(PARAMETER_GROUP_RULES, properties)).toEqual([
      expect.stringMatching(/^'Properties\.timeout' must .*\. 'Properties\.maxmemory-samples' must .*\.$/),
    ]);
  });

  test.each([
    ['', undefined],
    ['flushall blocked keys blocked', undefined],
    ['FLUSHALL restrictedflushall  flushdb Restricted2', undefined],
    ['get set set get', undefined],
    ['flushall', '"flushall"'],
    ['config blocked', '"CONFIG"'],
    ['flushall restricted_flushall keys abcdefghijklmnopqrstu', '"restricted_flushall", "abcdefghijklmnopqrstu"'],
    ['flushall get', '"get"'],
    ['flushall a FLUSHALL b', '"FLUSHALL" more than once'],
    ['flushall a flushdb a', '"a" more than once'],
  ])('validates renamed commands: %s', (value, invalid) => {
    expect(checkParameter('redis7', 'rename-commands', value)).toEqual(
      invalid ? [`ParameterGroup.ParameterValueInvalid: 'Properties.rename-commands' but got ${invalid}`] : [],
    );
  });

  test.each([
    ['memcached1.6', { max_item_size: '2097152' }, undefined],
    ['memcached1.6', { max_item_size: '1048576', slab_chunk_max: '1048576' }, undefined],
    ['memcached1.6', { max_item_size: '524288' }, undefined],
    ['memcached1.4', { max_item_size: '2000000' }, undefined],
    ['memcached1.6', { max_item_size: { Ref: 'Size' }, slab_chunk_max: '9999999' }, undefined],
    ['memcached1.6', { max_item_size: 'x' }, "'Properties.max_item_size'"],
    [
      'memcached1.6',
      { max_item_size: '1048576', slab_chunk_max: '2097152' },
      "'Properties.slab_chunk_max' but got 2097152",
    ],
    [
      'memcached1.4',
      { max_item_size: '1048576', slab_chunk_max: '2097152' },
      "'Properties.slab_chunk_max' but got 2097152",
    ],
    ['memcached1.5', { slab_chunk_max: '2097152' }, "'Properties.slab_chunk_max' but got 2097152"],
    [
      'memcached1.6',
      { max_item_size: '1048576', slab_chunk_max: '500000' },
      "'Properties.max_item_size' but got 1048576",
    ],
    ['memcached1.6', { max_item_size: '2000000' }, "'Properties.max_item_size' but got 2000000"],
  ])('validates the item and chunk sizes of %s: %j', (family, parameters, error) => {
    expect(checkParameterGroup(family, parameters)).toEqual(error ? [expect.stringContaining(error)] : []);
  });
});

describe('warnings', () => {
  test.each([
    ['xe', 'Exe'],
    ['A', 'KEA'],
    ['g$', 'K$'],
  ])('warns when the keyspace events %s are never published', (value, corrected) => {
    expect(checkParameter('valkey8', 'notify-keyspace-events', value)).toEqual([
      `ParameterGroup.KeyspaceEventsIneffective: 'Properties.notify-keyspace-events' but got "${value}"`,
    ]);
    expect(checkParameter('valkey8', 'notify-keyspace-events', corrected)).toEqual([]);
  });

  test('warns when parameters have no effect with cluster mode disabled', () => {
    const [full, reads] = [{ 'cluster-require-full-coverage': 'yes' }, { 'cluster-allow-reads-when-down': 'yes' }];

    expect(checkParameterGroup('valkey8', full)).toEqual([
      "ParameterGroup.ClusterModeParametersUnused: 'Properties' but got cluster-require-full-coverage",
    ]);
    expect(checkParameterGroup('valkey8', { ...full, ...reads, 'cluster-enabled': 'no' })).toEqual([
      "ParameterGroup.ClusterModeParametersUnused: 'Properties' but got cluster-require-full-coverage, cluster-allow-reads-when-down",
    ]);
    expect(checkParameterGroup('valkey8', { ...full, 'cluster-enabled': 'yes' })).toEqual([]);
    expect(checkParameterGroup('valkey8', { ...full, 'cluster-enabled': { Ref: 'Mode' } })).toEqual([]);
  });
});
