import { parseAccessString, permits } from '../../../src/acl';
import { getAclLevel } from '../../../src/acl/level';

const isPermitted = (text: string, command: string, version?: string) =>
  permits(parseAccessString(text, version === undefined ? undefined : getAclLevel(version)).access, command.split(' '));

/** The answers of `ACL DRYRUN`. */
type Answers = [text: string, command: string, answer: boolean, version?: string][];

describe('commands', () => {
  test.each<Answers[number]>([
    ['~* +get', 'GET a', true],
    ['~* +get', 'get a', true],
    ['~* +get', 'SET a b', false],
    ['~* +get -get', 'GET a', false],
    ['~* +@read -get', 'GET a', false],
    ['~* +@read -get', 'HGET a b', true],
    ['~* -@write +@all', 'SET a b', true],
    ['~* +@all -@write', 'SET a b', false],
    ['off ~* +@all', 'GET a', true],
    ['+@all', 'PING', true],
    ['~* +@read', 'PING', false],
    ['-@all', 'AUTH secret', true],
    ['-@all', 'HELLO 3', true],
    ['+config|get', 'CONFIG GET x', true],
    ['+config|get', 'CONFIG SET x y', false],
    ['+config -config|set', 'CONFIG SET x y', false],
    ['+config', 'CONFIG SET x y', true],
    ['+command', 'COMMAND', true],
    ['+command|docs', 'COMMAND', false],
    ['+select|0', 'SELECT 0', true],
    ['+select|0', 'SELECT 1', false],
    ['+select|0 -select', 'SELECT 0', false],
    ['+select|0 +@all -@all', 'SELECT 0', false],
    ['+command|docs +acl|cat', 'ACL CAT', true],
    ['+lolwut|X', 'LOLWUT x', true],
    ['+lolwut|X', 'LOLWUT', false],
  ])('%s permits %s: %s', (text, command, answer) => {
    expect(isPermitted(text, command)).toBe(answer);
  });
});

describe('keys', () => {
  test.each<Answers[number]>([
    ['~app:* +@all', 'GET app:1', true],
    ['~app:* +@all', 'GET b', false],
    ['~app:* +@all', 'MGET app:1 b', false],
    ['~app:* +@all', 'MSET app:1 x app:2 y', true],
    ['~app:* +@all', 'MSET app:1 x b y', false],
    ['~app:* +@all', 'SCAN 0', true],
    ['~app:* +@all', 'FLUSHALL', true],
    ['+@all', 'GET a', false],
    ['%R~a +@all', 'GET a', true],
    ['%R~a +@all', 'SET a 1', false],
    ['%R~a +@all', 'GETDEL a', false],
    ['%W~a +@all', 'SET a 1', true],
    ['%W~a +@all', 'SET a 1 GET', false],
    ['%W~a +@all', 'GET a', false],
    ['%W~a +@all', 'EXISTS a', true],
    ['%R~a %W~b +@all', 'COPY a b', true],
    ['%R~a %W~b +@all', 'COPY b a', false],
    ['%R~a %W~a +@all', 'INCR a', true],
    ['%R~a +@all', 'BITFIELD a GET u8 0 OVERFLOW WRAP', true],
    ['%R~a +@all', 'BITFIELD a GET u8 0 SET u8 0 1', false],
    ['%R~a +@all', 'BITFIELD a GET u8', false],
    ['%R~a +@all', 'SORT a LIMIT 0 1 BY x GET y', true],
    ['%R~a +@all', 'SORT a STORE b', false],
    ['%R~a %W~b +@all', 'SORT a STORE c STORE b', true],
    ['%R~a +@all', 'SORT_RO a', true],
    ['%R~a %W~b +@all', 'GEORADIUS a 1 2 3 m STORE b', true],
    ['%R~a +@all', 'GEORADIUS a 1 2 3 m STOREDIST b', false],
    ['%R~a +@all', 'GEORADIUSBYMEMBER a b 3 m STORE b', false],
    ['~a +@all', 'EVAL script 1 a b', true],
    ['~a +@all', 'EVAL script 2 a b', false],
    ['~a +@all', 'EVAL script 0', true],
    ['%R~a +@all', 'EVAL script 1 a', false],
    ['%R~a +@all', 'EVAL_RO script 1 a', true],
    ['%R~a %W~b +@all', 'ZUNIONSTORE b 1 a', true],
    ['%R~a +@all', 'ZUNIONSTORE b 1 a', false],
    ['~a +@all', 'ZUNIONSTORE b 02 a a', false],
    ['%R~a %R~b +@all', 'ZUNIONSTORE b 02 a a', true],
    ['~a +@all', 'ZUNIONSTORE b x a', true],
    ['~a +@all', 'ZUNIONSTORE b 9 a', true],
    ['~a +@all', 'MSETEX 1 a 1', true],
    ['~a +@all', 'MSETEX 02 b 1 b 1', true],
    ['~a +@all', 'XREAD COUNT 2 STREAMS a 0', true],
    ['~a +@all', 'XREAD COUNT 2 streams b 0', false],
    ['~a +@all', 'XREAD STREAMS a b 0 0', false],
    ['~a +@all', 'XREAD COUNT 2 STREAMS', true],
    ['~a +@all', 'XREAD COUNT 2 STREAMS b', true],
    ['~a +@all', 'OBJECT FREQ a', true],
    ['~a +@all', 'OBJECT FREQ b', false],
    ['~a +@all', 'BLPOP a b 0', false],
    ['~a +@all', 'BLPOP a 0', true],
    ['~a +@all', 'PFMERGE b', true],
    ['~a +@all', 'MIGRATE h 1 b 0 1', false],
    ['~a +@all', 'MIGRATE h 1 b 0 1 COPY KEYS a', true],
    ['~a +@all', 'MIGRATE h 1 b 0 1 AUTH KEYS x', false],
    ['~a +@all', 'MIGRATE h 1 b 0 1 AUTH2 user KEYS x', false],
    ['~a +@all', 'MIGRATE h 1 b 0 1 constructor KEYS x', true],
  ])('%s permits %s: %s', (text, command, answer) => {
    expect(isPermitted(text, command)).toBe(answer);
  });

  test('uses the keys after KEYS when the key of MIGRATE is empty', () => {
    expect(permits(parseAccessString('~a +@all').access, ['MIGRATE', 'h', '1', '', '0', '1', 'KEYS', 'a'])).toBe(true);
    expect(permits(parseAccessString('~a +@all').access, ['MIGRATE', 'h', '1', '', '0', '1', 'KEYS', 'b'])).toBe(false);
  });
});

