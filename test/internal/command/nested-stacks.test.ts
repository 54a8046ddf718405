import * as fs from 'fs';
import * as path from 'path';
import { CommandFolder, VALID_TEMPLATE, YAML_WITH_ERROR } from './command-folder';
import * as validation from '../../../src/validation/validate-template';

/** A template whose cache has the version of a parameter. */
const PARAMETRIZED = `Parameters:
  Version:
    Type: String
    Default: "8.1"
    AllowedValues: ["7", "8", "8.1"]
Resources:
  Cache:
    Type: AWS::ElastiCache::ServerlessCache
    Properties:
      ServerlessCacheName: cache
      Engine: valkey
      SubnetIds: [subnet-1, subnet-2]
      MajorEngineVersion: !Ref Version
      SecurityGroupIds: [sg-1]
`;

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly severity: string;
  readonly message: string;
}

const folder = new CommandFolder();

afterEach(() => jest.restoreAllMocks());

beforeEach(() => {
  fs.rmSync(folder.path, { recursive: true });
  fs.mkdirSync(folder.path);
});

/** Creates a template with a nested stack for each logical id. */
function createParent(stacks: Readonly<Record<string, object>>, sections: object = {}): object {
  const resources = Object.entries(stacks).map(([logicalId, properties]) => [
    logicalId,
    { Type: 'AWS::CloudFormation::Stack', Properties: properties },
  ]);
  return { ...sections, Resources: Object.fromEntries(resources) };
}

function writeParent(name: string, stacks: Readonly<Record<string, object>>, sections?: object): string {
  return folder.write(name, createParent(stacks, sections));
}

/** Runs the command, and returns the positions of its findings with the values of parameters that cause them. */
function listFindings(...args: string[]): string[] {
  const findings: Finding[] = JSON.parse(folder.run('--json', ...args).stdout);
  return findings.map(({ file, line, severity, message }) => {
    const notes = message.split('. ').filter((sentence) => sentence.startsWith('Parameter '));
    return [`${file}:${line} ${severity}`, ...notes].join(' ');
  });
}

