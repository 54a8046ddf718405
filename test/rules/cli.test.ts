import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { main, readTemplate } from '../../src/rules/cli';

const YAML = `
Conditions:
  Large: !Equals [!Ref Size, large]
Resources:
  Cache:
    Type: AWS::ElastiCache::ServerlessCache
    Properties:
      ServerlessCacheName: !Sub "\${AWS::StackName}-cache"
      Engine: valkey
      MajorEngineVersion: "8"
      SubnetIds: !Split [",", !ImportValue subnets]
      SecurityGroupIds: [!GetAtt Group.GroupId, !If [Large, !Ref Other, !Ref "AWS::NoValue"]]
      KmsKeyId: !Sub
        - "\${Key}"
        - Key: !FindInMap [Keys, !Ref "AWS::Region", Id]
`;
const ERROR = { Resources: { Cache: { Type: 'AWS::ElastiCache::ServerlessCache', Properties: { ServerlessCacheName: 'cache', Engine: 'valkey', MajorEngineVersion: '8.1', SubnetIds: ['a', 'b'] } } } };
const WARNING = { Resources: { Cache: { Type: 'AWS::ElastiCache::ServerlessCache', Properties: { ServerlessCacheName: 'cache', Engine: 'valkey', SubnetIds: ['a', 'b'] } } } };

let folder: string;
beforeAll(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'check-')); });
afterAll(() => { fs.rmSync(folder, { recursive: true }); });

/** A file with a template. */
function file(name: string, content: object | string): string {
  const target = path.join(folder, name);
  fs.writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content));
  return target;
}

function run(...args: string[]) {
  let said = '';
  const code = main(args, (text) => { said += text; });
  return { code, said: said.split(`${folder}/`).join('') };
}

test('reads YAML with the tags of CloudFormation', () => {
  const template = readTemplate(YAML);

  expect(template.Conditions.Large).toEqual({ 'Fn::Equals': [{ Ref: 'Size' }, 'large'] });
  expect(template.Resources.Cache.Properties).toEqual({
    ServerlessCacheName: { 'Fn::Sub': '${AWS::StackName}-cache' },
    Engine: 'valkey',
    MajorEngineVersion: '8',
    SubnetIds: { 'Fn::Split': [',', { 'Fn::ImportValue': 'subnets' }] },
    SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }, { 'Fn::If': ['Large', { Ref: 'Other' }, { Ref: 'AWS::NoValue' }] }],
    KmsKeyId: { 'Fn::Sub': ['${Key}', { Key: { 'Fn::FindInMap': ['Keys', { Ref: 'AWS::Region' }, 'Id'] } }] },
  });
  expect(readTemplate('A: !Transform { Name: Include }\nB: !GetAtt [X, Y.Z]')).toEqual({ A: { 'Fn::Transform': { Name: 'Include' } }, B: { 'Fn::GetAtt': ['X', 'Y.Z'] } });
});

test('ends with 0 when all is well', () => {
  expect(run(file('good.yaml', YAML))).toEqual({ code: 0, said: '1 template, 0 errors, 0 warnings\n' });
});

test('ends with 1 and tells what is wrong', () => {
  expect(run(file('bad.json', ERROR), file('better.json', WARNING), file('best.yaml', YAML))).toEqual({
    code: 1,
    said: [
      'bad.json',
      "  error Cache: 'MajorEngineVersion' must be the major version alone, got \"8.1\"; ElastiCache chooses the minor version itself",
      '      ServerlessCache.VersionKnown, https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html',
      '',
      'better.json',
      "  warning Cache: 'MajorEngineVersion' should be given, got nothing; AWS takes the newest version at creation, does not move to a later one by itself, "
        + 'and adding the version later is an update that can fail',
      '      ServerlessCache.VersionPinned, https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html',
      '',
      '3 templates, 1 error, 1 warning',
      '',
    ].join('\n'),
  });
});

test('ends with 0 when there are warnings only', () => {
  expect(run(file('warned.json', WARNING)).code).toBe(0);
});

test('gives the findings as JSON', () => {
  const { code, said } = run('--json', file('bad.json', ERROR));

  expect([code, JSON.parse(said)]).toEqual([1, [expect.objectContaining({ file: expect.stringContaining('bad.json'), ruleId: 'ServerlessCache.VersionKnown', severity: 'error', logicalId: 'Cache' })]]);
});

test.each([['broken.json', '{'], ['broken.yaml', 'a: [']])('ends with 2 when %s cannot be read', (name, content) => {
  expect(run(file(name, content))).toEqual({ code: 2, said: expect.stringMatching(new RegExp(`^${name}: cannot be read: `)) });
  expect(run(path.join(folder, 'missing'))).toEqual({ code: 2, said: expect.stringMatching(/^missing: cannot be read: ENOENT/) });
});

test('helps', () => {
  expect(run('--help')).toEqual({ code: 0, said: expect.stringMatching(/^cdk-elasticache-check <template>…\n/) });
  expect(run()).toEqual({ code: 2, said: run('--help').said });
  expect(run('--fast', 'x')).toEqual({ code: 2, said: `There is no option --fast\n\n${run('--help').said}` });
});

test('the command runs it', () => {
  const { argv, exitCode } = process;
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  process.argv = ['node', 'cdk-elasticache-check', file('bad.json', ERROR)];
  try {
    jest.isolateModules(() => { jest.requireActual('../../src/rules/bin'); });

    expect(process.exitCode).toBe(1);
    expect(write).toHaveBeenCalledWith(expect.stringContaining('1 template, 1 error, 0 warnings'));
  } finally {
    Object.assign(process, { argv, exitCode });
    write.mockRestore();
  }
});

test('the installed command does the same', () => {
  const command = path.join(__dirname, '..', '..', 'lib', 'rules', 'bin.js');
  const { status, stdout } = spawnSync(process.execPath, [command, file('bad.json', ERROR)], { encoding: 'utf8' });

  expect([status, stdout]).toEqual([1, expect.stringContaining('1 template, 1 error, 0 warnings')]);
});
