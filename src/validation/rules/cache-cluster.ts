import { formatList } from '../../private/text';
import { LIMITS, NAME_PATTERN } from '../../service-data/limits';
import type { PropertyReader } from '../property-reader';
import type { ResourceView } from '../resource-view';
import type { RuleSet } from '../rule';
import {
  forTemplates,
  NAME_FIX,
  describeNameRequirement,
  createMetadataFactory,
  isOneOf,
  lowerCaseText,
  crossResourceRule,
  deferredRule,
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
import { groupEnvironmentRules } from './nodes/groups';
import { logDeliveryRules } from './nodes/log-delivery';
import { networkRules } from './nodes/network';
import { readNodeType, nodeTypeRules } from './nodes/node-type';
import { notificationRules } from './nodes/notifications';
import { readParameterGroup } from './nodes/parameter-group';
import { restoreRules } from './nodes/restore';
import { windowRules } from './nodes/windows';
import { PAGES } from './pages';
import { listNodeIds } from './replication-group/node-ids';
import { deletionPolicyRule, uniqueNameRule } from './resource';
import { referenceRule } from './shared-cross-resource-rules';

const metadata = createMetadataFactory('CacheCluster', PAGES.createCacheCluster);

const { min: MIN_NODES, quota: NODE_QUOTA } = LIMITS.memcachedNodes;

/** Lists the engines that a cluster can have. The construct supports only Memcached. */
const listEngines = (p: PropertyReader) => (p.isConstruct ? ['memcached'] : ['memcached', 'redis']);

export const CACHE_CLUSTER_RULES: RuleSet = [
  textFormat(
    metadata('NameInvalid', 'ClusterName'),
    { max: LIMITS.clusterName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.clusterName.maxLength),
    NAME_FIX,
  ),
  forTemplates(lowerCaseText(metadata('NameNotLowercase', 'ClusterName'))),
  requiredProperty(metadata('EngineMissing', 'Engine'), 'Set it to memcached or redis.'),
  rule(
    metadata('EngineInvalid', 'Engine'),
    'Engine must be memcached or redis, because Valkey requires a replication group',
    (p) => {
      const engine = p.text('Engine');
      const engines = listEngines(p);
      if (engine === undefined || engines.includes(engine)) {
        return undefined;
      }
      const problem = p.isConstruct
        ? `must be a version of Memcached, but got the engine ${formatValue(engine)}`
        : `must be ${formatList(engines, 'or')}, but got ${formatValue(engine)}`;
      return `${p.name('Engine')} ${problem}. ${formatEngineFix(p, engine)}`;
    },
  ),
  ...engineRules(metadata, listEngines),
  versionPinnedRule(metadata),
  requiredProperty(
    metadata('NodeTypeMissing', 'CacheNodeType', PAGES.nodeTypes),
    'Set it to a node type, such as cache.m7g.large.',
  ),
  ...nodeTypeRules(metadata),
  rule(
    metadata('DataTieringUnsupported', 'CacheNodeType', PAGES.dataTiering),
    'CacheNodeType must not be a node type with data tiering, because data tiering requires a replication group',
    (p) =>
      readNodeType(p)?.fact.dataTiering && isRedisCluster(p)
        ? `${p.name('CacheNodeType')} must not be a node type with data tiering, because data tiering requires a replication group, but got ${p.text('CacheNodeType')}. Use a node type of another family, or AWS::ElastiCache::ReplicationGroup.`
        : undefined,
  ),
  requiredProperty(metadata('NodeCountMissing', 'NumCacheNodes'), `Set it to a whole number of at least ${MIN_NODES}.`),
  rule(
    metadata('NodeCountOutOfRange', 'NumCacheNodes'),
    `NumCacheNodes must be 1 for Redis OSS, and a whole number of at least ${MIN_NODES} for Memcached`,
    (p) => {
      const [value, nodeCount] = [p.resolved('NumCacheNodes'), p.number('NumCacheNodes')];
      if (value === undefined) {
        return undefined;
      }
      const actual = nodeCount ?? formatValue(value);
      if (isRedisCluster(p)) {
        return nodeCount === 1
          ? undefined
          : `${p.name('NumCacheNodes')} must be 1 for Redis OSS, but got ${actual}. Set ${p.name('NumCacheNodes')} to 1, or use AWS::ElastiCache::ReplicationGroup for replicas and shards.`;
      }
      return nodeCount !== undefined && Number.isInteger(nodeCount) && nodeCount >= MIN_NODES
        ? undefined
        : `${p.name('NumCacheNodes')} must be a whole number of at least ${MIN_NODES}, but got ${actual}. ${Number.isInteger(nodeCount) ? `Set ${p.name('NumCacheNodes')} to at least ${MIN_NODES}` : 'Use a whole number'}.`;
    },
  ),
  rule(
    { ...metadata('NodeCountExceedsQuota', 'NumCacheNodes', PAGES.quotas), severity: 'warning' },
    `NumCacheNodes should be at most ${NODE_QUOTA}, the default quota of nodes in a cluster`,
    (p) => {
      const nodes = p.number('NumCacheNodes');
      return nodes !== undefined && nodes > NODE_QUOTA && !isOneOf(p, 'Engine', 'redis')
        ? `${p.name('NumCacheNodes')} should be at most ${NODE_QUOTA}, the default quota of nodes in a cluster, but got ${nodes}. Without a higher quota, the deployment fails. Request a quota increase before you deploy.`
        : undefined;
    },
  ),
  ...ZONE_RULES,
  ...ENGINE_SPECIFIC_RULES,
  ...networkRules(metadata, 'VpcSecurityGroupIds'),
  ...windowRules(metadata),
  ...restoreRules(metadata),
  rule(metadata('TooManySnapshotFiles', 'SnapshotArns'), 'SnapshotArns must contain only one file', (p) => {
    const fileCount = p.count('SnapshotArns') ?? 0;
    return fileCount > 1
      ? `${p.name('SnapshotArns')} must contain only one file, but got ${fileCount}. Remove all but one, or use AWS::ElastiCache::ReplicationGroup to restore several shards.`
      : undefined;
  }),
  ...logDeliveryRules(metadata),
  ...notificationRules(metadata),
  ...groupEnvironmentRules(metadata),
  ...tagRules(metadata),
  deletionPolicyRule(metadata, (cluster) => !isOneOf(cluster, 'Engine', 'memcached')),
  uniqueNameRule(metadata, 'CacheCluster'),
  deferredRule(
    metadata('NameReservedForNode', 'ClusterName'),
    'ClusterName must not be the id of a node of a replication group',
    (cluster) => {
      const name = cluster.uniqueName ?? '';
      const group = cluster
        .resourcesOfType('AWS::ElastiCache::ReplicationGroup')
        .find((candidate) => hasNode(candidate, name));
      return (
        group &&
        `${cluster.name('ClusterName')} must not be the id of a node of a replication group, but got ${formatValue(cluster.text('ClusterName'))}, which is the id of a node of ${group}. Set ${cluster.name('ClusterName')} to another value.`
      );
    },
  ),
  ...ITEM_SIZE_RULES,
  referenceRule(metadata, 'CacheSubnetGroupName', 'AWS::ElastiCache::SubnetGroup'),
  referenceRule(metadata, 'CacheParameterGroupName', 'AWS::ElastiCache::ParameterGroup'),
  crossResourceRule(
    metadata('ClusterModeUnsupported', 'CacheParameterGroupName'),
    'CacheParameterGroupName must refer to a parameter group with cluster mode disabled',
    (cluster) => {
      const group = readParameterGroup(cluster);
      const alternative = cluster.isConstruct ? 'a ReplicationGroup' : 'AWS::ElastiCache::ReplicationGroup';
      return group?.clusterMode
        ? `${cluster.name('CacheParameterGroupName')} must not refer to a parameter group for cluster mode, but got ${group.displayName}. Use another parameter group. For cluster mode, use ${alternative}.`
        : undefined;
    },
  ),
  templateRule(
    metadata('EndpointUnavailable', 'Engine', PAGES.endpoints),
    'the attribute ConfigurationEndpoint requires Memcached, and the attribute RedisEndpoint requires Redis OSS',
    (cluster) => {
      const engine = cluster.text('Engine');
      if (engine !== 'memcached' && engine !== 'redis') {
        return undefined;
      }
      const [endpoint, other] =
        engine === 'redis' ? ['RedisEndpoint', 'ConfigurationEndpoint'] : ['ConfigurationEndpoint', 'RedisEndpoint'];
      const used = cluster.usedAttributes.filter((attribute) => attribute.split('.')[0] === other);
      return used.length > 0
        ? `'Engine' is "${engine}", which does not support ${formatList(used.map((attribute) => cluster.formatAttributeUse(attribute)))}. Use ${formatList(used.map((attribute) => attribute.replace(other, endpoint)))}.`
        : undefined;
    },
  ),
];

/** Whether a name is the id of a node that a replication group has after its creation. */
function hasNode(group: ResourceView, name: string): boolean {
  const groupId = group.uniqueName;
  return groupId !== undefined && name.startsWith(`${groupId}-`) && listNodeIds(groupId, group).includes(name);
}

function formatEngineFix(p: PropertyReader, engine: string): string {
  if (p.isConstruct) {
    return "Use a ReplicationGroup. For a single node, set its 'clusterMode' to ClusterMode.disabled({ replicaCount: 0 }).";
  }
  return engine === 'valkey' ? 'Use AWS::ElastiCache::ReplicationGroup for Valkey.' : 'Use one of these engines.';
}
