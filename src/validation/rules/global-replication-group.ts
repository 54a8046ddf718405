import { isDeepStrictEqual } from 'util';
import { formatList } from '../../private/text';
import { isResolved } from '../../private/tokens';
import { supports } from '../../service-data/engine-versions';
import { LIMITS } from '../../service-data/limits';
import { GLOBAL_DATASTORE_PREFIXES } from '../../service-data/regions';
import { listElementPaths, readElementTexts } from '../property-reader';
import type { PropertyReader } from '../property-reader';
import type { ResourceView } from '../resource-view';
import type { Rule, RuleSet } from '../rule';
import {
  completeElements,
  createMetadataFactory,
  integerRange,
  dependentProperty,
  rule,
  formatValue,
  crossResourceRule,
  joinErrors,
  formatValues,
  formatEnumValue,
  tagRules,
} from '../rule-builders';
import { readReferencePart } from './environment';
import { MEMBER_RULES } from './global-replication-group/members';
import { REPLICATION_GROUP, findMembers } from './global-replication-group/primary';
import { engineRules, featureRule, readEngine, formatSince, formatEngine } from './nodes/engine';
import { suggestNodeType, formatFamilies, supportsEngine, readNodeType, nodeTypeRules } from './nodes/node-type';
import { PAGES } from './pages';
import { isDurable } from './replication-group/durability';
import { deletionPolicyRule, uniqueNameRule } from './resource';

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

/** The keys that the API requires. CloudFormation has no requirement, and sends the keys only when it adds shards. */
const REQUIRED_CONFIGURATION_KEYS = ['ReplicationGroupId', REGION, 'ReshardingConfigurations'];

const SUPPORTED_FAMILIES = formatFamilies((fact) => fact.globalDatastore, 'and');

const metadata = createMetadataFactory('GlobalReplicationGroup', CREATE);

/** Validates the configurations of the Regions of members. */
const REGIONAL_CONFIGURATION_RULES: RuleSet = [
  completeElements(
    { ...metadata('RegionalConfigurationIncomplete', CONFIGURATIONS, REGIONAL_CONFIGURATION), severity: 'warning' },
    REQUIRED_CONFIGURATION_KEYS,
    'Region',
  ),
  rule(
    metadata('DuplicateRegionalConfigurations', CONFIGURATIONS, REGIONAL_CONFIGURATION),
    'RegionalConfigurations must contain distinct configurations',
    (p) => {
      const configurations = (p.list(CONFIGURATIONS) ?? []).filter(isResolved);
      const duplicate = configurations.find((configuration, index) =>
        configurations.slice(0, index).some((earlier) => isDeepStrictEqual(earlier, configuration)),
      );
      const count = configurations.filter((configuration) => isDeepStrictEqual(configuration, duplicate)).length;
      return duplicate === undefined
        ? undefined
        : `${p.name(CONFIGURATIONS)} must contain distinct configurations, but got ${count} identical ones. Remove the duplicates.`;
    },
  ),
  rule(
    metadata('RegionalConfigurationNotOfMember', CONFIGURATIONS, REGIONAL_CONFIGURATION),
    'RegionalConfigurations must contain only Regions that have a member',
    (p) => {
      const regions = readElementTexts(p, MEMBERS, REGION);
      if (regions.length === 0 || regions.length < listElementPaths(p, MEMBERS).length) {
        return undefined;
      }
      const foreign = readElementTexts(p, CONFIGURATIONS, REGION).filter((region) => !regions.includes(region));
      return foreign.length > 0
        ? `${p.name(CONFIGURATIONS)} must contain only Regions that have a member of the global datastore (${formatList([...new Set(regions)])}), but got ${formatList(foreign)}. Remove the configuration of ${formatList(foreign)}.`
        : undefined;
    },
  ),
  rule(
    metadata('RegionalConfigurationZoneInvalid', CONFIGURATIONS, REGIONAL_CONFIGURATION),
    'PreferredAvailabilityZones in RegionalConfigurations must be Availability Zones of ReplicationGroupRegion',
    (p) => {
      const foreign = listElementPaths(p, CONFIGURATIONS).flatMap((configuration) =>
        findForeignZones(p, configuration),
      );
      return foreign.length > 0
        ? `${p.name(CONFIGURATIONS)} must contain only Availability Zones in the given Region, but got ${formatList(foreign.map(({ zone, region }) => `${zone} for ${region}`))}. Use Availability Zones of ${formatList([...new Set(foreign.map(({ region }) => region))])}.`
        : undefined;
    },
  ),
  rule(
    metadata('RegionalConfigurationShardIdInvalid', CONFIGURATIONS, REGIONAL_CONFIGURATION),
    'NodeGroupId in RegionalConfigurations must be 1 to 4 digits',
    (p) => {
      const invalid = listElementPaths(p, CONFIGURATIONS)
        .flatMap((configuration) => readElementTexts(p, `${configuration}.ReshardingConfigurations`, 'NodeGroupId'))
        .filter((id) => !/^\d{1,4}$/.test(id));
      return invalid.length > 0
        ? `${p.name(CONFIGURATIONS)} must have shard ids of 1 to 4 digits, but got ${formatValues(invalid)}. Use ids such as 0001.`
        : undefined;
    },
  ),
];

