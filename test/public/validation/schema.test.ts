import { summarizeMessage } from '../messages';
import { ElastiCacheRules } from 'cdk-elasticache';

const CACHE = 'AWS::ElastiCache::ServerlessCache';
const SCHEMA_RULE = /^\w+\.(PropertyMisspelled|PropertyTypeInvalid|PropertyUnknown|SecureReferenceUnsupported)$/;
const listSchemaFindings = (Properties: object, Type: string = CACHE) =>
  ElastiCacheRules.checkTemplate({ Resources: { Resource: { Type, Properties } } }).filter(({ ruleId }) =>
    SCHEMA_RULE.test(ruleId),
  );
/** Summarizes each finding: `PropertyTypeInvalid Port: 'Port' but got "x"`. */
const validate = (values: object, type?: string) =>
  listSchemaFindings(values, type).map(
    ({ ruleId, propertyPath, message }) => `${ruleId.split('.')[1]} ${propertyPath}: ${summarizeMessage(message)}`,
  );

test.each([
  ['a property with the wrong case', { SubnetIDs: [] }, "PropertyMisspelled SubnetIDs: 'SubnetIDs'"],
  ['a misspelled property', { Desription: '' }, "PropertyMisspelled Desription: 'Desription'"],
  ['an unknown property', { Port: 7000 }, "PropertyUnknown Port: 'Port'"],
  [
    'a property that only the ElastiCache API has',
    { Integrations: [{ IntegrationType: 'dynamodb' }] },
    "PropertyUnknown Integrations: 'Integrations'",
  ],
  [
    'an unknown nested property',
    { CacheUsageLimits: { DataStorage: { Max: 1 } } },
    "PropertyUnknown CacheUsageLimits.DataStorage.Max: 'CacheUsageLimits.DataStorage.Max'",
  ],
  ['a list for a text', { Engine: ['valkey'] }, 'PropertyTypeInvalid Engine: \'Engine\' but got ["valkey"]'],
  ['a text for a list', { SubnetIds: 'subnet-1' }, 'PropertyTypeInvalid SubnetIds: \'SubnetIds\' but got "subnet-1"'],
  [
    'a text for a number',
    { SnapshotRetentionLimit: 'seven' },
    'PropertyTypeInvalid SnapshotRetentionLimit: \'SnapshotRetentionLimit\' but got "seven"',
  ],
  [
    'a list for an object',
    { CacheUsageLimits: [] },
    "PropertyTypeInvalid CacheUsageLimits: 'CacheUsageLimits' but got []",
  ],
  [
    'a text for an object',
    { CacheUsageLimits: 'much' },
    'PropertyTypeInvalid CacheUsageLimits: \'CacheUsageLimits\' but got "much"',
  ],
  [
    'an invalid element of a list',
    { SubnetIds: ['subnet-1', {}] },
    "PropertyTypeInvalid SubnetIds.1: 'SubnetIds.1' but got {}",
  ],
])('fails for %s', (_title, values, error) => {
  expect(validate(values)).toEqual([error]);
});

test.each([
  ['SubnetIDs', "Use 'SubnetIds'."],
  ['Desription', "Did you mean 'Description'?"],
  ['Descriptions', "Did you mean 'Description'?"],
])('suggests a property that resembles %s', (name, suggestion) => {
  expect(listSchemaFindings({ [name]: [] }).map(({ message }) => message)).toEqual([
    expect.stringContaining(suggestion),
  ]);
});

test.each([
  ['Engine', [], 'string'],
  ['SubnetIds', '', 'list'],
  ['SnapshotRetentionLimit', 'seven', 'number'],
  ['CacheUsageLimits', '', 'object'],
])('names the type of %s', (name, value, type) => {
  expect(listSchemaFindings({ [name]: value }).map(({ message }) => message)).toEqual([
    expect.stringMatching(`^'${name}' .* ${type}, but got `),
  ]);
});

test('fails for misspelled properties, and adds a warning for properties that can be newer than this library', () => {
  const rulesOf = (values: object, type?: string) =>
    listSchemaFindings(values, type).map(({ ruleId }) => ruleId.split('.')[1]);

  expect(rulesOf({ SubnetIDs: [], Desription: '' })).toEqual(['PropertyMisspelled', 'PropertyMisspelled']);
  expect(rulesOf({ AuthenticationMode: { type: 'iam' } }, 'AWS::ElastiCache::User')).toEqual(['PropertyMisspelled']);
  expect(rulesOf({ UserGroupIds: ['users'], Port: 7000 })).toEqual(['PropertyUnknown', 'PropertyUnknown']);
});

