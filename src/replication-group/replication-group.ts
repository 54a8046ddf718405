import type * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type {
  CfnReplicationGroupProps,
  IParameterGroupRef,
  IReplicationGroupRef,
  ISubnetGroupRef,
  IUserGroupRef,
} from 'aws-cdk-lib/aws-elasticache';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Duration } from 'aws-cdk-lib/core';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import { ClusterMode } from '../capacity';
import type { LoginSecret } from '../connection/login';
import { EngineVersion, NodeFamily, NodeSize, NodeType } from '../engine';
import type { ISubnetGroup, IpDiscovery, KmsKeyIdentifier, NetworkType } from '../network';
import { Endpoint, TransitEncryption } from '../network';
import { ReplicaScaling, ShardScaling } from './auto-scaling';
import { getImportedConnections } from '../network/create-connections';
import { getDefaultTransitEncryption, readL1SecurityGroups } from '../network/node-l1-attributes';
import { resolveNodeNetwork } from '../network/node-network';
import { bindNotificationTopic } from '../notification/notification-topic';
import type { IParameterGroup } from '../parameter-group';
import type { Credentials } from './authentication';
import { Authentication } from './authentication';
import type { ClientAttributes } from './client-attributes';
import type { Durability } from './durability';
import type { LogDelivery } from './log-delivery';
import { findLogDestinations, bindLogDeliveries, listLogProps, validateLogDeliveries } from './log-delivery';
import { readL1Attributes, readL1ClientAttributes, readL1ClusterModeName, readL1Endpoints } from './read-l1-attributes';
import type { EndpointKind, IReplicationGroup, MemberChange, MemberChanges } from './replication-group-base';
import { CreatedReplicationGroup, DEFAULT_SNAPSHOT_RETENTION, ReplicationGroupBase } from './replication-group-base';
import { toSubnetGroup } from '../network/subnet-group';
import { getSubnetGroupProp } from '../network/subnets';
import {
  bindParameterGroup,
  renderParameterGroupName,
  requireKnownParameterGroup,
  resolveKnownParameterGroup,
  resolveParameterGroup,
} from '../parameter-group/parameter-group';
import { toStoredName, resolveIdentity } from '../private/arns';
import { renderDays } from '../private/durations';
import type { ImportCall, Rendered } from '../private/errors';
import {
  setPublicClass,
  throwGetterErrors,
  throwImportErrors,
  throwMethodErrors,
  throwValidationErrors,
} from '../private/errors';
import { getKeyProp, renderKeyIdentifier, toKey, validateKeyIdentifier } from '../private/keys';
import { findL1Import, importL1 } from '../private/l1-imports';
import { lookUp } from '../private/lookup';
import { isMarked, mark } from '../private/marks';
import { resolveOptionalName } from '../private/names';
import { propertyInjectable } from '../private/property-injection';
import { retainTogether } from '../private/removal-policies';
import { validateRequiredProps } from '../private/required-props';
import { getReplicationGroupId } from '../private/stored-names';
import type { SnapshotWindow, MaintenanceWindow } from '../schedule';
import { PORTS } from '../service-data/limits';
import type { SnapshotSource } from '../snapshot';
import type { IUserGroup, CacheSecretRotationOptions } from '../user';
import { CacheSecretRotation, UserGroup } from '../user';
import { AUTH_TOKEN_ROTATION_CODE } from '../user/function-code';
import { readL1UserGroup } from '../user/l1-user-group';
import { renderUserGroupId, toUserGroup } from '../user/user-group';
import { acknowledgeExistingCache } from '../validation/adopted-resources';
import { registerImport } from '../validation/construct-view';
import { addConstructWarning } from '../validation/construct-warnings';
import type { PropertyTable } from '../validation/property-table';
import { DURABLE_VALUES } from '../validation/rules/replication-group/durability';
import { validateProperties } from '../validation/validate-construct';

/** Attributes of an existing replication group. */
export interface ReplicationGroupAttributes {
  /**
   * The id of the replication group.
   *
   * Specify either `replicationGroupId` or `replicationGroupArn`.
   *
   * @default - the id in `replicationGroupArn`
   */
  readonly replicationGroupId?: string;

  /**
   * The ARN of the replication group.
   *
   * Specify either `replicationGroupId` or `replicationGroupArn`.
   *
   * @default - the ARN for `replicationGroupId` in the account and Region of the stack
   */
  readonly replicationGroupArn?: string;

  /**
   * The engine version.
   *
   * @default - unknown
   */
  readonly engineVersion?: EngineVersion;

  /**
   * The node type.
   *
   * @default - unknown
   */
  readonly nodeType?: NodeType;

  /**
   * The cluster mode, the number of shards, and the number of replicas.
   *
   * The cluster mode determines the ids of the nodes, and which endpoints exist.
   *
   * @default - unknown. `memberClusterIds` throws an error, and metrics cannot select nodes or shards by number.
   */
  readonly clusterMode?: ClusterMode;

  /**
   * The VPC of the nodes.
   *
   * @default - unknown
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The security groups of the nodes.
   *
   * @default - unknown. Using `connections` has no effect, and adds a warning.
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The port of all endpoints.
   *
   * @default 6379
   */
  readonly port?: number;

  /**
   * The host name of the primary endpoint.
   *
   * @default - unknown. Reading `primaryEndpoint` throws an error.
   */
  readonly primaryEndpointAddress?: string;

  /**
   * The host name of the reader endpoint.
   *
   * @default - unknown. Reading `readerEndpoint` throws an error.
   */
  readonly readerEndpointAddress?: string;

