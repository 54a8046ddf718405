import { isResolved } from '../../private/tokens';
import { supports } from '../../service-data/engine-versions';
import { LIMITS, describeNameRequirement, NAME_PATTERN } from '../../service-data/limits';
import type { PropertyReader } from '../property-reader';
import type { CrossResourceRuleSet, Rule, RuleSet } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import {
  excludes,
  isOneOf,
  lowerCase,
  oneOf,
  crossResourceRule,
  required,
  rule,
  formatValue,
  tagRules,
  text,
} from '../rule-builders';
import { logDeliveryRules } from './nodes/log-delivery';
import { readDefaultParameterGroup, readEngine, engineRules, formatEngine, versionPinnedRule } from './nodes/engine';
import { networkRules } from './nodes/network';
import { notificationRules } from './nodes/notifications';
import { restoreRules } from './nodes/restore';
import { readNodeType, nodeTypeRules } from './nodes/node-type';
import { windowRules } from './nodes/windows';
import {
  subnetAddressRule,
  parameterFamilyRule,
  referenceRule,
  unencryptedTopicRule,
} from './shared-cross-resource-rules';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html';
const TYPES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html';
const QUOTAS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html';
const TIERING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html';
const BACKUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups.html';
const LOGS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html';
const TLS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-mc.html';
const ENCRYPTED = 'TransitEncryptionEnabled';
const AZ_MODE = 'AZMode';
const ZONE = 'PreferredAvailabilityZone';
const ZONES = 'PreferredAvailabilityZones';
const ENDPOINTS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html';

const metadata: RuleMetadataFactory = (id, property, see = CREATE) => ({ id: `CacheCluster.${id}`, property, see });

const { min: MIN_NODES, quota: NODE_QUOTA } = LIMITS.memcachedNodes;

/** Validates the Availability Zones of a cluster. */
const ZONE_RULES: RuleSet = [
  oneOf(metadata('AzModeKnown', AZ_MODE), ['single-az', 'cross-az']),
  memcachedRule('AzModeNeedsMemcached', AZ_MODE, () => 'leave it out'),
  memcachedRule('ZonesNeedMemcached', ZONES, (p) => `use ${p.name(ZONE)}`),
  rule(metadata('CrossAzNeedsNodes', AZ_MODE), 'AZMode cross-az needs at least two nodes', (p) =>
    isOneOf(p, AZ_MODE, 'cross-az') && p.number('NumCacheNodes') === 1
      ? `${p.name(AZ_MODE)} cross-az needs at least two nodes, got 1 by ${p.name('NumCacheNodes')}; raise it, or choose single-az`
      : undefined,
  ),
  rule(metadata('ZoneForEachNode', ZONES), 'PreferredAvailabilityZones must hold one zone for each node', (p) => {
    const [zones, nodes] = [p.list(ZONES)?.length, p.number('NumCacheNodes')];
    return zones !== undefined && nodes !== undefined && zones !== nodes
      ? `${p.name(ZONES)} must hold one zone for each node, got ${zones} for ${nodes}`
      : undefined;
  }),
  rule(
    metadata('ZonesNeedCrossAz', AZ_MODE),
    'PreferredAvailabilityZones of several zones needs AZMode cross-az',
    (p) => {
      const zones = readZones(p);
      const isSingleAz = !p.has(AZ_MODE) || isOneOf(p, AZ_MODE, 'single-az');
      return zones.size > 1 && isSingleAz
        ? `${p.name(AZ_MODE)} must be cross-az for ${[...zones].join(', ')}, got ${p.text(AZ_MODE) ?? 'nothing'}; set it, or give one zone`
        : undefined;
    },
  ),
  rule(
    metadata('CrossAzNeedsZones', ZONES),
    'AZMode cross-az needs PreferredAvailabilityZones of several zones, where they are given',
    (p) => {
      const zones = p.list(ZONES) ?? [];
      if (!isOneOf(p, AZ_MODE, 'cross-az') || zones.length < 2 || !zones.every(isResolved)) {
        return undefined;
      }
      const [zone, ...others] = readZones(p);
      return others.length === 0
        ? `${p.name(ZONES)} must be of several zones with ${p.name(AZ_MODE)} cross-az, got ${zone} only; give a node another zone, or choose single-az`
        : undefined;
    },
  ),
  excludes(metadata('ZonesGivenOnce', ZONE), ZONES, 'keep the zones of the nodes'),
  rule(metadata('OneZoneNeedsSingleAz', ZONE), 'PreferredAvailabilityZone does not go with AZMode cross-az', (p) =>
    p.has(ZONE) && !p.has(ZONES) && isOneOf(p, AZ_MODE, 'cross-az')
      ? `${p.name(ZONE)} does not go with ${p.name(AZ_MODE)} cross-az, since all nodes stand in it; give ${p.name(ZONES)}, or choose single-az`
      : undefined,
  ),
];