describe('the names of other resource types, the API, and other tools', () => {
  test.each<[string, Record<string, string>]>([
    [
      'ReplicationGroup',
      {
        AvailabilityZone: 'PreferredCacheClusterAZs',
        BackupRetentionPeriod: 'SnapshotRetentionLimit',
        BackupWindow: 'SnapshotWindow',
        CacheEngine: 'Engine',
        CacheInstanceType: 'CacheNodeType',
        CacheName: 'ReplicationGroupId',
        CacheParameterGroup: 'CacheParameterGroupName',
        CacheSubnetGroup: 'CacheSubnetGroupName',
        ClusterId: 'ReplicationGroupId',
        GroupDescription: 'ReplicationGroupDescription',
        InstanceType: 'CacheNodeType',
        LogConfiguration: 'LogDeliveryConfigurations',
        ReplicaCount: 'ReplicasPerNodeGroup',
        ReplicasPerShard: 'ReplicasPerNodeGroup',
        SecurityGroup: 'SecurityGroupIds',
        SecurityGroupNames: 'SecurityGroupIds',
        ShardCount: 'NumNodeGroups',
        SubnetGroup: 'CacheSubnetGroupName',
        TlsEnabled: 'TransitEncryptionEnabled',
        Version: 'EngineVersion',
      },
    ],
    [
      'CacheCluster',
      {
        AvailabilityZone: 'PreferredAvailabilityZone',
        CacheName: 'ClusterName',
        CacheSubnetGroup: 'CacheSubnetGroupName',
        ClusterId: 'ClusterName',
        InstanceType: 'CacheNodeType',
        SecurityGroup: 'VpcSecurityGroupIds',
        SecurityGroupNames: 'VpcSecurityGroupIds',
        TlsEnabled: 'TransitEncryptionEnabled',
        Version: 'EngineVersion',
      },
    ],
    [
      'ServerlessCache',
      {
        BackupRetentionPeriod: 'SnapshotRetentionLimit',
        BackupWindow: 'DailySnapshotTime',
        CacheEngine: 'Engine',
        CacheName: 'ServerlessCacheName',
        ClusterId: 'ServerlessCacheName',
        GroupDescription: 'Description',
        SecurityGroup: 'SecurityGroupIds',
        Version: 'MajorEngineVersion',
      },
    ],
    ['SubnetGroup', { GroupDescription: 'Description' }],
    ['ParameterGroup', { GroupDescription: 'Description' }],
    ['GlobalReplicationGroup', { InstanceType: 'CacheNodeType', ShardCount: 'GlobalNodeGroupCount' }],
  ])('are errors that name the property of %s', (type, names) => {
    const findings = listSchemaFindings(
      Object.fromEntries(Object.keys(names).map((name) => [name, { Ref: 'Value' }])),
      `AWS::ElastiCache::${type}`,
    );

    expect(
      findings.map(({ severity, propertyPath, message }) => [
        severity,
        propertyPath,
        /Use '(\w+)'\.$/.exec(message)?.[1],
      ]),
    ).toEqual(Object.entries(names).map(([name, right]) => ['error', name, right]));
  });

  test.each([
    ['Limits', "Did you mean 'CacheUsageLimits'?"],
    ['DailySnapshot', "Did you mean 'DailySnapshotTime'?"],
    ['Snapshot', 'Check the name, or upgrade cdk-elasticache.'],
    ['StorageClass', 'Check the name, or upgrade cdk-elasticache.'],
  ])('that are not known cause a warning: %s', (name, fix) => {
    expect(listSchemaFindings({ [name]: '1' })).toEqual([
      expect.objectContaining({ severity: 'warning', message: expect.stringContaining(fix) }),
    ]);
  });
});

