import type { ResourceEnvironment } from './property-reader';
import { PropertyReader } from './property-reader';
import { findReferences, parseTextParts, removePrefix } from './text-parts';

/** The property with the physical name of a resource, by resource type. */
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

/** A synthesized CloudFormation template, in which cross-resource rules find related resources. */
export class Template {
  /** The resources by logical id. Entries of `Resources` without a type, such as `Fn::ForEach`, are left out. */
  public readonly resources: ReadonlyMap<string, TemplateResource>;
  private resourcesByType?: Map<string, TemplateResource[]>;
  private resourcesByName?: Map<string, TemplateResource>;
  private attributesByLogicalId?: Map<string, Set<string>>;

  /**
   * @param template the template as an object
   * @param environment the account and Region of its resources, as far as they are known
   */
  constructor(
    private readonly template: any,
    public readonly environment?: ResourceEnvironment,
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

  public resourcesOfType(type: string): readonly TemplateResource[] {
    this.resourcesByType ??= this.groupResourcesByType();
    return this.resourcesByType.get(type) ?? [];
  }

  /**
   * Finds the resource that a value refers to: by `Ref`, by `Fn::GetAtt`, or by an equal name, also inside `Fn::Join`
   * and `Fn::Sub`.
   *
   * Generated names are unknown before the deployment, so a literal name can only match a specified one. A name without
   * a match is treated as a mistaken reference if it is a logical id, or if the template has a single resource of the
   * type, which has no name and is not referenced elsewhere.
   *
   * @param prefix the text before the name, for example `replication-group/`
   * @returns undefined if the resource is not in the template, or the value is unknown
   */
  public find(value: unknown, type: string, prefix: string = ''): TemplateResource | undefined {
    const part = removePrefix(parseTextParts(value), prefix);
    const name = typeof part === 'string' ? normalizeReference(type, part) : JSON.stringify(value);
    const namedResource = this.findByName(name, type);
    if (namedResource || part === undefined) {
      return namedResource;
    }

    const id = typeof part === 'string' ? part : part.logicalId;
    const resource = this.resources.get(id) ?? this.findUnreferencedResource(id, type);
    return resource?.type === type ? resource : undefined;
  }

  /** Finds the attributes of a resource that the template uses, including `Ref`; undefined if it uses none. */
  public findUsedAttributes(logicalId: string): ReadonlySet<string> | undefined {
    this.attributesByLogicalId ??= this.groupAttributesByLogicalId();
    return this.attributesByLogicalId.get(logicalId);
  }

  private findByName(name: string, type: string): TemplateResource | undefined {
    this.resourcesByName ??= this.groupResourcesByName();
    return this.resourcesByName.get(`${type} ${name}`);
  }

  /** Finds the only resource of a type, if it has no name and no references, and the name is not defined elsewhere. */
  private findUnreferencedResource(name: string, type: string): TemplateResource | undefined {
    const [resource, ...others] = this.resourcesOfType(type);
    const isOnlyUnnamedResource = resource && others.length === 0 && resource.physicalName === undefined;
    if (!isOnlyUnnamedResource || !type.startsWith('AWS::ElastiCache::') || this.isDefinedElsewhere(name)) {
      return undefined;
    }
    return this.findUsedAttributes(resource.logicalId) ? undefined : resource;
  }

  /** Whether a name belongs to a default group of AWS, a pseudo parameter, or a parameter of the template. */
  private isDefinedElsewhere(name: string): boolean {
    return (
      name.startsWith('default') || name.startsWith('AWS::') || Object.hasOwn(this.template.Parameters ?? {}, name)
    );
  }

  private groupResourcesByType(): Map<string, TemplateResource[]> {
    const groups = new Map<string, TemplateResource[]>();
    for (const resource of this.resources.values()) {
      const group = groups.get(resource.type) ?? [];
      group.push(resource);
      groups.set(resource.type, group);
    }
    return groups;
  }

  private groupResourcesByName(): Map<string, TemplateResource> {
    const groups = new Map<string, TemplateResource>();
    for (const resource of this.resources.values()) {
      const name = resource.physicalName;
      if (name !== undefined) {
        const key = typeof name === 'string' ? normalizeReference(resource.type, name) : JSON.stringify(name);
        groups.set(`${resource.type} ${key}`, resource);
      }
    }
    return groups;
  }

  private groupAttributesByLogicalId(): Map<string, Set<string>> {
    const groups = new Map<string, Set<string>>();
    for (const { logicalId, attribute = 'Ref' } of findReferences(this.template)) {
      groups.set(logicalId, (groups.get(logicalId) ?? new Set()).add(attribute));
    }
    return groups;
  }
}

export class TemplateResource {
  /** The properties as written in the template. */
  public readonly values: Readonly<Record<string, unknown>>;
  public readonly properties: PropertyReader;

  constructor(
    public readonly template: Template,
    public readonly logicalId: string,
    public readonly type: string,
    private readonly resource: Readonly<Record<string, unknown>>,
  ) {
    this.values = isObject(resource.Properties) ? resource.Properties : {};
    this.properties = new PropertyReader(this.values, undefined, template.environment);
  }

  /** Returns a resource attribute such as `UpdatePolicy` or `DependsOn`. */
  public attribute(path: string): unknown {
    return new PropertyReader(this.resource).raw(path);
  }

  /** The specified name, which is a text or an intrinsic function. */
  public get physicalName(): unknown {
    const property = NAME_PROPERTIES[this.type];
    return property === undefined ? undefined : this.properties.raw(property);
  }

  /** Finds the resource that a property refers to, see `Template.find`. */
  public target(path: string, type: string, prefix?: string): TemplateResource | undefined {
    const value = this.properties.raw(path);
    return value === undefined ? undefined : this.template.find(value, type, prefix);
  }

  /** Finds the resources that the elements of a list refer to, as far as they are in the template. */
  public targets(path: string, type: string): TemplateResource[] {
    const resources = (this.properties.list(path) ?? []).map((value) => this.template.find(value, type));
    return resources.filter((resource) => resource !== undefined);
  }

  public toString(): string {
    return `${this.type.split('::').pop()} '${this.logicalId}'`;
  }
}

/**
 * Converts a name or an ARN to the name that ElastiCache stores, in lower case. The id of a global datastore has a
 * prefix for its Region, which is removed.
 */
function normalizeReference(type: string, text: string): string {
  const name = (text.startsWith('arn:') ? text.split(/[:/]/).pop()! : text).toLowerCase();
  return type === 'AWS::ElastiCache::GlobalReplicationGroup' ? name.replace(/^[a-z]{5}-/, '') : name;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
