import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

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
