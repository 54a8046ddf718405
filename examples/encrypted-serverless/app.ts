import { App, CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/** A serverless cache with a customer managed key, and a function that logs in with IAM to read and write. */
export class EncryptedServerlessStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'cache', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });

    const fn = new lambda.Function(this, 'Function', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => process.env.CACHE_HOST;'),
      timeout: Duration.seconds(10),
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    });

    const user = new elasticache.IamUser(this, 'App', {
      accessControl: elasticache.AccessControl.readWrite({ keyPatterns: ['app:*'] }),
    });
    const cache = new elasticache.ServerlessCache(this, 'Cache', {
      engine: elasticache.CacheEngine.VALKEY_8,
      vpc,
      kmsKey: new kms.Key(this, 'Key'),
      userGroup: new elasticache.UserGroup(this, 'Users', { users: [user] }),
    });
    cache.connectAs(user, fn);

    new CfnOutput(this, 'Endpoint', { value: cache.endpoint.socketAddress });
    new CfnOutput(this, 'CacheArn', { value: cache.serverlessCacheArn });
  }
}

/** Creates the app without synthesizing it. */
export function app(): App {
  const cdkApp = new App();
  new EncryptedServerlessStack(cdkApp, 'EncryptedServerless');
  return cdkApp;
}

if (require.main === module) {
  app().synth();
}
