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
import type { IpDiscovery, ISubnetGroup, KmsKeyIdentifier, NetworkType, TransitEncryption } from '../network';
import type { Credentials } from './authentication';
import { Authentication } from './authentication';
import type { ClusterMode } from '../capacity';
import type { LogDelivery } from './log-delivery';
import { findLogDestinations, bindLogDeliveries, listLogProps, validateLogDeliveries } from './log-delivery';
import type { IReplicationGroup } from './replication-group-base';
import { CreatedReplicationGroup, DEFAULT_SNAPSHOT_RETENTION } from './replication-group-base';
import { resolveNodeNetwork } from '../network/node-network';
import { toSubnetGroup } from '../network/subnet-group';
import { getSubnetGroupProp } from '../network/subnets';
import { bindNotificationTopic } from '../notification/notification-topic';
import { dependOn } from '../private/constructs';
import { renderDays } from '../private/durations';
import type { Rendered } from '../private/errors';
import { getKeyProp, renderKeyIdentifier, toKey, validateKeyIdentifier } from '../private/keys';
import { isMarked, mark } from '../private/marks';
import { resolveOptionalName } from '../private/names';
import { propertyInjectable } from '../private/property-injection';
import { retainTogether } from '../private/removal-policies';
import { validateRequiredProps } from '../private/required-props';
import { isResolved } from '../private/tokens';
import type { SnapshotWindow, MaintenanceWindow } from '../schedule';
import { PORTS } from '../service-data/limits';
import type { IUserGroup } from '../user';
import { UserGroup } from '../user';
import { renderUserGroupId, toUserGroup } from '../user/user-group';
import { acknowledgeExistingCache } from '../validation/adopted-resources';
import { ConstructView } from '../validation/construct-view';
import { addConstructWarning } from '../validation/construct-warnings';
import type { PropertyTable } from '../validation/property-table';
import { isFailoverKnownToBeDisabled } from '../validation/rules/global-replication-group/primary';
import { validateProperties } from '../validation/validate-construct';

const SECONDARY_REPLICATION_GROUP = Symbol.for('cdk-elasticache.SecondaryReplicationGroup');

// IGlobalReplicationGroup and SecondaryReplicationGroup refer to each other, so they share a file.

/** A global datastore, created in the app or imported. */
export interface IGlobalReplicationGroup extends IResource, IGlobalReplicationGroupRef {
  /**
   * The id of the global datastore with its prefix.
   *
   * @attribute
   */
  readonly globalReplicationGroupId: string;

  /**
   * The ARN of the global datastore. It contains no Region.
   *
   * @attribute
   */
  readonly globalReplicationGroupArn: string;

  /**
   * The member, usually the primary, from which secondaries take the properties that are the same for all members, such
   * as the engine version.
   *
   * Not set for imported global datastores without this attribute.
   */
  readonly referenceMember?: IReplicationGroup;

  /**
   * Adds a secondary replication group in another Region.
   *
   * Clients in that Region can read from the secondary.
   *
   * @param scope the parent construct, in a stack in another Region
   * @param id the construct's id
   * @param options the properties that the secondary does not inherit from the primary
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

/** A global datastore of this library, created or imported, to which the secondaries in the app are added. */
interface GlobalReplicationGroupWithSecondaries extends IGlobalReplicationGroupRef {
  _registerSecondary(secondary: SecondaryReplicationGroup): void;
}

function registerSecondary(global: IGlobalReplicationGroupRef, secondary: SecondaryReplicationGroup): void {
  (global as Partial<GlobalReplicationGroupWithSecondaries>)._registerSecondary?.(secondary);
}

/**
 * Options for a secondary replication group.
 *
 * A secondary inherits its other properties from the primary: engine version, node type, parameters, cluster mode,
 * number of shards, encryption, automatic failover, and the initial data. You cannot specify them.
 */
export interface SecondaryReplicationGroupOptions {
  /**
   * Whether the secondary already exists, and was not created with this construct.
   *
   * If it does, the template contains only properties for props that you specify. The defaults of this construct do not
   * apply to the other props, so a deployment does not change their settings.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html
   */
  readonly adopted?: boolean;

  /**
   * The VPC of the nodes. Required unless `adopted` is true. For adopted caches, it is only required with `vpcSubnets`.
   *
   * @default - no VPC, which is valid only for adopted caches
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The id of the replication group.
   *
   * The id consists of 1 to 40 letters, digits, and single hyphens. It starts with a letter, and does not end with a
   * hyphen.
   *
   * ElastiCache stores the id in lowercase. Changing the id replaces the replication group.
   *
   * Specify the id when you create the replication group if stacks in other accounts or Regions refer to it. Otherwise,
   * the first such reference adds a generated id to the replication group. This change replaces the replication group.
   *
   * @default - generated by CloudFormation, or from the construct's path if a stack in another account or Region refers
   * to the replication group
   */
  readonly replicationGroupId?: string;

