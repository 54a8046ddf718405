import type { Values } from './substitute';
import { substitute } from './substitute';
import { checkLength } from './text-length';
import { isLiteral, isNoValue, isObject, parseFunctionCall, readName, toText } from './values';

/** The values with which intrinsic functions are evaluated. Functions of other values stay as they are. */
export interface EvaluationScope {
  /** The values of parameters and pseudo parameters, by name. */
  readonly values: Values;

  /** Returns the value of a condition, or undefined if it is unknown. */
  readonly getCondition: (name: string) => boolean | undefined;

  /** The section `Mappings` of the template. */
  readonly mappings: unknown;
}

type Evaluate = (argument: unknown, scope: EvaluationScope) => unknown;

/** The intrinsic functions whose results can be determined. A function returns undefined if its result cannot. */
const FUNCTIONS: Readonly<Record<string, Evaluate>> = {
  Ref: (name, { values }) => values.get(readName(name)),
  'Fn::FindInMap': evaluateFindInMap,
  'Fn::If': evaluateIf,
  'Fn::Join': evaluateJoin,
  'Fn::Length': evaluateLength,
  'Fn::Select': evaluateSelect,
  'Fn::Split': evaluateSplit,
  'Fn::Sub': evaluateSub,
  'Fn::ToJsonString': evaluateToJsonString,
};

/**
 * Evaluates the intrinsic functions in a value as far as the scope determines them, and removes properties and elements
 * with `AWS::NoValue`.
 */
export function evaluate(value: unknown, scope: EvaluationScope): unknown {
  if (Array.isArray(value)) {
    return value.map((element) => evaluate(element, scope)).filter((element) => !isNoValue(element));
  }
  if (!isObject(value)) {
    return value;
  }
  const call = parseFunctionCall(value);
  if (!call) {
    return evaluateEntries(value, scope);
  }
  const evaluated = Object.hasOwn(FUNCTIONS, call.name) ? FUNCTIONS[call.name](call.argument, scope) : undefined;
  return evaluated ?? { [call.name]: evaluate(call.argument, scope) };
}

function evaluateEntries(value: Record<string, unknown>, scope: EvaluationScope): Record<string, unknown> {
  const entries = Object.entries(value).map(([key, entry]) => [key, evaluate(entry, scope)] as const);
  return Object.fromEntries(entries.filter(([, entry]) => !isNoValue(entry)));
}

/** Evaluates only the branch that the condition selects, because the other branch does not have to be valid. */
function evaluateIf(argument: unknown, scope: EvaluationScope): unknown {
  const [name, whenTrue, whenFalse] = toList(argument);
  const condition = scope.getCondition(readName(name));
  return condition === undefined ? undefined : evaluate(condition ? whenTrue : whenFalse, scope);
}

function evaluateFindInMap(argument: unknown, scope: EvaluationScope): unknown {
  const [name, topLevelKey, secondLevelKey, options] = toList(evaluate(argument, scope));
  const keys = [name, topLevelKey, secondLevelKey].map(toText);
  if (keys.includes(undefined)) {
    return undefined;
  }
  const mapped = keys.reduce<unknown>((map, key) => readOwn(map, key!), scope.mappings);
  return mapped ?? readOwn(options, 'DefaultValue');
}

function evaluateJoin(argument: unknown, scope: EvaluationScope): unknown {
  const [delimiter, list] = toList(evaluate(argument, scope));
  const texts = Array.isArray(list) ? list.map(toLiteralText) : [undefined];
  if (typeof delimiter !== 'string' || texts.includes(undefined)) {
    return undefined;
  }
  checkLength(texts.reduce((length, text) => length + text!.length + delimiter.length, 0));
  return texts.join(delimiter);
}

function evaluateLength(argument: unknown, scope: EvaluationScope): unknown {
  const list = evaluate(argument, scope);
  return Array.isArray(list) ? list.length : undefined;
}

function evaluateSelect(argument: unknown, scope: EvaluationScope): unknown {
  const [index, list] = toList(evaluate(argument, scope));
  const text = toText(index);
  return text !== undefined && /^\d+$/.test(text) && Array.isArray(list) ? list[Number(text)] : undefined;
}

function evaluateSplit(argument: unknown, scope: EvaluationScope): unknown {
  const [delimiter, source] = toList(evaluate(argument, scope));
  const text = toLiteralText(source);
  return typeof delimiter === 'string' && delimiter !== '' && text !== undefined ? text.split(delimiter) : undefined;
}

/** Returns undefined if the text is invalid. */
function evaluateSub(argument: unknown, scope: EvaluationScope): unknown {
  const [text, variables] = Array.isArray(argument) ? argument : [argument];
  if (typeof text !== 'string') {
    return undefined;
  }
  return substitute(text, isObject(variables) ? evaluateEntries(variables, scope) : {}, scope.values);
}

function evaluateToJsonString(argument: unknown, scope: EvaluationScope): unknown {
  const value = evaluate(argument, scope);
  if (!isLiteral(value)) {
    return undefined;
  }
  const text = JSON.stringify(value);
  checkLength(text.length);
  return text;
}

/** Converts a scalar to text, unless it is a dynamic reference. */
function toLiteralText(value: unknown): string | undefined {
  return isLiteral(value) ? toText(value) : undefined;
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function readOwn(map: unknown, key: string): unknown {
  return isObject(map) && Object.hasOwn(map, key) ? map[key] : undefined;
}
