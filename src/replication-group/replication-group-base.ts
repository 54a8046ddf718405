import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
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
import { ClusterMode } from '../capacity';
import type { CacheConnection, ConnectOptions } from '../connection';
import { requireUserGroup } from '../connection/cache-connection';
import type { EngineVersion, NodeType } from '../engine';
import type {
  IMonitoredCache,
  NodeMetric,
  ReplicationGroupAlarmsOptions,
  ReplicationGroupAlarmsProps,
} from '../monitoring';
import { CacheWidgets, RecommendedAlarms, ReplicationGroupMetrics } from '../monitoring';
import { Endpoint, TransitEncryption } from '../network';
import type { ReplicationGroupConnectorOptions } from './replication-group-connector';
import { ReplicationGroupConnector } from './replication-group-connector';
import { ReplicationGroupGrants } from './replication-group-grants';
import { arnComponents } from '../private/arns';
import { throwGetterErrors, throwMethodErrors } from '../private/errors';
import { generateCrossEnvironmentName } from '../private/names';
import { LIMITS } from '../service-data/limits';
import type { IUser, IUserGroup } from '../user';
import { requireIamUser } from '../user/user-grants';

/** The retention of aws-rds. It applies to secondaries, too, which can replace the primary. */
export const DEFAULT_SNAPSHOT_RETENTION = Duration.days(1);

/** The kinds of endpoints that a replication group can have. */
export type EndpointKind = 'primary' | 'reader' | 'configuration';

/** A replication group, created here or imported. */
export interface IReplicationGroup extends IResource, ec2.IConnectable, IReplicationGroupRef, IMonitoredCache {
  /**
   * The group's id, in lower case as ElastiCache stores it: for IAM tokens and clients.
   *
   * @attribute
   */
  readonly replicationGroupId: string;

  /**
   * The group's ARN.
   *
   * @attribute
   */
  readonly replicationGroupArn: string;

  /** The engine with its version; unknown for some imports. */
  readonly engineVersion?: EngineVersion;

  /** The type of the nodes; unknown for some imports. */
  readonly nodeType?: NodeType;

  /** The cluster mode, with the number of shards and replicas; unknown for some imports. */
  readonly clusterMode?: ClusterMode;

  /** The VPC in which the nodes stand; unknown for some imports. */
  readonly vpc?: ec2.IVpc;

  /** The security groups of the nodes; unknown for some imports. */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /** The port of all endpoints. */
  readonly port: number;

  /** Whether clients talk TLS; unknown for some imports. */
  readonly transitEncryption?: TransitEncryption;

  /** The users that may log in; undefined when there are none, and for some imports. */
  readonly userGroup?: IUserGroup;

  /** The secret that holds the AUTH token; undefined when there is none, and for some imports. */
  readonly authTokenSecret?: secretsmanager.ISecret;

  /** The key that encrypts the group at rest; undefined for a key that AWS owns, and for some imports. */
  readonly kmsKey?: kms.IKey;

  /**
   * The endpoint that is right for the group: the configuration endpoint with cluster mode enabled, else the primary
   * endpoint, which with cluster mode compatible serves clients of both kinds.
   */
  readonly endpoint: Endpoint;

  /** Where clients read and write without the cluster protocol. With cluster mode enabled there is none: it throws. */
  readonly primaryEndpoint: Endpoint;

  /**
   * Where clients read from replicas without the cluster protocol. With cluster mode enabled there is none: it throws.
   */
  readonly readerEndpoint: Endpoint;

  /**
   * Where clients that speak the cluster protocol learn of the nodes. With cluster mode disabled there is none: it
   * throws.
   */
  readonly configurationEndpoint: Endpoint;

  /**
   * The ids of the nodes, shard by shard; it throws while the cluster mode is unknown, or its numbers are known at
   * deployment only.
   */
  readonly memberClusterIds: string[];

  /** Grants for this group. */
  readonly grants: ReplicationGroupGrants;

  /** Every metric that the nodes publish, each by a method of its own. */
  readonly metrics: ReplicationGroupMetrics;

  /**
   * Grants the given identity permission to connect to the group, and to log in as an IAM user.
   *
   * Actions on the group: `elasticache:Connect`, `elasticache:DescribeReplicationGroups`
   *
   * Actions on the user: `elasticache:Connect`
   */
  grantConnect(grantee: iam.IGrantable, user?: IUserRef): iam.Grant;

  /** Grants the given identity custom permissions on the group. */
  grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant;

  /** Connects a client to the cache as a user: network, permission and environment in one call. */
  connectAs(user: IUser, target: IConstruct, options?: ConnectOptions): CacheConnection;

  /** Makes the alarms that AWS recommends for the group, each with what to do in its description. */
  addRecommendedAlarms(options?: ReplicationGroupAlarmsOptions): RecommendedAlarms;

