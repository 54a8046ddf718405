import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { MonitoredNode, MonitoredNodes } from './monitored-nodes';
import { describePublishers, satisfiesRequirement } from './monitored-nodes';
import { findForeignEnvironment } from '../private/environments';
import { throwMetricErrors, throwValueErrors } from '../private/errors';
import { getOwn } from '../private/records';
import { LIMITS } from '../service-data/limits';
import type { MetricDefinition, MetricRequirement } from '../service-data/metrics';
import { METRICS_NAMESPACE } from '../service-data/metrics';

/** Options for the metric of one node. */
export interface NodeSelectionOptions {
  /**
   * The number of the shard, from 1.
   *
   * @default 1
   */
  readonly shard?: number;
}

/**
 * A metric of the nodes of a cache: by itself over all of them, and on request over one shard or of one node.
 *
 * Over several nodes totals and amounts are added, percentages and latencies averaged, lags the longest. Where the
 * nodes of an imported cache are unknown, a search expression finds them, which graphs can show and alarms cannot
 * watch.
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
    definition: MetricDefinition,
    props: cloudwatch.MetricOptions = {},
  ): NodeMetric {
    return new NodeMetric(nodes, metricName, definition, props);
  }

  /** The name in CloudWatch. */
  public readonly metricName: string;

  private readonly nodes: MonitoredNodes;
  private readonly definition: MetricDefinition;
  private readonly props: cloudwatch.MetricOptions;

  private constructor(
    nodes: MonitoredNodes,
    metricName: string,
    definition: MetricDefinition,
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
   * @param node the number of the node in its shard, from 1; the first one starts as the primary
   * @param options the shard of the node, for groups with several shards
   */
  public forNode(node: number, options: NodeSelectionOptions = {}): cloudwatch.Metric {
    const { shard = 1 } = options;
    return this.createMetric(this.selectByNumber('forNode', 'node', node, this.findNodes('forNode', shard)));
  }

  /**
   * The metric of a node by its own name, also of one that came later: the id of a member cluster, `sessions-0001-003`,
   * or of a node of Memcached, `0004`.
   *
   * @param memberId the id
   */
  public forMemberCluster(memberId: string): cloudwatch.Metric {
    return this.createMetric({ label: memberId, dimensions: this.nodes.memberDimensions(memberId) });
  }

  /**
   * The metric over the nodes of one shard.
   *
   * @param shard the number of the shard, from 1
   */
  public forShard(shard: number): cloudwatch.MathExpression {
    return new cloudwatch.MathExpression(
      aggregateNodes(this.nodes, this.findNodes('forShard', shard), this.metricName, this.definition, {
        label: `${this.metricName} of shard ${shard}`,
        ...this.props,
      }),
    );
  }

  /** The metric of every node, one by one. */
  public forEachNode(): cloudwatch.Metric[] {
    return this.requireShards('forEachNode')
      .flat()
      .map((node) => this.createMetric(node));
  }

  /**
   * Makes an alarm over all nodes. It can watch ten metrics at most, and none that has to be searched for.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param props how the alarm is made
   */
  public createAlarm(scope: Construct, id: string, props: cloudwatch.CreateAlarmOptions): cloudwatch.Alarm {
    const count = this.requireShards('createAlarm').flat().length;
    if (count > LIMITS.alarmMetrics.max) {
      this.throwErrors('createAlarm', [
        `'${this.metricName}' must cover at most ${LIMITS.alarmMetrics.max} nodes in one alarm, but got ${count}. ` +
          'Create one alarm for each shard with forShard(), or for each node with forEachNode().',
      ]);
    }
    return super.createAlarm(scope, id, props);
  }

  private createMetric(node: MonitoredNode): cloudwatch.Metric {
    return createNodeMetric(this.nodes, node, this.metricName, this.definition, this.props);
  }

  private findNodes(method: string, shard: number): readonly MonitoredNode[] {
    return this.selectByNumber(method, 'shard', shard, this.requireShards(method));
  }

  private requireShards(method: string): readonly (readonly MonitoredNode[])[] {
    return (
      this.nodes.shards ??
      this.throwErrors(method, [
        `'${this.metricName}' requires the number of nodes, which is missing or unresolved. ` +
          "Set 'clusterMode' or 'nodeCount' with numbers, or use forMemberCluster().",
      ])
    );
  }

  private selectByNumber<T>(method: string, parameterName: string, number: number, items: readonly T[]): T {
    return (
      items[number - 1] ??
      this.throwErrors(method, [
        `'${parameterName}' must be a whole number between 1 and ${items.length}, but got ${number}.`,
      ])
    );
  }

  private throwErrors(method: string, errors: readonly string[]): never {
    throwValueErrors(`NodeMetric.${method}`, errors, this.nodes.resource);
  }
}

