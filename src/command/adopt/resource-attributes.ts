import type { AdoptionWriter } from './adoption-writer';
import type { DeployedResource } from './deployed-resource';
import { quote, renderJson } from './expressions';
import { CDK } from './modules';
import { renderRemovalPolicy } from './supporting-resources';
import { isObject } from '../../template/values';

/** The types whose constructs always render policies, because their resources contain data. */
const TYPES_WITH_POLICIES = ['CacheCluster', 'ReplicationGroup', 'ServerlessCacheSnapshot', 'Snapshot'];

/** The policies for data that a resource can have, by attribute. */
const POLICIES: Readonly<Record<string, string>> = {
  DeletionPolicy: 'deletionPolicy',
  UpdateReplacePolicy: 'updateReplacePolicy',
};

/** The members of `CfnDeletionPolicy`, by policy. */
const POLICY_MEMBERS: Readonly<Record<string, string>> = {
  Delete: 'DELETE',
  Retain: 'RETAIN',
  RetainExceptOnCreate: 'RETAIN_EXCEPT_ON_CREATE',
  Snapshot: 'SNAPSHOT',
};

/** The metadata that the AWS CDK adds to the resources of each stack. */
const CDK_METADATA = 'aws:cdk:path';

/**
 * Adds the attributes and the logical id of a resource to its L2 construct. The policies that the template does not
 * contain are changes.
 */
export function addAttributesOfL2(writer: AdoptionWriter, resource: DeployedResource, variable: string): void {
  const { shortType, attributes } = resource;
  const missing = Object.keys(POLICIES).filter((name) => attributes[name] === undefined);
  if (TYPES_WITH_POLICIES.includes(shortType)) {
    missing.forEach((name) => writer.addChange(resource, name, 'set to Delete, the default of CloudFormation'));
  }
  const rendered = [
    ...(renderRemovalPolicy(resource) === undefined ? [] : Object.keys(POLICIES)),
    // Changes list the update policy of replication groups.
    ...(shortType === 'ReplicationGroup' ? ['UpdatePolicy'] : []),
  ];
  addAttributes(writer, resource, `(${variable}.node.defaultChild as ${CDK}.CfnResource)`, rendered);
}

/** Adds the attributes and the logical id of a resource to its L1 construct. */
export function addAttributesOfL1(writer: AdoptionWriter, resource: DeployedResource, variable: string): void {
  addAttributes(writer, resource, variable, []);
}

/** @param rendered the attributes that the construct already renders */
function addAttributes(
  writer: AdoptionWriter,
  resource: DeployedResource,
  l1: string,
  rendered: readonly string[],
): void {
  const statements = Object.entries(resource.attributes)
    .filter(([name, value]) => !rendered.includes(name) && value !== undefined && value !== null)
    .flatMap(([name, value]) => renderAttribute(name, value))
    .map((call) => `${l1}.${call};`);
  writer.addFinalStatements(...statements, `${l1}.overrideLogicalId(${quote(resource.logicalId)});`);
}

function renderAttribute(name: string, value: unknown): string[] {
  if (name === 'Metadata' && isObject(value)) {
    return Object.entries(value)
      .filter(([key]) => key !== CDK_METADATA)
      .map(([key, entry]) => `addMetadata(${quote(key)}, ${renderJson(entry)})`);
  }
  const property = POLICIES[name];
  const member = POLICY_MEMBERS[String(value)];
  return property !== undefined && member !== undefined
    ? [`cfnOptions.${property} = ${CDK}.CfnDeletionPolicy.${member}`]
    : [`addOverride(${quote(name)}, ${renderJson(value)})`];
}
