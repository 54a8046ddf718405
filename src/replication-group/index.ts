export type { GeneratedAuthTokenOptions } from './authentication';
export { Authentication } from './authentication';
export type { CacheUtilizationScalingProps } from './auto-scaling';
export { ReplicaScaling, ShardScaling } from './auto-scaling';
export { Durability } from './durability';
export type {
  GlobalReplicationGroupAttributes,
  GlobalReplicationGroupProps,
  ShardPlacement,
  RegionalShardPlacement,
} from './global-replication-group';
export { GlobalReplicationGroup } from './global-replication-group';
export type { LogDeliveryLogGroupOptions } from './log-delivery';
export { LogDelivery, LogDeliveryFormat } from './log-delivery';
export type {
  ReplicationGroupAttributes,
  ReplicationGroupLookupOptions,
  ReplicationGroupProps,
} from './replication-group';
export { ReplicationGroup } from './replication-group';
export type { IReplicationGroup } from './replication-group-base';
export type { ReplicationGroupConnectorOptions } from './replication-group-connector';
export { ReplicationGroupConnector } from './replication-group-connector';
export { ReplicationGroupGrants } from './replication-group-grants';
export type {
  IGlobalReplicationGroup,
  SecondaryReplicationGroupOptions,
  SecondaryReplicationGroupProps,
} from './secondary-replication-group';
export { SecondaryReplicationGroup } from './secondary-replication-group';
