import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { VALID_YAML } from './valid-template';
import { main } from '../../../src/validation/cli';
import { ElastiCacheRules } from 'cdk-elasticache';

const TEMPLATE_WITH_ERROR = {
  Resources: {
    Cache: {
      Type: 'AWS::ElastiCache::ServerlessCache',
      Properties: {
        ServerlessCacheName: 'cache',
        Engine: 'valkey',
        MajorEngineVersion: '8.1',
        SubnetIds: ['subnet-1', 'subnet-2'],
      },
    },
  },
};
const TEMPLATE_WITH_WARNING = {
  Resources: {
    Cache: {
      Type: 'AWS::ElastiCache::ServerlessCache',
      Properties: { ServerlessCacheName: 'cache', Engine: 'valkey', SubnetIds: ['subnet-1', 'subnet-2'] },
    },
  },
};

/** Returns the message of the only finding in a template. */
const getMessage = (template: object) => ElastiCacheRules.checkTemplate(template)[0].message;

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'check-'));
});
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

/** Writes a template to a file, and returns its path. */
function writeFile(name: string, content: object | string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** Runs the command. Paths in the output are relative to the test folder. */
function run(...args: string[]) {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const code = main(args, { write: (text) => stdout.push(text) }, { write: (text) => stderr.push(text) });
  const formatOutput = (texts: string[]) => texts.join('').split(`${folder}/`).join('');
  return { code, stdout: formatOutput(stdout), stderr: formatOutput(stderr) };
}

test('exits with 0 if there are no findings', () => {
  expect(run(writeFile('good.yaml', VALID_YAML))).toEqual({
    code: 0,
    stdout: '1 template with 1 ElastiCache resource, 0 errors, 0 warnings\n',
    stderr: '',
  });
  expect(run(writeFile('none.json', { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } })).stdout).toBe(
    '1 template with 0 ElastiCache resources, 0 errors, 0 warnings\n',
  );
});

test('exits with 1 and reports the findings if there are errors', () => {
  const files = [
    writeFile('bad.json', TEMPLATE_WITH_ERROR),
    writeFile('better.json', TEMPLATE_WITH_WARNING),
    writeFile('best.yaml', VALID_YAML),
  ];

  expect(run(...files)).toEqual({
    code: 1,
    stdout: [
      'bad.json',
      `  error Cache: ${getMessage(TEMPLATE_WITH_ERROR)}`,
      '      cdk-elasticache::ServerlessCache.VersionInvalid, https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html',
      '',
      'better.json',
      `  warning Cache: ${getMessage(TEMPLATE_WITH_WARNING)}`,
      '      cdk-elasticache::ServerlessCache.VersionNotPinned, https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html',
      '',
      '3 templates with 3 ElastiCache resources, 1 error, 1 warning',
      '',
    ].join('\n'),
    stderr: '',
  });
});

test('exits with 0 if there are only warnings', () => {
  expect(run(writeFile('warned.json', TEMPLATE_WITH_WARNING)).code).toBe(0);
});

