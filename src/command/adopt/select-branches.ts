import { isNoValue, isObject, parseFunctionCall, readName } from '../../template/values';

/**
 * Selects the branches of conditions that determine the structure of a value: its lists, its objects, and what
 * `AWS::NoValue` omits. Conditions that select a text, and references to parameters stay.
 *
 * @param conditions the values of the conditions that are known
 * @returns the value, or undefined if the conditions omit it
 */
export function selectBranches(value: unknown, conditions: ReadonlyMap<string, boolean>): unknown {
  const selected = select(value, conditions);
  return isNoValue(selected) ? undefined : selected;
}

function select(value: unknown, conditions: ReadonlyMap<string, boolean>): unknown {
  if (Array.isArray(value)) {
    return value.map((element) => select(element, conditions)).filter((element) => !isNoValue(element));
  }
  const { name, argument } = parseFunctionCall(value) ?? {};
  if (name === 'Fn::If' && Array.isArray(argument)) {
    return selectBranch(value, argument, conditions);
  }
  if (!isObject(value) || name !== undefined) {
    return value;
  }
  const entries = Object.entries(value).map(([key, entry]) => [key, select(entry, conditions)] as const);
  return Object.fromEntries(entries.filter(([, entry]) => !isNoValue(entry)));
}

/** Returns the selected branch if it is a list, an object, or no value. Otherwise, returns the function. */
function selectBranch(value: unknown, branches: readonly unknown[], conditions: ReadonlyMap<string, boolean>): unknown {
  const [conditionName, whenTrue, whenFalse] = branches;
  const condition = conditions.get(readName(conditionName));
  if (condition === undefined) {
    return value;
  }
  const branch = select(condition ? whenTrue : whenFalse, conditions);
  return isNoValue(branch) || isStructure(branch) ? branch : value;
}

/** Whether a value is a list or an object, but not a function. */
function isStructure(value: unknown): boolean {
  return typeof value === 'object' && parseFunctionCall(value) === undefined;
}
