import { Template } from 'aws-cdk-lib/assertions';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import { GROUP, groupIn } from './group';
import type { ReplicationGroup, ReplicationGroupProps } from '../../src';
import {
  AccessControl,
  Authentication,
  ClusterMode,
  EngineVersion,
  IamUser,
  NodeType,
  PasswordUser,
  TransitEncryption,
  UserCredentials,
  UserEngine,
  UserGroup,
} from '../../src';
import { findChangedProperties, emptyStack } from '../util';

/**
 * The properties whose change makes CloudFormation replace a group. The engine is not among them: from Redis OSS to
 * Valkey it changes in place.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html
 */
const CREATE_ONLY = [
  'AtRestEncryptionEnabled',
  'CacheSubnetGroupName',
  'DataTieringEnabled',
  'GlobalReplicationGroupId',
  'KmsKeyId',
  'NetworkType',
  'Port',
  'PreferredCacheClusterAZs',
  'ReplicationGroupId',
  'SnapshotArns',
  'SnapshotName',
];

/** One deployment on the way. */
interface Step {
  readonly group: ReplicationGroup;
  readonly logicalId: string;
  readonly properties: Record<string, unknown>;
  readonly template: any;
}

function step(props: Partial<ReplicationGroupProps> | ((stack: Stack) => Partial<ReplicationGroupProps>)): Step {
  const stack = emptyStack();
  const group = groupIn(stack, typeof props === 'function' ? props(stack) : props);
  const template = Template.fromStack(stack);
  const [[logicalId, { Properties }]] = Object.entries(template.findResources(GROUP));
  return { group, logicalId, properties: Properties, template: template.toJSON() };
}

/** What changes from one deployment to the next. */
function changes(steps: Step[]): string[][] {
  return steps.slice(1).map(({ properties }, index) => findChangedProperties(steps[index].properties, properties));
}

/** Deploys one after the other; nothing on the way makes CloudFormation replace the group. */
function path(...steps: Step[]): string[][] {
  const properties = changes(steps);
  expect(properties.flat().filter((name) => CREATE_ONLY.includes(name))).toEqual([]);
  expect(new Set(steps.map(({ logicalId }) => logicalId)).size).toBe(1);
  return properties;
}

const parameterGroupsOf = ({ template }: Step) =>
  Object.entries<any>(template.Resources).filter(([, { Type }]) => Type === 'AWS::ElastiCache::ParameterGroup');

test('from Redis OSS to Valkey: the engine changes in place, with a parameter group of its own family', () => {
  const steps = [EngineVersion.REDIS_7_1, EngineVersion.VALKEY_8_1].map((engineVersion) => step({ engineVersion }));

  expect(path(...steps)).toEqual([['CacheParameterGroupName', 'Engine', 'EngineVersion']]);
  expect(steps.flatMap(parameterGroupsOf).map(([, { Properties }]) => Properties.CacheParameterGroupFamily)).toEqual([
    'redis7',
    'valkey8',
  ]);
});

test('from Redis OSS 6 to Valkey: TLS stays as it is, and its mode is said from then on', () => {
  expect(
    path(...[EngineVersion.REDIS_6_2, EngineVersion.VALKEY_8_1].map((engineVersion) => step({ engineVersion }))),
  ).toEqual([['CacheParameterGroupName', 'Engine', 'EngineVersion', 'TransitEncryptionMode']]);
});

test('from one family to the next: the new parameter group is made before the old one goes', () => {
  const steps = [EngineVersion.VALKEY_8_1, EngineVersion.VALKEY_9_0].map((engineVersion) => step({ engineVersion }));

  expect(path(...steps)).toEqual([['CacheParameterGroupName', 'EngineVersion']]);
  const [before, after] = steps.flatMap(parameterGroupsOf);
  expect([before, after].map(([, { Properties }]) => Properties.CacheParameterGroupFamily)).toEqual([
    'valkey8',
    'valkey9',
  ]);
});

test('another AUTH token: it alone changes', () => {
  const tokens = ['First', 'Second'].map((id) =>
    step((stack) => ({ authentication: Authentication.authToken(new secretsmanager.Secret(stack, id), 'password') })),
  );

  expect(path(...tokens)).toEqual([['AuthToken']]);
});

