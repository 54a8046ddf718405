import { GROUP } from './rules/replication-group/group';
import { ElastiCacheRules } from 'cdk-elasticache';

/** Boundary values of properties, also in the alternative types that CloudFormation accepts. */
const UNRESOLVED = [{ Ref: 'AWS::NoValue' }, { 'Fn::If': ['C', 'a', 'b'] }, { Ref: 'Parameter' }];
const texts = (...lengths: number[]) => lengths.map((length) => 'a'.repeat(length));
const EXAMPLES: Record<string, object> = {
  ReplicationGroup: GROUP,
  ServerlessCache: {
    ServerlessCacheName: 'my-cache',
    Engine: 'valkey',
    MajorEngineVersion: '8',
    SubnetIds: ['subnet-1', 'subnet-2'],
    SecurityGroupIds: ['sg-1'],
  },
  CacheCluster: {
    Engine: 'memcached',
    EngineVersion: '1.6.22',
    CacheNodeType: 'cache.m7g.large',
    NumCacheNodes: 2,
    CacheSubnetGroupName: 's',
  },
  User: {
    Engine: 'valkey',
    UserId: 'app',
    UserName: 'app',
    AccessString: 'on ~* +get',
    AuthenticationMode: { Type: 'password', Passwords: ['0123456789abcdef'] },
  },
};

const isRejected = (type: string, property: string, value: unknown) =>
  ElastiCacheRules.checkTemplate({
    Parameters: { Parameter: { Type: 'String' } },
    Resources: { It: { Type: `AWS::ElastiCache::${type}`, Properties: { ...EXAMPLES[type], [property]: value } } },
  }).some(({ severity }) => severity === 'error');

