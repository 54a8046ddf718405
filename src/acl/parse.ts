import { Access } from './access';
import { CommandTable } from './command-table';
import { NEWEST_LEVEL } from './level';
import { findClosest } from '../private/closest';
import { ACL, MAX_DATABASE } from '../service-data/access-strings';

/** Lower case as the engines compare: only the letters of ASCII. */
export function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The parts between white space as the engines know it. */
function splitBlanks(text: string): string[] {
  return text.split(/[ \t\n\v\f\r]+/).filter((part) => part !== '');
}

/** A number as the engines want it written: no sign but a minus, no leading zeros. */
export function wholeNumber(word: string | undefined): number | undefined {
  return word !== undefined && /^(0|-?[1-9]\d*)$/.test(word) ? Number(word) : undefined;
}

/** One rule of an access string, in the order of the string. */
export type AccessRule = StateRule | RootRule | SelectorRule | { readonly kind: 'clearselectors' };

interface StateRule {
  readonly kind: 'state';
  readonly on: boolean;
}

/** A rule that the user itself and each of its selectors may have. */
export type RootRule = KeyRule | ChannelRule | CommandRule | CategoryRule | DatabaseRule;

export interface KeyRule {
  readonly kind: 'keys';
  /** Undefined when it takes all patterns back. */
  readonly pattern?: string;
  /** All keys, after which no pattern may follow. */
  readonly all?: boolean;
  readonly read?: boolean;
  readonly write?: boolean;
}

export interface ChannelRule {
  readonly kind: 'channels';
  /** Undefined when it takes all patterns back. */
  readonly pattern?: string;
  readonly all?: boolean;
}

export interface CommandRule {
  readonly kind: 'command';
  readonly allow: boolean;
  /** Lower case, with its command for a sub-command. */
  readonly name: string;
  /** Only with this first argument. */
  readonly firstArg?: string;
}

export interface CategoryRule {
  readonly kind: 'category';
  readonly allow: boolean;
  readonly name: string;
}

interface DatabaseRule {
  readonly kind: 'databases';
  /** Undefined when all are meant. */
  readonly ids?: readonly number[];
}