  /**
   * The host name of the configuration endpoint.
   *
   * @default - unknown. Reading `configurationEndpoint` throws an error.
   */
  readonly configurationEndpointAddress?: string;

  /**
   * Whether clients must use TLS to connect.
   *
   * @default - unknown
   */
  readonly transitEncryption?: TransitEncryption;

  /**
   * The user group whose users can log in.
   *
   * @default - unknown
   */
  readonly userGroup?: IUserGroupRef;

  /**
   * The secret that contains the AUTH token.
   *
   * @default - unknown
   */
  readonly authTokenSecret?: secretsmanager.ISecret;

  /**
   * The field of `authTokenSecret` that contains the AUTH token, if the secret is in JSON format.
   *
   * @default - the whole secret is the AUTH token
   */
  readonly authTokenField?: string;

  /**
   * The key for encryption at rest.
   *
   * @default - unknown
   */
  readonly kmsKey?: kms.IKeyRef;
}

/** Options for the lookup of a replication group. */
export interface ReplicationGroupLookupOptions {
  /** The id of the replication group. */
  readonly replicationGroupId: string;

  /**
   * The cluster mode, the number of shards, and the number of replicas.
   *
   * Lookups do not return these values. The values determine the ids of the nodes for metrics, and which endpoints
   * exist.
   *
   * @default - cluster mode is disabled, and the number of replicas is unknown
   */
  readonly clusterMode?: ClusterMode;
}

/** Properties for a replication group. */
export interface ReplicationGroupProps {
  /**
   * Whether the replication group already exists, and was not created with this construct.
   *
   * If it does:
   *
   * - The template contains only properties for props that you specify. The defaults of this construct do not apply to
   *   the other props, so a deployment does not change their settings. For example, the group keeps its security
   *   groups, its parameter group, and its subnet group. The default of `removalPolicy` is `RemovalPolicy.DESTROY`, as
   *   in CloudFormation. Specify the policy if the deployed template contains another one.
   * - Errors that concern only the creation of a cache, such as discontinued node types and engine versions, are
   *   warnings.
   *
   * `vpc` is only required with `vpcSubnets`. To generate the code for existing resources from their CloudFormation
   * template, run `cdk-elasticache-check adopt`.
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
   * The node type.
   *
   * You can change the node type later. A change to or from the family r6gd replaces the replication group.
   */
  readonly nodeType: NodeType;

  /**
   * The id of the replication group.
   *
   * The id consists of 1 to 40 letters, digits, and single hyphens. It starts with a letter, and does not end with a
   * hyphen.
   *
   * ElastiCache stores the id in lowercase, so the ARN and references contain it in lowercase. Changing the id replaces
   * the replication group. If you specify an id, CloudFormation rejects other changes that require a replacement, such
   * as a change of the port.
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
   * The engine version.
   *
   * You can upgrade the version later without replacing the replication group. This includes a change from Redis OSS to
   * Valkey. The only downgrade that ElastiCache supports is the one from Valkey 7.2 to Redis OSS 7.1.
   *
   * @default - EngineVersion.VALKEY_8_1. Not set for adopted caches.
   */
  readonly engineVersion?: EngineVersion;

  /**
   * An existing parameter group.
   *
   * The family of the parameter group must match the engine version. If the parameter group is imported or
   * an L1 construct, its value of `cluster-enabled` must also match the cluster mode. Cannot be combined with
   * `parameters`.
   *
   * @default - a new parameter group with `parameters`. Not set for adopted caches without `parameters`.
   */
  readonly parameterGroup?: IParameterGroupRef;

  /**
   * The names and values of parameters, such as `maxmemory-policy`, in the parameter group that the construct creates.
   *
   * The construct adds `cluster-enabled` with the value that the cluster mode requires.
   *
   * @default - the default values of the engine version. Not set for adopted caches.
   */
  readonly parameters?: { [name: string]: string };

  /**
   * The cluster mode, the number of shards, and the number of replicas.
   *
   * @default - cluster mode is disabled, with one replica. Not set for adopted caches.
   */
  readonly clusterMode?: ClusterMode;

  /**
   * Whether a replica replaces the primary node of its shard when the primary node fails.
   *
   * If cluster mode is disabled, automatic failover requires at least one replica. If cluster mode is compatible or
   * enabled, automatic failover must be enabled.
   *
   * @default - true if every shard has a replica, or if cluster mode is compatible or enabled. Not set
   * for adopted caches.
   */
  readonly automaticFailover?: boolean;

  /**
   * Whether the nodes of a shard are in several Availability Zones.
   *
   * Multi-AZ requires automatic failover, and a replica in every shard.
   *
   * @default - true if every shard has a replica and automatic failover is enabled. Not set for adopted caches.
   */
  readonly multiAz?: boolean;

  /**
   * The durability of writes.
   *
   * You can change between synchronous and asynchronous durability later, if the deployment changes no other property
   * of the replication group.
   * CloudFormation does not support enabling or disabling durable writes later.
   *
   * @default - chosen by ElastiCache for the engine version
   */
  readonly durability?: Durability;

  /**
   * The subnets of the nodes.
   *
   * Multi-AZ requires subnets in at least two Availability Zones. You can add subnets later.
   *
   * @default - one private subnet per Availability Zone, or isolated subnets if the VPC has no private subnets.
   * Not set for adopted caches.
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * An existing subnet group with the subnets of the nodes.
   *
   * Cannot be combined with `vpcSubnets`. Changing the subnet group replaces the replication group.
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
   * The nodes do not need outbound rules. Cannot be combined with `securityGroups` or `adopted`.
   *
   * @default false
   */
  readonly allowAllOutbound?: boolean;

