import { checkProperties } from '../../check-resources';

/** A valid replication group with one shard and cluster mode disabled. */
export const GROUP = {
  ReplicationGroupDescription: 'sessions',
  ReplicationGroupId: 'sessions',
  Engine: 'valkey',
  EngineVersion: '8.0',
  CacheNodeType: 'cache.r7g.large',
  NumCacheClusters: 2,
  AutomaticFailoverEnabled: true,
  MultiAZEnabled: true,
  TransitEncryptionEnabled: true,
  AtRestEncryptionEnabled: true,
  CacheSubnetGroupName: 'subnets',
  SecurityGroupIds: ['sg-0123456789abcdef0'],
};

/** A valid replication group with two shards. */
export const SHARDED = {
  ...GROUP,
  NumCacheClusters: undefined,
  NumNodeGroups: 2,
  ReplicasPerNodeGroup: 1,
  CacheParameterGroupName: 'default.valkey8.cluster.on',
};

const EXTENDED_SUPPORT = 'ReplicationGroup.VersionNeedsExtendedSupport: ';

/**
 * Returns the messages for a replication group with other properties, without the warning about Extended Support that
 * all versions of Redis OSS before 7.0 have.
 */
export function checkGroup(properties: object, group: object = GROUP): string[] {
  return checkProperties('ReplicationGroup', { ...group, ...properties }).filter(
    (line) => !line.startsWith(EXTENDED_SUPPORT),
  );
}
