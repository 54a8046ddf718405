import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import {
  CfnCacheCluster,
  CfnReplicationGroup,
  CfnServerlessCache,
  CfnUser,
  CfnUserGroup,
} from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
import * as elasticache from 'cdk-elasticache';

const ACCOUNT = '123456789012';

/** Snippets are synthesized for an account and a Region, so that templates contain zones and names. */
export const PRIMARY_ENV = { account: ACCOUNT, region: 'us-east-1' };
export const SECONDARY_ENV = { account: ACCOUNT, region: 'eu-west-1' };

/** The context values of the Availability Zones, which the CDK would look up. */
export const AVAILABILITY_ZONES = Object.fromEntries(
  [PRIMARY_ENV, SECONDARY_ENV].map(({ account, region }) => [
    `availability-zones:account=${account}:region=${region}`,
    ['a', 'b', 'c'].map((zone) => `${region}${zone}`),
  ]),
);

type FixtureFactory = (stack: Stack, name: string, fixtures: Fixtures) => any;

const accessControl = elasticache.AccessControl.readWrite({ keyPatterns: ['app:*'] });

const L1_USER = {
  engine: 'valkey',
  accessString: accessControl.accessString,
  authenticationMode: { Type: 'iam' },
};

/** Creates the constructs that snippets declare, by type. */
const FACTORIES: Record<string, FixtureFactory> = {
  Stack: (stack, name) => new Stack(stack.node.root as App, name, { env: SECONDARY_ENV }),
  'cloudwatch.Dashboard': (stack, name) => new cloudwatch.Dashboard(stack, name),
  'ec2.Vpc': (stack, name) =>
    new ec2.Vpc(name.endsWith('InIreland') ? stack.node.root.node.findChild('ireland') : stack, name, {
      maxAzs: 2,
      subnetConfiguration: [
        { name: 'Public', subnetType: ec2.SubnetType.PUBLIC },
        { name: 'Private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
        { name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      ],
    }),
  'ec2.Instance': (stack, name, { vpc }) =>
    new ec2.Instance(stack, name, {
      vpc,
      instanceType: new ec2.InstanceType('t4g.nano'),
      machineImage: ec2.MachineImage.latestAmazonLinux2023(),
    }),
  'ec2.ISecurityGroup': (stack, name, { vpc }) => new ec2.SecurityGroup(stack, name, { vpc }),
  'ec2.SecurityGroup': (stack, name, { vpc }) => new ec2.SecurityGroup(stack, name, { vpc }),
  'ecs.FargateService': (stack, name, { vpc }) => {
    const taskDefinition = new ecs.FargateTaskDefinition(stack, `${name}Task`);
    taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('app') });
    return new ecs.FargateService(stack, name, {
      cluster: new ecs.Cluster(stack, `${name}Cluster`, { vpc }),
      taskDefinition,
    });
  },
  'lambda.Function': (stack, name, { vpc }) =>
    new lambda.Function(stack, name, {
      vpc,
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => {};'),
    }),
  'iam.ManagedPolicy': (stack, name) =>
    new iam.ManagedPolicy(stack, name, {
      statements: [new iam.PolicyStatement({ actions: ['elasticache:*', 'secretsmanager:*'], resources: ['*'] })],
    }),
  'iam.Role': (stack, name) => new iam.Role(stack, name, { assumedBy: new iam.AccountRootPrincipal() }),
  'kms.Key': (stack, name) => new kms.Key(stack, name),
  's3.Bucket': (stack, name) => new s3.Bucket(stack, name),
  'secretsmanager.Secret': (stack, name) =>
    new secretsmanager.Secret(stack, name, {
      generateSecretString: { secretStringTemplate: '{}', generateStringKey: 'password', excludePunctuation: true },
    }),
  'sns.Topic': (stack, name) => new sns.Topic(stack, name),
  CfnServerlessCache: (stack, name) =>
    new CfnServerlessCache(stack, name, { engine: 'valkey', majorEngineVersion: '8', serverlessCacheName: 'carts' }),
  CfnReplicationGroup: (stack, name) =>
    new CfnReplicationGroup(stack, name, {
      replicationGroupDescription: 'Sessions',
      engine: 'valkey',
      engineVersion: '8.1',
      cacheNodeType: 'cache.r7g.large',
      cacheSubnetGroupName: 'subnets',
      numCacheClusters: 2,
      automaticFailoverEnabled: true,
      transitEncryptionEnabled: true,
    }),
  Construct: (stack, name, { vpc }) => new elasticache.ServerlessCache(stack, name, { vpc }),
  'elasticache.AccessControl': () => accessControl,
  'elasticache.IamUser': (stack, name, { team }) => {
    const user = new elasticache.IamUser(stack, name, { accessControl });
    team!.addUser(user);
    return user;
  },
  'elasticache.PasswordUser': (stack, name, { team }) => {
    const user = new elasticache.PasswordUser(stack, name, { accessControl });
    team!.addUser(user);
    return user;
  },
  'elasticache.UserGroup': (stack, name) =>
    new elasticache.UserGroup(stack, name, {
      users: [new elasticache.IamUser(stack, `${name}User`, { accessControl })],
    }),
  'elasticache.ServerlessCache': (stack, name, { vpc, team }) =>
    new elasticache.ServerlessCache(stack, name, { vpc, userGroup: team }),
  'elasticache.MemcachedCluster': (stack, name, { vpc }) => createMemcachedCluster(stack, name, vpc),
  'elasticache.ReplicationGroup': (stack, name, { vpc, team }) =>
    new elasticache.ReplicationGroup(stack, name, {
      vpc,
      nodeType: elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE),
      clusterMode:
        name === 'group' ? elasticache.ClusterMode.enabled({ shardCount: 2, replicasPerShard: 1 }) : undefined,
      authentication: team ? elasticache.Authentication.userGroup(team) : elasticache.Authentication.none(),
    }),
  'elasticache.MemcachedClusterMetrics': (stack, name, { vpc }) => createMemcachedCluster(stack, name, vpc).metrics,
  'elasticache.NodeMetric': (stack, name, { vpc }) => createMemcachedCluster(stack, name, vpc).metrics.evictions(),
  'elasticache.SingleNodeClusterMetrics': (stack, name) =>
    elasticache.SingleNodeCluster.fromClusterName(stack, name, 'sessions').metrics,
  'elasticache.ReplicationGroupMetrics': (stack, name, { vpc }) =>
    new elasticache.ReplicationGroup(stack, name, {
      vpc,
      nodeType: elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE),
      authentication: elasticache.Authentication.none(),
    }).metrics,
  CfnCacheCluster: (stack, name) =>
    new CfnCacheCluster(stack, name, {
      engine: name === 'cluster' ? 'memcached' : 'redis',
      cacheNodeType: 'cache.m7g.large',
      numCacheNodes: 1,
      cacheSubnetGroupName: 'subnets',
    }),
  CfnUser: (stack, name) => new CfnUser(stack, name, { ...L1_USER, userId: 'app', userName: 'app' }),
  CfnUserGroup: (stack, name) => {
    const user = new CfnUser(stack, `${name}User`, { ...L1_USER, userId: 'app', userName: 'app' });
    return new CfnUserGroup(stack, name, { engine: 'valkey', userGroupId: 'team', userIds: [user.ref] });
  },
  any: () => ({ Resources: {} }),
  string: () => writeTemplate(),
};

