import type { Resources } from '../../check-resources';
import { checkRule } from '../../check-resources';
import { ElastiCacheRules } from 'cdk-elasticache';

const RULE = 'CacheCluster.ItemSizeExceedsMemory';
const createResources = (parameters: unknown, cluster: object): Resources => ({
  Group: [
    'ParameterGroup',
    { CacheParameterGroupFamily: 'memcached1.6', Description: 'parameters', Properties: parameters },
  ],
  Cluster: ['CacheCluster', { CacheParameterGroupName: { Ref: 'Group' }, ...cluster }],
});
const checkItemSize = (parameters: unknown, cluster: object) => checkRule(RULE, createResources(parameters, cluster));

test.each([
  [{ max_item_size: '108003328' }, 'cache.t4g.micro', []],
  [{}, 'cache.t4g.micro', []],
  [{ max_item_size: { Ref: 'Size' } }, 'cache.t4g.micro', []],
  [{ max_item_size: '536870912' }, 'cache.m8g.large', []],
  [{ max_item_size: '536870912' }, { Ref: 'NodeType' }, []],
  [
    { max_item_size: '108527616' },
    'cache.t4g.micro',
    ["'CacheParameterGroupName' but got 108,527,616 bytes in ParameterGroup 'Group'"],
  ],
  [
    { memcached_connections_overhead: '511' },
    'cache.t4g.micro',
    ["'CacheParameterGroupName' but got 1,048,576 bytes in ParameterGroup 'Group'"],
  ],
  [
    { memcached_connections_overhead: '600' },
    'cache.t4g.micro',
    ["'CacheParameterGroupName' but got 1,048,576 bytes in ParameterGroup 'Group'"],
  ],
])('validates %j on %s', (parameters, nodeType, errors) => {
  expect(checkItemSize(parameters, { CacheNodeType: nodeType })).toEqual(errors);
});

test('does not validate unresolved overheads, unresolved parameters, and unknown node types', () => {
  const large = { max_item_size: '536870912' };

  expect([
    checkItemSize(
      { ...large, memcached_connections_overhead: { Ref: 'Overhead' } },
      { CacheNodeType: 'cache.t4g.micro' },
    ),
    checkItemSize({ Ref: 'All' }, { CacheNodeType: 'cache.t4g.micro' }),
    checkItemSize(large, { CacheNodeType: 'cache.z99.micro' }),
    checkItemSize(large, { CacheNodeType: 'constructor' }),
    checkItemSize(large, {}),
  ]).toEqual(Array(5).fill([]));
});

test('ignores clusters with another parameter group', () => {
  expect(
    checkItemSize(
      { max_item_size: '536870912' },
      { CacheNodeType: 'cache.t4g.micro', CacheParameterGroupName: 'default.memcached1.6' },
    ),
  ).toEqual([]);
});

test('reports every cluster whose nodes are too small', () => {
  const createCluster = (CacheNodeType: string) => ({
    Type: 'AWS::ElastiCache::CacheCluster',
    Properties: { CacheParameterGroupName: { Ref: 'Group' }, CacheNodeType },
  });
  const findings = ElastiCacheRules.checkTemplate({
    Resources: {
      Group: {
        Type: 'AWS::ElastiCache::ParameterGroup',
        Properties: {
          CacheParameterGroupFamily: 'memcached1.6',
          Description: 'parameters',
          Properties: { max_item_size: '536870912' },
        },
      },
      Large: createCluster('cache.m8g.large'),
      Small: createCluster('cache.t4g.micro'),
      Other: createCluster('cache.t4g.small'),
    },
  }).filter(({ ruleId }) => ruleId === RULE);

  expect(findings.map(({ logicalId, severity, propertyPath }) => ({ logicalId, severity, propertyPath }))).toEqual(
    ['Small', 'Other'].map((logicalId) => ({ logicalId, severity: 'error', propertyPath: 'CacheParameterGroupName' })),
  );
});
