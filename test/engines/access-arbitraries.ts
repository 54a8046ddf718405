import * as fc from 'fast-check';
import { FEATURE_LEVELS, NEWEST_LEVEL, getAclLevel } from '../../src/acl/level';
import { ACL } from '../../src/service-data/access-strings';
import { COMMANDS } from '../../src/service-data/generated/commands';

/* Arbitraries of the differential tests: valid access strings, invalid ones, and commands. */

const NAMES = Object.keys(COMMANDS);
const COMMON_NAMES = ['get', 'set', 'select', 'publish', 'config', 'client|id', 'cluster|slots'];
const WITH_KEYS = NAMES.filter((name) => COMMANDS[name].keys);
const CHANNEL_COMMANDS = [...Object.keys(ACL.channelCommands), 'unsubscribe', 'punsubscribe', 'sunsubscribe'];
const WITH_OPTIONS = [
  'set',
  'sort',
  'bitfield',
  'georadius',
  'georadiusbymember',
  'migrate',
  'xread',
  'xreadgroup',
  'zunionstore',
  'eval',
  'mset',
  'bitop',
  'copy',
  'lmpop',
  'object|freq',
];
const OPTIONS = [
  'streams',
  'store',
  'storedist',
  'get',
  'set',
  'incrby',
  'overflow',
  'keys',
  'db',
  'replace',
  'copy',
  'auth',
  'auth2',
  'limit',
  'by',
  'count',
  'block',
  'group',
  'noack',
  'lcs',
];
const DATABASE_COMMANDS = [
  'select',
  'swapdb',
  'move',
  'copy',
  'flushall',
  'flushdb',
  'cluster|flushslot',
  'dbsize',
  'object|help',
  'lolwut',
];

const oneOf = (...texts: string[]) => fc.constantFrom(...texts);
const anyCase = (text: fc.Arbitrary<string>) =>
  fc.tuple(text, fc.nat(9)).map(([word, luck]) => (luck === 0 ? word.toUpperCase() : word));

/** Names of keys and channels. There are only a few, so that patterns match them. */
const name = fc.oneof(
  { weight: 9, arbitrary: oneOf('app:1', 'app:2', 'app:', 'b', 'ab', 'a-b', 'news', 'é', 'a*', 'x]y') },
  { weight: 1, arbitrary: fc.string({ unit: oneOf(...'abx:*?[]^-\\é1'), maxLength: 4 }) },
);

/**
 * Patterns with all special characters, except ranges of letters beyond ASCII: whether they match depends on the CPU of
 * the server.
 */
