import { checkProperties } from './check-resources';
import { MEMCACHED, REDIS, checkCluster } from './rules/cache-cluster/cluster';
import { GROUP, checkGroup } from './rules/replication-group/group';

const LOG = {
  LogType: 'Slow-Log',
  LogFormat: 'JSON',
  DestinationType: 'CloudWatch-Logs',
  DestinationDetails: { CloudWatchLogsDetails: { LogGroup: 'logs' } },
};

test.each([
  [{ Engine: 'Valkey' }],
  [{ NetworkType: 'Ipv4', IpDiscovery: 'IPv4' }],
  [{ TransitEncryptionMode: 'Required' }],
  [{ Durability: 'Disabled' }],
  [{ LogDeliveryConfigurations: [LOG] }],
])('a replication group accepts values in another case: %j', (properties) => {
  expect(checkGroup(properties)).toEqual([]);
});

test.each([
  [{ Engine: 'Memcached', AZMode: 'Cross-AZ' }, MEMCACHED],
  [{ Engine: 'Redis', AZMode: 'Single-AZ' }, REDIS],
])('a cluster accepts values in another case: %j', (properties, cluster) => {
  expect(checkCluster(properties, cluster)).toEqual([]);
});

test('a serverless cache accepts values in another case', () => {
  const properties = {
    ServerlessCacheName: 'sessions',
    Engine: 'Redis',
    MajorEngineVersion: '7',
    SubnetIds: ['subnet-1'],
    SecurityGroupIds: ['sg-1'],
    NetworkType: 'IPv4',
    ConnectionType: 'VPC',
    CacheUsageLimits: { DataStorage: { Maximum: 5, Unit: 'gb' } },
  };

  expect(checkProperties('ServerlessCache', properties)).toEqual([]);
});

test('rules recognize values in another case', () => {
  expect(checkGroup({ Engine: 'Valkey', TransitEncryptionEnabled: undefined })).toEqual([
    "ReplicationGroup.TlsMissing: 'TransitEncryptionEnabled'",
  ]);
  expect(checkCluster({ Engine: 'Valkey' })).toEqual(['CacheCluster.EngineInvalid: \'Engine\' but got "valkey"']);
});

test('a cluster mode in another case causes a warning, because later updates can fail', () => {
  expect(checkGroup({ ClusterMode: 'Disabled' })).toEqual([
    'ReplicationGroup.ClusterModeNotLowercase: \'ClusterMode\' but got "Disabled"',
  ]);
  expect(checkGroup({ ClusterMode: 'Disabled', NumCacheClusters: undefined, NumNodeGroups: 2 }, GROUP)).toContain(
    "ReplicationGroup.SeveralShardsRequireClusterMode: 'ClusterMode' but got 2",
  );
});

test.each(['User', 'UserGroup'])('the engine of a %s must have the case of its schema', (type) => {
  expect(checkProperties(type, { Engine: 'Redis' })).toContain(`${type}.EngineInvalid: 'Engine' but got "Redis"`);
});

test('the type of the authentication can have another case', () => {
  const user = { UserId: 'app', UserName: 'app', Engine: 'valkey', AccessString: 'on ~* +@read' };

  expect(checkProperties('User', { ...user, AuthenticationMode: { Type: 'IAM' } })).toEqual([]);
});

test.each([
  ['User', 'UserId', 'App'],
  ['UserGroup', 'UserGroupId', 'Users'],
])('the id of a %s can have capitals', (type, property, id) => {
  const findings = checkProperties(type, { [property]: id }).filter((finding) => finding.includes('.Id'));

  expect(findings).toEqual([`${type}.IdNotLowercase: '${property}' but got "${id}"`]);
});

test('the id of a user needs a lowercase letter', () => {
  expect(checkProperties('User', { UserId: 'APP' })).toContain('User.IdInvalid: \'UserId\' but got "APP"');
});

test.each([
  ['App', 'App', false],
  ['App', 'app', false],
  ['app', 'App', true],
  ['App', 'other', true],
])('the user name of the IAM user %s can be %s: %s', (UserId, UserName, fails) => {
  const findings = checkProperties('User', { UserId, UserName, AuthenticationMode: { Type: 'iam' } });

  expect(findings.some((finding) => finding.startsWith('User.IamUserNameMismatch'))).toBe(fails);
});

test('the reserved id of a user is reserved in any case', () => {
  expect(checkProperties('User', { UserId: 'Default' })).toContain("User.IdReserved: 'UserId'");
});
