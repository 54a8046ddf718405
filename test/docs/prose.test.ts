import * as ts from 'typescript';
import { compareFindings, formatChange, selectAcceptedCounts } from '../../projenrc/tasks/prose/accepted-counts';
import type { Assembly } from '../../projenrc/tasks/prose/assembly';
import { checkDocstrings } from '../../projenrc/tasks/prose/check-docstrings';
import { replaceCodeBlocks } from '../../projenrc/tasks/prose/code-comments';
import { checkDefaults, renderComments } from '../../projenrc/tasks/prose/comment-pages';
import { findDirectives, findDirectivesIn } from '../../projenrc/tasks/prose/directives';
import { renderDocstringPages } from '../../projenrc/tasks/prose/docstring-pages';
import type { Finding, TextGroup } from '../../projenrc/tasks/prose/finding';
import { normalizeCharacters, unindentParagraphs } from '../../projenrc/tasks/prose/markdown';
import { renderTexts } from '../../projenrc/tasks/prose/message-pages';

/** The assembly with one class. */
function createAssembly(docs: object, member: object): Assembly {
  return { types: { 'lib.Cache': { name: 'Cache', docs, properties: [{ name: 'port', ...member }] } } };
}

function parse(lines: string[]): ts.SourceFile {
  return ts.createSourceFile('cache.ts', lines.join('\n'), ts.ScriptTarget.Latest, true);
}

describe('docstrings', () => {
  test.each([
    ['Docstring.SummaryMissing', {}],
    ['Docstring.SemicolonInSummary', { docs: { summary: 'The port; it is fixed.' } }],
    ['Docstring.UndefinedDefault', { docs: { summary: 'The port.', default: 'undefined' } }],
    ['Docstring.UndefinedDefault', { docs: { summary: 'The port.', default: '- `undefined` without a cache' } }],
    ...[
      'Duration.hours(1)',
      '- Duration.hours(1)',
      '- `Duration.hours(1)`',
      '- the value of Duration.hours(1)',
      'the template tells the port',
      '-PT3H',
      'CACHE',
      'RemovalPolicy.retain',
      '[]',
      '-',
    ].map((text): [string, object] => ['Docstring.Default', { docs: { summary: 'The port.', default: text } }]),
  ])('reports %s', (rule, member) => {
    const findings = checkDocstrings(createAssembly({ summary: 'A cache.' }, member));

    expect(findings).toMatchObject([{ rule, location: 'Cache.port', severity: 'error' }]);
  });

  test('reports parameters of constructors without a summary', () => {
    const docs = { summary: 'Creates a cache.' };
    const initializer = { docs, locationInModule: { filename: 'cache.ts' }, parameters: [{ name: 'scope' }] };
    const types = { 'lib.Cache': { name: 'Cache', docs: { summary: 'A cache.' }, initializer } };

    expect(checkDocstrings({ types })).toMatchObject([{ location: 'Cache.constructor(scope)' }]);
  });

  test('ignores constructors that only the compiler adds', () => {
    const types = { 'lib.Cache': { name: 'Cache', docs: { summary: 'A cache.' }, initializer: { docs: {} } } };

    expect(checkDocstrings({ types })).toEqual([]);
  });

  test.each([
    '- of the engine',
    '- none. `Authentication.none()` suppresses the warning (see AWS).',
    ...['6379', '-1', '0.5', "'-PT3H'", 'true', 'false', 'RemovalPolicy.RETAIN', 'logs.RetentionDays.ONE_MONTH'],
  ])('accepts a complete docstring with the default %j', (text) => {
    const member = { docs: { summary: 'The port.', remarks: 'It is fixed; see AWS.', default: text } };

    expect(checkDocstrings(createAssembly({ summary: 'A cache.' }, member))).toEqual([]);
  });

  test('renders each docstring once, under the name of the symbol', () => {
    const member = {
      docs: { summary: 'See {@link Cache.name} and {@link https://aws.com | AWS}.', default: '- 6379' },
    };
    const assembly = createAssembly({ summary: 'A cache.' }, member);
    const copy = { 'lib.ICache': { ...createAssembly({}, member).types['lib.Cache'], name: 'ICache' } };

    const pages = renderDocstringPages({ types: { ...assembly.types, ...copy } });

    expect(pages.get('Cache')).toBe(
      ['# `Cache`', 'A cache.', '# `Cache.port`', 'See `Cache.name` and AWS.\n\n6379'].join('\n\n'),
    );
    expect(pages.get('ICache')).toBe('');
  });

  test('renders the texts of all tags, and the example', () => {
    const docs = {
      summary: 'The port.',
      returns: 'a number',
      default: 'one of the engine',
      deprecated: 'use the endpoint',
      see: 'the page of AWS',
      custom: { throws: 'an error', internal: 'true' },
      example: '// A port\ncache.port();',
    };

    expect(
      renderDocstringPages(createAssembly({ summary: 'A cache.' }, { docs }))
        .get('Cache')!
        .split('\n\n'),
    ).toEqual([
      ...['# `Cache`', 'A cache.', '# `Cache.port`', 'The port.', 'a number', 'one of the engine', 'use the endpoint'],
      ...['the page of AWS', 'an error', '```ts\n// A port\ncache.port();\n```'],
    ]);
  });

  test('does not render defaults that are values', () => {
    const docs = { summary: 'The policy.', default: 'RemovalPolicy.RETAIN' };

    expect(renderDocstringPages(createAssembly({}, { docs })).get('Cache')).toBe('# `Cache.port`\n\nThe policy.');
  });
});

