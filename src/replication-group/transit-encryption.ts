/**
 * Whether clients talk TLS to a replication group.
 *
 * An existing group moves between them one step at a time, without being replaced: from disabled to preferred, then,
 * when all clients talk TLS, to required; and back the same way. That needs Valkey, or Redis OSS 7.0.5 and later.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
 */
export enum TransitEncryption {
  /** All clients must talk TLS. */
  REQUIRED = 'required',

  /** Clients may talk TLS or not: a step on the way, not a place to stay. */
  PREFERRED = 'preferred',

  /** No TLS. User groups and AUTH tokens need it. */
  DISABLED = 'disabled',
}
