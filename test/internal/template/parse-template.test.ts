import type { ParsedTemplate } from '../../../src/template/parse-template';
import { parseTemplate, parseTemplates } from '../../../src/template/parse-template';
import { parseYamlDocuments } from '../../../src/template/parse-yaml';
import { SourceText, TemplateSyntaxError } from '../../../src/template/source-text';

function parse(text: string): any {
  return parseTemplate(text).template;
}

function readError(text: string, parseText: (text: string) => unknown = parse): string {
  try {
    return `no error: ${JSON.stringify(parseText(text))}`;
  } catch (error) {
    return (error as Error).message;
  }
}

function formatWarnings({ warnings }: ParsedTemplate): string[] {
  return warnings.map(({ message, position }) => `${position.line}:${position.column} ${message}`);
}

describe('formats', () => {
  test.each([
    ['JSON', '{"Resources": {"A": {"Type": "B"}}}'],
    ['JSON with tabs', '{\n\t"Resources":\t{"A": {"Type": "B"}}\n}'],
    ['JSON with a byte order mark', '\uFEFF{"Resources": {"A": {"Type": "B"}}}'],
    ['JSON with Windows line ends', '{\r\n"Resources": {"A": {"Type": "B"}}\r\n}\r\n'],
    ['JSON after a document marker', '---\n{"Resources": {"A": {"Type": "B"}}}\n...\n'],
    ['YAML', 'Resources:\n  A:\n    Type: B\n'],
    ['YAML with a byte order mark', '\uFEFFResources:\n  A:\n    Type: B\n'],
    ['YAML with Windows line ends', 'Resources:\r\n  A:\r\n    Type: B\r\n'],
    ['YAML with a directive', '%YAML 1.1\n---\nResources:\n  A:\n    Type: B\n'],
    ['a flow mapping', '{Resources: {A: {Type: B}}}'],
    ['a flow mapping with a trailing comma and a comment', '{ # comment\n  Resources: {A: {Type: B}},\n}'],
    ['a flow mapping with quotes', `{"Resources": {'A': {"Type": B}}}`],
  ])('parses %s', (_, text) => {
    expect(parse(text)).toEqual({ Resources: { A: { Type: 'B' } } });
  });

  test.each(['', '\n', '# comment\n', '---\n'])('parses %j as null', (text) => {
    const parsed = parseTemplate(text);

    expect(parsed.template).toBeNull();
    expect(parsed.warnings).toEqual([]);
    expect(parsed.locate(['Resources'])).toBeUndefined();
  });

  test('parses the YAML documents of a file', () => {
    const templates = parseTemplates('---\nA: 1\n---\n# no content\n---\nB: 2\n...\n');

    expect(templates.map(({ template }) => template)).toEqual([{ A: 1 }, { B: 2 }]);
    expect(templates[1].locate(['B'])).toEqual({ line: 6, column: 1 });
  });

  test('reports a second document as an error', () => {
    expect(readError('A: 1\n---\nB: 2\n')).toBe(
      'Invalid template at line 3, column 1: The file contains several YAML documents. A template is one document.',
    );
  });
});