describe('channels', () => {
  test.each<Answers[number]>([
    ['~* +@all', 'PUBLISH news x', false],
    ['~* &* +@all', 'PUBLISH news x', true],
    ['&news +@all', 'PUBLISH news x', true],
    ['&news +@all', 'SPUBLISH other x', false],
    ['&n:* +@all', 'SUBSCRIBE n:1 n:2', true],
    ['&n:* +@all', 'SSUBSCRIBE n:1 m', false],
    ['&n:* +@all', 'PSUBSCRIBE n:*', true],
    ['&n:* +@all', 'PSUBSCRIBE n:1*', false],
    ['+@all', 'UNSUBSCRIBE news', true],
    ['+@all', 'PUNSUBSCRIBE n:*', true],
    ['&news resetchannels +@all', 'PUBLISH news x', false],
  ])('%s permits %s: %s', (text, command, answer) => {
    expect(isPermitted(text, command)).toBe(answer);
  });
});

describe('selectors', () => {
  test.each<Answers[number]>([
    ['~a +get (~b +set)', 'GET a', true],
    ['~a +get (~b +set)', 'SET b 1', true],
    ['~a +get (~b +set)', 'GET b', false],
    ['~a +get (~b +set)', 'SET a 1', false],
    ['-@all (~* +@all)', 'FLUSHALL', true],
    ['-@all (~* +@all) clearselectors', 'FLUSHALL', false],
  ])('%s permits %s: %s', (text, command, answer) => {
    expect(isPermitted(text, command)).toBe(answer);
  });
});

describe('databases', () => {
  test.each<Answers[number]>([
    ['~* +@all db=0', 'GET a', true],
    ['~* +@all db=1', 'GET a', false],
    ['~* +@all db=1', 'PING', true],
    ['~* +@all db=1', 'SELECT 1', true],
    ['~* +@all db=1', 'SELECT 2', false],
    ['~* +@all db=1', 'SELECT x', true],
    ['~* +@all db=1', 'SELECT -1', true],
    ['~* +@all db=1', 'SELECT 02', true],
    ['~* +@all db=1', 'SELECT 4294967296', true],
    ['~* +@all db=1', 'SELECT 15', false],
    // The cache can have more than 16 databases.
    ['~* +@all db=1', 'SELECT 16', false],
    ['~* +@all db=0', 'SELECT 99', false],
    ['~* +@all db=99', 'SELECT 99', true],
    ['~* +@all db=0', 'SWAPDB 0 99', false],
    ['~* +@all db=0', 'COPY a b DB 99', false],
    ['~* +@all db=1,2', 'SWAPDB 1 2', true],
    ['~* +@all db=1', 'SWAPDB 1 2', false],
    ['~* +@all db=0,1', 'MOVE a 1', true],
    ['~* +@all db=0', 'MOVE a 1', false],
    ['~* +@all db=0,1', 'COPY a b REPLACE DB 1', true],
    ['~* +@all db=0', 'COPY a b DB 1', false],
    ['~* +@all db=0', 'COPY a b', true],
    ['~* +@all db=0', 'COPY a b DB 1 x', true],
    ['~* +@all db=0', 'FLUSHALL', false],
    ['~* +@all db=0', 'FLUSHDB', true],
    ['~* +@all db=1 alldbs', 'FLUSHALL', true],
    ['~* +@all resetdbs', 'DBSIZE', false],
  ])('%s permits %s: %s', (text, command, answer) => {
    expect(isPermitted(text, command)).toBe(answer);
  });
});

