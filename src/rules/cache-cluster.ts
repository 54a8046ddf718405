import { memcachedRules } from './cache-cluster/memcached';
import { zoneRules } from './cache-cluster/zones';
import { defaultGroupOf, engineRules, versionPinned } from './nodes/engine';
import { logDeliveryRules } from './nodes/log-delivery';
import { networkRules } from './nodes/network';
import { nodeTypeOf, nodeTypeRules } from './nodes/node-type';
import { notificationRules } from './nodes/notifications';
import { restoreRules } from './nodes/restore';
import { windowRules } from './nodes/windows';
import type { RuleSet } from './rule';
import type { AboutOf } from './vocabulary';
import { isOneOf, lowerCase, required, rule, shown, tagRules, text } from './vocabulary';
import { LIMITS, NAME_DEMAND, NAME_PATTERN } from '../facts/limits';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html';
const TYPES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html';
const QUOTAS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html';
const TIERING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html';

const about: AboutOf = (id, property, see = CREATE) => ({ id: `CacheCluster.${id}`, property, see });
const { min: FEWEST, quota: QUOTA } = LIMITS.memcachedNodes;

/** What AWS demands of `AWS::ElastiCache::CacheCluster`. */
export const CACHE_CLUSTER_RULES: RuleSet = [
  text(
    about('NameForm', 'ClusterName'),
    { max: LIMITS.clusterName.maxLength, pattern: NAME_PATTERN },
    NAME_DEMAND(LIMITS.clusterName.maxLength),
  ),
  lowerCase(about('NameLowerCase', 'ClusterName')),
  required(about('EngineGiven', 'Engine'), 'choose memcached or redis'),
  rule(about('EngineKnown', 'Engine'), 'Engine must be memcached or redis; Valkey needs a replication group', (p) => {
    const engine = p.text('Engine');
    if (engine === undefined || isOneOf(p, 'Engine', 'memcached', 'redis')) {
      return undefined;
    }
    return `${p.name('Engine')} must be one of memcached, redis, got ${shown(engine)}${engine === 'valkey' ? '; use AWS::ElastiCache::ReplicationGroup for Valkey' : ''}`;
  }),
  ...engineRules(about),
  versionPinned(about),
  rule(
    about('NoClusterMode', 'CacheParameterGroupName'),
    'CacheParameterGroupName must not name a group with cluster mode',
    (p) =>
      defaultGroupOf(p)?.clusterMode
        ? `${p.name('CacheParameterGroupName')} must not name a group with cluster mode, which needs a replication group, got ${p.text('CacheParameterGroupName')}; ` +
          `use default.${defaultGroupOf(p)!.family}`
        : undefined,
  ),
  required(about('NodeTypeGiven', 'CacheNodeType', TYPES), 'choose one, for example cache.m7g.large'),
  ...nodeTypeRules(about),
  rule(
    about('NoDataTiering', 'CacheNodeType', TIERING),
    'CacheNodeType must not be of a family with data tiering, which needs a replication group',
    (p) =>
      nodeTypeOf(p)?.fact.dataTiering && isOneOf(p, 'Engine', 'redis')
        ? `${p.name('CacheNodeType')} must not be ${p.text('CacheNodeType')}, whose data tiering needs a replication group; choose another one, or use AWS::ElastiCache::ReplicationGroup`
        : undefined,
  ),
  required(about('NodeCountGiven', 'NumCacheNodes'), 'give the number of nodes'),
  rule(
    about('NodeCount', 'NumCacheNodes'),
    `NumCacheNodes must be a whole number of at least ${FEWEST}, and 1 for Redis OSS`,
    (p) => {
      const [given, nodes] = [p.known('NumCacheNodes'), p.number('NumCacheNodes')];
      if (
        given === undefined ||
        (nodes !== undefined &&
          Number.isInteger(nodes) &&
          nodes >= FEWEST &&
          !(nodes > 1 && isOneOf(p, 'Engine', 'redis')))
      ) {
        return undefined;
      }
      return isOneOf(p, 'Engine', 'redis')
        ? `${p.name('NumCacheNodes')} must be 1 for Redis OSS, got ${nodes ?? shown(given)}; use AWS::ElastiCache::ReplicationGroup for replicas and shards`
        : `${p.name('NumCacheNodes')} must be a whole number of at least ${FEWEST}, got ${nodes ?? shown(given)}`;
    },
  ),
  rule(
    { ...about('NodesWithinQuota', 'NumCacheNodes', QUOTAS), severity: 'warning' },
    `a cluster of more than ${QUOTA} nodes needs a higher quota`,
    (p) => {
      const nodes = p.number('NumCacheNodes');
      return nodes !== undefined && nodes > QUOTA && !isOneOf(p, 'Engine', 'redis')
        ? `${p.name('NumCacheNodes')} is ${nodes}, more than the quota of ${QUOTA} that an account has at first; have it raised`
        : undefined;
    },
  ),
  ...zoneRules(about),
  ...memcachedRules(about),
  ...networkRules(about, 'VpcSecurityGroupIds'),
  ...windowRules(about),
  ...restoreRules(about),
  ...logDeliveryRules(about),
  ...notificationRules(about),
  ...tagRules(about),
];