test('reports wrong names, but not the properties that they refer to as missing', () => {
  const properties = {
    replicationGroupIdentifier: 'sessions',
    Description: 'sessions',
    Engine: 'redis',
    NodeType: 'cache.t4g.micro',
    NumberCacheClusters: 2,
    AutomaticFailover: true,
    SubnetGroupName: 'subnets',
    SecurityGroupIds: ['sg-1'],
    LogDeliveryConfigurations: [
      {
        LogTyp: 'slow-log',
        LogFormat: 'json',
        DestinationType: 'cloudwatch-logs',
        DestinationDetails: { CloudWatchLogsDetails: { LogGroup: 'logs' } },
      },
    ],
  };
  const findings = ElastiCacheRules.checkTemplate({
    Resources: { Group: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: properties } },
  });

  expect(findings.map(({ ruleId, propertyPath }) => `${ruleId} ${propertyPath}`)).toEqual(
    [
      'replicationGroupIdentifier',
      'Description',
      'NodeType',
      'NumberCacheClusters',
      'AutomaticFailover',
      'SubnetGroupName',
      'LogDeliveryConfigurations.0.LogTyp',
    ].map((path) => `ReplicationGroup.PropertyMisspelled ${path}`),
  );
  expect(findings.map(({ message }) => /'([^']+)'[.?]$/.exec(message)?.[1])).toEqual([
    'ReplicationGroupId',
    'ReplicationGroupDescription',
    'CacheNodeType',
    'NumCacheClusters',
    'AutomaticFailoverEnabled',
    'CacheSubnetGroupName',
    'LogType',
  ]);
});

test('validates the values of properties with wrong names', () => {
  const findings = ElastiCacheRules.checkTemplate({
    Resources: { Cache: { Type: CACHE, Properties: { Name: 'my_cache', Engine: 'valkey', SubnetIds: ['subnet-1'] } } },
  });

  expect(findings.map(({ ruleId }) => ruleId)).toContain('ServerlessCache.NameInvalid');
});

test('does not replace a property with a value of a wrong name', () => {
  const findings = ElastiCacheRules.checkTemplate({
    Resources: { Cache: { Type: CACHE, Properties: { Name: 'my_cache', ServerlessCacheName: 'c', Engine: 'valkey' } } },
  });

  expect(findings.map(({ ruleId }) => ruleId)).not.toContain('ServerlessCache.NameInvalid');
});

test('suggests a replication group for properties that a cluster does not have', () => {
  expect(listSchemaFindings({ AtRestEncryptionEnabled: true }, 'AWS::ElastiCache::CacheCluster')).toEqual([
    expect.objectContaining({
      ruleId: 'CacheCluster.PropertyUnknown',
      message: expect.stringContaining('Use AWS::ElastiCache::ReplicationGroup, which has this property'),
    }),
  ]);
});

test.each<[string, object, string[]]>([
  ['ReplicationGroup', { AuthToken: '{{resolve:ssm-secure:token:1}}' }, []],
  ['ReplicationGroup', { ReplicationGroupDescription: '{{resolve:ssm:text}}' }, []],
  ['ReplicationGroup', { Port: '{{resolve:ssm-secure:port:1}}' }, ['Port']],
  ['ReplicationGroup', { Tags: [{ Key: 'a', Value: { 'Fn::Sub': 'x-{{resolve:ssm-secure:a}}' } }] }, ['Tags']],
  ['ServerlessCache', { Description: '{{resolve:ssm-secure:text}}' }, ['Description']],
  ['User', { UserName: '{{resolve:ssm-secure:name}}' }, ['UserName']],
])('fails for dynamic references to secure strings: %s %j', (type, properties, paths) => {
  expect(
    listSchemaFindings(properties, `AWS::ElastiCache::${type}`).map(({ ruleId, propertyPath }) => [
      ruleId,
      propertyPath,
    ]),
  ).toEqual(paths.map((path) => [`${type}.SecureReferenceUnsupported`, path]));
});

describe('a type', () => {
  const checkType = (Type: string) =>
    ElastiCacheRules.checkTemplate({ Resources: { Resource: { Type, Properties: { Engine: 'redis' } } } }).map(
      ({ severity, ruleId, message }) => `${severity} ${ruleId} ${/(AWS::\w+::\w+)\W(?!.*AWS::)/.exec(message)?.[1]}`,
    );

  test.each([
    ['AWS::ElastiCache::Cluster', 'AWS::ElastiCache::CacheCluster'],
    ['AWS::Elasticache::CacheCluster', 'AWS::ElastiCache::CacheCluster'],
    ['AWS::ElasticCache::ReplicationGroup', 'AWS::ElastiCache::ReplicationGroup'],
    ['aws::elasticache::usergroup', 'AWS::ElastiCache::UserGroup'],
    ['AWS::ElastiCache::ServerlesCache', 'AWS::ElastiCache::ServerlessCache'],
    ['AWS::ElastiCache::CacheSubnetGroup', 'AWS::ElastiCache::SubnetGroup'],
  ])('%s does not exist', (type, suggestion) => {
    expect(checkType(type)).toEqual([`error Resource.TypeMisspelled ${suggestion}`]);
  });

  test.each(['SecurityGroup', 'SecurityGroupIngress'])('of EC2-Classic is not supported: %s', (name) => {
    expect(checkType(`AWS::ElastiCache::${name}`)).toEqual(['error Resource.TypeRetired AWS::EC2::SecurityGroup']);
  });

  test('that can be newer than this library causes a warning', () => {
    expect(checkType('AWS::ElastiCache::Integration')).toEqual([
      'warning Resource.TypeUnknown AWS::ElastiCache::Integration',
    ]);
  });

  test.each([
    'AWS::EC2::Instance',
    'AWS::Elasticsearch::Domain',
    'AWS::ElasticBeanstalk::Application',
    'Custom::Cache',
  ])('of another service is not validated: %s', (type) => {
    expect(checkType(type)).toEqual([]);
  });
});

