import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnCacheCluster, CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import type { Stack } from 'aws-cdk-lib/core';
import { Token } from 'aws-cdk-lib/core';
import { warningsOf } from '../messages';
import { emptyStack } from '../stacks';
import { synthesizeInvalid } from '../templates';
import { MemcachedCluster, ReplicationGroup, ServerlessCache, SingleNodeCluster } from 'cdk-elasticache';
import '../setup';

const GROUP = 'sg-0123456789abcdef0';
const OTHER_GROUP = 'sg-0123456789abcdef1';

let stack: Stack;
let client: ec2.ISecurityGroup;
beforeEach(() => {
  stack = emptyStack();
  client = importGroup('Client', 'sg-0fedcba9876543210');
});

const importGroup = (id: string, groupId: string) => ec2.SecurityGroup.fromSecurityGroupId(stack, id, groupId);
const rules = () =>
  Object.values(synthesizeInvalid(stack).findResources('AWS::EC2::SecurityGroupIngress')).map(
    ({ Properties: { GroupId, FromPort, ToPort } }) => [GroupId, FromPort, ToPort],
  );

interface ImportedL1 {
  readonly cache: ec2.IConnectable & { readonly securityGroups?: ec2.ISecurityGroup[] };
  readonly setSecurityGroups: (ids?: string[]) => void;
  /** Changes the default port. */
  readonly setPort: () => void;
  readonly ports: readonly [number, number];
  readonly changedPorts: readonly [unknown, unknown];
}

const importCluster = (
  engine: string,
  ids: string[] | undefined,
  importL1: (l1: CfnCacheCluster) => ImportedL1['cache'],
) => {
  const l1 = new CfnCacheCluster(stack, 'L1', {
    engine,
    cacheNodeType: 'cache.r7g.large',
    numCacheNodes: 1,
    vpcSecurityGroupIds: ids,
  });
  return {
    cache: importL1(l1),
    setSecurityGroups: (changedIds?: string[]) => (l1.vpcSecurityGroupIds = changedIds),
    setPort: () => (l1.port = 7000),
    changedPorts: [7000, 7000] as const,
  };
};

const CACHES: Readonly<Record<string, (ids?: string[]) => ImportedL1>> = {
  'replication group': (ids) => {
    const l1 = new CfnReplicationGroup(stack, 'L1', {
      replicationGroupDescription: 'sessions',
      engine: 'redis',
      cacheNodeType: 'cache.r7g.large',
      numCacheClusters: 2,
      securityGroupIds: ids,
    });
    return {
      cache: ReplicationGroup.fromCfnReplicationGroup(l1),
      setSecurityGroups: (changedIds) => (l1.securityGroupIds = changedIds),
      setPort: () => (l1.port = 7000),
      ports: [6379, 6379],
      changedPorts: [7000, 7000],
    };
  },
  'serverless cache': (ids) => {
    const l1 = new CfnServerlessCache(stack, 'L1', {
      engine: 'valkey',
      serverlessCacheName: 'carts',
      securityGroupIds: ids,
    });
    return {
      cache: ServerlessCache.fromCfnServerlessCache(l1),
      setSecurityGroups: (changedIds) => (l1.securityGroupIds = changedIds),
      // The engine determines the port.
      setPort: () => (l1.engine = 'memcached'),
      ports: [6379, 6380],
      changedPorts: [11211, 11212],
    };
  },
  'Memcached cluster': (ids) => ({
    ...importCluster('memcached', ids, (l1) => MemcachedCluster.fromCfnCacheCluster(l1)),
    ports: [11211, 11211],
  }),
  'single node': (ids) => ({
    ...importCluster('redis', ids, (l1) => SingleNodeCluster.fromCfnCacheCluster(l1)),
    ports: [6379, 6379],
  }),
};

