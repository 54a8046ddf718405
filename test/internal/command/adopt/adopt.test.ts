import * as path from 'path';
import { renderJson, renderNumber, renderText } from '../../../../src/command/adopt/expressions';
import { resolveModules } from '../../../../src/command/adopt/modules';
import { renderAdoption } from '../../../../src/command/adopt/render-adoption';
import { CommandFolder, createTemplate } from '../command-folder';

const folder = new CommandFolder();

const ROOT = path.join(__dirname, '..', '..', '..', '..');

const SERVERLESS = createTemplate('ServerlessCache', { ServerlessCacheName: 'sessions', Engine: 'valkey' });

const adopt = (Resources: object, ...logicalIds: string[]) =>
  renderAdoption({ Resources }, { name: 'template.json', logicalIds });

/** Adopts one resource with the logical id `Cache`. */
const adoptOne = (type: string, properties: object, attributes: object = {}) =>
  adopt({ Cache: { Type: `AWS::ElastiCache::${type}`, ...attributes, Properties: properties } });

const adoptGroup = (properties: object, attributes?: object) =>
  adoptOne(
    'ReplicationGroup',
    { ReplicationGroupDescription: 'd', CacheNodeType: 'cache.t3.micro', ...properties },
    attributes,
  );

describe('the command', () => {
  test('prints help', () => {
    const { code, stdout } = folder.run('adopt', '--help');

    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage: cdk-elasticache-check adopt \[options\] <template> \[logicalId…\]\n/);
    expect(stdout).toContain('--language <language>');
    expect(folder.run('adopt')).toEqual({ code: 2, stdout: '', stderr: stdout });
  });

  test('prints the code for JSON, YAML, the output of the AWS CLI, and the standard input', () => {
    const yaml = 'Resources:\n  Cache:\n    Type: AWS::ElastiCache::ServerlessCache\n    Properties:\n';
    const files = {
      'a.json': SERVERLESS,
      'b.yaml': `${yaml}      ServerlessCacheName: sessions\n      Engine: valkey\n`,
      'c.json': { TemplateBody: SERVERLESS, StagesAvailable: ['Original'] },
      'd.json': { TemplateBody: JSON.stringify(SERVERLESS) },
      'e.json': SERVERLESS.Resources.Cache,
    };

    const outputs = Object.entries(files).map(([name, content]) => folder.run('adopt', folder.write(name, content)));
    outputs.push(folder.runWith({ input: JSON.stringify(SERVERLESS) }, 'adopt', '-'));

    const codes = outputs.map(({ stdout }) => stdout.replace(/resources of \S+/, ''));
    expect(new Set(codes).size).toBe(1);
    expect(codes[0]).toContain("serverlessCacheName: 'sessions',");
    expect(outputs.map(({ code }) => code)).toEqual(Array(6).fill(0));
  });

  test.each([
    ['a file that does not exist', 'missing.json', /^missing\.json: /],
    ['a file without resources', folder.write('empty.json', {}), /no Resources section/],
    ['a list', folder.write('list.yaml', '- 1\n'), /no Resources section/],
    [
      'a template without ElastiCache',
      folder.write('topic.json', { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }),
      /contains no ElastiCache resources/,
    ],
    [
      'a template with ElastiCache resources only in unknown loops',
      folder.write('loop.json', {
        Parameters: { Names: { Type: 'CommaDelimitedList' } },
        Resources: { 'Fn::ForEach::Caches': ['Name', { Ref: 'Names' }, { '${Name}': SERVERLESS.Resources.Cache }] },
      }),
      /resources only in loops whose collection is not known at synthesis: Fn::ForEach::Caches\. Specify the values/,
    ],
  ])('exits with 2 for %s', (_, file, message) => {
    expect(folder.run('adopt', file)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) });
  });

  test('prints a step for a template with loops, which CfnInclude cannot read', () => {
    const loop = { 'Fn::ForEach::Topics': ['Name', ['a'], { 'Topic${Name}': { Type: 'AWS::SNS::Topic' } }] };
    const inResources = { Resources: { ...SERVERLESS.Resources, ...loop } };
    const inOutputs = { ...SERVERLESS, Outputs: { 'Fn::ForEach::Out': ['Name', ['a'], { '${Name}': { Value: 1 } }] } };

    const outputs = [SERVERLESS, inResources, inOutputs].map(
      (template, index) => folder.run('adopt', folder.write(`loops-${index}.json`, template)).stdout,
    );

    const step =
      " * 1. If the stack includes the template, include the output of 'aws cloudformation get-template --template-stage Processed'. CfnInclude cannot read Fn::ForEach.\n * 2. Remove these resources";
    expect(outputs.map((code) => code.includes(step))).toEqual([false, true, true]);
  });

  test('selects resources, and suggests similar logical ids', () => {
    const file = folder.write('two.json', {
      Resources: { Cache: SERVERLESS.Resources.Cache, Other: SERVERLESS.Resources.Cache },
    });

    expect(folder.run('adopt', file, 'Other').stdout).not.toContain("'Cache'");
    expect(folder.run('adopt', file, 'Caches').stderr).toContain(
      'The template contains no ElastiCache resource Caches. Use Cache.',
    );
    expect(folder.run('adopt', file, 'Something').stderr).toContain('Use Cache, Other.');
  });

  describe('--parameters', () => {
    const GROUP = {
      Parameters: { Nodes: { Type: 'Number' }, Size: { Type: 'String', AllowedValues: ['small', 'large'] } },
      ...createTemplate('ReplicationGroup', {
        ReplicationGroupDescription: 'd',
        CacheNodeType: 'cache.t3.micro',
        NumCacheClusters: { Ref: 'Nodes' },
      }),
    };

    const adoptWith = (parameters: object) =>
      folder.run(
        ...['adopt', '--parameters', folder.write('values.json', parameters), folder.write('group.json', GROUP)],
      );

    test.each([
      ['a map', { Nodes: 3 }],
      ['a list of the AWS CLI', [{ ParameterKey: 'Nodes', ParameterValue: '3' }]],
      [
        'a described stack',
        { Stacks: [{ StackName: 's', Parameters: [{ ParameterKey: 'Nodes', ParameterValue: '3' }] }] },
      ],
    ])('reads %s', (_, parameters) => {
      const { code, stdout } = adoptWith(parameters);

      expect(code).toBe(0);
      expect(stdout).toContain('replicaCount: 2,');
      expect(stdout).toContain('Verify that the stack has them:\n * - Cache.NumCacheClusters: 3\n');
    });

    test('does not know the previous value of a parameter', () => {
      const parameters = [
        { ParameterKey: 'Nodes', UsePreviousValue: true },
        { ParameterKey: 'Size', UsePreviousValue: true },
      ];

      expect(adoptWith(parameters).stdout).toContain('Specify the value of Nodes with --parameters\n');
    });

    test('rejects names and values that the template does not have', () => {
      expect(adoptWith({ Node: '3', Size: 'medium' })).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(/values\.json: .*'Node' \(did you mean 'Nodes'\?\)[^]*values\.json: .*'Size'/),
      });
    });
  });

  test('rejects unknown languages and options', () => {
    expect(folder.run('adopt', '--language', 'ruby', 'a.json').stderr).toContain(
      '--language must be typescript, python, java, csharp, or go, but got "ruby".',
    );
    expect(folder.run('adopt', '--lang', 'a.json').stderr).toContain('Unknown option: --lang.');
  });

  test('explains how to install jsii-rosetta', () => {
    const file = folder.write('python.json', SERVERLESS);

    const { code, stderr } = folder.run('adopt', '--language', 'python', file);

    expect(code).toBe(2);
    expect(stderr).toContain('--language python requires jsii-rosetta, which is not installed.');
    expect(stderr).toContain("Run 'npm install --no-save jsii-rosetta aws-cdk-lib cdk-elasticache'");
  });

  test('translates the code with the installed jsii-rosetta', () => {
    const { code, stdout } = folder.runWith(
      { input: JSON.stringify(SERVERLESS), workingFolder: ROOT },
      ...['adopt', '--language', 'python', '-'],
    );

    expect(code).toBe(0);
    expect(stdout).toContain('elasticache.ServerlessCache(self, "Cache",');
    expect(stdout).toContain('adopted=True');
  }, 60_000);

  test('reports that jsii-rosetta fails', () => {
    const script = path.join('broken', 'node_modules', 'jsii-rosetta', 'bin', 'jsii-rosetta');
    folder.write(script, "console.error('cannot translate');\nprocess.exit(1);\n");

    const { code, stderr } = folder.runWith(
      { input: JSON.stringify(SERVERLESS), workingFolder: path.join(folder.path, 'broken') },
      ...['adopt', '--language', 'go', '-'],
    );

    expect([code, stderr]).toEqual([2, expect.stringContaining('jsii-rosetta failed: cannot translate')]);
  });
});

