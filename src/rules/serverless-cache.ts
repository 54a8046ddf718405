import type { RuleSet } from './rule';
import type { About } from './vocabulary';
import { count, integer, isOneOf, oneOf, ordered, required, rule, shown, text } from './vocabulary';
import { LIMITS, NAME_DEMAND, NAME_PATTERN, SERVERLESS_VERSIONS, SNAPSHOT_ARN_PATTERN } from '../facts/limits';
import { isKnown } from '../private/tokens';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html';
const SCALING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html';
const BACKUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html';
const PUBLIC = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-public-endpoints-chapter.html';

const STORAGE = 'CacheUsageLimits.DataStorage';
const RATE = 'CacheUsageLimits.ECPUPerSecond';

const about = (id: string, property: string, see: string = CREATE): About => ({ id: `ServerlessCache.${id}`, property, see });
const storage = { ...LIMITS.serverlessStorageGb, unit: 'GB', or: [0] };
const rate = { ...LIMITS.serverlessEcpuPerSecond, unit: 'ECPU per second', or: [0] };

/** What AWS demands of `AWS::ElastiCache::ServerlessCache`. */
export const SERVERLESS_CACHE_RULES: RuleSet = [
  required(about('NameGiven', 'ServerlessCacheName'), 'give the cache a name'),
  text(about('NameForm', 'ServerlessCacheName'), { max: LIMITS.serverlessCacheName.maxLength, pattern: NAME_PATTERN }, NAME_DEMAND(LIMITS.serverlessCacheName.maxLength)),
  required(about('EngineGiven', 'Engine'), 'choose valkey, redis or memcached'),
  oneOf(about('EngineKnown', 'Engine'), Object.keys(SERVERLESS_VERSIONS)),
  rule(about('VersionForm', 'MajorEngineVersion'), 'MajorEngineVersion must be a major version: a number for Valkey and Redis OSS, 1.6 for Memcached', (p) => {
    const version = p.text('MajorEngineVersion');
    if (version === undefined || !isOneOf(p, 'Engine', 'valkey', 'redis') || /^\d+$/.test(version)) { return undefined; }
    return `${p.name('MajorEngineVersion')} must be the major version alone, got ${shown(version)}; ElastiCache chooses the minor version itself`;
  }),
  text(about('DescriptionForm', 'Description'), { max: LIMITS.serverlessDescription.maxLength, pattern: /^[^<>]*$/ },
    `must have at most ${LIMITS.serverlessDescription.maxLength} characters, without < and >`),
  integer(about('StorageMinimumRange', `${STORAGE}.Minimum`, SCALING), storage),
  integer(about('StorageMaximumRange', `${STORAGE}.Maximum`, SCALING), storage),
  ordered(about('StorageOrder', `${STORAGE}.Minimum`, SCALING), `${STORAGE}.Maximum`),
  integer(about('RateMinimumRange', `${RATE}.Minimum`, SCALING), rate),
  integer(about('RateMaximumRange', `${RATE}.Maximum`, SCALING), rate),
  ordered(about('RateOrder', `${RATE}.Minimum`, SCALING), `${RATE}.Maximum`),
  integer(about('RetentionRange', 'SnapshotRetentionLimit', BACKUPS), { ...LIMITS.snapshotRetentionDays, unit: 'days' }),
  rule(about('BackupTimeNeedsRetention', 'DailySnapshotTime', BACKUPS), 'DailySnapshotTime needs a SnapshotRetentionLimit of at least 1', (p) => {
    if (!p.has('DailySnapshotTime') || (p.has('SnapshotRetentionLimit') && p.number('SnapshotRetentionLimit') !== 0)) { return undefined; }
    return `${p.name('DailySnapshotTime')} needs ${p.name('SnapshotRetentionLimit')} of at least 1 day, got ${p.number('SnapshotRetentionLimit') ?? 'none'}; `
      + 'raise it, or leave the time out';
  }),
  text(about('FinalSnapshotNameForm', 'FinalSnapshotName', BACKUPS), { max: LIMITS.snapshotName.maxLength, pattern: NAME_PATTERN }, NAME_DEMAND(LIMITS.snapshotName.maxLength)),
  rule(about('SnapshotArns', 'SnapshotArnsToRestore', BACKUPS), 'SnapshotArnsToRestore must hold ARNs of snapshots', (p) => {
    const wrong = p.list('SnapshotArnsToRestore')?.filter(isKnown).filter(arn => !SNAPSHOT_ARN_PATTERN.test(String(arn)));
    return wrong?.length ? `${p.name('SnapshotArnsToRestore')} must hold ARNs such as arn:aws:elasticache:us-east-1:123456789012:serverlesscachesnapshot:nightly, got `
      + wrong.map(shown).join(', ') : undefined;
  }),
  count(about('SecurityGroupCount', 'SecurityGroupIds'), { max: LIMITS.serverlessSecurityGroups.max, things: 'security groups' }),
  rule(about('UserGroupNeedsUsers', 'UserGroupId'), 'UserGroupId works with Valkey and Redis OSS', p => p.has('UserGroupId') && isOneOf(p, 'Engine', 'memcached')
    ? `${p.name('UserGroupId')} works with Valkey and Redis OSS, got memcached; protect a Memcached cache by its security groups instead` : undefined),
  oneOf(about('NetworkTypeKnown', 'NetworkType'), ['ipv4', 'ipv6', 'dual_stack']),
  oneOf(about('ConnectionTypeKnown', 'ConnectionType', PUBLIC), ['vpc', 'public']),
  rule(about('PublicNeedsValkey9', 'ConnectionType', PUBLIC), 'ConnectionType public needs Valkey 9 or later', (p) => {
    const [engine, version] = [p.text('Engine'), p.text('MajorEngineVersion')];
    if (!isOneOf(p, 'ConnectionType', 'public') || engine === undefined) { return undefined; }
    if (engine === 'valkey' && (p.has('MajorEngineVersion') ? version === undefined || Number(version) >= 9 : false)) { return undefined; }
    return `${p.name('ConnectionType')} public needs Valkey 9 or later, got ${engine} ${version ?? 'without a version'}; `
      + (p.isConstruct ? 'use CacheEngine.VALKEY_9' : 'set Engine valkey and MajorEngineVersion 9');
  }),
  rule(about('PublicNeedsUserGroup', 'UserGroupId', PUBLIC), 'ConnectionType public needs a user group', p => isOneOf(p, 'ConnectionType', 'public') && !p.has('UserGroupId')
    ? `${p.name('UserGroupId')} is needed with ${p.name('ConnectionType')} public, got none; give a group of IAM users` : undefined),
];