  /**
   * The port of the nodes.
   *
   * Changing the port replaces the replication group.
   *
   * @default - 6379. Not set for adopted caches.
   */
  readonly port?: number;

  /**
   * The IP versions that clients can use to connect.
   *
   * IPv6 requires Valkey, or Redis OSS 6.2 or later. Changing the network type replaces the replication group.
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
   * @default - none. The construct adds a warning, which `Authentication.none()` suppresses.
   */
  readonly authentication?: Authentication;

  /**
   * Whether clients must use TLS to connect.
   *
   * @default - TransitEncryption.REQUIRED. Not set for adopted caches.
   */
  readonly transitEncryption?: TransitEncryption;

  /**
   * Whether the data on disk and in backups is encrypted.
   *
   * Changing this setting replaces the replication group.
   *
   * @default - true. Not set for adopted caches.
   */
  readonly atRestEncryption?: boolean;

  /**
   * The symmetric AWS KMS key for encryption at rest.
   *
   * Changing the key replaces the replication group.
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
   * @default - the id if `kmsKey` is in the account and Region of the replication group, otherwise the ARN
   */
  readonly kmsKeyIdentifier?: KmsKeyIdentifier;

  /**
   * Whether data tiering is enabled.
   *
   * Nodes with SSD storage require data tiering, and other nodes do not support it. Specify `false` only for an
   * existing replication group whose template contains this value, because removing it replaces the replication group.
   *
   * @default - true for node types with SSD storage
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html
   */
  readonly dataTiering?: boolean;

  /**
   * The snapshot or the files to restore when ElastiCache creates the replication group.
   *
   * Changing or removing this prop replaces the replication group.
   *
   * @default - none. The replication group is empty.
   */
  readonly restoreFrom?: SnapshotSource;

  /**
   * The retention period of daily snapshots, from 0 to 35 days.
   *
   * A period of 0 days disables daily snapshots. If cluster mode is disabled, ElastiCache rejects a change from 0 days
   * unless the property `SnapshottingClusterId` of the L1 construct contains the id of a node.
   *
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html
   * @default - one day. Not set for adopted caches.
   */
  readonly snapshotRetention?: Duration;

  /**
   * The daily time window in which ElastiCache starts a snapshot, in UTC.
   *
   * The window must last at least one hour, and must not overlap the maintenance window.
   *
   * @default - chosen by ElastiCache
   */
  readonly snapshotWindow?: SnapshotWindow;

  /**
   * The weekly time window in which ElastiCache maintains the nodes, in UTC.
   *
   * The window lasts 1 to 24 hours.
   *
   * @default - chosen by ElastiCache, one hour during the night in the Region
   */
  readonly maintenanceWindow?: MaintenanceWindow;

  /**
   * Whether ElastiCache applies minor version upgrades of the engine during the maintenance window.
   *
   * @default - true. Not set for adopted caches.
   */
  readonly autoMinorVersionUpgrade?: boolean;

  /**
   * The Amazon SNS topic that receives the events of the replication group.
   *
   * It must be a standard topic without encryption, in the account and Region of the replication group. ElastiCache
   * silently drops notifications to encrypted and FIFO topics.
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
   * Requires Valkey, or Redis OSS 6.0 or later.
   *
   * @default - the slow log is not delivered
   */
  readonly slowLog?: LogDelivery;

  /**
   * The destination and the format of the engine log.
   *
   * Requires Valkey, or Redis OSS 6.2 or later.
   *
   * @default - the engine log is not delivered
   */
  readonly engineLog?: LogDelivery;

  /**
   * The removal policy of the replication group.
   *
   * If this is `RemovalPolicy.SNAPSHOT`, CloudFormation takes a final snapshot before it deletes or replaces the
   * replication group. You pay for the snapshot until you delete it.
   *
   * If the replication group is retained, the subnet group, parameter group, security group, and secret that the
   * construct creates are retained, too.
   *
   * @default - RemovalPolicy.SNAPSHOT. RemovalPolicy.DESTROY for adopted caches.
   */
  readonly removalPolicy?: RemovalPolicy;
}

const REPLICATION_GROUP = Symbol.for('cdk-elasticache.ReplicationGroup');

const DEFAULT_ENGINE_VERSION = EngineVersion.VALKEY_8_1;

/** The attributes that a lookup or an L1 construct provides in addition to the public ones. */
interface FoundAttributes {
  /** The ids of security groups, which are imported in the scope of the replication group. */
  readonly securityGroupIds?: string[];
  /** The L1 construct, whose properties can change after the import. */
  readonly resource?: CfnReplicationGroup;
}

class ImportedReplicationGroup extends ReplicationGroupBase {
  public readonly replicationGroupId: string;
  public readonly replicationGroupArn: string;
  public readonly vpc?: ec2.IVpc;
  public readonly authTokenSecret?: secretsmanager.ISecret;
  public readonly kmsKey?: kms.IKey;

  /** @internal */
  protected readonly _transitEncryptionFix: string;
  /** @internal */
  protected readonly _authTokenSecret?: LoginSecret;

  private readonly resource?: CfnReplicationGroup;
  private readonly attrs: ReplicationGroupAttributes;
  private readonly importedUserGroup?: IUserGroup;
  private readonly memberChanges: {
    engineVersion?: EngineVersion;
    nodeType?: NodeType;
    clusterMode?: ClusterMode;
  } = {};

