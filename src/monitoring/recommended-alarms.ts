import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { ICacheClusterRef, IReplicationGroupRef, IServerlessCacheRef } from 'aws-cdk-lib/aws-elasticache';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import type { AlarmSelection, AlarmSpec, AlarmTarget } from './alarm-spec';
import type { MemcachedClusterAlarmsProps } from './memcached-cluster-alarms';
import { selectMemcachedClusterAlarms } from './memcached-cluster-alarms';
import type { ReplicationGroupAlarmsProps } from './replication-group-alarms';
import { selectReplicationGroupAlarms } from './replication-group-alarms';
import type { ServerlessCacheAlarmsProps } from './serverless-cache-alarms';
import { selectServerlessCacheAlarms } from './serverless-cache-alarms';
import { findDefaultChild } from '../private/constructs';
import { validateEnvironment } from '../private/environments';
import { throwValidationErrors } from '../private/errors';
import { isMarked, mark } from '../private/marks';
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

const RECOMMENDED_ALARMS = Symbol.for('cdk-elasticache.RecommendedAlarms');

/**
 * The alarms that AWS recommends for a cache, one construct for each. `addRecommendedAlarms` of a cache creates them;
 * for L1 constructs, use the factory methods. The description of each alarm contains the problem, the fix, and the AWS
 * page.
 *
 * CloudWatch alarms watch metrics of their own Region only, so a cache in another Region is an error. Alarms of a cache
 * in another account require cross-account access to its metrics.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
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
export class RecommendedAlarms extends Construct {
  /**
   * Whether something is a `RecommendedAlarms`.
   *
   * @param x anything
   */
  public static isRecommendedAlarms(x: any): x is RecommendedAlarms {
    return isMarked(x, RECOMMENDED_ALARMS);
  }

  /**
   * Creates the recommended alarms of a serverless cache.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param cache the cache, also an L1 construct
   * @param props the actions, changes to the recommendation, and the properties of the cache as far as they are known
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
   */
  public static forServerlessCache(
    scope: Construct,
    id: string,
    cache: IServerlessCacheRef,
    props: ServerlessCacheAlarmsProps = {},
  ): RecommendedAlarms {
    return new RecommendedAlarms(scope, id, cache, selectServerlessCacheAlarms(cache, props), props);
  }

  /**
   * Creates the recommended alarms of a replication group. One alarm watches up to ten nodes.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param group the group, also an L1 construct
   * @param props the actions, changes to the recommendation, and the properties of the group as far as they are known
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
   */
  public static forReplicationGroup(
    scope: Construct,
    id: string,
    group: IReplicationGroupRef,
    props: ReplicationGroupAlarmsProps = {},
  ): RecommendedAlarms {
    return new RecommendedAlarms(scope, id, group, selectReplicationGroupAlarms(group, props), props);
  }

  /**
   * Creates the recommended alarms of a Memcached cluster. One alarm watches up to ten nodes.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param cluster the cluster, also an L1 construct
   * @param props the actions, changes to the recommendation, and the properties of the cluster as far as they are known
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
   */
  public static forCacheCluster(
    scope: Construct,
    id: string,
    cluster: ICacheClusterRef,
    props: MemcachedClusterAlarmsProps = {},
  ): RecommendedAlarms {
    return new RecommendedAlarms(scope, id, cluster, selectMemcachedClusterAlarms(cluster, props), props);
  }

  private readonly alarmsByName = new Map<string, cloudwatch.Alarm[]>();
  private readonly options: RecommendedAlarmsOptions;

  private constructor(
    scope: Construct,
    id: string,
    cache: IEnvironmentAware,
    { specs, unavailable, errors: selectionErrors }: AlarmSelection,
    options: RecommendedAlarmsOptions,
  ) {
    super(scope, id);
    mark(this, RECOMMENDED_ALARMS);
    this.options = options;

    const errors = [
      ...validateCacheEnvironment(cache, scope),
      ...validateAvailability(options, unavailable),
      ...selectionErrors,
    ];
    if (errors.length > 0) {
      throwValidationErrors(this, errors);
    }

    for (const spec of specs.filter(({ name }) => !(name in unavailable))) {
      const settings = findSettings(options, spec.name) ?? {};
      const threshold = settings.threshold ?? spec.threshold;
      if (settings.enabled === false || threshold === undefined) {
        continue;
      }
      const alarms = spec.targets().map((target) => this.createAlarm(spec, target, threshold, settings));
      this.alarmsByName.set(spec.name, alarms);
    }
    this.node.addValidation({ validate: () => this.validateAlarms() });
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
    validateView(this, this.createAlarmView(properties));
    const alarm = new cloudwatch.Alarm(this, id, {
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
      return reportErrors(this, this.createAlarmView(properties));
    });
    return [...new Set(errors)];
  }

  private createAlarmView(properties: object): ConstructView {
    return new ConstructView(this, cloudwatch.CfnAlarm.CFN_RESOURCE_TYPE_NAME, {
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

function validateCacheEnvironment(cache: IEnvironmentAware, scope: Construct): string[] {
  return validateEnvironment(cache, scope, {
    name: 'RecommendedAlarms',
    noun: 'cache',
    parts: ['region'],
    reason: 'CloudWatch alarms cannot watch metrics of another Region',
  });
}

/** Rejects settings of alarms that the cache cannot have. */
function validateAvailability(
  options: RecommendedAlarmsOptions,
  unavailable: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(unavailable)
    .filter(([name]) => isRequested(options, name))
    .map(([name, reason]) => `'${name}' is not available for this cache, because ${reason}. Remove '${name}'.`);
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
