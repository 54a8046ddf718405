import type { Resources } from '../check-resources';
import { checkRule } from '../check-resources';
import { ElastiCacheRules } from 'cdk-elasticache';

const DISABLED = { ReplicationGroupId: 'sessions', NumCacheClusters: 2 };
const ENABLED = { ReplicationGroupId: 'Sessions', NumNodeGroups: 2, ReplicasPerNodeGroup: 1 };

const group = (properties: object): Resources => ({ Group: ['ReplicationGroup', properties] });

describe('the node id of an alarm', () => {
  const check = (value: unknown, properties: object, others: Resources = {}) =>
    checkRule('Alarm.NodeIdInvalid', {
      Alarm: [
        'AWS::CloudWatch::Alarm',
        {
          Namespace: 'AWS/ElastiCache',
          MetricName: 'Evictions',
          Dimensions: [
            { Name: 'CacheNodeId', Value: '0001' },
            { Name: 'CacheClusterId', Value: value },
          ],
        },
      ],
      ...group(properties),
      ...others,
    });

  const sub = (text: string) => ({ 'Fn::Sub': text });
  const join = (...values: unknown[]) => ({ 'Fn::Join': ['', values] });
  const reported = (id: string) => [`'Dimensions' but got ${id}`];

  test.each<[unknown, object, string]>([
    ['sessions-0001-001', DISABLED, 'sessions-0001-001'],
    ['sessions-001', ENABLED, 'sessions-001'],
    [sub('${Group}-0001-002'), { NumCacheClusters: 2 }, '${Group}-0001-002'],
    [join({ Ref: 'Group' }, '-0001-001'), { ClusterMode: 'disabled' }, '${Group}-0001-001'],
    [join({ Ref: 'Group' }, '-001'), { CacheParameterGroupName: 'default.redis7.cluster.on' }, '${Group}-001'],
  ])('is reported if its form does not match the cluster mode: %j in %j', (value, properties, id) => {
    expect(check(value, properties)).toEqual(reported(id));
  });

  test('is reported for each metric of the alarm', () => {
    const metric = (id: string) => ({
      MetricStat: {
        Metric: {
          Namespace: 'AWS/ElastiCache',
          MetricName: 'Evictions',
          Dimensions: [
            { Name: 'CacheNodeId', Value: '0001' },
            { Name: 'CacheClusterId', Value: id },
          ],
        },
      },
    });
    const messages = ElastiCacheRules.checkTemplate({
      Resources: {
        Alarm: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: { Metrics: ['sessions-0001-001', 'sessions-0002-001', 'sessions-0001-001'].map(metric) },
        },
        Group: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: DISABLED },
      },
    })
      .filter(({ ruleId }) => ruleId === 'Alarm.NodeIdInvalid')
      .map(({ message }) => message.match(/but got [\w-]+/g));

    expect(messages).toEqual([['but got sessions-0001-001', 'but got sessions-0002-001']]);
  });

  test.each<[unknown, object]>([
    ['sessions-002', DISABLED],
    ['sessions-0002-001', ENABLED],
    ['sessions-7-001', ENABLED],
    [sub('${Group}-001'), { NumCacheClusters: 1 }],
    [sub('${Group}-009'), { NumCacheClusters: 1 }],
    [sub('${Group}-reader'), DISABLED],
    [sub('${Group}-001-${Suffix}'), ENABLED],
    [sub('${Group}${Suffix}'), ENABLED],
    [sub('${Group.PrimaryEndPoint.Address}-0001-001'), DISABLED],
    [sub('${Parameter}-0001-001'), DISABLED],
    [sub('sessions-${Suffix}'), DISABLED],
    ['other-0001-001', DISABLED],
    ['sessions-0001-001', { NumCacheClusters: 2 }],
    [{ Ref: 'Group' }, DISABLED],
    [{ 'Fn::ImportValue': 'Node' }, DISABLED],
  ])('is accepted if it matches the group, or cannot be determined: %j in %j', (value, properties) => {
    expect(check(value, properties)).toEqual([]);
  });

  // ElastiCache does not rename the nodes of a group whose cluster mode changes.
  test.each(['compatible', 'enabled'])('is accepted in both forms if ClusterMode is %s', (ClusterMode) => {
    const properties = { ReplicationGroupId: 'sessions', ClusterMode, NumNodeGroups: 1, ReplicasPerNodeGroup: 1 };

    expect([check('sessions-001', properties), check('sessions-0001-001', properties)]).toEqual([[], []]);
  });

  test('is accepted if it can belong to another resource', () => {
    const cluster: Resources = { Cluster: ['CacheCluster', { ClusterName: 'sessions-0001-001' }] };
    const other: Resources = { Other: ['ReplicationGroup', { ...DISABLED, ReplicationGroupId: 'sessions-0001' }] };

    expect(check('sessions-0001-001', DISABLED, cluster)).toEqual([]);
    expect(check('sessions-0001-001', DISABLED, other)).toEqual([]);
  });
});

describe('the name of a cluster', () => {
  const check = (ClusterName: unknown, properties: object) =>
    checkRule('CacheCluster.NameReservedForNode', { Cluster: ['CacheCluster', { ClusterName }], ...group(properties) });

  test.each<[string, object]>([
    ['sessions-001', DISABLED],
    ['Sessions-002', DISABLED],
    ['sessions-001', { ReplicationGroupId: 'sessions' }],
    ['sessions-0002-002', ENABLED],
  ])('must not be the id of a node: %s in %j', (name, properties) => {
    expect(check(name, properties)).toEqual([
      `'ClusterName' but got "${name}", which is the id of a node of ReplicationGroup 'Group'`,
    ]);
  });

  test.each<[unknown, object]>([
    ['sessions-003', DISABLED],
    ['sessions-0001-001', DISABLED],
    ['sessions', DISABLED],
    ['sessions-0003-001', ENABLED],
    ['sessions-001', ENABLED],
    ['sessions-001', { NumCacheClusters: 2 }],
    ['sessions-001', { ...DISABLED, PrimaryClusterId: 'sessions-001' }],
    ['sessions-001', { ...DISABLED, ClusterMode: 'compatible' }],
    ['sessions-001', { ...DISABLED, NumCacheClusters: { Ref: 'Nodes' } }],
    ['sessions-0001-001', { ...ENABLED, NumNodeGroups: { Ref: 'Shards' } }],
    [
      'sessions-0001-001',
      { ReplicationGroupId: 'sessions', NodeGroupConfiguration: [{ NodeGroupId: '1' }, { NodeGroupId: '2' }] },
    ],
    [
      'sessions-0001-001',
      {
        ReplicationGroupId: 'sessions',
        NumNodeGroups: { Ref: 'Shards' },
        ReplicasPerNodeGroup: 0,
        CacheParameterGroupName: 'default.redis7.cluster.on',
      },
    ],
    [{ Ref: 'Name' }, DISABLED],
    [undefined, DISABLED],
  ])('is accepted if no node certainly has it: %j in %j', (name, properties) => {
    expect(check(name, properties)).toEqual([]);
  });
});
