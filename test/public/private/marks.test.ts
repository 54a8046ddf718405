import type { Stack } from 'aws-cdk-lib/core';
import { groupIn } from '../replication-group/group';
import { emptyStack, importVpc } from '../stacks';
import {
  Authentication,
  CacheDashboard,
  GlobalReplicationGroup,
  RecommendedAlarms,
  ReplicationGroup,
  ReplicationGroupSnapshot,
  ReplicationGroupSnapshotSource,
  SecondaryReplicationGroup,
  ServerlessCache,
  ServerlessCacheSnapshot,
  SubnetGroup,
  CacheSecretRotation,
} from 'cdk-elasticache';

const CREATORS: readonly [guard: (x: unknown) => boolean, create: (stack: Stack) => unknown][] = [
  [(x) => SubnetGroup.isSubnetGroup(x), (stack) => new SubnetGroup(stack, 'Subnets', { vpc: importVpc(stack) })],
  [(x) => ReplicationGroup.isReplicationGroup(x), (stack) => groupIn(stack)],
  [
    (x) => ServerlessCache.isServerlessCache(x),
    (stack) => new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack) }),
  ],
  [
    (x) => ReplicationGroupSnapshot.isReplicationGroupSnapshot(x),
    (stack) =>
      new ReplicationGroupSnapshot(stack, 'Snapshot', {
        source: ReplicationGroupSnapshotSource.fromReplicationGroup(groupIn(stack)),
      }),
  ],
  [
    (x) => ServerlessCacheSnapshot.isServerlessCacheSnapshot(x),
    (stack) =>
      new ServerlessCacheSnapshot(stack, 'Snapshot', {
        serverlessCache: new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack) }),
      }),
  ],
  [
    (x) => SecondaryReplicationGroup.isSecondaryReplicationGroup(x),
    (stack) =>
      new SecondaryReplicationGroup(stack, 'Secondary', {
        globalReplicationGroup: GlobalReplicationGroup.fromGlobalReplicationGroupId(stack, 'Global', 'ldgnf-sessions'),
        vpc: importVpc(stack),
      }),
  ],
  [(x) => CacheDashboard.isCacheDashboard(x), (stack) => new CacheDashboard(stack, 'Dashboard', { caches: [] })],
  [(x) => RecommendedAlarms.isRecommendedAlarms(x), (stack) => groupIn(stack).addRecommendedAlarms()],
  [
    (x) => CacheSecretRotation.isCacheSecretRotation(x),
    (stack) => groupIn(stack, { authentication: Authentication.generatedAuthToken() }).addAuthTokenRotation(),
  ],
];

test('each type guard recognizes its class only', () => {
  const instances = CREATORS.map(([, create]) => create(emptyStack()));

  expect(CREATORS.map(([isInstance]) => instances.map(isInstance))).toEqual(
    CREATORS.map((_, index) => instances.map((_instance, other) => index === other)),
  );
});

test.each([null, undefined, {}, 'text'])('no type guard recognizes %p', (x) => {
  expect(CREATORS.some(([isInstance]) => isInstance(x))).toBe(false);
});
