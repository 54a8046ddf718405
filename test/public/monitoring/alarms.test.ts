import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Stack } from 'aws-cdk-lib/core';
import { CfnParameter, Size } from 'aws-cdk-lib/core';
import { Cache, createClusterMode } from './nodes';
import { errorsOf } from '../messages';
import { emptyStack, importVpc } from '../stacks';
import { synthesize } from '../templates';
import type {
  MemcachedClusterAlarmsProps,
  ReplicationGroupAlarmsProps,
  ServerlessCacheAttributes,
  ServerlessCacheProps,
} from 'cdk-elasticache';
import {
  AccessControl,
  CacheEngine,
  ClusterMode,
  EngineVersion,
  IamUser,
  NodeType,
  RecommendedAlarms,
  ServerlessCache,
  UserGroup,
} from 'cdk-elasticache';

let stack: Stack;

beforeEach(() => {
  stack = emptyStack();
});

const createServerlessCache = (props: Partial<ServerlessCacheProps> = {}) =>
  new ServerlessCache(stack, 'Cache', {
    vpc: importVpc(stack),
    engine: CacheEngine.VALKEY_8,
    serverlessCacheName: 'Sessions',
    ...props,
  });
const createUserGroup = (scope: Stack) =>
  new UserGroup(scope, 'Users', {
    users: [new IamUser(scope, 'User', { accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read') })],
  });
const ON_R7G: ReplicationGroupAlarmsProps = {
  engineVersion: EngineVersion.VALKEY_8_0,
  nodeType: NodeType.fromName('cache.r7g.large'),
  hasUsers: false,
};
const createGroupAlarms = (shards: number, nodesPerShard: number, props: ReplicationGroupAlarmsProps = ON_R7G) => {
  const group = new Cache(stack, 'Sessions');
  return RecommendedAlarms.forReplicationGroup(group, 'RecommendedAlarms', group, {
    clusterMode: createClusterMode(shards, nodesPerShard),
    ...props,
  });
};
const createClusterAlarms = (nodeCount: number, props: MemcachedClusterAlarmsProps = {}) => {
  const cluster = new Cache(stack, 'Sessions');
  return RecommendedAlarms.forCacheCluster(cluster, 'RecommendedAlarms', cluster, {
    engineVersion: EngineVersion.MEMCACHED_1_6_22,
    nodeType: NodeType.fromName('cache.m7g.large'),
    nodeCount,
    ...props,
  });
};

/** Formats each alarm of the stack as "name: metrics comparison threshold, datapoints of periods x seconds". */
function describeAlarms(): string[] {
  return Object.entries(synthesize(stack).findResources('AWS::CloudWatch::Alarm'))
    .map(([id, { Properties: alarm }]) => {
      const name = id.replace(/^.*RecommendedAlarms/, '').replace(/.{8}$/, '');
      const formatMetric = (metric: any) =>
        `${metric.MetricName} ${(metric.Dimensions as any[]).map(({ Value }) => Value.Ref ?? Value).join(' ')}`;
      const metrics = alarm.MetricName
        ? `${alarm.Statistic} ${formatMetric(alarm)}`
        : (alarm.Metrics as any[])
            .map(({ Expression, MetricStat }) => Expression ?? `${MetricStat.Stat} ${formatMetric(MetricStat.Metric)}`)
            .join(', ');
      const period = alarm.Period ?? alarm.Metrics.at(-1).MetricStat.Period;
      const comparison = alarm.ComparisonOperator === 'LessThanThreshold' ? '<' : '>';
      return `${name}: ${metrics} ${comparison} ${alarm.Threshold}, ${alarm.DatapointsToAlarm} of ${alarm.EvaluationPeriods} x ${period} s`;
    })
    .sort();
}

const alarmNames = () => describeAlarms().map((line) => line.split(':')[0]);

describe('alarms of a serverless cache', () => {
  test('use thresholds from the usage limits of the cache', () => {
    createServerlessCache({
      cacheUsageLimits: { dataStorageMaximumSize: Size.gibibytes(10), requestRateLimitMaximum: 10_000 },
      userGroup: createUserGroup(stack),
    }).addRecommendedAlarms();

    expect(describeAlarms()).toEqual([
      'authenticationFailures: Sum AuthenticationFailures sessions > 0, 1 of 1 x 300 s',
      'commandAuthorizationFailures: Sum CommandAuthorizationFailures sessions > 0, 1 of 1 x 300 s',
      'keyAuthorizationFailures: Sum KeyAuthorizationFailures sessions > 0, 1 of 1 x 300 s',
      'requestRate: Sum ElastiCacheProcessingUnits sessions > 450000, 3 of 5 x 60 s',
      'storage: Maximum BytesUsedForCache sessions > 8053063680, 5 of 5 x 60 s',
      'throttledCommands: Sum ThrottledCmds sessions > 0, 3 of 5 x 60 s',
    ]);
  });

  test('use the service limits when the cache has no usage limits', () => {
    createServerlessCache({ cacheUsageLimits: { requestRateLimitMaximum: 0 } }).addRecommendedAlarms();

    expect(describeAlarms()).toEqual([
      'authenticationFailures: Sum AuthenticationFailures sessions > 0, 1 of 1 x 300 s',
      'requestRate: Sum ElastiCacheProcessingUnits sessions > 675000000, 3 of 5 x 60 s',
      'storage: Maximum BytesUsedForCache sessions > 4026531840000, 5 of 5 x 60 s',
      'throttledCommands: Sum ThrottledCmds sessions > 0, 3 of 5 x 60 s',
    ]);
  });

  test('exclude authentication and authorization failures for Memcached', () => {
    createServerlessCache({ engine: CacheEngine.MEMCACHED_1_6 }).addRecommendedAlarms();

    expect(alarmNames()).toEqual(['requestRate', 'storage', 'throttledCommands']);
  });

  test('of an import exclude alarms on usage limits unless a threshold is set', () => {
    const cache = ServerlessCache.fromServerlessCacheName(stack, 'Cache', 'sessions');
    const alarms = cache.addRecommendedAlarms({ storage: { threshold: 1e9 } });

    expect(alarmNames()).toEqual([
      'authenticationFailures',
      'commandAuthorizationFailures',
      'keyAuthorizationFailures',
      'storage',
      'throttledCommands',
    ]);
    expect(alarms.named('requestRate')).toEqual([]);
  });

  test('of an import with a user group include authorization failures', () => {
    ServerlessCache.fromServerlessCacheAttributes(stack, 'Cache', {
      serverlessCacheName: 'sessions',
      userGroup: createUserGroup(stack),
    }).addRecommendedAlarms();

    expect(alarmNames()).toContain('keyAuthorizationFailures');
  });

  test('of an import include alarms on its usage limits only if they are specified', () => {
    const importCache = (id: string, attributes: ServerlessCacheAttributes) =>
      ServerlessCache.fromServerlessCacheAttributes(stack, id, {
        serverlessCacheName: id,
        ...attributes,
      }).addRecommendedAlarms();

    const thresholdsOf = (alarms: RecommendedAlarms) =>
      ['storage', 'requestRate']
        .flatMap((name) => alarms.named(name))
        .map(({ node }) => (node.defaultChild as cloudwatch.CfnAlarm).threshold);
    const limits = { dataStorageMaximumSize: Size.gibibytes(100), requestRateLimitMaximum: 1000 };

    expect(thresholdsOf(importCache('unknown', {}))).toEqual([]);
    // 75 % of 100 GB, and of 1,000 ECPUs per second in a minute
    expect(thresholdsOf(importCache('limited', { cacheUsageLimits: limits }))).toEqual([80_530_636_800, 45_000]);
    // 75 % of the service limits: 5,000 GB, and 15,000,000 ECPUs per second
    expect(thresholdsOf(importCache('unlimited', { cacheUsageLimits: {} }))).toEqual([4_026_531_840_000, 675_000_000]);
  });

  test('exclude alarms on usage limits that are tokens', () => {
    const number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
    createServerlessCache({
      cacheUsageLimits: { dataStorageMaximumSize: Size.gibibytes(number), requestRateLimitMaximum: number },
    }).addRecommendedAlarms();

    expect(alarmNames()).toEqual(['authenticationFailures', 'throttledCommands']);
  });

  test('describe the problem, the fix, and the AWS page', () => {
    const alarms = createServerlessCache().addRecommendedAlarms({ runbookUrl: 'https://wiki.example.com/cache' });

    const [throttled] = alarms.named('throttledCommands');
    expect((throttled.node.defaultChild as cloudwatch.CfnAlarm).alarmDescription).toBe(
      [
        'Commands are throttled. The load grows faster than the cache scales, or exceeds the request rate limit.',
        'Before expected peaks, raise the minimum request rate with `scheduleMinimumRequestRate`. At the limit, raise `requestRateLimitMaximum`.',
        'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html',
        'Runbook: https://wiki.example.com/cache',
      ].join('\n'),
    );
    expect(
      alarms.alarms
        .map((alarm) => (alarm.node.defaultChild as cloudwatch.CfnAlarm).alarmDescription)
        .filter((text) => !/^.+\.\n.+\.\nhttps:\/\/docs\.aws\.amazon\.com\//.test(text!)),
    ).toEqual([]);
  });

  test('have actions and can be configured or disabled by name', () => {
    const page = new actions.SnsAction(new sns.Topic(stack, 'Page'));
    const mail = new actions.SnsAction(new sns.Topic(stack, 'Mail'));
    const alarms = createServerlessCache().addRecommendedAlarms({
      alarmActions: [page],
      okActions: [mail],
      alarmNamePrefix: 'shop',
      storage: { enabled: false },
      requestRate: { threshold: 5, evaluationPeriods: 4, alarmActions: [mail] },
      throttledCommands: { evaluationPeriods: 10, datapointsToAlarm: 2 },
    });

    expect(alarms.alarms).toHaveLength(3);
    expect(alarms.named('storage')).toEqual([]);
    const properties = Object.values(synthesize(stack).findResources('AWS::CloudWatch::Alarm')).map(
      ({ Properties }) => Properties,
    );
    expect(
      properties.map(({ AlarmName, Threshold, DatapointsToAlarm, EvaluationPeriods, AlarmActions, OKActions }) => [
        AlarmName,
        Threshold,
        DatapointsToAlarm,
        EvaluationPeriods,
        AlarmActions[0].Ref,
        OKActions[0].Ref,
      ]),
    ).toEqual([
      ['shop-requestRate', 5, 4, 4, 'Mail6A3D1F64', 'Mail6A3D1F64'],
      ['shop-throttledCommands', 0, 2, 10, 'PageA98A310E', 'Mail6A3D1F64'],
      ['shop-authenticationFailures', 0, 1, 1, 'PageA98A310E', 'Mail6A3D1F64'],
    ]);
  });

  test('fail when the settings configure an alarm that the cache cannot have', () => {
    const cache = createServerlessCache();

    expect(() =>
      cache.addRecommendedAlarms({ keyAuthorizationFailures: {}, commandAuthorizationFailures: { enabled: false } }),
    ).toThrow(
      "Cannot create RecommendedAlarms 'Stack/Cache/RecommendedAlarms':\n  - 'keyAuthorizationFailures' is not available for this cache, because it has no user group, so authorization never fails. Remove 'keyAuthorizationFailures'.",
    );
  });
});

describe('alarms of a replication group', () => {
  test('use the metrics of the node when there is only one', () => {
    createGroupAlarms(1, 1, { ...ON_R7G, clusterMode: ClusterMode.disabled({ replicaCount: 0 }) });

    expect(describeAlarms()).toEqual([
      'authenticationFailures: Sum AuthenticationFailures sessions-001 > 0, 1 of 1 x 300 s',
      'connectionTrackingExceeded: Sum NetworkConntrackAllowanceExceeded sessions-001 > 0, 3 of 5 x 60 s',
      'connections: Average CurrConnections sessions-001 > 52000, 10 of 10 x 60 s',
      'cpu: Average CPUUtilization sessions-001 > 45, 5 of 5 x 60 s',
      'databaseMemory: Average DatabaseMemoryUsagePercentage sessions-001 > 80, 5 of 5 x 60 s',
      'evictions: Sum Evictions sessions-001 > 1000, 5 of 5 x 60 s',
      'freeableMemory: Average FreeableMemory sessions-001 < 100000000, 5 of 5 x 60 s',
      'networkIn: Sum NetworkBytesIn sessions-001 > 5622000000, 15 of 15 x 60 s',
      'networkInExceeded: Sum NetworkBandwidthInAllowanceExceeded sessions-001 > 0, 3 of 5 x 60 s',
      'networkOut: Sum NetworkBytesOut sessions-001 > 5622000000, 15 of 15 x 60 s',
      'networkOutExceeded: Sum NetworkBandwidthOutAllowanceExceeded sessions-001 > 0, 3 of 5 x 60 s',
      'packetsPerSecondExceeded: Sum NetworkPacketsPerSecondAllowanceExceeded sessions-001 > 0, 3 of 5 x 60 s',
      'swapUsage: m0 - n0, Average SwapUsage sessions-001, Average FreeableMemory sessions-001 > 0, 5 of 5 x 60 s',
      'trafficManagement: Maximum TrafficManagementActive sessions-001 0001 > 0, 10 of 15 x 60 s',
    ]);
  });

  test('evaluate the node with the highest or lowest value', () => {
    createGroupAlarms(1, 2, { ...ON_R7G, hasUsers: true });

    const lines = Object.fromEntries(describeAlarms().map((line) => line.split(': ')));
    expect(lines.replicationLag).toBe(
      'MAX([m0,m1]), Average ReplicationLag sessions-0001-001, Average ReplicationLag sessions-0001-002 > 10, 15 of 15 x 60 s',
    );
    expect(lines.freeableMemory).toMatch(/^MIN\(\[m0,m1\]\), /);
    expect(lines.swapUsage).toMatch(
      /^MAX\(\[e0,e1\]\), m0 - n0, Average SwapUsage sessions-0001-001, Average FreeableMemory sessions-0001-001, m1 - n1, /,
    );
    expect(lines.channelAuthorizationFailures).toBe(
      'MAX([m0,m1]), Sum ChannelAuthorizationFailures sessions-0001-001 0001, Sum ChannelAuthorizationFailures sessions-0001-002 0001 > 0, 1 of 1 x 300 s',
    );
    expect(Object.keys(lines)).toHaveLength(18);
  });

  test('are split between shards when one alarm cannot cover all nodes', () => {
    const alarms = createGroupAlarms(4, 3);

    expect(alarms.named('evictions').map(({ node }) => node.id)).toEqual(['evictions-0001-001', 'evictions-0004-001']);
    expect(alarms.named('swapUsage').map(({ node }) => node.id)).toEqual([
      'swapUsage-0001-001',
      'swapUsage-0002-001',
      'swapUsage-0003-001',
      'swapUsage-0004-001',
    ]);
  });

  test('split a shard that does not fit into one alarm', () => {
    expect(
      createGroupAlarms(2, 6)
        .named('swapUsage')
        .map(({ node }) => node.id),
    ).toEqual(['swapUsage-0001-001', 'swapUsage-0001-006', 'swapUsage-0002-005']);
  });

  test.each([
    [
      'cache.t4g.micro',
      { cpu: '> 45', freeableMemory: '< 53687091', connections: '> 16000', networkIn: '> 384000000' },
    ],
    [
      'cache.t3.small',
      { cpu: '> 45', freeableMemory: '< 100000000', connections: '> 36800', networkIn: '> 768000000' },
    ],
    [
      'cache.t2.small',
      { cpu: '> 90', freeableMemory: '< 100000000', connections: '> 16000', networkIn: '> 768000000' },
    ],
    [
      'cache.r7g.4xlarge',
      { engineCpu: '> 90', freeableMemory: '< 100000000', connections: '> 52000', networkIn: '> 45000000000' },
    ],
    ['cache.unknown.large', { engineCpu: '> 90', freeableMemory: '< 100000000', connections: '> 52000' }],
  ])('use thresholds for node type %s', (nodeType, expected) => {
    createGroupAlarms(1, 1, { ...ON_R7G, nodeType: NodeType.fromName(nodeType) });

    const lines = describeAlarms().filter((line) =>
      /^(cpu|engineCpu|freeableMemory|connections|networkIn):/.test(line),
    );
    expect(Object.fromEntries(lines.map((line) => [line.split(':')[0], /[<>] \d+/.exec(line)![0]]))).toEqual(expected);
  });

  test('include SSD storage with data tiering', () => {
    createGroupAlarms(1, 1, { ...ON_R7G, nodeType: NodeType.fromName('cache.r6gd.xlarge') });

    expect(describeAlarms().find((line) => line.startsWith('databaseMemory'))).toBe(
      'databaseMemory: Average DatabaseCapacityUsagePercentage sessions-0001-001 0001 > 80, 5 of 5 x 60 s',
    );
  });

  test('include durability when the group is durable', () => {
    createGroupAlarms(1, 2, { ...ON_R7G, engineVersion: EngineVersion.VALKEY_9_0, isDurable: true });

    expect(describeAlarms().filter((line) => line.startsWith('durability'))).toEqual([
      'durabilityErrors: MAX([m0,m1]), Sum DurabilityBufferExceededErrorCount sessions-0001-001 0001, Sum DurabilityBufferExceededErrorCount sessions-0001-002 0001 > 0, 1 of 1 x 300 s',
      'durabilityLag: MAX([m0,m1]), Maximum DurabilityLag sessions-0001-001 0001, Maximum DurabilityLag sessions-0001-002 0001 > 8000, 3 of 5 x 60 s',
    ]);
  });

  test('fail with one error for all alarms that the group cannot have', () => {
    const some = { threshold: 1 };

    expect(() =>
      createGroupAlarms(1, 1, {
        ...ON_R7G,
        engineCpu: some,
        replicationLag: some,
        channelAuthorizationFailures: some,
        durabilityLag: some,
      }),
    ).toThrow(
      [
        "Cannot create RecommendedAlarms 'Stack/Sessions/RecommendedAlarms':",
        "  - 'engineCpu' is not available for this cache, because 'cpu' is more accurate for nodes with 2 vCPUs. Use 'cpu' instead.",
        "  - 'replicationLag' is not available for this cache, because it has no replicas. Remove 'replicationLag'.",
        "  - 'channelAuthorizationFailures' is not available for this cache, because it has no user group, so authorization never fails. Remove 'channelAuthorizationFailures'.",
        "  - 'durabilityLag' is not available for this cache, because its durability is unknown. Set 'isDurable' of RecommendedAlarms.forReplicationGroup to true, or remove 'durabilityLag'.",
      ].join('\n'),
    );
  });

  test.each([
    [NodeType.fromName('cache.r7g.xlarge'), 'the engine runs commands on only one of 4 vCPUs'],
    [undefined, 'the number of vCPUs of the nodes is unknown'],
  ])('fail when the settings configure cpu instead of engineCpu: %s', (nodeType, reason) => {
    expect(() => createGroupAlarms(1, 1, { nodeType, cpu: {} })).toThrow(
      `'cpu' is not available for this cache, because ${reason}. Use 'engineCpu' instead.`,
    );
  });

  test('fail when the settings configure a durability alarm of a group that is not durable', () => {
    expect(() => createGroupAlarms(1, 1, { isDurable: false, durabilityErrors: {} })).toThrow(
      "'durabilityErrors' is not available for this cache, because it is not durable. Remove 'durabilityErrors'.",
    );
  });

  test('fail when the nodes are unknown', () => {
    expect(() => createGroupAlarms(1, 1, { clusterMode: undefined })).toThrow(
      "'clusterMode' is missing or a token, but alarms require the number of nodes. Set 'clusterMode' to a cluster mode whose numbers of shards and replicas are resolved.",
    );
  });
});

test('alarms of a Memcached cluster use the metrics of its nodes', () => {
  const alarms = createClusterAlarms(12);

  expect(
    describeAlarms()
      .filter((line) => /^(cpu|swapUsage)/.test(line))
      .map((line) => line.replace(/, .*, /, ', ..., ')),
  ).toEqual([
    'cpu0001: MAX([m0,m1,m2,m3,m4,m5,m6,m7,m8,m9]), ..., 5 of 5 x 60 s',
    'cpu0011: MAX([m0,m1]), ..., 5 of 5 x 60 s',
    'swapUsage0001: MAX([m0,m1,m2,m3,m4,m5,m6,m7,m8,m9]), ..., 5 of 5 x 60 s',
    'swapUsage0011: MAX([m0,m1]), ..., 5 of 5 x 60 s',
  ]);
  expect(describeAlarms().find((line) => line.startsWith('cpu0011'))).toBe(
    'cpu0011: MAX([m0,m1]), Average CPUUtilization sessions 0011, Average CPUUtilization sessions 0012 > 90, 5 of 5 x 60 s',
  );
  expect(alarms.alarms).toHaveLength(20);
});

test('fails once at synthesis when too many actions are added to alarms', () => {
  const { alarms } = createServerlessCache().addRecommendedAlarms({ alarmNamePrefix: 'sessions' });
  const topics = Array.from({ length: 6 }, (_, index) => new sns.Topic(stack, `Topic${index}`));
  for (const alarm of alarms.slice(0, 2)) {
    alarm.addAlarmAction(...topics.map((topic) => new actions.SnsAction(topic)));
  }

  expect(errorsOf(() => synthesize(stack))).toEqual([
    "[Stack/Cache/RecommendedAlarms] 'alarmActions' Alarm.TooManyAlarmActions",
  ]);
});

test('alarms whose resource is removed are not validated', () => {
  const [alarm] = createServerlessCache().addRecommendedAlarms().alarms;
  alarm.node.tryRemoveChild('Resource');

  expect(() => synthesize(stack)).not.toThrow();
});
