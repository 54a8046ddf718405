import { describedShards } from './layout';
import { LIMITS } from '../../facts/limits';
import type { Properties } from '../properties';
import type { Rule } from '../rule';
import type { AboutOf } from '../vocabulary';
import { rule, shown } from '../vocabulary';

const SHARDS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_NodeGroupConfiguration.html';
const PROPERTY = 'NodeGroupConfiguration';
const { min: FIRST, max: LAST } = LIMITS.slots;

/** Slots from one to another, both included. */
type Range = readonly [from: number, to: number];

/** What is demanded of the slots that are given to shards. */
export function slotRules(about: AboutOf): Rule[] {
  const slots = (id: string) => about(id, PROPERTY, SHARDS);
  return [
    rule(
      slots('SlotsForm'),
      `Slots must be numbers and ranges of numbers between ${FIRST} and ${LAST}, separated by commas`,
      (p) => {
        const wrong = texts(p).filter((text) => text !== undefined && !read(text));
        return wrong.length > 0
          ? `${p.name(PROPERTY)} must give slots between ${FIRST} and ${LAST} such as 0-8191 or 0-99,200-299, got ${wrong.map(shown).join(', ')}`
          : undefined;
      },
    ),
    rule(slots('SlotsForAll'), 'Slots must be given for every shard or for none', (p) => {
      const known = describedShards(p).filter((shard) => p.known(shard) !== undefined);
      const [given, shards] = [known.filter((shard) => p.has(`${shard}.Slots`)).length, describedShards(p).length];
      return given > 0 && given < known.length
        ? `${p.name(PROPERTY)} must give slots to every shard or to none, got them for ${given} of ${shards}`
        : undefined;
    }),
    rule(slots('SlotsOnce'), 'no slot must stand in two shards', (p) => {
      const ranges = sorted(p);
      const index = ranges.findIndex(([from], position) => position > 0 && from <= ranges[position - 1][1]);
      return index > 0
        ? `${p.name(PROPERTY)} must give each slot to one shard, got slot ${ranges[index][0]} twice`
        : undefined;
    }),
    rule(slots('SlotsComplete'), `Slots must hold all slots from ${FIRST} to ${LAST}`, (p) => {
      const given = texts(p);
      const ranges = sorted(p);
      if (given.length === 0 || !given.every((text) => text !== undefined && read(text))) {
        return undefined;
      }
      const missing = firstMissing(ranges);
      return missing <= LAST
        ? `${p.name(PROPERTY)} must give all slots from ${FIRST} to ${LAST} to shards, got none with slot ${missing}`
        : undefined;
    }),
  ];
}

function texts(p: Properties): (string | undefined)[] {
  return describedShards(p).map((shard) => p.text(`${shard}.Slots`));
}

/** The ranges of all shards, from the lowest on. */
function sorted(p: Properties): Range[] {
  return texts(p)
    .flatMap((text) => (text !== undefined && read(text)) || [])
    .sort(([one], [other]) => one - other);
}

/** Reads `0-8191,9000`; undefined for what is written otherwise, or holds a slot that does not exist. */
function read(text: string): Range[] | undefined {
  const ranges = text.split(',').map((part): Range | undefined => {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? [];
    return from !== undefined && Number(from) <= Number(to) && Number(to) <= LAST
      ? [Number(from), Number(to)]
      : undefined;
  });
  return ranges.every((range) => range !== undefined) ? ranges : undefined;
}

function firstMissing(ranges: readonly Range[]): number {
  return ranges.reduce((next, [from, to]) => (from <= next ? Math.max(next, to + 1) : next), FIRST as number);
}
