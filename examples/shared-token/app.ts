import { App, CfnOutput, Stack, StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import * as elasticache from 'cdk-elasticache';

/** The broker of a workflow tool on Valkey, with an AUTH token in AWS Secrets Manager that all clients share. */
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
      nodeType: elasticache.NodeType.of(elasticache.NodeFamily.T4G, elasticache.NodeSize.SMALL),
      engineVersion: elasticache.EngineVersion.VALKEY_8_0,
      authentication: elasticache.Authentication.generatedAuthToken(),
    });

    new CfnOutput(this, 'Endpoint', { value: broker.endpoint.socketAddress });
  }
}

/** Creates the app without synthesizing it. */
export function app(): App {
  const cdkApp = new App();
  new SharedTokenStack(cdkApp, 'SharedToken');
  return cdkApp;
}

if (require.main === module) {
  app().synth();
}
