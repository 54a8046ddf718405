import type { Command } from './command-table';
import { lower, wholeNumber } from './text';
import { DATABASES } from '../facts/acl';

/** The databases that a command needs: by number, all of them, or none. */
export type DatabaseUse = readonly number[] | 'all';

/** The database of a new connection. */
const FIRST = 0;

/**
 * The databases that a command with these words uses on a new connection, for the rules that Valkey has from 9.1 on.
 */
export function databasesOf(command: Command, words: readonly string[]): DatabaseUse {
  switch (command.name) {
    case 'flushall':
    case 'cluster|cancelslotmigrations':
    case 'cluster|flushslot':
    case 'cluster|migrateslots':
      return 'all';
    case 'select':
      return named(words.slice(1, 2));
    case 'swapdb':
      return named(words.slice(1, 3));
    case 'move':
      return [FIRST, ...named(words.slice(2, 3))];
    case 'copy':
      return [FIRST, ...copyTargets(words)];
  }
  const touchesData =
    command.keys !== '' || command.categories.some((category) => ['read', 'write', 'keyspace'].includes(category));
  return touchesData ? [FIRST] : [];
}

/** What is no number of a database is left to the command, which will refuse it. */
function named(words: readonly string[]): number[] {
  const numbers = words.map(wholeNumber);
  return numbers.every((number) => number !== undefined && number >= 0 && number < DATABASES)
    ? (numbers as number[])
    : [];
}

function copyTargets(words: readonly string[]): number[] {
  const targets: string[] = [];
  for (let at = 3; at < words.length; at++) {
    const word = lower(words[at]);
    if (word === 'db' && at + 1 < words.length) {
      targets.push(words[++at]);
    } else if (word !== 'replace') {
      return [];
    }
  }
  return named(targets);
}
