import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { MeasuredNode, MeasuredNodes } from './measured';
import { meets, publishers } from './recommended-alarms';
import { throwValidationErrors } from '../private/errors';
import { LIMITS } from '../service-data/limits';
import type { MetricFact, MetricNeed } from '../service-data/metrics';
import { METRICS_NAMESPACE } from '../service-data/metrics';

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
 * evictions.ofNode(1).createAlarm(this, 'Evictions', { threshold: 1000, evaluationPeriods: 3 });
 */
export class NodeMetric extends cloudwatch.MathExpression {
  /** @internal */
  public static _of(
    nodes: MeasuredNodes,
    metricName: string,
    fact: MetricFact,
    props: cloudwatch.MetricOptions = {},
  ): NodeMetric {
    return new NodeMetric(nodes, metricName, fact, props);
  }

  /** The name in CloudWatch. */
  public readonly metricName: string;

  private readonly nodes: MeasuredNodes;
  private readonly fact: MetricFact;
  private readonly props: cloudwatch.MetricOptions;

  private constructor(nodes: MeasuredNodes, metricName: string, fact: MetricFact, props: cloudwatch.MetricOptions) {
    super(
      nodes.shards
        ? overNodes(nodes, nodes.shards.flat(), metricName, fact, { label: metricName, ...props })
        : search(nodes, metricName, fact, { label: metricName, ...props }),
    );
    this.metricName = metricName;
    this.nodes = nodes;
    this.fact = fact;
    this.props = props;
  }

  /**
   * The metric of one node.
   *
   * @param node the number of the node in its shard, from 1; the first one starts as the primary
   * @param shard the number of the shard, from 1
   */
  public ofNode(node: number, shard: number = 1): cloudwatch.Metric {
    return metricOf(
      this.nodes,
      this.numbered('node', node, this.nodesOf(shard)),
      this.metricName,
      this.fact,
      this.props,
    );
  }

  /**
   * The metric of a node by its own name, also of one that came later: the id of a member cluster, `sessions-0001-003`,
   * or of a node of Memcached, `0004`.
   *
   * @param memberId the id
   */
  public ofMember(memberId: string): cloudwatch.Metric {
    const node = { label: memberId, dimensions: this.nodes.memberDimensions(memberId) };
    return metricOf(this.nodes, node, this.metricName, this.fact, this.props);
  }

  /**
   * The metric over the nodes of one shard.
   *
   * @param shard the number of the shard, from 1
   */
  public ofShard(shard: number): cloudwatch.MathExpression {
    return new cloudwatch.MathExpression(
      overNodes(this.nodes, this.nodesOf(shard), this.metricName, this.fact, {
        label: `${this.metricName} of shard ${shard}`,
        ...this.props,
      }),
    );
  }

  /** The metric of every node, one by one. */
  public perNode(): cloudwatch.Metric[] {
    return this.knownShards()
      .flat()
      .map((node) => metricOf(this.nodes, node, this.metricName, this.fact, this.props));
  }

  /**
   * Makes an alarm over all nodes. It can watch ten metrics at most, and none that has to be searched for.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param props how the alarm is made
   */
  public createAlarm(scope: Construct, id: string, props: cloudwatch.CreateAlarmOptions): cloudwatch.Alarm {
    const count = this.knownShards().flat().length;
    if (count > LIMITS.alarmMetrics.max) {
      throwValidationErrors(this.nodes.resource, [
        `an alarm can watch up to ${LIMITS.alarmMetrics.max} nodes, got the '${this.metricName}' of ${count}; ` +
          "make one for each shard with 'ofShard', or for each node with 'perNode'",
      ]);
    }
    return super.createAlarm(scope, id, props);
  }

  private nodesOf(shard: number): readonly MeasuredNode[] {
    return this.numbered('shard', shard, this.knownShards());
  }

  private knownShards(): readonly (readonly MeasuredNode[])[] {
    return (
      this.nodes.shards ??
      throwValidationErrors(this.nodes.resource, [
        `the nodes of '${this.metricName}' are unknown, since the import does not tell how many shards and replicas there are; tell it, or name a node by 'ofMember'`,
      ])
    );
  }

