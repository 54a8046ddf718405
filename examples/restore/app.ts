import { App, CfnOutput, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/**
 * A rehearsal of a migration: a snapshot of the existing cache, and a second cache with its data on the next engine
 * version.
 *
 * CloudFormation takes the snapshot only when it creates the resource. To rehearse with current data, change the ids of
 * the snapshot and the second cache.
 */
export class RestoreStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'cache', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });

    const sessions = new elasticache.ServerlessCache(this, 'Sessions', {
      engine: elasticache.CacheEngine.VALKEY_8,
      vpc,
    });

    const snapshot = new elasticache.ServerlessCacheSnapshot(this, 'BeforeMigration', {
      serverlessCache: sessions,
      // By default, a snapshot is retained when its stack is deleted.
      removalPolicy: RemovalPolicy.DESTROY,
    });

    const rehearsal = new elasticache.ServerlessCache(this, 'Rehearsal', {
      engine: elasticache.CacheEngine.VALKEY_9,
      vpc,
      // CloudFormation creates this cache after the snapshot.
      restoreFrom: elasticache.SnapshotSource.fromServerlessCacheSnapshot(snapshot),
    });

    new CfnOutput(this, 'Snapshot', { value: snapshot.serverlessCacheSnapshotName });
    new CfnOutput(this, 'RehearsalEndpoint', { value: rehearsal.endpoint.socketAddress });
  }
}

/** Creates the app without synthesizing it. */
export function app(): App {
  const cdkApp = new App();
  new RestoreStack(cdkApp, 'Restore');
  return cdkApp;
}

if (require.main === module) {
  app().synth();
}
