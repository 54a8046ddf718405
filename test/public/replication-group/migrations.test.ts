import type { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import { CfnParameter, Duration, SecretValue } from 'aws-cdk-lib/core';
import { GROUP, groupIn } from './group';
import { emptyStack } from '../stacks';
import { findChangedProperties, synthesize } from '../templates';
import type { ReplicationGroup, ReplicationGroupProps } from 'cdk-elasticache';
import {
  AccessControl,
  Authentication,
  ClusterMode,
  EngineVersion,
  IamUser,
  NodeFamily,
  NodeSize,
  NodeType,
  PasswordUser,
  TransitEncryption,
  UserCredentials,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';
import '../setup';

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

/** One of several deployments of a group. */
interface Deployment {
  readonly group: ReplicationGroup;
  readonly logicalId: string;
  readonly properties: Record<string, unknown>;
  readonly template: any;
}

function deploy(
  props: Partial<ReplicationGroupProps> | ((stack: Stack) => Partial<ReplicationGroupProps>),
): Deployment {
  const stack = emptyStack();
  const group = groupIn(stack, typeof props === 'function' ? props(stack) : props);
  const template = synthesize(stack);
  const [[logicalId, { Properties }]] = Object.entries(template.findResources(GROUP));
  return { group, logicalId, properties: Properties, template: template.toJSON() };
}

/** Finds the properties that change from one deployment to the next. */
function findChanges(steps: Deployment[]): string[][] {
  return steps.slice(1).map(({ properties }, index) => findChangedProperties(steps[index].properties, properties));
}

/** Finds the changed properties, and expects that none of them replaces the group. */
function expectNoReplacement(...steps: Deployment[]): string[][] {
  const properties = findChanges(steps);
  expect(properties.flat().filter((name) => CREATE_ONLY.includes(name))).toEqual([]);
  expect(new Set(steps.map(({ logicalId }) => logicalId)).size).toBe(1);
  return properties;
}

const findParameterGroups = ({ template }: Deployment) =>
  Object.entries<any>(template.Resources).filter(([, { Type }]) => Type === 'AWS::ElastiCache::ParameterGroup');

test('upgrades from Redis OSS to Valkey without replacement, with a parameter group of the new family', () => {
  const steps = [EngineVersion.REDIS_7_1, EngineVersion.VALKEY_8_1].map((engineVersion) => deploy({ engineVersion }));

  expect(expectNoReplacement(...steps)).toEqual([['CacheParameterGroupName', 'Engine', 'EngineVersion']]);
  expect(steps.flatMap(findParameterGroups).map(([, { Properties }]) => Properties.CacheParameterGroupFamily)).toEqual([
    'redis7',
    'valkey8',
  ]);
});

test('upgrades from Redis OSS 6 to Valkey with the same TLS setting, and adds the mode', () => {
  expect(
    expectNoReplacement(
      ...[EngineVersion.REDIS_6_2, EngineVersion.VALKEY_8_1].map((engineVersion) => deploy({ engineVersion })),
    ),
  ).toEqual([['CacheParameterGroupName', 'Engine', 'EngineVersion', 'TransitEncryptionMode']]);
});

test('upgrades to the next family with a new parameter group', () => {
  const steps = [EngineVersion.VALKEY_8_1, EngineVersion.VALKEY_9_0].map((engineVersion) => deploy({ engineVersion }));

  expect(expectNoReplacement(...steps)).toEqual([['CacheParameterGroupName', 'EngineVersion']]);
  const [before, after] = steps.flatMap(findParameterGroups);
  expect([before, after].map(([, { Properties }]) => Properties.CacheParameterGroupFamily)).toEqual([
    'valkey8',
    'valkey9',
  ]);
});

test('changes only the AUTH token', () => {
  const tokens = ['First', 'Second'].map((id) =>
    deploy((stack) => ({ authentication: Authentication.authToken(new secretsmanager.Secret(stack, id), 'password') })),
  );

  expect(expectNoReplacement(...tokens)).toEqual([['AuthToken']]);
});

test('migrates from a token in a parameter to a secret without replacement', () => {
  const steps = [
    deploy((stack) => {
      const token = new CfnParameter(stack, 'Token', { noEcho: true }).valueAsString;
      return { authentication: Authentication.authTokenValue(SecretValue.unsafePlainText(token)) };
    }),
    deploy({ authentication: Authentication.generatedAuthToken() }),
  ];

  expect(steps[0].properties.AuthToken).toEqual({ Ref: 'Token' });
  expect(expectNoReplacement(...steps)).toEqual([['AuthToken']]);
});

test('migrates from an AUTH token to users, with the token as the password of the default user', () => {
  const steps = [
    deploy((stack) => ({
      authentication: Authentication.authToken(new secretsmanager.Secret(stack, 'Token'), 'password'),
    })),
    deploy((stack) => {
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

  expect(expectNoReplacement(...steps)).toEqual([['AuthToken', 'UserGroupIds']]);
  expect(steps[1].properties).not.toHaveProperty('AuthToken');
});

test('adds a user group, and changes nothing else', () => {
  expect(
    expectNoReplacement(
      deploy({}),
      deploy((stack) => ({
        authentication: Authentication.userGroup(UserGroup.fromUserGroupName(stack, 'Users', 'team')),
      })),
    ),
  ).toEqual([['UserGroupIds']]);
});

test('enables TLS by way of PREFERRED', () => {
  const steps = [TransitEncryption.DISABLED, TransitEncryption.PREFERRED, TransitEncryption.REQUIRED].map(
    (transitEncryption) => deploy({ transitEncryption }),
  );

  expect(expectNoReplacement(...steps)).toEqual([
    ['TransitEncryptionEnabled', 'TransitEncryptionMode'],
    ['TransitEncryptionMode'],
  ]);
});

test('migrates from cluster mode disabled to enabled, and adds shards', () => {
  const migratedFromDisabled = true;
  const steps = [
    ClusterMode.disabled(),
    ClusterMode.compatible({ migratedFromDisabled }),
    ClusterMode.enabled({ migratedFromDisabled }),
    ClusterMode.enabled({ shardCount: 2, migratedFromDisabled }),
  ].map((clusterMode) => deploy({ replicationGroupId: 'sessions', clusterMode }));

  expect(expectNoReplacement(...steps)).toEqual([
    ['CacheParameterGroupName', 'ClusterMode'],
    ['ClusterMode'],
    ['NumNodeGroups'],
  ]);
  expect(
    steps.map(({ group }) =>
      group.stack.resolve(
        group.metrics
          .evictions()
          .forEachNode()
          .map(({ dimensions }) => dimensions!.CacheClusterId),
      ),
    ),
  ).toEqual([
    ...Array(3).fill(['sessions-001', 'sessions-002'].map((id) => nodeId(id))),
    ['sessions-001', 'sessions-002', 'sessions-0002-001', 'sessions-0002-002'].map((id) => nodeId(id)),
  ]);
});

test('migrates from cluster mode disabled to enabled with Availability Zones, and adds shards', () => {
  const one = { availabilityZones: ['a', 'b'], migratedFromDisabled: true };
  const steps = [
    ClusterMode.disabled(one),
    ClusterMode.compatible(one),
    ClusterMode.enabledWithShards([one]),
    ClusterMode.enabledWithShards([one, { availabilityZones: ['b', 'a'] }]),
  ].map((clusterMode) => deploy({ clusterMode }));

  expect(expectNoReplacement(...steps)).toEqual([
    ['CacheParameterGroupName', 'ClusterMode'],
    ['ClusterMode'],
    ['NodeGroupConfiguration', 'NumNodeGroups'],
  ]);
});

test.each([
  ['more replicas', [ClusterMode.disabled(), ClusterMode.disabled({ replicaCount: 3 })], ['ReplicasPerNodeGroup']],
  [
    'more replicas of shards',
    [ClusterMode.enabled({ shardCount: 2 }), ClusterMode.enabled({ shardCount: 2, replicasPerShard: 2 })],
    ['ReplicasPerNodeGroup'],
  ],
  ['more shards', [ClusterMode.enabled({ shardCount: 2 }), ClusterMode.enabled({ shardCount: 3 })], ['NumNodeGroups']],
])('changes one property for %s', (_title, modes, expected) => {
  expect(expectNoReplacement(...modes.map((clusterMode) => deploy({ clusterMode })))).toEqual([expected]);
});

test('the first replica needs no automatic failover in the same deployment', () => {
  const noFailover = { automaticFailover: false, multiAz: false };
  const steps = [
    { clusterMode: ClusterMode.disabled({ replicaCount: 0 }) },
    { clusterMode: ClusterMode.disabled({ replicaCount: 1 }), ...noFailover },
    { clusterMode: ClusterMode.disabled({ replicaCount: 1 }) },
  ].map(deploy);

  expect(expectNoReplacement(...steps)).toEqual([
    ['ReplicasPerNodeGroup'],
    ['AutomaticFailoverEnabled', 'MultiAZEnabled'],
  ]);
});

test('enables snapshots with a node that the L1 construct specifies', () => {
  const stack = emptyStack();
  const group = groupIn(stack, {
    clusterMode: ClusterMode.disabled({ replicaCount: 1 }),
    replicationGroupId: 'sessions',
    snapshotRetention: Duration.days(7),
  });

  (group.node.defaultChild as CfnReplicationGroup).snapshottingClusterId = 'sessions-002';

  synthesize(stack).hasResourceProperties(GROUP, { SnapshotRetentionLimit: 7, SnapshottingClusterId: 'sessions-002' });
});

test('changes one property for larger nodes', () => {
  expect(
    expectNoReplacement(
      ...[NodeType.of(NodeFamily.R7G, NodeSize.LARGE), NodeType.of(NodeFamily.R7G, NodeSize.XLARGE)].map((nodeType) =>
        deploy({ nodeType }),
      ),
    ),
  ).toEqual([['CacheNodeType']]);
});

/** The id of a node in a template: a reference to the group, with a suffix. */
function nodeId(memberId: string) {
  return { 'Fn::Join': ['', [{ Ref: 'Cache18F6EE16' }, memberId.slice('sessions'.length)]] };
}
