import { KEY_ARN_PATTERN, LIMITS, NAME_PATTERN } from '../../service-data/limits';
import type { CrossResourceRuleSet, RuleSet } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import {
  describeNameRequirement,
  keyFormat,
  crossResourceRule,
  required,
  rule,
  formatValue,
  tagRules,
  text,
} from '../rule-builders';
import { symmetricKeyRule, referenceRule } from './shared-cross-resource-rules';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateSnapshot.html';
const MANUAL = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-manual.html';
/** The id of a node in a group with shards: `<group>-<shard>-<node>`. */
const SHARD_NODE_PATTERN = /^.+-\d{4}-\d{3}$/;
const CREATE_SERVERLESS =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCacheSnapshot.html';
const QUOTAS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html';

const metadata: RuleMetadataFactory = (id, property, see = CREATE) => ({ id: `Snapshot.${id}`, property, see });

/** Validates the properties of `AWS::ElastiCache::Snapshot`. */
export const SNAPSHOT_RULES: RuleSet = [
  required(metadata('NameGiven', 'SnapshotName'), 'give the snapshot a name'),
  text(
    metadata('NameForm', 'SnapshotName'),
    { max: LIMITS.snapshotName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.snapshotName.maxLength),
  ),
  rule(
    metadata('OneSource', 'ReplicationGroupId'),
    'exactly one of ReplicationGroupId and CacheClusterId must be given',
    (p) => {
      const sources = ['ReplicationGroupId', 'CacheClusterId'].filter((path) => p.has(path));
      if (sources.length === 1) {
        return undefined;
      }
      return (
        `exactly one of ${p.name('ReplicationGroupId')} and ${p.name('CacheClusterId')} must be given, got ${sources.length === 0 ? 'neither' : 'both'}; ` +
        'give the group, or one node of a group without shards'
      );
    },
  ),
  rule(
    metadata('ShardsTogether', 'CacheClusterId', MANUAL),
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
];

const serverlessMetadata: RuleMetadataFactory = (id, property, see = CREATE_SERVERLESS) => ({
  id: `ServerlessCacheSnapshot.${id}`,
  property,
  see,
});

/** Validates the properties of `AWS::ElastiCache::ServerlessCacheSnapshot`. */
export const SERVERLESS_CACHE_SNAPSHOT_RULES: RuleSet = [
  required(serverlessMetadata('NameGiven', 'ServerlessCacheSnapshotName'), 'give the snapshot a name'),
  text(
    serverlessMetadata('NameForm', 'ServerlessCacheSnapshotName'),
    { max: LIMITS.snapshotName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.snapshotName.maxLength),
  ),
  required(serverlessMetadata('CacheGiven', 'ServerlessCacheName'), 'name the cache of which it is a snapshot'),
  text(
    serverlessMetadata('CacheNameForm', 'ServerlessCacheName'),
    { max: LIMITS.serverlessCacheName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.serverlessCacheName.maxLength),
  ),
  text(
    serverlessMetadata('KeyArn', 'KmsKeyId'),
    { pattern: KEY_ARN_PATTERN },
    'must be the ARN of a key, as CloudFormation reads it back: another form shows up as drift',
  ),
  ...tagRules(serverlessMetadata),
];

/** Validates a snapshot against its source. */
export const SNAPSHOT_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  symmetricKeyRule('Snapshot'),
  referenceRule('Snapshot', 'ReplicationGroupId', 'AWS::ElastiCache::ReplicationGroup'),
  referenceRule('Snapshot', 'CacheClusterId', 'AWS::ElastiCache::CacheCluster'),
  crossResourceRule(
    metadata('NotOfMemcached', 'CacheClusterId', MANUAL),
    'CacheClusterId must not be a Memcached cluster, of which there are no snapshots',
    (snapshot) => {
      const cluster = snapshot.target('CacheClusterId', 'AWS::ElastiCache::CacheCluster');
      return cluster?.properties.text('Engine') === 'memcached'
        ? `'CacheClusterId' must not be a Memcached cluster, of which there are no snapshots, got ${cluster}; a serverless Memcached cache has them`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('NotOfT1', 'CacheClusterId', MANUAL),
    'CacheClusterId must not be a cluster of cache.t1.micro, of which there are no snapshots',
    (snapshot) => {
      const cluster = snapshot.target('CacheClusterId', 'AWS::ElastiCache::CacheCluster');
      return cluster?.properties.text('CacheNodeType')?.startsWith('cache.t1.')
        ? `'CacheClusterId' must not be a cluster of ${cluster.properties.text('CacheNodeType')}, of which there are no snapshots, got ${cluster}; choose a larger node type`
        : undefined;
    },
  ),
];

/** Validates a snapshot of a serverless cache against related resources. */
export const SERVERLESS_CACHE_SNAPSHOT_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  symmetricKeyRule('ServerlessCacheSnapshot'),
  referenceRule('ServerlessCacheSnapshot', 'ServerlessCacheName', 'AWS::ElastiCache::ServerlessCache'),
  crossResourceRule(
    { id: 'ServerlessCacheSnapshot.SnapshotsPerDay', property: 'ServerlessCacheName', see: QUOTAS },
    `a cache must not have more than ${LIMITS.serverlessSnapshotsPerDay.max} snapshots taken of it in a day`,
    (snapshot) => {
      const { max } = LIMITS.serverlessSnapshotsPerDay;
      const source = JSON.stringify(snapshot.properties.raw('ServerlessCacheName'));
      const snapshots = snapshot.template
        .resourcesOfType(snapshot.type)
        .filter(({ properties }) => JSON.stringify(properties.raw('ServerlessCacheName')) === source);
      // Only the first snapshot above the limit reports the error.
      return snapshots[max] === snapshot
        ? `'ServerlessCacheName' must not have more than ${max} snapshots taken of it in a day, got ${snapshots.length} in one template`
        : undefined;
    },
  ),
];
