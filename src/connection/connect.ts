import { aws_ecs as ecs } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IUserGroupRef, IUserRef } from 'aws-cdk-lib/aws-elasticache';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import type { Endpoint } from '../network';
import type { ConnectOptions } from './cache-connection';
import { CacheConnection } from './cache-connection';
import type { ClientVariable, ContainerEnvironment, PlainVariable, SecretVariable } from './client-environment';
import { validateConflicts } from './client-environment';
import type { ConnectionTarget } from './connection-target';
import { resolveTarget } from './connection-target';
import { requireUrl, validateUrlLogin } from './connection-url';
import type { EnvironmentName } from './environment-names';
import { listNames, validatePrefix, validateUrlName, validateVariableName } from './environment-names';
import type { CacheAuthentication, Login, LoginSecret, SecretField } from './login';
import { createCacheLogin, createUserLogin, listSecretFields, URL_FIELD } from './login';
import { validateSecurityGroupReferences } from '../network/cache-connections';
import { findDefaultChild, getStage } from '../private/constructs';
import { throwMethodErrors } from '../private/errors';
import { grantSecretRead } from '../private/secrets';
import { findRequiredResources, findSeparateStack, getConstructPath, isInStack } from '../private/stacks';
import { isResolved } from '../private/tokens';
import type { IUser, IUserGroup } from '../user';
import { isCreatedUser } from '../user/user';

/** The values of a cache that a connection uses. */
export interface ConnectedCache extends CacheAuthentication {
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
  /** Undefined if it is unknown. */
  readonly usesTls?: boolean;
  readonly isServerless: boolean;
  /** Whether clients must use the cluster protocol. */
  readonly usesClusterProtocol: boolean;
  /** Whether clients use connection URLs. False for Memcached. */
  readonly supportsUrls: boolean;
  /** The connection URL without credentials. Undefined for Memcached, or if it is unknown whether clients use TLS. */
  readonly url?: string;
}

/** A cache that can have users. */
export interface CacheWithUsers extends ConnectedCache {
  readonly grants: { connect(grantee: iam.IGrantable, user?: IUserRef): iam.Grant };
}

/** Connects a client as a user: the network, the permissions to log in, and the connection settings. */
export function connectAs(
  cache: CacheWithUsers,
  user: IUser,
  target: IConstruct,
  options: ConnectOptions,
): CacheConnection {
  const connection = connectClient('connectAs', cache, createUserLogin(user, options), target, options, (grantee) =>
    cache.grants.connect(grantee, user),
  );
  cache.construct.node.addValidation({ validate: () => validateUserInGroup(cache.userGroup, user) });
  return connection;
}

/** Connects a client to a cache without users: the network, the access to the AUTH token, and the settings. */
export function connect(cache: ConnectedCache, target: IConstruct, options: ConnectOptions): CacheConnection {
  return connectClient('connect', cache, createCacheLogin(cache, options), target, options);
}

function connectClient(
  method: string,
  cache: ConnectedCache,
  login: Login,
  target: IConstruct,
  options: ConnectOptions,
  grantConnect?: (grantee: iam.IGrantable) => iam.Grant,
): CacheConnection {
  const { construct } = cache;
  const { user } = login;
  const client = resolveTarget(target, options.connectable);
  const prefix = options.environmentPrefix ?? 'CACHE';
  const environment = renderEnvironment(cache, login, prefix, options.urlVariable);
  const secretFields = listSecretFields(login, prefix, options.urlVariable);
  const secrets = client.environment?.supportsSecrets ? createSecretVariables(login, secretFields) : [];
  const variables = [...toVariables(environment), ...secrets];

  const errors = [
    ...validateTarget(target, client, login, cache.connections !== undefined),
    ...validatePlacement(cache, login, target, client),
    ...validatePrefix(prefix),
    ...validateUrlName(options.urlVariable, prefix),
    ...validateUrlVariable(cache, login, target, client, options),
    ...login.errors,
    ...validateNames({ cache: construct, user, prefix }, target, client, variables),
  ];
  if (errors.length > 0) {
    throwMethodErrors(construct, method, errors);
  }

  for (const port of cache.ports) {
    cache.connections?.allowFrom(client.connectable!, port);
  }
  if (login.secret && options.urlVariable !== undefined) {
    requireUrl('urlVariable', construct, login.secret);
  }
  const grant = grantLogin(login, client, grantConnect);
  if (client.environment) {
    registerConnection(client.environment.client, { cache: construct, user, prefix });
    client.environment.addVariables(toVariables(environment));
  }
  if (client.environment?.supportsSecrets) {
    passSecrets(construct, login.secret, client.environment, secrets, grant);
  }
  return CacheConnection._of(construct, login, environment, {
    secretFields,
    usesPowerShell: client.usesPowerShell,
    grant,
  });
}

