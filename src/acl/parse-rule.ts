import type { CommandTable } from './command-table';
import type { AccessRule, RootRule } from './rules';
import { closest, lower } from './text';
import { ACL, MAX_DATABASE } from '../facts/acl';

/** What is wrong with a rule: reads on after `has "<rule>",`. */
export class RuleFault extends Error {
  /**
   * @param within the rule of a selector that is meant
   */
  constructor(
    message: string,
    public readonly within?: string,
  ) {
    super(message);
  }
}

const ALL_WORDS: Record<string, RootRule> = {
  allkeys: { kind: 'keys', pattern: '*', all: true, read: true, write: true },
  '~*': { kind: 'keys', pattern: '*', all: true, read: true, write: true },
  resetkeys: { kind: 'keys' },
  allchannels: { kind: 'channels', pattern: '*', all: true },
  '&*': { kind: 'channels', pattern: '*', all: true },
  resetchannels: { kind: 'channels' },
  allcommands: { kind: 'category', allow: true, name: 'all' },
  '+@all': { kind: 'category', allow: true, name: 'all' },
  nocommands: { kind: 'category', allow: false, name: 'all' },
  '-@all': { kind: 'category', allow: false, name: 'all' },
};

const DATABASE_WORDS: Record<string, RootRule> = {
  alldbs: { kind: 'databases' },
  resetdbs: { kind: 'databases', ids: [] },
};

/** Reads one rule that may stand at the top of an access string; selectors are read by the caller. */
export function parseRule(text: string, table: CommandTable, level: number): AccessRule {
  const word = lower(text);
  if (word === 'on' || word === 'off') {
    return { kind: 'state', on: word === 'on' };
  }
  if (word === 'clearselectors') {
    needs('selectors', 'selectors', level);
    return { kind: 'clearselectors' };
  }
  return parseRootRule(text, table, level);
}

/** Reads one rule that may also stand in a selector. */
export function parseRootRule(text: string, table: CommandTable, level: number): RootRule {
  const word = lower(text);
  if (
    ACL.forbidden.words.some((forbidden) => forbidden === word) ||
    ACL.forbidden.prefixes.some((prefix) => word.startsWith(prefix))
  ) {
    throw new RuleFault('which ElastiCache does not take in an access string; give the user its passwords instead');
  }
  if (Object.hasOwn(ALL_WORDS, word)) {
    const rule = ALL_WORDS[word];
    if (rule.kind === 'channels') {
      needs('channels', 'channels', level);
    }
    return rule;
  }
  if (Object.hasOwn(DATABASE_WORDS, word) || word.startsWith('db=')) {
    needs('databases', 'databases', level);
    return DATABASE_WORDS[word] ?? parseDatabases(word.slice('db='.length));
  }
  switch (text[0]) {
    case '~':
      return { kind: 'keys', pattern: text.slice(1), read: true, write: true };
    case '%':
      return parseKeyPermission(text, level);
    case '&':
      needs('channels', 'channels', level);
      return { kind: 'channels', pattern: text.slice(1) };
    case '+':
    case '-':
      return text[1] === '@' ? parseCategory(word, table) : parseCommand(word, text, table, level);
    default:
      throw new RuleFault(`which is no rule${hint(text)}`);
  }
}

/** Refuses what only later versions know. */
export function needs(since: keyof typeof ACL.since, what: string, level: number) {
  if (level < ACL.since[since]) {
    throw new RuleFault(
      `but rules for ${what} need ${ACL.since[since] >= 7.2 ? `Valkey ${ACL.since[since].toFixed(1)}` : `version ${ACL.since[since].toFixed(1)}`} or later`,
    );
  }
}

/** `%R~pattern`, each letter once and in any case; without the rest it is the empty pattern. */
function parseKeyPermission(text: string, level: number): RootRule {
  needs('keyPermissions', 'reading or writing keys', level);
  const found = /^%(r|w|rw|wr)(?:~([^]*))?$/i.exec(text);
  if (!found) {
    throw new RuleFault(
      'which is no rule; write a key pattern that may be read as %R~pattern, one that may be written as %W~pattern',
    );
  }
  const needed = lower(found[1]);
  return { kind: 'keys', pattern: found[2] ?? '', read: needed.includes('r'), write: needed.includes('w') };
}

