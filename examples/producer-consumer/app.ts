import { App, Duration, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/**
 * A queue of orders on Redis OSS: the producer can only write, the consumer can only read, and each has its own
 * password. Other clients have no access.
 */
export class ProducerConsumerStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'cache', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });

    const producer = new lambda.Function(this, 'Producer', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => process.env.CACHE_HOST;'),
      timeout: Duration.seconds(10),
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    });
    const consumer = new lambda.Function(this, 'Consumer', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => process.env.CACHE_HOST;'),
      timeout: Duration.seconds(10),
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    });

    const engine = elasticache.UserEngine.REDIS;
    const writer = new elasticache.PasswordUser(this, 'Writer', {
      engine,
      accessControl: elasticache.AccessControl.fromAccessString('on ~order:* -@all +set +@connection +info +cluster'),
    });
    const reader = new elasticache.PasswordUser(this, 'Reader', {
      engine,
      accessControl: elasticache.AccessControl.fromAccessString('on ~order:* -@all +get +@connection +info +cluster'),
    });
    const cache = new elasticache.ReplicationGroup(this, 'Orders', {
      vpc,
      nodeType: elasticache.NodeType.of(elasticache.NodeFamily.M7G, elasticache.NodeSize.LARGE),
      engineVersion: elasticache.EngineVersion.REDIS_7_1,
      authentication: elasticache.Authentication.userGroup(
        new elasticache.UserGroup(this, 'Users', { engine, users: [writer, reader], disableDefaultUser: true }),
      ),
    });
    // Opens the network, grants read access to the password, and sets environment variables.
    cache.connectAs(writer, producer);
    cache.connectAs(reader, consumer);
  }
}

/** Creates the app without synthesizing it. */
export function app(): App {
  const cdkApp = new App();
  new ProducerConsumerStack(cdkApp, 'ProducerConsumer');
  return cdkApp;
}

if (require.main === module) {
  app().synth();
}
