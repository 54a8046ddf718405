import { aws_ecs as ecs } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IUserGroupRef, IUserRef } from 'aws-cdk-lib/aws-elasticache';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import type { Endpoint } from '../network';
import { throwMethodErrors } from '../private/errors';
import { isResolved } from '../private/tokens';
import type { IUser, IUserGroup } from '../user';
import { PasswordUser, UserAuthenticationType } from '../user';
import { isCreatedUser } from '../user/user';

/** What cannot be seen from the user and the target of a connection. */
export interface ConnectOptions {
  /**
   * Where the client stands in the network.
   *
   * @default - the target itself, or its service
   */
  readonly connectable?: ec2.IConnectable;

  /**
   * The secret with the password of the user, for a user that is imported or whose passwords were given.
   *
   * @default - the secret of the user
   */
  readonly secret?: secretsmanager.ISecret;

  /**
   * The beginning of the names of the environment variables. A client of several caches needs one prefix per cache.
   *
   * @default CACHE
   */
  readonly environmentPrefix?: string;
}

/**
 * What a client got: the way in, the permission, and what it must know. Made by `connectAs` of a cache.
 *
 * @example
 * declare const cache: elasticache.ServerlessCache;
 * declare const user: elasticache.IamUser;
 * declare const instance: ec2.Instance;
 *
 * const connection = cache.connectAs(user, instance);
 * connection.shellExports; // lines for the user data of the instance
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
    /** The permission of IAM, or on the secret; undefined where none is needed. */
    public readonly grant?: iam.Grant,
  ) {}

  /** What a client must know, as environment variables: functions and containers have them already. */
  public get environment(): Record<string, string> {
    return { ...this.variables };
  }

  /** The same as lines for a shell, such as the user data of an instance. */
  public get shellExports(): string[] {
    return Object.entries(this.variables).map(([name, value]) => `export ${name}='${value}'`);
  }
}

/** The values of a cache that a connection uses. */
export interface ConnectedCache {
  readonly construct: IConstruct & IEnvironmentAware;
  /** The name in lower case, as IAM authentication tokens contain it. */
  readonly cacheName: string;
  readonly endpoint: Endpoint;
  /** The endpoint for reads from replicas; undefined with cluster mode enabled. */
  readonly readerEndpoint?: Endpoint;
  /** Undefined if no security group rules are needed. */
  readonly connections?: ec2.Connections;
  /** The ports of the endpoints. */
  readonly ports: readonly ec2.Port[];
  /** Undefined if unknown. */
  readonly userGroup?: IUserGroupRef;
  readonly usesTls: boolean;
  readonly isServerless: boolean;
  /** Whether clients must speak the cluster protocol. */
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

/** Opens the network, grants the permission to log in, and passes the connection settings to the target. */
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
    ...validateRegion(cache, client),
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
    // ECS reads secrets when the container starts, so the container gets the password itself.
    const field = options.secret || !PasswordUser.isPasswordUser(user) ? 'password' : user._passwordField;
    client.container.addSecret(`${prefix}_PASSWORD`, ecs.Secret.fromSecretsManager(secret!, field));
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
      `'target' must be a function, a container, a task definition, a service, an instance, or another construct with permissions, but got '${target.node.path}'.`,
    );
  }
  if (needsConnectable && !connectable) {
    errors.push(
      `'connectable' is missing, but the security groups of '${target.node.path}' are unknown. Set 'connectable' to a construct with security groups, such as the service of the target.`,
    );
  }
  return errors;
}

/** Rejects a client with security groups in another Region, to which the rules of the cache's groups cannot refer. */
function validateRegion({ construct, connections }: ConnectedCache, { connectable }: ConnectionTarget): string[] {
  const { region } = construct.env;
  if (!connections?.securityGroups.length || !isResolved(region)) {
    return [];
  }
  const otherRegion = connectable?.connections.securityGroups
    .map((group) => group.env.region)
    .find((clientRegion) => isResolved(clientRegion) && clientRegion !== region);
  return otherRegion === undefined
    ? []
    : [
        `'target' must be in the Region of the cache (${region}), because security group rules cannot refer to other Regions, but got ${otherRegion}. Use a client in ${region}.`,
      ];
}

/** What a client connects to with the environment variables of one prefix. */
interface Connection {
  readonly cache: IConstruct;
  readonly user: IUser;
}

const CONNECTIONS = new WeakMap<IConstruct, Map<string, Connection>>();

/** Returns the connection of each prefix of environment variables of a construct, to which connections are added. */
function getConnectionsByPrefix(client: IConstruct): Map<string, Connection> {
  const connections = CONNECTIONS.get(client) ?? new Map<string, Connection>();
  CONNECTIONS.set(client, connections);
  return connections;
}

/** Rejects a prefix with which another connection has already set the environment variables of the client. */
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
        `'environmentPrefix' must differ between the connections of a client, but got "${prefix}", which '${target.node.path}' has for '${other.cache.node.path}' and '${other.user.node.path}'. Set 'environmentPrefix' to another prefix.`,
      ]
    : [];
}

function validateAuthentication(user: IUser, secret: secretsmanager.ISecret | undefined): string[] {
  if (user.authenticationType === undefined) {
    return [
      `'user' must have a known type of authentication, but got '${user.node.path}'. Import it with IamUser, PasswordUser, or NoPasswordUser.`,
    ];
  }
  if (user.authenticationType === UserAuthenticationType.PASSWORD && !secret) {
    return [
      `'secret' is missing, but the secret of '${user.node.path}' is unknown. Set 'secret' to the secret with the password.`,
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
      return secret!.grantRead(grantee);
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

/** Finds the capabilities of a target by its members, because `instanceof` fails across copies of aws-cdk-lib. */
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

/** Runs at synthesis, because users can be added to the user group until then. */
function validateUserInGroup(userGroup: IUserGroupRef | undefined, user: IUser): string[] {
  const { users } = (userGroup ?? {}) as Partial<IUserGroup>;
  const areIdsResolved = users && [user, ...users].every(hasKnownId);
  if (areIdsResolved && !users.some(({ userId }) => userId === user.userId)) {
    return [
      `'connectAs' requires the user '${user.node.path}' in the user group '${userGroup!.node.path}' of the cache. Add it with 'addUser'.`,
    ];
  }
  return [];
}

/** Validates at synthesis that a cache of this library has a user group. */
export function requireUserGroup(cache: IConstruct & { readonly userGroup?: IUserGroup }, user: IUser): void {
  const error = `'connectAs' requires a user group of the cache. Set a user group that contains '${user.node.path}'.`;
  cache.node.addValidation({ validate: () => (cache.userGroup ? [] : [error]) });
}

/** Two imports of one user can have different tokens as ids. */
function hasKnownId(user: IUser): boolean {
  return isCreatedUser(user) || isResolved(user.userId);
}
