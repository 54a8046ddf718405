import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { ICacheClusterRef, IReplicationGroupRef, IServerlessCacheRef } from 'aws-cdk-lib/aws-elasticache';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import type { AlarmSelection, AlarmSpec, AlarmTarget } from './alarm-spec';
import type { MemcachedClusterAlarmsProps } from './memcached-cluster-alarms';
import { selectMemcachedClusterAlarms } from './memcached-cluster-alarms';
import type { ReplicationGroupAlarmsProps } from './replication-group-alarms';
import { selectReplicationGroupAlarms } from './replication-group-alarms';
import type { ServerlessCacheAlarmsProps } from './serverless-cache-alarms';
import { selectServerlessCacheAlarms } from './serverless-cache-alarms';
import type { SingleNodeClusterAlarmsProps } from './single-node-cluster-alarms';
import { selectSingleNodeClusterAlarms } from './single-node-cluster-alarms';
import { allowAlarms } from '../notification/topic-policy';
import { findDefaultChild } from '../private/constructs';
import { validateEnvironment } from '../private/environments';
import { throwValidationErrors } from '../private/errors';
import { isMarked, mark } from '../private/marks';
import { METRICS_NAMESPACE } from '../service-data/metrics';
import { ConstructView, findReferencedConstruct } from '../validation/construct-view';
import { reportErrors, validateView } from '../validation/validate-construct';

/** Options that override the recommended settings of one alarm. */
export interface RecommendedAlarmOptions {
  /**
   * Whether to create the alarm.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The threshold of the alarm, in the unit of its metric.
   *
   * @default - the recommended threshold of the alarm
   */
  readonly threshold?: number;

  /**
   * The number of periods over which the metric is compared to the threshold.
   *
   * @default - the recommended number for the alarm
   */
  readonly evaluationPeriods?: number;

  /**
   * The number of evaluated periods in which the metric must breach the threshold.
   *
   * @default - the value of `evaluationPeriods` if you set it, otherwise the recommended number
   */
  readonly datapointsToAlarm?: number;

  /**
   * The actions to run when this alarm goes into the `ALARM` state.
   *
   * @default - the `alarmActions` that apply to all recommended alarms
   */
  readonly alarmActions?: cloudwatch.IAlarmAction[];
}

/** Options that apply to all recommended alarms of a cache. */
export interface RecommendedAlarmsOptions {
  /**
   * The actions to run when an alarm goes into the `ALARM` state, such as a notification to an Amazon SNS topic.
   *
   * @default - no actions
   */
  readonly alarmActions?: cloudwatch.IAlarmAction[];

  /**
   * The actions to run when an alarm returns to the `OK` state.
   *
   * @default - no actions
   */
  readonly okActions?: cloudwatch.IAlarmAction[];

  /**
   * The prefix of the alarm names. An alarm name consists of the prefix and the name of the alarm option, for example
   * `sessions-evictions` for the prefix `sessions`.
   *
   * If an option creates several alarms, each name also ends with the ids of a shard and a node, for example
   * `sessions-evictions-0001-001`. The node is the first one that the alarm monitors.
   *
   * @default - no prefix. CloudFormation generates the names.
   */
  readonly alarmNamePrefix?: string;

  /**
   * The URL of your runbook. It is added to the description of every alarm.
   *
   * @default - no runbook URL in the descriptions
   */
  readonly runbookUrl?: string;
}

const RECOMMENDED_ALARMS = Symbol.for('cdk-elasticache.RecommendedAlarms');

/**
 * The CloudWatch alarms that AWS recommends for a cache.
 *
 * To create the alarms, call `addRecommendedAlarms` on a cache. For L1 constructs, use the factory methods of this
 * class. The description of each alarm explains the problem and the fix, and contains a link to the AWS
 * documentation.
 *
 * CloudWatch alarms can only monitor metrics in their own Region, so an error is thrown if the cache is in another
 * Region. Alarms for a cache in another account require cross-account access to the metrics of that account.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 * @example
 * declare const cache: elasticache.ServerlessCache;
 * declare const topic: sns.Topic;
 *
 * // Change the threshold of one alarm, and disable another
 * cache.addRecommendedAlarms({
 *   alarmActions: [new actions.SnsAction(topic)],
 *   throttledCommands: { threshold: 100 },
 *   authenticationFailures: { enabled: false },
 * });
 */
