import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import type { IResource } from 'aws-cdk-lib/core';
import { App, MissingRemovalPolicies, RemovalPolicies, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { errorsOf } from './messages';
import { emptyStack, importVpc } from './stacks';
import { propertiesOf, synthesize } from './templates';
import {
  AccessControl,
  Authentication,
  CacheEngine,
  EngineVersion,
  GlobalReplicationGroup,
  IamUser,
  LogDelivery,
  MemcachedCluster,
  NodeFamily,
  NodeSize,
  NodeType,
  NoPasswordUser,
  ParameterGroup,
  PasswordUser,
  ReplicationGroup,
  ReplicationGroupSnapshot,
  ReplicationGroupSnapshotSource,
  SecondaryReplicationGroup,
  ServerlessCache,
  ServerlessCacheSnapshot,
  SubnetGroup,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';

interface Case {
  readonly create: (stack: Stack, removalPolicy?: RemovalPolicy) => IResource;
  readonly type: string;
  /** The types of the supporting resources, which are retained together with the resource. */
  readonly supportingTypes?: string[];
  readonly defaultPolicy: RemovalPolicy;
  /** How the resource takes a final snapshot, or the rule that rejects it. */
  readonly snapshot: 'DeletionPolicy' | 'FinalSnapshotName' | { readonly error: string };
}

const nodeType = NodeType.of(NodeFamily.R7G, NodeSize.LARGE);
const accessControl = AccessControl.readOnly();
const PROTECTED = { authentication: Authentication.generatedAuthToken() };
const NETWORK = ['AWS::EC2::SecurityGroup', 'AWS::ElastiCache::SubnetGroup'];

const CASES: Record<string, Case> = {
  'a serverless cache': {
    create: (stack, removalPolicy) => new ServerlessCache(stack, 'It', { vpc: importVpc(stack), removalPolicy }),
    type: 'AWS::ElastiCache::ServerlessCache',
    supportingTypes: ['AWS::EC2::SecurityGroup'],
    defaultPolicy: RemovalPolicy.DESTROY,
    snapshot: 'FinalSnapshotName',
  },
  'a serverless Memcached cache': {
    create: (stack, removalPolicy) =>
      new ServerlessCache(stack, 'It', { vpc: importVpc(stack), engine: CacheEngine.MEMCACHED_1_6, removalPolicy }),
    type: 'AWS::ElastiCache::ServerlessCache',
    supportingTypes: ['AWS::EC2::SecurityGroup'],
    defaultPolicy: RemovalPolicy.DESTROY,
    snapshot: 'FinalSnapshotName',
  },
  'a replication group': {
    create: (stack, removalPolicy) =>
      new ReplicationGroup(stack, 'It', { vpc: importVpc(stack), nodeType, ...PROTECTED, removalPolicy }),
    type: 'AWS::ElastiCache::ReplicationGroup',
    supportingTypes: [...NETWORK, 'AWS::ElastiCache::ParameterGroup', 'AWS::SecretsManager::Secret'],
    defaultPolicy: RemovalPolicy.SNAPSHOT,
    snapshot: 'DeletionPolicy',
  },
  'a secondary replication group': {
    create: (stack, removalPolicy) =>
      new SecondaryReplicationGroup(stack, 'It', {
        vpc: importVpc(stack),
        globalReplicationGroup: GlobalReplicationGroup.fromGlobalReplicationGroupId(stack, 'Global', 'ldgnf-sessions'),
        ...PROTECTED,
        removalPolicy,
      }),
    type: 'AWS::ElastiCache::ReplicationGroup',
    supportingTypes: [...NETWORK, 'AWS::SecretsManager::Secret'],
    defaultPolicy: RemovalPolicy.DESTROY,
    snapshot: 'DeletionPolicy',
  },
  'a Memcached cluster': {
    create: (stack, removalPolicy) =>
      new MemcachedCluster(stack, 'It', { vpc: importVpc(stack), nodeType, nodeCount: 2, removalPolicy }),
    type: 'AWS::ElastiCache::CacheCluster',
    supportingTypes: [...NETWORK, 'AWS::ElastiCache::ParameterGroup'],
    defaultPolicy: RemovalPolicy.DESTROY,
    snapshot: { error: "'removalPolicy' CacheCluster.DeletionPolicyUnsupported" },
  },
  'a global datastore': {
    create: (stack, removalPolicy) => {
      const primary = ReplicationGroup.fromReplicationGroupId(stack, 'Primary', 'sessions');
      return new GlobalReplicationGroup(stack, 'It', { primary, removalPolicy });
    },
    type: 'AWS::ElastiCache::GlobalReplicationGroup',
    defaultPolicy: RemovalPolicy.DESTROY,
    snapshot: { error: "'removalPolicy' GlobalReplicationGroup.DeletionPolicyUnsupported" },
  },
  'a user group': {
    create: (stack, removalPolicy) =>
      new UserGroup(stack, 'It', { engine: UserEngine.REDIS, disableDefaultUser: true, removalPolicy }),
    type: 'AWS::ElastiCache::UserGroup',
    supportingTypes: ['AWS::ElastiCache::User'],
    defaultPolicy: RemovalPolicy.DESTROY,
    snapshot: { error: "'removalPolicy' UserGroup.DeletionPolicyUnsupported" },
  },
  'an IAM user': {
    create: (stack, removalPolicy) => new IamUser(stack, 'It', { accessControl, removalPolicy }),
    type: 'AWS::ElastiCache::User',
    defaultPolicy: RemovalPolicy.DESTROY,
    snapshot: { error: "'removalPolicy' User.DeletionPolicyUnsupported" },
  },
  'a user with a generated password': {
    create: (stack, removalPolicy) => new PasswordUser(stack, 'It', { accessControl, removalPolicy }),
    type: 'AWS::ElastiCache::User',
    supportingTypes: ['AWS::SecretsManager::Secret'],
    defaultPolicy: RemovalPolicy.DESTROY,
    snapshot: { error: "'removalPolicy' User.DeletionPolicyUnsupported" },
  },
  'a user without a password': {
    create: (stack, removalPolicy) => new NoPasswordUser(stack, 'It', { accessControl, removalPolicy }),
    type: 'AWS::ElastiCache::User',
    defaultPolicy: RemovalPolicy.DESTROY,
    snapshot: { error: "'removalPolicy' User.DeletionPolicyUnsupported" },
  },
  'a parameter group': {
    create: (stack, removalPolicy) =>
      new ParameterGroup(stack, 'It', { engineVersion: EngineVersion.VALKEY_8_0, removalPolicy }),
    type: 'AWS::ElastiCache::ParameterGroup',
    defaultPolicy: RemovalPolicy.DESTROY,
    snapshot: { error: "'removalPolicy' ParameterGroup.DeletionPolicyUnsupported" },
  },
  'a subnet group': {
    create: (stack, removalPolicy) => new SubnetGroup(stack, 'It', { vpc: importVpc(stack), removalPolicy }),
    type: 'AWS::ElastiCache::SubnetGroup',
    defaultPolicy: RemovalPolicy.DESTROY,
    snapshot: { error: "'removalPolicy' SubnetGroup.DeletionPolicyUnsupported" },
  },
  'a snapshot of a replication group': {
    create: (stack, removalPolicy) =>
      new ReplicationGroupSnapshot(stack, 'It', {
        source: ReplicationGroupSnapshotSource.fromReplicationGroup(
          ReplicationGroup.fromReplicationGroupId(stack, 'Source', 'sessions'),
        ),
        removalPolicy,
      }),
    type: 'AWS::ElastiCache::Snapshot',
    defaultPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    snapshot: { error: "'removalPolicy' Snapshot.DeletionPolicyUnsupported" },
  },
  'a snapshot of a serverless cache': {
    create: (stack, removalPolicy) =>
      new ServerlessCacheSnapshot(stack, 'It', {
        serverlessCache: ServerlessCache.fromServerlessCacheName(stack, 'Source', 'sessions'),
        removalPolicy,
      }),
    type: 'AWS::ElastiCache::ServerlessCacheSnapshot',
    defaultPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    snapshot: { error: "'removalPolicy' ServerlessCacheSnapshot.DeletionPolicyUnsupported" },
  },
};

type Apply = (stack: Stack, policy: RemovalPolicy, { create, type }: Case) => void;

const WAYS: Record<string, Apply> = {
  'as a prop': (stack, policy, { create }) => create(stack, policy),
  'with applyRemovalPolicy': (stack, policy, { create }) => create(stack).applyRemovalPolicy(policy),
  'with RemovalPolicies of the construct': (stack, policy, { create }) =>
    RemovalPolicies.of(create(stack)).apply(policy),
  'with RemovalPolicies of the stack, for its type': (stack, policy, { create, type }) => {
    create(stack);
    RemovalPolicies.of(stack).apply(policy, { applyToResourceTypes: [type] });
  },
};

const { DESTROY, RETAIN, RETAIN_ON_UPDATE_OR_DELETE, SNAPSHOT } = RemovalPolicy;
const POLICIES = [DESTROY, RETAIN, RETAIN_ON_UPDATE_OR_DELETE, SNAPSHOT];

/** The attributes of a resource and its supporting resources under each policy, as the documentation describes them. */
function expectPolicies({ type, supportingTypes = [], snapshot }: Case, policy: RemovalPolicy) {
  const attributes = {
    [DESTROY]: ['Delete', 'Delete'],
    [RETAIN]: ['Retain', 'Retain'],
    [RETAIN_ON_UPDATE_OR_DELETE]: ['RetainExceptOnCreate', 'Retain'],
    [SNAPSHOT]: snapshot === 'DeletionPolicy' ? ['Snapshot', 'Snapshot'] : ['Delete', 'Delete'],
  };
  const isRetained = policy === RETAIN || policy === RETAIN_ON_UPDATE_OR_DELETE;
  const supporting = isRetained ? attributes[policy] : attributes[DESTROY];
  return {
    policies: Object.fromEntries([
      [type, attributes[policy]],
      ...supportingTypes.map((supportingType) => [supportingType, supporting]),
    ]),
    hasFinalSnapshotName: policy === SNAPSHOT && snapshot === 'FinalSnapshotName',
  };
}

function readPolicies(stack: Stack) {
  const resources: any[] = Object.values(synthesize(stack).toJSON().Resources);
  return {
    policies: Object.fromEntries(
      resources.map(({ Type, DeletionPolicy = 'Delete', UpdateReplacePolicy = 'Delete' }) => [
        Type,
        [DeletionPolicy, UpdateReplacePolicy],
      ]),
    ),
    hasFinalSnapshotName: resources.some(({ Properties }) => Properties.FinalSnapshotName !== undefined),
  };
}

describe.each(Object.entries(CASES))('%s', (_title, resource) => {
  test('has a default policy', () => {
    const stack = emptyStack();
    resource.create(stack);

    expect(readPolicies(stack)).toMatchObject(expectPolicies(resource, resource.defaultPolicy));
  });

  describe.each(Object.entries(WAYS))('%s', (_way, apply) => {
    test.each(POLICIES)('can have the policy %s, or fails', (policy) => {
      const stack = emptyStack();
      apply(stack, policy, resource);

      if (policy === SNAPSHOT && typeof resource.snapshot === 'object') {
        expect(errorsOf(() => synthesize(stack))).toEqual([`[Stack/It] ${resource.snapshot.error}`]);
      } else {
        expect(readPolicies(stack)).toMatchObject(expectPolicies(resource, policy));
      }
    });
  });

  test('has the last policy, whatever came before', () => {
    const policies = typeof resource.snapshot === 'string' ? POLICIES : POLICIES.filter((one) => one !== SNAPSHOT);
    for (const [before, after] of policies.flatMap((one) => policies.map((other) => [one, other]))) {
      const [asProp, applied, ofStack] = [emptyStack(), emptyStack(), emptyStack()];
      resource.create(asProp, before).applyRemovalPolicy(after);
      const construct = resource.create(applied);
      construct.applyRemovalPolicy(before);
      construct.applyRemovalPolicy(after);
      RemovalPolicies.of(resource.create(ofStack, before)).apply(after);

      for (const stack of [asProp, applied, ofStack]) {
        expect(readPolicies(stack)).toMatchObject(expectPolicies(resource, after));
      }
    }
  });
});

describe('supporting resources', () => {
  test.each<[RemovalPolicy, Record<string, string[]>]>([
    [SNAPSHOT, { ParameterGroup: ['Retain', 'Retain'], SubnetGroup: ['Delete', 'Delete'] }],
    [DESTROY, { ParameterGroup: ['Retain', 'Retain'], SubnetGroup: ['Delete', 'Delete'] }],
    [
      RETAIN_ON_UPDATE_OR_DELETE,
      { ParameterGroup: ['RetainExceptOnCreate', 'Retain'], SubnetGroup: ['RetainExceptOnCreate', 'Retain'] },
    ],
  ])('have their own policies unless their resource is retained: %s', (policy, expected) => {
    const stack = emptyStack();
    const group = CASES['a replication group'].create(stack, RETAIN) as ReplicationGroup;
    group.parameterGroup.applyRemovalPolicy(RETAIN);
    group.applyRemovalPolicy(policy);
    group.subnetGroup.applyRemovalPolicy(DESTROY);

    const { policies } = readPolicies(stack);
    expect({
      ParameterGroup: policies['AWS::ElastiCache::ParameterGroup'],
      SubnetGroup: policies['AWS::ElastiCache::SubnetGroup'],
    }).toEqual(expected);
  });

  test('are not retained if they are specified', () => {
    const stack = emptyStack();
    const vpc = importVpc(stack);
    const subnetGroup = new SubnetGroup(stack, 'Subnets', { vpc });
    const securityGroups = [new ec2.SecurityGroup(stack, 'SecurityGroup', { vpc })];
    const parameterGroup = new ParameterGroup(stack, 'Parameters', { engineVersion: EngineVersion.VALKEY_8_0 });
    new ReplicationGroup(stack, 'Nodes', {
      vpc,
      nodeType,
      engineVersion: EngineVersion.VALKEY_8_0,
      subnetGroup,
      securityGroups,
      parameterGroup,
      removalPolicy: RETAIN,
    });
    new ServerlessCache(stack, 'Serverless', { vpc, securityGroups, removalPolicy: RETAIN });

    expect(readPolicies(stack).policies).toMatchObject({
      'AWS::ElastiCache::ReplicationGroup': ['Retain', 'Retain'],
      'AWS::ElastiCache::ServerlessCache': ['Retain', 'Retain'],
      'AWS::ElastiCache::ParameterGroup': ['Delete', 'Delete'],
      'AWS::ElastiCache::SubnetGroup': ['Delete', 'Delete'],
      'AWS::EC2::SecurityGroup': ['Delete', 'Delete'],
    });
  });
});

describe('log groups', () => {
  test.each([
    [undefined, DESTROY, 'Delete'],
    [RETAIN, DESTROY, 'Delete'],
    [undefined, RETAIN, 'Retain'],
    [RETAIN, SNAPSHOT, 'Retain'],
    [undefined, SNAPSHOT, 'Delete'],
  ])('with the policy %s have, under the policy %s of their scope, the policy %s', (own, policy, expected) => {
    const stack = emptyStack();
    const group = new ReplicationGroup(stack, 'It', {
      vpc: importVpc(stack),
      nodeType,
      slowLog: LogDelivery.toNewLogGroup({ removalPolicy: own }),
    });
    RemovalPolicies.of(group).apply(policy);

    expect(readPolicies(stack).policies['AWS::Logs::LogGroup'][0]).toBe(expected);
  });

  test('are independent of the policy of the replication group', () => {
    const stack = emptyStack();
    const slowLog = LogDelivery.toNewLogGroup();
    new ReplicationGroup(stack, 'It', { vpc: importVpc(stack), nodeType, slowLog, removalPolicy: RETAIN });

    expect(readPolicies(stack).policies['AWS::Logs::LogGroup'][0]).toBe('Delete');
  });
});

test('takes a final snapshot of every cache in an app that validates snapshot policies', () => {
  const app = new App({ context: { '@aws-cdk/core:validateSnapshotRemovalPolicy': true } });
  const stack = new Stack(app, 'Stack');
  const vpc = importVpc(stack);
  const slowLog = LogDelivery.toNewLogGroup();
  const caches = [
    new ServerlessCache(stack, 'Serverless', { vpc }),
    new ReplicationGroup(stack, 'Nodes', { vpc, nodeType, slowLog, removalPolicy: DESTROY }),
  ];
  for (const cache of caches) {
    RemovalPolicies.of(cache).snapshot();
  }

  expect(readPolicies(stack)).toMatchObject({
    policies: {
      'AWS::ElastiCache::ServerlessCache': ['Delete', 'Delete'],
      'AWS::ElastiCache::ReplicationGroup': ['Snapshot', 'Snapshot'],
      'AWS::ElastiCache::SubnetGroup': ['Delete', 'Delete'],
    },
    hasFinalSnapshotName: true,
  });
});

test('keeps the specified name of the final backup', () => {
  const stack = emptyStack();
  const backup = { backupNameBeforeDeletion: 'last' };
  const cache = new ServerlessCache(stack, 'It', { vpc: importVpc(stack), backup, removalPolicy: SNAPSHOT });
  cache.applyRemovalPolicy(DESTROY);

  expect(propertiesOf(stack, 'AWS::ElastiCache::ServerlessCache').FinalSnapshotName).toBe('last');
});

test.each([
  ['the default policy of the caller', { default: SNAPSHOT }, SNAPSHOT],
  ['RETAIN without a default policy', {}, RETAIN],
])('applies %s to an L1 construct', (_title, options, expected) => {
  const stack = emptyStack();
  const { create } = CASES['a serverless cache'];
  (create(stack).node.defaultChild as CfnServerlessCache).applyRemovalPolicy(undefined, options);

  expect(readPolicies(stack)).toMatchObject(expectPolicies(CASES['a serverless cache'], expected));
});

test('leaves policies alone that exist already', () => {
  const stack = emptyStack();
  CASES['a replication group'].create(stack);
  MissingRemovalPolicies.of(stack).retain();

  expect(readPolicies(stack).policies).toMatchObject({
    'AWS::ElastiCache::ReplicationGroup': ['Snapshot', 'Snapshot'],
    'AWS::ElastiCache::SubnetGroup': ['Retain', 'Retain'],
  });
});
