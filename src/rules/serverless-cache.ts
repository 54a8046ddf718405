import type { Properties } from './properties';
import type { RuleSet } from './rule';
import type { AboutOf } from './vocabulary';
import {
  absent,
  advice,
  count,
  distinct,
  each,
  forTemplates,
  ids,
  integer,
  isOneOf,
  keyForm,
  keyInRegion,
  lowerCase,
  oneOf,
  ordered,
  required,
  rule,
  shown,
  tagRules,
  text,
} from './vocabulary';
import {
  LIMITS,
  NAME_DEMAND,
  NAME_PATTERN,
  SERVERLESS_VERSIONS,
  SNAPSHOT_ARN_PATTERN,
  TIME_PATTERN,
} from '../facts/limits';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html';
const SCALING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html';
const BACKUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html';
const PUBLIC = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-public-endpoints-chapter.html';

const STORAGE = 'CacheUsageLimits.DataStorage';
const RATE = 'CacheUsageLimits.ECPUPerSecond';

const VERSIONS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html';
const IAM = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html';

const about: AboutOf = (id, property, see = CREATE) => ({ id: `ServerlessCache.${id}`, property, see });
const storage = { ...LIMITS.serverlessStorageGb, unit: 'GB', or: [0] };
const rate = { ...LIMITS.serverlessEcpuPerSecond, unit: 'ECPU per second', or: [0] };

const isPublic = (p: Properties) => isOneOf(p, 'ConnectionType', 'public');

