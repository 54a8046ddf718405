import { LIMITS, NAME_PATTERN } from '../../service-data/limits';
import type { PropertyReader } from '../property-reader';
import type { RuleSet } from '../rule';
import {
  describeNameRequirement,
  createMetadataFactory,
  isOneOf,
  lowerCaseText,
  crossResourceRule,
  requiredProperty,
  rule,
  formatValue,
  tagRules,
  templateRule,
  textFormat,
} from '../rule-builders';
import { ENGINE_SPECIFIC_RULES, isRedisCluster } from './cache-cluster/engine-specific';
import { ITEM_SIZE_RULES } from './cache-cluster/item-size';
import { ZONE_RULES } from './cache-cluster/zones';
import { engineRules, versionPinnedRule } from './nodes/engine';
import { logDeliveryRules } from './nodes/log-delivery';
import { networkRules } from './nodes/network';
import { readNodeType, nodeTypeRules } from './nodes/node-type';
import { notificationRules } from './nodes/notifications';
import { readParameterGroup } from './nodes/parameter-group';
import { restoreRules } from './nodes/restore';
import { windowRules } from './nodes/windows';
import { PAGES } from './pages';
import { deletionPolicyRule, uniqueNameRule } from './resource';
import { referenceRule } from './shared-cross-resource-rules';

const metadata = createMetadataFactory('CacheCluster', PAGES.createCacheCluster);

const { min: MIN_NODES, quota: NODE_QUOTA } = LIMITS.memcachedNodes;

/** The engines of a cluster. The construct has Memcached only. */
const listEngines = (p: PropertyReader) => (p.isConstruct ? ['memcached'] : ['memcached', 'redis']);

export const CACHE_CLUSTER_RULES: RuleSet = [
  textFormat(
    metadata('NameInvalid', 'ClusterName'),
    { max: LIMITS.clusterName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.clusterName.maxLength),
  ),
  lowerCaseText(metadata('NameNotLowercase', 'ClusterName')),
  requiredProperty(metadata('EngineMissing', 'Engine'), 'choose memcached or redis'),
  rule(
    metadata('EngineInvalid', 'Engine'),
    'Engine must be memcached or redis; Valkey needs a replication group',
    (p) => {
      const engine = p.text('Engine');
      const engines = listEngines(p);
      if (engine === undefined || engines.includes(engine)) {
        return undefined;
      }
      return `${p.name('Engine')} must be ${engines.join(' or ')}, got ${formatValue(engine)}${formatEngineFix(p, engine)}`;
    },
  ),
  ...engineRules(metadata, listEngines),
  versionPinnedRule(metadata),
  requiredProperty(
    metadata('NodeTypeMissing', 'CacheNodeType', PAGES.nodeTypes),
    'choose one, for example cache.m7g.large',
  ),
  ...nodeTypeRules(metadata),
  rule(
    metadata('DataTieringUnsupported', 'CacheNodeType', PAGES.dataTiering),
    'CacheNodeType must not be of a family with data tiering, which needs a replication group',
    (p) =>
      readNodeType(p)?.fact.dataTiering && isRedisCluster(p)
        ? `${p.name('CacheNodeType')} must not be ${p.text('CacheNodeType')}, whose data tiering needs a replication group; choose another one, or use AWS::ElastiCache::ReplicationGroup`
        : undefined,
  ),
  requiredProperty(metadata('NodeCountMissing', 'NumCacheNodes'), 'give the number of nodes'),
  rule(
    metadata('NodeCountOutOfRange', 'NumCacheNodes'),
    `NumCacheNodes must be a whole number of at least ${MIN_NODES}, and 1 for Redis OSS`,
    (p) => {
      const [value, nodeCount] = [p.resolved('NumCacheNodes'), p.number('NumCacheNodes')];
      if (value === undefined) {
        return undefined;
      }
      const actual = nodeCount ?? formatValue(value);
      if (isRedisCluster(p)) {
        return nodeCount === 1
          ? undefined
          : `${p.name('NumCacheNodes')} must be 1 for Redis OSS, got ${actual}; use AWS::ElastiCache::ReplicationGroup for replicas and shards`;
      }
      return nodeCount !== undefined && Number.isInteger(nodeCount) && nodeCount >= MIN_NODES
        ? undefined
        : `${p.name('NumCacheNodes')} must be a whole number of at least ${MIN_NODES}, got ${actual}`;
    },
  ),
  rule(
    { ...metadata('NodeCountExceedsQuota', 'NumCacheNodes', PAGES.quotas), severity: 'warning' },
    `a cluster of more than ${NODE_QUOTA} nodes needs a higher quota`,
    (p) => {
      const nodes = p.number('NumCacheNodes');
      return nodes !== undefined && nodes > NODE_QUOTA && !isOneOf(p, 'Engine', 'redis')
        ? `${p.name('NumCacheNodes')} is ${nodes}, more than the quota of ${NODE_QUOTA} that an account has at first; have it raised`
        : undefined;
    },
  ),
  ...ZONE_RULES,
  ...ENGINE_SPECIFIC_RULES,
  ...networkRules(metadata, 'VpcSecurityGroupIds'),
  ...windowRules(metadata),
  ...restoreRules(metadata),
  ...logDeliveryRules(metadata),
  ...notificationRules(metadata),
  ...tagRules(metadata),
  deletionPolicyRule(metadata, (cluster) => !isOneOf(cluster, 'Engine', 'memcached')),
  uniqueNameRule(metadata, 'CacheCluster'),
  ...ITEM_SIZE_RULES,
  referenceRule(metadata, 'CacheSubnetGroupName', 'AWS::ElastiCache::SubnetGroup'),
  referenceRule(metadata, 'CacheParameterGroupName', 'AWS::ElastiCache::ParameterGroup'),
  crossResourceRule(
    metadata('ClusterModeUnsupported', 'CacheParameterGroupName'),
    'a cache cluster must have a parameter group without cluster mode',
    (cluster) => {
      const group = readParameterGroup(cluster);
      return group?.clusterMode
        ? `${cluster.name('CacheParameterGroupName')} must be a group without cluster mode, got ${group.displayName}; use AWS::ElastiCache::ReplicationGroup for cluster mode`
        : undefined;
    },
  ),
  templateRule(
    metadata('EndpointUnavailable', 'Engine', PAGES.endpoints),
    'Memcached has a ConfigurationEndpoint, Redis OSS a RedisEndpoint',
    (cluster) => {
      const engine = cluster.text('Engine');
      if (engine !== 'memcached' && engine !== 'redis') {
        return undefined;
      }
      const [endpoint, other] =
        engine === 'redis' ? ['RedisEndpoint', 'ConfigurationEndpoint'] : ['ConfigurationEndpoint', 'RedisEndpoint'];
      const used = cluster.usedAttributes.filter((attribute) => attribute.split('.')[0] === other);
      return used.length > 0
        ? `'Engine' ${engine} has no ${used.join(', ')}, to which something refers; use ${endpoint}`
        : undefined;
    },
  ),
];

function formatEngineFix(p: PropertyReader, engine: string): string {
  if (p.isConstruct) {
    return '; use a ReplicationGroup, for one node with ClusterMode.disabled({ replicas: 0 })';
  }
  return engine === 'valkey' ? '; use AWS::ElastiCache::ReplicationGroup for Valkey' : '';
}
