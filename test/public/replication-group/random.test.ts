import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Duration } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import { groupIn } from './group';
import { assertProperty, mixUnusual } from '../property-test';
import { emptyStack } from '../stacks';
import { synthesize } from '../templates';
import type {
  ClusterModeDisabledOptions,
  ClusterModeEnabledOptions,
  ReplicationGroupProps,
  ShardConfiguration,
} from 'cdk-elasticache';
import {
  AccessControl,
  Authentication,
  ClusterMode,
  SnapshotWindow,
  Weekday,
  Durability,
  ElastiCacheErrors,
  EngineVersion,
  IamUser,
  IpDiscovery,
  LogDelivery,
  MaintenanceWindow,
  NetworkType,
  NodeFamily,
  NodeSize,
  NodeType,
  TransitEncryption,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';

/** Leaves most values out, as programs do. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/** The random options of cluster modes. */
interface ClusterModeOptions {
  readonly nodeGroup: fc.Arbitrary<ClusterModeDisabledOptions>;
  readonly enabled: fc.Arbitrary<ClusterModeEnabledOptions>;
  readonly shards: fc.Arbitrary<ShardConfiguration[]>;
}

/** Cluster modes of all kinds. They are created inside of the test, because invalid ones throw. */
const clusterModes = ({ nodeGroup, enabled, shards }: ClusterModeOptions): fc.Arbitrary<() => ClusterMode> =>
  fc.oneof(
    nodeGroup.map((options) => () => ClusterMode.disabled(options)),
    nodeGroup.map((options) => () => ClusterMode.compatible(options)),
    enabled.map((options) => () => ClusterMode.enabled(options)),
    shards.map((configurations) => () => ClusterMode.enabledWithShards(configurations)),
  );

const validReplicas = maybe(fc.integer({ min: 1, max: 5 }));
const anyReplicas = maybe(fc.integer({ min: -1, max: 6 }));
const anyZones = maybe(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }));

const usualClusterModes = clusterModes({
  nodeGroup: fc.record<ClusterModeDisabledOptions>({ replicaCount: validReplicas }),
  enabled: fc.record<ClusterModeEnabledOptions>({
    shardCount: maybe(fc.integer({ min: 1, max: 12 })),
    replicasPerShard: validReplicas,
  }),
  shards: fc.array(fc.record<ShardConfiguration>({ replicaCount: validReplicas }), { minLength: 1, maxLength: 3 }),
});

const anyClusterModes = clusterModes({
  nodeGroup: fc.record<ClusterModeDisabledOptions>({ replicaCount: anyReplicas, availabilityZones: anyZones }),
  enabled: fc.record<ClusterModeEnabledOptions>({
    shardCount: maybe(fc.integer({ min: 0, max: 12 })),
    replicasPerShard: anyReplicas,
  }),
  shards: fc.array(
    fc.record<ShardConfiguration>({
      replicaCount: anyReplicas,
      availabilityZones: anyZones,
      slots: maybe(fc.constantFrom('0-8191', '8192-16383', '0-16383', '0-x')),
    }),
    { maxLength: 3 },
  ),
});

type Parameters = NonNullable<ReplicationGroupProps['parameters']>;

