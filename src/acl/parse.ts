import type { AccessRule, RootRule, SelectorRule } from './access';
import { Access, AccessRuleError, UnknownNameError } from './access';
import { CommandTable } from './command-table';
import { FEATURE_LEVELS, NEWEST_LEVEL, formatAclRequirement } from './level';
import { WHITE_SPACE, splitWords, toLowerCase, trimStart } from './words';
import { findClosest } from '../private/text';
import { ACL, MAX_DATABASE } from '../service-data/access-strings';

/** The rules for all keys, channels, or commands. */
const RULES_FOR_ALL: Record<string, RootRule> = {
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

const RULES_FOR_DATABASES: Record<string, RootRule> = {
  alldbs: { kind: 'databases' },
  resetdbs: { kind: 'databases', ids: [] },
};

/** The format of command names, including a subcommand or first argument. */
const COMMAND_FORMAT = /^[a-z][a-z0-9._-]*(\|[a-z0-9._:-]+)?$/;
/** The format of category names. */
const CATEGORY_FORMAT = /^[a-z][a-z0-9._-]*$/;

/** The fix for rules about passwords, with the classes that specify passwords instead. */
export const AUTHENTICATION_FIX = 'To set the authentication, use PasswordUser, IamUser, or NoPasswordUser.';

/** Parses a rule that is not a selector. */
function parseRule(text: string, table: CommandTable, level: number): AccessRule {
  const word = toLowerCase(text);
  if (word === 'on' || word === 'off') {
    return { kind: 'state', on: word === 'on' };
  }
  if (word === 'clearselectors') {
    requireLevel('selectors', 'selectors', level);
    return { kind: 'clearselectors' };
  }
  return parseRootRule(text, table, level);
}

/** Parses a rule that is allowed both inside and outside of selectors. */
function parseRootRule(text: string, table: CommandTable, level: number): RootRule {
  const word = toLowerCase(text);
  if (
    ACL.forbidden.words.some((forbidden) => forbidden === word) ||
    ACL.forbidden.prefixes.some((prefix) => word.startsWith(prefix))
  ) {
    throw new AccessRuleError(
      'must not contain rules for passwords, resets, or payload sanitization, which ElastiCache rejects',
      `Remove the rule. ${AUTHENTICATION_FIX}`,
    );
  }
  if (Object.hasOwn(RULES_FOR_ALL, word)) {
    const rule = RULES_FOR_ALL[word];
    if (rule.kind === 'channels') {
      requireLevel('channels', 'channels', level);
    }
    return rule;
  }
  if (Object.hasOwn(RULES_FOR_DATABASES, word) || word.startsWith('db=')) {
    requireLevel('databases', 'databases', level);
    return RULES_FOR_DATABASES[word] ?? parseDatabaseRule(word.slice('db='.length));
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
      throw new AccessRuleError('must contain valid rules', suggestRule(text));
  }
}

/** Throws an error if the rule requires a later version. */
function requireLevel(feature: keyof typeof FEATURE_LEVELS, subject: string, level: number) {
  if (level < FEATURE_LEVELS[feature]) {
    throw new AccessRuleError(
      `must not contain rules for ${subject}, which require ${formatAclRequirement(FEATURE_LEVELS[feature])}`,
      'Use a later engine version, or remove the rule.',
    );
  }
}

/** Parses `%R~pattern`, where each letter may occur once. Without `~`, the pattern is empty. */
function parseKeyPermission(text: string, level: number): RootRule {
  requireLevel('keyPermissions', 'key permissions', level);
  const match = /^%(r|w|rw|wr)(?:~([^]*))?$/i.exec(text);
  if (!match) {
    throw new AccessRuleError(
      'must contain valid key patterns',
      'Use %R~pattern to allow reading, or %W~pattern to allow writing.',
    );
  }
  const access = toLowerCase(match[1]);
  return { kind: 'keys', pattern: match[2] ?? '', read: access.includes('r'), write: access.includes('w') };
}

function parseCategory(word: string, table: CommandTable): RootRule {
  const name = word.slice(2);
  if (!table.hasCategory(name)) {
    const requirement = `must contain valid command categories${table.formatVersion()}`;
    requireVersion(requirement, table, (other) => other.hasCategory(name));
    const suggestion = findClosest(name, [...ACL.categories, 'all']);
    const fix = suggestion ? `Did you mean "${word[0]}@${suggestion}"?` : '';
    // Unlike commands, categories are few, so a similar name is a typing error and not a new category.
    throw CATEGORY_FORMAT.test(name) && fix === ''
      ? new UnknownNameError(requirement, fix)
      : new AccessRuleError(requirement, fix || `Use a category such as "${word[0]}@read".`);
  }
  return { kind: 'category', allow: word[0] === '+', name };
}

function parseCommand(word: string, text: string, table: CommandTable, level: number): RootRule {
  const allow = word[0] === '+';
  const name = word.slice(1);
  if (level < FEATURE_LEVELS.subcommands) {
    return parseCommandBefore7(allow, name, text, table);
  }

  const bar = name.lastIndexOf('|');
  if (bar < 0) {
    return { kind: 'command', allow, name: requireCommand(name, word, table) };
  }
  const base = name.slice(0, bar);
  const command = table.find(base);
  if (!command) {
    throwUnknownCommand(base, word, table);
  }
  if (base.includes('|')) {
    throw new AccessRuleError('must not contain first arguments of subcommands', `Use "${word[0]}${base}".`);
  }
  if (bar === name.length - 1) {
    throw new AccessRuleError(
      'must contain a subcommand after a bar',
      `Use "${word[0]}${base}" for the whole command.`,
    );
  }
  if (command.subcommands.length > 0) {
    return { kind: 'command', allow, name: requireCommand(name, word, table) };
  }
  if (!allow) {
    throw new AccessRuleError('must not deny first arguments of commands without subcommands', `Use "-${base}".`);
  }
  return { kind: 'command', allow, name: base, firstArg: text.slice(bar + 2) };
}

/** Parses a rule before version 7.0, where the text after the bar is a first argument, which cannot be denied. */
function parseCommandBefore7(allow: boolean, name: string, text: string, table: CommandTable): RootRule {
  const bar = name.indexOf('|');
  if (bar < 0) {
    return { kind: 'command', allow, name: requireCommand(name, text, table) };
  }
  if (!allow) {
    throw new AccessRuleError(
      `must not deny subcommands, which requires ${formatAclRequirement(FEATURE_LEVELS.subcommands)}`,
      'Use a later engine version, or remove the rule.',
    );
  }
  const base = requireCommand(name.slice(0, bar), text, table);
  if (bar === name.length - 1) {
    throw new AccessRuleError('must contain a subcommand after a bar', `Use "+${base}" for the whole command.`);
  }
  return { kind: 'command', allow, name: base, firstArg: text.slice(bar + 2) };
}

/** Returns the name if the table has the command, and throws an error otherwise. */
function requireCommand(name: string, word: string, table: CommandTable): string {
  return table.find(name) ? name : throwUnknownCommand(name, word, table);
}

function throwUnknownCommand(name: string, word: string, table: CommandTable): never {
  if (name.includes(',')) {
    throw new AccessRuleError('must not contain commas between rules', 'Separate rules with spaces.');
  }
  const requirement = `must contain valid ${name.includes('|') ? 'subcommands' : 'commands'}${table.formatVersion()}`;
  requireVersion(requirement, table, (other) => other.find(name) !== undefined);
  const suggestion = findClosest(name, table.listNames());
  const fix = suggestion ? `Did you mean "${word[0]}${suggestion}"?` : '';
  throw COMMAND_FORMAT.test(word.slice(1))
    ? new UnknownNameError(requirement, fix)
    : new AccessRuleError(requirement, fix || `Use a command such as "${word[0]}get".`);
}

/** Throws an error if only versions other than that of the table have a name. */
function requireVersion(requirement: string, table: CommandTable, hasName: (other: CommandTable) => boolean) {
  if (hasName(CommandTable.forLevel())) {
    const level = table.findLaterLevel(hasName);
    throw new AccessRuleError(
      requirement,
      level === undefined
        ? 'Use an earlier engine version, or remove the rule.'
        : `The rule requires ${formatAclRequirement(level)}. Use a later engine version, or remove the rule.`,
    );
  }
}

function parseDatabaseRule(list: string): RootRule {
  const ids = list.split(',').map((id) => (/^[+-]?\d+$/.test(id) ? Number(id) : NaN));
  if (ids.some((id) => !(id >= 0 && id <= MAX_DATABASE))) {
    throw new AccessRuleError('must contain valid database numbers', 'Use numbers in the format db=0,1.');
  }
  return { kind: 'databases', ids };
}

const KEYWORDS: readonly string[] = [
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

/** The keywords that are not allowed in selectors. */
const ROOT_KEYWORDS: readonly string[] = ['on', 'off', 'clearselectors'];

/** Suggests a fix for a word that is not a rule. */
function suggestRule(text: string): string {
  if (text.startsWith('@')) {
    return `Use "+${text}" to allow the category.`;
  }
  if (!/^[a-z]+$/i.test(text)) {
    return 'Begin rules with ~ or % for keys, & for channels, and + or - for commands.';
  }
  if (ROOT_KEYWORDS.includes(toLowerCase(text))) {
    return `Move "${text}" out of the selector.`;
  }
  const suggestion = findClosest(toLowerCase(text), KEYWORDS);
  return suggestion
    ? `Did you mean "${suggestion}"?`
    : `Use "+${text}" to allow a command, or "~${text}" to allow keys.`;
}

/** An error in an access string. */
export interface AccessProblem {
  /** The first sentence, without the period. */
  readonly problem: string;
  /** The fix as complete sentences. Can be empty. */
  readonly fix: string;
}

/** A parsed access string. */
export interface ParsedAccess {
  /** The valid rules, in order. */
  readonly rules: readonly AccessRule[];
  /** The access that the valid rules grant. */
  readonly access: Access;
  /** The errors. Each message follows the name of the prop: `must contain valid commands, but got "+gett". …`. */
  readonly errors: readonly string[];
  /** The errors, each with its fix separately. */
  readonly problems: readonly AccessProblem[];
  /** The messages for names that are not in the tables, in the same form. A newer version can have them. */
  readonly unknownNames: readonly string[];
}

/**
 * Parses the rules of an access string from left to right, like the engines.
 *
 * @param level the version, as returned by `findAclLevel`. By default, rules are valid if any version supports them.
 */
export function parseAccessString(text: string, level?: number): ParsedAccess {
  const key = `${level} ${text}`;
  let parsed = CACHE.get(key);
  if (!parsed) {
    if (CACHE.size >= MAX_CACHE_SIZE) {
      CACHE.clear();
    }
    parsed = parseRules(text, level);
    CACHE.set(key, parsed);
  }
  return parsed;
}

/** Recently parsed access strings, because many users have the same access string. */
const CACHE = new Map<string, ParsedAccess>();
const MAX_CACHE_SIZE = 100;

function parseRules(text: string, level?: number): ParsedAccess {
  const effectiveLevel = level ?? NEWEST_LEVEL;
  const table = CommandTable.forLevel(level);
  const access = new Access(table, effectiveLevel);
  const rules: AccessRule[] = [];
  const problems: AccessProblem[] = [];
  const unknownNames: string[] = [];

  const words = splitWords(text);
  if (words.length === 0) {
    problems.push({ problem: 'must contain at least one rule', fix: 'Use "off -@all" to deny all access.' });
  }
  if (text.includes('\0')) {
    problems.push({ problem: 'must not contain the NUL character', fix: 'Remove the character.' });
  }
  for (const word of effectiveLevel >= FEATURE_LEVELS.selectors ? joinSelectors(words, effectiveLevel) : words) {
    try {
      const rule = isSelector(word)
        ? parseSelector(word, table, effectiveLevel, (error) =>
            unknownNames.push(formatProblem(describeError(word, error))),
          )
        : parseRule(word, table, effectiveLevel);
      access.apply(rule);
      rules.push(rule);
    } catch (error) {
      if (!(error instanceof AccessRuleError)) {
        throw error;
      }
      const problem = describeError(word, error);
      if (error instanceof UnknownNameError) {
        unknownNames.push(formatProblem(problem));
      } else {
        problems.push(problem);
      }
    }
  }
  return { rules, access, errors: problems.map(formatProblem), problems, unknownNames };
}

function describeError(word: string, { requirement, fix, innerRule }: AccessRuleError): AccessProblem {
  const actual = innerRule === undefined ? '' : `"${redactPasswords(innerRule)}" in `;
  return { problem: `${requirement}, but got ${actual}"${redactPasswords(word)}"`, fix };
}

function formatProblem({ problem, fix }: AccessProblem): string {
  return `${problem}. ${fix}`.trimEnd();
}

/** Replaces the passwords in a rule, so that messages do not contain them. */
function redactPasswords(word: string): string {
  return word.replace(/(^|[( ])([><#!])[^ )]*/g, '$1$2…');
}

/**
 * Joins the words of each selector, including a selector that is not closed. If another selector opens before the first
 * is closed, Redis OSS ignores the first.
 */
function joinSelectors(words: string[], level: number): string[] {
  const joined: string[] = [];
  let open: string[] | undefined;
  for (const word of words) {
    const isOpening = word.startsWith('(') && !word.endsWith(')');
    const replacesOpen = !open || level < FEATURE_LEVELS.unclosedSelectorsKept;
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

/** @param onUnknownName called for each rule with an unknown name, which the result omits */
function parseSelector(
  word: string,
  table: CommandTable,
  level: number,
  onUnknownName: (error: UnknownNameError) => void,
): SelectorRule {
  requireLevel('selectors', 'selectors', level);
  if (!word.endsWith(')')) {
    throw new AccessRuleError('must contain closed selectors', 'Add ")" after the last rule of the selector.');
  }
  const rules = splitQuoted(word.slice(1, -1), level).flatMap((inner) => {
    try {
      if (WHITE_SPACE.test(inner) && /^[~%&]/.test(inner)) {
        throw new AccessRuleError('must contain patterns without white space', 'Use "?" to match a space.');
      }
      return [parseRootRule(inner, table, level)];
    } catch (error) {
      if (error instanceof UnknownNameError) {
        onUnknownName(new UnknownNameError(error.requirement, error.fix, inner));
        return [];
      }
      throw error instanceof AccessRuleError ? new AccessRuleError(error.requirement, error.fix, inner) : error;
    }
  });
  return { kind: 'selector', rules };
}

/**
 * Splits a selector into words and removes their quotes, which are special only in selectors. If a quote is not closed,
 * the engines ignore all words.
 */
function splitQuoted(text: string, level: number): string[] {
  if (!/["']/.test(text)) {
    return splitWords(text);
  }
  const end = level >= FEATURE_LEVELS.textAfterQuotes ? '' : `(?=${WHITE_SPACE.source}|$)`;
  const quote = new RegExp(`^"((?:\\\\[^]|[^"\\\\])*)"${end}|^'((?:\\\\'|[^'])*)'${end}`);
  const words: string[] = [];
  let remaining = trimStart(text);
  while (remaining !== '') {
    const first = parseQuotedWord(remaining, quote);
    if (!first) {
      return [];
    }
    words.push(first.word);
    remaining = trimStart(first.remaining);
  }
  return words;
}

/** Parses the first word of a text and removes its quotes. Returns undefined if a quote is not closed. */
function parseQuotedWord(
  text: string,
  quote: RegExp,
): { readonly word: string; readonly remaining: string } | undefined {
  let word = '';
  let remaining = text;
  while (remaining !== '' && !WHITE_SPACE.test(remaining[0])) {
    const quoted = quote.exec(remaining);
    if (quoted) {
      word += quoted[1] === undefined ? quoted[2].replace(/\\'/g, "'") : unescapeQuoted(quoted[1]);
      remaining = remaining.slice(quoted[0].length);
    } else if (/^["']/.test(remaining)) {
      return undefined;
    } else {
      word += remaining[0];
      remaining = remaining.slice(1);
    }
  }
  return { word, remaining };
}

function unescapeQuoted(text: string): string {
  const letters: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\x07' };
  return text.replace(/\\(?:x([0-9a-f]{2})|([^]))/gi, (_, hex, letter) =>
    hex ? String.fromCharCode(parseInt(hex, 16)) : (letters[letter] ?? letter),
  );
}
