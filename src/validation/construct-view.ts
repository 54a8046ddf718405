import { CfnDynamicReference, CfnResource, Reference, Stack, Tokenization } from 'aws-cdk-lib/core';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { readImportedResource } from './imported-resources';
import { findLaterValues, readAttributeOverride, readGenericProperties } from './later-values';
import { NAME_PROPERTIES, normalizeName } from './physical-names';
import type { PathStep, PropNames, ResourceEnvironment } from './property-reader';
import { toPropName } from './property-reader';
import { ResourceIndex } from './resource-index';
import { ResourceView } from './resource-view';
import { findAllInStage, findDefaultChild, findResource, getStage } from '../private/constructs';
import { groupBy } from '../private/maps';
import { isResolved } from '../private/tokens';

/** The constructs that properties refer to, by property. The constructs for a list are in the order of its elements. */
export type RelatedConstructs = Readonly<Record<string, IConstruct | readonly (IConstruct | undefined)[] | undefined>>;

interface ConstructViewOptions {
  /** The values, by L1 prop. */
  readonly values: object;

  /** The props of the L1 construct, if they differ from the values. */
  readonly l1Props?: object;

  /** Returns the L2 prop of each property. By default, messages contain the CloudFormation names. */
  readonly getPropNames?: () => PropNames;

  /** Returns the constructs that properties refer to. */
  readonly getRelated?: () => RelatedConstructs;
}

/** The views by construct. Views of L1 and imported constructs are created when a rule needs them. */
const VIEWS = new WeakMap<IConstruct, ConstructView>();

/** The resources of a stage. */
interface StageResources {
  readonly byType: ReadonlyMap<string, readonly CfnResource[]>;
  readonly index: ResourceIndex;
}

/** The resources of each stage at the beginning of its synthesis. Stages do not refer to each other. */
const STAGES = new WeakMap<IConstruct, StageResources>();

/** A resource that a construct creates or imports. */
export class ConstructView extends ResourceView {
  /**
   * Finds the view of a construct. The construct can be a construct of this library, an L1 construct, the L2 construct
   * of an L1 construct, or an imported construct.
   */
  public static find(construct: IConstruct, type: string): ConstructView | undefined {
    if (!Construct.isConstruct(construct)) {
      return undefined;
    }
    const view = VIEWS.get(construct) ?? findResourceView(construct) ?? createImportView(construct, type);
    if (view?.type !== type) {
      return undefined;
    }
    if (!STAGES.has(getStage(construct))) {
      view.refresh();
    }
    return view;
  }

  private readonly l1Props: object;
  private readonly getRelated: () => RelatedConstructs;

  /** The values that were set after the construct was created, by CloudFormation property. */
  private laterValues: ReadonlyMap<string, unknown> = new Map();

  constructor(
    private readonly construct: IConstruct,
    public readonly type: string,
    { values, l1Props = values, getPropNames = () => ({}), getRelated = () => ({}) }: ConstructViewOptions,
  ) {
    super(values, getPropNames, findEnvironment(construct));
    this.l1Props = l1Props;
    this.getRelated = getRelated;
  }

  /** Registers the view, so that rules of other constructs find it. */
  public register(): this {
    VIEWS.set(this.construct, this);
    return this;
  }

  /** Reads the values that escape hatches and aspects have changed. */
  public refresh(): void {
    const { resource } = this;
    this.laterValues = resource ? findLaterValues(resource, this.l1Props) : new Map();
  }

  public get uniqueName(): string | undefined {
    const property = NAME_PROPERTIES.get(this.type);
    const name = property && this.text(property);
    const { resource } = this;
    return name && !(resource && hasCondition(resource))
      ? `${describeEnvironment(Stack.of(this.construct))} ${normalizeName(this.type, name)}`
      : undefined;
  }

  public target(path: string, type: string): ResourceView | undefined {
    const construct = this.findRelated(path) ?? findReferencedConstruct(this.raw(path));
    return construct && ConstructView.find(construct, type);
  }

  public referenceEnvironment(path: string, type: string): ResourceEnvironment | undefined {
    const related = this.findRelated(path);
    const member = `${toPropName(type.split('::')[2])}Ref`;
    return related && member in related ? (related as Partial<IEnvironmentAware>).env : undefined;
  }

  public isInStackOf(other: ResourceView): boolean {
    return other instanceof ConstructView && Stack.of(this.construct) === Stack.of(other.construct);
  }

  public dynamicReference(path: string): string | undefined {
    const token = Tokenization.reverse(this.raw(path), { failConcat: false });
    // aws-cdk-lib has no type guard for dynamic references.
    const isDynamicReference = token instanceof CfnDynamicReference;
    return isDynamicReference ? String(Stack.of(this.construct).resolve(token)) : undefined;
  }

  public get deletionPolicy(): string | undefined {
    const { resource } = this;
    const override = resource && readAttributeOverride(resource, 'DeletionPolicy');
    return typeof override === 'string' ? override : resource?.cfnOptions.deletionPolicy;
  }

