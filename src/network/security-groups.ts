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
      // A change of the description replaces the security group, so this text must not change.
      description: toDescription(`Security group for ${scope.node.id} ${kind}.`),
      allowAllOutbound,
    }),
  ];
}

/** Removes the characters that Amazon EC2 does not accept in a description, and shortens it to the maximum length. */
function toDescription(text: string): string {
  return text.replace(/[^\w .:/()#,@[\]+=&;{}!$*-]/g, '').slice(0, 255);
}

/** Validates that `allowAllOutbound` is specified only for the security group that the construct creates. */
export function validateSecurityGroups({
  adopted,
  securityGroups = [],
  allowAllOutbound,
}: Omit<SecurityGroupOptions, 'vpc'> & { readonly adopted?: boolean }): string[] {
  if (adopted && allowAllOutbound !== undefined) {
    return [
      "'allowAllOutbound' cannot be combined with 'adopted', because the construct creates no security group for an adopted cache. Remove 'allowAllOutbound'.",
    ];
  }
  if (securityGroups.length > 0 && allowAllOutbound !== undefined) {
    return ["'allowAllOutbound' cannot be combined with 'securityGroups'. Remove one of them."];
  }
  return [];
}
