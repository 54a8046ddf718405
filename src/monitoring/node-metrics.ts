import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { MeasuredNodes } from './measured';
import { meets, publishers } from './needs';
import { NodeMetric } from './node-metric';
import type { MetricNeed } from '../facts/metrics';
import { failAt } from '../private/errors';

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
      failAt(resource, [
        `'${name}' is published by ${publishers(needed)} only, got ${got}; 'metric' takes any name, also one that this library does not know`,
      ]);
    }
    return NodeMetric._of(this._nodes, name, fact, props);
  }
}