export const GLOBAL_REPLICATION_GROUP_RULES: RuleSet = [
  rule(
    metadata('IdSuffixInvalid', SUFFIX),
    'GlobalReplicationGroupIdSuffix must consist of letters, digits, and single hyphens, and begin and end with a letter or digit',
    (p) => {
      const suffix = p.text(SUFFIX);
      return suffix === undefined || /^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$/.test(suffix)
        ? undefined
        : `${p.name(SUFFIX)} must consist of letters, digits, and single hyphens, and begin and end with a letter or digit, but got ${formatValue(suffix)}. Use a suffix such as "sessions-1".`;
    },
  ),
  rule(
    metadata('IdSuffixWithPrefix', SUFFIX),
    'GlobalReplicationGroupIdSuffix must not contain the prefix that AWS adds',
    (p) => {
      const suffix = p.text(SUFFIX);
      const [prefix, rest] = /^([a-z]{5})-(.+)$/.exec(suffix ?? '')?.slice(1) ?? [];
      return prefix !== undefined && Object.values(GLOBAL_DATASTORE_PREFIXES).includes(prefix)
        ? `${p.name(SUFFIX)} must not contain the prefix that AWS adds, but got ${formatValue(suffix)}. Use ${formatValue(rest)}.`
        : undefined;
    },
  ),
  ...MEMBER_RULES,
  ...REGIONAL_CONFIGURATION_RULES,
  rule(metadata('EngineInvalid', 'Engine'), 'Engine must be valkey or redis', (p) => {
    const engine = p.text('Engine');
    if (engine === undefined || engine === 'valkey' || engine === 'redis') {
      return undefined;
    }
    const problem = p.isConstruct
      ? 'must be a version of Valkey or Redis OSS, but got the engine'
      : 'must be valkey or redis, but got';
    return `${p.name('Engine')} ${problem} ${formatValue(engine)}. Use one of these engines.`;
  }),
  ...engineRules(metadata),
  featureRule(metadata('VersionUnsupported', 'EngineVersion', PAGES.globalDatastores), 'globalDatastore', {
    when: () => true,
    subject: 'EngineVersion of a global datastore',
  }),
  dependentProperty(
    metadata('ParameterGroupRequiresVersion', 'CacheParameterGroupName', MODIFY),
    'EngineVersion',
    (p) =>
      `You can change the parameter group of a global datastore only together with the major version of its engine. Set ${p.name('EngineVersion')} to a later major version than the current one, or remove ${p.name('CacheParameterGroupName')}.`,
  ),
  ...nodeTypeRules(metadata),
  rule(
    metadata('NodeTypeUnsupported', NODE_TYPE, PAGES.globalDatastores),
    'CacheNodeType must be a node type that global datastores support',
    (p) => {
      const type = readNodeType(p);
      if (!type || type.fact.globalDatastore || type.fact.discontinued) {
        return undefined;
      }
      const name = p.text(NODE_TYPE)!;
      const suggestion = suggestNodeType(p, name, (fact) => fact.globalDatastore && supportsEngine(p, fact));
      return `${p.name(NODE_TYPE)} must be a node type that global datastores support, but got ${name}. Global datastores support the families ${SUPPORTED_FAMILIES}. Use ${suggestion}.`;
    },
  ),
  integerRange(metadata('ShardCountOutOfRange', SHARD_COUNT, MODIFY), { ...LIMITS.shards, unit: 'shards' }),
  rule(
    metadata('ShardsRequireFailover', AUTOMATIC_FAILOVER, PAGES.autoFailover),
    'AutomaticFailoverEnabled must be true if there are several shards',
    (p) => {
      const shardCount = p.number(SHARD_COUNT) ?? 1;
      return p.flag(AUTOMATIC_FAILOVER) === false && shardCount > 1
        ? `${p.name(AUTOMATIC_FAILOVER)} must be true, because ${p.name(SHARD_COUNT)} is ${shardCount}, but got false. Set ${p.name(AUTOMATIC_FAILOVER)} to true.`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('MemberRegionMismatch', MEMBERS),
    'ReplicationGroupRegion of a member must be the Region of its replication group',
    (global) => {
      const mismatches = listElementPaths(global, MEMBERS).flatMap((path) => {
        const idPath = `${path}.ReplicationGroupId`;
        const member = global.target(idPath, REPLICATION_GROUP) ?? 'a replication group';
        const memberRegion = readReferencePart(global, idPath, 'region', { types: [REPLICATION_GROUP] });
        const region = global.text(`${path}.${REGION}`);
        const isMismatch = memberRegion !== undefined && region !== undefined && memberRegion !== region;
        return isMismatch ? [{ region, memberRegion, member: `${member} in ${memberRegion}` }] : [];
      });
      if (mismatches.length === 0) {
        return undefined;
      }
      const [{ region, memberRegion, member }] = mismatches;
      return global.isConstruct
        ? `${global.name(MEMBERS)} must be in the Region of the global datastore, ${region}, but got ${member}. Define the global datastore in the Region of its primary.`
        : `${global.name(MEMBERS)} must specify the Region of each replication group, but got ${region} for ${member}. Set ${REGION} to ${memberRegion}.`;
    },
  ),
  {
    ...memberRule('MemberScales', 'the members must not use Application Auto Scaling', (member, global) => {
      const [target] = member.findReferrers(
        'AWS::ApplicationAutoScaling::ScalableTarget',
        'ResourceId',
        'replication-group/',
      );
      const fix = global.isConstruct
        ? "Remove the scalable target, or the call to 'autoScaleShards' or 'autoScaleReplicas' that creates it."
        : 'Remove the scalable target.';
      return target
        ? `${formatMember(global, 'must not use Application Auto Scaling', 'must not contain replication groups with Application Auto Scaling')}, but ${target} scales ${member}. ${fix}`
        : undefined;
    }),
    // Scalable targets are defined after the group.
    isDeferred: true,
  },
  memberRule(
    'MemberNodeTypeUnsupported',
    'the members must have node types that global datastores support',
    (member, global) => {
      const type = readNodeType(member);
      const name = member.text(NODE_TYPE);
      return type && !type.fact.globalDatastore
        ? `${formatMember(global, 'must have a node type that global datastores support', 'must contain only replication groups with node types that global datastores support')}, but the node type of ${member} is ${name}. Global datastores support the families ${SUPPORTED_FAMILIES}. Use a node type of one of these families for ${member}.`
        : undefined;
    },
  ),
  memberRule('MemberVersionUnsupported', `the members must use ${formatSince('globalDatastore')}`, (member, global) => {
    const engine = readEngine(member);
    return engine && !supports(engine.name, engine.version, 'globalDatastore')
      ? `${formatMember(global, `must use ${formatSince('globalDatastore')}`, `must contain only replication groups with ${formatSince('globalDatastore')}`)}, but the engine version of ${member} is ${formatEngine(engine)}. Use a later engine version for ${member}.`
      : undefined;
  }),
  memberRule('MemberNetworkTypeUnsupported', 'the members must have NetworkType ipv4', (member, global) => {
    const networkType = member.text('NetworkType');
    return networkType === 'ipv6' || networkType === 'dual_stack'
      ? `${formatMember(global, 'must have the network type ipv4', 'must contain only replication groups with the network type ipv4')}, but ${member.name('NetworkType')} of ${member} is ${formatEnumValue(member, 'NetworkType', networkType)}. Set ${member.name('NetworkType')} of ${member} to ${formatEnumValue(member, 'NetworkType', 'ipv4')}.`
      : undefined;
  }),
  memberRule('MemberDurabilityUnsupported', 'the members must not have Durability sync or async', (member, global) => {
    return isDurable(member)
      ? `${formatMember(global, 'must not use durability in a global datastore', 'must contain only replication groups without durability')}, but ${member.name('Durability')} of ${member} is ${formatEnumValue(member, 'Durability', String(member.text('Durability')))}. Remove ${member.name('Durability')} from ${member}.`
      : undefined;
  }),
  ...tagRules(metadata, ['Key']),
  deletionPolicyRule(metadata),
  uniqueNameRule(metadata, 'GlobalReplicationGroup'),
];

/** Formats a requirement for the members. The prop of a construct contains only the primary. */
function formatMember(global: ResourceView, primaryRequirement: string, membersRequirement: string): string {
  return `${global.name(MEMBERS)} ${global.isConstruct ? primaryRequirement : membersRequirement}`;
}

/** Finds the zones of a configuration that are not in its Region. */
function findForeignZones(p: PropertyReader, configuration: string): { zone: string; region: string }[] {
  const region = p.text(`${configuration}.${REGION}`);
  if (region === undefined) {
    return [];
  }
  return listElementPaths(p, `${configuration}.ReshardingConfigurations`)
    .flatMap((shard) => listElementPaths(p, `${shard}.PreferredAvailabilityZones`))
    .map((path) => p.text(path))
    .filter((zone) => zone !== undefined && !zone.startsWith(region))
    .map((zone) => ({ zone: zone!, region }));
}

/** Validates each member that is defined in the same app or template. */
function memberRule(
  id: string,
  description: string,
  check: (member: ResourceView, global: ResourceView) => string | undefined,
): Rule {
  return crossResourceRule(metadata(id, MEMBERS, PAGES.globalDatastores), description, (global) =>
    joinErrors(findMembers(global).map((member) => check(member, global))),
  );
}
