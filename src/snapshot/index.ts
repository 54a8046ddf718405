export type { IReplicationGroupSnapshot, ReplicationGroupSnapshotProps } from './replication-group-snapshot';
export { ReplicationGroupSnapshot } from './replication-group-snapshot';
export { ReplicationGroupSnapshotSource } from './replication-group-snapshot-source';
export type { IServerlessCacheSnapshot, ServerlessCacheSnapshotProps } from './serverless-cache-snapshot';
export { ServerlessCacheSnapshot } from './serverless-cache-snapshot';
export { SnapshotSource } from './snapshot-source';
