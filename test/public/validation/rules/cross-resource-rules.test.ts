import type { Resources } from '../check-resources';
import { checkRule } from '../check-resources';

const GROUP = {
  ReplicationGroupDescription: 'a group',
  ReplicationGroupId: 'rg',
  Engine: 'valkey',
  EngineVersion: '8.0',
  CacheNodeType: 'cache.r7g.large',
  TransitEncryptionEnabled: true,
};
const replicationGroup = (properties: object, more?: object): Resources => ({
  Rg: ['ReplicationGroup', { ...GROUP, ...properties }, more],
});
const parameters = (properties: object, family: unknown = 'valkey8'): Resources => ({
  Parameters: [
    'ParameterGroup',
    { Description: 'parameters', CacheParameterGroupFamily: family, Properties: properties },
  ],
});
const PARAMETERS = { CacheParameterGroupName: { Ref: 'Parameters' } };

describe('users of a cache', () => {
  const PASSWORD = { AuthenticationMode: { Type: 'password', Passwords: ['{{resolve:secretsmanager:x}}'] } };
  const team = (
    engine: string,
    accessString: unknown = 'on ~* +@all',
    authentication: object = PASSWORD,
  ): Resources => ({
    Team: ['UserGroup', { UserGroupId: 'team', Engine: engine, UserIds: [{ Ref: 'App' }] }],
    App: ['User', { UserId: 'app', UserName: 'app', Engine: engine, AccessString: accessString, ...authentication }],
  });
  const cache = (engine: string, version: string): Resources => ({
    Cache: [
      'ServerlessCache',
      { ServerlessCacheName: 'cache', Engine: engine, MajorEngineVersion: version, UserGroupId: { Ref: 'Team' } },
    ],
  });
  const group = (engine: string, version: string | undefined) =>
    replicationGroup({ Engine: engine, EngineVersion: version, UserGroupIds: [{ Ref: 'Team' }] });

  test('fails when a Redis OSS cache has a Valkey user group', () => {
    const message = (property: string) => [`'${property}' but got UserGroup 'Team' with the engine valkey`];

    expect(
      checkRule('ServerlessCache.ValkeyUserGroupInRedisCache', { ...cache('redis', '7'), ...team('valkey') }),
    ).toEqual(message('UserGroupId'));
    expect(
      checkRule('ReplicationGroup.ValkeyUserGroupInRedisCache', { ...group('redis', '7.1'), ...team('valkey') }),
    ).toEqual(message('UserGroupIds'));
    expect(
      checkRule('ReplicationGroup.ValkeyUserGroupInRedisCache', { ...group('valkey', '8.0'), ...team('redis') }),
    ).toEqual([]);
  });

  test('fails when the engine version does not support their access strings', () => {
    const check = (caches: Resources, accessString: unknown) =>
      checkRule(`${caches.Cache ? 'ServerlessCache' : 'ReplicationGroup'}.AccessStringUnsupported`, {
        ...caches,
        ...team('redis', accessString),
      });

    expect(check(group('redis', '6.2'), 'on ~* -config|get (~x +get)')).toEqual([
      '\'AccessString\' but got "-config|get" for a cache with Redis OSS 6.2',
    ]);
    expect(check(cache('valkey', '8'), 'on db=0 ~* +get')).toHaveLength(1);
    expect([
      check(group('redis', '7.0'), 'on ~* -config|get'),
      check(cache('valkey', '9'), 'on db=0 ~* +get'),
      check(group('redis', undefined), 'on (~x +get)'),
      check(group('redis', '6.2'), 'nonsense'),
      check(group('redis', '6.2'), { Ref: 'Later' }),
      check(group('redis', '3.2'), 'on (~x +get)'),
      check(replicationGroup({ Engine: undefined, EngineVersion: '6.2' }), 'on'),
    ]).toEqual(Array(7).fill([]));
  });

  test('fails when the engine version does not support IAM authentication', () => {
    const check = (version: string, authentication: object) =>
      checkRule('ReplicationGroup.IamUserUnsupported', {
        ...group('redis', version),
        ...team('redis', 'on', authentication),
      });

    expect(check('6.2', { AuthenticationMode: { Type: 'iam' } })).toEqual([
      "'UserGroupIds' but got a user group with User 'App'",
    ]);
    expect([check('7.0', { AuthenticationMode: { Type: 'iam' } }), check('6.2', PASSWORD)]).toEqual([[], []]);
  });
});

describe('generated passwords', () => {
  const GENERATED = { GenerateStringKey: 'password', PasswordLength: 8 };
  const ref = { Ref: 'Secret' };
  const check = (password: unknown, generateSecretString: object = GENERATED) =>
    checkRule('User.GeneratedPasswordLengthOutOfRange', {
      User: ['User', { UserId: 'app', AuthenticationMode: { Type: 'password', Passwords: [password] } }],
      Secret: ['AWS::SecretsManager::Secret', { Name: 'app', GenerateSecretString: generateSecretString }],
    });

  test.each([
    [{ 'Fn::Sub': '{{resolve:secretsmanager:${Secret}:SecretString:password}}' }, GENERATED],
    [{ 'Fn::Sub': '{{resolve:secretsmanager:${Secret}:SecretString:password::}}' }, GENERATED],
    [{ 'Fn::Join': ['', ['{{resolve:secretsmanager:', ref, ':SecretString:password::}}']] }, GENERATED],
    [{ 'Fn::Join': ['', ['{{resolve:secretsmanager:', ref, ':SecretString:::}}']] }, { PasswordLength: 8 }],
    [{ 'Fn::Sub': '{{resolve:secretsmanager:${Secret}:SecretString}}' }, { PasswordLength: 8 }],
    [{ 'Fn::Sub': '{{resolve:secretsmanager:${Secret}}}' }, { PasswordLength: 8 }],
  ])('fail when they are too short: %j', (password, generateSecretString) => {
    expect(check(password, generateSecretString)).toEqual([
      "'AuthenticationMode.Passwords' but got Secret 'Secret', which generates 8 characters",
    ]);
  });

  test.each([
    ['another field', { 'Fn::Sub': '{{resolve:secretsmanager:${Secret}:SecretString:other}}' }, GENERATED],
    ['the whole secret', { 'Fn::Sub': '{{resolve:secretsmanager:${Secret}}}' }, GENERATED],
    [
      'a field of a secret without fields',
      { 'Fn::Sub': '{{resolve:secretsmanager:${Secret}:SecretString:password}}' },
      { PasswordLength: 8 },
    ],
    ['an unknown field', { 'Fn::Sub': '{{resolve:secretsmanager:${Secret}:SecretString:${Field}}}' }, GENERATED],
    [
      'an unknown field in a list',
      { 'Fn::Join': ['', ['{{resolve:secretsmanager:', ref, ':SecretString:', { Ref: 'Field' }, '}}']] },
      GENERATED,
    ],
    [
      'an unresolved field of the secret',
      { 'Fn::Sub': '{{resolve:secretsmanager:${Secret}:SecretString:password}}' },
      { ...GENERATED, GenerateStringKey: { Ref: 'Field' } },
    ],
    ['the ARN of the secret', ref, GENERATED],
  ])('can come from %s', (_, password, generateSecretString) => {
    expect(check(password, generateSecretString)).toEqual([]);
  });
});

