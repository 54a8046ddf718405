import { KEY_ARN_PATTERN, LIMITS, NAME_PATTERN } from '../../service-data/limits';
import type { CrossResourceRuleSet, RuleSet } from '../rule';
import {
  describeNameRequirement,
  createMetadataFactory,
  crossResourceRule,
  requiredProperty,
  tagRules,
  textFormat,
} from '../rule-builders';
import { PAGES } from './pages';
import { symmetricKeyRule, referenceRule } from './shared-cross-resource-rules';

const CREATE =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCacheSnapshot.html';

const metadata = createMetadataFactory('ServerlessCacheSnapshot', CREATE);

export const SERVERLESS_CACHE_SNAPSHOT_RULES: RuleSet = [
  requiredProperty(metadata('NameGiven', 'ServerlessCacheSnapshotName'), 'give the snapshot a name'),
  textFormat(
    metadata('NameForm', 'ServerlessCacheSnapshotName'),
    { max: LIMITS.snapshotName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.snapshotName.maxLength),
  ),
  requiredProperty(metadata('CacheGiven', 'ServerlessCacheName'), 'name the cache of which it is a snapshot'),
  textFormat(
    metadata('CacheNameForm', 'ServerlessCacheName'),
    { max: LIMITS.serverlessCacheName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.serverlessCacheName.maxLength),
  ),
  textFormat(
    metadata('KeyArn', 'KmsKeyId'),
    { pattern: KEY_ARN_PATTERN },
    'must be the ARN of a key, as CloudFormation reads it back: another form shows up as drift',
  ),
  ...tagRules(metadata),
];

/** Validates a snapshot of a serverless cache against related resources. */
export const SERVERLESS_CACHE_SNAPSHOT_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  symmetricKeyRule(metadata),
  referenceRule(metadata, 'ServerlessCacheName', 'AWS::ElastiCache::ServerlessCache'),
  crossResourceRule(
    metadata('SnapshotsPerDay', 'ServerlessCacheName', PAGES.quotas),
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
