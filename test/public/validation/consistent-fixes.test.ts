import { ElastiCacheRules } from 'cdk-elasticache';

/** Tests of templates with several errors that have one cause, whose fixes must not contradict each other. */

const GROUP = {
  ReplicationGroupDescription: 'sessions',
  Engine: 'redis',
  EngineVersion: '7.1',
  CacheNodeType: 'cache.t4g.small',
  NumCacheClusters: 2,
  AutomaticFailoverEnabled: true,
  TransitEncryptionEnabled: true,
  CacheSubnetGroupName: 'subnets',
  SecurityGroupIds: ['sg-1'],
};

type Properties = Readonly<Record<string, unknown>>;

const createGroup = (properties: Properties) => ({
  Type: 'AWS::ElastiCache::ReplicationGroup',
  Properties: { ...GROUP, ...properties },
});

/** Checks a replication group, with a parameter group and an output that uses an attribute of the group. */
function check(properties: Properties, parameters?: Properties, attribute?: string) {
  const Value = { 'Fn::GetAtt': ['Group', attribute] };
  return ElastiCacheRules.checkTemplate({
    Resources: {
      Group: createGroup(parameters ? { CacheParameterGroupName: { Ref: 'Parameters' }, ...properties } : properties),
      ...(parameters && { Parameters: { Type: 'AWS::ElastiCache::ParameterGroup', Properties: parameters } }),
    },
    Outputs: attribute === undefined ? {} : { Endpoint: { Value } },
  });
}

const findRules = (...args: Parameters<typeof check>) => check(...args).map(({ ruleId }) => ruleId);

/** Returns the fixes of a rule: the sentences after the problem, without the advice for existing caches. */
const findFix = (rule: string, ...args: Parameters<typeof check>) =>
  check(...args)
    .find(({ ruleId }) => ruleId === `ReplicationGroup.${rule}`)
    ?.message.replace(/^.*?\. (?=[A-Z])/, '')
    .replace(/ If the cache already exists, .*$/, '');

const createParameters = (family: string, parameters: Properties = {}) => ({
  Description: 'sessions',
  CacheParameterGroupFamily: family,
  Properties: parameters,
});

describe('an engine that the resource type does not support', () => {
  const MEMCACHED = { Engine: 'memcached', EngineVersion: '1.6.22' };

  test('is reported without its parameter group', () => {
    expect(findRules(MEMCACHED, createParameters('valkey8'))).toEqual(['ReplicationGroup.EngineInvalid']);
  });

  test('is reported without its endpoints', () => {
    expect(findRules(MEMCACHED, undefined, 'ConfigurationEndPoint.Address')).toEqual([
      'ReplicationGroup.EngineInvalid',
    ]);
  });
});

describe('a parameter group of another family', () => {
  test.each<[string, Properties, string, string]>([
    ['of another version', {}, 'redis6.x', "Use a parameter group of the family redis7, or change 'EngineVersion'."],
    ['of a retired version', {}, 'redis3.2', 'Use a parameter group of the family redis7.'],
    ['of another resource type', {}, 'memcached1.6', 'Use a parameter group of the family redis7.'],
    ['of another engine', {}, 'valkey8', 'Use a parameter group of the family redis7.'],
    [
      'of another engine, for the default version',
      { EngineVersion: undefined },
      'valkey8',
      "Use a parameter group for Redis OSS, or change 'Engine'.",
    ],
    [
      'of another resource type, for the default version',
      { EngineVersion: undefined },
      'memcached1.6',
      'Use a parameter group for Redis OSS.',
    ],
  ])('%s is reported with a fix that helps', (_, properties, family, fix) => {
    expect(findFix('ParameterGroupFamilyMismatch', properties, createParameters(family))).toBe(fix);
  });
});

