/**
 * Whether clients use TLS.
 *
 * The mode of a replication group can be changed in place, one step at a time. To enable TLS, change it from disabled
 * to preferred, and to required when all clients use TLS. To disable TLS, use the reverse order. This requires Valkey,
 * or Redis OSS 7.0.5 or later.
 *
 * The mode of a Memcached cluster cannot be changed.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
 */
export enum TransitEncryption {
  /** All clients must use TLS. */
  REQUIRED = 'required',

  /** Clients can connect with or without TLS. An intermediate mode, for migrations of replication groups only. */
  PREFERRED = 'preferred',

  /** Clients connect without TLS. User groups and AUTH tokens cannot be used. */
  DISABLED = 'disabled',
}
