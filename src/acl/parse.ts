import type { AccessRule, RootRule, SelectorRule } from './access';
import { Access, AccessRuleError } from './access';
import { CommandTable } from './command-table';
import { LEVEL_OF_RULE, NEWEST_LEVEL, levelRequirement } from './level';
import { findClosest } from '../private/closest';
import { ACL, MAX_DATABASE } from '../service-data/access-strings';

/** Converts to lower case as the engines compare: only ASCII letters. */
export function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Splits at the characters that the engines treat as white space. */
function splitBlanks(text: string): string[] {
  return text.split(/[ \t\n\v\f\r]+/).filter((part) => part !== '');
}

/** Parses a number as the engines do: no sign but a minus, no leading zeros. */
export function parseWholeNumber(word: string | undefined): number | undefined {
  return word !== undefined && /^(0|-?[1-9]\d*)$/.test(word) ? Number(word) : undefined;
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

/** Parses one rule of the root of an access string; the caller parses selectors. */
function parseRule(text: string, table: CommandTable, level: number): AccessRule {
  const word = lower(text);
  if (word === 'on' || word === 'off') {
    return { kind: 'state', on: word === 'on' };
  }
  if (word === 'clearselectors') {
    requireLevel('selectors', 'selectors', level);
    return { kind: 'clearselectors' };
  }
  return parseRootRule(text, table, level);
}

/** Parses one rule that may also be in a selector. */
function parseRootRule(text: string, table: CommandTable, level: number): RootRule {
  const word = lower(text);
  if (
    ACL.forbidden.words.some((forbidden) => forbidden === word) ||
    ACL.forbidden.prefixes.some((prefix) => word.startsWith(prefix))
  ) {
    throw new AccessRuleError(
      'which ElastiCache does not take in an access string; give the user its passwords instead',
    );
  }
  if (Object.hasOwn(ALL_WORDS, word)) {
    const rule = ALL_WORDS[word];
    if (rule.kind === 'channels') {
      requireLevel('channels', 'channels', level);
    }
    return rule;
  }
  if (Object.hasOwn(DATABASE_WORDS, word) || word.startsWith('db=')) {
    requireLevel('databases', 'databases', level);
    return DATABASE_WORDS[word] ?? parseDatabases(word.slice('db='.length));
  }
  switch (text[0]) {
    case '~':
      return { kind: 'keys', pattern: text.slice(1), read: true, write: true };
    case '%':
      return parseKeyPermission(text, level);
    case '&':
      requireLevel('channels', 'channels', level);
      return { kind: 'channels', pattern: text.slice(1) };
    case '+':
    case '-':
      return text[1] === '@' ? parseCategory(word, table) : parseCommand(word, text, table, level);
    default:
      throw new AccessRuleError(`which is no rule${hint(text)}`);
  }
}

/** Throws when the rule needs a later version. */
function requireLevel(kind: keyof typeof LEVEL_OF_RULE, what: string, level: number) {
  if (level < LEVEL_OF_RULE[kind]) {
    throw new AccessRuleError(`but rules for ${what} need ${levelRequirement(LEVEL_OF_RULE[kind])} or later`);
  }
}

/** `%R~pattern`, each letter once and in any case; without the rest it is the empty pattern. */
function parseKeyPermission(text: string, level: number): RootRule {
  requireLevel('keyPermissions', 'reading or writing keys', level);
  const found = /^%(r|w|rw|wr)(?:~([^]*))?$/i.exec(text);
  if (!found) {
    throw new AccessRuleError(
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
    throw new AccessRuleError(
      `which names no command category of ${table}${meant ? `; did you mean "${word[0]}@${meant}"` : ''}`,
    );
  }
  return { kind: 'category', allow: word[0] === '+', name };
}

function parseCommand(word: string, text: string, table: CommandTable, level: number): RootRule {
  const allow = word[0] === '+';
  const name = word.slice(1);
  if (level < LEVEL_OF_RULE.subcommands) {
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
    throw new AccessRuleError('but a sub-command cannot be allowed by its first argument');
  }
  const part = name.slice(bar + 1);
  if (part === '') {
    throw new AccessRuleError(`which names no sub-command; leave out the bar to mean all of ${base.toUpperCase()}`);
  }
  if (command.subcommands.length > 0) {
    return { kind: 'command', allow, name: known(name, word, table) };
  }
  if (!allow) {
    throw new AccessRuleError(
      `but ${base.toUpperCase()} has no sub-commands, and a first argument can be allowed only`,
    );
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
    throw new AccessRuleError('but a sub-command can be denied from version 7.0 on');
  }
  const base = known(name.slice(0, bar), text, table);
  if (bar === name.length - 1) {
    throw new AccessRuleError('which names no sub-command');
  }
  return { kind: 'command', allow, name: base, firstArg: text.slice(bar + 2) };
}

function known(name: string, word: string, table: CommandTable): string {
  return table.find(name) ? name : unknownCommand(name, word, table);
}

function unknownCommand(name: string, word: string, table: CommandTable): never {
  if (name.includes(',')) {
    throw new AccessRuleError('which holds a comma; separate rules by blanks');
  }
  const meant = findClosest(name, table.names());
  throw new AccessRuleError(
    `which names no ${name.includes('|') ? 'sub-command' : 'command'} of ${table}${meant ? `; did you mean "${word[0]}${meant}"` : ''}`,
  );
}

function parseDatabases(list: string): RootRule {
  const ids = list.split(',').map((id) => (/^[+-]?\d+$/.test(id) ? Number(id) : NaN));
  if (ids.some((id) => !(id >= 0 && id <= MAX_DATABASE))) {
    throw new AccessRuleError('which is no rule; write databases as db=0,1');
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
  /** Everything that is wrong; each error continues the name of the prop: `has "+gett", which …`. */
  readonly errors: readonly string[];
}

/**
 * Parses an access string as the engines do, rule by rule from the left.
 *
 * @param level the version, see `aclLevel`; without it, only what no version understands is an error
 */
export function parseAccessString(text: string, level?: number): ParsedAccess {
  const key = `${level} ${text}`;
  let read = CACHE.get(key);
  if (!read) {
    if (CACHE.size >= MAX_CACHE_SIZE) {
      CACHE.clear();
    }
    read = readAccessString(text, level);
    CACHE.set(key, read);
  }
  return read;
}

/** Recently parsed access strings: many users have the same one. */
const CACHE = new Map<string, ParsedAccess>();
const MAX_CACHE_SIZE = 100;

function readAccessString(text: string, level?: number): ParsedAccess {
  const version = level ?? NEWEST_LEVEL;
  const table = CommandTable.at(level);
  const access = new Access(table, version);
  const rules: AccessRule[] = [];
  const errors: string[] = [];

  const words = splitBlanks(text);
  if (words.length === 0) {
    errors.push('must hold at least one rule, for example "off -@all"');
  }
  for (const word of version >= LEVEL_OF_RULE.selectors ? joinSelectors(words, version) : words) {
    try {
      const rule = isSelector(word) ? parseSelector(word, table, version) : parseRule(word, table, version);
      access.apply(rule);
      rules.push(rule);
    } catch (error) {
      if (!(error instanceof AccessRuleError)) {
        throw error;
      }
      errors.push(
        `has "${redactPasswords(word)}"${error.within ? ` with "${redactPasswords(error.within)}"` : ''}, ${error.message}`,
      );
    }
  }
  return { rules, access, errors };
}

/** A rule for messages, without the passwords that it may contain. */
function redactPasswords(word: string): string {
  return word.replace(/(^|[( ])([><#!])[^ )]*/g, '$1$2…');
}

/**
 * Joins the words of each selector; one that is not closed stays as it is, and no rule begins like it.
 * When another one is opened before the first is closed, Redis OSS drops the first.
 */
function joinSelectors(words: string[], level: number): string[] {
  const joined: string[] = [];
  let open: string[] | undefined;
  for (const word of words) {
    const isOpening = word.startsWith('(') && !word.endsWith(')');
    const replacesOpen = !open || level < LEVEL_OF_RULE.unclosedSelectorsKept;
    if (isOpening && replacesOpen) {
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
  requireLevel('selectors', 'selectors', level);
  if (!word.endsWith(')')) {
    throw new AccessRuleError('a selector that is not closed; end its last rule with ")"');
  }
  const rules = splitQuoted(word.slice(1, -1), level).map((inner) => {
    try {
      if (/[ \t\n\v\f\r]/.test(inner) && /^[~%&]/.test(inner)) {
        throw new AccessRuleError('whose pattern holds white space');
      }
      return parseRootRule(inner, table, level);
    } catch (error) {
      throw error instanceof AccessRuleError ? new AccessRuleError(error.message, inner) : error;
    }
  });
  return { kind: 'selector', rules };
}

/**
 * The words of a selector. Inside of a selector, the engines remove quotes; when quotes do not match, they see no words
 * at all.
 */
function splitQuoted(text: string, level: number): string[] {
  if (!/["']/.test(text)) {
    return splitBlanks(text);
  }
  const next = level >= LEVEL_OF_RULE.wordsAfterQuotes ? '' : '(?=[ \\t\\n\\v\\f\\r]|$)';
  const quote = new RegExp(`^"((?:\\\\[^]|[^"\\\\])*)"${next}|^'((?:\\\\'|[^'])*)'${next}`);
  const words: string[] = [];
  let rest = text.replace(/^[ \t\n\v\f\r]+/, '');
  while (rest !== '') {
    const found = readQuotedWord(rest, quote);
    if (!found) {
      return [];
    }
    words.push(found.word);
    rest = found.rest.replace(/^[ \t\n\v\f\r]+/, '');
  }
  return words;
}

/** The first word of a text, without its quotes; undefined when a quote is not closed. */
function readQuotedWord(text: string, quote: RegExp): { readonly word: string; readonly rest: string } | undefined {
  let word = '';
  let rest = text;
  while (rest !== '' && !/^[ \t\n\v\f\r]/.test(rest)) {
    const quoted = quote.exec(rest);
    if (quoted) {
      word += quoted[1] === undefined ? quoted[2].replace(/\\'/g, "'") : unescapeQuoted(quoted[1]);
      rest = rest.slice(quoted[0].length);
    } else if (/^["']/.test(rest)) {
      return undefined;
    } else {
      word += rest[0];
      rest = rest.slice(1);
    }
  }
  return { word, rest };
}

function unescapeQuoted(text: string): string {
  const letters: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };
  return text.replace(/\\(?:x([0-9a-f]{2})|([^]))/gi, (_, hex, letter) =>
    hex ? String.fromCharCode(parseInt(hex, 16)) : (letters[letter] ?? letter),
  );
}
