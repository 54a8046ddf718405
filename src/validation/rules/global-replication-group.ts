import { supports } from '../../service-data/engine-versions';
import { LIMITS } from '../../service-data/limits';
import { GLOBAL_DATASTORE_PREFIXES, GLOBAL_DATASTORE_REGIONS, REGIONS } from '../../service-data/regions';
import type { PropertyReader } from '../property-reader';
import type { CrossResourceRuleSet, Rule, RuleSet } from '../rule';
import type { RuleMetadataInput, RuleMetadataFactory } from '../rule-builders';
import { integer, needs, oneOf, crossResourceRule, required, rule, formatValue } from '../rule-builders';
import type { TemplateResource } from '../template';
import { readEngine, engineRules, formatEngine, featureRule, formatSince } from './node-engine';
import { suggestNodeType, listFamilies, supportsEngine, readNodeType, nodeTypeRules } from './node-type';

const CREATE =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateGlobalReplicationGroup.html';
const MODIFY =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyGlobalReplicationGroup.html';
const LIMITATIONS =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html';
const FAILOVER = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html';
const SUFFIX = 'GlobalReplicationGroupIdSuffix';
const MEMBER_PROPERTIES =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-elasticache-globalreplicationgroup-globalreplicationgroupmember.html';
const REGIONAL = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_RegionalConfiguration.html';
const MEMBERS = 'Members';
const CONFIGURATIONS = 'RegionalConfigurations';
const GETTING_STARTED = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html';

const { min: MIN_MEMBERS, max: MAX_MEMBERS } = LIMITS.globalDatastoreMembers;

const metadata: RuleMetadataFactory = (id, property, see = CREATE) => ({
  id: `GlobalReplicationGroup.${id}`,
  property,
  see,
});

/** What AWS demands of `AWS::ElastiCache::GlobalReplicationGroup`. */
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
  ...memberRules(),
  oneOf(metadata('EngineKnown', 'Engine'), ['valkey', 'redis']),
  ...engineRules(metadata),
  featureRule(
    metadata,
    'VersionNeeded',
    'EngineVersion',
    'globalDatastore',
    LIMITATIONS,
    () => true,
    'a global datastore',
  ),
  needs(
    metadata('ParametersNeedVersion', 'CacheParameterGroupName', MODIFY),
    'EngineVersion',
    'give it together with a higher major version, or leave it out',
  ),
  ...nodeTypeRules(metadata),
  rule(
    metadata('NodeTypeSupported', 'CacheNodeType', LIMITATIONS),
    'CacheNodeType must be of a family that global datastores take',
    (p) => {
      const type = readNodeType(p);
      return type && !type.fact.globalDatastore && !type.fact.gone
        ? `${p.name('CacheNodeType')} must be of ${listFamilies((fact) => fact.globalDatastore)} for a global datastore, got ${p.text('CacheNodeType')}; ` +
            suggestNodeType(p, p.text('CacheNodeType')!, (fact) => fact.globalDatastore && supportsEngine(p, fact))
        : undefined;
    },
  ),
  integer(metadata('ShardCount', 'GlobalNodeGroupCount', MODIFY), { ...LIMITS.shards, unit: 'shards' }),
  rule(
    metadata('ShardsNeedFailover', 'AutomaticFailoverEnabled', FAILOVER),
    'AutomaticFailoverEnabled must be true for several shards',
    (p) =>
      p.flag('AutomaticFailoverEnabled') === false && (p.number('GlobalNodeGroupCount') ?? 1) > 1
        ? `${p.name('AutomaticFailoverEnabled')} must be true with ${p.number('GlobalNodeGroupCount')} shards by ${p.name('GlobalNodeGroupCount')}, got false; turn it on`
        : undefined,
  ),
];

