import type { CfnParameterGroupProps, IParameterGroupRef, ParameterGroupReference } from 'aws-cdk-lib/aws-elasticache';
import { CfnParameterGroup } from 'aws-cdk-lib/aws-elasticache';
import type { IResource, RemovalPolicy } from 'aws-cdk-lib/core';
import { Lazy, PhysicalName, Resource, TagManager } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import type { ClusterMode } from '../capacity';
import type { EngineVersion } from '../engine';
import { toStoredName } from '../private/arns';
import type { Rendered } from '../private/errors';
import { collectErrors, throwGetterErrors, throwValidationErrors } from '../private/errors';
import { importL1 } from '../private/l1-imports';
import { isMarked, mark } from '../private/marks';
import { propertyInjectable } from '../private/property-injection';
import { getOwn } from '../private/records';
import { validateRequiredProps } from '../private/required-props';
import { isResolved, UNKNOWN } from '../private/tokens';
import { compareVersions } from '../private/versions';
import { ENGINE_NAMES } from '../service-data/engine-versions';
import { findParameters } from '../service-data/parameters';
import { ConstructView } from '../validation/construct-view';
import { addConstructWarning } from '../validation/construct-warnings';
import type { PropertyTable } from '../validation/property-table';
import { getPropNames, getPropertyValues } from '../validation/property-table';
import { prepareSynthesis } from '../validation/synthesis';
import { reportErrors, validateView } from '../validation/validate-construct';

const PARAMETER_GROUP = Symbol.for('cdk-elasticache.ParameterGroup');
const TYPE = CfnParameterGroup.CFN_RESOURCE_TYPE_NAME;
const CLUSTER_ENABLED = 'cluster-enabled';

/** The Memcached parameters that are validated together. */
const ITEM_SIZE_PARAMETERS = ['max_item_size', 'slab_chunk_max'];
const ITEM_SIZE_RULES = ['ParameterGroup.ChunkSizeExceedsItemSize', 'ParameterGroup.ItemSizeNotMultipleOfChunkSize'];

/** Rules that depend on all parameters, or on the caches that use the parameter group. */
const USAGE_RULES = ['ParameterGroup.KeyspaceEventsIneffective', 'ParameterGroup.ClusterModeParametersUnused'];

/**
 * Rules that need all parameters, which can be added until synthesis.
 *
 * They do not use `isDeferred`, which is for references to other resources.
 */
const WHOLE_GROUP_RULES = [...USAGE_RULES, ...ITEM_SIZE_RULES];

/** A parameter group that is created in the app or imported. */
export interface IParameterGroup extends IResource, IParameterGroupRef {
  /**
   * The name of the parameter group.
   *
   * @attribute CacheParameterGroupName
   */
  readonly parameterGroupName: string;
}

/** Properties for creating a parameter group. */
export interface ParameterGroupProps {
  /**
   * The engine version of the caches that use the parameter group.
   *
   * The engine version determines the family of the parameter group. If the family changes, CloudFormation replaces the
   * parameter group.
   */
  readonly engineVersion: EngineVersion;

  /**
   * The description of the parameter group.
   *
   * @default - contains the path of the construct
   */
  readonly description?: string;

  /**
   * The names and values of the parameters to set, for example `maxmemory-policy`. Parameters that you do not set have
   * the default values of the family.
   *
   * All values are strings. Do not set `cluster-enabled`, because the construct sets it for the cluster mode of the
   * cache that uses the parameter group.
   *
   * @default - no parameters. You can add parameters with `addParameter`.
   */
  readonly parameters?: { [name: string]: string };