/** What AWS demands of `AWS::ElastiCache::ServerlessCache`. */
export const SERVERLESS_CACHE_RULES: RuleSet = [
  required(about('NameGiven', 'ServerlessCacheName'), 'give the cache a name'),
  text(
    about('NameForm', 'ServerlessCacheName'),
    { max: LIMITS.serverlessCacheName.maxLength, pattern: NAME_PATTERN },
    NAME_DEMAND(LIMITS.serverlessCacheName.maxLength),
  ),
  required(about('EngineGiven', 'Engine'), 'choose valkey, redis or memcached'),
  oneOf(about('EngineKnown', 'Engine'), Object.keys(SERVERLESS_VERSIONS)),
  rule(
    about('VersionKnown', 'MajorEngineVersion', VERSIONS),
    'MajorEngineVersion must be a major version that the engine has: ' +
      Object.entries(SERVERLESS_VERSIONS)
        .map(([engine, versions]) => `${engine} ${versions.join(', ')}`)
        .join('; '),
    (p) => {
      const [engine, version] = [p.text('Engine') ?? '', p.text('MajorEngineVersion')];
      const versions = SERVERLESS_VERSIONS[engine];
      if (version === undefined || !versions || versions.includes(version) || isLater(p)) {
        return undefined;
      }
      return versions.some((major) => version.startsWith(`${major}.`))
        ? `${p.name('MajorEngineVersion')} must be the major version alone, got ${shown(version)}; ElastiCache chooses the minor version itself`
        : `${p.name('MajorEngineVersion')} of ${engine} must be ${versions.length > 1 ? 'one of ' : ''}${versions.join(', ')}, got ${shown(version)}`;
    },
  ),
  rule(
    { ...about('VersionFamiliar', 'MajorEngineVersion', VERSIONS), severity: 'warning' },
    'MajorEngineVersion should be one that this library knows',
    (p) =>
      isLater(p)
        ? `${p.name('MajorEngineVersion')} ${p.text('MajorEngineVersion')} of valkey is newer than this library, which cannot tell what it supports; upgrade the library`
        : undefined,
  ),
  text(
    about('DescriptionForm', 'Description'),
    { max: LIMITS.serverlessDescription.maxLength, pattern: /^[^<>]*$/ },
    `must have at most ${LIMITS.serverlessDescription.maxLength} characters, without < and >`,
  ),
  rule(about('StorageUnit', `${STORAGE}.Unit`, SCALING), `${STORAGE} must have the Unit GB`, (p) =>
    p.has(STORAGE) &&
    p.known(STORAGE) !== undefined &&
    (p.has(`${STORAGE}.Unit`) ? (p.text(`${STORAGE}.Unit`) ?? 'GB') : '') !== 'GB'
      ? `${p.name(`${STORAGE}.Unit`)} must be GB, got ${p.has(`${STORAGE}.Unit`) ? shown(p.text(`${STORAGE}.Unit`)) : 'nothing'}`
      : undefined,
  ),
  integer(about('StorageMinimumRange', `${STORAGE}.Minimum`, SCALING), storage),
  integer(about('StorageMaximumRange', `${STORAGE}.Maximum`, SCALING), storage),
  ordered(about('StorageOrder', `${STORAGE}.Minimum`, SCALING), `${STORAGE}.Maximum`),
  integer(about('RateMinimumRange', `${RATE}.Minimum`, SCALING), rate),
  integer(about('RateMaximumRange', `${RATE}.Maximum`, SCALING), rate),
  ordered(about('RateOrder', `${RATE}.Minimum`, SCALING), `${RATE}.Maximum`),
  integer(about('RetentionRange', 'SnapshotRetentionLimit', BACKUPS), {
    ...LIMITS.snapshotRetentionDays,
    unit: 'days',
  }),
  text(
    about('BackupTimeForm', 'DailySnapshotTime', BACKUPS),
    { pattern: TIME_PATTERN },
    'must be one time of day in UTC, written hh:mm with 24 hours',
  ),
  rule(
    about('BackupTimeNeedsRetention', 'DailySnapshotTime', BACKUPS),
    'DailySnapshotTime needs a SnapshotRetentionLimit of at least 1',
    (p) => {
      if (
        !p.has('DailySnapshotTime') ||
        (p.has('SnapshotRetentionLimit') && p.number('SnapshotRetentionLimit') !== 0)
      ) {
        return undefined;
      }
      return (
        `${p.name('DailySnapshotTime')} needs ${p.name('SnapshotRetentionLimit')} of at least 1 day, got ${p.number('SnapshotRetentionLimit') ?? 'none'}; ` +
        'raise it, or leave the time out'
      );
    },
  ),
  text(
    about('FinalSnapshotNameForm', 'FinalSnapshotName', BACKUPS),
    { max: LIMITS.snapshotName.maxLength, pattern: NAME_PATTERN },
    NAME_DEMAND(LIMITS.snapshotName.maxLength),
  ),
  each(
    about('SnapshotArns', 'SnapshotArnsToRestore', BACKUPS),
    SNAPSHOT_ARN_PATTERN,
    'must hold ARNs such as arn:aws:elasticache:us-east-1:123456789012:serverlesscachesnapshot:nightly',
  ),
  distinct(about('SubnetsDistinct', 'SubnetIds')),
  ids(about('SubnetForm', 'SubnetIds'), 'subnet'),
  count(about('SecurityGroupCount', 'SecurityGroupIds'), {
    max: LIMITS.serverlessSecurityGroups.max,
    things: 'security groups',
  }),
  ids(about('SecurityGroupForm', 'SecurityGroupIds'), 'sg'),
  rule(about('UserGroupNeedsUsers', 'UserGroupId'), 'UserGroupId works with Valkey and Redis OSS', (p) =>
    p.has('UserGroupId') && isOneOf(p, 'Engine', 'memcached')
      ? `${p.name('UserGroupId')} works with Valkey and Redis OSS, got memcached; protect a Memcached cache by its security groups instead`
      : undefined,
  ),
  absent(about('EndpointIsOutput', 'Endpoint'), 'is what AWS gives', 'leave it out and read it by Fn::GetAtt'),
  absent(
    about('ReaderEndpointIsOutput', 'ReaderEndpoint'),
    'is what AWS gives',
    'leave it out and read it by Fn::GetAtt',
  ),
  oneOf(about('NetworkTypeKnown', 'NetworkType'), ['ipv4', 'ipv6', 'dual_stack']),
  oneOf(about('ConnectionTypeKnown', 'ConnectionType', PUBLIC), ['vpc', 'public']),
  rule(about('PublicNeedsValkey9', 'ConnectionType', PUBLIC), 'ConnectionType public needs Valkey 9 or later', (p) => {
    const [engine, version] = [p.text('Engine'), p.text('MajorEngineVersion')];
    if (!isOneOf(p, 'ConnectionType', 'public') || engine === undefined) {
      return undefined;
    }
    if (engine === 'valkey' && (p.has('MajorEngineVersion') ? version === undefined || Number(version) >= 9 : false)) {
      return undefined;
    }
    return (
      `${p.name('ConnectionType')} public needs Valkey 9 or later, got ${engine} ${version ?? 'without a version'}; ` +
      (p.isConstruct ? 'use CacheEngine.VALKEY_9' : 'set Engine valkey and MajorEngineVersion 9')
    );
  }),
  rule(about('PublicNeedsUserGroup', 'UserGroupId', PUBLIC), 'ConnectionType public needs a user group', (p) =>
    isOneOf(p, 'ConnectionType', 'public') && !p.has('UserGroupId')
      ? `${p.name('UserGroupId')} is needed with ${p.name('ConnectionType')} public, got none; give a group of IAM users`
      : undefined,
  ),
  absent(
    about('PublicHasNoSubnets', 'SubnetIds', PUBLIC),
    'has no place in a public cache, which stands in no VPC',
    'leave it out',
    isPublic,
  ),
  absent(
    about('PublicHasNoSecurityGroups', 'SecurityGroupIds', PUBLIC),
    'has no place in a public cache, which stands in no VPC',
    'leave it out',
    isPublic,
  ),
  advice(
    about('VersionPinned', 'MajorEngineVersion', VERSIONS),
    'MajorEngineVersion should be given: adding it later is an update that can fail',
    (p) =>
      p.has('MajorEngineVersion')
        ? undefined
        : `${p.name('MajorEngineVersion')} should be given, got nothing; AWS takes the newest version at creation, ` +
          'does not move to a later one by itself, and adding the version later is an update that can fail',
  ),
  advice(
    about('SubnetsGiven', 'SubnetIds'),
    'SubnetIds should be given: without them the cache stands in the default VPC',
    (p) =>
      p.has('SubnetIds') || isPublic(p)
        ? undefined
        : `${p.name('SubnetIds')} should be given, got nothing; the cache stands in the default VPC, which accounts may not have`,
  ),
  forTemplates(lowerCase(about('NameLowerCase', 'ServerlessCacheName', IAM))), // a cache that has such a name must keep it
  keyForm(about),
  keyInRegion(about),
  ...tagRules(about),
];

/** Redis OSS ends where the table ends, and Memcached stands still; a later Valkey is to come. */
function isLater(p: Properties): boolean {
  const version = p.text('MajorEngineVersion');
  return (
    p.text('Engine') === 'valkey' &&
    version !== undefined &&
    /^\d+$/.test(version) &&
    Number(version) > Number(SERVERLESS_VERSIONS.valkey.at(-1))
  );
}
