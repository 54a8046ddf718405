import type { RuleSet } from './rule';
import type { AboutOf } from './vocabulary';
import { required, tagRules, text } from './vocabulary';
import { KEY_ARN_PATTERN, LIMITS, NAME_DEMAND, NAME_PATTERN } from '../facts/limits';

const CREATE =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCacheSnapshot.html';
const about: AboutOf = (id, property, see = CREATE) => ({ id: `ServerlessCacheSnapshot.${id}`, property, see });

/** What AWS demands of `AWS::ElastiCache::ServerlessCacheSnapshot`. */
export const SERVERLESS_CACHE_SNAPSHOT_RULES: RuleSet = [
  required(about('NameGiven', 'ServerlessCacheSnapshotName'), 'give the snapshot a name'),
  text(
    about('NameForm', 'ServerlessCacheSnapshotName'),
    { max: LIMITS.snapshotName.maxLength, pattern: NAME_PATTERN },
    NAME_DEMAND(LIMITS.snapshotName.maxLength),
  ),
  required(about('CacheGiven', 'ServerlessCacheName'), 'name the cache of which it is a snapshot'),
  text(
    about('CacheNameForm', 'ServerlessCacheName'),
    { max: LIMITS.serverlessCacheName.maxLength, pattern: NAME_PATTERN },
    NAME_DEMAND(LIMITS.serverlessCacheName.maxLength),
  ),
  text(
    about('KeyArn', 'KmsKeyId'),
    { pattern: KEY_ARN_PATTERN },
    'must be the ARN of a key, as CloudFormation reads it back: another form shows up as drift',
  ),
  ...tagRules(about),
];
