import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Stack } from 'aws-cdk-lib/core';
import type { MetricDefinition } from '../../../src/service-data/metrics';
import {
  HOST_METRICS,
  MEMCACHED_NODE_METRICS,
  NODE_METRICS,
  SERVERLESS_MEMCACHED_METRICS,
  SERVERLESS_METRICS,
} from '../../../src/service-data/metrics';
import { createClusterMetrics, createGroupMetrics } from '../../public/monitoring/nodes';
import { emptyStack, importVpc } from '../../public/stacks';
import { CacheEngine, CommandFamily, ServerlessCache } from 'cdk-elasticache';
import type { NodeMetric } from 'cdk-elasticache';

let stack: Stack;
beforeEach(() => {
  stack = emptyStack();
});

/** Lists the prototypes of the class of an object and of its base classes. */
function listPrototypes(value: object): object[] {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype ? [] : [prototype, ...listPrototypes(prototype)];
}

/** Calls all methods of a metrics class. Metrics that the cache does not publish throw and are skipped. */
function listMetrics(metrics: object): (cloudwatch.Metric | NodeMetric)[] {
  const methods = listPrototypes(metrics)
    .flatMap(Object.getOwnPropertyNames)
    .filter(
      (name) =>
        !['constructor', 'metric', 'createMetric', '_createMetric', 'bytesUsedInTier', 'itemsInTier'].includes(name) &&
        !/^(create)?(Group|Role|group|primary|replicaEngine)/.test(name) &&
        name in metrics &&
        !(name in Object.prototype),
    );
  const call = (name: string, ...args: unknown[]) => {
    try {
      return [(metrics as any)[name](...args)];
    } catch {
      return [];
    }
  };
  return methods.flatMap((name) =>
    name.startsWith('command') && !name.endsWith('Failures')
      ? Object.values(CommandFamily).flatMap((family) => call(name, family))
      : call(name),
  );
}

describe('metrics classes have a method for every published metric', () => {
  const formatDefinitions = (definitions: Record<string, MetricDefinition>) =>
    Object.entries(definitions)
      .map(([name, { statistic }]) => `${name} ${statistic}`)
      .sort();

  test.each([
    [CacheEngine.VALKEY_8, SERVERLESS_METRICS, 55],
    [CacheEngine.REDIS_7, SERVERLESS_METRICS, 55],
    [CacheEngine.MEMCACHED_1_6, SERVERLESS_MEMCACHED_METRICS, 30],
  ])('of serverless caches of %s', (engine, definitions, count) => {
    const metrics = listMetrics(
      new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), engine }).metrics,
    ) as cloudwatch.Metric[];

    expect(metrics.map(({ metricName, statistic }) => `${metricName} ${statistic}`).sort()).toEqual(
      formatDefinitions(definitions),
    );
    expect(metrics).toHaveLength(count);
    expect(new Set(metrics.map((metric) => JSON.stringify(stack.resolve(metric.dimensions))))).toEqual(
      new Set(['{"clusterId":{"Ref":"Cache18F6EE16"}}']),
    );
  });

  test.each([
    ['replication groups', () => createGroupMetrics(stack, 2, 2), { ...HOST_METRICS, ...NODE_METRICS }, 124],
    [
      'Memcached clusters',
      () => createClusterMetrics(stack, { nodeCount: 2 }),
      { ...HOST_METRICS, ...MEMCACHED_NODE_METRICS },
      57,
    ],
  ])('of the nodes of %s', (_, createMetrics, definitions, count) => {
    const metrics = listMetrics(createMetrics()) as NodeMetric[];

    expect(metrics.map((metric) => `${metric.metricName} ${metric.forNode(1).statistic}`).sort()).toEqual(
      formatDefinitions(definitions),
    );
    expect(metrics).toHaveLength(count);
  });

  test('named after the metric in lower camel case, with exceptions that read well in every language', () => {
    const exceptions: Record<string, string> = {
      ElastiCacheProcessingUnits: 'processingUnits',
      GetHits: 'cmdGetHits',
      GetMisses: 'cmdGetMisses',
    };
    const plain = { ...SERVERLESS_METRICS, ...SERVERLESS_MEMCACHED_METRICS };
    const names = Object.keys(plain).filter((name) => !/(Based|BasedGet|BasedSet|Type)Cmds/.test(name));
    const metrics = ServerlessCache.fromServerlessCacheName(stack, 'Cache', 'sessions').metrics as any;

    for (const name of names) {
      const method = exceptions[name] ?? name[0].toLowerCase() + name.slice(1);
      expect([method, metrics[method]().metricName]).toEqual([method, name]);
    }
    expect(createGroupMetrics(stack, 2, 2).masterStatus().metricName).toBe('IsMaster');
  });
});
