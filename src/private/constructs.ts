import { CfnResource, Stage, Token } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';

/** Returns the stage of a construct, or the root of the construct tree if the construct is not in a stage. */
export function getStage(construct: IConstruct): IConstruct {
  return Stage.of(construct) ?? construct.node.root;
}

/** Returns a construct and all constructs below it, except those in nested stages. */
export function findAllInStage(construct: IConstruct): IConstruct[] {
  const constructs: IConstruct[] = [];
  const addAll = (scope: IConstruct) => {
    constructs.push(scope);
    scope.node.children.filter((child) => !Stage.isStage(child)).forEach(addAll);
  };
  addAll(construct);
  return constructs;
}

/** Returns the default child of a construct, or undefined if it has none or more than one. */
export function findDefaultChild({ node }: IConstruct): IConstruct | undefined {
  const hasSeveral = node.tryFindChild('Resource') !== undefined && node.tryFindChild('Default') !== undefined;
  return hasSeveral ? undefined : node.defaultChild;
}

/** Returns the L1 construct that a construct is or creates. Undefined if it has none, for example an imported one. */
export function findResource(construct: IConstruct): CfnResource | undefined {
  const resource = CfnResource.isCfnResource(construct) ? construct : findDefaultChild(construct);
  return CfnResource.isCfnResource(resource) ? resource : undefined;
}

/** Finds the L1 construct that a construct is, creates, or imports. Undefined for references to other resources. */
export function findL1(construct: IConstruct): CfnResource | undefined {
  const { scope } = construct.node;
  return findResource(construct) ?? (CfnResource.isCfnResource(scope) ? scope : undefined);
}

/** Returns whether a construct is created in the app. Imported constructs have no resource. */
export function isCreated(construct: IConstruct): boolean {
  return CfnResource.isCfnResource(construct) || findDefaultChild(construct) !== undefined;
}

/**
 * Adds a dependency from a construct to another one. Does nothing if the other one is not a construct, but an object
 * that implements the same interface.
 */
export function dependOn({ node }: IConstruct, other: IConstruct): void {
  if (Construct.isConstruct(other)) {
    node.addDependency(other);
  }
}

/**
 * Adds a dependency from a construct to the resource whose name it contains. A name that is a token already creates a
 * dependency. Names with uppercase letters are not tokens, because `Ref` would return these letters.
 */
export function dependOnName(construct: IConstruct, other: IConstruct, name: string): void {
  if (!Token.isUnresolved(name)) {
    dependOn(construct, findDefaultChild(other) ?? other);
  }
}

const PRODUCT_STACK = 'aws-cdk-lib.aws_servicecatalog.ProductStack';

/**
 * Finds the `servicecatalog.ProductStack` of a construct.
 *
 * Identifies the class by its jsii name, as the metadata of aws-cdk-lib does. Unlike `instanceof`, the jsii name works
 * across copies of aws-cdk-lib. Unlike the name of the constructor, it survives minification.
 */
export function findServiceCatalogProduct({ node }: IConstruct): IConstruct | undefined {
  return node.scopes.find((scope) => listClassNames(scope).includes(PRODUCT_STACK));
}

/** Lists the jsii names of the class of an object and of its base classes. */
function listClassNames(object: object): (string | undefined)[] {
  const prototype = Object.getPrototypeOf(object);
  return prototype === null ? [] : [prototype.constructor[Symbol.for('jsii.rtti')]?.fqn, ...listClassNames(prototype)];
}