  /**
   * The removal policy of the parameter group. ElastiCache does not delete a parameter group that a cache uses.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

class ImportedParameterGroup extends Resource implements IParameterGroup {
  public readonly parameterGroupName: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly specifiedName: string,
  ) {
    super(scope, id);
    this.parameterGroupName = toStoredName(specifiedName);
  }

  public get parameterGroupRef(): ParameterGroupReference {
    return { cacheParameterGroupName: this.specifiedName };
  }
}

/**
 * A parameter group for node-based caches, with the parameters that differ from the default values of the family.
 *
 * The constructor and `addParameter` validate each parameter: its name, its value, and whether it can be changed. The
 * engine version determines the family. If the family changes, CloudFormation creates a new parameter group before it
 * deletes the old one.
 *
 * Caches with different cluster modes can use the same construct. In this case, the construct creates two parameter
 * groups, which differ in the value of `cluster-enabled`. ElastiCache does not charge for parameter groups.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.html
 * @resource AWS::ElastiCache::ParameterGroup
 * @example
 * const parameters = new elasticache.ParameterGroup(this, 'Parameters', {
 *   engineVersion: elasticache.EngineVersion.VALKEY_8_1,
 *   parameters: { 'maxmemory-policy': 'allkeys-lfu' },
 * });
 * parameters.addParameter('notify-keyspace-events', 'Ex');
 */
@propertyInjectable
export class ParameterGroup extends Resource implements IParameterGroup {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.ParameterGroup';

  /**
   * Returns whether the given object is a `ParameterGroup`.
   *
   * @param x the object to check
   */
  public static isParameterGroup(x: any): x is ParameterGroup {
    return isMarked(x, PARAMETER_GROUP);
  }

  /**
   * Imports an existing parameter group by its name.
   *
   * You can also import the default parameter groups of ElastiCache, such as default.valkey8 and
   * default.valkey8.cluster.on.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param parameterGroupName the name of the parameter group
   */
  public static fromParameterGroupName(scope: Construct, id: string, parameterGroupName: string): IParameterGroup {
    return new ImportedParameterGroup(scope, id, parameterGroupName);
  }

  /**
   * Returns an L2 interface for an L1 construct. The L1 construct stays in the stack.
   *
   * @param cfnParameterGroup the L1 construct
   */
  public static fromCfnParameterGroup(cfnParameterGroup: CfnParameterGroup): IParameterGroup {
    return importL1(
      cfnParameterGroup,
      'ParameterGroup',
      (id) => new ImportedParameterGroup(cfnParameterGroup, id, cfnParameterGroup.ref),
    );
  }

  /** The engine version of the caches that use the parameter group. */
  public readonly engineVersion: EngineVersion;

  private readonly family: string;
  private readonly description: string;
  private readonly parameters: Map<string, string>;
  private readonly resource: CfnParameterGroup;
  private readonly resourcesByClusterMode = new Map<boolean, CfnParameterGroup>();
  private removalPolicy?: RemovalPolicy;

  /**
   * Creates a parameter group.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param props the properties of the parameter group
   */
  constructor(scope: Construct, id: string, props: ParameterGroupProps) {
    validateRequiredProps(new.target.name, scope, id, props, { engineVersion: 'EngineVersion' });
    super(scope, id, { physicalName: PhysicalName.GENERATE_IF_NEEDED });

    this.engineVersion = props.engineVersion;
    this.family = this.engineVersion.parameterGroupFamily ?? throwUnknownFamilyError(this, this.engineVersion);
    this.description = props.description ?? `Parameter group for ${this.node.path}`;
    this.parameters = new Map(Object.entries(props.parameters ?? {}));
    this.removalPolicy = props.removalPolicy;

    prepareSynthesis(this);
    const hasItemSizeParameters = ITEM_SIZE_PARAMETERS.every((name) => this.parameters.has(name));
    this.validateParameters(this.parameters, {
      deferredRules: hasItemSizeParameters ? USAGE_RULES : WHOLE_GROUP_RULES,
    });

    this.resource = this.createResource(this.family);
    this.node.defaultChild = this.resource;

    mark(this, PARAMETER_GROUP);
    this.node.addValidation({ validate: () => this.validateAllParameters() });
  }

  public get parameterGroupName(): string {
    return this.getResourceNameAttribute(this.resource.ref);
  }

