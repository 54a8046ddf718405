import { DATA_TIERING_POLICIES, LIMITS, NAME_DEMAND, NAME_PATTERN } from '../../service-data/limits';
import type { CrossResourceRuleSet, RuleSet } from '../rule';
import type { RuleMetadataInput, RuleMetadataFactory } from '../rule-builders';
import { lowerCase, crossResourceRule, rule, formatValue, tagRules, text } from '../rule-builders';
import type { TemplateResource } from '../template';
import { cacheAccessRules } from './cache-access';
import { logDeliveryRules } from './log-delivery';
import { readEngine, engineRules, versionPinnedRule } from './node-engine';
import { networkRules, notificationRules, restoreRules } from './node-network';
import { nodeTypeRules } from './node-type';
import { windowRules } from './node-windows';
import { clusterModeRules, readLayout, placementRules, slotRules, topologyRules } from './replication-group-cluster-mode';
import { dataTieringRules, durabilityRules, secondaryRules, securityRules } from './replication-group-features';
import {
  subnetAddressRule,
  hasDataTiering,
  symmetricKeyRule,
  parameterFamilyRule,
  referenceRule,
  findTieredSnapshot,
  unencryptedTopicRule,
} from './shared';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html';
const TYPES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html';
const MODES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html';
const FAILOVER = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html';
const TIERING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html';
const BACKUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups.html';
const ENDPOINTS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html';
const RESHARDING =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html';
const PARAMETERS = 'CacheParameterGroupName';
const PARAMETER_GROUP = 'AWS::ElastiCache::ParameterGroup';

const metadata: RuleMetadataFactory = (id, property, see = CREATE) => ({ id: `ReplicationGroup.${id}`, property, see });

/** What AWS demands of `AWS::ElastiCache::ReplicationGroup`. */
export const REPLICATION_GROUP_RULES: RuleSet = [
  rule(metadata('DescriptionGiven', 'ReplicationGroupDescription'), 'ReplicationGroupDescription must be given', (p) =>
    p.has('ReplicationGroupDescription') && p.text('ReplicationGroupDescription') !== ''
      ? undefined
      : `${p.name('ReplicationGroupDescription')} must be given, got ${p.has('ReplicationGroupDescription') ? '""' : 'nothing'}; say what the group is for`,
  ),
  text(
    metadata('IdForm', 'ReplicationGroupId'),
    { max: LIMITS.replicationGroupId.maxLength, pattern: NAME_PATTERN },
    NAME_DEMAND(LIMITS.replicationGroupId.maxLength),
  ),
  lowerCase(metadata('IdLowerCase', 'ReplicationGroupId')),
  rule(metadata('EngineKnown', 'Engine'), 'Engine must be valkey or redis', (p) => {
    const engine = p.text('Engine') ?? (p.has('Engine') ? undefined : readEngine(p)?.name);
    if (engine === undefined || engine === 'valkey' || engine === 'redis') {
      return undefined;
    }
    const wayOut =
      engine !== 'memcached'
        ? ''
        : p.isConstruct
          ? '; use MemcachedCluster for Memcached'
          : '; use AWS::ElastiCache::CacheCluster for Memcached';
    return `${p.name('Engine')} must be one of valkey, redis, got ${formatValue(engine)}${wayOut}`;
  }),
  ...engineRules(metadata),
  versionPinnedRule(metadata),
  rule(metadata('NodeTypeGiven', 'CacheNodeType', TYPES), 'CacheNodeType must be given', (p) =>
    p.has('CacheNodeType') || p.has('GlobalReplicationGroupId') || p.has('PrimaryClusterId')
      ? undefined
      : `${p.name('CacheNodeType')} must be given, got nothing; choose one, for example cache.r7g.large`,
  ),
  ...nodeTypeRules(metadata),
  ...topologyRules(metadata),
  ...clusterModeRules(metadata),
  ...placementRules(metadata),
  ...slotRules(metadata),
  ...securityRules(metadata),
  ...dataTieringRules(metadata),
  ...durabilityRules(metadata),
  ...networkRules(metadata, 'SecurityGroupIds'),
  ...windowRules(metadata),
  ...restoreRules(metadata),
  ...logDeliveryRules(metadata),
  ...notificationRules(metadata),
  ...secondaryRules(metadata),
  ...tagRules(metadata),
];

const replicationGroupRelationsAbout = (id: string, property: string, see: string): RuleMetadataInput => ({
  id: `ReplicationGroup.${id}`,
  property,
  see,
});

