import { formatList } from '../../../private/text';
import type { DimensionSet, DimensionedMetricDefinition } from '../../../service-data/metrics';
import {
  GROUP_METRICS,
  HOST_METRICS,
  MEMCACHED_NODE_METRICS,
  NODE_METRICS,
  SERVERLESS_DIMENSION,
  SERVERLESS_MEMCACHED_METRICS,
  SERVERLESS_METRICS,
} from '../../../service-data/metrics';

const DIMENSIONED_METRICS: readonly Readonly<Record<string, DimensionedMetricDefinition>>[] = [
  HOST_METRICS,
  NODE_METRICS,
  MEMCACHED_NODE_METRICS,
  GROUP_METRICS,
];

const SERVERLESS_TABLES: readonly object[] = [SERVERLESS_METRICS, SERVERLESS_MEMCACHED_METRICS];

/** The metric whose dimensions CloudWatch does not list. It could be a metric of replication groups. */
const UNLISTED_METRIC = 'GlobalDatastoreReplicationLag';

/** The sets of dimensions by metric, because each template can contain many alarms. */
const SETS_BY_METRIC: ReadonlyMap<string, readonly DimensionSet[]> = collectSets();

/**
 * Finds the sets of dimensions with which ElastiCache publishes a metric, if it does not publish the metric with the
 * given dimensions. Returns undefined for metrics whose dimensions are unknown.
 */
export function findPublishedSets(metric: string, dimensions: DimensionSet): readonly DimensionSet[] | undefined {
  const sets = SETS_BY_METRIC.get(metric);
  const isPublished = (set: DimensionSet) =>
    set.length === dimensions.length && set.every((name) => dimensions.includes(name));
  return sets?.some(isPublished) ? undefined : sets;
}

/** Formats sets of dimensions for messages, as in `CacheClusterId or CacheClusterId with CacheNodeId`. */
export function formatDimensionSets(sets: readonly DimensionSet[]): string {
  return formatList(
    sets.map(([first, ...others]) => (others.length === 0 ? first : `${first} with ${formatList(others)}`)),
    'or',
  );
}

function collectSets(): Map<string, DimensionSet[]> {
  const entries = [
    ...DIMENSIONED_METRICS.flatMap((table) =>
      Object.entries(table).flatMap(([name, { dimensions }]) => dimensions.map((set) => [name, set] as const)),
    ),
    ...SERVERLESS_TABLES.flatMap((table) => Object.keys(table).map((name) => [name, [SERVERLESS_DIMENSION]] as const)),
  ];
  const sets = new Map<string, DimensionSet[]>();
  for (const [name, set] of entries.filter(([metric]) => metric !== UNLISTED_METRIC)) {
    const known = sets.get(name) ?? [];
    const isNew = known.every((other) => other.join() !== set.join());
    sets.set(name, isNew ? [...known, set] : known);
  }
  return sets;
}
