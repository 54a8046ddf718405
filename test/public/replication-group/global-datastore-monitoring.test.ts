import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { App, CfnParameter, Stack as CdkStack } from 'aws-cdk-lib/core';
import type { Stack } from 'aws-cdk-lib/core';
import { errorsOf, warningsOf } from '../messages';
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
    expect.stringMatching(/^'memberClusterIds' requires numbers of shards and replicas that are resolved at synthesis/),
  ]);
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

test('changes apply to an L1 primary, too', () => {
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
  const global = new GlobalReplicationGroup(virginia, 'Global', { primary: l1, shardCount: 3, nodeType: XLARGE4 });

  global.primary.addRecommendedAlarms();
  addSecondary(global).addRecommendedAlarms();

  expect(listMonitoredNodes(virginia)).toEqual(THREE_SHARDS);
  expect(listMonitoredNodes(ireland)).toEqual(THREE_SHARDS);
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

  test('has no warning if the global datastore changes nothing', () => {
    const primary = createPrimary(ClusterMode.enabled({ shardCount: 2 }));
    primary.addRecommendedAlarms();

    createGlobal(primary);

    expect(warningsOf(virginia)).toEqual([]);
  });
});
