import { App, CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/** The least expensive node-based cache, for a dashboard tool: one node that only its client can access. */
export class SingleNodeStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'cache', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });

    const client = new lambda.Function(this, 'Client', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => process.env.CACHE_HOST;'),
      timeout: Duration.seconds(10),
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    });

    const cache = new elasticache.ReplicationGroup(this, 'Cache', {
      vpc,
      nodeType: elasticache.NodeType.of(elasticache.NodeFamily.T4G, elasticache.NodeSize.MICRO),
      clusterMode: elasticache.ClusterMode.disabled({ replicaCount: 0 }),
      authentication: elasticache.Authentication.none(),
    });
    cache.connections.allowDefaultPortFrom(client);

    new CfnOutput(this, 'Endpoint', { value: cache.endpoint.socketAddress });
  }
}

/** Creates the app without synthesizing it. */
export function app(): App {
  const cdkApp = new App();
  new SingleNodeStack(cdkApp, 'SingleNode');
  return cdkApp;
}

if (require.main === module) {
  app().synth();
}
