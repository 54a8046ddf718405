import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { main, readTemplate } from '../../src/validation/cli';

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
const ERROR = {
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
const WARNING = {
  Resources: {
    Cache: {
      Type: 'AWS::ElastiCache::ServerlessCache',
      Properties: { ServerlessCacheName: 'cache', Engine: 'valkey', SubnetIds: ['subnet-1', 'subnet-2'] },
    },
  },
};

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'check-'));
});
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

/** A file with a template. */
function file(name: string, content: object | string): string {
  const target = path.join(folder, name);
  fs.writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content));
  return target;
}

function run(...args: string[]) {
  let said = '';
  let warned = '';
  const code = main(
    args,
    {
      write: (text) => {
        said += text;
      },
    },
    {
      write: (text) => {
        warned += text;
      },
    },
  );
  return { code, said: said.split(`${folder}/`).join(''), warned: warned.split(`${folder}/`).join('') };
}

test('reads YAML with the tags of CloudFormation', () => {
  const template = readTemplate(YAML);

  expect(template.Conditions.Large).toEqual({ 'Fn::Equals': [{ Ref: 'Size' }, 'large'] });
  expect(template.Resources.Cache.Properties).toEqual({
    ServerlessCacheName: { 'Fn::Sub': '${AWS::StackName}-cache' },
    Engine: 'valkey',
    MajorEngineVersion: '8',
    SubnetIds: { 'Fn::Split': [',', { 'Fn::ImportValue': 'subnets' }] },
    SecurityGroupIds: [
      { 'Fn::GetAtt': ['Group', 'GroupId'] },
      { 'Fn::If': ['Large', { Ref: 'Other' }, { Ref: 'AWS::NoValue' }] },
    ],
    KmsKeyId: { 'Fn::Sub': ['${Key}', { Key: { 'Fn::FindInMap': ['Keys', { Ref: 'AWS::Region' }, 'Id'] } }] },
  });
  expect(readTemplate('A: !Transform { Name: Include }\nB: !GetAtt [X, Y.Z]')).toEqual({
    A: { 'Fn::Transform': { Name: 'Include' } },
    B: { 'Fn::GetAtt': ['X', 'Y.Z'] },
  });
});

test('ends with 0 when all is well', () => {
  expect(run(file('good.yaml', YAML))).toEqual({
    code: 0,
    said: '1 template with 1 resource of ElastiCache, 0 errors, 0 warnings\n',
    warned: '',
  });
  expect(run(file('none.json', { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } })).said).toBe(
    '1 template with 0 resources of ElastiCache, 0 errors, 0 warnings\n',
  );
});

test('ends with 1 and tells what is wrong', () => {
  expect(run(file('bad.json', ERROR), file('better.json', WARNING), file('best.yaml', YAML))).toEqual({
    code: 1,
    said: [
      'bad.json',
      '  error Cache: \'MajorEngineVersion\' must be the major version alone, got "8.1"; ElastiCache chooses the minor version itself',
      '      ServerlessCache.VersionKnown, https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html',
      '',
      'better.json',
      "  warning Cache: 'MajorEngineVersion' should be given, got nothing; AWS takes the newest version at creation, does not move to a later one by itself, " +
        'and adding the version later is an update that can fail',
      '      ServerlessCache.VersionPinned, https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html',
      '',
      '3 templates with 3 resources of ElastiCache, 1 error, 1 warning',
      '',
    ].join('\n'),
    warned: '',
  });
});

test('ends with 0 when there are warnings only', () => {
  expect(run(file('warned.json', WARNING)).code).toBe(0);
});

test('gives the findings as JSON', () => {
  const { code, said } = run('--json', file('bad.json', ERROR));

  expect([code, JSON.parse(said)]).toEqual([
    1,
    [
      expect.objectContaining({
        file: expect.stringContaining('bad.json'),
        ruleId: 'ServerlessCache.VersionKnown',
        severity: 'error',
        logicalId: 'Cache',
      }),
    ],
  ]);
});