/** Writes a template with a cache to which an output refers, and returns its path. */
function writeTemplate(): string {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'snippet-')), 'deployed.json');
  const Sessions = {
    Type: 'AWS::ElastiCache::ServerlessCache',
    Properties: { ServerlessCacheName: 'sessions', Engine: 'valkey', MajorEngineVersion: '8' },
  };
  const Outputs = { Host: { Value: { 'Fn::GetAtt': ['Sessions', 'Endpoint.Address'] } } };
  fs.writeFileSync(file, JSON.stringify({ Resources: { Sessions }, Outputs }));
  return file;
}

function createMemcachedCluster(stack: Stack, id: string, vpc: ec2.IVpc): elasticache.MemcachedCluster {
  return new elasticache.MemcachedCluster(stack, id, {
    vpc,
    nodeType: elasticache.NodeType.of(elasticache.NodeFamily.M7G, elasticache.NodeSize.LARGE),
  });
}

/** The constructs that a snippet declares. */
export class Fixtures {
  /** The paths of the created resources, each with the name of its fixture. */
  public readonly owners = new Map<string, string>();
  private readonly created = new Map<string, any>();
  public constructor(
    private readonly stack: Stack,
    private readonly declared: ReadonlyMap<string, string>,
  ) {}

  public get vpc(): ec2.IVpc {
    return this.get('vpc');
  }

  /** The group of declared users, which declared caches use. */
  public get team(): elasticache.UserGroup | undefined {
    const types = [...this.declared.values()];
    const hasUsers = types.includes('elasticache.IamUser') || types.includes('elasticache.PasswordUser');
    return hasUsers ? this.get('team') : undefined;
  }

  public get(name: string): any {
    if (!this.created.has(name)) {
      const type = this.declared.get(name) ?? { vpc: 'ec2.Vpc', team: 'elasticache.UserGroup' }[name]!;
      if (!Object.hasOwn(FACTORIES, type)) {
        throw new Error(`No fixture for type ${type}`);
      }
      this.created.set(name, FACTORIES[type](this.stack, name, this));
      for (const { node } of this.stack.node.root.node.findAll().filter(CfnResource.isCfnResource)) {
        if (!this.owners.has(node.path)) {
          this.owners.set(node.path, name);
        }
      }
    }
    return this.created.get(name);
  }
}
