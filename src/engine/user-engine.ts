/**
 * The engine that users and user groups are made for.
 *
 * A Redis OSS user group serves Redis OSS and Valkey caches, a Valkey user group serves Valkey caches.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 */
export class UserEngine {
  /** Valkey: users have a password or IAM authentication, and groups need no user named `default`. */
  public static readonly VALKEY = new UserEngine('valkey');

  /** Redis OSS: users may also have no password, and every group holds one user named `default`. */
  public static readonly REDIS = new UserEngine('redis');

  /**
   * An engine that this library has no member for yet.
   *
   * @param engineType the engine in CloudFormation's words, in lower case
   */
  public static of(engineType: string): UserEngine {
    return (
      [UserEngine.VALKEY, UserEngine.REDIS].find((known) => known.engineType === engineType) ??
      new UserEngine(engineType)
    );
  }

  /**
   * @param engineType the engine in CloudFormation's words
   */
  private constructor(public readonly engineType: string) {}

  /** The engine in CloudFormation's words. */
  public toString(): string {
    return this.engineType;
  }
}
