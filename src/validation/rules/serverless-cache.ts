import { CommandAvailability, findOnlyUnsupported } from '../../acl';
import { isIntegerInRange } from '../../private/ranges';
import { formatList } from '../../private/text';
import { isResolved } from '../../private/tokens';
import { compareVersions } from '../../private/versions';
import type { NodeEngine } from '../../service-data/engine-versions';
import {
  LIMITS,
  NAME_PATTERN,
  PORTS,
  SERVERLESS_VERSIONS,
  RESTORABLE_NAME_PATTERN,
  SNAPSHOT_ARN_PATTERN,
  TIME_PATTERN,
} from '../../service-data/limits';
import type { PropertyReader } from '../property-reader';
import type { ResourceView } from '../resource-view';
import type { Rule, RuleSet } from '../rule';
import {
  NAME_FIX,
  describeNameRequirement,
  createMetadataFactory,
  absentProperty,
  advice,
  elementCount,
  distinctElements,
  forTemplates,
  idFormat,
  integerRange,
  isOneOf,
  keyFormat,
  keyRegion,
  lowerCaseText,
  allowedValues,
  orderedLimits,
  crossResourceRule,
  deferredRule,
  requiredProperty,
  rule,
  formatEnumValue,
  formatValue,
  tagRules,
  templateRule,
  textFormat,
} from '../rule-builders';
import { cacheAccessRules, findCacheUsers } from './cache-access';
import { listElementPaths } from '../property-reader';
import { sameAccountRule, sameRegionRule } from './environment';
import type { GroupUser } from './group-users';
import { readLiteralText } from '../text-parts';
import { PAGES } from './pages';
import { deletionPolicyRule, uniqueNameRule } from './resource';
import { securityGroupRules } from './security-groups';
import { keyRules, referenceRule, findTieredSnapshot } from './shared-cross-resource-rules';
import {
  checkSecurityGroups,
  checkDefaultVpc,
  checkVpcs,
  findSubnets,
  checkZones,
  checkLocalZones,
  checkAddresses,
} from './subnets';
import { getOwn } from '../../private/records';
import { ENGINES_WITHOUT_NEW_VERSIONS, ENGINE_NAMES } from '../../service-data/engine-versions';

const TIME_REQUIREMENT = 'must be a single time of day in UTC in the 24-hour format hh:mm';
const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html';
const SCALING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html';
const PUBLIC = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-public-endpoints-chapter.html';
const STORAGE = 'CacheUsageLimits.DataStorage';
const STORAGE_UNIT = 'CacheUsageLimits.DataStorage.Unit';
const RATE = 'CacheUsageLimits.ECPUPerSecond';
const SET_UP = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/set-up.html';
const SECURITY_GROUP = 'AWS::EC2::SecurityGroup';
const INGRESS = 'AWS::EC2::SecurityGroupIngress';

/**
 * The first major version of Valkey that supports public endpoints.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-public-endpoints-chapter.html
 */
const FIRST_PUBLIC_VERSION = 9;

const metadata = createMetadataFactory('ServerlessCache', CREATE);

const STORAGE_RANGE = { ...LIMITS.serverlessStorageGb, unit: 'GB' };
const RATE_RANGE = { ...LIMITS.serverlessEcpuPerSecond, unit: 'ECPUs per second' };

/** The meaning of 0 as a limit. */
const NO_MINIMUM = 'for no minimum';
const NO_MAXIMUM = 'for no maximum';

const SNAPSHOT_ARN_FORMAT = 'must contain ARNs of snapshots';
const SNAPSHOT_ARN_FIX =
  'Use an ARN such as arn:aws:elasticache:us-east-1:123456789012:serverlesscachesnapshot:nightly.';
const SNAPSHOTS = {
  property: 'SnapshotArnsToRestore',
  holdsArns: true,
  types: ['AWS::ElastiCache::ServerlessCacheSnapshot', 'AWS::ElastiCache::Snapshot'],
  idPrefix: 'Snapshot',
  thing: 'snapshots',
  see: PAGES.automaticBackups,
};

