import type { ParameterDefinition } from '../../../src/service-data/parameters';
import {
  findParameters,
  DISCONTINUED_PARAMETER_FAMILIES,
  PARAMETER_FAMILIES,
} from '../../../src/service-data/parameters';
import { PARAMETER_GROUP_RULES } from '../../../src/validation/rules/parameter-group';
import { checkProperties } from '../check-resources';

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
    ['redis7.0', '; did you mean "redis7"'],
    ['valkey8.1', '; did you mean "valkey8"'],
    ['memcached1.6.22', '; did you mean "memcached1.6"'],
    ['valkee8', '; did you mean "valkey8"'],
    ['valkey15', '; did you mean "valkey9"'],
    ['redis9', '; did you mean "redis7"'],
    ['redis8.0', '; did you mean "redis5.0"'],
    ['memcached1.3', '; did you mean "memcached1.6"'],
    ['foo1', ''],
    ['nonsense', ''],
  ])('fails with the unknown family %s', (family, suggestion) => {
    expect(checkParameterGroup(family)).toEqual([
      "'CacheParameterGroupFamily' must be one of valkey9, valkey8, valkey7, redis7, redis6.x, redis5.0, redis4.0, memcached1.6, memcached1.5, memcached1.4, redis3.2, " +
        `redis2.8, redis2.6, got "${family}"${suggestion}`,
    ]);
  });

  test.each([['valkey10'], ['memcached1.7'], ['memcached2.0']])(
    'warns when %s is newer than the library, and accepts any parameter',
    (family) => {
      expect(checkParameterGroup(family, { 'new-parameter': '1' })).toEqual([
        `'CacheParameterGroupFamily' ${family} is newer than this library, which cannot tell what parameters it has; upgrade the library`,
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
    "'CacheParameterGroupFamily' must be given, got nothing; choose the family of the engine version, such as valkey8",
    "'Description' must be given, got nothing; say what the group is for",
  ]);
});

describe('names of groups', () => {
  const error =
    "'CacheParameterGroupName' is given by CloudFormation, which takes none from a template; leave it out, and refer to the group";

  test('warns because CloudFormation generates the names', () => {
    expect(checkParameterGroup('valkey8', undefined, { CacheParameterGroupName: 'my-params' })).toEqual([error]);
  });

  test.each([['1params'], ['my_params'], ['my-params-'], ['my--params'], ['default.valkey8'], ['p'.repeat(256)], ['']])(
    'fails with an invalid name: %s',
    (name) => {
      expect(checkParameterGroup('valkey8', undefined, { CacheParameterGroupName: name })).toEqual([
        expect.stringContaining(
          "'CacheParameterGroupName' must be 1 to 255 letters, digits and single hyphens, starting with a letter and not ending with a hyphen, got ",
        ),
        error,
      ]);
    },
  );
});

