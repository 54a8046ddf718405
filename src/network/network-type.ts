/**
 * The IP versions of the endpoints of a cache.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/network-type.html
 */
export enum NetworkType {
  /** IPv4 only. */
  IPV4 = 'ipv4',

  /** IPv6 only. All subnets must be IPv6-only subnets. */
  IPV6 = 'ipv6',

  /** IPv4 and IPv6. All subnets must support both. */
  DUAL_STACK = 'dual_stack',
}

/**
 * The IP version of the addresses that clients get when they discover the nodes of a cache.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/network-type.html
 */
export enum IpDiscovery {
  /** Discovery returns IPv4 addresses. */
  IPV4 = 'ipv4',

  /** Discovery returns IPv6 addresses. */
  IPV6 = 'ipv6',
}
