import { findReferencedNames, isObject, parseFunctionCall } from './values';

/** The conditions of a part of a template, and the names to which `Ref` and `Fn::Sub` refer in it. */
export interface EntryInputs {
  readonly conditionNames: readonly string[];
  readonly referencedNames: readonly string[];
}

/** Reads what determines the value of a resource or output. */
export function readEntryInputs(entry: unknown): EntryInputs {
  const condition = isObject(entry) ? entry.Condition : undefined;
  return {
    conditionNames: [...(typeof condition === 'string' ? [condition] : []), ...findConditionNames(entry)],
    referencedNames: findReferencedNames(entry),
  };
}

/** Finds the conditions of `Fn::If` in a value. */
export function findConditionNames(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const { name, argument } = parseFunctionCall(value) ?? {};
  const [condition] = name === 'Fn::If' && Array.isArray(argument) ? argument : [];
  return [...(typeof condition === 'string' ? [condition] : []), ...Object.values(value).flatMap(findConditionNames)];
}
