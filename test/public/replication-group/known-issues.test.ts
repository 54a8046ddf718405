import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Stack } from 'aws-cdk-lib/core';
import { Tags } from 'aws-cdk-lib/core';
import { GROUP, groupIn } from './group';
import { annotationsOf, warningsOf } from '../messages';
import { emptyStack } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import {
  AccessControl,
  Authentication,
  ClusterMode,
  EngineVersion,
  IamUser,
  TransitEncryption,
  UserGroup,
} from 'cdk-elasticache';

/** Deployment problems that are common in infrastructure code for ElastiCache. */

let stack: Stack;

beforeEach(() => {
  stack = emptyStack();
});

const createUsers = () =>
  Authentication.userGroup(
    new UserGroup(stack, 'Users', {
      users: [new IamUser(stack, 'User', { accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read') })],
    }),
  );

test.each([TransitEncryption.PREFERRED, TransitEncryption.DISABLED])(
  'fails when a user group is combined with transit encryption %s',
  (transitEncryption) => {
    expect(() => groupIn(stack, { authentication: createUsers(), transitEncryption })).toThrow(
      /'authentication'.*'transitEncryption'/,
    );
  },
);

test('renders no AUTH token with a user group', () => {
  groupIn(stack, { authentication: createUsers() });

  expect(propertiesOf(stack, GROUP)).not.toHaveProperty('AuthToken');
});

test.each(Object.values(TransitEncryption))(
  'always renders TransitEncryptionEnabled, and TransitEncryptionMode only with TLS: %s',
  (transitEncryption) => {
    groupIn(stack, { transitEncryption });

    const { TransitEncryptionEnabled, TransitEncryptionMode } = propertiesOf(stack, GROUP);
    expect([TransitEncryptionEnabled, TransitEncryptionMode === undefined]).toEqual(
      transitEncryption === TransitEncryption.DISABLED ? [false, true] : [true, false],
    );
  },
);

test.each([
  [EngineVersion.REDIS_6_2, 'redis6.x'],
  [EngineVersion.REDIS_7_1, 'redis7'],
  [EngineVersion.VALKEY_7_2, 'valkey7'],
  [EngineVersion.VALKEY_8_0, 'valkey8'],
  [EngineVersion.VALKEY_9_0, 'valkey9'],
])('creates a parameter group of the family of %s', (engineVersion, family) => {
  const group = groupIn(stack, { engineVersion });

  expect(propertiesOf(stack, 'AWS::ElastiCache::ParameterGroup').CacheParameterGroupFamily).toBe(family);
  expect(propertiesOf(stack, GROUP)).toMatchObject({
    Engine: engineVersion.engineType,
    CacheParameterGroupName: stack.resolve(group.parameterGroup.parameterGroupName),
  });
});

test('creates a parameter group without a name, so that CloudFormation can create its replacement first', () => {
  groupIn(stack);

  expect(propertiesOf(stack, 'AWS::ElastiCache::ParameterGroup')).not.toHaveProperty('CacheParameterGroupName');
});

test.each([
  [ClusterMode.disabled(), 'no'],
  [ClusterMode.compatible(), 'yes'],
  [ClusterMode.enabled(), 'yes'],
])('sets cluster-enabled in the parameter group to match %s', (clusterMode, expected) => {
  groupIn(stack, { clusterMode });

  expect(propertiesOf(stack, 'AWS::ElastiCache::ParameterGroup').Properties?.['cluster-enabled'] ?? 'no').toBe(
    expected,
  );
});

test('replaces the parameter group when the cluster mode changes, since cluster-enabled cannot be updated', () => {
  const [disabled, enabled] = [ClusterMode.disabled(), ClusterMode.enabled()].map((clusterMode) => {
    const otherStack = emptyStack();
    groupIn(otherStack, { clusterMode });
    return Object.keys(synthesize(otherStack).findResources('AWS::ElastiCache::ParameterGroup'));
  });

  expect(disabled).not.toEqual(enabled);
});

describe('automatic failover', () => {
  test('fails without replicas', () => {
    expect(() =>
      groupIn(stack, { clusterMode: ClusterMode.disabled({ replicaCount: 0 }), automaticFailover: true }),
    ).toThrow(/'automaticFailover'/);
  });

  test('adds a warning with cluster mode enabled and no replicas, since ElastiCache rejects later updates', () => {
    groupIn(stack, { clusterMode: ClusterMode.enabled({ replicasPerShard: 0 }) });

    expect(annotationsOf(stack, 'warning')).toEqual([expect.stringContaining("'clusterMode.replicasPerShard'")]);
  });
});

test.each([
  [ClusterMode.enabled({ shardCount: 2 }), ['NumNodeGroups', 'ReplicasPerNodeGroup']],
  [ClusterMode.enabledWithShards([{}, {}]), ['NodeGroupConfiguration', 'NumNodeGroups']],
])('renders the number of nodes once, and reshards online', (clusterMode, expected) => {
  groupIn(stack, { clusterMode });

  const [{ Properties, UpdatePolicy }] = Object.values(synthesize(stack).findResources(GROUP));
  expect(Object.keys(Properties).filter((name) => /NodeGroup|NumCacheClusters/.test(name))).toEqual(expected);
  expect(UpdatePolicy).toEqual({ UseOnlineResharding: true });
});

test('renders ids with capitals, because CloudFormation compares the text', () => {
  groupIn(stack, { replicationGroupId: 'MySessions' });

  expect(propertiesOf(stack, GROUP).ReplicationGroupId).toBe('MySessions');
});

test('refers to the subnet group that it creates', () => {
  groupIn(stack);

  expect(propertiesOf(stack, GROUP).CacheSubnetGroupName).toEqual({ Ref: expect.stringContaining('SubnetGroup') });
});

test('adds no tags of its own', () => {
  const other = emptyStack();

  groupIn(stack);
  Tags.of(groupIn(other)).add('team', 'shop');

  expect(propertiesOf(stack, GROUP)).not.toHaveProperty('Tags');
  expect(propertiesOf(other, GROUP).Tags).toEqual([{ Key: 'team', Value: 'shop' }]);
});

test('warns when the topic is encrypted', () => {
  groupIn(stack, { notificationTopic: new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'Key') }) });
  synthesize(stack);

  expect(warningsOf(stack)).toContain("'notificationTopic' ReplicationGroup.TopicEncrypted");
});

test.each([
  [ClusterMode.disabled(), ['g-001', 'g-002']],
  [ClusterMode.compatible(), ['g-0001-001', 'g-0001-002']],
  [ClusterMode.enabled({ shardCount: 2, replicasPerShard: 0 }), ['g-0001-001', 'g-0002-001']],
])('uses the node ids in metrics with %s', (clusterMode, expected) => {
  const reference = (id: string) => ({ 'Fn::Join': ['', [{ Ref: 'Cache18F6EE16' }, id.slice(1)]] });

  const nodes = groupIn(stack, { clusterMode }).metrics.cpuUtilization().forEachNode();

  expect(stack.resolve(nodes.map(({ dimensions }) => dimensions!.CacheClusterId))).toEqual(expected.map(reference));
});
