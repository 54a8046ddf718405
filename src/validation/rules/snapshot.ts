import { LIMITS, NAME_PATTERN } from '../../service-data/limits';
import type { RuleSet } from '../rule';
import {
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
/** The id of a node in a group with shards: `<group>-<shard>-<node>`. */
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
  requiredProperty(metadata('NameMissing', 'SnapshotName'), 'give the snapshot a name'),
  textFormat(
    metadata('NameInvalid', 'SnapshotName'),
    { max: LIMITS.snapshotName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.snapshotName.maxLength),
  ),
  rule(
    metadata('SourceInvalid', 'ReplicationGroupId'),
    'exactly one of ReplicationGroupId and CacheClusterId must be given',
    (p) => {
      const sources = ['ReplicationGroupId', 'CacheClusterId'].filter((path) => p.has(path));
      if (sources.length === 1) {
        return undefined;
      }
      const actual = sources.length === 0 ? 'neither' : 'both';
      return (
        `exactly one of ${p.name('ReplicationGroupId')} and ${p.name('CacheClusterId')} must be given, got ${actual}; ` +
        'give the group, or one node of a group without shards'
      );
    },
  ),
  rule(
    metadata('ShardSnapshotUnsupported', 'CacheClusterId', MANUAL),
    'CacheClusterId must not be a node of a group with shards, of which all shards are saved together',
    (p) => {
      const id = p.text('CacheClusterId');
      return id !== undefined && SHARD_NODE_PATTERN.test(id)
        ? `${p.name('CacheClusterId')} must not be a node of a group with shards, got ${formatValue(id)}; give ${p.name('ReplicationGroupId')}, which saves all shards`
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
    'CacheClusterId must not be a Memcached cluster, of which there are no snapshots',
    (snapshot) => {
      const cluster = snapshot.target('CacheClusterId', 'AWS::ElastiCache::CacheCluster');
      return cluster?.text('Engine') === 'memcached'
        ? `${snapshot.name('CacheClusterId')} must not be a Memcached cluster, of which there are no snapshots, got ${cluster}; a serverless Memcached cache has them`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('SnapshotUnsupportedByNodeType', 'CacheClusterId', MANUAL),
    'CacheClusterId must not be a cluster of cache.t1.micro, of which there are no snapshots',
    (snapshot) => {
      const cluster = snapshot.target('CacheClusterId', 'AWS::ElastiCache::CacheCluster');
      const nodeType = cluster?.text('CacheNodeType');
      return nodeType?.startsWith('cache.t1.')
        ? `${snapshot.name('CacheClusterId')} must not be a cluster of ${nodeType}, of which there are no snapshots, got ${cluster}; choose a larger node type`
        : undefined;
    },
  ),
];
