import * as fs from 'fs';
import * as path from 'path';
import { CommandFolder, createTemplate, VALID_TEMPLATE, YAML_WITH_ERROR, YAML_WITH_WARNING } from './command-folder';

const EMPTY = '1 template with 0 ElastiCache resources, 0 errors, 0 warnings\n';
const TEMPLATE = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });

const NOT_A_TEMPLATE = 'The file has no Resources section. Specify a CloudFormation template in JSON or YAML.';
const RENDER_FIRST = 'The file contains template code ({{ }}). Render it first, and check the result.';

const folder = new CommandFolder();

describe('folders', () => {
  test('checks the templates of a folder and its subfolders', () => {
    folder.write('cdk.out/A.template.json', TEMPLATE);
    folder.write('cdk.out/assembly-Stage/B.template.yaml', YAML_WITH_ERROR);
    folder.write('cdk.out/assembly-Stage/C.template.yml', YAML_WITH_WARNING);

    expect(folder.run('cdk.out')).toEqual({
      code: 1,
      stdout: expect.stringMatching(
        /^cdk\.out\/assembly-Stage\/B\.template\.yaml:8:7: [^]*\/C\.template\.yml:4:5: [^]*\n3 templates with 2 ElastiCache resources, 1 error, 1 warning\n$/,
      ),
      stderr: '',
    });
  });

  test('lists the skipped files that could be templates', () => {
    for (const name of [
      'a.json',
      'a-template.json',
      'a.template.yaml',
      'b.yaml',
      'c.yml',
      'd/e.template',
      'a.template.json.bak',
      'a.template.yaaml',
      'n.txt',
    ]) {
      folder.write(`some/${name}`, name === 'a.template.yaml' ? TEMPLATE : '{');
    }

    expect(folder.run('some')).toEqual({
      code: 0,
      stdout: EMPTY,
      stderr:
        'some: skipped 5 files with other names (a-template.json, a.json, b.yaml, c.yml, d/e.template). Specify their paths to check them.\n',
    });
  });

  test('lists at most five skipped files', () => {
    folder.write('many/a.template.json', TEMPLATE);
    for (const number of [1, 2, 3, 4, 5, 6, 7]) {
      folder.write(`many/${number}.json`, '{');
    }

    expect(folder.run('many').stderr).toBe(
      'many: skipped 7 files with other names (1.json, 2.json, 3.json, 4.json, 5.json, and 2 more). Specify their paths to check them.\n',
    );
  });

  test('suggests a pattern if all files have other names', () => {
    folder.write('named/a.yml', TEMPLATE);
    folder.write('named/b/c.json', TEMPLATE);

    expect(folder.run('named/')).toMatchObject({
      code: 2,
      stderr:
        "named/: The folder contains no files with the names *.template.json, *.template.yaml, or *.template.yml. It contains 2 files with other names (a.yml, b/c.json). Use a pattern such as 'named/**/*.yml'.\n",
    });
  });

  test.each(['node_modules', '.git'])('skips the folder %s, unless it is the path', (name) => {
    const parent = `parent-of-${name}`;
    folder.write(`${parent}/a.template.json`, TEMPLATE);
    folder.write(`${parent}/${name}/package/b.template.json`, TEMPLATE);
    folder.write(`${parent}/${name}/package.json`, '{');

    expect(folder.run(parent)).toEqual({ code: 0, stdout: EMPTY, stderr: '' });
    expect(folder.run(`${parent}/${name}`).stdout).toBe(EMPTY);
  });

  test('checks each folder once if links form a loop', () => {
    folder.write('loop/a.template.json', TEMPLATE);
    folder.write('linked/b.template.json', TEMPLATE);
    fs.symlinkSync(path.join(folder.path, 'loop'), path.join(folder.path, 'loop', 'itself'));
    fs.symlinkSync(path.join(folder.path, 'linked'), path.join(folder.path, 'loop', 'other'));
    fs.symlinkSync('broken', path.join(folder.path, 'loop', 'broken'));

    expect(folder.run('loop')).toEqual({
      code: 0,
      stdout: '2 templates with 0 ElastiCache resources, 0 errors, 0 warnings\n',
      stderr: '',
    });
  });
});

