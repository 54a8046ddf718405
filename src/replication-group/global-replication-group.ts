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
import { changeL1Member, isReplicationGroup, toReplicationGroup } from './replication-group';
import type { IReplicationGroup, MemberChanges, ReplicationGroupBase } from './replication-group-base';
import type { IGlobalReplicationGroup, SecondaryReplicationGroupOptions } from './secondary-replication-group';
import { GLOBAL_REPLICATION_GROUP, SecondaryReplicationGroup } from './secondary-replication-group';
import { toStoredName } from '../private/arns';
import { dependOnName } from '../private/constructs';
import { validateEnvironment } from '../private/environments';
import { setPublicClass } from '../private/errors';
import { importL1 } from '../private/l1-imports';
import { isMarked, mark } from '../private/marks';
import { resolveRequiredName } from '../private/names';
import { propertyInjectable } from '../private/property-injection';
import { getOwn } from '../private/records';
import { validateRequiredProps } from '../private/required-props';
import { renderTags } from '../private/tagged-resource';
import { formatList } from '../private/text';
import { UNKNOWN, isResolved } from '../private/tokens';
import { LIMITS } from '../service-data/limits';
import { GLOBAL_DATASTORE_PREFIXES } from '../service-data/regions';
import type { RelatedConstructs } from '../validation/construct-view';
import { ConstructView, registerImport } from '../validation/construct-view';
import { addConstructWarning, addGeneratedNameWarning } from '../validation/construct-warnings';
import type { PropertyTable } from '../validation/property-table';
import { reportErrors, validateProperties, validateView } from '../validation/validate-construct';

const TYPE = CfnGlobalReplicationGroup.CFN_RESOURCE_TYPE_NAME;

/** Attributes of an existing global datastore. */
export interface GlobalReplicationGroupAttributes {
  /** The id of the global datastore with its prefix, such as `ldgnf-sessions`. */
  readonly globalReplicationGroupId: string;

  /**
   * The member, usually the primary, from which secondaries take the properties that are the same for all members, such
   * as the engine version.
   *
   * Secondaries have the engine version, node type, cluster mode, and TLS mode of this member.
   *
   * @default - none. These properties of secondaries are not set.
   */
  readonly referenceMember?: IReplicationGroupRef;
}

/** The Availability Zones of the nodes in one shard. */
export interface ShardPlacement {
  /** The id of the shard, which consists of 1 to 4 digits, such as `0001`. */
  readonly shardId: string;

  /** The Availability Zones of the nodes in the shard. */
  readonly availabilityZones: string[];
}

/** The Availability Zones of new shards in one Region. */
export interface RegionalShardPlacement {
  /** The Region of the member. */
  readonly region: string;

  /** The id of the replication group that is the member in this Region. */
  readonly replicationGroupId: string;

  /** The new shards with the Availability Zones of their nodes. */
  readonly shards: ShardPlacement[];
}

/** Properties for a global datastore. */
export interface GlobalReplicationGroupProps {
  /**
   * The replication group that accepts writes.
   *
   * It must be in the Region of the stack of the global datastore. Secondaries inherit the engine version, node type,
   * shards, parameters, and encryption of the primary.
   */
  readonly primary: IReplicationGroupRef;

  /**
   * The suffix of the id, which consists of letters, digits, and single hyphens.
   *
   * AWS adds a prefix that depends on the Region of the primary.
   *
   * @default - generated from the construct's path
   */
  readonly globalReplicationGroupIdSuffix?: string;

  /**
   * The prefix that AWS adds to the suffix, without the hyphen.
   *
   * Secondaries in other Regions need the complete id at synthesis. Specify the prefix if AWS does not document it for
   * the Region of the primary, or if the stack has no explicit Region.
   *
   * @default - the prefix that AWS documents for the Region of the primary
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-CLI.html
   */
  readonly globalReplicationGroupIdPrefix?: string;

  /**
   * The description of the global datastore.
   *
   * @default - the construct's path
   */
  readonly description?: string;

