import { countedBy, layoutOf, moreReplicas } from './layout';
import { defaultGroupOf, needsFeature } from '../nodes/engine';
import type { Properties } from '../properties';
import type { Rule } from '../rule';
import type { AboutOf } from '../vocabulary';
import { isOneOf, oneOf, rule } from '../vocabulary';

const MODES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html';
const FAILOVER = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html';
const GROUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis-RedisCluster.html';
const BACKUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html';

const FAILS_OVER = 'AutomaticFailoverEnabled';
const MULTI_AZ = 'MultiAZEnabled';

/** What is demanded of cluster mode, and of failover, which depends on it. */
export function clusterModeRules(about: AboutOf): Rule[] {
  return [
    oneOf(about('ClusterModeKnown', 'ClusterMode', MODES), ['enabled', 'disabled', 'compatible']),
    needsFeature(
      about,
      'CompatibleNeedsVersion',
      'ClusterMode',
      'clusterModeChangeInPlace',
      MODES,
      (p) => isOneOf(p, 'ClusterMode', 'compatible'),
      'ClusterMode compatible',
    ),
    rule(
      about('OneShardUnlessEnabled', 'ClusterMode', GROUPS),
      'ClusterMode disabled and compatible go with one shard',
      (p) => {
        const { mode, shards } = layoutOf(p);
        return (mode === 'disabled' || mode === 'compatible') && shards !== undefined && shards > 1
          ? `${p.name('ClusterMode')} ${mode} goes with one shard, got ${shards}; choose enabled`
          : undefined;
      },
    ),
    rule(
      about('ClusterModeParameters', 'CacheParameterGroupName', MODES),
      'CacheParameterGroupName must name a group with cluster-enabled as ClusterMode demands',
      (p) => {
        const group = defaultGroupOf(p);
        const { mode, shards } = layoutOf(p);
        if (!group) {
          return undefined;
        }
        const name = p.text('CacheParameterGroupName');
        if (mode === 'disabled' && group.clusterMode) {
          return `${p.name('CacheParameterGroupName')} must name a group without cluster mode, got ${name}; use default.${group.family}, or enable the cluster mode`;
        }
        const needed = mode === 'enabled' || mode === 'compatible' || (shards !== undefined && shards > 1);
        return needed && !group.clusterMode
          ? `${p.name('CacheParameterGroupName')} must name a group with cluster mode for ${shards !== undefined && shards > 1 ? `${shards} shards` : `cluster mode ${mode}`}, got ${name}; ` +
              `use default.${group.family}.cluster.on, or a group of your own with cluster-enabled yes`
          : undefined;
      },
    ),
    rule(
      about('ClusterModeNeedsFailover', FAILS_OVER, FAILOVER),
      'cluster mode enabled and compatible need AutomaticFailoverEnabled',
      (p) => {
        const mode = needsFailover(p);
        return mode && isOff(p, FAILS_OVER)
          ? `${p.name(FAILS_OVER)} must be true with cluster mode ${mode}, got ${p.flag(FAILS_OVER) ?? 'nothing'}; turn it on`
          : undefined;
      },
    ),
    rule(about('CompatibleNeedsReplica', 'ClusterMode', MODES), 'ClusterMode compatible needs a replica', (p) => {
      const { mode, fewestReplicas, replicasBy } = layoutOf(p);
      return mode === 'compatible' && fewestReplicas === 0
        ? `${p.name('ClusterMode')} compatible needs a replica, got none${countedBy(p, replicasBy)}; ${moreReplicas(p, replicasBy)}`
        : undefined;
    }),
    rule(
      about('FailoverNeedsReplica', FAILS_OVER, FAILOVER),
      'AutomaticFailoverEnabled needs a replica where cluster mode is not enabled',
      (p) => {
        const { mode, fewestReplicas, replicasBy } = layoutOf(p);
        const oneNode = mode === 'disabled' || (mode === undefined && replicasBy === 'NumCacheClusters');
        return p.flag(FAILS_OVER) === true && p.flag(MULTI_AZ) !== true && oneNode && fewestReplicas === 0
          ? `${p.name(FAILS_OVER)} needs at least one replica, got none${countedBy(p, replicasBy)}; ${moreReplicas(p, replicasBy)}, or turn it off`
          : undefined;
      },
    ),
    rule(about('MultiAzNeedsFailover', MULTI_AZ, FAILOVER), 'MultiAZEnabled needs AutomaticFailoverEnabled', (p) =>
      p.flag(MULTI_AZ) === true && isOff(p, FAILS_OVER) && !needsFailover(p)
        ? `${p.name(MULTI_AZ)} needs ${p.name(FAILS_OVER)}, got ${p.flag(FAILS_OVER) ?? 'nothing'}; turn that on, or turn ${p.name(MULTI_AZ)} off`
        : undefined,
    ),
    rule(about('MultiAzNeedsReplica', MULTI_AZ, FAILOVER), 'MultiAZEnabled needs a replica in every shard', (p) => {
      const { fewestReplicas, replicasBy } = layoutOf(p);
      return p.flag(MULTI_AZ) === true && fewestReplicas === 0
        ? `${p.name(MULTI_AZ)} needs at least one replica in every shard, got none${countedBy(p, replicasBy)}; ${moreReplicas(p, replicasBy)}, or turn ${p.name(MULTI_AZ)} off`
        : undefined;
    }),
    rule(
      { ...about('ShardsShouldHaveReplicas', FAILS_OVER, FAILOVER), severity: 'warning' },
      'shards should have a replica, to which a failover can go',
      (p) => {
        const { mode, fewestReplicas, replicasBy } = layoutOf(p);
        return mode === 'enabled' && fewestReplicas === 0 && p.flag(MULTI_AZ) !== true && p.flag(FAILS_OVER) === true
          ? `${p.name(FAILS_OVER)} has nothing to fail over to in a shard without replicas, whose data go with its node; ${moreReplicas(p, replicasBy)}`
          : undefined;
      },
    ),
    rule(
      about('SnapshotOfOwnNode', 'SnapshottingClusterId', BACKUPS),
      'SnapshottingClusterId must be a node of the group',
      (p) => {
        const [group, node] = [
          p.text('ReplicationGroupId')?.toLowerCase(),
          p.text('SnapshottingClusterId')?.toLowerCase(),
        ];
        const isForeign =
          group !== undefined && node !== undefined && !node.startsWith(`${group}-`) && !p.has('PrimaryClusterId');
        return isForeign
          ? `${p.name('SnapshottingClusterId')} must be a node of the group such as ${group}-002, got ${node}`
          : undefined;
      },
    ),
    rule(
      about('SnapshotOfAllShards', 'SnapshottingClusterId', BACKUPS),
      'SnapshottingClusterId must not be given with cluster mode enabled',
      (p) =>
        p.has('SnapshottingClusterId') && layoutOf(p).mode === 'enabled'
          ? `${p.name('SnapshottingClusterId')} must be left out with cluster mode enabled, where snapshots are taken of all shards`
          : undefined,
    ),
  ];
}

/** The cluster mode that cannot be without failover. */
function needsFailover(p: Properties): string | undefined {
  const { mode } = layoutOf(p);
  return mode === 'enabled' || mode === 'compatible' ? mode : undefined;
}

/**
 * Whether a flag is false, which it also is when it is left out; not for the members of global datastores, which take
 * it over from the primary.
 */
function isOff(p: Properties, path: string): boolean {
  return p.has(path) ? p.flag(path) === false : !p.has('GlobalReplicationGroupId');
}