describe('values', () => {
  test('resolves plain scalars as YAML 1.1', () => {
    expect(parse('{a: yes, b: 8.0, c: 0777, d: 22:30, e: 2010-09-09, f: y, g: , h: 012345678901}')).toEqual({
      a: true,
      b: '8.0',
      c: 511,
      d: 1350,
      e: '2010-09-09',
      f: 'y',
      g: null,
      h: '012345678901',
    });
  });

  test('does not resolve quoted and block scalars', () => {
    expect(parse(`a: "yes"\nb: '8.0'\nc: |-\n  22:30\nd: >-\n  true\n`)).toEqual({
      a: 'yes',
      b: '8.0',
      c: '22:30',
      d: 'true',
    });
  });

  test('follows the tags of YAML', () => {
    expect(
      parse('{a: !!str 8, b: !!int "8", c: ! 8, d: !!map {e: 1}, f: !!seq [1], g: !!null "", h: !!bool "on"}'),
    ).toEqual({ a: '8', b: 8, c: '8', d: { e: 1 }, f: [1], g: null, h: true });
  });

  test('reads keys without values as null', () => {
    expect(parse('{a, b: 1}')).toEqual({ a: null, b: 1 });
    expect(parse('? a\nb:\nc:\n  -\n')).toEqual({ a: null, b: null, c: [null] });
  });

  test('reads keys as text', () => {
    expect(parse('{1: a, 08: b, yes: c, 8.0: d, "": e, : f}')).toEqual({
      '1': 'a',
      '08': 'b',
      yes: 'c',
      '8.0': 'd',
      '': 'f',
    });
  });

  test('reads the key __proto__ without changing the prototype', () => {
    expect(Object.keys(parse('__proto__:\n  polluted: true\n'))).toEqual(['__proto__']);
  });
});

describe('functions', () => {
  test.each<[string, unknown]>([
    ['!Ref Size', { Ref: 'Size' }],
    ['!Condition Large', { Condition: 'Large' }],
    ['!Sub "${A}-8.0"', { 'Fn::Sub': '${A}-8.0' }],
    ['!Sub ["${B}", {B: !Ref C}]', { 'Fn::Sub': ['${B}', { B: { Ref: 'C' } }] }],
    ['!Sub 8.0', { 'Fn::Sub': '8.0' }],
    ['!GetAZs', { 'Fn::GetAZs': '' }],
    ['!GetAtt A.B', { 'Fn::GetAtt': ['A', 'B'] }],
    ['!GetAtt A.Endpoint.Address', { 'Fn::GetAtt': ['A', 'Endpoint.Address'] }],
    ['!GetAtt [A, B.C]', { 'Fn::GetAtt': ['A', 'B.C'] }],
    ['!GetAtt A', { 'Fn::GetAtt': 'A' }],
    ['{Fn::GetAtt: A.B}', { 'Fn::GetAtt': ['A', 'B'] }],
    ['!Transform {Name: AWS::Include}', { 'Fn::Transform': { Name: 'AWS::Include' } }],
    ['!Base64 {Fn::Sub: "${A}"}', { 'Fn::Base64': { 'Fn::Sub': '${A}' } }],
    [
      '!If [Large, !GetAtt A.B, !Ref "AWS::NoValue"]',
      { 'Fn::If': ['Large', { 'Fn::GetAtt': ['A', 'B'] }, { Ref: 'AWS::NoValue' }] },
    ],
    [
      '!And [!Equals [!Ref A, 2], !Not [!Condition B]]',
      { 'Fn::And': [{ 'Fn::Equals': [{ Ref: 'A' }, 2] }, { 'Fn::Not': [{ Condition: 'B' }] }] },
    ],
    [
      '!Select [0, !Split [",", !ImportValue C]]',
      { 'Fn::Select': [0, { 'Fn::Split': [',', { 'Fn::ImportValue': 'C' }] }] },
    ],
  ])('converts %s', (text, value) => {
    expect(parse(`A: ${text}`)).toEqual({ A: value });
  });

  test.each<[string, unknown]>([
    ['!Rain::Constant Tags', { 'Fn::Rain::Constant': 'Tags' }],
    ['!Rain::S3 {Path: a}', { 'Fn::Rain::S3': { Path: 'a' } }],
    ['!Unknown [a]', { 'Fn::Unknown': ['a'] }],
    ['!!binary YQ==', { 'Fn::tag:yaml.org,2002:binary': 'YQ==' }],
  ])('converts the unknown tag of %s to a function, whose value is unresolved', (text, value) => {
    expect(parse(`A: ${text}`)).toEqual({ A: value });
  });
});