  /** A reference to this parameter group. */
  public get parameterGroupRef(): ParameterGroupReference {
    return { cacheParameterGroupName: this.parameterGroupName };
  }

  /**
   * Adds a parameter, or changes its value.
   *
   * Throws an error if the parameter does not exist in the family, or if the value is not valid.
   *
   * @param name the name of the parameter, such as `maxmemory-policy`
   * @param value the value as a string
   */
  public addParameter(name: string, value: string): void {
    this.validateParameters(new Map([[name, value]]), { deferredRules: WHOLE_GROUP_RULES, method: 'addParameter' });

    this.parameters.set(name, value);
  }

  /**
   * Applies a removal policy to the parameter group.
   *
   * @param policy the removal policy
   */
  public applyRemovalPolicy(policy: RemovalPolicy): void {
    this.removalPolicy = policy;
    for (const resource of this.allResources()) {
      resource.applyRemovalPolicy(policy);
    }
  }

  /**
   * Throws an error for references from other accounts and Regions, because CloudFormation generates the names of
   * parameter groups.
   */
  protected generatePhysicalName(): string {
    return throwGetterErrors(this, 'parameterGroupName', [
      "'parameterGroupName' is generated by CloudFormation, so stacks in other accounts or Regions cannot refer to the parameter group. " +
        'Create a ParameterGroup in the other stack.',
    ]);
  }

  /**
   * Binds the parameter group to a cache. The first cache uses the existing L1 construct, and caches with the other
   * cluster mode use a second one. The logical ids do not depend on which cache is bound first.
   *
   * ElastiCache does not change `cluster-enabled` while a cache uses the parameter group. Therefore each cluster mode
   * has its own logical id. If the mode of a cache changes, CloudFormation updates the cache before it deletes the old
   * parameter group.
   *
   * @returns the L1 construct for the cluster mode of the cache
   * @internal
   */
  public _bind(usesClusterProtocol: boolean): CfnParameterGroup {
    const existing = this.resourcesByClusterMode.get(usesClusterProtocol);
    if (existing) {
      return existing;
    }

    const isFirst = this.resourcesByClusterMode.size === 0;
    const resource = isFirst
      ? this.resource
      : this.createResource(`${this.family}.cluster.${usesClusterProtocol ? 'on' : 'off'}`);
    if (usesClusterProtocol || !isFirst) {
      resource.overrideLogicalId(`${this.stack.getLogicalId(this.resource)}${usesClusterProtocol ? 'ClusterOn' : ''}`);
    }
    this.resourcesByClusterMode.set(usesClusterProtocol, resource);
    return resource;
  }

  /** Creates an L1 construct. Its id contains the family, because a change of the family requires a replacement. */
  private createResource(id: string): CfnParameterGroup {
    const l1Props: CfnParameterGroupProps = {
      cacheParameterGroupFamily: this.family,
      description: this.description,
      properties: Lazy.any({ produce: () => this.renderParameters(resource) }),
    };
    const resource = new CfnParameterGroup(this, id, l1Props);
    this.createView(resource, () => this.renderParameters(resource), l1Props).register();
    if (this.removalPolicy) {
      resource.applyRemovalPolicy(this.removalPolicy);
    }
    return resource;
  }

  private allResources(): Set<CfnParameterGroup> {
    return new Set([this.resource, ...this.resourcesByClusterMode.values()]);
  }

  private renderProperties(): PropertyTable<CfnParameterGroupProps, ParameterGroupProps> {
    return {
      cacheParameterGroupFamily: ['engineVersion', this.family],
      description: ['description', this.description],
      properties: ['parameters', undefined],
    };
  }

  private renderParameters(resource: CfnParameterGroup): { [name: string]: string } | undefined {
    const parameters = Object.fromEntries(this.parameters);
    if (this.resourcesByClusterMode.get(true) === resource) {
      parameters[CLUSTER_ENABLED] ??= 'yes';
    }
    return Object.keys(parameters).length > 0 ? parameters : undefined;
  }

