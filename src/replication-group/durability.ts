/**
 * The durability of writes to a replication group.
 *
 * Durable writes require Valkey 9.0 or later, and a node type that supports durable writes. Cluster mode, encryption in
 * transit, and encryption at rest must be enabled. Multi-AZ must also be enabled, with a replica in every shard.
 * Durable writes cannot be combined with data tiering or global datastores.
 *
 * Choose the durability when you create the replication group. The ElastiCache API can change it for an existing
 * replication group, but according to the CloudFormation schema, an update that enables or disables durable writes
 * fails. Deploy a change between `SYNC` and `ASYNC` separately, because ElastiCache rejects it together with other
 * changes.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Durability.html
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Durability.ChangingDurability.html
 */
export class Durability {
  /** ElastiCache chooses the durability based on the engine version. */
  public static readonly DEFAULT = new Durability('default');

  /** ElastiCache acknowledges writes immediately, and makes them durable shortly afterward. */
  public static readonly ASYNC = new Durability('async');

  /** ElastiCache acknowledges writes after they are durable in several Availability Zones. */
  public static readonly SYNC = new Durability('sync');

  /** ElastiCache keeps writes in memory only. */
  public static readonly DISABLED = new Durability('disabled');

  /**
   * Returns the durability with the given value, for values that have no constant in this library.
   *
   * @param value the value of the CloudFormation property `Durability`
   */
  public static of(value: string): Durability {
    return new Durability(value);
  }

  /**
   * Creates a durability.
   *
   * @param value The value of the CloudFormation property `Durability`.
   */
  private constructor(public readonly value: string) {}

  /** Returns the value of the CloudFormation property. */
  public toString(): string {
    return this.value;
  }
}
