import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type {
  CfnReplicationGroupProps,
  IGlobalReplicationGroupRef,
  ISubnetGroupRef,
} from 'aws-cdk-lib/aws-elasticache';
import { CfnGlobalReplicationGroup, CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Duration, IResource } from 'aws-cdk-lib/core';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { EngineVersion, NodeType } from '../engine';
import type { ISubnetGroup, TransitEncryption } from '../network';
import type { Credentials } from './authentication';
import { Authentication } from './authentication';
import { ClusterMode } from '../capacity';
import type { LogDelivery } from './log-delivery';
import { findLogDestinations, bindLogDeliveries, listLogProps, validateLogDeliveries } from './log-delivery';
import type { IReplicationGroup } from './replication-group-base';
import { CreatedReplicationGroup, DEFAULT_SNAPSHOT_RETENTION } from './replication-group-base';
import { resolveSecurityGroups, validateSecurityGroups } from '../network/security-groups';
import { resolveSubnetGroup, toSubnetGroup } from '../network/subnet-group';
import { getSubnetGroupProp } from '../network/subnets';
import { dependOn } from '../private/constructs';
import { renderDays } from '../private/durations';
import { renderKeyIdentifier, toKey } from '../private/keys';
import { isMarked, mark } from '../private/marks';
import { resolveOptionalName } from '../private/names';
import { propertyInjectable } from '../private/property-injection';
import { retainTogether } from '../private/removal-policies';
import { validateRequiredProps } from '../private/required-props';
import { UNKNOWN, isResolved } from '../private/tokens';
import type { SnapshotWindow, MaintenanceWindow } from '../schedule';
import { PORTS } from '../service-data/limits';
import type { IUserGroup } from '../user';
import { UserGroup } from '../user';
import { SecretEndpointAttachment } from '../user/secret-endpoint-attachment';
import { renderUserGroupId, toUserGroup } from '../user/user-group';
import { ConstructView } from '../validation/construct-view';
import { addConstructWarning } from '../validation/construct-warnings';
import type { PropertyTable } from '../validation/property-table';
import { isFailoverKnownToBeDisabled } from '../validation/rules/global-replication-group/primary';
import { validateProperties } from '../validation/validate-construct';

const SECONDARY_REPLICATION_GROUP = Symbol.for('cdk-elasticache.SecondaryReplicationGroup');

// IGlobalReplicationGroup and SecondaryReplicationGroup refer to each other, so they share a file.

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
  readonly referenceMember?: IReplicationGroup;

  /**
   * Adds a group that takes the writes of the primary over, in a stack of another region: clients there read from it.
   *
   * @param scope where the secondary is made: a construct in a stack of another region
   * @param id the construct's id
   * @param options what the secondary says for itself
   */
  addSecondary(scope: Construct, id: string, options: SecondaryReplicationGroupOptions): SecondaryReplicationGroup;
}

/** Marks the global datastores that are created in the app. */
export const GLOBAL_REPLICATION_GROUP = Symbol.for('cdk-elasticache.GlobalReplicationGroup');

interface CreatedGlobalReplicationGroup extends IGlobalReplicationGroup {
  readonly _hasResolvedId: boolean;
}

function isCreatedGlobalReplicationGroup(global: IGlobalReplicationGroupRef): global is CreatedGlobalReplicationGroup {
  return GLOBAL_REPLICATION_GROUP in global;
}

/** A global datastore of this library, created or imported, which knows the secondaries that are created in the app. */
interface GlobalReplicationGroupWithSecondaries extends IGlobalReplicationGroupRef {
  _registerSecondary(secondary: SecondaryReplicationGroup): void;
}

function registerSecondary(global: IGlobalReplicationGroupRef, secondary: SecondaryReplicationGroup): void {
  (global as Partial<GlobalReplicationGroupWithSecondaries>)._registerSecondary?.(secondary);
}

/**
 * What a secondary says for itself. What it takes over from the primary cannot be said: engine and version, node type,
 * parameters, cluster mode and number of shards, encryption, automatic failover, the data with which it starts.
 */
export interface SecondaryReplicationGroupOptions {
  /** The VPC in which the nodes stand. */
  readonly vpc: ec2.IVpc;

