import { aws_ecs as ecs } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IUserGroupRef, IUserRef } from 'aws-cdk-lib/aws-elasticache';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { CfnResource } from 'aws-cdk-lib/core';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import type { Endpoint } from '../network';
import { validateSecurityGroupReferences } from '../network/cache-connections';
import { throwMethodErrors } from '../private/errors';
import { grantSecretRead } from '../private/secrets';
import { findRequiredResources, findSeparateStack, getConstructPath, isInStack } from '../private/stacks';
import { isResolved } from '../private/tokens';
import type { IUser, IUserGroup } from '../user';
import { UserAuthenticationType } from '../user';
import type { ConnectionSecret } from './connection-secret';
import { resolveConnectionSecret, URL_FIELD, validateUrl } from './connection-secret';
import type { ConnectionTarget } from './connection-target';
import { resolveTarget } from './connection-target';
import type { EnvironmentName } from './environment-names';
import { listNames, validatePrefix } from './environment-names';
import { isCreatedUser } from '../user/user';

/** Options for connecting a client to a cache. */
export interface ConnectOptions {
  /**
   * The construct with the security groups of the client.
   *
   * Required for Amazon ECS containers and task definitions, which have no security groups.
   *
   * @default - the target of `connectAs`
   */
  readonly connectable?: ec2.IConnectable;

  /**
   * The secret with the password of the user.
   *
   * Required for imported users with a password, and for users that are created with the prop `passwords`. Containers
   * get the password from the field `password` of this secret, and no connection URL.
   *
   * @default - the secret of the user
   */
  readonly secret?: secretsmanager.ISecret;

  /**
   * The prefix of the names of the environment variables: a letter, and then letters, digits, and underscores.
   *
   * If a client connects to several caches, or as several users, each connection must have a different prefix.
   *
   * @default 'CACHE'
   */
  readonly environmentPrefix?: string;
}

/**
 * A connection of a client to a cache, with the client's grant and connection settings.
 *
 * To create a connection, call `connectAs` of a cache.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html
 *
 * @example
 * declare const cache: elasticache.ServerlessCache;
 * declare const user: elasticache.IamUser;
 * declare const instance: ec2.Instance;
 *
 * const connection = cache.connectAs(user, instance);
 *
 * // Add these lines to the user data of the instance.
 * const shellExports = connection.shellExports;
 */
export class CacheConnection {
  /**
   * @internal
   */
  public static _of(
    cache: IConstruct,
    user: IUser,
    environment: Record<string, string>,
    credentials: ConnectionSecret,
    grant?: iam.Grant,
  ): CacheConnection {
    return new CacheConnection(cache, user, environment, credentials, grant);
  }

  private constructor(
    private readonly cache: IConstruct,
    private readonly user: IUser,
    private readonly variables: Record<string, string>,
    private readonly credentials: ConnectionSecret,
    /**
     * The grant to connect with IAM authentication, or to read the secret. Not set for users with the authentication
     * type `NO_PASSWORD`.
     *
     * For Amazon ECS, the execution role of the task receives the permission to read the secret.
     */
    public readonly grant?: iam.Grant,
  ) {}

  /**
   * The connection settings as environment variables.
   *
   * `connectAs` adds these variables to Lambda functions and Amazon ECS containers. For other clients, add the
   * variables yourself.
   */
  public get environment(): Record<string, string> {
    return { ...this.variables };
  }

  /** The connection settings as shell commands, for example for the user data of an Amazon EC2 instance. */
  public get shellExports(): string[] {
    return Object.entries(this.variables).map(([name, value]) => `export ${name}=${quoteForShell(value)}`);
  }

  /** The secret with the password of the user. Not set for users without a password. */
  public get secret(): secretsmanager.ISecret | undefined {
    return this.user.authenticationType === UserAuthenticationType.PASSWORD ? this.credentials.secret : undefined;
  }

