import { App, CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/** The cache of a web shop on one node, with its slow log in a log group. */
export class SlowLogStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'cache', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });

    const cache = new elasticache.ReplicationGroup(this, 'Cache', {
      vpc,
      nodeType: elasticache.NodeType.of(elasticache.NodeFamily.T4G, elasticache.NodeSize.SMALL),
      clusterMode: elasticache.ClusterMode.disabled({ replicaCount: 0 }),
      authentication: elasticache.Authentication.none(),
      slowLog: elasticache.LogDelivery.toNewLogGroup({ retention: logs.RetentionDays.ONE_WEEK }),
    });

    new CfnOutput(this, 'Endpoint', { value: cache.endpoint.socketAddress });
  }
}

/** Creates the app without synthesizing it. */
export function app(): App {
  const cdkApp = new App();
  new SlowLogStack(cdkApp, 'SlowLog');
  return cdkApp;
}

if (require.main === module) {
  app().synth();
}
