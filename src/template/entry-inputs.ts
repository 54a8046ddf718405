import { findReferencedNames, isObject } from './values';

/** The conditions of a part of a template, and the names to which `Ref` and `Fn::Sub` refer in it. */
export interface EntryInputs {
  readonly conditionNames: readonly string[];
  readonly referencedNames: readonly string[];
}

/** Reads what determines the value of a resource or output. */
export function readEntryInputs(entry: unknown): EntryInputs {
  const condition = isObject(entry) ? entry.Condition : undefined;
  return {
    conditionNames: [...(typeof condition === 'string' ? [condition] : []), ...findBranches(entry)],
    referencedNames: findReferencedNames(entry),
  };
}

/** Finds the conditions of `Fn::If` in a value. */
function findBranches(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const branches = isObject(value) ? value['Fn::If'] : undefined;
  const name = Array.isArray(branches) ? branches[0] : undefined;
  return [...(typeof name === 'string' ? [name] : []), ...Object.values(value).flatMap(findBranches)];
}
