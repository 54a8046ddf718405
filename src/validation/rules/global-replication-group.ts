import { supports } from '../../service-data/engine-versions';
import { LIMITS } from '../../service-data/limits';
import { GLOBAL_DATASTORE_PREFIXES, GLOBAL_DATASTORE_REGIONS, REGIONS } from '../../service-data/regions';
import type { PropertyReader } from '../property-reader';
import type { CrossResourceRule, CrossResourceRuleSet, RuleSet } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { integer, needs, oneOf, crossResourceRule, required, rule, formatValue } from '../rule-builders';
import type { TemplateResource } from '../template';
import { findDuplicates, listElementPaths, readElementTexts } from '../list-elements';
import { readEngine, engineRules, formatEngine, featureRule, formatSince } from './nodes/engine';
import { suggestNodeType, listFamilies, supportsEngine, readNodeType, nodeTypeRules } from './nodes/node-type';

const CREATE =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateGlobalReplicationGroup.html';
const MODIFY =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyGlobalReplicationGroup.html';
const GETTING_STARTED =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html';
const FAILOVER = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html';
const MEMBER_PROPERTIES =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-elasticache-globalreplicationgroup-globalreplicationgroupmember.html';
const REGIONAL_CONFIGURATION =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_RegionalConfiguration.html';
const SUFFIX = 'GlobalReplicationGroupIdSuffix';
const SHARD_COUNT = 'GlobalNodeGroupCount';
const AUTOMATIC_FAILOVER = 'AutomaticFailoverEnabled';
const NODE_TYPE = 'CacheNodeType';
const MEMBERS = 'Members';
const REGION = 'ReplicationGroupRegion';
const REQUIRED_MEMBER_KEYS = ['ReplicationGroupId', REGION, 'Role'];
const CONFIGURATIONS = 'RegionalConfigurations';

const { min: MIN_MEMBERS, max: MAX_MEMBERS } = LIMITS.globalDatastoreMembers;

const metadata: RuleMetadataFactory = (id, property, see = CREATE) => ({
  id: `GlobalReplicationGroup.${id}`,
  property,
  see,
});

/** Validates the members of a global datastore and their Regions. */
const MEMBER_RULES: RuleSet = [
  required(metadata('MembersGiven', MEMBERS, MEMBER_PROPERTIES), 'name the primary replication group'),
  rule(
    metadata('MemberCount', MEMBERS, GETTING_STARTED),
    `Members must hold a primary and at most ${MAX_MEMBERS - 1} secondaries`,
    (p) => {
      const memberCount = p.list(MEMBERS)?.length;
      if (memberCount === undefined) {
        return undefined;
      }
      return memberCount >= MIN_MEMBERS && memberCount <= MAX_MEMBERS
        ? undefined
        : `${p.name(MEMBERS)} must hold a primary and at most ${MAX_MEMBERS - 1} secondaries, got ${memberCount} members`;
    },
  ),
  rule(metadata('RoleKnown', MEMBERS, MEMBER_PROPERTIES), 'Role of a member must be PRIMARY or SECONDARY', (p) => {
    const invalid = readElementTexts(p, MEMBERS, 'Role').filter((role) => role !== 'PRIMARY' && role !== 'SECONDARY');
    return invalid.length > 0
      ? `${p.name(MEMBERS)} must have Role PRIMARY or SECONDARY, in capitals, got ${invalid.map(formatValue).join(', ')}`
      : undefined;
  }),
  rule(metadata('OnePrimary', MEMBERS, GETTING_STARTED), 'Members must hold one PRIMARY', (p) => {
    const primaryCount = countPrimaries(p);
    if (primaryCount === undefined || primaryCount === 1) {
      return undefined;
    }
    return `${p.name(MEMBERS)} must hold one PRIMARY, got ${primaryCount === 0 ? 'none' : primaryCount}; the others have Role SECONDARY`;
  }),
  rule(
    metadata('MembersComplete', MEMBERS, MEMBER_PROPERTIES),
    'each member must have ReplicationGroupId, ReplicationGroupRegion and Role',
    (p) => {
      const missing = listElementPaths(p, MEMBERS)
        .flatMap((member) => REQUIRED_MEMBER_KEYS.map((key) => `${member}.${key}`))
        .filter((path) => !p.has(path))
        .map((path) => path.slice(MEMBERS.length + 1));
      return missing.length > 0
        ? `${p.name(MEMBERS)} must say everything of each member, got no ${missing.join(', ')}; give it`
        : undefined;
    },
  ),
  rule(metadata('RegionsDistinct', MEMBERS, GETTING_STARTED), 'each member must stand in a Region of its own', (p) => {
    const duplicates = findDuplicates(readElementTexts(p, MEMBERS, REGION));
    return duplicates.length > 0
      ? `${p.name(MEMBERS)} must stand in different Regions, got ${duplicates.join(', ')} twice; move one of them`
      : undefined;
  }),
  rule(
    metadata('RegionsSupported', MEMBERS, GETTING_STARTED),
    'each member must stand in a Region that has global datastores',
    (p) => {
      const unsupported = readElementTexts(p, MEMBERS, REGION).filter(isUnsupportedRegion);
      return unsupported.length > 0
        ? `${p.name(MEMBERS)} must stand in Regions that have global datastores, got ${unsupported.map(formatValue).join(', ')}; choose others`
        : undefined;
    },
  ),
  rule(
    metadata('RegionsOfOnePartition', MEMBERS, GETTING_STARTED),
    'members in China, in GovCloud and elsewhere do not go together',
    (p) => {
      const regions = readElementTexts(p, MEMBERS, REGION);
      return new Set(regions.map(findPartition)).size > 1
        ? `${p.name(MEMBERS)} must stand in Regions of one partition, got ${regions.join(', ')}; Regions of China and of GovCloud only go with one another`
        : undefined;
    },
  ),
];

