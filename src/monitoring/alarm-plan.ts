import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';

/** What one alarm watches. */
export interface Watched {
  readonly metric: cloudwatch.IMetric;
  /** The nodes that are watched, where one alarm cannot watch all. */
  readonly label?: string;
}

/** How long something must last to raise an alarm: so many of so many periods. */
export interface Lasting {
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
