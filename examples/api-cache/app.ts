import { App, CfnOutput, Duration, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/** The cache of an API on Redis OSS 7.1, with custom parameters, a week of snapshots, and recommended alarms. */
export class ApiCacheStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'cache', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });

    const cache = new elasticache.ReplicationGroup(this, 'Cache', {
      vpc,
      nodeType: elasticache.NodeType.of(elasticache.NodeFamily.M7G, elasticache.NodeSize.LARGE),
      engineVersion: elasticache.EngineVersion.REDIS_7_1,
      parameters: { 'maxmemory-policy': 'allkeys-lru', timeout: '300' },
      snapshotRetention: Duration.days(7),
      snapshotWindow: elasticache.SnapshotWindow.daily({ hour: 3, minute: 30 }),
      authentication: elasticache.Authentication.none(),
    });
    cache.addRecommendedAlarms();

    new CfnOutput(this, 'Endpoint', { value: cache.endpoint.socketAddress });
  }
}

/** Creates the app without synthesizing it. */
export function app(): App {
  const cdkApp = new App();
  new ApiCacheStack(cdkApp, 'ApiCache');
  return cdkApp;
}

if (require.main === module) {
  app().synth();
}
