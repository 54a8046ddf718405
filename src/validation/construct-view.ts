import { CfnDynamicReference, CfnResource, Reference, Stack, Tokenization } from 'aws-cdk-lib/core';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { readImportedResource } from './imported-resources';
import { NAME_PROPERTIES, normalizeName } from './physical-names';
import type { PropNames, ResourceEnvironment } from './property-reader';
import { ResourceView } from './resource-view';

/** The constructs that properties refer to, by property. The constructs of a list have the order of its elements. */
export type RelatedConstructs = Readonly<Record<string, IConstruct | readonly (IConstruct | undefined)[] | undefined>>;

interface ConstructViewOptions {
  /** The values, by L1 prop. */
  readonly values: object;

  /** Returns the L2 prop of each property; by default, messages contain the CloudFormation names. */
  readonly getPropNames?: () => PropNames;

  /** Returns the constructs that properties refer to. */
  readonly getRelated?: () => RelatedConstructs;
}

/** Views by construct. Those of L1 and imported constructs are created when a rule needs them. */
const VIEWS = new WeakMap<IConstruct, ConstructView>();

/** The views of the constructs that this library creates in a stack, by type and physical name. */
const VIEWS_BY_NAME = new WeakMap<Stack, Map<string, ConstructView[]>>();

/** A resource that a construct creates or imports. */
export class ConstructView extends ResourceView {
  /** Finds the view of a construct of this library, or of any L1 construct, its L2 construct, or an import. */
  public static find(construct: IConstruct, type: string): ConstructView | undefined {
    if (!Construct.isConstruct(construct)) {
      return undefined;
    }
    const view = VIEWS.get(construct) ?? findResourceView(construct) ?? createImportView(construct, type);
    return view?.type === type ? view : undefined;
  }

  private readonly getRelated: () => RelatedConstructs;

  constructor(
    private readonly construct: IConstruct,
    public readonly type: string,
    { values, getPropNames = () => ({}), getRelated = () => ({}) }: ConstructViewOptions,
  ) {
    super(values, getPropNames, findEnvironment(construct));
    this.getRelated = getRelated;
  }

  /** Makes the view the one that rules of other constructs find. */
  public register(): this {
    VIEWS.set(this.construct, this);
    return this;
  }

  /** Makes the name of a created resource known, so that it is used once. */
  public registerName(): void {
    const key = this.nameKey;
    if (key === undefined) {
      return;
    }
    const stack = Stack.of(this.construct);
    const views = VIEWS_BY_NAME.get(stack) ?? new Map<string, ConstructView[]>();
    VIEWS_BY_NAME.set(stack, views.set(key, [...(views.get(key) ?? []), this]));
  }

  public findNamesakes(): readonly ResourceView[] {
    const views = VIEWS_BY_NAME.get(Stack.of(this.construct))?.get(this.nameKey ?? '') ?? [];
    return views.filter((view) => view !== this);
  }

  public target(path: string, type: string): ResourceView | undefined {
    const construct = this.findRelated(path) ?? findReferencedConstruct(this.raw(path));
    return construct && ConstructView.find(construct, type);
  }

  public isInStackOf(other: ResourceView): boolean {
    return other instanceof ConstructView && Stack.of(this.construct) === Stack.of(other.construct);
  }

  public resourcesOfType(type: string): readonly ResourceView[] {
    return Stack.of(this.construct)
      .node.findAll()
      .filter((construct) => CfnResource.isCfnResource(construct))
      .map((resource) => ConstructView.find(resource, type))
      .filter((view) => view !== undefined);
  }

  public dynamicReference(path: string): string | undefined {
    const token = Tokenization.reverse(this.raw(path), { failConcat: false });
    const isDynamicReference = token instanceof CfnDynamicReference;
    return isDynamicReference ? String(Stack.of(this.construct).resolve(token)) : undefined;
  }

  public get deletionPolicy(): string | undefined {
    const resource = CfnResource.isCfnResource(this.construct) ? this.construct : this.construct.node.defaultChild;
    return CfnResource.isCfnResource(resource) ? resource.cfnOptions.deletionPolicy : undefined;
  }

  public toString(): string {
    const { scope } = this.construct.node;
    const isResourceOfL2 = CfnResource.isCfnResource(this.construct) && scope?.node.defaultChild === this.construct;
    return `'${isResourceOfL2 ? scope.node.path : this.construct.node.path}'`;
  }

  /** The type and the literal name; undefined if the name is not known. */
  private get nameKey(): string | undefined {
    const property = NAME_PROPERTIES.get(this.type);
    const name = property && this.text(property);
    return name ? `${this.type} ${normalizeName(this.type, name)}` : undefined;
  }

  private findRelated(path: string): IConstruct | undefined {
    const constructs = this.getRelated();
    const dot = path.lastIndexOf('.');
    const list = dot < 0 ? undefined : constructs[path.slice(0, dot)];
    const related = Array.isArray(list) ? list[Number(path.slice(dot + 1))] : constructs[path];
    return Array.isArray(related) ? undefined : (related as IConstruct | undefined);
  }
}

/** Makes an imported resource known to the rules, as far as its properties are known. */
export function registerImport(
  construct: IConstruct,
  type: string,
  values: object,
  getRelated?: () => RelatedConstructs,
): void {
  new ConstructView(construct, type, { values, getRelated }).register();
}

/** Finds the view of the L2 construct of an L1 construct, or creates one of the L1 construct itself. */
function findResourceView(construct: IConstruct): ConstructView | undefined {
  const resource = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild;
  if (!CfnResource.isCfnResource(resource)) {
    return undefined;
  }
  const parent = resource.node.scope!;
  const hasParentView = parent.node.defaultChild === resource && VIEWS.has(parent);
  return (
    VIEWS.get(hasParentView ? parent : resource) ??
    new ConstructView(resource, resource.cfnResourceType, { values: resource }).register()
  );
}

function createImportView(construct: IConstruct, type: string): ConstructView | undefined {
  const values = readImportedResource(construct, type);
  return values && new ConstructView(construct, type, { values }).register();
}

/** The account and Region of a resource. Those of an import can differ from its stack. */
function findEnvironment(construct: IConstruct): ResourceEnvironment {
  return (construct as Partial<IEnvironmentAware>).env ?? Stack.of(construct);
}

/** Finds the construct that a token refers to. */
function findReferencedConstruct(value: unknown): IConstruct | undefined {
  const token = Tokenization.reverse(value, { failConcat: false });
  return Reference.isReference(token) ? token.target : undefined;
}
