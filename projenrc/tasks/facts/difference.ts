import type { SourcePackage } from './source';

/** A fact that has another value in a source than in a table. */
export interface Difference {
  /** The table and the entry, such as `NODE_TYPES cache.m9g.large`. */
  readonly fact: string;
  readonly ours: string;
  readonly theirs: string;
  readonly source: SourcePackage;
}

/** The result of the comparison of one table with one source. */
export interface Comparison {
  readonly table: string;
  readonly source: SourcePackage;
  /** The number of compared entries. */
  readonly entries: number;
  readonly differences: readonly Difference[];
  /** The entries of the table that the source does not have, so that they are not compared. */
  readonly unverified: readonly string[];
}

/** The values of facts by the name of the entry. */
export type Entries = Readonly<Record<string, unknown>>;

/** The value of an entry that is not in a table or source. */
export const MISSING = 'missing';

interface CompareOptions {
  readonly table: string;
  readonly source: SourcePackage;
  readonly ours: Entries;
  readonly theirs: Entries;
  /**
   * The side whose entries are compared. The other side can have more entries.
   * @default - the entries of both sides
   */
  readonly entriesOf?: 'ours' | 'theirs';
}

/** Compares the entries of a table with those of a source. */
export function compareEntries({ table, source, ours, theirs, entriesOf }: CompareOptions): Comparison {
  const names = new Set([
    ...(entriesOf === 'theirs' ? [] : Object.keys(ours)),
    ...(entriesOf === 'ours' ? [] : Object.keys(theirs)),
  ]);
  const differences = [...names].flatMap((name): Difference[] => {
    const values = { ours: formatEntry(ours, name), theirs: formatEntry(theirs, name) };
    return values.ours === values.theirs ? [] : [{ fact: `${table} ${name}`, ...values, source }];
  });
  const unverified = Object.keys(ours).filter((name) => !names.has(name));
  return { table, source, entries: names.size, differences, unverified };
}

/** Converts a list to entries, so that each difference names one element. */
export function toEntries(names: readonly string[], prefix = ''): Entries {
  return Object.fromEntries(names.map((name) => [`${prefix}${name}`, 'listed']));
}

/** Converts nested objects and lists to entries, whose names are the paths of the values. */
export function flatten(value: unknown, path = ''): Entries {
  if (Array.isArray(value) && value.every((element) => typeof element === 'string')) {
    return toEntries(value, path === '' ? '' : `${path} `);
  }
  if (typeof value !== 'object' || value === null) {
    return { [path]: value };
  }
  const entries = Object.entries(value).map(([key, member]) => flatten(member, path === '' ? key : `${path}.${key}`));
  // An empty object is an entry, too: for example, a resource type without required properties.
  return entries.length > 0 || path === '' ? Object.assign({}, ...entries) : { [path]: 'empty' };
}

function formatEntry(entries: Entries, name: string): string {
  const value = Object.hasOwn(entries, name) ? entries[name] : undefined;
  if (value === undefined) {
    return MISSING;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