/** Random props: one value in `oneIn` is invalid, or valid with few other props only. */
function randomProps(oneIn: number) {
  const either = mixUnusual(oneIn);
  const { VALKEY_7_2, VALKEY_8_1, VALKEY_9_0, REDIS_5_0_6, REDIS_6_2, REDIS_7_1, MEMCACHED_1_6_22 } = EngineVersion;

  return fc.record({
    engineVersion: either(
      maybe(fc.constantFrom(VALKEY_7_2, VALKEY_8_1, VALKEY_9_0, REDIS_7_1, EngineVersion.of('valkey', '8.7'))),
      fc.constantFrom(VALKEY_9_0, REDIS_5_0_6, REDIS_6_2, MEMCACHED_1_6_22),
    ),
    nodeType: either(
      fc.constantFrom(NodeType.of(NodeFamily.R7G, NodeSize.LARGE), NodeType.of(NodeFamily.M8G, NodeSize.LARGE)),
      fc.constantFrom(
        NodeType.of(NodeFamily.R6GD, NodeSize.XLARGE),
        NodeType.of(NodeFamily.T4G, NodeSize.MICRO),
        NodeType.fromName('cache.t2.micro'),
      ),
    ),
    clusterMode: either(maybe(usualClusterModes), anyClusterModes),
    automaticFailover: either(fc.constantFrom(undefined, true), fc.constant(false)),
    multiAz: either(fc.constantFrom(undefined, false), fc.constant(true)),
    durability: either(fc.constant(undefined), fc.constantFrom(...Object.values(Durability))),
    port: either(maybe(fc.constantFrom(1024, 7000, 65_535)), fc.constantFrom(-1, 0, 1, 1023, 65_536)),
    networkType: either(fc.constant(undefined), fc.constantFrom(...Object.values(NetworkType))),
    ipDiscovery: either(maybe(fc.constant(IpDiscovery.IPV4)), fc.constantFrom(...Object.values(IpDiscovery))),
    authentication: either(fc.constantFrom('none', 'token'), fc.constantFrom('valkey users', 'redis users')),
    transitEncryption: either(
      maybe(fc.constant(TransitEncryption.REQUIRED)),
      fc.constantFrom(...Object.values(TransitEncryption)),
    ),
    atRestEncryption: either(maybe(fc.boolean()), fc.boolean()),
    snapshotRetention: either(maybe(fc.integer({ min: 0, max: 35 })), fc.integer({ min: 36, max: 40 })),
    snapshotWindow: maybe(fc.integer({ min: 0, max: 23 })),
    maintenanceWindow: maybe(fc.integer({ min: 0, max: 23 })),
    slowLog: fc.boolean(),
    parameters: either(
      maybe(fc.constantFrom<Parameters>({ 'maxmemory-policy': 'allkeys-lru' }, { timeout: '20' })),
      fc.constantFrom<Parameters>({ 'maxmemory-policy': 'volatile-random' }, { 'cluster-enabled': 'yes' }),
    ),
    public: fc.boolean(),
  });
}

/** Mostly props with few unusual values, and sometimes props with several of them. */
const ANY_PROPS = fc.oneof({ weight: 3, arbitrary: randomProps(40) }, { weight: 1, arbitrary: randomProps(3) });

type AnyProps = typeof ANY_PROPS extends fc.Arbitrary<infer T> ? T : never;

/** Synthesizes a group with random props. */
function synthesizeGroup(random: AnyProps) {
  const stack = emptyStack();
  const users = (engine: UserEngine) =>
    new UserGroup(stack, 'Users', {
      engine,
      users: [
        new IamUser(stack, 'User', { engine, accessControl: AccessControl.fromAccessString('on ~app:* -@all +get') }),
      ],
      disableDefaultUser: engine === UserEngine.REDIS || undefined,
    });
  const authentication = {
    none: () => Authentication.none(),
    token: () => Authentication.generatedAuthToken(),
    'valkey users': () => Authentication.userGroup(users(UserEngine.VALKEY)),
    'redis users': () => Authentication.userGroup(users(UserEngine.REDIS)),
  }[random.authentication]!;
  const { public: isPublic, ...values } = random;
  const props: Partial<ReplicationGroupProps> = {
    ...values,
    clusterMode: random.clusterMode?.(),
    authentication: authentication(),
    snapshotRetention: random.snapshotRetention === undefined ? undefined : Duration.days(random.snapshotRetention),
    snapshotWindow:
      random.snapshotWindow === undefined ? undefined : SnapshotWindow.daily({ hour: random.snapshotWindow }),
    maintenanceWindow:
      random.maintenanceWindow === undefined
        ? undefined
        : MaintenanceWindow.weekly({ day: Weekday.SUNDAY, hour: random.maintenanceWindow }),
    slowLog: random.slowLog ? LogDelivery.toNewLogGroup() : undefined,
    vpcSubnets: isPublic ? { subnetType: ec2.SubnetType.PUBLIC } : undefined,
  };
  groupIn(stack, props);
  synthesize(stack);
}

test('random props either fail validation or synthesize a template without findings', () =>
  assertProperty(
    ANY_PROPS,
    (random) => {
      try {
        synthesizeGroup(random);
      } catch (error) {
        // Errors in what can change until synthesis are reported by node.addValidation.
        if (!ElastiCacheErrors.isValidationError(error)) {
          expect((error as Error).message).toContain('Validation failed with the following errors:\n  [Stack/');
        }
        return 'rejected';
      }
      return 'accepted';
    },
    { numRuns: 200, coversRejected: true },
  ));