export const SERVERLESS_CACHE_RULES: RuleSet = [
  requiredProperty(metadata('NameMissing', 'ServerlessCacheName'), 'Set it to a name such as "sessions-1".'),
  textFormat(
    metadata('NameInvalid', 'ServerlessCacheName'),
    { max: LIMITS.serverlessCacheName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.serverlessCacheName.maxLength),
    NAME_FIX,
  ),
  requiredProperty(metadata('EngineMissing', 'Engine'), 'Set it to valkey, redis, or memcached.'),
  rule(
    metadata('EngineInvalid', 'Engine'),
    `Engine must be ${formatList(Object.keys(SERVERLESS_VERSIONS), 'or')}`,
    (p) => {
      const engine = p.text('Engine');
      if (engine === undefined || Object.hasOwn(SERVERLESS_VERSIONS, engine)) {
        return undefined;
      }
      const problem = p.isConstruct
        ? 'must be a version of Valkey, Redis OSS, or Memcached, but got the engine'
        : `must be ${formatList(Object.keys(SERVERLESS_VERSIONS), 'or')}, but got`;
      return `${p.name('Engine')} ${problem} ${formatValue(engine)}. Use one of these engines.`;
    },
  ),
  rule(
    metadata('VersionInvalid', 'MajorEngineVersion', PAGES.engineVersions),
    'MajorEngineVersion must be a major version of the engine: ' +
      Object.entries(SERVERLESS_VERSIONS)
        .map(([engine, versions]) => `${formatList(versions, 'or')} for ${formatEngineName(engine)}`)
        .join(', '),
    (p) => {
      const [engine, version] = [p.text('Engine'), p.text('MajorEngineVersion')];
      const versions = getOwn(SERVERLESS_VERSIONS, engine);
      if (version === undefined || !versions || versions.includes(version) || isNewerVersion(p)) {
        return undefined;
      }
      const major = versions.find((candidate) => version.startsWith(`${candidate}.`));
      if (major !== undefined) {
        return `${p.name('MajorEngineVersion')} must be a major version, because ElastiCache selects the minor version, but got ${formatValue(version)}. Use ${formatValue(major)}.`;
      }
      return `${p.name('MajorEngineVersion')} must be a major version of ${formatEngineName(engine)} (${versions.join(', ')}), but got ${formatValue(version)}. Use one of these versions.`;
    },
  ),
  rule(
    { ...metadata('VersionUnknown', 'MajorEngineVersion', PAGES.engineVersions), severity: 'warning' },
    'MajorEngineVersion should be a version that this version of cdk-elasticache supports',
    (p) =>
      isNewerVersion(p)
        ? `${p.name('MajorEngineVersion')} specifies ${formatEngineName(p.text('Engine'))} ${p.text('MajorEngineVersion')}, which this version of cdk-elasticache does not support yet, so features that depend on the engine version are not validated. Check the version, or upgrade cdk-elasticache.`
        : undefined,
  ),
  textFormat(
    metadata('DescriptionInvalid', 'Description'),
    { max: LIMITS.serverlessDescription.maxLength, pattern: /^[^<>]*$/ },
    `must have at most ${LIMITS.serverlessDescription.maxLength} characters and must not contain < or >`,
    'Shorten the description, or remove < and >.',
  ),
  rule(metadata('DataStorageUnitInvalid', STORAGE_UNIT, SCALING), `${STORAGE_UNIT} must be GB`, (p) => {
    if (!p.has(STORAGE) || p.resolved(STORAGE) === undefined) {
      return undefined;
    }
    if (!p.has(STORAGE_UNIT)) {
      return `${p.name(STORAGE_UNIT)} is missing. Set it to GB.`;
    }
    const unit = p.text(STORAGE_UNIT);
    return unit !== undefined && unit !== 'GB'
      ? `${p.name(STORAGE_UNIT)} must be GB, but got ${formatValue(unit)}. Use GB.`
      : undefined;
  }),
  ...usageLimitRules('DataStorage', STORAGE, STORAGE_RANGE),
  ...usageLimitRules('RequestRate', RATE, RATE_RANGE),
  integerRange(metadata('RetentionOutOfRange', 'SnapshotRetentionLimit', PAGES.automaticBackups), {
    ...LIMITS.snapshotRetentionDays,
    unit: 'days',
  }),
  rule(
    metadata('SnapshotTimeInvalid', 'DailySnapshotTime', PAGES.automaticBackups),
    `DailySnapshotTime ${TIME_REQUIREMENT}`,
    (p) => {
      const value = p.text('DailySnapshotTime');
      if (value === undefined || TIME_PATTERN.test(value)) {
        return undefined;
      }
      const time = formatSexagesimal(p.resolved('DailySnapshotTime'));
      const actual =
        time === undefined
          ? `${formatValue(value)}. Use a time such as 03:30.`
          : `${value}, which is the value of ${time} without quotes in YAML. Put the time in quotes: "${time.padStart(5, '0')}".`;
      return `${p.name('DailySnapshotTime')} ${TIME_REQUIREMENT}, but got ${actual}`;
    },
  ),
  rule(
    { ...metadata('SnapshotTimeRequiresRetention', 'DailySnapshotTime', PAGES.automaticBackups), severity: 'warning' },
    'DailySnapshotTime requires a SnapshotRetentionLimit of at least 1',
    (p) => {
      const keepsSnapshots = p.has('SnapshotRetentionLimit') && p.number('SnapshotRetentionLimit') !== 0;
      if (!p.has('DailySnapshotTime') || keepsSnapshots) {
        return undefined;
      }
      return (
        `${p.name('DailySnapshotTime')} has no effect, because automatic snapshots are disabled. ` +
        `Set ${p.name('SnapshotRetentionLimit')} to at least 1 day, or remove ${p.name('DailySnapshotTime')}.`
      );
    },
  ),
  textFormat(
    metadata('FinalSnapshotNameInvalid', 'FinalSnapshotName', PAGES.automaticBackups),
    { max: LIMITS.snapshotName.maxLength, pattern: NAME_PATTERN },
    describeNameRequirement(LIMITS.snapshotName.maxLength),
    NAME_FIX,
  ),
  rule(
    metadata('SnapshotArnInvalid', 'SnapshotArnsToRestore', PAGES.automaticBackups),
    `SnapshotArnsToRestore ${SNAPSHOT_ARN_FORMAT}`,
    (cache) => {
      const invalid = (cache.list('SnapshotArnsToRestore') ?? []).filter(isInvalidSnapshotArn);
      return invalid.length > 0
        ? `${cache.name('SnapshotArnsToRestore')} ${SNAPSHOT_ARN_FORMAT}, but got ${formatList(invalid.map(formatSnapshotArn))}. ${SNAPSHOT_ARN_FIX}`
        : undefined;
    },
  ),
  distinctElements(metadata('DuplicateSnapshotArns', 'SnapshotArnsToRestore')),
  sameRegionRule(metadata, SNAPSHOTS),
  sameAccountRule(metadata, SNAPSHOTS),
  distinctElements(metadata('DuplicateSubnets', 'SubnetIds')),
  idFormat(metadata('SubnetIdInvalid', 'SubnetIds'), 'subnet'),
  elementCount(metadata('TooManySecurityGroups', 'SecurityGroupIds'), {
    max: LIMITS.serverlessSecurityGroups.max,
    things: 'security groups',
  }),
  distinctElements(metadata('DuplicateSecurityGroups', 'SecurityGroupIds')),
  idFormat(metadata('SecurityGroupIdInvalid', 'SecurityGroupIds'), 'sg'),
  rule(metadata('UserGroupUnsupportedByEngine', 'UserGroupId'), 'UserGroupId requires Valkey or Redis OSS', (p) =>
    p.has('UserGroupId') && isOneOf(p, 'Engine', 'memcached')
      ? `${p.name('UserGroupId')} requires Valkey or Redis OSS, but got Memcached. Remove ${p.name('UserGroupId')}, and use security groups to control access to the cache.`
      : undefined,
  ),
  absentProperty(
    metadata('EndpointReadOnly', 'Endpoint'),
    'is read-only',
    (p) => `Remove ${p.name('Endpoint')}, and read the endpoint with Fn::GetAtt.`,
  ),
  absentProperty(
    metadata('ReaderEndpointReadOnly', 'ReaderEndpoint'),
    'is read-only',
    (p) => `Remove ${p.name('ReaderEndpoint')}, and read the endpoint with Fn::GetAtt.`,
  ),
  allowedValues(metadata('NetworkTypeInvalid', 'NetworkType'), ['ipv4', 'ipv6', 'dual_stack'], 'NetworkType'),
  allowedValues(metadata('ConnectionTypeInvalid', 'ConnectionType', PUBLIC), ['vpc', 'public'], 'ConnectionType'),
  rule(
    metadata('PublicConnectionUnsupportedByVersion', 'ConnectionType', PUBLIC),
    `ConnectionType public requires Valkey ${FIRST_PUBLIC_VERSION} or later`,
    (p) => {
      const [engine, version] = [p.text('Engine'), p.text('MajorEngineVersion')];
      if (!isPublic(p) || engine === undefined || supportsPublicAccess(p)) {
        return undefined;
      }
      const actual = `${formatEngineName(engine)}${version === undefined ? ' without a major version' : ` ${version}`}`;
      const templateFix = engine === 'valkey' ? 'Set ' : `Set ${p.name('Engine')} to valkey, and `;
      const fix = p.isConstruct
        ? `Set ${p.name('Engine')} to CacheEngine.VALKEY_9.`
        : `${templateFix}${p.name('MajorEngineVersion')} to ${FIRST_PUBLIC_VERSION}.`;
      return `${p.name('ConnectionType')} is "public", which requires Valkey ${FIRST_PUBLIC_VERSION} or later, but got ${actual}. ${fix}`;
    },
  ),
  rule(
    metadata('PublicConnectionRequiresUserGroup', 'UserGroupId', PUBLIC),
    'ConnectionType public requires a user group',
    (p) =>
      isPublic(p) && !p.has('UserGroupId')
        ? `${p.name('UserGroupId')} is missing, but ${p.name('ConnectionType')} is "public", which requires a user group. Set ${p.name('UserGroupId')} to a user group whose users use IAM authentication.`
        : undefined,
  ),
  absentProperty(
    metadata('PublicConnectionConflictsWithSubnets', 'SubnetIds', PUBLIC),
    'cannot be combined with a public connection, because a public cache is not in a VPC',
    (p) =>
      `Remove ${p.name('SubnetIds')}, or set ${p.name('ConnectionType')} to ${formatEnumValue(p, 'ConnectionType', 'vpc')}.`,
    isPublic,
  ),
  absentProperty(
    metadata('PublicConnectionConflictsWithSecurityGroups', 'SecurityGroupIds', PUBLIC),
    'cannot be combined with a public connection, because a public cache is not in a VPC',
    (p) =>
      `Remove ${p.name('SecurityGroupIds')}, or set ${p.name('ConnectionType')} to ${formatEnumValue(p, 'ConnectionType', 'vpc')}.`,
    isPublic,
  ),
  advice(
    { ...metadata('VersionNotPinned', 'MajorEngineVersion', PAGES.engineVersions), isForNewResources: true },
    'MajorEngineVersion should be specified when the cache is created, because adding the version in an update can fail',
    (p) =>
      p.has('MajorEngineVersion')
        ? undefined
        : `${p.name('MajorEngineVersion')} is missing, so ElastiCache uses the newest version. ` +
          'Specify the version when you create the cache, because adding it in an update can fail.',
  ),
  advice(
    { ...metadata('SubnetsMissing', 'SubnetIds'), isForNewResources: true },
    'SubnetIds should be specified, because ElastiCache otherwise creates the cache in the default VPC',
    (p) =>
      p.has('SubnetIds') || isPublic(p)
        ? undefined
        : `${p.name('SubnetIds')} is missing, so ElastiCache creates the cache in the default VPC, which some accounts do not have. Set ${p.name('SubnetIds')} to the subnets of the cache.`,
  ),
  // Only for templates, because a construct must be able to adopt an existing cache with its original name.
  forTemplates(lowerCaseText(metadata('NameNotLowercase', 'ServerlessCacheName', PAGES.iamAuthentication))),
  keyFormat(metadata),
  keyRegion(metadata),
  ...tagRules(metadata, ['Key']),
  deletionPolicyRule(metadata),
  uniqueNameRule(metadata, 'ServerlessCache'),
  ...cacheAccessRules(metadata, 'UserGroupId', 'MajorEngineVersion'),
  crossResourceRule(
    metadata('PublicConnectionRequiresIamUsers', 'UserGroupId', PUBLIC),
    'all users of a public cache must use IAM authentication',
    (cache) => {
      if (!isPublic(cache)) {
        return undefined;
      }
      const otherUsers = findCacheUsers(cache, 'UserGroupId').filter(
        ({ authentication }) => authentication !== undefined && authentication !== 'iam',
      );
      const userNames = formatList(otherUsers.map(({ displayName }) => displayName));
      return otherUsers.length > 0
        ? `${cache.name('UserGroupId')} of a public cache must refer to a user group whose users all use IAM authentication, but got a user group with users of other types: ${userNames}. ` +
            'Use IAM authentication for these users, or use another user group.'
        : undefined;
    },
  ),
  crossResourceRule(
    { ...metadata('UserCommandsUnsupported', 'UserGroupId', PAGES.supportedCommands), severity: 'warning' },
    'the users of a serverless cache should have access to commands that serverless caches support',
    (cache) => {
      const problems = findCacheUsers(cache, 'UserGroupId').flatMap(describeUnsupportedCommands);
      return problems.length > 0
        ? `${cache.name('UserGroupId')} refers to users who can connect, but can run no commands, because serverless caches support none of those that they have access to: ${formatList(problems)}. ` +
            'Allow commands that serverless caches support, or use a node-based cache.'
        : undefined;
    },
  ),
  ...keyRules(metadata),
  referenceRule(metadata, 'UserGroupId', 'AWS::ElastiCache::UserGroup'),
  crossResourceRule(
    metadata('SubnetsInSeveralVpcs', 'SubnetIds'),
    'SubnetIds must contain subnets in one VPC',
    (cache) => checkVpcs(cache, findSubnets(cache)),
  ),
  crossResourceRule(
    metadata('SecurityGroupInOtherVpc', 'SecurityGroupIds'),
    'SecurityGroupIds must contain security groups in the VPC of the subnets',
    (cache) => checkSecurityGroups(cache, 'SecurityGroupIds', findSubnets(cache)),
  ),
  crossResourceRule(
    metadata('SecurityGroupOutsideDefaultVpc', 'SecurityGroupIds'),
    'SecurityGroupIds must contain security groups in the default VPC if SubnetIds is missing',
    (cache) =>
      cache.has('SubnetIds') || isPublic(cache) ? undefined : checkDefaultVpc(cache, 'SecurityGroupIds', 'SubnetIds'),
  ),
  ...securityGroupRules(
    metadata,
    'SecurityGroupIds',
    (cache) => cache.has('ConnectionType') && !isOneOf(cache, 'ConnectionType', 'vpc'),
  ),
  sameRegionRule(metadata, {
    property: 'SecurityGroupIds',
    types: [SECURITY_GROUP],
    idPrefix: 'SecurityGroup',
    thing: 'security groups',
  }),
  crossResourceRule(
    metadata('SubnetsInSameZone', 'SubnetIds'),
    'SubnetIds must contain subnets in different Availability Zones',
    (cache) => checkZones(cache, findSubnets(cache)),
  ),
  crossResourceRule(
    metadata('LocalZonesMixed', 'SubnetIds'),
    'SubnetIds must not combine subnets in Local Zones with subnets in other zones',
    (cache) => checkLocalZones(cache, findSubnets(cache)),
  ),
  {
    ...deferredRule(
      metadata('SubnetsLackAddresses', 'NetworkType', PAGES.networkType),
      'SubnetIds must contain subnets with the CIDR blocks that NetworkType requires',
      (cache) => {
        const networkType = cache.has('NetworkType') ? cache.text('NetworkType') : 'ipv4';
        return networkType === undefined
          ? undefined
          : checkAddresses(cache, networkType, findSubnets(cache), 'SubnetIds');
      },
    ),
    canBeSatisfiedLater: true,
  },
  crossResourceRule(
    metadata('SnapshotRequiresDataTiering', 'SnapshotArnsToRestore', PAGES.backups),
    'SnapshotArnsToRestore must not contain snapshots of nodes with data tiering',
    (cache) => {
      const snapshot = findTieredSnapshot(cache, listElementPaths(cache, 'SnapshotArnsToRestore'));
      return (
        snapshot &&
        `${cache.name('SnapshotArnsToRestore')} of a serverless cache must not contain snapshots of nodes with data tiering, but got ${snapshot}. ` +
          'Restore the snapshot to a replication group with r6gd nodes.'
      );
    },
  ),
  templateRule(
    metadata('ReaderEndpointUnavailable', 'Engine', PAGES.endpoints),
    'a template must not refer to the reader endpoint of a Memcached cache, because Memcached caches have only one endpoint',
    (cache) => {
      const used = cache.usedAttributes.filter((attribute) => attribute.startsWith('ReaderEndpoint'));
      return cache.text('Engine') === 'memcached' && used.length > 0
        ? `'Engine' is "memcached", which does not support ${formatList(used.map((attribute) => cache.formatAttributeUse(attribute)))}. Use ${formatList(used.map((attribute) => attribute.replace(/^Reader/, '')))}.`
        : undefined;
    },
  ),
  templateRule(
    { ...metadata('ReaderPortClosed', 'SecurityGroupIds', SET_UP), severity: 'warning' },
    'security groups that allow the port of the endpoint should also allow the port of the reader endpoint',
    (cache) => {
      const ports = getOwn(PORTS, cache.text('Engine'));
      if (!ports) {
        return undefined;
      }
      const { primary, serverlessReader } = ports;
      const group = cache
        .targets('SecurityGroupIds', SECURITY_GROUP)
        .filter((candidate) => !candidate.canHaveOtherReferrers(INGRESS, 'GroupId'))
        .find((candidate) => opensPort(candidate, primary) && !opensPort(candidate, serverlessReader));
      return (
        group &&
        `'SecurityGroupIds' should allow the ports ${primary} and ${serverlessReader}, but got ${group}, which allows only ${primary}. ` +
          `Clients cannot connect to the reader endpoint. Add an ingress rule for port ${serverlessReader}.`
      );
    },
  ),
];