describe('keys and topics', () => {
  test.each([
    [{ KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' }, 'RSA_2048 and the key usage ENCRYPT_DECRYPT'],
    [{ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }, 'HMAC_256 and the key usage GENERATE_VERIFY_MAC'],
    [{ KeyUsage: 'SIGN_VERIFY' }, 'SYMMETRIC_DEFAULT and the key usage SIGN_VERIFY'],
    [{}, undefined],
    [{ KeySpec: 'SYMMETRIC_DEFAULT' }, undefined],
  ])('requires a symmetric key: %j', (key, got) => {
    const check = (type: string) =>
      checkRule(`${type}.KeyAsymmetric`, {
        Resource: [type, { KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } }],
        Key: ['AWS::KMS::Key', key],
      });
    const errors = got === undefined ? [] : [`'KmsKeyId' but got Key 'Key' with the key spec ${got}`];

    expect(['ServerlessCache', 'ReplicationGroup', 'Snapshot', 'ServerlessCacheSnapshot'].map(check)).toEqual(
      Array(4).fill(errors),
    );
  });

  test.each(['ReplicationGroup', 'CacheCluster'])('fails when the topic of a %s is encrypted', (type) => {
    const check = (topic: object) =>
      checkRule(`${type}.TopicEncrypted`, {
        Resource: [type, { NotificationTopicArn: { Ref: 'Topic' } }],
        Topic: ['AWS::SNS::Topic', topic],
      });

    expect(check({ KmsMasterKeyId: 'alias/aws/sns' })).toEqual(["'NotificationTopicArn' but got Topic 'Topic'"]);
    expect(check({})).toEqual([]);
  });
});

describe('snapshots of nodes with data tiering', () => {
  const snapshotOf = (group: object): Resources => ({
    Before: ['Snapshot', { SnapshotName: 'before', ReplicationGroupId: { Ref: 'Source' } }],
    Source: ['ReplicationGroup', { ...GROUP, ReplicationGroupId: 'source', ...group }],
  });
  const TIERED = { CacheNodeType: 'cache.r6gd.xlarge', DataTieringEnabled: true };

  test('fails when they are restored to nodes without data tiering', () => {
    const check = (restored: object, source: object) =>
      checkRule('ReplicationGroup.SnapshotRequiresDataTiering', {
        ...replicationGroup(restored),
        ...snapshotOf(source),
      });
    const message = "'SnapshotName' but got Snapshot 'Before', whose nodes have data tiering";

    expect([
      check({ SnapshotName: { Ref: 'Before' } }, TIERED),
      check({ SnapshotName: 'before' }, TIERED),
      check({ SnapshotName: 'before', DataTieringEnabled: true }, TIERED),
    ]).toEqual(Array(3).fill([message]));
    expect([
      check({ SnapshotName: 'before' }, {}),
      check({ SnapshotName: 'before', ...TIERED }, TIERED),
      check({ SnapshotName: 'before', CacheNodeType: { Ref: 'Type' } }, TIERED),
      check({ SnapshotName: 'another' }, TIERED),
      check({}, TIERED),
    ]).toEqual(Array(5).fill([]));
  });

  test('fails when they are restored to a serverless cache', () => {
    const check = (arn: unknown, source: object) =>
      checkRule('ServerlessCache.SnapshotRequiresDataTiering', {
        Cache: ['ServerlessCache', { SnapshotArnsToRestore: [arn] }],
        ...snapshotOf(source),
      });
    const message = "'SnapshotArnsToRestore' but got Snapshot 'Before'";
    const arn = (kind: string) => `arn:aws:elasticache:us-east-1:123456789012:${kind}:before`;

    expect([check({ 'Fn::GetAtt': ['Before', 'Arn'] }, TIERED), check(arn('snapshot'), TIERED)]).toEqual([
      [message],
      [message],
    ]);
    expect([check(arn('serverlesscachesnapshot'), TIERED), check(arn('snapshot'), {})]).toEqual([[], []]);
    expect(checkRule('ServerlessCache.SnapshotRequiresDataTiering', { Cache: ['ServerlessCache', {}] })).toEqual([]);
  });
});

describe('parameter groups', () => {
  const family = (type: string, properties: object, of: string) =>
    checkRule(`${type}.ParameterGroupFamilyMismatch`, {
      Rg: [type, { ...properties, ...PARAMETERS }],
      ...parameters({}, of),
    });

  test.each([
    [
      'ReplicationGroup',
      'valkey',
      '8.1',
      'valkey7',
      "'CacheParameterGroupName' but got ParameterGroup 'Parameters' of the family valkey7",
    ],
    [
      'ReplicationGroup',
      'redis',
      '6.x',
      'redis7',
      "'CacheParameterGroupName' but got ParameterGroup 'Parameters' of the family redis7",
    ],
    [
      'ReplicationGroup',
      'redis',
      undefined,
      'valkey8',
      "'CacheParameterGroupName' but got ParameterGroup 'Parameters' of the family valkey8",
    ],
    [
      'CacheCluster',
      'memcached',
      '1.6.22',
      'memcached1.5',
      "'CacheParameterGroupName' but got ParameterGroup 'Parameters' of the family memcached1.5",
    ],
    ['ReplicationGroup', 'valkey', '8.1', 'valkey8', undefined],
    ['ReplicationGroup', 'redis', undefined, 'redis6.x', undefined],
    ['ReplicationGroup', undefined, undefined, 'redis7', undefined],
    [
      'ReplicationGroup',
      'valkey',
      '8.1',
      'valkey10',
      "'CacheParameterGroupName' but got ParameterGroup 'Parameters' of the family valkey10",
    ],
    ['ReplicationGroup', 'valkey', undefined, 'valkey10', undefined],
    [
      'ReplicationGroup',
      'valkey',
      '10.0',
      'redis7',
      "'CacheParameterGroupName' but got ParameterGroup 'Parameters' of the family redis7",
    ],
    ['ReplicationGroup', 'valkey', '10.0', 'nonsense', undefined],
  ])('validates a %s with %s %s and the family %s', (type, Engine, EngineVersion, of, error) => {
    expect(family(type, { Engine, EngineVersion }, of)).toEqual(error === undefined ? [] : [error]);
  });

  test.each([
    ['multiple shards', { NumNodeGroups: 2 }, { 'maxmemory-policy': 'noeviction' }, '2 shards'],
    ['cluster mode', { ClusterMode: 'enabled' }, { 'cluster-enabled': 'no' }, 'cluster mode enabled'],
    ['cluster mode compatible', { ClusterMode: 'compatible' }, {}, 'cluster mode compatible'],
    ['multiple shards with cluster-enabled yes', { NumNodeGroups: 2 }, { 'cluster-enabled': 'yes' }, undefined],
    [
      'multiple shards with an unresolved cluster-enabled',
      { NumNodeGroups: 2 },
      { 'cluster-enabled': { Ref: 'Later' } },
      undefined,
    ],
    ['one shard', { NumCacheClusters: 2 }, {}, undefined],
  ])('must enable cluster mode for %s', (_title, properties, values, what) => {
    expect(
      checkRule('ReplicationGroup.ClusterModeParameterMismatch', {
        ...replicationGroup({ ...properties, ...PARAMETERS }),
        ...parameters(values),
      }),
    ).toEqual(what === undefined ? [] : ["'CacheParameterGroupName' but got ParameterGroup 'Parameters'"]);
  });

  test('must enable cluster mode, also with an unresolved family', () => {
    expect(
      checkRule('ReplicationGroup.ClusterModeParameterMismatch', {
        ...replicationGroup({ NumNodeGroups: 2, ...PARAMETERS }),
        ...parameters({}, { Ref: 'Family' }),
      }),
    ).toEqual(["'CacheParameterGroupName' but got ParameterGroup 'Parameters'"]);
  });

  test.each([
    ['yes', 'yes', true],
    ['no', 'no', false],
    ['unresolved', { Ref: 'Later' }, false],
  ])('must not enable cluster mode for cluster mode disabled: %s', (_title, enabled, fails) => {
    expect(
      checkRule('ReplicationGroup.ClusterModeParameterMismatch', {
        ...replicationGroup({ ClusterMode: 'disabled', ...PARAMETERS }),
        ...parameters({ 'cluster-enabled': enabled }),
      }),
    ).toEqual(fails ? ["'CacheParameterGroupName' but got ParameterGroup 'Parameters'"] : []);
  });

  test.each([
    ['false', { AutomaticFailoverEnabled: false }, 'yes', ' but got false'],
    ['missing', {}, 'yes', undefined],
    ['true', { AutomaticFailoverEnabled: true }, 'yes', undefined],
    ['false without cluster mode', { AutomaticFailoverEnabled: false }, 'no', undefined],
    ['missing for a member of a global datastore', { GlobalReplicationGroupId: 'ldgnf-x' }, 'yes', undefined],
  ])('require automatic failover with cluster-enabled yes: %s', (_title, properties, enabled, got) => {
    expect(
      checkRule('ReplicationGroup.ClusterModeRequiresFailover', {
        ...replicationGroup({ NumCacheClusters: 2, ...properties, ...PARAMETERS }),
        ...parameters({ 'cluster-enabled': enabled }),
      }),
    ).toEqual(got === undefined ? [] : [`'AutomaticFailoverEnabled'${got}`]);
  });

  test.each([
    [{ DataTieringEnabled: true }, 'allkeys-random', true],
    [{ CacheNodeType: 'cache.r6gd.xlarge' }, 'volatile-ttl', true],
    [{ DataTieringEnabled: true }, 'allkeys-lru', false],
    [{ DataTieringEnabled: true }, undefined, false],
    [{}, 'allkeys-random', false],
    [{ CacheNodeType: { Ref: 'Later' } }, 'allkeys-random', false],
  ])('validate the policy for data tiering: %j with %s', (properties, policy, fails) => {
    expect(
      checkRule('ReplicationGroup.EvictionPolicyUnsupportedByDataTiering', {
        ...replicationGroup({ ...properties, ...PARAMETERS }),
        ...parameters({ 'maxmemory-policy': policy }),
      }),
    ).toEqual(fails ? [`'CacheParameterGroupName' but got "${policy}"`] : []);
  });

  test('fail when a cache cluster uses one with cluster mode', () => {
    const check = (enabled: string) =>
      checkRule('CacheCluster.ClusterModeUnsupported', {
        Cluster: ['CacheCluster', PARAMETERS],
        ...parameters({ 'cluster-enabled': enabled }, 'redis7'),
      });

    expect(check('yes')).toEqual(["'CacheParameterGroupName' but got ParameterGroup 'Parameters'"]);
    expect(check('no')).toEqual([]);
  });
});

describe('endpoints', () => {
  const uses = (...attributes: string[]) => ({
    Outputs: Object.fromEntries(
      attributes.map((attribute) => [attribute, { Value: { 'Fn::Sub': `\${Rg.${attribute}}` } }]),
    ),
  });
  const check = (properties: object, attribute: string, more: Resources = {}) =>
    checkRule('ReplicationGroup.EndpointUnavailable', { ...replicationGroup(properties), ...more }, uses(attribute));

  test.each([
    [{ NumNodeGroups: 2 }, 'PrimaryEndPoint.Address'],
    [{ ClusterMode: 'enabled' }, 'ReaderEndPoint.Port'],
    [{ NumCacheClusters: 2 }, 'ConfigurationEndPoint.Address'],
  ])('fails with %j and the attribute %s', (properties, attribute) => {
    expect(check(properties, attribute)).toEqual(["'ClusterMode'"]);
  });

  test('follow the cluster mode of the parameter group', () => {
    expect(check(PARAMETERS, 'PrimaryEndPoint.Address', parameters({ 'cluster-enabled': 'yes' }))).toHaveLength(1);
    expect(check(PARAMETERS, 'PrimaryEndPoint.Address', parameters({}))).toEqual([]);
  });

  test.each([
    [{ NumNodeGroups: 2 }, 'ConfigurationEndPoint.Address'],
    [{ NumCacheClusters: 2 }, 'PrimaryEndPoint.Address'],
    [{ ClusterMode: 'compatible' }, 'PrimaryEndPoint.Address'],
    [{ ClusterMode: { Ref: 'Later' } }, 'PrimaryEndPoint.Address'],
  ])('accepts %j and %s', (properties, attribute) => {
    expect(check(properties, attribute)).toEqual([]);
  });

  test.each([
    ['memcached', 'RedisEndpoint.Address', "'Engine'"],
    ['redis', 'ConfigurationEndpoint.Port', "'Engine'"],
    ['memcached', 'ConfigurationEndpoint.Address', undefined],
    [{ Ref: 'Later' }, 'RedisEndpoint.Address', undefined],
  ])('validates a cluster of %j and %s', (Engine, attribute, error) => {
    expect(
      checkRule('CacheCluster.EndpointUnavailable', { Rg: ['CacheCluster', { Engine }] }, uses(attribute)),
    ).toEqual(error === undefined ? [] : [error]);
    expect(checkRule('CacheCluster.EndpointUnavailable', { Rg: ['CacheCluster', { Engine }] })).toEqual([]);
  });
});

describe('subnets', () => {
  const subnets: Resources = {
    One: ['AWS::EC2::Subnet', { VpcId: 'vpc-1', AvailabilityZone: 'us-west-2a' }],
    Two: ['AWS::EC2::Subnet', { VpcId: 'vpc-2', AvailabilityZone: 'us-west-2-lax-1a' }],
  };
  const group: Resources = {
    Group: [
      'SubnetGroup',
      { Description: 'subnets', CacheSubnetGroupName: 'subnets', SubnetIds: [{ Ref: 'One' }, { Ref: 'Two' }] },
    ],
    ...subnets,
  };

  test('of a subnet group must be in one VPC, and not mix Local Zones with others', () => {
    expect(checkRule('SubnetGroup.SubnetsInSeveralVpcs', group)).toEqual([
      "'SubnetIds' but got subnets in vpc-1 and vpc-2",
    ]);
    expect(checkRule('SubnetGroup.LocalZonesMixed', group)).toEqual([
      "'SubnetIds' but got us-west-2-lax-1a and us-west-2a",
    ]);
  });

  test.each(['ReplicationGroup', 'CacheCluster'])('of a %s must have the addresses of its network type', (type) => {
    const check = (NetworkType: unknown, CacheSubnetGroupName: unknown = 'subnets') =>
      checkRule(`${type}.SubnetsLackAddresses`, { Cache: [type, { CacheSubnetGroupName, NetworkType }], ...group });

    expect(check('ipv6')).toEqual(["'NetworkType' but got Subnet 'One', which is not IPv6-only"]);
    expect([check(undefined), check({ Ref: 'Later' }), check('ipv6', 'elsewhere')]).toEqual([[], [], []]);
  });
});

describe('Availability Zones', () => {
  test.each(['PreferredAvailabilityZone', 'PreferredAvailabilityZones'])(
    '%s must be among those of the subnets',
    (property) => {
      const zone = property.endsWith('s') ? ['us-east-1b'] : 'us-east-1b';

      expect(
        checkRule('CacheCluster.ZonesOutsideSubnets', {
          Cluster: ['CacheCluster', { [property]: zone, CacheSubnetGroupName: { Ref: 'Subnets' } }],
          Subnets: ['SubnetGroup', { SubnetIds: [{ Ref: 'Subnet' }] }],
          Subnet: ['AWS::EC2::Subnet', { AvailabilityZone: 'us-east-1a' }],
        }),
      ).toEqual([`'${property}' but got us-east-1b`]);
    },
  );
});

describe('users of a group', () => {
  test('are compared with the account after a user that a condition removes', () => {
    expect(
      checkRule('UserGroup.UserInOtherRegion', {
        Group: [
          'UserGroup',
          {
            UserIds: [{ Ref: 'AWS::NoValue' }, 'arn:aws:elasticache:eu-west-1:111122223333:user:app'],
          },
        ],
      }),
    ).toEqual([]);
  });
});

describe('global datastores', () => {
  const check = (rule: string, properties: object) =>
    checkRule(`GlobalReplicationGroup.${rule}`, {
      ...replicationGroup(properties),
      Global: [
        'GlobalReplicationGroup',
        {
          Members: [
            { ReplicationGroupId: 'elsewhere' },
            { ReplicationGroupId: 'rg', ReplicationGroupRegion: 'us-east-1', Role: 'PRIMARY' },
          ],
        },
      ],
    });

  test('accepts unresolved members', () => {
    expect(
      checkRule('GlobalReplicationGroup.MemberNodeTypeUnsupported', {
        Global: ['GlobalReplicationGroup', { Members: { Ref: 'Later' } }],
      }),
    ).toEqual([]);
  });

  test.each([
    [
      'MemberNodeTypeUnsupported',
      { CacheNodeType: 'cache.t3.medium' },
      "'Members' but the node type of ReplicationGroup 'Rg' is cache.t3.medium",
    ],
    [
      'MemberVersionUnsupported',
      { Engine: 'redis', EngineVersion: '4.0.10' },
      "'Members' but the engine version of ReplicationGroup 'Rg' is Redis OSS 4.0.10",
    ],
    [
      'MemberNetworkTypeUnsupported',
      { NetworkType: 'dual_stack' },
      "'Members' but 'NetworkType' of ReplicationGroup 'Rg' is dual_stack",
    ],
    [
      'MemberDurabilityUnsupported',
      { Durability: 'sync' },
      "'Members' but 'Durability' of ReplicationGroup 'Rg' is sync",
    ],
  ])('reports %s', (rule, properties, error) => {
    expect(check(rule, properties)).toEqual([error]);
    expect(check(rule, { CacheNodeType: { Ref: 'Later' }, EngineVersion: { Ref: 'Later' } })).toEqual([]);
    expect(check(rule, {})).toEqual([]);
  });
});

describe('snapshots', () => {
  test.each([
    ['SnapshotUnsupportedByMemcached', { Engine: 'memcached' }, "'CacheClusterId' but got CacheCluster 'Cluster'"],
    [
      'SnapshotUnsupportedByNodeType',
      { Engine: 'redis', CacheNodeType: 'cache.t1.micro' },
      "'CacheClusterId' but got CacheCluster 'Cluster'",
    ],
  ])('reports %s', (rule, cluster, error) => {
    const check = (properties: object) =>
      checkRule(`Snapshot.${rule}`, {
        Snapshot: ['Snapshot', { SnapshotName: 's', CacheClusterId: { Ref: 'Cluster' } }],
        Cluster: ['CacheCluster', properties],
      });

    expect(check(cluster)).toEqual([error]);
    expect(check({ Engine: 'redis', CacheNodeType: 'cache.r7g.large' })).toEqual([]);
  });

  test.each([
    [24, []],
    [25, ["'ServerlessCacheName'"]],
  ])('allows 24 snapshots of one serverless cache per day, got %i', (count, errors) => {
    const snapshots = Object.fromEntries(
      Array.from({ length: count }, (_, index): [string, Resources[string]] => [
        `S${index}`,
        ['ServerlessCacheSnapshot', { ServerlessCacheSnapshotName: `s${index}`, ServerlessCacheName: 'cache' }],
      ]),
    );

    expect(
      checkRule('ServerlessCacheSnapshot.TooManySnapshots', {
        ...snapshots,
        Other: ['ServerlessCacheSnapshot', { ServerlessCacheName: 'other' }],
      }),
    ).toEqual(errors);
  });
});

describe('auto scaling', () => {
  const SHARDS = {
    ServiceNamespace: 'elasticache',
    ScalableDimension: 'elasticache:replication-group:NodeGroups',
    ResourceId: 'replication-group/rg',
    MinCapacity: 1,
    MaxCapacity: 250,
  };
  const REPLICAS = { ...SHARDS, ScalableDimension: 'elasticache:replication-group:Replicas', MaxCapacity: 5 };
  const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
  const target = (rule: string, properties: object, more: Resources = {}) =>
    checkRule(`ScalableTarget.${rule}`, { Target: [TARGET, properties], ...more });

  test.each([
    ['MinCapacity', { ...SHARDS, MinCapacity: 0 }, "'MinCapacity' but got 0"],
    ['MaxCapacity', { ...SHARDS, MaxCapacity: 251 }, "'MaxCapacity' but got 251"],
    ['MinCapacity', { ...REPLICAS, MinCapacity: 0 }, "'MinCapacity' but got 0"],
    ['MaxCapacity', { ...REPLICAS, MaxCapacity: 6 }, "'MaxCapacity' but got 6"],
    ['MaxCapacity', { ...REPLICAS, MaxCapacity: 2.5 }, "'MaxCapacity' but got 2.5"],
    ['MaxCapacity', SHARDS, undefined],
    ['MinCapacity', REPLICAS, undefined],
    [
      'MaxCapacity',
      { ...SHARDS, ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount', MaxCapacity: 1000 },
      undefined,
    ],
    ['MinCapacity', { ...SHARDS, MinCapacity: { Ref: 'Later' } }, undefined],
  ])('validates the range of %s: %j', (property, properties, error) => {
    expect(target(`${property}OutOfRange`, properties)).toEqual(error === undefined ? [] : [error]);
  });

  test('fails when the minimum is larger than the maximum', () => {
    expect(target('MinCapacityExceedsMaxCapacity', { ...SHARDS, MinCapacity: 5, MaxCapacity: 3 })).toEqual([
      "'MinCapacity' but got 5",
    ]);
    expect([
      target('MinCapacityExceedsMaxCapacity', SHARDS),
      target('MinCapacityExceedsMaxCapacity', { MinCapacity: 5, MaxCapacity: 3 }),
      target('MinCapacityExceedsMaxCapacity', { ...SHARDS, MaxCapacity: { Ref: 'Later' } }),
    ]).toEqual([[], [], []]);
  });

  test.each([
    [
      'VersionUnsupported',
      { Engine: 'redis', EngineVersion: '5.0.6' },
      "'ResourceId' but the engine version of ReplicationGroup 'Rg' is Redis OSS 5.0.6",
    ],
    [
      'NodeTypeUnsupported',
      { CacheNodeType: 'cache.t4g.medium' },
      "'ResourceId' but 'CacheNodeType' of ReplicationGroup 'Rg' is cache.t4g.medium",
    ],
    [
      'NodeTypeUnsupported',
      { CacheNodeType: 'cache.r7g.4xlarge' },
      "'ResourceId' but 'CacheNodeType' of ReplicationGroup 'Rg' is cache.r7g.4xlarge",
    ],
    [
      'ClusterModeRequired',
      { NumCacheClusters: 2 },
      "'ResourceId' but the cluster mode of ReplicationGroup 'Rg' is disabled",
    ],
    ['GlobalDatastoreUnsupported', { GlobalReplicationGroupId: 'ldgnf-x' }, "'ResourceId'"],
  ])('reports %s', (rule, properties, error) => {
    const clusterMode = { NumNodeGroups: 2 };

    expect(
      target(
        rule,
        SHARDS,
        replicationGroup(rule === 'ClusterModeRequired' ? properties : { ...clusterMode, ...properties }),
      ),
    ).toEqual([error]);
    expect([
      target(rule, SHARDS, replicationGroup(clusterMode)),
      target(rule, SHARDS),
      target(rule, { ResourceId: 'replication-group/rg' }, replicationGroup(properties)),
    ]).toEqual([[], [], []]);
    expect(
      target(
        rule,
        SHARDS,
        replicationGroup({ ...clusterMode, CacheNodeType: { Ref: 'Later' }, EngineVersion: undefined }),
      ),
    ).toEqual([]);
  });

  test('fails when replicas scale with too little reserved memory', () => {
    const check = (properties: object, values: object) =>
      target(
        'ReservedMemoryTooSmall',
        { ...properties, ResourceId: { 'Fn::Join': ['', ['replication-group/', { Ref: 'Rg' }]] } },
        { ...replicationGroup(PARAMETERS), ...parameters(values) },
      );

    expect(check(REPLICAS, { 'reserved-memory-percent': '10' })).toEqual([
      "'ResourceId' but the reserved-memory-percent of ParameterGroup 'Parameters' is 10",
    ]);
    expect([
      check(REPLICAS, { 'reserved-memory-percent': '25' }),
      check(REPLICAS, {}),
      check(SHARDS, { 'reserved-memory-percent': '10' }),
      target('ReservedMemoryTooSmall', REPLICAS),
    ]).toEqual([[], [], [], []]);
  });

  test('warns when deployments reset the capacity', () => {
    expect(target('CapacityResetByDeployment', SHARDS, replicationGroup({ NumNodeGroups: 2 }))).toEqual([
      "'ResourceId'",
    ]);
    expect(target('CapacityResetByDeployment', REPLICAS, replicationGroup({ ReplicasPerNodeGroup: 2 }))).toHaveLength(
      1,
    );
    expect([
      target('CapacityResetByDeployment', REPLICAS, replicationGroup({ NumNodeGroups: 2 })),
      target('CapacityResetByDeployment', {}, replicationGroup({})),
    ]).toEqual([[], []]);
  });

  describe('policies', () => {
    const tracking = (metric: string, dimension: string | undefined, TargetValue: unknown = 60, more: object = {}) => ({
      PolicyType: 'TargetTrackingScaling',
      ...(dimension !== undefined && { ScalableDimension: `elasticache:replication-group:${dimension}` }),
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: metric },
        TargetValue,
      },
      ...more,
    });
    const policy = (rule: string, properties: object) =>
      checkRule(`ScalingPolicy.${rule}`, {
        Policy: ['AWS::ApplicationAutoScaling::ScalingPolicy', properties],
        Target: [TARGET, REPLICAS],
      });

    test('fails with step scaling', () => {
      const steps = { PolicyType: 'StepScaling', ServiceNamespace: 'elasticache' };

      expect(policy('PolicyTypeUnsupported', steps)).toEqual(["'PolicyType' but got StepScaling"]);
      expect([
        policy('PolicyTypeUnsupported', { ...steps, ServiceNamespace: 'ecs' }),
        policy('PolicyTypeUnsupported', tracking('x', 'Replicas')),
        policy('PolicyTypeUnsupported', { ServiceNamespace: 'elasticache' }),
      ]).toEqual([[], [], []]);
    });

    test('fails with the metric of another dimension', () => {
      const path = 'TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification.PredefinedMetricType';

      expect(
        policy('MetricDimensionMismatch', tracking('ElastiCacheReplicaEngineCPUUtilization', 'NodeGroups')),
      ).toEqual([`'${path}' but got elasticache:replication-group:NodeGroups`]);
      expect(
        policy(
          'MetricDimensionMismatch',
          tracking('ElastiCachePrimaryEngineCPUUtilization', undefined, 60, { ScalingTargetId: { Ref: 'Target' } }),
        ),
      ).toEqual([`'${path}' but got elasticache:replication-group:Replicas`]);
      expect([
        policy('MetricDimensionMismatch', tracking('ElastiCacheReplicaEngineCPUUtilization', 'Replicas')),
        policy('MetricDimensionMismatch', tracking('ECSServiceAverageCPUUtilization', undefined)),
        policy('MetricDimensionMismatch', tracking('ElastiCacheReplicaEngineCPUUtilization', undefined)),
        policy('MetricDimensionMismatch', {}),
        policy(
          'MetricDimensionMismatch',
          tracking('ElastiCacheReplicaEngineCPUUtilization', undefined, 60, { ServiceNamespace: 'elasticache' }),
        ),
      ]).toEqual([[], [], [], [], []]);
    });

    test.each([
      [34, false],
      [35, true],
      [70, true],
      [71, false],
      [{ Ref: 'Later' }, true],
    ])('validates a target of %j percent for the CPU of replicas', (value, valid) => {
      expect(
        policy('ReplicaTargetOutOfRange', tracking('ElastiCacheReplicaEngineCPUUtilization', 'Replicas', value)),
      ).toEqual(
        valid ? [] : [`'TargetTrackingScalingPolicyConfiguration.TargetValue' but got ${JSON.stringify(value)}`],
      );
      expect(
        policy('ReplicaTargetOutOfRange', tracking('ElastiCachePrimaryEngineCPUUtilization', 'NodeGroups', value)),
      ).toEqual([]);
    });
  });
});