  /** A metric by its name in CloudWatch: over the whole group, over a shard or of one node. */
  metric(metricName: string, props?: cloudwatch.MetricOptions): NodeMetric;
}

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

  /** Who may reach the group over the network. */
  public abstract readonly connections: ec2.Connections;

  /** Grants for this group. */
  public get grants(): ReplicationGroupGrants {
    return ReplicationGroupGrants.fromReplicationGroup(this);
  }

  /** Every metric that the nodes publish, each by a method of its own. */
  public get metrics(): ReplicationGroupMetrics {
    return ReplicationGroupMetrics.fromReplicationGroup(this);
  }

  /** The group's widgets, for a dashboard of your own. */
  public get widgets(): CacheWidgets {
    return CacheWidgets.fromReplicationGroup(this);
  }

  /** This group as aws-cdk-lib's own constructs know it. */
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
    return (
      this.clusterMode?._memberClusterIds(this.replicationGroupId)?.flat() ??
      throwGetterErrors(this, 'memberClusterIds', [
        this.clusterMode
          ? "'memberClusterIds' requires concrete numbers of shards and replicas, but got tokens. Specify numbers in 'clusterMode'."
          : "'memberClusterIds' is unknown without a cluster mode. Specify 'clusterMode' in fromReplicationGroupAttributes or fromLookup, " +
            "or 'referenceMember' in fromGlobalReplicationGroupAttributes.",
      ])
    );
  }

  /**
   * Grants the given identity permission to connect to the group, and to log in as an IAM user.
   * [disable-awslint:no-grants]
   *
   * Actions on the group: `elasticache:Connect`, `elasticache:DescribeReplicationGroups`
   *
   * Actions on the user: `elasticache:Connect`
   *
   * @param grantee the identity that receives the permissions
   * @param user the user as which the identity logs in, also an L1 construct; without a user, only the permissions on
   * the group are granted
   */
  public grantConnect(grantee: iam.IGrantable, user?: IUserRef): iam.Grant {
    if (user) {
      requireIamUser(user, (errors) => throwMethodErrors(this, 'grantConnect', errors));
    }
    return this.grants.connect(grantee, user);
  }

  /**
   * Grants the given identity custom permissions on the group. [disable-awslint:no-grants]
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:TestFailover`
   */
  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return this.grants.actions(grantee, actions);
  }

  /**
   * Connects a client to the cache as a user: opens the network both ways, gives the permission to log in (on cache and
   * user of IAM, or to read the secret) and tells a function or a container in its environment what it must know.
   * `CACHE_AUTH` is iam, password or none; a container with a password gets
   * `CACHE_PASSWORD`, others `CACHE_SECRET_ARN`.
   *
   * @param user the user as which the client logs in, of the user group of the cache
   * @param target a function, a container, a task definition or service of Amazon ECS, an instance, or any construct
   * with permissions and security groups
   * @param options what the two do not tell
   */
  public connectAs(user: IUser, target: IConstruct, options: ConnectOptions = {}): CacheConnection {
    const connector = ReplicationGroupConnector._of(this, this.connectorOptions(), this.connections);
    const connection = connector.connectAs(user, target, options);
    requireUserGroup(this, user);
    return connection;
  }

  /**
   * Makes the alarms that AWS recommends for the group, with thresholds from its node type, each with what to do in its
   * description. One alarm watches up to ten nodes.
   *
   * @param options what happens when they are raised, and what differs from the recommendation
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
   */
  public addRecommendedAlarms(options: ReplicationGroupAlarmsOptions = {}): RecommendedAlarms {
    return RecommendedAlarms.forReplicationGroup(this, 'RecommendedAlarms', this, options);
  }

  /**
   * A metric by its name in CloudWatch: over the whole group, and on request over a shard or of one node. `metrics` has
   * a method for every name that ElastiCache publishes.
   *
   * @param metricName the name in the namespace AWS/ElastiCache
   * @param props what differs from the statistic that says most, over 5 minutes
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
   */
  public metric(metricName: string, props?: cloudwatch.MetricOptions): NodeMetric {
    return this.metrics.metric(metricName, props);
  }

  /**
   * The facts that facades use.
   *
   * @internal
   */
  public get _facts(): ReplicationGroupAlarmsProps {
    const { engineVersion, nodeType, clusterMode } = this;
    return { engineVersion, nodeType, clusterMode, hasUsers: this.userGroup ? true : undefined };
  }

  private connectorOptions(): ReplicationGroupConnectorOptions {
    const usesClusterProtocol = this._defaultEndpointKind === 'configuration';
    const { clusterMode = usesClusterProtocol ? ClusterMode.enabled() : undefined } = this;
    return {
      endpoint: this.endpoint,
      readerEndpoint: usesClusterProtocol || clusterMode === undefined ? undefined : this.readerEndpoint,
      clusterMode,
      transitEncryption: this.transitEncryption,
      userGroup: this.userGroup,
    };
  }

  /**
   * The endpoint of a kind that exists in the cluster mode of the group, as far as the mode is known.
   *
   * @internal
   */
  protected abstract _getEndpoint(kind: EndpointKind, getter: string): Endpoint;

  /**
   * The kind of the endpoint that all clients of the cluster mode can use.
   *
   * @internal
   */
  protected get _defaultEndpointKind(): EndpointKind {
    return this.clusterMode?.name === 'enabled' ? 'configuration' : 'primary';
  }

  /**
   * Throws with cluster mode disabled, which has no configuration endpoint.
   *
   * @internal
   */
  protected _validateConfigurationEndpoint(getter: string): void {
    if (this.clusterMode?.isClusterEnabled === false) {
      throwGetterErrors(this, getter, [
        `'${getter}' requires cluster mode compatible or enabled, but got ${this.clusterMode}. Use 'primaryEndpoint', or 'endpoint', ` +
          'which is available in every cluster mode.',
      ]);
    }
  }

  /**
   * Throws for the endpoints that do not exist with cluster mode enabled.
   *
   * @internal
   */
  protected _validateNodeEndpoint(getter: string): void {
    if (this.clusterMode?.name === 'enabled') {
      throwGetterErrors(this, getter, [
        `'${getter}' requires cluster mode disabled or compatible, but got ${this.clusterMode}. Use 'configurationEndpoint', or 'endpoint', ` +
          'which is available in every cluster mode.',
      ]);
    }
  }
}

