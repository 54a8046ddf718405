import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type {
  CfnReplicationGroup,
  IReplicationGroupRef,
  IUserRef,
  ReplicationGroupReference,
} from 'aws-cdk-lib/aws-elasticache';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { IResource } from 'aws-cdk-lib/core';
import { Duration, Resource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { ClusterMode } from '../capacity';
import type { CacheConnection, ConnectOptions } from '../connection';
import { requireUserGroup } from '../connection/connect';
import type { LoginSecret } from '../connection/login';
import type { EngineVersion, NodeType } from '../engine';
import type {
  IMonitoredCache,
  NodeMetric,
  ReplicationGroupAlarmsOptions,
  ReplicationGroupAlarmsProps,
} from '../monitoring';
import { CacheWidgets, RecommendedAlarms, ReplicationGroupMetrics } from '../monitoring';
import { Endpoint, TransitEncryption } from '../network';
import type { Credentials } from './authentication';
import type { ClientAttributes } from './client-attributes';
import { describeClusterMode } from './client-attributes';
import { ReplicationGroupConnector } from './replication-group-connector';
import { ReplicationGroupGrants } from './replication-group-grants';
import { describeSizeProp } from '../monitoring/monitored-nodes';
import { createConnections } from '../network/create-connections';
import { arnComponents } from '../private/arns';
import { throwGetterErrors, throwMethodErrors } from '../private/errors';
import { generateCrossEnvironmentName, resolveStoredName } from '../private/names';
import { LIMITS } from '../service-data/limits';
import type { IUser, IUserGroup } from '../user';
import { SecretEndpointAttachment } from '../user/secret-endpoint-attachment';
import { requireIamUser } from '../user/user-grants';

/** The default retention, as in aws-rds. It also applies to secondaries, because they can replace the primary. */
export const DEFAULT_SNAPSHOT_RETENTION = Duration.days(1);

/** The kinds of endpoints that a replication group can have. */
export type EndpointKind = 'primary' | 'reader' | 'configuration';

/** A replication group, created in the app or imported. */
export interface IReplicationGroup extends IResource, ec2.IConnectable, IReplicationGroupRef, IMonitoredCache {
  /**
   * The id of the replication group, in lowercase as ElastiCache stores it.
   *
   * Clients need it for IAM authentication tokens.
   *
   * @attribute
   */
  readonly replicationGroupId: string;

  /**
   * The ARN of the replication group.
   *
   * @attribute
   */
  readonly replicationGroupArn: string;

  /**
   * The engine version.
   *
   * Not set for imported replication groups without this attribute, or for secondaries of a global datastore that is
   * imported without a `referenceMember`.
   */
  readonly engineVersion?: EngineVersion;

  /**
   * The node type.
   *
   * Not set for imported replication groups without this attribute, or for secondaries of a global datastore that is
   * imported without a `referenceMember`.
   */
  readonly nodeType?: NodeType;

  /**
   * The cluster mode, the number of shards, and the number of replicas.
   *
   * Not set for imported replication groups without this attribute, or for secondaries of a global datastore that is
   * imported without a `referenceMember`.
   */
  readonly clusterMode?: ClusterMode;

  /** The VPC of the nodes. Not set for imported replication groups without this attribute. */
  readonly vpc?: ec2.IVpc;

  /** The security groups of the nodes. Not set for imported replication groups without this attribute. */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /** The port of all endpoints. */
  readonly port: number;

  /**
   * Whether clients must use TLS to connect.
   *
   * Not set for imported replication groups without this attribute, or for secondaries of a global datastore that is
   * imported without a `referenceMember`.
   */
  readonly transitEncryption?: TransitEncryption;

  /**
   * The user group whose users can log in.
   *
   * Not set for replication groups without a user group, or for imported replication groups without this attribute.
   */
  readonly userGroup?: IUserGroup;

  /**
   * The secret that contains the AUTH token.
   *
   * Not set for replication groups without an AUTH token, or for imported replication groups without this attribute.
   */
  readonly authTokenSecret?: secretsmanager.ISecret;

  /**
   * The key for encryption at rest.
   *
   * Not set for replication groups with an AWS owned key or without encryption at rest, or for imported replication
   * groups without this attribute.
   */
  readonly kmsKey?: kms.IKey;

  /**
   * The endpoint to which clients connect: the configuration endpoint if cluster mode is enabled, otherwise the primary
   * endpoint.
   *
   * Throws an error if the replication group was imported without the address of this endpoint.
   */
  readonly endpoint: Endpoint;

  /**
   * The endpoint for reads and writes by clients that do not use the cluster protocol.
   *
   * A secondary of a global datastore accepts only reads.
   *
   * Throws an error if cluster mode is enabled, or if the replication group was imported without the address of this
   * endpoint.
   */
  readonly primaryEndpoint: Endpoint;

  /**
   * The endpoint for reads from replicas by clients that do not use the cluster protocol.
   *
   * Throws an error if cluster mode is enabled, or if the replication group was imported without the address of this
   * endpoint.
   */
  readonly readerEndpoint: Endpoint;

  /**
   * The endpoint through which clients that use the cluster protocol discover the nodes.
   *
   * Throws an error if cluster mode is disabled, or if the replication group was imported without the address of this
   * endpoint.
   */
  readonly configurationEndpoint: Endpoint;

  /**
   * The ids of the nodes in the order of the shards.
   *
   * Throws an error if the cluster mode is unknown, or if the number of shards or the number of replicas is a token.
   */
  readonly memberClusterIds: string[];

  /** Grants for this replication group. */
  readonly grants: ReplicationGroupGrants;

  /** The metrics that the nodes publish, with one method per metric. */
  readonly metrics: ReplicationGroupMetrics;

  /**
   * Grants the given identity permission to connect to the replication group, and to log in as the given user.
   *
   * The user must use IAM authentication. If no user is specified, only the permissions on the replication group are
   * granted.
   *
   * Actions on the replication group: `elasticache:Connect`, `elasticache:DescribeReplicationGroups`
   *
   * Actions on the user: `elasticache:Connect`
   *
   * @param grantee the identity that receives the permissions
   * @param user the user that the identity logs in as, which can be an L1 construct
   */
  grantConnect(grantee: iam.IGrantable, user?: IUserRef): iam.Grant;

  /**
   * Grants the given identity custom permissions on the replication group.
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:TestFailover`
   */
  grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant;

  /**
   * Connects a client to the replication group, with the AUTH token or without authentication. The replication group
   * must not have users.
   *
   * Adds security group rules, grants permission to read the AUTH token, and sets environment variables.
   *
   * @param target the client: a Lambda function, an Amazon ECS container, task definition, or service, an Amazon EC2
   * instance, or any construct that implements `IGrantable` and `IConnectable`
   * @param options the options of the connection, such as the prefix of the environment variables
   */
  connect(target: IConstruct, options?: ConnectOptions): CacheConnection;

  /**
   * Connects a client to the replication group as the given user.
   *
   * Adds security group rules, grants the permissions to log in, and sets environment variables.
   *
   * @param user the user that the client logs in as, which must be in the user group of the replication group
   * @param target the client: a Lambda function, an Amazon ECS container, task definition, or service, an Amazon EC2
   * instance, or any construct that implements `IGrantable` and `IConnectable`
   * @param options the options of the connection, such as the prefix of the environment variables
   */
  connectAs(user: IUser, target: IConstruct, options?: ConnectOptions): CacheConnection;

  /**
   * Creates the alarms that AWS recommends for the replication group.
   *
   * @param options the actions of the alarms, and settings that override the recommended settings
   */
  addRecommendedAlarms(options?: ReplicationGroupAlarmsOptions): RecommendedAlarms;

  /**
   * Returns the metric with the given CloudWatch name, across all nodes.
   *
   * To select a shard or a node, call `forShard` or `forNode` on the metric.
   *
   * @param metricName the name of the metric in the namespace AWS/ElastiCache
   * @param props metric options. By default, the metric has its recommended statistic and a period of 5 minutes.
   */
  metric(metricName: string, props?: cloudwatch.MetricOptions): NodeMetric;
}

type MemberProperties = Pick<IReplicationGroup, 'engineVersion' | 'nodeType' | 'clusterMode'>;
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The properties that a global datastore changes in all of its members. */
export interface MemberChanges {
  readonly engineVersion?: EngineVersion;
  readonly nodeType?: NodeType;
  readonly shardCount?: number;
}

export type MemberChange = keyof MemberChanges;

/** The changes that affect metrics, alarms, and widgets of nodes. */
const MONITORED_CHANGES: readonly MemberChange[] = ['engineVersion', 'nodeType', 'shardCount'];

/**
 * The base class of created and imported replication groups.
 *
 * @internal
 */
export abstract class ReplicationGroupBase extends Resource implements IReplicationGroup {
  public abstract readonly replicationGroupId: string;
  public abstract readonly replicationGroupArn: string;
  public abstract readonly engineVersion?: EngineVersion;
  public abstract readonly nodeType?: NodeType;
  public abstract readonly clusterMode?: ClusterMode;
  public abstract readonly vpc?: ec2.IVpc;
  public abstract readonly securityGroups?: ec2.ISecurityGroup[];
  public abstract readonly port: number;
  public abstract readonly transitEncryption?: TransitEncryption;
  public abstract readonly userGroup?: IUserGroup;
  public abstract readonly authTokenSecret?: secretsmanager.ISecret;
  public abstract readonly kmsKey?: kms.IKey;

  /** The network connections of the replication group. */
  public abstract readonly connections: ec2.Connections;

  /**
   * Whether clients need an AUTH token. Undefined if it is unknown.
   *
   * @internal
   */
  protected abstract readonly _usesAuthToken?: boolean;

  /**
   * The secret and the field with the AUTH token. Undefined without an AUTH token, or if it is not in a secret.
   *
   * @internal
   */
  protected abstract readonly _authTokenSecret?: LoginSecret;

  /**
   * Suggests how to specify the TLS mode, for the case that it is unknown.
   *
   * @internal
   */
  protected abstract readonly _transitEncryptionFix: string;

  /** The changes of a global datastore that existing metrics, alarms, widgets, or ids would not contain. */
  private readonly usedProps = new Set<MemberChange>();

  /** Grants for this replication group. */
  public get grants(): ReplicationGroupGrants {
    return ReplicationGroupGrants.fromReplicationGroup(this);
  }

  /** The metrics that the nodes publish, with one method per metric. */
  public get metrics(): ReplicationGroupMetrics {
    return ReplicationGroupMetrics.fromReplicationGroup(this);
  }

  /** The CloudWatch widgets of the replication group, for custom dashboards. */
  public get widgets(): CacheWidgets {
    return CacheWidgets.fromReplicationGroup(this);
  }

  /** A reference to this replication group. */
  public get replicationGroupRef(): ReplicationGroupReference {
    return { replicationGroupId: this.replicationGroupId };
  }

  public get endpoint(): Endpoint {
    return this._getEndpoint(this._defaultEndpointKind, 'endpoint');
  }

  public get primaryEndpoint(): Endpoint {
    this._validateNodeEndpoint('primaryEndpoint');
    return this._getEndpoint('primary', 'primaryEndpoint');
  }

  public get readerEndpoint(): Endpoint {
    this._validateNodeEndpoint('readerEndpoint');
    return this._getEndpoint('reader', 'readerEndpoint');
  }

  public get configurationEndpoint(): Endpoint {
    this._validateConfigurationEndpoint('configurationEndpoint');
    return this._getEndpoint('configuration', 'configurationEndpoint');
  }

  public get memberClusterIds(): string[] {
    this.usedProps.add('shardCount');
    return (
      this.clusterMode?._memberClusterIds(this.replicationGroupId)?.flat() ??
      throwGetterErrors(this, 'memberClusterIds', [
        this.clusterMode
          ? `'memberClusterIds' requires numbers of shards and replicas that are resolved at synthesis, but got tokens. ${describeSizeProp(this.clusterMode._sizeProp)}`
          : "'memberClusterIds' is unknown, because the cluster mode is not specified. Specify 'clusterMode' in fromReplicationGroupAttributes or fromLookup. " +
            "For a secondary, specify 'referenceMember' in fromGlobalReplicationGroupAttributes.",
      ])
    );
  }

  /**
   * Grants the given identity permission to connect to the replication group, and to log in as the given user.
   *
   * The user must use IAM authentication. If no user is specified, only the permissions on the replication group are
   * granted.
   *
   * Actions on the replication group: `elasticache:Connect`, `elasticache:DescribeReplicationGroups`
   *
   * Actions on the user: `elasticache:Connect`
   *
   * [disable-awslint:no-grants]
   *
   * @param grantee the identity that receives the permissions
   * @param user the user that the identity logs in as, which can be an L1 construct
   */
  public grantConnect(grantee: iam.IGrantable, user?: IUserRef): iam.Grant {
    if (user) {
      requireIamUser(user, (errors) => throwMethodErrors(this, 'grantConnect', errors));
    }
    return this.grants.connect(grantee, user);
  }

  /**
   * Grants the given identity custom permissions on the replication group.
   *
   * [disable-awslint:no-grants]
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:TestFailover`
   */
  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return this.grants.actions(grantee, actions);
  }

  /**
   * Connects a client to the replication group, with the AUTH token or without authentication. The replication group
   * must not have users.
   *
   * Adds rules to the security groups of the client and the replication group. Grants the client permission to read the
   * secret with the AUTH token.
   *
   * Sets environment variables with the connection settings on Lambda functions and Amazon ECS containers, such as
   * `CACHE_HOST` and `CACHE_TLS`. With an AUTH token, `CACHE_AUTH` is `password`, `CACHE_SECRET_ARN` is the ARN of the
   * secret, and `CACHE_SECRET_FIELD` is the field with the token. Containers also get the token in `CACHE_PASSWORD`.
   * Without authentication, `CACHE_AUTH` is `none`. It is not set for L1 constructs whose user group or AUTH token is
   * unknown, unless you set `secret`.
   *
   * Throws an error for replication groups with a user group. Use `connectAs` for them. For an AUTH token that is not
   * in a secret, set `secret`.
   *
   * @param target the client: a Lambda function, an Amazon ECS container, task definition, or service, an Amazon EC2
   * instance, or any construct that implements `IGrantable` and `IConnectable`
   * @param options the options of the connection, such as the prefix of the environment variables
   */
  public connect(target: IConstruct, options: ConnectOptions = {}): CacheConnection {
    return this.createConnector().connect(target, options);
  }

  /**
   * Connects a client to the replication group as the given user.
   *
   * Adds rules to the security groups of the client and the replication group. Grants the client permission to log in
   * as a user with IAM authentication, or to read the secret of a user with a password.
   *
   * Sets environment variables with the connection settings on Lambda functions and Amazon ECS containers, such as
   * `CACHE_HOST` and `CACHE_USER`. The value of `CACHE_AUTH` is iam, password, or none. If the user has a password,
   * `CACHE_SECRET_ARN` is the ARN of the secret. Containers also get the password in `CACHE_PASSWORD`.
   *
   * @param user the user that the client logs in as, which must be in the user group of the replication group
   * @param target the client: a Lambda function, an Amazon ECS container, task definition, or service, an Amazon EC2
   * instance, or any construct that implements `IGrantable` and `IConnectable`
   * @param options the options of the connection, such as the prefix of the environment variables
   */
  public connectAs(user: IUser, target: IConstruct, options: ConnectOptions = {}): CacheConnection {
    const connection = this.createConnector().connectAs(user, target, options);
    requireUserGroup(this, user);
    return connection;
  }

  /**
   * Creates the alarms that AWS recommends for the replication group.
   *
   * The thresholds depend on the node type. Each alarm monitors at most ten nodes, or five nodes for
   * `swapUsage`. The description of each alarm explains how to respond.
   *
   * @param options the actions of the alarms, and settings that override the recommended settings
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
   */
  public addRecommendedAlarms(options: ReplicationGroupAlarmsOptions = {}): RecommendedAlarms {
    return RecommendedAlarms.forReplicationGroup(this, 'RecommendedAlarms', this, options);
  }

  /**
   * Returns the metric with the given CloudWatch name, across all nodes.
   *
   * To select a shard or a node, call `forShard` or `forNode` on the metric.
   *
   * `metrics` has a method for each metric that ElastiCache publishes.
   *
   * @param metricName the name of the metric in the namespace AWS/ElastiCache
   * @param props metric options. By default, the metric has its recommended statistic and a period of 5 minutes.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
   */
  public metric(metricName: string, props?: cloudwatch.MetricOptions): NodeMetric {
    return this.metrics.metric(metricName, props);
  }

  /**
   * The attributes that metrics and alarms use.
   *
   * @internal
   */
  public get _facts(): ReplicationGroupAlarmsProps {
    const { engineVersion, nodeType, clusterMode } = this;
    return { engineVersion, nodeType, clusterMode, hasUsers: this.userGroup ? true : undefined };
  }

  /**
   * Applies the properties that a global datastore changes in all of its members.
   *
   * @returns the changes that existing metrics, alarms, widgets, and member cluster ids do not consider
   * @internal
   */
  public _changeMember({ engineVersion, nodeType, shardCount }: MemberChanges): MemberChange[] {
    const changedProps: MemberChange[] = [];
    const group: Mutable<MemberProperties> = this;
    if (engineVersion && String(engineVersion) !== String(this.engineVersion)) {
      group.engineVersion = engineVersion;
      changedProps.push('engineVersion');
    }
    if (nodeType && nodeType.cacheNodeType !== this.nodeType?.cacheNodeType) {
      group.nodeType = nodeType;
      changedProps.push('nodeType');
    }
    if (this.clusterMode && shardCount !== undefined && shardCount !== this.clusterMode.shardCount) {
      group.clusterMode = this.clusterMode._withShardCount(shardCount);
      changedProps.push('shardCount');
    }
    return changedProps.filter((prop) => this.usedProps.has(prop));
  }

  /**
   * Records that metrics, alarms, or widgets use the properties of the nodes.
   *
   * @internal
   */
  public _recordMonitoring(): void {
    MONITORED_CHANGES.forEach((prop) => this.usedProps.add(prop));
  }

  /**
   * The values that determine how clients connect.
   *
   * @internal
   */
  public get _clientAttributes(): ClientAttributes {
    return {
      // Without a known cluster mode, the endpoints that an import specifies determine the protocol.
      usesClusterProtocol: this._defaultEndpointKind === 'configuration',
      ...describeClusterMode(this._clusterModeName),
      transitEncryption: this.transitEncryption,
      userGroup: this.userGroup,
      usesAuthToken: this._usesAuthToken,
      authTokenSecret: this._authTokenSecret,
    };
  }

  /**
   * The name of the cluster mode. It can be known even if the numbers of shards and replicas are unknown.
   *
   * @internal
   */
  protected get _clusterModeName(): string | undefined {
    return this.clusterMode?.name;
  }

  private createConnector(): ReplicationGroupConnector {
    const mode = this._clusterModeName;
    return ReplicationGroupConnector._of(
      this,
      {
        ...this._clientAttributes,
        endpoint: this.endpoint,
        readerEndpoint: mode === undefined || mode === 'enabled' ? undefined : this._findReaderEndpoint(),
        transitEncryptionFix: this._transitEncryptionFix,
      },
      this.connections,
    );
  }

  /**
   * Returns the endpoint of a kind. Callers make sure that it exists in the cluster mode, if the cluster mode is set.
   *
   * @internal
   */
  protected abstract _getEndpoint(kind: EndpointKind, getter: string): Endpoint;

  /**
   * Returns the reader endpoint. Undefined if it is unknown. Callers make sure that it exists in the cluster mode.
   *
   * @internal
   */
  protected _findReaderEndpoint(): Endpoint | undefined {
    return this.readerEndpoint;
  }

  /**
   * The kind of the endpoint that `endpoint` returns: configuration if cluster mode is enabled, otherwise primary.
   *
   * @internal
   */
  protected get _defaultEndpointKind(): EndpointKind {
    return this._clusterModeName === 'enabled' ? 'configuration' : 'primary';
  }

  /**
   * Throws an error if cluster mode is disabled, because there is no configuration endpoint.
   *
   * @internal
   */
  protected _validateConfigurationEndpoint(getter: string): void {
    if (this._clusterModeName === 'disabled') {
      throwGetterErrors(this, getter, [
        `'${getter}' requires cluster mode compatible or enabled, but got ${this.clusterMode ?? 'cluster mode disabled'}. Use 'primaryEndpoint', or 'endpoint', ` +
          'which is available in every cluster mode.',
      ]);
    }
  }

  /**
   * Throws an error if cluster mode is enabled, because there are no primary and reader endpoints.
   *
   * @internal
   */
  protected _validateNodeEndpoint(getter: string): void {
    if (this._clusterModeName === 'enabled') {
      throwGetterErrors(this, getter, [
        `'${getter}' requires cluster mode disabled or compatible, but got ${this.clusterMode ?? 'cluster mode enabled'}. Use 'configurationEndpoint', or 'endpoint', ` +
          'which is available in every cluster mode.',
      ]);
    }
  }
}