  /**
   * The description of the replication group.
   *
   * @default - the construct's path
   */
  readonly description?: string;

  /**
   * The number of replicas per shard in this Region, from 1 to 5.
   *
   * The number can differ between Regions.
   *
   * @default - the number of replicas per shard of the primary, or 1 if that number is 0, unknown, or different between
   * shards. Not set for adopted caches.
   */
  readonly replicasPerShard?: number;

  /**
   * Whether the nodes of a shard are in several Availability Zones.
   *
   * Multi-AZ requires automatic failover, which a secondary inherits from the primary.
   *
   * @default - false if automatic failover is disabled in the global datastore or its primary, otherwise true. Not set
   * for adopted caches.
   */
  readonly multiAz?: boolean;

  /**
   * The subnets of the nodes.
   *
   * @default - one private subnet per Availability Zone, or isolated subnets if the VPC has no private subnets.
   * Not set for adopted caches.
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * An existing subnet group with the subnets of the nodes.
   *
   * Cannot be combined with `vpcSubnets`.
   *
   * @default - a new subnet group with `vpcSubnets`. Not set for adopted caches without `vpcSubnets`.
   */
  readonly subnetGroup?: ISubnetGroupRef;

  /**
   * The security groups of the nodes.
   *
   * @default - a new security group without rules, to which `connections` adds rules. Not set for adopted
   * caches.
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Whether the security group that the construct creates allows all outbound traffic.
   *
   * Cannot be combined with `securityGroups` or `adopted`.
   *
   * @default false
   */
  readonly allowAllOutbound?: boolean;

  /**
   * The port of the nodes.
   *
   * @default - the port of the primary, or 6379 if that port is unknown. Not set for adopted caches.
   */
  readonly port?: number;

  /**
   * The IP versions that clients can use to connect.
   *
   * Global datastores support IPv4 only. Changing the network type replaces the replication group, so specify the prop
   * only if the template of an existing secondary contains the property.
   *
   * @default - chosen by ElastiCache based on the subnets, usually IPv4
   */
  readonly networkType?: NetworkType;

  /**
   * The IP version of the addresses that clients get when they discover the nodes.
   *
   * @default - chosen by ElastiCache for the network type
   */
  readonly ipDiscovery?: IpDiscovery;

  /**
   * The authentication method of the clients.
   *
   * A user group belongs to one Region, so it must be in the Region of the secondary.
   *
   * @default - none. The construct adds a warning, which `Authentication.none()` suppresses.
   */
  readonly authentication?: Authentication;

  /**
   * The key for encryption at rest, in the Region of the secondary.
   *
   * @default - an AWS owned key
   */
  readonly kmsKey?: kms.IKeyRef;

  /**
   * The identifier of the key in the template: its id, its ARN, or another identifier, such as an alias.
   *
   * Changing the identifier replaces the replication group. For an existing replication group, specify the identifier
   * that its template contains.
   *
   * @default - the id if `kmsKey` is in the account and Region of the secondary, otherwise the ARN
   */
  readonly kmsKeyIdentifier?: KmsKeyIdentifier;

  /**
   * The retention period of daily snapshots of the secondary, from 0 to 35 days.
   *
   * A period of 0 days disables daily snapshots.
   *
   * @default - one day. Not set for adopted caches.
   */
  readonly snapshotRetention?: Duration;

  /**
   * The daily time window in which ElastiCache starts a snapshot, in UTC.
   *
   * @default - chosen by ElastiCache
   */
  readonly snapshotWindow?: SnapshotWindow;

  /**
   * The weekly time window in which ElastiCache maintains the nodes, in UTC.
   *
   * @default - chosen by ElastiCache
   */
  readonly maintenanceWindow?: MaintenanceWindow;

  /**
   * Whether ElastiCache applies minor version upgrades of the engine during the maintenance window.
   *
   * @default - chosen by ElastiCache
   */
  readonly autoMinorVersionUpgrade?: boolean;

  /**
   * The Amazon SNS topic that receives the events of the secondary.
   *
   * It must be a standard topic without encryption, in the account and Region of the secondary.
   *
   * The construct adds statements for ElastiCache and for CloudWatch alarms to the topic policy, which replaces the
   * default policy of the topic. A warning is added if the policy cannot be updated, for example for imported topics.
   *
   * @default - no notifications
   */
  readonly notificationTopic?: sns.ITopicRef;

  /**
   * The destination and the format of the slow log.
   *
   * @default - the slow log is not delivered
   */
  readonly slowLog?: LogDelivery;

