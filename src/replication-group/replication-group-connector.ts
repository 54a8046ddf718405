import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IReplicationGroupRef, IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import type { IConstruct } from 'constructs';
import type { ClusterMode } from '../capacity';
import type { CacheConnection, ConnectOptions } from '../connection';
import type { CacheWithUsers } from '../connection/connect';
import { connect, connectAs } from '../connection/connect';
import type { CacheAuthentication } from '../connection/login';
import type { Endpoint } from '../network';
import { ReplicationGroupGrants } from './replication-group-grants';
import { TransitEncryption } from '../network';
import { CacheConnections } from '../network/cache-connections';
import { renderConnectionUrl } from '../network/connection-url';
import { getReplicationGroupId } from '../private/stored-names';
import type { IUser } from '../user';

/** The properties of a replication group that its clients need to connect. */
export interface ReplicationGroupConnectorOptions {
  /**
   * The endpoint for reads and writes.
   *
   * If cluster mode is enabled, use the configuration endpoint. Otherwise, use the primary endpoint.
   */
  readonly endpoint: Endpoint;

  /**
   * The endpoint for reads from replicas.
   *
   * @default - none. The environment variables for the reader endpoint are not set.
   */
  readonly readerEndpoint?: Endpoint;

  /**
   * The security groups of the nodes, to which rules for the port of the endpoint are added.
   *
   * @default - no security group rules are created
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The cluster mode, which determines whether clients must use the cluster protocol.
   *
   * @default - unknown. Clients do not use the cluster protocol, and the URL of the connection contains no database.
   */
  readonly clusterMode?: ClusterMode;

  /**
   * Whether clients must use TLS to connect.
   *
   * @default TransitEncryption.REQUIRED
   */
  readonly transitEncryption?: TransitEncryption;

  /**
   * The user group of the replication group. It must contain the users of all connections.
   *
   * @default - none. The users of connections are not validated against a user group.
   */
  readonly userGroup?: IUserGroupRef;
}

/** The AUTH token of a replication group. */
type AuthToken = Pick<CacheAuthentication, 'usesAuthToken' | 'authTokenSecret'>;

/**
 * Connects clients to a replication group that is not a construct of this library.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html
 *
 * @example
 * declare const group: CfnReplicationGroup;
 * declare const securityGroup: ec2.SecurityGroup;
 * declare const user: elasticache.IamUser;
 * declare const fn: lambda.Function;
 *
 * const connector = elasticache.ReplicationGroupConnector.fromReplicationGroup(group, {
 *   endpoint: new elasticache.Endpoint(group.attrPrimaryEndPointAddress, 6379),
 *   securityGroups: [securityGroup],
 * });
 * connector.connectAs(user, fn);
 */
export class ReplicationGroupConnector {
  /**
   * Creates a connector for a replication group.
   *
   * @param group the replication group, which can be an L1 construct
   * @param options the properties of the replication group that clients need
   */
  public static fromReplicationGroup(
    group: IReplicationGroupRef,
    options: ReplicationGroupConnectorOptions,
  ): ReplicationGroupConnector {
    const { securityGroups } = options;
    return new ReplicationGroupConnector(
      group,
      options,
      securityGroups && new CacheConnections(group, { securityGroups }),
    );
  }

  /**
   * Creates a connector for a replication group of this library with its connections.
   *
   * @internal
   */
  public static _of(
    group: IReplicationGroupRef,
    options: ReplicationGroupConnectorOptions,
    connections: ec2.Connections,
    authToken: AuthToken,
  ): ReplicationGroupConnector {
    return new ReplicationGroupConnector(group, options, connections, authToken);
  }

  private constructor(
    private readonly group: IReplicationGroupRef,
    private readonly options: ReplicationGroupConnectorOptions,
    private readonly connections?: ec2.Connections,
    private readonly authToken: AuthToken = {},
  ) {}

  /**
   * Connects a client to the replication group, which must not have users.
   *
   * Adds security group rules, grants permission to read the AUTH token, and sets environment variables, as `connect`
   * of `ReplicationGroup` does. For a replication group with an AUTH token, set `secret`.
   *
   * @param target the client: a Lambda function, an Amazon ECS container, task definition, or service, an Amazon EC2
   * instance, or any construct that implements `IGrantable` and `IConnectable`
   * @param options the options of the connection, such as the prefix of the environment variables
   */
  public connect(target: IConstruct, options: ConnectOptions = {}): CacheConnection {
    return connect(this.toCache(), target, options);
  }

  /**
   * Connects a client to the replication group as the given user.
   *
   * Adds security group rules, grants the permissions to log in, and sets environment variables, as `connectAs` of
   * `ReplicationGroup` does.
   *
   * @param user the user that the client logs in as
   * @param target the client: a Lambda function, an Amazon ECS container, task definition, or service, an Amazon EC2
   * instance, or any construct that implements `IGrantable` and `IConnectable`
   * @param options the options of the connection, such as the prefix of the environment variables
   */
  public connectAs(user: IUser, target: IConstruct, options: ConnectOptions = {}): CacheConnection {
    return connectAs(this.toCache(), user, target, options);
  }

  private toCache(): CacheWithUsers {
    const { endpoint, readerEndpoint, clusterMode, transitEncryption, userGroup } = this.options;
    const usesTls = transitEncryption !== TransitEncryption.DISABLED;
    return {
      construct: this.group,
      cacheName: getReplicationGroupId(this.group),
      endpoint,
      readerEndpoint,
      connections: this.connections,
      ports: [ec2.Port.tcp(endpoint.port)],
      userGroup,
      ...this.authToken,
      usesTls,
      isServerless: false,
      usesClusterProtocol: clusterMode?.name === 'enabled',
      url: renderConnectionUrl(endpoint, { usesTls, hasDatabases: clusterMode?.isClusterEnabled === false }),
      grants: ReplicationGroupGrants.fromReplicationGroup(this.group),
    };
  }
}