/**
 * The base class of replication groups that are created in the app. Their ids, ARNs, and endpoints are references to
 * the CloudFormation resource.
 *
 * @internal
 */
export abstract class CreatedReplicationGroup extends ReplicationGroupBase {
  /** @internal */
  protected _resource!: CfnReplicationGroup;
  /** @internal */
  protected readonly _transitEncryptionFix: string = "Set 'transitEncryption'";
  /** @internal */
  protected _usesAuthToken = false;
  /** @internal */
  protected _authTokenSecret?: LoginSecret;
  private cachedConnections?: ec2.Connections;
  private cachedName?: string;
  private cachedArn?: string;

  /**
   * The network connections of the nodes. Has no effect for adopted replication groups without `securityGroups`.
   *
   * Rules for clients in another stack are created in the stack of the client, unless the replication group already
   * refers to resources in that stack. Existing rules stay in their stack if such a reference is added later.
   */
  public get connections(): ec2.Connections {
    this.cachedConnections ??= createConnections(this, 'ReplicationGroup', {
      securityGroups: this.securityGroups,
      defaultPort: ec2.Port.tcp(this.port),
    });
    return this.cachedConnections;
  }

  public get replicationGroupId(): string {
    return (this.cachedName ??= resolveStoredName(this.physicalName, () =>
      this.getResourceNameAttribute(this._resource.ref),
    ));
  }

