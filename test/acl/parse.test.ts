import { findAclLevel, parseAccessString } from '../../src/acl';
import { CommandTable } from '../../src/acl/command-table';
import { getAclLevel } from '../../src/acl/level';

const NUL = '\0';

const parseErrors = (text: string, level?: number) => parseAccessString(text, level).errors;
const parseUnknownNames = (text: string, level?: number) => parseAccessString(text, level).unknownNames;

describe('access strings that every engine accepts', () => {
  test.each([
    'on ~* +@all',
    'off -@all',
    '  on\t~app:*\n+get  ',
    'ON ALLKEYS ALLCHANNELS +@ALL -CONFIG|GET',
    '~foo ~* -@dangerous',
    '~* resetkeys ~foo',
    '&* resetchannels &news',
    '%R~a %w~b %Rw~c %WR~d %RW~* ~e',
    '+get +config|get +select|0 -client|kill',
    '~objects:* +get (~items:* +set) ( %R~x:*   +@read ) () clearselectors on',
    '~foo) ~ & ~"a" ~a,b',
    '%R %rw',
    '("~a" \'~b\\\'\' "~\\x61\\n\\q" +"get" "unmatched)',
    '("~\\x61\\q" +"get")',
    '+get|x +get|x +get|y',
    '("~a"b)',
    '+@json +json.get +@bloom +bf.add +ft.search',
    'db=0,1 alldbs resetdbs db=+1,02,-0',
    '+stralgo',
  ])('%s', (text) => {
    expect([parseErrors(text), parseUnknownNames(text)]).toEqual([[], []]);
  });
});

describe('fails', () => {
  test.each([
    ['', 'must hold at least one rule, for example "off -@all"'],
    [' \n', 'must hold at least one rule, for example "off -@all"'],
    ['+get?', 'has "+get?", which names no command of any version; did you mean "+get"'],
    ['-h_get!', 'has "-h_get!", which names no command of any version; did you mean "-hget"'],
    ['+9qqqqqqqqq', 'has "+9qqqqqqqqq", which names no command of any version'],
    ['+', 'has "+", which names no command of any version'],
    ['+@a!l', 'has "+@a!l", which names no command category of any version; did you mean "+@all"'],
    ['+@non/sense', 'has "+@non/sense", which names no command category of any version'],
    ['+@', 'has "+@", which names no command category of any version'],
    ['+@read|get', 'has "+@read|get", which names no command category of any version'],
    ['+config|g?t', 'has "+config|g?t", which names no sub-command of any version; did you mean "+config|get"'],
    ['+no?such|x', 'has "+no?such|x", which names no command of any version'],
    ['+nosuchthing|', 'has "+nosuchthing|", which names no command of any version'],
    ['+config|', 'has "+config|", which names no sub-command; leave out the bar to mean all of CONFIG'],
    ['+config|get|x', 'has "+config|get|x", but a sub-command cannot be allowed by its first argument'],
    ['-select|0', 'has "-select|0", but SELECT has no sub-commands, and a first argument can be allowed only'],
    ['+get,+set', 'has "+get,+set", which holds a comma; separate rules by blanks'],
    [
      '~* ~foo',
      'has "~foo", after all keys are allowed already; leave one of the two out, or write resetkeys between them',
    ],
    [
      '&* &foo',
      'has "&foo", after all channels are allowed already; leave one of the two out, or write resetchannels between them',
    ],
    [
      '%X~foo',
      'has "%X~foo", which is no rule; write a key pattern that may be read as %R~pattern, one that may be written as %W~pattern',
    ],
    [
      'nopass',
      'has "nopass", which ElastiCache does not take in an access string; give the user its passwords instead',
    ],
    ['>secret', 'has ">…", which ElastiCache does not take in an access string; give the user its passwords instead'],
    ['onn', 'has "onn", which is no rule; did you mean "on"'],
    ['get', 'has "get", which is no rule; allow a command with "+get", keys with "~get"'],
    ['@read', 'has "@read", which is no rule; allow a category with "+@read"'],
    ['app:*', 'has "app:*", which is no rule; rules begin with ~ or % for keys, & for channels, + or - for commands'],
    ['db=-1', 'has "db=-1", which is no rule; write databases as db=0,1'],
    [
      '%',
      'has "%", which is no rule; write a key pattern that may be read as %R~pattern, one that may be written as %W~pattern',
    ],
    [
      '(~a (~b +get)',
      'has "(~a (~b +get)" with "(~b", which is no rule; rules begin with ~ or % for keys, & for channels, + or - for commands',
    ],
    ['("~a b")', 'has "("~a b")" with "~a b", whose pattern holds white space'],
    ['db=x', 'has "db=x", which is no rule; write databases as db=0,1'],
    ['(~a +get', 'has "(~a +get", a selector that is not closed; end its last rule with ")"'],
    ['(~a on)', 'has "(~a on)" with "on", which is no rule of a selector; write it outside of the brackets'],
    [
      '(~a >secret)',
      'has "(~a >…)" with ">…", which ElastiCache does not take in an access string; give the user its passwords instead',
    ],
    [
      '(~* ~a)',
      'has "(~* ~a)", after all keys are allowed already; leave one of the two out, or write resetkeys between them',
    ],
  ])('%j', (text, error) => {
    expect(parseErrors(text)).toEqual([error]);
    expect(parseUnknownNames(text)).toEqual([]);
  });

  test('reports all errors at once, in their order', () => {
    expect(parseErrors('onn ~app:* +get? -@ra!d')).toEqual([
      'has "onn", which is no rule; did you mean "on"',
      'has "+get?", which names no command of any version; did you mean "+get"',
      'has "-@ra!d", which names no command category of any version; did you mean "-@read"',
    ]);
  });

  test.each([`~a${NUL}b`, `~a ${NUL} `, `(~a${NUL} +get)`])('reports the NUL character in %j', (text) => {
    expect(parseErrors(text)).toContain('must not hold the NUL character');
  });
});

