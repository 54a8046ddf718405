import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import {
  CLOUDWATCH_UNITS,
  GROUP_DIMENSIONS,
  HOST_UNITS,
  MEMCACHED_NODE_UNITS,
  NODE_DIMENSIONS,
  NODE_UNITS,
  SERVERLESS_AVERAGES,
  SERVERLESS_MEMCACHED_UNITS,
  SERVERLESS_UNITS,
  STATISTIC_EXCEPTIONS,
  UNLISTED_NODE_METRICS,
  UNPUBLISHED_STATISTICS,
} from './published-metrics';
import type { DimensionedMetricDefinition, MetricDefinition } from '../../../src/service-data/metrics';
import {
  GROUP_METRICS,
  HOST_METRICS,
  MEMCACHED_NODE_METRICS,
  METRICS_NAMESPACE,
  NODE_METRICS,
  SERVERLESS_MEMCACHED_METRICS,
  SERVERLESS_METRICS,
} from '../../../src/service-data/metrics';
import { createClusterMetrics, createGroupMetrics } from '../../public/monitoring/nodes';
import { emptyStack } from '../../public/stacks';

const NODE_TABLES: readonly Readonly<Record<string, DimensionedMetricDefinition>>[] = [
  HOST_METRICS,
  NODE_METRICS,
  MEMCACHED_NODE_METRICS,
];

/** The metrics of nodes. Some metrics are in the tables of several engines. */
const NODE_ENTRIES = NODE_TABLES.flatMap((table) => Object.entries(table));
const NODE_NAMES = [...new Set(NODE_ENTRIES.map(([name]) => name))].sort();

/** Sorts the dimensions of each set, and the sets. */
const normalizeSets = (sets: readonly (readonly string[])[]) => sets.map((set) => [...set].sort().join()).sort();

/** Reads a property of each definition, sorted by metric. */
const mapDefinitions = <T extends MetricDefinition>(
  definitions: Readonly<Record<string, T>>,
  map: (definition: T) => unknown,
) =>
  Object.entries(definitions)
    .map(([name, definition]) => [name, map(definition)])
    .sort();

