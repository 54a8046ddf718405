import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IReplicationGroupRef, IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import type { IConstruct } from 'constructs';
import type { ClusterMode } from '../capacity';
import type { CacheConnection, ConnectOptions } from '../connection';
import type { CacheWithUsers } from '../connection/connect';
import { connect, connectAs } from '../connection/connect';
import type { CacheAuthentication } from '../connection/login';
import type { Endpoint } from '../network';
import { readL1Attributes, readL1UsesAuthToken } from './read-l1-attributes';
import { ReplicationGroupGrants } from './replication-group-grants';
import { TransitEncryption } from '../network';
import { CacheConnections } from '../network/cache-connections';
import { renderConnectionUrl } from '../network/connection-url';
import { getReplicationGroupId } from '../private/stored-names';
import type { IUser } from '../user';
import { readL1UserGroup } from '../user/l1-user-group';

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
   * @default - the value of an L1 construct, or unknown if it is a token. TransitEncryption.REQUIRED for other
   * constructs.
   */
  readonly transitEncryption?: TransitEncryption;

  /**
   * The user group of the replication group. It must contain the users of all connections.
   *
   * @default - the user group of an L1 construct. For other constructs, the users of connections are not validated
   * against a user group.
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
    const { usesAuthToken, ...defaults } = resolveDefaults(group);
    return new ReplicationGroupConnector(
      group,
      { ...defaults, ...options },
      securityGroups && new CacheConnections(group, { securityGroups }),
      { usesAuthToken },
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
    private readonly connections: ec2.Connections | undefined,
    private readonly authToken: AuthToken,
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
    // User groups and AUTH tokens require TLS.
    const hasCredentials = userGroup !== undefined || this.authToken.usesAuthToken === true;
    const usesTls = transitEncryption ? transitEncryption !== TransitEncryption.DISABLED : hasCredentials || undefined;
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
      supportsUrls: true,
      url:
        usesTls === undefined
          ? undefined
          : renderConnectionUrl(endpoint, { usesTls, hasDatabases: clusterMode?.isClusterEnabled === false }),
      grants: ReplicationGroupGrants.fromReplicationGroup(this.group),
    };
  }
}

type Defaults = Pick<ReplicationGroupConnectorOptions, 'transitEncryption' | 'userGroup'> & AuthToken;

/** Resolves the defaults of the options. An L1 construct contains the authentication and the TLS mode. */
function resolveDefaults(group: IReplicationGroupRef): Defaults {
  if (!CfnReplicationGroup.isCfnReplicationGroup(group)) {
    return { transitEncryption: TransitEncryption.REQUIRED };
  }
  return {
    transitEncryption: readL1Attributes(group).transitEncryption,
    userGroup: readL1UserGroup(group, 'UserGroupIds'),
    usesAuthToken: readL1UsesAuthToken(group),
  };
}
