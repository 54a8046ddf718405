import type { CfnElement, CfnResource, IResolvable, IResolveContext, IPostProcessor } from 'aws-cdk-lib/core';
import { DefaultTokenResolver, Reference, Stack, StringConcat, Token, Tokenization } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { findDefaultChild, findResource } from './constructs';

/**
 * Finds the outermost stack that contains one construct but not the other. CloudFormation deploys it as a unit: as a
 * stack, or as a nested stack of a stack that contains both. Undefined if all stacks of the first construct contain the
 * second one.
 */
export function findSeparateStack(construct: IConstruct, other: IConstruct): Stack | undefined {
  const stacksOfOther = listStacks(Stack.of(other));
  return listStacks(Stack.of(construct))
    .filter((stack) => !stacksOfOther.includes(stack))
    .pop();
}

/** Whether a construct is in a stack or in one of its nested stacks. */
export function isInStack(construct: IConstruct, stack: Stack): boolean {
  return listStacks(Stack.of(construct)).includes(stack);
}

/** Returns the top-level stack of a nested stack. Otherwise, returns the stack itself. */
export function findTopLevelStack(stack: Stack): Stack {
  return stack.nestedStackParent ? findTopLevelStack(stack.nestedStackParent) : stack;
}

/** Lists a stack and the stacks that contain it. */
function listStacks(stack: Stack): Stack[] {
  const { nestedStackParent } = stack;
  return nestedStackParent ? [stack, ...listStacks(nestedStackParent)] : [stack];
}

/**
 * Finds the resources that CloudFormation creates before the resources of the given constructs, in all stacks.
 *
 * Finds only the references that exist at the time of the call.
 */
export function findRequiredResources(constructs: readonly IConstruct[]): Set<CfnResource> {
  const found = new Set<CfnResource>();
  const queue = constructs.map(findResource);
  while (queue.length > 0) {
    const resource = queue.pop();
    if (resource && !found.has(resource)) {
      found.add(resource);
      queue.push(...listReferences(resource).map(findResource));
    }
  }
  return found;
}

/** Returns the path of a resource's construct, which is the L2 construct if there is one. */
export function getConstructPath(resource: CfnResource): string {
  const parent = resource.node.scope!;
  return (findDefaultChild(parent) === resource ? parent : resource).node.path;
}

/** Lists the constructs that the L1 construct of a resource or an output refers to. */
export function listReferences(element: CfnElement): IConstruct[] {
  return findReferencedConstructs(element._toCloudFormation(), element);
}

/** Lists the constructs that the tokens in a value refer to. */
export function findReferencedConstructs(value: unknown, scope: IConstruct): IConstruct[] {
  const resolver = new ReferenceCollector();
  Tokenization.resolve(value, { scope, resolver, preparing: true });
  return [...resolver.targets];
}

/**
 * Collects the constructs that the tokens in a value refer to. Ignores tokens that can be resolved only at synthesis.
 * Does not change tokens whose values can still change.
 */
class ReferenceCollector extends DefaultTokenResolver {
  public readonly targets = new Set<IConstruct>();

  constructor() {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (Reference.isReference(token)) {
      this.targets.add(token.target);
    }
    try {
      return super.resolveToken(isLazy(token) ? copyLazy(token) : token, context, postProcessor);
    } catch {
      return undefined;
    }
  }
}

/** Whether a token is created by a method of `Lazy`. */
function isLazy(token: IResolvable): boolean {
  return (token as { toJSON?(): unknown }).toJSON?.() === '<unresolved-lazy>';
}

/**
 * Returns a token with the value of a lazy token. The resolution of a token of `Lazy.string`, for example, stores the
 * value in the token. The copy stores the value instead, so that the value of the token can still change.
 */
function copyLazy(token: IResolvable): IResolvable {
  const tokens = Object.entries(token).filter(([, value]) => typeof value === 'object' && Token.isUnresolved(value));
  return Object.assign(Object.create(token), Object.fromEntries(tokens.map(([key, value]) => [key, copyLazy(value)])));
}