/** Creates the variables of a container with the password and the connection URL. */
function createSecretVariables({ secret }: Login, fields: readonly SecretField[]): SecretVariable[] {
  return fields.map(({ name, field }) => ({ name, value: ecs.Secret.fromSecretsManager(secret!.secret, field) }));
}

/** Passes the password and the connection URL to a container. Amazon ECS reads both when the container starts. */
function passSecrets(
  cache: IConstruct,
  secret: LoginSecret | undefined,
  container: ContainerEnvironment,
  secrets: readonly SecretVariable[],
  grant: iam.Grant | undefined,
): void {
  const [password, url] = secrets.map(({ name, value }) => ({ name, value: { ...value, grantRead: () => grant! } }));
  if (password) {
    container.addVariables([password]);
  }
  if (url) {
    secret!.endpointAttachment!.whenAttached({
      cache,
      notify: (resource) => {
        container.addVariables([url]);
        // The secret must contain the URL before a container starts.
        container.addDependency(resource.node.defaultChild as CfnResource);
      },
    });
  }
}

function validateTarget(
  target: IConstruct,
  { grantee, connectable, lacksVpc, isBuildProject }: ConnectionTarget,
  { authentication }: Login,
  needsConnectable: boolean,
): string[] {
  const errors: string[] = [];
  if (isBuildProject) {
    errors.push(
      `'target' must not be an AWS CodeBuild project, because the environment variables of a project cannot be changed after its creation, but got '${target.node.path}'. Pass the role of the project, and set the prop 'environmentVariables' of the project to 'buildEnvironmentVariables' of the connection.`,
    );
  }
  if (!grantee && authentication !== 'none') {
    errors.push(
      `'target' must be a construct that can receive IAM permissions, such as a Lambda function, an Amazon ECS container or service, or an Amazon EC2 instance, but got '${target.node.path}'. Pass the construct that runs the client.`,
    );
  }
  if (grantee && authentication !== 'none' && !hasKnownRole(grantee)) {
    errors.push(
      `'target' must be a construct that can receive IAM permissions, but got '${target.node.path}', which is imported without its role. Import it with its role, or pass the role, and set 'connectable'.`,
    );
  }
  if (needsConnectable && lacksVpc) {
    errors.push(
      `'target' must be in a VPC, because the cache accepts only connections from security groups, but got '${target.node.path}', which is in no VPC. Set the VPC of the target, or set 'connectable' to a construct with security groups.`,
    );
  } else if (needsConnectable && !connectable) {
    errors.push(
      `'connectable' is required, because the target '${target.node.path}' has no security groups. Set 'connectable' to a construct with security groups, such as the Amazon ECS service that runs the target, or the security group of the client that uses the role.`,
    );
  }
  return errors;
}

/** Returns whether the role of a client is known. The principal of a construct without a known role throws errors. */
function hasKnownRole({ grantPrincipal }: iam.IGrantable): boolean {
  try {
    return grantPrincipal.policyFragment !== undefined;
  } catch {
    return false;
  }
}

/** Validates the stack of the client: its account and Region, and then its dependencies. */
function validatePlacement(
  cache: ConnectedCache,
  login: Login,
  target: IConstruct,
  client: ConnectionTarget,
): string[] {
  const errors = [
    validateSecurityGroups(cache, client),
    validateReferences(cache, login, target, client),
    validateStack(cache, login, target, client),
  ];
  return errors.find((found) => found.length > 0) ?? [];
}

