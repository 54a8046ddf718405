import { App, CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/** A Valkey cache, a function that logs in with IAM instead of a password, and an alarm for throttling. */
export class QuickstartStack extends Stack {
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
    const cache = new elasticache.ServerlessCache(this, 'Cache', {
      engine: elasticache.CacheEngine.VALKEY_8,
      vpc,
      userGroup: new elasticache.UserGroup(this, 'Users', { users: [user] }),
    });

    const fn = new lambda.Function(this, 'Function', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => process.env.CACHE_HOST;'),
      timeout: Duration.seconds(10),
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      environment: {
        CACHE_HOST: cache.endpoint.hostname,
        CACHE_PORT: cache.endpoint.portAsString(),
        CACHE_NAME: cache.serverlessCacheName,
        CACHE_USER: user.userId,
      },
    });
    // Opens the security groups.
    cache.connections.allowDefaultPortFrom(fn);
    // Grants the IAM permissions to log in.
    cache.grantConnect(fn, user);

    cache.metrics.throttledCmds().createAlarm(this, 'Throttled', { threshold: 1, evaluationPeriods: 1 });

    new CfnOutput(this, 'CacheEndpoint', { value: cache.endpoint.socketAddress });
  }
}

/** Creates the app without synthesizing it. */
export function app(): App {
  const cdkApp = new App();
  new QuickstartStack(cdkApp, 'Quickstart');
  return cdkApp;
}

if (require.main === module) {
  app().synth();
}