  public get replicationGroupArn(): string {
    // CloudFormation has no attribute for the ARN.
    return (this.cachedArn ??= this.getResourceArnAttribute(
      this.stack.formatArn(arnComponents('replicationgroup', this.replicationGroupId)),
      arnComponents('replicationgroup', this.physicalName),
    ));
  }

  /**
   * The host name of the primary endpoint.
   *
   * Throws an error if cluster mode is enabled.
   *
   * @attribute
   */
  public get replicationGroupPrimaryEndPointAddress(): string {
    this._validateNodeEndpoint('replicationGroupPrimaryEndPointAddress');
    return this._resource.attrPrimaryEndPointAddress;
  }

  /**
   * The port of the primary endpoint.
   *
   * Throws an error if cluster mode is enabled.
   *
   * @attribute
   */
  public get replicationGroupPrimaryEndPointPort(): string {
    this._validateNodeEndpoint('replicationGroupPrimaryEndPointPort');
    return this._resource.attrPrimaryEndPointPort;
  }

  /**
   * The host name of the reader endpoint.
   *
   * Throws an error if cluster mode is enabled.
   *
   * @attribute
   */
  public get replicationGroupReaderEndPointAddress(): string {
    this._validateNodeEndpoint('replicationGroupReaderEndPointAddress');
    return this._resource.attrReaderEndPointAddress;
  }

