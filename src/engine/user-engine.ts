/**
 * The engine of a user or a user group.
 *
 * Redis OSS and Valkey caches support Redis OSS user groups, and only Valkey caches support Valkey user groups.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 */
export class UserEngine {
  /**
   * The Valkey engine. Users must authenticate with a password or with IAM, and user groups do not need a user named
   * `default`.
   */
  public static readonly VALKEY = new UserEngine('valkey');

  /**
   * The Redis OSS engine. Users have a password, IAM authentication, or no password, and every user group must contain
   * a user named `default`.
   */
  public static readonly REDIS = new UserEngine('redis');

  /**
   * Creates an engine that has no constant in this library.
   *
   * @param engineType the value of the CloudFormation property `Engine`, in lowercase
   */
  public static of(engineType: string): UserEngine {
    return (
      [UserEngine.VALKEY, UserEngine.REDIS].find((known) => known.engineType === engineType) ??
      new UserEngine(engineType)
    );
  }

  private constructor(
    /** The value of the CloudFormation property `Engine`: valkey or redis. */
    public readonly engineType: string,
  ) {}

  /** Returns the value of the CloudFormation property `Engine`. */
  public toString(): string {
    return this.engineType;
  }
}
