import type { RemovalPolicyOptions } from 'aws-cdk-lib/core';
import { CfnResource, RemovalPolicy } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

type ApplyPolicy = (policy: RemovalPolicy) => void;

const RETAINING_POLICIES: readonly RemovalPolicy[] = [RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE];

/**
 * Overrides the method `applyRemovalPolicy` of an L1 construct. `applyRemovalPolicy` of the L2 construct,
 * `RemovalPolicies`, and `MissingRemovalPolicies` all call this method.
 *
 * @param apply the new implementation, which receives the original method as an argument
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
 * Retains supporting resources if the resource that uses them is retained. Otherwise, the retained resource would stop
 * working, or CloudFormation would fail to delete the supporting resources.
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

/** Ignores `RemovalPolicy.SNAPSHOT` for a supporting construct, because it is intended for the supported resource. */
export function ignoreSnapshotPolicy(supportingConstruct: IConstruct): void {
  createSupportingResources(supportingConstruct);
}

function createSupportingResources(construct: IConstruct): SupportingResource[] {
  return construct.node
    .findAll()
    .filter((child) => CfnResource.isCfnResource(child))
    .map((resource) => new SupportingResource(resource));
}

/** A resource that supports another one. Its own removal policy applies unless the other resource is retained. */
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

  /** Applies the policy of the other resource if it is retained. Otherwise, restores the resource's own policy. */
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