test('from an AUTH token to users: old clients keep the token as the password of the user default', () => {
  const steps = [
    step((stack) => ({
      authentication: Authentication.authToken(new secretsmanager.Secret(stack, 'Token'), 'password'),
    })),
    step((stack) => {
      const secret = new secretsmanager.Secret(stack, 'Token');
      const accessControl = AccessControl.fromAccessString('on ~* -@all +@read +@write +@connection');
      const users = [
        new PasswordUser(stack, 'OldClients', {
          engine: UserEngine.REDIS,
          userName: 'default',
          credentials: UserCredentials.fromSecret(secret),
          accessControl,
        }),
        new IamUser(stack, 'NewClients', { engine: UserEngine.REDIS, accessControl }),
      ];
      return {
        authentication: Authentication.userGroup(new UserGroup(stack, 'Users', { engine: UserEngine.REDIS, users })),
      };
    }),
  ];

  expect(path(...steps)).toEqual([['AuthToken', 'UserGroupIds']]);
  expect(steps[1].properties).not.toHaveProperty('AuthToken');
});

test('from no users to users: nothing else changes', () => {
  expect(
    path(
      step({}),
      step((stack) => ({
        authentication: Authentication.userGroup(UserGroup.fromUserGroupName(stack, 'Users', 'team')),
      })),
    ),
  ).toEqual([['UserGroupIds']]);
});

test('TLS: off, preferred, required', () => {
  const steps = [TransitEncryption.DISABLED, TransitEncryption.PREFERRED, TransitEncryption.REQUIRED].map(
    (transitEncryption) => step({ transitEncryption }),
  );

  expect(path(...steps)).toEqual([['TransitEncryptionEnabled', 'TransitEncryptionMode'], ['TransitEncryptionMode']]);
});

test('cluster mode: disabled, compatible, enabled, and then more shards', () => {
  const migratedFromDisabled = true;
  const steps = [
    ClusterMode.disabled(),
    ClusterMode.compatible({ migratedFromDisabled }),
    ClusterMode.enabled({ migratedFromDisabled }),
    ClusterMode.enabled({ shards: 2, migratedFromDisabled }),
  ].map((clusterMode) => step({ replicationGroupId: 'sessions', clusterMode }));

  expect(path(...steps)).toEqual([['CacheParameterGroupName', 'ClusterMode'], ['ClusterMode'], ['NumNodeGroups']]);
  expect(
    steps.map(({ group }) =>
      group.stack.resolve(
        group.metrics
          .evictions()
          .perNode()
          .map(({ dimensions }) => dimensions!.CacheClusterId),
      ),
    ),
  ).toEqual([
    ...Array(3).fill(['sessions-001', 'sessions-002'].map((id) => refTo(id))),
    ['sessions-001', 'sessions-002', 'sessions-0002-001', 'sessions-0002-002'].map((id) => refTo(id)),
  ]);
});

test('cluster mode with zones: disabled, compatible, enabled, and then more shards', () => {
  const one = { availabilityZones: ['a', 'b'], migratedFromDisabled: true };
  const steps = [
    ClusterMode.disabled(one),
    ClusterMode.compatible(one),
    ClusterMode.enabledPerShard([one]),
    ClusterMode.enabledPerShard([one, { availabilityZones: ['b', 'a'] }]),
  ].map((clusterMode) => step({ clusterMode }));

  expect(path(...steps)).toEqual([
    ['CacheParameterGroupName', 'ClusterMode'],
    ['ClusterMode'],
    ['NodeGroupConfiguration', 'NumNodeGroups'],
  ]);
});

test.each([
  ['more replicas', [ClusterMode.disabled(), ClusterMode.disabled({ replicas: 3 })], ['ReplicasPerNodeGroup']],
  [
    'more replicas of shards',
    [ClusterMode.enabled({ shards: 2 }), ClusterMode.enabled({ shards: 2, replicasPerShard: 2 })],
    ['ReplicasPerNodeGroup'],
  ],
  ['more shards', [ClusterMode.enabled({ shards: 2 }), ClusterMode.enabled({ shards: 3 })], ['NumNodeGroups']],
])('%s: one property changes', (_title, modes, expected) => {
  expect(path(...modes.map((clusterMode) => step({ clusterMode })))).toEqual([expected]);
});

test('larger nodes: one property changes', () => {
  expect(path(...[NodeType.R7G_LARGE, NodeType.R7G_XLARGE].map((nodeType) => step({ nodeType })))).toEqual([
    ['CacheNodeType'],
  ]);
});

/** The id of a node as it stands in a template: made from the reference to the group. */
function refTo(memberId: string) {
  return { 'Fn::Join': ['', [{ Ref: 'Cache18F6EE16' }, memberId.slice('sessions'.length)]] };
}
