import type { AttributeUse } from './attribute-uses';
import { NAME_PROPERTIES, normalizeName } from './physical-names';
import { correctPropertyNames } from './property-names';
import type { PathStep } from './property-reader';
import { isSpecified, PropertyReader } from './property-reader';
import type { ResourceIndex } from './resource-index';
import { ResourceView } from './resource-view';
import type { Template } from './template';
import { formatList } from '../private/text';
import { hasAttribute } from '../service-data/resource-attributes';
import { isTransformed } from '../template/transforms';
import { isObject, toObject } from '../template/values';

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

  /** The type and name that references to the resource by name contain. */
  public get nameKey(): string | undefined {
    const { type, physicalName } = this;
    return physicalName === undefined ? undefined : `${type} ${formatName(type, physicalName)}`;
  }

  /** The type and unique name. */
  public get uniqueNameKey(): string | undefined {
    return this.uniqueName === undefined ? undefined : `${this.type} ${this.uniqueName}`;
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

  /** The uses of the attributes of the resource in the template, including `Ref`. */
  public get attributeUses(): AttributeUse[] {
    return this.template.findAttributeUses(this.logicalId);
  }

  /** The attributes of the resource that the template uses, including `Ref`. Omits those that do not exist. */
  public get usedAttributes(): string[] {
    const attributes = this.attributeUses.map(({ attribute }) => attribute);
    return [...new Set(attributes)].filter((attribute) => hasAttribute(this.type, attribute));
  }

  /** Formats a used attribute with its uses, as in `RedisEndpoint.Address (used by Output 'Host')`. */
  public formatAttributeUse(attribute: string): string {
    const uses = this.attributeUses.filter((use) => use.attribute === attribute);
    return `${attribute} (used by ${formatList(uses.map(({ formatUser }) => formatUser()))})`;
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
