/**
 * The IP versions in which a cache can be reached.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/network-type.html
 */
export enum NetworkType {
  /** IPv4 only. */
  IPV4 = 'ipv4',

  /** IPv6 only: every subnet is an IPv6-only subnet. */
  IPV6 = 'ipv6',

  /** IPv4 and IPv6: every subnet has both. */
  DUAL_STACK = 'dual_stack',
}

/**
 * The IP version of the addresses that a cluster tells its clients when they discover its nodes.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/network-type.html
 */
export enum IpDiscovery {
  /** IPv4 addresses. */
  IPV4 = 'ipv4',

  /** IPv6 addresses. */
  IPV6 = 'ipv6',
}
