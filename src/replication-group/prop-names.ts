import type { ReplicationGroupProps } from './replication-group-props';

/** The props by the names of the properties that they become. */
export const PROP_NAMES = {
  AtRestEncryptionEnabled: 'atRestEncryption',
  AuthToken: 'authentication',
  AutomaticFailoverEnabled: 'automaticFailover',
  AutoMinorVersionUpgrade: 'autoMinorVersionUpgrade',
  CacheNodeType: 'nodeType',
  CacheParameterGroupName: 'parameterGroup',
  CacheSubnetGroupName: 'subnetGroup',
  ClusterMode: 'clusterMode',
  DataTieringEnabled: 'nodeType',
  Durability: 'durability',
  Engine: 'engineVersion',
  EngineVersion: 'engineVersion',
  IpDiscovery: 'ipDiscovery',
  KmsKeyId: 'kmsKey',
  LogDeliveryConfigurations: 'slowLog',
  MultiAZEnabled: 'multiAz',
  NetworkType: 'networkType',
  NodeGroupConfiguration: 'clusterMode',
  NotificationTopicArn: 'notificationTopic',
  NumNodeGroups: 'clusterMode',
  Port: 'port',
  PreferredMaintenanceWindow: 'maintenanceWindow',
  ReplicasPerNodeGroup: 'clusterMode',
  ReplicationGroupDescription: 'description',
  ReplicationGroupId: 'replicationGroupId',
  SecurityGroupIds: 'securityGroups',
  SnapshotArns: 'restoreFrom',
  SnapshotName: 'restoreFrom',
  SnapshotRetentionLimit: 'snapshotRetention',
  SnapshotWindow: 'snapshotWindow',
  TransitEncryptionEnabled: 'transitEncryption',
  TransitEncryptionMode: 'transitEncryption',
  UserGroupIds: 'authentication',
};

/** The same for one group: the two logs are one property. */
export function propNames({ slowLog, engineLog }: ReplicationGroupProps): Record<string, string> {
  return slowLog || !engineLog ? PROP_NAMES : { ...PROP_NAMES, LogDeliveryConfigurations: 'engineLog' };
}

/** Data tiering follows from the node type: what is wrong about it is told of the node type. */
export const TOLD_BY_NODE_TYPE = ['ReplicationGroup.TieringNeedsVersion'];
