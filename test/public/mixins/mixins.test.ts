import { Match } from 'aws-cdk-lib/assertions';
import type { CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import { CfnCacheCluster, CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import {
  Aws,
  CfnParameter,
  Duration,
  Mixins,
  NestedStack,
  RemovalPolicy,
  Stack,
  Stage,
  Token,
  Validations,
} from 'aws-cdk-lib/core';
import type { Environment } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import type { ReplicationGroupProps } from 'cdk-elasticache';
import {
  LogDelivery,
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroup,
  ServerlessCache,
  mixins,
} from 'cdk-elasticache';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const SERVERLESS = 'AWS::ElastiCache::ServerlessCache';
const CLUSTER = 'AWS::ElastiCache::CacheCluster';
const LOG_GROUP = 'AWS::Logs::LogGroup';

let stack: Stack;
beforeEach(() => {
  stack = emptyStack();
});

const createL1 = (props: Partial<CfnReplicationGroupProps> = {}) =>
  new CfnReplicationGroup(stack, 'Group', {
    replicationGroupDescription: 'carts',
    engine: 'valkey',
    cacheNodeType: 'cache.r7g.large',
    numCacheClusters: 2,
    automaticFailoverEnabled: true,
    transitEncryptionEnabled: true,
    ...props,
  });
const createGroup = (props: Partial<ReplicationGroupProps> = {}) =>
  new ReplicationGroup(stack, 'Nodes', {
    vpc: importVpc(stack),
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    ...props,
  });
const createServerlessCache = (name = 'carts') =>
  new CfnServerlessCache(stack, name, { engine: 'valkey', serverlessCacheName: name });
const createCluster = (engine: string) =>
  new CfnCacheCluster(stack, engine, { engine, cacheNodeType: 'cache.t4g.micro', numCacheNodes: 1 });

/** Renders a delivery to a log group. */
const deliveryTo = (logGroup: unknown, logType: string, logFormat = 'json') => ({
  DestinationType: 'cloudwatch-logs',
  DestinationDetails: { CloudWatchLogsDetails: { LogGroup: logGroup } },
  LogFormat: logFormat,
  LogType: logType,
});

/** The delivery of an L1 construct to an existing log group. */
const l1Delivery = (
  logGroup: string,
  logType: string,
): CfnReplicationGroup.LogDeliveryConfigurationRequestProperty => ({
  destinationType: 'cloudwatch-logs',
  destinationDetails: { cloudWatchLogsDetails: { logGroup } },
  logFormat: 'text',
  logType,
});

describe('online resharding', () => {
  test('is added to the update policy of an L1 replication group', () => {
    const group = createL1();
    group.cfnOptions.updatePolicy = { codeDeployLambdaAliasUpdate: { applicationName: 'a', deploymentGroupName: 'b' } };

    group.with(new mixins.ReplicationGroupOnlineResharding());

    synthesize(stack).hasResource(GROUP, {
      UpdatePolicy: { UseOnlineResharding: true, CodeDeployLambdaAliasUpdate: { ApplicationName: 'a' } },
    });
  });
});

describe('log delivery', () => {
  test('creates a log group with the id of the replication group', () => {
    const slowLog = LogDelivery.toNewLogGroup();

    createL1({ replicationGroupId: 'Carts' }).with(new mixins.ReplicationGroupLogDelivery({ slowLog }));

    const template = synthesize(stack);
    template.hasResourceProperties(LOG_GROUP, {
      LogGroupName: '/aws/vendedlogs/elasticache/carts/slow-log',
      RetentionInDays: 30,
    });
    const [id] = Object.keys(template.findResources(LOG_GROUP));
    template.hasResourceProperties(GROUP, { LogDeliveryConfigurations: [deliveryTo({ Ref: id }, 'slow-log')] });
  });

  test('does not change the replication group without logs', () => {
    createL1({ logDeliveryConfigurations: [l1Delivery('/old/slow', 'slow-log')] }).with(
      new mixins.ReplicationGroupLogDelivery({}),
    );

    synthesize(stack).hasResourceProperties(GROUP, {
      LogDeliveryConfigurations: [deliveryTo('/old/slow', 'slow-log', 'text')],
    });
  });

  test('keeps the delivery of the other log', () => {
    const group = createL1({
      logDeliveryConfigurations: [l1Delivery('/old/slow', 'slow-log'), l1Delivery('/old/engine', 'engine-log')],
    });
    const slowLog = LogDelivery.toLogGroup(logs.LogGroup.fromLogGroupName(stack, 'Slow', '/new/slow'));

    group.with(new mixins.ReplicationGroupLogDelivery({ slowLog }));

    synthesize(stack).hasResourceProperties(GROUP, {
      LogDeliveryConfigurations: [deliveryTo('/new/slow', 'slow-log'), deliveryTo('/old/engine', 'engine-log', 'text')],
    });
  });

  test('replaces the log group of the same mixin', () => {
    const group = createL1();
    const deliverFor = (retention: logs.RetentionDays) =>
      group.with(new mixins.ReplicationGroupLogDelivery({ engineLog: LogDelivery.toNewLogGroup({ retention }) }));

    deliverFor(logs.RetentionDays.ONE_DAY);
    deliverFor(logs.RetentionDays.ONE_YEAR);

    const template = synthesize(stack);
    const logGroups = Object.entries(template.findResources(LOG_GROUP));
    expect(logGroups).toHaveLength(1);
    const [[id, { Properties }]] = logGroups;
    expect(Properties.RetentionInDays).toBe(365);
    template.hasResourceProperties(GROUP, { LogDeliveryConfigurations: [deliveryTo({ Ref: id }, 'engine-log')] });
  });

  test.each([
    ['with an id', { replicationGroupId: 'carts' }],
    ['without an id', {}],
  ])('replaces the log group of an L2 construct %s', (_, props) => {
    const slowLog = LogDelivery.toNewLogGroup({ retention: logs.RetentionDays.ONE_DAY });
    createGroup({ ...props, slowLog: LogDelivery.toNewLogGroup() }).with(
      new mixins.ReplicationGroupLogDelivery({ slowLog }),
    );
    const template = synthesize(stack).toJSON();
    stack = emptyStack();
    createGroup({ ...props, slowLog });

    expect(template).toEqual(synthesize(stack).toJSON());
  });

  test('creates the log groups that the props of an L2 construct would create', () => {
    createGroup().with(new mixins.ReplicationGroupLogDelivery({ slowLog: LogDelivery.toNewLogGroup() }));
    const template = synthesize(stack).toJSON();
    stack = emptyStack();
    createGroup({ slowLog: LogDelivery.toNewLogGroup() });

    expect(template).toEqual(synthesize(stack).toJSON());
  });

  test('rejects log groups with errors', () => {
    const slowLog = LogDelivery.toNewLogGroup({ removalPolicy: RemovalPolicy.SNAPSHOT });

    expect(errorsOf(() => createL1().with(new mixins.ReplicationGroupLogDelivery({ slowLog })))).toEqual([
      expect.stringMatching(/^'slowLog' must not have the 'removalPolicy' RemovalPolicy\.SNAPSHOT/),
    ]);
  });

  test.each<[string, CfnReplicationGroup['logDeliveryConfigurations']]>([
    ['a token', Token.asAny({ 'Fn::If': ['HasLogs', [], { Ref: Aws.NO_VALUE }] })],
    ['a list with a token', [Token.asAny({ 'Fn::If': ['HasLogs', {}, { Ref: Aws.NO_VALUE }] })]],
  ])('rejects %s as the previous deliveries', (_, logDeliveryConfigurations) => {
    const group = createL1({ logDeliveryConfigurations });
    const mixin = new mixins.ReplicationGroupLogDelivery({ slowLog: LogDelivery.toNewLogGroup() });

    expect(errorsOf(() => group.with(mixin))).toEqual([
      expect.stringMatching(/^'logDeliveryConfigurations' must not contain tokens/),
    ]);
  });
});

test('the mixin for log delivery rejects property overrides, which take precedence over it', () => {
  const group = createL1();
  group.addPropertyOverride('LogDeliveryConfigurations.0.LogFormat', 'text');
  const mixin = new mixins.ReplicationGroupLogDelivery({ engineLog: LogDelivery.toNewLogGroup() });

  expect(errorsOf(() => group.with(mixin))).toEqual([
    "'LogDeliveryConfigurations' has a property override, which takes precedence over the mixin. Set 'logDeliveryConfigurations' instead of calling addPropertyOverride().",
  ]);
});

test('the mixin for log delivery applies to replication groups with other property overrides', () => {
  const group = createL1();
  group.addPropertyOverride('Port', 6380);

  group.with(new mixins.ReplicationGroupLogDelivery({ engineLog: LogDelivery.toNewLogGroup() }));

  expect(propertiesOf(stack, GROUP).LogDeliveryConfigurations).toHaveLength(1);
});

describe('a mixin rejects an override of its property, which takes precedence', () => {
  const createError = (property: string, prop: string) =>
    `'${property}' has a property override, which takes precedence over the mixin. Set '${prop}' instead of calling addPropertyOverride().`;

  test.each<[string, () => CfnReplicationGroup | CfnServerlessCache | CfnCacheCluster]>([
    ['replication group', () => createL1()],
    ['serverless cache', () => createServerlessCache()],
    ['cluster', () => createCluster('redis')],
  ])('for the retention period of a %s', (_, create) => {
    const cache = create();
    cache.addPropertyOverride('SnapshotRetentionLimit', 1);

    expect(errorsOf(() => cache.with(new mixins.SnapshotRetention({ retention: Duration.days(7) })))).toEqual([
      createError('SnapshotRetentionLimit', 'snapshotRetentionLimit'),
    ]);
  });

  test('for the name of a final snapshot', () => {
    const cache = createServerlessCache();
    cache.addPropertyOverride('FinalSnapshotName', 'last');
    const mixin = new mixins.ServerlessCacheFinalSnapshot({ finalSnapshotName: 'carts-final' });

    expect(errorsOf(() => cache.with(mixin))).toEqual([createError('FinalSnapshotName', 'finalSnapshotName')]);
  });

  test('for a final snapshot without a name, if the override deletes the name', () => {
    const cache = createServerlessCache();
    cache.addPropertyDeletionOverride('FinalSnapshotName');

    expect(errorsOf(() => cache.with(new mixins.ServerlessCacheFinalSnapshot()))).toEqual([
      createError('FinalSnapshotName', 'finalSnapshotName'),
    ]);
  });

  test.each<[string, (group: CfnReplicationGroup) => void]>([
    ['disables it', (group) => group.addOverride('UpdatePolicy.UseOnlineResharding', false)],
    ['deletes the update policy', (group) => group.addDeletionOverride('UpdatePolicy')],
  ])('for online resharding, if the override %s', (_, override) => {
    const group = createL1();
    override(group);

    expect(errorsOf(() => group.with(new mixins.ReplicationGroupOnlineResharding()))).toEqual([
      "'UpdatePolicy' has an override, which takes precedence over the mixin. Set 'cfnOptions.updatePolicy' instead of calling addOverride().",
    ]);
  });
});

describe('a mixin accepts an override', () => {
  test('with the name of the final snapshot', () => {
    const cache = createServerlessCache();
    cache.addPropertyOverride('FinalSnapshotName', 'last');

    cache.with(new mixins.ServerlessCacheFinalSnapshot());

    expect(propertiesOf(stack, SERVERLESS).FinalSnapshotName).toBe('last');
  });

  test.each<[string, (group: CfnReplicationGroup) => void]>([
    ['that enables online resharding', (group) => group.addOverride('UpdatePolicy.UseOnlineResharding', true)],
    ['of another attribute', (group) => group.addOverride('Metadata.Team', 'carts')],
  ])('%s', (_, override) => {
    const group = createL1();
    override(group);

    group.with(new mixins.ReplicationGroupOnlineResharding());

    synthesize(stack).hasResource(GROUP, { UpdatePolicy: { UseOnlineResharding: true } });
  });
});

describe('missing props of a mixin', () => {
  test.each<[string, () => unknown, string]>([
    [
      'snapshot retention',
      () => new mixins.SnapshotRetention({} as mixins.SnapshotRetentionProps),
      "'retention' is missing. Set it to a value of type Duration.",
    ],
    [
      'snapshot retention without props',
      () => new mixins.SnapshotRetention(undefined as unknown as mixins.SnapshotRetentionProps),
      "'retention' is missing. Set it to a value of type Duration.",
    ],
    [
      'snapshot retention in days',
      () => new mixins.SnapshotRetention({ retention: 7 as unknown as Duration }),
      "'retention' must be of type Duration, but got 7. Use a value of this type.",
    ],
    [
      'log delivery',
      () => new mixins.ReplicationGroupLogDelivery(undefined as unknown as mixins.ReplicationGroupLogDeliveryProps),
      "'props' is missing. Set 'slowLog', 'engineLog', or both.",
    ],
  ])('are an error of the constructor: %s', (_, create, error) => {
    expect(errorsOf(create)).toEqual([error]);
  });
});

describe('the name of a final snapshot', () => {
  test.each(['x y', '1-last', 'last-', 'la--st', 'last_backup', '', 'a'.repeat(256)])('cannot be "%s"', (name) => {
    const mixin = new mixins.ServerlessCacheFinalSnapshot({ finalSnapshotName: name });
    const cache = createServerlessCache();

    expect(errorsOf(() => cache.with(mixin))).toEqual(["'finalSnapshotName' ServerlessCache.FinalSnapshotNameInvalid"]);
    expect(cache.finalSnapshotName).toBeUndefined();
  });

  test.each(['a', 'Last-1', 'a'.repeat(255)])('can be "%s"', (name) => {
    createServerlessCache().with(new mixins.ServerlessCacheFinalSnapshot({ finalSnapshotName: name }));

    expect(propertiesOf(stack, SERVERLESS).FinalSnapshotName).toBe(name);
  });

  test('can be a token', () => {
    const { valueAsString } = new CfnParameter(stack, 'Name');

    createServerlessCache().with(new mixins.ServerlessCacheFinalSnapshot({ finalSnapshotName: valueAsString }));

    expect(propertiesOf(stack, SERVERLESS).FinalSnapshotName).toEqual({ Ref: 'Name' });
  });

  test('is accepted with an acknowledgment of the rule', () => {
    const cache = createServerlessCache();
    Validations.of(cache).acknowledge({
      id: 'cdk-elasticache::ServerlessCache.FinalSnapshotNameInvalid',
      reason: 'Amazon ElastiCache accepts this name.',
    });

    cache.with(new mixins.ServerlessCacheFinalSnapshot({ finalSnapshotName: 'last_backup' }));

    expect(cache.finalSnapshotName).toBe('last_backup');
  });

  test('cannot be the same for two caches', () => {
    const mixin = new mixins.ServerlessCacheFinalSnapshot({ finalSnapshotName: 'last' });
    createServerlessCache('carts').with(mixin);

    expect(errorsOf(() => createServerlessCache('pages').with(mixin))).toEqual([
      `'finalSnapshotName' must be unique, but got "last", which is the name for 'Stack/carts'. Remove 'finalSnapshotName', or apply the mixin to a single cache.`,
    ]);
  });

  const createCaches = (stacks: readonly Stack[]) =>
    stacks.map((scope) => new CfnServerlessCache(scope, 'Cache', { engine: 'valkey', serverlessCacheName: 'carts' }));
  const createStacks = (env?: Environment) => ['One', 'Two'].map((id) => new Stack(stack.node.root, id, { env }));

  test.each<[string, () => readonly Stack[]]>([
    ['nested stacks of one stack', () => ['One', 'Two'].map((id) => new NestedStack(stack, id))],
    ['stacks with the same account and Region', () => createStacks({ account: '111122223333', region: 'us-east-1' })],
  ])('cannot be the same in %s', (_, create) => {
    const mixin = new mixins.ServerlessCacheFinalSnapshot({ finalSnapshotName: 'last' });
    const [first, second] = createCaches(create());
    first.with(mixin);

    expect(errorsOf(() => second.with(mixin))).toEqual([expect.stringContaining("'finalSnapshotName' must be unique")]);
  });

  test.each<[string, () => readonly Stack[]]>([
    ['stacks without an environment', () => createStacks()],
    ['stacks with an unknown account', () => createStacks({ region: 'us-east-1' })],
    ['two stages', () => ['One', 'Two'].map((id) => new Stack(new Stage(stack.node.root, id), 'Stack'))],
  ])('can be the same in %s, because the environments can differ', (_, create) => {
    const mixin = new mixins.ServerlessCacheFinalSnapshot({ finalSnapshotName: 'last' });

    const caches = createCaches(create());

    caches.forEach((cache) => cache.with(mixin));

    expect(caches.map(({ finalSnapshotName }) => finalSnapshotName)).toEqual(['last', 'last']);
  });

  test('can be set twice for one cache', () => {
    const mixin = new mixins.ServerlessCacheFinalSnapshot({ finalSnapshotName: 'last' });

    createServerlessCache().with(mixin).with(mixin);

    expect(propertiesOf(stack, SERVERLESS).FinalSnapshotName).toBe('last');
  });

  test('can be the same in several Regions', () => {
    const mixin = new mixins.ServerlessCacheFinalSnapshot({ finalSnapshotName: 'last' });
    const names = ['us-east-1', 'eu-west-1'].map((region) => {
      stack = emptyStack('Stack', { account: '111122223333', region });
      createServerlessCache().with(mixin);
      return propertiesOf(stack, SERVERLESS).FinalSnapshotName;
    });

    expect(names).toEqual(['last', 'last']);
  });
});

describe('final snapshot', () => {
  const stackId = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };

  test('has a different name for each L1 serverless cache', () => {
    createServerlessCache('carts');
    createServerlessCache('sessions');

    stack.with(new mixins.ServerlessCacheFinalSnapshot());

    const template = synthesize(stack);
    for (const name of ['carts', 'sessions']) {
      template.hasResourceProperties(SERVERLESS, {
        ServerlessCacheName: name,
        FinalSnapshotName: { 'Fn::Join': ['-', [`${name}-final`, stackId]] },
      });
    }
  });

  test('has the name that the mixin specifies', () => {
    createServerlessCache().with(new mixins.ServerlessCacheFinalSnapshot({ finalSnapshotName: 'carts-final' }));

    synthesize(stack).hasResourceProperties(SERVERLESS, { FinalSnapshotName: 'carts-final' });
  });

  test('keeps the name that the cache specifies', () => {
    const cache = createServerlessCache();
    cache.finalSnapshotName = 'last';

    cache.with(new mixins.ServerlessCacheFinalSnapshot());

    synthesize(stack).hasResourceProperties(SERVERLESS, { FinalSnapshotName: 'last' });
  });

  test('has the name that the removal policy of an L2 construct creates', () => {
    new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack) }).with(new mixins.ServerlessCacheFinalSnapshot());
    const { FinalSnapshotName: name } = propertiesOf(stack, SERVERLESS);
    stack = emptyStack();
    new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), removalPolicy: RemovalPolicy.SNAPSHOT });

    synthesize(stack).hasResourceProperties(SERVERLESS, { FinalSnapshotName: name });
  });
});