  private validateParameters(
    parameters: ReadonlyMap<string, string>,
    { deferredRules, method }: { readonly deferredRules: readonly string[]; readonly method?: string },
  ) {
    const view = this.createView(this, () => Object.fromEntries(parameters));
    validateView(this, view, { method, isSelected: ({ id }) => !deferredRules.includes(id) });
  }

  /** Validates the parameters at synthesis, after all parameters and caches were added. */
  private validateAllParameters(): string[] {
    this.addUnavailableParameterWarnings();
    const errors = [...this.allResources()].flatMap((resource) =>
      reportErrors(
        this,
        ConstructView.find(resource, TYPE)!,
        ({ id, isCrossResource }) => isCrossResource === true || WHOLE_GROUP_RULES.includes(id),
      ),
    );
    return [...new Set(errors)];
  }

  private createView(
    construct: Construct,
    getParameters: () => { [name: string]: string } | undefined,
    l1Props?: CfnParameterGroupProps,
  ): ConstructView {
    const table = this.renderProperties();
    const values = getPropertyValues(table);
    Object.defineProperty(values, 'properties', { get: getParameters });
    Object.defineProperty(values, 'tags', { get: () => TagManager.of(construct)?.renderTags() });
    return new ConstructView(construct, TYPE, { values, l1Props, getPropNames: () => getPropNames(table) });
  }