/** What AWS demands of a replication group and what stands beside it. */
export const REPLICATION_GROUP_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  ...cacheAccessRules('ReplicationGroup', 'UserGroupIds', 'EngineVersion'),
  symmetricKeyRule('ReplicationGroup'),
  unencryptedTopicRule('ReplicationGroup'),
  subnetAddressRule('ReplicationGroup'),
  parameterFamilyRule('ReplicationGroup'),
  referenceRule('ReplicationGroup', 'CacheSubnetGroupName', 'AWS::ElastiCache::SubnetGroup'),
  referenceRule('ReplicationGroup', PARAMETERS, PARAMETER_GROUP),
  referenceRule('ReplicationGroup', 'UserGroupIds', 'AWS::ElastiCache::UserGroup'),
  crossResourceRule(
    replicationGroupRelationsAbout('ShardsNeedClusterParameters', PARAMETERS, MODES),
    'several shards need a parameter group with cluster-enabled yes',
    (group) => {
      const parameters = group.target(PARAMETERS, PARAMETER_GROUP);
      const { mode, shardCount: shards } = readLayout(group.properties);
      const needed = mode === 'enabled' || mode === 'compatible' || (shards !== undefined && shards > 1);
      return parameters && needed && readClusterEnabled(parameters) === false
        ? `'${PARAMETERS}' must be a group with cluster-enabled yes for ${shards !== undefined && shards > 1 ? `${shards} shards` : `cluster mode ${mode}`}, got ${parameters}; ` +
            'add the parameter'
        : undefined;
    },
  ),
  crossResourceRule(
    replicationGroupRelationsAbout('ClusterParametersNeedFailover', 'AutomaticFailoverEnabled', FAILOVER),
    'a parameter group with cluster-enabled yes needs AutomaticFailoverEnabled',
    (group) => {
      const parameters = group.target(PARAMETERS, PARAMETER_GROUP);
      const p = group.properties;
      const isOff = p.has('AutomaticFailoverEnabled')
        ? p.flag('AutomaticFailoverEnabled') === false
        : !p.has('GlobalReplicationGroupId');
      return parameters && readClusterEnabled(parameters) === true && readLayout(p).mode === undefined && isOff
        ? `'AutomaticFailoverEnabled' must be true with cluster-enabled yes of ${parameters}, got ${p.flag('AutomaticFailoverEnabled') ?? 'nothing'}; turn it on`
        : undefined;
    },
  ),
  crossResourceRule(
    replicationGroupRelationsAbout('TieringPolicy', PARAMETERS, TIERING),
    `data tiering needs a maxmemory-policy of ${DATA_TIERING_POLICIES.join(', ')}`,
    (group) => {
      const policy = group.target(PARAMETERS, PARAMETER_GROUP)?.properties.text('Properties.maxmemory-policy');
      return hasDataTiering(group) && policy !== undefined && !DATA_TIERING_POLICIES.includes(policy)
        ? `'${PARAMETERS}' must have a maxmemory-policy of ${DATA_TIERING_POLICIES.join(', ')} for data tiering, got ${formatValue(policy)}`
        : undefined;
    },
  ),
  crossResourceRule(
    replicationGroupRelationsAbout('TieredSnapshotNeedsTier', 'SnapshotName', BACKUPS),
    'a snapshot of nodes with data tiering can be restored to such nodes only',
    (group) => {
      const type = group.properties.text('CacheNodeType');
      const snapshot =
        type !== undefined && !hasDataTiering(group)
          ? findTieredSnapshot(group, [group.properties.raw('SnapshotName')])
          : undefined;
      return (
        snapshot &&
        `'SnapshotName' of nodes of ${type} must not be a snapshot of nodes with data tiering, which is restored to such nodes only, got ${snapshot}; ` +
          'choose nodes of cache.r6gd'
      );
    },
  ),
  crossResourceRule(
    replicationGroupRelationsAbout('EndpointsFitClusterMode', 'ClusterMode', ENDPOINTS),
    'PrimaryEndPoint and ReaderEndPoint are there without cluster mode, ConfigurationEndPoint with it',
    (group) => {
      const used = [...(group.template.uses(group.logicalId) ?? [])];
      const wrong = (
        isClusterMode(group) ? ['PrimaryEndPoint', 'ReaderEndPoint', 'ReadEndPoint'] : ['ConfigurationEndPoint']
      ).flatMap((endpoint) => used.filter((attribute) => attribute.split('.')[0] === endpoint));
      return isClusterMode(group) !== undefined && wrong.length > 0
        ? `'ClusterMode' ${isClusterMode(group) ? 'enabled' : 'disabled'} has no ${wrong.join(', ')}, to which something refers; use ` +
            (isClusterMode(group) ? 'ConfigurationEndPoint' : 'PrimaryEndPoint or ReaderEndPoint')
        : undefined;
    },
  ),
  crossResourceRule(
    { ...replicationGroupRelationsAbout('ReshardingOnline', 'NumNodeGroups', RESHARDING), severity: 'warning' },
    'a group with several shards should have the UpdatePolicy UseOnlineResharding: changing their number replaces it otherwise',
    (group) =>
      group.properties.has('NumNodeGroups') &&
      isClusterMode(group) &&
      group.attribute('UpdatePolicy.UseOnlineResharding') === undefined
        ? "'NumNodeGroups' cannot change without replacing the group, got no UpdatePolicy; set its UseOnlineResharding to true"
        : undefined,
  ),
];

/**
 * What a parameter group says of cluster mode, which is off unless it says yes; undefined when it is known only later.
 */
function readClusterEnabled({ properties }: TemplateResource): boolean | undefined {
  if (!properties.has('Properties.cluster-enabled')) {
    return false;
  }
  const value = properties.text('Properties.cluster-enabled');
  return value === undefined ? undefined : value === 'yes';
}

/** Whether the group is in cluster mode, as far as it and its parameter group tell. */
function isClusterMode(group: TemplateResource): boolean | undefined {
  const { mode } = readLayout(group.properties);
  const parameters = group.target(PARAMETERS, PARAMETER_GROUP);
  return mode === undefined
    ? parameters && readClusterEnabled(parameters)
    : mode === 'enabled'
      ? true
      : mode === 'disabled'
        ? false
        : undefined;
}
