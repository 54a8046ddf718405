import { JsonReader } from '../../../src/template/read-json';
import { SourceMap } from '../../../src/template/source-map';
import { SourceText } from '../../../src/template/source-text';

function readJson(text: string): unknown {
  return new JsonReader(new SourceText(text), new SourceMap(), () => {}).read();
}

function readError(text: string): string {
  try {
    return `no error: ${JSON.stringify(readJson(text))}`;
  } catch (error) {
    return (error as Error).message;
  }
}

test.each([
  '{}',
  '[]',
  ' \t\r\n{ "a" : [ 1 , -2.5, 0, true, false, null, "" ] }\r\n',
  '"a \\"quoted\\" text, \\\\, \\u00e9, and \\n"',
  '"ends with a backslash \\\\"',
  '{"nested": {"deeply": [[[{"": "empty key"}]]]}}',
])('reads %s like JSON.parse', (text) => {
  expect(readJson(text)).toEqual(JSON.parse(text));
});

test('keeps the text of numbers that have a different text', () => {
  expect(readJson('[8.0, 7.10, 1e3, 12345678901234567890, -0]')).toEqual([
    '8.0',
    '7.10',
    '1e3',
    '12345678901234567890',
    '-0',
  ]);
});

test('reads the key __proto__ without changing the prototype', () => {
  const value = readJson('{"__proto__": {"polluted": true}}') as Record<string, unknown>;

  expect(Object.keys(value)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

test('splits the text of Fn::GetAtt at the first period', () => {
  expect(readJson('[{"Fn::GetAtt": "Cache.Endpoint.Address"}, {"Fn::GetAtt": "Cache"}]')).toEqual([
    { 'Fn::GetAtt': ['Cache', 'Endpoint.Address'] },
    { 'Fn::GetAtt': 'Cache' },
  ]);
});

test.each([
  ['{"a": 1,}', 'line 1, column 8: JSON does not allow trailing commas.'],
  ['[1,\n  2,\n]', 'line 2, column 4: JSON does not allow trailing commas.'],
  ['{\n  // comment\n  "a": 1}', 'line 2, column 3: JSON does not allow comments.'],
  ['{"a": 1 /* comment */}', 'line 1, column 9: JSON does not allow comments.'],
  ['{"a" 1}', `line 1, column 6: Expected ':', but found '1'.`],
  ['{a: 1}', `line 1, column 2: Expected a key in double quotes, but found 'a'.`],
  ['{"a": 1 "b": 2}', `line 1, column 9: Expected ',' or '}', but found '"'.`],
  ['[1 2]', `line 1, column 4: Expected ',' or ']', but found '2'.`],
  ['{"a": }', `line 1, column 7: Expected a value, but found '}'.`],
  ['{"a": 😀}', `line 1, column 7: Expected a value, but found '😀'.`],
  ['{"a": 1', `line 1, column 8: Expected ',' or '}', but the file ends.`],
  ['{} {}', `line 1, column 4: Expected the end of the file, but found '{'.`],
  ['["open]', 'line 1, column 2: The text has no closing double quote on the same line, or contains a tab.'],
  ['["a\nb"]', 'line 1, column 2: The text has no closing double quote on the same line, or contains a tab.'],
  ['["\\x"]', 'line 1, column 2: The text contains an invalid escape sequence.'],
])('reports the position in %j', (text, message) => {
  expect(readError(text)).toBe(`Invalid JSON at ${message}`);
});

test('reports values that are nested too deeply', () => {
  const nest = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

  expect(() => readJson(nest(500))).not.toThrow();
  expect(readError(nest(100_000))).toBe(
    'Invalid JSON at line 1, column 501: Values can be nested up to 500 levels deep.',
  );
});
