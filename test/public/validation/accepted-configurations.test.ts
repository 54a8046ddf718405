import { checkResources } from './check-resources';

/**
 * Configurations that AWS accepted, each with the origin of the evidence: acceptance tests of the Terraform provider
 * (testAcc…), deployments in issues and pull requests, or production templates.
 */
const CONFIGURATIONS: readonly (readonly [origin: string, type: string, properties: object])[] = [
  [
    'TestAccElastiCacheCluster_AZMode_redis',
    'CacheCluster',
    { Engine: 'redis', CacheNodeType: 'cache.t3.micro', NumCacheNodes: 1, AZMode: 'single-az' },
  ],
  [
    'testAccReplicationGroupConfig_user',
    'ReplicationGroup',
    {
      ReplicationGroupDescription: 'in the default VPC',
      Engine: 'redis',
      CacheNodeType: 'cache.t3.small',
      NumCacheClusters: 2,
      TransitEncryptionEnabled: true,
      UserGroupIds: ['team'],
    },
  ],
  [
    'testAccReplicationGroupConfig_transitEncryption7x_basic',
    'ReplicationGroup',
    {
      ReplicationGroupDescription: 'TLS is required at creation',
      Engine: 'redis',
      EngineVersion: '7.0',
      CacheNodeType: 'cache.t3.small',
      CacheSubnetGroupName: 'subnets',
      NumCacheClusters: 2,
      TransitEncryptionEnabled: true,
      TransitEncryptionMode: 'required',
    },
  ],
  [
    'TestAccElastiCacheReplicationGroup_Valkey_disableAtRestEncryption',
    'ReplicationGroup',
    {
      ReplicationGroupDescription: 'no encryption at rest',
      Engine: 'valkey',
      EngineVersion: '8.0',
      CacheNodeType: 'cache.t3.small',
      CacheSubnetGroupName: 'subnets',
      NumCacheClusters: 1,
      TransitEncryptionEnabled: false,
      AtRestEncryptionEnabled: false,
    },
  ],
  [
    'testAccReplicationGroupConfig_nativeRedisCluster_singleNode',
    'ReplicationGroup',
    {
      ReplicationGroupDescription: 'one shard without replicas',
      Engine: 'redis',
      CacheNodeType: 'cache.t3.small',
      CacheSubnetGroupName: 'subnets',
      NumNodeGroups: 1,
      ReplicasPerNodeGroup: 0,
      AutomaticFailoverEnabled: true,
      CacheParameterGroupName: 'default.redis6.x.cluster.on',
    },
  ],
  [
    'a custom parameter group that enables cluster mode, with one node',
    'ReplicationGroup',
    {
      ReplicationGroupDescription: 'one node',
      Engine: 'redis',
      EngineVersion: '7.1',
      CacheNodeType: 'cache.t3.small',
      CacheSubnetGroupName: 'subnets',
      NumCacheClusters: 1,
      AutomaticFailoverEnabled: true,
      CacheParameterGroupName: 'custom-cluster-on',
    },
  ],
  [
    'go-to-k/cdk-real-drift#1500',
    'ReplicationGroup',
    {
      ReplicationGroupDescription: 'shards without automatic failover',
      Engine: 'redis',
      CacheNodeType: 'cache.t3.micro',
      NumNodeGroups: 2,
      ReplicasPerNodeGroup: 0,
    },
  ],
  [
    'go-to-k/cdk-real-drift#1508',
    'ReplicationGroup',
    {
      ReplicationGroupDescription: 'Multi-AZ without automatic failover',
      Engine: 'valkey',
      CacheNodeType: 'cache.t4g.micro',
      NumCacheClusters: 2,
      MultiAZEnabled: true,
      TransitEncryptionEnabled: true,
    },
  ],
  [
    'aws-cloudformation/cfn-lint#4540',
    'ReplicationGroup',
    {
      ReplicationGroupDescription: 'capitals and an empty list',
      Engine: 'redis',
      CacheNodeType: 'cache.t3.micro',
      ClusterMode: 'Disabled',
      NetworkType: 'Ipv4',
      NumCacheClusters: 1,
      TransitEncryptionEnabled: true,
      TransitEncryptionMode: 'Preferred',
      UserGroupIds: [],
    },
  ],
  [
    'aws-samples/dify-self-hosted-on-aws',
    'ReplicationGroup',
    {
      ReplicationGroupDescription: 'a capital in the engine',
      Engine: 'Valkey',
      EngineVersion: '8.0',
      CacheNodeType: 'cache.t4g.micro',
      CacheSubnetGroupName: 'subnets',
      NumNodeGroups: 1,
      ReplicasPerNodeGroup: 1,
      MultiAZEnabled: true,
      TransitEncryptionEnabled: true,
    },
  ],
  [
    'aws-samples/aws-refarch-moodle',
    'ServerlessCache',
    { ServerlessCacheName: 'moodle', Engine: 'Memcached', SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
  ],
  [
    'TestAccElastiCacheGlobalReplicationGroup_multipleSecondaries',
    'ReplicationGroup',
    {
      ReplicationGroupDescription: 'a secondary of one node',
      GlobalReplicationGroupId: 'ldgnf-sessions',
      CacheSubnetGroupName: 'subnets',
      NumCacheClusters: 1,
    },
  ],
  [
    'TestAccElastiCacheUser_mixedCase',
    'User',
    {
      UserId: 'testUserId',
      UserName: 'userName1',
      Engine: 'redis',
      AccessString: 'on ~app::* -@all +@read',
      AuthenticationMode: { Type: 'no-password-required' },
    },
  ],
  [
    'a public configuration with a snapshot time and no retention',
    'ServerlessCache',
    { ServerlessCacheName: 'horde', Engine: 'valkey', MajorEngineVersion: '8', DailySnapshotTime: '05:00' },
  ],
  [
    'ElastiCache User Guide, Durability.Limitations',
    'ReplicationGroup',
    {
      ReplicationGroupDescription: 'durability enables encryption at rest',
      Engine: 'valkey',
      EngineVersion: '9.0',
      CacheNodeType: 'cache.r7g.large',
      CacheSubnetGroupName: 'subnets',
      ClusterMode: 'enabled',
      NumNodeGroups: 1,
      ReplicasPerNodeGroup: 1,
      MultiAZEnabled: true,
      TransitEncryptionEnabled: true,
      AtRestEncryptionEnabled: false,
      Durability: 'sync',
    },
  ],
  [
    'restoring an existing cluster as the primary of a group',
    'ReplicationGroup',
    { ReplicationGroupDescription: 'of an existing cluster', PrimaryClusterId: 'sessions' },
  ],
];

test.each(CONFIGURATIONS)('accepts the configuration of %s', (_origin, type, properties) => {
  const findings = checkResources({ Resource: [type, properties] });

  expect(findings.filter((finding) => finding.startsWith('error'))).toEqual([]);
});

test('the existing primary of a group determines its network', () => {
  const findings = checkResources({
    Group: ['ReplicationGroup', { ReplicationGroupDescription: 'sessions', PrimaryClusterId: 'sessions' }],
  });

  expect(findings.filter((finding) => finding.includes('SubnetGroup'))).toEqual([]);
});

describe('a security group of a VPC of the template', () => {
  const NETWORK = {
    Vpc: ['AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }],
    Group: ['AWS::EC2::SecurityGroup', { GroupDescription: 'caches', VpcId: { Ref: 'Vpc' } }],
    DefaultGroup: ['AWS::EC2::SecurityGroup', { GroupDescription: 'caches' }],
  } as const;

  const check = (type: string, property: string, group: string, properties: object = {}) =>
    checkResources({
      Cache: [type, { [property]: [{ 'Fn::GetAtt': [group, 'GroupId'] }], ...properties }],
      ...Object.fromEntries(Object.entries(NETWORK).map(([id, [name, values]]) => [id, [name, values]])),
    }).flatMap(
      (finding) => /\w+\.(SecurityGroupOutsideDefaultVpc|SubnetGroupMissing|SubnetsMissing)/.exec(finding)?.[1] ?? [],
    );

  test.each([
    ['CacheCluster', 'VpcSecurityGroupIds', 'SubnetGroupMissing', { CacheSubnetGroupName: 'subnets' }],
    ['ReplicationGroup', 'SecurityGroupIds', 'SubnetGroupMissing', { CacheSubnetGroupName: 'subnets' }],
    ['ServerlessCache', 'SecurityGroupIds', 'SubnetsMissing', { SubnetIds: ['subnet-1'] }],
  ])('is rejected in the default VPC: %s', (type, property, warning, subnets) => {
    expect(check(type, property, 'Group')).toEqual(expect.arrayContaining(['SecurityGroupOutsideDefaultVpc', warning]));
    expect(check(type, property, 'DefaultGroup')).toEqual([warning]);
    expect(check(type, property, 'Group', subnets)).toEqual([]);
  });

  test('is not reported for a group with an existing primary, or a public cache', () => {
    expect(check('ReplicationGroup', 'SecurityGroupIds', 'Group', { PrimaryClusterId: 'sessions' })).toEqual([]);
    expect(check('ServerlessCache', 'SecurityGroupIds', 'Group', { ConnectionType: 'public' })).toEqual([]);
  });
});

test('a cluster is restored from one file', () => {
  const check = (...SnapshotArns: string[]) =>
    checkResources({ Cluster: ['CacheCluster', { Engine: 'redis', NumCacheNodes: 1, SnapshotArns }] }).filter(
      (finding) => finding.includes('TooManySnapshotFiles'),
    );

  expect(check('arn:aws:s3:::backups/a.rdb')).toEqual([]);
  expect(check('arn:aws:s3:::backups/a.rdb', 'arn:aws:s3:::backups/b.rdb')).toHaveLength(1);
});
