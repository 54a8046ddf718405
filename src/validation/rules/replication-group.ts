import { formatList } from '../../private/text';
import { DATA_TIERING_POLICIES, LIMITS, NAME_PATTERN } from '../../service-data/limits';
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
  distinctElements,
  rule,
  formatValue,
  tagRules,
  templateRule,
  textFormat,
} from '../rule-builders';
import { cacheAccessRules, iamUserRule } from './cache-access';
import { readEngine, engineRules, versionPinnedRule } from './nodes/engine';
import { groupEnvironmentRules } from './nodes/groups';
import { logDeliveryRules, logDestinationRules } from './nodes/log-delivery';
import { networkRules } from './nodes/network';
import { nodeTypeRules, readNodeFamily } from './nodes/node-type';
import { notificationRules } from './nodes/notifications';
import { readParameterGroup } from './nodes/parameter-group';
import { restoreRules, snapshotEnvironmentRules } from './nodes/restore';
import { windowRules } from './nodes/windows';
import { PAGES } from './pages';
import { CLUSTER_MODE_RULES } from './replication-group/cluster-mode';
import { DATA_TIERING_RULES } from './replication-group/data-tiering';
import { DURABILITY_RULES } from './replication-group/durability';
import { readLayout } from './replication-group/layout';
import { PLACEMENT_RULES } from './replication-group/placement';
import { SECONDARY_RULES } from './replication-group/secondary';
import { SECURITY_RULES } from './replication-group/security';
import { SLOT_RULES } from './replication-group/slots';
import { subnetSizeRule } from './replication-group/subnet-size';
import { TOPOLOGY_RULES } from './replication-group/topology';
import { uniqueNameRule } from './resource';
import { hasDataTiering, keyRules, referenceRule, findTieredSnapshot } from './shared-cross-resource-rules';

const RESHARDING =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html';
const DESCRIPTION = 'ReplicationGroupDescription';
const PARAMETERS = 'CacheParameterGroupName';
const PARAMETER_GROUP = 'AWS::ElastiCache::ParameterGroup';
const PRIMARY_CLUSTER = 'PrimaryClusterId';
const CACHE_CLUSTER = 'AWS::ElastiCache::CacheCluster';

const TIERING_POLICIES = formatList(DATA_TIERING_POLICIES, 'or');

/** The endpoint attributes that a group does not support, by cluster mode. */
const UNAVAILABLE_ENDPOINTS = {
  enabled: ['PrimaryEndPoint', 'ReaderEndPoint', 'ReadEndPoint'],
  disabled: ['ConfigurationEndPoint'],
};

const metadata = createMetadataFactory('ReplicationGroup', PAGES.createReplicationGroup);

