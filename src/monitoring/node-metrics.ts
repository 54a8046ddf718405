import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { MonitoredNode, MonitoredNodes } from './monitored-nodes';
import { describeMismatch, describePublishers, describeSizeFix, satisfiesRequirement } from './monitored-nodes';
import { findForeignEnvironment } from '../private/environments';
import { throwMetricErrors, throwValueErrors } from '../private/errors';
import { getOwn } from '../private/records';
import { pluralize } from '../private/text';
import { LIMITS } from '../service-data/limits';
import type {
  DimensionSet,
  DimensionedMetricDefinition,
  MetricDefinition,
  MetricRequirement,
} from '../service-data/metrics';
import { METRICS_NAMESPACE, UNKNOWN_NODE_METRIC } from '../service-data/metrics';

/** A metric with an additional dimension, which only some of the nodes that publish the metric use. */
export interface MetricVariant {
  readonly dimension: string;
  readonly requires: MetricRequirement;
}

/** Options for selecting a node. */
export interface NodeSelectionOptions {
  /**
   * The number of the shard, starting at 1.
   *
   * @default 1
   */
  readonly shard?: number;
}

/**
 * A metric across all nodes of a cache. Its methods return the metric of one shard or of one node.
 *
 * Counts and bytes are added across the nodes, and percentages and latencies are averaged. For lags and for peak
 * values, the metric is the maximum of the nodes.
 *
 * If the number of nodes is unknown, as for some imported caches, the metric uses a search expression. Graphs support
 * search expressions, but alarms do not. A search for the nodes of a replication group finds words in names. The result
 * therefore includes other replication groups whose ids contain the id as whole words. For example, a search for the
 * nodes of `orders` also finds those of `prod-orders`. Specify `clusterMode` to avoid the search, or use
 * `forMemberCluster`, or a metric of the whole replication group, such as `groupEngineCpuUtilization`.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 *
 * @example
 * declare const evictions: elasticache.NodeMetric;
 *
 * new cloudwatch.GraphWidget({ left: [evictions] });
 * evictions.forNode(1).createAlarm(this, 'Evictions', { threshold: 1000, evaluationPeriods: 3 });
 */
export class NodeMetric extends cloudwatch.MathExpression {
  /** @internal */
  public static _of(
    nodes: MonitoredNodes,
    metricName: string,
    definition: DimensionedMetricDefinition,
    props: cloudwatch.MetricOptions = {},
  ): NodeMetric {
    return new NodeMetric(nodes, metricName, definition, props);
  }

  /** The name of the metric in CloudWatch. */
  public readonly metricName: string;

  private readonly nodes: MonitoredNodes;
  private readonly definition: DimensionedMetricDefinition;
  private readonly props: cloudwatch.MetricOptions;

  private constructor(
    nodes: MonitoredNodes,
    metricName: string,
    definition: DimensionedMetricDefinition,
    props: cloudwatch.MetricOptions,
  ) {
    const labeledProps = { label: metricName, ...props };
    super(
      nodes.shards
        ? aggregateNodes(nodes, nodes.shards.flat(), metricName, definition, labeledProps)
        : searchNodes(nodes, metricName, definition, labeledProps),
    );
    this.metricName = metricName;
    this.nodes = nodes;
    this.definition = definition;
    this.props = props;
  }

  /**
   * Returns the metric of one node.
   *
   * @param node the number of the node in its shard, starting at 1. Node 1 is the primary until the first failover.
   * @param options the shard of the node, if the replication group has several shards
   */
  public forNode(node: number, options: NodeSelectionOptions = {}): cloudwatch.Metric {
    const { shard = 1 } = options;
    const nodes = this.findNodes('forNode', shard);
    const owner = this.nodes.shards!.length > 1 ? 'the shard' : 'the cache';
    return this.createMetric(
      this.selectByNumber('forNode', 'node', node, nodes, `${owner} has ${pluralize(nodes.length, 'node')}`),
    );
  }

  /**
   * Returns the metric of the node with the given id. You can also specify a node that is added after deployment, for
   * example by auto scaling.
   *
   * @param memberId the id of a member cluster, such as `sessions-0001-003`, or of a Memcached node, such as `0004`
   */
  public forMemberCluster(memberId: string): cloudwatch.Metric {
    return this.createMetric({ label: memberId, id: memberId });
  }

