import type { RemovalPolicyOptions } from 'aws-cdk-lib/core';
import { CfnResource, RemovalPolicy } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

type ApplyPolicy = (policy: RemovalPolicy) => void;

const RETAINING_POLICIES: readonly RemovalPolicy[] = [RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE];

/**
 * Changes what a removal policy does to an L1 construct. `applyRemovalPolicy` of the L2 construct, `RemovalPolicies`,
 * and `MissingRemovalPolicies` all call the method of the L1 construct.
 *
 * @param apply called instead of the method, with the method as an argument
 */
export function overrideRemovalPolicy(
  resource: CfnResource,
  apply: (policy: RemovalPolicy, applyToResource: ApplyPolicy) => void,
): void {
  const applyToResource = resource.applyRemovalPolicy.bind(resource);
  resource.applyRemovalPolicy = (policy?: RemovalPolicy, options: RemovalPolicyOptions = {}) =>
    apply(policy ?? options.default ?? RemovalPolicy.RETAIN, (other) => applyToResource(other, options));
}

/**
 * Retains supporting resources as long as the resource that they were created for is retained. Without them, the
 * resource stops working, or CloudFormation fails to delete them.
 */
export function retainTogether(resource: CfnResource, supportingConstructs: readonly IConstruct[]): void {
  const supportingResources = supportingConstructs.flatMap(createSupportingResources);
  overrideRemovalPolicy(resource, (policy, applyToResource) => {
    applyToResource(policy);
    for (const supportingResource of supportingResources) {
      supportingResource.retain(RETAINING_POLICIES.includes(policy) ? policy : undefined);
    }
  });
}

/** Ignores the policy to take a snapshot, which is meant for the resource that a construct supports. */
export function ignoreSnapshotPolicy(supportingConstruct: IConstruct): void {
  createSupportingResources(supportingConstruct);
}

function createSupportingResources(construct: IConstruct): SupportingResource[] {
  return construct.node
    .findAll()
    .filter((child) => CfnResource.isCfnResource(child))
    .map((resource) => new SupportingResource(resource));
}

/** A resource that is created for another one. It has its own policy, unless the other resource is retained. */
class SupportingResource {
  private ownPolicies: Pick<CfnResource['cfnOptions'], 'deletionPolicy' | 'updateReplacePolicy'>;
  private retention?: RemovalPolicy;
  private readonly applyToResource: ApplyPolicy;

  constructor(private readonly resource: CfnResource) {
    this.ownPolicies = { ...resource.cfnOptions };
    this.applyToResource = resource.applyRemovalPolicy.bind(resource);
    overrideRemovalPolicy(resource, (policy, applyToResource) => {
      if (policy !== RemovalPolicy.SNAPSHOT) {
        applyToResource(policy);
        this.ownPolicies = { ...resource.cfnOptions };
        this.retain(this.retention);
      }
    });
  }

  /** Sets the policy of the other resource if it is retained, or else the own policy. */
  public retain(retention: RemovalPolicy | undefined): void {
    this.retention = retention;
    if (retention) {
      this.applyToResource(retention);
    } else {
      this.resource.cfnOptions.deletionPolicy = this.ownPolicies.deletionPolicy;
      this.resource.cfnOptions.updateReplacePolicy = this.ownPolicies.updateReplacePolicy;
    }
  }
}
