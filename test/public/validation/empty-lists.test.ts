import { ElastiCacheRules } from 'cdk-elasticache';

const NO_VALUE = { Ref: 'AWS::NoValue' };
const EMPTY_LISTS: [string, object][] = [
  ['an empty list', []],
  ['a list with only AWS::NoValue', [NO_VALUE]],
  ['a list in which a condition removes the only element', [{ 'Fn::If': ['IsRemoved', NO_VALUE, 'value'] }]],
];

function findRules(type: string, properties: object): string[] {
  const template = {
    Parameters: { Mode: { Type: 'String', AllowedValues: ['a'] } },
    Conditions: { IsRemoved: { 'Fn::Equals': [{ Ref: 'Mode' }, 'a'] } },
    Resources: { Cache: { Type: `AWS::ElastiCache::${type}`, Properties: properties } },
  };
  return ElastiCacheRules.checkTemplate(template).map(({ ruleId }) => ruleId);
}

describe.each(EMPTY_LISTS)('%s is the same as a missing property', (_, list) => {
  test.each(['CacheSecurityGroupNames', 'LogDeliveryConfigurations', 'PreferredAvailabilityZones', 'SnapshotArns'])(
    'in %s of a cluster',
    (property) => {
      const memcached = {
        Engine: 'memcached',
        EngineVersion: '1.6.22',
        CacheNodeType: 'cache.t4g.small',
        NumCacheNodes: 2,
        CacheSubnetGroupName: 'subnets',
        VpcSecurityGroupIds: ['sg-1'],
      };
      const redis = { ...memcached, Engine: 'redis', EngineVersion: '7.1', NumCacheNodes: 1 };

      expect(findRules('CacheCluster', { ...memcached, [property]: list })).toEqual(
        findRules('CacheCluster', memcached),
      );
      expect(findRules('CacheCluster', { ...redis, [property]: list })).toEqual(findRules('CacheCluster', redis));
    },
  );

  test.each([
    'CacheSecurityGroupNames',
    'LogDeliveryConfigurations',
    'NodeGroupConfiguration',
    'PreferredCacheClusterAZs',
    'SnapshotArns',
    'UserGroupIds',
  ])('in %s of a replication group', (property) => {
    const group = {
      ReplicationGroupDescription: 'sessions',
      Engine: 'redis',
      EngineVersion: '4.0.10',
      CacheNodeType: 'cache.m5.large',
      NumCacheClusters: 1,
      CacheSubnetGroupName: 'subnets',
      SecurityGroupIds: ['sg-1'],
    };

    expect(findRules('ReplicationGroup', { ...group, [property]: list })).toEqual(findRules('ReplicationGroup', group));
  });

  test.each(['SecurityGroupIds', 'SubnetIds', 'SnapshotArnsToRestore'])('in %s of a serverless cache', (property) => {
    const cache = { ServerlessCacheName: 'sessions', Engine: 'memcached', MajorEngineVersion: '1.6' };

    expect(findRules('ServerlessCache', { ...cache, [property]: list })).toEqual(findRules('ServerlessCache', cache));
  });
});

test('an empty list of required elements is an error', () => {
  const properties = { Description: 'subnets', SubnetIds: [NO_VALUE] };

  expect(findRules('SubnetGroup', properties)).toContain('SubnetGroup.SubnetCountOutOfRange');
});
