import { LIMITS, NAME_PATTERN } from '../../service-data/limits';
import type { CrossResourceRuleSet, RuleSet } from '../rule';
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
  textFormat,
} from '../rule-builders';
import { ENGINE_SPECIFIC_RULES } from './cache-cluster/engine-specific';
import { ZONE_RULES } from './cache-cluster/zones';
import { readDefaultParameterGroup, engineRules, versionPinnedRule } from './nodes/engine';
import { logDeliveryRules } from './nodes/log-delivery';
import { networkRules } from './nodes/network';
import { readNodeType, nodeTypeRules } from './nodes/node-type';
import { notificationRules } from './nodes/notifications';
import { restoreRules } from './nodes/restore';
import { windowRules } from './nodes/windows';
import { PAGES } from './pages';
import {
  subnetAddressRule,
  parameterFamilyRule,
  referenceRule,
  unencryptedTopicRule,
} from './shared-cross-resource-rules';

const metadata = createMetadataFactory('CacheCluster', PAGES.createCacheCluster);

const { min: MIN_NODES, quota: NODE_QUOTA } = LIMITS.memcachedNodes;

export const CACHE_CLUSTER_RULES: RuleSet = [
  textFormat(
    metadata('NameForm', 'ClusterName'),
    { max: LIMITS.clusterName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.clusterName.maxLength),
  ),
  lowerCaseText(metadata('NameLowerCase', 'ClusterName')),
  requiredProperty(metadata('EngineGiven', 'Engine'), 'choose memcached or redis'),
  rule(
    metadata('EngineKnown', 'Engine'),
    'Engine must be memcached or redis; Valkey needs a replication group',
    (p) => {
      const engine = p.text('Engine');
      if (engine === undefined || isOneOf(p, 'Engine', 'memcached', 'redis')) {
        return undefined;
      }
      const fix = engine === 'valkey' ? '; use AWS::ElastiCache::ReplicationGroup for Valkey' : '';
      return `${p.name('Engine')} must be one of memcached, redis, got ${formatValue(engine)}${fix}`;
    },
  ),
  ...engineRules(metadata),
  versionPinnedRule(metadata),
  rule(
    metadata('NoClusterMode', 'CacheParameterGroupName'),
    'CacheParameterGroupName must not name a group with cluster mode',
    (p) => {
      const group = readDefaultParameterGroup(p);
      if (!group?.clusterMode) {
        return undefined;
      }
      const groupName = p.text('CacheParameterGroupName');
      return (
        `${p.name('CacheParameterGroupName')} must not name a group with cluster mode, which needs a replication group, ` +
        `got ${groupName}; use default.${group.family}`
      );
    },
  ),
  requiredProperty(
    metadata('NodeTypeGiven', 'CacheNodeType', PAGES.nodeTypes),
    'choose one, for example cache.m7g.large',
  ),
  ...nodeTypeRules(metadata),
  rule(
    metadata('NoDataTiering', 'CacheNodeType', PAGES.dataTiering),
    'CacheNodeType must not be of a family with data tiering, which needs a replication group',
    (p) =>
      readNodeType(p)?.fact.dataTiering && isOneOf(p, 'Engine', 'redis')
        ? `${p.name('CacheNodeType')} must not be ${p.text('CacheNodeType')}, whose data tiering needs a replication group; choose another one, or use AWS::ElastiCache::ReplicationGroup`
        : undefined,
  ),
  requiredProperty(metadata('NodeCountGiven', 'NumCacheNodes'), 'give the number of nodes'),
  rule(
    metadata('NodeCount', 'NumCacheNodes'),
    `NumCacheNodes must be a whole number of at least ${MIN_NODES}, and 1 for Redis OSS`,
    (p) => {
      const [value, nodeCount] = [p.resolved('NumCacheNodes'), p.number('NumCacheNodes')];
      if (value === undefined) {
        return undefined;
      }
      const actual = nodeCount ?? formatValue(value);
      if (isOneOf(p, 'Engine', 'redis')) {
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
    { ...metadata('NodesWithinQuota', 'NumCacheNodes', PAGES.quotas), severity: 'warning' },
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
];

/** Validates a cache cluster against related resources. */
export const CACHE_CLUSTER_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  unencryptedTopicRule(metadata),
  subnetAddressRule(metadata),
  parameterFamilyRule(metadata),
  referenceRule(metadata, 'CacheSubnetGroupName', 'AWS::ElastiCache::SubnetGroup'),
  referenceRule(metadata, 'CacheParameterGroupName', 'AWS::ElastiCache::ParameterGroup'),
  crossResourceRule(
    metadata('NoClusterParameters', 'CacheParameterGroupName'),
    'a cache cluster must have a parameter group without cluster-enabled yes',
    (cluster) => {
      const parameters = cluster.target('CacheParameterGroupName', 'AWS::ElastiCache::ParameterGroup');
      return parameters?.properties.text('Properties.cluster-enabled') === 'yes'
        ? `'CacheParameterGroupName' must be a group without cluster mode, got ${parameters} with cluster-enabled yes; use AWS::ElastiCache::ReplicationGroup for cluster mode`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('EndpointsFitEngine', 'Engine', PAGES.endpoints),
    'Memcached has a ConfigurationEndpoint, Redis OSS a RedisEndpoint',
    (cluster) => {
      const engine = cluster.properties.text('Engine');
      if (engine !== 'memcached' && engine !== 'redis') {
        return undefined;
      }
      const [endpoint, other] =
        engine === 'redis' ? ['RedisEndpoint', 'ConfigurationEndpoint'] : ['ConfigurationEndpoint', 'RedisEndpoint'];
      const used = [...(cluster.template.findUsedAttributes(cluster.logicalId) ?? [])].filter(
        (attribute) => attribute.split('.')[0] === other,
      );
      return used.length > 0
        ? `'Engine' ${engine} has no ${used.join(', ')}, to which something refers; use ${endpoint}`
        : undefined;
    },
  ),
];
