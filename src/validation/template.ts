import { NAME_PROPERTIES, normalizeName, normalizeReference } from './physical-names';
import { correctPropertyNames } from './property-names';
import type { PathStep, ResourceEnvironment } from './property-reader';
import { isSpecified, PropertyReader } from './property-reader';
import { ResourceIndex } from './resource-index';
import { ResourceView } from './resource-view';
import { findReferences, findTextReferences, parseTextParts, removePrefix } from './text-parts';
import { containsTransform, hasMacro, isTransformed, listTransforms } from './transforms';
import { getOrCreate, groupBy } from '../private/maps';
import { isLoopKey } from '../template/loops';
import type { EvaluatedTemplate } from '../template/template-evaluator';
import { isObject, toObject } from '../template/values';

/** The types of resources whose name is only a part of a reference, for example of a dynamic reference to a secret. */
const TYPES_IN_TEXT: readonly string[] = ['AWS::S3::Bucket', 'AWS::SecretsManager::Secret'];

/** A CloudFormation template, in which cross-resource rules find related resources. */
export class Template {
  /** The resources by logical id. Omits entries of `Resources` without a type, such as `Fn::ForEach`. */
  public readonly resources: ReadonlyMap<string, TemplateResource>;

  public readonly index: ResourceIndex<TemplateResource>;

  private resourcesByName?: Map<string, TemplateResource[]>;
  private attributesByLogicalId?: Map<string, Map<string, () => string>>;
  private completed?: Template;

  /**
   * @param environment the account and Region of the resources, which can be unresolved
   * @param isCompleted whether all properties that macros can add exist. They are unresolved.
   */
  constructor(
    private readonly template: EvaluatedTemplate,
    public readonly environment?: Partial<ResourceEnvironment>,
    public readonly isCompleted: boolean = false,
  ) {
    const resources = new Map<string, TemplateResource>();
    for (const [id, resource] of template.resources) {
      if (isObject(resource) && typeof resource.Type === 'string') {
        resources.set(id, new TemplateResource(this, id, resource.Type, resource));
      }
    }
    this.resources = resources;
    this.index = new ResourceIndex((type) => [...resources.values()].filter((resource) => resource.type === type));
  }

  /** The template with all properties that macros can add during the deployment. Not set without macros. */
  public get completedTemplate(): Template | undefined {
    const { source } = this.template;
    const canChange = hasMacro(source) || containsTransform(source);
    if (canChange && !this.isCompleted) {
      this.completed ??= new Template(this.template, this.environment, true);
    }
    return this.completed;
  }

  /** Whether CloudFormation or a macro transforms the template, which can remove null values. */
  public get hasTransforms(): boolean {
    return listTransforms(this.template.source).length > 0;
  }

  /** Whether a macro can add properties to all resources. */
  public get hasMacro(): boolean {
    return hasMacro(this.template.source);
  }

  /**
   * Finds the resource that a value refers to by `Ref`, by `Fn::GetAtt`, or by an equal name, also in `Fn::Join` and
   * `Fn::Sub`. CloudFormation generates names during deployment, so a literal name matches only a specified name.
   *
   * @param prefix the text before the name, for example `replication-group/`
   * @returns the resource, or undefined if it is not in the template or the value is not resolved
   */
  public find(value: unknown, type: string, prefix: string = ''): TemplateResource | undefined {
    const part = removePrefix(parseTextParts(value), prefix);
    const name = typeof part === 'string' ? normalizeReference(type, part, this.environment) : JSON.stringify(value);
    const namedResource = this.findByName(name, type).at(-1);
    if (namedResource || part === undefined || typeof part === 'string') {
      return namedResource;
    }
    const resource = this.resources.get(part.logicalId);
    return resource?.type === type ? resource : undefined;
  }

  /**
   * Finds the resource to which a literal name probably refers. The name matches the name or logical id of the
   * resource, or the resource is the only one of its type, has no name, and is not referenced elsewhere.
   *
   * @param prefix the text before the name, for example `replication-group/`
   */
  public findIntended(text: string, type: string, prefix: string = ''): TemplateResource | undefined {
    const part = removePrefix(parseTextParts(text), prefix);
    if (typeof part !== 'string') {
      return undefined;
    }
    const resource =
      this.find(text, type, prefix) ?? this.resources.get(part) ?? this.findUnreferencedResource(part, type);
    return resource?.type === type ? resource : undefined;
  }

