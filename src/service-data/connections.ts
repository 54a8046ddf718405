/**
 * The maximum number of clients of a node. No parameter can raise it.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
 */
const MAX_CLIENTS = 65_000;

const MAX_CLIENTS_OF_SMALL_NODES: Readonly<Record<string, number>> = {
  'cache.t2.micro': 20_000,
  'cache.t2.small': 20_000,
  'cache.t2.medium': 20_000,
  'cache.t3.micro': 20_000,
  'cache.t4g.micro': 20_000,
  'cache.t3.small': 46_000,
  'cache.t3.medium': 46_000,
};

/** Unknown node types get the limit that most node types have. */
export function findMaxClients(nodeType: string = ''): number {
  return MAX_CLIENTS_OF_SMALL_NODES[nodeType] ?? MAX_CLIENTS;
}
