import type * as scheduler from 'aws-cdk-lib/aws-scheduler';

/** A minimum of the request rate from some time on. */
export interface MinimumRequestRateSchedule {
  /**
   * When the minimum is set: once or again and again, in a time zone. ElastiCache takes a while to scale, so leave an
   * hour before a peak.
   */
  readonly schedule: scheduler.ScheduleExpression;

  /**
   * The request rate that is reserved (and paid for) from then on, in ElastiCache Processing Units per second: 1,000 to
   * 15,000,000, or 0 for none.
   */
  readonly requestRateMinimum: number;

  /**
   * What the schedule is for.
   *
   * @default - tells the cache and the rate
   */
  readonly description?: string;
}
