/**
 * The ports on which caches listen.
 *
 * A serverless cache serves reads from replicas on the next port of the same host name.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/set-up.html#elasticache-install-grant-access-VPN
 */
export const PORTS: Readonly<Record<string, { readonly primary: number; readonly serverlessReader: number }>> = {
  valkey: { primary: 6379, serverlessReader: 6380 },
  redis: { primary: 6379, serverlessReader: 6380 },
  memcached: { primary: 11211, serverlessReader: 11212 },
};
