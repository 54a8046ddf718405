import type { Command } from './command-table';
import { lower, parseWholeNumber } from './parse';

/** A key that a command names, and what the command does with its value. */
interface KeyUse {
  readonly key: string;
  readonly read: boolean;
  readonly write: boolean;
}

/** One specification of the command table, read. */
interface KeySpec {
  readonly needs: string;
  /** Where the first key is, or the keyword before it and where the search for it starts. */
  readonly start: number | { readonly keyword: string; readonly from: number };
  readonly range?: { readonly last: number; readonly step: number; readonly limit: number };
  readonly count?: { readonly at: number; readonly first: number; readonly step: number };
}

/**
 * The keys of a command with these words, as the engines find them: from its key specifications, or from its options
 * where the specifications are incomplete.
 *
 * @param whole whether one specification that does not fit the words makes all of them void, as from 7.0 on
 */
export function keysOf(command: Command, words: readonly string[], whole: boolean): KeyUse[] {
  if (command.keys === '') {
    return BY_OPTIONS[command.name]?.(words) ?? [];
  }
  const specs = specsOf(command.keys);
  const hasOptions = specs.some(({ needs }) => needs.includes('*'));
  const found = hasOptions ? undefined : bySpecs(specs, words, whole);
  return found ?? BY_OPTIONS[command.name]?.(words) ?? byCount(specs, words);
}

const SPECS = new Map<string, KeySpec[]>();

function specsOf(text: string): KeySpec[] {
  const known = SPECS.get(text) ?? text.split('; ').map(readSpec);
  SPECS.set(text, known);
  return known;
}

function readSpec(text: string): KeySpec {
  const [needs, start, ...end] = text.split(' ');
  const [keyword, from] = start.split('@');
  const numbers = end.map((part) => Number(part.replace('#', '')));
  const spec = { needs, start: from === undefined ? Number(start) : { keyword: lower(keyword), from: Number(from) } };
  if (end.length < 3) {
    return spec;
  }
  const [position, second, third] = numbers;
  return end[0].startsWith('#')
    ? { ...spec, count: { at: position, first: second, step: third } }
    : { ...spec, range: { last: position, step: second, limit: third } };
}

/** Undefined when the specifications are incomplete, or when the words do not match them. */
function bySpecs(specs: readonly KeySpec[], words: readonly string[], whole: boolean): KeyUse[] | undefined {
  const uses: KeyUse[] = [];
  for (const spec of specs) {
    const start = firstKey(spec, words);
    if (start === undefined) {
      continue;
    }
    const found = keyPositions(spec, start, words);
    if (found ? spec.needs.includes('!') : whole || spec.count) {
      return undefined;
    }
    uses.push(...(found ?? []).map((at) => use(words[at], spec.needs)));
  }
  return uses;
}

function firstKey({ start }: KeySpec, words: readonly string[]): number | undefined {
  if (typeof start === 'number') {
    return start;
  }
  const backwards = start.from < 0;
  const [from, to, step] = backwards ? [words.length + start.from, 1, -1] : [start.from, words.length - 1, 1];
  for (let at = from; backwards ? at > to : at < to; at += step) {
    if (lower(words[at]) === start.keyword) {
      return at + 1;
    }
  }
  return undefined;
}

function keyPositions({ range, count }: KeySpec, start: number, words: readonly string[]): number[] | undefined {
  let [first, last, step] = [start, NaN, 1];
  if (range) {
    step = range.step;
    last = lastKey(range, start, words.length);
  } else if (count) {
    step = count.step;
    const number = parseWholeNumber(words[start + count.at]);
    first = start + count.first;
    last = number === undefined || number < 0 ? NaN : first + (number - 1) * step;
  }
  if (!(first < words.length && last >= first && last < words.length)) {
    return undefined;
  }
  return positions(first, last, step);
}

function lastKey({ last, limit }: NonNullable<KeySpec['range']>, start: number, wordCount: number): number {
  if (last >= 0) {
    return start + last;
  }
  return limit === 0 ? wordCount + last : start + Math.trunc((wordCount - start) / limit) + last;
}

