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