describe('cluster mode', () => {
  const SHARDS = { NumCacheClusters: undefined, NumNodeGroups: 2, ReplicasPerNodeGroup: 1 };

  test.each<[string, Properties, string, string]>([
    ['of the engine version', {}, 'memcached1.6', 'default.redis7.cluster.on, or a'],
    ['of the parameter group', { EngineVersion: undefined }, 'redis7', 'default.redis7.cluster.on, or a'],
    ['and no retired family', { EngineVersion: undefined }, 'redis3.2', 'a'],
    ['and no family of Memcached', { EngineVersion: undefined }, 'memcached1.6', 'a'],
  ])('has a default parameter group %s', (_, properties, family, expected) => {
    expect(findFix('ClusterModeParameterMismatch', { ...SHARDS, ...properties }, createParameters(family))).toBe(
      `Use ${expected} custom parameter group with cluster-enabled set to yes.`,
    );
  });

  test('is unknown if the family is that of a default parameter group', () => {
    const parameters = createParameters('redis7.cluster.on');

    expect(findRules({}, parameters, 'ConfigurationEndPoint.Address')).toEqual(['ParameterGroup.FamilyInvalid']);
  });

  test('is unknown if cluster-enabled is not valid', () => {
    const rule = 'ReplicationGroup.ClusterModeParameterMismatch';

    expect(findRules(SHARDS, createParameters('redis7', { 'cluster-enabled': 'maybe' }))).not.toContain(rule);
    expect(findRules(SHARDS, createParameters('redis7', { 'cluster-enabled': 'no' }))).toContain(rule);
  });
});

test.each<[unknown, string, string]>([
  [
    true,
    'cluster-enabled',
    'must be yes or no, but got the Boolean true, which is the value of yes without quotes in YAML. Put the value in quotes: "yes".',
  ],
  [
    false,
    'cluster-enabled',
    'must be yes or no, but got the Boolean false, which is the value of no without quotes in YAML. Put the value in quotes: "no".',
  ],
  ['true', 'cluster-enabled', 'must be yes or no, but got "true". Use one of these values.'],
  [
    true,
    'maxmemory-policy',
    'must be volatile-lru, allkeys-lru, volatile-lfu, allkeys-lfu, volatile-random, allkeys-random, volatile-ttl, or noeviction, but got "true". Use one of these values.',
  ],
])('the value %j of the parameter %s has a fix for its type', (value, parameter, message) => {
  expect(check({}, createParameters('redis7', { [parameter]: value })).map((finding) => finding.message)).toContain(
    `'Properties.${parameter}' ${message}`,
  );
});

test('a log that is specified twice is reported once', () => {
  const log = {
    LogType: 'slow-log',
    DestinationType: 'cloudwatch-logs',
    LogFormat: 'json',
    DestinationDetails: { CloudWatchLogsDetails: { LogGroup: 'cache' } },
  };
  const [message] = check({ EngineVersion: '5.0.6', LogDeliveryConfigurations: [log, log] })
    .filter(({ ruleId }) => ruleId === 'ReplicationGroup.LogUnsupportedByVersion')
    .map((finding) => finding.message);

  expect(message.match(/slow-log/g)).toHaveLength(1);
});

test.each<[string, string]>([
  ['events', 'must be the ARN of an SNS topic, but got "events".'],
  [
    'arn:aws:sqs:us-east-1:123456789012:events',
    'must be the ARN of an SNS topic, but got "arn:aws:sqs:us-east-1:123456789012:events".',
  ],
  [
    'arn:AWS:sns:us-east-1:123456789012:events',
    'must be the ARN of an SNS topic, but got "arn:AWS:sns:us-east-1:123456789012:events".',
  ],
  [
    'urn:aws:sns:us-east-1:123456789012:events',
    'must be the ARN of an SNS topic, but got "urn:aws:sns:us-east-1:123456789012:events".',
  ],
  ['arn:aws:sns:us-east-1', 'must be the ARN of an SNS topic, but got "arn:aws:sns:us-east-1".'],
  [
    'arn:aws:sns:us-east-1:xxxxxxxxxxxx:events',
    'must be the ARN of an SNS topic with an account id of 12 digits, but got the account id "xxxxxxxxxxxx".',
  ],
  [
    'arn:aws:sns:US_EAST:123456789012:events',
    'must be the ARN of an SNS topic in a Region such as us-east-1, but got the Region "US_EAST".',
  ],
  [
    'arn:aws:sns:us-east-1:123456789012:my events',
    'must be the ARN of an SNS topic whose name consists of letters, digits, hyphens, and underscores, but got "arn:aws:sns:us-east-1:123456789012:my events".',
  ],
])('the ARN %s is reported with the part that is wrong', (NotificationTopicArn, problem) => {
  expect(check({ NotificationTopicArn }).map(({ message }) => message)).toEqual([
    `'NotificationTopicArn' ${problem} Use an ARN such as arn:aws:sns:us-east-1:123456789012:events.`,
  ]);
});

