import { CommandFolder } from './command-folder';

const folder = new CommandFolder();

/** A template with a loop that creates users without an engine. */
const createTemplate = (collection: string) => `Parameters: {Names: {Type: CommaDelimitedList}}
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Users:
    - Name
    - ${collection}
    - User\${Name}:
        Type: AWS::ElastiCache::User
        Metadata:
          cdk-elasticache:
            acknowledge: {User.NameMissing: Our tool adds the name}
        DeletionPolicy: Snapshot
        Properties:
          UserId: !Ref Name
          Engine: bogus
`;

/** Checks a template, and returns the findings of a rule. */
function check(text: string, ruleId: string) {
  const { stdout } = folder.run('--json', folder.write('template.yaml', text));
  return JSON.parse(stdout).filter((finding: any) => finding.ruleId.startsWith(`cdk-elasticache::${ruleId}`));
}

test.each([
  ['a property', 'User.EngineInvalid', '15:11'],
  ['a resource attribute', 'User.DeletionPolicyUnsupported', '12:9'],
  ['a missing property', 'User.NameMissing', '13:9'],
])('locates %s of the resources that a loop creates', (_, ruleId, position) => {
  const findings = check(createTemplate('[A, B]'), ruleId);

  expect(findings.map(({ logicalId, line, column }: any) => [logicalId, `${line}:${column}`])).toEqual([
    ['UserA', position],
    ['UserB', position],
  ]);
});

test('reads the acknowledgments of the resources that a loop creates', () => {
  const findings = check(createTemplate('[A, B]'), 'User.NameMissing');

  expect(findings.map(({ severity, message }: any) => [severity, message])).toEqual(
    Array(2).fill(['warning', expect.stringMatching(/ \(acknowledged: Our tool adds the name\)$/)]),
  );
});

test('reports errors in the acknowledgments of the resources that a loop creates', () => {
  const text = createTemplate('[A]').replace('Our tool adds the name', '""');

  expect(check(text, 'AcknowledgementInvalid')).toEqual([
    expect.objectContaining({ logicalId: 'UserA', line: 11, column: 13 }),
  ]);
});

test('counts the resources that a loop creates', () => {
  expect(folder.run(folder.write('template.yaml', createTemplate('[A, B]'))).stdout).toMatch(
    /^1 template with 2 ElastiCache resources, /m,
  );
});

test('names the loops that are not checked', () => {
  expect(folder.run(folder.write('template.yaml', createTemplate('!Ref Names'))).stdout).toBe(
    [
      '1 template with 0 ElastiCache resources, 0 errors, 0 warnings',
      'template.yaml: Fn::ForEach::Users not checked, because CloudFormation expands them during deployment',
      '',
    ].join('\n'),
  );
});