test.each<[type: string, property: string, rejected: unknown[], accepted: unknown[]]>([
  ['ReplicationGroup', 'SnapshotRetentionLimit', [-1, 36, '36', 1.5, 'x'], [0, 1, 35, '35', ...UNRESOLVED]],
  ['ReplicationGroup', 'Port', [0, 65_536, '65536', -1], [1, 65_535, '6379', ...UNRESOLVED]],
  ['ReplicationGroup', 'NumCacheClusters', [0, 1, '1', 7, '7'], [2, '2', 6, UNRESOLVED[1], UNRESOLVED[2]]],
  ['ReplicationGroup', 'AutomaticFailoverEnabled', [false, 'false'], [true, 'true', ...UNRESOLVED]],
  [
    'ReplicationGroup',
    'EngineVersion',
    ['7.1', '8.3.1', '6.2', '15.0'],
    ['7.2', '8.1', '8.2', 8.2, '9.0', '9.1', ...UNRESOLVED],
  ],
  [
    'ReplicationGroup',
    'CacheNodeType',
    [
      'cache.r7g.huge',
      'r7g.large',
      'db.r7g.large',
      'cache.r3.large',
      'cache.t1.micro',
      'CACHE.R7G.LARGE',
      'cache.r6gd.xlarge',
    ],
    [
      'cache.r7g.xlarge',
      'cache.m7g.16xlarge',
      'cache.t4g.micro',
      'cache.r5.24xlarge',
      'cache.c7gn.large',
      UNRESOLVED[1],
      UNRESOLVED[2],
    ],
  ],
  [
    'ReplicationGroup',
    'PreferredMaintenanceWindow',
    ['sun:05:00-sun:05:59', 'sun:24:00-mon:01:00', '05:00-06:00', 'sunday:05:00-sunday:06:00', 'sun:05:60-sun:07:00'],
    ['sun:23:00-mon:01:30', 'mon:23:00-tue:00:00', 'Sun:05:00-Sun:06:00', ...UNRESOLVED],
  ],
  [
    'ReplicationGroup',
    'SnapshotWindow',
    ['05:00-05:59', '5:00-06:00', '24:00-01:00', 'mon:05:00-mon:06:00'],
    ['05:00-06:00', '23:30-00:30', ...UNRESOLVED],
  ],
  [
    'ReplicationGroup',
    'AuthToken',
    [...texts(15, 129), 'with space here1234', 'abc@abc@abc@abc@12', 'abc/abcabcabcabc12'],
    [...texts(16, 128), '{{resolve:secretsmanager:x}}', ...UNRESOLVED],
  ],
  [
    'ReplicationGroup',
    'ReplicationGroupId',
    ['1a', 'a--b', 'a-', 'a_b', '', 'ä', ...texts(41)],
    ['a', 'A-b', ...texts(40), ...UNRESOLVED],
  ],
  ['ReplicationGroup', 'NetworkType', ['dual', 'ipv5'], ['ipv4', 'IPV4', 'ipv6', 'dual_stack', ...UNRESOLVED]],
  ['ReplicationGroup', 'ClusterMode', ['on', true], ['disabled', 'Disabled', 'Enabled', ...UNRESOLVED]],
  ['ReplicationGroup', 'DataTieringEnabled', [true, 'true'], [false, 'false', ...UNRESOLVED]],
  [
    'ServerlessCache',
    'ServerlessCacheName',
    ['1a', 'a--b', 'a-', 'a_b', '', ...texts(41)],
    ['a', 'A1', ...texts(40), UNRESOLVED[1], UNRESOLVED[2]],
  ],
  ['ServerlessCache', 'SnapshotRetentionLimit', [-1, 36, '36'], [0, 35, '35', ...UNRESOLVED]],
  ['ServerlessCache', 'MajorEngineVersion', ['6', '8.0', 'eight', ''], ['7', 8, '9', ...UNRESOLVED]],
  [
    'ServerlessCache',
    'CacheUsageLimits',
    [-1, 0.5, 5001, '5001'].map((Maximum) => ({ DataStorage: { Maximum, Unit: 'GB' } })),
    [0, 1, 5000, '5000', ...UNRESOLVED].map((Maximum) => ({ DataStorage: { Maximum, Unit: 'GB' } })),
  ],
  [
    'ServerlessCache',
    'CacheUsageLimits',
    [999, '999', 15_000_001].map((Maximum) => ({ ECPUPerSecond: { Maximum } })),
    [0, 1000, '1000', 15_000_000, ...UNRESOLVED].map((Maximum) => ({ ECPUPerSecond: { Maximum } })),
  ],
  ['CacheCluster', 'NumCacheNodes', [0, -1, 1.5, '0', UNRESOLVED[0]], [1, '1', 60, UNRESOLVED[1], UNRESOLVED[2]]],
  ['CacheCluster', 'SnapshotRetentionLimit', [1, '5'], [0, '0', UNRESOLVED[0]]],
  ['CacheCluster', 'TransitEncryptionEnabled', ['yes'], [true, 'true', false, 'false', ...UNRESOLVED]],
  [
    'User',
    'UserId',
    ['1a', 'a--b', 'a-', 'A', 'default', ...texts(41)],
    ['a', ...texts(40), UNRESOLVED[1], UNRESOLVED[2]],
  ],
  [
    'User',
    'AccessString',
    ['on ~* +get,+set', 'on >pw ~* +@all', 'on ~* gett', 'on nopass ~* +@all', 'on ~* +config|set'],
    [
      'on ~* +@all',
      'off -@all',
      'on ~app:* -@all +@read +@connection',
      'ON ~* +GET',
      'on %R~a* +get',
      'on ~* &* +@all (~b +set)',
      'on allkeys allcommands',
      'on ~* +newcommand +@newcategory',
      UNRESOLVED[1],
    ],
  ],
  [
    'User',
    'AuthenticationMode',
    [
      { Type: 'iam', Passwords: ['0123456789abcdef'] },
      { Type: 'none' },
      { Type: 'token', Passwords: ['0123456789abcdef'] },
      { Type: 'password' },
      { Type: 'no-password-required' },
      { Type: 'password', Passwords: texts(15) },
      { Type: 'password', Passwords: texts(129) },
      { Type: 'password', Passwords: texts(16, 17, 18) },
    ],
    [
      { Type: 'iam' },
      { Type: 'password', Passwords: texts(16, 128) },
      { Type: 'PASSWORD', Passwords: texts(16) },
      UNRESOLVED[1],
      UNRESOLVED[2],
    ],
  ],
])('validates the boundary values of %s.%s', (type, property, rejected, accepted) => {
  expect(rejected.filter((value) => !isRejected(type, property, value))).toEqual([]);
  expect(accepted.filter((value) => isRejected(type, property, value))).toEqual([]);
});
