import { formatClusterModeReason, formatEnabledMode, readLayout, suggestReplicas } from './layout';
import { familyOf } from '../../../service-data/engine-versions';
import { PARAMETER_FAMILIES } from '../../../service-data/parameters';
import { toText } from '../../property-reader';
import type { ResourceView } from '../../resource-view';
import type { RuleSet } from '../../rule';
import {
  createMetadataFactory,
  crossResourceRule,
  isOneOf,
  allowedValues,
  rule,
  formatValue,
} from '../../rule-builders';
import { featureRule, readEngine } from '../nodes/engine';
import type { ParameterGroup } from '../nodes/parameter-group';
import { readParameterGroup } from '../nodes/parameter-group';
import { PAGES } from '../pages';

const REPLICATION = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis-RedisCluster.html';
const CLUSTER_MODE = 'ClusterMode';
const AUTOMATIC_FAILOVER = 'AutomaticFailoverEnabled';
const MULTI_AZ = 'MultiAZEnabled';
const PARAMETER_GROUP = 'CacheParameterGroupName';
const SNAPSHOTTING_CLUSTER = 'SnapshottingClusterId';

const metadata = createMetadataFactory('ReplicationGroup', PAGES.clusterMode);

/** Validates the cluster mode, and the automatic failover and Multi-AZ settings that depend on it. */
export const CLUSTER_MODE_RULES: RuleSet = [
  allowedValues(metadata('ClusterModeInvalid', CLUSTER_MODE), ['enabled', 'disabled', 'compatible']),
  rule(
    { ...metadata('ClusterModeNotLowercase', CLUSTER_MODE), severity: 'warning' },
    'ClusterMode should be in lowercase',
    (p) => {
      // Updates fail with "Cluster mode updates are not supported": https://github.com/aws/aws-cdk/issues/33365
      const [specified, mode] = [toText(p.resolved(CLUSTER_MODE)), p.text(CLUSTER_MODE)];
      return specified === mode
        ? undefined
        : `${p.name(CLUSTER_MODE)} should be in lowercase, but got ${formatValue(specified)}. AWS accepts the value for a new replication group, but later updates can fail, because the stored value is in lowercase. Use ${formatValue(mode)}.`;
    },
  ),
  featureRule(metadata('CompatibleUnsupportedByVersion', CLUSTER_MODE), 'clusterModeChangeInPlace', {
    when: (p) => isOneOf(p, CLUSTER_MODE, 'compatible'),
    subject: 'ClusterMode compatible',
    formatSubject: (p) => `${p.name(CLUSTER_MODE)} is "compatible", which`,
  }),
  rule(
    metadata('SeveralShardsRequireClusterMode', CLUSTER_MODE, REPLICATION),
    'ClusterMode disabled and compatible allow only one shard',
    (p) => {
      const { mode, shardCount = 1 } = readLayout(p);
      const allowsOneShard = mode === 'disabled' || mode === 'compatible';
      return allowsOneShard && shardCount > 1
        ? `${p.name(CLUSTER_MODE)} is "${mode}", which allows only one shard, but got ${shardCount}. Set ${p.name(CLUSTER_MODE)} to enabled.`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('ClusterModeParameterMismatch', PARAMETER_GROUP),
    'the parameter cluster-enabled of CacheParameterGroupName must match ClusterMode and the number of shards',
    (group) => {
      const parameters = readParameterGroup(group);
      if (parameters?.clusterMode === undefined) {
        return undefined;
      }
      const layout = readLayout(group);
      if (layout.mode === 'disabled' && parameters.clusterMode) {
        return (
          `${group.name(PARAMETER_GROUP)} must refer to a parameter group with cluster-enabled set to no, because cluster mode is disabled, but got ${parameters.displayName}. ` +
          `Use a parameter group with cluster-enabled set to no, or set ${group.name(CLUSTER_MODE)} to ${formatEnabledMode(group)}.`
        );
      }
      const reason = formatClusterModeReason(layout);
      return reason !== undefined && !parameters.clusterMode
        ? `${group.name(PARAMETER_GROUP)} must refer to a parameter group with cluster-enabled set to yes, because ${reason}, but got ${parameters.displayName}. ` +
            `Use ${suggestDefaultGroup(group, parameters)}a custom parameter group with cluster-enabled set to yes.`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('ClusterModeRequiresFailover', AUTOMATIC_FAILOVER, PAGES.autoFailover),
    'AutomaticFailoverEnabled must not be false if cluster mode is enabled or compatible',
    (group) => {
      const mode = modeRequiringFailover(group);
      return mode && group.flag(AUTOMATIC_FAILOVER) === false
        ? `${group.name(AUTOMATIC_FAILOVER)} must be true if cluster mode is ${mode}, but got false. Set it to true.`
        : undefined;
    },
  ),
  rule(metadata('CompatibleRequiresReplica', CLUSTER_MODE), 'ClusterMode compatible requires a replica', (p) => {
    const { mode, minReplicaCount, replicaProperty } = readLayout(p);
    return mode === 'compatible' && minReplicaCount === 0
      ? `${p.name(CLUSTER_MODE)} is "compatible", which requires at least one replica. ${suggestReplicas(p, replicaProperty)}.`
      : undefined;
  }),
  crossResourceRule(
    metadata('FailoverRequiresReplica', AUTOMATIC_FAILOVER, PAGES.autoFailover),
    'AutomaticFailoverEnabled requires a replica, unless cluster mode is enabled',
    (p) => {
      const { mode, minReplicaCount, replicaProperty } = readLayout(p);
      const countsNodes = !p.has(CLUSTER_MODE) && mode === undefined && replicaProperty === 'NumCacheClusters';
      // A parameter group that is defined elsewhere can enable cluster mode.
      const canBeEnabled = p.has(PARAMETER_GROUP) && readParameterGroup(p)?.clusterMode !== false;
      const hasOnlyNodeCount = countsNodes && !canBeEnabled;
      const hasNoShards = mode === 'disabled' || hasOnlyNodeCount;
      return p.flag(AUTOMATIC_FAILOVER) === true && hasNoShards && minReplicaCount === 0
        ? `${p.name(AUTOMATIC_FAILOVER)} requires at least one replica. ${suggestReplicas(p, replicaProperty)}, or ${p.name(AUTOMATIC_FAILOVER)} to false.`
        : undefined;
    },
  ),
  rule(
    metadata('MultiAzRequiresFailover', MULTI_AZ, PAGES.autoFailover),
    'MultiAZEnabled requires AutomaticFailoverEnabled',
    (p) =>
      p.flag(MULTI_AZ) === true && p.flag(AUTOMATIC_FAILOVER) === false && !modeRequiringFailover(p)
        ? `${p.name(MULTI_AZ)} requires ${p.name(AUTOMATIC_FAILOVER)}. ` +
          `Set ${p.name(AUTOMATIC_FAILOVER)} to true, or ${p.name(MULTI_AZ)} to false.`
        : undefined,
  ),
  rule(
    { ...metadata('AutomaticFailoverMissing', AUTOMATIC_FAILOVER, PAGES.autoFailover), severity: 'warning' },
    'AutomaticFailoverEnabled should be specified for Redis OSS if MultiAZEnabled is true',
    (p) =>
      p.flag(MULTI_AZ) === true &&
      isOneOf(p, 'Engine', 'redis') &&
      !p.has(AUTOMATIC_FAILOVER) &&
      !modeRequiringFailover(p)
        ? `${p.name(AUTOMATIC_FAILOVER)} is missing, but ${p.name(MULTI_AZ)} requires automatic failover, and the AWS documentation is inconsistent about the default value. Set ${p.name(AUTOMATIC_FAILOVER)} to true.`
        : undefined,
  ),
  rule(
    metadata('MultiAzRequiresReplica', MULTI_AZ, PAGES.autoFailover),
    'MultiAZEnabled requires a replica in every shard',
    (p) => {
      const { minReplicaCount, replicaProperty } = readLayout(p);
      return p.flag(MULTI_AZ) === true && minReplicaCount === 0
        ? `${p.name(MULTI_AZ)} requires at least one replica in every shard. ` +
            `${suggestReplicas(p, replicaProperty)}, or ${formatFailoverProperties(p)} to false.`
        : undefined;
    },
  ),
  rule(
    { ...metadata('ShardsWithoutReplicas', AUTOMATIC_FAILOVER, PAGES.autoFailover), severity: 'warning' },
    'each shard should have a replica if AutomaticFailoverEnabled is true, because ElastiCache can only fail over to a replica',
    (p) => {
      const { mode, minReplicaCount, replicaProperty } = readLayout(p);
      return p.flag(AUTOMATIC_FAILOVER) === true && mode === 'enabled' && minReplicaCount === 0
        ? `${p.name(AUTOMATIC_FAILOVER)} has no effect on shards without replicas, so the data of such a shard is lost when the node fails. ` +
            `${suggestReplicas(p, replicaProperty)}.`
        : undefined;
    },
  ),
  rule(
    metadata('SnapshottingClusterInOtherGroup', SNAPSHOTTING_CLUSTER, PAGES.automaticBackups),
    'SnapshottingClusterId must be the id of a node of the replication group',
    (p) => {
      const group = p.text('ReplicationGroupId')?.toLowerCase();
      const node = p.text(SNAPSHOTTING_CLUSTER)?.toLowerCase();
      if (group === undefined || node === undefined || node.startsWith(`${group}-`) || p.has('PrimaryClusterId')) {
        return undefined;
      }
      return `${p.name(SNAPSHOTTING_CLUSTER)} must be the id of a node of the replication group, but got ${node}. Use an id such as ${group}-002.`;
    },
  ),
  rule(
    metadata('SnapshottingClusterConflictsWithClusterMode', SNAPSHOTTING_CLUSTER, PAGES.automaticBackups),
    'SnapshottingClusterId is not allowed if cluster mode is enabled',
    (p) =>
      p.has(SNAPSHOTTING_CLUSTER) && readLayout(p).mode === 'enabled'
        ? `${p.name(SNAPSHOTTING_CLUSTER)} is not allowed if cluster mode is enabled, because snapshots contain all shards. Remove ${p.name(SNAPSHOTTING_CLUSTER)}.`
        : undefined,
  ),
];

/** Formats the properties that are false without replicas. A missing failover setting follows from Multi-AZ. */
function formatFailoverProperties(p: ResourceView): string {
  const needsBoth = !p.isConstruct && p.flag(AUTOMATIC_FAILOVER) !== false && !modeRequiringFailover(p);
  return needsBoth ? `${p.name(MULTI_AZ)} and ${p.name(AUTOMATIC_FAILOVER)}` : p.name(MULTI_AZ);
}

/** Suggests the default parameter group with cluster mode of a family that the engine can have. */
function suggestDefaultGroup(group: ResourceView, parameters: ParameterGroup): string {
  const engine = readEngine(group);
  const family = engine ? familyOf(engine.name, engine.version) : parameters.family;
  const hasDefaultGroup = family !== undefined && Object.hasOwn(PARAMETER_FAMILIES, family);
  return hasDefaultGroup && !family.startsWith('memcached') ? `default.${family}.cluster.on, or ` : '';
}

/** Returns the cluster mode if it requires automatic failover. */
function modeRequiringFailover(group: ResourceView): string | undefined {
  const { mode = readParameterGroup(group)?.clusterMode ? 'enabled' : undefined } = readLayout(group);
  return mode === 'enabled' || mode === 'compatible' ? mode : undefined;
}
