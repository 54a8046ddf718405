import { Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Stack } from 'aws-cdk-lib/core';
import { CfnParameter, Size } from 'aws-cdk-lib/core';
import { givenMemcachedNodes, givenNodes } from './nodes';
import type { MemcachedClusterAlarmsOptions, ReplicationGroupAlarmsOptions, ServerlessCacheProps } from '../../src';
import {
  AccessControl,
  CacheEngine,
  IamUser,
  MemcachedClusterMetrics,
  ReplicationGroupMetrics,
  ServerlessCache,
  UserGroup,
} from '../../src';
import type { AlarmedNodes } from '../../src/monitoring/node-alarms';
import { memcachedClusterAlarms, replicationGroupAlarms } from '../../src/monitoring/node-alarms';
import { emptyStack, importVpc } from '../util';

let stack: Stack;

beforeEach(() => {
  stack = emptyStack();
});

const serverless = (props: Partial<ServerlessCacheProps> = {}) =>
  new ServerlessCache(stack, 'Cache', {
    vpc: importVpc(stack),
    engine: CacheEngine.VALKEY_8,
    serverlessCacheName: 'Sessions',
    ...props,
  });
const usersOf = (scope: Stack) =>
  new UserGroup(scope, 'Users', {
    users: [new IamUser(scope, 'User', { accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read') })],
  });
const ON_R7G = { engine: 'valkey', version: '8.0', nodeType: 'cache.r7g.large', hasUsers: false };
const group = (
  shards: number,
  nodesPerShard: number,
  more: Partial<AlarmedNodes> = ON_R7G,
  options: ReplicationGroupAlarmsOptions = {},
) => {
  const nodes = givenNodes(stack, shards, nodesPerShard, more);
  return replicationGroupAlarms(nodes, ReplicationGroupMetrics._of(nodes), options);
};
const cluster = (count: number, nodeType = 'cache.m7g.large', options: MemcachedClusterAlarmsOptions = {}) => {
  const nodes = givenMemcachedNodes(stack, count, { nodeType });
  return memcachedClusterAlarms(nodes, MemcachedClusterMetrics._of(nodes), options);
};

/**
 * What the alarms of the stack watch: "name: what comparison threshold, so many of so many periods of so many seconds".
 */
function told(): string[] {
  return Object.entries(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'))
    .map(([id, { Properties: alarm }]) => {
      const name = id.replace(/^.*RecommendedAlarms/, '').replace(/.{8}$/, '');
      const watched = (metric: any) =>
        `${metric.MetricName} ${(metric.Dimensions as any[]).map(({ Value }) => Value.Ref ?? Value).join(' ')}`;
      const what = alarm.MetricName
        ? `${alarm.Statistic} ${watched(alarm)}`
        : (alarm.Metrics as any[])
            .map(({ Expression, MetricStat }) => Expression ?? `${MetricStat.Stat} ${watched(MetricStat.Metric)}`)
            .join(', ');
      const period = alarm.Period ?? alarm.Metrics.at(-1).MetricStat.Period;
      const comparison = alarm.ComparisonOperator === 'LessThanThreshold' ? '<' : '>';
      return `${name}: ${what} ${comparison} ${alarm.Threshold}, ${alarm.DatapointsToAlarm} of ${alarm.EvaluationPeriods} x ${period} s`;
    })
    .sort();
}

const namesOf = () => told().map((line) => line.split(':')[0]);

describe('of a serverless cache', () => {
  test('are those that AWS recommends, with thresholds from the limits of the cache', () => {
    serverless({
      cacheUsageLimits: { dataStorageMaximumSize: Size.gibibytes(10), requestRateLimitMaximum: 10_000 },
      userGroup: usersOf(stack),
    }).addRecommendedAlarms();

    expect(told()).toEqual([
      'authenticationFailures: Sum AuthenticationFailures sessions > 0, 1 of 1 x 300 s',
      'commandAuthorizationFailures: Sum CommandAuthorizationFailures sessions > 0, 1 of 1 x 300 s',
      'keyAuthorizationFailures: Sum KeyAuthorizationFailures sessions > 0, 1 of 1 x 300 s',
      'requestRate: Sum ElastiCacheProcessingUnits sessions > 450000, 3 of 5 x 60 s',
      'storage: Maximum BytesUsedForCache sessions > 8053063680, 5 of 5 x 60 s',
      'throttledCommands: Sum ThrottledCmds sessions > 0, 3 of 5 x 60 s',
    ]);
  });

  test('take the limits of ElastiCache when the cache has none', () => {
    serverless({ cacheUsageLimits: { requestRateLimitMaximum: 0 } }).addRecommendedAlarms();

    expect(told()).toEqual([
      'authenticationFailures: Sum AuthenticationFailures sessions > 0, 1 of 1 x 300 s',
      'requestRate: Sum ElastiCacheProcessingUnits sessions > 675000000, 3 of 5 x 60 s',
      'storage: Maximum BytesUsedForCache sessions > 4026531840000, 5 of 5 x 60 s',
      'throttledCommands: Sum ThrottledCmds sessions > 0, 3 of 5 x 60 s',
    ]);
  });

  test('of Memcached know no users', () => {
    serverless({ engine: CacheEngine.MEMCACHED_1_6 }).addRecommendedAlarms();

    expect(namesOf()).toEqual(['requestRate', 'storage', 'throttledCommands']);
  });

  test('of an import leave out what depends on limits, unless they are given a threshold', () => {
    const cache = ServerlessCache.fromServerlessCacheName(stack, 'Cache', 'sessions');
    const alarms = cache.addRecommendedAlarms({ storage: { threshold: 1e9 } });

    expect(namesOf()).toEqual([
      'authenticationFailures',
      'commandAuthorizationFailures',
      'keyAuthorizationFailures',
      'storage',
      'throttledCommands',
    ]);
    expect(alarms.named('requestRate')).toEqual([]);
  });

  test('of an import with a user group are those of a cache with users', () => {
    ServerlessCache.fromServerlessCacheAttributes(stack, 'Cache', {
      serverlessCacheName: 'sessions',
      userGroup: usersOf(stack),
    }).addRecommendedAlarms();

    expect(namesOf()).toContain('keyAuthorizationFailures');
  });

  test('judge no limit that is a token', () => {
    const number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
    serverless({
      cacheUsageLimits: { dataStorageMaximumSize: Size.gibibytes(number), requestRateLimitMaximum: number },
    }).addRecommendedAlarms();

    expect(namesOf()).toEqual(['authenticationFailures', 'throttledCommands']);
  });

  test('tell what is wrong, what to do and where to read more', () => {
    const alarms = serverless().addRecommendedAlarms({ runbookUrl: 'https://wiki.example.com/cache' });

    const [throttled] = alarms.named('throttledCommands');
    expect((throttled.node.defaultChild as cloudwatch.CfnAlarm).alarmDescription).toBe(
      [
        'Commands are throttled: the load grows faster than the cache scales, or is beyond its limit.',
        "Runbook: before peaks that are known, raise the minimum with 'scheduleMinimumRequestRate'; at the limit, raise 'requestRateLimitMaximum'.",
        'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html',
        'https://wiki.example.com/cache',
      ].join('\n'),
    );
    expect(
      alarms.alarms
        .map((alarm) => (alarm.node.defaultChild as cloudwatch.CfnAlarm).alarmDescription)
        .filter((text) => !/\nRunbook: .+\.\nhttps:\/\/docs\.aws\.amazon\.com\//.test(text!)),
    ).toEqual([]);
  });

  test('have actions, and are changed or switched off by name', () => {
    const page = new actions.SnsAction(new sns.Topic(stack, 'Page'));
    const mail = new actions.SnsAction(new sns.Topic(stack, 'Mail'));
    const alarms = serverless().addRecommendedAlarms({
      alarmActions: [page],
      okActions: [mail],
      alarmNamePrefix: 'shop',
      storage: { enabled: false },
      requestRate: { threshold: 5, evaluationPeriods: 4, alarmActions: [mail] },
      throttledCommands: { evaluationPeriods: 10, datapointsToAlarm: 2 },
    });

    expect(alarms.alarms).toHaveLength(3);
    expect(alarms.named('storage')).toEqual([]);
    const properties = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')).map(
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

  test('fails when an alarm is asked for that the cache cannot have', () => {
    const cache = serverless();

    expect(() =>
      cache.addRecommendedAlarms({ keyAuthorizationFailures: {}, commandAuthorizationFailures: { enabled: false } }),
    ).toThrow(
      "ServerlessCache 'Stack/Cache' cannot be built:\n" +
        "  - 'keyAuthorizationFailures' is an alarm that this cache cannot have, since it has no user group, so everybody may do everything; leave it out",
    );
  });
});

describe('of a replication group', () => {
  test('watch a single node by its own dimension', () => {
    group(1, 1, { ...ON_R7G, shards: [[{ label: '001', dimensions: { CacheClusterId: 'sessions-001' } }]] });

    expect(told()).toEqual([
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
      'trafficManagement: Maximum TrafficManagementActive sessions-001 > 0, 10 of 15 x 60 s',
    ]);
  });

  test('watch the worst of several nodes', () => {
    group(1, 2, { ...ON_R7G, hasUsers: true });

    const lines = Object.fromEntries(told().map((line) => line.split(': ')));
    expect(lines.replicationLag).toBe(
      'MAX([m0,m1]), Average ReplicationLag sessions-0001-001, Average ReplicationLag sessions-0001-002 > 10, 15 of 15 x 60 s',
    );
    expect(lines.freeableMemory).toMatch(/^MIN\(\[m0,m1\]\), /);
    expect(lines.swapUsage).toMatch(
      /^MAX\(\[e0,e1\]\), m0 - n0, Average SwapUsage sessions-0001-001, Average FreeableMemory sessions-0001-001, m1 - n1, /,
    );
    expect(lines.channelAuthorizationFailures).toMatch(/ > 0, 1 of 1 x 300 s$/);
    expect(Object.keys(lines)).toHaveLength(18);
  });

  test('are several when there are more nodes than one can watch, split between shards', () => {
    const alarms = group(4, 3);

    expect(alarms.named('evictions').map(({ node }) => node.id)).toEqual(['evictions-0001-001', 'evictions-0004-001']);
    expect(alarms.named('swapUsage').map(({ node }) => node.id)).toEqual([
      'swapUsage-0001-001',
      'swapUsage-0002-001',
      'swapUsage-0003-001',
      'swapUsage-0004-001',
    ]);
  });

  test('split a shard that one cannot watch', () => {
    expect(
      group(2, 6)
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
  ])('have thresholds of their node type: %s', (nodeType, expected) => {
    group(1, 1, { ...ON_R7G, nodeType });

    const lines = told().filter((line) => /^(cpu|engineCpu|freeableMemory|connections|networkIn):/.test(line));
    expect(Object.fromEntries(lines.map((line) => [line.split(':')[0], /[<>] \d+/.exec(line)![0]]))).toEqual(expected);
  });

  test('watch memory and SSD together with data tiering', () => {
    group(1, 1, { engine: 'valkey', version: '8.0', nodeType: 'cache.r6gd.xlarge' });

    expect(told().find((line) => line.startsWith('databaseMemory'))).toContain('DatabaseCapacityUsagePercentage');
  });

  test('watch the durable log of a durable group', () => {
    group(1, 2, { ...ON_R7G, version: '9.0', durable: true });

    expect(told().filter((line) => line.startsWith('durability'))).toEqual([
      'durabilityErrors: MAX([m0,m1]), Sum DurabilityBufferExceededErrorCount sessions-0001-001, Sum DurabilityBufferExceededErrorCount sessions-0001-002 > 0, 1 of 1 x 300 s',
      'durabilityLag: MAX([m0,m1]), Maximum DurabilityLag sessions-0001-001, Maximum DurabilityLag sessions-0001-002 > 8000, 3 of 5 x 60 s',
    ]);
  });

  test('fails when alarms are asked for that it cannot have, all told at once', () => {
    const some = { threshold: 1 };

    expect(() =>
      group(1, 1, ON_R7G, {
        engineCpu: some,
        replicationLag: some,
        channelAuthorizationFailures: some,
        durabilityLag: some,
      }),
    ).toThrow(
      [
        "Cache 'Stack/Sessions' cannot be built:",
        "  - 'engineCpu' is an alarm that this cache cannot have, since 'cpu' tells more about a node with 2 cores; leave it out",
        "  - 'replicationLag' is an alarm that this cache cannot have, since it has no replicas; leave it out",
        "  - 'channelAuthorizationFailures' is an alarm that this cache cannot have, since it has no users, so whoever is in may do everything; leave it out",
        "  - 'durabilityLag' is an alarm that this cache cannot have, since it is not durable; leave it out",
      ].join('\n'),
    );
  });

  test.each([
    ['cache.r7g.xlarge', "the engine runs on one of 4 cores, which 'engineCpu' watches"],
    [
      undefined,
      "the node type, and with it the number of cores, is unknown; 'engineCpu' watches the core of the engine",
    ],
  ])('fails when the host is to be watched instead of its busy core: %s', (nodeType, reason) => {
    expect(() => group(1, 1, { nodeType }, { cpu: {} })).toThrow(
      `'cpu' is an alarm that this cache cannot have, since ${reason}; leave it out`,
    );
  });

  test('fails when the nodes are unknown', () => {
    expect(() => group(1, 1, { shards: undefined })).toThrow(
      "'addRecommendedAlarms' needs to know the nodes, since an alarm cannot search for them; " +
        'tell the import how many shards and replicas there are',
    );
  });
});

test('of a Memcached cluster watch its nodes by their ids', () => {
  const alarms = cluster(12);

  expect(
    told()
      .filter((line) => /^(cpu|swapUsage)/.test(line))
      .map((line) => line.replace(/, .*, /, ', ..., ')),
  ).toEqual([
    'cpu0001: MAX([m0,m1,m2,m3,m4,m5,m6,m7,m8,m9]), ..., 5 of 5 x 60 s',
    'cpu0011: MAX([m0,m1]), ..., 5 of 5 x 60 s',
    'swapUsage0001: MAX([m0,m1,m2,m3,m4,m5,m6,m7,m8,m9]), ..., 5 of 5 x 60 s',
    'swapUsage0011: MAX([m0,m1]), ..., 5 of 5 x 60 s',
  ]);
  expect(told().find((line) => line.startsWith('cpu0011'))).toBe(
    'cpu0011: MAX([m0,m1]), Average CPUUtilization sessions 0011, Average CPUUtilization sessions 0012 > 90, 5 of 5 x 60 s',
  );
  expect(alarms.alarms).toHaveLength(20);
});