describe('aliases and merge keys', () => {
  test('resolves aliases, and warns of the first', () => {
    const parsed = parseTemplate('Tags: &tags [a, &b b]\nA:\n  Tags: *tags\n  B: *b\n&key C: *key\n');

    expect(parsed.template).toEqual({ Tags: ['a', 'b'], A: { Tags: ['a', 'b'], B: 'b' }, C: 'C' });
    expect(formatWarnings(parsed)).toEqual([
      "3:9 CloudFormation does not support YAML aliases. Resolve them with 'aws cloudformation package' before deployment.",
    ]);
  });

  test('does not warn of anchors without aliases', () => {
    expect(parseTemplate('A: &anchor\n  B: 1\n').warnings).toEqual([]);
  });

  test('accepts aliases as keys', () => {
    expect(parse('A: &a Name\nB: {*a : 1}')).toEqual({ A: 'Name', B: { Name: 1 } });
  });

  test('merges keys that the mapping does not contain', () => {
    const text =
      'base: &base {a: 1, b: 2}\nother: &other {b: 3, c: 4}\nA:\n  <<: [*base, *other]\n  a: 5\nB:\n  <<: *base\n';

    expect(parse(text)).toMatchObject({ A: { a: 5, b: 2, c: 4 }, B: { a: 1, b: 2 } });
  });

  test('does not merge a quoted key', () => {
    expect(parse('"<<": {a: 1}')).toEqual({ '<<': { a: 1 } });
  });

  test.each([
    ['A: *b', "line 1, column 4: The anchor of the alias '*b' is not defined before it."],
    ['A: &a [*a]', "line 1, column 8: The alias '*a' refers to a value that contains the alias."],
    ['A:\n  <<: text', "line 2, column 3: The value of the merge key '<<' must be a mapping or a list of mappings."],
    ['A: 1\n? [a]\n: b', 'line 2, column 3: A key must be a text.'],
    ['A: &a [1]\n*a : b', 'line 2, column 1: A key must be a text.'],
  ])('reports the problem of %j', (text, message) => {
    expect(readError(text)).toBe(`Invalid YAML at ${message}`);
  });

  test('rejects aliases that multiply values', () => {
    const lines = Array.from(
      { length: 30 },
      (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index}, `.repeat(10)}]`,
    );

    expect(readError(`a0: &a0 [1, 2]\n${lines.join('\n')}`)).toMatch(
      /^Invalid YAML at line \d+, column \d+: The aliases add more than 100,000 values\.$/,
    );
  });
});