function parseCategory(word: string, table: CommandTable): RootRule {
  const name = word.slice(2);
  if (!table.hasCategory(name)) {
    const meant = closest(name, [...ACL.categories, 'all']);
    throw new RuleFault(
      `which names no command category of ${table}${meant ? `; did you mean "${word[0]}@${meant}"` : ''}`,
    );
  }
  return { kind: 'category', allow: word[0] === '+', name };
}

function parseCommand(word: string, text: string, table: CommandTable, level: number): RootRule {
  const allow = word[0] === '+';
  const name = word.slice(1);
  if (level < ACL.since.subcommands) {
    return parseOldCommand(allow, name, text, table);
  }

  const bar = name.lastIndexOf('|');
  if (bar < 0) {
    return { kind: 'command', allow, name: known(name, word, table) };
  }
  const base = name.slice(0, bar);
  const command = table.find(base);
  if (!command) {
    unknownCommand(base, word, table);
  }
  if (base.includes('|')) {
    throw new RuleFault('but a sub-command cannot be allowed by its first argument');
  }
  const part = name.slice(bar + 1);
  if (part === '') {
    throw new RuleFault(`which names no sub-command; leave out the bar to mean all of ${base.toUpperCase()}`);
  }
  if (command.subcommands.length > 0) {
    return { kind: 'command', allow, name: known(name, word, table) };
  }
  if (!allow) {
    throw new RuleFault(`but ${base.toUpperCase()} has no sub-commands, and a first argument can be allowed only`);
  }
  return { kind: 'command', allow, name: base, firstArg: text.slice(bar + 2) };
}

/** Before 7.0 whatever follows the bar is a first argument, and only allowed. */
function parseOldCommand(allow: boolean, name: string, text: string, table: CommandTable): RootRule {
  const bar = name.indexOf('|');
  if (bar < 0) {
    return { kind: 'command', allow, name: known(name, text, table) };
  }
  if (!allow) {
    throw new RuleFault('but a sub-command can be denied from version 7.0 on');
  }
  const base = known(name.slice(0, bar), text, table);
  if (bar === name.length - 1) {
    throw new RuleFault('which names no sub-command');
  }
  return { kind: 'command', allow, name: base, firstArg: text.slice(bar + 2) };
}

function known(name: string, word: string, table: CommandTable): string {
  return table.find(name) ? name : unknownCommand(name, word, table);
}

function unknownCommand(name: string, word: string, table: CommandTable): never {
  if (name.includes(',')) {
    throw new RuleFault('which holds a comma; separate rules by blanks');
  }
  const meant = closest(name, table.names());
  throw new RuleFault(
    `which names no ${name.includes('|') ? 'sub-command' : 'command'} of ${table}${meant ? `; did you mean "${word[0]}${meant}"` : ''}`,
  );
}

function parseDatabases(list: string): RootRule {
  const ids = list.split(',').map((id) => (/^[+-]?\d+$/.test(id) ? Number(id) : NaN));
  if (ids.some((id) => !(id >= 0 && id <= MAX_DATABASE))) {
    throw new RuleFault('which is no rule; write databases as db=0,1');
  }
  return { kind: 'databases', ids };
}

/** What was probably meant by something that has no sign of a rule before it. */
function hint(text: string): string {
  if (text.startsWith('@')) {
    return `; allow a category with "+${text}"`;
  }
  if (/^[a-z]+$/i.test(text)) {
    const words = [
      'on',
      'off',
      'allkeys',
      'resetkeys',
      'allchannels',
      'resetchannels',
      'allcommands',
      'nocommands',
      'clearselectors',
    ];
    if (['on', 'off', 'clearselectors'].includes(lower(text))) {
      return ' of a selector; write it outside of the brackets';
    }
    const meant = closest(lower(text), words);
    return meant ? `; did you mean "${meant}"` : `; allow a command with "+${text}", keys with "~${text}"`;
  }
  return '; rules begin with ~ or % for keys, & for channels, + or - for commands';
}
