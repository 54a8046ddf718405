import { App, CfnOutput, Duration, RemovalPolicy, Size, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/**
 * The sessions of a web shop on serverless Valkey: the application may read and write sessions and nothing else,
 * support may look at them, and what they hold survives the cache.
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
    const support = new elasticache.PasswordUser(this, 'Support', {
      // its password is made in AWS Secrets Manager
      accessControl: elasticache.AccessControl.readOnly({ keyPatterns: ['session:*'] }),
    });

    const sessions = new elasticache.ServerlessCache(this, 'Sessions', {
      engine: elasticache.CacheEngine.VALKEY_8,
      description: 'Sessions of the shop',
      vpc,
      userGroup: new elasticache.UserGroup(this, 'Users', { users: [shop, support] }),
      // What it may cost.
      cacheUsageLimits: { dataStorageMaximumSize: Size.gibibytes(10), requestRateLimitMaximum: 50_000 },
      backup: { backupTime: events.Schedule.cron({ hour: '3', minute: '30' }), backupRetentionLimit: 7 },
      removalPolicy: RemovalPolicy.SNAPSHOT, // a last backup before it is deleted
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
        CACHE_NAME: sessions.serverlessCacheName, // what an IAM token is signed for
        CACHE_USER: shop.userId,
      },
    });
    sessions.connections.allowDefaultPortFrom(fn);
    sessions.grantConnectAs(shop, fn);

    sessions.metrics.throttledCmds().createAlarm(this, 'Throttled', { threshold: 1, evaluationPeriods: 3 });
    sessions.metrics
      .bytesUsedForCache()
      .createAlarm(this, 'FillingUp', { threshold: Size.gibibytes(8).toBytes(), evaluationPeriods: 3 });

    new CfnOutput(this, 'Endpoint', { value: sessions.endpoint.socketAddress });
  }
}

/** The app, ready to be synthesised. */
export function app(): App {
  const made = new App();
  new SessionStoreStack(made, 'SessionStore');
  return made;
}

if (require.main === module) {
  app().synth();
}
