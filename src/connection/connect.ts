import { aws_ecs as ecs } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IUserGroupRef, IUserRef } from 'aws-cdk-lib/aws-elasticache';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { CfnResource } from 'aws-cdk-lib/core';
import { Stack } from 'aws-cdk-lib/core';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import type { Endpoint } from '../network';
import type { ConnectOptions } from './cache-connection';
import { CacheConnection } from './cache-connection';
import type { ContainerEnvironment, PlainVariable, SecretVariable } from './client-environment';
import { registerConnection, validateNames } from './connection-names';
import { requireSource } from './connection-source';
import type { ConnectionTarget } from './connection-target';
import { getUnqualifiedFunction, resolveTarget } from './connection-target';
import { requireUrl, validateUrlLogin } from './connection-url';
import type { EnvironmentName } from './environment-names';
import { validatePrefix, validateUrlName, validateVariableName } from './environment-names';
import type { CacheAuthentication, Login, LoginSecret, SecretField } from './login';
import { createCacheLogin, createUserLogin, listSecretFields, URL_FIELD } from './login';
import { createReferenceGuard, validateStack } from './required-stacks';
import { validateSecurityGroupReferences } from '../network/cache-connections';
import { findL1, getStage, isCreated } from '../private/constructs';
import { throwMethodErrors } from '../private/errors';
import { grantSecretRead } from '../private/secrets';
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
  /** Whether clients must use the cluster protocol. Undefined if it is unknown. */
  readonly usesClusterProtocol?: boolean;
  /** Whether clients use connection URLs. False for Memcached. */
  readonly supportsUrls: boolean;
  /** The connection URL without credentials. Undefined for Memcached, or if it is unknown whether clients use TLS. */
  readonly url?: string;
  /** Suggests how to specify the TLS mode. Undefined if it is always known. */
  readonly transitEncryptionFix?: string;
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
  specifiedTarget: IConstruct,
  options: ConnectOptions,
  grantConnect?: (grantee: iam.IGrantable) => iam.Grant,
): CacheConnection {
  const { construct } = cache;
  const { user } = login;
  const target = getUnqualifiedFunction(specifiedTarget);
  const client = resolveTarget(target, options.connectable);
  const prefix = options.environmentPrefix ?? 'CACHE';
  const environment = renderEnvironment(cache, login, prefix, options.urlVariable);
  const connection = { cache: construct, user, prefix, urlVariable: options.urlVariable };
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
    ...validateNames(connection, target, client, variables),
  ];
  if (errors.length > 0) {
    throwMethodErrors(construct, method, errors);
  }

  for (const port of cache.ports) {
    cache.connections?.allowFrom(client.connectable!, port);
  }
  if (cache.connections?.securityGroups.length) {
    requireSource(construct, options.connectable ? 'connectable' : 'target', client.connectable!);
  }
  if (login.secret && options.urlVariable !== undefined) {
    requireUrl('urlVariable', construct, login.secret);
  }
  const grant = grantLogin(login, client, grantConnect);
  registerConnection(client.environment?.client ?? target, connection);
  client.environment?.addVariables(toVariables(environment));
  if (client.environment?.supportsSecrets) {
    passSecrets(construct, login.secret, client.environment, secrets, grant);
  }
  return CacheConnection._of(construct, login, environment, {
    secretFields,
    usesPowerShell: client.usesPowerShell,
    grant,
    guardReference: createReferenceGuard(construct, target, client, (found) =>
      throwMethodErrors(construct, method, found),
    ),
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
  { grantee, connectable, lacksConnections, environment }: ConnectionTarget,
  { authentication }: Login,
  needsConnectable: boolean,
): string[] {
  const errors: string[] = [];
  if (!grantee && authentication !== undefined && authentication !== 'none') {
    errors.push(
      `'target' must be a construct that can receive IAM permissions, such as a Lambda function, an Amazon ECS container or service, or an Amazon EC2 instance, but got '${target.node.path}'. Pass the construct that runs the client.`,
    );
  }
  if (needsConnectable && lacksConnections && environment) {
    errors.push(
      `'target' must be in a VPC, because the cache accepts only connections from security groups, but got '${target.node.path}', which is in no VPC. Set the VPC of the target, or set 'connectable' to a construct with security groups.`,
    );
  } else if (needsConnectable && lacksConnections) {
    errors.push(
      `'target' must have security groups, because the cache accepts only connections from security groups, but got '${target.node.path}', which has none. Set the security group of the target, or set 'connectable' to a construct with security groups.`,
    );
  } else if (needsConnectable && !connectable) {
    errors.push(
      `'connectable' is required, because the target '${target.node.path}' has no security groups. Set 'connectable' to a construct with security groups, such as the Amazon ECS service that runs the target, or the security group of the client that uses the role.`,
    );
  }
  return errors;
}

/** Validates the stack of the client: its account and Region, and then its dependencies. */
function validatePlacement(
  cache: ConnectedCache,
  login: Login,
  target: IConstruct,
  client: ConnectionTarget,
): string[] {
  const { construct } = cache;
  const errors = [
    validateSecurityGroups(cache, client),
    validateReferences(cache, login, target, client),
    validateStack(construct, login, target, client),
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
  const l1 = environment && findL1(construct);
  const referenced = [
    ...(l1 ? [l1] : []),
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

/** Reads the connections of the client only if rules are needed, because a function without a VPC has none. */
function validateSecurityGroups(
  { construct, connections }: ConnectedCache,
  { connectable }: ConnectionTarget,
): string[] {
  return connectable && connections?.securityGroups.length
    ? validateSecurityGroupReferences('target', construct, connections, connectable)
    : [];
}

function toVariables(environment: Record<string, string>): PlainVariable[] {
  return Object.entries(environment).map(([name, value]) => ({ name, value }));
}

/** Rejects a URL that the login does not have, or that the target cannot read. */
function validateUrlVariable(
  cache: ConnectedCache,
  login: Login,
  target: IConstruct,
  { environment, needsPlainVariables, isBuildProject }: ConnectionTarget,
  { urlVariable }: ConnectOptions,
): string[] {
  if (urlVariable === undefined) {
    return [];
  }
  if (isBuildProject) {
    return [
      `'urlVariable' has no effect for an AWS CodeBuild project, because its environment variables cannot be changed after its creation, but got '${target.node.path}'. Pass the role of the project with the option 'connectable', and set the prop 'environmentVariables' of the project to 'buildEnvironmentVariables' of the connection.`,
    ];
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
    CLUSTER_MODE: cache.usesClusterProtocol?.toString(),
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
