import { App, CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/**
 * The broker of a workflow tool: Valkey behind one password for everybody, which is made in AWS Secrets Manager
 * together with host and port.
 */
export class SharedTokenStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'cache', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
    });

    const broker = new elasticache.ReplicationGroup(this, 'Broker', {
      vpc,
      nodeType: elasticache.NodeType.T4G_SMALL,
      engineVersion: elasticache.EngineVersion.VALKEY_8_0,
      authentication: elasticache.Authentication.generatedAuthToken(),
    });

    new CfnOutput(this, 'Endpoint', { value: broker.endpoint.socketAddress });
  }
}

/** The app, ready to be synthesised. */
export function app(): App {
  const made = new App();
  new SharedTokenStack(made, 'SharedToken');
  return made;
}

if (require.main === module) {
  app().synth();
}
