import type { Comparison, Entries } from '../difference';
import { compareEntries } from '../difference';
import type { Sources } from '../source';

/** The metrics of each table. */
export type MetricTables = Readonly<Record<string, Readonly<Record<string, NodeMetric>>>>;

interface NodeMetric {
  readonly statistic: string;
  /** The sets of dimensions. */
  readonly dimensions?: readonly (readonly string[])[];
}

/** Compares the names, default statistics, and dimensions of node metrics with the metrics that CloudWatch lists. */
export function compareMetrics(tables: MetricTables, { serviceSpec }: Sources): Comparison {
  const ours = Object.entries(tables).flatMap(([table, metrics]) =>
    Object.entries(metrics).flatMap(([name, metric]) => [
      [`${table}.${name}`, metric.statistic],
      ...(metric.dimensions ?? []).map((set) => [formatSet(table, name, set), 'listed']),
    ]),
  );
  const theirs = serviceSpec.facts.metrics.flatMap(({ name, statistic, dimensionSets }) =>
    listTables(tables, name).flatMap((table) => [
      [`${table}.${name}`, statistic],
      ...selectSets(tables[table]?.[name], dimensionSets).map((set) => [formatSet(table, name, set), 'listed']),
    ]),
  );
  const comparison = compareEntries({
    table: 'metrics',
    source: serviceSpec.package,
    ours: Object.fromEntries(ours) as Entries,
    theirs: Object.fromEntries(theirs) as Entries,
    entriesOf: 'theirs',
  });
  return { ...comparison, unverified: omitSets(comparison.unverified) };
}

/** Omits the sets of dimensions of listed metrics. */
function omitSets(entries: readonly string[]): string[] {
  return entries.filter((entry) => !entries.includes(entry.split(' by ')[0]) || !entry.includes(' by '));
}

/** Selects the sets of one resource. The empty set is the sum of all resources of the account. */
function selectSets(
  metric: NodeMetric | undefined,
  sets: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  return metric?.dimensions ? sets.filter((set) => set.length > 0) : [];
}

function formatSet(table: string, name: string, set: readonly string[]): string {
  return `${table}.${name} by ${[...set].sort().join(' and ')}`;
}

/** Lists the tables with a metric. A metric that no table has is reported for all of them. */
function listTables(tables: MetricTables, metric: string): string[] {
  const names = Object.keys(tables).filter((table) => Object.hasOwn(tables[table], metric));
  return names.length > 0 ? names : [Object.keys(tables).join('|')];
}