  /**
   * The destination and the format of the engine log.
   *
   * @default - the engine log is not delivered
   */
  readonly engineLog?: LogDelivery;

  /**
   * The removal policy of the replication group.
   *
   * If the replication group is retained, the subnet group, security group, and secret that the construct creates are
   * retained, too.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Properties for a secondary replication group. */
export interface SecondaryReplicationGroupProps extends SecondaryReplicationGroupOptions {
  /** The global datastore. Its primary must be in another Region. */
  readonly globalReplicationGroup: IGlobalReplicationGroupRef;
}

/**
 * A secondary replication group of a global datastore, in a different Region than the primary.
 *
 * ElastiCache replicates the writes of the primary to the secondary. Clients can read from the secondary, and you can
 * promote it if the Region of the primary fails.
 *
 * A secondary inherits its engine version, node type, parameters, cluster mode, number of shards, and encryption from
 * the primary. The number of replicas, the network, the users, the KMS key, the maintenance window, and the
 * snapshots are configured separately in each Region.
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
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.SecondaryReplicationGroup';

  /**
   * Checks whether an object is a `SecondaryReplicationGroup`.
   *
   * @param x the object to check
   */
  public static isSecondaryReplicationGroup(x: any): x is SecondaryReplicationGroup {
    return isMarked(x, SECONDARY_REPLICATION_GROUP);
  }

  /** @internal */
  protected readonly _transitEncryptionFix =
    "Specify 'referenceMember' with a known TLS mode in fromGlobalReplicationGroupAttributes";

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

  /** The subnet group of the nodes. */
  public readonly subnetGroup: ISubnetGroup;

  /**
   * Creates a secondary replication group.
   *
   * @param scope the parent construct, in a stack in a different Region than the primary
   * @param id the construct's id
   * @param props the properties of the secondary
   */
  constructor(scope: Construct, id: string, props: SecondaryReplicationGroupProps) {
    validatePropTypes(new.target.name, scope, id, props);
    super(scope, id, { physicalName: resolveOptionalName(props.replicationGroupId) });
    mark(this, SECONDARY_REPLICATION_GROUP);
    acknowledgeExistingCache(this, CfnReplicationGroup.CFN_RESOURCE_TYPE_NAME, props);

    const { globalReplicationGroup } = props;
    const member = findReferenceMember(globalReplicationGroup);
    const replicas = props.replicasPerShard ?? (member?.clusterMode?.replicasPerShard || 1);
    const size = renderSize(props, replicas, member?.clusterMode?.isClusterEnabled);
    this.port = props.port ?? member?.port ?? PORTS.valkey.primary;
    this.clusterMode = member?.clusterMode?._ofSecondary(replicas);

    const network = resolveNodeNetwork(this, 'replication group', props);
    const { subnetGroup, securityGroups } = network;
    const credentials = (props.authentication ?? Authentication.none())._bind(this);
    const logDeliveryConfigurations = bindLogDeliveries(this, props);
    const { value: retentionDays, errors: retentionErrors } = renderRetention(props);

    const errors = [...this.validateProps(props), ...network.errors, ...retentionErrors, ...(credentials.errors ?? [])];
    const properties: PropertyTable<CfnReplicationGroupProps, SecondaryReplicationGroupProps> = {
      authToken: ['authentication', credentials.authToken?.unsafeUnwrap()],
      autoMinorVersionUpgrade: ['autoMinorVersionUpgrade', props.autoMinorVersionUpgrade],
      cacheSubnetGroupName: [getSubnetGroupProp(props), network.subnetGroupName],
      globalReplicationGroupId: [
        'globalReplicationGroup',
        globalReplicationGroup.globalReplicationGroupRef.globalReplicationGroupId,
      ],
      ipDiscovery: ['ipDiscovery', props.ipDiscovery],
      kmsKeyId: [getKeyProp(props.kmsKeyIdentifier), renderKeyIdentifier(this, props.kmsKey, props.kmsKeyIdentifier)],
      logDeliveryConfigurations: ['slowLog', logDeliveryConfigurations, listLogProps(props)],
      multiAzEnabled: ['multiAz', resolveMultiAz(props)],
      networkType: ['networkType', props.networkType],
      notificationTopicArn: ['notificationTopic', props.notificationTopic?.topicRef.topicArn],
      numCacheClusters: ['replicasPerShard', size.numCacheClusters],
      port: ['port', props.adopted ? props.port : this.port],
      preferredMaintenanceWindow: ['maintenanceWindow', props.maintenanceWindow?._render()],
      replicasPerNodeGroup: ['replicasPerShard', size.replicasPerNodeGroup],
      replicationGroupDescription: ['description', props.description ?? this.node.path],
      replicationGroupId: ['replicationGroupId', this.physicalName],
      securityGroupIds: ['securityGroups', securityGroups?.map((group) => group.securityGroupId)],
      snapshotRetentionLimit: ['snapshotRetention', retentionDays],
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
    this.subnetGroup = toSubnetGroup(this, subnetGroup);
    this.securityGroups = securityGroups;
    this.userGroup = toUserGroup(this, credentials.userGroup);
    this.authTokenSecret = credentials.secret;
    this.kmsKey = toKey(this, 'KmsKey', props.kmsKey);

    retainTogether(this._resource, [
      ...(props.subnetGroup ? [] : [this.subnetGroup]),
      ...(props.securityGroups?.length ? [] : (securityGroups ?? [])),
      ...(credentials.generatedSecret ? [credentials.generatedSecret] : []),
    ]);
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.DESTROY);
    this.attachCredentials(props, credentials);
    bindNotificationTopic(this, props.notificationTopic);
    registerSecondary(globalReplicationGroup, this);
  }