describe('warnings', () => {
  /** Checks an alarm with the names of dimensions. An object is an unresolved name, or an unresolved list. */
  const checkDimensions = (rule: string, MetricName: unknown, names: readonly unknown[] | object) => {
    const Dimensions = Array.isArray(names) ? names.map((Name) => ({ Name, Value: 'sessions' })) : names;
    const properties = { Namespace: 'AWS/ElastiCache', MetricName, Dimensions };
    return checkRule(`Alarm.${rule}`, { Alarm: ['AWS::CloudWatch::Alarm', properties] });
  };

  test('warns when the metric of an alarm has no data', () => {
    const alarm = (Name: string, Value: unknown, Namespace: string = 'AWS/ElastiCache') => ({
      Namespace,
      Dimensions: [{ Name, Value }],
    });
    const check = (rule: string, properties: object) =>
      checkRule(`Alarm.${rule}`, { ...replicationGroup({}), Alarm: ['AWS::CloudWatch::Alarm', properties] });
    const serverless = ["'Dimensions' but got ServerlessCacheName"];

    expect(check('ServerlessDimensionInvalid', alarm('ServerlessCacheName', 'cache'))).toEqual(serverless);
    expect(
      check('ServerlessDimensionInvalid', {
        Metrics: [{ Expression: 'a + b' }, { MetricStat: { Metric: alarm('ServerlessCacheName', 'cache') } }],
      }),
    ).toEqual(serverless);
    expect(check('NodeDimensionInvalid', alarm('CacheClusterId', { Ref: 'Rg' }))).toEqual([
      "'Dimensions' but got ReplicationGroup 'Rg'",
    ]);
    expect([
      check('ServerlessDimensionInvalid', alarm('clusterId', 'cache')),
      check('ServerlessDimensionInvalid', alarm('ServerlessCacheName', 'cache', 'Mine')),
      check('NodeDimensionInvalid', alarm('CacheClusterId', 'rg-001')),
      check('NodeDimensionInvalid', { Namespace: 'AWS/ElastiCache' }),
    ]).toEqual([[], [], [], []]);
  });

  test.each([
    ['CPUUtilization', ['ReplicationGroupId'], true],
    ['CPUUtilization', ['ReplicationGroupId', 'Role'], true],
    ['CacheHits', ['ReplicationGroupId'], true],
    ['RejectedConnections', ['ReplicationGroupId'], true],
    ['DatabaseMemoryUsagePercentage', ['ReplicationGroupId'], true],
    ['DatabaseMemoryUsageCountedForEvictPercentage', ['ReplicationGroupId', 'Role'], true],
    ['DatabaseMemoryUsageCountedForEvictPercentage', ['ReplicationGroupId'], false],
    ['DatabaseCapacityUsageCountedForEvictPercentage', ['ReplicationGroupId', 'NodeGroupId'], false],
    ['EngineCPUUtilization', ['ReplicationGroupId'], false],
    ['EngineCPUUtilization', ['ReplicationGroupId', 'Role'], false],
    ['EngineCPUUtilization', ['ReplicationGroupId', 'Role', 'NodeGroupId'], true],
    // CloudWatch does not list the dimensions of this metric.
    ['GlobalDatastoreReplicationLag', ['ReplicationGroupId'], false],
    ['NewMetric', ['ReplicationGroupId'], false],
    ['CPUUtilization', ['ReplicationGroupId', { Ref: 'Dimension' }], false],
    ['CPUUtilization', { Ref: 'Dimensions' }, false],
    [{ Ref: 'Metric' }, ['ReplicationGroupId'], false],
  ])('warns when an alarm has a combination of group dimensions without data: %j %j', (metric, names, warns) => {
    expect(checkDimensions('GroupDimensionInvalid', metric, names)).toHaveLength(warns ? 1 : 0);
    expect(checkDimensions('DimensionsInvalid', metric, names)).toEqual([]);
  });

  test.each([
    ['TrafficManagementActive', ['CacheClusterId'], true],
    ['TrafficManagementActive', ['CacheNodeId', 'CacheClusterId'], false],
    ['DurabilityLag', ['CacheClusterId'], true],
    ['CPUUtilization', ['CacheClusterId'], false],
    ['CPUUtilization', ['CacheNodeId'], true],
    ['BytesUsedForCache', ['CacheClusterId', 'CacheNodeId', 'Tier'], false],
    ['BytesUsedForCache', ['CacheClusterId', 'Tier'], true],
    ['Evictions', ['CacheClusterId', 'CacheNodeId', 'Tier'], true],
    ['SlabsMoved', ['CacheClusterId', 'CacheNodeId'], false],
    // Serverless caches and nodes publish metrics with this name.
    ['BytesUsedForCache', ['clusterId'], false],
    ['ThrottledCmds', ['clusterId'], false],
    ['ThrottledCmds', ['CacheClusterId'], true],
    ['EngineCPUUtilization', ['clusterId'], true],
    // Another rule reports the dimension.
    ['ThrottledCmds', ['ServerlessCacheName'], false],
    ['GlobalDatastoreReplicationLag', ['CacheClusterId', 'CacheNodeId'], false],
    ['NewMetric', ['CacheClusterId'], false],
    // Without dimensions, CloudWatch can have the sum of all caches of the account.
    ['CPUUtilization', [], false],
    ['TrafficManagementActive', ['CacheClusterId', { Ref: 'Dimension' }], false],
    ['TrafficManagementActive', { 'Fn::If': ['IsNode', [], []] }, false],
    [{ Ref: 'Metric' }, ['CacheClusterId'], false],
  ])('warns when an alarm has a combination of node dimensions without data: %j %j', (metric, names, warns) => {
    expect(checkDimensions('DimensionsInvalid', metric, names)).toHaveLength(warns ? 1 : 0);
    expect(checkDimensions('GroupDimensionInvalid', metric, names)).toEqual([]);
  });

  test('checks the dimensions of each metric in an expression', () => {
    const metric = (MetricName: string) => ({
      MetricStat: {
        Metric: {
          Namespace: 'AWS/ElastiCache',
          MetricName,
          Dimensions: [{ Name: 'CacheClusterId', Value: 'sessions-001' }],
        },
      },
    });
    const check = (...Metrics: object[]) =>
      checkRule('Alarm.DimensionsInvalid', { Alarm: ['AWS::CloudWatch::Alarm', { Metrics }] });

    expect(check({ Expression: 'a / b' }, metric('CPUUtilization'), metric('DurabilityLag'))).toEqual([
      "'Dimensions' but got CacheClusterId",
    ]);
    expect(
      check(
        { Expression: "SUM(SEARCH('{AWS/ElastiCache,CacheClusterId} MetricName=\"DurabilityLag\"', 'Maximum'))" },
        metric('CPUUtilization'),
        metric('Evictions'),
      ),
    ).toEqual([]);
  });

  test.each([
    ['Role', 'Primary', false],
    ['Role', 'Replica', false],
    ['Role', 'primary', true],
    ['Role', 'Master', true],
    ['Role', { Ref: 'Role' }, false],
    ['Tier', 'Memory', false],
    ['Tier', 'SSD', false],
    ['Tier', 'Ssd', true],
    ['CacheNodeId', 'Primary', false],
    [{ Ref: 'Name' }, 'primary', false],
  ])('warns when the dimension %j of an alarm has a value without data: %j', (Name, Value, warns) => {
    const properties = { Namespace: 'AWS/ElastiCache', Dimensions: [{ Name, Value }] };

    expect(checkRule('Alarm.DimensionValueInvalid', { Alarm: ['AWS::CloudWatch::Alarm', properties] })).toHaveLength(
      warns ? 1 : 0,
    );
  });

  test.each([
    [{ Name: 'CacheClusterId', Value: { Ref: 'Cache' } }, ["'Dimensions' but got CacheClusterId"]],
    [{ Name: 'CacheClusterId', Value: 'sessions' }, ["'Dimensions' but got CacheClusterId"]],
    [{ Name: 'clusterId', Value: { Ref: 'Cache' } }, []],
    [{ Value: { Ref: 'Cache' } }, []],
  ])('warns when an alarm for a serverless cache has the dimension %j', (dimension, messages) => {
    expect(
      checkRule('Alarm.ServerlessDimensionInvalid', {
        Alarm: ['AWS::CloudWatch::Alarm', { Namespace: 'AWS/ElastiCache', Dimensions: [dimension] }],
        Cache: ['ServerlessCache', { ServerlessCacheName: 'sessions', Engine: 'valkey' }],
      }),
    ).toEqual(messages);
  });

  test.each<[string, object, boolean]>([
    ['several shards', { NumNodeGroups: 2 }, true],
    ['cluster mode enabled', { ClusterMode: 'enabled' }, true],
    ['a parameter group', { CacheParameterGroupName: { Ref: 'Parameters' }, NumNodeGroups: 1 }, true],
    ['no files', { NumNodeGroups: 2, SnapshotArns: [] }, false],
    ['cluster mode disabled', { ClusterMode: 'disabled' }, false],
    ['slots', { NodeGroupConfiguration: [{ Slots: '0-8191' }, { Slots: '8192-16383' }] }, false],
    ['shards without slots', { NodeGroupConfiguration: [{ ReplicaCount: 1 }, { ReplicaCount: 1 }] }, true],
    ['unresolved shards', { ClusterMode: 'enabled', NodeGroupConfiguration: { Ref: 'Shards' } }, false],
    ['an unresolved shard', { ClusterMode: 'enabled', NodeGroupConfiguration: [{ Ref: 'Shard' }] }, false],
  ])('requires slots to restore files: %s', (_title, properties, fails) => {
    expect(
      checkRule('ReplicationGroup.SeedingRequiresSlots', {
        ...replicationGroup({ SnapshotArns: ['arn:aws:s3:::backups/a.rdb'], ...properties }),
        Parameters: [
          'ParameterGroup',
          { CacheParameterGroupFamily: 'valkey8', Properties: { 'cluster-enabled': 'yes' } },
        ],
      }),
    ).toEqual(fails ? ["'NodeGroupConfiguration'"] : []);
  });

  test('warns when changing the number of shards replaces the group', () => {
    const check = (properties: object, more?: object) =>
      checkRule('ReplicationGroup.OnlineReshardingDisabled', replicationGroup(properties, more));

    expect(check({ NumNodeGroups: 2 })).toEqual(["'NumNodeGroups'"]);
    expect([
      check({ NumNodeGroups: 2 }, { UpdatePolicy: { UseOnlineResharding: true } }),
      check({ NumCacheClusters: 2 }),
    ]).toEqual([[], []]);
  });

  test.each([
    ['ServerlessCache', 'UserGroupId', 'UserGroup', { UserGroupId: 'name' }, 'name'],
    ['ReplicationGroup', 'CacheSubnetGroupName', 'SubnetGroup', { CacheSubnetGroupName: 'name' }, 'name'],
    ['ReplicationGroup', 'CacheParameterGroupName', 'ParameterGroup', {}, 'Other'],
    ['ReplicationGroup', 'UserGroupIds', 'UserGroup', { UserGroupId: 'name' }, ['name']],
    ['CacheCluster', 'CacheSubnetGroupName', 'SubnetGroup', { CacheSubnetGroupName: 'name' }, 'Name'],
    ['Snapshot', 'ReplicationGroupId', 'ReplicationGroup', { ReplicationGroupId: 'name' }, 'name'],
    ['ServerlessCacheSnapshot', 'ServerlessCacheName', 'ServerlessCache', { ServerlessCacheName: 'name' }, 'name'],
    [
      'AWS::ApplicationAutoScaling::ScalableTarget',
      'ResourceId',
      'ReplicationGroup',
      { ReplicationGroupId: 'name' },
      'replication-group/name',
    ],
  ])('warns when %s.%s is a name instead of a reference', (type, property, otherType, other, value) => {
    const short = type.split('::').pop()!;

    expect(
      checkRule(`${short}.${property}NotReferenced`, {
        Resource: [type, { [property]: value }],
        Other: [otherType, other],
      }),
    ).toEqual([`'${property}'`]);
    expect(
      checkRule(`${short}.${property}NotReferenced`, {
        Resource: [type, { [property]: { Ref: 'Other' } }],
        Other: [otherType, other],
      }),
    ).toEqual([]);
  });
});