/** Inverts lists of metrics, so that the result has an entry for each metric, sorted by metric. */
const invert = (lists: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(lists).flatMap(([value, names]) => names.map((name) => [name, value] as const));

/** The metrics for which `aws-cdk-lib` has default statistics, with their sets of dimensions. */
function readCannedMetrics() {
  const database = loadAwsServiceSpecSync();
  return database
    .all('metric')
    .filter(({ namespace }) => namespace === METRICS_NAMESPACE)
    .map((metric) => ({
      name: metric.name,
      statistic: metric.statistic,
      dimensions: database
        .follow('usesDimensionSet', metric)
        .map(({ entity }) => entity.dimensions.map(({ name }) => name)),
    }));
}

const CANNED_METRICS = readCannedMetrics();

describe('metrics of nodes', () => {
  test('have the sets of dimensions that CloudWatch lists', () => {
    const names = NODE_NAMES.filter((name) => !UNLISTED_NODE_METRICS.includes(name));
    const findSets = (name: string) =>
      NODE_ENTRIES.filter(([other]) => other === name).flatMap(([, { dimensions }]) => normalizeSets(dimensions));

    expect(names.map((name) => [name, [...new Set(findSets(name))].sort()])).toEqual(
      Object.entries(NODE_DIMENSIONS)
        .map(([name, sets]) => [name, normalizeSets(sets)])
        .sort(),
    );
    expect(names).toHaveLength(148);
    expect(Object.values(NODE_DIMENSIONS).flat()).toHaveLength(242);
  });

  test('are documented, even if CloudWatch does not list their dimensions', () => {
    expect(NODE_NAMES.filter((name) => !Object.hasOwn(NODE_DIMENSIONS, name))).toEqual(
      [...UNLISTED_NODE_METRICS].sort(),
    );
  });

  test('use a set of dimensions that CloudWatch lists and that identifies a node', () => {
    const stack = emptyStack();
    const [group, cluster] = [createGroupMetrics(stack, 1, 2), createClusterMetrics(emptyStack(), { nodeCount: 2 })];
    const findDimensions = (metrics: typeof group | typeof cluster, name: string) =>
      Object.keys(metrics.metric(name).forNode(2).dimensions!).join();
    const isOfGroup = (name: string) => name in { ...HOST_METRICS, ...NODE_METRICS };
    const isOfCluster = (name: string) => name in { ...HOST_METRICS, ...MEMCACHED_NODE_METRICS };
    const names = Object.keys(NODE_DIMENSIONS);

    expect(names.filter(isOfGroup).map((name) => [name, findDimensions(group, name)])).toEqual(
      names.filter(isOfGroup).map((name) => [name, NODE_DIMENSIONS[name][0].join()]),
    );
    expect(names.filter(isOfCluster).map((name) => [name, findDimensions(cluster, name)])).toEqual(
      names.filter(isOfCluster).map((name) => [name, 'CacheClusterId,CacheNodeId']),
    );
  });

  test('have the default statistic that AWS publishes, with exceptions', () => {
    const exceptions = STATISTIC_EXCEPTIONS.flatMap(({ statistic, metrics }) =>
      metrics.map((name) => [name, statistic] as const),
    );
    const canned = Object.fromEntries(CANNED_METRICS.map(({ name, statistic }) => [name, statistic]));
    const expected = { ...canned, ...Object.fromEntries([...exceptions, ...invert(UNPUBLISHED_STATISTICS)]) };

    expect(NODE_NAMES).toEqual(Object.keys(expected).sort());
    expect(NODE_ENTRIES.map(([name, { statistic }]) => [name, statistic])).toEqual(
      NODE_ENTRIES.map(([name]) => [name, expected[name]]),
    );
    expect(exceptions.filter(([name, statistic]) => canned[name] === statistic)).toEqual([]);
    expect(
      Object.keys(canned).filter((name) => invert(UNPUBLISHED_STATISTICS).some(([other]) => other === name)),
    ).toEqual([]);
  });
});

test('the list of CloudWatch agrees with the metrics in aws-cdk-lib', () => {
  const canned = CANNED_METRICS.map(({ name, dimensions }) => [
    name,
    normalizeSets(dimensions.filter((set) => set.length > 0)),
  ]);
  const expected = CANNED_METRICS.map(({ name }) => [
    name,
    normalizeSets((NODE_DIMENSIONS[name] ?? []).filter((set) => !set.includes('Tier'))),
  ]);

  expect(canned).toEqual(expected);
  expect(canned).toHaveLength(93);
});

test('metrics of replication groups have the sets of dimensions that CloudWatch lists', () => {
  expect(
    mapDefinitions<DimensionedMetricDefinition>(GROUP_METRICS, ({ dimensions }) => normalizeSets(dimensions)),
  ).toEqual(Object.entries(GROUP_DIMENSIONS).map(([name, sets]) => [name, normalizeSets(sets)]));
});

test('metrics of replication groups have the units and statistics of the same metrics of nodes', () => {
  const names = Object.keys(GROUP_METRICS) as (keyof typeof GROUP_METRICS)[];

  expect(names.map((name) => ({ ...GROUP_METRICS[name], dimensions: undefined }))).toEqual(
    names.map((name) => ({ ...NODE_METRICS[name], dimensions: undefined })),
  );
});

test.each<[string, Readonly<Record<string, MetricDefinition>>, Readonly<Record<string, readonly string[]>>, number]>([
  ['hosts', HOST_METRICS, HOST_UNITS, 23],
  ['Valkey and Redis OSS nodes', NODE_METRICS, NODE_UNITS, 101],
  ['Memcached nodes', MEMCACHED_NODE_METRICS, MEMCACHED_NODE_UNITS, 34],
  ['serverless caches', SERVERLESS_METRICS, SERVERLESS_UNITS, 55],
  ['serverless Memcached caches', SERVERLESS_MEMCACHED_METRICS, SERVERLESS_MEMCACHED_UNITS, 30],
])('metrics of %s are those of the page, with their units', (_, definitions, units, count) => {
  const published = invert(units).map(([name, unit]) => [name, CLOUDWATCH_UNITS[unit] ?? unit]);

  expect(mapDefinitions(definitions, ({ unit }) => unit)).toEqual(published.sort());
  expect(published).toHaveLength(count);
});

test('metrics of serverless caches are averages of levels and sums of events', () => {
  const all: Readonly<Record<string, MetricDefinition>> = { ...SERVERLESS_METRICS, ...SERVERLESS_MEMCACHED_METRICS };

  expect(mapDefinitions(all, ({ statistic }) => statistic)).toEqual(
    Object.keys(all)
      .sort()
      .map((name) => [name, SERVERLESS_AVERAGES.includes(name) ? 'Average' : 'Sum']),
  );
});
