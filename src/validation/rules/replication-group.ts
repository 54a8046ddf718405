import { DATA_TIERING_POLICIES, LIMITS, NAME_PATTERN } from '../../service-data/limits';
import type { PropertyReader } from '../property-reader';
import type { CrossResourceRuleSet, RuleSet } from '../rule';
import {
  describeNameRequirement,
  createMetadataFactory,
  lowerCaseText,
  crossResourceRule,
  rule,
  formatValue,
  tagRules,
  textFormat,
  formatFlag,
} from '../rule-builders';
import type { TemplateResource } from '../template';
import { cacheAccessRules } from './cache-access';
import { readEngine, engineRules, versionPinnedRule } from './nodes/engine';
import { logDeliveryRules } from './nodes/log-delivery';
import { networkRules } from './nodes/network';
import { nodeTypeRules } from './nodes/node-type';
import { notificationRules } from './nodes/notifications';
import { restoreRules } from './nodes/restore';
import { windowRules } from './nodes/windows';
import { PAGES } from './pages';
import { CLUSTER_MODE_RULES } from './replication-group/cluster-mode';
import { DATA_TIERING_RULES } from './replication-group/data-tiering';
import { DURABILITY_RULES } from './replication-group/durability';
import { formatClusterModeReason, isDisabled, readLayout } from './replication-group/layout';
import { PLACEMENT_RULES } from './replication-group/placement';
import { SECONDARY_RULES } from './replication-group/secondary';
import { SECURITY_RULES } from './replication-group/security';
import { SLOT_RULES } from './replication-group/slots';
import { TOPOLOGY_RULES } from './replication-group/topology';
import {
  subnetAddressRule,
  hasDataTiering,
  symmetricKeyRule,
  parameterFamilyRule,
  referenceRule,
  findTieredSnapshot,
  unencryptedTopicRule,
} from './shared-cross-resource-rules';

const RESHARDING =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html';
const DESCRIPTION = 'ReplicationGroupDescription';
const AUTOMATIC_FAILOVER = 'AutomaticFailoverEnabled';
const PARAMETERS = 'CacheParameterGroupName';
const PARAMETER_GROUP = 'AWS::ElastiCache::ParameterGroup';

const TIERING_POLICIES = DATA_TIERING_POLICIES.join(', ');

/** The endpoint attributes that a group does not have, by cluster mode. */
const UNAVAILABLE_ENDPOINTS = {
  enabled: ['PrimaryEndPoint', 'ReaderEndPoint', 'ReadEndPoint'],
  disabled: ['ConfigurationEndPoint'],
};

const metadata = createMetadataFactory('ReplicationGroup', PAGES.createReplicationGroup);

export const REPLICATION_GROUP_RULES: RuleSet = [
  rule(metadata('DescriptionGiven', DESCRIPTION), 'ReplicationGroupDescription must be given', (p) => {
    if (p.has(DESCRIPTION) && p.text(DESCRIPTION) !== '') {
      return undefined;
    }
    const value = p.has(DESCRIPTION) ? '""' : 'nothing';
    return `${p.name(DESCRIPTION)} must be given, got ${value}; say what the group is for`;
  }),
  textFormat(
    metadata('IdForm', 'ReplicationGroupId'),
    { max: LIMITS.replicationGroupId.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.replicationGroupId.maxLength),
  ),
  lowerCaseText(metadata('IdLowerCase', 'ReplicationGroupId')),
  rule(metadata('EngineKnown', 'Engine'), 'Engine must be valkey or redis', (p) => {
    const engine = p.text('Engine') ?? (p.has('Engine') ? undefined : readEngine(p)?.name);
    if (engine === undefined || engine === 'valkey' || engine === 'redis') {
      return undefined;
    }
    return `${p.name('Engine')} must be one of valkey, redis, got ${formatValue(engine)}${formatEngineFix(p, engine)}`;
  }),
  ...engineRules(metadata),
  versionPinnedRule(metadata),
  rule(metadata('NodeTypeGiven', 'CacheNodeType', PAGES.nodeTypes), 'CacheNodeType must be given', (p) =>
    p.has('CacheNodeType') || p.has('GlobalReplicationGroupId') || p.has('PrimaryClusterId')
      ? undefined
      : `${p.name('CacheNodeType')} must be given, got nothing; choose one, for example cache.r7g.large`,
  ),
  ...nodeTypeRules(metadata),
  ...TOPOLOGY_RULES,
  ...CLUSTER_MODE_RULES,
  ...PLACEMENT_RULES,
  ...SLOT_RULES,
  ...SECURITY_RULES,
  ...DATA_TIERING_RULES,
  ...DURABILITY_RULES,
  ...networkRules(metadata, 'SecurityGroupIds'),
  ...windowRules(metadata),
  ...restoreRules(metadata),
  ...logDeliveryRules(metadata),
  ...notificationRules(metadata),
  ...SECONDARY_RULES,
  ...tagRules(metadata),
];