describe('unknown names', () => {
  test.each([
    ['+gett', 'has "+gett", which names no command of any version; did you mean "+get"'],
    ['+GETT', 'has "+GETT", which names no command of any version; did you mean "+get"'],
    ['-hgte', 'has "-hgte", which names no command of any version; did you mean "-hget"'],
    ['+qqqqqqqqqq', 'has "+qqqqqqqqqq", which names no command of any version'],
    ['+ft._list', 'has "+ft._list", which names no command of any version'],
    ['+@al', 'has "+@al", which names no command category of any version; did you mean "+@all"'],
    ['-@raed', 'has "-@raed", which names no command category of any version; did you mean "-@read"'],
    ['+@nonsense', 'has "+@nonsense", which names no command category of any version'],
    ['+config|gte', 'has "+config|gte", which names no sub-command of any version; did you mean "+config|get"'],
    ['-config|gte', 'has "-config|gte", which names no sub-command of any version; did you mean "-config|get"'],
    ['+nosuchthing|x', 'has "+nosuchthing|x", which names no command of any version'],
    ['(~a +gett)', 'has "(~a +gett)" with "+gett", which names no command of any version; did you mean "+get"'],
  ])('reports %s separately from errors', (text, message) => {
    expect(parseErrors(text)).toEqual([]);
    expect(parseUnknownNames(text)).toEqual([message]);
  });

  test.each([
    ['+gett', '8.1', 'has "+gett", which names no command of Valkey 8.1; did you mean "+get"'],
    ['+@vector', '9.0', 'has "+@vector", which names no command category of Valkey 9.0'],
    [
      '+config|gte',
      '7.0',
      'has "+config|gte", which names no sub-command of Redis OSS 7.0; did you mean "+config|get"',
    ],
    ['+gett|x', '6.2', 'has "+gett|x", which names no command of Redis OSS 6.2; did you mean "+get"'],
  ])('reports %s in %s separately from errors', (text, version, message) => {
    expect(parseErrors(text, getAclLevel(version))).toEqual([]);
    expect(parseUnknownNames(text, getAclLevel(version))).toEqual([message]);
  });

  test('reports unknown names and errors at once, each in their order', () => {
    const { errors, unknownNames } = parseAccessString('onn ~app:* +gett (~a >secret) -@raed (~b +hgte)');

    expect(errors).toEqual([
      'has "onn", which is no rule; did you mean "on"',
      'has "(~a >…)" with ">…", which ElastiCache does not take in an access string; give the user its passwords instead',
    ]);
    expect(unknownNames).toEqual([
      'has "+gett", which names no command of any version; did you mean "+get"',
      'has "-@raed", which names no command category of any version; did you mean "-@read"',
      'has "(~b +hgte)" with "+hgte", which names no command of any version; did you mean "+hget"',
    ]);
  });

  test('keeps the other rules', () => {
    expect(parseAccessString('on ~app:* +gett +get').rules).toEqual(parseAccessString('on ~app:* +get').rules);
  });
});