function createNodeMetric(
  nodes: MonitoredNodes,
  node: MonitoredNode,
  metricName: string,
  definition: MetricDefinition,
  props: cloudwatch.MetricOptions,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    statistic: definition.statistic,
    label: node.label,
    ...findForeignEnvironment(nodes.resource, nodes.resource),
    ...props,
    dimensionsMap: { ...node.dimensions, ...props.dimensionsMap },
  }).attachTo(nodes.resource);
}

function aggregateNodes(
  nodes: MonitoredNodes,
  members: readonly MonitoredNode[],
  metricName: string,
  definition: MetricDefinition,
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

/** A search matches the words of names, so it can also find caches whose names begin with the name of this cache. */
function searchNodes(
  nodes: MonitoredNodes,
  metricName: string,
  definition: MetricDefinition,
  { label, color, period, statistic }: cloudwatch.MetricOptions,
): cloudwatch.MathExpressionProps {
  const { region, account } = findForeignEnvironment(nodes.resource, nodes.resource);
  const dimensions = Object.keys(nodes.memberDimensions('')).join(',');
  const query = `{${METRICS_NAMESPACE},${dimensions}} MetricName="${metricName}" CacheClusterId=${nodes.name}`;
  return {
    expression: `${selectAggregation(definition)}(SEARCH('${query}', '${statistic ?? definition.statistic}'))`,
    searchRegion: region,
    searchAccount: account,
    label,
    color,
    period,
  };
}

/** Selects the function that combines the values of several nodes. Sizes and counts are added. */
function selectAggregation({ aggregation, statistic, unit }: MetricDefinition): string {
  if (aggregation) {
    return aggregation;
  }
  if (statistic !== 'Average') {
    return { Sum: 'SUM', Maximum: 'MAX', Minimum: 'MIN' }[statistic];
  }
  return unit === 'Bytes' || unit === 'Count' ? 'SUM' : 'AVG';
}

/** Formats an id that is unique in a graph, also across caches, statistics, and tiers. */
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

/** The default of metrics that are newer than this library. */
const UNKNOWN_METRIC: MetricDefinition = { unit: 'None', statistic: 'Average' };

/**
 * The base class of the metrics of nodes: the metrics that the nodes of all engines publish.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.HostLevel.html
 * @internal
 */
export abstract class NodeMetrics {
  /** @internal */
  public abstract readonly _nodes: MonitoredNodes;

  /**
   * A metric of the nodes by its name in CloudWatch. Metrics that this library does not know are averages.
   *
   * @param metricName the name in the namespace AWS/ElastiCache
   * @param props overrides, such as the statistic or the period
   */
  public metric(metricName: string, props?: cloudwatch.MetricOptions): NodeMetric {
    const definition = getOwn(this._nodes.publishedMetrics, metricName) ?? UNKNOWN_METRIC;
    return NodeMetric._of(this._nodes, metricName, definition, props);
  }

  /**
   * How busy the whole host is, in percent. The engine runs on one core: see `engineCpuUtilization` for hosts with four
   * or more.
   */
  public cpuUtilization(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CPUUtilization', props);
  }

  /** The CPU credits that a burstable node has left. Published every 5 minutes. */
  public cpuCreditBalance(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CPUCreditBalance', props);
  }

  /** The CPU credits that a burstable node spent. Published every 5 minutes. */
  public cpuCreditUsage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('CPUCreditUsage', props);
  }

  /** The memory that the host has left, in bytes. */
  public freeableMemory(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('FreeableMemory', props);
  }

  /** The swap that the host uses, in bytes. */
  public swapUsage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('SwapUsage', props);
  }

  /** Page faults of the engine that had to read the disk. */
  public majorPageFaults(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('MajorPageFaults', props);
  }

  /** The bytes that came in over the network. */
  public networkBytesIn(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkBytesIn', props);
  }

  /** The bytes that went out over the network. */
  public networkBytesOut(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkBytesOut', props);
  }

  /** The packets that came in. */
  public networkPacketsIn(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkPacketsIn', props);
  }

  /** The packets that went out. */
  public networkPacketsOut(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkPacketsOut', props);
  }

  /** The largest number of bytes that came in within one second. */
  public networkMaxBytesIn(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkMaxBytesIn', props);
  }

  /** The largest number of bytes that went out within one second. */
  public networkMaxBytesOut(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkMaxBytesOut', props);
  }

  /** The largest number of packets that came in within one second. */
  public networkMaxPacketsIn(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkMaxPacketsIn', props);
  }

  /** The largest number of packets that went out within one second. */
  public networkMaxPacketsOut(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkMaxPacketsOut', props);
  }

  /** Packets that waited or were lost because more came in than the node type allows. */
  public networkBandwidthInAllowanceExceeded(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkBandwidthInAllowanceExceeded', props);
  }

  /** Packets that waited or were lost because more went out than the node type allows. */
  public networkBandwidthOutAllowanceExceeded(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkBandwidthOutAllowanceExceeded', props);
  }

  /** Packets that were lost because the host tracks more connections than the node type allows. */
  public networkConntrackAllowanceExceeded(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkConntrackAllowanceExceeded', props);
  }

  /** Packets that waited or were lost because there were more a second than the node type allows. */
  public networkPacketsPerSecondAllowanceExceeded(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkPacketsPerSecondAllowanceExceeded', props);
  }

  /** Packets to services of the host itself, such as DNS, that were lost because there were too many. */
  public networkLinkLocalAllowanceExceeded(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkLinkLocalAllowanceExceeded', props);
  }

  /** The bandwidth in use for what comes in, in percent of the baseline of the node type. */
  public networkBaselineUsageInPercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkBaselineUsageInPercentage', props);
  }

  /** The bandwidth in use for what goes out, in percent of the baseline of the node type. */
  public networkBaselineUsageOutPercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkBaselineUsageOutPercentage', props);
  }

  /** The same as `networkBaselineUsageInPercentage` in the busiest second. */
  public networkBaselineMaxUsageInPercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkBaselineMaxUsageInPercentage', props);
  }

  /** The same as `networkBaselineUsageOutPercentage` in the busiest second. */
  public networkBaselineMaxUsageOutPercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._createMetric('NetworkBaselineMaxUsageOutPercentage', props);
  }

  /**
   * Creates a metric of the nodes. Fails if they do not publish it.
   *
   * @internal
   */
  protected _createMetric(name: string, props?: cloudwatch.MetricOptions, requires?: MetricRequirement): NodeMetric {
    const { resource, publishedMetrics, engine, version, nodeType } = this._nodes;
    const definition = publishedMetrics[name];
    const requirement = requires ?? definition.requires;
    if (requirement && satisfiesRequirement(this._nodes, requirement) === false) {
      const actual = [engine, version, nodeType && `on ${nodeType}`].filter(Boolean).join(' ');
      throwMetricErrors(resource, name, [
        `'${name}' is only published by ${describePublishers(requirement)}, but got ${actual}. Use metric() to skip this validation.`,
      ]);
    }
    return NodeMetric._of(this._nodes, name, definition, props);
  }
}
