import type { Place } from './properties';
import { Properties } from './properties';
import { nameOf, partsOf, referencesIn } from './references';
import type { Part } from './references';

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
    public readonly place?: Place,
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
  public readonly properties: Properties;

  constructor(
    public readonly template: Template,
    public readonly logicalId: string,
    public readonly type: string,
    private readonly resource: Readonly<Record<string, unknown>>,
  ) {
    this.values = isObject(resource.Properties) ? resource.Properties : {};
    this.properties = new Properties(this.values, undefined, template.place);
  }

  /** Its update policy, or another attribute that stands beside the properties. */
  public attribute(path: string): unknown {
    return new Properties(this.resource).given(path);
  }

  /** What other resources call it: a text, or a function that gives one. */
  public get ownName(): unknown {
    const property = NAME_PROPERTIES[this.type];
    return property === undefined ? undefined : this.properties.given(property);
  }

  /** The resource that a property names, see `Template.find`. */
  public target(path: string, type: string, prefix?: string): TemplateResource | undefined {
    const value = this.properties.given(path);
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