/** Describes a user that can run only commands that serverless caches do not support. */
function describeUnsupportedCommands({ user, displayName }: GroupUser): string[] {
  const accessString = user?.text('AccessString');
  const commands = accessString === undefined ? [] : findOnlyUnsupported(accessString, CommandAvailability.SERVERLESS);
  return commands.length > 0 ? [`${displayName} (${formatList(commands)})`] : [];
}

interface UsageRange {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}

/** Validates the minimum and the maximum of a usage limit, where 0 means that there is none. */
function usageLimitRules(idPrefix: string, property: string, range: UsageRange): Rule[] {
  const [minimum, maximum] = [`${property}.Minimum`, `${property}.Maximum`];
  return [
    integerRange(metadata(`${idPrefix}MinimumOutOfRange`, minimum, SCALING), { ...range, zero: NO_MINIMUM }),
    integerRange(metadata(`${idPrefix}MaximumOutOfRange`, maximum, SCALING), { ...range, zero: NO_MAXIMUM }),
    orderedLimits(metadata(`${idPrefix}MinimumExceedsMaximum`, minimum, SCALING), maximum, range.unit),
  ];
}

function formatEngineName(engine: string | undefined): string {
  return getOwn(ENGINE_NAMES, engine) ?? String(engine);
}

/** Whether a major version is newer than the versions in `SERVERLESS_VERSIONS`, so that ElastiCache may support it. */
function isNewerVersion(p: PropertyReader): boolean {
  const [engine, version] = [p.text('Engine'), p.text('MajorEngineVersion')];
  const newest = getOwn(SERVERLESS_VERSIONS, engine)?.at(-1);
  if (newest === undefined || version === undefined || ENGINES_WITHOUT_NEW_VERSIONS.includes(engine as NodeEngine)) {
    return false;
  }
  const hasFormat = newest.split('.').length === version.split('.').length && /^\d+(\.\d+)?$/.test(version);
  return hasFormat && compareVersions(version, newest) > 0;
}