export const REPLICATION_GROUP_RULES: RuleSet = [
  rule(
    metadata('DescriptionMissing', DESCRIPTION),
    'ReplicationGroupDescription must have at least one character',
    (p) => {
      if (p.has(DESCRIPTION) && p.text(DESCRIPTION) !== '') {
        return undefined;
      }
      const problem = p.has(DESCRIPTION) ? 'must have at least one character, but got ""' : 'is missing';
      return `${p.name(DESCRIPTION)} ${problem}. Describe the purpose of the replication group.`;
    },
  ),
  textFormat(
    metadata('IdInvalid', 'ReplicationGroupId'),
    { max: LIMITS.replicationGroupId.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.replicationGroupId.maxLength),
    NAME_FIX,
  ),
  forTemplates(lowerCaseText(metadata('IdNotLowercase', 'ReplicationGroupId'))),
  rule(metadata('EngineInvalid', 'Engine'), 'Engine must be valkey or redis', (p) => {
    const engine = p.text('Engine') ?? (p.has('Engine') ? undefined : readEngine(p)?.name);
    if (engine === undefined || engine === 'valkey' || engine === 'redis') {
      return undefined;
    }
    return p.isConstruct
      ? `${p.name('Engine')} must be a version of Valkey or Redis OSS, but got the engine ${formatValue(engine)}.${formatEngineFix(p, engine)}`
      : `${p.name('Engine')} must be valkey or redis, but got ${formatValue(engine)}.${formatEngineFix(p, engine)}`;
  }),
  ...engineRules(metadata),
  versionPinnedRule(metadata),
  rule(metadata('NodeTypeMissing', 'CacheNodeType', PAGES.nodeTypes), 'CacheNodeType must be specified', (p) =>
    p.has('CacheNodeType') || p.has('GlobalReplicationGroupId') || p.has('PrimaryClusterId')
      ? undefined
      : `${p.name('CacheNodeType')} is missing. Set it to a node type, such as cache.r7g.large.`,
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
  distinctElements(metadata('DuplicateSecurityGroups', 'SecurityGroupIds')),
  ...windowRules(metadata),
  ...restoreRules(metadata),
  distinctElements(metadata('DuplicateSnapshotFiles', 'SnapshotArns')),
  ...snapshotEnvironmentRules(metadata),
  ...logDeliveryRules(metadata),
  ...logDestinationRules(metadata),
  ...groupEnvironmentRules(metadata),
  ...notificationRules(metadata),
  ...SECONDARY_RULES,
  ...tagRules(metadata),
  uniqueNameRule(metadata, 'ReplicationGroup'),
  ...cacheAccessRules(metadata, 'UserGroupIds', 'EngineVersion'),
  iamUserRule(metadata),
  ...keyRules(metadata),
  referenceRule(metadata, 'CacheSubnetGroupName', 'AWS::ElastiCache::SubnetGroup'),
  referenceRule(metadata, PARAMETERS, PARAMETER_GROUP),
  referenceRule(metadata, 'UserGroupIds', 'AWS::ElastiCache::UserGroup'),
  referenceRule(metadata, PRIMARY_CLUSTER, CACHE_CLUSTER),
  crossResourceRule(
    metadata('PrimaryClusterIsMemcached', PRIMARY_CLUSTER),
    'PrimaryClusterId must be the name of a Redis OSS cluster',
    (group) => {
      const cluster = group.target(PRIMARY_CLUSTER, CACHE_CLUSTER);
      return cluster?.text('Engine') === 'memcached'
        ? `${group.name(PRIMARY_CLUSTER)} must be the name of a Redis OSS cluster, but got ${cluster} with the engine memcached. Use a Redis OSS cluster, or remove ${group.name(PRIMARY_CLUSTER)}.`
        : undefined;
    },
  ),
  subnetSizeRule(metadata),
  crossResourceRule(
    metadata('EvictionPolicyUnsupportedByDataTiering', PARAMETERS, PAGES.dataTiering),
    `maxmemory-policy must be ${TIERING_POLICIES} if the nodes have data tiering`,
    (group) => {
      const policy = group.target(PARAMETERS, PARAMETER_GROUP)?.text('Properties.maxmemory-policy');
      return hasDataTiering(group) && policy !== undefined && !DATA_TIERING_POLICIES.includes(policy)
        ? `${group.name(PARAMETERS)} must set maxmemory-policy to a value that data tiering supports, but got ${formatValue(policy)}. Set maxmemory-policy to ${TIERING_POLICIES}.`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('SnapshotRequiresDataTiering', 'SnapshotName', PAGES.backups),
    'a snapshot of nodes with data tiering can only be restored to nodes with data tiering',
    (group) => {
      const family = readNodeFamily(group);
      const snapshot = family && !family.dataTiering ? findTieredSnapshot(group, ['SnapshotName']) : undefined;
      return (
        snapshot &&
        `${group.name('SnapshotName')} must refer to a snapshot of nodes without data tiering, because ${group.text('CacheNodeType')} does not support data tiering, but got ${snapshot}, whose nodes have data tiering. ` +
          `Use a snapshot of nodes without data tiering, or set ${group.name('CacheNodeType')} to a node type of the family r6gd.`
      );
    },
  ),
  templateRule(
    metadata('EndpointUnavailable', 'ClusterMode', PAGES.endpoints),
    'PrimaryEndPoint and ReaderEndPoint require cluster mode disabled, and ConfigurationEndPoint requires cluster mode enabled',
    (group) => {
      const clusterMode = readEffectiveClusterMode(group);
      // The rule EngineInvalid reports Memcached.
      if (clusterMode === undefined || isOneOf(group, 'Engine', 'memcached')) {
        return undefined;
      }
      const invalid = UNAVAILABLE_ENDPOINTS[clusterMode].flatMap((endpoint) =>
        group.usedAttributes.filter((attribute) => attribute.split('.')[0] === endpoint),
      );
      const available = clusterMode === 'enabled' ? 'ConfigurationEndPoint' : 'PrimaryEndPoint or ReaderEndPoint';
      return invalid.length > 0
        ? `${formatClusterMode(group, clusterMode)} does not support ${formatList(invalid.map((attribute) => group.formatAttributeUse(attribute)))}. Use the attributes of ${available}.`
        : undefined;
    },
  ),
  templateRule(
    { ...metadata('OnlineReshardingDisabled', 'NumNodeGroups', RESHARDING), severity: 'warning' },
    'UpdatePolicy should specify UseOnlineResharding if cluster mode is enabled, because CloudFormation otherwise replaces the replication group when the number of shards changes',
    (group) =>
      group.has('NumNodeGroups') &&
      readEffectiveClusterMode(group) === 'enabled' &&
      group.attribute('UpdatePolicy.UseOnlineResharding') === undefined
        ? "'NumNodeGroups' cannot be changed in place, because UpdatePolicy does not specify UseOnlineResharding. CloudFormation replaces the replication group when the number of shards changes. Set UseOnlineResharding in UpdatePolicy to true."
        : undefined,
  ),
];

function formatEngineFix(p: PropertyReader, engine: string): string {
  if (engine !== 'memcached') {
    return ' Use one of these engines.';
  }
  return p.isConstruct ? ' Use MemcachedCluster for Memcached.' : ' Use AWS::ElastiCache::CacheCluster for Memcached.';
}

/** Formats the cluster mode as the subject of a message, which can be specified or result from other properties. */
function formatClusterMode(group: ResourceView, clusterMode: string): string {
  return group.has('ClusterMode')
    ? `'ClusterMode' is "${clusterMode}", which`
    : `'ClusterMode' is missing, and the other properties result in cluster mode ${clusterMode}, which`;
}

/** Reads the cluster mode of the group or its parameter group. Returns undefined if it is compatible or unresolved. */
function readEffectiveClusterMode(group: ResourceView): 'enabled' | 'disabled' | undefined {
  const { mode } = readLayout(group);
  if (mode !== undefined) {
    return mode === 'compatible' ? undefined : mode;
  }
  const clusterEnabled = group.has('ClusterMode') ? undefined : readParameterGroup(group)?.clusterMode;
  if (clusterEnabled === undefined) {
    return undefined;
  }
  return clusterEnabled ? 'enabled' : 'disabled';
}
