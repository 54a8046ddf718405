import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

interface SecurityGroupOptions {
  readonly vpc: ec2.IVpc;
  readonly securityGroups?: ec2.ISecurityGroup[];
  readonly allowAllOutbound?: boolean;
}

/** Returns the specified security groups, or creates one for the cache. */
export function resolveSecurityGroups(
  scope: Construct,
  kind: string,
  { vpc, securityGroups = [], allowAllOutbound = false }: SecurityGroupOptions,
): ec2.ISecurityGroup[] {
  if (securityGroups.length > 0) {
    return [...securityGroups];
  }
  return [
    new ec2.SecurityGroup(scope, 'SecurityGroup', {
      vpc,
      // Changing the description replaces the security group.
      description: toDescription(`Security group for ${scope.node.id} ${kind}.`),
      allowAllOutbound,
    }),
  ];
}

/** Shortens a text to a description that Amazon EC2 accepts. */
function toDescription(text: string): string {
  return text.replace(/[^\w .:/()#,@[\]+=&;{}!$*-]/g, '').slice(0, 255);
}

/** Validates that egress is configured only for the security group that the construct creates. */
export function validateSecurityGroups({
  securityGroups = [],
  allowAllOutbound,
}: Omit<SecurityGroupOptions, 'vpc'>): string[] {
  if (securityGroups.length > 0 && allowAllOutbound !== undefined) {
    return ["'allowAllOutbound' cannot be combined with 'securityGroups'. Remove one of them."];
  }
  return [];
}
