import type { ICacheClusterRef } from 'aws-cdk-lib/aws-elasticache';
import type { EngineVersion, NodeType } from '../engine';
import { resolveFacts } from './known-facts';
import type { MonitoredNodes } from './monitored-nodes';
import { RedisNodeMetrics, describeCacheClusters } from './redis-node-metrics';
import { getClusterName } from '../private/stored-names';
import { MEMBER_NODE_ID } from '../service-data/member-clusters';

/** The properties of a single Redis OSS node that determine which metrics are available. */
export interface SingleNodeClusterMetricsOptions {
  /**
   * The engine and its version. An error is thrown for metrics that nodes with this version do not publish.
   *
   * @default - the engine version of the cluster, if it is imported. For L1 constructs, the engine version is unknown.
   */
  readonly engineVersion?: EngineVersion;

  /**
   * The node type. It determines the thresholds of alarms. An error is thrown for metrics that nodes of this type do
   * not publish.
   *
   * @default - the node type of the cluster, if it is imported. For L1 constructs, the node type is unknown.
   */
  readonly nodeType?: NodeType;
}

/**
 * The CloudWatch metrics of a single Redis OSS node without a replication group.
 *
 * The class has a method for each metric that such a node publishes. The methods are named after the metrics in camel
 * case. `commands` and `commandLatency` return the metrics of command families. A method throws an error if
 * nodes with the engine version or of the node type do not publish the metric.
 *
 * The default statistic depends on the metric, for example the sum for counts of events and the average for
 * percentages. The default period is 5 minutes.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
 * @example
 * declare const metrics: elasticache.SingleNodeClusterMetrics;
 *
 * metrics.evictions();
 * metrics.commandLatency(elasticache.CommandFamily.HASH);
 */
export class SingleNodeClusterMetrics extends RedisNodeMetrics {
  /**
   * Creates the metrics of a single Redis OSS node.
   *
   * @param cluster the cluster, which can be an L1 construct
   * @param options properties that the cluster does not provide, for example because it is an L1 construct
   */
  public static fromCacheCluster(
    cluster: ICacheClusterRef,
    options: SingleNodeClusterMetricsOptions = {},
  ): SingleNodeClusterMetrics {
    return new SingleNodeClusterMetrics(describeNode(cluster, resolveFacts(cluster, options)));
  }

  /** @internal */
  public readonly _nodes: MonitoredNodes;

  private constructor(nodes: MonitoredNodes) {
    super();
    this._nodes = nodes;
  }
}

/** Describes a single node. The id of its cluster does not contain the number of the node. */
function describeNode(cluster: ICacheClusterRef, options: SingleNodeClusterMetricsOptions): MonitoredNodes {
  const name = getClusterName(cluster);
  return {
    ...describeCacheClusters(options),
    resource: cluster,
    name,
    shards: [[{ label: MEMBER_NODE_ID, id: name }]],
  };
}