  /** Finds the bucket or secret to which a joined text refers, such as the ARN of a file. */
  public findInText(value: unknown, type: string): TemplateResource | undefined {
    if (!TYPES_IN_TEXT.includes(type)) {
      return undefined;
    }
    const resources = findTextReferences(value).map(({ logicalId }) => this.resources.get(logicalId));
    const [resource, ...others] = new Set(resources.filter((candidate) => candidate?.type === type));
    return others.length === 0 ? resource : undefined;
  }

  /**
   * Finds the attributes of a resource that the template uses, including `Ref`, each with a function that formats the
   * first resource or output that uses it. Returns undefined if the template uses none.
   */
  public findUsedAttributes(logicalId: string): ReadonlyMap<string, () => string> | undefined {
    this.attributesByLogicalId ??= this.groupAttributesByLogicalId();
    return this.attributesByLogicalId.get(logicalId);
  }

  /** Whether a resource or parameter exists. Pseudo parameters always exist. */
  public isDefined(name: string): boolean {
    return name.startsWith('AWS::') || this.resources.has(name) || this.template.parameters.has(name);
  }

  /** Whether the template defines a resource, even if its condition is false. */
  public isDeclared(logicalId: string): boolean {
    return Object.hasOwn(toObject(this.template.source.Resources), logicalId);
  }

  public hasCondition(name: string): boolean {
    const conditions = toObject(this.template.source.Conditions);
    return Object.keys(conditions).some((condition) => condition === name || isLoopKey(condition));
  }

  /** The section `Mappings`. */
  public get mappings(): unknown {
    return this.template.source.Mappings;
  }

  /** Returns the type of a parameter, or undefined if there is no such parameter. */
  public readParameterType(name: string): string | undefined {
    return this.template.parameters.get(name)?.type;
  }

  /** The names of the resources and parameters. */
  public get definedNames(): string[] {
    return [...this.resources.keys(), ...this.template.parameters.keys()];
  }

  /**
   * Whether the template contains all its resources. Fragments for other tools have no format version, and macros,
   * modules, and loops add resources during the deployment.
   */
  public get isComplete(): boolean {
    const { source } = this.template;
    return (
      source.AWSTemplateFormatVersion !== undefined &&
      listTransforms(source).every((transform) => transform === 'AWS::LanguageExtensions') &&
      this.template.resources.size === this.resources.size &&
      [...this.resources.values()].every(({ type }) => !type.endsWith('::MODULE'))
    );
  }

  /** Finds the resources of a type with a name: a literal in lowercase, or an intrinsic function as JSON. */
  public findByName(name: string, type: string): readonly TemplateResource[] {
    this.resourcesByName ??= this.groupResourcesByName();
    return this.resourcesByName.get(`${type} ${name}`) ?? [];
  }

  /** Finds the only resource of a type, if it is unnamed and unreferenced, and the name is not defined elsewhere. */
  private findUnreferencedResource(name: string, type: string): TemplateResource | undefined {
    const [resource, ...others] = this.index.ofType(type);
    const isOnlyUnnamedResource = resource && others.length === 0 && resource.physicalName === undefined;
    if (!isOnlyUnnamedResource || !type.startsWith('AWS::ElastiCache::') || this.isDefinedElsewhere(name)) {
      return undefined;
    }
    return this.findUsedAttributes(resource.logicalId) ? undefined : resource;
  }

  /** Whether a name belongs to a default group of AWS, a pseudo parameter, or a parameter of the template. */
  private isDefinedElsewhere(name: string): boolean {
    return name.startsWith('default') || name.startsWith('AWS::') || this.template.parameters.has(name);
  }

  private groupResourcesByName(): Map<string, TemplateResource[]> {
    return groupBy(this.resources.values(), ({ type, physicalName }) =>
      physicalName === undefined ? undefined : `${type} ${formatName(type, physicalName)}`,
    );
  }

  private groupAttributesByLogicalId(): Map<string, Map<string, () => string>> {
    const groups = new Map<string, Map<string, () => string>>();
    const addReferences = (value: unknown, formatUser: () => string) => {
      for (const { logicalId, attribute = 'Ref' } of findEntryReferences(value)) {
        const users = getOrCreate(groups, logicalId, () => new Map<string, () => string>());
        getOrCreate(users, attribute, () => formatUser);
      }
    };
    for (const [id, value] of this.template.resources) {
      addReferences(value, () => String(this.resources.get(id) ?? `'${id}'`));
    }
    for (const [id, value] of this.template.outputs) {
      addReferences(value, () => `Output '${id}'`);
    }
    return groups;
  }
}

/** The references in resources and outputs. Templates share the entries that are equal in them. */
const REFERENCES = new WeakMap<object, ReturnType<typeof findReferences>>();