  /**
   * The group's id: 1 to 40 letters, digits and single hyphens, starting with a letter. ElastiCache stores it in lower
   * case. Changing it replaces the group.
   *
   * Set it from the start if stacks of other accounts or Regions refer to the group: the first such reference to a
   * group without an id gives it one, and thereby replaces it.
   *
   * @default - generated by CloudFormation, or from the construct's path for references from other accounts and Regions
   */
  readonly replicationGroupId?: string;

  /**
   * What the group is for.
   *
   * @default - the construct's path
   */
  readonly description?: string;

  /**
   * The number of replicas per shard in this Region: 1 to 5. Each Region has its own number.
   *
   * @default - as many as the primary group has, 1 where that is unknown or differs from shard to shard
   */
  readonly replicasPerShard?: number;

  /**
   * Whether the nodes of a shard are spread over Availability Zones. It requires automatic failover, which a secondary
   * inherits from the primary.
   *
   * @default - true unless automatic failover of the global datastore or of its primary is known to be disabled
   */
  readonly multiAz?: boolean;

  /**
   * The subnets in which the nodes stand.
   *
   * @default - the private subnets, else the isolated ones, one in every Availability Zone
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The subnets in which the nodes stand, by an existing group.
   *
   * @default - one is made, of `vpcSubnets`
   */
  readonly subnetGroup?: ISubnetGroupRef;

  /**
   * The security groups of the nodes.
   *
   * @default - one of its own, which lets nothing in and nothing out until `connections` opens it
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Whether the security group that is made for the nodes lets traffic out.
   *
   * @default false
   */
  readonly allowAllOutbound?: boolean;

  /**
   * The port on which the nodes listen.
   *
   * @default - that of the primary group, 6379 where it is unknown
   */
  readonly port?: number;

  /**
   * How clients prove who they are. Users and user groups stand in one region: give a group of this region.
   *
   * @default - none, with a warning; `Authentication.none()` says so aloud
   */
  readonly authentication?: Authentication;

  /**
   * The key that encrypts the group at rest: a key of this region.
   *
   * @default - a key that AWS owns
   */
  readonly kmsKey?: kms.IKeyRef;

  /**
   * How long daily snapshots of this region are kept: 0 to 35 days; 0 turns them off.
   *
   * @default Duration.days(1)
   */
  readonly snapshotRetention?: Duration;

  /**
   * When the daily snapshot is begun, in UTC.
   *
   * @default - ElastiCache chooses
   */
  readonly snapshotWindow?: SnapshotWindow;

  /**
   * When ElastiCache may maintain the nodes, in UTC.
   *
   * @default - ElastiCache chooses
   */
  readonly maintenanceWindow?: MaintenanceWindow;

  /**
   * The topic of this region that ElastiCache tells of events: a standard topic without encryption.
   *
   * @default - none
   */
  readonly notificationTopic?: sns.ITopicRef;

  /**
   * Where the slow log goes.
   *
   * @default - nowhere
   */
  readonly slowLog?: LogDelivery;

  /**
   * Where the log of the engine goes.
   *
   * @default - nowhere
   */
  readonly engineLog?: LogDelivery;

  /**
   * The removal policy of the replication group. The subnet group, security group, and secret that the construct
   * creates are retained together with the replication group.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What a secondary is made from. */
export interface SecondaryReplicationGroupProps extends SecondaryReplicationGroupOptions {
  /** The global datastore, whose primary stands in another region. */
  readonly globalReplicationGroup: IGlobalReplicationGroupRef;
}

/**
 * A replication group that follows the primary of a global datastore from another region: clients read from it, and it
 * can be promoted when the region of the primary fails.
 *
 * What it takes over from the primary cannot be given to it: engine and version, node type, parameters, cluster mode
 * and shards, encryption. Each region has its own number of replicas, its own network, users, key, windows and
 * snapshots.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html
 * @resource AWS::ElastiCache::ReplicationGroup
 * @example
 * const globalReplicationGroup = elasticache.GlobalReplicationGroup.fromGlobalReplicationGroupId(
 *   this,
 *   'Global',
 *   'ldgnf-sessions',
 * );
 *
 * new elasticache.SecondaryReplicationGroup(this, 'Sessions', { globalReplicationGroup, vpc, replicasPerShard: 2 });
 */
@propertyInjectable
export class SecondaryReplicationGroup extends CreatedReplicationGroup {
  /** Identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.SecondaryReplicationGroup';

  /**
   * Whether something is a `SecondaryReplicationGroup`.
   *
   * @param x anything
   */
  public static isSecondaryReplicationGroup(x: any): x is SecondaryReplicationGroup {
    return isMarked(x, SECONDARY_REPLICATION_GROUP);
  }