  /**
   * Returns the metric across the nodes of one shard.
   *
   * @param shard the number of the shard, starting at 1
   */
  public forShard(shard: number): cloudwatch.MathExpression {
    return new cloudwatch.MathExpression(
      aggregateNodes(this.nodes, this.findNodes('forShard', shard), this.metricName, this.definition, {
        label: `${this.metricName} of shard ${shard}`,
        ...this.props,
      }),
    );
  }

  /** Returns one metric for each node. */
  public forEachNode(): cloudwatch.Metric[] {
    return this.requireShards('forEachNode')
      .flat()
      .map((node) => this.createMetric(node));
  }

  /**
   * Creates an alarm on the metric across all nodes. Throws an error if there are more than 10 nodes, or if the number
   * of nodes is unknown.
   *
   * @param scope the parent construct
   * @param id the id of the construct
   * @param props the properties of the alarm
   */
  public createAlarm(scope: Construct, id: string, props: cloudwatch.CreateAlarmOptions): cloudwatch.Alarm {
    const shards = this.requireShards('createAlarm');
    const count = shards.flat().length;
    if (count > LIMITS.alarmMetrics.max) {
      const forShards = shards.length > 1 ? 'for each shard with forShard(), or ' : '';
      this.throwErrors('createAlarm', [
        `'${this.metricName}' covers ${count} nodes, but one alarm can monitor at most ${LIMITS.alarmMetrics.max}. ` +
          `Create one alarm ${forShards}for each node with forEachNode().`,
      ]);
    }
    return super.createAlarm(scope, id, props);
  }

  private createMetric(node: MonitoredNode): cloudwatch.Metric {
    return createNodeMetric(this.nodes, node, this.metricName, this.definition, this.props);
  }

  private findNodes(method: string, shard: number): readonly MonitoredNode[] {
    const shards = this.requireShards(method);
    return this.selectByNumber(method, 'shard', shard, shards, `the cache has ${pluralize(shards.length, 'shard')}`);
  }

  private requireShards(method: string): readonly (readonly MonitoredNode[])[] {
    const { shards, sizeProp } = this.nodes;
    return (
      shards ??
      this.throwErrors(method, [
        `'${sizeProp}' is missing or a token, but ${method}() requires the number of nodes. ` +
          `${describeSizeFix(this.nodes, 'metrics')} Alternatively, use forMemberCluster().`,
      ])
    );
  }

  private selectByNumber<T>(
    method: string,
    parameterName: string,
    number: number,
    items: readonly T[],
    reason: string,
  ): T {
    const range = items.length === 1 ? '1' : `a whole number from 1 to ${items.length}`;
    return (
      items[number - 1] ??
      this.throwErrors(method, [
        `'${parameterName}' must be ${range}, because ${reason}, but got ${number}. Use ${items.length === 1 ? '1' : 'a number in this range'}.`,
      ])
    );
  }

  private throwErrors(method: string, errors: readonly string[]): never {
    throwValueErrors(`NodeMetric.${method}`, errors, this.nodes.resource);
  }
}

/** Creates a metric in the Region and account of the cache. */
export function createCacheMetric(
  { resource }: Pick<MonitoredNodes, 'resource'>,
  metricName: string,
  { statistic }: MetricDefinition,
  { dimensionsMap, ...props }: cloudwatch.MetricOptions,
  dimensions: cloudwatch.DimensionsMap,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    statistic,
    ...findForeignEnvironment(resource, resource),
    ...props,
    dimensionsMap: { ...dimensions, ...dimensionsMap },
  }).attachTo(resource);
}

function createNodeMetric(
  nodes: MonitoredNodes,
  node: MonitoredNode,
  metricName: string,
  definition: DimensionedMetricDefinition,
  props: cloudwatch.MetricOptions,
): cloudwatch.Metric {
  const values: cloudwatch.DimensionsMap = { ...nodes.getDimensionValues(node.id) };
  const dimensions = Object.fromEntries(selectNodeDimensions(nodes, definition).map((name) => [name, values[name]]));
  return createCacheMetric(nodes, metricName, definition, { label: node.label, ...props }, dimensions);
}

/** Selects the smallest set of dimensions that identifies a node. */
function selectNodeDimensions(
  { identifyingDimensions }: MonitoredNodes,
  { dimensions }: DimensionedMetricDefinition,
): DimensionSet {
  return dimensions.find((set) => identifyingDimensions.every((name) => set.includes(name)))!;
}