  private addUnavailableParameterWarnings() {
    const { engineType, version } = this.engineVersion;
    if (!isResolved(version)) {
      return;
    }
    const engine = getOwn<string>(ENGINE_NAMES, engineType) ?? engineType;
    for (const [name, { since }] of findParameters(this.family) ?? []) {
      if (since && this.parameters.has(name) && compareVersions(version, since) < 0) {
        addConstructWarning(
          this,
          'ParameterGroup.ParameterUnsupportedByVersion',
          `'parameters.${name}' has no effect with ${engine} ${version}, because the parameter requires version ${since} or later. Remove the parameter, or use a later 'engineVersion'.`,
        );
      }
    }
  }
}

/** The parameter group of a cache, and the construct that rules evaluate. */
export interface BoundParameterGroup {
  readonly name: string;
  readonly construct: IConstruct;
}

/** Returns the parameter group for the cluster mode of a cache. */
export function bindParameterGroup(
  group: IParameterGroupRef,
  usesClusterProtocol: boolean = false,
): BoundParameterGroup {
  if (!ParameterGroup.isParameterGroup(group)) {
    return { name: group.parameterGroupRef.cacheParameterGroupName, construct: group };
  }
  const resource = group._bind(usesClusterProtocol);
  return { name: resource.ref, construct: resource };
}

/** Returns the prop that determines the parameter group of a cache, and the name of the group. */
export function renderParameterGroupName(
  props: { readonly adopted?: boolean; readonly parameterGroup?: IParameterGroupRef },
  group: BoundParameterGroup | undefined,
): readonly ['parameterGroup' | 'parameters', string | undefined] {
  // Without a group, the cache is adopted with the default group, or reports the errors of the parameters.
  const name = group?.name ?? (props.adopted ? undefined : UNKNOWN);
  return [props.parameterGroup ? 'parameterGroup' : 'parameters', name];
}

/** Rejects an engine version whose parameter group family is unknown. */
function throwUnknownFamilyError(scope: Construct, engineVersion: EngineVersion): never {
  throwValidationErrors(scope, [formatUnknownFamilyError(engineVersion)]);
}

function formatUnknownFamilyError({ engineType, version }: EngineVersion): string {
  const parts = [engineType, version];
  const description = parts
    .map((part) => (isResolved(part) ? part : 'a token'))
    .join(isResolved(version) ? ' ' : ' with ');
  const args = parts.map((part) => (isResolved(part) ? `'${part}'` : 'token')).join(', ');
  return (
    `'engineVersion' must specify a parameter group family, because the family of ${description} is unknown. ` +
    `Use EngineVersion.of(${args}, { parameterGroupFamily: … }).`
  );
}

interface ParameterGroupOptions {
  readonly adopted?: boolean;
  /** Undefined only for adopted caches. */
  readonly engineVersion?: EngineVersion;
  readonly parameters?: { [name: string]: string };
  readonly parameterGroup?: IParameterGroupRef;
}

/**
 * Returns the specified parameter group of a cache, or creates one. An adopted cache without parameters has the default
 * parameter group of its engine version.
 *
 * Errors of its parameters are returned, so that the cache reports them together with its own errors.
 *
 * For an engine version that ElastiCache does not offer, the function returns neither a parameter group nor errors,
 * because the rules of the cache report the version. If these rules are acknowledged, the cache calls
 * `throwUnknownFamilyError`.
 */
export function resolveParameterGroup(
  scope: Construct,
  props: ParameterGroupOptions,
): Rendered<IParameterGroupRef | undefined> {
  const { adopted, engineVersion, parameters, parameterGroup } = props;
  if (parameterGroup) {
    const errors = parameters
      ? [
          "'parameterGroup' cannot be combined with 'parameters'. Remove 'parameters', and set the parameters in the parameter group.",
        ]
      : [];
    return { value: parameterGroup, errors };
  }
  if (adopted && !parameters) {
    return { value: undefined, errors: [] };
  }
  if (!engineVersion) {
    return { value: undefined, errors: ["'parameters' requires 'engineVersion'. Set 'engineVersion'."] };
  }
  const isVersionResolved = isResolved(engineVersion.engineType) && isResolved(engineVersion.version);
  if (engineVersion.parameterGroupFamily === undefined && isVersionResolved) {
    return { value: undefined, errors: [] };
  }
  return collectErrors(() => new ParameterGroup(scope, 'ParameterGroup', { engineVersion, parameters }));
}

/**
 * Returns the L2 construct of the parameter group of a cache. If an adopted cache has none, imports the default group
 * of the family. Returns undefined if the family is unknown.
 */
export function resolveKnownParameterGroup(
  scope: Construct,
  { adopted, engineVersion, clusterMode }: ParameterGroupOptions & { readonly clusterMode?: ClusterMode },
  group: IParameterGroupRef | undefined,
): IParameterGroup | undefined {
  if (group) {
    return toParameterGroup(scope, group);
  }
  if (!adopted) {
    return throwUnknownFamilyError(scope, engineVersion!);
  }
  const family = engineVersion?.parameterGroupFamily;
  const suffix = clusterMode?.isClusterEnabled ? '.cluster.on' : '';
  return family === undefined
    ? undefined
    : new ImportedParameterGroup(scope, 'ParameterGroup', `default.${family}${suffix}`);
}

/**
 * Returns the parameter group of a cache for its getter. Throws an error if the group of an adopted cache is unknown.
 *
 * @param noun the noun for the cache in the message
 */
export function requireKnownParameterGroup(
  cache: Construct,
  noun: string,
  group: IParameterGroup | undefined,
): IParameterGroup {
  return (
    group ??
    throwGetterErrors(cache, 'parameterGroup', [
      `'parameterGroup' is unknown, because the ${noun} is adopted without 'parameterGroup' and without a known 'engineVersion'. Set 'parameterGroup'.`,
    ])
  );
}

/** Returns the L2 construct of a parameter group. Imports a group that is an L1 construct or another reference. */
function toParameterGroup(scope: Construct, group: IParameterGroupRef): IParameterGroup {
  return isParameterGroup(group)
    ? group
    : new ImportedParameterGroup(scope, 'ParameterGroup', group.parameterGroupRef.cacheParameterGroupName);
}

function isParameterGroup(group: IParameterGroupRef): group is IParameterGroup {
  return 'parameterGroupName' in group;
}
