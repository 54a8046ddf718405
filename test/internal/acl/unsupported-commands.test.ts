import { CommandAvailability, findOnlyUnsupported } from '../../../src/acl';
import { ACL } from '../../../src/service-data/access-strings';
import { COMMANDS } from '../../../src/service-data/generated/commands';

const { SERVERLESS, NODE_BASED } = CommandAvailability;

test('the tables contain only commands of the engines, without duplicates', () => {
  const names: string[] = [...ACL.unavailable, ...ACL.unavailableInServerlessCaches];

  expect(names.filter((name) => !Object.hasOwn(COMMANDS, name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test.each([
  ['keys', true, false],
  ['KEYS', true, false],
  ['object|freq', true, false],
  ['function', true, false],
  ['client|id', true, false],
  ['client', false, false],
  ['client|getname', false, false],
  ['config|get', true, true],
  ['bgsave', true, true],
  ['ft.search', true, false],
  ['@search', true, false],
  ['json.get', false, false],
  ['bf.add', false, false],
  ['@json', false, false],
  ['get', false, false],
])('knows whether caches support %s', (name, serverless, nodeBased) => {
  expect([SERVERLESS.lacks(name), NODE_BASED.lacks(name)]).toEqual([serverless, nodeBased]);
});

test('considers the first argument as a subcommand', () => {
  expect([
    SERVERLESS.lacks('Client', 'ID'),
    SERVERLESS.lacks('CLIENT', 'GETNAME'),
    SERVERLESS.lacks('get', 'keys'),
  ]).toEqual([true, false, false]);
});

test.each([
  ['one command', 'on ~* +keys', ['KEYS']],
  ['commands with subcommands', 'on ~* +object +memory|usage', ['OBJECT', 'MEMORY USAGE']],
  ['commands and those to connect', 'on ~* +ping +hello +command +info +cluster|slots +keys', ['KEYS']],
  ['commands of a selector', 'on +psubscribe (~* +keys +psubscribe)', ['PSUBSCRIBE', 'KEYS']],
  ['a command after a denied category', 'on ~* -@all +keys', ['KEYS']],
  ['a first argument', 'on ~* +keys|a', ['KEYS']],
  ['a module', 'on ~* resetchannels -@all +@search +ping +info +cluster|slots +cluster|info', ['@search']],
  ['a module in a selector', 'on +keys (~* +@search)', ['KEYS', '@search']],
  ['commands of a module', 'on ~* +ft.search +ft.info', ['FT.SEARCH', 'FT.INFO']],
])('finds %s', (_title, accessString, expected) => {
  expect(findOnlyUnsupported(accessString, SERVERLESS)).toEqual(expected);
});

test.each([
  ['a supported command', 'on ~* +keys +get'],
  ['a supported command in a selector', 'on +keys (~* +get)'],
  ['a first argument of a supported command', 'on ~* +keys +get|a'],
  ['all commands', 'on ~* +@all'],
  ['a category with supported commands', 'on ~* +@keyspace'],
  ['the category of a module', 'on ~* +keys +@json'],
  ['the category of a module in a selector', 'on +keys (~* +@bloom)'],
  ['a command of a module', 'on ~* +keys +json.get'],
  ['an unknown command', 'on ~* +keys +newcommand'],
  ['an invalid rule', 'on ~* +keys nonsense'],
  ['only commands to connect', 'on +ping +client|id +client|tracking'],
  ['no commands', 'on ~*'],
  ['a user who cannot log in', 'off ~* +keys'],
])('finds nothing for %s', (_title, accessString) => {
  expect(findOnlyUnsupported(accessString, SERVERLESS)).toEqual([]);
});

test('finds nothing for caches that support the command', () => {
  expect(findOnlyUnsupported('on ~* +keys', NODE_BASED)).toEqual([]);
});