/** Validates the configurations of Regions with members. */
const REGIONAL_CONFIGURATION_RULES: RuleSet = [
  rule(
    metadata('ConfigurationsOfMembers', CONFIGURATIONS, REGIONAL_CONFIGURATION),
    'RegionalConfigurations must be of members',
    (p) => {
      const regions = readElementTexts(p, MEMBERS, REGION);
      if (regions.length === 0 || regions.length < listElementPaths(p, MEMBERS).length) {
        return undefined;
      }
      const foreign = readElementTexts(p, CONFIGURATIONS, REGION).filter((region) => !regions.includes(region));
      return foreign.length > 0
        ? `${p.name(CONFIGURATIONS)} must be of Regions in which members stand (${regions.join(', ')}), got ${foreign.join(', ')}`
        : undefined;
    },
  ),
  rule(
    metadata('ConfigurationZones', CONFIGURATIONS, REGIONAL_CONFIGURATION),
    'PreferredAvailabilityZones of RegionalConfigurations must be zones of the Region',
    (p) => {
      const foreign = listElementPaths(p, CONFIGURATIONS).flatMap((configuration) =>
        findForeignZones(p, configuration),
      );
      return foreign.length > 0
        ? `${p.name(CONFIGURATIONS)} must hold zones of their own Region, got ${foreign.join(', ')}`
        : undefined;
    },
  ),
  rule(
    metadata('ConfigurationShardIds', CONFIGURATIONS, REGIONAL_CONFIGURATION),
    'NodeGroupId of RegionalConfigurations must be 1 to 4 digits',
    (p) => {
      const invalid = listElementPaths(p, CONFIGURATIONS)
        .flatMap((configuration) => readElementTexts(p, `${configuration}.ReshardingConfigurations`, 'NodeGroupId'))
        .filter((id) => !/^\d{1,4}$/.test(id));
      return invalid.length > 0
        ? `${p.name(CONFIGURATIONS)} must give each shard an id of 1 to 4 digits, got ${invalid.map(formatValue).join(', ')}`
        : undefined;
    },
  ),
];

/** Validates the properties of `AWS::ElastiCache::GlobalReplicationGroup`. */
export const GLOBAL_REPLICATION_GROUP_RULES: RuleSet = [
  rule(metadata('SuffixForm', SUFFIX), 'GlobalReplicationGroupIdSuffix must have letters, digits and hyphens', (p) => {
    const suffix = p.text(SUFFIX);
    return suffix === undefined || /^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$/.test(suffix)
      ? undefined
      : `${p.name(SUFFIX)} must have letters, digits and single hyphens, and begin and end with a letter or digit, got ${formatValue(suffix)}`;
  }),
  rule(
    metadata('SuffixWithoutPrefix', SUFFIX),
    'GlobalReplicationGroupIdSuffix must be without the prefix that AWS puts before it',
    (p) => {
      const suffix = p.text(SUFFIX);
      const [prefix, rest] = /^([a-z]{5})-(.+)$/.exec(suffix ?? '')?.slice(1) ?? [];
      return prefix !== undefined && Object.values(GLOBAL_DATASTORE_PREFIXES).includes(prefix)
        ? `${p.name(SUFFIX)} must be without the prefix that AWS puts before it, got ${formatValue(suffix)}; write ${formatValue(rest)}`
        : undefined;
    },
  ),
  ...MEMBER_RULES,
  ...REGIONAL_CONFIGURATION_RULES,
  oneOf(metadata('EngineKnown', 'Engine'), ['valkey', 'redis']),
  ...engineRules(metadata),
  featureRule(metadata('VersionNeeded', 'EngineVersion', GETTING_STARTED), 'globalDatastore', {
    when: () => true,
    subject: 'a global datastore',
  }),
  needs(
    metadata('ParametersNeedVersion', 'CacheParameterGroupName', MODIFY),
    'EngineVersion',
    'give it together with a higher major version, or leave it out',
  ),
  ...nodeTypeRules(metadata),
  rule(
    metadata('NodeTypeSupported', NODE_TYPE, GETTING_STARTED),
    'CacheNodeType must be of a family that global datastores take',
    (p) => {
      const type = readNodeType(p);
      if (!type || type.fact.globalDatastore || type.fact.discontinued) {
        return undefined;
      }
      const name = p.text(NODE_TYPE)!;
      return (
        `${p.name(NODE_TYPE)} must be of ${listFamilies((fact) => fact.globalDatastore)} for a global datastore, got ${name}; ` +
        suggestNodeType(p, name, (fact) => fact.globalDatastore && supportsEngine(p, fact))
      );
    },
  ),
  integer(metadata('ShardCount', SHARD_COUNT, MODIFY), { ...LIMITS.shards, unit: 'shards' }),
  rule(
    metadata('ShardsNeedFailover', AUTOMATIC_FAILOVER, FAILOVER),
    'AutomaticFailoverEnabled must be true for several shards',
    (p) => {
      const shardCount = p.number(SHARD_COUNT) ?? 1;
      return p.flag(AUTOMATIC_FAILOVER) === false && shardCount > 1
        ? `${p.name(AUTOMATIC_FAILOVER)} must be true with ${shardCount} shards by ${p.name(SHARD_COUNT)}, got false; turn it on`
        : undefined;
    },
  ),
];

