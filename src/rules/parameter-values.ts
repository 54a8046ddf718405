import { shown } from './vocabulary';
import type { AllowedValues, ParameterFact } from '../facts/parameters';
import { RENAMEABLE_COMMANDS, RENAMED_COMMAND } from '../facts/parameters';

/** What is wrong with the value of a parameter: what it must be, and what came; undefined when nothing is. */
export function valueFault({ type, allowed = {} }: ParameterFact, value: string): string | undefined {
  if (allowed.words) {
    return allowed.words.includes(value)
      ? undefined
      : `must be one of ${allowed.words.join(', ')}, got ${shown(value)}`;
  }
  if (allowed.letters !== undefined) {
    return lettersFault(allowed.letters, value);
  }
  if (allowed.renames) {
    return renamesFault(value);
  }
  if (type === 'integer' || type === 'float') {
    return numberFault(type, allowed, value);
  }
  return undefined;
}

function numberFault(
  type: 'integer' | 'float',
  { min = -Infinity, max = Infinity, above = -Infinity, or = [] }: AllowedValues,
  value: string,
): string | undefined {
  const isWritten = type === 'integer' ? /^-?\d+$/.test(value) : /^-?\d+(\.\d+)?$/.test(value);
  const number = Number(value);
  if (isWritten && ((number >= min && number <= max && number > above) || or.includes(number))) {
    return undefined;
  }

  const kind = type === 'integer' ? 'a whole number' : 'a number';
  const range =
    max < Infinity
      ? ` between ${min} and ${max}`
      : min > -Infinity
        ? ` of at least ${min}`
        : above > -Infinity
          ? ` above ${above}`
          : '';
  return `must be ${or.map((special) => `${special} or `).join('')}${kind}${range}, got ${shown(value)}`;
}

function lettersFault(letters: string, value: string): string | undefined {
  const wrong = [...new Set(value)].filter((letter) => !letters.includes(letter));
  return wrong.length > 0
    ? `must be made of the letters ${[...letters].join(' ')}, got ${shown(value)}, which has ${wrong.map(shown).join(', ')}`
    : undefined;
}

/** Pairs of a command and its new name, all between blanks. */
function renamesFault(value: string): string | undefined {
  const words = value.split(' ').filter((word) => word !== '');
  const commands = words.filter((_, index) => index % 2 === 0).map((command) => command.toUpperCase());
  const names = words.filter((_, index) => index % 2 === 1);
  const { maxLength, blocked } = RENAMED_COMMAND;

  const known = new Set(RENAMEABLE_COMMANDS);
  const unknown = commands.filter((command) => !known.has(command));
  const misshapen = names.filter((name) => name.length > maxLength || !/^[a-z0-9]+$/i.test(name));
  const taken = names.filter((name) => known.has(name.toUpperCase()) && !commands.includes(name.toUpperCase()));
  const twice = [...repeated(commands), ...repeated(names.filter((name) => name !== blocked))];
  return [
    words.length % 2 === 1
      ? `must be pairs of a command and its new name, such as "flushall ${blocked}", got ${shown(value)}`
      : undefined,
    unknown.length > 0 ? `must rename commands that can be renamed, got ${unknown.map(shown).join(', ')}` : undefined,
    misshapen.length > 0
      ? `must give new names of 1 to ${maxLength} letters and digits, got ${misshapen.map(shown).join(', ')}`
      : undefined,
    taken.length > 0 ? `must give names that no command has, got ${taken.map(shown).join(', ')}` : undefined,
    twice.length > 0
      ? `must hold nothing twice but "${blocked}", got ${twice.map(shown).join(', ')} more than once`
      : undefined,
  ].find((fault) => fault !== undefined);
}

function repeated(words: string[]): string[] {
  return [...new Set(words.filter((word, index) => words.indexOf(word) !== index))];
}
