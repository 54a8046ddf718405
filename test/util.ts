import { Annotations, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, Stack } from 'aws-cdk-lib/core';

/** An empty stack in an app of its own, in no particular environment unless one is given. */
export function emptyStack(id: string = 'Stack', env?: { account: string; region: string }): Stack {
  return new Stack(new App(), id, { env });
}

/** A VPC with private, isolated and public subnets in two Availability Zones, which costs no resources. */
export function givenVpc(stack: Stack, id: string = 'Vpc'): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, id, {
    vpcId: 'vpc-1',
    availabilityZones: ['a', 'b'],
    privateSubnetIds: ['private-a', 'private-b'],
    isolatedSubnetIds: ['isolated-a', 'isolated-b'],
    publicSubnetIds: ['public-a', 'public-b'],
  });
}

/** The properties of the only resource of a type. */
export function propertiesOf(stack: Stack, type: string): any {
  const found = Object.values(Template.fromStack(stack).findResources(type));
  expect(found).toHaveLength(1);
  return found[0].Properties;
}

/** The texts of the annotations at one level: error, warning or info. */
export function annotationsOf(stack: Stack, level: 'error' | 'warning'): string[] {
  const annotations = Annotations.fromStack(stack);
  return (level === 'error' ? annotations.findError('*', '*') : annotations.findWarning('*', '*'))
    .filter(({ entry }) => typeof entry.data === 'string').map(({ entry }) => entry.data as string);
}
