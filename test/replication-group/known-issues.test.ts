import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Stack } from 'aws-cdk-lib/core';
import { Tags } from 'aws-cdk-lib/core';
import { GROUP, groupIn } from './group';
import {
  AccessControl,
  Authentication,
  ClusterMode,
  EngineVersion,
  IamUser,
  TransitEncryption,
  UserGroup,
} from '../../src';
import { annotationsOf, emptyStack, propertiesOf } from '../util';

/**
 * What bites users of ElastiCache's infrastructure code at deployment, by the numbers of the collection that this
 * library began with.
 */

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
  'B8: users need TLS of all clients, got %s',
  (transitEncryption) => {
    expect(() => groupIn(stack, { authentication: createUsers(), transitEncryption })).toThrow(
      /'authentication'.*'transitEncryption'/,
    );
  },
);

test('B9: a token and users cannot be had together', () => {
  groupIn(stack, { authentication: createUsers() });

  expect(propertiesOf(stack, GROUP)).not.toHaveProperty('AuthToken');
});

test.each(Object.values(TransitEncryption))(
  'B10: whether there is TLS is always said, and its mode only where there is: %s',
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
])('B11: the parameter group of %s is of its family, and both are said', (engineVersion, family) => {
  const group = groupIn(stack, { engineVersion });

  expect(propertiesOf(stack, 'AWS::ElastiCache::ParameterGroup').CacheParameterGroupFamily).toBe(family);
  expect(propertiesOf(stack, GROUP)).toMatchObject({
    Engine: engineVersion.engineType,
    CacheParameterGroupName: stack.resolve(group.parameterGroup.parameterGroupName),
  });
});

test('B12: the name of a parameter group that is made is left to CloudFormation, so that a new one can be made before the old one goes', () => {
  groupIn(stack);

  expect(propertiesOf(stack, 'AWS::ElastiCache::ParameterGroup')).not.toHaveProperty('CacheParameterGroupName');
});

test.each([
  [ClusterMode.disabled(), 'no'],
  [ClusterMode.compatible(), 'yes'],
  [ClusterMode.enabled(), 'yes'],
])('B13: the cluster mode and the parameter cluster-enabled agree: %s', (clusterMode, expected) => {
  groupIn(stack, { clusterMode });

  expect(propertiesOf(stack, 'AWS::ElastiCache::ParameterGroup').Properties?.['cluster-enabled'] ?? 'no').toBe(
    expected,
  );
});

test('B13: another cluster mode is another parameter group, since cluster-enabled cannot be changed', () => {
  const [disabled, enabled] = [ClusterMode.disabled(), ClusterMode.enabled()].map((clusterMode) => {
    const otherStack = emptyStack();
    groupIn(otherStack, { clusterMode });
    return Object.keys(Template.fromStack(otherStack).findResources('AWS::ElastiCache::ParameterGroup'));
  });

  expect(disabled).not.toEqual(enabled);
});

describe('B14: failover and replicas', () => {
  test('are not asked for without one another', () => {
    expect(() =>
      groupIn(stack, { clusterMode: ClusterMode.disabled({ replicas: 0 }), automaticFailover: true }),
    ).toThrow(/'automaticFailover'/);
  });

  test('are advised with cluster mode, whose groups cannot be updated without replicas', () => {
    groupIn(stack, { clusterMode: ClusterMode.enabled({ replicasPerShard: 0 }) });

    expect(annotationsOf(stack, 'warning')).toEqual([expect.stringContaining("'clusterMode'")]);
  });
});

test.each([
  [ClusterMode.enabled({ shards: 2 }), ['NumNodeGroups', 'ReplicasPerNodeGroup']],
  [ClusterMode.enabledPerShard([{}, {}]), ['NodeGroupConfiguration', 'NumNodeGroups']],
])('B15: the size is said in one way, and changes without replacing the group', (clusterMode, expected) => {
  groupIn(stack, { clusterMode });

  const [{ Properties, UpdatePolicy }] = Object.values(Template.fromStack(stack).findResources(GROUP));
  expect(Object.keys(Properties).filter((name) => /NodeGroup|NumCacheClusters/.test(name))).toEqual(expected);
  expect(UpdatePolicy).toEqual({ UseOnlineResharding: true });
});

test('B18: names are those that ElastiCache stores', () => {
  groupIn(stack, { replicationGroupId: 'MySessions' });

  expect(propertiesOf(stack, GROUP).ReplicationGroupId).toBe('mysessions');
  expect(
    groupIn(emptyStack('MyStack'), {}, 'MyCache').stack.resolve(
      propertiesOf(groupIn(emptyStack('MyStack'), {}, 'MyCache').stack, GROUP).ReplicationGroupId,
    ),
  ).toMatch(/^mystackmycache[0-9a-f]{8}$/);
});

test('B19, B21: a subnet group is made and referred to, never named', () => {
  groupIn(stack);

  expect(propertiesOf(stack, GROUP).CacheSubnetGroupName).toEqual({ Ref: expect.stringContaining('SubnetGroup') });
});

test('B23: tags come from the user alone', () => {
  groupIn(stack);
  expect(propertiesOf(stack, GROUP)).not.toHaveProperty('Tags');

  const other = emptyStack();
  Tags.of(groupIn(other)).add('team', 'shop');
  expect(propertiesOf(other, GROUP).Tags).toEqual([{ Key: 'team', Value: 'shop' }]);
});

test('B24: an encrypted topic is refused', () => {
  expect(() =>
    groupIn(stack, { notificationTopic: new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'Key') }) }),
  ).toThrow("'notificationTopic' must not be encrypted");
});

test.each([
  [ClusterMode.disabled(), ['g-001', 'g-002']],
  [ClusterMode.compatible(), ['g-0001-001', 'g-0001-002']],
  [ClusterMode.enabled({ shards: 2, replicasPerShard: 0 }), ['g-0001-001', 'g-0002-001']],
])('B25: metrics have the ids of the nodes with %s', (clusterMode, expected) => {
  const nodes = groupIn(stack, { clusterMode }).metrics.cpuUtilization().perNode();

  const reference = (id: string) => ({ 'Fn::Join': ['', [{ Ref: 'Cache18F6EE16' }, id.slice(1)]] });
  expect(stack.resolve(nodes.map(({ dimensions }) => dimensions!.CacheClusterId))).toEqual(expected.map(reference));
});
