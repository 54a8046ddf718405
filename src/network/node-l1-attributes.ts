import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { CfnResource } from 'aws-cdk-lib/core';
import { Token } from 'aws-cdk-lib/core';
import { TransitEncryption } from './transit-encryption';
import { EngineVersion, NodeType } from '../engine';
import { throwValueErrors } from '../private/errors';
import type { NodeEngine } from '../service-data/engine-versions';
import { ENGINE_NAMES } from '../service-data/engine-versions';
import { ConstructView } from '../validation/construct-view';
import type { PropertyReader } from '../validation/property-reader';

/** The engines without TLS by default. Valkey requires the property, except after an upgrade from Redis OSS. */
const ENGINES_WITHOUT_TLS = ['redis', 'memcached'];

/** The attributes that the L1 constructs of all node-based caches have. */
interface NodeL1Attributes {
  readonly engineVersion?: EngineVersion;
  readonly nodeType?: NodeType;
  readonly port?: number;
  readonly transitEncryption?: TransitEncryption;
  readonly securityGroups?: ec2.ISecurityGroup[];
}

/**
 * Reads the attributes of a node-based cache from its L1 construct. Attributes with unresolved tokens are undefined,
 * except the port.
 *
 * @param securityGroupProperty the property with the ids of the security groups
 * @param portAttribute the port of an endpoint
 */
export function readNodeL1Attributes(
  resource: CfnResource,
  securityGroupProperty: string,
  portAttribute: string,
): NodeL1Attributes {
  const view = ConstructView.find(resource, resource.cfnResourceType)!;
  return {
    ...readNodeAttributes(view),
    port: readL1Port(resource, portAttribute),
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
 * @param otherClass the class that imports L1 constructs with the other engine of cache clusters
 */
export function validateL1Engine(
  resource: CfnResource,
  method: string,
  param: string,
  { engine, otherClass }: { readonly engine: NodeEngine; readonly otherClass: string },
): void {
  const actual = ConstructView.find(resource, resource.cfnResourceType)!.text('Engine');
  if (actual !== undefined && actual.toLowerCase() !== engine) {
    const fix = describeEngineFix(actual.toLowerCase(), otherClass);
    throwValueErrors(method, [`'${param}' must have the engine ${engine}, but got ${actual}. ${fix}`], resource);
  }
}

function describeEngineFix(actual: string, otherClass: string): string {
  switch (actual) {
    case 'memcached':
    case 'redis':
      return `Use ${otherClass}.fromCfnCacheCluster() for ${ENGINE_NAMES[actual]}.`;
    case 'valkey':
      return `Use a replication group for ${ENGINE_NAMES.valkey}, which cache clusters do not support.`;
    default:
      return 'Use the engine memcached or redis.';
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

/**
 * Reads the port of a node-based cache from its L1 construct. Returns the port of the endpoint if the property is an
 * unresolved token, which can also resolve to no value.
 */
export function readL1Port(resource: CfnResource, portAttribute: string): number | undefined {
  const view = ConstructView.find(resource, resource.cfnResourceType)!;
  const port = view.number('Port');
  return port === undefined && view.has('Port') ? Token.asNumber(portAttribute) : port;
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
      return hasNoEncryptionByDefault(view) ? TransitEncryption.DISABLED : undefined;
  }
}

/** Whether a cache has no TLS without the property. A member of a global datastore has the TLS mode of its primary. */
function hasNoEncryptionByDefault(view: PropertyReader): boolean {
  const hasOtherSource = view.has('TransitEncryptionEnabled') || view.has('GlobalReplicationGroupId');
  return !hasOtherSource && ENGINES_WITHOUT_TLS.includes(view.text('Engine')?.toLowerCase() ?? '');
}
