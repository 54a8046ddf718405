import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import type { MeasuredNode, MeasuredNodes } from './measured';
import type { NodeMetric } from './node-metrics';
import { throwValidationErrors } from '../private/errors';
import { isResolved } from '../private/tokens';
import { FEATURES_SINCE, supports } from '../service-data/engine-versions';
import { LIMITS } from '../service-data/limits';
import type { MetricNeed } from '../service-data/metrics';
import { NODE_FAMILIES } from '../service-data/node-types';

/** What differs from the recommendation in one alarm. */
export interface AlarmSettings {
  /**
   * Whether there is this alarm.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The value that raises the alarm, in the unit of its metric.
   *
   * @default - as recommended
   */
  readonly threshold?: number;

  /**
   * How many periods are looked at.
   *
   * @default - as recommended
   */
  readonly evaluationPeriods?: number;

  /**
   * How many of these periods must be beyond the threshold.
   *
   * @default - as recommended; with `evaluationPeriods`, all of them
   */
  readonly datapointsToAlarm?: number;

  /**
   * What happens when this alarm is raised.
   *
   * @default - the `alarmActions` of all alarms
   */
  readonly alarmActions?: cloudwatch.IAlarmAction[];
}

/** What the recommended alarms of one cache have in common. */
export interface RecommendedAlarmsOptions {
  /**
   * What happens when an alarm is raised, for example a message to a topic.
   *
   * @default - nothing: the alarms are seen in CloudWatch only
   */
  readonly alarmActions?: cloudwatch.IAlarmAction[];

  /**
   * What happens when an alarm is over.
   *
   * @default - nothing
   */
  readonly okActions?: cloudwatch.IAlarmAction[];

  /**
   * The beginning of the names of the alarms; the rest is the name of the alarm and, where there are several, of the
   * first node that it watches.
   *
   * @default - names that CloudFormation makes
   */
  readonly alarmNamePrefix?: string;

  /**
   * Where your own runbook is; it joins the description of every alarm.
   *
   * @default - the description tells what to do, and the page of AWS
   */
  readonly runbookUrl?: string;
}

/** What one alarm watches. */
interface Watched {
  readonly metric: cloudwatch.IMetric;
  /** The nodes that are watched, where one alarm cannot watch all. */
  readonly label?: string;
}

/** How long something must last to raise an alarm: so many of so many periods. */
interface Lasting {
  readonly period: Duration;
  readonly datapointsToAlarm: number;
  readonly evaluationPeriods: number;
}

/** A recommended alarm, or several when one cannot watch all nodes. */
export interface AlarmPlan {
  /** The name of the option that changes it. */
  readonly name: string;
  /** Called when there is to be the alarm. */
  readonly watch: () => readonly Watched[];
  /** Raised above it, or below it for what should be plenty; undefined when only the user can tell. */
  readonly threshold?: number;
  readonly plenty?: boolean;
  readonly lasting: Lasting;
  /** What is wrong. */
  readonly meaning: string;
  /** What to do about it. */
  readonly remedy: string;
  readonly page: string;
}

/** Every minute of so many. */
export function minutes(count: number): Lasting {
  return { period: Duration.minutes(1), datapointsToAlarm: count, evaluationPeriods: count };
}

/** So many minutes out of more: for what comes in bursts. */
export function minutesOf(count: number, all: number): Lasting {
  return { period: Duration.minutes(1), datapointsToAlarm: count, evaluationPeriods: all };
}

/** Once is enough. */
export const ONCE: Lasting = { period: Duration.minutes(5), datapointsToAlarm: 1, evaluationPeriods: 1 };

/** The pages of AWS on which the alarms rest. */
export const PAGES = {
  nodes: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html',
  memcachedNodes: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/mem-ug/CacheMetrics.WhichShouldIMonitor.html',
  nodeMetrics: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html',
  hostMetrics: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.HostLevel.html',
  durability: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Durability.Monitoring.html',
  recommended:
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#ElastiCache',
  serverlessMetrics: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html',
  scaling: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html',
} as const;

