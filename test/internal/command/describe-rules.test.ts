import { CommandFolder } from './command-folder';
import { VALIDATED_TYPES } from '../../../src/validation/rule-sets';

const folder = new CommandFolder();

test('lists all rules with their severities and requirements', () => {
  const { code, stdout, stderr } = folder.run('--list-rules');
  const ids = stdout
    .trimEnd()
    .split('\n')
    .map((line) => /^(?:error|warning) +(\w+\.\w+) +\S/.exec(line)![1]);

  expect([code, stderr]).toEqual([0, '']);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids.length).toBeGreaterThan(300);
  expect(new Set(ids.map((id) => id.split('.')[0])).size).toBeGreaterThanOrEqual(VALIDATED_TYPES.length - 2);
  expect(stdout).toMatch(/^error +ServerlessCache\.NameMissing +ServerlessCacheName must be specified$/m);
});

test.each([
  [['AWS::ElastiCache::SubnetGroup'], /^SubnetGroup\./],
  [['subnetGroup.'], /^SubnetGroup\./],
  [['cdk-elasticache::User.NameMissing'], /^User\.NameMissing$/],
  [['AWS::ElastiCache::User', 'password'], /^User\..*password/i],
])('lists the rules for %j', (filters, pattern) => {
  const listIds = (...texts: string[]) =>
    folder
      .run('--list-rules', ...texts)
      .stdout.trimEnd()
      .split('\n');
  const requirements = (lines: string[]) => lines.map((line) => line.replace(/^\w+ +(\S+) +/, '$1 '));

  const selected = listIds(...filters);

  expect(selected).not.toEqual([]);
  expect(requirements(selected)).toEqual(
    requirements(listIds()).filter((line) => pattern.test(filters.length > 1 ? line : line.split(' ')[0])),
  );
});

test('exits with 2 if no rule contains the text', () => {
  expect(folder.run('--list-rules', 'user', 'no such text')).toEqual({
    code: 2,
    stdout: '',
    stderr: `No rule contains "user" and "no such text". Run --list-rules to print all rules.
Run 'cdk-elasticache-check --help' to print all options.
`,
  });
});

test('explains filters of rules in the help', () => {
  expect(folder.run('--help').stdout).toContain('cdk-elasticache-check --list-rules [<type or text>…]');
});

test.each(['ServerlessCache.NameMissing', 'cdk-elasticache::ServerlessCache.NameMissing'])('explains %s', (ruleId) => {
  expect(folder.run('--explain', ruleId)).toEqual({
    code: 0,
    stdout: `cdk-elasticache::ServerlessCache.NameMissing (error)

Requirement: ServerlessCacheName must be specified
Property: ServerlessCacheName
AWS page: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html
Example: https://github.com/cdk-elasticache/cdk-elasticache/blob/main/docs/rules.md#ServerlessCache.NameMissing

To acknowledge this rule, use --ignore "ServerlessCache.NameMissing=<reason>".
`,
    stderr: '',
  });
});

test('explains rules that cannot be ignored, and those for new resources', () => {
  expect(folder.run('--explain', 'User.PropertyTypeInvalid').stdout).toMatch(
    /^cdk-elasticache::User\.PropertyTypeInvalid \(error\)\n\nRequirement: .*\nAWS page: [^]*\nThis rule cannot be acknowledged, because the schema of the resource type requires another type\.\n$/,
  );
  expect(folder.run('--explain', 'ReplicationGroup.NodeTypeDiscontinued').stdout).toMatch(
    / For stacks that are already deployed, use --existing\.\n$/,
  );
});

test.each([
  ['Template.SyntaxRestricted', 'warning', 'it applies to a file, and not to a resource'],
  ['AcknowledgementInvalid', 'error', 'it applies to the acknowledgments themselves'],
])('explains %s, which only the command reports', (ruleId, severity, reason) => {
  const { code, stdout } = folder.run('--explain', ruleId);

  expect(code).toBe(0);
  expect(stdout).toContain(`cdk-elasticache::${ruleId} (${severity})\n\nRequirement: `);
  expect(stdout).toMatch(/\nPage: \S+\/docs\/checking-templates\.md\S*\n\n/);
  expect(stdout).toContain(`This rule cannot be acknowledged, because ${reason}.`);
});

test.each([
  ['ServerlessCache.NamesMissing', "Use 'cdk-elasticache::ServerlessCache.NameMissing'."],
  ['Nothing', 'Run --list-rules to print all rules.'],
])('exits with 2 for the unknown rule %s', (ruleId, fix) => {
  expect(folder.run('--explain', ruleId)).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining(`'${ruleId}' is not a rule for templates. ${fix}\n`),
  });
});
