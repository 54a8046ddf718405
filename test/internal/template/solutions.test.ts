import { findSolutions } from '../../../src/template/solutions';

const REF = { Ref: 'Name' };

/** The values of the parameter `Name`. The character at the end marks values that are not the only ones. */
function listValues(value: unknown, text: string, mappings?: unknown): unknown[] {
  return findSolutions(value, text, mappings).map(({ value: found, isOnlyValue }) =>
    isOnlyValue ? found : `${String(found)} or other`,
  );
}

test.each<[string, unknown, string, unknown[]]>([
  ['a literal', 'x', 'x', []],
  ['a reference', REF, 'x', ['x']],
  ['a text', { 'Fn::Sub': 'a-${Name}.b' }, 'a-x.b', ['x', 'x']],
  ['another text', { 'Fn::Sub': 'a-${Name}' }, 'b-x', []],
  [
    'two parts',
    { 'Fn::Sub': '${Name}-${Other}' },
    'a-b-c',
    ['a or other', 'a-b or other', 'c or other', 'b-c or other'],
  ],
  ['many parts', { 'Fn::Sub': '${Name}${Name}${Name}${Name}${Name}' }, 'x', []],
  ['a long text', { 'Fn::Sub': 'a${Name}' }, 'a'.repeat(300), []],
  ['a variable', { 'Fn::Sub': ['${ N }', { N: REF }] }, 'x', ['x', 'x']],
  ['no text', { 'Fn::Sub': [null] }, 'x', []],
  ['joined parts', { 'Fn::Join': ['.', [REF, 'b']] }, 'x.b', ['x', 'x']],
  ['a joined list', { 'Fn::Join': [',', REF] }, 'x', [['x']]],
  ['a joined list without a delimiter', { 'Fn::Join': ['', REF] }, 'x', ['x or other']],
  ['joined parts of a text', { 'Fn::Join': ['', { 'Fn::Split': ['-', REF] }] }, 'x', ['x or other']],
  ['another joined function', { 'Fn::Join': ['', { 'Fn::GetAZs': '' }] }, 'x', []],
  ['a joined text', { 'Fn::Join': ['', 'x'] }, 'x', []],
  ['a selected part', { 'Fn::Select': [0, { 'Fn::Split': ['-', REF] }] }, 'x', ['x or other']],
  ['a selected element', { 'Fn::Select': ['0', [REF]] }, 'x', ['x or other']],
  ['an element that does not exist', { 'Fn::Select': [-1, REF] }, 'x', []],
  ['an element of a text', { 'Fn::Select': [0, 'x'] }, 'x', []],
  ['an invalid function', { 'Fn::Join': 'x' }, 'x', []],
  ['an element of another function', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }, 'x', []],
  ['a mapping that does not exist', { 'Fn::FindInMap': ['Map', REF, 'b'] }, 'x', []],
  ['a length', { 'Fn::Length': REF }, '1', ['\uE001 or other']],
  ['a length of a literal', { 'Fn::Length': [] }, '0', []],
  ['no length', { 'Fn::Length': REF }, 'x', []],
])('finds values for %s', (_title, value, text, expected) => {
  expect(listValues(value, text)).toEqual(expected);
});

test.each<[string, unknown[], string[]]>([
  ['top-level keys', ['Map', REF, 'b'], ['a or other']],
  ['second-level keys', ['Map', 'a', REF], ['b or other']],
  ['keys that contain a value', ['Map', { 'Fn::Sub': '${Name}' }, 'b'], ['a or other', 'a or other']],
])('finds %s of mappings', (_title, argument, expected) => {
  expect(listValues({ 'Fn::FindInMap': argument }, 'c', { Map: { a: { b: 'c' }, d: 'x' } })).toEqual([
    ...expected,
    ...(argument[2] === 'b' ? expected.map((each) => each.replace('a', 'd')) : []),
  ]);
});
