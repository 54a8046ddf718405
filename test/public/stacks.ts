import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, Stack } from 'aws-cdk-lib/core';

/** Creates an empty stack in a new app. It is environment-agnostic by default. */
export function emptyStack(id: string = 'Stack', env?: { account: string; region: string }): Stack {
  return new Stack(new App(), id, { env });
}

/** Creates an empty stack whose template is newer than aws-cdk-lib, or invalid on purpose. */
export function emptyStackWithoutCfnValidation(): Stack {
  return new Stack(createAppWithoutCfnValidation(), 'Stack');
}

/** Creates an app in which aws-cdk-lib's validation of templates cannot fail the synthesis. */
export function createAppWithoutCfnValidation(context: Record<string, unknown> = {}): App {
  return new App({ postCliContext: { ...context, '@aws-cdk/core:strictCfnValidateErrors': false } });
}

/** Imports a VPC with private, isolated, and public subnets in two Availability Zones. */
export function importVpc(stack: Stack, id: string = 'Vpc'): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, id, {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['a', 'b'],
    privateSubnetIds: SUBNETS.private,
    isolatedSubnetIds: SUBNETS.isolated,
    publicSubnetIds: SUBNETS.public,
  });
}

/** The subnets of the imported VPC by type, one in each Availability Zone. */
export const SUBNETS = {
  private: ['subnet-000000000000000a1', 'subnet-000000000000000b1'],
  isolated: ['subnet-000000000000000a2', 'subnet-000000000000000b2'],
  public: ['subnet-000000000000000a3', 'subnet-000000000000000b3'],
};