describe('comments', () => {
  test('are rendered in the lines of the source, without code and docstrings of the API', () => {
    const source = parse([
      '/** A cache. */',
      'export class Cache {',
      '  // The port',
      '  port = 1; // of the engine',
      '  /**',
      '   * Renders {@link Cache}.',
      '   *',
      '   * @param key the key',
      '   * @example',
      '   * // Renders the cache',
      '   * render();',
      '   * @returns',
      '   * a text',
      '   */',
      '  render(key) { return `// ${key}`; }',
      '  // The end',
      '}',
    ]);

    expect(renderComments(source, new Set(['Cache'])).split('\n')).toEqual([
      ...['', '', 'The port', '- of the engine', '', 'Renders `Cache`.', '', '- `key`: the key', ''],
      ...['Renders the cache', '', '', 'a text', '', '', 'The end', ''],
    ]);
  });

  test.each([
    ['@remarks The cache', '- The cache'],
    ['@summary The cache', '- The cache'],
    ['@return the cache', '- the cache'],
    ['@returns the cache', '- the cache'],
    ['@typeParam Key of the cache', '- `Key`: of the cache'],
    ['@template Key of the cache', '- `Key`: of the cache'],
    ['@internal the cache', '- the cache'],
    ['@see the cache', '- the cache'],
    ['@default - the cache', '- the cache'],
    ['@default the cache', '- the cache'],
    ['@default RemovalPolicy.RETAIN', ''],
    ['@internal', ''],
  ])('contain the text of %s', (tag, text) => {
    const source = parse(['/**', ` * ${tag}`, ' */', 'const port = 1;']);

    expect(renderComments(source, new Set()).split('\n')[1]).toBe(text);
  });

  test.each([
    ['// eslint-disable-next-line max-len -- a long name', 'a long name'],
    ['/* eslint-disable max-len, no-shadow -- a long name */', 'a long name'],
    ['// eslint-disable-next-line max-len', ''],
    ['// @ts-expect-error a long name', 'a long name'],
    ['// prettier-ignore a long name', 'a long name'],
    ['/* istanbul ignore next a long name */', 'a long name'],
  ])('contain the reason of %s', (comment, reason) => {
    expect(renderComments(parse([comment, 'const port = 1;']), new Set()).split('\n')[0]).toBe(reason);
  });

  test('have valid defaults', () => {
    const source = parse([
      'interface Cache {',
      '  /** @default Duration.hours(1) */',
      '  a;',
      '  /**',
      '   * @default undefined',
      '   */',
      '  b;',
      '  /** @default 1 */',
      '  c;',
      '  /** @default Duration.hours(1) */',
      '  api;',
      '}',
    ]);

    expect(checkDefaults(source, new Set(['Cache.api']))).toMatchObject([
      { group: 'comments', source: 'cache.ts', location: 'cache.ts:2', rule: 'Docstring.Default', severity: 'error' },
      { location: 'cache.ts:5', rule: 'Docstring.UndefinedDefault' },
    ]);
  });
});

describe('code blocks', () => {
  test.each([
    ['ts', '// The cache', 'The cache'],
    ['ts nofixture', 'cache(); // The cache', '- The cache'],
    ['typescript', "const url = 'https://a.b // c'; /* The cache */", '- The cache'],
    ['ts', '/** The cache */', 'The cache'],
    ['ts', '// eslint-disable-next-line max-len -- the cache', 'the cache'],
    ['java', 'cache();// The cache', '- The cache'],
    ['', '// The cache', 'The cache'],
    ['text', 'https://a.b', ''],
    ['xml', '<!-- The cache -->', 'The cache'],
    ['sh', 'npm ci # The cache', '- The cache'],
    ['python', "name = '# cache'", ''],
    ['yaml', '# The cache', 'The cache'],
    ['yaml', 'Color: a#b "# c"', ''],
    ['ts', 'cache();', ''],
  ])('of the language %j: %j', (language, line, comment) => {
    expect(replaceCodeBlocks(`Text\n\`\`\`${language}\n${line}\n\`\`\`\nText`)).toBe(`Text\n\n${comment}\n\nText`);
  });

  test('keep the number and the indentation of lines', () => {
    const page = [
      ...['- Item', '  ````ts', '  // one', '  ```', '  /*', '   * two', '   */', '  ````', '', '> ~~~sh', '> # three'],
      ...['> ~~~', '```ts', '```', '`x`', '```'],
    ];

    expect(replaceCodeBlocks(page.join('\n')).split('\n')).toEqual([
      ...['- Item', '', '  one', '', '', '  two', '', '', '', '', '> three'],
      ...['', '', '', '`x`', '```'],
    ]);
  });
});