const pattern = fc
  .oneof(
    {
      weight: 4,
      arbitrary: oneOf(
        'app:*',
        '*',
        'app:?',
        'b',
        '[a-c]*',
        '[^b]',
        'a\\*',
        'é',
        '?',
        '??',
        'a*b',
        'news',
        '[]',
        'x]y',
      ),
    },
    { weight: 2, arbitrary: fc.string({ unit: oneOf(...'abx:*?[]^-\\é1'), maxLength: 6 }) },
    { weight: 1, arbitrary: name },
  )
  .filter((text) => !/\[.*é/.test(text));

const keyRule = (level: number) => {
  const signs = level >= FEATURE_LEVELS.keyPermissions ? ['~', '~', '%R~', '%W~', '%RW~', '%wr~'] : ['~'];
  return fc.oneof(
    { weight: 8, arbitrary: fc.tuple(oneOf(...signs), pattern).map(([sign, text]) => sign + text) },
    { weight: 1, arbitrary: anyCase(oneOf('allkeys', 'resetkeys', 'resetkeys', '~*')) },
  );
};

/** In versions that allow all channels by default, a pattern is valid after `resetchannels` only. */
const channelRule = (level: number) => {
  const prefix = level >= FEATURE_LEVELS.channelsDeniedByDefault ? '' : 'resetchannels ';
  return fc.oneof(
    { weight: 6, arbitrary: pattern.map((text) => `${prefix}&${text}`) },
    { weight: 1, arbitrary: anyCase(oneOf('allchannels', 'resetchannels', 'resetchannels', '&*')) },
  );
};

/** Whether a version has a command, or a subcommand, and can name it in a rule. */
function isCommandOf(level: number, fullName: string): boolean {
  const { since, until } = COMMANDS[fullName];
  if (fullName.includes('|') && level < FEATURE_LEVELS.subcommands) {
    return false;
  }
  const isRemoved = until !== undefined && level >= getAclLevel(until);
  return level >= getAclLevel(since) && !isRemoved;
}

/** The names of the commands of a version. */
const commandName = (level: number) => {
  const [all, common] = [NAMES, COMMON_NAMES].map((names) => names.filter((text) => isCommandOf(level, text)));
  return fc.oneof({ weight: 2, arbitrary: oneOf(...all) }, { weight: 1, arbitrary: oneOf(...common) });
};

const commandRule = (level: number) => {
  const names = commandName(level);
  return anyCase(
    fc.oneof(
      { weight: 3, arbitrary: fc.tuple(oneOf('+', '+', '-'), names).map(([sign, text]) => sign + text) },
      {
        weight: 3,
        arbitrary: fc
          .tuple(oneOf('+@', '+@', '-@'), oneOf(...ACL.categories, 'all', 'all'))
          .map(([sign, text]) => sign + text),
      },
      { weight: 1, arbitrary: firstArgumentRule(level, names) },
      { weight: 1, arbitrary: oneOf('allcommands', 'nocommands', '+@all', '-@all') },
    ),
  );
};

/** Rules for a first argument. Versions before 6.2 reject one of a command that is allowed already. */
const firstArgumentRule = (level: number, names: fc.Arbitrary<string>) => {
  const commands = names.filter((text) => !text.includes('|'));
  const firstArguments = oneOf('app:1', '0', 'b', 'GET');
  if (level < FEATURE_LEVELS.firstArgOfAllowedCommand) {
    return fc.tuple(commands, firstArguments).map(([text, first]) => `-${text} +${text}|${first}`);
  }
  return fc
    .tuple(oneOf(...'+++++++-'), commands, firstArguments)
    .map(([sign, text, first]) => `${sign}${text}|${first}`);
};

const databaseRule = anyCase(
  fc.oneof(
    fc.array(oneOf('0', '1', '3', '15', '99'), { minLength: 1, maxLength: 3 }).map((ids) => `db=${ids.join(',')}`),
    oneOf('alldbs', 'resetdbs', 'db=+1', 'db=01', 'db=-0'),
  ),
);

/** Rules of a version outside of selectors and inside of them. */
const rootRule = (level: number) =>
  fc.oneof(
    { weight: 4, arbitrary: keyRule(level) },
    { weight: level >= FEATURE_LEVELS.channels ? 2 : 0, arbitrary: channelRule(level) },
    { weight: 6, arbitrary: commandRule(level) },
    { weight: level >= FEATURE_LEVELS.databases ? 1 : 0, arbitrary: databaseRule },
  );

const blank = fc.oneof(
  { weight: 8, arbitrary: fc.constant(' ') },
  { weight: 1, arbitrary: oneOf('  ', '\t', '\n', ' \r\n') },
);
const joined = (words: fc.Arbitrary<string[]>) =>
  fc
    .tuple(words, fc.array(blank, { minLength: 12, maxLength: 12 }))
    .map(([list, blanks]) => list.map((word, at) => (at === 0 ? word : blanks[at % blanks.length] + word)).join(''));

const selector = (level: number) =>
  fc
    .tuple(joined(fc.array(rootRule(level), { maxLength: 4 })), oneOf('', '', '', ' '))
    .map(([rules, space]) => `(${space}${rules}${space})`);

/** Strings that are almost always valid in the version. Most of them allow something. */
export const accessString = (level: number) =>
  joined(
    fc
      .tuple(
        fc.array(rootRule(level), { maxLength: 3 }),
        fc.oneof({ weight: 3, arbitrary: fc.constant(['+@all']) }, { weight: 1, arbitrary: fc.constant([]) }),
        fc.array(rootRule(level), { minLength: 1, maxLength: 5 }),
        fc.array(selector(level), { maxLength: level >= FEATURE_LEVELS.selectors ? 2 : 0 }),
      )
      .map((parts) => parts.flat()),
  );

/** Rules that are invalid, valid in some versions only, or similar to other rules. */
const oddWord = fc.oneof(
  { weight: 3, arbitrary: oneOf('on', 'off', 'ON', 'clearselectors', 'ClearSelectors') },
  {
    weight: 3,
    arbitrary: oneOf(
      '',
      '~',
      '&',
      '%',
      '%~',
      '%R',
      '%R~',
      '%X~a',
      '%RR~a',
      '%RWR~a',
      '+',
      '-',
      '+@',
      '-@',
      '+|',
      '+|x',
      '+get|',
      '+config|',
      '+config|nosuch',
      '+config|get|x',
      '+client|id|x',
      '-select|0',
      '+@nosuch',
      '+nosuch',
      '-nosuch',
      '+get,+set',
      '~a,b',
      '~"a"',
      "~'",
      'get',
      '@read',
      'app:*',
      'onn',
      'db=',
      'db=-1',
      'db=x',
      'db=1,',
      'db=2147483648',
      'db=0x1',
      'alldb',
      '(',
      ')',
      '()',
      '(()',
      '(~a',
      '~a)',
      '(+get)x',
      '(~a)(~b)',
      '(on)',
      '(reset)',
      '(clearselectors)',
      '((+get))',
      '("~a")',
      "('~a b')",
      '("~a"b)',
      '("~a\\x41")',
      '(" ")',
      '("~a b")',
      '(%R~"x")',
      '(+"get")',
      '(""',
      '("")',
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: oneOf(...'+-@~%&()|*"\'ab=RW,1 '), maxLength: 6 }) },
  {
    weight: 1,
    arbitrary: oneOf(
      'nopass',
      'resetpass',
      'reset',
      'NoPass',
      '>secret',
      '<secret',
      '#abc',
      '!abc',
      'sanitize-payload',
      'skip-sanitize-payload',
      '(nopass)',
      '(>secret)',
    ),
  },
);