  constructor(
    scope: Construct,
    id: string,
    method: string,
    attrs: ReplicationGroupAttributes = {},
    { securityGroupIds, resource }: FoundAttributes = {},
  ) {
    const call: ImportCall = { scope, id, className: 'ReplicationGroup', method };
    const identity = resolveIdentity(
      call,
      'replicationgroup',
      { name: 'replicationGroupId', arn: 'replicationGroupArn' },
      attrs.replicationGroupId,
      attrs.replicationGroupArn,
    );
    if (attrs.authTokenField !== undefined && !attrs.authTokenSecret) {
      throwImportErrors(call, [
        `'authTokenField' requires 'authTokenSecret', but got "${attrs.authTokenField}" without a secret. Set 'authTokenSecret', or remove 'authTokenField'.`,
      ]);
    }
    super(scope, id, { environmentFromArn: identity.arn });
    setPublicClass(this, 'ReplicationGroup');

    this.replicationGroupId = identity.name;
    this.replicationGroupArn = identity.arn;
    const securityGroups =
      securityGroupIds?.map((groupId) => ec2.SecurityGroup.fromSecurityGroupId(this, groupId, groupId)) ??
      (attrs.securityGroups && [...attrs.securityGroups]);
    this.attrs = { ...attrs, securityGroups };
    this.resource = resource;
    this._transitEncryptionFix = resource
      ? "Set TransitEncryptionEnabled of the L1 construct to a value that is known at synthesis, or use ReplicationGroupConnector with 'transitEncryption'"
      : "Specify 'transitEncryption' in fromReplicationGroupAttributes";
    this.vpc = attrs.vpc;
    this.importedUserGroup = toUserGroup(this, attrs.userGroup);
    this.authTokenSecret = attrs.authTokenSecret;
    this._authTokenSecret = attrs.authTokenSecret && { secret: attrs.authTokenSecret, field: attrs.authTokenField };
    this.kmsKey = toKey(this, 'KmsKey', attrs.kmsKey);
    registerImport(this, CfnReplicationGroup.CFN_RESOURCE_TYPE_NAME, {
      replicationGroupId: this.replicationGroupId,
      engine: this.engineVersion?.engineType,
      engineVersion: this.engineVersion?.version,
      cacheNodeType: this.nodeType?.cacheNodeType,
      ...this.clusterMode?._render(),
    });
  }

  public get engineVersion(): EngineVersion | undefined {
    return this.memberChanges.engineVersion ?? this.current.engineVersion;
  }

  public set engineVersion(engineVersion: EngineVersion | undefined) {
    this.memberChanges.engineVersion = engineVersion;
  }

  public get nodeType(): NodeType | undefined {
    return this.memberChanges.nodeType ?? this.current.nodeType;
  }

  public set nodeType(nodeType: NodeType | undefined) {
    this.memberChanges.nodeType = nodeType;
  }

  public get clusterMode(): ClusterMode | undefined {
    return this.memberChanges.clusterMode ?? this.current.clusterMode;
  }

  public set clusterMode(clusterMode: ClusterMode | undefined) {
    this.memberChanges.clusterMode = clusterMode;
  }

  public get securityGroups(): ec2.ISecurityGroup[] | undefined {
    return this.resource ? readL1SecurityGroups(this.resource, 'SecurityGroupIds') : this.attrs.securityGroups;
  }

  public get port(): number {
    return this.endpointAttributes.port ?? PORTS.valkey.primary;
  }

  public get transitEncryption(): TransitEncryption | undefined {
    return this.current.transitEncryption;
  }

  public get userGroup(): IUserGroup | undefined {
    return this.resource ? readL1UserGroup(this.resource, 'UserGroupIds') : this.importedUserGroup;
  }

  /** @internal */
  public get _clientAttributes(): ClientAttributes {
    return this.resource ? readL1ClientAttributes(this.resource) : super._clientAttributes;
  }

  /** @internal */
  protected get _usesAuthToken(): boolean | undefined {
    return this.authTokenSecret ? true : undefined;
  }

  /** @internal */
  protected get _clusterModeName(): string | undefined {
    return this.resource ? readL1ClusterModeName(this.resource) : super._clusterModeName;
  }

  /** The attributes of the import, or the current ones of the L1 construct. */
  private get current(): ReplicationGroupAttributes {
    return this.resource ? readL1Attributes(this.resource) : this.attrs;
  }

  private get endpointAttributes(): ReplicationGroupAttributes {
    return this.resource ? readL1Endpoints(this.resource) : this.attrs;
  }

  public get connections(): ec2.Connections {
    return getImportedConnections(this, 'ReplicationGroup', 'replication group', {
      securityGroups: this.securityGroups,
      defaultPort: ec2.Port.tcp(this.port),
    });
  }

  /** @internal */
  protected get _defaultEndpointKind(): EndpointKind {
    const { configurationEndpointAddress, primaryEndpointAddress } = this.endpointAttributes;
    const onlyConfiguration = configurationEndpointAddress !== undefined && primaryEndpointAddress === undefined;
    return this._clusterModeName === undefined && onlyConfiguration ? 'configuration' : super._defaultEndpointKind;
  }

  /** @internal */
  protected _findReaderEndpoint(): Endpoint | undefined {
    return this.endpointAttributes.readerEndpointAddress === undefined ? undefined : this.readerEndpoint;
  }

  /** @internal */
  protected _getEndpoint(kind: EndpointKind, getter: string): Endpoint {
    const address = this.endpointAttributes[`${kind}EndpointAddress`];
    if (address === undefined) {
      return throwGetterErrors(this, getter, [
        `'${getter}' is unknown for the imported replication group. Specify '${kind}EndpointAddress' in fromReplicationGroupAttributes.`,
      ]);
    }
    return new Endpoint(address, this.port);
  }
}

/**
 * Returns the L2 construct of a replication group. Imports a group that is only a reference, such as an L1 construct,
 * whose properties determine the attributes.
 */
