import { App, CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/** Valkey with two shards, each with a replica in another Availability Zone. */
export class ShardedCacheStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'cache', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });

    const user = new elasticache.IamUser(this, 'App', {
      accessControl: elasticache.AccessControl.readWrite({ keyPatterns: ['app:*'] }),
    });
    const cache = new elasticache.ReplicationGroup(this, 'Cache', {
      vpc,
      nodeType: elasticache.NodeType.of(elasticache.NodeFamily.M7G, elasticache.NodeSize.LARGE),
      // You can add shards without downtime.
      clusterMode: elasticache.ClusterMode.enabled({ shardCount: 2, replicasPerShard: 1 }),
      authentication: elasticache.Authentication.userGroup(new elasticache.UserGroup(this, 'Users', { users: [user] })),
      parameters: { 'maxmemory-policy': 'allkeys-lru' },
    });

    const fn = new lambda.Function(this, 'Function', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => process.env.CACHE_HOST;'),
      timeout: Duration.seconds(10),
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      environment: {
        // The configuration endpoint, from which cluster clients get the shards.
        CACHE_HOST: cache.endpoint.hostname,
        CACHE_PORT: cache.endpoint.portAsString(),
        CACHE_NAME: cache.replicationGroupId,
        CACHE_USER: user.userId,
      },
    });
    cache.connections.allowDefaultPortFrom(fn);
    cache.grantConnect(fn, user);

    new CfnOutput(this, 'Endpoint', { value: cache.endpoint.socketAddress });
  }
}

/** Creates the app without synthesizing it. */
export function app(): App {
  const cdkApp = new App();
  new ShardedCacheStack(cdkApp, 'ShardedCache');
  return cdkApp;
}

if (require.main === module) {
  app().synth();
}
