import { createFinding, EMPTY_REPORT, REPORT } from './sample-report';
import { formatCodeFrame } from '../../../../src/command/formats/code-frame';
import { formatText } from '../../../../src/command/formats/text';
import type { CheckReport, TemplateResult } from '../../../../src/command/report';
import { CommandFolder, YAML_WITH_ERROR } from '../command-folder';

const [BOLD, RED, RESET] = ['\u001b[1m', '\u001b[31m', '\u001b[0m'];
const PIPE = { isTerminal: false, hasColors: false };
const [RESULT] = REPORT.results;

const createReport = (result: Partial<TemplateResult>): CheckReport => ({
  results: [{ ...RESULT, findings: [], ...result }],
  inputErrors: [],
});

test('prints findings and what was not checked', () => {
  expect(formatText(REPORT, PIPE).split('\n')).toEqual([
    'stacks/users.yaml:3:5: error: Admin: The user has no name.',
    '    cdk-elasticache::User.NameMissing, https://docs.aws.amazon.com/user',
    '',
    'odd, 1: 2%.yaml:1:1: warning: CloudFormation does not support YAML aliases.',
    '    cdk-elasticache::Template.SyntaxRestricted, https://docs.aws.amazon.com/user',
    '',
    expect.stringMatching(/^odd, 1: 2%\.yaml:7:1: warning: Admin: 100 % of .*\\u000d\\n& more \\u0007/),
    '    cdk-elasticache::User.Odd, https://docs.aws.amazon.com/user',
    '',
    '3 templates with 3 ElastiCache resources, 1 error, 2 warnings',
    '3 of 12 properties depend on deployment-time values and were not checked',
    'valid.json: not all combinations of conditions were checked for A, B',
    'valid.json: C, Fn::ForEach::D not checked, because CloudFormation expands them during deployment',
    '',
  ]);
});

test('prints a summary without templates', () => {
  expect(formatText(EMPTY_REPORT, PIPE)).toBe('0 templates with 0 ElastiCache resources, 0 errors, 0 warnings\n');
});

test.each([
  [1, 1, '1 of 1 property depends on deployment-time values and was not checked'],
  [1, 2, '1 of 2 properties depends on deployment-time values and was not checked'],
  [31, 214, '31 of 214 properties depend on deployment-time values and were not checked'],
])('counts %i of %i properties', (unresolvedPropertyCount, propertyCount, line) => {
  const report = createReport({ unresolvedPropertyCount, propertyCount });

  expect(formatText(report, PIPE).split('\n')[1]).toBe(line);
});

describe('terminals', () => {
  const folder = new CommandFolder();
  const file = folder.write('bad.yaml', YAML_WITH_ERROR);
  const summary = '1 template with 1 ElastiCache resource, 1 error, 0 warnings';

  test('print the lines of a finding in color', () => {
    const { stdout } = folder.runWith({ isTTY: true }, file);

    expect(stdout.split('\n')).toEqual([
      expect.stringContaining(`${BOLD}bad.yaml:8:7${RESET}: ${RED}error${RESET}: Cache: 'MajorEngineVersion' must be`),
      '',
      '       6 |       Engine: valkey',
      '       7 |       SubnetIds: [subnet-1, subnet-2]',
      '    >  8 |       MajorEngineVersion: "8.1"',
      '         |       ^',
      '       9 |       SecurityGroupIds: [sg-1]',
      '      10 |',
      '',
      expect.stringMatching(/^\u001b\[2m {4}cdk-elasticache::ServerlessCache\.VersionInvalid, .*\u001b\[0m$/),
      '',
      summary,
      '',
    ]);
  });

  test('print no colors with NO_COLOR', () => {
    const { stdout } = folder.runWith({ isTTY: true, variables: { NO_COLOR: '1' } }, file);

    expect(stdout).toMatch(/^bad\.yaml:8:7: error: Cache: [^\u001b]*\n {4}> {2}8 \|[^\u001b]*$/);
    expect(folder.runWith({ isTTY: true, variables: { NO_COLOR: '' } }, file).stdout).toContain(RED);
  });

  test('print nothing but the summary without findings', () => {
    expect(formatText(createReport({}), { isTerminal: true, hasColors: true })).toMatch(/^1 template with /);
  });
});

describe('code frames', () => {
  const LINES = ['one', '\ttwo', 'three\u001b[31m', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'];

  test('contain two lines before and after the position', () => {
    expect(formatCodeFrame(LINES, { line: 9, column: 3 })).toEqual([
      '   7 | seven',
      '   8 | eight',
      '>  9 | nine',
      '     |   ^',
      '  10 | ten',
      '  11 | eleven',
    ]);
  });

  test('contain no control characters', () => {
    expect(formatCodeFrame(LINES, { line: 2, column: 2 })).toEqual([
      '  1 | one',
      '> 2 |  two',
      '    |  ^',
      '  3 | three[31m',
      '  4 | four',
    ]);
  });

  test('omit long lines', () => {
    expect(formatCodeFrame(['x'.repeat(160)], { line: 1, column: 1 })).toHaveLength(2);
    expect(formatCodeFrame(['x'.repeat(161)], { line: 1, column: 1 })).toEqual([]);
    expect(formatCodeFrame([], createFinding())).toEqual([]);
  });
});
