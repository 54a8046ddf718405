import { App, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/** A worker that processes the jobs of a queue of BullMQ. The cache must not evict the keys of the queue. */
export class BullMqStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
    taskDefinition.addContainer('App', { image: ecs.ContainerImage.fromRegistry('example/bullmq') });
    const service = new ecs.FargateService(this, 'Service', {
      cluster: new ecs.Cluster(this, 'Cluster', { vpc }),
      taskDefinition,
    });

    const user = new elasticache.PasswordUser(this, 'Worker', {
      accessControl: elasticache.AccessControl.allExceptDangerous({
        keyPatterns: ['bull:*'],
        channelPatterns: ['bull:*'],
      }),
    });
    const users = new elasticache.UserGroup(this, 'Users', { users: [user] });
    const queue = new elasticache.ReplicationGroup(this, 'Queue', {
      vpc,
      nodeType: elasticache.NodeType.of(elasticache.NodeFamily.T4G, elasticache.NodeSize.SMALL),
      engineVersion: elasticache.EngineVersion.VALKEY_8_0,
      parameters: { 'maxmemory-policy': 'noeviction' },
      authentication: elasticache.Authentication.userGroup(users),
    });

    queue.connectAs(user, service, { urlVariable: 'REDIS_URL' });
  }
}

/** Creates the app without synthesizing it. */
export function app(): App {
  const cdkApp = new App();
  new BullMqStack(cdkApp, 'BullMq');
  return cdkApp;
}

if (require.main === module) {
  app().synth();
}
