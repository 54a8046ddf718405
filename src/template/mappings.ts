import { isTransformed } from './transforms';
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
  return isObject(entries) && !isTransformed(entries) ? entries : undefined;
}

/** Finds the entries that evaluated `Fn::FindInMap` functions refer to, and that their mappings do not contain. */
export function findMissingKeys(value: unknown, mappings: unknown): MissingEntry[] {
  return findCalls(value, 'Fn::FindInMap').flatMap((argument) => findMissingEntry(argument, mappings));
}

/** An element that a list does not contain. */
export interface MissingElement {
  readonly index: string;

  /** The number of elements of the list. */
  readonly length: number;
}

/** Finds the elements that evaluated `Fn::Select` functions refer to, and that their lists do not contain. */
export function findMissingElements(value: unknown): MissingElement[] {
  return findCalls(value, 'Fn::Select').flatMap(([position, list]) => {
    const index = toText(position);
    const isMissing = Array.isArray(list) && isLiteral(list) && Number(index) >= list.length;
    return index !== undefined && isMissing ? [{ index, length: list.length }] : [];
  });
}

/** Finds the arguments of a function in a value. Omits functions in branches of unknown conditions. */
function findCalls(value: unknown, functionName: string): (readonly unknown[])[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const { name, argument } = parseFunctionCall(value) ?? {};
  if (name === 'Fn::If') {
    return [];
  }
  return name === functionName && Array.isArray(argument)
    ? [argument]
    : Object.values(value).flatMap((element) => findCalls(element, functionName));
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
