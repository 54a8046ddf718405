import { describeAccess, parseAccessString } from '../../../src/acl';

const describeLines = (text: string) => {
  const { access, rules } = parseAccessString(text);
  return describeAccess(access, rules).split('\n');
};

test.each([
  ['off -@all', ['Cannot log in.', 'Keys: none.', 'Channels: none.', 'Commands: none.']],
  ['on ~* &* +@all', ['Can log in.', 'Keys: reads and writes all.', 'Channels: all.', 'Commands: all.']],
  [
    'on ~a ~b %R~c %W~d &n:* db=0,1 -@all +@read +@write +get -@dangerous -config +info +cluster|slots',
    [
      'Can log in.',
      'Keys: reads and writes a and b; reads c; writes d.',
      'Channels: n:*.',
      'Databases: 0 and 1.',
      'Commands: those of the categories read and write and GET, except those of the category dangerous and CONFIG; also INFO and CLUSTER SLOTS.',
    ],
  ],
  [
    'on %R~* resetdbs +@all -@dangerous +info',
    [
      'Can log in.',
      'Keys: reads all.',
      'Channels: none.',
      'Databases: none.',
      'Commands: all, except those of the category dangerous; also INFO.',
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
      'Or, as a permission of its own:',
      '  Keys: reads and writes a.',
      '  Channels: none.',
      '  Commands: GET.',
      'Or, as a permission of its own:',
      '  Keys: reads and writes b.',
      '  Channels: none.',
      '  Commands: SET.',
    ],
  ],
])('describes %s', (text, lines) => {
  expect(describeLines(text)).toEqual(lines);
});