/** Rejects a client from which CloudFormation references to resources of the cache are impossible. */
function validateReferences(
  { construct, connections }: ConnectedCache,
  { secret }: Login,
  target: IConstruct,
  { environment }: ConnectionTarget,
): string[] {
  const referenced = [
    ...(environment ? [findL1(construct)] : []),
    ...(secret ? [secret.secret] : []),
    ...(connections?.securityGroups ?? []),
  ].filter(isCreated);
  if (referenced.some((resource) => getStage(resource) !== getStage(target))) {
    return [
      `'target' must be in the stage of the cache, because a stage cannot refer to resources of another stage, but got '${target.node.path}'. Create the target in the stage of the cache, or import the cache in the stage of the target.`,
    ];
  }
  const stack = Stack.of(target);
  const other = referenced.map((resource) => Stack.of(resource)).find((found) => isOnlyOneExplicit(found, stack));
  return other
    ? [
        `'target' must be in a stack with the account and Region of the stack '${other.node.path}', because it refers to its resources, but got '${target.node.path}'. Only one of the stacks has an explicit environment. Set 'env' of both stacks to the same account and Region.`,
      ]
    : [];
}

/** Returns whether only one of two stacks has an explicit account or Region. */
function isOnlyOneExplicit(stack: Stack, other: Stack): boolean {
  return (
    isResolved(stack.account) !== isResolved(other.account) || isResolved(stack.region) !== isResolved(other.region)
  );
}

