import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { CfnResource } from 'aws-cdk-lib/core';
import { Token } from 'aws-cdk-lib/core';
import { TransitEncryption } from './transit-encryption';
import { EngineVersion, NodeType } from '../engine';
import { throwValueErrors } from '../private/errors';
import { importReference } from '../private/l1-imports';
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
}

/**
 * Reads the attributes of a node-based cache from its L1 construct. Attributes with unresolved tokens are undefined,
 * except the port.
 *
 * @param portAttribute the port of an endpoint
 */
export function readNodeL1Attributes(resource: CfnResource, portAttribute: string): NodeL1Attributes {
  const view = ConstructView.find(resource, resource.cfnResourceType)!;
  return { ...readNodeAttributes(view), port: readL1Port(resource, portAttribute) };
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
export function readNodeAttributes(view: PropertyReader): NodeL1Attributes {
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

/** Reads a number of an L1 construct. Undefined if it is a token. */
export function readL1Number(resource: CfnResource, property: string): number | undefined {
  return ConstructView.find(resource, resource.cfnResourceType)!.number(property);
}

/** Reads a Boolean of an L1 construct. Undefined if it is a token. */
export function readL1Flag(resource: CfnResource, property: string): boolean | undefined {
  return ConstructView.find(resource, resource.cfnResourceType)!.flag(property);
}

/** Imports the security groups of an L1 construct by their ids, which can be tokens. */
export function readL1SecurityGroups(resource: CfnResource, property: string): ec2.ISecurityGroup[] | undefined {
  const ids = ConstructView.find(resource, resource.cfnResourceType)!.list(property);
  return ids?.map((groupId, index) =>
    importReference(resource, { type: 'SecurityGroup', id: `@SecurityGroup${index + 1}`, reference: groupId }, (id) =>
      ec2.SecurityGroup.fromSecurityGroupId(resource, id, Token.asString(groupId)),
    ),
  );
}

function readEngineVersion(view: PropertyReader): EngineVersion | undefined {
  const [engine, version] = [view.text('Engine'), view.text('EngineVersion')];
  return engine === undefined || version === undefined ? undefined : EngineVersion.of(engine, version);
}

function readNodeType(view: PropertyReader): NodeType | undefined {
  const name = view.text('CacheNodeType');
  return name === undefined ? undefined : NodeType.fromName(name);
}

/** Reads the TLS mode. Undefined if it is an unresolved token, or if the engine has no known default. */
export function readTransitEncryption(view: PropertyReader): TransitEncryption | undefined {
  switch (view.flag('TransitEncryptionEnabled')) {
    case true:
      return view.text('TransitEncryptionMode') === TransitEncryption.PREFERRED
        ? TransitEncryption.PREFERRED
        : TransitEncryption.REQUIRED;
    case false:
      return TransitEncryption.DISABLED;
    default:
      return readDefaultTransitEncryption(view);
  }
}

/** Returns the TLS mode without the property. A member of a global datastore has the TLS mode of its primary. */
function readDefaultTransitEncryption(view: PropertyReader): TransitEncryption | undefined {
  const hasOtherSource = view.has('TransitEncryptionEnabled') || view.has('GlobalReplicationGroupId');
  return hasOtherSource ? undefined : getDefaultTransitEncryption(view.text('Engine'));
}

/** Returns the TLS mode of a cache whose template does not specify it. Undefined if it is unknown for the engine. */
export function getDefaultTransitEncryption(engine: string | undefined): TransitEncryption | undefined {
  return ENGINES_WITHOUT_TLS.includes(engine?.toLowerCase() ?? '') ? TransitEncryption.DISABLED : undefined;
}
