import { readEntries } from './mappings';
import { isObject, parseFunctionCall, readName, toText } from './values';

/** A value of a parameter with which a function can have a certain result. */
export interface Solution {
  readonly name: string;
  readonly value: unknown;

  /** Whether the function has the result with this value only. */
  readonly isOnlyValue: boolean;
}

/** A text that no template contains, for a part of a value that has no effect on the result. */
const ANY_TEXT = '\uE001';

/** The maximum length of a list with a certain number of elements. */
const MAX_LENGTH = 100;

/** The maximum number of functions in a text, and its maximum length. More take long to match. */
const MAX_FUNCTIONS = 4;
const MAX_TEXT_LENGTH = 256;

/**
 * Finds values of parameters with which a function returns a text. Finds some values only, because the solutions of
 * nested functions and of several parameters do not end.
 */
export function findSolutions(value: unknown, text: string, mappings: unknown): Solution[] {
  return new SolutionFinder(mappings).find(value, text);
}

/** The patterns of the function that is sought, and of the others: each has as much of the text as possible. */
const MATCHES = [
  { sought: '(.*?)', others: '.*' },
  { sought: '(.*)', others: '.*?' },
];

class SolutionFinder {
  constructor(private readonly mappings: unknown) {}

  public find(value: unknown, text: string): Solution[] {
    const { name, argument } = parseFunctionCall(value) ?? {};
    switch (name) {
      case 'Ref':
        return [{ name: readName(argument), value: text, isOnlyValue: true }];
      case 'Fn::Sub':
        return this.findInParts(parseSub(argument), text);
      case 'Fn::Join':
        return this.findInJoin(toList(argument), text);
      case 'Fn::Select':
        return this.findInSelect(toList(argument), text).map(withOtherValues);
      case 'Fn::FindInMap':
        return this.findInMapping(toList(argument)).map(withOtherValues);
      case 'Fn::Length':
        return findLists(argument, text);
      default:
        return [];
    }
  }

  /** Finds values for text that consists of literal texts and functions. */
  private findInParts(parts: readonly unknown[], text: string): Solution[] {
    const functions = parts.filter(isObject);
    if (functions.length > MAX_FUNCTIONS || text.length > MAX_TEXT_LENGTH) {
      return [];
    }
    const solutions = functions.flatMap((part) =>
      MATCHES.flatMap(({ sought, others }) => {
        const patterns = parts.map((other) => {
          const literal = toText(other);
          return literal === undefined ? formatFunction(other === part, sought, others) : escapePattern(literal);
        });
        const [, found] = new RegExp(`^${patterns.join('')}$`, 's').exec(text) ?? [];
        return found === undefined ? [] : this.find(part, found);
      }),
    );
    return functions.length > 1 ? solutions.map(withOtherValues) : solutions;
  }

  private findInJoin([delimiter, list]: readonly unknown[], text: string): Solution[] {
    const separator = readName(delimiter);
    if (Array.isArray(list)) {
      return this.findInParts(
        list.flatMap((part, index) => (index === 0 ? [part] : [separator, part])),
        text,
      );
    }
    const { name, argument } = parseFunctionCall(list) ?? {};
    const elements = separator === '' ? [text] : text.split(separator);
    if (name === 'Ref') {
      return [{ name: readName(argument), value: elements, isOnlyValue: separator !== '' }];
    }
    const [splitDelimiter, source] = name === 'Fn::Split' ? toList(argument) : [];
    return this.find(source, elements.join(readName(splitDelimiter))).map(withOtherValues);
  }

  private findInSelect([position, list]: readonly unknown[], text: string): Solution[] {
    const index = Number(toText(position));
    if (!Number.isInteger(index) || index < 0 || index > MAX_LENGTH) {
      return [];
    }
    if (Array.isArray(list)) {
      return this.find(list[index], text);
    }
    const { name, argument } = parseFunctionCall(list) ?? {};
    const elements = [...new Array<string>(index).fill(ANY_TEXT), text];
    if (name === 'Ref') {
      return [{ name: readName(argument), value: elements, isOnlyValue: false }];
    }
    const [delimiter, source] = name === 'Fn::Split' ? toList(argument) : [];
    return text.includes(readName(delimiter)) ? [] : this.find(source, elements.join(readName(delimiter)));
  }

  /** Finds the values with which the function finds any entry. */
  private findInMapping([mapping, ...keys]: readonly unknown[]): Solution[] {
    const entries = readEntries(this.mappings, toText(mapping)) ?? {};
    const [topLevelKey, secondLevelKey] = keys;
    return [
      ...Object.keys(entries).flatMap((key) => this.find(topLevelKey, key)),
      ...Object.values(entries).flatMap((entry) =>
        isObject(entry) ? Object.keys(entry).flatMap((key) => this.find(secondLevelKey, key)) : [],
      ),
    ];
  }
}

/** Finds lists with a number of elements. */
function findLists(list: unknown, length: string): Solution[] {
  const { name, argument } = parseFunctionCall(list) ?? {};
  const count = Number(length);
  return name === 'Ref' && Number.isInteger(count) && count > 0 && count <= MAX_LENGTH
    ? [{ name: readName(argument), value: new Array<string>(count).fill(ANY_TEXT), isOnlyValue: false }]
    : [];
}

function withOtherValues(solution: Solution): Solution {
  return { ...solution, isOnlyValue: false };
}

/** Splits the text of `Fn::Sub` at its variables, which become references or the values of the function. */
function parseSub(argument: unknown): unknown[] {
  const [text, variables] = Array.isArray(argument) ? argument : [argument];
  const values = isObject(variables) ? variables : {};
  return readName(text)
    .split(/(\$\{[^$}]*\})/)
    .map((part) => {
      const name = /^\$\{([^}]*)\}$/.exec(part)?.[1];
      if (name === undefined) {
        return part;
      }
      if (name.startsWith('!')) {
        return `\${${name.slice(1)}}`;
      }
      return Object.hasOwn(values, name.trim()) ? values[name.trim()] : { Ref: name.trim() };
    });
}

function formatFunction(isSought: boolean, sought: string, others: string): string {
  return isSought ? sought : others;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
