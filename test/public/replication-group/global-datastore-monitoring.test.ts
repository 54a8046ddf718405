import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { App, CfnParameter, Stack as CdkStack } from 'aws-cdk-lib/core';
import type { Stack } from 'aws-cdk-lib/core';
import { annotationsOf, errorsOf, warningsOf } from '../messages';
import { importVpc } from '../stacks';
import { synthesize } from '../templates';
import {
  Authentication,
  ClusterMode,
  EngineVersion,
  GlobalReplicationGroup,
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroup,
} from 'cdk-elasticache';
import type { GlobalReplicationGroupProps, IReplicationGroup } from 'cdk-elasticache';
import '../setup';

const LARGE = NodeType.of(NodeFamily.R7G, NodeSize.LARGE);
const XLARGE4 = NodeType.of(NodeFamily.R7G, NodeSize.XLARGE4);
const ALARM = 'AWS::CloudWatch::Alarm';

let virginia: Stack;
let ireland: Stack;
beforeEach(() => {
  const app = new App();
  [virginia, ireland] = ['us-east-1', 'eu-west-1'].map(
    (region) => new CdkStack(app, region, { env: { account: '123456789012', region } }),
  );
});

const createPrimary = (clusterMode: ClusterMode) =>
  new ReplicationGroup(virginia, 'Primary', {
    vpc: importVpc(virginia),
    nodeType: LARGE,
    clusterMode,
    engineVersion: EngineVersion.VALKEY_7_2,
    replicationGroupId: 'carts',
    authentication: Authentication.none(),
  });

const createGlobal = (primary: IReplicationGroup, props: Partial<GlobalReplicationGroupProps> = {}) =>
  new GlobalReplicationGroup(virginia, 'Global', { primary, globalReplicationGroupIdSuffix: 'carts', ...props });

const addSecondary = (global: GlobalReplicationGroup, replicasPerShard?: number) =>
  global.addSecondary(ireland, 'Secondary', {
    vpc: importVpc(ireland),
    replicationGroupId: 'carts-eu',
    authentication: Authentication.none(),
    replicasPerShard,
  });

