import { aws_ecs as ecs } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IUserGroupRef, IUserRef } from 'aws-cdk-lib/aws-elasticache';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import type { Endpoint } from '../network';
import { validateSecurityGroupReferences } from '../network/cache-connections';
import { throwMethodErrors } from '../private/errors';
import { grantSecretRead } from '../private/secrets';
import { findRequiredResources, findSeparateStack, getConstructPath, isInStack } from '../private/stacks';
import { isResolved } from '../private/tokens';
import type { IUser, IUserGroup } from '../user';
import { PasswordUser, UserAuthenticationType } from '../user';
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
   * get the password from the field `password` of this secret.
   *
   * @default - the secret of the user
   */
  readonly secret?: secretsmanager.ISecret;

  /**
   * The prefix of the names of the environment variables.
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
  public static _of(environment: Record<string, string>, grant?: iam.Grant): CacheConnection {
    return new CacheConnection(environment, grant);
  }

  private constructor(
    private readonly variables: Record<string, string>,
    /**
     * The grant to connect with IAM authentication, or to read the secret. Not set for users with the authentication
     * type `NO_PASSWORD`.
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
    return Object.entries(this.variables).map(([name, value]) => `export ${name}='${value}'`);
  }
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

/** The capabilities of a connection's target. */
interface ConnectionTarget {
  readonly grantee?: iam.IGrantable;
  readonly connectable?: ec2.IConnectable;
  readonly addVariable?: (name: string, value: string) => void;
  readonly container?: ecs.ContainerDefinition;
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
  const secret = options.secret ?? (PasswordUser.isPasswordUser(user) ? user.secret : undefined);
  const prefix = options.environmentPrefix ?? 'CACHE';
  const connection: Connection = { cache: construct, user };
  const connectionsByPrefix = getConnectionsByPrefix(client.container ?? target);

  const errors = [
    ...validateTarget(target, client, connections !== undefined),
    ...validatePlacement(cache, user, target, client),
    ...validatePrefix(connection, connectionsByPrefix.get(prefix), target, client, prefix),
    ...validateAuthentication(user, secret),
  ];
  if (errors.length > 0) {
    throwMethodErrors(construct, 'connectAs', errors);
  }
  construct.node.addValidation({ validate: () => validateUserInGroup(cache.userGroup, user) });

  for (const port of cache.ports) {
    connections?.allowFrom(client.connectable!, port);
  }
  const grant = grantLogin(cache, user, client.grantee!, secret);

  connectionsByPrefix.set(prefix, connection);
  const environment = renderEnvironment(cache, user, prefix, secret);
  for (const [name, value] of Object.entries(environment)) {
    client.addVariable?.(name, value);
  }
  if (client.container && user.authenticationType === UserAuthenticationType.PASSWORD) {
    // Amazon ECS can read the secret when the container starts, and pass the password to the container.
    const field = options.secret || !PasswordUser.isPasswordUser(user) ? 'password' : user._passwordField;
    client.container.addSecret(`${prefix}_PASSWORD`, {
      ...ecs.Secret.fromSecretsManager(secret!, field),
      grantRead: (executionRole) => grantSecretRead(secret!, executionRole),
    });
  }
  return CacheConnection._of(environment, grant);
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

/** Rejects a prefix that another connection of the client already uses for its environment variables. */
function validatePrefix(
  { cache, user }: Connection,
  other: Connection | undefined,
  target: IConstruct,
  { addVariable }: ConnectionTarget,
  prefix: string,
): string[] {
  const isSame = other?.cache === cache && other.user === user;
  return addVariable && other && !isSame
    ? [
        `'environmentPrefix' must differ between the connections of a client, but got "${prefix}", which '${target.node.path}' already uses for the connection to the cache '${other.cache.node.path}' as the user '${other.user.node.path}'. Set 'environmentPrefix' to another prefix.`,
      ]
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
  grantee: iam.IGrantable,
  secret: secretsmanager.ISecret | undefined,
): iam.Grant | undefined {
  switch (user.authenticationType) {
    case UserAuthenticationType.IAM:
      return cache.grants.connect(grantee, user);
    case UserAuthenticationType.PASSWORD:
      return grantSecretRead(secret!, grantee);
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
  const variables: Record<string, string | undefined> = {
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

/** Detects the capabilities of a target by its members, because `instanceof` fails across copies of aws-cdk-lib. */
function resolveTarget(target: IConstruct, override: ec2.IConnectable | undefined): ConnectionTarget {
  const candidate = target as IConstruct &
    Partial<ec2.IConnectable & iam.IGrantable> & {
      addEnvironment?: (name: string, value: string) => void;
      taskDefinition?: ecs.TaskDefinition;
      taskRole?: iam.IRole;
      defaultContainer?: ecs.ContainerDefinition;
    };
  const hasAddEnvironment = typeof candidate.addEnvironment === 'function';
  const isContainer = candidate.taskDefinition !== undefined && hasAddEnvironment;
  const container = isContainer
    ? (target as ecs.ContainerDefinition)
    : (candidate.defaultContainer ?? candidate.taskDefinition?.defaultContainer);
  const principal = 'grantPrincipal' in candidate ? (candidate as iam.IGrantable) : undefined;
  const connectable = 'connections' in candidate ? (candidate as ec2.IConnectable) : undefined;

  const capabilities = {
    grantee: candidate.taskDefinition?.taskRole ?? candidate.taskRole ?? principal,
    connectable: override ?? connectable,
    container,
  };
  if (container) {
    return { ...capabilities, addVariable: (name, value) => container.addEnvironment(name, value) };
  }
  return hasAddEnvironment
    ? { ...capabilities, addVariable: (name, value) => candidate.addEnvironment!(name, value) }
    : capabilities;
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
