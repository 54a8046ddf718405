import { App, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/** A service that connects with Jedis and a connection URL, with an AUTH token. */
export class JedisStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 1 });
    const taskDefinition = new ecs.FargateTaskDefinition(this, 'Task');
    taskDefinition.addContainer('App', { image: ecs.ContainerImage.fromRegistry('example/jedis') });
    const service = new ecs.FargateService(this, 'Service', {
      cluster: new ecs.Cluster(this, 'Cluster', { vpc }),
      taskDefinition,
    });

    const cache = new elasticache.ReplicationGroup(this, 'Cache', {
      vpc,
      nodeType: elasticache.NodeType.of(elasticache.NodeFamily.T4G, elasticache.NodeSize.SMALL),
      engineVersion: elasticache.EngineVersion.VALKEY_8_0,
      authentication: elasticache.Authentication.generatedAuthToken(),
    });

    cache.connect(service, { urlVariable: 'REDIS_URL' });
  }
}

/** Creates the app without synthesizing it. */
export function app(): App {
  const cdkApp = new App();
  new JedisStack(cdkApp, 'Jedis');
  return cdkApp;
}

if (require.main === module) {
  app().synth();
}