describe('versions', () => {
  test.each<Answers[number]>([
    ['~* +@read', 'HTTL a FIELDS 1 b', false, '8.1'],
    ['~* +@read', 'HTTL a FIELDS 1 b', true, '9.0'],
    ['~* +@all', 'PUBLISH news x', true, '6.2'],
    ['~* +@all resetchannels', 'PUBLISH news x', false, '6.2'],
    ['~* +@all', 'PUBLISH news x', true, '6.0'],
    ['-@all', 'HELLO 3', false, '6.0'],
    ['-@all', 'AUTH secret', true, '6.0'],
    ['~a +@all', 'OBJECT FREQ b', false, '6.2'],
    ['~a +@all', 'OBJECT NOSUCH b', true, '6.2'],
    ['~a +@all', 'PFMERGE b', false, '6.2'],
    ['~a +@all', 'PFDEBUG todense b', true, '6.0'],
    ['~a +@all', 'STRALGO LCS KEYS a b', false, '6.2'],
    ['~a +@all', 'STRALGO LCS KEYS a a', true, '6.2'],
    ['~a +@all', 'STRALGO LCS STRINGS KEYS b', true, '6.2'],
    ['~a +@all', 'SORT a STORE b', false, '6.0'],
    ['~a +@all', 'SORT a STORE b', false, '6.2'],
    ['~a ~b +@all', 'SORT a STORE b', true, '6.2'],
    ['~a +@all', 'GEORADIUS a 1 2 3 STORE b', false, '6.0'],
    ['~a +@all', 'GEORADIUS a 1 2 3 STORE b', false, '6.2'],
    ['~a +@all', 'GEORADIUS a 1 2 3 STORE b', true, '7.0'],
    ['~a ~c +@all', 'GEORADIUS a 1 2 3 m STORE b STOREDIST c', true, '6.2'],
    ['~a ~c +@all', 'GEORADIUS a 1 2 3 m STORE b STOREDIST c', false, '7.0'],
    ['+config|get', 'CONFIG GET x', true, '6.2'],
    ['+config|get', 'CONFIG SET x y', false, '6.2'],
    ['~* +@all', 'STRALGO LCS KEYS a b', false, '7.0'],
    ['~* +@all', 'CLIENT SETINFO lib-name x', false, '7.0'],
    ['~* +@all', 'CLIENT SETINFO lib-name x', true, '7.2'],
  ])('%s permits %s: %s in %s', (text, command, answer, version) => {
    expect(isPermitted(text, command, version)).toBe(answer);
  });
});

describe('fails for invalid commands', () => {
  test.each([
    ['GETT a', '\'command\' must be a command of Valkey or Redis OSS, but got "GETT". Use GET.'],
    ['QQQQQQQQQ', '\'command\' must be a command of Valkey or Redis OSS, but got "QQQQQQQQQ". Check the spelling.'],
    ['CONFIG GTE x', '\'command\' must be a command of Valkey or Redis OSS, but got "CONFIG GTE". Use CONFIG GET.'],
    [
      'config|get x',
      "'command' must be one word, but got \"config|get\". Pass each word as a separate argument: permits('config', 'get').",
    ],
    ['nosuch|get x', '\'command\' must be a command of Valkey or Redis OSS, but got "nosuch|get". Check the spelling.'],
    ['GET', "'args' must contain 1 argument for GET, but got 0. Add 1 argument."],
    ['SET a', "'args' must contain at least 2 arguments for SET, but got 1. Add 1 argument."],
    ['CONFIG', "'args' must contain at least 1 argument for CONFIG, but got 0. Add 1 argument."],
    ['CLUSTER SLOTS x', "'args' must contain 0 arguments for CLUSTER SLOTS, but got 1. Remove 1 argument."],
    [
      'FT._LIST',
      "'command' must be a command of Valkey or Redis OSS, but got FT._LIST, which is a command of a module. Test commands of modules with a deployed cache.",
    ],
    [
      'JSON.GET a',
      "'command' must be a command of Valkey or Redis OSS, but got JSON.GET, which is a command of a module. Test commands of modules with a deployed cache.",
    ],
  ])('%s', (command, message) => {
    expect(() => isPermitted('~* +@all', command)).toThrow(message);
  });
});
