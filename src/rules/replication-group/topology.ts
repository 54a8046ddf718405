import { describedShards, layoutOf } from './layout';
import { LIMITS } from '../../facts/limits';
import { compareVersions } from '../../private/versions';
import { engineOf } from '../nodes/engine';
import type { Rule } from '../rule';
import type { AboutOf } from '../vocabulary';
import { integer, rule } from '../vocabulary';

const GROUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis.Groups.html';
const SHARDS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Shards.html';
const QUOTAS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html';

/** What is demanded of the numbers of nodes, shards and replicas. */
export function topologyRules(about: AboutOf): Rule[] {
  return [
    integer(about('NodeCount', 'NumCacheClusters', GROUPS), { ...LIMITS.nodesWithoutShards, unit: 'nodes' }),
    integer(about('ShardCount', 'NumNodeGroups', SHARDS), { ...LIMITS.shards, unit: 'shards' }),
    integer(about('ReplicaCount', 'ReplicasPerNodeGroup', SHARDS), { ...LIMITS.replicasPerShard, unit: 'replicas' }),
    rule(
      about('ShardReplicaCount', 'NodeGroupConfiguration', SHARDS),
      `ReplicaCount must be between ${LIMITS.replicasPerShard.min} and ${LIMITS.replicasPerShard.max}`,
      (p) => {
        const { min, max } = LIMITS.replicasPerShard;
        const counts = describedShards(p)
          .map((shard) => p.number(`${shard}.ReplicaCount`))
          .filter((count) => count !== undefined);
        const wrong = counts.filter((count) => !Number.isInteger(count) || count < min || count > max);
        return wrong.length > 0
          ? `${p.name('NodeGroupConfiguration')} must give each shard ${min} to ${max} replicas, got ${wrong.join(', ')}`
          : undefined;
      },
    ),
    rule(
      about('CountedOnce', 'NumCacheClusters', GROUPS),
      'NumCacheClusters must not stand beside several shards or ReplicasPerNodeGroup',
      (p) => {
        if (!p.has('NumCacheClusters')) {
          return undefined;
        }
        const { shards } = layoutOf(p);
        const other = p.has('ReplicasPerNodeGroup')
          ? 'ReplicasPerNodeGroup'
          : shards !== undefined && shards > 1
            ? p.has('NumNodeGroups')
              ? 'NumNodeGroups'
              : 'NodeGroupConfiguration'
            : undefined;
        return other
          ? `${p.name('NumCacheClusters')} must not stand beside ${p.name(other)}, got both; count the nodes of shards by ${p.name('NumNodeGroups')} and ` +
              `${p.name('ReplicasPerNodeGroup')} alone`
          : undefined;
      },
    ),
    rule(
      about('ShardsDescribed', 'NodeGroupConfiguration', SHARDS),
      'NodeGroupConfiguration must describe as many shards as NumNodeGroups',
      (p) => {
        const [shards, described] = [p.number('NumNodeGroups'), p.list('NodeGroupConfiguration')?.length];
        return shards !== undefined && described !== undefined && shards !== described
          ? `${p.name('NodeGroupConfiguration')} must describe as many shards as ${p.name('NumNodeGroups')}, got ${described} and ${shards}; describe all of them, or none`
          : undefined;
      },
    ),
    rule(
      about('PrimaryWithoutShards', 'PrimaryClusterId', GROUPS),
      'PrimaryClusterId must not be given with cluster mode enabled',
      (p) =>
        p.has('PrimaryClusterId') && layoutOf(p).mode === 'enabled'
          ? `${p.name('PrimaryClusterId')} must name the primary of a group without shards, got cluster mode enabled; start from a snapshot of the cluster instead`
          : undefined,
    ),
    rule(
      about('NodesWithinLimit', 'NumNodeGroups', QUOTAS),
      `a group must have at most ${LIMITS.nodesOfShards.max} nodes`,
      (p) => {
        const { nodes } = layoutOf(p);
        const engine = engineOf(p);
        const max =
          engine?.name === 'redis' && compareVersions(engine.version, '5.0.6') < 0
            ? LIMITS.nodesOfShards.maxBeforeRedis506
            : LIMITS.nodesOfShards.max;
        return nodes !== undefined && nodes > max
          ? `${p.name('NumNodeGroups')} must make at most ${max} nodes with the replicas, got ${nodes}; take fewer shards of larger nodes`
          : undefined;
      },
    ),
    rule(
      { ...about('NodesWithinQuota', 'NumNodeGroups', QUOTAS), severity: 'warning' },
      `a group of more than ${LIMITS.nodesOfShards.quota} nodes needs a higher quota`,
      (p) => {
        const { nodes } = layoutOf(p);
        return nodes !== undefined && nodes > LIMITS.nodesOfShards.quota && nodes <= LIMITS.nodesOfShards.max
          ? `${p.name('NumNodeGroups')} makes ${nodes} nodes with the replicas, more than the quota of ${LIMITS.nodesOfShards.quota} that an account has at first; have it raised`
          : undefined;
      },
    ),
    rule(
      { ...about('DescribedOnce', 'ReplicasPerNodeGroup', SHARDS), severity: 'warning' },
      'ReplicasPerNodeGroup should not stand beside NodeGroupConfiguration',
      (p) =>
        p.has('ReplicasPerNodeGroup') && p.has('NodeGroupConfiguration')
          ? `${p.name('ReplicasPerNodeGroup')} beside ${p.name('NodeGroupConfiguration')} replaces the group when the number of replicas changes; give one of them`
          : undefined,
    ),
  ];
}
