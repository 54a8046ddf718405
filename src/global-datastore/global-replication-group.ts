import type { GlobalReplicationGroupReference, IGlobalReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnGlobalReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import type { IResource } from 'aws-cdk-lib/core';
import { ArnFormat, Resource, Stack, Token, TokenComparison } from 'aws-cdk-lib/core';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import type { GlobalReplicationGroupAttributes, GlobalReplicationGroupProps } from './global-replication-group-props';
import type { SecondaryReplicationGroup } from './secondary-replication-group';
import type { SecondaryReplicationGroupOptions } from './secondary-replication-group-props';
import { TaggedGlobalReplicationGroup } from './tagged-global-replication-group';
import { LIMITS } from '../facts/limits';
import { GLOBAL_DATASTORE_PREFIXES } from '../facts/regions';
import { asStored } from '../private/arns';
import { failAt } from '../private/errors';
import { generatedName } from '../private/names';
import { isKnown } from '../private/tokens';
import type { IReplicationGroup } from '../replication-group';
import { checkProperties } from '../rules/check-properties';

const GLOBAL_REPLICATION_GROUP = Symbol.for('cdk-elasticache.GlobalReplicationGroup');

/** How much of the id the prefix takes, with its hyphen. */
const PREFIX_LENGTH = 6;

/** A global datastore, created here or imported. */
export interface IGlobalReplicationGroup extends IResource, IGlobalReplicationGroupRef {
  /**
   * The id, prefix and suffix.
   *
   * @attribute
   */
  readonly globalReplicationGroupId: string;

  /**
   * The ARN, which has no region.
   *
   * @attribute
   */
  readonly globalReplicationGroupArn: string;

  /** A member that tells what all members have in common: the primary; unknown for some imports. */
  readonly member?: IReplicationGroup;

  /**
   * Adds a group that takes the writes of the primary over, in a stack of another region: clients there read from it.
   *
   * @param scope where the secondary is made: a construct in a stack of another region
   * @param id the construct's id
   * @param options what the secondary says for itself
   */
  addSecondary(scope: Construct, id: string, options: SecondaryReplicationGroupOptions): SecondaryReplicationGroup;
}

/** What created and imported global datastores share. */
abstract class GlobalReplicationGroupBase extends Resource implements IGlobalReplicationGroup {
  public abstract readonly globalReplicationGroupId: string;
  public abstract readonly member?: IReplicationGroup;
  protected readonly secondaries: SecondaryReplicationGroup[] = [];

  public get globalReplicationGroupArn(): string {
    return Stack.of(this).formatArn({
      service: 'elasticache',
      region: '',
      resource: 'globalreplicationgroup',
      resourceName: this.globalReplicationGroupId,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  /** This global datastore as aws-cdk-lib's own constructs know it; newer ones ask for the ARN too. */
  public get globalReplicationGroupRef(): GlobalReplicationGroupReference {
    const reference = {
      globalReplicationGroupId: this.globalReplicationGroupId,
      globalReplicationGroupArn: this.globalReplicationGroupArn,
    };
    return reference;
  }

  /**
   * Adds a group that takes the writes of the primary over, in a stack of another region: clients there read from it.
   *
   * @param scope where the secondary is made: a construct in a stack of another region
   * @param id the construct's id
   * @param options what the secondary says for itself
   */
  public addSecondary(
    scope: Construct,
    id: string,
    options: SecondaryReplicationGroupOptions,
  ): SecondaryReplicationGroup {
    const { SecondaryReplicationGroup: Secondary } =
      require('./secondary-replication-group') as typeof import('./secondary-replication-group');
    const secondary = new Secondary(scope, id, { ...options, globalReplicationGroup: this });
    this.secondaries.push(secondary);
    const faults = this.memberFaults();
    if (faults.length > 0) {
      failAt(this, faults);
    }
    return secondary;
  }

  /** A primary and two secondaries, each in a region of its own. */
  private memberFaults(): string[] {
    const most = LIMITS.globalDatastoreMembers.max - 1;
    const regions = this.secondaries.map((secondary) => secondary.env.region).filter(isKnown);
    const twice = [...new Set(regions.filter((region, index) => regions.indexOf(region) !== index))];
    return [
      ...(this.secondaries.length > most
        ? [`a global datastore has at most ${most} secondaries, got ${this.secondaries.length}; leave one out`]
        : []),
      ...(twice.length > 0
        ? [
            `secondaries must be in different regions, got more than one in ${twice.join(', ')}; move one of them, or add replicas`,
          ]
        : []),
    ];
  }
}

/**
 * A global datastore: a replication group that takes the writes in one region, and up to two others that follow it in
 * other regions, for reads near their clients and for the day on which a region fails.
 *
 * Make it in the stack of its primary, and add secondaries in stacks of other regions. They find one another by names
 * that are known at synthesis, so nothing is exported from stack to stack; the stacks are deployed one after the other,
 * and destroyed in the opposite order.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html
 * @resource AWS::ElastiCache::GlobalReplicationGroup
 * @example
 * declare const primary: elasticache.ReplicationGroup; // in this stack
 * declare const ireland: Stack; // a stack of another region
 * declare const vpcInIreland: ec2.Vpc;
 *
 * const sessions = new elasticache.GlobalReplicationGroup(this, 'Sessions', { primary });
 * const secondary = sessions.addSecondary(ireland, 'Sessions', { vpc: vpcInIreland, replicas: 2 });
 * secondary.readerEndpoint; // for clients in Ireland
 */
@propertyInjectable
export class GlobalReplicationGroup extends GlobalReplicationGroupBase {
  /** Identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.GlobalReplicationGroup';

  /**
   * Whether something is a `GlobalReplicationGroup`.
   *
   * @param x anything
   */
  public static isGlobalReplicationGroup(x: any): x is GlobalReplicationGroup {
    return x !== null && typeof x === 'object' && GLOBAL_REPLICATION_GROUP in x;
  }

  /**
   * Imports a global datastore by its id.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param globalReplicationGroupId prefix and suffix: ldgnf-sessions
   */
  public static fromGlobalReplicationGroupId(
    scope: Construct,
    id: string,
    globalReplicationGroupId: string,
  ): IGlobalReplicationGroup {
    return new ImportedGlobalReplicationGroup(scope, id, { globalReplicationGroupId });
  }

  /**
   * Imports a global datastore by what is known of it.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs what is known of the global datastore
   */
  public static fromGlobalReplicationGroupAttributes(
    scope: Construct,
    id: string,
    attrs: GlobalReplicationGroupAttributes,
  ): IGlobalReplicationGroup {
    return new ImportedGlobalReplicationGroup(scope, id, attrs);
  }

  /** The group that takes the writes. */
  public readonly primary: IReplicationGroup;

  private readonly resource: CfnGlobalReplicationGroup;

  constructor(scope: Construct, id: string, props: GlobalReplicationGroupProps) {
    const suffix = asStored(
      props.globalReplicationGroupIdSuffix ??
        generatedName(scope, id, LIMITS.replicationGroupId.maxLength - PREFIX_LENGTH),
    );
    const { region } = Stack.of(scope);
    const prefix =
      props.globalReplicationGroupIdPrefix ?? (isKnown(region) ? GLOBAL_DATASTORE_PREFIXES[region] : undefined);
    super(scope, id, { physicalName: prefix && `${prefix}-${suffix}` });

    const { primary, engineVersion } = props;
    const properties = {
      automaticFailoverEnabled: props.automaticFailover ?? (primary.clusterMode?.speaksClusterProtocol || undefined),
      cacheNodeType: props.nodeType?.cacheNodeType,
      cacheParameterGroupName: props.parameterGroup?.parameterGroupName,
      engine: engineVersion?.engineType,
      engineVersion: engineVersion?.version,
      globalNodeGroupCount: props.shards,
      globalReplicationGroupDescription: props.description ?? this.node.path,
      globalReplicationGroupIdSuffix: suffix,
      members: [{ replicationGroupId: primary.replicationGroupId, replicationGroupRegion: region, role: 'PRIMARY' }],
      regionalConfigurations: props.shardPlacements?.map((placement) => ({
        replicationGroupId: placement.replicationGroupId,
        replicationGroupRegion: placement.region,
        reshardingConfigurations: placement.shards.map((shard) => ({
          nodeGroupId: shard.shardId,
          preferredAvailabilityZones: [...shard.availabilityZones],
        })),
      })),
    };
    checkProperties(this, CfnGlobalReplicationGroup.CFN_RESOURCE_TYPE_NAME, properties, {
      names: PROP_NAMES,
      faults: primaryFaults(this, primary),
    });
    this.resource = new TaggedGlobalReplicationGroup(this, 'Resource', properties);

    this.primary = primary;
    Object.defineProperty(this, GLOBAL_REPLICATION_GROUP, { value: true });
  }

  public get member(): IReplicationGroup | undefined {
    return this.primary;
  }

  public get globalReplicationGroupId(): string {
    return this.getResourceNameAttribute(this.resource.ref);
  }

  /**
   * The status of the global datastore when it was deployed: creating, modifying, available, primary-only, deleting.
   *
   * @attribute
   */
  public get globalReplicationGroupStatus(): string {
    return this.resource.attrStatus;
  }

  /** The secondaries that were added here, as a copy. */
  public get secondaryReplicationGroups(): SecondaryReplicationGroup[] {
    return [...this.secondaries];
  }

  /**
   * Whether the id is known at synthesis, as other regions need it.
   *
   * @internal
   */
  public get _isKnownElsewhere(): boolean {
    return isKnown(this.physicalName);
  }
}

/** A global datastore that exists already. */
class ImportedGlobalReplicationGroup extends GlobalReplicationGroupBase {
  public readonly globalReplicationGroupId: string;
  public readonly member?: IReplicationGroup;

  constructor(scope: Construct, id: string, attrs: GlobalReplicationGroupAttributes) {
    super(scope, id);
    this.globalReplicationGroupId = asStored(attrs.globalReplicationGroupId);
    this.member = attrs.member;
  }
}

/** What a primary must be, as far as it is known. */
function primaryFaults(scope: IResource, primary: IReplicationGroup): string[] {
  const { engineVersion, nodeType } = primary;
  const differs = Token.compareStrings(scope.env.region, primary.env.region) === TokenComparison.DIFFERENT;
  return [
    ...(differs
      ? [
          `'primary' must be in the region of the global datastore, ${scope.env.region}, got one in ${primary.env.region}; make the global datastore there`,
        ]
      : []),
    ...(engineVersion?.supportsGlobalDatastore === false
      ? [
          `'primary' must be of Valkey, or Redis OSS 5.0.6 or later, for a global datastore, got ${engineVersion}; raise its version`,
        ]
      : []),
    ...(nodeType?.supportsGlobalDatastore === false
      ? [
          `'primary' must have nodes that a global datastore takes, got ${nodeType.cacheNodeType}; use for example NodeType.R7G_LARGE`,
        ]
      : []),
  ];
}

/** The props by the names of the properties that they become. */
const PROP_NAMES = {
  AutomaticFailoverEnabled: 'automaticFailover',
  CacheNodeType: 'nodeType',
  CacheParameterGroupName: 'parameterGroup',
  Engine: 'engineVersion',
  EngineVersion: 'engineVersion',
  GlobalNodeGroupCount: 'shards',
  GlobalReplicationGroupDescription: 'description',
  GlobalReplicationGroupIdSuffix: 'globalReplicationGroupIdSuffix',
  Members: 'primary',
  RegionalConfigurations: 'shardPlacements',
};
