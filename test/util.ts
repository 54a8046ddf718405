import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, Stack } from 'aws-cdk-lib/core';

/** An empty stack in an app of its own, in no particular environment unless one is given. */
export function emptyStack(id: string = 'Stack', env?: { account: string; region: string }): Stack {
  return new Stack(new App(), id, { env });
}

/** A VPC with private, isolated and public subnets in two Availability Zones, which costs no resources. */
export function givenVpc(stack: Stack, id: string = 'Vpc'): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, id, {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['a', 'b'],
    privateSubnetIds: SUBNETS.private,
    isolatedSubnetIds: SUBNETS.isolated,
    publicSubnetIds: SUBNETS.public,
  });
}

/** The subnets of the given VPC by their kind, one in each Availability Zone. */
export const SUBNETS = {
  private: ['subnet-000000000000000a1', 'subnet-000000000000000b1'],
  isolated: ['subnet-000000000000000a2', 'subnet-000000000000000b2'],
  public: ['subnet-000000000000000a3', 'subnet-000000000000000b3'],
};

/** The properties of the only resource of a type. */
export function propertiesOf(stack: Stack, type: string): any {
  const found = Object.values(Template.fromStack(stack).findResources(type));
  expect(found).toHaveLength(1);
  return found[0].Properties;
}

/** The names of the properties that differ between two deployments of a resource. */
export function changed(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).sort();
}

/** The texts of the annotations at one level: error, warning or info. */
export function annotationsOf(stack: Stack, level: 'error' | 'warning'): string[] {
  const annotations = Annotations.fromStack(stack);
  const any = Match.stringLikeRegexp('.');
  return (level === 'error' ? annotations.findError('*', any) : annotations.findWarning('*', any))
    .map(({ entry }) => entry.data as string)
    .filter((text) => !text.includes('@aws-cdk/aws-ec2:')); // of VPCs that are imported without route tables
}

/** Exempts a stack from the rules that judge every template of a test; `why` says what makes it different. */
export function notJudgedByRules(stack: Stack, why: string) {
  stack.node.addMetadata('not judged by rules', why);
}
