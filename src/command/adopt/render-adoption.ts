import type { AdoptionChange } from './adoption-writer';
import { AdoptionWriter, UNKNOWN_VPC } from './adoption-writer';
import { declareCacheCluster } from './cache-cluster';
import type { DeployedResource } from './deployed-resource';
import { DeployedTemplate } from './deployed-template';
import { quote, renderText } from './expressions';
import { declareGlobalReplicationGroup } from './global-replication-group';
import { declareL1Construct } from './l1-constructs';
import { CDK } from './modules';
import { declareReplicationGroup } from './replication-group';
import { addAttributesOfL1, addAttributesOfL2 } from './resource-attributes';
import { declareServerlessCache } from './serverless-cache';
import { declareServerlessCacheSnapshot, declareSnapshot } from './snapshots';
import { declareParameterGroup, declareSubnetGroup } from './supporting-resources';
import { addTagOrder, readTags } from './tags';
import { UnsupportedResourceError } from './unsupported-resource-error';
import { declareUser, declareUserGroup } from './users';
import { findClosest } from '../../private/text';
import { PROPERTIES } from '../../service-data/generated/resource-properties';
import { RESOURCE_SCHEMAS } from '../../service-data/generated/resource-schemas';
import type { ParameterValues } from '../../template/template-evaluator';
import { findReferencedNames, readName, toObject } from '../../template/values';
import { CommandError } from '../command-error';

interface AdoptionOptions {
  /** The name of the template. */
  readonly name: string;

  /** The resources to adopt. By default, all ElastiCache resources are adopted. */
  readonly logicalIds: readonly string[];

  /** The values of parameters in the stack. */
  readonly parameters?: ParameterValues;
}

/** The changes to a template that another tool created. */
const CDK_ADDITIONS =
  'If the CDK did not create the template, it also shows aws:cdk:path, CDKMetadata, CDKMetadataAvailable, ' +
  'BootstrapVersion, and CheckBootstrapVersion, which change no resource.';

type Declare = (writer: AdoptionWriter, resource: DeployedResource, template: DeployedTemplate) => string;

/** The properties whose empty lists the constructs render, by type. */
const EMPTY_LISTS: Readonly<Record<string, readonly string[]>> = {
  ServerlessCache: ['SecurityGroupIds', 'SnapshotArnsToRestore'],
  UserGroup: ['UserIds'],
};

/** The step for code that contains values of parameters. */
const VALUES_STEP =
  'Use this code only for stacks that have the values under "Values that replace functions". For a stack with other values, such as one of another environment, run the command again with its --parameters.';

/** What to do if the collection of a loop is not known. */
const LOOP_FIX =
  "Specify the values of parameters with --parameters, or use the output of 'aws cloudformation get-template --template-stage Processed'";

/** The step for a template with loops. */
const LOOP_STEP =
  "If the stack includes the template, include the output of 'aws cloudformation get-template --template-stage Processed'. CfnInclude cannot read Fn::ForEach.";