test('a folder stands for the templates in it and below', () => {
  const out = fs.mkdtempSync(path.join(folder, 'cdk.out-'));
  fs.mkdirSync(path.join(out, 'assembly-Stage'));
  for (const [name, content] of [
    ['A.template.json', ERROR],
    ['assembly-Stage/B.template.json', WARNING],
    ['manifest.json', { version: '1' }],
  ] as const) {
    fs.writeFileSync(path.join(out, name), JSON.stringify(content));
  }

  expect(run(out)).toEqual({
    code: 1,
    said: expect.stringMatching(
      /A\.template\.json\n[^]*B\.template\.json\n[^]*2 templates with 2 resources of ElastiCache, 1 error, 1 warning\n$/,
    ),
    warned: '',
  });
});

test('fails with what cannot be read, and tells of the others all the same', () => {
  const empty = fs.mkdtempSync(path.join(folder, 'empty-'));
  const unreadable = [
    file('broken.json', '{'),
    file('broken.yaml', 'a: ['),
    file('blank.yaml', ''),
    file('text.txt', 'hello'),
    file('null.yaml', 'Resources:\n'),
    empty,
    path.join(folder, 'missing'),
    `${folder}\0`,
  ];

  const { code, said, warned } = run(...unreadable, file('bad.json', ERROR));
  expect([code, said]).toEqual([
    2,
    expect.stringMatching(/^bad\.json\n[^]*1 template with 1 resource of ElastiCache, 1 error, 0 warnings\n$/),
  ]);
  expect(
    warned
      .split('\n')
      .filter((line) => / cannot be read: /.test(line))
      .map((line) => line.replace(/(broken.*: cannot be read: ).*/, '$1…')),
  ).toEqual([
    `${path.basename(empty)}: cannot be read: holds no templates (*.template.json, *.template.yaml, *.template.yml); name the files themselves`,
    'missing: cannot be read: there is no such file',
    expect.stringMatching(/: cannot be read: .*null bytes/),
    'broken.json: cannot be read: …',
    'broken.yaml: cannot be read: …',
    'blank.yaml: cannot be read: is no CloudFormation template, which has Resources',
    'text.txt: cannot be read: is no CloudFormation template, which has Resources',
    'null.yaml: cannot be read: is no CloudFormation template, which has Resources',
  ]);
});

test('helps', () => {
  const { said } = run('--help');

  expect(run('--help')).toEqual({
    code: 0,
    said: expect.stringMatching(/^cdk-elasticache-check <template or folder>…\n/),
    warned: '',
  });
  expect(run('-h')).toEqual(run('--help'));
  expect(run()).toEqual({ code: 2, said: '', warned: said });
  expect(run('--fast', '-x', 'x')).toEqual({ code: 2, said: '', warned: `There is no option --fast, -x\n\n${said}` });
});

test('the command runs it', () => {
  const { argv, exitCode } = process;
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  process.argv = ['node', 'cdk-elasticache-check', file('bad.json', ERROR)];
  try {
    jest.isolateModules(() => {
      jest.requireActual('../../src/validation/bin');
    });

    expect(process.exitCode).toBe(1);
    expect(write).toHaveBeenCalledWith(
      expect.stringContaining('1 template with 1 resource of ElastiCache, 1 error, 0 warnings'),
    );
  } finally {
    Object.assign(process, { argv, exitCode });
    write.mockRestore();
  }
});

test('the installed command does the same', () => {
  const command = path.join(__dirname, '..', '..', 'lib', 'validation', 'bin.js');
  const { status, stdout } = spawnSync(process.execPath, [command, file('bad.json', ERROR)], { encoding: 'utf8' });

  expect([status, stdout]).toEqual([
    1,
    expect.stringContaining('1 template with 1 resource of ElastiCache, 1 error, 0 warnings'),
  ]);
});