test('fails for a text other than true or false as a Boolean', () => {
  expect(validate({ NoPasswordRequired: 'yes' }, 'AWS::ElastiCache::User')).toEqual([
    'PropertyTypeInvalid NoPasswordRequired: \'NoPasswordRequired\' but got "yes"',
  ]);
});

test('does not include passwords in errors', () => {
  expect(validate({ Passwords: 'secret' }, 'AWS::ElastiCache::User')).toEqual([
    "PropertyTypeInvalid Passwords: 'Passwords' but got a value of another type",
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
          SecurityGroupIds: ['sg-1'],
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
      message: expect.stringMatching(/^'Port' /),
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

describe('null values', () => {
  const PROPERTIES = { Description: 'demo', SubnetIds: ['subnet-11111111'] };
  const listFindings = (properties: unknown, sections: object = {}) =>
    ElastiCacheRules.checkTemplate({
      ...sections,
      Resources: { Group: { Type: 'AWS::ElastiCache::SubnetGroup', Properties: properties } },
    }).map(({ ruleId, message }) => `${ruleId.split('.')[1]} ${message}`);

  test.each<[string, unknown, string]>([
    ['of an optional property', { ...PROPERTIES, CacheSubnetGroupName: null }, 'CacheSubnetGroupName'],
    ['of a required property', { ...PROPERTIES, Description: null }, 'Description'],
    ['of an element', { ...PROPERTIES, SubnetIds: ['subnet-11111111', null] }, 'SubnetIds.1'],
    ['of a key', { ...PROPERTIES, Tags: [{ Key: 'a', Value: null }] }, 'Tags.0.Value'],
    ['of all properties', null, 'Properties'],
  ])('are errors: %s', (_title, properties, path) => {
    expect(listFindings(properties)).toContain(
      `PropertyTypeInvalid '${path}' must have a value, but got null. Specify a value, or remove '${path}'.`,
    );
  });

  test('have no further errors', () => {
    expect(listFindings({ ...PROPERTIES, Description: null })).toHaveLength(1);
    expect(listFindings(null)).toHaveLength(1);
  });

  test('are accepted if a transform can remove them', () => {
    const properties = { ...PROPERTIES, CacheSubnetGroupName: null };

    expect(listFindings(properties, { Transform: 'AWS::LanguageExtensions' })).toEqual([]);
  });
});

test.each<[string, unknown, string]>([
  ['a list', [], 'but got []'],
  ['a text', 'text', 'but got "text"'],
])('rejects properties that are %s', (_title, Properties, value) => {
  const Resources = { Group: { Type: 'AWS::ElastiCache::SubnetGroup', Properties } };

  expect(ElastiCacheRules.checkTemplate({ Resources }).map(({ message }) => message)).toEqual([
    expect.stringMatching(new RegExp(`^'Properties' must be an object, ${value.replace(/[[\]]/g, '\\$&')}`)),
  ]);
});

test('reports a value of another type once', () => {
  const properties = { Engine: 'redis', CacheNodeType: 'cache.t4g.small', NumCacheNodes: 'one' };
  const Resources = { Cluster: { Type: 'AWS::ElastiCache::CacheCluster', Properties: properties } };

  const findings = ElastiCacheRules.checkTemplate({ Resources });
  expect(findings.filter(({ propertyPath }) => propertyPath === 'NumCacheNodes').map(({ ruleId }) => ruleId)).toEqual([
    'CacheCluster.PropertyTypeInvalid',
  ]);
});