function findEntryReferences(entry: unknown): ReturnType<typeof findReferences> {
  if (!isObject(entry)) {
    return [];
  }
  let references = REFERENCES.get(entry);
  if (!references) {
    references = findReferences(entry);
    REFERENCES.set(entry, references);
  }
  return references;
}

/** A resource of a template. */
export class TemplateResource extends ResourceView {
  constructor(
    public readonly template: Template,
    public readonly logicalId: string,
    public readonly type: string,
    private readonly resource: Readonly<Record<string, unknown>>,
  ) {
    super(correctProperties(type, resource), undefined, template.environment);
  }

  /** The properties with the names in the template, which can be wrong. */
  public get specifiedProperties(): object {
    return toObject(this.resource.Properties);
  }

  /** The resource in the template with all properties that macros can add. Not set without macros. */
  public get completedResource(): TemplateResource | undefined {
    return this.template.completedTemplate?.resources.get(this.logicalId);
  }

  /** The section `Properties`, which can be missing or have another type. */
  public get section(): unknown {
    return this.resource.Properties;
  }

  /** Whether a macro in the resource can create all its properties. */
  public get isTransformed(): boolean {
    return isTransformed(this.resource) || isTransformed(this.values);
  }

  /** Returns a resource attribute such as `UpdatePolicy` or `DependsOn`. */
  public attribute(path: string): unknown {
    return new PropertyReader(this.resource).raw(path);
  }

  /** The specified name, which is literal text or an intrinsic function. */
  public get physicalName(): unknown {
    const property = NAME_PROPERTIES.get(this.type);
    return property === undefined ? undefined : this.raw(property);
  }

  public get uniqueName(): string | undefined {
    const name = this.physicalName;
    const isConditional = 'Condition' in this.resource;
    return typeof name === 'string' && !isConditional ? normalizeName(this.type, name) : undefined;
  }

  public get deletionPolicy(): string | undefined {
    return new PropertyReader(this.resource).text('DeletionPolicy');
  }

  /** Returns undefined, because templates refer to other environments only by ARNs. */
  public referenceEnvironment(): undefined {
    return undefined;
  }

  public dynamicReference(path: string): string | undefined {
    const value = this.raw(path);
    return typeof value === 'string' && value.startsWith('{{resolve:') ? value : undefined;
  }

  /** The attributes of the resource that the template uses, including `Ref`. */
  public get usedAttributes(): string[] {
    return [...(this.template.findUsedAttributes(this.logicalId)?.keys() ?? [])];
  }

  /** Formats a used attribute with its first use, as in `RedisEndpoint.Address (used by Output 'Host')`. */
  public formatAttributeUse(attribute: string): string {
    return `${attribute} (used by ${this.template.findUsedAttributes(this.logicalId)!.get(attribute)!()})`;
  }

  public target(path: string, type: string, prefix?: string): TemplateResource | undefined {
    const value = this.raw(path);
    return value === undefined
      ? undefined
      : (this.template.find(value, type, prefix) ?? this.template.findInText(value, type));
  }

  public isInStackOf(other: ResourceView): boolean {
    return other instanceof TemplateResource && this.template === other.template;
  }

  public get isValidated(): boolean {
    return true;
  }

  protected get index(): ResourceIndex {
    return this.template.index;
  }

  protected readStep(parent: any, step: PathStep): unknown {
    const value = super.readStep(parent, step);
    if (isSpecified(value) || !this.template.isCompleted || !isObject(parent)) {
      return value;
    }
    const canBeAdded = this.template.hasMacro || this.isTransformed || isTransformed(parent);
    return canBeAdded ? { 'Fn::Transform': [this.logicalId, step.parentPath, step.key] } : value;
  }

  public toString(): string {
    // "Parameter" alone would be a parameter of the template.
    const type = this.type === 'AWS::SSM::Parameter' ? this.type : this.type.split('::').pop();
    return `${type} '${this.logicalId}'`;
  }
}

/** The properties with the right names, by resource. Templates share the resources that are equal in them. */
const CORRECTED_PROPERTIES = new WeakMap<object, object>();

function correctProperties(type: string, resource: Readonly<Record<string, unknown>>): object {
  let properties = CORRECTED_PROPERTIES.get(resource);
  if (!properties) {
    properties = correctPropertyNames(type, toObject(resource.Properties));
    CORRECTED_PROPERTIES.set(resource, properties);
  }
  return properties;
}

function formatName(type: string, name: unknown): string {
  return typeof name === 'string' ? normalizeName(type, name) : JSON.stringify(name);
}
