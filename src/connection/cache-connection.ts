import { aws_batch as batch, aws_codebuild as codebuild } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { IConstruct } from 'constructs';
import { requireUrl } from './connection-url';
import type { Login, SecretField } from './login';
import { URL_FIELD } from './login';
import { grantSecretRead } from '../private/secrets';

/** Options for connecting a client to a cache. */
export interface ConnectOptions {
  /**
   * The construct with the security groups of the client.
   *
   * Required for Amazon ECS containers and task definitions, which have no security groups.
   *
   * @default - the target
   */
  readonly connectable?: ec2.IConnectable;

  /**
   * The secret with the password of the user, or with the AUTH token of the cache.
   *
   * Required for imported users with a password, for users that are created with the prop `passwords`, and for AUTH
   * tokens that are not in a secret.
   *
   * @default - the secret of the user or of the AUTH token
   */
  readonly secret?: secretsmanager.ISecret;

  /**
   * The field of the secret with the password or the AUTH token. Specify an empty text if the whole secret is the
   * password or the token.
   *
   * @default - `password` for the secret in `secret`, and otherwise the field of the user or the AUTH token
   */
  readonly secretField?: string;

  /**
   * The prefix of the names of the environment variables: a letter, and then letters, digits, and underscores.
   *
   * If a client connects to several caches, or as several users, each connection must have a different prefix.
   *
   * @default 'CACHE'
   */
  readonly environmentPrefix?: string;

  /**
   * The name of the environment variable with the connection URL, such as `REDIS_URL`.
   *
   * The URL of a cache with authentication contains the user name and the password, as in
   * `rediss://user:password@host:6379/0`. It requires a generated secret of a `PasswordUser` or of an AUTH token, and a
   * client that gets values of secrets, such as an Amazon ECS container. Lambda functions do not get values of
   * secrets. Their code must read the URL from the secret instead.
   *
   * @default - the client gets no connection URL
   */
  readonly urlVariable?: string;
}

/** The options of a connection that depend on the client. */
interface ConnectionOptions {
  readonly secretFields: readonly SecretField[];
  /** Whether the client runs PowerShell instead of a POSIX shell. */
  readonly usesPowerShell: boolean;
  readonly grant?: iam.Grant;
  /** Rejects a value that refers to the cache, for a client in a stack that the cache requires. */
  readonly guardReference: (value: string) => string;
}

/**
 * A connection of a client to a cache, with the client's grant and connection settings.
 *
 * To create a connection, call `connect` or `connectAs` of a cache.
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
    login: Login,
    environment: Record<string, string>,
    options: ConnectionOptions,
  ): CacheConnection {
    return new CacheConnection(cache, login, environment, options, options.grant);
  }

  private isUrlRequired = false;

  private constructor(
    private readonly cache: IConstruct,
    private readonly login: Login,
    private readonly variables: Record<string, string>,
    private readonly options: ConnectionOptions,
    /**
     * The grant to connect with IAM authentication, or to read the secret. Not set for clients that log in without a
     * password.
     *
     * For Amazon ECS, the execution role of the task receives the permission to read the secret.
     */
    public readonly grant?: iam.Grant,
  ) {}

  /**
   * The connection settings as environment variables.
   *
   * `connect` and `connectAs` add these variables to Lambda functions and Amazon ECS containers. For other clients, add
   * the variables yourself.
   */
  public get environment(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.variables).map(([name, value]) => [name, this.options.guardReference(value)]),
    );
  }

  /**
   * The password, and the connection URL if `urlVariable` is set, as secrets of a container of AWS Batch.
   *
   * Pass them to the prop `secrets` of the container, and `environment` to its prop `environment`, because variables
   * cannot be added to the container later. Empty for clients without a secret.
   */
  public get batchSecrets(): Record<string, batch.Secret> {
    return this.mapSecrets((secret, field) => {
      const value = batch.Secret.fromSecretsManager(secret, field);
      return Object.assign(value, {
        arn: this.options.guardReference(value.arn),
        // By default, the policy of the secret's key would name the execution role, which can be in another stack.
        grantRead: (grantee: iam.IGrantable) => grantSecretRead(secret, grantee),
      });
    });
  }

  /**
   * The connection settings as environment variables of an AWS CodeBuild project, with the password, and the connection
   * URL if `urlVariable` is set, as variables of the type `SECRETS_MANAGER`.
   *
   * Pass them to the prop `environmentVariables` of the project, because variables cannot be added to the project
   * later.
   */
  public get buildEnvironmentVariables(): Record<string, codebuild.BuildEnvironmentVariable> {
    const plain = Object.entries(this.environment).map(([name, value]) => [name, { value }]);
    const secrets = this.mapSecrets(({ secretArn }, field) => ({
      type: codebuild.BuildEnvironmentVariableType.SECRETS_MANAGER,
      value: this.options.guardReference(field === undefined ? secretArn : `${secretArn}:${field}`),
    }));
    return { ...Object.fromEntries(plain), ...secrets };
  }

  /**
   * The connection settings as shell commands, for example for the user data of an Amazon EC2 instance.
   *
   * For Windows instances, the commands are for PowerShell. The variables exist only in the script that contains the
   * commands. If a service starts later, add them to its configuration.
   */
  public get shellExports(): string[] {
    if (this.options.usesPowerShell) {
      return Object.entries(this.environment).map(([name, value]) => `$env:${name} = ${quoteForPowerShell(value)}`);
    }
    return Object.entries(this.environment).map(([name, value]) => `export ${name}=${quoteForShell(value)}`);
  }

  /** The secret with the password of the user or with the AUTH token. Not set for clients that need neither. */
  public get secret(): secretsmanager.ISecret | undefined {
    return this.login.secret?.secret;
  }

  /**
   * The field of `secret` with the connection URL, such as `rediss://user:password@host:6379/0`.
   *
   * Not set for clients without a secret, and for secrets that are not generated by this library. For clients that take
   * secrets, such as AWS CodeBuild projects and AWS Batch jobs, pass this field of the secret.
   *
   * A secret contains only one URL: that of the first cache whose user group contains the user. If you read this
   * attribute for another cache, the synthesis fails.
   */
  public get urlField(): string | undefined {
    const { secret } = this.login;
    if (!secret?.endpointAttachment) {
      return undefined;
    }
    if (!this.isUrlRequired) {
      this.isUrlRequired = true;
      requireUrl('urlField', this.cache, secret);
    }
    return URL_FIELD;
  }

  /** Returns a value for each variable with a field of the secret. */
  private mapSecrets<T>(
    createValue: (secret: secretsmanager.ISecret, field: string | undefined) => T,
  ): Record<string, T> {
    return Object.fromEntries(
      this.options.secretFields.map(({ name, field }) => [name, createValue(this.secret!, field)]),
    );
  }
}

/** Quotes a value for POSIX shells. */
function quoteForShell(value: string): string {
  return `'${value.replace(/'/g, `'\\''`)}'`;
}

/** Quotes a value for PowerShell. */
function quoteForPowerShell(value: string): string {
  return `'${value.replace(/'/g, "''")}'`;
}
