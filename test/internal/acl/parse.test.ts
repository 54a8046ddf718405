import { findAclLevel, parseAccessString } from '../../../src/acl';
import { CommandTable } from '../../../src/acl/command-table';
import { getAclLevel } from '../../../src/acl/level';

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
    ['', 'must contain at least one rule. Use "off -@all" to deny all access.'],
    [' \n', 'must contain at least one rule. Use "off -@all" to deny all access.'],
    ['+get?', 'must contain valid commands, but got "+get?". Did you mean "+get"?'],
    ['-h_get!', 'must contain valid commands, but got "-h_get!". Did you mean "-hget"?'],
    ['+9qqqqqqqqq', 'must contain valid commands, but got "+9qqqqqqqqq". Use a command such as "+get".'],
    ['+', 'must contain valid commands, but got "+". Use a command such as "+get".'],
    ['+@al', 'must contain valid command categories, but got "+@al". Did you mean "+@all"?'],
    ['-@raed', 'must contain valid command categories, but got "-@raed". Did you mean "-@read"?'],
    ['+@a!l', 'must contain valid command categories, but got "+@a!l". Did you mean "+@all"?'],
    ['+@non/sense', 'must contain valid command categories, but got "+@non/sense". Use a category such as "+@read".'],
    ['+@', 'must contain valid command categories, but got "+@". Use a category such as "+@read".'],
    ['+@read|get', 'must contain valid command categories, but got "+@read|get". Use a category such as "+@read".'],
    ['+config|g?t', 'must contain valid subcommands, but got "+config|g?t". Did you mean "+config|get"?'],
    ['+no?such|x', 'must contain valid commands, but got "+no?such|x". Use a command such as "+get".'],
    ['+nosuchthing|', 'must contain valid commands, but got "+nosuchthing|". Use a command such as "+get".'],
    ['+config|', 'must contain a subcommand after a bar, but got "+config|". Use "+config" for the whole command.'],
    ['+config|get|x', 'must not contain first arguments of subcommands, but got "+config|get|x". Use "+config|get".'],
    ['-select|0', 'must not deny first arguments of commands without subcommands, but got "-select|0". Use "-select".'],
    ['+get,+set', 'must not contain commas between rules, but got "+get,+set". Separate rules with spaces.'],
    [
      '~* ~foo',
      'must not contain key patterns after a rule that allows all keys, but got "~foo". Remove one of the rules, or add resetkeys between them.',
    ],
    [
      '&* &foo',
      'must not contain channel patterns after a rule that allows all channels, but got "&foo". Remove one of the rules, or add resetchannels between them.',
    ],
    [
      '%X~foo',
      'must contain valid key patterns, but got "%X~foo". Use %R~pattern to allow reading, or %W~pattern to allow writing.',
    ],
    [
      'nopass',
      'must not contain rules for passwords, resets, or payload sanitization, which ElastiCache rejects, but got "nopass". Remove the rule. To set the authentication, use PasswordUser, IamUser, or NoPasswordUser.',
    ],
    [
      '>secret',
      'must not contain rules for passwords, resets, or payload sanitization, which ElastiCache rejects, but got ">…". Remove the rule. To set the authentication, use PasswordUser, IamUser, or NoPasswordUser.',
    ],
    ['onn', 'must contain valid rules, but got "onn". Did you mean "on"?'],
    ['get', 'must contain valid rules, but got "get". Use "+get" to allow a command, or "~get" to allow keys.'],
    ['@read', 'must contain valid rules, but got "@read". Use "+@read" to allow the category.'],
    [
      'app:*',
      'must contain valid rules, but got "app:*". Begin rules with ~ or % for keys, & for channels, and + or - for commands.',
    ],
    ['db=-1', 'must contain valid database numbers, but got "db=-1". Use numbers in the format db=0,1.'],
    [
      '%',
      'must contain valid key patterns, but got "%". Use %R~pattern to allow reading, or %W~pattern to allow writing.',
    ],
    [
      '(~a (~b +get)',
      'must contain valid rules, but got "(~b" in "(~a (~b +get)". Begin rules with ~ or % for keys, & for channels, and + or - for commands.',
    ],
    ['("~a b")', 'must contain patterns without white space, but got "~a b" in "("~a b")". Use "?" to match a space.'],
    ['db=x', 'must contain valid database numbers, but got "db=x". Use numbers in the format db=0,1.'],
    ['(~a +get', 'must contain closed selectors, but got "(~a +get". Add ")" after the last rule of the selector.'],
    ['(~a on)', 'must contain valid rules, but got "on" in "(~a on)". Move "on" out of the selector.'],
    [
      '(~a >secret)',
      'must not contain rules for passwords, resets, or payload sanitization, which ElastiCache rejects, but got ">…" in "(~a >…)". Remove the rule. To set the authentication, use PasswordUser, IamUser, or NoPasswordUser.',
    ],
    [
      '(~* ~a)',
      'must not contain key patterns after a rule that allows all keys, but got "(~* ~a)". Remove one of the rules, or add resetkeys between them.',
    ],
  ])('%j', (text, error) => {
    expect(parseErrors(text)).toEqual([error]);
    expect(parseUnknownNames(text)).toEqual([]);
  });

  test('reports all errors at once, in their order', () => {
    expect(parseErrors('onn ~app:* +get? -@ra!d')).toEqual([
      'must contain valid rules, but got "onn". Did you mean "on"?',
      'must contain valid commands, but got "+get?". Did you mean "+get"?',
      'must contain valid command categories, but got "-@ra!d". Did you mean "-@read"?',
    ]);
  });

  test.each([`~a${NUL}b`, `~a ${NUL} `, `(~a${NUL} +get)`])('reports the NUL character in %j', (text) => {
    expect(parseErrors(text)).toContain('must not contain the NUL character. Remove the character.');
  });
});

