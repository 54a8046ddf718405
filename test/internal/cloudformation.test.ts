import * as fs from 'fs';
import * as path from 'path';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, RemovalPolicy, Size, Stack, Tags } from 'aws-cdk-lib/core';
import { LEFT_OUT_PROPERTIES } from './left-out-properties';
import { importVpc } from '../public/stacks';
import {
  AccessControl,
  Authentication,
  CacheEngine,
  ClusterMode,
  ConnectionType,
  SnapshotWindow,
  Weekday,
  Durability,
  EngineVersion,
  GlobalReplicationGroup,
  IamUser,
  IpDiscovery,
  LogDelivery,
  MaintenanceWindow,
  MemcachedCluster,
  NetworkType,
  NodeFamily,
  NodeSize,
  NodeType,
  ParameterGroup,
  PasswordUser,
  ReplicationGroup,
  ReplicationGroupSnapshot,
  ReplicationGroupSnapshotSource,
  ServerlessCache,
  ServerlessCacheSnapshot,
  SnapshotSource,
  SubnetGroup,
  UserGroup,
} from 'cdk-elasticache';

const ROOT = path.join(__dirname, '..', '..');

/** Lists the resource types and their properties in the newest aws-cdk-lib, except for the two of EC2-Classic. */
function listL1Types(): Map<string, string[]> {
  const types = fs.readFileSync(
    path.join(ROOT, 'node_modules/aws-cdk-lib-latest/aws-elasticache/lib/elasticache.generated.d.ts'),
    'utf8',
  );
  const found = [...types.matchAll(/^export interface Cfn(\w+)Props \{$([^]*?)^\}$/gm)].filter(
    ([, type]) => !type.startsWith('SecurityGroup'),
  );
  return new Map(
    found.map(([, type, body]) => [
      type,
      [...body.matchAll(/^ {4}readonly (\w+)\??:/gm)].map(([, name]) => formatPropertyName(name)).sort(),
    ]),
  );
}

function formatPropertyName(name: string): string {
  return (name[0].toUpperCase() + name.slice(1)).replace(/^(Az|MultiAz)(?=[A-Z])/, (az) => az.replace('Az', 'AZ'));
}

function listRenderedProperties(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { template } of createAppWithAllProps().synth().stacks) {
    for (const { Type, Properties } of Object.values<any>(template.Resources)) {
      const [, service, type] = Type.split('::');
      if (service === 'ElastiCache') {
        found.set(type, new Set([...(found.get(type) ?? []), ...Object.keys(Properties)]));
      }
    }
  }
  return found;
}

