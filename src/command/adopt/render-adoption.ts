import { DeployedResource, InexpressibleError } from './adopted-template';
import type { AdoptionChange } from './adoption-writer';
import { AdoptionWriter, UNKNOWN_VPC } from './adoption-writer';
import { declareCacheCluster } from './cache-cluster';
import { quote, renderText } from './expressions';
import { declareGlobalReplicationGroup } from './global-replication-group';
import { declareL1Construct } from './l1-constructs';
import { declareReplicationGroup } from './replication-group';
import { declareServerlessCache } from './serverless-cache';
import { declareServerlessCacheSnapshot, declareSnapshot } from './snapshots';
import { declareParameterGroup, declareSubnetGroup, renderRemovalPolicy } from './supporting-resources';
import { declareUser, declareUserGroup } from './users';
import { findClosest } from '../../private/text';
import { findReferencedNames, isObject, readName, toObject } from '../../template/values';
import { CommandError } from '../command-error';
import { isElastiCacheResource } from '../read-templates';

interface AdoptionOptions {
  /** The name of the template. */
  readonly name: string;

  /** The resources to adopt. By default, all ElastiCache resources are adopted. */
  readonly logicalIds: readonly string[];
}

type Declare = (writer: AdoptionWriter, resource: DeployedResource, all: readonly DeployedResource[]) => string;

/** Declares the constructs of each type. A type follows those to which its resources refer. */
const DECLARATIONS: Readonly<Record<string, Declare>> = {
  SubnetGroup: declareSubnetGroup,
  ParameterGroup: declareParameterGroup,
  User: declareUser,
  UserGroup: (writer, group, all) =>
    declareUserGroup(
      writer,
      group,
      all.filter(({ shortType }) => shortType === 'User'),
    ),
  ReplicationGroup: (writer, group, all) =>
    declareReplicationGroup(writer, group, (name) => isClusterEnabled(name, all)),
  CacheCluster: declareCacheCluster,
  ServerlessCache: declareServerlessCache,
  GlobalReplicationGroup: declareGlobalReplicationGroup,
  ServerlessCacheSnapshot: declareServerlessCacheSnapshot,
  Snapshot: declareSnapshot,
};

/**
 * Renders the code of constructs for the resources of a template.
 *
 * @throws CommandError if the template does not contain the resources
 */
export function renderAdoption(template: Readonly<Record<string, unknown>>, options: AdoptionOptions): string {
  const resources = selectResources(template, options);
  const writer = new AdoptionWriter(template);
  const remaining = Object.keys(DECLARATIONS)
    .flatMap((type) => resources.filter(({ shortType }) => shortType === type))
    .flatMap((resource) => declare(writer, resource, resources));
  return writer.render(formatComment(writer, resources, remaining, options));
}

function selectResources(
  template: Readonly<Record<string, unknown>>,
  { name, logicalIds }: AdoptionOptions,
): DeployedResource[] {
  const parameters = toObject(template.Parameters);
  const all = Object.entries(toObject(template.Resources))
    .filter(([, resource]) => isElastiCacheResource(resource))
    .map(([logicalId, resource]) => new DeployedResource(logicalId, resource as Record<string, unknown>, parameters));
  const errors = logicalIds
    .filter((logicalId) => !all.some((resource) => resource.logicalId === logicalId))
    .map((logicalId) => formatUnknownId(logicalId, all));
  const unknownTypes = all.filter(({ shortType }) => !Object.hasOwn(DECLARATIONS, shortType));
  errors.push(...unknownTypes.map(({ logicalId, type }) => `${logicalId} has the unknown type ${type}.`));
  if (all.length === 0) {
    errors.push(`${name} contains no ElastiCache resources.`);
  }
  if (errors.length > 0) {
    throw new CommandError(errors);
  }
  return all.filter(({ logicalId }) => logicalIds.length === 0 || logicalIds.includes(logicalId));
}

function formatUnknownId(logicalId: string, all: readonly DeployedResource[]): string {
  const ids = all.map((resource) => resource.logicalId);
  const closest = findClosest(logicalId, ids);
  const fix = closest === undefined ? `Use ${ids.join(', ')}.` : `Use ${closest}.`;
  return `The template contains no ElastiCache resource ${logicalId}. ${fix}`;
}

/** A resource that stays an L1 construct. */
interface RemainingResource {
  readonly logicalId: string;
  readonly reason: string;
}

/** Declares a resource as an L2 construct, or as an L1 construct if no L2 construct can express it. */
function declare(
  writer: AdoptionWriter,
  resource: DeployedResource,
  all: readonly DeployedResource[],
): RemainingResource[] {
  try {
    writer.attempt(() => {
      const tags = readTags(resource);
      const variable = DECLARATIONS[resource.shortType](writer, resource, all);
      const l1 = `(${variable}.node.defaultChild as cdk.CfnResource)`;
      writer.addFinalStatements(
        ...tags.map((tag) => `cdk.Tags.of(${variable}).add(${quote(tag.key)}, ${renderText(tag.value)});`),
      );
      addDefaultPolicies(writer, resource);
      addAttributes(writer, resource, l1, renderRemovalPolicy(resource) !== undefined);
      resource.unreadNames.forEach((name) => writer.addChange(resource, name, 'removed, because no prop specifies it'));
      return variable;
    });
    return [];
  } catch (error) {
    if (!(error instanceof InexpressibleError)) {
      throw error;
    }
    const variable = declareL1Construct(writer, resource);
    addAttributes(writer, resource, variable, false);
    return [{ logicalId: resource.logicalId, reason: error.reason }];
  }
}

