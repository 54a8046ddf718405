/**
 * The TLS mode of a cache, which determines whether clients must use TLS to connect.
 *
 * The mode of a replication group can be changed in place, one step at a time. To enable TLS, change the mode from
 * disabled to preferred. When all clients use TLS, change the mode to required. To disable TLS, use the reverse order.
 * Changing the mode requires Valkey, or Redis OSS 7.0.5 or later.
 *
 * The mode of a Memcached cluster cannot be changed.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
 */
export enum TransitEncryption {
  /** Clients must use TLS. */
  REQUIRED = 'required',

  /**
   * Clients can connect with or without TLS.
   *
   * Use this mode temporarily, as a step between the other modes when you enable or disable TLS of an existing
   * replication group.
   */
  PREFERRED = 'preferred',

  /** Clients connect without TLS. User groups and AUTH tokens require TLS, so they cannot be used in this mode. */
  DISABLED = 'disabled',
}
