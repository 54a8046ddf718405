import * as path from 'path';
import type { MetricDefinition } from '../../../src/service-data/metrics';
import {
  HOST_METRICS,
  MEMCACHED_NODE_METRICS,
  NODE_METRICS,
  SERVERLESS_MEMCACHED_METRICS,
  SERVERLESS_METRICS,
} from '../../../src/service-data/metrics';
import { readAssembly } from '../../public/compat/assembly';
import { createClusterMetrics, createGroupMetrics } from '../../public/monitoring/nodes';
import { emptyStack } from '../../public/stacks';
import { CommandFamily, DataTier, ServerlessCache, SingleNodeCluster } from 'cdk-elasticache';

const { types } = readAssembly(path.join(__dirname, '..', '..', '..'));

/** The first arguments of methods that return several metrics, by type. */
const ARGUMENTS: Readonly<Record<string, unknown>> = {
  'cdk-elasticache.CommandFamily': CommandFamily.STRING,
  'cdk-elasticache.DataTier': DataTier.SSD,
};

interface DocumentedMethod {
  readonly name: string;
  readonly static?: boolean;
  readonly docs: { readonly remarks?: string };
  readonly parameters: readonly { readonly type: { readonly fqn?: string } }[];
}

/** Lists the methods of a class that return a metric with a default statistic of its own. */
function listMethods(className: string): DocumentedMethod[] {
  const { methods } = types[`cdk-elasticache.${className}`];
  return methods.filter((method: DocumentedMethod) => !method.static && method.name !== 'metric');
}

test.each<[string, number, () => any, Readonly<Record<string, MetricDefinition>>]>([
  [
    'ServerlessCacheMetrics',
    41,
    () => ServerlessCache.fromServerlessCacheName(emptyStack(), 'Cache', 'sessions').metrics,
    { ...SERVERLESS_METRICS, ...SERVERLESS_MEMCACHED_METRICS },
  ],
  ['ReplicationGroupMetrics', 91, () => createGroupMetrics(emptyStack(), 2, 2), { ...HOST_METRICS, ...NODE_METRICS }],
  [
    'SingleNodeClusterMetrics',
    58,
    () => SingleNodeCluster.fromClusterName(emptyStack(), 'Node', 'sessions').metrics,
    { ...HOST_METRICS, ...NODE_METRICS },
  ],
  [
    'MemcachedClusterMetrics',
    57,
    () => createClusterMetrics(emptyStack(), { nodeCount: 2 }),
    { ...HOST_METRICS, ...MEMCACHED_NODE_METRICS },
  ],
])('docstrings of %s state the default statistic of %i methods', (className, count, createMetrics, definitions) => {
  const metrics = createMetrics();

  const statistics = listMethods(className).map(({ name, docs, parameters }) => ({
    name,
    documented: /^(\w+) over 5 minutes\.$/m.exec(docs.remarks ?? '')?.[1],
    metric: metrics[name](ARGUMENTS[parameters[0].type.fqn ?? '']),
  }));

  expect(statistics).toHaveLength(count);
  expect(statistics.map(({ name, documented }) => [name, documented])).toEqual(
    statistics.map(({ name, metric }) => [name, definitions[metric.metricName].statistic]),
  );
  expect(new Set(statistics.map(({ metric }) => metric.period.toMinutes()))).toEqual(new Set([5]));
});
