import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Watched } from './alarm-plan';
import type { MeasuredNode, MeasuredNodes } from './measured';
import type { NodeMetric } from './node-metric';
import { LIMITS } from '../facts/limits';
import { failAt } from '../private/errors';

/** The worst node is watched: the one with the highest value, or with the lowest of what should be plenty. */
export type Worst = 'MAX' | 'MIN';

/** Alarms on the worst node of all, as few as can watch all nodes. */
export function watchNodes(nodes: MeasuredNodes, metric: NodeMetric, worst: Worst): Watched[] {
  return batches(nodes, 1, (batch) => {
    const metrics = batch.map(([shard, node]) => metric.ofNode(node, shard));
    return metrics.length === 1
      ? metrics[0]
      : new cloudwatch.MathExpression({
          expression: `${worst}([${metrics.map((_, index) => `m${index}`).join(',')}])`,
          usingMetrics: Object.fromEntries(metrics.map((one, index) => [`m${index}`, one])),
          period: metric.period,
        });
  });
}

/** Alarms on the node of which one metric exceeds another one most. */
export function watchExcess(nodes: MeasuredNodes, metric: NodeMetric, other: NodeMetric): Watched[] {
  return batches(nodes, 2, (batch) => {
    const excesses = batch.map(
      ([shard, node], index) =>
        new cloudwatch.MathExpression({
          expression: `m${index} - n${index}`,
          usingMetrics: { [`m${index}`]: metric.ofNode(node, shard), [`n${index}`]: other.ofNode(node, shard) },
          period: metric.period,
        }),
    );
    return excesses.length === 1
      ? excesses[0]
      : new cloudwatch.MathExpression({
          expression: `MAX([${excesses.map((_, index) => `e${index}`).join(',')}])`,
          usingMetrics: Object.fromEntries(excesses.map((excess, index) => [`e${index}`, excess])),
          period: metric.period,
        });
  });
}

/** Whole shards as long as they fit into an alarm, which can watch ten metrics; a shard has up to six nodes. */
function batches(
  nodes: MeasuredNodes,
  metricsPerNode: number,
  watch: (batch: [shard: number, node: number][]) => cloudwatch.IMetric,
): Watched[] {
  const shards =
    nodes.shards ??
    failAt(nodes.resource, [
      "'addRecommendedAlarms' needs to know the nodes, since an alarm cannot search for them; tell the import how many shards and replicas there are",
    ]);
  const size = Math.floor(LIMITS.alarmMetrics.max / metricsPerNode);
  const all: [number, number][][] = [];
  shards.forEach((shard, shardIndex) =>
    shard.forEach((_, nodeIndex) => {
      const startsShard = nodeIndex === 0 && shard.length <= size;
      const last = all.at(-1);
      const fits = last && last.length + (startsShard ? shard.length : 1) <= size;
      if (!fits) {
        all.push([]);
      }
      all.at(-1)!.push([shardIndex + 1, nodeIndex + 1]);
    }),
  );
  return all.map((batch) => ({ metric: watch(batch), ...(all.length > 1 && { label: labelOf(shards, batch[0]) }) }));
}

function labelOf(shards: readonly (readonly MeasuredNode[])[], [shard, node]: [number, number]): string {
  return shards[shard - 1][node - 1].label;
}
