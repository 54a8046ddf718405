import { ElastiCacheRules } from 'cdk-elasticache';

const CACHE = 'AWS::ElastiCache::ServerlessCache';
const SCHEMA_RULE = /^\w+\.(PropertyMisspelled|PropertyTypeInvalid|PropertyUnknown)$/;
const listSchemaFindings = (Properties: object, Type: string = CACHE) =>
  ElastiCacheRules.checkTemplate({ Resources: { Resource: { Type, Properties } } }).filter(({ ruleId }) =>
    SCHEMA_RULE.test(ruleId),
  );
const validate = (values: object, type?: string) =>
  listSchemaFindings(values, type).map(({ propertyPath, message }) => `${propertyPath}: ${message}`);

test.each([
  [
    'a property with the wrong case',
    { SubnetIDs: [] },
    "SubnetIDs: 'SubnetIDs' is not a property of AWS::ElastiCache::ServerlessCache. Use 'SubnetIds'.",
  ],
  [
    'a misspelled property',
    { Desription: '' },
    "Desription: 'Desription' is not a property of AWS::ElastiCache::ServerlessCache. Did you mean 'Description'?",
  ],
  [
    'an unknown property',
    { Port: 7000 },
    "Port: 'Port' is not a property of AWS::ElastiCache::ServerlessCache in this version of cdk-elasticache. Remove 'Port', or upgrade cdk-elasticache.",
  ],
  [
    'an unknown property that resembles a known one',
    { Descriptions: [] },
    "Descriptions: 'Descriptions' is not a property of AWS::ElastiCache::ServerlessCache in this version of cdk-elasticache. Did you mean 'Description'? Otherwise, remove 'Descriptions', or upgrade cdk-elasticache.",
  ],
  [
    'an unknown nested property',
    { CacheUsageLimits: { DataStorage: { Max: 1 } } },
    "CacheUsageLimits.DataStorage.Max: 'CacheUsageLimits.DataStorage.Max' is not a property of CacheUsageLimits.DataStorage in this version of cdk-elasticache. Remove 'CacheUsageLimits.DataStorage.Max', or upgrade cdk-elasticache.",
  ],
  [
    'a list for a text',
    { Engine: ['valkey'] },
    'Engine: \'Engine\' must be a string, but got ["valkey"]. Use a string.',
  ],
  [
    'a text for a list',
    { SubnetIds: 'subnet-1' },
    'SubnetIds: \'SubnetIds\' must be a list, but got "subnet-1". Use a list.',
  ],
  [
    'a text for a number',
    { SnapshotRetentionLimit: 'seven' },
    'SnapshotRetentionLimit: \'SnapshotRetentionLimit\' must be a number, but got "seven". Use a number.',
  ],
  [
    'a list for an object',
    { CacheUsageLimits: [] },
    "CacheUsageLimits: 'CacheUsageLimits' must be an object, but got []. Use an object.",
  ],
  [
    'a text for an object',
    { CacheUsageLimits: 'much' },
    'CacheUsageLimits: \'CacheUsageLimits\' must be an object, but got "much". Use an object.',
  ],
  [
    'an invalid element of a list',
    { SubnetIds: ['subnet-1', {}] },
    "SubnetIds.1: 'SubnetIds.1' must be a string, but got {}. Use a string.",
  ],
])('fails for %s', (_title, values, error) => {
  expect(validate(values)).toEqual([error]);
});

test('fails for misspelled properties, and adds a warning for properties that can be newer than this library', () => {
  const rulesOf = (values: object, type?: string) =>
    listSchemaFindings(values, type).map(({ ruleId }) => ruleId.split('.')[1]);

  expect(rulesOf({ SubnetIDs: [], Desription: '' })).toEqual(['PropertyMisspelled', 'PropertyMisspelled']);
  expect(rulesOf({ AuthenticationMode: { type: 'iam' } }, 'AWS::ElastiCache::User')).toEqual(['PropertyMisspelled']);
  expect(rulesOf({ UserGroupIds: ['users'], Port: 7000 })).toEqual(['PropertyUnknown', 'PropertyUnknown']);
});

test('fails for a text other than true or false as a Boolean', () => {
  expect(validate({ NoPasswordRequired: 'yes' }, 'AWS::ElastiCache::User')).toEqual([
    'NoPasswordRequired: \'NoPasswordRequired\' must be true or false, but got "yes". Use true or false.',
  ]);
});

test('does not include passwords in errors', () => {
  expect(validate({ Passwords: 'secret' }, 'AWS::ElastiCache::User')).toEqual([
    "Passwords: 'Passwords' must be a list, but got a value of another type. Use a list.",
  ]);
});

test('accepts text for numbers and Booleans, and the reverse', () => {
  expect(validate({ MajorEngineVersion: 8, SnapshotRetentionLimit: '7', Description: true })).toEqual([]);
  expect(validate({ NoPasswordRequired: 'true' }, 'AWS::ElastiCache::User')).toEqual([]);
});

test('accepts unresolved values', () => {
  expect(
    validate({
      SubnetIds: { Ref: 'Subnets' },
      KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] },
      Tags: [{ Key: 'a', Value: 'b' }],
    }),
  ).toEqual([]);
  expect(validate({ CacheUsageLimits: { 'Fn::Transform': {}, DataStorage: { Unit: 'GB' } } })).toEqual([]);
});

test('accepts any parameter of a parameter group', () => {
  expect(
    validate({ Properties: { 'maxmemory-policy': 'allkeys-lru', timeout: 20 } }, 'AWS::ElastiCache::ParameterGroup'),
  ).toEqual([]);
});

test('accepts any property of other services', () => {
  expect(validate({ Anything: 1 }, 'AWS::S3::Bucket')).toEqual([]);
});

test('schema errors of a template are reported together with the errors of rules', () => {
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
      ruleId: 'ServerlessCache.PropertyUnknown',
      severity: 'warning',
      isAcknowledgeable: true,
      logicalId: 'Cache',
      resourceType: CACHE,
      propertyPath: 'Port',
      message:
        "'Port' is not a property of AWS::ElastiCache::ServerlessCache in this version of cdk-elasticache. Remove 'Port', or upgrade cdk-elasticache.",
      documentationUrl:
        'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-serverlesscache.html',
    },
    {
      ruleId: 'ServerlessCache.RetentionOutOfRange',
      severity: 'error',
      isAcknowledgeable: true,
      logicalId: 'Cache',
      resourceType: CACHE,
      propertyPath: 'SnapshotRetentionLimit',
      message: expect.stringMatching(/^'SnapshotRetentionLimit' /),
      documentationUrl: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
    },
  ]);
});