/** A rule with an inserted, deleted, or replaced character. */
const brokenRule = fc
  .tuple(
    fc.oneof(keyRule(NEWEST_LEVEL), channelRule(NEWEST_LEVEL), commandRule(NEWEST_LEVEL), databaseRule),
    fc.nat(20),
    oneOf('', '+', '-', '@', '|', '~', '%', 'x', '(', ')', '"'),
    fc.nat(1),
  )
  .map(
    ([rule, at, letter, cut]) =>
      rule.slice(0, at % (rule.length + 1)) + letter + rule.slice((at % (rule.length + 1)) + cut),
  );

/** Strings of which more than half are valid in the version. */
export const anyString = (level: number) =>
  fc.oneof(
    { weight: 3, arbitrary: accessString(level) },
    {
      weight: 2,
      arbitrary: joined(
        fc.array(
          fc.oneof(
            { weight: 6, arbitrary: rootRule(NEWEST_LEVEL) },
            { weight: 1, arbitrary: selector(NEWEST_LEVEL) },
            { weight: 2, arbitrary: oddWord },
            { weight: 1, arbitrary: brokenRule },
          ),
          { minLength: 1, maxLength: 6 },
        ),
      ),
    },
  );

const argument = fc.oneof(
  { weight: 6, arbitrary: name },
  { weight: 3, arbitrary: oneOf('0', '1', '2', '3', '02', '+2', '2x', '-1', '99') },
  {
    weight: 3,
    arbitrary: anyCase(oneOf(...OPTIONS)),
  },
);

/** A command with arguments, usually as many as it takes. */
export const command = fc
  .tuple(
    anyCase(
      fc.oneof(
        { weight: 4, arbitrary: oneOf(...WITH_KEYS) },
        { weight: 2, arbitrary: oneOf(...NAMES) },
        { weight: 1, arbitrary: oneOf(...CHANNEL_COMMANDS) },
        { weight: 1, arbitrary: oneOf(...DATABASE_COMMANDS) },
        { weight: 2, arbitrary: oneOf(...WITH_OPTIONS) },
      ),
    ),
    fc.integer({ min: -1, max: 4 }),
    fc.array(argument, { minLength: 12, maxLength: 12 }),
  )
  .map(([fullName, more, args]) => {
    const words = fullName.split('|');
    const { arity } = COMMANDS[fullName.toLowerCase()];
    const argumentCount = Math.abs(arity) - words.length + (arity < 0 || more < 0 ? more : 0);
    return [...words, ...args.slice(0, Math.max(0, argumentCount))];
  });
