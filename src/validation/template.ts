import type { ResourceEnvironment } from './property-reader';
import { PropertyReader } from './property-reader';

/** A piece of a text: the text itself, or what a resource (or parameter) gives. */
type Part = string | Reference;

/** What a resource gives: its `Ref`, or one of its attributes. */
interface Reference {
  readonly logicalId: string;
  readonly attribute?: string;
}

/** The pieces of a text that CloudFormation puts together; undefined for what cannot be known. */
export function partsOf(value: unknown): Part[] | undefined {
  if (typeof value === 'string') {
    return value.includes('{{resolve:') ? undefined : [value];
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  const entries = Object.entries(value);
  if (entries.length !== 1) {
    return undefined;
  }
  const [name, argument] = entries[0];
  switch (name) {
    case 'Ref':
      return [{ logicalId: String(argument) }];
    case 'Fn::GetAtt':
      return [dotted(Array.isArray(argument) ? argument.map(String).join('.') : String(argument))];
    case 'Fn::Join':
      return Array.isArray(argument) && Array.isArray(argument[1])
        ? joined(String(argument[0]), argument[1])
        : undefined;
    case 'Fn::Sub':
      return typeof argument === 'string'
        ? substituted(argument, {})
        : Array.isArray(argument)
          ? substituted(String(argument[0]), argument[1] ?? {})
          : undefined;
    default:
      return undefined;
  }
}

/**
 * A name as ElastiCache stores it: in lower case; of an ARN the name at its end, of a global datastore what follows the
 * prefix of its Region.
 */
function nameOf(type: string, text: string): string {
  const name = (text.startsWith('arn:') ? text.split(/[:/]/).pop()! : text).toLowerCase();
  return type === 'AWS::ElastiCache::GlobalReplicationGroup' ? name.replace(/^[a-z]{5}-/, '') : name;
}

/** All references that stand anywhere in a template. */
function referencesIn(value: unknown): Reference[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap(referencesIn);
  }
  const own = (partsOf(value) ?? []).filter((part) => typeof part !== 'string');
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}

function dotted(name: string): Reference {
  const dot = name.indexOf('.');
  return dot < 0 ? { logicalId: name } : { logicalId: name.slice(0, dot), attribute: name.slice(dot + 1) };
}

function joined(separator: string, values: unknown[]): Part[] | undefined {
  const parts: Part[] = [];
  for (const [index, value] of values.entries()) {
    const more = partsOf(value);
    if (!more) {
      return undefined;
    }
    parts.push(...(index > 0 ? [separator] : []), ...more);
  }
  return merged(parts);
}

function substituted(text: string, values: Record<string, unknown>): Part[] | undefined {
  const parts: Part[] = [];
  for (const [, before, literal, name] of text.matchAll(/([^$]+|\$(?!\{))|\$\{!([^}]*)\}|\$\{([^}]*)\}/g)) {
    const more =
      name === undefined
        ? [before ?? `\${${literal}}`]
        : Object.hasOwn(values, name)
          ? partsOf(values[name])
          : [dotted(name)];
    if (!more) {
      return undefined;
    }
    parts.push(...more);
  }
  return merged(parts);
}

/** Neighbouring texts as one, and no empty ones. */
function merged(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result[result.length - 1];
    if (typeof part === 'string' && typeof last === 'string') {
      result[result.length - 1] = last + part;
    } else if (part !== '') {
      result.push(part);
    }
  }
  return result;
}

/** A finished CloudFormation template, as the relations between its resources read it. */
export class Template {
  /** The resources by their logical ids; what is no resource at all is left out. */
  public readonly resources: ReadonlyMap<string, TemplateResource>;
  private types?: Map<string, TemplateResource[]>;
  private names?: Map<string, TemplateResource>;
  private references?: Map<string, Set<string>>;

  /**
   * @param template the template as an object
   * @param place where its resources will be, as far as that is known
   */
  constructor(
    private readonly template: any,
    public readonly place?: ResourceEnvironment,
  ) {
    const resources = isObject(template) && isObject(template.Resources) ? Object.entries(template.Resources) : [];
    this.resources = new Map(
      resources.flatMap(([id, resource]) =>
        isObject(resource) && typeof resource.Type === 'string'
          ? [[id, new TemplateResource(this, id, resource.Type, resource)]]
          : [],
      ),
    );
  }

  /** The resources of a type. */
  public ofType(type: string): readonly TemplateResource[] {
    if (!this.types) {
      this.types = new Map();
      for (const resource of this.resources.values()) {
        const others = this.types.get(resource.type);
        others ? others.push(resource) : this.types.set(resource.type, [resource]);
      }
    }
    return this.types.get(type) ?? [];
  }

