import { ElastiCacheRules } from '../../src/validation';
import { validateSchema } from '../../src/validation/schema';

const CACHE = 'AWS::ElastiCache::ServerlessCache';
const faults = (values: object, type = CACHE) =>
  validateSchema(type, values).map(({ property, message }) => `${property}: ${message}`);

test.each([
  [
    'a key that is nearly right',
    { SubnetIDs: [] },
    "SubnetIDs: 'SubnetIDs' is no property of AWS::ElastiCache::ServerlessCache; did you mean 'SubnetIds'",
  ],
  [
    'a key with a slip',
    { Desription: '' },
    "Desription: 'Desription' is no property of AWS::ElastiCache::ServerlessCache; did you mean 'Description'",
  ],
  [
    'a key of nothing',
    { Port: 7000 },
    "Port: 'Port' is no property of AWS::ElastiCache::ServerlessCache; leave it out",
  ],
  [
    'a key inside of another',
    { CacheUsageLimits: { DataStorage: { Max: 1 } } },
    "CacheUsageLimits.DataStorage.Max: 'CacheUsageLimits.DataStorage.Max' is no property of CacheUsageLimits.DataStorage; leave it out",
  ],
  ['a list for a text', { Engine: ['valkey'] }, 'Engine: \'Engine\' must be a text, got ["valkey"]'],
  ['a text for a list', { SubnetIds: 'subnet-1' }, 'SubnetIds: \'SubnetIds\' must be a list, got "subnet-1"'],
  [
    'a text for a number',
    { SnapshotRetentionLimit: 'seven' },
    'SnapshotRetentionLimit: \'SnapshotRetentionLimit\' must be a number, got "seven"',
  ],
  ['a list for an object', { CacheUsageLimits: [] }, "CacheUsageLimits: 'CacheUsageLimits' must be an object, got []"],
  [
    'a text for an object',
    { CacheUsageLimits: 'much' },
    'CacheUsageLimits: \'CacheUsageLimits\' must be an object, got "much"',
  ],
  ['a wrong element of a list', { SubnetIds: ['subnet-1', {}] }, "SubnetIds.1: 'SubnetIds.1' must be a text, got {}"],
])('fails for %s', (_title, values, fault) => {
  expect(faults(values)).toEqual([fault]);
});

test('fails for a word where true or false is wanted', () => {
  expect(faults({ NoPasswordRequired: 'yes' }, 'AWS::ElastiCache::User')).toEqual([
    'NoPasswordRequired: \'NoPasswordRequired\' must be true or false, got "yes"',
  ]);
});

test('a password does not stand in a fault', () => {
  expect(faults({ Passwords: 'secret' }, 'AWS::ElastiCache::User')).toEqual([
    "Passwords: 'Passwords' must be a list, got something else",
  ]);
});

test('takes numbers and truth values for their texts and the reverse, whatever is known later, and any parameter', () => {
  expect(
    faults({
      MajorEngineVersion: 8,
      SnapshotRetentionLimit: '7',
      Description: true,
      SubnetIds: { Ref: 'Subnets' },
      KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] },
      Tags: [{ Key: 'a', Value: 'b' }],
    }),
  ).toEqual([]);
  expect(faults({ NoPasswordRequired: 'true' }, 'AWS::ElastiCache::User')).toEqual([]);
  expect(
    faults({ Properties: { 'maxmemory-policy': 'allkeys-lru', timeout: 20 } }, 'AWS::ElastiCache::ParameterGroup'),
  ).toEqual([]);
  expect(faults({ CacheUsageLimits: { 'Fn::Transform': {}, DataStorage: { Unit: 'GB' } } })).toEqual([]);
  expect(faults({ Anything: 1 }, 'AWS::S3::Bucket')).toEqual([]);
});

test('a template is told about its properties like about everything else', () => {
  const findings = ElastiCacheRules.checkTemplate({
    Resources: {
      Cache: {
        Type: CACHE,
        Properties: {
          ServerlessCacheName: 'cache',
          Engine: 'valkey',
          MajorEngineVersion: '8',
          SubnetIds: { Ref: 'Subnets' },
          Port: 7000,
          SnapshotRetentionLimit: 36,
        },
      },
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { Port: 7000 } },
      Elsewhere: { Type: CACHE, Properties: { 'Fn::Transform': { Name: 'AWS::Include' }, Engine: 'valkey' } },
    },
  });

  expect(findings).toEqual([
    {
      ruleId: 'ServerlessCache.PropertyKnown',
      severity: 'error',
      logicalId: 'Cache',
      resourceType: CACHE,
      property: 'Port',
      message: "'Port' is no property of AWS::ElastiCache::ServerlessCache; leave it out",
      documentation:
        'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-serverlesscache.html',
    },
    {
      ruleId: 'ServerlessCache.RetentionRange',
      severity: 'error',
      logicalId: 'Cache',
      resourceType: CACHE,
      property: 'SnapshotRetentionLimit',
      message: "'SnapshotRetentionLimit' must be a whole number between 0 and 35 days, got 36",
      documentation: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
    },
  ]);
});