export class RecommendedAlarms extends Construct {
  /**
   * Returns whether the given value is a `RecommendedAlarms` construct.
   *
   * @param x the value to test
   */
  public static isRecommendedAlarms(x: any): x is RecommendedAlarms {
    return isMarked(x, RECOMMENDED_ALARMS);
  }

  /**
   * Creates the recommended alarms of a serverless cache.
   *
   * @param scope the parent construct
   * @param id the id of the construct
   * @param cache the cache, which can be an L1 construct
   * @param props the properties of the alarms and of the cache
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
   * Creates the recommended alarms of a replication group.
   *
   * Each alarm monitors at most ten nodes, or at most five nodes for `swapUsage`. For more nodes, several alarms are
   * created for each option.
   *
   * @param scope the parent construct
   * @param id the id of the construct
   * @param group the replication group, which can be an L1 construct
   * @param props the properties of the alarms and of the replication group
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
   * Creates the recommended alarms of a Memcached cluster.
   *
   * Each alarm monitors at most ten nodes. For more nodes, the method creates several alarms of each type.
   *
   * @param scope the parent construct
   * @param id the id of the construct
   * @param cluster the cluster, which can be an L1 construct
   * @param props the properties of the alarms and of the cluster
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

  /**
   * Creates the recommended alarms of a single Redis OSS node without a replication group.
   *
   * @param scope the parent construct
   * @param id the id of the construct
   * @param cluster the cluster, which can be an L1 construct
   * @param props the properties of the alarms and of the node
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
   */
  public static forSingleNodeCluster(
    scope: Construct,
    id: string,
    cluster: ICacheClusterRef,
    props: SingleNodeClusterAlarmsProps = {},
  ): RecommendedAlarms {
    return new RecommendedAlarms(scope, id, cluster, selectSingleNodeClusterAlarms(cluster, props), props);
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

  /** All recommended alarms of the cache. */
  public get alarms(): cloudwatch.Alarm[] {
    return [...this.alarmsByName.values()].flat();
  }

  /**
   * Returns the alarms that the given option creates.
   *
   * Several alarms are created for an option if the cache has more nodes than one alarm can monitor. The list is empty
   * if the alarm is disabled or not available for the cache.
   *
   * @param name the name of an option of `addRecommendedAlarms`, such as `evictions`
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

    alarm.addAlarmAction(...actions.map((action) => this.bindAction('alarmActions', action)));
    alarm.addOkAction(...okActions.map((action) => this.bindAction('okActions', action)));
    return alarm;
  }

  /** Validates the alarms at synthesis, because actions can be added until then. Reports identical errors once. */
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

  /**
   * Adds to an action that its topic, if it has one, allows alarms to publish. Rejects topics in other Regions, for
   * which `PutMetricAlarm` returns an error.
   */
  private bindAction(prop: string, action: cloudwatch.IAlarmAction): cloudwatch.IAlarmAction {
    return {
      bind: (scope, alarm) => {
        const config = action.bind(scope, alarm);
        const topic = findReferencedConstruct(config.alarmActionArn)?.node.scope;
        if (topic && 'topicRef' in topic) {
          this.validateTopic(prop, topic as sns.ITopicRef);
          allowAlarms(topic as sns.ITopicRef);
        }
        return config;
      },
    };
  }

  private validateTopic(prop: string, topic: sns.ITopicRef): void {
    const errors = validateEnvironment(topic, this, {
      name: prop,
      noun: 'topic',
      parts: ['region'],
      reason: 'CloudWatch alarms send notifications only to topics in their own Region',
    });
    if (errors.length > 0) {
      throwValidationErrors(this, errors);
    }
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
    reason: 'CloudWatch alarms cannot monitor metrics in another Region',
  });
}

/** Rejects settings of alarms that are not available for the cache. */
function validateAvailability(options: RecommendedAlarmsOptions, unavailable: AlarmSelection['unavailable']): string[] {
  return Object.entries(unavailable)
    .filter(([name]) => isRequested(options, name))
    .map(
      ([name, { reason, fix = `Remove '${name}'.` }]) =>
        `'${name}' is not available for this cache, because ${reason}. ${fix}`,
    );
}

/** Finds the option with the name of the alarm. The options depend on the kind of cache. */
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