interface SelectorRule {
  readonly kind: 'selector';
  readonly rules: readonly RootRule[];
}

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
function parseRule(text: string, table: CommandTable, level: number): AccessRule {
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
function parseRootRule(text: string, table: CommandTable, level: number): RootRule {
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
function needs(since: keyof typeof ACL.since, what: string, level: number) {
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
    const meant = findClosest(name, [...ACL.categories, 'all']);
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
  const meant = findClosest(name, table.names());
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
    const meant = findClosest(lower(text), words);
    return meant ? `; did you mean "${meant}"` : `; allow a command with "+${text}", keys with "~${text}"`;
  }
  return '; rules begin with ~ or % for keys, & for channels, + or - for commands';
}

/** An access string, read. */
export interface ParsedAccess {
  /** The rules in their order, without the faulty ones. */
  readonly rules: readonly AccessRule[];
  /** What the rules come to. */
  readonly access: Access;
  /** Everything that is wrong, each reading on after the name of what holds the string: `has "+gett", which …`. */
  readonly faults: readonly string[];
}

/**
 * Reads an access string as the engines do, rule by rule from the left.
 *
 * @param level the version, see `aclLevel`; without it only what no version understands is a fault
 */
export function parseAccessString(text: string, level?: number): ParsedAccess {
  const key = `${level} ${text}`;
  let read = READ.get(key);
  if (!read) {
    if (READ.size >= READ_AT_MOST) {
      READ.clear();
    }
    read = readAccessString(text, level);
    READ.set(key, read);
  }
  return read;
}

/** What was read lately: users of one kind have the same rules. */
const READ = new Map<string, ParsedAccess>();
const READ_AT_MOST = 100;

function readAccessString(text: string, level?: number): ParsedAccess {
  const version = level ?? NEWEST_LEVEL;
  const table = CommandTable.at(level);
  const access = new Access(table, version);
  const rules: AccessRule[] = [];
  const faults: string[] = [];

  const words = splitBlanks(text);
  if (words.length === 0) {
    faults.push('must hold at least one rule, for example "off -@all"');
  }
  for (const word of version >= ACL.since.selectors ? joinSelectors(words, version) : words) {
    try {
      const rule = isSelector(word) ? parseSelector(word, table, version) : parseRule(word, table, version);
      access.apply(rule);
      rules.push(rule);
    } catch (error) {
      if (!(error instanceof RuleFault)) {
        throw error;
      }
      faults.push(
        `has "${discreet(word)}"${error.within ? ` with "${discreet(error.within)}"` : ''}, ${error.message}`,
      );
    }
  }
  return { rules, access, faults };
}

/** A rule as messages show it: a password is nobody's business. */
function discreet(word: string): string {
  return word.replace(/(^|[( ])([><#!])[^ )]*/g, '$1$2…');
}

/**
 * Joins the words of each selector; one that is not closed stays as it is, and no rule begins like it.
 * When another one is opened before the first is closed, Redis OSS forgets the first.
 */
function joinSelectors(words: string[], level: number): string[] {
  const joined: string[] = [];
  let open: string[] | undefined;
  for (const word of words) {
    if (word.startsWith('(') && !word.endsWith(')') && (!open || level < ACL.since.unclosedSelectorsKept)) {
      open = [word];
    } else if (open) {
      open.push(word);
      if (word.endsWith(')')) {
        joined.push(open.join(' '));
        open = undefined;
      }
    } else {
      joined.push(word);
    }
  }
  return open ? [...joined, open.join(' ')] : joined;
}

function isSelector(word: string): boolean {
  return word.startsWith('(');
}

function parseSelector(word: string, table: CommandTable, level: number): SelectorRule {
  needs('selectors', 'selectors', level);
  if (!word.endsWith(')')) {
    throw new RuleFault('a selector that is not closed; end its last rule with ")"');
  }
  const rules = splitQuoted(word.slice(1, -1), level).map((inner) => {
    try {
      if (/[ \t\n\v\f\r]/.test(inner) && /^[~%&]/.test(inner)) {
        throw new RuleFault('whose pattern holds white space');
      }
      return parseRootRule(inner, table, level);
    } catch (error) {
      throw error instanceof RuleFault ? new RuleFault(error.message, inner) : error;
    }
  });
  return { kind: 'selector', rules };
}

/**
 * The words of a selector: other than outside of it, the engines take quotes away there.
 * When quotes do not match they see no words at all.
 */
function splitQuoted(text: string, level: number): string[] {
  const next = level >= ACL.since.wordsAfterQuotes ? '' : '(?=[ \\t\\n\\v\\f\\r]|$)';
  const quote = new RegExp(`^"((?:\\\\[^]|[^"\\\\])*)"${next}|^'((?:\\\\'|[^'])*)'${next}`);
  if (!/["']/.test(text)) {
    return splitBlanks(text);
  }
  const words: string[] = [];
  let rest = text;
  for (;;) {
    rest = rest.replace(/^[ \t\n\v\f\r]+/, '');
    if (rest === '') {
      return words;
    }
    let word = '';
    while (rest !== '' && !/^[ \t\n\v\f\r]/.test(rest)) {
      const quoted = quote.exec(rest);
      if (quoted) {
        word += quoted[1] === undefined ? quoted[2].replace(/\\'/g, "'") : unescapeQuoted(quoted[1]);
        rest = rest.slice(quoted[0].length);
      } else if (/^["']/.test(rest)) {
        return [];
      } else {
        word += rest[0];
        rest = rest.slice(1);
      }
    }
    words.push(word);
  }
}

function unescapeQuoted(text: string): string {
  const letters: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };
  return text.replace(/\\(?:x([0-9a-f]{2})|([^]))/gi, (_, hex, letter) =>
    hex ? String.fromCharCode(parseInt(hex, 16)) : (letters[letter] ?? letter),
  );
}
