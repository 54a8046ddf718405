import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';

/** The metric of one alarm. */
export interface AlarmTarget {
  readonly metric: cloudwatch.IMetric;
  /** Distinguishes the alarms when one cannot cover all nodes. */
  readonly label?: string;
}

/** How many datapoints of the evaluated periods must breach the threshold. */
interface EvaluationWindow {
  readonly period: Duration;
  readonly datapointsToAlarm: number;
  readonly evaluationPeriods: number;
}

/** A recommended alarm of one cache. */
export interface AlarmSpec {
  /** The name of the option that configures the alarm. */
  readonly name: string;
  /** Called only when the alarm is created, because some caches do not publish the metric. */
  readonly targets: () => readonly AlarmTarget[];
  /** If undefined, the alarm is created only if the user sets a threshold. */
  readonly threshold?: number;
  /** @default cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD */
  readonly comparisonOperator?: cloudwatch.ComparisonOperator;
  readonly window: EvaluationWindow;
  /** The problem that the alarm indicates. */
  readonly description: string;
  /** How to fix the problem, in the imperative. */
  readonly fix: string;
  /** The AWS page that recommends the alarm. */
  readonly page: string;
}

/** A recommended alarm for a kind of cache. Values that differ between caches are functions of a context. */
export interface AlarmDefinition<Context> extends Omit<AlarmSpec, 'targets' | 'threshold' | 'description' | 'fix'> {
  readonly targets: (context: Context) => readonly AlarmTarget[];
  readonly threshold: number | ((context: Context) => number | undefined);
  readonly description: string | ((context: Context) => string);
  readonly fix: string | ((context: Context) => string);
}

/** An alarm that is redundant, or whose metric the cache does not publish. */
export interface UnavailableAlarm {
  /** The reason, without a period. */
  readonly reason: string;
  /**
   * How to fix the error, in the imperative.
   *
   * @default - remove the settings of the alarm
   */
  readonly fix?: string;
}

/** The recommended alarms of one cache. */
export interface AlarmSelection {
  readonly specs: readonly AlarmSpec[];
  /** The unavailable alarms, by name. */
  readonly unavailable: Readonly<Record<string, UnavailableAlarm>>;
  /** The errors in the properties that the alarms require. */
  readonly errors: readonly string[];
}

/** Resolves the values of alarms that depend on the cache. */
export function resolveAlarms<Context>(
  definitions: readonly AlarmDefinition<Context>[],
  context: Context,
): readonly AlarmSpec[] {
  return definitions.map(({ targets, threshold, description, fix, ...definition }) => ({
    ...definition,
    targets: () => targets(context),
    threshold: typeof threshold === 'function' ? threshold(context) : threshold,
    description: typeof description === 'function' ? description(context) : description,
    fix: typeof fix === 'function' ? fix(context) : fix,
  }));
}

/** Evaluates metrics every minute, the interval at which nodes publish them. */
export const EVERY_MINUTE = { period: Duration.minutes(1) };

/** Requires a breach in the given number of minutes, consecutive by default. */
export function breachedMinutes(datapointsToAlarm: number, evaluationPeriods = datapointsToAlarm): EvaluationWindow {
  return { ...EVERY_MINUTE, datapointsToAlarm, evaluationPeriods };
}

/** Requires a breach in a single period. */
export const SINGLE_BREACH: EvaluationWindow = {
  period: Duration.minutes(5),
  datapointsToAlarm: 1,
  evaluationPeriods: 1,
};

/** The AWS pages that recommend the alarms. */
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