  public toString(): string {
    const { scope } = this.construct.node;
    const isResourceOfL2 =
      CfnResource.isCfnResource(this.construct) && scope && findDefaultChild(scope) === this.construct;
    return `'${isResourceOfL2 ? scope.node.path : this.construct.node.path}'`;
  }

  protected readStep(parent: any, step: PathStep): unknown {
    return parent === this.values && this.laterValues.has(step.key)
      ? this.laterValues.get(step.key)
      : super.readStep(parent, step);
  }

  /** The L1 construct, if it already exists. */
  private get resource(): CfnResource | undefined {
    return findResource(this.construct);
  }

  /** Whether the rules are evaluated for the construct. They are not for L1 constructs without an L2 construct. */
  public get isValidated(): boolean {
    return !CfnResource.isCfnResource(this.construct);
  }

  protected get index(): ResourceIndex {
    return readStage(getStage(this.construct)).index;
  }

  /** Finds the construct that a property refers to, unless the property was changed after the construct was created. */
  private findRelated(path: string): IConstruct | undefined {
    if (this.laterValues.has(path.split('.')[0])) {
      return undefined;
    }
    const constructs = this.getRelated();
    const dot = path.lastIndexOf('.');
    const list = dot < 0 ? undefined : constructs[path.slice(0, dot)];
    const related = Array.isArray(list) ? list[Number(path.slice(dot + 1))] : constructs[path];
    return Array.isArray(related) ? undefined : (related as IConstruct | undefined);
  }
}

/** Reads the constructs of a stage again. Called at the beginning of its synthesis. */
export function refreshViews(stage: IConstruct, constructs: readonly IConstruct[]): void {
  STAGES.set(stage, createStageResources(constructs));
  for (const construct of constructs) {
    VIEWS.get(construct)?.refresh();
  }
}

/** Lists the L1 constructs of a type in a stage. During synthesis, they are those at its beginning. */
export function listStageResources(stage: IConstruct, type: string): readonly CfnResource[] {
  return readStage(stage).byType.get(type) ?? [];
}

function readStage(stage: IConstruct): StageResources {
  return STAGES.get(stage) ?? createStageResources(findAllInStage(stage));
}

function createStageResources(constructs: readonly IConstruct[]): StageResources {
  const resources = constructs.filter((construct) => CfnResource.isCfnResource(construct));
  const byType = groupBy(resources, ({ cfnResourceType }) => cfnResourceType);
  const index = new ResourceIndex((type) =>
    (byType.get(type) ?? []).map((resource) => ConstructView.find(resource, type)).filter((view) => view !== undefined),
  );
  return { byType, index };
}

/** Registers the view of an imported resource with the properties that the import specifies. */
export function registerImport(
  construct: IConstruct,
  type: string,
  values: object,
  getRelated?: () => RelatedConstructs,
): void {
  new ConstructView(construct, type, { values, getRelated }).register();
}

/** Finds the view of an L1 construct or of its L2 construct. Creates a view of the L1 construct if there is none. */
function findResourceView(construct: IConstruct): ConstructView | undefined {
  const resource = findResource(construct);
  if (!resource) {
    return undefined;
  }
  const parent = resource.node.scope!;
  const hasParentView = findDefaultChild(parent) === resource && VIEWS.has(parent);
  return VIEWS.get(hasParentView ? parent : resource) ?? createResourceView(resource);
}

function createResourceView(resource: CfnResource): ConstructView {
  const values = readGenericProperties(resource) ?? resource;
  const view = new ConstructView(resource, resource.cfnResourceType, { values }).register();
  view.refresh();
  return view;
}

function createImportView(construct: IConstruct, type: string): ConstructView | undefined {
  const values = readImportedResource(construct, type);
  return values && new ConstructView(construct, type, { values }).register();
}

/** Returns the account and Region of a resource. For an imported resource, they can differ from those of its stack. */
function findEnvironment(construct: IConstruct): ResourceEnvironment {
  return (construct as Partial<IEnvironmentAware>).env ?? Stack.of(construct);
}

/** Whether the creation of a resource depends on a condition. */
function hasCondition(resource: CfnResource): boolean {
  return (resource.cfnOptions.condition ?? readAttributeOverride(resource, 'Condition')) !== undefined;
}

/**
 * Returns a text for the environment in which the names of a stack's resources are unique. It is the account and Region
 * if both are resolved, and the stack otherwise. Nested stacks belong to the environment of their parent, unless they
 * depend on a condition.
 */
function describeEnvironment(stack: Stack): string {
  const { nestedStackParent, nestedStackResource } = stack;
  if (nestedStackParent && nestedStackResource && !hasCondition(nestedStackResource)) {
    return describeEnvironment(nestedStackParent);
  }
  const isEnvironmentResolved = !nestedStackParent && isResolved(stack.account) && isResolved(stack.region);
  return isEnvironmentResolved ? `${stack.account} ${stack.region}` : stack.node.path;
}

/** Finds the construct that a token refers to. */
export function findReferencedConstruct(value: unknown): IConstruct | undefined {
  const token = Tokenization.reverse(value, { failConcat: false });
  return Reference.isReference(token) ? token.target : undefined;
}