/**
 * The base of the replication groups that are created in the app: the id, the ARN, and the endpoints come from the
 * resource.
 *
 * @internal
 */
export abstract class CreatedReplicationGroup extends ReplicationGroupBase {
  /** @internal */
  protected _resource!: CfnReplicationGroup;
  private cachedName?: string;
  private cachedArn?: string;

  public get replicationGroupId(): string {
    return (this.cachedName ??= this.getResourceNameAttribute(this._resource.ref));
  }

  public get replicationGroupArn(): string {
    // CloudFormation has no attribute for the ARN.
    return (this.cachedArn ??= this.getResourceArnAttribute(
      this.stack.formatArn(arnComponents('replicationgroup', this.replicationGroupId)),
      arnComponents('replicationgroup', this.physicalName),
    ));
  }

  /**
   * The host name of the primary endpoint. With cluster mode enabled there is none: it throws.
   *
   * @attribute
   */
  public get replicationGroupPrimaryEndPointAddress(): string {
    this._validateNodeEndpoint('replicationGroupPrimaryEndPointAddress');
    return this._resource.attrPrimaryEndPointAddress;
  }

  /**
   * The port of the primary endpoint. With cluster mode enabled there is none: it throws.
   *
   * @attribute
   */
  public get replicationGroupPrimaryEndPointPort(): string {
    this._validateNodeEndpoint('replicationGroupPrimaryEndPointPort');
    return this._resource.attrPrimaryEndPointPort;
  }

  /**
   * The host name of the reader endpoint. With cluster mode enabled there is none: it throws.
   *
   * @attribute
   */
  public get replicationGroupReaderEndPointAddress(): string {
    this._validateNodeEndpoint('replicationGroupReaderEndPointAddress');
    return this._resource.attrReaderEndPointAddress;
  }

  /**
   * The port of the reader endpoint. With cluster mode enabled there is none: it throws.
   *
   * @attribute
   */
  public get replicationGroupReaderEndPointPort(): string {
    this._validateNodeEndpoint('replicationGroupReaderEndPointPort');
    return this._resource.attrReaderEndPointPort;
  }

  /**
   * The host name of the configuration endpoint. With cluster mode disabled there is none: it throws.
   *
   * @attribute
   */
  public get replicationGroupConfigurationEndPointAddress(): string {
    this._validateConfigurationEndpoint('replicationGroupConfigurationEndPointAddress');
    return this._resource.attrConfigurationEndPointAddress;
  }

  /**
   * The port of the configuration endpoint. With cluster mode disabled there is none: it throws.
   *
   * @attribute
   */
  public get replicationGroupConfigurationEndPointPort(): string {
    this._validateConfigurationEndpoint('replicationGroupConfigurationEndPointPort');
    return this._resource.attrConfigurationEndPointPort;
  }

  /**
   * The host names of the nodes, in JSON: for reads from one of them. With cluster mode enabled there are none: it
   * throws.
   *
   * @attribute
   */
  public get replicationGroupReadEndPointAddresses(): string {
    this._validateNodeEndpoint('replicationGroupReadEndPointAddresses');
    return this._resource.attrReadEndPointAddresses;
  }

  /**
   * The ports of the nodes, in JSON. With cluster mode enabled there are none: it throws.
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
