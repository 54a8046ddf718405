/** The AWS pages that the rules of several files refer to. */
export const PAGES = {
  atRestEncryption: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html',
  autoFailover: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
  automaticBackups: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
  backups: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups.html',
  clusterMode: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html',
  createCacheCluster: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html',
  createReplicationGroup:
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
  dataTiering: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html',
  endpoints: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html',
  discontinuedVersions: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/deprecated-engine-versions.html',
  engineVersions: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html',
  extendedSupport: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/extended-support-versions.html',
  globalDatastores:
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html',
  iamAuthentication: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html',
  logDelivery: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html',
  networkType: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/network-type.html',
  nodeGroupConfiguration:
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_NodeGroupConfiguration.html',
  nodeTypes: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html',
  parameterGroups: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Management.html',
  quotas: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html',
  rbac: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html',
  supportedCommands: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SupportedCommands.html',
  subnetGroups: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html',
} as const;