describe('messages', () => {
  test('are rendered below headings with their lines', () => {
    const source = parse([
      "import 'a/b';",
      "fail(`'${prop}' must be between ` +",
      '  `1 and ${max}, but got 0.`);',
      'const HELP = `Checks all templates\n  --json print the findings`;',
    ]);

    expect(renderTexts(source).split('\n\n')).toEqual([
      ...['# `cache.ts:2`', "- '`x`' must be between 1 and `x`, but got 0."],
      ...['# `cache.ts:4`', '- Checks all templates\n- --json print the findings'],
    ]);
  });

  test.each([
    ['`The cache ${c ? "has nodes" : ""}`', ['The cache has nodes', 'The cache ']],
    ['`The cache ${c ? "" : `has ${n} nodes`}`', ['The cache ', 'The cache has `x` nodes']],
    [
      "'The cache ' + (c ? 'has nodes' : d ? 'has shards' : 'fails')",
      [...['The cache has nodes', 'The cache has shards', 'The cache fails']],
    ],
    ["c ? 'The cache fails' : 'The user fails'", ['The cache fails', 'The user fails']],
    ["`The cache has ${c ?? 'no nodes'}`", ['The cache has `x`', 'The cache has no nodes']],
    ["`The cache ${c && 'has nodes'}`", ['The cache `x`', 'The cache has nodes']],
    ["`The cache ${(c || 'fails')!}${n as string}`", ['The cache `x``x`', 'The cache fails`x`']],
    ["`The cache has ${list(['no nodes'], c ? 'or shards' : n)}`", ['The cache has `x`', 'no nodes', 'or shards']],
    ["`The cache ${isFast('has a name') ? 'fails' : n}`", ['The cache fails', 'The cache `x`', 'has a name']],
    ["nodes.map((n) => 'No ' + n).join(' and ')", ['No `x`', 'and']],
    ["fail('Not found')", ['Not found']],
    ["fail('Fails')", ['Fails']],
    ['f(left + right)', []],
    ["f('CONFIG GET', 'cdk:context-key', './file', 'a.b/c')", []],
    ["let x: 'on' | `off${string}` = y['told']; export * from 'a'", ['told']],
  ])('contain all texts of %s', (code, texts) => {
    const items = renderTexts(parse([code]))
      .split('\n\n')
      .filter((part) => part.startsWith('- '));

    expect(items).toEqual(texts.map((text) => `- ${text.trim()}`));
  });
});

test('joins lines of list items and quotes', () => {
  const lines = ['- one', '  two', '  - three', '', '> four', '> five'];

  expect(unindentParagraphs(lines.join('\n')).split('\n')).toEqual([
    ...['- one', 'two', '  - three', '', '> four', 'five'],
  ]);
});

test.each([
  ['one\u2019s own', "one's own"],
  ['one&rsquo;s own', "one's own"],
  ['way\u00a0out', 'way out'],
  ['way&nbsp;out', 'way out'],
  ['way&#160;out', 'way out'],
  ['way&#xA0;out', 'way out'],
  ['way\u202fout', 'way out'],
  ['tell\u00ads', 'tells'],
  ['tell&shy;s', 'tells'],
  ['tell\u200bs', 'tells'],
  ['te&#108;l', 'tell'],
  ['\uff54ells', 'tells'],
  ['&lt;name&gt; &#0; &#x110000; R&D;', '&lt;name&gt; &#0; &#x110000; R&D;'],
])('reads %j as %j', (text, normalized) => {
  expect(normalizeCharacters(text)).toBe(normalized);
});

