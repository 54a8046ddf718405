import type { RuleSet } from './rule';
import type { About } from './vocabulary';
import { required, text } from './vocabulary';
import { LIMITS, NAME_DEMAND, NAME_PATTERN } from '../facts/limits';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCacheSnapshot.html';
const about = (id: string, property: string): About => ({ id: `ServerlessCacheSnapshot.${id}`, property, see: CREATE });

/** What AWS demands of `AWS::ElastiCache::ServerlessCacheSnapshot`. */
export const SERVERLESS_CACHE_SNAPSHOT_RULES: RuleSet = [
  required(about('NameGiven', 'ServerlessCacheSnapshotName'), 'give the snapshot a name'),
  text(about('NameForm', 'ServerlessCacheSnapshotName'), { max: LIMITS.snapshotName.maxLength, pattern: NAME_PATTERN }, NAME_DEMAND(LIMITS.snapshotName.maxLength)),
  required(about('CacheGiven', 'ServerlessCacheName'), 'name the cache of which it is a snapshot'),
  text(about('KeyArn', 'KmsKeyId'), { pattern: /^arn:/ }, 'must be the ARN of a key, as CloudFormation reads it back: another form shows up as drift'),
];