/** Lists the ids of the nodes that the alarms of a stack monitor. */
const listMonitoredNodes = (stack: Stack) => {
  const text = JSON.stringify(synthesize(stack).findResources(ALARM));
  const ids = [...text.matchAll(/-(\d{4}-\d{3})"/g)].map(([, id]) => id);
  return [...new Set(ids)].sort();
};

const THREE_SHARDS = ['0001-001', '0001-002', '0002-001', '0002-002', '0003-001', '0003-002'];

describe('a global datastore that changes the number of shards', () => {
  test.each<[number, string[]]>([
    [3, ['carts-0001-001', 'carts-0001-002', 'carts-0002-001', 'carts-0002-002', 'carts-0003-001', 'carts-0003-002']],
    [1, ['carts-0001-001', 'carts-0001-002']],
  ])('changes the nodes of the primary to %d shards', (shardCount, nodes) => {
    const primary = createPrimary(ClusterMode.enabled({ shardCount: 2 }));

    createGlobal(primary, { shardCount });

    expect(primary.clusterMode?.shardCount).toBe(shardCount);
    expect(virginia.resolve(primary.memberClusterIds)).toEqual(
      nodes.map((id) => ({ 'Fn::Join': ['', [{ Ref: expect.any(String) }, id.replace('carts', '')]] })),
    );
  });

  test('changes the nodes that alarms of the primary monitor', () => {
    const primary = createPrimary(ClusterMode.enabled({ shardCount: 2 }));
    createGlobal(primary, { shardCount: 3 });

    primary.addRecommendedAlarms();

    expect(listMonitoredNodes(virginia)).toEqual(THREE_SHARDS);
  });

  test('changes the nodes that alarms of a secondary monitor', () => {
    const global = createGlobal(createPrimary(ClusterMode.enabled({ shardCount: 2 })), { shardCount: 3 });

    addSecondary(global).addRecommendedAlarms();

    expect(listMonitoredNodes(ireland)).toEqual(THREE_SHARDS);
  });

  test('keeps the properties of the primary in the template', () => {
    createGlobal(createPrimary(ClusterMode.enabled({ shardCount: 2 })), {
      shardCount: 3,
      nodeType: XLARGE4,
      engineVersion: EngineVersion.VALKEY_8_1,
    });

    synthesize(virginia).hasResourceProperties('AWS::ElastiCache::ReplicationGroup', {
      NumNodeGroups: 2,
      CacheNodeType: 'cache.r7g.large',
      EngineVersion: '7.2',
    });
  });

  test('gives new shards ids that follow the highest id', () => {
    const primary = createPrimary(ClusterMode.enabledWithShards([{ shardId: '0007' }, { shardId: '0009' }]));
    const global = createGlobal(primary, { shardCount: 3 });

    addSecondary(global).addRecommendedAlarms();

    expect(listMonitoredNodes(ireland)).toEqual([
      '0007-001',
      '0007-002',
      '0009-001',
      '0009-002',
      '0010-001',
      '0010-002',
    ]);
  });
});

test('a global datastore changes the node type and the engine version of all members', () => {
  const primary = createPrimary(ClusterMode.enabled());
  const global = createGlobal(primary, { nodeType: XLARGE4, engineVersion: EngineVersion.VALKEY_8_1 });

  for (const member of [primary, addSecondary(global)]) {
    expect(String(member.nodeType)).toBe('cache.r7g.4xlarge');
    expect(String(member.engineVersion)).toBe('valkey 8.1');
    expect(String(member.clusterMode)).toBe(String(ClusterMode.enabled()));
  }
});

test('alarms have the thresholds of the node type that the global datastore specifies', () => {
  const primary = createPrimary(ClusterMode.enabled());
  const global = createGlobal(primary, { nodeType: XLARGE4 });

  primary.addRecommendedAlarms();
  addSecondary(global).addRecommendedAlarms();

  // AWS recommends CPUUtilization for nodes with up to two vCPUs, and EngineCPUUtilization for larger nodes.
  for (const stack of [virginia, ireland]) {
    const alarms = JSON.stringify(synthesize(stack).findResources(ALARM));
    expect(alarms).toContain('"EngineCPUUtilization"');
    expect(alarms).not.toContain('"CPUUtilization"');
  }
});

test.each([
  ['equal shards', ClusterMode.enabled({ shardCount: 2 })],
  ['configured shards', ClusterMode.enabledWithShards([{ shardId: '0007' }, { shardId: '0009', replicaCount: 2 }])],
])('the nodes are unknown if the number of shards is a token: %s', (_, clusterMode) => {
  const primary = createPrimary(clusterMode);
  createGlobal(primary, { shardCount: new CfnParameter(virginia, 'Shards', { type: 'Number' }).valueAsNumber });

  expect(errorsOf(() => primary.memberClusterIds)).toEqual([
    "'memberClusterIds' requires numbers of shards and replicas that are resolved at synthesis, but got tokens. Set 'shardCount' of the global datastore to a resolved number.",
  ]);
});

test('the errors of metrics and alarms name the number of shards of the global datastore if it is a token', () => {
  const primary = createPrimary(ClusterMode.enabled({ shardCount: 2 }));
  const shardCount = new CfnParameter(virginia, 'Shards', { type: 'Number' }).valueAsNumber;
  const secondary = addSecondary(createGlobal(primary, { shardCount }));

  for (const member of [primary, secondary]) {
    expect(errorsOf(() => member.addRecommendedAlarms())).toEqual([
      "'shardCount' is missing or a token, but alarms require the number of nodes. Set 'shardCount' of the global datastore to a resolved number.",
    ]);
    expect(errorsOf(() => member.metrics.evictions().forEachNode())).toEqual([
      "'shardCount' is missing or a token, but forEachNode() requires the number of nodes. Set 'shardCount' of the global datastore to a resolved number. Alternatively, use forMemberCluster().",
    ]);
  }
});

test('a primary of another copy of the library keeps its attributes', () => {
  const primary = createPrimary(ClusterMode.enabled({ shardCount: 2 }));
  const copy = new Proxy(primary, {
    get: (target, key) => (key === '_changeMember' ? undefined : Reflect.get(target, key)),
  });

  createGlobal(copy, { shardCount: 3 });

  expect(primary.clusterMode?.shardCount).toBe(2);
  expect(warningsOf(virginia)).toEqual([]);
});

/** @param use what happens to the L1 construct before the global datastore is created */
function createGlobalOfL1(use: (l1: CfnReplicationGroup) => unknown = () => undefined): GlobalReplicationGroup {
  const l1 = new CfnReplicationGroup(virginia, 'Primary', {
    replicationGroupDescription: 'carts',
    engine: 'valkey',
    cacheNodeType: 'cache.r7g.large',
    numNodeGroups: 2,
    replicasPerNodeGroup: 1,
    automaticFailoverEnabled: true,
    transitEncryptionEnabled: true,
    clusterMode: 'enabled',
  });
  use(l1);
  return new GlobalReplicationGroup(virginia, 'Global', { primary: l1, shardCount: 3, nodeType: XLARGE4 });
}

test('changes apply to an L1 primary, too', () => {
  const global = createGlobalOfL1();

  global.primary.addRecommendedAlarms();
  addSecondary(global).addRecommendedAlarms();

  expect(listMonitoredNodes(virginia)).toEqual(THREE_SHARDS);
  expect(listMonitoredNodes(ireland)).toEqual(THREE_SHARDS);
});

test.each(['before', 'after'])('changes apply to the L2 construct of an L1 primary that is created %s them', (time) => {
  createGlobalOfL1((l1) => time === 'before' && ReplicationGroup.fromCfnReplicationGroup(l1));

  const primary = ReplicationGroup.fromCfnReplicationGroup(virginia.node.findChild('Primary') as CfnReplicationGroup);
  primary.addRecommendedAlarms();

  expect([primary.clusterMode?.shardCount, primary.nodeType]).toEqual([3, XLARGE4]);
  expect(listMonitoredNodes(virginia)).toEqual(THREE_SHARDS);
  expect(warningsOf(virginia)).toEqual([]);
});

test('the engine version of the global datastore applies to the L2 construct of an L1 primary', () => {
  const l1 = new CfnReplicationGroup(virginia, 'Primary', {
    replicationGroupDescription: 'carts',
    engine: 'valkey',
    engineVersion: '7.2',
    cacheNodeType: 'cache.r7g.large',
    numCacheClusters: 2,
    automaticFailoverEnabled: true,
    transitEncryptionEnabled: true,
  });
  const primary = ReplicationGroup.fromCfnReplicationGroup(l1);

  new GlobalReplicationGroup(virginia, 'Global', { primary: l1, engineVersion: EngineVersion.VALKEY_8_1 });

  expect(String(primary.engineVersion)).toBe('valkey 8.1');
});

test('the L2 construct of an L1 primary with alarms has a warning', () => {
  createGlobalOfL1((l1) => ReplicationGroup.fromCfnReplicationGroup(l1).addRecommendedAlarms());

  expect(warningsOf(virginia)).toEqual(["'primary' GlobalReplicationGroup.PrimaryAlreadyMonitored"]);
});

describe('the nodes of a secondary', () => {
  test.each<[string, ClusterMode, string[]]>([
    ['disabled', ClusterMode.disabled({ replicaCount: 1 }), ['-001', '-002']],
    ['compatible', ClusterMode.compatible({ replicaCount: 1 }), ['-0001-001', '-0001-002']],
    [
      'compatible after a migration',
      ClusterMode.compatible({ replicaCount: 1, migratedFromDisabled: true }),
      ['-0001-001', '-0001-002'],
    ],
    [
      'enabled with shards',
      ClusterMode.enabledWithShards([{ shardId: '0007' }, { shardId: '0009', replicaCount: 1 }]),
      ['-0007-001', '-0007-002', '-0009-001', '-0009-002'],
    ],
  ])('have the shards of a primary with the cluster mode %s', (_, clusterMode, nodes) => {
    const { memberClusterIds } = addSecondary(createGlobal(createPrimary(clusterMode)));

    const suffixes = memberClusterIds.map((id) => ireland.resolve(id)['Fn::Join'][1][1]);
    expect(suffixes).toEqual(nodes);
  });

  test('have their own number of replicas in the shards of the primary', () => {
    const primary = createPrimary(ClusterMode.enabledWithShards([{ shardId: '0007' }]));

    const { memberClusterIds } = addSecondary(createGlobal(primary), 2);

    expect(memberClusterIds).toHaveLength(3);
  });
});

describe('a primary with alarms that are older than the global datastore', () => {
  test('has a warning if the global datastore changes the nodes', () => {
    const primary = createPrimary(ClusterMode.enabled({ shardCount: 2 }));
    primary.addRecommendedAlarms();

    createGlobal(primary, { shardCount: 3, nodeType: XLARGE4 });

    expect(warningsOf(virginia)).toEqual(["'primary' GlobalReplicationGroup.PrimaryAlreadyMonitored"]);
  });

  test.each<[string, Partial<GlobalReplicationGroupProps>]>([
    ['specifies nothing', {}],
    [
      'specifies the values of the primary',
      {
        shardCount: 2,
        nodeType: NodeType.fromName('cache.r7g.large'),
        engineVersion: EngineVersion.of('valkey', '7.2'),
      },
    ],
  ])('has no warning if the global datastore %s', (_, props) => {
    const primary = createPrimary(ClusterMode.enabled({ shardCount: 2 }));
    primary.addRecommendedAlarms();

    createGlobal(primary, props);

    expect(warningsOf(virginia)).toEqual([]);
  });

  test('has a warning that names only the properties that change', () => {
    const primary = createPrimary(ClusterMode.enabled({ shardCount: 2 }));
    primary.metrics.evictions();

    createGlobal(primary, { shardCount: 2, nodeType: XLARGE4 });

    expect(annotationsOf(virginia, 'warning')).toEqual([
      expect.stringContaining("do not consider 'nodeType' of the global datastore"),
    ]);
  });

  test.each<[string, (primary: ReplicationGroup) => unknown]>([
    ['group metrics', ({ metrics }) => metrics.groupEngineCpuUtilization()],
    ['metrics of primaries', ({ metrics }) => metrics.primaryEngineCpuUtilization()],
    ['metrics of replicas', ({ metrics }) => metrics.replicaEngineCpuUtilization()],
    ['no metrics', ({ metrics }) => metrics],
  ])('has no warning for %s, which do not depend on the nodes', (_, create) => {
    const primary = createPrimary(ClusterMode.enabled({ shardCount: 2 }));
    create(primary);

    createGlobal(primary, { shardCount: 3 });

    expect(warningsOf(virginia)).toEqual([]);
  });

  test('has metrics of all nodes if their methods are called after the global datastore is created', () => {
    const primary = createPrimary(ClusterMode.enabled({ shardCount: 2 }));
    const { metrics } = primary;

    createGlobal(primary, { shardCount: 3 });

    expect(metrics.evictions().forEachNode()).toHaveLength(6);
  });

  test.each<[Partial<GlobalReplicationGroupProps>, string[]]>([
    [{ shardCount: 3 }, ["'primary' GlobalReplicationGroup.PrimaryAlreadyMonitored"]],
    [{ nodeType: XLARGE4 }, []],
  ])('has a warning for node ids only if the number of shards changes: %j', (props, warnings) => {
    const primary = createPrimary(ClusterMode.enabled({ shardCount: 2 }));
    expect(primary.memberClusterIds).toHaveLength(4);

    createGlobal(primary, props);

    expect(warningsOf(virginia)).toEqual(warnings);
  });
});
