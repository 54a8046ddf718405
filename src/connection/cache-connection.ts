import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';

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
