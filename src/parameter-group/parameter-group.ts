import type { CfnParameterGroupProps, IParameterGroupRef, ParameterGroupReference } from 'aws-cdk-lib/aws-elasticache';
import { CfnParameterGroup } from 'aws-cdk-lib/aws-elasticache';
import type { IResource, RemovalPolicy } from 'aws-cdk-lib/core';
import { Lazy, PhysicalName, Resource, TagManager } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import type { EngineVersion } from '../engine';
import { toStoredName } from '../private/arns';
import type { Rendered } from '../private/errors';
import { collectErrors, throwGetterErrors, throwValidationErrors } from '../private/errors';
import { isMarked, mark } from '../private/marks';
import { propertyInjectable } from '../private/property-injection';
import { validateRequiredProps } from '../private/required-props';
import { isResolved } from '../private/tokens';
import { compareVersions } from '../private/versions';
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

/** Rules that depend on all parameters, or on the caches that use the group. */
const USAGE_RULES = ['ParameterGroup.KeyspaceEventsIneffective', 'ParameterGroup.ClusterModeParametersUnused'];

/**
 * Rules that need all parameters, which can be added until synthesis. Other rules are evaluated for a part of them, so
 * `isDeferred`, which is for references to other resources, does not fit.
 */
const WHOLE_GROUP_RULES = [...USAGE_RULES, ...ITEM_SIZE_RULES];

/** A parameter group, created here or imported: how the engine of a cache is tuned. */
export interface IParameterGroup extends IResource, IParameterGroupRef {
  /**
   * The group's name.
   *
   * @attribute CacheParameterGroupName
   */
  readonly parameterGroupName: string;
}

/** What a parameter group is made from. */
export interface ParameterGroupProps {
  /**
   * The engine version for which the group is: it says the family, and with another family the group becomes another
   * one.
   */
  readonly engineVersion: EngineVersion;

  /**
   * What the group is for.
   *
   * @default - tells the construct's path
   */
  readonly description?: string;

  /**
   * Parameters by their names, such as `maxmemory-policy`; all values are texts. What is left out has the value of the
   * family.
   *
   * Leave out `cluster-enabled`: it follows from the cluster mode of the cache that the group is given to.
   *
   * @default - those of the family; parameters can be added later with `addParameter`
   */
  readonly parameters?: { [name: string]: string };

  /**
   * What becomes of the group when it leaves the stack. While a cache uses it, it cannot be deleted.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

class ImportedParameterGroup extends Resource implements IParameterGroup {
  public readonly parameterGroupName: string;

  constructor(scope: Construct, id: string, parameterGroupName: string) {
    super(scope, id);
    this.parameterGroupName = toStoredName(parameterGroupName);
  }

  public get parameterGroupRef(): ParameterGroupReference {
    return { cacheParameterGroupName: this.parameterGroupName };
  }
}

/**
 * How the engine of node-based caches is tuned: parameters that differ from those of the engine's family. ElastiCache
 * has no price for it.
 *
 * Each parameter is checked against the family: its name, its value, whether it can be set at all. The family is that
 * of the engine version; with another one, a new group is made before the old one goes. The group suits caches of
 * either cluster mode: a cache that it is given to gets the group with the right `cluster-enabled`.
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
  /** Identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.ParameterGroup';

  /**
   * Whether something is a `ParameterGroup`.
   *
   * @param x anything
   */
  public static isParameterGroup(x: any): x is ParameterGroup {
    return isMarked(x, PARAMETER_GROUP);
  }

  /**
   * Imports a parameter group by its name, also one that AWS makes, such as default.valkey8 or
   * default.valkey8.cluster.on.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param parameterGroupName the group's name
   */
  public static fromParameterGroupName(scope: Construct, id: string, parameterGroupName: string): IParameterGroup {
    return new ImportedParameterGroup(scope, id, parameterGroupName);
  }

  /** The engine version for which the group is. */
  public readonly engineVersion: EngineVersion;

  private readonly family: string;
  private readonly description: string;
  private readonly parameters: Map<string, string>;
  private readonly resource: CfnParameterGroup;
  private readonly resourcesByClusterMode = new Map<boolean, CfnParameterGroup>();
  private removalPolicy?: RemovalPolicy;

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

  /** This group as aws-cdk-lib's own constructs know it. */
  public get parameterGroupRef(): ParameterGroupReference {
    return { cacheParameterGroupName: this.parameterGroupName };
  }

  /**
   * Sets a parameter, or gives it another value. It throws when the family does not have the parameter, or not with
   * this value.
   *
   * @param name the name of the parameter, such as `maxmemory-policy`
   * @param value the value as a text
   */
  public addParameter(name: string, value: string): void {
    this.validateParameters(new Map([[name, value]]), { deferredRules: WHOLE_GROUP_RULES, method: 'addParameter' });

    this.parameters.set(name, value);
  }

