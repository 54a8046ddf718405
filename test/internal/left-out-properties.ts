const REDIS_ONLY = 'for a single node of Redis OSS, which is a `ReplicationGroup` here';
const EC2_CLASSIC = 'belongs to EC2-Classic, which is gone';

/** CloudFormation properties that no construct renders, by resource type, with the reasons in the documentation. */
export const LEFT_OUT_PROPERTIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CacheCluster: {
    AutoMinorVersionUpgrade: REDIS_ONLY,
    CacheSecurityGroupNames: EC2_CLASSIC,
    LogDeliveryConfigurations: REDIS_ONLY,
    SnapshotArns: REDIS_ONLY,
    SnapshotName: REDIS_ONLY,
    SnapshotRetentionLimit: REDIS_ONLY,
    SnapshotWindow: REDIS_ONLY,
  },
  ReplicationGroup: {
    CacheSecurityGroupNames: EC2_CLASSIC,
    PreferredCacheClusterAZs:
      'NodeGroupConfiguration says the same, and CloudFormation does not replace the group when it changes',
    PrimaryClusterId: 'makes a group out of a Redis OSS cluster that stands alone, once; import the group instead',
    SnapshottingClusterId:
      'ElastiCache takes snapshots from a replica by itself; a node that is named can become the primary',
  },
  ServerlessCache: {
    Endpoint: 'an attribute, which CloudFormation lists as a property',
    ReaderEndpoint: 'an attribute, which CloudFormation lists as a property',
  },
  User: { Passwords: '`AuthenticationMode` holds the passwords' },
};