describe('the templates of nested stacks', () => {
  test('are checked with their own files and positions', () => {
    folder.write('stacks/nested/cache.yaml', YAML_WITH_ERROR);
    writeParent('stacks/parent.json', { Nested: { TemplateURL: './nested/cache.yaml' } });

    expect(folder.run('stacks/parent.json')).toEqual({
      code: 1,
      stdout: expect.stringMatching(
        /^stacks\/nested\/cache\.yaml:8:7: error: Cache: [^]*\n2 templates with 1 ElastiCache resource, 1 error, 0 warnings\n$/,
      ),
      stderr: '',
    });
  });

  test('can have absolute paths', () => {
    const nested = path.join(folder.path, folder.write('cache.yaml', YAML_WITH_ERROR));
    writeParent('parent.json', { Nested: { TemplateURL: nested } });

    expect(listFindings('parent.json')).toEqual([`${nested}:8 error`]);
  });

  test('are next to templates with absolute paths', () => {
    folder.write('stacks/cache.yaml', YAML_WITH_ERROR);
    const parent = path.join(folder.path, writeParent('stacks/parent.json', { Nested: { TemplateURL: 'cache.yaml' } }));

    expect(listFindings(parent)).toEqual([`${path.join(folder.path, 'stacks/cache.yaml')}:8 error`]);
  });

  test('are in the working folder for the standard input', () => {
    folder.write('cache.yaml', YAML_WITH_ERROR);
    const input = JSON.stringify(createParent({ Nested: { TemplateURL: 'cache.yaml' } }));

    expect(folder.runWith({ input }, '-').stdout).toContain('cache.yaml:8:7: error');
  });

  test('can be applications of AWS SAM', () => {
    folder.write('cache.yaml', PARAMETRIZED);
    folder.write(
      'parent.yaml',
      `Transform: AWS::Serverless-2016-10-31
Resources:
  Stored:
    Type: AWS::Serverless::Application
    Properties:
      Location:
        ApplicationId: arn:aws:serverlessrepo:us-east-1:123456789012:applications/cache
        SemanticVersion: 1.0.0
  Local:
    Type: AWS::Serverless::Application
    Properties:
      Location: cache.yaml
      Parameters: {Version: "8.1"}
`,
    );

    expect(listFindings('parent.yaml')).toEqual([
      "cache.yaml:13 error Parameter 'Version' has this value in nested stack 'Local' of parent.yaml.",
    ]);
  });

  test('can contain nested stacks, whose paths are relative to them', () => {
    folder.write('a/b/cache.yaml', YAML_WITH_ERROR);
    writeParent('a/middle.json', { Inner: { TemplateURL: 'b/cache.yaml' } });
    writeParent('parent.json', { Outer: { TemplateURL: 'a/middle.json' } });

    expect(listFindings('parent.json')).toEqual(['a/b/cache.yaml:8 error']);
  });

  test.each([
    ['an https URL', 'https://bucket.s3.amazonaws.com/cache.yaml'],
    ['an http URL', 'http://s3.amazonaws.com/bucket/cache.yaml'],
    ['an S3 URL', 's3://bucket/cache.yaml'],
    ['an intrinsic function', { 'Fn::Sub': 'cache.yaml' }],
    ['a reference', { Ref: 'Url' }],
    ['a dynamic reference', '{{resolve:ssm:template}}'],
    ['a variable of another tool', '${self:custom.template}/cache.yaml'],
    ['an empty text', ''],
    ['a number', 1],
  ])('are not read from %s', (_, location) => {
    folder.write('cache.yaml', YAML_WITH_ERROR);
    writeParent('parent.json', { Nested: { TemplateURL: location } }, { Parameters: { Url: { Type: 'String' } } });

    expect(folder.run('parent.json')).toEqual({
      code: 0,
      stdout: '1 template with 0 ElastiCache resources, 0 errors, 0 warnings\n',
      stderr: '',
    });
  });

  test.each([
    ['a resource without properties', { Type: 'AWS::CloudFormation::Stack' }],
    ['a resource with invalid properties', { Type: 'AWS::CloudFormation::Stack', Properties: 'cache.yaml' }],
    ['a resource that is not an object', 'AWS::CloudFormation::Stack'],
    ['a resource with an invalid type', { Type: ['AWS::CloudFormation::Stack'] }],
  ])('are not read from %s', (_, resource) => {
    folder.write('parent.json', { Resources: { Stack: resource, Other: { Type: 'AWS::CloudFormation::Stack' } } });

    expect(folder.run('parent.json')).toMatchObject({ code: 0, stderr: '' });
  });

  test.each([
    ['a missing file', 'missing.yaml'],
    ['a folder', 'folder'],
    ['a path below a file', 'parent.json/cache.yaml'],
    ['a path with an invalid character', 'cache\u0000.yaml'],
    ['a path that is too long', 'a'.repeat(5000)],
  ])('are not checked if the path is %s', (_, location) => {
    fs.mkdirSync(path.join(folder.path, 'folder'));
    writeParent('parent.json', { Nested: { TemplateURL: location } });

    expect(folder.run('parent.json')).toEqual({
      code: 0,
      stdout: '1 template with 0 ElastiCache resources, 0 errors, 0 warnings\n',
      stderr: `parent.json: The nested stack 'Nested' was not checked, because the file ${location.replace('\u0000', '\\u0000')} was not found. Check 'TemplateURL'.\n`,
    });
  });

  test.each([
    ['a parent folder', '../outside.yaml'],
    ['an absolute path', path.join(folder.path, 'outside.yaml')],
    ['a link', 'link.yaml'],
    ['a link to a folder', 'linked/outside.yaml'],
  ])('are not read outside the working folder and the folder of the input: %s', (_, location) => {
    folder.write('outside.yaml', YAML_WITH_ERROR);
    writeParent('stacks/parent.json', { Nested: { TemplateURL: location } });
    fs.symlinkSync(path.join(folder.path, 'outside.yaml'), path.join(folder.path, 'stacks/link.yaml'));
    fs.symlinkSync(folder.path, path.join(folder.path, 'stacks/linked'));
    fs.mkdirSync(path.join(folder.path, 'work'));
    const workingFolder = path.join(folder.path, 'work');

    expect(folder.runWith({ workingFolder }, '../stacks/parent.json')).toEqual({
      code: 0,
      stdout: '1 template with 0 ElastiCache resources, 0 errors, 0 warnings\n',
      stderr: `../stacks/parent.json: The nested stack 'Nested' was not checked, because the file ${path.isAbsolute(location) ? location : path.join('../stacks', location)} is outside the working folder. Run the command in a folder that contains all templates.\n`,
    });
    expect(listFindings('stacks/parent.json')).toHaveLength(1);
  });

  test('can be in the folder of an input outside the working folder', () => {
    folder.write('stacks/..nested/cache.yaml', YAML_WITH_ERROR);
    writeParent('stacks/parent.json', { Nested: { TemplateURL: '..nested/cache.yaml' } });
    fs.mkdirSync(path.join(folder.path, 'work'));
    const workingFolder = path.join(folder.path, 'work');

    expect(folder.runWith({ workingFolder }, '../stacks/parent.json')).toMatchObject({ code: 1, stderr: '' });
  });

  test('are not read if they are larger than 1 MB', () => {
    const fill = (size: number) => YAML_WITH_ERROR + '#'.repeat(size - YAML_WITH_ERROR.length);
    folder.write('largest.yaml', fill(1_048_576));
    folder.write('larger.yaml', fill(1_048_577));
    writeParent('parent.json', { A: { TemplateURL: 'largest.yaml' }, B: { TemplateURL: 'larger.yaml' } });

    expect(listFindings('parent.json')).toEqual(['largest.yaml:8 error']);
    expect(folder.run('parent.json').stderr).toBe(
      "parent.json: The nested stack 'B' was not checked, because the file larger.yaml is larger than 1 MB, the maximum of CloudFormation.\n",
    );
  });

  test('that cannot be read are errors, once for each file', () => {
    folder.write('invalid.json', '{');
    folder.write('other.yaml', 'Description: no resources');
    writeParent('parent.json', {
      First: { TemplateURL: 'invalid.json', Parameters: { A: '1' } },
      Second: { TemplateURL: 'invalid.json', Parameters: { A: '2' } },
      Third: { TemplateURL: 'other.yaml' },
    });

    const { code, stderr } = folder.run('parent.json');

    expect(code).toBe(2);
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^invalid\.json: Invalid YAML at line 1, column 2: /),
      'other.yaml: The file has no Resources section. Specify a CloudFormation template in JSON or YAML.',
      '',
    ]);
  });

  test.each([[['parent.json', 'cache.yaml']], [['cache.yaml', 'parent.json']], [['*.yaml', '*.json']]])(
    'are not checked a second time for the inputs %j',
    (inputs) => {
      folder.write('cache.yaml', PARAMETRIZED);
      writeParent('parent.json', { Nested: { TemplateURL: 'cache.yaml', Parameters: { Version: '8' } } });

      expect(listFindings('cache.yaml')).toContain(
        "cache.yaml:13 error Parameter 'Version' has this value by default.",
      );
      expect(folder.run(...inputs)).toMatchObject({
        code: 0,
        stdout: '2 templates with 1 ElastiCache resource, 0 errors, 0 warnings\n',
      });
    },
  );

  test('are not checked a second time below another input', () => {
    folder.write('cache.yaml', PARAMETRIZED);
    const parameters = { Version: { Type: 'String', Default: '8.1' } };
    const nested = { TemplateURL: 'cache.yaml', Parameters: { Version: { Ref: 'Version' } } };
    writeParent('middle.json', { Inner: nested }, { Parameters: parameters });
    writeParent('parent.json', { Outer: { TemplateURL: 'middle.json', Parameters: { Version: '8' } } });

    expect(listFindings('middle.json')).toHaveLength(1);
    expect(listFindings('cache.yaml', 'middle.json', 'parent.json')).toEqual([]);
  });

  test('that contain each other are checked once', () => {
    folder.write('cache.yaml', YAML_WITH_ERROR);
    writeParent('a.json', { B: { TemplateURL: 'b.json' }, Cache: { TemplateURL: 'cache.yaml' } });
    writeParent('b.json', { A: { TemplateURL: 'a.json' }, B: { TemplateURL: 'b.json' } });

    for (const inputs of [['a.json'], ['a.json', 'b.json'], ['b.json', 'a.json'], ['b.json']]) {
      expect(folder.run(...inputs)).toMatchObject({
        code: 1,
        stdout: expect.stringMatching(/\n3 templates with 1 ElastiCache resource, 1 error, 0 warnings\n$/),
        stderr: '',
      });
    }
  });

  test('end at links to folders that contain each other', () => {
    writeParent('a.json', { Self: { TemplateURL: 'loop/a.json' } });
    fs.symlinkSync(folder.path, path.join(folder.path, 'loop'));

    expect(folder.run('a.json').stdout).toBe('1 template with 0 ElastiCache resources, 0 errors, 0 warnings\n');
  });

  test('are checked once for each stack with other parameters, without repeated findings', () => {
    folder.write('cache.yaml', PARAMETRIZED.replace('sg-1', 'vpc-1'));
    const stacks = Object.entries({ A: '8', B: '8', C: '7', D: '8.1' }).map(([id, version]) => [
      id,
      { TemplateURL: 'cache.yaml', Parameters: { Version: version } },
    ]);
    writeParent('parent.json', Object.fromEntries(stacks));
    writeParent('second.json', { E: { TemplateURL: './cache.yaml', Parameters: { Version: '8' } } });

    const { stdout } = folder.run('parent.json', 'second.json');

    expect(stdout.match(/SecurityGroupIds/g)).toHaveLength(1);
    expect(stdout).toContain("Parameter 'Version' has this value in nested stack 'D' of parent.json.");
    expect(stdout).toMatch(/\n5 templates with 3 ElastiCache resources, 2 errors, 0 warnings\n$/);
  });

  test('are checked for up to 1000 stacks', () => {
    folder.write('topic.json', { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
    const stacks = Array.from({ length: 1002 }, (_, index) => [
      `Stack${index}`,
      { TemplateURL: 'topic.json', Parameters: { Index: index } },
    ]);
    writeParent('parent.json', Object.fromEntries(stacks));

    expect(folder.run('parent.json')).toEqual({
      code: 0,
      stdout: '1001 templates with 0 ElastiCache resources, 0 errors, 0 warnings\n',
      stderr:
        'parent.json: Not all nested stacks were checked, because there are more than 1000. Check their templates separately.\n',
    });
  });

  test('are checked for up to 1000 stacks of all inputs', () => {
    folder.write('topic.json', { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
    const createStacks = (count: number, first: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `Stack${index}`,
          { TemplateURL: 'topic.json', Parameters: { Index: first + index } },
        ]),
      );
    writeParent('a.json', createStacks(600, 0));
    writeParent('b.json', createStacks(400, 600));
    writeParent('c.json', createStacks(2, 0));
    writeParent('d.json', createStacks(3, 998));

    expect(folder.run('a.json', 'b.json', 'c.json', 'd.json')).toEqual({
      code: 0,
      stdout: '1004 templates with 0 ElastiCache resources, 0 errors, 0 warnings\n',
      stderr:
        'd.json: Not all nested stacks were checked, because there are more than 1000. Check their templates separately.\n',
    });
  });

  test('are validated once if all templates of a chain are inputs', () => {
    const validate = jest.spyOn(validation, 'createTemplateReport');
    const names = Array.from({ length: 10 }, (_, index) => `${index}.json`);
    names.forEach((name, index) => writeParent(name, { Nested: { TemplateURL: names[index + 1] ?? 'cache.yaml' } }));
    folder.write('cache.yaml', YAML_WITH_ERROR);

    expect(folder.run(...names, 'cache.yaml').stdout).toContain('11 templates with 1 ElastiCache resource, 1 error');
    expect(validate).toHaveBeenCalledTimes(11);
  });

  test('are checked together with inputs of more than 20 MB', () => {
    const description = { Metadata: { Description: 'x'.repeat(11_000_000) } };
    folder.write('cache.yaml', YAML_WITH_ERROR);
    writeParent('first.json', { Nested: { TemplateURL: 'cache.yaml' } }, description);
    writeParent('second.json', { Nested: { TemplateURL: 'cache.yaml' } }, description);

    expect(folder.run('first.json', 'second.json').stdout).toContain(
      '3 templates with 1 ElastiCache resource, 1 error',
    );
  });

  test('have unexpected errors that are not reported as input errors', () => {
    folder.write('cache.yaml', YAML_WITH_ERROR);
    writeParent('parent.json', { Nested: { TemplateURL: 'cache.yaml' } });
    jest.spyOn(validation, 'createEvaluator').mockImplementation(() => {
      throw new Error('unexpected');
    });

    expect(() => folder.run('parent.json')).toThrow('unexpected');
  });

  test('are not among the skipped files of a folder', () => {
    folder.write('stacks/cache.yaml', YAML_WITH_ERROR);
    folder.write('stacks/invalid.yaml', 'Description: no resources');
    folder.write('stacks/settings.yaml', 'Size: 1');
    const stacks = { Cache: { TemplateURL: 'cache.yaml' }, Invalid: { TemplateURL: 'invalid.yaml' } };
    writeParent('stacks/parent.template.json', stacks);

    const [note] = folder.run('stacks/').stderr.split('\n');

    expect(note).toBe('stacks/: skipped 1 file with other names (settings.yaml). Specify their paths to check them.');
  });

  test('are checked once for each document of a YAML file', () => {
    folder.write('caches.yaml', `${VALID_TEMPLATE}---\n${YAML_WITH_ERROR}`);
    writeParent('parent.json', { Nested: { TemplateURL: 'caches.yaml' } });

    expect(listFindings('parent.json')).toEqual(['caches.yaml:18 error']);
  });
});

