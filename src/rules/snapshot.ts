import type { RuleSet } from './rule';
import type { AboutOf } from './vocabulary';
import { keyForm, required, rule, shown, tagRules, text } from './vocabulary';
import { LIMITS, NAME_DEMAND, NAME_PATTERN } from '../facts/limits';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateSnapshot.html';
const MANUAL = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-manual.html';
const about: AboutOf = (id, property, see = CREATE) => ({ id: `Snapshot.${id}`, property, see });

/** The id of a node in a group with shards: that of the group, of the shard and of the node. */
const NODE_OF_SHARD = /^.+-\d{4}-\d{3}$/;

/** What AWS demands of `AWS::ElastiCache::Snapshot`. */
export const SNAPSHOT_RULES: RuleSet = [
  required(about('NameGiven', 'SnapshotName'), 'give the snapshot a name'),
  text(
    about('NameForm', 'SnapshotName'),
    { max: LIMITS.snapshotName.maxLength, pattern: NAME_PATTERN },
    NAME_DEMAND(LIMITS.snapshotName.maxLength),
  ),
  rule(
    about('OneSource', 'ReplicationGroupId'),
    'exactly one of ReplicationGroupId and CacheClusterId must be given',
    (p) => {
      const given = ['ReplicationGroupId', 'CacheClusterId'].filter((path) => p.has(path));
      if (given.length === 1) {
        return undefined;
      }
      return (
        `exactly one of ${p.name('ReplicationGroupId')} and ${p.name('CacheClusterId')} must be given, got ${given.length === 0 ? 'neither' : 'both'}; ` +
        'give the group, or one node of a group without shards'
      );
    },
  ),
  rule(
    about('ShardsTogether', 'CacheClusterId', MANUAL),
    'CacheClusterId must not be a node of a group with shards, of which all shards are saved together',
    (p) => {
      const id = p.text('CacheClusterId');
      return id !== undefined && NODE_OF_SHARD.test(id)
        ? `${p.name('CacheClusterId')} must not be a node of a group with shards, got ${shown(id)}; give ${p.name('ReplicationGroupId')}, which saves all shards`
        : undefined;
    },
  ),
  keyForm(about),
  ...tagRules(about),
];
