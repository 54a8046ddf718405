import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import type { AlarmPlan, Watched } from './alarm-plan';
import type { AlarmSettings, RecommendedAlarmsOptions } from './alarm-settings';
import { failAt } from '../private/errors';

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
      failAt(cache, faults);
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
