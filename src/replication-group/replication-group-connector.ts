import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IReplicationGroupRef, IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import type { IConstruct } from 'constructs';
import type { ClusterMode } from '../capacity';
import type { CacheConnection, ConnectOptions } from '../connection';
import type { CacheWithUsers } from '../connection/connect';
import { connect, connectAs } from '../connection/connect';
import type { Endpoint } from '../network';
import type { ClientAttributes } from './client-attributes';
import { describeClusterMode } from './client-attributes';
import { readL1ClientAttributes } from './read-l1-attributes';
import type { ReplicationGroupBase } from './replication-group-base';
import { ReplicationGroupGrants } from './replication-group-grants';
import { TransitEncryption } from '../network';
import { CacheConnections } from '../network/cache-connections';
import { renderConnectionUrl } from '../network/connection-url';
import { findL1 } from '../private/constructs';
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
   * @default - the cluster mode of an L1 construct or of a construct of this library. If it depends on tokens, the
   * environment variable for the cluster protocol is not set. If the cache is neither, for example an imported one,
   * clients do not use the cluster protocol, and the connection URL contains no database number.
   */
  readonly clusterMode?: ClusterMode;

  /**
   * Whether clients must use TLS to connect.
   *
   * @default - the TLS mode of an L1 construct or of a construct of this library. If it is unknown, for example
   * because it is a token, or because the cache was imported without it, the environment variable for TLS is not set.
   * For references of other libraries, TransitEncryption.REQUIRED.
   */
  readonly transitEncryption?: TransitEncryption;

  /**
   * The user group of the replication group. It must contain the users of all connections.
   *
   * @default - the user group of an L1 construct or of a construct of this library. Otherwise, the users of
   * connections are not validated against a user group.
   */
  readonly userGroup?: IUserGroupRef;
}

/** The attributes of a replication group that its clients use. */
interface ConnectorAttributes extends ClientAttributes {
  readonly endpoint: Endpoint;
  readonly readerEndpoint?: Endpoint;
  /** Suggests how to specify the TLS mode, for the case that it is unknown. */
  readonly transitEncryptionFix: string;
}

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
      () => resolveAttributes(group, options),
      securityGroups?.length ? new CacheConnections(group, { securityGroups }) : undefined,
    );
  }

  /**
   * Creates a connector for a replication group of this library with its connections.
   *
   * @internal
   */
  public static _of(
    group: IReplicationGroupRef,
    attributes: ConnectorAttributes,
    connections: ec2.Connections,
  ): ReplicationGroupConnector {
    return new ReplicationGroupConnector(group, () => attributes, connections);
  }

  private constructor(
    private readonly group: IReplicationGroupRef,
    private readonly readAttributes: () => ConnectorAttributes,
    private readonly connections: ec2.Connections | undefined,
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
    const { endpoint, readerEndpoint, transitEncryption, hasDatabases = false, ...attributes } = this.readAttributes();
    // User groups and AUTH tokens require TLS.
    const hasCredentials = attributes.userGroup !== undefined || attributes.usesAuthToken === true;
    const usesTls = transitEncryption ? transitEncryption !== TransitEncryption.DISABLED : hasCredentials || undefined;
    return {
      ...attributes,
      construct: this.group,
      cacheName: getReplicationGroupId(this.group),
      endpoint,
      readerEndpoint,
      connections: this.connections,
      ports: [ec2.Port.tcp(endpoint.port)],
      usesTls,
      isServerless: false,
      supportsUrls: true,
      url: usesTls === undefined ? undefined : renderConnectionUrl(endpoint, { usesTls, hasDatabases }),
      grants: ReplicationGroupGrants.fromReplicationGroup(this.group),
    };
  }
}

/** Returns the options, with the attributes of the replication group as their defaults. */
function resolveAttributes(
  group: IReplicationGroupRef,
  { endpoint, readerEndpoint, clusterMode, ...options }: ReplicationGroupConnectorOptions,
): ConnectorAttributes {
  const defaults = findClientAttributes(group);
  return {
    ...defaults,
    ...describeClusterMode(clusterMode?.name),
    endpoint,
    readerEndpoint,
    transitEncryption: options.transitEncryption ?? defaults.transitEncryption,
    userGroup: options.userGroup ?? defaults.userGroup,
    transitEncryptionFix: "Set 'transitEncryption' in the options of the connector",
  };
}

/** Finds the attributes of an L1 construct, or of a construct of this library. */
function findClientAttributes(group: IReplicationGroupRef): ClientAttributes {
  if (CfnReplicationGroup.isCfnReplicationGroup(group)) {
    return readL1ClientAttributes(group);
  }
  const { _clientAttributes } = group as Partial<ReplicationGroupBase>;
  // Of the constructs of other libraries, only references have a default. The TLS mode of a resource is unknown.
  const transitEncryption = findL1(group) ? undefined : TransitEncryption.REQUIRED;
  return _clientAttributes ?? { usesClusterProtocol: false, transitEncryption };
}
