import type { PropertyReader } from './property-reader';

/** The paths of the elements of a list, such as `Members.0`. */
export function listElementPaths(p: PropertyReader, list: string): string[] {
  return (p.list(list) ?? []).map((_, index) => `${list}.${index}`);
}

/** The resolved values of one key in the elements of a list. */
export function readElementTexts(p: PropertyReader, list: string, key: string): string[] {
  return listElementPaths(p, list)
    .map((path) => p.text(`${path}.${key}`))
    .filter((value) => value !== undefined);
}

/** The values that occur more than once, each one time. */
export function findDuplicates(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
