import { App, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/** A service that connects to a serverless cache with redis-py, as a user with a password. */
export class RedisPyStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
    taskDefinition.addContainer('App', { image: ecs.ContainerImage.fromRegistry('example/redis-py') });
    const service = new ecs.FargateService(this, 'Service', {
      cluster: new ecs.Cluster(this, 'Cluster', { vpc }),
      taskDefinition,
    });

    const user = new elasticache.PasswordUser(this, 'App', {
      accessControl: elasticache.AccessControl.readWrite({ keyPatterns: ['app:*'] }),
    });
    const users = new elasticache.UserGroup(this, 'Users', { users: [user] });
    const cache = new elasticache.ServerlessCache(this, 'Cache', {
      vpc,
      engine: elasticache.CacheEngine.VALKEY_8,
      userGroup: users,
    });

    cache.connectAs(user, service);
  }
}

/** Creates the app without synthesizing it. */
export function app(): App {
  const cdkApp = new App();
  new RedisPyStack(cdkApp, 'RedisPy');
  return cdkApp;
}

if (require.main === module) {
  app().synth();
}