function aggregateNodes(
  nodes: MonitoredNodes,
  members: readonly MonitoredNode[],
  metricName: string,
  definition: DimensionedMetricDefinition,
  { label, color, period, ...props }: cloudwatch.MetricOptions,
): cloudwatch.MathExpressionProps {
  const usingMetrics = Object.fromEntries(
    members.map((node) => [
      formatMathId(nodes, node, metricName, props),
      createNodeMetric(nodes, node, metricName, definition, { period, ...props }),
    ]),
  );
  return {
    expression: `${selectAggregation(definition)}([${Object.keys(usingMetrics).join(',')}])`,
    usingMetrics,
    label,
    color,
    period,
  };
}

/**
 * Searches for the nodes of a cache. An exact search is possible only if all nodes have the same `CacheClusterId`. The
 * nodes of a replication group have different ones, which contain its id as words, as the ids of other groups can.
 */
function searchNodes(
  nodes: MonitoredNodes,
  metricName: string,
  definition: DimensionedMetricDefinition,
  { label, color, period, statistic, dimensionsMap = {} }: cloudwatch.MetricOptions,
): cloudwatch.MathExpressionProps {
  const { region, account } = findForeignEnvironment(nodes.resource, nodes.resource);
  const names = new Set([...selectNodeDimensions(nodes, definition), ...Object.keys(dimensionsMap)]);
  const schema = [METRICS_NAMESPACE, ...names].join(',');
  const terms = [
    `MetricName="${metricName}"`,
    nodes.identifyingDimensions.includes('CacheNodeId')
      ? `CacheClusterId="${nodes.name}"`
      : `CacheClusterId=${nodes.name}`,
    ...Object.entries(dimensionsMap).map(([name, value]) => `${name}="${value}"`),
  ];
  const query = `{${schema}} ${terms.join(' ')}`;
  return {
    expression: `${selectAggregation(definition)}(SEARCH('${query}', '${statistic ?? definition.statistic}'))`,
    searchRegion: region,
    searchAccount: account,
    label,
    color,
    period,
  };
}

/** Selects the function that combines the values of several nodes. */
function selectAggregation({ aggregation, statistic, unit }: MetricDefinition): string {
  if (aggregation) {
    return aggregation;
  }
  if (statistic !== 'Average') {
    return { Sum: 'SUM', Maximum: 'MAX', Minimum: 'MIN' }[statistic];
  }
  return unit === 'Bytes' || unit === 'Count' ? 'SUM' : 'AVG';
}

/** Formats an id that is unique in a graph with several caches, statistics, and tiers. */
function formatMathId(
  nodes: MonitoredNodes,
  node: MonitoredNode,
  metricName: string,
  { statistic = '', dimensionsMap = {} }: cloudwatch.MetricOptions,
): string {
  const parts = [
    metricName[0].toLowerCase() + metricName.slice(1),
    statistic,
    ...Object.values(dimensionsMap),
    node.label,
    nodes.resource.node.addr.slice(-6),
  ];
  return parts.filter(Boolean).join('_').replace(/\W/g, '_');
}

/**
 * The base class of node metrics, with the metrics that the nodes of all engines publish.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.HostLevel.html
 * @internal
 */
export abstract class NodeMetrics {
  /** @internal */
  public abstract readonly _nodes: MonitoredNodes;

  /**
   * Returns the metric with the given CloudWatch name, without validation. The default statistic is the recommended
   * statistic of the metric. For a metric that this library does not define, it is the average.
   *
   * @param metricName the name of the metric in the `AWS/ElastiCache` namespace
   * @param props metric options that override the defaults
   */
  public metric(metricName: string, props?: cloudwatch.MetricOptions): NodeMetric {
    const definition = getOwn(this._nodes.publishedMetrics, metricName) ?? UNKNOWN_NODE_METRIC;
    return NodeMetric._of(this._nodes, metricName, definition, props);
  }