describe.each(Object.keys(CACHES))('connections of an L1 construct: %s', (kind) => {
  test('adds later rules to the security groups that the L1 construct gets later', () => {
    const { cache, setSecurityGroups, ports } = CACHES[kind]([GROUP]);
    cache.connections.allowDefaultPortFrom(client);

    setSecurityGroups([OTHER_GROUP]);
    cache.connections.allowDefaultPortFrom(importGroup('Other', 'sg-0fedcba9876543211'));

    expect(rules()).toEqual([
      [GROUP, ...ports],
      [OTHER_GROUP, ...ports],
    ]);
    expect(cache.securityGroups!.map(({ securityGroupId }) => securityGroupId)).toEqual([OTHER_GROUP]);
  });

  test('adds rules to the first security groups that the L1 construct gets', () => {
    const { cache, setSecurityGroups, ports } = CACHES[kind]();
    expect(cache.connections.securityGroups).toEqual([]);

    setSecurityGroups([GROUP]);
    cache.connections.allowDefaultPortFrom(client);

    expect(rules()).toEqual([[GROUP, ...ports]]);
  });

  test('warns if the L1 construct loses its security groups', () => {
    const { cache, setSecurityGroups } = CACHES[kind]([GROUP]);
    cache.connections.allowDefaultPortFrom(client);
    expect(warningsOf(stack)).not.toContainEqual(expect.stringContaining('ImportWithoutSecurityGroups'));

    setSecurityGroups(undefined);
    cache.connections.allowDefaultPortFrom(client);

    expect(warningsOf(stack)).toContainEqual(expect.stringContaining('ImportWithoutSecurityGroups'));
  });

  test('has the default port that the L1 construct gets later', () => {
    const { cache, setPort, ports, changedPorts } = CACHES[kind]([GROUP]);
    cache.connections.allowDefaultPortFrom(client);

    setPort();
    cache.connections.allowDefaultPortFrom(client);

    expect(rules()).toEqual([
      [GROUP, ...ports],
      [GROUP, ...changedPorts],
    ]);
  });

  test('is the same object as long as the L1 construct does not change', () => {
    const { cache, setSecurityGroups } = CACHES[kind]([GROUP]);
    const { connections } = cache;

    setSecurityGroups([GROUP]);

    expect(cache.connections).toBe(connections);
  });

  test('keeps the security groups that were added to it', () => {
    const { cache, setSecurityGroups, ports } = CACHES[kind]([GROUP]);
    cache.connections.addSecurityGroup(importGroup('Added', 'sg-0123456789abcdef2'));

    setSecurityGroups([OTHER_GROUP]);
    cache.connections.allowDefaultPortFrom(client);

    expect(rules()).toEqual(
      expect.arrayContaining([
        [OTHER_GROUP, ...ports],
        ['sg-0123456789abcdef2', ...ports],
      ]),
    );
    expect(rules()).toHaveLength(2);
  });
});

test('connections of an L1 construct is the same object if the port is the same attribute', () => {
  const l1 = new CfnReplicationGroup(stack, 'L1', {
    replicationGroupDescription: 'sessions',
    engine: 'redis',
    cacheNodeType: 'cache.r7g.large',
    numCacheClusters: 2,
    securityGroupIds: [GROUP],
    port: Token.asNumber({ Ref: 'Port' }),
  });
  const cache = ReplicationGroup.fromCfnReplicationGroup(l1);
  const { connections } = cache;

  expect(cache.connections).toBe(connections);
  connections.allowDefaultPortFrom(client);
  expect(rules()).toEqual([
    [GROUP, { 'Fn::GetAtt': ['L1', 'PrimaryEndPoint.Port'] }, { 'Fn::GetAtt': ['L1', 'PrimaryEndPoint.Port'] }],
  ]);
});

test('connections of an L1 construct is another object if the port becomes an attribute', () => {
  const l1 = new CfnCacheCluster(stack, 'L1', {
    engine: 'redis',
    cacheNodeType: 'cache.r7g.large',
    numCacheNodes: 1,
    vpcSecurityGroupIds: [GROUP],
    port: 7000,
  });
  const cache = SingleNodeCluster.fromCfnCacheCluster(l1);
  cache.connections.allowDefaultPortFrom(client);

  l1.port = Token.asNumber({ Ref: 'Port' });
  cache.connections.allowDefaultPortFrom(client);

  const attribute = { 'Fn::GetAtt': ['L1', 'RedisEndpoint.Port'] };
  expect(rules()).toEqual([
    [GROUP, 7000, 7000],
    [GROUP, attribute, attribute],
  ]);
});
