import { App, CfnOutput, Duration, RemovalPolicy, Size, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/**
 * The sessions of a web shop on serverless Valkey: the application can only read and write sessions, support can only
 * read them, and a final backup is taken before the cache is deleted.
 */
export class SessionStoreStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'shop', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });

    const shop = new elasticache.IamUser(this, 'Shop', {
      accessControl: elasticache.AccessControl.readWrite({ keyPatterns: ['session:*'] }),
    });
    // AWS Secrets Manager generates the password.
    const support = new elasticache.PasswordUser(this, 'Support', {
      accessControl: elasticache.AccessControl.readOnly({ keyPatterns: ['session:*'] }),
    });

    const sessions = new elasticache.ServerlessCache(this, 'Sessions', {
      engine: elasticache.CacheEngine.VALKEY_8,
      description: 'Sessions of the shop',
      vpc,
      userGroup: new elasticache.UserGroup(this, 'Users', { users: [shop, support] }),
      // Limits the costs.
      cacheUsageLimits: { dataStorageMaximumSize: Size.gibibytes(10), requestRateLimitMaximum: 50_000 },
      backup: { backupTime: events.Schedule.cron({ hour: '3', minute: '30' }), backupRetentionLimit: 7 },
      // Takes a final backup before the cache is deleted.
      removalPolicy: RemovalPolicy.SNAPSHOT,
    });

    const fn = new lambda.Function(this, 'Api', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => process.env.CACHE_HOST;'),
      timeout: Duration.seconds(10),
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      environment: {
        CACHE_HOST: sessions.endpoint.hostname,
        // IAM authentication tokens contain the name.
        CACHE_NAME: sessions.serverlessCacheName,
        CACHE_USER: shop.userId,
      },
    });
    sessions.connections.allowDefaultPortFrom(fn);
    sessions.grantConnect(fn, shop);

    sessions.metrics.throttledCmds().createAlarm(this, 'Throttled', { threshold: 1, evaluationPeriods: 3 });
    sessions.metrics
      .bytesUsedForCache()
      .createAlarm(this, 'FillingUp', { threshold: Size.gibibytes(8).toBytes(), evaluationPeriods: 3 });

    new CfnOutput(this, 'Endpoint', { value: sessions.endpoint.socketAddress });
  }
}

/** Creates the app without synthesizing it. */
export function app(): App {
  const cdkApp = new App();
  new SessionStoreStack(cdkApp, 'SessionStore');
  return cdkApp;
}

if (require.main === module) {
  app().synth();
}