  /**
   * The port of the reader endpoint.
   *
   * Throws an error if cluster mode is enabled.
   *
   * @attribute
   */
  public get replicationGroupReaderEndPointPort(): string {
    this._validateNodeEndpoint('replicationGroupReaderEndPointPort');
    return this._resource.attrReaderEndPointPort;
  }

  /**
   * The host name of the configuration endpoint.
   *
   * Throws an error if cluster mode is disabled.
   *
   * @attribute
   */
  public get replicationGroupConfigurationEndPointAddress(): string {
    this._validateConfigurationEndpoint('replicationGroupConfigurationEndPointAddress');
    return this._resource.attrConfigurationEndPointAddress;
  }

  /**
   * The port of the configuration endpoint.
   *
   * Throws an error if cluster mode is disabled.
   *
   * @attribute
   */
  public get replicationGroupConfigurationEndPointPort(): string {
    this._validateConfigurationEndpoint('replicationGroupConfigurationEndPointPort');
    return this._resource.attrConfigurationEndPointPort;
  }

  /**
   * The host names of the nodes, as a string with a JSON array. Use them to read from individual nodes.
   *
   * Throws an error if cluster mode is enabled.
   *
   * @attribute
   */
  public get replicationGroupReadEndPointAddresses(): string {
    this._validateNodeEndpoint('replicationGroupReadEndPointAddresses');
    return this._resource.attrReadEndPointAddresses;
  }

