import { listShardPaths, readLayout } from './layout';
import { pluralize } from '../../../private/text';
import { LIMITS } from '../../../service-data/limits';
import type { PropertyReader } from '../../property-reader';
import type { ResourceView } from '../../resource-view';
import type { RuleSet } from '../../rule';
import { createMetadataFactory, crossResourceRule, formatValues, rule } from '../../rule-builders';
import { readParameterGroup } from '../nodes/parameter-group';
import { PAGES } from '../pages';

const SEEDING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html';
const CONFIGURATION = 'NodeGroupConfiguration';
const FILES = 'SnapshotArns';

const { min: FIRST_SLOT, max: LAST_SLOT } = LIMITS.slots;

const metadata = createMetadataFactory('ReplicationGroup', PAGES.nodeGroupConfiguration);

/**
 * Validates the slots of shards. Only the creation of a replication group evaluates their distribution: ElastiCache
 * redistributes the slots when the number of shards changes, and CloudFormation cannot update them.
 */
export const SLOT_RULES: RuleSet = [
  rule(
    metadata('SlotsInvalid', CONFIGURATION),
    `Slots must consist of numbers and ranges from ${FIRST_SLOT} to ${LAST_SLOT}, separated by commas`,
    (p) => {
      const invalid = readSlots(p).filter((slots) => slots !== undefined && !parseSlots(slots));
      return invalid.length > 0
        ? `${p.name(CONFIGURATION)} must specify slots as numbers and ranges from ${FIRST_SLOT} to ${LAST_SLOT}, separated by commas, but got ${formatValues(invalid)}. Use a value such as 0-8191 or 0-99,200-299.`
        : undefined;
    },
  ),
  rule(
    { ...metadata('ShardWithoutSlots', CONFIGURATION), isForNewResources: true },
    'Slots must be specified for all shards or for none of them',
    (p) => {
      const shards = listShardPaths(p);
      const resolved = shards.filter((shard) => p.resolved(shard) !== undefined);
      const withSlots = resolved.filter((shard) => p.has(`${shard}.Slots`));
      return withSlots.length > 0 && withSlots.length < resolved.length
        ? `${p.name(CONFIGURATION)} must specify slots for all shards or for none of them, but got slots for ${withSlots.length} of ${pluralize(shards.length, 'shard')}. Add slots to the other shards, or remove all slots.`
        : undefined;
    },
  ),
  crossResourceRule(
    { ...metadata('SeedingRequiresSlots', CONFIGURATION, SEEDING), isForNewResources: true },
    'Slots must be specified for all shards if SnapshotArns restores files into a replication group with cluster mode enabled',
    (group) => {
      const isUnresolved = group.has(CONFIGURATION) && group.resolved(CONFIGURATION) === undefined;
      const shards = listShardPaths(group);
      const hasSlots = shards.some((shard) => group.resolved(shard) === undefined || group.has(`${shard}.Slots`));
      return group.has(FILES) && isClusterModeEnabled(group) && !isUnresolved && !hasSlots
        ? `${group.name(CONFIGURATION)} must specify the slots of all shards, because ${group.name(FILES)} restores files into a replication group with cluster mode enabled. Specify the slots of each shard, such as 0-16383 for one shard.`
        : undefined;
    },
  ),
  rule(
    { ...metadata('DuplicateSlots', CONFIGURATION), isForNewResources: true },
    'each slot must be assigned to only one shard',
    (p) => {
      const ranges = readSortedRanges(p);
      const duplicate = ranges.find(([from], index) => index > 0 && from <= ranges[index - 1][1]);
      return duplicate
        ? `${p.name(CONFIGURATION)} must assign each slot to only one shard, but got slot ${duplicate[0]} more than once. Specify slot ${duplicate[0]} only once.`
        : undefined;
    },
  ),
  rule(
    { ...metadata('SlotsUnassigned', CONFIGURATION), isForNewResources: true },
    `all slots from ${FIRST_SLOT} to ${LAST_SLOT} must be assigned to shards`,
    (p) => {
      const slotsByShard = readSlots(p);
      const areValid = slotsByShard.every((slots) => slots !== undefined && parseSlots(slots));
      if (slotsByShard.length === 0 || !areValid) {
        return undefined;
      }
      const missing = findFirstMissingSlot(readSortedRanges(p));
      return missing <= LAST_SLOT
        ? `${p.name(CONFIGURATION)} must assign all slots from ${FIRST_SLOT} to ${LAST_SLOT} to shards, but slot ${missing} is not assigned. Add this slot to a shard.`
        : undefined;
    },
  ),
];

/** An inclusive range of slots. */
type SlotRange = readonly [from: number, to: number];

/** Whether the group or its parameter group enables cluster mode. */
function isClusterModeEnabled(group: ResourceView): boolean {
  const { mode } = readLayout(group);
  const isEnabledByParameters = !group.has('ClusterMode') && readParameterGroup(group)?.clusterMode === true;
  return mode === 'enabled' || isEnabledByParameters;
}

function readSlots(p: PropertyReader): (string | undefined)[] {
  return listShardPaths(p).map((shard) => p.text(`${shard}.Slots`));
}

/** Reads the slot ranges of all shards in ascending order. */
function readSortedRanges(p: PropertyReader): SlotRange[] {
  return readSlots(p)
    .flatMap((slots) => (slots === undefined ? [] : (parseSlots(slots) ?? [])))
    .sort(([one], [other]) => one - other);
}

/** Parses slots such as `0-8191,9000`. Returns undefined for other formats, and for slots that do not exist. */
function parseSlots(slots: string): SlotRange[] | undefined {
  const ranges = slots.split(',').map((part): SlotRange | undefined => {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? [];
    return from !== undefined && Number(from) <= Number(to) && Number(to) <= LAST_SLOT
      ? [Number(from), Number(to)]
      : undefined;
  });
  return ranges.every((range) => range !== undefined) ? ranges : undefined;
}

function findFirstMissingSlot(ranges: readonly SlotRange[]): number {
  let next: number = FIRST_SLOT;
  for (const [from, to] of ranges) {
    if (from <= next) {
      next = Math.max(next, to + 1);
    }
  }
  return next;
}