describe('patterns', () => {
  const patterns = new CommandFolder();
  beforeAll(() => {
    for (const name of [
      'one.yaml',
      'two.yml',
      'stacks/three.yaml',
      'stacks/deep/four.yaml',
      'stacks/.hidden/five.yaml',
      'node_modules/six.yaml',
      '.seven.yaml',
      'a+b.yaml',
    ]) {
      patterns.write(name, TEMPLATE);
    }
    patterns.write('[x]*.json', TEMPLATE);
  });

  test.each([
    ['*.yaml', 2],
    ['*.y?ml', 2],
    ['*.y*', 3],
    ['stacks/*.yaml', 1],
    ['stacks/*/*.yaml', 1],
    ['stacks/**/*.yaml', 2],
    ['**/*.yaml', 4],
    ['**', 6],
    ['**/deep/*', 1],
    ['node_modules/*.yaml', 1],
    ['stacks/.hidden/*', 1],
    ['.*.yaml', 1],
    ['a+?.yaml', 1],
    ['[x]*.json', 1],
  ])('%s matches %i files', (pattern, count) => {
    const { code, stdout } = patterns.run(pattern);

    expect([code, stdout]).toEqual([0, expect.stringMatching(new RegExp(`^${count} templates? with`))]);
  });

  test('accepts an absolute pattern', () => {
    expect(patterns.run(path.join(patterns.path, '*.yaml')).stdout).toMatch(/^2 templates /);
  });

  test('checks a file once', () => {
    expect(patterns.run('*.yaml', 'one.yaml', './one.yaml').stdout).toMatch(/^2 templates /);
  });

  test('exits with 2 if a pattern matches no files', () => {
    expect(patterns.run('*.template')).toMatchObject({
      code: 2,
      stderr: '*.template: The pattern matches no files. Check the pattern.\n',
    });
    expect(patterns.run('missing/*')).toMatchObject({
      code: 2,
      stderr: 'missing/*: The pattern matches no files. Check the pattern.\n',
    });
  });
});