  /**
   * The ports of the nodes, as a string with a JSON array, in the order of the host names in
   * `replicationGroupReadEndPointAddresses`.
   *
   * Throws an error if cluster mode is enabled.
   *
   * @attribute
   */
  public get replicationGroupReadEndPointPorts(): string {
    this._validateNodeEndpoint('replicationGroupReadEndPointPorts');
    return this._resource.attrReadEndPointPorts;
  }

  /** Generates the id for references from other accounts and Regions. */
  protected generatePhysicalName(): string {
    const { maxLength } = LIMITS.replicationGroupId;
    return generateCrossEnvironmentName(this, { prop: 'replicationGroupId', maxLength });
  }

  /**
   * Exposes the AUTH token to clients, and adds the endpoint to a generated secret.
   *
   * @internal
   */
  protected _attachAuthToken({ authToken, secret, tokenField, generatedSecret }: Credentials): void {
    const endpointAttachment = generatedSecret && new SecretEndpointAttachment(this, generatedSecret);
    this._usesAuthToken = authToken !== undefined;
    this._authTokenSecret = secret && { secret, field: tokenField, endpointAttachment };
    endpointAttachment?.attach(this);
  }

  /** @internal */
  protected _getEndpoint(kind: EndpointKind): Endpoint {
    const resource = this._resource;
    const address = {
      primary: () => resource.attrPrimaryEndPointAddress,
      reader: () => resource.attrReaderEndPointAddress,
      configuration: () => resource.attrConfigurationEndPointAddress,
    }[kind]();
    return new Endpoint(address, this.port);
  }
}