  private validateProps(props: SecondaryReplicationGroupProps): string[] {
    return [
      ...validateGlobalReplicationGroup(props.globalReplicationGroup),
      ...validateLogDeliveries(this, props),
      ...validateKeyIdentifier(props),
    ];
  }

  private attachCredentials(props: SecondaryReplicationGroupProps, credentials: Credentials): void {
    const { userGroup } = credentials;
    if (UserGroup.isUserGroup(userGroup)) {
      userGroup._attachToCache(this, 'authentication');
    }
    this._attachAuthToken(credentials);
    if (!props.authentication) {
      addConstructWarning(
        this,
        'SecondaryReplicationGroup.AuthenticationMissing',
        "'authentication' is missing, so any client with network access can read all data. Set 'authentication' to Authentication.userGroup() with a user group in this Region, " +
          'or to Authentication.none() to suppress this warning.',
      );
    }
  }
}

/** Returns the member from which secondaries inherit. Undefined for a global datastore that is only a reference. */
function findReferenceMember(global: IGlobalReplicationGroupRef): IReplicationGroup | undefined {
  return (global as Partial<IGlobalReplicationGroup>).referenceMember;
}

function isFailoverDisabled(global: IGlobalReplicationGroupRef): boolean {
  const view = ConstructView.find(global, CfnGlobalReplicationGroup.CFN_RESOURCE_TYPE_NAME);
  return view !== undefined && isFailoverKnownToBeDisabled(view);
}

/** Renders the number of nodes. The shards are those of the primary. */
function renderSize(
  { adopted, replicasPerShard }: SecondaryReplicationGroupProps,
  replicas: number,
  isSharded: boolean = false,
): Pick<CfnReplicationGroupProps, 'numCacheClusters' | 'replicasPerNodeGroup'> {
  if (adopted && replicasPerShard === undefined) {
    return {};
  }
  return isSharded ? { replicasPerNodeGroup: replicas } : { numCacheClusters: replicas + 1 };
}

function resolveMultiAz({ adopted, globalReplicationGroup, multiAz }: SecondaryReplicationGroupProps) {
  return multiAz ?? (adopted ? undefined : !isFailoverDisabled(globalReplicationGroup));
}

function renderRetention({ adopted, snapshotRetention }: SecondaryReplicationGroupProps): Rendered<number | undefined> {
  return adopted && !snapshotRetention
    ? { value: undefined, errors: [] }
    : renderDays('snapshotRetention', snapshotRetention ?? DEFAULT_SNAPSHOT_RETENTION);
}

/** A secondary refers to the global datastore by its id, because CloudFormation has no references between Regions. */
function validateGlobalReplicationGroup(global: IGlobalReplicationGroupRef): string[] {
  if (!isCreatedGlobalReplicationGroup(global) || global._hasResolvedId) {
    return [];
  }
  const { region } = global.env;
  const problem = isResolved(region)
    ? `AWS documents no id prefix for ${region}`
    : 'the stack of the global datastore has no explicit Region';
  return [
    `'globalReplicationGroup' must have an id that is known at synthesis, but ${problem}. ` +
      "Set 'globalReplicationGroupIdPrefix' of the global datastore.",
  ];
}

function validatePropTypes(className: string, scope: Construct, id: string, props: SecondaryReplicationGroupProps) {
  validateRequiredProps(
    className,
    scope,
    id,
    props,
    { globalReplicationGroup: 'IGlobalReplicationGroup', ...(props?.adopted ? {} : { vpc: 'IVpc' }) },
    { kmsKeyIdentifier: 'KmsKeyIdentifier' },
  );
}
