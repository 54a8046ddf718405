import { App, CfnOutput, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/**
 * A rehearsal of a migration: a snapshot of the cache in use, and a second cache that starts with its data, on the next
 * version of the engine.
 *
 * CloudFormation takes the snapshot once, when the stack is first deployed with it. To rehearse again with the data of
 * then, give snapshot and cache other ids.
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
      removalPolicy: RemovalPolicy.DESTROY, // a rehearsal's; without a word, a snapshot stays when its stack goes
    });

    const rehearsal = new elasticache.ServerlessCache(this, 'Rehearsal', {
      engine: elasticache.CacheEngine.VALKEY_9,
      vpc,
      // Made after the snapshot, which is made after its cache.
      restoreFrom: elasticache.SnapshotSource.fromServerlessCacheSnapshot(snapshot),
    });

    new CfnOutput(this, 'Snapshot', { value: snapshot.serverlessCacheSnapshotName });
    new CfnOutput(this, 'RehearsalEndpoint', { value: rehearsal.endpoint.socketAddress });
  }
}

/** The app, ready to be synthesised. */
export function app(): App {
  const made = new App();
  new RestoreStack(made, 'Restore');
  return made;
}

if (require.main === module) {
  app().synth();
}
