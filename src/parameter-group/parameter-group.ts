import type { IParameterGroupRef, ParameterGroupReference } from 'aws-cdk-lib/aws-elasticache';
import { CfnParameterGroup } from 'aws-cdk-lib/aws-elasticache';
import type { IResource, RemovalPolicy } from 'aws-cdk-lib/core';
import { Annotations, Lazy, Resource } from 'aws-cdk-lib/core';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import type { EngineVersion } from '../engine';
import { normalizeName } from '../private/arns';
import { throwValidationErrors } from '../private/errors';
import { isResolved } from '../private/tokens';
import { compareVersions } from '../private/versions';
import { DATA_TIERING_POLICIES } from '../service-data/limits';
import { findParameters } from '../service-data/parameters';
import { validateDeferredRules, validateProperties } from '../validation/validate-construct';

const PARAMETER_GROUP = Symbol.for('cdk-elasticache.ParameterGroup');
const TYPE = CfnParameterGroup.CFN_RESOURCE_TYPE_NAME;
const CLUSTER_ENABLED = 'cluster-enabled';

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

/** A parameter group, created here or imported: how the engine of a cache is tuned. */
export interface IParameterGroup extends IResource, IParameterGroupRef {
  /**
   * The group's name.
   *
   * @attribute CacheParameterGroupName
   */
  readonly parameterGroupName: string;
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
    return x !== null && typeof x === 'object' && PARAMETER_GROUP in x;
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
  private readonly byClusterMode = new Map<boolean, CfnParameterGroup>();
  private removalPolicy?: RemovalPolicy;

  constructor(scope: Construct, id: string, props: ParameterGroupProps) {
    super(scope, id);

    this.engineVersion = props.engineVersion;
    this.family =
      this.engineVersion.parameterGroupFamily ?? throwValidationErrors(this, [unknownFamily(this.engineVersion)]);
    this.description = props.description ?? `Parameters of ${this.node.path}`;
    this.parameters = new Map(Object.entries(props.parameters ?? {}));
    this.removalPolicy = props.removalPolicy;

    this.check(this.parameters, PAIR.every((name) => this.parameters.has(name)) ? ADVICE : LATER);
    this.resource = this.makeResource(this.family);
    this.node.defaultChild = this.resource;

    Object.defineProperty(this, PARAMETER_GROUP, { value: true });
    this.node.addValidation({ validate: () => this.finalFaults() });
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
    this.check(new Map([[name, value]]), LATER);
    const other = [...this.byClusterMode.keys()].map(word).find((mode) => mode !== value);
    if (name === CLUSTER_ENABLED && isResolved(value) && other) {
      throwValidationErrors(this, [
        `'${name}' follows from the cluster mode of the cache, which asks for ${other}, got ${value}; leave it out`,
      ]);
    }
    this.parameters.set(name, value);
  }

  /**
   * Says what becomes of the group when it leaves the stack.
   *
   * @param policy what becomes of the group
   */
  public applyRemovalPolicy(policy: RemovalPolicy): void {
    this.removalPolicy = policy;
    for (const resource of new Set([this.resource, ...this.byClusterMode.values()])) {
      resource.applyRemovalPolicy(policy);
    }
  }

  /**
   * Told by a cache that the group is given to.
   *
   * `cluster-enabled` cannot change while a cache uses the group. So the logical id tells the cluster mode: a cache
   * that changes its mode gets another group before the old one goes.
   *
   * @returns the name of the group for the cluster mode of the cache
   * @internal
   */
  public _bind({ engineVersion, clusterMode, dataTiering }: CacheToTune, faults: string[]): string {
    const family = engineVersion.parameterGroupFamily;
    if (family !== undefined && family !== this.family) {
      faults.push(
        `'parameterGroup' must be of the family ${family} for ${engineVersion}, got ${this.family}; give it the engine version of the cache`,
      );
    }
    const given = this.parameters.get(CLUSTER_ENABLED);
    if (isResolved(given) && given !== word(clusterMode)) {
      faults.push(
        `'parameterGroup' must have ${CLUSTER_ENABLED} ${word(clusterMode)} for the cluster mode of the cache, got ${given}; leave it out, it follows from the cache`,
      );
    }
    const policy = this.parameters.get('maxmemory-policy');
    if (dataTiering && isResolved(policy) && !DATA_TIERING_POLICIES.includes(policy)) {
      faults.push(
        `'parameterGroup' must have a maxmemory-policy of ${DATA_TIERING_POLICIES.join(', ')} for data tiering, got ${policy}`,
      );
    }
    return this.resourceFor(clusterMode).ref;
  }

