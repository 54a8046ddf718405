import { EventEmitter } from 'events';
import type * as fs from 'fs';
import * as path from 'path';
import { parse } from 'yaml';
import { CommandFolder, VALID_TEMPLATE, YAML_WITH_ERROR, YAML_WITH_WARNING } from './command-folder';
import { ignoreClosedPipe } from '../../../src/command/terminal';
import { ElastiCacheRules } from 'cdk-elasticache';

const folder = new CommandFolder();

/** Returns the message of the only finding in a template. */
const getMessage = (text: string) => ElastiCacheRules.checkTemplate(parse(text))[0].message;

const SUMMARY_WITH_ERROR = '1 template with 1 ElastiCache resource, 1 error, 0 warnings';

test('exits with 0 if there are no findings', () => {
  expect(folder.run(folder.write('good.yaml', VALID_TEMPLATE))).toEqual({
    code: 0,
    stdout: '1 template with 1 ElastiCache resource, 0 errors, 0 warnings\n',
    stderr: '',
  });
  expect(folder.run(folder.write('none.json', { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } })).stdout).toBe(
    '1 template with 0 ElastiCache resources, 0 errors, 0 warnings\n',
  );
});

test('exits with 1 and reports the findings with their positions if there are errors', () => {
  const files = [
    folder.write('bad.yaml', YAML_WITH_ERROR),
    folder.write('better.yaml', YAML_WITH_WARNING),
    folder.write('best.yaml', VALID_TEMPLATE),
  ];

  expect(folder.run(...files)).toEqual({
    code: 1,
    stdout: [
      `bad.yaml:8:7: error: Cache: ${getMessage(YAML_WITH_ERROR)}`,
      '    cdk-elasticache::ServerlessCache.VersionInvalid, https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html',
      '',
      `better.yaml:4:5: warning: Cache: ${getMessage(YAML_WITH_WARNING)}`,
      '    cdk-elasticache::ServerlessCache.VersionNotPinned, https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html',
      '',
      '3 templates with 3 ElastiCache resources, 1 error, 1 warning',
      '',
    ].join('\n'),
    stderr: '',
  });
});

test('exits with 0 if there are only warnings', () => {
  expect(folder.run(folder.write('warned.yaml', YAML_WITH_WARNING)).code).toBe(0);
});

test('prints help', () => {
  const { stdout: help } = folder.run('--help');

  expect(folder.run('--help')).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^Usage: cdk-elasticache-check \[options\] <path>…\n/),
    stderr: '',
  });
  expect(help).toContain('\n  -h, --help              Print this help.\n');
  expect(help).toContain(
    '\n  --format <format>       Print the findings as text (default), json, sarif, junit, or github.\n',
  );
  expect(folder.run('-h')).toEqual(folder.run('--help'));
  expect(folder.run()).toEqual({ code: 2, stdout: '', stderr: help });
});

test('prints the version', () => {
  expect(folder.run('--version')).toEqual({ code: 0, stdout: '0.0.0\n', stderr: '' });
});

test.each([
  [['--formats', 'json', 'x'], 'Unknown option: --formats. Use --format.'],
  [['-x', 'x'], 'Unknown option: -x.'],
  [['--json=yes', 'x'], '--json must not have a value, but got "yes". Remove the value.'],
  [['x', '--config'], '--config has no value. Use --config <file>.'],
  [['x', '--ignore='], '--ignore has no value. Use --ignore <rule=reason>.'],
  [['--region eu-west-1', 'x'], 'Unknown option: --region eu-west-1. Use two arguments: --region and eu-west-1.'],
  [
    ['--region', 'eu-west-9/foo', 'x'],
    '--region must be the name of a Region, but got "eu-west-9/foo". Use a name such as eu-west-1.',
  ],
  [['--account', '12', 'x'], '--account must be an account id of 12 digits, but got "12". Correct the id.'],
  [['--existing'], 'The path is missing. Specify templates, folders, patterns, or - for the standard input.'],
  [['x', ''], 'A path is empty. Specify templates, folders, patterns, or - for the standard input.'],
  [['--format', 'texts', 'x'], 'Unknown format: texts. Use text.'],
  [['--format', 'html', 'x'], 'Unknown format: html. Use text, json, sarif, junit, github.'],
])('exits with 2 for the arguments %j', (args, error) => {
  expect(folder.run(...args)).toEqual({
    code: 2,
    stdout: '',
    stderr: `${error}\nRun 'cdk-elasticache-check --help' to print all options.\n`,
  });
});

test('lists all errors in the options', () => {
  expect(folder.run('--fast', '--existing=1').stderr.split('\n')).toEqual([
    'Unknown option: --fast.',
    '--existing must not have a value, but got "1". Remove the value.',
    expect.any(String),
    '',
  ]);
});

test('does not hide errors of the environment', () => {
  const environment = {
    stdout: { write: jest.fn() },
    stderr: { write: jest.fn() },
    variables: {},
    get workingFolder(): string {
      throw new Error('The folder was removed.');
    },
    readInput: () => '',
  };

  const { main } = jest.requireActual<typeof import('../../../src/command/main')>('../../../src/command/main');

  expect(() => main(['x.yaml'], environment)).toThrow('The folder was removed.');
});

test.each(['a file', 'the standard input'])('the executable checks %s', (input) => {
  const file = path.join(folder.path, folder.write('bad.yaml', YAML_WITH_ERROR));
  const { argv, exitCode } = process;
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const on = jest.spyOn(process.stdout, 'on');
  process.argv = ['node', 'cdk-elasticache-check', input === 'a file' ? file : '-'];
  try {
    jest.isolateModules(() => {
      const actual = jest.requireActual<typeof fs>('fs');
      const readFileSync = (source: any, options: any) => actual.readFileSync(source === 0 ? file : source, options);
      jest.doMock('fs', () => ({ ...actual, readFileSync }));
      jest.requireActual('../../../src/command/bin');
    });

    expect(process.exitCode).toBe(1);
    expect(write).toHaveBeenCalledWith(expect.stringContaining(SUMMARY_WITH_ERROR));
    expect(on).toHaveBeenCalledWith('error', expect.any(Function));
  } finally {
    Object.assign(process, { argv, exitCode });
    jest.dontMock('fs');
    write.mockRestore();
    on.mockRestore();
  }
});

test('ends silently if the reader of the output has ended', () => {
  const stream = new EventEmitter();
  ignoreClosedPipe(stream as any);

  expect(() => stream.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).not.toThrow();
  expect(() => stream.emit('error', Object.assign(new Error('disk full'), { code: 'ENOSPC' }))).toThrow('disk full');
});