/** Validates the properties that only one of the engines supports. */
const ENGINE_SPECIFIC_RULES: RuleSet = [
  ...['SnapshotRetentionLimit', 'SnapshotWindow', 'SnapshotName', 'SnapshotArns'].map((property) =>
    redisRule(property, BACKUPS, 'snapshots outside serverless caches'),
  ),
  redisRule('LogDeliveryConfigurations', LOGS, 'logs to deliver'),
  rule(metadata('TlsNeedsVersion', ENCRYPTED, TLS), 'TransitEncryptionEnabled needs Memcached 1.6.12 or later', (p) => {
    const engine = p.flag(ENCRYPTED) === true ? readEngine(p) : undefined;
    return engine?.name === 'memcached' && !supports(engine.name, engine.version, 'inTransitEncryption')
      ? `${p.name(ENCRYPTED)} needs Memcached 1.6.12 or later, got ${formatEngine(engine)}; raise ${p.name('EngineVersion')}, or leave ${p.name(ENCRYPTED)} out`
      : undefined;
  }),
  rule(
    metadata('TlsNeedsMemcached', ENCRYPTED, CREATE),
    'TransitEncryptionEnabled of a cluster is for Memcached',
    (p) =>
      p.flag(ENCRYPTED) === true && isOneOf(p, 'Engine', 'redis')
        ? `${p.name(ENCRYPTED)} of a cluster is for Memcached, got redis; use AWS::ElastiCache::ReplicationGroup for Redis OSS with TLS`
        : undefined,
  ),
  rule(
    metadata('TlsNeedsSubnetGroup', 'CacheSubnetGroupName', TLS),
    'TransitEncryptionEnabled needs CacheSubnetGroupName',
    (p) =>
      p.flag(ENCRYPTED) === true && !p.has('CacheSubnetGroupName')
        ? `${p.name('CacheSubnetGroupName')} must be given with ${p.name(ENCRYPTED)}, got nothing; give a subnet group`
        : undefined,
  ),
];

/** Validates the properties of `AWS::ElastiCache::CacheCluster`. */
export const CACHE_CLUSTER_RULES: RuleSet = [
  text(
    metadata('NameForm', 'ClusterName'),
    { max: LIMITS.clusterName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.clusterName.maxLength),
  ),
  lowerCase(metadata('NameLowerCase', 'ClusterName')),
  required(metadata('EngineGiven', 'Engine'), 'choose memcached or redis'),
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
      return group?.clusterMode
        ? `${p.name('CacheParameterGroupName')} must not name a group with cluster mode, which needs a replication group, got ${p.text('CacheParameterGroupName')}; ` +
            `use default.${group.family}`
        : undefined;
    },
  ),
  required(metadata('NodeTypeGiven', 'CacheNodeType', TYPES), 'choose one, for example cache.m7g.large'),
  ...nodeTypeRules(metadata),
  rule(
    metadata('NoDataTiering', 'CacheNodeType', TIERING),
    'CacheNodeType must not be of a family with data tiering, which needs a replication group',
    (p) =>
      readNodeType(p)?.fact.dataTiering && isOneOf(p, 'Engine', 'redis')
        ? `${p.name('CacheNodeType')} must not be ${p.text('CacheNodeType')}, whose data tiering needs a replication group; choose another one, or use AWS::ElastiCache::ReplicationGroup`
        : undefined,
  ),
  required(metadata('NodeCountGiven', 'NumCacheNodes'), 'give the number of nodes'),
  rule(
    metadata('NodeCount', 'NumCacheNodes'),
    `NumCacheNodes must be a whole number of at least ${MIN_NODES}, and 1 for Redis OSS`,
    (p) => {
      const [value, nodeCount] = [p.resolved('NumCacheNodes'), p.number('NumCacheNodes')];
      if (value === undefined) {
        return undefined;
      }
      if (isOneOf(p, 'Engine', 'redis')) {
        return nodeCount === 1
          ? undefined
          : `${p.name('NumCacheNodes')} must be 1 for Redis OSS, got ${nodeCount ?? formatValue(value)}; use AWS::ElastiCache::ReplicationGroup for replicas and shards`;
      }
      return nodeCount !== undefined && Number.isInteger(nodeCount) && nodeCount >= MIN_NODES
        ? undefined
        : `${p.name('NumCacheNodes')} must be a whole number of at least ${MIN_NODES}, got ${nodeCount ?? formatValue(value)}`;
    },
  ),
  rule(
    { ...metadata('NodesWithinQuota', 'NumCacheNodes', QUOTAS), severity: 'warning' },
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

function memcachedRule(id: string, property: string, formatFix: (p: PropertyReader) => string): Rule {
  return rule(metadata(id, property), `${property} is for Memcached`, (p) =>
    p.has(property) && isOneOf(p, 'Engine', 'redis')
      ? `${p.name(property)} is for Memcached, got redis, which has one node; ${formatFix(p)}`
      : undefined,
  );
}

function redisRule(property: string, see: string, feature: string): Rule {
  return rule(metadata(`${property}NeedsRedis`, property, see), `${property} is for Redis OSS`, (p) =>
    isSpecified(p, property) && isOneOf(p, 'Engine', 'memcached')
      ? `${p.name(property)} is for Redis OSS, got memcached, which has no ${feature}; leave it out`
      : undefined,
  );
}

/** Whether a property has a value other than 0 and an empty list. */
function isSpecified(p: PropertyReader, property: string): boolean {
  return p.has(property) && p.number(property) !== 0 && p.list(property)?.length !== 0;
}

/** The resolved Availability Zones of the nodes, each once. */
function readZones(p: PropertyReader): Set<string> {
  return new Set((p.list(ZONES) ?? []).filter(isResolved).map(String));
}

/** Validates a cache cluster against related resources. */
export const CACHE_CLUSTER_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  unencryptedTopicRule('CacheCluster'),
  subnetAddressRule('CacheCluster'),
  parameterFamilyRule('CacheCluster'),
  referenceRule('CacheCluster', 'CacheSubnetGroupName', 'AWS::ElastiCache::SubnetGroup'),
  referenceRule('CacheCluster', 'CacheParameterGroupName', 'AWS::ElastiCache::ParameterGroup'),
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
    metadata('EndpointsFitEngine', 'Engine', ENDPOINTS),
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
