import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Duration } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import { groupIn } from './group';
import { isElastiCacheValidationError } from '../../../src/private/errors';
import { PROPERTY_SEED } from '../property-seed';
import { emptyStack } from '../stacks';
import { synthesize } from '../templates';
import {
  AccessControl,
  Authentication,
  ClusterMode,
  SnapshotWindow,
  Weekday,
  Durability,
  ElastiCacheRules,
  EngineVersion,
  FindingSeverity,
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
import type { ReplicationGroupProps } from 'cdk-elasticache';

/** Leaves most values out, so that enough random props are valid. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const replicas = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 5 }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 6) },
);
const zones = maybe(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }));

/** The cluster modes are created inside of the test, because invalid ones throw. */
const clusterMode = fc.oneof(
  fc
    .record({ replicas: maybe(replicas), availabilityZones: zones })
    .map((options) => () => ClusterMode.disabled(options)),
  fc
    .record({ replicas: maybe(replicas), availabilityZones: zones })
    .map((options) => () => ClusterMode.compatible(options)),
  fc
    .record({ shards: maybe(fc.integer({ min: 0, max: 12 })), replicasPerShard: maybe(replicas) })
    .map((options) => () => ClusterMode.enabled(options)),
  fc
    .array(
      fc.record({
        replicas: maybe(replicas),
        availabilityZones: zones,
        slots: maybe(fc.constantFrom('0-8191', '8192-16383', '0-16383', '0-x')),
      }),
      { maxLength: 3 },
    )
    .map((shards) => () => ClusterMode.enabledWithShards(shards)),
);

const ANY_PROPS = fc.record({
  engineVersion: maybe(
    fc.constantFrom(
      EngineVersion.VALKEY_7_2,
      EngineVersion.VALKEY_8_1,
      EngineVersion.VALKEY_9_0,
      EngineVersion.REDIS_5_0_6,
      EngineVersion.REDIS_6_2,
      EngineVersion.REDIS_7_1,
      EngineVersion.MEMCACHED_1_6_22,
      EngineVersion.of('valkey', '8.7'),
    ),
  ),
  nodeType: fc.constantFrom(
    NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    NodeType.of(NodeFamily.R6GD, NodeSize.XLARGE),
    NodeType.of(NodeFamily.T4G, NodeSize.MICRO),
    NodeType.of(NodeFamily.M8G, NodeSize.LARGE),
    NodeType.fromName('cache.t2.micro'),
  ),
  clusterMode: fc.oneof(fc.constant(undefined), clusterMode),
  automaticFailover: maybe(fc.boolean()),
  multiAz: maybe(fc.boolean()),
  durability: maybe(fc.constantFrom(...Object.values(Durability))),
  port: maybe(fc.constantFrom(-1, 1, 7000, 65_535, 70_000)),
  networkType: maybe(fc.constantFrom(...Object.values(NetworkType))),
  ipDiscovery: maybe(fc.constantFrom(...Object.values(IpDiscovery))),
  authentication: fc.constantFrom('none', 'token', 'valkey users', 'redis users'),
  transitEncryption: maybe(fc.constantFrom(...Object.values(TransitEncryption))),
  atRestEncryption: maybe(fc.boolean()),
  snapshotRetention: maybe(fc.integer({ min: 0, max: 40 })),
  snapshotWindow: maybe(fc.integer({ min: 0, max: 23 })),
  maintenanceWindow: maybe(fc.integer({ min: 0, max: 23 })),
  slowLog: fc.boolean(),
  parameters: maybe(
    fc.constantFrom<{ [name: string]: string }>(
      { 'maxmemory-policy': 'allkeys-lru' },
      { 'maxmemory-policy': 'volatile-random' },
      { 'cluster-enabled': 'yes' },
      { timeout: '20' },
    ),
  ),
  public: fc.boolean(),
});

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
  return synthesize(stack).toJSON();
}

test('random props either fail validation or synthesize a template without findings', () => {
  const counts = { accepted: 0, rejected: 0 };
  fc.assert(
    fc.property(ANY_PROPS, (random) => {
      let template;
      try {
        template = synthesizeGroup(random);
      } catch (error) {
        // Errors in what can change until synthesis are reported by node.addValidation.
        if (!isElastiCacheValidationError(error)) {
          expect((error as Error).message).toContain('Validation failed with the following errors:\n  [Stack/');
        }
        counts.rejected++;
        return;
      }
      expect(
        ElastiCacheRules.checkTemplate(template).filter(({ severity }) => severity === FindingSeverity.ERROR),
      ).toEqual([]);
      counts.accepted++;
    }),
    { numRuns: 200, seed: PROPERTY_SEED },
  );

  expect(Math.min(counts.accepted, counts.rejected)).toBeGreaterThan(40);
});
