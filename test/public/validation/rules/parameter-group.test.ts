import { checkProperties, listMessages } from '../check-resources';

const checkParameterGroup = (family: unknown, parameters?: unknown, more: object = {}) =>
  checkProperties('ParameterGroup', {
    CacheParameterGroupFamily: family,
    Description: 'parameters',
    Properties: parameters,
    ...more,
  });
const checkParameter = (family: string, name: string, value: unknown) => checkParameterGroup(family, { [name]: value });

describe('families', () => {
  test.each([
    ['redis7.0', ' Use "redis7".'],
    ['valkey8.1', ' Use "valkey8".'],
    ['memcached1.6.22', ' Use "memcached1.6".'],
    ['valkee8', ' Did you mean "valkey8"?'],
    ['valkey15', ' Did you mean "valkey9"?'],
    ['redis9', ' Did you mean "redis7"?'],
    ['redis8.0', ' Did you mean "redis5.0"?'],
    ['memcached1.3', ' Did you mean "memcached1.6"?'],
    ['foo1', ' Use one of these families.'],
    ['nonsense', ' Use one of these families.'],
  ])('fails with the unknown family %s', (family, suggestion) => {
    const properties = { CacheParameterGroupFamily: family, Description: 'parameters' };

    expect(checkParameterGroup(family)).toEqual([
      `ParameterGroup.FamilyInvalid: 'CacheParameterGroupFamily' but got "${family}"`,
    ]);
    expect(listMessages('ParameterGroup', properties)[0].endsWith(`but got "${family}".${suggestion}`)).toBe(true);
  });

  test('warns when the family is not in lowercase', () => {
    expect(checkParameterGroup('Redis4.0')).toEqual([
      'ParameterGroup.FamilyNotLowercase: \'CacheParameterGroupFamily\' but got "Redis4.0"',
    ]);
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
  expect(checkProperties('ParameterGroup', {})).toEqual([
    "ParameterGroup.FamilyMissing: 'CacheParameterGroupFamily'",
    "ParameterGroup.DescriptionMissing: 'Description'",
  ]);
});

describe('names of groups', () => {
  const error = "ParameterGroup.NameIgnored: 'CacheParameterGroupName'";

  test('warns because CloudFormation generates the names', () => {
    expect(checkParameterGroup('valkey8', undefined, { CacheParameterGroupName: 'my-params' })).toEqual([error]);
  });

  test.each(['1params', 'my_params', 'my-params-', 'my--params', 'default.valkey8', 'p'.repeat(256), ''])(
    'fails with an invalid name: %s',
    (name) => {
      const [invalidName, ...others] = checkParameterGroup('valkey8', undefined, { CacheParameterGroupName: name });

      expect(invalidName).toMatch(
        /^ParameterGroup\.NameInvalid: 'CacheParameterGroupName' but got (".*"|256 characters)$/,
      );
      expect(others).toEqual([error]);
    },
  );
});

describe('names of parameters', () => {
  test.each([
    ['valkey8', 'max-memory-policy', '. Did you mean "maxmemory-policy"?'],
    ['valkey8', 'MaxMemory_Policy', '. Use "maxmemory-policy".'],
    ['redis7', 'hash-max-ziplist-entries', '. Use "hash-max-listpack-entries".'],
    ['redis5.0', 'min-slaves-to-write', '. Use "min-replicas-to-write".'],
    [
      'valkey8',
      'lazyfree-lazy-eviction',
      ' of valkey7, redis4.0, redis5.0, redis6.x, and redis7. Remove "lazyfree-lazy-eviction", or use a family that has the parameter.',
    ],
    [
      'valkey8',
      'cluster-databases',
      ' of valkey9. Remove "cluster-databases", or use a family that has the parameter.',
    ],
    ['memcached1.6', 'modern', ' of memcached1.4. Remove "modern", or use a family that has the parameter.'],
    ['memcached1.6', 'max-item-size', '. Use "max_item_size".'],
    [
      'redis5.0',
      'acl-pubsub-default',
      ' of valkey7, valkey8, valkey9, redis6.x, and redis7. Remove "acl-pubsub-default", or use a family that has the parameter.',
    ],
  ])('fails in %s with %s', (CacheParameterGroupFamily, name, explanation) => {
    const properties = { CacheParameterGroupFamily, Description: 'parameters', Properties: { [name]: '1' } };

    const [message, ...others] = listMessages('ParameterGroup', properties);

    expect(message.endsWith(`but got "${name}"${explanation}`)).toBe(true);
    expect(others).toEqual([]);
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
      "ParameterGroup.ParameterReadOnly: 'Properties' but got num_threads and max_cache_memory",
    ]);
  });

  test('does not validate unresolved parameters', () => {
    expect(checkParameterGroup('valkey8', { '${Token[X.1]}': '1', 'maxmemory-policy': { Ref: 'Policy' } })).toEqual([]);
    expect(checkParameterGroup('valkey8', { Ref: 'All' })).toEqual([]);
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
      "ParameterGroup.ClusterModeParametersUnused: 'Properties' but got cluster-require-full-coverage and cluster-allow-reads-when-down",
    ]);
    expect(checkParameterGroup('valkey8', { ...full, 'cluster-enabled': 'yes' })).toEqual([]);
    expect(checkParameterGroup('valkey8', { ...full, 'cluster-enabled': { Ref: 'Mode' } })).toEqual([]);
  });
});