  /**
   * The CPU utilization of the whole host, in percent.
   *
   * Memcached uses all cores. Valkey and Redis OSS run commands on one core, so `engineCpuUtilization` describes their
   * load better on nodes with 4 or more vCPUs.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cpuUtilization(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CPUUtilization', props);
  }

  /**
   * The number of CPU credits that a burstable node has accrued, published every 5 minutes. If the metric aggregates
   * several nodes, it is the minimum of their averages.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cpuCreditBalance(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CPUCreditBalance', props);
  }

  /**
   * The number of CPU credits that a burstable node spent, published every 5 minutes.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cpuCreditUsage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CPUCreditUsage', props);
  }

  /**
   * The free memory of the host, in bytes.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public freeableMemory(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('FreeableMemory', props);
  }

  /**
   * The swap space that the host uses, in bytes.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public swapUsage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SwapUsage', props);
  }

  /**
   * The number of page faults in the engine process that required a read from disk.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public majorPageFaults(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('MajorPageFaults', props);
  }

  /**
   * The number of bytes received over the network.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkBytesIn(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkBytesIn', props);
  }

  /**
   * The number of bytes sent over the network.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkBytesOut(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkBytesOut', props);
  }

  /**
   * The number of packets received over the network.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkPacketsIn(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkPacketsIn', props);
  }

  /**
   * The number of packets sent over the network.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkPacketsOut(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkPacketsOut', props);
  }

  /**
   * The largest number of bytes received in any single second of each minute.
   *
   * Maximum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkMaxBytesIn(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkMaxBytesIn', props);
  }

  /**
   * The largest number of bytes sent in any single second of each minute.
   *
   * Maximum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkMaxBytesOut(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkMaxBytesOut', props);
  }

  /**
   * The largest number of packets received in any single second of each minute.
   *
   * Maximum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkMaxPacketsIn(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkMaxPacketsIn', props);
  }

  /**
   * The largest number of packets sent in any single second of each minute.
   *
   * Maximum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkMaxPacketsOut(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkMaxPacketsOut', props);
  }

  /**
   * The number of packets queued or dropped because the inbound bandwidth exceeded the maximum of the node type.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkBandwidthInAllowanceExceeded(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkBandwidthInAllowanceExceeded', props);
  }

  /**
   * The number of packets queued or dropped because the outbound bandwidth exceeded the maximum of the node type.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkBandwidthOutAllowanceExceeded(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkBandwidthOutAllowanceExceeded', props);
  }

  /**
   * The number of packets dropped because the number of tracked connections exceeded the maximum of the node type.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkConntrackAllowanceExceeded(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkConntrackAllowanceExceeded', props);
  }

  /**
   * The number of packets queued or dropped because the number of packets per second exceeded the maximum of the node
   * type.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkPacketsPerSecondAllowanceExceeded(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkPacketsPerSecondAllowanceExceeded', props);
  }

  /**
   * The number of packets dropped because the number of packets per second to local proxy services, such as the Amazon
   * DNS service, exceeded the maximum of the network interface.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkLinkLocalAllowanceExceeded(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkLinkLocalAllowanceExceeded', props);
  }

  /**
   * The inbound bandwidth in use, as a percentage of the baseline bandwidth of the node type.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkBaselineUsageInPercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkBaselineUsageInPercentage', props);
  }

  /**
   * The outbound bandwidth in use, as a percentage of the baseline bandwidth of the node type.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkBaselineUsageOutPercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkBaselineUsageOutPercentage', props);
  }

  /**
   * The inbound bandwidth in use during the busiest second of the period, as a percentage of the baseline bandwidth of
   * the node type.
   *
   * Maximum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkBaselineMaxUsageInPercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkBaselineMaxUsageInPercentage', props);
  }

  /**
   * The outbound bandwidth in use during the busiest second of the period, as a percentage of the baseline bandwidth of
   * the node type.
   *
   * Maximum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkBaselineMaxUsageOutPercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkBaselineMaxUsageOutPercentage', props);
  }

  /**
   * Creates a metric of the nodes. Fails if the nodes do not publish the metric.
   *
   * @internal
   */
  protected _createMetric(name: string, props?: cloudwatch.MetricOptions, variant?: MetricVariant): NodeMetric {
    const { resource, publishedMetrics } = this._nodes;
    const definition = publishedMetrics[name];
    const requirement = variant?.requires ?? definition.requires;
    if (requirement && satisfiesRequirement(this._nodes, requirement) === false) {
      const subject = variant ? `'${name}' with the dimension '${variant.dimension}'` : `'${name}'`;
      throwMetricErrors(resource, name, [
        `${subject} is only published by ${describePublishers(requirement)}, but ${describeMismatch(this._nodes, requirement)}. ` +
          'Use metric() to skip this validation.',
      ]);
    }
    return NodeMetric._of(this._nodes, name, definition, props);
  }
}
