import type {
  CfnGlobalReplicationGroupProps,
  GlobalReplicationGroupReference,
  IParameterGroupRef,
  IReplicationGroupRef,
} from 'aws-cdk-lib/aws-elasticache';
import { CfnGlobalReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import type { ITaggableV2, RemovalPolicy } from 'aws-cdk-lib/core';
import { ArnFormat, Resource, Stack, TagManager, TagType } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { EngineVersion, NodeType } from '../engine';
import { toReplicationGroup } from './replication-group';
import type { IReplicationGroup } from './replication-group-base';
import type { IGlobalReplicationGroup, SecondaryReplicationGroupOptions } from './secondary-replication-group';
import { GLOBAL_REPLICATION_GROUP, SecondaryReplicationGroup } from './secondary-replication-group';
import { toStoredName } from '../private/arns';
import { setPublicClass } from '../private/errors';
import { isMarked, mark } from '../private/marks';
import { resolveRequiredName } from '../private/names';
import { propertyInjectable } from '../private/property-injection';
import { getOwn } from '../private/records';
import { validateRequiredProps } from '../private/required-props';
import { renderTags } from '../private/tagged-resource';
import { UNKNOWN, isResolved } from '../private/tokens';
import { LIMITS } from '../service-data/limits';
import { GLOBAL_DATASTORE_PREFIXES } from '../service-data/regions';
import type { RelatedConstructs } from '../validation/construct-view';
import { ConstructView, registerImport } from '../validation/construct-view';
import { addGeneratedNameWarning } from '../validation/construct-warnings';
import type { PropertyTable } from '../validation/property-table';
import { reportErrors, validateProperties, validateView } from '../validation/validate-construct';

const TYPE = CfnGlobalReplicationGroup.CFN_RESOURCE_TYPE_NAME;

/** What is known of a global datastore that exists already. */
export interface GlobalReplicationGroupAttributes {
  /** The id, prefix and suffix: ldgnf-sessions. */
  readonly globalReplicationGroupId: string;

  /**
   * One of its members, from which secondaries take over what they do not say themselves: engine, node type, cluster
   * mode.
   *
   * @default - unknown: what depends on it is not known of the secondaries
   */
  readonly referenceMember?: IReplicationGroupRef;
}

/** Where the nodes of one shard stand. */
export interface ShardPlacement {
  /** The id of the shard: 1 to 4 digits, such as 0001. */
  readonly shardId: string;

  /** The Availability Zones of its nodes. */
  readonly availabilityZones: string[];
}

/** Where the nodes of new shards stand in one region. */
export interface RegionalShardPlacement {
  /** The region. */
  readonly region: string;

  /** The id of the member in this region. */
  readonly replicationGroupId: string;

  /** The shards. */
  readonly shards: ShardPlacement[];
}

/** What a global datastore is made from. */
export interface GlobalReplicationGroupProps {
  /**
   * The group that takes the writes. It stands in the stack of the global datastore, and what it has, its secondaries
   * take over: engine, node type, shards, parameters, encryption.
   */
  readonly primary: IReplicationGroupRef;

  /**
   * The part of the id that you choose: letters, digits and single hyphens. AWS puts a prefix before it that depends on
   * the region of the primary.
   *
   * @default - generated from the construct's path
   */
  readonly globalReplicationGroupIdSuffix?: string;

  /**
   * The prefix that AWS puts before the suffix, without its hyphen. Secondaries in other regions must know the whole id
   * when the app is synthesised.
   *
   * @default - the one that AWS documents for the region of the primary; needed for regions without one, and in stacks
   * without a region
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-CLI.html
   */
  readonly globalReplicationGroupIdPrefix?: string;

  /**
   * What the global datastore is for.
   *
   * @default - the construct's path
   */
  readonly description?: string;

  /**
   * Whether in each region a replica becomes the primary of its shard when that one fails. There is no automatic
   * failover from region to region.
   *
   * @default - true where the primary has cluster mode compatible or enabled, else as it is with the primary
   */
  readonly automaticFailover?: boolean;

  /**
   * The engine with its version for all regions: raise it here, and leave that of the primary as it was made. Also from
   * Redis OSS to Valkey; there is no way back.
   *
   * @default - that of the primary
   */
  readonly engineVersion?: EngineVersion;

  /**
   * The parameters for all regions, given together with a new major version in `engineVersion`.
   *
   * @default - those of the primary
   */
  readonly parameterGroup?: IParameterGroupRef;

  /**
   * The type of the nodes in all regions: change it here, and leave that of the primary as it was made.
   *
   * @default - that of the primary
   */
  readonly nodeType?: NodeType;

  /**
   * The number of shards in all regions: change it here, and leave that of the primary as it was made. With cluster
   * mode enabled.
   *
   * @default - that of the primary
   */
  readonly shardCount?: number;

  /**
   * Where the nodes of new shards stand, when `shardCount` is raised.
   *
   * @default - ElastiCache chooses
   */
  readonly shardPlacements?: RegionalShardPlacement[];

  /**
   * The removal policy of the global datastore. It does not change the removal policies of its members.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** The length of the prefix of the id, including its hyphen. */
const PREFIX_LENGTH = 6;
const MAX_SUFFIX_LENGTH = LIMITS.replicationGroupId.maxLength - PREFIX_LENGTH;

abstract class GlobalReplicationGroupBase extends Resource implements IGlobalReplicationGroup {
  public abstract readonly globalReplicationGroupId: string;
  public abstract readonly referenceMember?: IReplicationGroup;
  /**
   * The reference member as it was specified, which can be an L1 construct.
   *
   * @internal
   */
  protected abstract readonly _memberReference?: IReplicationGroupRef;
  /** @internal */
  protected readonly _secondaries: SecondaryReplicationGroup[] = [];

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
    return new SecondaryReplicationGroup(scope, id, { ...options, globalReplicationGroup: this });
  }

  /**
   * Adds a secondary to the members, and validates them. The constructor of the secondary calls it.
   *
   * @internal
   */
  public _registerSecondary(secondary: SecondaryReplicationGroup): void {
    this._secondaries.push(secondary);
    validateView(this, ConstructView.find(this, TYPE)!, { created: secondary });
  }

  /**
   * Renders the members, also those in other Regions, which join by themselves and are not in the template.
   *
   * @internal
   */
  protected _renderMembers(primaryRegion: string): CfnGlobalReplicationGroup.GlobalReplicationGroupMemberProperty[] {
    return [
      {
        replicationGroupId: this.referenceMember?.replicationGroupId ?? UNKNOWN,
        replicationGroupRegion: primaryRegion,
        role: 'PRIMARY',
      },
      ...this._secondaries.map(({ replicationGroupId, env }) => ({
        replicationGroupId,
        replicationGroupRegion: env.region,
        role: 'SECONDARY',
      })),
    ];
  }

  /** @internal */
  protected _findMembers(): RelatedConstructs {
    const members = [this._memberReference, ...this._secondaries];
    return Object.fromEntries(members.map((member, index) => [`Members.${index}.ReplicationGroupId`, member]));
  }
}

class ImportedGlobalReplicationGroup extends GlobalReplicationGroupBase {
  public readonly globalReplicationGroupId: string;
  public readonly referenceMember?: IReplicationGroup;
  /** @internal */
  protected readonly _memberReference?: IReplicationGroupRef;

  constructor(scope: Construct, id: string, attrs: GlobalReplicationGroupAttributes) {
    super(scope, id);
    setPublicClass(this, 'GlobalReplicationGroup');

    this.globalReplicationGroupId = toStoredName(attrs.globalReplicationGroupId);
    this.referenceMember = attrs.referenceMember && toReplicationGroup(this, 'Member', attrs.referenceMember);
    this._memberReference = attrs.referenceMember;

    const values = Object.defineProperty({}, 'members', { get: () => this._renderMembers(UNKNOWN) });
    registerImport(this, TYPE, values, () => this._findMembers());
    this.node.addValidation({
      validate: () => reportErrors(this, ConstructView.find(this, TYPE)!, ({ isDeferred }) => isDeferred === true),
    });
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
 * const secondary = sessions.addSecondary(ireland, 'Sessions', { vpc: vpcInIreland, replicasPerShard: 2 });
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
    return isMarked(x, GLOBAL_REPLICATION_GROUP);
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

  /** @internal */
  protected readonly _memberReference: IReplicationGroupRef;

  private readonly resource: CfnGlobalReplicationGroup;

  constructor(scope: Construct, id: string, props: GlobalReplicationGroupProps) {
    validateRequiredProps(new.target.name, scope, id, props, { primary: 'IReplicationGroupRef' });
    const suffix = toStoredName(
      resolveRequiredName(scope, id, props.globalReplicationGroupIdSuffix, { maxLength: MAX_SUFFIX_LENGTH }),
    );
    const { region } = Stack.of(scope);
    const prefix =
      props.globalReplicationGroupIdPrefix ??
      (isResolved(region) ? getOwn(GLOBAL_DATASTORE_PREFIXES, region) : undefined);
    super(scope, id, { physicalName: prefix && `${prefix}-${suffix}` });
    addGeneratedNameWarning(
      this,
      'GlobalReplicationGroup.NameGeneratedInProduct',
      'globalReplicationGroupIdSuffix',
      props.globalReplicationGroupIdSuffix,
    );

    const { engineVersion } = props;
    const primary = toReplicationGroup(this, 'Primary', props.primary);
    this.primary = primary;
    this._memberReference = props.primary;
    const properties: PropertyTable<CfnGlobalReplicationGroupProps, GlobalReplicationGroupProps> = {
      automaticFailoverEnabled: [
        'automaticFailover',
        props.automaticFailover ?? (primary.clusterMode?.isClusterEnabled || undefined),
      ],
      cacheNodeType: ['nodeType', props.nodeType?.cacheNodeType],
      cacheParameterGroupName: ['parameterGroup', props.parameterGroup?.parameterGroupRef.cacheParameterGroupName],
      engine: ['engineVersion', engineVersion?.engineType],
      engineVersion: ['engineVersion', engineVersion?.version],
      globalNodeGroupCount: ['shardCount', props.shardCount],
      globalReplicationGroupDescription: ['description', props.description ?? this.node.path],
      globalReplicationGroupIdSuffix: ['globalReplicationGroupIdSuffix', suffix],
      members: [
        'primary',
        [{ replicationGroupId: primary.replicationGroupId, replicationGroupRegion: region, role: 'PRIMARY' }],
      ],
      regionalConfigurations: [
        'shardPlacements',
        props.shardPlacements?.map((placement) => ({
          replicationGroupId: placement.replicationGroupId,
          replicationGroupRegion: placement.region,
          reshardingConfigurations: placement.shards.map((shard) => ({
            nodeGroupId: shard.shardId,
            preferredAvailabilityZones: [...shard.availabilityZones],
          })),
        })),
      ],
    };
    const cfnProps = validateProperties(this, TYPE, properties, {
      related: () => this._findMembers(),
      changingProperties: { members: () => this._renderMembers(region) },
    });
    this.resource = new TaggedGlobalReplicationGroup(this, 'Resource', cfnProps);
    if (props.removalPolicy) {
      this.applyRemovalPolicy(props.removalPolicy);
    }

    mark(this, GLOBAL_REPLICATION_GROUP);
  }

  public get referenceMember(): IReplicationGroup | undefined {
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

  /** The secondaries that are created in the app. */
  public get secondaryReplicationGroups(): SecondaryReplicationGroup[] {
    return [...this._secondaries];
  }

  /**
   * Whether the id is known at synthesis, so that secondaries in other Regions can refer to it.
   *
   * @internal
   */
  public get _hasResolvedId(): boolean {
    return isResolved(this.physicalName);
  }
}

/** The L1 construct with tags, which it lacks in the oldest supported aws-cdk-lib. */
class TaggedGlobalReplicationGroup extends CfnGlobalReplicationGroup implements ITaggableV2 {
  public readonly cdkTagManager: TagManager;

  constructor(scope: Construct, id: string, props: CfnGlobalReplicationGroupProps) {
    super(scope, id, props);
    this.cdkTagManager = new TagManager(TagType.STANDARD, CfnGlobalReplicationGroup.CFN_RESOURCE_TYPE_NAME, undefined, {
      tagPropertyName: 'tags',
    });
  }

  protected renderProperties(properties: Record<string, any>): Record<string, any> {
    const tags = this.stack.resolve(this.cdkTagManager.renderTags());
    return { ...super.renderProperties(properties), ...renderTags(tags) };
  }
}