  /**
   * The first cache decides what the group is that is there from the beginning, a cache of the other mode gets another
   * one. Which is first makes no difference to the logical ids.
   */
  private resourceFor(clusterMode: boolean): CfnParameterGroup {
    const known = this.byClusterMode.get(clusterMode);
    if (known) {
      return known;
    }
    const isFirst = this.byClusterMode.size === 0;
    const resource = isFirst
      ? this.resource
      : this.makeResource(`${this.family}.cluster.${clusterMode ? 'on' : 'off'}`);
    if (clusterMode || !isFirst) {
      resource.overrideLogicalId(`${this.stack.getLogicalId(this.resource)}${clusterMode ? 'ClusterOn' : ''}`);
    }
    this.byClusterMode.set(clusterMode, resource);
    return resource;
  }

  /** The family is part of the id: another family makes another group, with another name, before the old one goes. */
  private makeResource(id: string): CfnParameterGroup {
    const resource: CfnParameterGroup = new CfnParameterGroup(this, id, {
      cacheParameterGroupFamily: this.family,
      description: this.description,
      properties: Lazy.any({ produce: () => this.parametersFor(resource) }),
    });
    if (this.removalPolicy) {
      resource.applyRemovalPolicy(this.removalPolicy);
    }
    return resource;
  }

  private parametersFor(resource: CfnParameterGroup): { [name: string]: string } | undefined {
    const parameters = Object.fromEntries(this.parameters);
    if (this.byClusterMode.get(true) === resource) {
      parameters[CLUSTER_ENABLED] ??= 'yes';
    }
    return Object.keys(parameters).length > 0 ? parameters : undefined;
  }

  private check(parameters: ReadonlyMap<string, string>, later: readonly string[]) {
    validateProperties(this, TYPE, this.propertiesWith(Object.fromEntries(parameters)), {
      names: PROP_NAMES,
      deferredRules: later,
    });
  }

  /** What can be said when all parameters are given and all caches are known. */
  private finalFaults(): string[] {
    for (const [name, { since }] of findParameters(this.family) ?? []) {
      if (
        since &&
        this.parameters.has(name) &&
        isResolved(this.engineVersion.version) &&
        compareVersions(this.engineVersion.version, since) < 0
      ) {
        Annotations.of(this).addWarningV2(
          'cdk-elasticache:ParameterGroup.ParameterSince',
          `'parameters.${name}' does nothing with ${this.engineVersion}, it comes with ${since}; leave it out, or raise 'engineVersion'`,
        );
      }
    }
    return [...new Set([this.resource, ...this.byClusterMode.values()])].flatMap((resource) =>
      validateDeferredRules(this, TYPE, this.propertiesWith(this.parametersFor(resource)), {
        names: PROP_NAMES,
        deferredRules: LATER,
      }),
    );
  }

  private propertiesWith(properties?: { [name: string]: string }) {
    return { cacheParameterGroupFamily: this.family, description: this.description, properties };
  }
}

/** A parameter group that exists already. */
class ImportedParameterGroup extends Resource implements IParameterGroup {
  public readonly parameterGroupName: string;

  constructor(scope: Construct, id: string, parameterGroupName: string) {
    super(scope, id);
    this.parameterGroupName = normalizeName(parameterGroupName);
  }

  public get parameterGroupRef(): ParameterGroupReference {
    return { cacheParameterGroupName: this.parameterGroupName };
  }
}

/** The parameters of Memcached that go together. */
const PAIR = ['max_item_size', 'slab_chunk_max'];

/** Rules whose advice depends on all parameters, and on the cache. */
const ADVICE = ['ParameterGroup.KeyspaceEventsDelivered', 'ParameterGroup.ClusterModeParameters'];

/** Rules that wait for the last parameter. */
const LATER = [...ADVICE, 'ParameterGroup.ChunkFitsItem', 'ParameterGroup.ItemIsWholeChunks'];

/** The props by the names of the properties that they become. */
const PROP_NAMES = { CacheParameterGroupFamily: 'engineVersion', Description: 'description', Properties: 'parameters' };

function word(clusterMode: boolean): string {
  return clusterMode ? 'yes' : 'no';
}

function unknownFamily({ engineType, version }: EngineVersion): string {
  const [engine, number] = [engineType, version].map((part) => (isResolved(part) ? `'${part}'` : 'token'));
  return (
    `'engineVersion' must have a family of parameter groups, got ${[engineType, version].map((part) => (isResolved(part) ? part : 'a token')).join(' ')}, whose family is not known; ` +
    `give it: EngineVersion.of(${engine}, ${number}, { parameterGroupFamily: … })`
  );
}

/** What a cache asks of its parameter group. */
interface CacheToTune {
  readonly engineVersion: EngineVersion;
  /** Whether the engine speaks the cluster protocol. */
  readonly clusterMode: boolean;
  /** Whether the nodes keep a part of the data on an SSD. */
  readonly dataTiering?: boolean;
}

/**
 * The name of the parameter group that suits a cache: that of the group made for its cluster mode. What does not fit
 * joins the faults.
 */
export function bindParameterGroup(group: IParameterGroup, cache: CacheToTune, faults: string[]): string {
  return ParameterGroup.isParameterGroup(group) ? group._bind(cache, faults) : group.parameterGroupName;
}