  /**
   * Whether a replica replaces the primary node of its shard when the primary node fails.
   *
   * The setting applies to the shards of all members. There is no automatic failover between Regions.
   *
   * @default - true if the cluster mode of the primary is compatible or enabled, otherwise the setting of the primary
   */
  readonly automaticFailover?: boolean;

  /**
   * The engine version of all members.
   *
   * To upgrade the members, change the version here, and keep the original version in the props of the primary. You can
   * also change from Redis OSS to Valkey.
   *
   * @default - the engine version of the primary
   */
  readonly engineVersion?: EngineVersion;

  /**
   * The parameter group of all members after an upgrade to a new major version.
   *
   * Requires the new version in `engineVersion`.
   *
   * @default - the parameters of the primary
   */
  readonly parameterGroup?: IParameterGroupRef;

  /**
   * The node type of all members.
   *
   * To change the node type, change it here, and keep the original value in the props of the primary.
   *
   * @default - the node type of the primary
   */
  readonly nodeType?: NodeType;

  /**
   * The number of shards of each member, if cluster mode is enabled.
   *
   * To change the number, change it here, and keep the original number in the props of the primary.
   *
   * @default - the number of shards of the primary
   */
  readonly shardCount?: number;

  /**
   * The Availability Zones of new shards when you increase `shardCount`.
   *
   * @default - chosen by ElastiCache
   */
  readonly shardPlacements?: RegionalShardPlacement[];

  /**
   * The removal policy of the global datastore. It does not affect the removal policies of the members.
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
   * The reference member that the user specified, which can be an L1 construct.
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

  /** A reference to this global datastore. */
  public get globalReplicationGroupRef(): GlobalReplicationGroupReference {
    // Newer versions of aws-cdk-lib require the ARN. The types of older versions reject it in an object literal.
    const reference = {
      globalReplicationGroupId: this.globalReplicationGroupId,
      globalReplicationGroupArn: this.globalReplicationGroupArn,
    };
    return reference;
  }

  /**
   * Adds a secondary replication group in another Region.
   *
   * Clients in that Region can read from the secondary.
   *
   * @param scope the parent construct, in a stack in another Region
   * @param id the construct's id
   * @param options the properties that the secondary does not inherit from the primary
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
   * Renders all members for validation. Secondaries join the global datastore in their own template, so `Members` of
   * the template contains only the primary.
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
 * A global datastore with a primary replication group and up to two secondaries in other Regions.
 *
 * The primary accepts writes, and ElastiCache replicates them to the secondaries. Clients can read from a secondary in
 * their own Region. You can promote a secondary if the Region of the primary fails.
 *
 * Create the global datastore in the stack of the primary, and add secondaries in stacks in other Regions. Secondaries
 * use ids that are resolved at synthesis, so the stacks need no cross-Region exports. The stacks are deployed one after
 * the other, and destroyed in reverse order.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html
 * @resource AWS::ElastiCache::GlobalReplicationGroup
 * @example
 * // a replication group in this stack
 * declare const primary: elasticache.ReplicationGroup;
 * // a stack in another Region
 * declare const ireland: Stack;
 * declare const vpcInIreland: ec2.Vpc;
 *
 * const sessions = new elasticache.GlobalReplicationGroup(this, 'Sessions', { primary });
 * const secondary = sessions.addSecondary(ireland, 'Sessions', { vpc: vpcInIreland, replicasPerShard: 2 });
 *
 * // the host name from which clients in Ireland read
 * const readerHost = secondary.readerEndpoint.hostname;
 */
@propertyInjectable
export class GlobalReplicationGroup extends GlobalReplicationGroupBase {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.GlobalReplicationGroup';

  /**
   * Checks whether an object is a `GlobalReplicationGroup`.
   *
   * @param x the object to check
   */
  public static isGlobalReplicationGroup(x: any): x is GlobalReplicationGroup {
    return isMarked(x, GLOBAL_REPLICATION_GROUP);
  }

