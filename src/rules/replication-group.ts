import { engineOf, engineRules, versionPinned } from './nodes/engine';
import { logDeliveryRules } from './nodes/log-delivery';
import { networkRules } from './nodes/network';
import { nodeTypeRules } from './nodes/node-type';
import { notificationRules } from './nodes/notifications';
import { restoreRules } from './nodes/restore';
import { windowRules } from './nodes/windows';
import { clusterModeRules } from './replication-group/cluster-mode';
import { dataTieringRules, durabilityRules } from './replication-group/features';
import { placementRules } from './replication-group/placement';
import { secondaryRules } from './replication-group/secondary';
import { securityRules } from './replication-group/security';
import { slotRules } from './replication-group/slots';
import { topologyRules } from './replication-group/topology';
import type { RuleSet } from './rule';
import type { AboutOf } from './vocabulary';
import { lowerCase, rule, shown, tagRules, text } from './vocabulary';
import { LIMITS, NAME_DEMAND, NAME_PATTERN } from '../facts/limits';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html';
const TYPES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html';

const about: AboutOf = (id, property, see = CREATE) => ({ id: `ReplicationGroup.${id}`, property, see });

/** What AWS demands of `AWS::ElastiCache::ReplicationGroup`. */
export const REPLICATION_GROUP_RULES: RuleSet = [
  rule(about('DescriptionGiven', 'ReplicationGroupDescription'), 'ReplicationGroupDescription must be given', (p) =>
    p.has('ReplicationGroupDescription') && p.text('ReplicationGroupDescription') !== ''
      ? undefined
      : `${p.name('ReplicationGroupDescription')} must be given, got ${p.has('ReplicationGroupDescription') ? '""' : 'nothing'}; say what the group is for`,
  ),
  text(
    about('IdForm', 'ReplicationGroupId'),
    { max: LIMITS.replicationGroupId.maxLength, pattern: NAME_PATTERN },
    NAME_DEMAND(LIMITS.replicationGroupId.maxLength),
  ),
  lowerCase(about('IdLowerCase', 'ReplicationGroupId')),
  rule(about('EngineKnown', 'Engine'), 'Engine must be valkey or redis', (p) => {
    const engine = p.text('Engine') ?? (p.has('Engine') ? undefined : engineOf(p)?.name);
    if (engine === undefined || engine === 'valkey' || engine === 'redis') {
      return undefined;
    }
    const wayOut =
      engine !== 'memcached'
        ? ''
        : p.isConstruct
          ? '; use MemcachedCluster for Memcached'
          : '; use AWS::ElastiCache::CacheCluster for Memcached';
    return `${p.name('Engine')} must be one of valkey, redis, got ${shown(engine)}${wayOut}`;
  }),
  ...engineRules(about),
  versionPinned(about),
  rule(about('NodeTypeGiven', 'CacheNodeType', TYPES), 'CacheNodeType must be given', (p) =>
    p.has('CacheNodeType') || p.has('GlobalReplicationGroupId') || p.has('PrimaryClusterId')
      ? undefined
      : `${p.name('CacheNodeType')} must be given, got nothing; choose one, for example cache.r7g.large`,
  ),
  ...nodeTypeRules(about),
  ...topologyRules(about),
  ...clusterModeRules(about),
  ...placementRules(about),
  ...slotRules(about),
  ...securityRules(about),
  ...dataTieringRules(about),
  ...durabilityRules(about),
  ...networkRules(about, 'SecurityGroupIds'),
  ...windowRules(about),
  ...restoreRules(about),
  ...logDeliveryRules(about),
  ...notificationRules(about),
  ...secondaryRules(about),
  ...tagRules(about),
];