/** Returns whether a construct is created in the app. Imported constructs have no resource. */
function isCreated(construct: IConstruct): boolean {
  return CfnResource.isCfnResource(construct) || findDefaultChild(construct) !== undefined;
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

/** Rejects a client in a stack whose resources the cache requires, because the client refers to the cache. */
function validateStack(cache: ConnectedCache, login: Login, target: IConstruct, client: ConnectionTarget): string[] {
  const { construct } = cache;
  const stack = findSeparateStack(target, construct);
  const resource =
    stack && [...findRequiredResources([findL1(construct)])].find((required) => isInStack(required, stack));
  const requirement = resource && findRequirement(cache, login, target, client);
  if (!requirement) {
    return [];
  }
  const path = getConstructPath(resource);
  return [
    `'target' must not be in a stack that the cache requires, because the target requires ${requirement}, but got '${target.node.path}' in the stack of '${path}'. Create '${path}' in the stack of the cache, or in a separate stack.`,
  ];
}

/** Returns the L1 construct that a construct of this library represents. Otherwise, returns the construct itself. */
function findL1(construct: IConstruct): IConstruct {
  const scope = construct.node.scope!;
  return CfnResource.isCfnResource(scope) ? scope : construct;
}

/** Returns the noun phrase for what a client requires from the stack of the cache. */
function findRequirement(
  { construct }: ConnectedCache,
  { authentication, secret }: Login,
  target: IConstruct,
  { environment }: ConnectionTarget,
): string | undefined {
  if (environment !== undefined || authentication === 'iam') {
    return 'the endpoint of the cache';
  }
  // CloudFormation deploys a separate stack as a unit, so the client also requires the cache.
  const stack = findSeparateStack(construct, target);
  return stack && secret && isCreated(secret.secret) && isInStack(secret.secret, stack)
    ? `the secret '${secret.secret.node.path}'`
    : undefined;
}

/** The cache and user to which the environment variables of one prefix belong. */
interface Connection {
  readonly cache: IConstruct;
  readonly user?: IUser;
  readonly prefix: string;
}

const CONNECTIONS = new WeakMap<IConstruct, Connection[]>();

/** Registers a connection of a client, so that later connections have other names of variables. */
function registerConnection(client: IConstruct, connection: Connection): void {
  CONNECTIONS.set(client, [...(CONNECTIONS.get(client) ?? []), connection]);
}

/** Rejects names of environment variables that the client already has, from another connection or its own. */
function validateNames(
  connection: Connection,
  target: IConstruct,
  { environment }: ConnectionTarget,
  variables: readonly ClientVariable[],
): string[] {
  if (!environment) {
    return [];
  }
  const { client } = environment;
  const errors = validateUniqueNames(connection, CONNECTIONS.get(client) ?? [], target);
  return errors.length > 0 ? errors : validateConflicts(client, environment.listConflicts(variables));
}

/** Rejects a prefix with names of environment variables that another connection of the client already uses. */
function validateUniqueNames(
  { cache, user, prefix }: Connection,
  connections: readonly Connection[],
  target: IConstruct,
): string[] {
  const names = new Set(listNames(prefix));
  const others = connections.filter((other) => {
    const isSame = other.prefix === prefix && other.cache === cache && other.user === user;
    return !isSame && listNames(other.prefix).some((name) => names.has(name));
  });
  return others.map((other) => {
    const suffix = other.user ? ` as the user '${other.user.node.path}'` : '';
    return `'environmentPrefix' must differ between the connections of a client, but got "${prefix}", and '${target.node.path}' already uses "${other.prefix}" for the connection to the cache '${other.cache.node.path}'${suffix}. Set 'environmentPrefix' to another prefix.`;
  });
}

function toVariables(environment: Record<string, string>): PlainVariable[] {
  return Object.entries(environment).map(([name, value]) => ({ name, value }));
}

/** Rejects a URL that the login does not have, or that the target cannot read. */
function validateUrlVariable(
  cache: ConnectedCache,
  login: Login,
  target: IConstruct,
  { environment, needsPlainVariables }: ConnectionTarget,
  { urlVariable }: ConnectOptions,
): string[] {
  if (urlVariable === undefined) {
    return [];
  }
  const errors = [...validateVariableName('urlVariable', urlVariable, 'REDIS_URL'), ...validateUrlLogin(cache, login)];
  const lacksSecrets = needsPlainVariables || environment?.supportsSecrets === false;
  return errors.length === 0 && lacksSecrets && login.secret
    ? [
        `'urlVariable' requires a target that gets values of secrets, such as an Amazon ECS container, but got '${target.node.path}'. Remove 'urlVariable', and read the field '${URL_FIELD}' of the secret in the client.`,
      ]
    : errors;
}

function grantLogin(
  { authentication, secret }: Login,
  { grantee, obtainSecretReader }: ConnectionTarget,
  grantConnect: ((grantee: iam.IGrantable) => iam.Grant) | undefined,
): iam.Grant | undefined {
  switch (authentication) {
    case 'iam':
      return grantConnect!(grantee!);
    case 'password':
      return grantSecretRead(secret!.secret, obtainSecretReader?.() ?? grantee!);
    default:
      return undefined;
  }
}

function renderEnvironment(
  cache: ConnectedCache,
  { authentication, user, secret }: Login,
  prefix: string,
  urlVariable: string | undefined,
): Record<string, string> {
  const variables: Partial<Record<EnvironmentName, string | undefined>> = {
    HOST: cache.endpoint.hostname,
    PORT: cache.endpoint.portAsString(),
    READER_HOST: cache.readerEndpoint?.hostname,
    READER_PORT: cache.readerEndpoint?.portAsString(),
    TLS: cache.usesTls?.toString(),
    CLUSTER_MODE: String(cache.usesClusterProtocol),
    NAME: cache.cacheName,
    SERVERLESS: String(cache.isServerless),
    USER: user && (user.userName ?? user.userId),
    AUTH: authentication,
    SECRET_ARN: secret?.secret.secretArn,
    SECRET_FIELD: secret?.field,
  };
  const entries = Object.entries(variables).map(([name, value]) => [`${prefix}_${name}`, value] as const);
  const url = urlVariable !== undefined && authentication === 'none' ? { [urlVariable]: cache.url } : {};
  return Object.fromEntries(
    [...entries, ...Object.entries(url)].filter((entry): entry is [string, string] => entry[1] !== undefined),
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

/** Validates at synthesis that a created cache has a user group. The user group of an imported cache can be unknown. */
export function requireUserGroup(cache: IConstruct & { readonly userGroup?: IUserGroup }, user: IUser): void {
  const error = `'connectAs' requires a cache with a user group. Create the cache with a user group that contains '${user.node.path}', or call 'connect' for a cache without users.`;
  cache.node.addValidation({ validate: () => (cache.userGroup || !isCreated(cache) ? [] : [error]) });
}

/** Returns whether the id can be compared. Two imports of the same user can have different tokens as ids. */
function hasKnownId(user: IUser): boolean {
  return isCreatedUser(user) || isResolved(user.userId);
}
