import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IResource } from 'aws-cdk-lib/core';
import type { MetricFact, MetricNeed } from '../service-data/metrics';

/** What the metrics of a serverless cache must know of it. */
export interface MeasuredServerlessCache extends IResource {
  readonly engine?: { readonly engineType: string };
  metric(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric;
}

/** A node as CloudWatch knows it. */
export interface MeasuredNode {
  /** Short and unique in its cache: 0001-001. */
  readonly label: string;
  readonly dimensions: cloudwatch.DimensionsMap;
}

/** What the metrics of a node-based cache must know of it; what is unknown is not judged. */
export interface MeasuredNodes {
  readonly resource: IResource;
  /** The name of the replication group or cluster, with which the ids of its members begin. */
  readonly name: string;
  /** Everything that nodes of this engine publish. */
  readonly published: Readonly<Record<string, MetricFact>>;
  readonly engine?: string;
  readonly version?: string;
  readonly nodeType?: string;
  /** The nodes of each shard; undefined when the topology is unknown. */
  readonly shards?: readonly (readonly MeasuredNode[])[];
  /** The dimensions of the node with an id that is asked for by name. */
  readonly memberDimensions: (id: string) => cloudwatch.DimensionsMap;
  /** What the cache has or has not, where engine and node type do not say it. */
  readonly has?: Partial<Record<MetricNeed, boolean>>;
}
