import { Template } from 'aws-cdk-lib/assertions';
import { CfnReplicationGroup, CfnServerlessCache, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import type { CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import type { CfnElement, CfnResource, Stack } from 'aws-cdk-lib/core';
import { replacing } from './replacing';
import type { ReplicationGroupProps } from '../../src';
import { Authentication, CacheEngine, NodeType, ReplicationGroup, ServerlessCache, SubnetGroup } from '../../src';
import { changed, emptyStack, givenVpc, SUBNETS } from '../util';

const SERVERLESS = 'AWS::ElastiCache::ServerlessCache';
const GROUP = 'AWS::ElastiCache::ReplicationGroup';

/** The resources of ElastiCache in a stack, by their logical ids. */
function cachesOf(stack: Stack): Record<string, { Type: string; Properties: Record<string, unknown> }> {
  const { Resources } = Template.fromStack(stack).toJSON();
  return Object.fromEntries(
    Object.entries<any>(Resources).filter(([, { Type }]) => Type.startsWith('AWS::ElastiCache::')),
  );
}

/**
 * What a rewritten app deploys over an L1 app: new resources, lost ones, and of those that stay the properties that
 * differ.
 */
function takenOver(l1: (stack: Stack) => void, rewritten: (stack: Stack) => void) {
  const [before, after] = [l1, rewritten].map((app) => {
    const stack = emptyStack();
    app(stack);
    return cachesOf(stack);
  });
  const kept = Object.keys(before).filter((id) => id in after);
  const differing = (id: string) => changed(before[id].Properties, after[id].Properties);
  return {
    added: Object.keys(after)
      .filter((id) => !(id in before))
      .map((id) => after[id].Type),
    lost: Object.keys(before).filter((id) => !(id in after)),
    changed: Object.fromEntries(kept.map((id) => [id, differing(id)]).filter(([, names]) => names.length)),
    replacing: kept.flatMap((id) => differing(id).filter((name) => replacing(after[id].Type).includes(name))),
  };
}

function subnetsOf(stack: Stack): CfnSubnetGroup {
  return new CfnSubnetGroup(stack, 'SessionsSubnets', {
    cacheSubnetGroupName: 'sessions-subnets',
    description: 'sessions',
    subnetIds: SUBNETS.private,
  });
}

/** A group of one shard and two nodes, as an L1 says it that leaves out what it can. */
const l1Group = (props: Partial<CfnReplicationGroupProps>) => (stack: Stack) => {
  new CfnReplicationGroup(stack, 'SessionsGroup', {
    replicationGroupId: 'sessions',
    replicationGroupDescription: 'sessions',
    engine: 'valkey',
    engineVersion: '8.1',
    cacheNodeType: 'cache.r7g.large',
    cacheSubnetGroupName: subnetsOf(stack).ref,
    securityGroupIds: ['sg-0123456789abcdef0'],
    transitEncryptionEnabled: true, // without which Valkey is refused
    ...props,
  });
};

/** The same by the construct, as the page says. */
const rewrittenGroup =
  (props: Partial<ReplicationGroupProps> = {}, override: (resource: CfnResource) => void = () => undefined) =>
  (stack: Stack) => {
    const group = new ReplicationGroup(stack, 'Cache', {
      vpc: givenVpc(stack),
      nodeType: NodeType.R7G_LARGE,
      replicationGroupId: 'sessions',
      subnetGroup: SubnetGroup.fromSubnetGroupName(stack, 'Subnets', subnetsOf(stack).ref),
      authentication: Authentication.none(),
      ...props,
    });
    const resource = group.node.defaultChild as CfnResource;
    resource.overrideLogicalId('SessionsGroup');
    override(resource);
  };

const IN_PLACE = [
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

test('a serverless cache is taken over in place: only its security group is another', () => {
  const after = takenOver(
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
        vpc: givenVpc(stack),
        engine: CacheEngine.VALKEY_8,
        serverlessCacheName: 'sessions',
      });
      (cache.node.defaultChild as CfnElement).overrideLogicalId('SessionsCache');
    },
  );

  expect(after).toEqual({ added: [], lost: [], changed: { SessionsCache: ['SecurityGroupIds'] }, replacing: [] });
});

test('a replication group whose L1 says the port, the encryption and the shards is taken over in place', () => {
  const after = takenOver(
    l1Group({ port: 6379, atRestEncryptionEnabled: true, numNodeGroups: 1, replicasPerNodeGroup: 1 }),
    rewrittenGroup(),
  );

  expect(after).toEqual({
    added: ['AWS::ElastiCache::ParameterGroup'],
    lost: [],
    changed: { SessionsGroup: IN_PLACE },
    replacing: [],
  });
});

test('what an L1 left out is taken out again, and the group stays in place', () => {
  const after = takenOver(
    l1Group({ numCacheClusters: 2 }),
    rewrittenGroup({ atRestEncryption: false }, (resource) => {
      for (const name of ['Port', 'AtRestEncryptionEnabled', 'NumNodeGroups', 'ReplicasPerNodeGroup']) {
        resource.addPropertyDeletionOverride(name);
      }
      resource.addPropertyOverride('NumCacheClusters', 2);
    }),
  );

  expect(after).toEqual({
    added: ['AWS::ElastiCache::ParameterGroup'],
    lost: [],
    changed: { SessionsGroup: IN_PLACE },
    replacing: [],
  });
});

test('the page names all that would replace a group whose L1 left out what it could', () => {
  const { replacing: names } = takenOver(l1Group({ numCacheClusters: 2 }), rewrittenGroup());

  expect(names).toEqual(['AtRestEncryptionEnabled', 'NumNodeGroups', 'Port', 'ReplicasPerNodeGroup']);
});

test('without the id of the L1, the cache would be another one', () => {
  const after = takenOver(
    l1Group({ numCacheClusters: 2 }),
    rewrittenGroup({}, (resource) => resource.overrideLogicalId('Another')),
  );

  expect(after).toMatchObject({ added: ['AWS::ElastiCache::ParameterGroup', GROUP], lost: ['SessionsGroup'] });
});

test('the schema names what the page says of replacement', () => {
  expect(replacing(SERVERLESS)).toEqual([
    'KmsKeyId',
    'SnapshotArnsToRestore',
    'SubnetIds',
    'NetworkType',
    'ServerlessCacheName',
  ]);
});
