import { LIMITS } from '../../facts/limits';
import { GLOBAL_DATASTORE_REGIONS, REGIONS } from '../../facts/regions';
import type { Properties } from '../properties';
import type { Rule } from '../rule';
import type { AboutOf } from '../vocabulary';
import { required, rule, shown } from '../vocabulary';

const LIMITATIONS =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html';
const MEMBER =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-elasticache-globalreplicationgroup-globalreplicationgroupmember.html';
const REGIONAL = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_RegionalConfiguration.html';

const MEMBERS = 'Members';
const CONFIGURATIONS = 'RegionalConfigurations';
const { min: FEWEST, max: MOST } = LIMITS.globalDatastoreMembers;

/** What is demanded of the members of a global datastore and their Regions. */
export function memberRules(about: AboutOf): Rule[] {
  const members = (id: string, demand: string, check: Rule['check'], see: string = LIMITATIONS) =>
    rule(about(id, MEMBERS, see), demand, check);
  return [
    required(about('MembersGiven', MEMBERS, MEMBER), 'name the primary replication group'),
    members('MemberCount', `Members must hold a primary and at most ${MOST - 1} secondaries`, (p) => {
      const size = p.list(MEMBERS)?.length;
      return size === undefined || (size >= FEWEST && size <= MOST)
        ? undefined
        : `${p.name(MEMBERS)} must hold a primary and at most ${MOST - 1} secondaries, got ${size} members`;
    }),
    members(
      'RoleKnown',
      'Role of a member must be PRIMARY or SECONDARY',
      (p) => {
        const wrong = texts(p, MEMBERS, 'Role').filter((role) => role !== 'PRIMARY' && role !== 'SECONDARY');
        return wrong.length > 0
          ? `${p.name(MEMBERS)} must have Role PRIMARY or SECONDARY, in capitals, got ${wrong.map(shown).join(', ')}`
          : undefined;
      },
      MEMBER,
    ),
    members('OnePrimary', 'Members must hold one PRIMARY', (p) => {
      const roles = paths(p, MEMBERS).map((member) => p.text(`${member}.Role`));
      const primaries = roles.filter((role) => role?.toUpperCase() === 'PRIMARY').length;
      const isUnsure =
        roles.length === 0 ||
        paths(p, MEMBERS).some((member, index) => roles[index] === undefined && p.has(`${member}.Role`));
      return primaries > 1 || (primaries === 0 && !isUnsure)
        ? `${p.name(MEMBERS)} must hold one PRIMARY, got ${primaries === 0 ? 'none' : primaries}; the others have Role SECONDARY`
        : undefined;
    }),
    members(
      'MembersComplete',
      'each member must have ReplicationGroupId, ReplicationGroupRegion and Role',
      (p) => {
        const missing = paths(p, MEMBERS)
          .flatMap((member) =>
            ['ReplicationGroupId', 'ReplicationGroupRegion', 'Role'].map((key) => `${member}.${key}`),
          )
          .filter((path) => !p.has(path));
        return missing.length > 0
          ? `${p.name(MEMBERS)} must say everything of each member, got no ${missing.map((path) => path.slice(MEMBERS.length + 1)).join(', ')}; give it`
          : undefined;
      },
      MEMBER,
    ),
    members('RegionsDistinct', 'each member must stand in a Region of its own', (p) => {
      const regions = texts(p, MEMBERS, 'ReplicationGroupRegion');
      const twice = [...new Set(regions.filter((region, index) => regions.indexOf(region) !== index))];
      return twice.length > 0
        ? `${p.name(MEMBERS)} must stand in different Regions, got ${twice.join(', ')} twice; move one of them`
        : undefined;
    }),
    members('RegionsSupported', 'each member must stand in a Region that has global datastores', (p) => {
      const wrong = texts(p, MEMBERS, 'ReplicationGroupRegion').filter((region) => lacksGlobalDatastores(region));
      return wrong.length > 0
        ? `${p.name(MEMBERS)} must stand in Regions that have global datastores, got ${wrong.map(shown).join(', ')}; choose others`
        : undefined;
    }),
    members('RegionsOfOnePartition', 'members in China, in GovCloud and elsewhere do not go together', (p) => {
      const regions = texts(p, MEMBERS, 'ReplicationGroupRegion');
      return new Set(regions.map(partitionOf)).size > 1
        ? `${p.name(MEMBERS)} must stand in Regions of one partition, got ${regions.join(', ')}; Regions of China and of GovCloud only go with one another`
        : undefined;
    }),
    rule(
      about('ConfigurationsOfMembers', CONFIGURATIONS, REGIONAL),
      'RegionalConfigurations must be of members',
      (p) => {
        const regions = texts(p, MEMBERS, 'ReplicationGroupRegion');
        const isKnown = regions.length === paths(p, MEMBERS).length && regions.length > 0;
        const wrong = texts(p, CONFIGURATIONS, 'ReplicationGroupRegion').filter(
          (region) => isKnown && !regions.includes(region),
        );
        return wrong.length > 0
          ? `${p.name(CONFIGURATIONS)} must be of Regions in which members stand (${regions.join(', ')}), got ${wrong.join(', ')}`
          : undefined;
      },
    ),
    rule(
      about('ConfigurationZones', CONFIGURATIONS, REGIONAL),
      'PreferredAvailabilityZones of RegionalConfigurations must be zones of the Region',
      (p) => {
        const wrong = paths(p, CONFIGURATIONS).flatMap((configuration) => {
          const region = p.text(`${configuration}.ReplicationGroupRegion`);
          const zones = paths(p, `${configuration}.ReshardingConfigurations`)
            .flatMap((shard) => paths(p, `${shard}.PreferredAvailabilityZones`))
            .map((path) => p.text(path));
          return zones
            .filter((zone) => region !== undefined && zone !== undefined && !zone.startsWith(region))
            .map((zone) => `${zone} in ${region}`);
        });
        return wrong.length > 0
          ? `${p.name(CONFIGURATIONS)} must hold zones of their own Region, got ${wrong.join(', ')}`
          : undefined;
      },
    ),
    rule(
      about('ConfigurationShardIds', CONFIGURATIONS, REGIONAL),
      'NodeGroupId of RegionalConfigurations must be 1 to 4 digits',
      (p) => {
        const shards = paths(p, CONFIGURATIONS).flatMap((configuration) =>
          paths(p, `${configuration}.ReshardingConfigurations`),
        );
        const wrong = shards
          .map((shard) => p.text(`${shard}.NodeGroupId`))
          .filter((id) => id !== undefined && !/^\d{1,4}$/.test(id));
        return wrong.length > 0
          ? `${p.name(CONFIGURATIONS)} must give each shard an id of 1 to 4 digits, got ${wrong.map(shown).join(', ')}`
          : undefined;
      },
    ),
  ];
}

/** The paths of the elements of a list. */
function paths(p: Properties, list: string): string[] {
  return (p.list(list) ?? []).map((_, index) => `${list}.${index}`);
}

/** What the elements of a list say, where it is known. */
function texts(p: Properties, list: string, key: string): string[] {
  return paths(p, list)
    .map((path) => p.text(`${path}.${key}`))
    .filter((value) => value !== undefined);
}

/** A Region that ElastiCache is known to have, without global datastores, or what is no Region. */
function lacksGlobalDatastores(region: string): boolean {
  return (
    !GLOBAL_DATASTORE_REGIONS.includes(region) && (REGIONS.includes(region) || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region))
  );
}

function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
