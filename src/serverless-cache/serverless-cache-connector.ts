import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IServerlessCacheRef, IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { Token } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { CacheConnection, ConnectOptions } from '../connection';
import type { CacheWithUsers } from '../connection/connect';
import { connect, connectAs } from '../connection/connect';
import { CacheEngine } from '../engine';
import type { Endpoint } from '../network';
import type { ClientAttributes } from './read-l1-attributes';
import { readL1ClientAttributes } from './read-l1-attributes';
import type { ServerlessCacheBase } from './serverless-cache';
import { ServerlessCacheGrants } from './serverless-cache-grants';
import { CacheConnections } from '../network/cache-connections';
import { renderConnectionUrl } from '../network/connection-url';
import { getServerlessCacheName } from '../private/stored-names';
import type { IUser } from '../user';

/** The properties of a serverless cache that its clients need. */
export interface ServerlessCacheConnectorOptions {
  /** The endpoint for reads and writes. */
  readonly endpoint: Endpoint;

  /**
   * The endpoint for reads from replicas.
   *
   * @default - no reader endpoint, so clients get no environment variables for a reader endpoint
   */
  readonly readerEndpoint?: Endpoint;

  /**
   * The security groups of the cache, to which the connector adds rules for the ports of the endpoints.
   *
   * @default - no security groups, so no security group rules are created. Caches with `ConnectionType.PUBLIC` have no
   * security groups.
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The engine and its major version.
   *
   * @default - the engine of an L1 construct or of a construct of this library. Otherwise, it is unknown, and the
   * connector uses the ports and the protocol of Valkey and Redis OSS.
   */
  readonly engine?: CacheEngine;

  /**
   * The user group of the cache. It must contain the users that clients log in as.
   *
   * @default - the user group of an L1 construct or of a construct of this library. Otherwise, it is unknown, and the
   * connector does not validate that the users are in the user group of the cache.
   */
  readonly userGroup?: IUserGroupRef;
}

/**
 * Connects clients to a serverless cache that is not a construct of this library.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html
 *
 * @example
 * declare const cache: CfnServerlessCache;
 * declare const securityGroup: ec2.SecurityGroup;
 * declare const user: elasticache.IamUser;
 * declare const fn: lambda.Function;
 *
 * const connector = elasticache.ServerlessCacheConnector.fromServerlessCache(cache, {
 *   endpoint: new elasticache.Endpoint(cache.attrEndpointAddress, Token.asNumber(cache.attrEndpointPort)),
 *   securityGroups: [securityGroup],
 * });
 * connector.connectAs(user, fn);
 */
export class ServerlessCacheConnector {
  /**
   * Creates a connector for a serverless cache.
   *
   * @param cache the cache, which can be an L1 construct
   * @param options the properties of the cache that clients need
   */
  public static fromServerlessCache(
    cache: IServerlessCacheRef,
    options: ServerlessCacheConnectorOptions,
  ): ServerlessCacheConnector {
    const { securityGroups } = options;
    return new ServerlessCacheConnector(
      cache,
      options,
      securityGroups?.length ? new CacheConnections(cache, { securityGroups }) : undefined,
    );
  }

  /**
   * Creates a connector for a cache of this library, which has its own `connections`.
   *
   * @internal
   */
  public static _of(
    cache: IServerlessCacheRef,
    options: ServerlessCacheConnectorOptions,
    connections: ec2.Connections | undefined,
  ): ServerlessCacheConnector {
    return new ServerlessCacheConnector(cache, options, connections);
  }

  private constructor(
    private readonly cache: IServerlessCacheRef,
    private readonly options: ServerlessCacheConnectorOptions,
    private readonly connections?: ec2.Connections,
  ) {}

  /**
   * Connects a client to the cache, which must not have users.
   *
   * Adds security group rules and sets environment variables, as `ServerlessCache.connect` does.
   *
   * @param target the client: a Lambda function, an Amazon ECS container, task definition, or service, an Amazon EC2
   * instance, or any construct that implements `IGrantable` and `IConnectable`
   * @param options the options of the connection, such as the prefix of the environment variables
   */
  public connect(target: IConstruct, options: ConnectOptions = {}): CacheConnection {
    return connect(this.toCache(), target, options);
  }

  /**
   * Connects a client to the cache as the given user.
   *
   * Adds security group rules, grants the permissions to log in, and sets environment variables, as
   * `ServerlessCache.connectAs` does.
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
    const { endpoint, readerEndpoint } = this.options;
    const defaults = findClientAttributes(this.cache);
    const { isAuthenticationUnknown } = defaults;
    const { engine = defaults.engine, userGroup = defaults.userGroup } = this.options;
    const isMemcached = engine?.supportsReaderEndpoint === false;
    return {
      construct: this.cache,
      cacheName: getServerlessCacheName(this.cache),
      endpoint,
      readerEndpoint,
      connections: this.connections,
      ports: listPorts(engine, endpoint, readerEndpoint),
      userGroup,
      isAuthenticationUnknown,
      usesAuthToken: false,
      usesTls: true,
      isServerless: true,
      usesClusterProtocol: !isMemcached,
      supportsUrls: !isMemcached,
      url: isMemcached ? undefined : renderConnectionUrl(endpoint, { usesTls: true, hasDatabases: false }),
      grants: ServerlessCacheGrants.fromServerlessCache(this.cache),
    };
  }
}

/** Finds the attributes of an L1 construct, or of a construct of this library. Other libraries have other types. */
function findClientAttributes(cache: IServerlessCacheRef): ClientAttributes {
  if (CfnServerlessCache.isCfnServerlessCache(cache)) {
    return readL1ClientAttributes(cache);
  }
  const { _clientAttributes } = cache as Partial<ServerlessCacheBase>;
  return _clientAttributes ?? {};
}

/** Lists the ports of the endpoints. If a port is a token, the ports of the engine are used. */
function listPorts(engine: CacheEngine | undefined, endpoint: Endpoint, readerEndpoint?: Endpoint): ec2.Port[] {
  const { port } = endpoint;
  const readerPort = readerEndpoint?.port ?? port;
  if (Token.isUnresolved(port) || Token.isUnresolved(readerPort)) {
    return [getPortRange(engine) ?? ec2.Port.tcp(port)];
  }
  if (readerPort === port + 1) {
    return [ec2.Port.tcpRange(port, readerPort)];
  }
  return [...new Set([port, readerPort])].map((endpointPort) => ec2.Port.tcp(endpointPort));
}

/**
 * Returns the port range of the endpoint and the reader endpoint, or undefined if the ports of the engine are unknown.
 *
 * Clients that can only connect to one of the ports hang, so security group rules allow both.
 *
 * @param engine by default, an engine with the ports of Valkey and Redis OSS, for imported caches without an engine
 */
export function getPortRange(engine: CacheEngine = CacheEngine.VALKEY_LATEST): ec2.Port | undefined {
  return engine.port === undefined ? undefined : ec2.Port.tcpRange(engine.port, engine.readerPort!);
}
