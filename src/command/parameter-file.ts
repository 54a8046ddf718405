import { CommandError } from './command-error';
import type { ParameterValues } from '../template/template-evaluator';
import { isObject, toObject, toText } from '../template/values';

/** Matches `Key=Value`, and the short form of AWS CLI lists. */
const PAIR = /^(?:ParameterKey=(\w+),ParameterValue=|(\w+)=)([^]*)$/;

/** Matches the short form of AWS CLI lists for a parameter that keeps its value. */
const PREVIOUS_PAIR = /^ParameterKey=(\w+),UsePreviousValue=true$/i;

/** Matches the pairs of a text, whose values can be in quotes. */
const PAIRS = /(?:[^\s"]|"[^"]*")+/g;

/** The value that the parameter has in the deployed stack, which the file does not contain. */
const PREVIOUS_VALUE = Symbol('previous value');

/** Matches the values of parameters with `NoEcho` in descriptions of stacks. */
const MASKED_VALUE = /^\*+$/;

const FORMATS =
  'Use a list of objects with ParameterKey and ParameterValue, a map of names to values, or a list of Key=Value';

/**
 * Parses the values of parameters in one of these formats:
 *
 * - the list of the AWS CLI: `[{ "ParameterKey": "Size", "ParameterValue": "1" }]`
 * - a map, also in the key `Parameters`: `{ "Parameters": { "Size": "1" } }`
 * - the overrides of AWS SAM: `["Size=1"]`, or one text with all pairs
 * - the output of `aws cloudformation describe-stacks` for one stack
 *
 * A parameter with `UsePreviousValue` has the value undefined, and so has a parameter whose value is masked.
 *
 * @param file the file with the values, for errors
 * @throws CommandError if the values have another format
 */
export function parseParameterValues(value: unknown, file: string): ParameterValues {
  return new Map(
    listEntries(value, file).map(([name, entry]) => {
      if (entry === PREVIOUS_VALUE) {
        return [name, undefined];
      }
      const text = toParameterText(entry);
      if (text === undefined) {
        throw new CommandError([
          `${file}: The value of parameter '${name}' must be a string, a number, a Boolean, or a list of them. Correct the value.`,
        ]);
      }
      return [name, text];
    }),
  );
}

function listEntries(value: unknown, file: string): [string, unknown][] {
  if (isObject(value) && Array.isArray(value.Stacks)) {
    return listEntriesOfStack(value.Stacks, file);
  }
  if (isObject(value)) {
    return Object.entries(isObject(value.Parameters) ? value.Parameters : value);
  }
  const elements = typeof value === 'string' ? value.match(PAIRS) : value;
  if (!Array.isArray(elements)) {
    throw new CommandError([`${file}: The file contains no parameters. ${FORMATS}.`]);
  }
  return elements.flatMap((element) => listEntriesOfElement(element, file));
}

function listEntriesOfStack(stacks: readonly unknown[], file: string): [string, unknown][] {
  if (stacks.length !== 1) {
    throw new CommandError([
      `${file}: The file must describe one stack, but got ${stacks.length}. Run 'aws cloudformation describe-stacks' with --stack-name.`,
    ]);
  }
  const { Parameters: parameters = [] } = toObject(stacks[0]);
  return listEntries(parameters, file).map(([name, entry]) => [
    name,
    MASKED_VALUE.test(String(entry)) ? PREVIOUS_VALUE : entry,
  ]);
}

function listEntriesOfElement(element: unknown, file: string): [string, unknown][] {
  if (isObject(element) && typeof element.ParameterKey === 'string') {
    const isPrevious = toText(element.UsePreviousValue)?.toLowerCase() === 'true';
    return [[element.ParameterKey, isPrevious ? PREVIOUS_VALUE : element.ParameterValue]];
  }
  const previousKey = PREVIOUS_PAIR.exec(toText(element) ?? '')?.[1];
  if (previousKey !== undefined) {
    return [[previousKey, PREVIOUS_VALUE]];
  }
  const [, longKey, shortKey, text] = PAIR.exec(toText(element) ?? '') ?? [];
  if (text === undefined) {
    throw new CommandError([`${file}: ${JSON.stringify(element)} is not a parameter with a value. ${FORMATS}.`]);
  }
  return [[longKey ?? shortKey, text.replace(/^"([^]*)"$/, '$1')]];
}

/**
 * Converts a value to the text that CloudFormation receives. The elements of a list are separated by commas. Returns
 * undefined for objects.
 */
export function toParameterText(value: unknown): string | undefined {
  const texts = (Array.isArray(value) ? value : [value]).map(toText);
  return texts.includes(undefined) ? undefined : texts.join(',');
}