/** What is demanded of the members of a global datastore and their Regions. */
function memberRules(): Rule[] {
  const members = (id: string, demand: string, check: Rule['check'], see: string = LIMITATIONS) =>
    rule(metadata(id, MEMBERS, see), demand, check);
  return [
    required(metadata('MembersGiven', MEMBERS, MEMBER_PROPERTIES), 'name the primary replication group'),
    members('MemberCount', `Members must hold a primary and at most ${MAX_MEMBERS - 1} secondaries`, (p) => {
      const size = p.list(MEMBERS)?.length;
      return size === undefined || (size >= MIN_MEMBERS && size <= MAX_MEMBERS)
        ? undefined
        : `${p.name(MEMBERS)} must hold a primary and at most ${MAX_MEMBERS - 1} secondaries, got ${size} members`;
    }),
    members(
      'RoleKnown',
      'Role of a member must be PRIMARY or SECONDARY',
      (p) => {
        const invalid = readTexts(p, MEMBERS, 'Role').filter((role) => role !== 'PRIMARY' && role !== 'SECONDARY');
        return invalid.length > 0
          ? `${p.name(MEMBERS)} must have Role PRIMARY or SECONDARY, in capitals, got ${invalid.map(formatValue).join(', ')}`
          : undefined;
      },
      MEMBER_PROPERTIES,
    ),
    members('OnePrimary', 'Members must hold one PRIMARY', (p) => {
      const roles = listPaths(p, MEMBERS).map((member) => p.text(`${member}.Role`));
      const primaries = roles.filter((role) => role?.toUpperCase() === 'PRIMARY').length;
      const isUnsure =
        roles.length === 0 ||
        listPaths(p, MEMBERS).some((member, index) => roles[index] === undefined && p.has(`${member}.Role`));
      return primaries > 1 || (primaries === 0 && !isUnsure)
        ? `${p.name(MEMBERS)} must hold one PRIMARY, got ${primaries === 0 ? 'none' : primaries}; the others have Role SECONDARY`
        : undefined;
    }),
    members(
      'MembersComplete',
      'each member must have ReplicationGroupId, ReplicationGroupRegion and Role',
      (p) => {
        const missing = listPaths(p, MEMBERS)
          .flatMap((member) =>
            ['ReplicationGroupId', 'ReplicationGroupRegion', 'Role'].map((key) => `${member}.${key}`),
          )
          .filter((path) => !p.has(path));
        return missing.length > 0
          ? `${p.name(MEMBERS)} must say everything of each member, got no ${missing.map((path) => path.slice(MEMBERS.length + 1)).join(', ')}; give it`
          : undefined;
      },
      MEMBER_PROPERTIES,
    ),
    members('RegionsDistinct', 'each member must stand in a Region of its own', (p) => {
      const regions = readTexts(p, MEMBERS, 'ReplicationGroupRegion');
      const duplicates = [...new Set(regions.filter((region, index) => regions.indexOf(region) !== index))];
      return duplicates.length > 0
        ? `${p.name(MEMBERS)} must stand in different Regions, got ${duplicates.join(', ')} twice; move one of them`
        : undefined;
    }),
    members('RegionsSupported', 'each member must stand in a Region that has global datastores', (p) => {
      const invalid = readTexts(p, MEMBERS, 'ReplicationGroupRegion').filter((region) => isUnsupportedRegion(region));
      return invalid.length > 0
        ? `${p.name(MEMBERS)} must stand in Regions that have global datastores, got ${invalid.map(formatValue).join(', ')}; choose others`
        : undefined;
    }),
    members('RegionsOfOnePartition', 'members in China, in GovCloud and elsewhere do not go together', (p) => {
      const regions = readTexts(p, MEMBERS, 'ReplicationGroupRegion');
      return new Set(regions.map(readPartition)).size > 1
        ? `${p.name(MEMBERS)} must stand in Regions of one partition, got ${regions.join(', ')}; Regions of China and of GovCloud only go with one another`
        : undefined;
    }),
    rule(
      metadata('ConfigurationsOfMembers', CONFIGURATIONS, REGIONAL),
      'RegionalConfigurations must be of members',
      (p) => {
        const regions = readTexts(p, MEMBERS, 'ReplicationGroupRegion');
        const isKnown = regions.length === listPaths(p, MEMBERS).length && regions.length > 0;
        const invalid = readTexts(p, CONFIGURATIONS, 'ReplicationGroupRegion').filter(
          (region) => isKnown && !regions.includes(region),
        );
        return invalid.length > 0
          ? `${p.name(CONFIGURATIONS)} must be of Regions in which members stand (${regions.join(', ')}), got ${invalid.join(', ')}`
          : undefined;
      },
    ),
    rule(
      metadata('ConfigurationZones', CONFIGURATIONS, REGIONAL),
      'PreferredAvailabilityZones of RegionalConfigurations must be zones of the Region',
      (p) => {
        const invalid = listPaths(p, CONFIGURATIONS).flatMap((configuration) => {
          const region = p.text(`${configuration}.ReplicationGroupRegion`);
          const zones = listPaths(p, `${configuration}.ReshardingConfigurations`)
            .flatMap((shard) => listPaths(p, `${shard}.PreferredAvailabilityZones`))
            .map((path) => p.text(path));
          return zones
            .filter((zone) => region !== undefined && zone !== undefined && !zone.startsWith(region))
            .map((zone) => `${zone} in ${region}`);
        });
        return invalid.length > 0
          ? `${p.name(CONFIGURATIONS)} must hold zones of their own Region, got ${invalid.join(', ')}`
          : undefined;
      },
    ),
    rule(
      metadata('ConfigurationShardIds', CONFIGURATIONS, REGIONAL),
      'NodeGroupId of RegionalConfigurations must be 1 to 4 digits',
      (p) => {
        const shards = listPaths(p, CONFIGURATIONS).flatMap((configuration) =>
          listPaths(p, `${configuration}.ReshardingConfigurations`),
        );
        const invalid = shards
          .map((shard) => p.text(`${shard}.NodeGroupId`))
          .filter((id) => id !== undefined && !/^\d{1,4}$/.test(id));
        return invalid.length > 0
          ? `${p.name(CONFIGURATIONS)} must give each shard an id of 1 to 4 digits, got ${invalid.map(formatValue).join(', ')}`
          : undefined;
      },
    ),
  ];
}