test('prints the findings as JSON', () => {
  const { code, stdout } = run('--json', writeFile('bad.json', TEMPLATE_WITH_ERROR));

  expect([code, JSON.parse(stdout)]).toEqual([
    1,
    [
      expect.objectContaining({
        file: expect.stringContaining('bad.json'),
        ruleId: 'ServerlessCache.VersionInvalid',
        severity: 'error',
        isAcknowledgeable: true,
        logicalId: 'Cache',
        propertyPath: 'MajorEngineVersion',
        documentationUrl: expect.stringMatching(/^https:\/\/docs\.aws\.amazon\.com\//),
      }),
    ],
  ]);
});

test('checks the templates of a folder and its subfolders', () => {
  const out = fs.mkdtempSync(path.join(folder, 'cdk.out-'));
  fs.mkdirSync(path.join(out, 'assembly-Stage'));
  for (const [name, content] of [
    ['A.template.json', TEMPLATE_WITH_ERROR],
    ['assembly-Stage/B.template.json', TEMPLATE_WITH_WARNING],
    ['manifest.json', { version: '1' }],
  ] as const) {
    fs.writeFileSync(path.join(out, name), JSON.stringify(content));
  }

  expect(run(out)).toEqual({
    code: 1,
    stdout: expect.stringMatching(
      /A\.template\.json\n[^]*B\.template\.json\n[^]*2 templates with 2 ElastiCache resources, 1 error, 1 warning\n$/,
    ),
    stderr: '',
  });
});

test('exits with 2 if a file cannot be read, and checks the other files', () => {
  const empty = fs.mkdtempSync(path.join(folder, 'empty-'));
  const unreadable = [
    writeFile('broken.json', '{'),
    writeFile('broken.yaml', 'a: ['),
    writeFile('blank.yaml', ''),
    writeFile('text.txt', 'hello'),
    writeFile('null.yaml', 'Resources:\n'),
    empty,
    path.join(folder, 'missing'),
    `${folder}\0`,
  ];

  const { code, stdout, stderr } = run(...unreadable, writeFile('bad.json', TEMPLATE_WITH_ERROR));

  expect([code, stdout]).toEqual([
    2,
    expect.stringMatching(/^bad\.json\n[^]*1 template with 1 ElastiCache resource, 1 error, 0 warnings\n$/),
  ]);
  // The errors of the parsers can have several lines.
  const messages = stderr.replace(/(broken\.\w+: )[^]*?(?=\n\w+\.\w+: )/g, '$1…').split('\n');
  expect(messages).toEqual([
    `${path.basename(empty)}: The folder contains no templates (*.template.json, *.template.yaml, *.template.yml). Specify the paths of the files instead.`,
    'missing: The file does not exist. Check the path.',
    expect.stringMatching(/null bytes/),
    'broken.json: …',
    'broken.yaml: …',
    'blank.yaml: The file has no Resources section. Specify a CloudFormation template in JSON or YAML.',
    'text.txt: The file has no Resources section. Specify a CloudFormation template in JSON or YAML.',
    'null.yaml: The file has no Resources section. Specify a CloudFormation template in JSON or YAML.',
    '',
  ]);
});

test('prints help', () => {
  const { stdout: help } = run('--help');

  expect(run('--help')).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^Usage: cdk-elasticache-check \[--json\] <template or folder>…\n/),
    stderr: '',
  });
  expect(run('-h')).toEqual(run('--help'));
  expect(run()).toEqual({ code: 2, stdout: '', stderr: help });
  expect(run('--fast', '-x', 'x')).toEqual({ code: 2, stdout: '', stderr: `Unknown option: --fast, -x\n\n${help}` });
});

test('the executable runs the command', () => {
  const { argv, exitCode } = process;
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  process.argv = ['node', 'cdk-elasticache-check', writeFile('bad.json', TEMPLATE_WITH_ERROR)];
  try {
    jest.isolateModules(() => {
      jest.requireActual('../../../src/validation/bin');
    });

    expect(process.exitCode).toBe(1);
    expect(write).toHaveBeenCalledWith(
      expect.stringContaining('1 template with 1 ElastiCache resource, 1 error, 0 warnings'),
    );
  } finally {
    Object.assign(process, { argv, exitCode });
    write.mockRestore();
  }
});

test('the compiled executable runs the command', () => {
  const command = path.join(__dirname, '..', '..', '..', 'lib', 'validation', 'bin.js');
  const file = writeFile('bad.json', TEMPLATE_WITH_ERROR);

  const { status, stdout } = spawnSync(process.execPath, [command, file], { encoding: 'utf8' });

  expect([status, stdout]).toEqual([
    1,
    expect.stringContaining('1 template with 1 ElastiCache resource, 1 error, 0 warnings'),
  ]);
});