function positions(first: number, last: number, step: number): number[] {
  const found: number[] = [];
  for (let at = first; at <= last; at += step) {
    found.push(at);
  }
  return found;
}

function use(key: string, needs: string): KeyUse {
  return { key, read: needs.includes('R'), write: needs.includes('W') };
}

/**
 * When the number of keys is not written as a whole number, the engines parse it leniently, and do not distinguish
 * reading from writing.
 */
function byCount(specs: readonly KeySpec[], words: readonly string[]): KeyUse[] {
  const withCount = specs.find(({ count }) => count);
  if (!withCount?.count || typeof withCount.start !== 'number') {
    return [];
  }
  const { at, first, step } = withCount.count;
  const number = Number(/^\s*([+-]?\d+)/.exec(words[withCount.start + at])?.[1] ?? 0);
  const start = withCount.start + first;
  if (number < 1 || number > Math.trunc((words.length - start) / step)) {
    return [];
  }
  const others = specs.filter((spec) => spec !== withCount).map((spec) => Number(spec.start));
  return [...positions(start, start + (number - 1) * step, step), ...others].map((position) =>
    use(words[position], '-'),
  );
}

/** The commands whose options determine the keys, or the access to them. */
const BY_OPTIONS: Readonly<Record<string, (words: readonly string[]) => KeyUse[]>> = {
  set: (words) => [use(words[1], words.slice(3).some((word) => lower(word) === 'get') ? 'RW' : 'W')],
  bitfield: (words) => [use(words[1], onlyGets(words.slice(2)) ? 'R' : 'RW')],
  sort_ro: (words) => [use(words[1], 'R')],
  sort: (words) => [
    use(words[1], 'R'),
    ...lastAfter(words, ['store'], 2, { limit: 2, get: 1, by: 1 }).map((key) => use(key, 'W')),
  ],
  georadius: (words) => [
    use(words[1], 'R'),
    ...lastAfter(words, ['store', 'storedist'], 5, { store: 1, storedist: 1 }).map((key) => use(key, 'W')),
  ],
  georadiusbymember: (words) => BY_OPTIONS.georadius(words),
  migrate: migrateKeys,
  stralgo: lcsKeys,
  // Unlike other commands, MSETEX accepts only a number of keys that is written as a whole number.
  msetex: () => [],
};

/** Whether a BITFIELD only reads. */
function onlyGets(words: readonly string[]): boolean {
  for (let at = 0; at < words.length;) {
    const word = lower(words[at]);
    const left = words.length - at - 1;
    if (word === 'get' && left >= 2) {
      at += 3;
    } else if (word === 'overflow' && left >= 1) {
      at += 2;
    } else {
      return false;
    }
  }
  return true;
}

/** The word after the last of these options, when there is one; the arguments of others are skipped. */
function lastAfter(
  words: readonly string[],
  options: readonly string[],
  from: number,
  skips: Readonly<Record<string, number>>,
): string[] {
  let found: string[] = [];
  for (let at = from; at < words.length; at++) {
    const word = lower(words[at]);
    if (options.includes(word) && at + 1 < words.length) {
      found = [words[at + 1]];
    }
    at += Object.hasOwn(skips, word) ? skips[word] : 0;
  }
  return found;
}

/** One key, or those after KEYS when the one is left empty. */
function migrateKeys(words: readonly string[]): KeyUse[] {
  const skips: Record<string, number> = { auth: 1, auth2: 2 };
  for (let at = 6; at < words.length; at++) {
    const word = lower(words[at]);
    if (word === 'keys') {
      return words[3] === '' ? words.slice(at + 1).map((key) => use(key, 'RW')) : [];
    }
    at += skips[word] ?? 0;
  }
  return [use(words[3], 'RW')];
}

/** The two keys after KEYS, unless STRINGS come before them. */
function lcsKeys(words: readonly string[]): KeyUse[] {
  const at = words.findIndex((word, index) => {
    const hasKeys = lower(word) === 'keys' && index + 2 < words.length;
    return hasKeys || lower(word) === 'strings';
  });
  return at >= 0 && lower(words[at]) === 'keys' ? words.slice(at + 1, at + 3).map((key) => use(key, 'R')) : [];
}
