import { createHash } from 'node:crypto';
import type { IResolveContext, Resource } from 'aws-cdk-lib/core';
import { Aws, Fn, Names, PhysicalName, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import { arnComponents, toStoredName } from './arns';
import { getStage } from './constructs';
import { throwGetterErrors } from './errors';
import { findTopLevelStack } from './stacks';
import { isResolved } from './tokens';

/** Returns the name that a prop specifies, or undefined if the name must be generated. */
export function readSpecifiedName(name: string | undefined): string | undefined {
  return name === PhysicalName.GENERATE_IF_NEEDED ? undefined : name;
}

/**
 * Returns the physical name of a resource for which CloudFormation requires a name. Without a specified name, generates
 * one from the path of the construct.
 */
export function resolveRequiredName(
  scope: Construct,
  id: string,
  name: string | undefined,
  { maxLength }: { readonly maxLength: number },
): string {
  return readSpecifiedName(name) ?? generateName(scope, id, maxLength);
}

/**
 * Generates a physical name from the path of a construct, in lowercase as ElastiCache stores names. The construct does
 * not exist yet, because `Resource` requires the name in its constructor.
 */
export function generateName(scope: Construct, id: string, maxLength: number): string {
  const construct = {
    node: { scopes: [...scope.node.scopes, { node: { id: id.replace(/\//g, '--') } }] },
  } as unknown as IConstruct;
  return Names.uniqueResourceName(construct, { maxLength }).toLowerCase();
}

/**
 * Generates a name that ends with the id of the CloudFormation stack.
 *
 * Resources that are retained when their stack is deleted, such as snapshots, need such a name. Otherwise, the name
 * would already be in use when the stack is created again.
 */
export function generateStackUniqueName(...parts: string[]): string {
  return Fn.join('-', [...parts, Fn.select(2, Fn.split('/', Aws.STACK_ID))]);
}

/** The length of the stack id in a generated name, including the hyphen before it. */
export const STACK_ID_LENGTH = 37;

/**
 * Returns the physical name of a resource whose name CloudFormation can generate. Without a specified name, a name is
 * generated only for references from other accounts and Regions.
 */
export function resolveOptionalName(name: string | undefined): string {
  return name ?? PhysicalName.GENERATE_IF_NEEDED;
}

/**
 * Returns the name of a resource as ElastiCache stores it.
 *
 * `Ref` returns the uppercase letters of the name in the template, so a name with such letters is not a reference.
 */
export function resolveStoredName(physicalName: string, getAttribute: () => string): string {
  const storedName = toStoredName(physicalName);
  return storedName === physicalName ? referToName(physicalName, getAttribute()) : storedName;
}

/**
 * Returns a reference to the name of a resource. In other stages, which cannot refer to the resource, it resolves to
 * the name, unless CloudFormation generates the name.
 *
 * @param attribute the reference within the stage
 */
export function referToName(physicalName: string, attribute: string): string {
  return referWithinStage(physicalName, attribute, toStoredName(physicalName));
}

/**
 * Returns a reference to the ARN of a resource. In other stages, which cannot refer to the resource, it resolves to an
 * ARN with the name, unless CloudFormation generates the name.
 *
 * @param attribute the reference within the stage
 */
export function referToArn(stack: Stack, resourceType: string, physicalName: string, attribute: string): string {
  return referWithinStage(physicalName, attribute, stack.formatArn(arnComponents(resourceType, physicalName)));
}

function referWithinStage(physicalName: string, attribute: string, text: string): string {
  const reference = Tokenization.reverse(attribute);
  return isResolved(physicalName) && Reference.isReference(reference)
    ? Token.asString(new StageReference(reference, text))
    : attribute;
}

/** A reference that resolves to a text in other stages. */
class StageReference extends Reference {
  constructor(
    private readonly reference: Reference,
    private readonly text: string,
  ) {
    super(reference, reference.target, reference.displayName);
  }

  public resolve(context: IResolveContext): unknown {
    return getStage(context.scope) === getStage(this.target) ? this.reference : this.text;
  }
}

interface CrossEnvironmentNameOptions {
  /** The prop of the resource that specifies its name. */
  readonly prop: string;
  readonly maxLength: number;
}

/** The length of the hash in names for references from other accounts and Regions. */
const HASH_LENGTH = 12;

/** The maximum length of the stack name, and of the construct path, in these names. */
const MAX_PART_LENGTH = 24;

/**
 * Generates the name by which other accounts and Regions refer to a resource. The names that aws-cdk-lib generates have
 * up to 61 characters, which is more than ElastiCache allows.
 */
export function generateCrossEnvironmentName(
  resource: Resource,
  { prop, maxLength }: CrossEnvironmentNameOptions,
): string {
  const { account, region } = resource.stack;
  if (!isResolved(account) || !isResolved(region)) {
    throwGetterErrors(resource, prop, [
      `'${prop}' is required, because a stack in another account or Region refers to the resource, but the stack of the resource has no explicit account and Region. ` +
        `Set '${prop}', or set 'env' of the stack '${resource.stack.node.path}'.`,
    ]);
  }

  const { stackName } = findTopLevelStack(resource.stack);
  const ids = resource.node.scopes.slice(resource.stack.node.scopes.length).map(({ node }) => node.id);
  const hash = createHash('sha256')
    .update([account, region, stackName, resource.node.path].join(' '))
    .digest('hex')
    .slice(0, HASH_LENGTH);

  const partLength = Math.min(Math.floor((maxLength - HASH_LENGTH) / 2) - 1, MAX_PART_LENGTH);
  const stackPart = removeSpecialCharacters(stackName).slice(0, partLength);
  const pathPart = removeSpecialCharacters(ids.join('')).slice(-partLength);
  return [stackPart, pathPart, hash].filter(Boolean).join('-').toLowerCase();
}

function removeSpecialCharacters(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '');
}