function createAppWithAllProps(): App {
  const app = new App();
  const [stack, secondaryStack] = ['us-east-1', 'eu-west-1'].map(
    (region) => new Stack(app, region, { env: { account: '123456789012', region } }),
  );
  const [vpc, secondaryVpc] = [importVpc(stack), importVpc(secondaryStack)];
  const kmsKey = new kms.Key(stack, 'Key');
  const notificationTopic = new sns.Topic(stack, 'Topic');
  const accessControl = AccessControl.fromAccessString('on ~app:* -@all +@read');
  const users = [
    new IamUser(stack, 'User', { accessControl }),
    new PasswordUser(stack, 'PasswordUser', { accessControl }),
  ];
  const userGroup = new UserGroup(stack, 'Users', { users });
  const serverlessCache = new ServerlessCache(stack, 'Serverless', {
    engine: CacheEngine.VALKEY_8,
    description: 'All',
    cacheUsageLimits: { dataStorageMaximumSize: Size.gibibytes(1), requestRateLimitMaximum: 1000 },
    backup: { backupTime: events.Schedule.cron({ hour: '3', minute: '0' }), backupNameBeforeDeletion: 'last' },
    restoreFrom: SnapshotSource.fromSnapshotName('nightly'),
    kmsKey,
    vpc,
    userGroup,
    networkType: NetworkType.IPV4,
    connectionType: ConnectionType.VPC,
  });
  new ServerlessCacheSnapshot(stack, 'ServerlessSnapshot', { serverlessCache, kmsKey });

  const windows = {
    snapshotWindow: SnapshotWindow.daily({ hour: 3 }),
    maintenanceWindow: MaintenanceWindow.weekly({ day: Weekday.SUNDAY, hour: 5 }),
  };
  const logs = { slowLog: LogDelivery.toNewLogGroup(), engineLog: LogDelivery.toNewLogGroup() };
  const nodes = { vpc, kmsKey, notificationTopic, ...windows, ...logs };
  const primary = new ReplicationGroup(stack, 'Group', {
    ...nodes,
    nodeType: NodeType.of(NodeFamily.R6GD, NodeSize.XLARGE),
    clusterMode: ClusterMode.enabled({ shardCount: 2 }),
    authentication: Authentication.userGroup(userGroup),
    networkType: NetworkType.IPV4,
    ipDiscovery: IpDiscovery.IPV4,
    restoreFrom: SnapshotSource.fromSnapshotName('nightly'),
    replicationGroupId: 'sharded',
  });
  new ReplicationGroup(stack, 'PerShard', {
    ...nodes,
    engineVersion: EngineVersion.VALKEY_9_0,
    nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
    clusterMode: ClusterMode.enabledWithShards([{ replicaCount: 1, slots: '0-16383' }]),
    authentication: Authentication.generatedAuthToken(),
    durability: Durability.SYNC,
    restoreFrom: SnapshotSource.fromS3(new s3.Bucket(stack, 'Bucket'), 'seed.rdb'),
  });
  new ReplicationGroupSnapshot(stack, 'Snapshot', {
    source: ReplicationGroupSnapshotSource.fromReplicationGroup(primary),
    kmsKey,
  });
  new ReplicationGroupSnapshot(stack, 'NodeSnapshot', {
    source: ReplicationGroupSnapshotSource.fromCacheClusterId('sessions-002'),
  });
  const global = new GlobalReplicationGroup(stack, 'Global', {
    primary,
    engineVersion: EngineVersion.VALKEY_9_0,
    parameterGroup: new ParameterGroup(stack, 'Parameters', {
      engineVersion: EngineVersion.VALKEY_9_0,
      parameters: { timeout: '60' },
    }),
    nodeType: NodeType.of(NodeFamily.R6GD, NodeSize.XLARGE2),
    shardCount: 3,
    shardPlacements: [
      {
        region: 'us-east-1',
        replicationGroupId: 'sessions',
        shards: [{ shardId: '0003', availabilityZones: ['us-east-1a', 'us-east-1b'] }],
      },
    ],
  });
  global.addSecondary(secondaryStack, 'Secondary', { vpc: secondaryVpc, authentication: Authentication.none() });
  const single = new GlobalReplicationGroup(stack, 'Single', {
    primary: new ReplicationGroup(stack, 'SinglePrimary', {
      vpc,
      nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
      authentication: Authentication.none(),
    }),
  });
  single.addSecondary(secondaryStack, 'SingleSecondary', { vpc: secondaryVpc, authentication: Authentication.none() });

  const subnetGroup = new SubnetGroup(stack, 'Subnets', {
    vpc,
    subnetGroupName: 'shared',
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
  });
  const cluster = { vpc, nodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE), subnetGroup };
  new MemcachedCluster(stack, 'Cluster', {
    ...cluster,
    clusterName: 'pages',
    networkType: NetworkType.DUAL_STACK,
    ipDiscovery: IpDiscovery.IPV6,
    notificationTopic,
    maintenanceWindow: windows.maintenanceWindow,
  });
  new MemcachedCluster(stack, 'Node', { ...cluster, nodeCount: 1, removalPolicy: RemovalPolicy.RETAIN });
  Tags.of(app).add('team', 'shop');
  return app;
}

/** Renders the table of docs/cloudformation.md. */
function renderTable(): string {
  const found = listRenderedProperties();
  const lines = [...listL1Types()].map(([type, properties]) => {
    const names = new Map<string, string[]>();
    for (const [name, reason] of Object.entries(LEFT_OUT_PROPERTIES[type] ?? {})) {
      names.set(reason, [...(names.get(reason) ?? []), `\`${name}\``]);
    }
    const reasons = [...names].map(([reason, left]) => `${left.join(', ')}: ${reason}`);
    return `| \`AWS::ElastiCache::${type}\` | ${properties.filter((name) => found.get(type)?.has(name)).length} of ${properties.length} | ${reasons.join('; ') || 'nothing'} |`;
  });
  return ['| type | properties | left out |', '| --- | --- | --- |', ...lines].join('\n');
}

test('constructs render every property, except for those left out with a reason', () => {
  const found = listRenderedProperties();
  const missing = Object.fromEntries(
    [...listL1Types()].map(([type, properties]) => [type, properties.filter((name) => !found.get(type)?.has(name))]),
  );

  expect(missing).toEqual(
    Object.fromEntries(
      [...listL1Types().keys()].map((type) => [type, Object.keys(LEFT_OUT_PROPERTIES[type] ?? {}).sort()]),
    ),
  );
});

test('constructs render no unknown properties', () => {
  const types = listL1Types();
  const unknown = [...listRenderedProperties()].flatMap(([type, properties]) =>
    [...properties].filter((name) => !types.get(type)?.includes(name)).map((name) => `${type}.${name}`),
  );

  expect(unknown).toEqual([]);
});

test('the table in the documentation is up to date', () => {
  expect(fs.readFileSync(path.join(ROOT, 'docs/cloudformation.md'), 'utf8')).toContain(renderTable());
});
