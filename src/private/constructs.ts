import { Stage } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

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