describe('directives', () => {
  // This file must not contain directives.
  const [vale, cspell, emacsWords] = ['vale', 'cspell', ['Local', 'Words'].join('')];

  test.each([
    `<!-- ${vale} off -->`,
    `<!--${vale} off-->`,
    `<!--\n${vale} off -->`,
    `<!---\n\t${vale.toUpperCase()} Prose.Words = NO -->`,
    `<!-- ${emacsWords}: cache -->`,
    `/* ${emacsWords} cache */`,
    `<!-- spell-checker${':'} disable -->`,
    `<!-- SpellChecker${':'}ignore cache -->`,
    `<!-- spell${':'} disable -->`,
    `<!-- ${cspell}:locale en-GB -->`,
    `<!-- ${cspell}:\ndisable -->`,
    `// cSpell${'::'}disable-next-line`,
    `// ${cspell} :words cache`,
    `/**\n * ${cspell}:\n * disable\n */`,
  ])('finds %j', (directive) => {
    expect(findDirectivesIn('cache.ts', `A cache.\n${directive}`)).toEqual([
      expect.stringMatching(/^cache\.ts:[23]: the comment configures checks$/),
    ]);
  });

  test('finds directives that only the linter reads as one text', () => {
    const pages = [
      { group: 'comments', source: 'cache.ts', file: 'cache.ts.md', text: `<!--\n${vale} off -->` },
    ] as const;

    expect(findDirectives(pages)).toEqual(['cache.ts:1: the comment configures checks']);
  });

  test('accepts texts that name the checks', () => {
    const text = `Vale and ${cspell} check the text. <!-- made by the build, with ${vale} -->`;

    expect(findDirectivesIn('docs/prose.md', text)).toEqual([]);
  });
});

describe('accepted findings', () => {
  const accepted = {
    errors: { 'README.md': 2 },
    warnings: { docstrings: { Cache: 1, User: 1 }, messages: {}, comments: {}, pages: {} },
  };
  const createFinding = (
    source: string,
    group: TextGroup = 'docstrings',
    severity: Finding['severity'] = 'warning',
  ): Finding => ({ group, source, location: source, rule: 'Prose.Words', severity, message: 'Write better.' });
  const warnings = ['Cache', 'User'].map((source) => createFinding(source));
  const errors = [1, 2].map(() => createFinding('README.md', 'pages', 'error'));

  test('accepts the committed numbers', () => {
    expect(compareFindings([...warnings, ...errors], accepted)).toEqual([]);
  });

  test('accepts warnings in other texts of the group', () => {
    expect(compareFindings([warnings[0], warnings[0], ...errors], accepted)).toEqual([]);
  });

  test('lists the warnings of texts with more warnings', () => {
    const changes = compareFindings([...warnings, warnings[1], ...errors], accepted);

    expect(changes).toMatchObject([{ subject: 'docstrings', accepted: 2, current: 3 }]);
    expect(changes.flatMap(formatChange)).toEqual([
      'User: warning Prose.Words: Write better.',
      'User: warning Prose.Words: Write better.',
      'docstrings: 3 warnings, but only 2 are accepted.',
    ]);
  });

  test('counts the warnings of each group separately', () => {
    const findings = [...warnings, ...errors, createFinding('docs/users.md', 'pages')];

    expect(compareFindings(findings, accepted)).toMatchObject([{ subject: 'pages', accepted: 0, current: 1 }]);
  });

  test('lists the errors of a page with more errors than accepted', () => {
    expect(compareFindings([...warnings, ...errors, errors[0]], accepted).flatMap(formatChange)).toEqual([
      ...Array(3).fill('README.md: error Prose.Words: Write better.'),
      'README.md: 3 errors, but only 2 are accepted.',
    ]);
  });

  test('does not accept the errors of one page in another', () => {
    const findings = [...warnings, errors[0], createFinding('docs/users.md', 'pages', 'error')];

    expect(compareFindings(findings, accepted).flatMap(formatChange)).toEqual([
      'README.md: 1 errors instead of 2. Run npx projen prose:accept, and commit the file.',
      'docs/users.md: error Prose.Words: Write better.',
    ]);
  });

  test.each(['docstrings', 'messages', 'comments'] as const)('accepts no errors in %s', (group) => {
    const error = createFinding('README.md', group, 'error');

    expect(compareFindings([...warnings, ...errors, error], accepted).flatMap(formatChange)).toEqual([
      'README.md: error Prose.Words: Write better.',
    ]);
  });

  test('lists fewer warnings', () => {
    expect(compareFindings([warnings[0], ...errors], accepted).flatMap(formatChange)).toEqual([
      'docstrings: 1 warnings instead of 2. Run npx projen prose:accept, and commit the file.',
    ]);
  });

  describe('prose:accept', () => {
    test('writes lower numbers', () => {
      expect(selectAcceptedCounts([warnings[0], errors[0]], accepted)).toEqual({
        errors: { 'README.md': 1 },
        warnings: { ...accepted.warnings, docstrings: { Cache: 1 } },
      });
    });

    test.each([
      ['errors', [...warnings, ...errors, errors[0]]],
      ['warnings', [...warnings, warnings[0], errors[0]]],
    ])('keeps the numbers if there are more %s', (_, findings) => {
      expect(selectAcceptedCounts(findings, accepted)).toEqual(accepted);
    });
  });
});