describe('unknown names', () => {
  test.each([
    ['+gett', 'must contain valid commands, but got "+gett". Did you mean "+get"?'],
    ['+GETT', 'must contain valid commands, but got "+GETT". Did you mean "+get"?'],
    ['-hgte', 'must contain valid commands, but got "-hgte". Did you mean "-hget"?'],
    ['+qqqqqqqqqq', 'must contain valid commands, but got "+qqqqqqqqqq".'],
    ['+ft.list2', 'must contain valid commands, but got "+ft.list2".'],
    ['+@nonsense', 'must contain valid command categories, but got "+@nonsense".'],
    ['+config|gte', 'must contain valid subcommands, but got "+config|gte". Did you mean "+config|get"?'],
    ['-config|gte', 'must contain valid subcommands, but got "-config|gte". Did you mean "-config|get"?'],
    ['+nosuchthing|x', 'must contain valid commands, but got "+nosuchthing|x".'],
    ['(~a +gett)', 'must contain valid commands, but got "+gett" in "(~a +gett)". Did you mean "+get"?'],
  ])('reports %s separately from errors', (text, message) => {
    expect(parseErrors(text)).toEqual([]);
    expect(parseUnknownNames(text)).toEqual([message]);
  });

  test.each([
    ['+gett', '8.1', 'must contain valid commands of Valkey 8.1, but got "+gett". Did you mean "+get"?'],
    ['+@vector', '9.0', 'must contain valid command categories of Valkey 9.0, but got "+@vector".'],
    [
      '+config|gte',
      '7.0',
      'must contain valid subcommands of Redis OSS 7.0, but got "+config|gte". Did you mean "+config|get"?',
    ],
    ['+gett|x', '6.2', 'must contain valid commands of Redis OSS 6.2, but got "+gett|x". Did you mean "+get"?'],
  ])('reports %s in %s separately from errors', (text, version, message) => {
    expect(parseErrors(text, getAclLevel(version))).toEqual([]);
    expect(parseUnknownNames(text, getAclLevel(version))).toEqual([message]);
  });

  test('reports unknown names and errors at once, each in their order', () => {
    const { errors, unknownNames } = parseAccessString('onn ~app:* +gett (~a >secret) -@nonsense (~b +hgte)');

    expect(errors).toEqual([
      'must contain valid rules, but got "onn". Did you mean "on"?',
      'must not contain rules for passwords, resets, or payload sanitization, which ElastiCache rejects, but got ">…" in "(~a >…)". Remove the rule. To set the authentication, use PasswordUser, IamUser, or NoPasswordUser.',
    ]);
    expect(unknownNames).toEqual([
      'must contain valid commands, but got "+gett". Did you mean "+get"?',
      'must contain valid command categories, but got "-@nonsense".',
      'must contain valid commands, but got "+hgte" in "(~b +hgte)". Did you mean "+hget"?',
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
    [
      '&news',
      '6.0',
      'must not contain rules for channels, which require Valkey, or Redis OSS 6.2 or later, but got "&news". Use a later engine version, or remove the rule.',
    ],
    [
      '&*',
      '6.0',
      'must not contain rules for channels, which require Valkey, or Redis OSS 6.2 or later, but got "&*". Use a later engine version, or remove the rule.',
    ],
    [
      '%R~a',
      '6.2',
      'must not contain rules for key permissions, which require Valkey, or Redis OSS 7.0 or later, but got "%R~a". Use a later engine version, or remove the rule.',
    ],
    [
      '(+get)',
      '6.2',
      'must not contain rules for selectors, which require Valkey, or Redis OSS 7.0 or later, but got "(+get)". Use a later engine version, or remove the rule.',
    ],
    [
      'clearselectors',
      '6.2',
      'must not contain rules for selectors, which require Valkey, or Redis OSS 7.0 or later, but got "clearselectors". Use a later engine version, or remove the rule.',
    ],
    [
      '-config|get',
      '6.2',
      'must not deny subcommands, which requires Valkey, or Redis OSS 7.0 or later, but got "-config|get". Use a later engine version, or remove the rule.',
    ],
    [
      '+config|',
      '6.2',
      'must contain a subcommand after a bar, but got "+config|". Use "+config" for the whole command.',
    ],
    [
      '&news',
      '6.2',
      'must not contain channel patterns while all channels are allowed by default, but got "&news". Add resetchannels before the patterns.',
    ],
    [
      '&* &news',
      '6.2',
      'must not contain channel patterns after a rule that allows all channels, but got "&news". Remove one of the rules, or add resetchannels between them.',
    ],
    [
      '+@all +select|0',
      '6.0',
      'must not allow a first argument of SELECT after a rule that allows the whole command, but got "+select|0". Deny the command before this rule, or remove the rule.',
    ],
    [
      'db=0',
      '9.0',
      'must not contain rules for databases, which require Valkey 9.1 or later, but got "db=0". Use a later engine version, or remove the rule.',
    ],
    [
      '+stralgo',
      '7.0',
      'must contain valid commands of Redis OSS 7.0, but got "+stralgo". Use an earlier engine version, or remove the rule.',
    ],
    [
      '+hexpire',
      '8.1',
      'must contain valid commands of Valkey 8.1, but got "+hexpire". The rule requires Valkey 9.0 or later. Use a later engine version, or remove the rule.',
    ],
    [
      '+@bloom',
      '8.0',
      'must contain valid command categories of Valkey 8.0, but got "+@bloom". The rule requires Valkey 8.1 or later. Use a later engine version, or remove the rule.',
    ],
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