describe('files', () => {
  test('reads the standard input', () => {
    expect(folder.runWith({ input: YAML_WITH_ERROR }, '-')).toEqual({
      code: 1,
      stdout: expect.stringMatching(/^stdin:8:7: error: Cache: /),
      stderr: '',
    });
  });

  test('reads the standard input and a file with its name', () => {
    folder.write('stdin', VALID_TEMPLATE);

    expect(folder.runWith({ input: YAML_WITH_ERROR }, '-', 'stdin')).toEqual({
      code: 1,
      stdout: expect.stringContaining('2 templates with 2 ElastiCache resources, 1 error, 0 warnings'),
      stderr: '',
    });
  });

  test('checks every document of a file', () => {
    const file = folder.write('documents.yaml', `${VALID_TEMPLATE}---\n${YAML_WITH_ERROR}---\n`);

    expect(folder.run(file)).toEqual({
      code: 1,
      stdout: expect.stringMatching(
        /^documents\.yaml:18:7: error: [^]*\n2 templates with 2 ElastiCache resources, 1 error, 0 warnings\n$/,
      ),
      stderr: '',
    });
  });

  test('exits with 2 if a file cannot be read, and checks the other files', () => {
    fs.mkdirSync(path.join(folder.path, 'empty'));
    const unreadable = [
      folder.write('broken.json', '{'),
      folder.write('broken.yaml', 'a: ['),
      folder.write('blank.yaml', ''),
      folder.write('text.txt', 'hello'),
      folder.write('null.yaml', 'Resources:\n'),
      folder.write('list.yaml', 'Resources: [1]\n'),
      folder.write('documents.yaml', `${VALID_TEMPLATE}---\nkind: Deployment\n`),
      'empty',
      'missing',
      'null\0',
    ];

    const { code, stdout, stderr } = folder.run(...unreadable, folder.write('bad.yaml', YAML_WITH_ERROR));

    expect([code, stdout]).toEqual([
      2,
      expect.stringMatching(/^bad\.yaml:8:7: [^]*2 templates with 2 ElastiCache resources, 1 error, 0 warnings\n$/),
    ]);
    // The errors of the parsers can have several lines.
    const messages = stderr.replace(/(broken\.\w+: )[^]*?(?=\n\w+\.\w+: )/g, '$1…').split('\n');
    expect(messages).toEqual([
      'empty: The folder contains no files with the names *.template.json, *.template.yaml, or *.template.yml. Specify the paths of the templates.',
      'missing: The file does not exist. Check the path.',
      expect.stringMatching(/null bytes/),
      'broken.json: …',
      'broken.yaml: …',
      `blank.yaml: ${NOT_A_TEMPLATE}`,
      `text.txt: ${NOT_A_TEMPLATE}`,
      `null.yaml: ${NOT_A_TEMPLATE}`,
      `list.yaml: ${NOT_A_TEMPLATE}`,
      'documents.yaml: A document of the file has no Resources section. Specify a CloudFormation template in JSON or YAML.',
      '',
    ]);
  });

  test('reports the position of a syntax error', () => {
    const file = folder.write('broken.yaml', 'Resources:\n  Cache: [\n');

    expect(folder.run('--format', 'github', file)).toEqual({
      code: 2,
      stdout: expect.stringMatching(
        /^::error file=broken\.yaml,line=[23],col=\d+::Invalid YAML at line [23], column \d+: /,
      ),
      stderr: expect.stringMatching(/^broken\.yaml: Invalid YAML at line [23], column \d+: /),
    });
  });

  test('warns of syntax that CloudFormation supports only with restrictions', () => {
    const text = VALID_TEMPLATE.replace('Engine: valkey', 'Engine: valkey\n      Engine: valkey');
    const file = folder.write('duplicate.yaml', text);

    expect(folder.run(file)).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^duplicate\.yaml:7:7: warning: The key 'Engine' is specified more than once\. .*\n {4}cdk-elasticache::Template\.SyntaxRestricted, .*\n\n1 template with 1 ElastiCache resource, 0 errors, 1 warning\n$/,
      ),
      stderr: '',
    });
  });

  test('names the command that renders a configuration of the Serverless Framework', () => {
    const file = folder.write('serverless.yml', 'service: shop\nprovider: {name: aws}\nresources: {Resources: {}}\n');

    expect(folder.run(file)).toMatchObject({
      code: 2,
      stderr:
        "serverless.yml: The file is a configuration of the Serverless Framework. Run 'serverless package', and check .serverless/cloudformation-template-update-stack.json.\n",
    });
  });

  test('reports template code that is not YAML', () => {
    expect(folder.run(folder.write('jinja.yaml', VALID_TEMPLATE.replace('valkey', '{{ engine }}-x')))).toMatchObject({
      code: 2,
      stderr: `jinja.yaml: ${RENDER_FIRST}\n`,
    });
  });

  test.each([
    ['template code', '{{ engine }}', RENDER_FIRST],
    [
      'variables of the Serverless Framework',
      '${self:custom.engine}',
      "The file contains variables of the Serverless Framework. Run 'serverless package', and check .serverless/cloudformation-template-update-stack.json.",
    ],
  ])('names the tool that replaces %s once, and does not check the values', (_, placeholder, preparation) => {
    const text = VALID_TEMPLATE.replace('valkey', `"${placeholder}"`);
    const files = [folder.write('first.yaml', text), folder.write('second.yaml', text)];

    expect(folder.run(...files)).toEqual({
      code: 0,
      stdout: [
        '2 templates with 2 ElastiCache resources, 0 errors, 0 warnings',
        '2 of 12 properties depend on deployment-time values and were not checked',
        `first.yaml: ${preparation}`,
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  test('names the tool that replaces the default of a parameter', () => {
    const text = `Parameters: {Engine: {Type: String, Default: "{{ engine }}"}}\n${VALID_TEMPLATE}`;

    expect(folder.run(folder.write('default.yaml', text)).stdout).toContain(`default.yaml: ${RENDER_FIRST}`);
  });

  test('accepts dynamic references, and template code in other resources', () => {
    const text = `${VALID_TEMPLATE}      Description: "{{resolve:ssm:description}}"
  Document:
    Type: AWS::SSM::Document
    Properties: {Content: "{{ global:DATE }}"}
`;

    expect(folder.run(folder.write('references.yaml', text))).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('functions that create long texts', () => {
  /** Doubles a text of one kilobyte many times. */
  const double = (text: unknown, count: number): unknown =>
    count === 0 ? text : { 'Fn::Sub': ['${A}${A}', { A: double(text, count - 1) }] };
  const join = { 'Fn::Join': ['', [double('x'.repeat(1000), 10), double('x'.repeat(1000), 10)]] };
  const json = { 'Fn::ToJsonString': [double('x'.repeat(1000), 10), double('x'.repeat(1000), 10)] };
  const createTemplateWith = (Description: unknown) =>
    createTemplate('SubnetGroup', { Description, SubnetIds: ['subnet-11111111'] });
  const stack = (value: unknown) => ({
    Resources: {
      Stack: {
        Type: 'AWS::CloudFormation::Stack',
        Properties: { TemplateURL: 'nested/valid.yaml', Parameters: { A: value } },
      },
    },
  });
  folder.write('nested/valid.yaml', VALID_TEMPLATE);

  test.each<[string, object]>([
    ['Fn::Sub', createTemplateWith(double('x'.repeat(1000), 30))],
    ['Fn::Join', createTemplateWith(join)],
    ['Fn::ToJsonString', createTemplateWith(json)],
    ['the parameters of a nested stack', stack(join)],
  ])('are errors, and other files are checked: %s', (_title, template) => {
    expect(folder.run(folder.write('long.json', template), folder.write('error.yaml', YAML_WITH_ERROR))).toEqual({
      code: 2,
      stdout: expect.stringContaining('error.yaml:8:7: error'),
      stderr:
        'long.json: The functions of the template create texts that are too long. CloudFormation accepts templates of up to 1 MB.\n',
    });
  });
});

test('checks the templates of a file with other documents', () => {
  const file = folder.write('mixed.yaml', `${YAML_WITH_ERROR}---\nfoo: bar\n`);

  expect(folder.run(file)).toEqual({
    code: 2,
    stdout: expect.stringContaining('mixed.yaml:8:7: error'),
    stderr:
      'mixed.yaml: A document of the file has no Resources section. Specify a CloudFormation template in JSON or YAML.\n',
  });
});

test('finds templates with names in uppercase in a folder', () => {
  folder.write('uppercase/CACHE.TEMPLATE.YAML', YAML_WITH_ERROR);
  folder.write('uppercase/OTHER.YAML', YAML_WITH_ERROR);

  expect(folder.run('uppercase')).toMatchObject({
    stdout: expect.stringContaining('uppercase/CACHE.TEMPLATE.YAML:8:7: error'),
    stderr: expect.stringContaining('skipped 1 file with other names (OTHER.YAML)'),
  });
});

test.each(['text', 'github'])('prints control characters of names as escape sequences in the format %s', (format) => {
  const template = { Resources: { 'A\u001b[31m\n::stop-commands::a': { Type: 'AWS::ElastiCache::SubnetGroup' } } };

  const { stdout } = folder.run('--format', format, folder.write('control.json', template));
  expect(stdout).not.toMatch(/^::stop-commands/m);
  expect(stdout.includes('A\\u001b[31m\\n::stop-commands::a:')).toBe(format === 'text');
});
