import { listShardPaths, readLayout } from './layout';
import { isIntegerInRange } from '../../../private/ranges';
import { formatList, pluralize } from '../../../private/text';
import { compareVersions } from '../../../private/versions';
import { LIMITS } from '../../../service-data/limits';
import type { PropertyReader } from '../../property-reader';
import type { RuleSet } from '../../rule';
import { createMetadataFactory, integerRange, rule } from '../../rule-builders';
import { readEngine } from '../nodes/engine';
import { PAGES } from '../pages';

const REPLICATION_GROUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis.Groups.html';
const SHARDS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Shards.html';
const CONFIGURATION = 'NodeGroupConfiguration';
const SHARD_COUNT = 'NumNodeGroups';
const NODE_COUNT = 'NumCacheClusters';
const REPLICA_COUNT = 'ReplicasPerNodeGroup';

/**
 * The first Redis OSS version with the same maximum number of nodes as Valkey.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html
 */
const FIRST_REDIS_VERSION_WITH_MAX_NODES = '5.0.6';

const metadata = createMetadataFactory('ReplicationGroup', SHARDS);

/** Validates the numbers of nodes, shards, and replicas. */
export const TOPOLOGY_RULES: RuleSet = [
  rule(
    metadata('NodeCountOutOfRange', NODE_COUNT, REPLICATION_GROUPS),
    `NumCacheClusters must be a whole number from ${LIMITS.nodesWithoutShards.min} to ${LIMITS.nodesWithoutShards.max} nodes`,
    (p) => {
      const { min, max } = LIMITS.nodesWithoutShards;
      const nodeCount = p.number(NODE_COUNT);
      if (nodeCount === undefined || isIntegerInRange(nodeCount, { min, max })) {
        return undefined;
      }
      // The prop of constructs is the number of replicas, without the primary.
      return p.isConstruct
        ? `${p.name(NODE_COUNT)} must be a whole number from ${min - 1} to ${max - 1} replicas, but got ${nodeCount - 1}. Use a number in this range.`
        : `${p.name(NODE_COUNT)} must be a whole number from ${min} to ${max} nodes, but got ${nodeCount}. Use a number in this range.`;
    },
  ),
  integerRange(metadata('ShardCountOutOfRange', SHARD_COUNT, SHARDS), { ...LIMITS.shards, unit: 'shards' }),
  integerRange(metadata('ReplicaCountOutOfRange', REPLICA_COUNT, SHARDS), {
    ...LIMITS.replicasPerShard,
    unit: 'replicas',
  }),
  rule(
    metadata('ShardReplicaCountOutOfRange', CONFIGURATION, SHARDS),
    `ReplicaCount must be a whole number from ${LIMITS.replicasPerShard.min} to ${LIMITS.replicasPerShard.max}`,
    (p) => {
      const range = LIMITS.replicasPerShard;
      const invalid = listShardPaths(p)
        .map((shard) => p.number(`${shard}.ReplicaCount`))
        .filter((count) => count !== undefined)
        .filter((count) => !isIntegerInRange(count, range));
      return invalid.length > 0
        ? `${p.name(CONFIGURATION)} must specify ${range.min} to ${range.max} replicas for each shard, but got ${formatList(invalid.map(String))}. Use a number in this range.`
        : undefined;
    },
  ),
  rule(
    metadata('NodeCountsConflict', NODE_COUNT, REPLICATION_GROUPS),
    'NumCacheClusters cannot be combined with several shards',
    (p) => {
      const { shardCount = 1 } = readLayout(p);
      const other = p.has(SHARD_COUNT) ? SHARD_COUNT : CONFIGURATION;
      return p.has(NODE_COUNT) && shardCount > 1
        ? `${p.name(NODE_COUNT)} cannot be combined with several shards, but ${p.name(other)} specifies ${shardCount}. ` +
            `Use ${p.name(REPLICA_COUNT)} instead of ${p.name(NODE_COUNT)}.`
        : undefined;
    },
  ),
  rule(
    { ...metadata('ReplicaCountRedundant', NODE_COUNT, REPLICATION_GROUPS), severity: 'warning' },
    'NumCacheClusters should not be combined with ReplicasPerNodeGroup',
    (p) => {
      const { shardCount = 1 } = readLayout(p);
      return p.has(NODE_COUNT) && p.has(REPLICA_COUNT) && shardCount <= 1
        ? `${p.name(NODE_COUNT)} should not be combined with ${p.name(REPLICA_COUNT)}, because both specify the number of replicas. Remove one of them.`
        : undefined;
    },
  ),
  rule(
    metadata('ShardCountMismatch', CONFIGURATION, SHARDS),
    'NodeGroupConfiguration must contain as many shards as NumNodeGroups',
    (p) => {
      const [shards, described] = [p.number(SHARD_COUNT), p.count(CONFIGURATION)];
      if (shards === undefined || described === undefined || shards === described) {
        return undefined;
      }
      const change = `${described < shards ? 'Add' : 'Remove'} ${pluralize(Math.abs(shards - described), 'shard')}`;
      return `${p.name(CONFIGURATION)} must contain as many shards as ${p.name(SHARD_COUNT)}, which is ${shards}, but got ${described}. ${change}, or set ${p.name(SHARD_COUNT)} to ${described}.`;
    },
  ),
  rule(
    metadata('PrimaryClusterConflictsWithClusterMode', 'PrimaryClusterId', REPLICATION_GROUPS),
    'PrimaryClusterId is not allowed if cluster mode is enabled',
    (p) =>
      p.has('PrimaryClusterId') && readLayout(p).mode === 'enabled'
        ? `${p.name('PrimaryClusterId')} is not allowed if cluster mode is enabled. Remove it, and restore a snapshot of the cluster with ${p.name('SnapshotName')}.`
        : undefined,
  ),
  rule(
    metadata('NodeCountExceedsLimit', SHARD_COUNT, PAGES.quotas),
    `a replication group must have at most ${LIMITS.nodesOfShards.max} nodes`,
    (p) => {
      const { nodeCount } = readLayout(p);
      const max = findMaxNodeCount(p);
      return nodeCount !== undefined && nodeCount > max
        ? `${p.name(SHARD_COUNT)} must result in at most ${max} nodes, including replicas, but got ${nodeCount}. Use fewer replicas, or fewer shards with larger nodes.`
        : undefined;
    },
  ),
  rule(
    { ...metadata('NodeCountExceedsQuota', SHARD_COUNT, PAGES.quotas), severity: 'warning' },
    `a replication group with more than ${LIMITS.nodesOfShards.quota} nodes requires a quota increase`,
    (p) => {
      const { nodeCount } = readLayout(p);
      const { quota, max } = LIMITS.nodesOfShards;
      return nodeCount !== undefined && nodeCount > quota && nodeCount <= max
        ? `${p.name(SHARD_COUNT)} should result in at most ${quota} nodes, including replicas, but got ${nodeCount}. More than ${quota} nodes exceed the default quota, so the deployment fails without a quota increase. Request a quota increase before you deploy.`
        : undefined;
    },
  ),
  rule(
    { ...metadata('ReplicaCountsConflict', REPLICA_COUNT, SHARDS), severity: 'warning' },
    'ReplicasPerNodeGroup should not be combined with NodeGroupConfiguration, because CloudFormation then replaces the replication group when the number of replicas changes',
    (p) =>
      p.has(REPLICA_COUNT) && p.has(CONFIGURATION)
        ? `${p.name(REPLICA_COUNT)} should not be combined with ${p.name(CONFIGURATION)}, because CloudFormation then replaces the replication group when the number of replicas changes. Remove one of them.`
        : undefined,
  ),
];

function findMaxNodeCount(p: PropertyReader): number {
  const engine = readEngine(p);
  return engine?.name === 'redis' && compareVersions(engine.version, FIRST_REDIS_VERSION_WITH_MAX_NODES) < 0
    ? LIMITS.nodesOfShards.maxBeforeRedis506
    : LIMITS.nodesOfShards.max;
}