describe('the code', () => {
  /** A description, the code, and the texts in the code. */
  type Case = [string, () => string, string[]];

  const GROUP_CASES: readonly [string, object, string][] = [
    ['a new version', { Engine: 'redis', EngineVersion: '7.9' }, "EngineVersion.of('redis', '7.9')"],
    ['a version in a parameter', { Engine: 'redis', EngineVersion: { Ref: 'V' } }, "of('redis', cdk.Fn.ref('V'))"],
    ['a new node type', { CacheNodeType: 'cache.r99g.large' }, "NodeType.fromName('cache.r99g.large')"],
    ['the alias of a key', { KmsKeyId: 'alias/cache' }, "KmsKeyIdentifier.of('alias/cache'),"],
    ['a key in a parameter', { KmsKeyId: { Ref: 'KeyArn' } }, "KmsKeyIdentifier.of(cdk.Fn.ref('KeyArn')),"],
    ['a durability', { Durability: 'sync' }, "durability: elasticache.Durability.of('sync'),"],
    ['no data tiering', { DataTieringEnabled: false }, 'dataTiering: false,'],
    ['no TLS', { TransitEncryptionEnabled: false }, 'transitEncryption: elasticache.TransitEncryption.DISABLED,'],
    ['an imported user group', { UserGroupIds: ['team'] }, "fromUserGroupName(this, 'UserGroup', 'team')"],
    [
      'one zone of a shard',
      { NodeGroupConfiguration: [{ PrimaryAvailabilityZone: 'a', ReplicaCount: 0 }] },
      "availabilityZones: ['a'],",
    ],
    [
      'the required mode of TLS',
      { TransitEncryptionEnabled: true, TransitEncryptionMode: 'required' },
      'Cache.TransitEncryptionMode: removed',
    ],
    ['a property without a prop', { PrimaryClusterId: 'node' }, 'Cache.PrimaryClusterId: removed'],
    ['an AUTH token in plain text', { AuthToken: 'secret-token-0123' }, 'Move the AUTH token of Cache to a secret.'],
    [
      'a global datastore in a parameter',
      { GlobalReplicationGroupId: { Ref: 'Global' }, CacheNodeType: undefined },
      "fromGlobalReplicationGroupId(this, 'Global2', cdk.Fn.ref('Global'))",
    ],
    ['a value that is not specified', { Port: { Ref: 'AWS::NoValue' }, MultiAZEnabled: null }, 'adopted: true,'],
  ];

  const MEMCACHED_CASES: readonly [string, object, string][] = [
    ['zones without a mode', { PreferredAvailabilityZones: ['a', 'b'] }, 'Cache.AZMode: set to cross-az'],
    ['a mode without zones', { AZMode: 'cross-az' }, 'Cache.AZMode: removed'],
    ['one zone', { PreferredAvailabilityZone: 'a' }, "availabilityZones: ['a'],"],
    ['no TLS', { TransitEncryptionEnabled: 'false' }, 'TransitEncryption.DISABLED,'],
    ['notifications', { NotificationTopicArn: { Ref: 'Topic' } }, 'notificationTopic: importedTopic,'],
    ['a window', { PreferredMaintenanceWindow: 'sun:05:00-sun:06:00' }, "fromString('sun:05:00-sun:06:00'),"],
  ];

  const SERVERLESS_CASES: readonly [string, object, string][] = [
    ['a new version', { Engine: 'valkey', MajorEngineVersion: '10' }, "CacheEngine.of('valkey', '10'),"],
    ['an engine in a parameter', { Engine: { Ref: 'Engine' } }, "CacheEngine.of(cdk.Fn.ref('Engine')),"],
    ['a public cache', { Engine: 'valkey', ConnectionType: 'public' }, 'ConnectionType.PUBLIC,'],
    ['a time of backups', { Engine: 'valkey', DailySnapshotTime: '09:30' }, 'Cache.SnapshotRetentionLimit: set to 1'],
    [
      'minimum limits',
      {
        Engine: 'valkey',
        CacheUsageLimits: { DataStorage: { Unit: 'GB', Minimum: 1 }, ECPUPerSecond: { Minimum: 1000 } },
      },
      'requestRateLimitMinimum: 1000,',
    ],
  ];

  const USER_CASES: readonly [string, object, string][] = [
    ['the default type', { Passwords: ['x'] }, 'Cache.AuthenticationMode: set to password'],
    ['a password in plain text', { Passwords: ['x'] }, 'Move the passwords of Cache to a secret.'],
    ['a new engine', { Engine: 'keydb', AuthenticationMode: { Type: 'iam' } }, "UserEngine.of('keydb'),"],
    ['another name', { UserName: 'other', AuthenticationMode: { Type: 'iam' } }, "userName: 'other',"],
  ];

  const CASES: Case[] = [
    [
      'asks for the VPC of subnets if the template does not contain it',
      () => adoptOne('SubnetGroup', { Description: 'd', SubnetIds: ['subnet-1'] }),
      ['1. Replace vpc-0123456789abcdef0 with the id of the VPC'],
    ],
    [
      'keeps lists of security groups that are not known',
      () => adoptGroup({ SecurityGroupIds: { Ref: 'Groups' } }),
      ["fromSecurityGroupId(this, 'SecurityGroups', cdk.Token.asList({ Ref: 'Groups' })[0])"],
    ],
    [
      'keeps policies, conditions, and dependencies',
      () => {
        return adoptGroup(
          { Engine: 'redis' },
          { DeletionPolicy: 'RetainExceptOnCreate', Condition: 'IsProd', DependsOn: 'Other' },
        );
      },
      [
        '.cfnOptions.deletionPolicy = cdk.CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;',
        ".addOverride('Condition', 'IsProd');",
        ".addOverride('DependsOn', 'Other');",
        'Cache.UpdateReplacePolicy: set to Delete',
      ],
    ],
    [
      'keeps the final snapshots of serverless caches as policies',
      () => {
        const policies = { DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot' };
        return adoptOne('ServerlessCache', { ServerlessCacheName: 's', Engine: 'valkey' }, policies);
      },
      ['.cfnOptions.deletionPolicy = cdk.CfnDeletionPolicy.SNAPSHOT;'],
    ],
    [
      'renders functions in all types of properties of L1 constructs',
      () => {
        return adoptOne('CacheCluster', {
          Engine: 'redis',
          NumCacheNodes: { Ref: 'Nodes' },
          AutoMinorVersionUpgrade: { Ref: 'Upgrade' },
          TransitEncryptionEnabled: 'true',
          VpcSecurityGroupIds: { Ref: 'Groups' },
          LogDeliveryConfigurations: { Ref: 'Logs' },
          Tags: [{ Key: 'team', Value: { Ref: 'Team' } }],
        });
      },
      [
        "numCacheNodes: cdk.Token.asNumber({ Ref: 'Nodes' }),",
        "autoMinorVersionUpgrade: cdk.Token.asAny({ Ref: 'Upgrade' }),",
        'transitEncryptionEnabled: true,',
        "vpcSecurityGroupIds: cdk.Token.asList({ Ref: 'Groups' }),",
        "logDeliveryConfigurations: cdk.Token.asAny({ Ref: 'Logs' }),",
        "value: cdk.Fn.ref('Team'),",
        'elasticache.SingleNodeCluster.fromCfnCacheCluster(cache);',
      ],
    ],
    [
      'imports a Memcached cluster that stays an L1 construct, and keeps unknown properties',
      () => {
        return adoptOne('CacheCluster', { Engine: 'memcached', NewProperty: 1 });
      },
      ['elasticache.MemcachedCluster.fromCfnCacheCluster(cache);', "cache.addPropertyOverride('NewProperty', 1);"],
    ],
    [
      'renders parameters of parameter groups that stay L1 constructs',
      () => adoptOne('ParameterGroup', { CacheParameterGroupFamily: 'x', Properties: { 'a-b': 'yes' } }),
      ["'a-b': 'yes',"],
    ],
    [
      'lists changes of a global datastore',
      () => {
        return adopt({
          Global: {
            Type: 'AWS::ElastiCache::GlobalReplicationGroup',
            Properties: {
              GlobalReplicationGroupIdSuffix: 'sessions',
              Engine: 'valkey',
              EngineVersion: '8.0',
              CacheNodeType: 'cache.r7g.large',
              GlobalNodeGroupCount: 2,
              CacheParameterGroupName: 'default.valkey8',
              Members: [{ ReplicationGroupId: 'sessions', ReplicationGroupRegion: 'us-east-1' }],
              RegionalConfigurations: [
                {
                  ReplicationGroupId: 'sessions',
                  ReplicationGroupRegion: 'us-east-1',
                  ReshardingConfigurations: [{ NodeGroupId: '0001', PreferredAvailabilityZones: ['us-east-1a'] }],
                },
              ],
            },
          },
        });
      },
      [
        'Global.Members: contains the Region of the stack',
        'Global.GlobalReplicationGroupDescription: set to the path',
        "elasticache.ReplicationGroup.fromReplicationGroupId(this, 'Primary', 'sessions')",
        "availabilityZones: ['us-east-1a'],",
        'shardCount: 2,',
      ],
    ],
    [
      'lists loops whose collection is unknown, also within other loops',
      () => {
        const limits = { 'Fn::ForEach::Limits': ['Limit', { Ref: 'Limits' }, { '${Limit}': { Minimum: 1 } }] };
        const resource = (properties: object) => ({
          Type: 'AWS::ElastiCache::ServerlessCache',
          Properties: { ServerlessCacheName: 'a', Engine: 'valkey', ...properties },
        });
        const topic = { Type: 'AWS::SNS::Topic', Properties: { Tags: limits } };

        return adopt({
          Cache: resource({}),
          'Fn::ForEach::Unknown': ['Name', { Ref: 'Names' }, { '${Name}': resource({}) }],
          'Fn::ForEach::Outer': ['Name', ['One'], { '${Name}': resource({ CacheUsageLimits: limits }) }],
          'Fn::ForEach::Topics': ['Name', ['Topic'], { '${Name}': topic }],
          'Fn::ForEach::Others': ['Name', { Ref: 'Names' }, { '${Name}': topic }],
        });
      },
      [
        "Loops whose resources the code does not contain:\n * - Fn::ForEach::Unknown: the collection is not known at synthesis. Specify the values of parameters with --parameters, or use the output of 'aws cloudformation get-template --template-stage Processed'\n * - One: the collection",
        "get-template --template-stage Processed'\n */",
      ],
    ],
    [
      'omits unknown loops if resources are selected',
      () => {
        const name = 'Fn::ForEach::Unknown';
        const { Cache: cache } = SERVERLESS.Resources;
        return adopt({ Cache: cache, [name]: ['Name', { Ref: 'Names' }, { '${Name}': cache }] }, 'Cache');
      },
      ["'cdk deploy'.\n */\nexport class"],
    ],
    [
      'ignores a type without a construct that is not selected',
      () => adopt({ Cache: SERVERLESS.Resources.Cache, Old: { Type: 'AWS::ElastiCache::SecurityGroup' } }, 'Cache'),
      ["'cdk deploy'.\n */\nexport class"],
    ],
    [
      'refers to caches of the template, and imports other ones, in snapshots',
      () => {
        return adopt({
          Cache: SERVERLESS.Resources.Cache,
          Group: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: { CacheNodeType: 'cache.t3.micro' } },
          Node: { Type: 'AWS::ElastiCache::CacheCluster', Properties: { Engine: 'redis', NumCacheNodes: 1 } },
          One: {
            Type: 'AWS::ElastiCache::ServerlessCacheSnapshot',
            Properties: {
              ServerlessCacheName: { Ref: 'Cache' },
              ServerlessCacheSnapshotName: 'one',
              KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
            },
          },
          Two: {
            Type: 'AWS::ElastiCache::Snapshot',
            Properties: { ReplicationGroupId: { Ref: 'Group' }, SnapshotName: 'two' },
          },
          Three: {
            Type: 'AWS::ElastiCache::Snapshot',
            Properties: { CacheClusterId: { Ref: 'Node' }, SnapshotName: 'three' },
          },
          Four: {
            Type: 'AWS::ElastiCache::Snapshot',
            Properties: { CacheClusterId: 'sessions-001', SnapshotName: 'four' },
          },
        });
      },
      [
        'serverlessCache: cache,',
        'fromReplicationGroup(group)',
        'fromCacheCluster(node)',
        "fromCacheClusterId('sessions-001')",
        'kms.Key.fromKeyArn(this,',
      ],
    ],
    [
      'renders individual shards without numbers of replicas',
      () => adoptGroup({ NodeGroupConfiguration: [{ Slots: '0-8191' }, { Slots: '8192-16383' }] }),
      ["slots: '8192-16383',"],
    ],
    [
      'names a resource whose logical id has no letters',
      () => {
        return adopt({ 1: SERVERLESS.Resources.Cache, _: SERVERLESS.Resources.Cache });
      },
      [
        "const resource1 = new elasticache.ServerlessCache(this, '1', {",
        "const resource = new elasticache.ServerlessCache(this, 'Resource', {",
      ],
    ],
    [
      'reads templates without properties',
      () => adopt({ Cache: { Type: 'AWS::ElastiCache::ReplicationGroup' } }),
      ['CacheNodeType is missing'],
    ],
    [
      'lists the resources to which attributes and variables refer',
      () => {
        return adoptGroup({
          SecurityGroupIds: [{ 'Fn::GetAtt': 'Sg.GroupId' }, { 'Fn::GetAtt': ['Other', 'GroupId'] }],
          ReplicationGroupDescription: { 'Fn::Sub': '${Topic.TopicName} in ${AWS::Region}' },
          Tags: [{ Key: 'team' }],
        });
      },
      [' * - Other\n * - Sg\n * - Topic\n', "cdk.Tags.of(cache).add('team', '');"],
    ],
    [
      'lists the parameter that cluster mode needs as a change of the parameter group',
      () => {
        return adopt({
          Parameters: {
            Type: 'AWS::ElastiCache::ParameterGroup',
            Properties: { CacheParameterGroupFamily: 'valkey8', Description: 'd' },
          },
          Cache: {
            Type: 'AWS::ElastiCache::ReplicationGroup',
            Properties: {
              CacheNodeType: 'cache.t3.micro',
              ClusterMode: 'enabled',
              CacheParameterGroupName: { Ref: 'Parameters' },
            },
          },
        });
      },
      ['Parameters.Properties: get cluster-enabled with the value yes', 'elasticache.ClusterMode.enabled({'],
    ],
    [
      'lists a removed update policy of a secondary, and log deliveries in another order',
      () => {
        const log = (LogType: string) => ({
          LogType,
          LogFormat: 'json',
          DestinationType: 'cloudwatch-logs',
          DestinationDetails: { CloudWatchLogsDetails: { LogGroup: 'logs' } },
        });

        return adoptGroup(
          {
            CacheNodeType: undefined,
            GlobalReplicationGroupId: 'global',
            LogDeliveryConfigurations: [log('engine-log'), log('slow-log')],
          },
          { UpdatePolicy: { UseOnlineResharding: true } },
        );
      },
      ['Cache.UpdatePolicy: removed', 'Cache.LogDeliveryConfigurations: lists the slow log first'],
    ],
    ...GROUP_CASES.map(([description, properties, expected]): Case => [
      `${description} of a group`,
      () => adoptGroup(properties, { UpdatePolicy: { UseOnlineResharding: false } }),
      [expected],
    ]),
    ...MEMCACHED_CASES.map(([description, properties, expected]): Case => [
      `${description} of a Memcached cluster`,
      () =>
        adoptOne('CacheCluster', {
          Engine: 'memcached',
          CacheNodeType: 'cache.t3.micro',
          NumCacheNodes: 2,
          ...properties,
        }),
      [expected],
    ]),
    ...SERVERLESS_CASES.map(([description, properties, expected]): Case => [
      `${description} of a serverless cache`,
      () => adoptOne('ServerlessCache', { ServerlessCacheName: 'sessions', ...properties }),
      [expected],
    ]),
    ...USER_CASES.map(([description, properties, expected]): Case => [
      `${description} of a user`,
      () =>
        adoptOne('User', {
          UserId: 'app',
          UserName: 'app',
          Engine: 'redis',
          AccessString: 'on ~* +@all',
          ...properties,
        }),
      [expected],
    ]),
  ];

  test.each(CASES)('%s', (_, print, texts) => {
    const code = print();

    expect(texts.filter((text) => !code.includes(text))).toEqual([]);
  });

  test.each<[string, () => string]>([
    ['a replication group', () => adoptGroup({ Engine: 'redis' })],
    [
      'a Memcached cluster',
      () => adoptOne('CacheCluster', { Engine: 'memcached', CacheNodeType: 'cache.t3.micro', NumCacheNodes: 1 }),
    ],
  ])('contains no VPC for %s if the template does not contain it', (_, print) => {
    const code = print();

    expect(code).toContain('adopted: true,');
    expect(code).not.toMatch(/vpc|ec2/i);
  });
  const GLOBAL = {
    GlobalReplicationGroupIdSuffix: 'sessions',
    Members: [{ ReplicationGroupId: 'a', Role: 'PRIMARY' }],
  };

  const L1_GROUPS: readonly [string, object, RegExp][] = [
    ['an enum member with a function', { NetworkType: { Ref: 'Type' } }, /NetworkType is not known at synthesis/],
    ['no node type', { CacheNodeType: undefined }, /CacheNodeType is missing/],
    ['a flag without a default value', { MultiAZEnabled: { Ref: 'Flag' } }, /MultiAZEnabled is not known at synthesis/],
    ['a cluster mode with a function', { ClusterMode: { Ref: 'Mode' } }, /ClusterMode is not known/],
    ['shards with a function', { NodeGroupConfiguration: { Ref: 'X' } }, /NodeGroupConfiguration is not known/],
    [
      'node counts in cluster mode',
      { ClusterMode: 'enabled', NumCacheClusters: 2 },
      /require that cluster mode is disabled/,
    ],
    [
      'different numbers of shards',
      { NumNodeGroups: 3, NodeGroupConfiguration: [{}, {}] },
      /NumNodeGroups differs from the number of shards/,
    ],
    [
      'zones of replicas only',
      { NodeGroupConfiguration: [{ ReplicaAvailabilityZones: ['a'] }] },
      /has zones only for the replicas/,
    ],
    [
      'a number of replicas with those of shards',
      {
        ReplicasPerNodeGroup: 1,
        NodeGroupConfiguration: [{ Slots: '0-8191', ReplicaCount: 1 }, { Slots: '8192-16383' }],
      },
      /ReplicasPerNodeGroup is combined with ReplicaCount/,
    ],
    ['the id of a single shard', { NodeGroupConfiguration: [{ NodeGroupId: '1' }] }, /has ids or slots/],
    ['several shards without cluster mode', { ClusterMode: 'disabled', NumNodeGroups: 2 }, /NumNodeGroups is not 1/],
    ['zones without a node count', { PreferredCacheClusterAZs: ['a'] }, /requires NumCacheClusters, which is missing/],
    ['a TLS mode with a function', { TransitEncryptionMode: { Ref: 'X' } }, /TransitEncryptionMode is not known/],
    ['several user groups', { UserGroupIds: ['a', 'b'] }, /UserGroupIds contains several user groups/],
    ['files of several buckets', { SnapshotArns: ['arn:aws:s3:::a/1', 'arn:aws:s3:::b/1'] }, /files of one bucket/],
    ['unknown files', { SnapshotArns: { Ref: 'Files' } }, /SnapshotArns is not known/],
    ['a bucket without a file', { SnapshotArns: ['arn:aws:s3:::a'] }, /files of one bucket/],
    ['a log without a destination', { LogDeliveryConfigurations: ['x'] }, /destination that has no prop/],
    ['a file with a function', { SnapshotArns: [{ Ref: 'File' }] }, /SnapshotArns is not known/],
    ['unknown logs', { LogDeliveryConfigurations: { Ref: 'Logs' } }, /LogDeliveryConfigurations is not known/],
    ['an unknown log', { LogDeliveryConfigurations: [{ LogType: 'slow-log' }] }, /destination that has no prop/],
    ['an unknown tag', { Tags: [{ Key: { Ref: 'Key' } }] }, /Tags is not known/],
    ['unknown tags', { Tags: { Ref: 'Tags' } }, /Tags is not known/],
    [
      'shards of a secondary',
      { GlobalReplicationGroupId: 'g', ReplicasPerNodeGroup: 1 },
      /depend on the primary, which is in another Region/,
    ],
  ];

  const L1_RESOURCES: readonly [string, string, object, RegExp][] = [
    ['CacheCluster', 'no node type', { Engine: 'memcached', NumCacheNodes: 1 }, /CacheNodeType is missing/],
    [
      'CacheCluster',
      'no number of nodes',
      { Engine: 'memcached', CacheNodeType: 'cache.t3.micro' },
      /NumCacheNodes is missing/,
    ],
    [
      'CacheCluster',
      'a list of one zone for one node',
      {
        Engine: 'memcached',
        CacheNodeType: 'cache.t3.micro',
        NumCacheNodes: 1,
        PreferredAvailabilityZones: ['a'],
      },
      /contains one zone for one node, for which/,
    ],
    [
      'CacheCluster',
      'unknown zones',
      {
        Engine: 'memcached',
        CacheNodeType: 'cache.t3.micro',
        NumCacheNodes: 2,
        PreferredAvailabilityZones: { Ref: 'X' },
      },
      /PreferredAvailabilityZones is not known at synthesis/,
    ],
    ['GlobalReplicationGroup', 'no members', {}, /Members contains secondaries/],
    ['GlobalReplicationGroup', 'unknown members', { Members: { Ref: 'X' } }, /Members is not known/],
    ['ServerlessCache', 'unknown limits', { CacheUsageLimits: { Ref: 'X' } }, /CacheUsageLimits is not known/],
    ['ServerlessCache', 'an invalid time', { DailySnapshotTime: '9' }, /DailySnapshotTime does not have the format/],
    ['ServerlessCache', 'an unknown time', { DailySnapshotTime: { Ref: 'X' } }, /DailySnapshotTime is not known/],
    ['SubnetGroup', 'no subnets', {}, /SubnetIds is missing/],
    ['ParameterGroup', 'unknown parameters', { Properties: { Ref: 'X' } }, /Properties is not known/],
    [
      'ParameterGroup',
      'an unknown family',
      { CacheParameterGroupFamily: { Ref: 'X' } },
      /CacheParameterGroupFamily is not known/,
    ],
    ['User', 'no access string', { Engine: 'redis', AuthenticationMode: { Type: 'iam' } }, /AccessString is missing/],
    [
      'User',
      'an engine in uppercase',
      { UserId: 'a', UserName: 'a', Engine: 'Redis', AccessString: 'on', AuthenticationMode: { Type: 'iam' } },
      /Engine has uppercase letters/,
    ],
    ['User', 'no engine', { AuthenticationMode: { Type: 'iam' } }, /Engine is missing/],
    [
      'User',
      'unknown passwords in AuthenticationMode',
      { AuthenticationMode: { Type: 'password', Passwords: { Ref: 'X' } } },
      /AuthenticationMode does not list the passwords individually/,
    ],
    ['User', 'unknown passwords', { Passwords: { Ref: 'X' } }, /Passwords does not list the passwords individually/],
    [
      'User',
      'passwords under a condition',
      { Passwords: { 'Fn::If': ['IsProd', { Ref: 'X' }, { Ref: 'Y' }] } },
      /Passwords is not known at synthesis/,
    ],
    ['User', 'a text as passwords', { Passwords: 'x' }, /Passwords does not list the passwords individually/],
    [
      'User',
      'an unknown type',
      { UserId: 'a', UserName: 'a', Engine: 'redis', AccessString: 'on', AuthenticationMode: { Type: 'saml' } },
      /AuthenticationMode has the type "saml"/,
    ],
    ['UserGroup', 'no users', {}, /UserIds is missing/],
    ['UserGroup', 'unknown users', { UserIds: { Ref: 'X' } }, /UserIds is not known/],
    [
      'GlobalReplicationGroup',
      'secondaries',
      { Members: [{ Role: 'PRIMARY' }, { Role: 'SECONDARY' }] },
      /Members contains secondaries/,
    ],
    [
      'GlobalReplicationGroup',
      'unknown placements',
      { ...GLOBAL, RegionalConfigurations: { Ref: 'X' } },
      /RegionalConfigurations is not known/,
    ],
    [
      'GlobalReplicationGroup',
      'placements without shards',
      { ...GLOBAL, RegionalConfigurations: [{}] },
      /RegionalConfigurations is not known/,
    ],
    ['Snapshot', 'two sources', { ReplicationGroupId: 'a', CacheClusterId: 'b' }, /are combined/],
    ['ServerlessCacheSnapshot', 'the id of a key', { KmsKeyId: '1234' }, /not the ARN of a key/],
    ...L1_GROUPS.map(([description, properties, reason]): [string, string, object, RegExp] => [
      'ReplicationGroup',
      description,
      { ReplicationGroupDescription: 'd', CacheNodeType: 'cache.t3.micro', ...properties },
      reason,
    ]),
  ];

  test.each(L1_RESOURCES)('keeps a %s with %s as an L1 construct', (type, _, properties, reason) => {
    const code = adoptOne(type, properties);

    expect(code).toMatch(new RegExp(`- Cache: .*${reason.source}`));
    expect(code).toMatch(/new (l1\.Cfn\w+|cdk\.CfnResource)\(this, 'Cache', /);
    expect(code).toContain("cache.overrideLogicalId('Cache');");
    expect(code).not.toMatch(/new elasticache\./);
  });

  test.each([
    ['of a security group', { Sg: { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: 'vpc-1' } } }, "'vpc-1'"],
    ['in the template', { Main: { Type: 'AWS::EC2::VPC' } }, "cdk.Fn.ref('Main')"],
  ])('uses the VPC %s', (_, others, vpcId) => {
    const cache = { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: { CacheNodeType: 'cache.t3.micro' } };

    const code = adopt({ ...others, Empty: { Type: 'AWS::EC2::SecurityGroup' }, Cache: cache });

    expect(code).toContain(`vpcId: ${vpcId},`);
    expect(code).not.toContain('Replace vpc-');
  });

  test('declares the VPC of subnets that are a parameter once', () => {
    const code = adopt({
      Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: { Ref: 'VpcId' } } },
      Subnets: { Type: 'AWS::ElastiCache::SubnetGroup', Properties: { SubnetIds: { Ref: 'SubnetIds' } } },
      Cache: {
        Type: 'AWS::ElastiCache::CacheCluster',
        Properties: {
          Engine: 'memcached',
          CacheNodeType: 'cache.t4g.micro',
          NumCacheNodes: 1,
          CacheSubnetGroupName: { Ref: 'Subnets' },
        },
      },
    });

    expect(code.match(/fromVpcAttributes/g)).toHaveLength(1);
    expect(code.match(/^ {6}vpc,$/gm)).toHaveLength(2);
    expect(code).toMatch(/refers by their logical ids:\n \* - SubnetIds\n \* - VpcId\n/);
  });

  test('declares imported resources once, with distinct names', () => {
    const properties = {
      CacheNodeType: 'cache.t3.micro',
      SecurityGroupIds: ['sg-1', { Ref: 'Sg' }],
      CacheSubnetGroupName: { 'Fn::ImportValue': 'subnets' },
    };
    const cache = { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: properties };

    const code = adopt({ One: cache, Sg2: { ...cache, Properties: { ...properties, SecurityGroupIds: ['sg-2'] } } });

    expect(code.match(/fromSecurityGroupId/g)).toHaveLength(3);
    expect(code.match(/fromSubnetGroupName\(this, 'SubnetGroup', cdk\.Fn\.importValue\('subnets'\)\)/g)).toHaveLength(
      1,
    );
    expect(code).toContain('securityGroups: [securityGroup, sg],');
  });

  describe('secrets in plain text', () => {
    const adoptUser = (Passwords: unknown, parameters: object) =>
      renderAdoption(
        {
          Parameters: parameters,
          Resources: {
            User: {
              Type: 'AWS::ElastiCache::User',
              Properties: { UserId: 'a', UserName: 'a', Engine: 'redis', AccessString: 'on', Passwords },
            },
          },
        },
        { name: 'template.json', logicalIds: [] },
      );

    const STEP = 'Move the passwords of User to a secret. The template contains them in plain text.';

    test.each<[string, unknown, object]>([
      ['a text', ['secret'], {}],
      ['a number', [1234567890123456], {}],
      ['one of two texts', ['{{resolve:ssm-secure:password:1}}', 'secret'], {}],
      ['the default of a parameter', [{ Ref: 'Password' }], { Password: { Type: 'String', Default: 'secret' } }],
      ['a text under a condition', [{ 'Fn::If': ['IsProd', { Ref: 'Password' }, 'secret'] }], {}],
      ['a text in a mapping', [{ 'Fn::FindInMap': ['Passwords', 'prod', 'app'] }], {}],
      ['a joined text', [{ 'Fn::Join': ['', ['sec', 'ret']] }], {}],
      ['passwords of an L1 construct', { 'Fn::Split': [',', 'secret,other'] }, {}],
    ])('adds a step and a comment for %s', (_, passwords, parameters) => {
      const code = adoptUser(passwords, parameters);

      expect(code).toContain(`. ${STEP}\n`);
      expect(code).toContain(
        '    // Move the passwords to a secret. The template contains them in plain text.\n    const user = new ',
      );
    });

    test.each<[string, unknown, object]>([
      ['a dynamic reference', ['{{resolve:ssm-secure:password:1}}'], {}],
      ['a dynamic reference with a function', [{ 'Fn::Sub': '{{resolve:secretsmanager:${Secret}}}' }], {}],
      ['a parameter without a default', [{ Ref: 'Password' }], { Password: { Type: 'String', NoEcho: true } }],
      [
        'a parameter of Systems Manager',
        [{ Ref: 'Password' }],
        { Password: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/app/password' } },
      ],
      ['an attribute', [{ 'Fn::GetAtt': ['Generator', 'Password'] }], {}],
      ['an imported value', [{ 'Fn::ImportValue': 'password' }], {}],
      ['a text with a variable', [{ 'Fn::Sub': '${Password}' }], {}],
    ])('adds no step for %s', (_, passwords, parameters) => {
      expect(adoptUser(passwords, parameters)).not.toContain('in plain text');
    });

    test('adds a comment for an AUTH token', () => {
      expect(adoptGroup({ AuthToken: 'secret-token-0123' })).toContain(
        '    // Move the AUTH token to a secret. The template contains it in plain text.\n    const cache = new ',
      );
    });
  });

  test('does not hide other errors', () => {
    const properties = {
      Engine: {
        toString: () => {
          throw new RangeError('unexpected');
        },
      },
    };

    expect(() => adoptOne('ServerlessCache', properties)).toThrow(RangeError);
  });
});