/** Validates a replication group against related resources. */
export const REPLICATION_GROUP_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  ...cacheAccessRules(metadata, 'UserGroupIds', 'EngineVersion'),
  symmetricKeyRule(metadata),
  unencryptedTopicRule(metadata),
  subnetAddressRule(metadata),
  parameterFamilyRule(metadata),
  referenceRule(metadata, 'CacheSubnetGroupName', 'AWS::ElastiCache::SubnetGroup'),
  referenceRule(metadata, PARAMETERS, PARAMETER_GROUP),
  referenceRule(metadata, 'UserGroupIds', 'AWS::ElastiCache::UserGroup'),
  crossResourceRule(
    metadata('ShardsNeedClusterParameters', PARAMETERS, PAGES.clusterMode),
    'several shards need a parameter group with cluster-enabled yes',
    (group) => {
      const parameters = group.target(PARAMETERS, PARAMETER_GROUP);
      const reason = formatClusterModeReason(readLayout(group.properties));
      return parameters && reason !== undefined && readClusterEnabled(parameters) === false
        ? `'${PARAMETERS}' must be a group with cluster-enabled yes for ${reason}, got ${parameters}; add the parameter`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('ClusterParametersNeedFailover', AUTOMATIC_FAILOVER, PAGES.autoFailover),
    'a parameter group with cluster-enabled yes needs AutomaticFailoverEnabled',
    (group) => {
      const parameters = group.target(PARAMETERS, PARAMETER_GROUP);
      const p = group.properties;
      if (!parameters || readClusterEnabled(parameters) !== true || readLayout(p).mode !== undefined) {
        return undefined;
      }
      return isDisabled(p, AUTOMATIC_FAILOVER)
        ? `'${AUTOMATIC_FAILOVER}' must be true with cluster-enabled yes of ${parameters}, got ${formatFlag(p, AUTOMATIC_FAILOVER)}; turn it on`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('TieringPolicy', PARAMETERS, PAGES.dataTiering),
    `data tiering needs a maxmemory-policy of ${TIERING_POLICIES}`,
    (group) => {
      const policy = group.target(PARAMETERS, PARAMETER_GROUP)?.properties.text('Properties.maxmemory-policy');
      return hasDataTiering(group) && policy !== undefined && !DATA_TIERING_POLICIES.includes(policy)
        ? `'${PARAMETERS}' must have a maxmemory-policy of ${TIERING_POLICIES} for data tiering, got ${formatValue(policy)}`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('TieredSnapshotNeedsTier', 'SnapshotName', PAGES.backups),
    'a snapshot of nodes with data tiering can be restored to such nodes only',
    (group) => {
      const type = group.properties.text('CacheNodeType');
      if (type === undefined || hasDataTiering(group)) {
        return undefined;
      }
      const snapshot = findTieredSnapshot(group, [group.properties.raw('SnapshotName')]);
      return (
        snapshot &&
        `'SnapshotName' of nodes of ${type} must not be a snapshot of nodes with data tiering, which is restored to such nodes only, got ${snapshot}; ` +
          'choose nodes of cache.r6gd'
      );
    },
  ),
  crossResourceRule(
    metadata('EndpointsFitClusterMode', 'ClusterMode', PAGES.endpoints),
    'PrimaryEndPoint and ReaderEndPoint are there without cluster mode, ConfigurationEndPoint with it',
    (group) => {
      const clusterMode = readEffectiveClusterMode(group);
      if (clusterMode === undefined) {
        return undefined;
      }
      const used = [...(group.template.findUsedAttributes(group.logicalId) ?? [])];
      const invalid = UNAVAILABLE_ENDPOINTS[clusterMode].flatMap((endpoint) =>
        used.filter((attribute) => attribute.split('.')[0] === endpoint),
      );
      const available = clusterMode === 'enabled' ? 'ConfigurationEndPoint' : 'PrimaryEndPoint or ReaderEndPoint';
      return invalid.length > 0
        ? `'ClusterMode' ${clusterMode} has no ${invalid.join(', ')}, to which something refers; use ${available}`
        : undefined;
    },
  ),
  crossResourceRule(
    { ...metadata('ReshardingOnline', 'NumNodeGroups', RESHARDING), severity: 'warning' },
    'a group with several shards should have the UpdatePolicy UseOnlineResharding: changing their number replaces it otherwise',
    (group) =>
      group.properties.has('NumNodeGroups') &&
      readEffectiveClusterMode(group) === 'enabled' &&
      group.attribute('UpdatePolicy.UseOnlineResharding') === undefined
        ? "'NumNodeGroups' cannot change without replacing the group, got no UpdatePolicy; set its UseOnlineResharding to true"
        : undefined,
  ),
];

function formatEngineFix(p: PropertyReader, engine: string): string {
  if (engine !== 'memcached') {
    return '';
  }
  return p.isConstruct ? '; use MemcachedCluster for Memcached' : '; use AWS::ElastiCache::CacheCluster for Memcached';
}

/** Whether a parameter group enables cluster mode, or undefined if it is unresolved. */
function readClusterEnabled({ properties }: TemplateResource): boolean | undefined {
  if (!properties.has('Properties.cluster-enabled')) {
    return false;
  }
  const value = properties.text('Properties.cluster-enabled');
  return value === undefined ? undefined : value === 'yes';
}

/** The cluster mode according to the group and its parameter group, or undefined if it is compatible or unresolved. */
function readEffectiveClusterMode(group: TemplateResource): 'enabled' | 'disabled' | undefined {
  const { mode } = readLayout(group.properties);
  if (mode !== undefined) {
    return mode === 'compatible' ? undefined : mode;
  }
  const parameters = group.target(PARAMETERS, PARAMETER_GROUP);
  const clusterEnabled = parameters && readClusterEnabled(parameters);
  if (clusterEnabled === undefined) {
    return undefined;
  }
  return clusterEnabled ? 'enabled' : 'disabled';
}
