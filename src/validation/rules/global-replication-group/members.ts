import { findDuplicates } from '../../../private/text';
import { LIMITS } from '../../../service-data/limits';
import { GLOBAL_DATASTORE_REGIONS, REGIONS } from '../../../service-data/regions';
import { listElementPaths, readElementTexts } from '../../property-reader';
import type { PropertyReader } from '../../property-reader';
import type { ResourceView } from '../../resource-view';
import type { RuleSet } from '../../rule';
import { createMetadataFactory, crossResourceRule, requiredProperty, rule, formatValues } from '../../rule-builders';
import { PAGES } from '../pages';
import { isInPrimaryRegion, REPLICATION_GROUP } from './primary';

const MEMBER_PROPERTIES =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-elasticache-globalreplicationgroup-globalreplicationgroupmember.html';
const MEMBERS = 'Members';
const REGION = 'ReplicationGroupRegion';
const REQUIRED_MEMBER_KEYS = ['ReplicationGroupId', REGION, 'Role'];

const { min: MIN_MEMBERS, max: MAX_MEMBERS } = LIMITS.globalDatastoreMembers;

/** The format of Region names, also of those that this library does not know. */
const REGION_PATTERN = /^[a-z]{2,4}(-[a-z]+)+-\d+$/;

const metadata = createMetadataFactory('GlobalReplicationGroup', PAGES.globalDatastores);

/** Validates the members of a global datastore and their Regions. */
export const MEMBER_RULES: RuleSet = [
  requiredProperty(metadata('MembersMissing', MEMBERS, MEMBER_PROPERTIES), 'name the primary replication group'),
  rule(
    metadata('MemberCountInvalid', MEMBERS),
    `Members must hold a primary and at most ${MAX_MEMBERS - 1} secondaries`,
    (p) => {
      const memberCount = p.count(MEMBERS);
      if (memberCount === undefined) {
        return undefined;
      }
      return memberCount >= MIN_MEMBERS && memberCount <= MAX_MEMBERS
        ? undefined
        : `${formatMembers(p)} must hold a primary and at most ${MAX_MEMBERS - 1} secondaries, got ${memberCount} members`;
    },
  ),
  rule(
    metadata('MemberRoleInvalid', MEMBERS, MEMBER_PROPERTIES),
    'Role of a member must be PRIMARY or SECONDARY',
    (p) => {
      const invalid = readElementTexts(p, MEMBERS, 'Role').filter((role) => role !== 'PRIMARY' && role !== 'SECONDARY');
      return invalid.length > 0
        ? `${p.name(MEMBERS)} must have Role PRIMARY or SECONDARY, in capitals, got ${formatValues(invalid)}`
        : undefined;
    },
  ),
  rule(metadata('PrimaryCountInvalid', MEMBERS), 'Members must hold one PRIMARY', (p) => {
    const primaryCount = countPrimaries(p);
    if (primaryCount === undefined || primaryCount === 1) {
      return undefined;
    }
    const actual = primaryCount === 0 ? 'none' : primaryCount;
    return `${p.name(MEMBERS)} must hold one PRIMARY, got ${actual}; the others have Role SECONDARY`;
  }),
  rule(
    metadata('MemberIncomplete', MEMBERS, MEMBER_PROPERTIES),
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
  crossResourceRule(
    metadata('DuplicateRegions', MEMBERS),
    'each member must stand in a Region of its own',
    (global) => {
      const duplicates = findDuplicates(readMemberRegions(global));
      return duplicates.length > 0
        ? `${formatMembers(global)} must stand in different Regions, got ${duplicates.join(', ')} twice; move one of them`
        : undefined;
    },
  ),
  rule(metadata('RegionUnsupported', MEMBERS), 'each member must stand in a Region that has global datastores', (p) => {
    const unsupported = readElementTexts(p, MEMBERS, REGION).filter(isUnsupportedRegion);
    return unsupported.length > 0
      ? `${formatMembers(p)} must stand in Regions that have global datastores, got ${formatValues(unsupported)}; choose others`
      : undefined;
  }),
  rule(
    { ...metadata('RegionUnknown', MEMBERS), severity: 'warning' },
    'each member should stand in a Region that this library knows',
    (p) => {
      const unknown = readElementTexts(p, MEMBERS, REGION).filter(
        (region) => !REGIONS.includes(region) && REGION_PATTERN.test(region),
      );
      return unknown.length > 0
        ? `${formatMembers(p)} stands in ${unknown.join(', ')}, which this library does not know, so it cannot tell whether global datastores are there; upgrade the library`
        : undefined;
    },
  ),
  rule(
    metadata('RegionsInSeveralPartitions', MEMBERS),
    'members in China, in GovCloud and elsewhere do not go together',
    (p) => {
      const regions = readElementTexts(p, MEMBERS, REGION);
      return new Set(regions.map(findPartition)).size > 1
        ? `${formatMembers(p)} must stand in Regions of one partition, got ${regions.join(', ')}; Regions of China and of GovCloud only go with one another`
        : undefined;
    },
  ),
];

/** Formats the members: the primary and the secondaries of a construct, or the property of a template. */
function formatMembers(global: PropertyReader): string {
  return global.isConstruct ? `${global.name(MEMBERS)} with its secondaries` : global.name(MEMBERS);
}

/** The Regions of the members. A rule for replication groups reports secondaries in the Region of the primary. */
function readMemberRegions(global: ResourceView): string[] {
  return listElementPaths(global, MEMBERS)
    .filter((path) => {
      const member = global.target(`${path}.ReplicationGroupId`, REPLICATION_GROUP);
      return !member || !isInPrimaryRegion(member);
    })
    .map((path) => global.text(`${path}.${REGION}`))
    .filter((region) => region !== undefined);
}

/** The number of primaries, or undefined if it is unresolved. */
function countPrimaries(p: PropertyReader): number | undefined {
  const members = listElementPaths(p, MEMBERS);
  const roles = members.map((member) => p.text(`${member}.Role`)?.toUpperCase());
  const primaryCount = roles.filter((role) => role === 'PRIMARY').length;
  const hasUnresolvedRole = members.some((member, index) => roles[index] === undefined && p.has(`${member}.Role`));
  const isUnresolved = members.length === 0 || hasUnresolvedRole;
  return primaryCount === 0 && isUnresolved ? undefined : primaryCount;
}

/** Whether a name is not that of a Region, or that of one without global datastores. Unknown Regions may have them. */
function isUnsupportedRegion(region: string): boolean {
  if (REGIONS.includes(region)) {
    return !GLOBAL_DATASTORE_REGIONS.includes(region);
  }
  return !REGION_PATTERN.test(region);
}

function findPartition(region: string): string {
  if (region.startsWith('cn-')) {
    return 'aws-cn';
  }
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