  /**
   * The field of `secret` with the connection URL, such as `rediss://user:password@host:6379/0`.
   *
   * `connectAs` passes the URL to Amazon ECS containers. For other clients that take secrets, such as AWS CodeBuild
   * projects and AWS Batch jobs, pass this field of the secret. Throws an error if the secret does not contain the URL
   * of the cache. The reasons are a user with IAM authentication or without a password, a secret that is not generated,
   * or a secret that contains the endpoint of another cache.
   */
  public get urlField(): string {
    const error = validateUrl(this.cache, this.user, this.credentials);
    return error === undefined ? URL_FIELD : throwMethodErrors(this.cache, 'connectAs', [error]);
  }
}

/** Quotes a value for POSIX shells. */
function quoteForShell(value: string): string {
  return `'${value.replace(/'/g, `'\\''`)}'`;
}

/** The values of a cache that a connection uses. */
export interface ConnectedCache {
  readonly construct: IConstruct & IEnvironmentAware;
  /** The name in lowercase, as in IAM authentication tokens. */
  readonly cacheName: string;
  readonly endpoint: Endpoint;
  /** The endpoint for reads from replicas. Undefined if cluster mode is enabled. */
  readonly readerEndpoint?: Endpoint;
  /** Undefined if no security group rules are needed. */
  readonly connections?: ec2.Connections;
  /** The ports of the endpoints. */
  readonly ports: readonly ec2.Port[];
  /**
   * Undefined if the cache has no user group, or if the user group of an imported cache or a connector is not
   * specified.
   */
  readonly userGroup?: IUserGroupRef;
  readonly usesTls: boolean;
  readonly isServerless: boolean;
  /** Whether clients must use the cluster protocol. */
  readonly usesClusterProtocol: boolean;
  readonly grants: { connect(grantee: iam.IGrantable, user?: IUserRef): iam.Grant };
}

/** Adds security group rules, grants permission to log in, and passes the connection settings to the target. */
export function connect(
  cache: ConnectedCache,
  user: IUser,
  target: IConstruct,
  options: ConnectOptions,
): CacheConnection {
  const { connections, construct } = cache;
  const client = resolveTarget(target, options.connectable);
  const credentials = resolveConnectionSecret(user, options.secret);
  const prefix = options.environmentPrefix ?? 'CACHE';
  const connection: Connection = { cache: construct, user };
  const connectionsByPrefix = getConnectionsByPrefix(client.client ?? target);

  const errors = [
    ...validateTarget(target, client, connections !== undefined),
    ...validatePlacement(cache, user, target, client),
    ...validatePrefix(prefix),
    ...validateUniqueNames(connection, connectionsByPrefix, target, client, prefix),
    ...validateAuthentication(user, credentials.secret),
  ];
  if (errors.length > 0) {
    throwMethodErrors(construct, 'connectAs', errors);
  }
  construct.node.addValidation({ validate: () => validateUserInGroup(cache.userGroup, user) });

  for (const port of cache.ports) {
    connections?.allowFrom(client.connectable!, port);
  }
  const grant = grantLogin(cache, user, client, credentials.secret);

  const environment = renderEnvironment(cache, user, prefix, credentials.secret);
  if (!connectionsByPrefix.has(prefix)) {
    connectionsByPrefix.set(prefix, connection);
    for (const [name, value] of Object.entries(environment)) {
      client.addVariable?.(name, value);
    }
    if (user.authenticationType === UserAuthenticationType.PASSWORD) {
      passSecret(cache, client, credentials, prefix, grant!);
    }
  }
  return CacheConnection._of(construct, user, environment, credentials, grant);
}

/** Passes the password and the connection URL to a container. Amazon ECS reads both when the container starts. */
function passSecret(
  { construct }: ConnectedCache,
  { configureContainer, addDependency }: ConnectionTarget,
  { secret, passwordField, endpointAttachment }: ConnectionSecret,
  prefix: string,
  grant: iam.Grant,
): void {
  const addSecret = (name: string, field: string | undefined) =>
    configureContainer?.((container) =>
      container.addSecret(name, { ...ecs.Secret.fromSecretsManager(secret!, field), grantRead: () => grant }),
    );

  addSecret(`${prefix}_PASSWORD`, passwordField);
  endpointAttachment?.whenAttached({
    cache: construct,
    notify: (resource) => {
      addSecret(`${prefix}_URL`, URL_FIELD);
      // The secret must contain the URL before a container starts.
      addDependency?.(resource.node.defaultChild as CfnResource);
    },
  });
}

function validateTarget(
  target: IConstruct,
  { grantee, connectable }: ConnectionTarget,
  needsConnectable: boolean,
): string[] {
  const errors: string[] = [];
  if (!grantee) {
    errors.push(
      `'target' must be a construct that can receive IAM permissions, such as a Lambda function, an Amazon ECS container or service, or an Amazon EC2 instance, but got '${target.node.path}'. Pass the construct that runs the client.`,
    );
  }
  if (needsConnectable && !connectable) {
    errors.push(
      `'connectable' is required, because the target '${target.node.path}' has no security groups. Set 'connectable' to a construct with security groups, such as the Amazon ECS service that runs the target.`,
    );
  }
  return errors;
}

/** Validates the stack of the client: its account and Region, and then its dependencies. */
function validatePlacement(cache: ConnectedCache, user: IUser, target: IConstruct, client: ConnectionTarget): string[] {
  const errors = validateSecurityGroups(cache, client);
  return errors.length > 0 ? errors : validateStack(cache, user, target, client);
}

/** Reads the connections of the client only if rules are needed, because a function without a VPC has none. */
function validateSecurityGroups(
  { construct, connections }: ConnectedCache,
  { connectable }: ConnectionTarget,
): string[] {
  return connectable && connections?.securityGroups.length
    ? validateSecurityGroupReferences('target', construct, connections, connectable)
    : [];
}

/**
 * Rejects a client in a stack whose resources the cache requires, because the client refers to the cache.
 */
function validateStack(
  { construct }: ConnectedCache,
  user: IUser,
  target: IConstruct,
  { addVariable }: ConnectionTarget,
): string[] {
  const refersToCache = addVariable !== undefined || user.authenticationType === UserAuthenticationType.IAM;
  const stack = findSeparateStack(target, construct);
  const resource = stack && [...findRequiredResources([construct])].find((required) => isInStack(required, stack));
  if (!resource || !refersToCache) {
    return [];
  }
  const path = getConstructPath(resource);
  return [
    `'target' must not be in a stack that the cache requires, because the target requires the endpoint of the cache, but got '${target.node.path}' in the stack of '${path}'. Create '${path}' in the stack of the cache, or in a separate stack.`,
  ];
}

/** The cache and user to which the environment variables of one prefix belong. */
interface Connection {
  readonly cache: IConstruct;
  readonly user: IUser;
}

const CONNECTIONS = new WeakMap<IConstruct, Map<string, Connection>>();

/** Returns the connections of a client by prefix of their environment variables, as a map that callers extend. */
function getConnectionsByPrefix(client: IConstruct): Map<string, Connection> {
  const connections = CONNECTIONS.get(client) ?? new Map<string, Connection>();
  CONNECTIONS.set(client, connections);
  return connections;
}

/** Rejects a prefix with names of environment variables that another connection of the client already uses. */
function validateUniqueNames(
  { cache, user }: Connection,
  connections: ReadonlyMap<string, Connection>,
  target: IConstruct,
  { addVariable }: ConnectionTarget,
  prefix: string,
): string[] {
  const names = new Set(listNames(prefix));
  const others = [...connections].filter(([otherPrefix, other]) => {
    const isSame = otherPrefix === prefix && other.cache === cache && other.user === user;
    return !isSame && listNames(otherPrefix).some((name) => names.has(name));
  });
  return addVariable
    ? others.map(
        ([otherPrefix, other]) =>
          `'environmentPrefix' must differ between the connections of a client, but got "${prefix}", and '${target.node.path}' already uses "${otherPrefix}" for the connection to the cache '${other.cache.node.path}' as the user '${other.user.node.path}'. Set 'environmentPrefix' to another prefix.`,
      )
    : [];
}

function validateAuthentication(user: IUser, secret: secretsmanager.ISecret | undefined): string[] {
  if (user.authenticationType === undefined) {
    return [
      `'user' must have an authentication type, but got '${user.node.path}', which was imported without one. Import the user with a method of IamUser, PasswordUser, or NoPasswordUser.`,
    ];
  }
  if (user.authenticationType === UserAuthenticationType.PASSWORD && !secret) {
    return [
      `'secret' is required, because the user '${user.node.path}' has no secret with its password. Set 'secret' to a secret that contains the password.`,
    ];
  }
  return [];
}

function grantLogin(
  cache: ConnectedCache,
  user: IUser,
  { grantee, obtainSecretReader }: ConnectionTarget,
  secret: secretsmanager.ISecret | undefined,
): iam.Grant | undefined {
  switch (user.authenticationType) {
    case UserAuthenticationType.IAM:
      return cache.grants.connect(grantee!, user);
    case UserAuthenticationType.PASSWORD:
      return grantSecretRead(secret!, obtainSecretReader?.() ?? grantee!);
    default:
      return undefined;
  }
}

function renderEnvironment(
  cache: ConnectedCache,
  user: IUser,
  prefix: string,
  secret?: secretsmanager.ISecret,
): Record<string, string> {
  const variables: Partial<Record<EnvironmentName, string | undefined>> = {
    HOST: cache.endpoint.hostname,
    PORT: cache.endpoint.portAsString(),
    READER_HOST: cache.readerEndpoint?.hostname,
    READER_PORT: cache.readerEndpoint?.portAsString(),
    TLS: String(cache.usesTls),
    CLUSTER_MODE: String(cache.usesClusterProtocol),
    NAME: cache.cacheName,
    SERVERLESS: String(cache.isServerless),
    USER: user.userName ?? user.userId,
    AUTH: user.authenticationType === UserAuthenticationType.NO_PASSWORD ? 'none' : user.authenticationType,
    SECRET_ARN: user.authenticationType === UserAuthenticationType.PASSWORD ? secret!.secretArn : undefined,
  };
  return Object.fromEntries(
    Object.entries(variables)
      .filter((entry): entry is [string, string] => entry[1] !== undefined)
      .map(([name, value]) => [`${prefix}_${name}`, value]),
  );
}

/** Validates that the user group contains the user. Runs at synthesis, because users can be added until then. */
function validateUserInGroup(userGroup: IUserGroupRef | undefined, user: IUser): string[] {
  const { users } = (userGroup ?? {}) as Partial<IUserGroup>;
  const areIdsResolved = users && [user, ...users].every(hasKnownId);
  if (areIdsResolved && !users.some(({ userId }) => userId === user.userId)) {
    return [
      `'connectAs' requires the user '${user.node.path}' to be in the user group '${userGroup!.node.path}' of the cache. Add the user to the user group.`,
    ];
  }
  return [];
}

/** Validates at synthesis that a cache of this library has a user group. */
export function requireUserGroup(cache: IConstruct & { readonly userGroup?: IUserGroup }, user: IUser): void {
  const error = `'connectAs' requires a cache with a user group. Create the cache with a user group that contains '${user.node.path}'.`;
  cache.node.addValidation({ validate: () => (cache.userGroup ? [] : [error]) });
}

/** Returns whether the id can be compared. Two imports of the same user can have different tokens as ids. */
function hasKnownId(user: IUser): boolean {
  return isCreatedUser(user) || isResolved(user.userId);
}
