import { KEY_ARN_PATTERN, KEY_PATTERN, LIMITS, NAME_PATTERN } from '../../service-data/limits';
import type { RuleSet } from '../rule';
import {
  NAME_FIX,
  describeNameRequirement,
  createMetadataFactory,
  deferredRule,
  formatValue,
  keyFormat,
  requiredProperty,
  rule,
  tagRules,
  textFormat,
} from '../rule-builders';
import { sameAccountRule, sameRegionRule } from './environment';
import { PAGES } from './pages';
import { deletionPolicyRule, snapshotTypeRegionRule, uniqueNameRule } from './resource';
import { keyRules, referenceRule } from './shared-cross-resource-rules';

const CREATE =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCacheSnapshot.html';

const SOURCE = {
  property: 'ServerlessCacheName',
  types: ['AWS::ElastiCache::ServerlessCache'],
  idPrefix: 'Cache',
  thing: 'a serverless cache',
  see: CREATE,
};

const metadata = createMetadataFactory('ServerlessCacheSnapshot', CREATE);

export const SERVERLESS_CACHE_SNAPSHOT_RULES: RuleSet = [
  requiredProperty(metadata('NameMissing', 'ServerlessCacheSnapshotName'), 'Set it to a name such as "sessions-1".'),
  textFormat(
    metadata('NameInvalid', 'ServerlessCacheSnapshotName'),
    { max: LIMITS.snapshotName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.snapshotName.maxLength),
    NAME_FIX,
  ),
  requiredProperty(
    metadata('CacheMissing', 'ServerlessCacheName'),
    'Set it to the name of the cache from which ElastiCache creates the snapshot.',
  ),
  textFormat(
    metadata('CacheNameInvalid', 'ServerlessCacheName'),
    { max: LIMITS.serverlessCacheName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.serverlessCacheName.maxLength),
    NAME_FIX,
  ),
  keyFormat(metadata),
  rule(
    { ...metadata('KeyNotArn', 'KmsKeyId'), severity: 'warning' },
    'KmsKeyId should be the ARN of an AWS KMS key, because CloudFormation reports drift for key ids and aliases',
    (p) => {
      const key = p.text('KmsKeyId');
      return key !== undefined && KEY_PATTERN.test(key) && !KEY_ARN_PATTERN.test(key)
        ? `${p.name('KmsKeyId')} should be the ARN of an AWS KMS key, because CloudFormation reports drift for key ids and aliases, but got ${formatValue(key)}. Use the ARN of the key.`
        : undefined;
    },
  ),
  ...tagRules(metadata),
  snapshotTypeRegionRule(metadata, 'ServerlessCacheSnapshotName'),
  deletionPolicyRule(metadata),
  uniqueNameRule(metadata, 'ServerlessCacheSnapshot'),
  ...keyRules(metadata),
  sameRegionRule(metadata, SOURCE),
  sameAccountRule(metadata, SOURCE),
  referenceRule(metadata, 'ServerlessCacheName', 'AWS::ElastiCache::ServerlessCache'),
  deferredRule(
    { ...metadata('TooManySnapshots', 'ServerlessCacheName', PAGES.quotas), severity: 'warning' },
    `a stack should create at most ${LIMITS.serverlessSnapshotsPerDay.quota} snapshots of the same cache, the default quota per day`,
    (snapshot) => {
      const { quota } = LIMITS.serverlessSnapshotsPerDay;
      const source = JSON.stringify(snapshot.raw('ServerlessCacheName'));
      const snapshots = snapshot
        .resourcesOfType(snapshot.type)
        .filter((candidate) => candidate.isInStackOf(snapshot))
        .filter((candidate) => JSON.stringify(candidate.raw('ServerlessCacheName')) === source);
      // Only the first snapshot above the quota is reported.
      return snapshots[quota] === snapshot
        ? `${snapshot.name('ServerlessCacheName')} should refer to a cache with at most ${quota} snapshots in the stack, which is the default quota per cache and day, but the stack creates ${snapshots.length}. Deploy at most ${quota} of these snapshots per day, or request a quota increase before you deploy.`
        : undefined;
    },
  ),
];
