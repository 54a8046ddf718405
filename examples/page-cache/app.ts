import { App, CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/** Rendered pages in Memcached, distributed over three nodes in two Availability Zones. */
export class PageCacheStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'web', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });

    const pages = new elasticache.MemcachedCluster(this, 'Pages', {
      vpc,
      nodeType: elasticache.NodeType.of(elasticache.NodeFamily.T4G, elasticache.NodeSize.SMALL),
      // You can add nodes later.
      nodeCount: 3,
      // Pages of up to 4 MiB.
      parameters: { max_item_size: '4194304' },
      maintenanceWindow: elasticache.MaintenanceWindow.weekly({ day: elasticache.Weekday.SUNDAY, hour: 4 }),
    });

    const fn = new lambda.Function(this, 'Web', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => process.env.CACHE;'),
      timeout: Duration.seconds(10),
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      // Clients with auto discovery get the nodes from this endpoint, over TLS.
      environment: { CACHE: pages.endpoint.socketAddress },
    });
    pages.connections.allowDefaultPortFrom(fn);

    // The metric covers all nodes.
    pages.metrics.evictions().createAlarm(this, 'Evictions', { threshold: 1000, evaluationPeriods: 3 });

    new CfnOutput(this, 'Endpoint', { value: pages.endpoint.socketAddress });
  }
}

/** Creates the app without synthesizing it. */
export function app(): App {
  const cdkApp = new App();
  new PageCacheStack(cdkApp, 'PageCache');
  return cdkApp;
}

if (require.main === module) {
  app().synth();
}