  private numbered<T>(what: string, number: number, things: readonly T[]): T {
    return (
      things[number - 1] ??
      throwValidationErrors(this.nodes.resource, [
        `'${what}' must be a whole number between 1 and ${things.length}, got ${number}`,
      ])
    );
  }
}

function metricOf(
  nodes: MeasuredNodes,
  node: MeasuredNode,
  metricName: string,
  fact: MetricFact,
  props: cloudwatch.MetricOptions,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    statistic: fact.statistic,
    label: node.label,
    ...whereabouts(nodes),
    ...props,
    dimensionsMap: { ...node.dimensions, ...props.dimensionsMap },
  }).attachTo(nodes.resource);
}

function overNodes(
  nodes: MeasuredNodes,
  members: readonly MeasuredNode[],
  metricName: string,
  fact: MetricFact,
  { label, color, period, ...props }: cloudwatch.MetricOptions,
): cloudwatch.MathExpressionProps {
  const usingMetrics = Object.fromEntries(
    members.map((node) => [
      mathId(nodes, node, metricName, props),
      metricOf(nodes, node, metricName, fact, { period, ...props }),
    ]),
  );
  return {
    expression: `${together(fact)}([${Object.keys(usingMetrics).join(',')}])`,
    usingMetrics,
    label,
    color,
    period,
  };
}

/**
 * A search matches words of names: what it finds can be more than the cache where another one's name begins with the
 * same.
 */
function search(
  nodes: MeasuredNodes,
  metricName: string,
  fact: MetricFact,
  { label, color, period, statistic }: cloudwatch.MetricOptions,
): cloudwatch.MathExpressionProps {
  const { region, account } = whereabouts(nodes);
  const dimensions = Object.keys(nodes.memberDimensions('')).join(',');
  return {
    expression: `${together(fact)}(SEARCH('{${METRICS_NAMESPACE},${dimensions}} MetricName="${metricName}" CacheClusterId=${nodes.name}', '${statistic ?? fact.statistic}'))`,
    searchRegion: region,
    searchAccount: account,
    label,
    color,
    period,
  };
}

/** How several nodes become one figure: what adds up is added. */
function together(fact: MetricFact): string {
  if (fact.nodeAggregation) {
    return fact.nodeAggregation;
  }
  if (fact.statistic !== 'Average') {
    return { Sum: 'SUM', Maximum: 'MAX', Minimum: 'MIN' }[fact.statistic];
  }
  return fact.unit === 'Bytes' || fact.unit === 'Count' ? 'SUM' : 'AVG';
}

/** Unique among all metrics of one graph: of several caches, statistics and tiers. */
function mathId(
  nodes: MeasuredNodes,
  node: MeasuredNode,
  metricName: string,
  { statistic = '', dimensionsMap = {} }: cloudwatch.MetricOptions,
): string {
  const words = [
    metricName[0].toLowerCase() + metricName.slice(1),
    statistic,
    ...Object.values(dimensionsMap),
    node.label,
    nodes.resource.node.addr.slice(-6),
  ];
  return words.filter(Boolean).join('_').replace(/\W/g, '_');
}

/** Region and account of a cache that stands elsewhere than its stack. */
function whereabouts({ resource }: MeasuredNodes): { region?: string; account?: string } {
  const { region, account } = resource.env;
  const stack = Stack.of(resource);
  return {
    region: Token.isUnresolved(region) || region === stack.region ? undefined : region,
    account: Token.isUnresolved(account) || account === stack.account ? undefined : account,
  };
}

/**
 * The metrics that every node publishes, of whatever engine: what its host is up to.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.HostLevel.html
 */
export abstract class NodeMetrics {
  /** @internal */
  protected abstract readonly _nodes: MeasuredNodes;

  /**
   * How busy the whole host is, in percent. The engine runs on one core: see `engineCpuUtilization` for hosts with four
   * or more.
   */
  public cpuUtilization(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('CPUUtilization', props);
  }