describe('the number of zones', () => {
  const twoZones = ['us-east-1a', 'us-east-1b'];

  test.each<[string, Properties, string]>([
    [
      'or of nodes',
      { NumCacheClusters: 3, PreferredCacheClusterAZs: twoZones },
      "Specify 3 zones, or set 'NumCacheClusters' to 2.",
    ],
    [
      'is not reduced to one node with automatic failover',
      { NumCacheClusters: 2, PreferredCacheClusterAZs: ['us-east-1a'] },
      'Specify 2 zones.',
    ],
    [
      'requires more nodes with automatic failover',
      { NumCacheClusters: 1, PreferredCacheClusterAZs: twoZones },
      "Set 'NumCacheClusters' to 2.",
    ],
    [
      'requires more nodes with Multi-AZ',
      {
        NumCacheClusters: 1,
        AutomaticFailoverEnabled: undefined,
        MultiAZEnabled: true,
        PreferredCacheClusterAZs: twoZones,
      },
      "Set 'NumCacheClusters' to 2.",
    ],
    [
      'or of replicas',
      {
        NumCacheClusters: undefined,
        NumNodeGroups: 1,
        ReplicasPerNodeGroup: 2,
        PreferredCacheClusterAZs: twoZones,
      },
      "Specify 3 zones, or set 'ReplicasPerNodeGroup' to 1.",
    ],
    [
      'or of replicas of a shard',
      {
        NumCacheClusters: undefined,
        NodeGroupConfiguration: [{ ReplicaCount: 2 }],
        PreferredCacheClusterAZs: twoZones,
      },
      "Specify 3 zones, or set ReplicaCount in 'NodeGroupConfiguration' to 1.",
    ],
  ])('%s', (_, properties, fix) => {
    expect(findFix('ZoneCountMismatch', properties)).toBe(fix);
  });
});

test.each<[Properties, string]>([
  [{ AutomaticFailoverEnabled: undefined }, "'MultiAZEnabled' and 'AutomaticFailoverEnabled'"],
  [{ AutomaticFailoverEnabled: true }, "'MultiAZEnabled' and 'AutomaticFailoverEnabled'"],
  [{ AutomaticFailoverEnabled: false }, "'MultiAZEnabled'"],
])('Multi-AZ without replicas is disabled together with automatic failover: %j', (properties, names) => {
  expect(findFix('MultiAzRequiresReplica', { NumCacheClusters: 1, MultiAZEnabled: true, ...properties })).toBe(
    `Set 'NumCacheClusters' to at least 2, or ${names} to false.`,
  );
});

test('Multi-AZ without replicas is disabled without automatic failover if cluster mode requires it', () => {
  const properties = { NumCacheClusters: undefined, NumNodeGroups: 2, ReplicasPerNodeGroup: 0, MultiAZEnabled: true };

  expect(findFix('MultiAzRequiresReplica', properties)).toBe(
    "Set 'ReplicasPerNodeGroup' to at least 1, or 'MultiAZEnabled' to false.",
  );
});

test('an empty key is a warning, and does not require encryption', () => {
  expect(findRules({ KmsKeyId: '' })).toEqual(['ReplicationGroup.KeyEmpty']);
  expect(findRules({ KmsKeyId: 'alias/cache' })).toEqual(['ReplicationGroup.KeyRequiresEncryption']);
});
