import type { Command } from './command-table';
import { parseWholeNumber, toLowerCase } from './words';
import { getOwn } from '../private/records';

/** A key of a command, and whether the command reads or writes its value. */
export interface KeyUse {
  readonly key: string;
  readonly read: boolean;
  readonly write: boolean;
}

/** Whether a command reads or writes the values of its keys. */
type KeyAccess = Pick<KeyUse, 'read' | 'write'>;

const NEITHER: KeyAccess = { read: false, write: false };
const READ: KeyAccess = { read: true, write: false };
const WRITE: KeyAccess = { read: false, write: true };
const READ_WRITE: KeyAccess = { read: true, write: true };

/** A parsed key specification of the command table. */
interface KeySpec {
  readonly access: KeyAccess;
  /** Whether the options of the command determine if it reads or writes the keys. */
  readonly dependsOnOptions: boolean;
  /** Whether the specification does not cover all keys. */
  readonly isIncomplete: boolean;
  /** The position of the first key, or the keyword before it and the position at which the search for it starts. */
  readonly start: number | { readonly keyword: string; readonly from: number };
  readonly range?: { readonly last: number; readonly step: number; readonly limit: number };
  readonly count?: { readonly position: number; readonly first: number; readonly step: number };
}

/**
 * Finds the keys of a command like the engines: from its key specifications, or from its options if they determine the
 * keys.
 *
 * @param hasKeySpecs whether the engine has key specifications, as from 7.0 on. It ignores all of them if one does not
 * match the words
 */
export function findKeys(command: Command, words: readonly string[], hasKeySpecs: boolean): KeyUse[] {
  const findByOptions = KEY_FINDERS[command.name];
  // Before 7.0, the engines had functions for these commands instead of key specifications.
  const hasOnlyOptions = findByOptions !== undefined && !hasKeySpecs;
  if (hasOnlyOptions || command.keys === '') {
    return findByOptions?.(words) ?? [];
  }
  const specs = parseKeySpecs(command.keys);
  const dependsOnOptions = specs.some((spec) => spec.dependsOnOptions);
  const keys = dependsOnOptions ? undefined : findBySpecs(specs, words, hasKeySpecs);
  return keys ?? findByOptions?.(words) ?? findByCount(specs, words);
}

const PARSED_SPECS = new Map<string, KeySpec[]>();

function parseKeySpecs(text: string): KeySpec[] {
  const specs = PARSED_SPECS.get(text) ?? text.split('; ').map(parseKeySpec);
  PARSED_SPECS.set(text, specs);
  return specs;
}

function parseKeySpec(text: string): KeySpec {
  const [access, start, ...end] = text.split(' ');
  const [keyword, from] = start.split('@');
  const spec = {
    access: { read: access.includes('R'), write: access.includes('W') },
    dependsOnOptions: access.includes('*'),
    isIncomplete: access.includes('!'),
    start: from === undefined ? Number(start) : { keyword: toLowerCase(keyword), from: Number(from) },
  };
  if (end.length < 3) {
    return spec;
  }
  const [first, second, third] = end.map((number) => Number(number.replace('#', '')));
  return end[0].startsWith('#')
    ? { ...spec, count: { position: first, first: second, step: third } }
    : { ...spec, range: { last: first, step: second, limit: third } };
}

/** Returns undefined if the specifications are incomplete, or if the words do not match them. */
function findBySpecs(specs: readonly KeySpec[], words: readonly string[], hasKeySpecs: boolean): KeyUse[] | undefined {
  const keys: KeyUse[] = [];
  for (const spec of specs) {
    const start = findFirstKey(spec, words);
    if (start === undefined) {
      continue;
    }
    const positions = findKeyPositions(spec, start, words);
    if (positions ? spec.isIncomplete : hasKeySpecs || spec.count) {
      return undefined;
    }
    keys.push(...(positions ?? []).map((position) => createKeyUse(words[position], spec.access)));
  }
  return keys;
}

function findFirstKey({ start }: KeySpec, words: readonly string[]): number | undefined {
  if (typeof start === 'number') {
    return start;
  }
  const isBackwards = start.from < 0;
  const [from, to, step] = isBackwards ? [words.length + start.from, 1, -1] : [start.from, words.length - 1, 1];
  for (let index = from; isBackwards ? index > to : index < to; index += step) {
    if (toLowerCase(words[index]) === start.keyword) {
      return index + 1;
    }
  }
  return undefined;
}

function findKeyPositions({ range, count }: KeySpec, start: number, words: readonly string[]): number[] | undefined {
  let [first, last, step] = [start, NaN, 1];
  if (range) {
    step = range.step;
    last = findLastKey(range, start, words.length);
  } else if (count) {
    step = count.step;
    const keyCount = parseWholeNumber(words[start + count.position]);
    first = start + count.first;
    last = keyCount === undefined || keyCount < 0 ? NaN : first + (keyCount - 1) * step;
  }
  if (!(first < words.length && last >= first && last < words.length)) {
    return undefined;
  }
  return listPositions(first, last, step);
}

