import { Access } from './access';
import { CommandTable } from './command-table';
import { NEWEST_LEVEL } from './level';
import { needs, parseRootRule, parseRule, RuleFault } from './parse-rule';
import type { AccessRule, SelectorRule } from './rules';
import { splitBlanks } from './text';
import { ACL } from '../facts/acl';

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