/** Declares the constructs of each type. A type follows those to which its resources refer. */
const DECLARATIONS: Readonly<Record<string, Declare>> = {
  SubnetGroup: declareSubnetGroup,
  ParameterGroup: declareParameterGroup,
  User: declareUser,
  UserGroup: declareUserGroup,
  ReplicationGroup: declareReplicationGroup,
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
export function renderAdoption(definition: Readonly<Record<string, unknown>>, options: AdoptionOptions): string {
  const template = new DeployedTemplate(definition, options.parameters ?? new Map());
  const resources = selectResources(template, options);
  const writer = new AdoptionWriter(template.definition);
  const remaining = Object.keys(DECLARATIONS)
    .flatMap((type) => resources.filter(({ shortType }) => shortType === type))
    .flatMap((resource) => declare(writer, resource, template));
  const unknown = resources
    .filter(({ shortType }) => !Object.hasOwn(DECLARATIONS, shortType))
    .map((resource) => keepResource(writer, resource, `no construct supports the type ${resource.type}`));
  const loopKeys = options.logicalIds.length === 0 ? template.loopKeys : [];
  const { hasLoops } = template;
  return writer.render(
    formatComment(writer, { resources, remaining: [...remaining, ...unknown], loopKeys, hasLoops }, options),
  );
}

function selectResources(
  { resources: all, loopKeys }: DeployedTemplate,
  { name, logicalIds }: AdoptionOptions,
): DeployedResource[] {
  const errors = logicalIds
    .filter((logicalId) => !all.some((resource) => resource.logicalId === logicalId))
    .map((logicalId) => formatUnknownId(logicalId, all));
  if (all.length === 0) {
    errors.push(
      loopKeys.length > 0
        ? `${name} contains ElastiCache resources only in loops whose collection is not known at synthesis: ${loopKeys.join(', ')}. ${LOOP_FIX}.`
        : `${name} contains no ElastiCache resources.`,
    );
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

/** Declares a resource as an L2 construct, or as an L1 construct if no L2 construct supports it. */
function declare(writer: AdoptionWriter, resource: DeployedResource, template: DeployedTemplate): RemainingResource[] {
  try {
    writer.attempt(() => {
      resource
        .omitEmpty(EMPTY_LISTS[resource.shortType])
        .forEach((name) => writer.addChange(resource, name, 'removed, because it is empty'));
      rejectEmptyTexts(resource);
      const tags = readTags(resource);
      addTagOrder(writer, resource, tags);
      const variable = DECLARATIONS[resource.shortType](writer, resource, template);
      writer.addFinalStatements(
        ...tags.map(({ Key, Value = '' }) => `${CDK}.Tags.of(${variable}).add(${quote(Key)}, ${renderText(Value)});`),
      );
      addAttributesOfL2(writer, resource, variable);
      removeUnreadProperties(writer, resource);
      rejectReplacement(writer, resource);
    });
    return [];
  } catch (error) {
    if (!(error instanceof UnsupportedResourceError)) {
      throw error;
    }
    return [keepResource(writer, resource, error.reason)];
  }
}

/** Rejects empty texts, which the constructs do not accept or do not render. */
function rejectEmptyTexts({ properties }: DeployedResource): void {
  const name = Object.keys(properties).find((each) => properties[each] === '');
  if (name !== undefined) {
    throw new UnsupportedResourceError(`${name} is an empty text, which no prop accepts`);
  }
}

/** Declares a resource as an L1 construct. */
function keepResource(writer: AdoptionWriter, resource: DeployedResource, reason: string): RemainingResource {
  resource.reset();
  const variable = declareL1Construct(writer, resource);
  addAttributesOfL1(writer, resource, variable);
  return { logicalId: resource.logicalId, reason };
}

/** Adds the properties that no prop specifies as changes. */
function removeUnreadProperties(writer: AdoptionWriter, resource: DeployedResource): void {
  const unknown = resource.unreadNames.find((name) => !Object.hasOwn(PROPERTIES[resource.type], name));
  if (unknown !== undefined) {
    throw new UnsupportedResourceError(`${unknown} is a property that this version of the library does not contain`);
  }
  resource.unreadNames.forEach((name) => writer.addChange(resource, name, 'removed, because no prop specifies it'));
}

/** Rejects changes that replace a resource, or that replace it in some cases. */
function rejectReplacement(writer: AdoptionWriter, { logicalId, type }: DeployedResource): void {
  const { createOnly, conditionalCreateOnly } = RESOURCE_SCHEMAS[type];
  const names = [...createOnly, ...conditionalCreateOnly];
  const replacement = writer.changes.find((change) => change.logicalId === logicalId && names.includes(change.name));
  if (replacement !== undefined) {
    const { name, description } = replacement;
    throw new UnsupportedResourceError(`${name} would be ${description}, and the change can replace the resource`);
  }
}

interface AdoptedResources {
  readonly resources: readonly DeployedResource[];
  readonly remaining: readonly RemainingResource[];

  /** The keys of the loops whose resources the code does not contain. */
  readonly loopKeys: readonly string[];

  /** Whether the template contains loops. */
  readonly hasLoops: boolean;
}

function formatComment(
  writer: AdoptionWriter,
  { resources, remaining, loopKeys, hasLoops }: AdoptedResources,
  { name }: AdoptionOptions,
): string[] {
  const evaluatedValues = resources.flatMap(({ logicalId, evaluatedValues: values }) =>
    values.map((value) => `${logicalId}.${value}`),
  );
  const steps = [
    ...(evaluatedValues.length > 0 ? [VALUES_STEP] : []),
    ...(writer.hasUnknownVpc
      ? [`Replace ${UNKNOWN_VPC} with the id of the VPC, which the template does not contain.`]
      : []),
    ...writer.stepsBeforeDeployment,
    ...(hasLoops ? [LOOP_STEP] : []),
    'Remove these resources from the stack, including those that stay L1 constructs, and create ElastiCacheResources in the stack.',
    `Run 'cdk diff'. It must not show replacements, or other changes than those in this comment. ${CDK_ADDITIONS}`,
    "Run 'cdk deploy'.",
    ...writer.laterSteps,
  ];
  const others = findOtherNames([...resources.map(({ properties }) => properties), writer.vpcId], resources);
  return [
    `The ElastiCache resources of ${name}.`,
    '',
    'Steps:',
    ...steps.map((step, index) => `${index + 1}. ${step}`),
    ...formatSection('Resources and parameters of the stack to which the code refers by their logical ids:', others),
    ...formatSection(
      'Values that replace functions, because the constructs need them at synthesis. Verify that the stack has them:',
      evaluatedValues,
    ),
    ...formatSection(
      'Resources that are L1 constructs in this code:',
      remaining.map(({ logicalId, reason }) => `${logicalId}: ${reason}`),
    ),
    ...formatSection(
      'Loops whose resources the code does not contain:',
      loopKeys.map((key) => `${key}: the collection is not known at synthesis. ${LOOP_FIX}`),
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

/** Finds the names of resources and parameters that the code does not create. */
function findOtherNames(values: readonly unknown[], resources: readonly DeployedResource[]): string[] {
  const names = values.flatMap(findNames);
  const ids = resources.map(({ logicalId }) => logicalId);
  return [...new Set(names)].filter((name) => !name.startsWith('AWS::') && !ids.includes(name)).sort();
}
