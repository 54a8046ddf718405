import { aws_ecs as ecs } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { IResource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { Endpoint } from '../network';
import { throwValidationErrors } from '../private/errors';
import type { IIamUser, IUser, IUserGroup } from '../user';
import { PasswordUser, UserAuthentication } from '../user';

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
   * The beginning of the names of the environment variables.
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

/** What a connection must know of a cache. */
interface ConnectedCache extends IResource, ec2.IConnectable {
  readonly endpoint: Endpoint;
  readonly userGroup?: IUserGroup;
  grantConnectAs(user: IIamUser, grantee: iam.IGrantable): iam.Grant;
}

/** The rest, which the kinds of caches call by other names. */
export interface ConnectedFacts {
  /** In lower case, as IAM tokens have it. */
  readonly cacheName: string;
  readonly tls: boolean;
  readonly serverless: boolean;
  /** Whether clients must speak the cluster protocol. */
  readonly clusterMode: boolean;
  /** Where a serverless cache and a group without cluster mode serve reads from replicas. */
  readonly reader?: Endpoint;
  /** Whether there is nothing to open: a public cache. */
  readonly isPublic?: boolean;
}

/** A target as its own construct library knows it. */
interface Client {
  readonly grantee?: iam.IGrantable;
  readonly connectable?: ec2.IConnectable;
  readonly setVariable?: (name: string, value: string) => void;
  readonly container?: ecs.ContainerDefinition;
}

/** Opens the network both ways, gives the permission to log in, and tells the client what it must know. */
export function connect(
  cache: ConnectedCache,
  facts: ConnectedFacts,
  user: IUser,
  target: IConstruct,
  options: ConnectOptions,
): CacheConnection {
  const client = clientOf(target);
  const connectable = options.connectable ?? client.connectable;
  const byIam = user.authentication === UserAuthentication.IAM;
  const byPassword = user.authentication === UserAuthentication.PASSWORD;
  const secret = options.secret ?? (PasswordUser.isPasswordUser(user) ? user.secret : undefined);
  const faults = [
    ...(client.grantee
      ? []
      : [
          `'target' must be a function, a container, a task definition, a service, an instance or another construct with permissions, got '${target.node.path}'`,
        ]),
    ...(connectable || facts.isPublic
      ? []
      : [
          `'connectable' is needed, since '${target.node.path}' does not tell its security groups; give for example its service`,
        ]),
    ...(user.authentication === undefined
      ? [
          `'user' must tell how it authenticates, got '${user.node.path}'; import it by IamUser, PasswordUser or NoPasswordUser`,
        ]
      : []),
    ...(byPassword && !secret
      ? [`'secret' is needed, since the password of '${user.node.path}' stands in none that is known; give it here`]
      : []),
  ];
  if (faults.length > 0) {
    throwValidationErrors(cache, faults);
  }
  cache.node.addValidation({ validate: () => membershipFaults(cache, user) });

  if (!facts.isPublic) {
    cache.connections.allowDefaultPortFrom(connectable!);
  }
  const grant = byIam
    ? cache.grantConnectAs(user as IIamUser, client.grantee!)
    : byPassword
      ? secret!.grantRead(client.grantee!)
      : undefined;
  const environment = environmentOf(cache, facts, user, options.environmentPrefix ?? 'CACHE', secret);
  for (const [name, value] of Object.entries(environment)) {
    client.setVariable?.(name, value);
  }
  if (client.container && byPassword) {
    givePassword(client.container, `${options.environmentPrefix ?? 'CACHE'}_PASSWORD`, secret!);
  }
  return CacheConnection._of(environment, grant);
}

function environmentOf(
  cache: ConnectedCache,
  facts: ConnectedFacts,
  user: IUser,
  prefix: string,
  secret?: secretsmanager.ISecret,
): Record<string, string> {
  const variables: Record<string, string | undefined> = {
    HOST: cache.endpoint.hostname,
    PORT: cache.endpoint.portAsString(),
    READER_HOST: facts.reader?.hostname,
    READER_PORT: facts.reader?.portAsString(),
    TLS: String(facts.tls),
    CLUSTER_MODE: String(facts.clusterMode),
    NAME: facts.cacheName,
    SERVERLESS: String(facts.serverless),
    USER: user.userName ?? user.userId,
    AUTH: user.authentication === UserAuthentication.NO_PASSWORD ? 'none' : user.authentication,
    SECRET_ARN: user.authentication === UserAuthentication.PASSWORD ? secret!.secretArn : undefined,
  };
  return Object.fromEntries(
    Object.entries(variables)
      .filter((entry): entry is [string, string] => entry[1] !== undefined)
      .map(([name, value]) => [`${prefix}_${name}`, value]),
  );
}

/** Constructs of other libraries are known by what they can. */
function clientOf(target: IConstruct): Client {
  const it = target as IConstruct &
    Partial<ec2.IConnectable & iam.IGrantable> & {
      addEnvironment?: (name: string, value: string) => void;
      taskDefinition?: ecs.TaskDefinition;
      taskRole?: iam.IRole;
      defaultContainer?: ecs.ContainerDefinition;
    };
  const isContainer = it.taskDefinition !== undefined && typeof it.addEnvironment === 'function';
  const container = isContainer
    ? (target as ecs.ContainerDefinition)
    : (it.defaultContainer ?? it.taskDefinition?.defaultContainer);
  return {
    grantee:
      it.taskDefinition?.taskRole ?? it.taskRole ?? ('grantPrincipal' in it ? (it as iam.IGrantable) : undefined),
    connectable: 'connections' in it ? (it as ec2.IConnectable) : undefined,
    setVariable: container
      ? (name, value) => container.addEnvironment(name, value)
      : typeof it.addEnvironment === 'function'
        ? (name, value) => {
            it.addEnvironment!(name, value);
          }
        : undefined,
    container,
  };
}

/** A container gets the password itself, when it starts. */
function givePassword(container: ecs.ContainerDefinition, name: string, secret: secretsmanager.ISecret) {
  container.addSecret(name, ecs.Secret.fromSecretsManager(secret, 'password'));
}

/** Users can be added to a group until the app is synthesised. */
function membershipFaults(cache: ConnectedCache, user: IUser): string[] {
  if (!cache.userGroup) {
    return [
      `'connectAs' needs a user group at the cache '${cache.node.path}', got none; give it one that has the user '${user.node.path}'`,
    ];
  }
  const users = cache.userGroup.users;
  return users && !users.some(({ userId }) => userId === user.userId)
    ? [
        `'connectAs' needs the user '${user.node.path}' in the user group '${cache.userGroup.node.path}' of the cache; add it with 'addUser'`,
      ]
    : [];
}