  public readonly engineVersion?: EngineVersion;
  public readonly nodeType?: NodeType;
  public readonly clusterMode?: ClusterMode;
  public readonly vpc?: ec2.IVpc;
  public readonly securityGroups?: ec2.ISecurityGroup[];
  public readonly port: number;
  public readonly transitEncryption?: TransitEncryption;
  public readonly userGroup?: IUserGroup;
  public readonly authTokenSecret?: secretsmanager.ISecret;
  public readonly kmsKey?: kms.IKey;
  public readonly connections: ec2.Connections;

  /** The subnets in which the nodes stand. */
  public readonly subnetGroup: ISubnetGroup;

  constructor(scope: Construct, id: string, props: SecondaryReplicationGroupProps) {
    validateRequiredProps(new.target.name, scope, id, props, {
      globalReplicationGroup: 'IGlobalReplicationGroup',
      vpc: 'IVpc',
    });
    super(scope, id, { physicalName: resolveOptionalName(props.replicationGroupId) });
    mark(this, SECONDARY_REPLICATION_GROUP);

    const { globalReplicationGroup } = props;
    const member = findReferenceMember(globalReplicationGroup);
    const replicas = props.replicasPerShard ?? (member?.clusterMode?.replicasPerShard || 1);
    const isSharded = member?.clusterMode?.isClusterEnabled ?? false;
    this.port = props.port ?? member?.port ?? PORTS.valkey.primary;
    this.clusterMode = resolveClusterMode(member, replicas);

    const securityGroups = resolveSecurityGroups(this, 'replication group', props);
    const { value: subnetGroup, errors: subnetErrors } = resolveSubnetGroup(this, props);
    const credentials = (props.authentication ?? Authentication.none())._bind(this);
    const logDeliveryConfigurations = bindLogDeliveries(this, props);
    const retention = renderDays('snapshotRetention', props.snapshotRetention ?? DEFAULT_SNAPSHOT_RETENTION);

    const errors = [...this.validateProps(props), ...subnetErrors, ...retention.errors, ...(credentials.errors ?? [])];
    const properties: PropertyTable<CfnReplicationGroupProps, SecondaryReplicationGroupProps> = {
      authToken: ['authentication', credentials.authToken?.unsafeUnwrap()],
      // Without a subnet group, validateProperties throws the errors of the subnets.
      cacheSubnetGroupName: [getSubnetGroupProp(props), subnetGroup?.subnetGroupRef.cacheSubnetGroupName ?? UNKNOWN],
      globalReplicationGroupId: [
        'globalReplicationGroup',
        globalReplicationGroup.globalReplicationGroupRef.globalReplicationGroupId,
      ],
      kmsKeyId: ['kmsKey', props.kmsKey && renderKeyIdentifier(this, props.kmsKey)],
      logDeliveryConfigurations: ['slowLog', logDeliveryConfigurations, listLogProps(props)],
      multiAzEnabled: ['multiAz', props.multiAz ?? !isFailoverDisabled(globalReplicationGroup)],
      notificationTopicArn: ['notificationTopic', props.notificationTopic?.topicRef.topicArn],
      numCacheClusters: ['replicasPerShard', isSharded ? undefined : replicas + 1],
      port: ['port', this.port],
      preferredMaintenanceWindow: ['maintenanceWindow', props.maintenanceWindow?._render()],
      replicasPerNodeGroup: ['replicasPerShard', isSharded ? replicas : undefined],
      replicationGroupDescription: ['description', props.description ?? this.node.path],
      replicationGroupId: ['replicationGroupId', this.physicalName],
      securityGroupIds: ['securityGroups', securityGroups.map((group) => group.securityGroupId)],
      snapshotRetentionLimit: ['snapshotRetention', retention.value],
      snapshotWindow: ['snapshotWindow', props.snapshotWindow?._render()],
      userGroupIds: ['authentication', credentials.userGroup && [renderUserGroupId(this.stack, credentials.userGroup)]],
    };
    const cfnProps = validateProperties(this, CfnReplicationGroup.CFN_RESOURCE_TYPE_NAME, properties, {
      errors,
      related: {
        AuthToken: credentials.secret,
        CacheSubnetGroupName: subnetGroup,
        GlobalReplicationGroupId: globalReplicationGroup,
        ...findLogDestinations(props),
        KmsKeyId: props.kmsKey,
        NotificationTopicArn: props.notificationTopic,
        SecurityGroupIds: securityGroups,
        UserGroupIds: credentials.userGroup && [credentials.userGroup],
      },
    });
    this._resource = new CfnReplicationGroup(this, 'Resource', cfnProps);
    // The id of the global datastore is not a reference, so it does not order the deployment.
    dependOn(this._resource, globalReplicationGroup);

    this.engineVersion = member?.engineVersion;
    this.nodeType = member?.nodeType;
    this.transitEncryption = member?.transitEncryption;
    this.vpc = props.vpc;
    this.subnetGroup = toSubnetGroup(this, subnetGroup!);
    this.securityGroups = securityGroups;
    this.userGroup = toUserGroup(this, credentials.userGroup);
    this.authTokenSecret = credentials.secret;
    this.kmsKey = toKey(this, 'KmsKey', props.kmsKey);
    this.connections = new ec2.Connections({ securityGroups, defaultPort: ec2.Port.tcp(this.port) });

    retainTogether(this._resource, [
      ...(props.subnetGroup ? [] : [this.subnetGroup]),
      ...(props.securityGroups?.length ? [] : securityGroups),
      ...(credentials.generatedSecret ? [credentials.generatedSecret] : []),
    ]);
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.DESTROY);
    this.attachCredentials(props, credentials);
    registerSecondary(globalReplicationGroup, this);
  }

