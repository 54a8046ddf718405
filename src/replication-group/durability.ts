/**
 * When writes to a replication group are durable.
 *
 * Durability needs Valkey 9.0 or later, cluster mode enabled, Multi-AZ with a replica in every shard, and encryption in
 * transit and at rest. It cannot be combined with data tiering and global datastores. Choose it when you create the
 * group.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Durability.html
 */
export class Durability {
  /** The durability that ElastiCache chooses for the engine version. */
  public static readonly DEFAULT = new Durability('default');

  /** ElastiCache answers writes at once, and they become durable shortly after. */
  public static readonly ASYNC = new Durability('async');

  /** ElastiCache answers writes when they are durable in several Availability Zones. */
  public static readonly SYNC = new Durability('sync');

  /** Writes are in memory only. */
  public static readonly DISABLED = new Durability('disabled');

  /**
   * A durability that this library has no constant for.
   *
   * @param value the value in CloudFormation
   */
  public static of(value: string): Durability {
    return new Durability(value);
  }

  /**
   * @param value the value in CloudFormation
   */
  private constructor(public readonly value: string) {}

  /** The value in CloudFormation. */
  public toString(): string {
    return this.value;
  }
}