/** The paths of the elements of a list. */
function listPaths(p: PropertyReader, list: string): string[] {
  return (p.list(list) ?? []).map((_, index) => `${list}.${index}`);
}

/** What the elements of a list say, where it is known. */
function readTexts(p: PropertyReader, list: string, key: string): string[] {
  return listPaths(p, list)
    .map((path) => p.text(`${path}.${key}`))
    .filter((value) => value !== undefined);
}

/** A Region that ElastiCache is known to have, without global datastores, or what is no Region. */
function isUnsupportedRegion(region: string): boolean {
  return (
    !GLOBAL_DATASTORE_REGIONS.includes(region) && (REGIONS.includes(region) || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region))
  );
}

function readPartition(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

const globalReplicationGroupRelationsAbout = (id: string): RuleMetadataInput => ({
  id: `GlobalReplicationGroup.${id}`,
  property: 'Members',
  see: GETTING_STARTED,
});

/** What AWS demands of the members of a global datastore. */
export const GLOBAL_REPLICATION_GROUP_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  crossResourceRule(
    globalReplicationGroupRelationsAbout('MemberNodeType'),
    'the members must have node types that global datastores support',
    (global) =>
      findFirstError(findMembers(global), (member) => {
        const type = readNodeType(member.properties);
        return type && !type.fact.globalDatastore
          ? `'Members' must have nodes of ${listFamilies((fact) => fact.globalDatastore)}, got ${member} with ${member.properties.text('CacheNodeType')}`
          : undefined;
      }),
  ),
  crossResourceRule(
    globalReplicationGroupRelationsAbout('MemberVersion'),
    `the members must have ${formatSince('globalDatastore')}`,
    (global) =>
      findFirstError(findMembers(global), (member) => {
        const engine = readEngine(member.properties);
        return engine && !supports(engine.name, engine.version, 'globalDatastore')
          ? `'Members' must have ${formatSince('globalDatastore')}, got ${member} with ${formatEngine(engine)}`
          : undefined;
      }),
  ),
  crossResourceRule(
    globalReplicationGroupRelationsAbout('MemberNeedsIpv4'),
    'the members must have NetworkType ipv4',
    (global) =>
      findFirstError(findMembers(global), (member) => {
        const networkType = member.properties.text('NetworkType');
        return networkType === 'ipv6' || networkType === 'dual_stack'
          ? `'Members' must have NetworkType ipv4, got ${member} with ${networkType}`
          : undefined;
      }),
  ),
  crossResourceRule(
    globalReplicationGroupRelationsAbout('MemberNotDurable'),
    'the members must not have Durability sync or async',
    (global) =>
      findFirstError(findMembers(global), (member) => {
        const durability = member.properties.text('Durability');
        return durability === 'sync' || durability === 'async'
          ? `'Members' must not have Durability, got ${member} with ${durability}`
          : undefined;
      }),
  ),
];

function findMembers(global: TemplateResource): TemplateResource[] {
  const members = (global.properties.list('Members') ?? []).map((_, index) =>
    global.target(`Members.${index}.ReplicationGroupId`, 'AWS::ElastiCache::ReplicationGroup'),
  );
  return members.filter((member) => member !== undefined);
}

function findFirstError<T>(values: readonly T[], check: (value: T) => string | undefined): string | undefined {
  for (const value of values) {
    const error = check(value);
    if (error !== undefined) {
      return error;
    }
  }
  return undefined;
}
