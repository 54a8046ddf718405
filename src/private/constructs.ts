import { Stage } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';

/** Returns the stage of a construct, or the root of a tree without stages. */
export function getStage(construct: IConstruct): IConstruct {
  return Stage.of(construct) ?? construct.node.root;
}

/** Returns a construct and all constructs below it, except those of stages below it. */
export function findAllInStage(construct: IConstruct): IConstruct[] {
  const children = construct.node.children.filter((child) => !Stage.isStage(child));
  return [construct, ...children.flatMap(findAllInStage)];
}

/** Returns the default child of a construct; undefined if it has none, or several ones. */
export function findDefaultChild({ node }: IConstruct): IConstruct | undefined {
  const hasSeveral = node.tryFindChild('Resource') !== undefined && node.tryFindChild('Default') !== undefined;
  return hasSeveral ? undefined : node.defaultChild;
}

/** Creates a construct after another one. An object that only implements its interface has no resources to wait for. */
export function dependOn({ node }: IConstruct, other: IConstruct): void {
  if (Construct.isConstruct(other)) {
    node.addDependency(other);
  }
}

const PRODUCT_STACK = 'aws-cdk-lib.aws_servicecatalog.ProductStack';

/**
 * Finds the `servicecatalog.ProductStack` of a construct.
 *
 * The class is identified by the name that jsii gives it, as aws-cdk-lib itself identifies classes for its metadata.
 * Unlike `instanceof`, it is the same in all copies of aws-cdk-lib, and unlike the name of the constructor, it survives
 * minification.
 */
export function findServiceCatalogProduct({ node }: IConstruct): IConstruct | undefined {
  return node.scopes.find((scope) => listClassNames(scope).includes(PRODUCT_STACK));
}

/** Lists the jsii names of the class of an object and of its base classes. */
function listClassNames(object: object): (string | undefined)[] {
  const prototype = Object.getPrototypeOf(object);
  return prototype === null ? [] : [prototype.constructor[Symbol.for('jsii.rtti')]?.fqn, ...listClassNames(prototype)];
}
