import { CfnCacheCluster } from 'aws-cdk-lib/aws-elasticache';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { PhysicalName } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Programs } from './program';
import { key, replicationGroup, serverlessCache } from './program';
import {
  ReplicationGroupSnapshot,
  ReplicationGroupSnapshotSource,
  ServerlessCacheSnapshot,
  SnapshotSource,
} from 'cdk-elasticache';

/** Snapshots in another stack than the cache, and caches that are restored from another stack. */
export const SNAPSHOTS: Programs = {
  'snapshot of a serverless cache': {
    covers: ['ServerlessCacheSnapshotProps.serverlessCache'],
    requires: { snapshot: 'serverlessCache.serverlessCacheName' },
    create: (scopes) =>
      new ServerlessCacheSnapshot(scopes.other, 'Snapshot', {
        serverlessCache: serverlessCache(scopes, { serverlessCacheName: 'carts' }),
      }),
  },
  'key of a snapshot of a serverless cache': {
    covers: ['ServerlessCacheSnapshotProps.kmsKey'],
    requires: { key: 'kmsKey' },
    create: (scopes) =>
      new ServerlessCacheSnapshot(scopes.cache, 'Snapshot', {
        serverlessCache: serverlessCache(scopes),
        kmsKey: key(scopes),
      }),
  },
  'snapshot of a replication group': {
    covers: ['ReplicationGroupSnapshotSource.fromReplicationGroup(group)'],
    requires: { snapshot: 'source' },
    create: (scopes) =>
      new ReplicationGroupSnapshot(scopes.other, 'Snapshot', {
        source: ReplicationGroupSnapshotSource.fromReplicationGroup(
          replicationGroup(scopes, { replicationGroupId: 'carts' }),
        ),
      }),
  },
  'snapshot of a cluster': {
    covers: ['ReplicationGroupSnapshotSource.fromCacheCluster(cluster)'],
    requires: { snapshot: 'source' },
    create: (scopes) =>
      new ReplicationGroupSnapshot(scopes.other, 'Snapshot', {
        source: ReplicationGroupSnapshotSource.fromCacheCluster(
          new CfnCacheCluster(scopes.cache, 'Cache', {
            clusterName: 'carts',
            engine: 'redis',
            cacheNodeType: 'cache.r7g.large',
            numCacheNodes: 1,
          }),
        ),
      }),
  },
  'key of a snapshot of a replication group': {
    covers: ['ReplicationGroupSnapshotProps.kmsKey'],
    requires: { key: 'kmsKey' },
    create: (scopes) =>
      new ReplicationGroupSnapshot(scopes.cache, 'Snapshot', {
        source: ReplicationGroupSnapshotSource.fromReplicationGroup(replicationGroup(scopes)),
        kmsKey: key(scopes),
      }),
  },
  'serverless cache restored from a snapshot': {
    covers: ['SnapshotSource.fromServerlessCacheSnapshot(snapshot)'],
    requires: { snapshot: 'restoreFrom' },
    create: (scopes) => {
      const serverlessCacheSnapshot = new ServerlessCacheSnapshot(scopes.other, 'Snapshot', {
        serverlessCache: serverlessCache({ ...scopes, cache: scopes.other, cacheVpc: scopes.otherVpc }),
      });
      serverlessCache(
        { ...scopes, cache: new Construct(scopes.cache, 'Restored') },
        { restoreFrom: SnapshotSource.fromServerlessCacheSnapshot(serverlessCacheSnapshot) },
      );
    },
  },
  'replication group restored from a snapshot': {
    covers: ['SnapshotSource.fromReplicationGroupSnapshot(snapshot)'],
    requires: { snapshot: 'restoreFrom' },
    create: (scopes) => {
      const snapshot = new ReplicationGroupSnapshot(scopes.other, 'Snapshot', {
        source: ReplicationGroupSnapshotSource.fromCacheClusterId('carts-001'),
      });
      replicationGroup(scopes, { restoreFrom: SnapshotSource.fromReplicationGroupSnapshot(snapshot) });
    },
  },
  'cache restored from an imported snapshot': {
    covers: [
      'ServerlessCacheSnapshot.fromServerlessCacheSnapshotName()',
      'ReplicationGroupSnapshot.fromSnapshotName()',
    ],
    requires: { snapshot: 'restoreFrom' },
    create: (scopes) => {
      const snapshot = ServerlessCacheSnapshot.fromServerlessCacheSnapshotName(scopes.other, 'Snapshot', 'carts');
      serverlessCache(scopes, { restoreFrom: SnapshotSource.fromServerlessCacheSnapshot(snapshot) });
    },
  },
  'replication group restored from a bucket': {
    covers: ['SnapshotSource.fromS3(bucket)'],
    requires: { bucket: 'restoreFrom' },
    create: (scopes) => {
      const bucket = new s3.Bucket(scopes.other, 'Bucket', { bucketName: PhysicalName.GENERATE_IF_NEEDED });
      replicationGroup(scopes, { restoreFrom: SnapshotSource.fromS3(bucket, 'carts.rdb') });
    },
  },
};