export function toReplicationGroup(scope: Construct, id: string, group: IReplicationGroupRef): IReplicationGroup {
  if (isReplicationGroup(group)) {
    return group;
  }
  const { replicationGroupId } = group.replicationGroupRef;
  const attributes = { replicationGroupId, ...readL1Attributes(group) };
  return new ImportedReplicationGroup(scope, id, 'fromReplicationGroupAttributes', attributes);
}

/** The changes that global datastores make to L1 constructs, for L2 constructs that are created later. */
const L1_CHANGES = new WeakMap<IConstruct, MemberChanges>();

/**
 * Applies the changes of a global datastore to the L2 construct of an L1 construct, which can be created later.
 *
 * @returns the changes that existing metrics, alarms, widgets, and member cluster ids do not consider
 */
export function changeL1Member(group: IReplicationGroupRef, changes: MemberChanges): MemberChange[] {
  L1_CHANGES.set(group, changes);
  const existing = findL1Import<ReplicationGroupBase>(group, 'ReplicationGroup');
  return existing?._changeMember(changes) ?? [];
}

export function isReplicationGroup(group: IReplicationGroupRef): group is IReplicationGroup {
  return 'replicationGroupArn' in group && 'memberClusterIds' in group;
}

/** Looks up the engine version, node type, endpoints, and security groups of a replication group. */
function lookUpReplicationGroup(
  scope: Construct,
  id: string,
  options: ReplicationGroupLookupOptions,
): ImportedReplicationGroup {
  const replicationGroupId = toStoredName(options.replicationGroupId);
  const { clusterMode } = options;
  const endpoints = [
    ...(clusterMode?.name === 'enabled' ? [] : ['PrimaryEndPoint', 'ReaderEndPoint']),
    ...(clusterMode?.isClusterEnabled ? ['ConfigurationEndPoint'] : []),
  ];

  const found = lookUp(
    { scope, id, className: 'ReplicationGroup', method: 'fromLookup' },
    {
      type: CfnReplicationGroup.CFN_RESOURCE_TYPE_NAME,
      prop: 'replicationGroupId',
      identifier: replicationGroupId,
      dummy: {
        Engine: DEFAULT_ENGINE_VERSION.engineType,
        EngineVersion: DEFAULT_ENGINE_VERSION.version,
        CacheNodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE).cacheNodeType,
        SecurityGroupIds: ['sg-12345678'],
        ...Object.fromEntries(
          endpoints.flatMap((endpoint) => [
            [`${endpoint}.Address`, 'dummy.cache.amazonaws.com'],
            [`${endpoint}.Port`, '6379'],
          ]),
        ),
      },
    },
  );

  return new ImportedReplicationGroup(
    scope,
    id,
    'fromLookup',
    {
      replicationGroupId,
      engineVersion: EngineVersion.of(found.Engine, found.EngineVersion),
      nodeType: NodeType.fromName(found.CacheNodeType),
      clusterMode,
      primaryEndpointAddress: found['PrimaryEndPoint.Address'],
      readerEndpointAddress: found['ReaderEndPoint.Address'],
      configurationEndpointAddress: found['ConfigurationEndPoint.Address'],
      port: Number(found[`${endpoints[0]}.Port`]),
    },
    { securityGroupIds: found.SecurityGroupIds },
  );
}

/**
 * A replication group of Valkey or Redis OSS nodes, with one or more shards.
 *
 * Each shard has a primary and up to five replicas. By default, the data is encrypted at rest and in transit, the nodes
 * are in several Availability Zones, and a replica replaces a failed primary. You pay for nodes by the hour, and for
 * snapshot storage by size.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.html
 * @resource AWS::ElastiCache::ReplicationGroup
 * @example
 * // a function in the same VPC
 * declare const fn: lambda.Function;
 * declare const users: elasticache.UserGroup;
 *
 * const cache = new elasticache.ReplicationGroup(this, 'Cache', {
 *   vpc,
 *   nodeType: elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE),
 *   authentication: elasticache.Authentication.userGroup(users),
 * });
 * cache.connections.allowDefaultPortFrom(fn);
 * fn.addEnvironment('CACHE_HOST', cache.endpoint.hostname);
 */
@propertyInjectable
export class ReplicationGroup extends CreatedReplicationGroup {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.ReplicationGroup';

  /**
   * Checks whether an object is a `ReplicationGroup`.
   *
   * @param x the object to check
   */
  public static isReplicationGroup(x: any): x is ReplicationGroup {
    return isMarked(x, REPLICATION_GROUP);
  }

  /**
   * Imports a replication group by its id.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param replicationGroupId the id of the replication group
   */
  public static fromReplicationGroupId(scope: Construct, id: string, replicationGroupId: string): IReplicationGroup {
    return new ImportedReplicationGroup(scope, id, 'fromReplicationGroupId', { replicationGroupId });
  }

  /**
   * Imports a replication group by its ARN, which determines the account and the Region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param replicationGroupArn the ARN of the replication group
   */
  public static fromReplicationGroupArn(scope: Construct, id: string, replicationGroupArn: string): IReplicationGroup {
    return new ImportedReplicationGroup(scope, id, 'fromReplicationGroupArn', { replicationGroupArn });
  }

  /**
   * Imports a replication group by its attributes.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs the attributes of the replication group
   */
  public static fromReplicationGroupAttributes(
    scope: Construct,
    id: string,
    attrs: ReplicationGroupAttributes,
  ): IReplicationGroup {
    return new ImportedReplicationGroup(scope, id, 'fromReplicationGroupAttributes', attrs);
  }

