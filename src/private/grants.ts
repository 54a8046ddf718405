import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { getStage } from './constructs';
import { CrossStackStatements } from './cross-stack-statements';
import { findSeparateStack } from './stacks';

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
  const { grantPrincipal } = grantee;
  return iam.Grant.addToPrincipal({
    ...options,
    grantee: isIdentityOfOtherStack(grantPrincipal, resource)
      ? { grantPrincipal: toPrincipal(grantPrincipal, resource) }
      : grantee,
  });
}

/** Whether a principal is a role, user, or group of the same stage, in a stack that does not contain a resource. */
export function isIdentityOfOtherStack(principal: iam.IPrincipal, resource: IConstruct): principal is iam.IIdentity {
  return (
    Construct.isConstruct(principal) &&
    'attachInlinePolicy' in principal &&
    getStage(principal) === getStage(resource) &&
    findSeparateStack(principal, resource) !== undefined
  );
}

/** Returns a principal that adds statements about a resource to a policy of an identity in another stack. */
function toPrincipal(identity: iam.IIdentity, resource: IConstruct): iam.IPrincipal {
  const addToPrincipalPolicy = (statement: iam.PolicyStatement) =>
    CrossStackStatements.of(resource).add({ identity, resource, statement });
  return Object.create(identity, { addToPrincipalPolicy: { value: addToPrincipalPolicy } });
}