function readTags(resource: DeployedResource): { readonly key: string; readonly value: unknown }[] {
  const tags = resource.read('Tags') ?? [];
  const pairs = Array.isArray(tags) ? tags : [undefined];
  if (!pairs.every((tag) => isObject(tag) && typeof tag.Key === 'string')) {
    throw new InexpressibleError('Tags is not known at synthesis');
  }
  return pairs.map(({ Key, Value = '' }) => ({ key: Key, value: Value }));
}

/** The types whose constructs always render policies, because their resources contain data. */
const TYPES_WITH_POLICIES = ['CacheCluster', 'ReplicationGroup', 'ServerlessCacheSnapshot', 'Snapshot'];

/** Adds the policies that the template does not contain as changes. */
function addDefaultPolicies(writer: AdoptionWriter, resource: DeployedResource): void {
  const names = ['DeletionPolicy', 'UpdateReplacePolicy'] as const;
  const missing = names.filter((name) => resource.attributes[name] === undefined);
  if (TYPES_WITH_POLICIES.includes(resource.shortType)) {
    missing.forEach((name) => writer.addChange(resource, name, 'set to Delete, the default of CloudFormation'));
  }
}

/** Adds the logical id, and the attributes of the resource that no prop specifies. */
function addAttributes(
  writer: AdoptionWriter,
  resource: DeployedResource,
  l1: string,
  hasRemovalPolicy: boolean,
): void {
  const { DeletionPolicy, UpdateReplacePolicy, Condition, DependsOn } = resource.attributes;
  const policies = hasRemovalPolicy ? {} : { deletionPolicy: DeletionPolicy, updateReplacePolicy: UpdateReplacePolicy };
  const statements = Object.entries(policies)
    .filter(([, policy]) => typeof policy === 'string')
    .map(([name, policy]) => `${l1}.cfnOptions.${name} = cdk.CfnDeletionPolicy.${toPolicyMember(String(policy))};`);
  if (typeof Condition === 'string') {
    statements.push(`${l1}.addOverride('Condition', ${quote(Condition)});`);
  }
  if (DependsOn !== undefined) {
    const names = [DependsOn].flat().map(String);
    statements.push(`${l1}.addOverride('DependsOn', [${names.map(quote).join(', ')}]);`);
  }
  writer.addFinalStatements(...statements, `${l1}.overrideLogicalId(${quote(resource.logicalId)});`);
}

/** Converts a policy to the member of `CfnDeletionPolicy`: `RetainExceptOnCreate` becomes `RETAIN_EXCEPT_ON_CREATE`. */
function toPolicyMember(policy: string): string {
  return policy.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}

/** Whether a parameter group enables cluster mode: a default group, or a group in the template. */
function isClusterEnabled(name: unknown, all: readonly DeployedResource[]): boolean {
  if (typeof name === 'string') {
    return name.endsWith('.cluster.on');
  }
  const group = all.find(({ logicalId }) => isObject(name) && name.Ref === logicalId);
  const parameters = group?.properties.Properties;
  return isObject(parameters) && parameters['cluster-enabled'] === 'yes';
}

function formatComment(
  writer: AdoptionWriter,
  resources: readonly DeployedResource[],
  remaining: readonly RemainingResource[],
  { name }: AdoptionOptions,
): string[] {
  const steps = [
    ...(writer.hasUnknownVpc
      ? [`Replace ${UNKNOWN_VPC} with the id of the VPC, which the template does not contain.`]
      : []),
    'Remove the L1 constructs of these resources from the stack, and create ElastiCacheResources in the stack.',
    "Run 'cdk diff'. It must not show other changes than those in this comment, and no replacements.",
    "Run 'cdk deploy'.",
    ...writer.laterSteps,
  ];
  const others = findOtherNames(resources);
  return [
    `The ElastiCache resources of ${name}.`,
    '',
    'Steps:',
    ...steps.map((step, index) => `${index + 1}. ${step}`),
    ...formatSection('Resources and parameters of the stack to which the code refers by their logical ids:', others),
    ...formatSection(
      'Values that the constructs need at synthesis. Change them if the stack has other values:',
      resources.flatMap(({ logicalId, replacedParameters }) =>
        replacedParameters.map((replaced) => `${logicalId}.${replaced}`),
      ),
    ),
    ...formatSection(
      'Resources that stay L1 constructs:',
      remaining.map(({ logicalId, reason }) => `${logicalId}: ${reason}`),
    ),
    ...formatSection('Changes, none of which replaces a resource:', writer.changes.map(formatChange)),
  ];
}

function formatSection(title: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', title, ...lines.map((line) => `- ${line}`)] : [];
}

function formatChange({ logicalId, name, description }: AdoptionChange): string {
  return `${logicalId}.${name}: ${description}`;
}

/** Finds the names to which functions refer, including attributes. */
function findNames(value: unknown): string[] {
  const { 'Fn::GetAtt': attributes } = toObject(value);
  if (attributes !== undefined) {
    return [readName(Array.isArray(attributes) ? attributes[0] : String(attributes).split('.')[0])];
  }
  const { Ref: name, 'Fn::Sub': text } = toObject(value);
  if (name !== undefined || text !== undefined) {
    return findReferencedNames(value).map((each) => each.split('.')[0]);
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(findNames) : [];
}

function findOtherNames(resources: readonly DeployedResource[]): string[] {
  const names = resources.flatMap(({ properties }) => findNames(properties));
  const ids = resources.map(({ logicalId }) => logicalId);
  return [...new Set(names)].filter((name) => !name.startsWith('AWS::') && !ids.includes(name)).sort();
}
