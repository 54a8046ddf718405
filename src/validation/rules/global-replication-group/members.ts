import { findDuplicates, formatList, pluralize } from '../../../private/text';
import { LIMITS } from '../../../service-data/limits';
import { findPartition, GLOBAL_DATASTORE_REGIONS, REGION_PATTERN, REGIONS } from '../../../service-data/regions';
import { listElementPaths, readElementTexts } from '../../property-reader';
import type { PropertyReader } from '../../property-reader';
import type { ResourceView } from '../../resource-view';
import type { RuleSet } from '../../rule';
import {
  completeElements,
  createMetadataFactory,
  crossResourceRule,
  requiredProperty,
  rule,
  formatValues,
  templateRule,
} from '../../rule-builders';
import { PAGES } from '../pages';
import { DEPENDS_ON, formatReferenceFix, listDependencies } from '../shared-cross-resource-rules';
import { findPrimaryPath, isInPrimaryRegion, REPLICATION_GROUP } from './primary';

const MEMBER_PROPERTIES =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-elasticache-globalreplicationgroup-globalreplicationgroupmember.html';
const MEMBERS = 'Members';
const REGION = 'ReplicationGroupRegion';
const REQUIRED_MEMBER_KEYS = ['ReplicationGroupId', REGION, 'Role'];

const { min: MIN_MEMBERS, max: MAX_MEMBERS } = LIMITS.globalDatastoreMembers;

const metadata = createMetadataFactory('GlobalReplicationGroup', PAGES.globalDatastores);

/** Validates the members of a global datastore and their Regions. */
export const MEMBER_RULES: RuleSet = [
  requiredProperty(metadata('MembersMissing', MEMBERS, MEMBER_PROPERTIES), 'Specify the primary replication group.'),
  rule(
    metadata('MemberCountInvalid', MEMBERS),
    `Members must contain a primary and at most ${MAX_MEMBERS - 1} secondaries`,
    (p) => {
      const memberCount = p.count(MEMBERS);
      if (memberCount === undefined) {
        return undefined;
      }
      if (memberCount >= MIN_MEMBERS && memberCount <= MAX_MEMBERS) {
        return undefined;
      }
      return p.isConstruct
        ? `${p.name(MEMBERS)} must have at most ${MAX_MEMBERS - 1} secondaries, but got ${memberCount - 1}. ${formatSecondariesFix(memberCount)}`
        : `${p.name(MEMBERS)} must contain a primary and at most ${MAX_MEMBERS - 1} secondaries, but got ${pluralize(memberCount, 'member')}. ${memberCount > MAX_MEMBERS ? formatSecondariesFix(memberCount) : 'Add the primary.'}`;
    },
  ),
  rule(
    metadata('MemberRoleInvalid', MEMBERS, MEMBER_PROPERTIES),
    'Role of a member must be PRIMARY or SECONDARY',
    (p) => {
      const invalid = readElementTexts(p, MEMBERS, 'Role').filter((role) => role !== 'PRIMARY' && role !== 'SECONDARY');
      return invalid.length > 0
        ? `${p.name(MEMBERS)} must specify the Role PRIMARY or SECONDARY, in uppercase, for each member, but got ${formatValues(invalid)}. Use one of these values.`
        : undefined;
    },
  ),
  rule(metadata('PrimaryCountInvalid', MEMBERS), 'Members must contain exactly one PRIMARY', (p) => {
    const primaryCount = countPrimaries(p);
    if (primaryCount === undefined || primaryCount === 1) {
      return undefined;
    }
    const actual = primaryCount === 0 ? ', but none has this Role' : `, but got ${primaryCount}`;
    const fix =
      primaryCount === 0 ? 'Set the Role of one member to PRIMARY.' : 'Set the Role of the other members to SECONDARY.';
    return `${p.name(MEMBERS)} must contain exactly one member with the Role PRIMARY${actual}. ${fix}`;
  }),
  completeElements(metadata('MemberIncomplete', MEMBERS, MEMBER_PROPERTIES), REQUIRED_MEMBER_KEYS, 'member'),
  templateRule(
    { ...metadata('MemberNotReferenced', MEMBERS, DEPENDS_ON), severity: 'warning' },
    'the primary in Members should refer to a resource in the same template with Ref instead of a literal value, so that CloudFormation creates the resource first',
    (global) => {
      const path = findPrimaryPath(global);
      // Secondaries can have the same name in another Region.
      const name = path === undefined ? undefined : global.text(`${path}.ReplicationGroupId`);
      const primary = global.template.find(name, REPLICATION_GROUP);
      return primary && !listDependencies(global).includes(primary.logicalId)
        ? formatReferenceFix(MEMBERS, [primary])
        : undefined;
    },
  ),
  crossResourceRule(metadata('DuplicateRegions', MEMBERS), 'each member must be in a different Region', (global) => {
    const duplicates = findDuplicates(readMemberRegions(global));
    return duplicates.length > 0
      ? `${formatMembers(global)} must be in different Regions, but got ${formatList(duplicates)} more than once. Move one of the members to another Region.`
      : undefined;
  }),
  rule(
    metadata('RegionUnsupported', MEMBERS),
    'each member must be in a Region that supports global datastores',
    (p) => {
      const unsupported = readElementTexts(p, MEMBERS, REGION).filter(isUnsupportedRegion);
      return unsupported.length > 0
        ? `${formatMembers(p)} must be in Regions that support global datastores, but got ${formatValues(unsupported)}. Create the replication groups of these Regions in other Regions, or remove those that are secondaries.`
        : undefined;
    },
  ),
  rule(
    { ...metadata('RegionUnknown', MEMBERS), severity: 'warning' },
    'each member should be in a Region that is known to support global datastores',
    (p) => {
      const unknown = readElementTexts(p, MEMBERS, REGION).filter(
        (region) => !REGIONS.includes(region) && REGION_PATTERN.test(region),
      );
      return unknown.length > 0
        ? `${formatMembers(p)} should be in Regions that are known to support global datastores, but got ${formatList(unknown)}. Check the name of the Region, or upgrade cdk-elasticache.`
        : undefined;
    },
  ),
  rule(metadata('RegionsInSeveralPartitions', MEMBERS), 'all members must be in Regions of one AWS partition', (p) => {
    const regions = readElementTexts(p, MEMBERS, REGION);
    const partitions = regions.map(findPartition).filter((partition) => partition !== undefined);
    return new Set(partitions).size > 1
      ? `${formatMembers(p)} must be in Regions of one AWS partition, but got ${formatList(regions)}. Use only commercial Regions, only China Regions, or only AWS GovCloud (US) Regions.`
      : undefined;
  }),
];