describe('names of parameters', () => {
  test.each([
    ['valkey8', 'max-memory-policy', '"max-memory-policy" (did you mean "maxmemory-policy")'],
    ['valkey8', 'MaxMemory_Policy', '"MaxMemory_Policy" (did you mean "maxmemory-policy")'],
    ['redis7', 'hash-max-ziplist-entries', '"hash-max-ziplist-entries" (did you mean "hash-max-listpack-entries")'],
    ['redis5.0', 'min-slaves-to-write', '"min-slaves-to-write" (did you mean "min-replicas-to-write")'],
    [
      'valkey8',
      'lazyfree-lazy-eviction',
      '"lazyfree-lazy-eviction" (of valkey7, redis4.0, redis5.0, redis6.x, redis7)',
    ],
    ['valkey8', 'cluster-databases', '"cluster-databases" (of valkey9)'],
    ['memcached1.6', 'modern', '"modern" (of memcached1.4)'],
    ['memcached1.6', 'max-item-size', '"max-item-size" (did you mean "max_item_size")'],
    ['redis5.0', 'acl-pubsub-default', '"acl-pubsub-default" (of valkey7, valkey8, valkey9, redis6.x, redis7)'],
  ])('fails in %s with %s', (family, name, error) => {
    expect(checkParameter(family, name, '1')).toEqual([
      `'Properties' must hold parameters of the family ${family}, got ${error}`,
    ]);
  });

  test.each(['constructor', 'new-parameter'])('adds a warning for %s, which a newer version can have', (name) => {
    expect(checkParameter('valkey8', name, '1')).toEqual([
      `'Properties' has ${name}, which this library does not know in the family valkey8; check the name, or upgrade the library`,
    ]);
  });

  test('fails with parameters that are read-only', () => {
    expect(checkParameter('valkey8', 'maxmemory', '1000')).toEqual([
      "'Properties' must not hold maxmemory, which ElastiCache sets itself; leave it out",
    ]);
    expect(checkParameterGroup('memcached1.6', { num_threads: '1', max_cache_memory: '1' })).toEqual([
      "'Properties' must not hold num_threads, max_cache_memory, which ElastiCache sets itself; leave them out",
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
      checkParameter(family, name, value).some((error) => !error.includes('cluster mode')),
    );

    expect(rejected).toEqual([]);
    expect(acceptedValues.length).toBeGreaterThan(800);
  });

  test('fails beyond every boundary value', () => {
    const accepted = rejectedValues.filter(
      ([family, name, value]) =>
        !checkParameter(family, name, value).some((error) => error.startsWith(`'Properties.${name}' must be `)),
    );

    expect(accepted).toEqual([]);
    expect(rejectedValues.length).toBeGreaterThan(1500);
  });

  test.each([
    [
      'valkey8',
      'maxmemory-policy',
      'lru',
      'one of volatile-lru, allkeys-lru, volatile-lfu, allkeys-lfu, volatile-random, allkeys-random, volatile-ttl, noeviction, got "lru"',
    ],
    ['valkey8', 'cluster-enabled', true, 'one of yes, no, got "true"'],
    ['memcached1.6', 'cas_disabled', 'yes', 'one of 0, 1, got "yes"'],
    ['valkey8', 'maxmemory-samples', 65, 'a whole number between 1 and 64, got "65"'],
    ['redis7', 'lfu-log-factor', '0', 'a whole number of at least 1, got "0"'],
    ['redis7', 'timeout', '19', '0 or a whole number of at least 20, got "19"'],
    ['redis7', 'slowlog-log-slower-than', 'never', 'a whole number, got "never"'],
    ['memcached1.6', 'chunk_size_growth_factor', '1', 'a number above 1, got "1"'],
    [
      'redis5.0',
      'notify-keyspace-events',
      'Kxmm',
      'made of the letters K E g $ l s h z x e A t, got "Kxmm", which has "m"',
    ],
  ])('fails in %s with %s %s', (family, name, value, requirement) => {
    expect(checkParameter(family, name, value)).toEqual([`'Properties.${name}' must be ${requirement}`]);
  });

  test('reports all invalid values together', () => {
    expect(checkParameterGroup('redis7', { timeout: '1', 'maxmemory-samples': '0' })).toEqual([
      '\'Properties.timeout\' must be 0 or a whole number of at least 20, got "1", and \'Properties.maxmemory-samples\' must be a whole number of at least 1, got "0"',
    ]);
  });

  test.each([
    ['', undefined],
    ['flushall blocked keys blocked', undefined],
    ['FLUSHALL restrictedflushall  flushdb Restricted2', undefined],
    ['get set set get', undefined],
    ['flushall', 'must be pairs of a command and its new name, such as "flushall blocked", got "flushall"'],
    ['config blocked', 'must rename commands that can be renamed, got "CONFIG"'],
    [
      'flushall restricted_flushall keys abcdefghijklmnopqrstu',
      'must give new names of 1 to 20 letters and digits, got "restricted_flushall", "abcdefghijklmnopqrstu"',
    ],
    ['flushall get', 'must give names that no command has, got "get"'],
    ['flushall a FLUSHALL b', 'must hold nothing twice but "blocked", got "FLUSHALL" more than once'],
    ['flushall a flushdb a', 'must hold nothing twice but "blocked", got "a" more than once'],
  ])('validates renamed commands: %s', (value, error) => {
    expect(checkParameter('redis7', 'rename-commands', value)).toEqual(
      error ? [`'Properties.rename-commands' ${error}`] : [],
    );
  });

  test.each([
    ['memcached1.6', { max_item_size: '2097152' }, undefined],
    ['memcached1.6', { max_item_size: '1048576', slab_chunk_max: '1048576' }, undefined],
    ['memcached1.6', { max_item_size: '524288' }, undefined],
    ['memcached1.4', { max_item_size: '2000000' }, undefined],
    ['memcached1.6', { max_item_size: { Ref: 'Size' }, slab_chunk_max: '9999999' }, undefined],
    ['memcached1.6', { max_item_size: 'x' }, "'Properties.max_item_size' must be a whole number"],
    [
      'memcached1.6',
      { max_item_size: '1048576', slab_chunk_max: '2097152' },
      "'Properties.slab_chunk_max' must not be larger than 'Properties.max_item_size', got 2097152 and 1048576",
    ],
    [
      'memcached1.4',
      { max_item_size: '1048576', slab_chunk_max: '2097152' },
      "'Properties.slab_chunk_max' must not be larger than 'Properties.max_item_size', got 2097152 and 1048576",
    ],
    [
      'memcached1.5',
      { slab_chunk_max: '2097152' },
      "'Properties.slab_chunk_max' must not be larger than 'Properties.max_item_size', got 2097152 and 1048576",
    ],
    [
      'memcached1.6',
      { max_item_size: '1048576', slab_chunk_max: '500000' },
      "'Properties.max_item_size' must be a multiple of 'Properties.slab_chunk_max', got 1048576 and 500000",
    ],
    [
      'memcached1.6',
      { max_item_size: '2000000' },
      "'Properties.max_item_size' must be a multiple of 'Properties.slab_chunk_max', got 2000000 and 524288",
    ],
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
      `'Properties.notify-keyspace-events' tells nothing without K or E, got "${value}"; add K for events by key, E for keys by event`,
    ]);
    expect(checkParameter('valkey8', 'notify-keyspace-events', corrected)).toEqual([]);
  });

  test('warns when parameters have no effect with cluster mode disabled', () => {
    const [full, reads] = [{ 'cluster-require-full-coverage': 'yes' }, { 'cluster-allow-reads-when-down': 'yes' }];

    expect(checkParameterGroup('valkey8', full)).toEqual([
      "'Properties' has cluster-require-full-coverage, which does nothing with cluster mode disabled; leave it out",
    ]);
    expect(checkParameterGroup('valkey8', { ...full, ...reads, 'cluster-enabled': 'no' })).toEqual([
      "'Properties' has cluster-require-full-coverage, cluster-allow-reads-when-down, which do nothing with cluster mode disabled; leave them out",
    ]);
    expect(checkParameterGroup('valkey8', { ...full, 'cluster-enabled': 'yes' })).toEqual([]);
    expect(checkParameterGroup('valkey8', { ...full, 'cluster-enabled': { Ref: 'Mode' } })).toEqual([]);
  });
});