  /** The CPU credits that a burstable node has left. Published every 5 minutes. */
  public cpuCreditBalance(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('CPUCreditBalance', props);
  }

  /** The CPU credits that a burstable node spent. Published every 5 minutes. */
  public cpuCreditUsage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('CPUCreditUsage', props);
  }

  /** The memory that the host has left, in bytes. */
  public freeableMemory(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('FreeableMemory', props);
  }

  /** The swap that the host uses, in bytes. */
  public swapUsage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('SwapUsage', props);
  }

  /** Page faults of the engine that had to read the disk. */
  public majorPageFaults(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('MajorPageFaults', props);
  }

  /** The bytes that came in over the network. */
  public networkBytesIn(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkBytesIn', props);
  }

  /** The bytes that went out over the network. */
  public networkBytesOut(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkBytesOut', props);
  }

  /** The packets that came in. */
  public networkPacketsIn(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkPacketsIn', props);
  }

  /** The packets that went out. */
  public networkPacketsOut(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkPacketsOut', props);
  }

  /** The largest number of bytes that came in within one second. */
  public networkMaxBytesIn(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkMaxBytesIn', props);
  }

  /** The largest number of bytes that went out within one second. */
  public networkMaxBytesOut(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkMaxBytesOut', props);
  }

  /** The largest number of packets that came in within one second. */
  public networkMaxPacketsIn(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkMaxPacketsIn', props);
  }

  /** The largest number of packets that went out within one second. */
  public networkMaxPacketsOut(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkMaxPacketsOut', props);
  }

  /** Packets that waited or were lost because more came in than the node type allows. */
  public networkBandwidthInAllowanceExceeded(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkBandwidthInAllowanceExceeded', props);
  }

  /** Packets that waited or were lost because more went out than the node type allows. */
  public networkBandwidthOutAllowanceExceeded(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkBandwidthOutAllowanceExceeded', props);
  }

  /** Packets that were lost because the host tracks more connections than the node type allows. */
  public networkConntrackAllowanceExceeded(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkConntrackAllowanceExceeded', props);
  }

  /** Packets that waited or were lost because there were more a second than the node type allows. */
  public networkPacketsPerSecondAllowanceExceeded(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkPacketsPerSecondAllowanceExceeded', props);
  }

  /** Packets to services of the host itself, such as DNS, that were lost because there were too many. */
  public networkLinkLocalAllowanceExceeded(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkLinkLocalAllowanceExceeded', props);
  }

  /** The bandwidth in use for what comes in, in percent of the baseline of the node type. */
  public networkBaselineUsageInPercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkBaselineUsageInPercentage', props);
  }

  /** The bandwidth in use for what goes out, in percent of the baseline of the node type. */
  public networkBaselineUsageOutPercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkBaselineUsageOutPercentage', props);
  }

  /** The same as `networkBaselineUsageInPercentage` in the busiest second. */
  public networkBaselineMaxUsageInPercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkBaselineMaxUsageInPercentage', props);
  }

  /** The same as `networkBaselineUsageOutPercentage` in the busiest second. */
  public networkBaselineMaxUsageOutPercentage(props?: cloudwatch.MetricOptions): NodeMetric {
    return this._named('NetworkBaselineMaxUsageOutPercentage', props);
  }

  /**
   * A metric of the nodes; it fails when they surely do not publish it.
   *
   * @internal
   */
  protected _named(name: string, props?: cloudwatch.MetricOptions, need?: MetricNeed): NodeMetric {
    const { resource, published, engine, version, nodeType } = this._nodes;
    const fact = published[name];
    const needed = need ?? fact.needs;
    if (needed && meets(this._nodes, needed) === false) {
      const got = [engine, version, nodeType && `on ${nodeType}`].filter(Boolean).join(' ');
      throwValidationErrors(resource, [
        `'${name}' is published by ${publishers(needed)} only, got ${got}; 'metric' takes any name, also one that this library does not know`,
      ]);
    }
    return NodeMetric._of(this._nodes, name, fact, props);
  }
}
