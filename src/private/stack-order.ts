import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnElement, CfnResource, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { findSeparateStack, isInStack, listReferences } from './stacks';

/**
 * The order in which CloudFormation creates the stacks of an app, which depends on the references between them.
 *
 * Requires that the app contains all constructs, except for policies.
 */
export class StackOrder {
  private readonly references = new Map<CfnElement, IConstruct[]>();

  /**
   * Whether CloudFormation creates the stack of another construct before that of a construct. References from the stack
   * of the other construct would then cause a dependency cycle.
   */
  public requiresStackOf(construct: IConstruct, other: IConstruct): boolean {
    const otherStack = findSeparateStack(other, construct);
    if (!otherStack) {
      return false;
    }
    const required = new Set<IConstruct>([findSeparateStack(construct, other) ?? construct]);
    // The set grows during the loop.
    for (const stackOrResource of required) {
      if (isInStack(stackOrResource, otherStack) || stackOrResource === otherStack.nestedStackResource) {
        return true;
      }
      for (const requirement of this.listRequirements(stackOrResource)) {
        required.add(findSeparateStack(requirement, stackOrResource) ?? requirement);
      }
    }
    return false;
  }

  /** Lists the constructs that CloudFormation creates before a stack or a resource. */
  private listRequirements(stackOrResource: IConstruct): IConstruct[] {
    const constructs = Stack.isStack(stackOrResource) ? listConstructs(stackOrResource) : [stackOrResource];
    return constructs.flatMap((construct) => [...this.listReferences(construct), ...listDependencies(construct)]);
  }

  private listReferences(construct: IConstruct): IConstruct[] {
    if (!CfnElement.isCfnElement(construct)) {
      return [];
    }
    const references = this.references.get(construct) ?? listReferences(construct);
    // Grants add statements to policies.
    if (!iam.CfnPolicy.isCfnPolicy(construct)) {
      this.references.set(construct, references);
    }
    return references;
  }
}

/** Lists the constructs of a stack. The resource of a nested stack is in the parent stack. */
function listConstructs(stack: Stack): IConstruct[] {
  const constructs = stack.node.findAll().filter((construct) => isInStack(construct, stack));
  return stack.nestedStackResource ? [...constructs, stack.nestedStackResource] : constructs;
}

/** Lists the explicit dependencies of a construct, such as those of `addDependency`. */
function listDependencies(construct: IConstruct): IConstruct[] {
  return [
    ...construct.node.dependencies,
    ...(Stack.isStack(construct) ? construct.dependencies : []),
    ...(CfnResource.isCfnResource(construct) ? construct.obtainDependencies() : []),
  ];
}