  /**
   * Imports a global datastore by its id.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param globalReplicationGroupId the id with its prefix, such as `ldgnf-sessions`
   */
  public static fromGlobalReplicationGroupId(
    scope: Construct,
    id: string,
    globalReplicationGroupId: string,
  ): IGlobalReplicationGroup {
    return new ImportedGlobalReplicationGroup(scope, id, { globalReplicationGroupId });
  }

  /**
   * Imports a global datastore by its attributes.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs the attributes of the global datastore
   */
  public static fromGlobalReplicationGroupAttributes(
    scope: Construct,
    id: string,
    attrs: GlobalReplicationGroupAttributes,
  ): IGlobalReplicationGroup {
    return new ImportedGlobalReplicationGroup(scope, id, attrs);
  }

  /**
   * Returns an L2 interface for an L1 construct. The L1 construct stays in the stack.
   *
   * @param cfnGlobalReplicationGroup the L1 construct
   */
  public static fromCfnGlobalReplicationGroup(
    cfnGlobalReplicationGroup: CfnGlobalReplicationGroup,
  ): IGlobalReplicationGroup {
    return importL1(
      cfnGlobalReplicationGroup,
      'GlobalReplicationGroup',
      (id) =>
        new ImportedGlobalReplicationGroup(cfnGlobalReplicationGroup, id, {
          globalReplicationGroupId: cfnGlobalReplicationGroup.ref,
        }),
    );
  }

  /** The replication group that accepts writes. */
  public readonly primary: IReplicationGroup;

  /** @internal */
  protected readonly _memberReference: IReplicationGroupRef;

  private readonly resource: CfnGlobalReplicationGroup;

  /**
   * Creates a global datastore.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param props the properties of the global datastore
   */
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
      errors: validateEnvironments(this, props),
      related: () => this._findMembers(),
      changingProperties: { members: () => this._renderMembers(region) },
    });
    this.resource = new TaggedGlobalReplicationGroup(this, 'Resource', cfnProps);
    dependOnName(this.resource, primary, primary.replicationGroupId);
    this.changePrimary(props);
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
   * The status of the global datastore at deployment: creating, modifying, available, primary-only, or deleting.
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
   * Whether the id is resolved at synthesis, so that secondaries in other Regions can refer to it.
   *
   * @internal
   */
  public get _hasResolvedId(): boolean {
    return isResolved(this.physicalName);
  }

  /** Applies the changes of the global datastore to the primary, so that its metrics and alarms cover all nodes. */
  private changePrimary({ primary, engineVersion, nodeType, shardCount }: GlobalReplicationGroupProps): void {
    const changes: MemberChanges = { engineVersion, nodeType, shardCount };
    const missedProps = [
      ...((this.primary as Partial<ReplicationGroupBase>)._changeMember?.(changes) ?? []),
      ...(isReplicationGroup(primary) ? [] : changeL1Member(primary, changes)),
    ];
    if (missedProps.length > 0) {
      const names = formatList(missedProps.map((prop) => `'${prop}'`));
      addConstructWarning(
        this,
        'GlobalReplicationGroup.PrimaryAlreadyMonitored',
        `'primary' has metrics, alarms, widgets, or uses of 'memberClusterIds' that do not consider ${names} of the global datastore, so they may not cover all nodes. Create them after the global datastore.`,
      );
    }
  }
}

/** Validates the accounts and Regions of resources that only have names, which rules do not validate. */
function validateEnvironments(scope: Construct, { primary, parameterGroup }: GlobalReplicationGroupProps): string[] {
  const hasDefaultName = parameterGroup?.parameterGroupRef.cacheParameterGroupName.startsWith('default.') === true;
  return [
    ...validateEnvironment(primary, scope, {
      name: 'primary',
      noun: 'replication group',
      parts: ['account'],
      reason: 'all members of a global datastore are in one account',
    }),
    ...(parameterGroup && !hasDefaultName
      ? validateEnvironment(parameterGroup, scope, {
          name: 'parameterGroup',
          noun: 'parameter group',
          reason: 'ElastiCache finds the parameter group by its name',
        })
      : []),
  ];
}

/** The L1 construct with tags, which the oldest supported version of aws-cdk-lib does not have. */
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
