import { LIMITS, NAME_PATTERN } from '../../service-data/limits';
import type { RuleSet } from '../rule';
import {
  NAME_FIX,
  describeNameRequirement,
  createMetadataFactory,
  keyFormat,
  crossResourceRule,
  requiredProperty,
  rule,
  formatValue,
  tagRules,
  textFormat,
} from '../rule-builders';
import { sameAccountRule, sameRegionRule } from './environment';
import { deletionPolicyRule, snapshotTypeRegionRule, uniqueNameRule } from './resource';
import { keyRules, referenceRule } from './shared-cross-resource-rules';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateSnapshot.html';
const MANUAL = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-manual.html';

/** The id of a node in a replication group in which cluster mode is enabled: `<group>-<shard>-<node>`. */
const SHARD_NODE_PATTERN = /^.+-\d{4}-\d{3}$/;

const SOURCE = {
  property: 'ReplicationGroupId',
  types: ['AWS::ElastiCache::ReplicationGroup'],
  idPrefix: 'ReplicationGroup',
  thing: 'a replication group',
  holdsArns: true,
  see: CREATE,
};

const metadata = createMetadataFactory('Snapshot', CREATE);

export const SNAPSHOT_RULES: RuleSet = [
  requiredProperty(metadata('NameMissing', 'SnapshotName'), 'Set it to a name such as "sessions-1".'),
  textFormat(
    metadata('NameInvalid', 'SnapshotName'),
    { max: LIMITS.snapshotName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.snapshotName.maxLength),
    NAME_FIX,
  ),
  rule(
    metadata('SourceInvalid', 'ReplicationGroupId'),
    'exactly one of ReplicationGroupId and CacheClusterId must be specified',
    (p) => {
      const sources = ['ReplicationGroupId', 'CacheClusterId'].filter((path) => p.has(path));
      if (sources.length === 1) {
        return undefined;
      }
      const [group, cluster] = [p.name('ReplicationGroupId'), p.name('CacheClusterId')];
      return sources.length === 0
        ? `${group} is missing. Set ${group} to a replication group, or set ${cluster} to a standalone Redis OSS cluster or to a node of a replication group with cluster mode disabled.`
        : `${group} cannot be combined with ${cluster}. Remove one of them.`;
    },
  ),
  rule(
    metadata('ShardSnapshotUnsupported', 'CacheClusterId', MANUAL),
    'CacheClusterId must not refer to a node of a replication group with cluster mode enabled, because a snapshot of such a group contains all shards',
    (p) => {
      const id = p.text('CacheClusterId');
      const fix = p.isConstruct
        ? 'ReplicationGroupSnapshotSource.fromReplicationGroup()'
        : p.name('ReplicationGroupId');
      return id !== undefined && SHARD_NODE_PATTERN.test(id)
        ? `${p.name('CacheClusterId')} must not refer to a node of a replication group with cluster mode enabled, but got ${formatValue(id)}. Use ${fix} for a snapshot of all shards.`
        : undefined;
    },
  ),
  keyFormat(metadata),
  ...tagRules(metadata),
  snapshotTypeRegionRule(metadata, 'SnapshotName'),
  deletionPolicyRule(metadata),
  uniqueNameRule(metadata, 'Snapshot'),
  ...keyRules(metadata),
  sameRegionRule(metadata, SOURCE),
  sameAccountRule(metadata, SOURCE),
  referenceRule(metadata, 'ReplicationGroupId', 'AWS::ElastiCache::ReplicationGroup'),
  referenceRule(metadata, 'CacheClusterId', 'AWS::ElastiCache::CacheCluster'),
  crossResourceRule(
    metadata('SnapshotUnsupportedByMemcached', 'CacheClusterId', MANUAL),
    'CacheClusterId must not refer to a Memcached cluster, because Memcached clusters do not support snapshots',
    (snapshot) => {
      const cluster = snapshot.target('CacheClusterId', 'AWS::ElastiCache::CacheCluster');
      return cluster?.text('Engine') === 'memcached'
        ? `${snapshot.name('CacheClusterId')} must not refer to a Memcached cluster, because Memcached clusters do not support snapshots, but got ${cluster}. Use a serverless Memcached cache, because serverless caches support snapshots.`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('SnapshotUnsupportedByNodeType', 'CacheClusterId', MANUAL),
    'CacheClusterId must not refer to a cluster of cache.t1.micro nodes, because these nodes do not support snapshots',
    (snapshot) => {
      const cluster = snapshot.target('CacheClusterId', 'AWS::ElastiCache::CacheCluster');
      const nodeType = cluster?.text('CacheNodeType');
      return nodeType?.startsWith('cache.t1.')
        ? `${snapshot.name('CacheClusterId')} must not refer to a cluster of ${nodeType} nodes, because these nodes do not support snapshots, but got ${cluster}. Use another node type for the cluster.`
        : undefined;
    },
  ),
];