  /**
   * The resource of a type that a value names: by `Ref`, `Fn::GetAtt` or the same name, also inside of `Fn::Join` and
   * `Fn::Sub`.
   *
   * Names that CloudFormation makes up cannot be known beforehand. So a name that nothing in the template has is taken
   * for a forgotten reference when it is a logical id, or when there is but one resource of the type, without a name,
   * and nothing else refers to it.
   *
   * @param prefix what stands before the name, for example `replication-group/`
   * @returns undefined when it is not in the template, or cannot be known
   */
  public find(value: unknown, type: string, prefix: string = ''): TemplateResource | undefined {
    const part = onlyPart(partsOf(value), prefix);
    const found =
      typeof part === 'string' ? this.named(nameOf(type, part), type) : this.named(JSON.stringify(value), type);
    if (found || part === undefined) {
      return found;
    }
    const id = typeof part === 'string' ? part : part.logicalId;
    const resource = this.resources.get(id) ?? this.forgotten(id, type);
    return resource?.type === type ? resource : undefined;
  }

  private named(name: string, type: string): TemplateResource | undefined {
    this.names ??= new Map(
      [...this.resources.values()].flatMap((resource) => {
        const own = resource.ownName;
        return own === undefined
          ? []
          : [
              [
                `${resource.type} ${typeof own === 'string' ? nameOf(resource.type, own) : JSON.stringify(own)}`,
                resource,
              ],
            ];
      }),
    );
    return this.names.get(`${type} ${name}`);
  }

  /** Groups that AWS makes, and names that come from parameters, are no forgotten references. */
  private isElsewhere(id: string): boolean {
    return id.startsWith('default') || id.startsWith('AWS::') || Object.hasOwn(this.template.Parameters ?? {}, id);
  }

  private forgotten(id: string, type: string): TemplateResource | undefined {
    const [only, ...others] = this.ofType(type);
    if (
      !only ||
      others.length > 0 ||
      only.ownName !== undefined ||
      !type.startsWith('AWS::ElastiCache::') ||
      this.isElsewhere(id)
    ) {
      return undefined;
    }
    return this.uses(only.logicalId) ? undefined : only;
  }

  /** What the template uses of a resource: names of attributes, and `Ref`; undefined when nothing refers to it. */
  public uses(logicalId: string): ReadonlySet<string> | undefined {
    if (!this.references) {
      this.references = new Map();
      for (const { logicalId: id, attribute = 'Ref' } of referencesIn(this.template)) {
        const used = this.references.get(id);
        used ? used.add(attribute) : this.references.set(id, new Set([attribute]));
      }
    }
    return this.references.get(logicalId);
  }
}

/** A resource of a template. */
export class TemplateResource {
  /** Its properties, as they stand there. */
  public readonly values: Readonly<Record<string, unknown>>;
  public readonly properties: PropertyReader;

  constructor(
    public readonly template: Template,
    public readonly logicalId: string,
    public readonly type: string,
    private readonly resource: Readonly<Record<string, unknown>>,
  ) {
    this.values = isObject(resource.Properties) ? resource.Properties : {};
    this.properties = new PropertyReader(this.values, undefined, template.place);
  }

  /** Its update policy, or another attribute that stands beside the properties. */
  public attribute(path: string): unknown {
    return new PropertyReader(this.resource).raw(path);
  }

  /** What other resources call it: a text, or a function that gives one. */
  public get ownName(): unknown {
    const property = NAME_PROPERTIES[this.type];
    return property === undefined ? undefined : this.properties.raw(property);
  }

  /** The resource that a property names, see `Template.find`. */
  public target(path: string, type: string, prefix?: string): TemplateResource | undefined {
    const value = this.properties.raw(path);
    return value === undefined ? undefined : this.template.find(value, type, prefix);
  }

  /** The resources that the elements of a list name, as far as they are in the template. */
  public targets(path: string, type: string): TemplateResource[] {
    const found = (this.properties.list(path) ?? []).map((value) => this.template.find(value, type));
    return found.filter((resource) => resource !== undefined);
  }

  /** The resource in a message. */
  public toString(): string {
    return `${this.type.split('::').pop()} '${this.logicalId}'`;
  }
}

/** The property by which other resources name one of a type, where there is one. */
const NAME_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::ElastiCache::CacheCluster': 'ClusterName',
  'AWS::ElastiCache::GlobalReplicationGroup': 'GlobalReplicationGroupIdSuffix',
  'AWS::ElastiCache::ParameterGroup': 'CacheParameterGroupName',
  'AWS::ElastiCache::ReplicationGroup': 'ReplicationGroupId',
  'AWS::ElastiCache::ServerlessCache': 'ServerlessCacheName',
  'AWS::ElastiCache::ServerlessCacheSnapshot': 'ServerlessCacheSnapshotName',
  'AWS::ElastiCache::Snapshot': 'SnapshotName',
  'AWS::ElastiCache::SubnetGroup': 'CacheSubnetGroupName',
  'AWS::ElastiCache::User': 'UserId',
  'AWS::ElastiCache::UserGroup': 'UserGroupId',
  'AWS::SNS::Topic': 'TopicName',
};

/** What is left when the prefix is taken away, when that is one name or reference. */
function onlyPart(parts: readonly Part[] | undefined, prefix: string): Part | undefined {
  const [first, ...rest] = parts ?? [];
  if (prefix === '') {
    return rest.length === 0 ? first : undefined;
  }
  if (typeof first !== 'string' || !first.startsWith(prefix)) {
    return undefined;
  }
  const name = first.slice(prefix.length);
  return name === '' ? (rest.length === 1 ? rest[0] : undefined) : rest.length === 0 ? name : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
