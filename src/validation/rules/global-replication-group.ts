import { supports } from '../../service-data/engine-versions';
import { LIMITS } from '../../service-data/limits';
import { GLOBAL_DATASTORE_PREFIXES } from '../../service-data/regions';
import { listElementPaths, readElementTexts } from '../property-reader';
import type { PropertyReader } from '../property-reader';
import type { CrossResourceRuleSet, CrossResourceRule, RuleSet } from '../rule';
import {
  createMetadataFactory,
  integerRange,
  dependentProperty,
  allowedValues,
  rule,
  formatValue,
  crossResourceRule,
  formatValues,
} from '../rule-builders';
import { MEMBER_RULES } from './global-replication-group/members';
import { engineRules, featureRule, readEngine, formatSince, formatEngine } from './nodes/engine';
import { suggestNodeType, listFamilies, supportsEngine, readNodeType, nodeTypeRules } from './nodes/node-type';
import { PAGES } from './pages';
import type { TemplateResource } from '../template';

const CREATE =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateGlobalReplicationGroup.html';
const MODIFY =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyGlobalReplicationGroup.html';
const REGIONAL_CONFIGURATION =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_RegionalConfiguration.html';
const SUFFIX = 'GlobalReplicationGroupIdSuffix';
const SHARD_COUNT = 'GlobalNodeGroupCount';
const AUTOMATIC_FAILOVER = 'AutomaticFailoverEnabled';
const NODE_TYPE = 'CacheNodeType';
const MEMBERS = 'Members';
const REGION = 'ReplicationGroupRegion';
const CONFIGURATIONS = 'RegionalConfigurations';

const SUPPORTED_FAMILIES = listFamilies((fact) => fact.globalDatastore);

const metadata = createMetadataFactory('GlobalReplicationGroup', CREATE);

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
        ? `${p.name(CONFIGURATIONS)} must give each shard an id of 1 to 4 digits, got ${formatValues(invalid)}`
        : undefined;
    },
  ),
];

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
  allowedValues(metadata('EngineKnown', 'Engine'), ['valkey', 'redis']),
  ...engineRules(metadata),
  featureRule(metadata('VersionNeeded', 'EngineVersion', PAGES.globalDatastores), 'globalDatastore', {
    when: () => true,
    subject: 'a global datastore',
  }),
  dependentProperty(
    metadata('ParametersNeedVersion', 'CacheParameterGroupName', MODIFY),
    'EngineVersion',
    'give it together with a higher major version, or leave it out',
  ),
  ...nodeTypeRules(metadata),
  rule(
    metadata('NodeTypeSupported', NODE_TYPE, PAGES.globalDatastores),
    'CacheNodeType must be of a family that global datastores take',
    (p) => {
      const type = readNodeType(p);
      if (!type || type.fact.globalDatastore || type.fact.discontinued) {
        return undefined;
      }
      const name = p.text(NODE_TYPE)!;
      const suggestion = suggestNodeType(p, name, (fact) => fact.globalDatastore && supportsEngine(p, fact));
      return `${p.name(NODE_TYPE)} must be of ${SUPPORTED_FAMILIES} for a global datastore, got ${name}; ${suggestion}`;
    },
  ),
  integerRange(metadata('ShardCount', SHARD_COUNT, MODIFY), { ...LIMITS.shards, unit: 'shards' }),
  rule(
    metadata('ShardsNeedFailover', AUTOMATIC_FAILOVER, PAGES.autoFailover),
    'AutomaticFailoverEnabled must be true for several shards',
    (p) => {
      const shardCount = p.number(SHARD_COUNT) ?? 1;
      return p.flag(AUTOMATIC_FAILOVER) === false && shardCount > 1
        ? `${p.name(AUTOMATIC_FAILOVER)} must be true with ${shardCount} shards by ${p.name(SHARD_COUNT)}, got false; turn it on`
        : undefined;
    },
  ),
];

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

/** Validates a global datastore against its members. */
export const GLOBAL_REPLICATION_GROUP_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  memberRule('MemberNodeType', 'the members must have node types that global datastores support', (member) => {
    const type = readNodeType(member.properties);
    const name = member.properties.text(NODE_TYPE);
    return type && !type.fact.globalDatastore
      ? `'Members' must have nodes of ${SUPPORTED_FAMILIES}, got ${member} with ${name}`
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
  return crossResourceRule(metadata(id, MEMBERS, PAGES.globalDatastores), description, (global) =>
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
