/** The property with the physical name of a resource, by resource type. */
export const NAME_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ['AWS::ElastiCache::CacheCluster', 'ClusterName'],
  ['AWS::ElastiCache::GlobalReplicationGroup', 'GlobalReplicationGroupIdSuffix'],
  ['AWS::ElastiCache::ParameterGroup', 'CacheParameterGroupName'],
  ['AWS::ElastiCache::ReplicationGroup', 'ReplicationGroupId'],
  ['AWS::ElastiCache::ServerlessCache', 'ServerlessCacheName'],
  ['AWS::ElastiCache::ServerlessCacheSnapshot', 'ServerlessCacheSnapshotName'],
  ['AWS::ElastiCache::Snapshot', 'SnapshotName'],
  ['AWS::ElastiCache::SubnetGroup', 'CacheSubnetGroupName'],
  ['AWS::ElastiCache::User', 'UserId'],
  ['AWS::ElastiCache::UserGroup', 'UserGroupId'],
  ['AWS::SNS::Topic', 'TopicName'],
]);

/**
 * Converts a name or an ARN to the name that ElastiCache stores, in lower case. The id of a global datastore has a
 * prefix for its Region, which is removed.
 */
export function normalizeName(type: string, text: string): string {
  const name = (text.startsWith('arn:') ? text.split(/[:/]/).pop()! : text).toLowerCase();
  return type === 'AWS::ElastiCache::GlobalReplicationGroup' ? name.replace(/^[a-z]{5}-/, '') : name;
}
