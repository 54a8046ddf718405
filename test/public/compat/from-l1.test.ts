import { CfnReplicationGroup, CfnServerlessCache, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import type { CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import type { CfnElement, CfnResource, Stack } from 'aws-cdk-lib/core';
import { findReplacementProperties } from './replacement-properties';
import { SUBNETS, emptyStack, importVpc } from '../stacks';
import { findChangedProperties, synthesize } from '../templates';
import type { ReplicationGroupProps } from 'cdk-elasticache';
import {
  Authentication,
  CacheEngine,
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroup,
  ServerlessCache,
  SubnetGroup,
} from 'cdk-elasticache';

const SERVERLESS = 'AWS::ElastiCache::ServerlessCache';
const GROUP = 'AWS::ElastiCache::ReplicationGroup';

/** Finds the ElastiCache resources of a stack by logical id. */
function findCaches(stack: Stack): Record<string, { Type: string; Properties: Record<string, unknown> }> {
  const { Resources } = synthesize(stack).toJSON();
  return Object.fromEntries(
    Object.entries<any>(Resources).filter(([, { Type }]) => Type.startsWith('AWS::ElastiCache::')),
  );
}

/** Compares the templates of an L1 app and its L2 version: resources and properties that change. */
function compareMigration(l1: (stack: Stack) => void, l2: (stack: Stack) => void) {
  const [before, migration] = [l1, l2].map((app) => {
    const stack = emptyStack();
    app(stack);
    return findCaches(stack);
  });
  const kept = Object.keys(before).filter((id) => id in migration);
  const differing = (id: string) => findChangedProperties(before[id].Properties, migration[id].Properties);
  return {
    added: Object.keys(migration)
      .filter((id) => !(id in before))
      .map((id) => migration[id].Type),
    removed: Object.keys(before).filter((id) => !(id in migration)),
    changed: Object.fromEntries(kept.map((id) => [id, differing(id)]).filter(([, names]) => names.length)),
    replacing: kept.flatMap((id) =>
      differing(id).filter((name) => findReplacementProperties(migration[id].Type).includes(name)),
    ),
  };
}

function createSubnetGroup(stack: Stack): CfnSubnetGroup {
  return new CfnSubnetGroup(stack, 'SessionsSubnets', {
    cacheSubnetGroupName: 'sessions-subnets',
    description: 'sessions',
    subnetIds: SUBNETS.private,
  });
}

/** Creates a replication group with one shard and two nodes, with as few properties as possible. */
const createL1Group = (props: Partial<CfnReplicationGroupProps>) => (stack: Stack) => {
  new CfnReplicationGroup(stack, 'SessionsGroup', {
    replicationGroupId: 'sessions',
    replicationGroupDescription: 'sessions',
    engine: 'valkey',
    engineVersion: '8.1',
    cacheNodeType: 'cache.r7g.large',
    cacheSubnetGroupName: createSubnetGroup(stack).ref,
    securityGroupIds: ['sg-0123456789abcdef0'],
    // ElastiCache rejects Valkey without it.
    transitEncryptionEnabled: true,
    ...props,
  });
};

/** Creates the same group as the page documents. */
const createL2Group =
  (props: Partial<ReplicationGroupProps> = {}, override: (resource: CfnResource) => void = () => undefined) =>
  (stack: Stack) => {
    const group = new ReplicationGroup(stack, 'Cache', {
      vpc: importVpc(stack),
      nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
      replicationGroupId: 'sessions',
      subnetGroup: SubnetGroup.fromSubnetGroupName(stack, 'Subnets', createSubnetGroup(stack).ref),
      authentication: Authentication.none(),
      ...props,
    });
    const resource = group.node.defaultChild as CfnResource;
    resource.overrideLogicalId('SessionsGroup');
    override(resource);
  };

const UPDATED_PROPERTIES = [
  'AutoMinorVersionUpgrade',
  'AutomaticFailoverEnabled',
  'CacheParameterGroupName',
  'ClusterMode',
  'MultiAZEnabled',
  'ReplicationGroupDescription',
  'SecurityGroupIds',
  'SnapshotRetentionLimit',
  'TransitEncryptionMode',
];

test('migrates a serverless cache without replacement, with a new security group', () => {
  const migration = compareMigration(
    (stack) => {
      new CfnServerlessCache(stack, 'SessionsCache', {
        engine: 'valkey',
        majorEngineVersion: '8',
        serverlessCacheName: 'sessions',
        subnetIds: SUBNETS.private,
        securityGroupIds: ['sg-0123456789abcdef0'],
      });
    },
    (stack) => {
      const cache = new ServerlessCache(stack, 'Cache', {
        vpc: importVpc(stack),
        engine: CacheEngine.VALKEY_8,
        serverlessCacheName: 'sessions',
      });
      (cache.node.defaultChild as CfnElement).overrideLogicalId('SessionsCache');
    },
  );

  expect(migration).toEqual({
    added: [],
    removed: [],
    changed: { SessionsCache: ['SecurityGroupIds'] },
    replacing: [],
  });
});

test('migrates a replication group without replacement when the L1 sets port, encryption, and shards', () => {
  const migration = compareMigration(
    createL1Group({ port: 6379, atRestEncryptionEnabled: true, numNodeGroups: 1, replicasPerNodeGroup: 1 }),
    createL2Group(),
  );

  expect(migration).toEqual({
    added: ['AWS::ElastiCache::ParameterGroup'],
    removed: [],
    changed: { SessionsGroup: UPDATED_PROPERTIES },
    replacing: [],
  });
});

test('overrides avoid replacement of a group whose L1 lacks these properties', () => {
  const migration = compareMigration(
    createL1Group({ numCacheClusters: 2 }),
    createL2Group({ atRestEncryption: false }, (resource) => {
      for (const name of ['Port', 'AtRestEncryptionEnabled', 'NumNodeGroups', 'ReplicasPerNodeGroup']) {
        resource.addPropertyDeletionOverride(name);
      }
      resource.addPropertyOverride('NumCacheClusters', 2);
    }),
  );

  expect(migration).toEqual({
    added: ['AWS::ElastiCache::ParameterGroup'],
    removed: [],
    changed: { SessionsGroup: UPDATED_PROPERTIES },
    replacing: [],
  });
});

test.each([
  ['without an id', undefined],
  ['with an id', 'sessions'],
])('migrates a replication group %s without changing the id', (_description, replicationGroupId) => {
  const migration = compareMigration(
    createL1Group({
      replicationGroupId,
      port: 6379,
      atRestEncryptionEnabled: true,
      numNodeGroups: 1,
      replicasPerNodeGroup: 1,
    }),
    createL2Group({ replicationGroupId }),
  );

  expect(migration).toMatchObject({ changed: { SessionsGroup: UPDATED_PROPERTIES }, replacing: [] });
});

test('overrides keep names with capitals', () => {
  const migration = compareMigration(
    createL1Group({
      replicationGroupId: 'Sessions',
      cacheSubnetGroupName: 'Sessions-Subnets',
      port: 6379,
      atRestEncryptionEnabled: true,
      numNodeGroups: 1,
      replicasPerNodeGroup: 1,
    }),
    createL2Group({ replicationGroupId: 'Sessions' }, (resource) => {
      resource.addPropertyOverride('ReplicationGroupId', 'Sessions');
      resource.addPropertyOverride('CacheSubnetGroupName', 'Sessions-Subnets');
    }),
  );

  expect(migration).toMatchObject({ changed: { SessionsGroup: UPDATED_PROPERTIES }, replacing: [] });
});

test('without overrides, the documented properties would replace a group whose L1 lacks them', () => {
  const { replacing: names } = compareMigration(createL1Group({ numCacheClusters: 2 }), createL2Group());

  expect(names).toEqual(['AtRestEncryptionEnabled', 'NumNodeGroups', 'Port', 'ReplicasPerNodeGroup']);
});

test('without the logical id of the L1, the migration would create a new cache', () => {
  const migration = compareMigration(
    createL1Group({ numCacheClusters: 2 }),
    createL2Group({}, (resource) => resource.overrideLogicalId('Another')),
  );

  expect(migration).toMatchObject({ added: ['AWS::ElastiCache::ParameterGroup', GROUP], removed: ['SessionsGroup'] });
});

test('the schema lists the documented properties that replace a serverless cache', () => {
  expect(findReplacementProperties(SERVERLESS)).toEqual([
    'KmsKeyId',
    'SnapshotArnsToRestore',
    'SubnetIds',
    'NetworkType',
    'ServerlessCacheName',
  ]);
});