describe('the parameters of nested stacks', () => {
  const INVALID = "cache.yaml:13 error Parameter 'Version' has this value in nested stack 'Nested' of parent.json.";
  const DEFAULT = "cache.yaml:13 error Parameter 'Version' has this value by default.";

  /** An unknown value is checked like a parameter without a default: the allowed values have warnings. */
  const UNKNOWN = "cache.yaml:13 warning Parameter 'Version' allows this value.";

  const CONDITIONAL = INVALID.replace('.json.', ".json if condition 'Unknown' is true.");
  const CONDITIONAL_DEFAULT = DEFAULT.replace('default.', "default if condition 'Unknown' is true.");

  /** A stack that does not exist by default. */
  const OTHER = INVALID.replace('.json.', ".json if condition 'Other' is true.");

  const PARENT = {
    Parameters: {
      Version: { Type: 'String' },
      DefaultVersion: { Type: 'String', Default: '8' },
      InvalidVersion: { Type: 'String', Default: '8.1' },
      Empty: { Type: 'String', Default: '' },
    },
    Mappings: { Versions: { Map: { Invalid: '8.1', Valid: '8' } } },
    Conditions: {
      Unknown: { 'Fn::Equals': [{ Ref: 'Version' }, '8'] },
      Other: { 'Fn::Equals': [{ Ref: 'DefaultVersion' }, '7'] },
      Always: { 'Fn::Equals': ['a', 'a'] },
      Never: { 'Fn::Not': [{ Condition: 'Always' }] },
    },
  };

  function listWith(properties: object, attributes: object = {}, ...args: string[]): string[] {
    folder.write('cache.yaml', PARAMETRIZED);
    folder.write('parent.json', {
      ...PARENT,
      Resources: {
        Nested: {
          Type: 'AWS::CloudFormation::Stack',
          ...attributes,
          Properties: { TemplateURL: 'cache.yaml', ...properties },
        },
      },
    });
    return listFindings('parent.json', ...args);
  }

  test.each<[string, unknown, string[]]>([
    ['a valid text', '8', []],
    ['an invalid text', '8.1', [INVALID]],
    ['a number', 8.1, [INVALID]],
    ['a list', ['8.1'], [INVALID]],
    ['the default of a parameter', { Ref: 'DefaultVersion' }, []],
    ['the invalid default of a parameter', { Ref: 'InvalidVersion' }, [INVALID]],
    ['a value of a mapping', { 'Fn::FindInMap': ['Versions', 'Map', 'Invalid'] }, [INVALID]],
    ['a parameter without a default', { Ref: 'Version' }, [UNKNOWN]],
    ['a parameter with an empty default', { Ref: 'Empty' }, [UNKNOWN]],
    ['an attribute', { 'Fn::GetAtt': ['Other', 'Outputs.Version'] }, [UNKNOWN]],
    ['an import', { 'Fn::ImportValue': 'version' }, [UNKNOWN]],
    ['a dynamic reference', '{{resolve:ssm:version}}', [UNKNOWN]],
    ['an object', { Version: '8' }, [UNKNOWN]],
    ['a branch of an unknown condition', { 'Fn::If': ['Unknown', '8.1', '8'] }, [CONDITIONAL]],
    ['a branch of an unknown condition that exists', { 'Fn::If': ['Unknown', '8', '7'] }, []],
    ['a branch of an undefined condition', { 'Fn::If': ['Missing', '8.1', '8'] }, [UNKNOWN]],
    ['a branch of a condition that is always true', { 'Fn::If': ['Always', '8.1', '8'] }, [INVALID]],
    ['no value', { Ref: 'AWS::NoValue' }, [DEFAULT]],
  ])('can be %s', (_, version, findings) => {
    expect(listWith({ Parameters: { Version: version } })).toEqual(findings);
  });

  test.each<[string, object, string[]]>([
    ['are missing', {}, [DEFAULT]],
    ['have other names', { Parameters: { Other: '8' } }, [DEFAULT]],
    ['are not in a branch', { Parameters: { 'Fn::If': ['Unknown', {}, { Version: '8' }] } }, [CONDITIONAL_DEFAULT]],
    ['are an intrinsic function', { Parameters: { 'Fn::If': ['Missing', {}, { Version: '8' }] } }, [UNKNOWN]],
    ['are created by a macro', { Parameters: { Version: '8', 'Fn::Transform': { Name: 'Own' } } }, [UNKNOWN]],
    ['can be created by a macro', { 'Fn::Transform': { Name: 'Own' } }, [UNKNOWN]],
    ['are not an object', { Parameters: ['8'] }, [UNKNOWN]],
  ])('have the defaults of the nested template unless they are determined: %s', (_, properties, findings) => {
    expect(listWith(properties)).toEqual(findings);
  });

  test('can have values from the options by a reference, but not by their names', () => {
    folder.write('parameters.json', { Version: '8.1' });

    expect(listWith({ Parameters: { Version: { Ref: 'Version' } } }, {}, '--parameters', 'parameters.json')).toEqual([
      INVALID,
    ]);
    expect(listWith({ Parameters: { Version: '8' } }, {}, '--parameters', 'parameters.json')).toEqual([]);
  });

  test('can be in a template without parameters or with invalid declarations', () => {
    const stacks = { Nested: { TemplateURL: 'cache.yaml', Parameters: { Version: { Ref: 'Version' } } } };
    writeParent('parent.json', stacks, { Parameters: { Version: { Type: 'String' } } });

    folder.write('cache.yaml', YAML_WITH_ERROR);
    expect(listFindings('parent.json')).toEqual(['cache.yaml:8 error']);

    folder.write('cache.yaml', `Parameters: {Version: String}\n${YAML_WITH_ERROR}`);
    expect(listFindings('parent.json')).toEqual(['cache.yaml:9 error']);
  });

  test('that name values in Systems Manager are not the values', () => {
    folder.write(
      'cache.yaml',
      PARAMETRIZED.replace('Type: String', 'Type: AWS::SSM::Parameter::Value<String>').replace(
        / *(Default|AllowedValues).*\n/g,
        '',
      ),
    );
    writeParent('parent.json', { Nested: { TemplateURL: 'cache.yaml', Parameters: { Version: '/cache/version' } } });

    expect(listFindings('parent.json')).toEqual([]);
  });

  test.each([
    ['Never', []],
    ['Always', [INVALID]],
    ['Unknown', [INVALID]],
    ['Other', [OTHER]],
  ])('are applied only if the stack can exist: condition %s', (condition, findings) => {
    expect(listWith({ Parameters: { Version: '8.1' } }, { Condition: condition })).toEqual(findings);
  });

  test('are unknown with many combinations of conditions', () => {
    const names = ['A', 'B', 'C', 'D', 'E'];
    const Conditions = Object.fromEntries(names.map((name) => [name, { 'Fn::Equals': [{ Ref: name }, 'x'] }]));
    const Parameters = Object.fromEntries(names.map((name) => [name, { Type: 'String' }]));
    const version = names.reduce<unknown>((other, name) => ({ 'Fn::If': [name, other, '8'] }), '8.1');
    folder.write('cache.yaml', PARAMETRIZED);
    const stacks = { Nested: { TemplateURL: 'cache.yaml', Parameters: { Version: version } } };

    expect(listFindings(writeParent('parent.json', stacks, { Conditions, Parameters }))).toEqual([UNKNOWN]);

    const Nested = { Type: 'AWS::CloudFormation::Stack', Condition: 'Never', Properties: stacks.Nested };
    const Never = { 'Fn::Equals': ['a', 'b'] };
    folder.write('parent.json', { Conditions: { ...Conditions, Never }, Parameters, Resources: { Nested } });
    expect(listFindings('parent.json')).toEqual([]);
  });

  test('are those of each stack that a loop creates', () => {
    folder.write('cache.yaml', PARAMETRIZED);
    folder.write(
      'parent.yaml',
      `Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Stacks:
    - Name
    - ["8", "8.1"]
    - Nested&{Name}:
        Type: AWS::CloudFormation::Stack
        Properties:
          TemplateURL: cache.yaml
          Parameters: {Version: !Ref Name}
`,
    );

    expect(listFindings('parent.yaml')).toEqual([
      "cache.yaml:13 error Parameter 'Version' has this value in nested stack 'Nested81' of parent.yaml.",
    ]);
  });
});

test('findings in nested templates can be accepted', () => {
  folder.write('cache.yaml', YAML_WITH_ERROR);
  writeParent('parent.json', { Nested: { TemplateURL: 'cache.yaml' } });

  expect(folder.run('parent.json', '--ignore', 'ServerlessCache.VersionInvalid=known')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^cache\.yaml:8:7: warning: /),
  });
});

test('values of parameters that only nested templates declare are errors', () => {
  folder.write('cache.yaml', PARAMETRIZED);
  folder.write('parameters.yaml', 'Version: "8"\nVersions: "8"\n');
  writeParent('parent.json', { Nested: { TemplateURL: 'cache.yaml' } });

  expect(folder.run('--parameters', 'parameters.yaml', 'parent.json')).toMatchObject({
    code: 2,
    stderr: [
      "parameters.yaml: No template declares the parameter 'Versions'. Correct or remove the names.",
      "parameters.yaml: Only nested templates declare the parameter 'Version'. Specify the values in the parent template.",
      '',
    ].join('\n'),
  });
});
