/**
 * The lists that count as missing if they are empty, by resource type. CloudFormation sends each element to
 * ElastiCache, so an empty list specifies nothing. Read 2026-11-30.
 *
 * @see https://github.com/aws-cloudformation/cfn-lint/pull/4540
 */
export const OPTIONAL_LISTS: Readonly<Record<string, readonly string[]>> = {
  'AWS::ElastiCache::CacheCluster': [
    'CacheSecurityGroupNames',
    'LogDeliveryConfigurations',
    'PreferredAvailabilityZones',
    'SnapshotArns',
    'VpcSecurityGroupIds',
  ],
  'AWS::ElastiCache::ReplicationGroup': [
    'CacheSecurityGroupNames',
    'LogDeliveryConfigurations',
    'NodeGroupConfiguration',
    'PreferredCacheClusterAZs',
    'SecurityGroupIds',
    'SnapshotArns',
    'UserGroupIds',
  ],
  'AWS::ElastiCache::ServerlessCache': ['SecurityGroupIds', 'SnapshotArnsToRestore', 'SubnetIds'],
};
