import type { Command } from './command-table';
import { parseWholeNumber, toLowerCase } from './words';
import { MAX_DATABASE } from '../service-data/access-strings';

/** The numbers of the databases that a command uses, or all databases. */
export type DatabaseUse = readonly number[] | 'all';

/** The database of a new connection. */
const DEFAULT_DATABASE = 0;

/** Finds the databases that a command uses on a new connection. Valkey 9.1 and later check access to them. */
export function findDatabases(command: Command, words: readonly string[]): DatabaseUse {
  switch (command.name) {
    case 'flushall':
    case 'cluster|cancelslotmigrations':
    case 'cluster|flushslot':
    case 'cluster|migrateslots':
      return 'all';
    case 'select':
      return parseDatabases(words.slice(1, 2));
    case 'swapdb':
      return parseDatabases(words.slice(1, 3));
    case 'move':
      return [DEFAULT_DATABASE, ...parseDatabases(words.slice(2, 3))];
    case 'copy':
      return [DEFAULT_DATABASE, ...findCopyTargets(words)];
  }
  const usesData =
    command.keys !== '' || command.categories.some((category) => ['read', 'write', 'keyspace'].includes(category));
  return usesData ? [DEFAULT_DATABASE] : [];
}

/**
 * Returns no databases if a word is not a database number, because the engine then rejects the command. The parameters
 * `databases` and `cluster-databases` of a cache determine which numbers exist, so every number can be a database.
 */
function parseDatabases(words: readonly string[]): number[] {
  const numbers = words.map(parseWholeNumber);
  return numbers.every((number) => number !== undefined && number >= 0 && number <= MAX_DATABASE)
    ? (numbers as number[])
    : [];
}

function findCopyTargets(words: readonly string[]): number[] {
  const targets: string[] = [];
  for (let index = 3; index < words.length; index++) {
    const option = toLowerCase(words[index]);
    if (option === 'db' && index + 1 < words.length) {
      targets.push(words[++index]);
    } else if (option !== 'replace') {
      return [];
    }
  }
  return parseDatabases(targets);
}
