import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Duration } from 'aws-cdk-lib/core';
import type { AlarmTarget } from './alarm-spec';
import type { MonitoredNode, MonitoredNodes } from './monitored-nodes';
import type { NodeMetric } from './node-metrics';
import { LIMITS } from '../service-data/limits';

type Aggregation = 'MAX' | 'MIN';

/** The numbers of a node and its shard, starting at 1. */
interface NodePosition {
  readonly shard: number;
  readonly node: number;
  readonly label: string;
}

/** Targets the node with the highest or lowest value of a metric. */
export function createNodeTargets(nodes: MonitoredNodes, metric: NodeMetric, aggregation: Aggregation): AlarmTarget[] {
  return createTargets(nodes, 1, (batch) => {
    const metrics = batch.map(({ shard, node }) => metric.forNode(node, { shard }));
    return aggregateMetrics(aggregation, metrics, 'm', metric.period);
  });
}

/** Targets the node with the highest difference between two metrics. */
export function createDifferenceTargets(
  nodes: MonitoredNodes,
  minuend: NodeMetric,
  subtrahend: NodeMetric,
): AlarmTarget[] {
  return createTargets(nodes, 2, (batch) => {
    const differences = batch.map(
      ({ shard, node }, index) =>
        new cloudwatch.MathExpression({
          expression: `m${index} - n${index}`,
          usingMetrics: {
            [`m${index}`]: minuend.forNode(node, { shard }),
            [`n${index}`]: subtrahend.forNode(node, { shard }),
          },
          period: minuend.period,
        }),
    );
    return aggregateMetrics('MAX', differences, 'e', minuend.period);
  });
}

/** Creates the smallest number of targets that cover all nodes. */
function createTargets(
  nodes: MonitoredNodes,
  metricsPerNode: number,
  createMetric: (batch: readonly NodePosition[]) => cloudwatch.IMetric,
): AlarmTarget[] {
  const batches = batchNodes(nodes.shards!, Math.floor(LIMITS.alarmMetrics.max / metricsPerNode));
  const hasSeveral = batches.length > 1;
  return batches.map((batch) => ({ metric: createMetric(batch), label: hasSeveral ? batch[0].label : undefined }));
}

/** Splits nodes into batches. A shard that fits into one batch is not split. */
function batchNodes(shards: readonly (readonly MonitoredNode[])[], batchSize: number): NodePosition[][] {
  const batches: NodePosition[][] = [];
  shards.forEach((shard, shardIndex) => {
    shard.forEach(({ label }, nodeIndex) => {
      const position = { shard: shardIndex + 1, node: nodeIndex + 1, label };
      const startsWholeShard = nodeIndex === 0 && shard.length <= batchSize;
      const requiredSize = startsWholeShard ? shard.length : 1;
      const batch = batches.at(-1);
      if (batch && batch.length + requiredSize <= batchSize) {
        batch.push(position);
      } else {
        batches.push([position]);
      }
    });
  });
  return batches;
}

function aggregateMetrics(
  aggregation: Aggregation,
  metrics: readonly cloudwatch.IMetric[],
  idPrefix: string,
  period: Duration,
): cloudwatch.IMetric {
  if (metrics.length === 1) {
    return metrics[0];
  }
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`${idPrefix}${index}`, metric]));
  return new cloudwatch.MathExpression({
    expression: `${aggregation}([${Object.keys(usingMetrics).join(',')}])`,
    usingMetrics,
    period,
  });
}