describe('ACL levels', () => {
  test('fails for a version that is not in the table', () => {
    expect(() => getAclLevel('6.1')).toThrow('The table of engine versions has no version 6.1 with access strings');
  });

  test.each([
    ['redis', '6.0', '6.0'],
    ['redis', '6.2', '6.2'],
    ['redis', '6.x', '6.2'],
    ['redis', '7.1', '7.1'],
    ['redis', '7', '7.1'],
    ['valkey', '7.2', '7.2'],
    ['valkey', '7', '7.2'],
    ['valkey', '8', '8.2'],
    ['valkey', '9.1', '9.1'],
    ['valkey', '10', undefined],
    ['memcached', '1.6', undefined],
    ['redis', '8.0', undefined],
  ])('the level of %s %s is that of %s', (engine, version, expected) => {
    expect(findAclLevel(engine, version)).toBe(expected && getAclLevel(expected));
  });

  test.each([
    ['&news', '6.0', 'has "&news", but rules for channels need version 6.2 or later'],
    ['&*', '6.0', 'has "&*", but rules for channels need version 6.2 or later'],
    ['%R~a', '6.2', 'has "%R~a", but rules for reading or writing keys need version 7.0 or later'],
    ['(+get)', '6.2', 'has "(+get)", but rules for selectors need version 7.0 or later'],
    ['clearselectors', '6.2', 'has "clearselectors", but rules for selectors need version 7.0 or later'],
    ['-config|get', '6.2', 'has "-config|get", but a sub-command can be denied from version 7.0 on'],
    ['+config|', '6.2', 'has "+config|", which names no sub-command'],
    ['&news', '6.2', 'has "&news", where all channels are allowed from the start; write resetchannels before it'],
    [
      '&* &news',
      '6.2',
      'has "&news", after all channels are allowed already; leave one of the two out, or write resetchannels between them',
    ],
    ['+@all +select|0', '6.0', 'has "+select|0", after the whole of SELECT is allowed already; deny it first'],
    ['db=0', '9.0', 'has "db=0", but rules for databases need Valkey 9.1 or later'],
    ['+stralgo', '7.0', 'has "+stralgo", which names no command of Redis OSS 7.0'],
    ['+hexpire', '8.1', 'has "+hexpire", which names no command of Valkey 8.1; did you mean "+expire"'],
    ['+@bloom', '8.0', 'has "+@bloom", which names no command category of Valkey 8.0'],
  ])('fails for %s in %s', (text, version, error) => {
    expect(parseErrors(text, getAclLevel(version))).toEqual([error]);
    expect(parseUnknownNames(text, getAclLevel(version))).toEqual([]);
  });

  test.each([
    ['resetchannels &news', '6.2'],
    ['+@all +select|0', '6.2'],
    ['(~a (~b +get)', '7.0'],
    ['("~a"b)', '8.1'],
    ['+config|nosuch', '6.2'],
    ['+stralgo', '6.2'],
    ['+hexpire', '9.0'],
    ['-@all +select|0', '6.0'],
  ])('accepts %s in %s', (text, version) => {
    expect(parseErrors(text, getAclLevel(version))).toEqual([]);
    expect(parseUnknownNames(text, getAclLevel(version))).toEqual([]);
  });
});

describe('cache of parsed access strings', () => {
  test('returns the same object for the same string', () => {
    expect(parseAccessString('on ~once:* +get')).toBe(parseAccessString('on ~once:* +get'));
    expect(parseAccessString('on ~once:* +get', getAclLevel('7.0'))).not.toBe(parseAccessString('on ~once:* +get'));
  });

  test('is cleared when it is full', () => {
    const first = parseAccessString('on ~first +get');
    for (let index = 0; index < 200; index++) {
      parseAccessString(`on ~${index} +get`);
    }

    expect(parseAccessString('on ~first +get')).not.toBe(first);
  });
});

test.each(['+ping', '(+ping)'])('does not report internal errors as errors of the access string %s', (text) => {
  const find = jest.spyOn(CommandTable.prototype, 'find').mockImplementation(() => {
    throw new TypeError('a mistake');
  });

  expect(() => parseAccessString(text)).toThrow(new TypeError('a mistake'));
  find.mockRestore();
});