describe('errors', () => {
  test('name the line and column', () => {
    const parseBroken = () => parseTemplate('Resources:\n  A:\n    Type: B\n   C: D\n');

    expect(parseBroken).toThrow(TemplateSyntaxError);
    expect(parseBroken).toThrow(expect.objectContaining({ position: { line: 4, column: 1 } }));
    expect(parseBroken).toThrow('Invalid YAML at line 4, column 1: All mapping items must start at the same column.');
  });

  test.each([
    ['A:\n\tB: 1', 'YAML at line 2, column 1: Tabs are not allowed as indentation.'],
    ['A: !Base64 !Sub b', 'YAML at line 1, column 12: A node can have at most one tag.'],
    ['{"Resources": {},}', 'JSON at line 1, column 17: JSON does not allow trailing commas.'],
    ['{\n  "A": 1, // comment\n  "B": 2}', 'JSON at line 2, column 11: JSON does not allow comments.'],
    ['{"A": 1 "B": 2}', `JSON at line 1, column 9: Expected ',' or '}', but found '"'.`],
    [
      '{A: [}',
      'YAML at line 1, column 6: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
  ])('describe the problem of %j', (text, message) => {
    expect(readError(text)).toBe(`Invalid ${message}`);
  });

  test('report YAML values that are nested too deeply', () => {
    const nest = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

    expect(readError(`A: ${nest(600)}`)).toBe(
      'Invalid YAML at line 1, column 503: Values can be nested up to 500 levels deep.',
    );
    expect(readError(`A: ${nest(1_000_000)}`)).toBe(readError(`A: ${nest(600)}`));
    expect(parse(nest(500))).toEqual(JSON.parse(nest(500)));
    expect(parse(`${'- '.repeat(500)}text`)).toEqual(JSON.parse(`${'['.repeat(500)}"text"${']'.repeat(500)}`));
    expect(readError(`${'- '.repeat(501)}text`)).toBe(
      'Invalid YAML at line 1, column 1001: Values can be nested up to 500 levels deep.',
    );
  });

  test('report pairs in flow sequences that are nested too deeply', () => {
    expect(readError(`${'[a: '.repeat(300)}${']'.repeat(300)}`)).toMatch(
      /Values can be nested up to 500 levels deep\.$/,
    );
  });

  test.each([
    ['a syntax error before an unexpected character', 'A:\n\tB: 1\n]', 2],
    ['an unexpected character before a syntax error', 'A: 1\n]\nB:\n\tC: 1', 2],
    ['a tag before an unexpected character', 'A: !a !b c\n}', 1],
    ['many errors in nested values', `A:\n  B:\n${'    - @c\n'.repeat(100)}`, 3],
    ['many errors in several values', `A: !Sub a\n${'B: @c\n'.repeat(100)}`, 2],
  ])('describe the first problem: %s', (_, text, line) => {
    expect(() => parseTemplate(text)).toThrow(expect.objectContaining({ position: expect.objectContaining({ line }) }));
  });

  test('end the parsing of YAML after 20 errors', () => {
    // The error at the first position is that of the key, which the parser reports after the errors of its values.
    const readErrors = (count: number) => readError(`[${'@c,'.repeat(count)}${'x'.repeat(1024)}]: value`);

    expect(readErrors(19)).toMatch(/^Invalid YAML at line 1, column 1: /);
    expect(readErrors(100_000)).toMatch(/^Invalid YAML at line 1, column 2: .*reserved character @/);
  });

  test('report large files', () => {
    const tooLarge = 'The file is too large. CloudFormation accepts templates of up to 1 MB.';

    expect(readError(`A: ${' '.repeat(19_999_997)}`)).toMatch(/^no error/);
    expect(readError(`A: ${' '.repeat(19_999_998)}`)).toBe(`Invalid template at line 1, column 1: ${tooLarge}`);
    const parseTokens = (limit: number) => parseYamlDocuments(new SourceText(`A: [${'1,'.repeat(100)}]`), limit);
    expect(parseTokens(1000)).toHaveLength(1);
    expect(() => parseTokens(100)).toThrow(tooLarge);
  });

  test('are those of JSON if a large file begins like JSON', () => {
    const createMapping = (length: number) => `{"A": b, "B": "${'x'.repeat(length - 17)}"}`;

    expect(readError(createMapping(1_000_000))).toMatch(/^no error: \{"A":"b","B":"x/);
    expect(readError(createMapping(1_000_001))).toBe(
      "Invalid JSON at line 1, column 7: Expected a value, but found 'b'.",
    );
    expect(readError(createMapping(1_000_001).replace('"A"', 'A'))).toMatch(/^no error: /);
  });

  test('never contain the stack or the API of the parser', () => {
    const texts = ['A: "', 'A: [', 'A: B: C', '- a\nb', 'A: |x', 'A: @b', 'a: {{ b }}', '{% if %}', '<html>\n a: b: c'];

    for (const text of texts) {
      expect(readError(text, parseTemplates)).toMatch(/^Invalid YAML at line \d+, column \d+: [^\n]+\.$/);
    }
  });
});

describe('duplicate keys', () => {
  test.each([
    ['JSON', '{"A": {"B": 1,\n"C": 2, "B": 3}}', '2:9'],
    ['YAML', 'A:\n  B: 1\n  C: 2\n  B: 3\n', '4:3'],
  ])('the last value in %s is used, and a warning is added', (_, text, position) => {
    const parsed = parseTemplate(text);

    expect(parsed.template).toEqual({ A: { B: 3, C: 2 } });
    expect(formatWarnings(parsed)).toEqual([
      `${position} The key 'B' is specified more than once. CloudFormation uses the last value.`,
    ]);
  });
});

test('warns of the first 100 duplicate keys', () => {
  const text = `{${'"A": 1,\n'.repeat(102)}"B": 2}`;

  expect(formatWarnings(parseTemplate(text))).toHaveLength(100);
});

describe('positions', () => {
  const YAML = `Resources:
  Cache:
    Type: AWS::ElastiCache::CacheCluster
    Properties:
      CacheNodeType: !If [Large, a, b]
      Tags:
        - Key: a
          Value: b
        - !Ref Tag
        -  !If
          - Large
          - {Key: c}
          - &anchor {Key: d}
`;
  const { locate } = parseTemplate(YAML);
  const locateProperty = (...path: (string | number)[]) => {
    const { line, column } = locate(['Resources', 'Cache', 'Properties', ...path])!;
    return `${line}:${column}`;
  };

  test('are those of keys and list elements', () => {
    expect(locate(['Resources'])).toEqual({ line: 1, column: 1 });
    expect(locate(['Resources', 'Cache', 'Type'])).toEqual({ line: 3, column: 5 });
    expect(locateProperty('CacheNodeType')).toBe('5:7');
    expect(locateProperty('Tags', 0)).toBe('7:11');
    expect(locateProperty('Tags', '0', 'Value')).toBe('8:11');
    expect(locateProperty('Tags', 1)).toBe('9:11');
  });

  test('include those of the arguments of short forms', () => {
    expect(locateProperty('CacheNodeType', 'Fn::If')).toBe('5:22');
    expect(locateProperty('CacheNodeType', 'Fn::If', 1)).toBe('5:34');
    expect(locateProperty('Tags', 2)).toBe('10:12');
    expect(locateProperty('Tags', 2, 'Fn::If', 1, 'Key')).toBe('12:14');
    expect(locateProperty('Tags', 2, 'Fn::If', 2)).toBe('13:13');
  });

  test('are those of the nearest ancestor if the path does not exist', () => {
    expect(locateProperty('CacheNodeType', 'Deeper', 0)).toBe('5:7');
    expect(locateProperty('Missing')).toBe('4:5');
    expect(locateProperty('Tags', 2, 'Value')).toBe('10:12');
    expect(locateProperty('toString')).toBe('4:5');
    expect(locate(['Outputs', 'Cache'])).toBeUndefined();
    expect(locate([])).toBeUndefined();
  });

  test('are those of the anchor for aliases and merged keys', () => {
    const parsed = parseTemplate('base: &base\n  a: 1\nA: *base\nB:\n  <<: *base\n  c: 2\n');

    expect(parsed.locate(['A', 'a'])).toEqual({ line: 2, column: 3 });
    expect(parsed.locate(['B', 'a'])).toEqual({ line: 2, column: 3 });
  });

  test('are those of the last duplicate key', () => {
    expect(parseTemplate('A: 1\nB: 2\nA: 3\n').locate(['A'])).toEqual({ line: 3, column: 1 });
  });

  test('exist in JSON', () => {
    const parsed = parseTemplate('\uFEFF{\r\n  "Resources": {\r\n    "A": {"Tags": [1,\t{"Key": 2}]}\r\n  }\r\n}');

    expect(parsed.locate(['Resources'])).toEqual({ line: 2, column: 3 });
    expect(parsed.locate(['Resources', 'A', 'Tags', 1, 'Key'])).toEqual({ line: 3, column: 24 });
    expect(parsed.locate(['Resources', 'A', 'Tags', 2])).toEqual({ line: 3, column: 11 });
  });

  test('find a tag only directly before its value', () => {
    const tag = `!${'T'.repeat(300)}`;

    expect(parseTemplate(`- ${tag} a\n`).locate([0])).toEqual({ line: 1, column: 305 });
  });
});