/** The number of primaries, or undefined if it is unresolved. */
function countPrimaries(p: PropertyReader): number | undefined {
  const members = listElementPaths(p, MEMBERS);
  const roles = members.map((member) => p.text(`${member}.Role`)?.toUpperCase());
  const primaryCount = roles.filter((role) => role === 'PRIMARY').length;
  const hasUnresolvedRole = members.some((member, index) => roles[index] === undefined && p.has(`${member}.Role`));
  const isUnresolved = members.length === 0 || hasUnresolvedRole;
  return primaryCount === 0 && isUnresolved ? undefined : primaryCount;
}

/** The zones of a configuration that are not in its Region. */
function findForeignZones(p: PropertyReader, configuration: string): string[] {
  const region = p.text(`${configuration}.${REGION}`);
  if (region === undefined) {
    return [];
  }
  return listElementPaths(p, `${configuration}.ReshardingConfigurations`)
    .flatMap((shard) => listElementPaths(p, `${shard}.PreferredAvailabilityZones`))
    .map((path) => p.text(path))
    .filter((zone) => zone !== undefined && !zone.startsWith(region))
    .map((zone) => `${zone} in ${region}`);
}

/** Whether a name is not that of a Region, or that of one without global datastores. Unknown Regions may have them. */
function isUnsupportedRegion(region: string): boolean {
  if (REGIONS.includes(region)) {
    return !GLOBAL_DATASTORE_REGIONS.includes(region);
  }
  return !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region);
}

function findPartition(region: string): string {
  if (region.startsWith('cn-')) {
    return 'aws-cn';
  }
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** Validates a global datastore against its members. */
export const GLOBAL_REPLICATION_GROUP_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  memberRule('MemberNodeType', 'the members must have node types that global datastores support', (member) => {
    const type = readNodeType(member.properties);
    return type && !type.fact.globalDatastore
      ? `'Members' must have nodes of ${listFamilies((fact) => fact.globalDatastore)}, got ${member} with ${member.properties.text(NODE_TYPE)}`
      : undefined;
  }),
  memberRule('MemberVersion', `the members must have ${formatSince('globalDatastore')}`, (member) => {
    const engine = readEngine(member.properties);
    return engine && !supports(engine.name, engine.version, 'globalDatastore')
      ? `'Members' must have ${formatSince('globalDatastore')}, got ${member} with ${formatEngine(engine)}`
      : undefined;
  }),
  memberRule('MemberNeedsIpv4', 'the members must have NetworkType ipv4', (member) => {
    const networkType = member.properties.text('NetworkType');
    return networkType === 'ipv6' || networkType === 'dual_stack'
      ? `'Members' must have NetworkType ipv4, got ${member} with ${networkType}`
      : undefined;
  }),
  memberRule('MemberNotDurable', 'the members must not have Durability sync or async', (member) => {
    const durability = member.properties.text('Durability');
    return durability === 'sync' || durability === 'async'
      ? `'Members' must not have Durability, got ${member} with ${durability}`
      : undefined;
  }),
];

/** Validates each member that is in the template. Reports the first error. */
function memberRule(
  id: string,
  description: string,
  check: (member: TemplateResource) => string | undefined,
): CrossResourceRule {
  return crossResourceRule(metadata(id, MEMBERS, GETTING_STARTED), description, (global) =>
    findMembers(global)
      .map(check)
      .find((error) => error !== undefined),
  );
}

function findMembers(global: TemplateResource): TemplateResource[] {
  const members = listElementPaths(global.properties, MEMBERS).map((member) =>
    global.target(`${member}.ReplicationGroupId`, 'AWS::ElastiCache::ReplicationGroup'),
  );
  return members.filter((member) => member !== undefined);
}