describe('snapshot retention', () => {
  test('is set for L1 caches of every type', () => {
    createL1();
    createServerlessCache();
    createCluster('redis');

    stack.with(new mixins.SnapshotRetention({ retention: Duration.days(7) }));

    const template = synthesize(stack);
    for (const type of [GROUP, SERVERLESS, CLUSTER]) {
      template.hasResourceProperties(type, { SnapshotRetentionLimit: 7 });
    }
  });

  test.each(['memcached', 'Memcached'])('is not set for the engine %s', (engine) => {
    createCluster(engine);

    stack.with(new mixins.SnapshotRetention({ retention: Duration.days(7) }));

    synthesize(stack).hasResourceProperties(CLUSTER, { SnapshotRetentionLimit: Match.absent() });
  });

  test.each([
    [Duration.days(0), 0],
    [Duration.days(35), 35],
    [Duration.hours(48), 2],
  ])('can be %s', (retention, days) => {
    createServerlessCache().with(new mixins.SnapshotRetention({ retention }));

    synthesize(stack).hasResourceProperties(SERVERLESS, { SnapshotRetentionLimit: days });
  });

  test('can be a token', () => {
    const days = new CfnParameter(stack, 'Days', { type: 'Number' });

    createServerlessCache().with(new mixins.SnapshotRetention({ retention: Duration.days(days.valueAsNumber) }));

    synthesize(stack).hasResourceProperties(SERVERLESS, { SnapshotRetentionLimit: { Ref: 'Days' } });
  });

  test.each([
    [Duration.days(36), '36'],
    [Duration.hours(36), '1.5'],
  ])('cannot be %s', (retention, days) => {
    expect(errorsOf(() => new mixins.SnapshotRetention({ retention }))).toEqual([
      `'retention' must be a whole number between 0 and 35 days, but got ${days}. Use a duration such as Duration.days(7).`,
    ]);
  });

  test('cannot be a token in hours', () => {
    const retention = Duration.hours(Token.asNumber({ Ref: 'Hours' }));

    expect(errorsOf(() => new mixins.SnapshotRetention({ retention }))).toEqual([
      expect.stringMatching(/^'retention' must be in days if it is a token/),
    ]);
  });
});

test.each([
  new mixins.ReplicationGroupOnlineResharding(),
  new mixins.ReplicationGroupLogDelivery({ slowLog: LogDelivery.toNewLogGroup() }),
  new mixins.ServerlessCacheFinalSnapshot(),
  new mixins.SnapshotRetention({ retention: Duration.days(7) }),
])('$constructor.name does not change other constructs', (mixin) => {
  const topic = new sns.CfnTopic(stack, 'Topic');

  mixin.applyTo(topic);

  expect(synthesize(stack).toJSON().Resources).toEqual({ Topic: { Type: 'AWS::SNS::Topic' } });
});

test('mixins apply to the L1 construct of an L2 construct, and to no other construct', () => {
  const group = createGroup();
  createServerlessCache();

  const { report } = Mixins.of(stack).apply(
    new mixins.ReplicationGroupOnlineResharding(),
    new mixins.ServerlessCacheFinalSnapshot(),
    new mixins.ReplicationGroupLogDelivery({ engineLog: LogDelivery.toNewLogGroup() }),
  );

  expect(report.map(({ construct }) => construct.node.path).sort()).toEqual([
    `${group.node.path}/Resource`,
    `${group.node.path}/Resource`,
    'Stack/carts',
  ]);
});
