import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import type { AlarmSpec, AlarmTarget } from './alarm-spec';
import { findDefaultChild } from '../private/constructs';
import { throwMethodErrors } from '../private/errors';
import { METRICS_NAMESPACE } from '../service-data/metrics';
import { ConstructView } from '../validation/construct-view';
import { reportErrors, validateView } from '../validation/validate-construct';

/** What differs from the recommendation in one alarm. */
export interface RecommendedAlarmOptions {
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
   * Creates the alarms.
   *
   * @internal
   * @param unavailable the names of the alarms that the cache cannot have, each with the reason
   */
  public static _of(
    cache: IConstruct,
    specs: readonly AlarmSpec[],
    unavailable: Readonly<Record<string, string>>,
    options: RecommendedAlarmsOptions,
  ) {
    const errors = Object.entries(unavailable)
      .filter(([name]) => isRequested(options, name))
      .map(([name, reason]) => `'${name}' is an alarm that this cache cannot have, since ${reason}; leave it out`);
    if (errors.length > 0) {
      throwMethodErrors(cache, 'addRecommendedAlarms', errors);
    }

    const scope = new Construct(cache as Construct, 'RecommendedAlarms');
    const availableSpecs = specs.filter(({ name }) => !(name in unavailable));
    return new RecommendedAlarms(cache, scope, availableSpecs, options);
  }

  private readonly alarmsByName = new Map<string, cloudwatch.Alarm[]>();

  private constructor(
    private readonly cache: IConstruct,
    private readonly scope: Construct,
    specs: readonly AlarmSpec[],
    private readonly options: RecommendedAlarmsOptions,
  ) {
    for (const spec of specs) {
      const settings = findSettings(options, spec.name) ?? {};
      const threshold = settings.threshold ?? spec.threshold;
      if (settings.enabled === false || threshold === undefined) {
        continue;
      }
      const alarms = spec.targets().map((target) => this.createAlarm(spec, target, threshold, settings));
      this.alarmsByName.set(spec.name, alarms);
    }
    cache.node.addValidation({ validate: () => this.validateAlarms() });
  }

  /** All alarms. */
  public get alarms(): cloudwatch.Alarm[] {
    return [...this.alarmsByName.values()].flat();
  }

  /**
   * The alarms of one name: more than one when the cache has more nodes than an alarm can watch, none when it is
   * switched off or cannot exist.
   *
   * @param name the name of the option of `addRecommendedAlarms` that changes it, such as `evictions`
   */
  public named(name: string): cloudwatch.Alarm[] {
    return [...(this.alarmsByName.get(name) ?? [])];
  }

  private createAlarm(
    spec: AlarmSpec,
    target: AlarmTarget,
    threshold: number,
    settings: RecommendedAlarmOptions,
  ): cloudwatch.Alarm {
    const { alarmNamePrefix, alarmActions = [], okActions = [] } = this.options;
    const id = target.label ? `${spec.name}-${target.label}` : spec.name;
    const alarmName = alarmNamePrefix === undefined ? undefined : `${alarmNamePrefix}-${id}`;
    const alarmDescription = formatDescription(spec, this.options.runbookUrl);
    const actions = settings.alarmActions ?? alarmActions;
    const properties = { alarmName, alarmDescription, alarmActions: actions, okActions };
    validateView(this.cache, this.createAlarmView(properties), { method: 'addRecommendedAlarms' });
    const alarm = new cloudwatch.Alarm(this.scope, id, {
      alarmName,
      alarmDescription,
      metric: target.metric,
      threshold,
      comparisonOperator: spec.comparisonOperator ?? cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: settings.evaluationPeriods ?? spec.window.evaluationPeriods,
      datapointsToAlarm: settings.datapointsToAlarm ?? settings.evaluationPeriods ?? spec.window.datapointsToAlarm,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });

    alarm.addAlarmAction(...actions);
    alarm.addOkAction(...okActions);
    return alarm;
  }

  /** Validates the alarms at synthesis, because actions can be added until then. Equal errors are reported once. */
  private validateAlarms(): string[] {
    const errors = this.alarms.flatMap((alarm) => {
      const resource = findDefaultChild(alarm) as cloudwatch.CfnAlarm | undefined;
      if (!resource) {
        return [];
      }
      const { alarmName, alarmDescription, alarmActions, okActions } = resource;
      const properties = resource.stack.resolve({ alarmName, alarmDescription, alarmActions, okActions });
      return reportErrors(this.cache, this.createAlarmView(properties));
    });
    return [...new Set(errors)];
  }

  private createAlarmView(properties: object): ConstructView {
    return new ConstructView(this.cache, cloudwatch.CfnAlarm.CFN_RESOURCE_TYPE_NAME, {
      values: { namespace: METRICS_NAMESPACE, ...properties },
      getPropNames: () => ({
        alarmName: 'alarmNamePrefix',
        alarmDescription: 'runbookUrl',
        alarmActions: 'alarmActions',
        okActions: 'okActions',
      }),
    });
  }
}

/** Each alarm is configured by the option of its name, which depends on the kind of cache. */
function findSettings(options: RecommendedAlarmsOptions, name: string): RecommendedAlarmOptions | undefined {
  return (options as Record<string, RecommendedAlarmOptions | undefined>)[name];
}

function isRequested(options: RecommendedAlarmsOptions, name: string): boolean {
  const settings = findSettings(options, name);
  return settings !== undefined && settings.enabled !== false;
}

function formatDescription({ description, fix, page }: AlarmSpec, runbookUrl?: string): string {
  const lines = [description, fix, page];
  if (runbookUrl) {
    lines.push(`Runbook: ${runbookUrl}`);
  }
  return lines.join('\n');
}
