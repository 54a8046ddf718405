import * as iam from 'aws-cdk-lib/aws-iam';
import { Names } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { findReferencedConstructs, requiresStackOf } from './stacks';

interface GrantOptions {
  readonly grantee: iam.IGrantable;
  readonly actions: string[];
  readonly resourceArns: string[];
  readonly conditions?: iam.GrantOnPrincipalOptions['conditions'];
  /** The resource, in whose stack a policy is created if the stack of the grantee cannot refer to the resource. */
  readonly resource: IConstruct;
}

/**
 * Grants permissions on a resource to an identity.
 *
 * The policies of an identity are in its stack. If the resource requires this stack, for example because the stack
 * contains both a role and the VPC of a cache, such a policy would cause a dependency cycle. The policy is then created
 * in the stack of the resource.
 */
export function grantToPrincipal({ grantee, resource, ...options }: GrantOptions): iam.Grant {
  const isOtherPolicy = requiresOtherPolicy(grantee, resource, options.resourceArns);
  return iam.Grant.addToPrincipal({
    ...options,
    grantee: isOtherPolicy ? obtainPolicy(resource, grantee.grantPrincipal as iam.IIdentity) : grantee,
  });
}

/** Whether the policies of an identity cannot refer to the ARNs of a resource, because it requires their stack. */
export function requiresOtherPolicy(
  { grantPrincipal }: iam.IGrantable,
  resource: IConstruct,
  resourceArns: string[],
): boolean {
  return (
    isIdentity(grantPrincipal) &&
    findReferencedConstructs(resourceArns, resource).some((construct) => requiresStackOf(construct, grantPrincipal))
  );
}

/** Whether a principal is a role, user, or group in the construct tree. */
function isIdentity(principal: iam.IPrincipal): principal is iam.IIdentity {
  return Construct.isConstruct(principal) && 'attachInlinePolicy' in principal;
}

/** Returns the policy of an identity for a resource. Identities whose policies must not change ignore it. */
function obtainPolicy(resource: IConstruct, identity: iam.IIdentity): iam.Policy {
  const id = `PolicyOf${Names.nodeUniqueId(identity.node)}`;
  const existing = resource.node.tryFindChild(id) as iam.Policy | undefined;
  if (existing) {
    return existing;
  }
  const policy = new iam.Policy(resource as Construct, id);
  identity.attachInlinePolicy(policy);
  return policy;
}