  private validateProps(props: SecondaryReplicationGroupProps): string[] {
    return [
      ...validateGlobalReplicationGroup(props.globalReplicationGroup),
      ...validateSecurityGroups(props),
      ...validateLogDeliveries(this, props),
    ];
  }

  private attachCredentials(props: SecondaryReplicationGroupProps, { userGroup, generatedSecret }: Credentials): void {
    if (UserGroup.isUserGroup(userGroup)) {
      userGroup._attachToCache(this);
    }
    if (generatedSecret) {
      new SecretEndpointAttachment(this, generatedSecret).attach(this.endpoint);
    }
    if (!props.authentication) {
      addConstructWarning(
        this,
        'SecondaryReplicationGroup.AuthenticationMissing',
        "'authentication' is missing, so any client with network access can read all data. Use Authentication.userGroup() with a user group of this Region, " +
          'or Authentication.none() to suppress this warning.',
      );
    }
  }
}

/** Returns the member from which secondaries inherit; undefined for a global datastore that is only a reference. */
function findReferenceMember(global: IGlobalReplicationGroupRef): IReplicationGroup | undefined {
  return (global as Partial<IGlobalReplicationGroup>).referenceMember;
}

function isFailoverDisabled(global: IGlobalReplicationGroupRef): boolean {
  const view = ConstructView.find(global, CfnGlobalReplicationGroup.CFN_RESOURCE_TYPE_NAME);
  return view !== undefined && isFailoverKnownToBeDisabled(view);
}

/** Resolves the cluster mode of the primary with the replicas of this Region. */
function resolveClusterMode(member: IReplicationGroup | undefined, replicas: number): ClusterMode | undefined {
  const clusterMode = member?.clusterMode;
  switch (clusterMode?.name) {
    case undefined:
      return undefined;
    case 'disabled':
      return ClusterMode.disabled({ replicaCount: replicas });
    case 'compatible':
      return ClusterMode.compatible({ replicaCount: replicas });
    default:
      return ClusterMode.enabled({ shardCount: clusterMode!.shardCount, replicasPerShard: replicas });
  }
}

/** A secondary refers to the global datastore by its id, because CloudFormation has no references between Regions. */
function validateGlobalReplicationGroup(global: IGlobalReplicationGroupRef): string[] {
  if (!isCreatedGlobalReplicationGroup(global) || global._hasResolvedId) {
    return [];
  }
  const { region } = global.env;
  const problem = isResolved(region) ? `AWS documents no id prefix for ${region}` : 'its stack has no Region';
  return [
    `'globalReplicationGroup' must have an id that is resolved at synthesis, but ${problem}. ` +
      "Set 'globalReplicationGroupIdPrefix' of the global datastore.",
  ];
}