function isPublic(p: PropertyReader): boolean {
  return isOneOf(p, 'ConnectionType', 'public');
}

/** Whether the cache has a version of Valkey that supports public endpoints, or an unresolved version. */
function supportsPublicAccess(p: PropertyReader): boolean {
  if (p.text('Engine') !== 'valkey' || !p.has('MajorEngineVersion')) {
    return false;
  }
  const version = p.text('MajorEngineVersion');
  return version === undefined || Number(version) >= FIRST_PUBLIC_VERSION;
}

/** Whether an ARN is invalid. If parts of the ARN are unresolved, only the name at the end is validated. */
function isInvalidSnapshotArn(arn: unknown): boolean {
  const hasNoName = typeof arn === 'string' && arn.endsWith('snapshot:');
  if (isResolved(arn)) {
    return typeof arn === 'string' && !SNAPSHOT_ARN_PATTERN.test(arn);
  }
  const [, name] = readLiteralText(arn).split('snapshot:');
  const isUnresolvedName = name === '' && !hasNoName;
  return name !== undefined && !isUnresolvedName && !RESTORABLE_NAME_PATTERN.test(name);
}

function formatSnapshotArn(arn: unknown): string {
  return isResolved(arn)
    ? formatValue(arn)
    : `the name ${formatValue(readLiteralText(arn).replace(/^.*snapshot:/, ''))}`;
}

/** Whether an inline or separate ingress rule of a security group opens a port. */
function opensPort(group: ResourceView, port: number): boolean {
  const inline = listElementPaths(group, 'SecurityGroupIngress').some((path) => includesPort(group, `${path}.`, port));
  const separate = group.findReferrers(INGRESS, 'GroupId').some((ingress) => includesPort(ingress, '', port));
  return inline || separate;
}

/** Whether the ingress rule at a path includes a port. */
function includesPort(p: PropertyReader, path: string, port: number): boolean {
  if (p.text(`${path}IpProtocol`) === '-1') {
    return true;
  }
  const [from, to] = [p.number(`${path}FromPort`), p.number(`${path}ToPort`)];
  return from !== undefined && to !== undefined && from <= port && port <= to;
}

/**
 * Formats a number of minutes as the time that YAML 1.1 reads as this number, as in `22:30` for 1350. Returns undefined
 * for other values.
 */
function formatSexagesimal(value: unknown): string | undefined {
  if (typeof value !== 'number' || !isIntegerInRange(value, { min: 60, max: 24 * 60 - 1 })) {
    return undefined;
  }
  return `${Math.floor(value / 60)}:${String(value % 60).padStart(2, '0')}`;
}