  /**
   * Says what becomes of the group when it leaves the stack.
   *
   * @param policy what becomes of the group
   */
  public applyRemovalPolicy(policy: RemovalPolicy): void {
    this.removalPolicy = policy;
    for (const resource of this.allResources()) {
      resource.applyRemovalPolicy(policy);
    }
  }

  /** Rejects references from other accounts and Regions, because CloudFormation does not accept names of the type. */
  protected generatePhysicalName(): string {
    return throwGetterErrors(this, 'parameterGroupName', [
      "'parameterGroupName' is generated by CloudFormation, so stacks of other accounts or Regions cannot refer to it. " +
        'Create a ParameterGroup in the other stack.',
    ]);
  }

  /**
   * Binds the group to a cache. The first cache uses the existing L1 construct, and a cache with the other cluster mode
   * gets another one. The logical ids do not depend on which cache is first.
   *
   * `cluster-enabled` cannot change while a cache uses the group. Therefore each cluster mode has its own logical id,
   * and a cache whose mode changes gets another group before the old one is deleted.
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

  /** Creates the L1 construct. Its id contains the family, because another family requires a replacement. */
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

  /** Validates the parameters at synthesis, when no more parameters and caches are added. */
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
    const { version } = this.engineVersion;
    if (!isResolved(version)) {
      return;
    }
    for (const [name, { since }] of findParameters(this.family) ?? []) {
      if (since && this.parameters.has(name) && compareVersions(version, since) < 0) {
        addConstructWarning(
          this,
          'ParameterGroup.ParameterUnsupportedByVersion',
          `'parameters.${name}' has no effect with ${this.engineVersion}, because it requires ${since} or later. Remove it, or use a later 'engineVersion'.`,
        );
      }
    }
  }
}

/** The parameter group of a cache, with the construct that rules evaluate. */
interface BoundParameterGroup {
  readonly name: string;
  readonly construct: IConstruct;
}

/** Returns the parameter group for the cluster mode of a cache. */
export function bindParameterGroup(group: IParameterGroupRef, usesClusterProtocol: boolean): BoundParameterGroup {
  if (!ParameterGroup.isParameterGroup(group)) {
    return { name: group.parameterGroupRef.cacheParameterGroupName, construct: group };
  }
  const resource = group._bind(usesClusterProtocol);
  return { name: resource.ref, construct: resource };
}

/** Rejects an engine version without a known family of parameter groups. */
export function throwUnknownFamilyError(scope: Construct, engineVersion: EngineVersion): never {
  throwValidationErrors(scope, [formatUnknownFamilyError(engineVersion)]);
}

function formatUnknownFamilyError({ engineType, version }: EngineVersion): string {
  const parts = [engineType, version];
  const description = parts
    .map((part) => (isResolved(part) ? part : 'a token'))
    .join(isResolved(version) ? ' ' : ' with ');
  const args = parts.map((part) => (isResolved(part) ? `'${part}'` : 'token')).join(', ');
  return (
    `'engineVersion' must have a known parameter group family, but got ${description}. ` +
    `Use EngineVersion.of(${args}, { parameterGroupFamily: … }).`
  );
}

/**
 * Returns the specified parameter group of a cache, or creates one. If its parameters have errors, they are returned,
 * so that the cache reports them together with its own.
 *
 * For an engine version that ElastiCache does not offer, it returns neither a group nor errors, because the rules of
 * the cache report the version. A cache whose user acknowledges these rules calls `throwUnknownFamilyError`.
 */
export function resolveParameterGroup(
  scope: Construct,
  props: {
    readonly engineVersion: EngineVersion;
    readonly parameters?: { [name: string]: string };
    readonly parameterGroup?: IParameterGroupRef;
  },
): Rendered<IParameterGroupRef | undefined> {
  const { engineVersion, parameters, parameterGroup } = props;
  if (parameterGroup) {
    const errors = parameters
      ? ["'parameterGroup' cannot be combined with 'parameters'. Set the parameters of the group instead."]
      : [];
    return { value: parameterGroup, errors };
  }
  const isVersionResolved = isResolved(engineVersion.engineType) && isResolved(engineVersion.version);
  if (engineVersion.parameterGroupFamily === undefined && isVersionResolved) {
    return { value: undefined, errors: [] };
  }
  return collectErrors(() => new ParameterGroup(scope, 'ParameterGroup', { engineVersion, parameters }));
}

/** Returns the L2 construct of a parameter group. Imports a group that is only a reference, such as an L1 construct. */
export function toParameterGroup(scope: Construct, group: IParameterGroupRef): IParameterGroup {
  return isParameterGroup(group)
    ? group
    : new ImportedParameterGroup(scope, 'ParameterGroup', group.parameterGroupRef.cacheParameterGroupName);
}

function isParameterGroup(group: IParameterGroupRef): group is IParameterGroup {
  return 'parameterGroupName' in group;
}