/** The worst node is watched: the one with the highest value, or with the lowest of what should be plenty. */
type Worst = 'MAX' | 'MIN';

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
    throwValidationErrors(nodes.resource, [
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

/** Whether nodes surely have what a metric needs, surely have it not, or nobody knows. */
export function meets(nodes: MeasuredNodes, need: MetricNeed): boolean | undefined {
  const said = nodes.has?.[need];
  if (said !== undefined) {
    return said;
  }
  const family = isResolved(nodes.nodeType) ? NODE_FAMILIES[nodes.nodeType.split('.')[1]] : undefined;
  switch (need) {
    case 'burstableNode':
      return family && family.kind === 'burstable';
    case 'replica':
      return nodes.shards?.some((shard) => shard.length > 1);
    case 'globalDatastoreMember':
      return undefined;
    case 'dataTiering':
      return family && Boolean(family.dataTiering);
    default:
      return isResolved(nodes.engine) && isResolved(nodes.version)
        ? supports(nodes.engine, nodes.version, need)
        : undefined;
  }
}

/** Who publishes a metric with this need, in words. */
export function publishers(need: MetricNeed): string {
  switch (need) {
    case 'burstableNode':
      return 'burstable nodes';
    case 'replica':
      return 'caches with replicas';
    case 'globalDatastoreMember':
      return 'members of a global datastore';
    case 'dataTiering':
      return 'nodes with data tiering';
    default:
      return `${Object.entries(FEATURES_SINCE[need])
        .map(([engine, version]) => `${engine} ${version}`)
        .join(' and ')} and later`;
  }
}

/**
 * The alarms that AWS recommends for a cache, made by its `addRecommendedAlarms`. Each description tells what is wrong
 * and what to do.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
 * @example
 * declare const cache: elasticache.ServerlessCache;
 * declare const topic: sns.Topic;
 *
 * cache.addRecommendedAlarms({
 *   alarmActions: [new actions.SnsAction(topic)],
 *   throttledCommands: { threshold: 100 }, // changed by its name
 *   authenticationFailures: { enabled: false }, // switched off by its name
 * });
 */
export class RecommendedAlarms {
  /**
   * Makes the alarms.
   *
   * @internal
   * @param absent the alarms that the cache cannot have, each with the reason
   */
  public static _of(
    cache: IConstruct,
    plans: readonly AlarmPlan[],
    absent: Readonly<Record<string, string>>,
    options: RecommendedAlarmsOptions,
  ) {
    const faults = Object.entries(absent)
      .filter(([name]) => settingsOf(options, name) && settingsOf(options, name)?.enabled !== false)
      .map(([name, reason]) => `'${name}' is an alarm that this cache cannot have, since ${reason}; leave it out`);
    if (faults.length > 0) {
      throwValidationErrors(cache, faults);
    }
    return new RecommendedAlarms(
      new Construct(cache as Construct, 'RecommendedAlarms'),
      plans.filter(({ name }) => !(name in absent)),
      options,
    );
  }

  private readonly byName = new Map<string, cloudwatch.Alarm[]>();

  private constructor(
    private readonly scope: Construct,
    plans: readonly AlarmPlan[],
    options: RecommendedAlarmsOptions,
  ) {
    for (const plan of plans) {
      const settings = settingsOf(options, plan.name) ?? {};
      const threshold = settings.threshold ?? plan.threshold;
      if (settings.enabled === false || threshold === undefined) {
        continue;
      } // where only the user can tell a threshold, there is none without it
      this.byName.set(
        plan.name,
        plan.watch().map((watched) => this.make(plan, watched, threshold, settings, options)),
      );
    }
  }

  /** All alarms. */
  public get alarms(): cloudwatch.Alarm[] {
    return [...this.byName.values()].flat();
  }

  /**
   * The alarms of one name: more than one when the cache has more nodes than an alarm can watch, none when it is
   * switched off or cannot exist.
   *
   * @param name the name of the option of `addRecommendedAlarms` that changes it, such as `evictions`
   */
  public named(name: string): cloudwatch.Alarm[] {
    return [...(this.byName.get(name) ?? [])];
  }

  private make(
    plan: AlarmPlan,
    { metric, label }: Watched,
    threshold: number,
    settings: AlarmSettings,
    options: RecommendedAlarmsOptions,
  ): cloudwatch.Alarm {
    const words = [plan.name, ...(label ? [label] : [])];
    const alarm = new cloudwatch.Alarm(this.scope, words.join('-'), {
      alarmName: options.alarmNamePrefix && [options.alarmNamePrefix, ...words].join('-'),
      alarmDescription: [
        plan.meaning,
        `Runbook: ${plan.remedy}`,
        plan.page,
        ...(options.runbookUrl ? [options.runbookUrl] : []),
      ].join('\n'),
      metric,
      threshold,
      comparisonOperator: plan.plenty
        ? cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
        : cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: settings.evaluationPeriods ?? plan.lasting.evaluationPeriods,
      datapointsToAlarm: settings.datapointsToAlarm ?? settings.evaluationPeriods ?? plan.lasting.datapointsToAlarm,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(...(settings.alarmActions ?? options.alarmActions ?? []));
    alarm.addOkAction(...(options.okActions ?? []));
    return alarm;
  }
}

/** What the user wants of one alarm: each kind of cache has an option of its name. */
function settingsOf(options: RecommendedAlarmsOptions, name: string): AlarmSettings | undefined {
  return (options as Record<string, AlarmSettings | undefined>)[name];
}