function formatSecondariesFix(memberCount: number): string {
  const excess = memberCount - MAX_MEMBERS;
  return `Remove at least ${excess} ${excess === 1 ? 'secondary' : 'secondaries'}.`;
}

/** Formats the members as the subject of a message. The secondaries of a construct have no prop. */
function formatMembers(global: PropertyReader): string {
  return global.isConstruct ? `${global.name(MEMBERS)} and its secondaries` : global.name(MEMBERS);
}

/**
 * Reads the Regions of the members. Secondaries in the Region of the primary are left out, because the rule
 * ReplicationGroup.SecondaryInPrimaryRegion reports them.
 */
function readMemberRegions(global: ResourceView): string[] {
  return listElementPaths(global, MEMBERS)
    .filter((path) => {
      const member = global.target(`${path}.ReplicationGroupId`, REPLICATION_GROUP);
      return !member || !isInPrimaryRegion(member);
    })
    .map((path) => global.text(`${path}.${REGION}`))
    .filter((region) => region !== undefined);
}

/** Counts the primaries. Returns undefined if the number is unresolved. */
function countPrimaries(p: PropertyReader): number | undefined {
  const members = listElementPaths(p, MEMBERS);
  const roles = members.map((member) => p.text(`${member}.Role`)?.toUpperCase());
  const primaryCount = roles.filter((role) => role === 'PRIMARY').length;
  const hasUnresolvedRole = members.some((member, index) => roles[index] === undefined && p.has(`${member}.Role`));
  const isUnresolved = members.length === 0 || hasUnresolvedRole;
  return primaryCount === 0 && isUnresolved ? undefined : primaryCount;
}

/**
 * Whether a Region does not support global datastores, or its name is invalid. Valid names that are not in `REGIONS`
 * may belong to newer Regions, so they are not reported as unsupported.
 */
function isUnsupportedRegion(region: string): boolean {
  if (REGIONS.includes(region)) {
    return !GLOBAL_DATASTORE_REGIONS.includes(region);
  }
  return !REGION_PATTERN.test(region);
}
