import type { ParameterDefinition } from '../../../../src/service-data/parameters';
import {
  PARAMETER_FAMILIES,
  findParameters,
  DISCONTINUED_PARAMETER_FAMILIES,
} from '../../../../src/service-data/parameters';
import { checkProperties, listMessages } from '../../../public/validation/check-resources';

const checkParameterGroup = (family: string, parameters?: object) =>
  checkProperties('ParameterGroup', {
    CacheParameterGroupFamily: family,
    Description: 'parameters',
    Properties: parameters,
  });
const checkParameter = (family: string, name: string, value: unknown) => checkParameterGroup(family, { [name]: value });

test.each([...Object.keys(PARAMETER_FAMILIES), ...DISCONTINUED_PARAMETER_FAMILIES])('accepts %s', (family) => {
  expect(checkParameterGroup(family)).toEqual([]);
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
      'volatile-lru, allkeys-lru, volatile-lfu, allkeys-lfu, volatile-random, allkeys-random, volatile-ttl, or noeviction',
      'Use one of these values.',
    ],
    ['valkey8', 'cluster-enabled', 'true', 'yes or no', 'Use one of these values.'],
    ['memcached1.6', 'cas_disabled', 'yes', '0 or 1', 'Use one of these values.'],
    ['valkey8', 'maxmemory-samples', 65, 'a whole number from 1 to 64', 'Use at most 64.'],
    ['redis7', 'lfu-log-factor', '0', 'a whole number of at least 1', 'Use at least 1.'],
    ['redis7', 'timeout', '19', 'a whole number of at least 20, or 0', 'Use at least 20.'],
    ['redis7', 'slowlog-log-slower-than', 'never', 'a whole number', 'Use a whole number.'],
    ['memcached1.6', 'chunk_size_growth_factor', '1', 'a number greater than 1', 'Use more than 1.'],
  ])('fails in %s with %s %s', (CacheParameterGroupFamily, name, value, requirement, fix) => {
    const properties = { CacheParameterGroupFamily, Description: 'parameters', Properties: { [name]: value } };

    expect(listMessages('ParameterGroup', properties)).toEqual([
      `'Properties.${name}' must be ${requirement}, but got "${value}". ${fix}`,
    ]);
  });

  test('fails with characters that the parameter does not have', () => {
    expect(checkParameter('redis5.0', 'notify-keyspace-events', 'Kxmm')).toEqual([
      'ParameterGroup.ParameterValueInvalid: \'Properties.notify-keyspace-events\' but got "Kxmm"',
    ]);
  });

  test('reports all invalid values together', () => {
    const properties = {
      CacheParameterGroupFamily: 'redis7',
      Description: 'parameters',
      Properties: { timeout: '1', 'maxmemory-samples': '0' },
    };

    expect(listMessages('ParameterGroup', properties)).toEqual([
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
    ['flushall restricted_flushall keys abcdefghijklmnopqrstu', '"restricted_flushall" and "abcdefghijklmnopqrstu"'],
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
      "'Properties.slab_chunk_max' but got 2,097,152 bytes",
    ],
    [
      'memcached1.4',
      { max_item_size: '1048576', slab_chunk_max: '2097152' },
      "'Properties.slab_chunk_max' but got 2,097,152 bytes",
    ],
    ['memcached1.5', { slab_chunk_max: '2097152' }, "'Properties.slab_chunk_max' but got 2,097,152 bytes"],
    [
      'memcached1.6',
      { max_item_size: '1048576', slab_chunk_max: '500000' },
      "'Properties.max_item_size' but got 1,048,576 bytes",
    ],
    ['memcached1.6', { max_item_size: '2000000' }, "'Properties.max_item_size' but got 2,000,000 bytes"],
  ])('validates the item and chunk sizes of %s: %j', (family, parameters, error) => {
    expect(checkParameterGroup(family, parameters)).toEqual(error ? [expect.stringContaining(error)] : []);
  });
});
