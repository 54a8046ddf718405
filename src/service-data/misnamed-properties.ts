/** The right names by wrong names, in lowercase. */
type Names = Readonly<Record<string, string>>;

/** Wrong names that templates use for the properties of node-based caches. */
const NODE_BASED: Names = {
  maintenancewindow: 'PreferredMaintenanceWindow',
  nodetype: 'CacheNodeType',
  notificationarn: 'NotificationTopicArn',
  parametergroupname: 'CacheParameterGroupName',
  snapshotretentionperiod: 'SnapshotRetentionLimit',
  snstopicarn: 'NotificationTopicArn',
  subnetgroupname: 'CacheSubnetGroupName',
};

/**
 * Wrong names of properties that templates use, by resource type: names of other resource types, of the API, and of
 * other tools. Names that differ in one or two letters are recognized without this table. Read 2026-11-30.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ElastiCache.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_Operations.html
 */
export const MISNAMED_PROPERTIES: Readonly<Record<string, Names>> = {
  'AWS::ElastiCache::CacheCluster': {
    ...NODE_BASED,
    availabilityzone: 'PreferredAvailabilityZone',
    cacheclusterid: 'ClusterName',
    cacheclusteridentifier: 'ClusterName',
    cacheclustername: 'ClusterName',
    clusterid: 'ClusterName',
    clusteridentifier: 'ClusterName',
    numbercachenodes: 'NumCacheNodes',
    numnodes: 'NumCacheNodes',
    securitygroupids: 'VpcSecurityGroupIds',
    securitygroups: 'VpcSecurityGroupIds',
  },
  'AWS::ElastiCache::GlobalReplicationGroup': {
    description: 'GlobalReplicationGroupDescription',
    globalreplicationgroupid: 'GlobalReplicationGroupIdSuffix',
    nodetype: 'CacheNodeType',
    parametergroupname: 'CacheParameterGroupName',
  },
  'AWS::ElastiCache::ParameterGroup': {
    cacheparametergroupdescription: 'Description',
    family: 'CacheParameterGroupFamily',
    parametergroupdescription: 'Description',
    parametergroupfamily: 'CacheParameterGroupFamily',
    parameters: 'Properties',
  },
  'AWS::ElastiCache::ReplicationGroup': {
    ...NODE_BASED,
    atrestencryption: 'AtRestEncryptionEnabled',
    automaticfailover: 'AutomaticFailoverEnabled',
    availabilityzones: 'PreferredCacheClusterAZs',
    datatiering: 'DataTieringEnabled',
    description: 'ReplicationGroupDescription',
    kmskey: 'KmsKeyId',
    kmskeyarn: 'KmsKeyId',
    multiaz: 'MultiAZEnabled',
    nodegroups: 'NodeGroupConfiguration',
    numbercacheclusters: 'NumCacheClusters',
    numcachenodes: 'NumCacheClusters',
    numnodes: 'NumCacheClusters',
    numshards: 'NumNodeGroups',
    preferredavailabilityzones: 'PreferredCacheClusterAZs',
    replicationgroupidentifier: 'ReplicationGroupId',
    replicationgroupname: 'ReplicationGroupId',
    securitygroups: 'SecurityGroupIds',
    transitencryption: 'TransitEncryptionEnabled',
    vpcsecuritygroupids: 'SecurityGroupIds',
  },
  'AWS::ElastiCache::ServerlessCache': {
    cachename: 'ServerlessCacheName',
    engineversion: 'MajorEngineVersion',
    kmskey: 'KmsKeyId',
    kmskeyarn: 'KmsKeyId',
    name: 'ServerlessCacheName',
    securitygroups: 'SecurityGroupIds',
    serverlesscachedescription: 'Description',
    snapshotretentionperiod: 'SnapshotRetentionLimit',
    snapshottime: 'DailySnapshotTime',
    subnets: 'SubnetIds',
    vpcsecuritygroupids: 'SecurityGroupIds',
  },
  'AWS::ElastiCache::ServerlessCacheSnapshot': {
    kmskey: 'KmsKeyId',
    kmskeyarn: 'KmsKeyId',
    name: 'ServerlessCacheSnapshotName',
    snapshotname: 'ServerlessCacheSnapshotName',
  },
  'AWS::ElastiCache::Snapshot': {
    clusterid: 'CacheClusterId',
    clustername: 'CacheClusterId',
    kmskey: 'KmsKeyId',
    kmskeyarn: 'KmsKeyId',
    name: 'SnapshotName',
  },
  'AWS::ElastiCache::SubnetGroup': {
    cachesubnetgroupdescription: 'Description',
    name: 'CacheSubnetGroupName',
    subnetgroupdescription: 'Description',
    subnetgroupname: 'CacheSubnetGroupName',
    subnets: 'SubnetIds',
  },
  'AWS::ElastiCache::User': {
    id: 'UserId',
    name: 'UserName',
    nopassword: 'NoPasswordRequired',
    password: 'Passwords',
  },
  'AWS::ElastiCache::UserGroup': {
    id: 'UserGroupId',
    usergroupidentifier: 'UserGroupId',
    usergroupname: 'UserGroupId',
    users: 'UserIds',
  },
};