describe('expressions', () => {
  test.each<[unknown, string]>([
    ['it\'s "a"\n', "'it\\'s \"a\"\\n'"],
    [{ Ref: 'AWS::Region' }, 'cdk.Aws.REGION'],
    [{ 'Fn::GetAtt': 'Key.Arn' }, "cdk.Fn.getAtt('Key', 'Arn').toString()"],
    [{ 'Fn::GetAtt': ['Key', { Ref: 'Name' }] }, "cdk.Token.asString({ 'Fn::GetAtt': ['Key', { Ref: 'Name' }] })"],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'B' }]] }, "cdk.Fn.join('-', ['a', cdk.Fn.ref('B')])"],
    [{ 'Fn::Join': 'a' }, "cdk.Token.asString({ 'Fn::Join': 'a' })"],
    [{ 'Fn::Select': [1, { Ref: 'List' }] }, "cdk.Fn.select(1, cdk.Token.asList({ Ref: 'List' }))"],
    [{ 'Fn::Select': [{ Ref: 'I' }, ['a']] }, "cdk.Token.asString({ 'Fn::Select': [{ Ref: 'I' }, ['a']] })"],
    [{ 'Fn::Sub': '${A}' }, "cdk.Fn.sub('${A}')"],
    [{ 'Fn::Sub': ['${A}', { A: '1' }] }, "cdk.Fn.sub('${A}', {\n  A: '1',\n})"],
    [{ 'Fn::Sub': ['${A}'] }, "cdk.Token.asString({ 'Fn::Sub': ['${A}'] })"],
    [{ 'Fn::Sub': 1 }, "cdk.Token.asString({ 'Fn::Sub': 1 })"],
    [{ 'Fn::If': ['Prod', true, 2] }, "cdk.Token.asString({ 'Fn::If': ['Prod', true, 2] })"],
  ])('renders the text %j', (value, code) => {
    expect(resolveModules(renderText(value)).code).toBe(code);
  });

  test('renders JSON and numbers', () => {
    const codes = [renderJson({ value: {}, number: 1 }), renderNumber('6379'), renderNumber({ Ref: 'Port' })];

    expect(codes.map((code) => resolveModules(code).code)).toEqual([
      '{ value: {}, number: 1 }',
      '6379',
      "cdk.Token.asNumber({ Ref: 'Port' })",
    ]);
  });
});
