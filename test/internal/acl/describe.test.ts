import { CommandAvailability, describeAccess, parseAccessString } from '../../../src/acl';

const describeLines = (text: string, availability?: CommandAvailability) => {
  const { access, rules } = parseAccessString(text);
  return describeAccess(access, rules, availability).split('\n');
};

test.each([
  ['off -@all', ['Cannot log in.', 'Keys: none.', 'Channels: none.', 'Commands: none.']],
  ['on ~* &* +@all', ['Can log in.', 'Keys: read and write all.', 'Channels: all.', 'Commands: all.']],
  [
    'on ~a ~b %R~c %W~d &n:* db=0,1 -@all +@read +@write +get -@dangerous -config +info +cluster|slots',
    [
      'Can log in.',
      'Keys: read and write a and b; read c; write d.',
      'Channels: n:*.',
      'Databases: 0 and 1.',
      'Commands: @read, @write, and GET, except @dangerous, but including INFO and CLUSTER SLOTS.',
    ],
  ],
  [
    'on %R~* resetdbs +@all -@dangerous +info',
    [
      'Can log in.',
      'Keys: read all.',
      'Channels: all or none, depending on acl-pubsub-default of the cache.',
      'Databases: none.',
      'Commands: all, except @dangerous, but including INFO.',
    ],
  ],
  [
    'on +set -@all +select|0',
    ['Can log in.', 'Keys: none.', 'Channels: none.', 'Commands: SELECT with the first argument 0.'],
  ],
  [
    'on +get (~x +@all) clearselectors (~a +get) (~b +set)',
    [
      'Can log in.',
      'Keys: none.',
      'Channels: none.',
      'Commands: GET.',
      'Or, with a selector:',
      '  Keys: read and write a.',
      '  Channels: none.',
      '  Commands: GET.',
      'Or, with a selector:',
      '  Keys: read and write b.',
      '  Channels: none.',
      '  Commands: SET.',
    ],
  ],
])('describes %s', (text, lines) => {
  expect(describeLines(text)).toEqual(lines);
});

test.each([
  ['on -get', 'none'],
  ['on -@dangerous -get', 'none'],
  ['on ~* -@dangerous +@read', '@read'],
  ['on ~* -flushall +get', 'GET'],
  ['on +get -@all -@dangerous -flushall +get +set -get', 'SET'],
  ['on ~* -@dangerous +@all -get', 'all, except GET'],
  ['on ~* +@read -@read', 'none'],
  ['on +@read -get +get -@all +set -set', 'none'],
  ['on +get +get', 'GET'],
  ['on +@read -get +get', '@read and GET'],
  ['on +get|a +get|b +get|a', 'GET with the first argument b and GET with the first argument a'],
  ['on +get|a +get', 'GET'],
  ['on +@all -get +get -set', 'all, except SET'],
  ['on +@all +get -@write', 'all, except @write'],
  ['on +@json -json.get', '@json, except JSON.GET'],
  ['on +@json -@json', 'none'],
  ['on +client -client|kill', 'CLIENT, except CLIENT KILL'],
  ['on +client|kill -client +get', 'GET'],
  ['on ~* +@all -@dangerous +@read -keys', 'all, except @dangerous, but including @read, except KEYS'],
])('describes the commands of %s', (text, commands) => {
  expect(describeLines(text)).toContain(`Commands: ${commands}.`);
});

test.each([
  ['on +publish', 'all or none, depending on acl-pubsub-default of the cache'],
  ['on +@read', 'none'],
  ['on resetchannels +publish', 'none'],
  ['on &* +publish', 'all'],
  ['on &news +publish', 'news'],
])('describes the channels of %s', (text, channels) => {
  expect(describeLines(text)).toContain(`Channels: ${channels}.`);
});

describe('with a type of cache', () => {
  const { SERVERLESS, NODE_BASED } = CommandAvailability;

  test('lists the allowed commands that the caches do not support', () => {
    const text = 'on ~* +get +object +client|id +client|getname (~a +keys +get)';

    expect(describeLines(text, SERVERLESS).at(-1)).toBe(
      'Allowed, but not supported by serverless caches: OBJECT, CLIENT ID, and KEYS.',
    );
    expect(describeLines(text, NODE_BASED).at(-1)).toBe('  Commands: KEYS and GET.');
  });

  test('lists only the allowed subcommands if some of them are denied', () => {
    const list = (text: string, availability: CommandAvailability) => describeLines(text, availability).at(-1);

    expect(list('on ~* &* +@all -@dangerous +info', NODE_BASED)).toBe(
      'Allowed, but not supported by node-based caches: CLUSTER LINKS.',
    );
    expect(list('on +object -object|encoding -object|freq -object|help', SERVERLESS)).toBe(
      'Allowed, but not supported by serverless caches: OBJECT IDLETIME and OBJECT REFCOUNT.',
    );
    expect(list('on +get +object -object|encoding -object|freq -object|idletime -object|refcount', SERVERLESS)).toBe(
      'Commands: GET and OBJECT, except OBJECT ENCODING, OBJECT FREQ, OBJECT IDLETIME, and OBJECT REFCOUNT.',
    );
    expect(list('on +config -config|set', NODE_BASED)).toBe(
      'Allowed, but not supported by node-based caches: CONFIG GET, CONFIG RESETSTAT, and CONFIG REWRITE.',
    );
  });

  test('lists commands that are allowed with a first argument', () => {
    expect(describeLines('on ~* +@read +wait|0 +keys|a', SERVERLESS).at(-1)).toMatch(
      /^Allowed, but not supported by serverless caches: .*\bKEYS\b.*\bWAIT\.$/,
    );
  });

  test.each([
    ['on +@search', '@search'],
    ['on +ft.search', 'FT.SEARCH'],
    ['on +@all -@all +@search +@json +@bloom', '@search'],
  ])('lists search for serverless caches: %s', (text, commands) => {
    expect(describeLines(text, SERVERLESS).at(-1)).toBe(
      `Allowed, but not supported by serverless caches: ${commands}.`,
    );
    expect(describeLines(text, NODE_BASED).at(-1)).toMatch(/^Commands: /);
  });

  test('lists commands that no cache supports', () => {
    expect(describeLines('on ~* +config|get', NODE_BASED).at(-1)).toBe(
      'Allowed, but not supported by node-based caches: CONFIG GET.',
    );
  });
});
