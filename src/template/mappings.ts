import { isLiteral, isObject, parseFunctionCall, toText } from './values';

/** An entry that a mapping does not contain. */
export interface MissingEntry {
  readonly mapping: string;
  readonly topLevelKey: string;

  /** The key that the entry with the top-level key does not contain, if the mapping contains this entry. */
  readonly secondLevelKey?: string;
}

/** Returns the entries of a mapping, or of one of its keys. Returns undefined if a macro can create some of them. */
export function readEntries(section: unknown, name: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const entries = isObject(section) && name !== undefined && Object.hasOwn(section, name) ? section[name] : undefined;
  return isObject(entries) && !Object.keys(entries).some((key) => key.startsWith('Fn::')) ? entries : undefined;
}

/**
 * Finds the entries that evaluated `Fn::FindInMap` functions without a default refer to, and that their mappings do not
 * contain. Omits functions in branches of unknown conditions.
 */
export function findMissingKeys(value: unknown, mappings: unknown): MissingEntry[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const { name, argument } = parseFunctionCall(value) ?? {};
  if (name === 'Fn::If') {
    return [];
  }
  if (name === 'Fn::FindInMap' && Array.isArray(argument)) {
    return findMissingEntry(argument, mappings);
  }
  return Object.values(value).flatMap((element) => findMissingKeys(element, mappings));
}

function findMissingEntry(argument: readonly unknown[], mappings: unknown): MissingEntry[] {
  const [mapping, topLevelKey, secondLevelKey] = argument.map((element) =>
    isLiteral(element) ? toText(element) : undefined,
  );
  const entries = readEntries(mappings, mapping);
  if (mapping === undefined || topLevelKey === undefined || !entries || argument.length !== 3) {
    return [];
  }
  if (!Object.hasOwn(entries, topLevelKey)) {
    return [{ mapping, topLevelKey }];
  }
  const values = readEntries(entries, topLevelKey);
  return secondLevelKey === undefined || !values || Object.hasOwn(values, secondLevelKey)
    ? []
    : [{ mapping, topLevelKey, secondLevelKey }];
}