  /**
   * Returns an L2 interface for an L1 construct. The L1 construct stays in the stack.
   *
   * The attributes are those of the L1 construct. The secret with the AUTH token is unknown, so `connect` requires the
   * option `secret` if the L1 construct has an AUTH token.
   *
   * @param cfnReplicationGroup the L1 construct
   */
  public static fromCfnReplicationGroup(cfnReplicationGroup: CfnReplicationGroup): IReplicationGroup {
    return importL1(cfnReplicationGroup, 'ReplicationGroup', (id) => {
      const group = new ImportedReplicationGroup(
        cfnReplicationGroup,
        id,
        'fromCfnReplicationGroup',
        { replicationGroupId: getReplicationGroupId(cfnReplicationGroup) },
        { resource: cfnReplicationGroup },
      );
      group._changeMember(L1_CHANGES.get(cfnReplicationGroup) ?? {});
      return group;
    });
  }

  /**
   * Looks up an existing replication group during synthesis.
   *
   * The lookup returns the engine version, node type, endpoints, and security groups. The CDK CLI caches the result in
   * `cdk.context.json`. The stack must have an explicit account and Region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options the id and the cluster mode of the replication group
   * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
   */
  public static fromLookup(scope: Construct, id: string, options: ReplicationGroupLookupOptions): IReplicationGroup {
    return lookUpReplicationGroup(scope, id, options);
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

  /** The subnet group of the nodes. */
  public readonly subnetGroup: ISubnetGroup;

  private readonly knownParameterGroup?: IParameterGroup;
  private readonly tokenField?: string;
  private readonly isDurable: boolean;

  /**
   * Creates a replication group.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param props the properties of the replication group
   */
  constructor(scope: Construct, id: string, props: ReplicationGroupProps) {
    validatePropTypes(new.target.name, scope, id, props);
    super(scope, id, { physicalName: resolveOptionalName(props.replicationGroupId) });
    validateTemplateProperties(this, props);

    acknowledgeExistingCache(this, CfnReplicationGroup.CFN_RESOURCE_TYPE_NAME, props);
    const resolved = resolveDefaults(props);
    const { engineVersion, clusterMode, nodeType } = resolved;
    this.port = resolved.port ?? PORTS.valkey.primary;

    const network = resolveNodeNetwork(this, 'replication group', props);
    const { subnetGroup, securityGroups } = network;
    const { value: parameterGroup, errors: parameterGroupErrors } = resolveParameterGroup(this, resolved);
    const boundParameterGroup = parameterGroup && bindParameterGroup(parameterGroup, clusterMode?.isClusterEnabled);
    const credentials = (props.authentication ?? Authentication.none())._bind(this);
    const source = props.restoreFrom?._bindToReplicationGroup(this, 'restoreFrom');
    const logDeliveryConfigurations = bindLogDeliveries(this, props);

    const errors = [
      ...network.errors,
      ...resolved.retentionDays.errors,
      ...(credentials.errors ?? []),
      ...validateLogDeliveries(this, props),
      ...validateKeyIdentifier(props),
      ...(source?.errors ?? []),
      ...parameterGroupErrors,
    ];

    const properties: PropertyTable<CfnReplicationGroupProps, ReplicationGroupProps> = {
      ...this.renderProps(resolved),
      authToken: ['authentication', credentials.authToken?.unsafeUnwrap()],
      cacheParameterGroupName: renderParameterGroupName(props, boundParameterGroup),
      cacheSubnetGroupName: [getSubnetGroupProp(props), network.subnetGroupName],
      logDeliveryConfigurations: ['slowLog', logDeliveryConfigurations, listLogProps(props)],
      replicationGroupId: ['replicationGroupId', this.physicalName],
      securityGroupIds: ['securityGroups', securityGroups?.map((group) => group.securityGroupId)],
      snapshotArns: ['restoreFrom', source?.snapshotArns],
      snapshotName: ['restoreFrom', source?.snapshotName],
      userGroupIds: ['authentication', credentials.userGroup && [renderUserGroupId(this.stack, credentials.userGroup)]],
    };
    const cfnProps = validateProperties(this, CfnReplicationGroup.CFN_RESOURCE_TYPE_NAME, properties, {
      errors,
      related: {
        AuthToken: credentials.secret,
        CacheParameterGroupName: boundParameterGroup?.construct,
        CacheSubnetGroupName: subnetGroup,
        ...findLogDestinations(props),
        KmsKeyId: props.kmsKey,
        NotificationTopicArn: props.notificationTopic,
        SecurityGroupIds: securityGroups,
        SnapshotArns: source?.snapshotArns?.map(() => source.construct),
        SnapshotName: source?.construct,
        UserGroupIds: credentials.userGroup && [credentials.userGroup],
      },
    });
    this._resource = new CfnReplicationGroup(this, 'Resource', cfnProps);
    // Without this policy, CloudFormation replaces the group when the number of shards changes.
    this._resource.cfnOptions.updatePolicy = { useOnlineResharding: true };

    this.engineVersion = engineVersion;
    this.nodeType = nodeType;
    this.clusterMode = clusterMode;
    this.vpc = props.vpc;
    this.subnetGroup = toSubnetGroup(this, subnetGroup);
    this.securityGroups = securityGroups;
    this.knownParameterGroup = resolveKnownParameterGroup(this, resolved, parameterGroup);
    this.transitEncryption = resolved.transitEncryption ?? getDefaultTransitEncryption(engineVersion?.engineType);
    this.userGroup = toUserGroup(this, credentials.userGroup);
    this.authTokenSecret = credentials.secret;
    this.tokenField = credentials.tokenField;
    this.isDurable = props.durability !== undefined && DURABLE_VALUES.includes(props.durability.value);
    this.kmsKey = toKey(this, 'KmsKey', props.kmsKey);
    mark(this, REPLICATION_GROUP);
    bindNotificationTopic(this, props.notificationTopic);

    retainTogether(this._resource, [
      ...(props.subnetGroup ? [] : [this.subnetGroup]),
      ...(props.securityGroups?.length ? [] : (securityGroups ?? [])),
      ...(props.parameterGroup || !parameterGroup ? [] : [parameterGroup]),
      ...(credentials.generatedSecret ? [credentials.generatedSecret] : []),
    ]);
    this.applyRemovalPolicy(resolved.removalPolicy);
    this.attachCredentials(resolved, credentials);
  }

  /**
   * The parameter group of the nodes.
   *
   * Throws an error if `adopted` is true and `parameterGroup` is not specified, unless the parameter group family of
   * the engine version is known.
   */
  public get parameterGroup(): IParameterGroup {
    return requireKnownParameterGroup(this, 'replication group', this.knownParameterGroup);
  }

  /**
   * The durability that is in effect. If you do not specify a durability, ElastiCache chooses one for the engine
   * version.
   *
   * @attribute
   */
  public get replicationGroupEffectiveDurability(): string {
    return this._resource.attrEffectiveDurability;
  }

  /** @internal */
  public get _facts() {
    return { ...super._facts, hasUsers: this.userGroup !== undefined, isDurable: this.isDurable };
  }

  /**
   * Enables auto scaling of the number of shards.
   *
   * Cluster mode must be enabled. The engine must be Valkey, or Redis OSS 6.0 or later. The node type must support auto
   * scaling. Nodes with data tiering require Valkey, or Redis OSS 7.0.7 or later. Members of a global datastore do not
   * support auto scaling.
   *
   * @param props the minimum and maximum number of shards, from 1 to 250
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
   */
  public autoScaleShards(props: appscaling.EnableScalingProps): ShardScaling {
    return ShardScaling._of(this, props);
  }

  /**
   * Enables auto scaling of the number of replicas per shard.
   *
   * Cluster mode must be enabled. The engine must be Valkey, or Redis OSS 6.0 or later. The node type must support auto
   * scaling. Nodes with data tiering require Valkey, or Redis OSS 7.0.7 or later. Members of a global datastore do not
   * support auto scaling.
   *
   * @param props the minimum and maximum number of replicas per shard, from 1 to 5
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
   */
  public autoScaleReplicas(props: appscaling.EnableScalingProps): ReplicaScaling {
    return ReplicaScaling._of(this, props);
  }

  /**
   * Adds a scheduled rotation of the AUTH token in the replication group and in the secret.
   *
   * Each rotation adds the new token with the strategy ROTATE, so the current token stays valid until the next
   * rotation. The next rotation starts with the strategy SET, which invalidates the older token. Clients can always
   * authenticate if they read the secret again at least once between two rotations.
   *
   * @param options the schedule and the function of the rotation
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
   */
  public addAuthTokenRotation(options: CacheSecretRotationOptions = {}): CacheSecretRotation {
    if (!this.authTokenSecret) {
      return throwMethodErrors(this, 'addAuthTokenRotation', [
        "'addAuthTokenRotation' requires an AUTH token in a secret. Set 'authentication' to Authentication.generatedAuthToken() or Authentication.authToken(), " +
          'or call PasswordUser.addRotation() for users of a user group.',
      ]);
    }
    return CacheSecretRotation._of(
      this,
      'addAuthTokenRotation',
      {
        secret: this.authTokenSecret,
        field: this.tokenField,
        id: this.replicationGroupId,
        arn: this.replicationGroupArn,
        type: 'AWS::ElastiCache::ReplicationGroup',
        code: AUTH_TOKEN_ROTATION_CODE,
        actions: ['elasticache:DescribeReplicationGroups', 'elasticache:ModifyReplicationGroup'],
        description: `Rotates the AUTH token of the ElastiCache replication group ${this.node.path}`,
      },
      options,
    );
  }

  /** Renders the properties that depend only on props. */
  private renderProps(props: ResolvedProps) {
    const layout = props.clusterMode?._render();
    const engine = props.engineVersion?._render();
    return {
      atRestEncryptionEnabled: ['atRestEncryption', props.atRestEncryption],
      automaticFailoverEnabled: ['automaticFailover', props.automaticFailover],
      autoMinorVersionUpgrade: ['autoMinorVersionUpgrade', props.autoMinorVersionUpgrade],
      cacheNodeType: ['nodeType', props.nodeType.cacheNodeType],
      clusterMode: ['clusterMode', layout?.clusterMode],
      dataTieringEnabled: [
        props.dataTiering === undefined ? 'nodeType' : 'dataTiering',
        props.dataTiering ?? (props.nodeType.supportsDataTiering || undefined),
      ],
      durability: ['durability', props.durability?.value],
      engine: ['engineVersion', engine?.engine],
      engineVersion: ['engineVersion', engine?.engineVersion],
      ipDiscovery: ['ipDiscovery', props.ipDiscovery],
      kmsKeyId: [getKeyProp(props.kmsKeyIdentifier), renderKeyIdentifier(this, props.kmsKey, props.kmsKeyIdentifier)],
      multiAzEnabled: ['multiAz', props.multiAz],
      networkType: ['networkType', props.networkType],
      nodeGroupConfiguration: ['clusterMode', layout?.nodeGroupConfiguration],
      notificationTopicArn: ['notificationTopic', props.notificationTopic?.topicRef.topicArn],
      numCacheClusters: ['clusterMode.replicaCount', layout?.numCacheClusters],
      numNodeGroups: ['clusterMode.shardCount', layout?.numNodeGroups],
      port: ['port', props.port],
      preferredCacheClusterAZs: ['clusterMode.availabilityZones', layout?.preferredCacheClusterAZs],
      preferredMaintenanceWindow: ['maintenanceWindow', props.maintenanceWindow?._render()],
      replicasPerNodeGroup: [getReplicaProp(props.clusterMode), layout?.replicasPerNodeGroup],
      replicationGroupDescription: ['description', props.description ?? this.node.path],
      snapshotRetentionLimit: ['snapshotRetention', props.retentionDays.value],
      snapshotWindow: ['snapshotWindow', props.snapshotWindow?._render()],
      transitEncryptionEnabled: [
        'transitEncryption',
        props.transitEncryption && props.transitEncryption !== TransitEncryption.DISABLED,
      ],
      transitEncryptionMode: ['transitEncryption', renderTransitEncryptionMode(props)],
    } satisfies PropertyTable<CfnReplicationGroupProps, ReplicationGroupProps>;
  }

  private attachCredentials({ authentication }: ResolvedProps, credentials: Credentials): void {
    const { userGroup } = credentials;
    if (UserGroup.isUserGroup(userGroup)) {
      userGroup._attachToCache(this, 'authentication');
    }
    this._attachAuthToken(credentials);
    if (!authentication) {
      addConstructWarning(
        this,
        'ReplicationGroup.AuthenticationMissing',
        "'authentication' is missing, so any client with network access has full access to the data. Set 'authentication' to Authentication.userGroup(), or to Authentication.none() to suppress this warning.",
      );
    }
  }
}

/** The props with their defaults. An adopted replication group has no defaults. */
interface ResolvedProps extends ReplicationGroupProps {
  readonly retentionDays: Rendered<number | undefined>;
  readonly removalPolicy: RemovalPolicy;
}

function resolveDefaults(props: ReplicationGroupProps): ResolvedProps {
  if (props.adopted) {
    const { snapshotRetention } = props;
    return {
      ...props,
      // The policy that CloudFormation applies without one. The AWS CDK requires a policy.
      removalPolicy: props.removalPolicy ?? RemovalPolicy.DESTROY,
      retentionDays: snapshotRetention
        ? renderDays('snapshotRetention', snapshotRetention)
        : { value: undefined, errors: [] },
    };
  }

  const engineVersion = props.engineVersion ?? DEFAULT_ENGINE_VERSION;
  const clusterMode = props.clusterMode ?? ClusterMode.disabled();
  const hasReplicas = clusterMode._minReplicaCount !== 0;
  const automaticFailover = props.automaticFailover ?? (hasReplicas || clusterMode.isClusterEnabled);
  return {
    ...props,
    engineVersion,
    clusterMode,
    automaticFailover,
    multiAz: props.multiAz ?? (hasReplicas && automaticFailover),
    port: props.port ?? engineVersion.port ?? PORTS.valkey.primary,
    transitEncryption: props.transitEncryption ?? TransitEncryption.REQUIRED,
    atRestEncryption: props.atRestEncryption ?? true,
    retentionDays: renderDays('snapshotRetention', props.snapshotRetention ?? DEFAULT_SNAPSHOT_RETENTION),
    autoMinorVersionUpgrade: props.autoMinorVersionUpgrade ?? true,
    removalPolicy: props.removalPolicy ?? RemovalPolicy.SNAPSHOT,
  };
}

function validatePropTypes(className: string, scope: Construct, id: string, props: ReplicationGroupProps): void {
  validateRequiredProps(
    className,
    scope,
    id,
    props,
    { ...(props?.adopted ? {} : { vpc: 'IVpc' }), nodeType: 'NodeType' },
    { kmsKeyIdentifier: 'KmsKeyIdentifier' },
  );
}

/**
 * Throws an error if a group without `adopted` has automatic failover, but no number of replicas in its template. The
 * errors of rules would name the number of replicas, which is specified.
 */
function validateTemplateProperties(scope: Construct, props: ReplicationGroupProps): void {
  const { adopted, clusterMode, automaticFailover } = props;
  const needsReplicas = clusterMode?._minReplicaCount !== 0 && automaticFailover !== false;
  if (!adopted && clusterMode?._omitsReplicaCount && needsReplicas) {
    throwValidationErrors(scope, [
      "'clusterMode.templateProperties' must contain the number of replicas unless 'adopted' is true. Add ClusterModeTemplateProperty.REPLICAS_PER_NODE_GROUP or NUM_CACHE_CLUSTERS.",
    ]);
  }
}

/** Returns the path of the option that sets the number of replicas. */
function getReplicaProp(mode: ClusterMode | undefined): 'clusterMode.replicasPerShard' | 'clusterMode.replicaCount' {
  return mode?.name === 'enabled' ? 'clusterMode.replicasPerShard' : 'clusterMode.replicaCount';
}

/**
 * Renders the mode. Versions that cannot change the mode reject the property, so it is omitted for them. PREFERRED is
 * always rendered, so that rules report versions that do not support it.
 */
function renderTransitEncryptionMode(props: ResolvedProps): TransitEncryption | undefined {
  const { transitEncryption, engineVersion, adopted } = props;
  switch (transitEncryption) {
    case undefined:
    case TransitEncryption.DISABLED:
      return undefined;
    case TransitEncryption.PREFERRED:
      return transitEncryption;
    default:
      // ElastiCache uses this mode without the property, which existing replication groups often lack.
      return adopted || engineVersion?.supportsTransitEncryptionChange === false ? undefined : transitEncryption;
  }
}