function findLastKey({ last, limit }: NonNullable<KeySpec['range']>, start: number, wordCount: number): number {
  if (last >= 0) {
    return start + last;
  }
  return limit === 0 ? wordCount + last : start + Math.trunc((wordCount - start) / limit) + last;
}

function listPositions(first: number, last: number, step: number): number[] {
  const positions: number[] = [];
  for (let position = first; position <= last; position += step) {
    positions.push(position);
  }
  return positions;
}

function createKeyUse(key: string, { read, write }: KeyAccess): KeyUse {
  return { key, read, write };
}

/**
 * Finds the keys if the number of keys is not a whole number. The engines then parse only its leading digits, and do
 * not distinguish between reading and writing.
 */
function findByCount(specs: readonly KeySpec[], words: readonly string[]): KeyUse[] {
  const spec = specs.find(({ count }) => count);
  if (!spec?.count || typeof spec.start !== 'number') {
    return [];
  }
  const { position: countPosition, first, step } = spec.count;
  const keyCount = Number(/^\s*([+-]?\d+)/.exec(words[spec.start + countPosition])?.[1] ?? 0);
  const start = spec.start + first;
  if (keyCount < 1 || keyCount > Math.trunc((words.length - start) / step)) {
    return [];
  }
  const others = specs.filter((other) => other !== spec).map((other) => Number(other.start));
  return [...listPositions(start, start + (keyCount - 1) * step, step), ...others].map((position) =>
    createKeyUse(words[position], NEITHER),
  );
}

/** Functions for the commands whose options determine the keys, or whether the command reads or writes them. */
const KEY_FINDERS: Readonly<Record<string, (words: readonly string[]) => KeyUse[]>> = {
  set: (words) => [
    createKeyUse(words[1], words.slice(3).some((word) => toLowerCase(word) === 'get') ? READ_WRITE : WRITE),
  ],
  bitfield: (words) => [createKeyUse(words[1], isReadOnlyBitfield(words.slice(2)) ? READ : READ_WRITE)],
  sort_ro: (words) => [createKeyUse(words[1], READ)],
  sort: (words) => [
    createKeyUse(words[1], READ),
    ...findStoreKey(words, ['store'], 2, { limit: 2, get: 1, by: 1 }).map((key) => createKeyUse(key, WRITE)),
  ],
  georadius: (words) => [
    createKeyUse(words[1], READ),
    ...findStoreKey(words, ['store', 'storedist'], 5, { store: 1, storedist: 1 }).map((key) =>
      createKeyUse(key, WRITE),
    ),
  ],
  georadiusbymember: (words) => KEY_FINDERS.georadius(words),
  migrate: findMigrateKeys,
  stralgo: findStralgoKeys,
  // Unlike other commands, MSETEX rejects numbers of keys that are not whole numbers.
  msetex: () => [],
};

/** Returns whether a BITFIELD has only GET and OVERFLOW operations. */
function isReadOnlyBitfield(operations: readonly string[]): boolean {
  for (let index = 0; index < operations.length;) {
    const operation = toLowerCase(operations[index]);
    const argumentCount = operations.length - index - 1;
    if (operation === 'get' && argumentCount >= 2) {
      index += 3;
    } else if (operation === 'overflow' && argumentCount >= 1) {
      index += 2;
    } else {
      return false;
    }
  }
  return true;
}

/**
 * Finds the key after the last of these options. Returns an empty list without such an option.
 *
 * @param argumentCounts the numbers of arguments to skip after each option
 */
function findStoreKey(
  words: readonly string[],
  options: readonly string[],
  from: number,
  argumentCounts: Readonly<Record<string, number>>,
): string[] {
  let keys: string[] = [];
  for (let index = from; index < words.length; index++) {
    const option = toLowerCase(words[index]);
    if (options.includes(option) && index + 1 < words.length) {
      keys = [words[index + 1]];
    }
    index += getOwn(argumentCounts, option) ?? 0;
  }
  return keys;
}

/** MIGRATE has either one key, or an empty string and several keys after KEYS. */
function findMigrateKeys(words: readonly string[]): KeyUse[] {
  const argumentCounts: Record<string, number> = { auth: 1, auth2: 2 };
  for (let index = 6; index < words.length; index++) {
    const option = toLowerCase(words[index]);
    if (option === 'keys') {
      return words[3] === '' ? words.slice(index + 1).map((key) => createKeyUse(key, READ_WRITE)) : [];
    }
    index += getOwn(argumentCounts, option) ?? 0;
  }
  return [createKeyUse(words[3], READ_WRITE)];
}

/** STRALGO LCS has two keys after KEYS, unless STRINGS comes first. */
function findStralgoKeys(words: readonly string[]): KeyUse[] {
  const optionIndex = words.findIndex((word, index) => {
    const hasKeys = toLowerCase(word) === 'keys' && index + 2 < words.length;
    return hasKeys || toLowerCase(word) === 'strings';
  });
  return optionIndex >= 0 && toLowerCase(words[optionIndex]) === 'keys'
    ? words.slice(optionIndex + 1, optionIndex + 3).map((key) => createKeyUse(key, READ))
    : [];
}
