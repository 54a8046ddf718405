/**
 * Whether clients use TLS.
 *
 * For replication groups, the mode can change in place, one step at a time: from disabled to preferred, and when all
 * clients use TLS, to required. The reverse order disables TLS. This needs Valkey, or Redis OSS 7.0.5 or later. For
 * Memcached, the mode cannot change.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
 */
export enum TransitEncryption {
  /** All clients must use TLS. */
  REQUIRED = 'required',

  /** Clients can connect with and without TLS. An intermediate mode for migrations of replication groups. */
  PREFERRED = 'preferred',

  /** No TLS. User groups and AUTH tokens cannot be used. */
  DISABLED = 'disabled',
}
