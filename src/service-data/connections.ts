/**
 * How many clients a node takes, which no parameter can change; in Memcached, `max_simultaneous_connections` can lower
 * it.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
 */
const MAX_CLIENTS = 65_000;

/** Small nodes take fewer. */
const MAX_CLIENTS_OF_SMALL_NODES: Readonly<Record<string, number>> = {
  'cache.t2.micro': 20_000,
  'cache.t2.small': 20_000,
  'cache.t2.medium': 20_000,
  'cache.t3.micro': 20_000,
  'cache.t4g.micro': 20_000,
  'cache.t3.small': 46_000,
  'cache.t3.medium': 46_000,
};

/** How many clients a node of a type takes; of an unknown one, as many as most do. */
export function maxClients(nodeType: string = ''): number {
  return MAX_CLIENTS_OF_SMALL_NODES[nodeType] ?? MAX_CLIENTS;
}
