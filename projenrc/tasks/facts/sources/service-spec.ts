import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync } from 'zlib';

/** The facts of ElastiCache in the database. */
export interface ServiceSpec {
  readonly metrics: readonly CannedMetric[];
  /** The detail types of the events that ElastiCache sends to Amazon EventBridge. */
  readonly detailTypes: readonly string[];
}

/** A metric that CloudWatch lists, with its default statistic. */
export interface CannedMetric {
  readonly name: string;
  readonly statistic: string;
  /** The names of the dimensions of each dimension set, sorted. */
  readonly dimensionSets: readonly (readonly string[])[];
}

interface Database {
  readonly schema: {
    readonly event: { readonly entities: readonly EventEntity[] };
    readonly metric: { readonly entities: readonly MetricEntity[] };
    readonly dimensionSet: { readonly entities: readonly DimensionSetEntity[] };
    readonly usesDimensionSet: { readonly forward: Readonly<Record<string, readonly { readonly $id: string }[]>> };
  };
}

interface EventEntity {
  readonly source: string;
  readonly detailType: string;
}

interface MetricEntity {
  readonly $id: string;
  readonly name: string;
  readonly namespace: string;
  readonly statistic: string;
}

interface DimensionSetEntity {
  readonly $id: string;
  readonly dimensions: readonly { readonly name: string }[];
}

/** Reads the metrics and events of ElastiCache in the database of the unpacked package. */
export function readServiceSpec(folder: string): ServiceSpec {
  const { schema }: Database = JSON.parse(gunzipSync(fs.readFileSync(path.join(folder, 'db.json.gz'))).toString());
  const events = schema.event.entities.filter(({ source }) => source === 'aws.elasticache');
  return { metrics: readMetrics(schema), detailTypes: events.map(({ detailType }) => detailType) };
}

function readMetrics(schema: Database['schema']): CannedMetric[] {
  const dimensionSets = new Map(
    schema.dimensionSet.entities.map(({ $id, dimensions }) => [$id, dimensions.map(({ name }) => name).sort()]),
  );
  return schema.metric.entities
    .filter(({ namespace }) => namespace === 'AWS/ElastiCache')
    .map(({ $id, name, statistic }) => ({
      name,
      statistic,
      dimensionSets: (schema.usesDimensionSet.forward[$id] ?? []).map((set) => dimensionSets.get(set.$id)!),
    }));
}
