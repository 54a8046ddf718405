import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { CfnResource } from 'aws-cdk-lib/core';
import { Token } from 'aws-cdk-lib/core';
import { TransitEncryption } from './transit-encryption';
import { EngineVersion, NodeType } from '../engine';
import { throwValueErrors } from '../private/errors';
import { ConstructView } from '../validation/construct-view';
import type { PropertyReader } from '../validation/property-reader';

/** The attributes that the L1 constructs of all node-based caches have. */
interface NodeL1Attributes {
  readonly engineVersion?: EngineVersion;
  readonly nodeType?: NodeType;
  readonly port?: number;
  readonly transitEncryption?: TransitEncryption;
  readonly securityGroups?: ec2.ISecurityGroup[];
}

/**
 * Reads the attributes of a node-based cache from its L1 construct. Attributes with unresolved tokens are undefined.
 *
 * @param securityGroupProperty the property with the ids of the security groups
 */
export function readNodeL1Attributes(resource: CfnResource, securityGroupProperty: string): NodeL1Attributes {
  const view = ConstructView.find(resource, resource.cfnResourceType)!;
  return {
    ...readNodeAttributes(view),
    securityGroups: importSecurityGroups(resource, view.list(securityGroupProperty)),
  };
}

/**
 * Throws an error if the engine of an L1 construct is resolved, and is not the engine of the class that imports the
 * construct.
 *
 * @param method the method that imports the L1 construct, with its class
 * @param param the parameter with the L1 construct
 * @param engine the engine of the class
 * @param fix the fix as a complete sentence
 */
export function validateL1Engine(
  resource: CfnResource,
  method: string,
  param: string,
  { engine, fix }: { readonly engine: string; readonly fix: string },
): void {
  const actual = ConstructView.find(resource, resource.cfnResourceType)!.text('Engine');
  if (actual !== undefined && actual.toLowerCase() !== engine) {
    throwValueErrors(method, [`'${param}' must have the engine ${engine}, but got ${actual}. ${fix}`], resource);
  }
}

/** Reads the attributes that do not create constructs. */
export function readNodeAttributes(view: PropertyReader): Omit<NodeL1Attributes, 'securityGroups'> {
  return {
    engineVersion: readEngineVersion(view),
    nodeType: readNodeType(view),
    port: view.number('Port'),
    transitEncryption: readTransitEncryption(view),
  };
}

/** Reads a list of an L1 construct. Undefined if the list itself is a token. */
export function readL1List(resource: CfnResource, property: string): readonly unknown[] | undefined {
  return ConstructView.find(resource, resource.cfnResourceType)!.list(property);
}

/** Imports the security groups of an L1 construct by their ids, which can be tokens. */
export function importSecurityGroups(
  resource: CfnResource,
  ids: readonly unknown[] | undefined,
): ec2.ISecurityGroup[] | undefined {
  return ids?.map((groupId, index) => {
    const id = `@SecurityGroup${index + 1}`;
    const existing = resource.node.tryFindChild(id) as ec2.ISecurityGroup | undefined;
    return existing ?? ec2.SecurityGroup.fromSecurityGroupId(resource, id, Token.asString(groupId));
  });
}

function readEngineVersion(view: PropertyReader): EngineVersion | undefined {
  const [engine, version] = [view.text('Engine'), view.text('EngineVersion')];
  return engine === undefined || version === undefined ? undefined : EngineVersion.of(engine, version);
}

function readNodeType(view: PropertyReader): NodeType | undefined {
  const name = view.text('CacheNodeType');
  return name === undefined ? undefined : NodeType.fromName(name);
}

function readTransitEncryption(view: PropertyReader): TransitEncryption | undefined {
  switch (view.flag('TransitEncryptionEnabled')) {
    case true:
      return view.text('TransitEncryptionMode') === TransitEncryption.PREFERRED
        ? TransitEncryption.PREFERRED
        : TransitEncryption.REQUIRED;
    case false:
      return TransitEncryption.DISABLED;
    default:
      return undefined;
  }
}
