import { describeAccess, parseAccessString } from '../../../src/acl';

const describeLines = (text: string) => {
  const { access, rules } = parseAccessString(text);
  return describeAccess(access, rules).split('\n');
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
      'Commands: @read, @write, and GET, except @dangerous and CONFIG, but including INFO and CLUSTER SLOTS.',
    ],
  ],
  [
    'on %R~* resetdbs +@all -@dangerous +info',
    [
      'Can log in.',
      'Keys: read all.',
      'Channels: none.',
      'Databases: none.',
      'Commands: all, except @dangerous, but including INFO.',
    ],
  ],
  ['on -get', ['Can log in.', 'Keys: none.', 'Channels: none.', 'Commands: none, except GET.']],
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
