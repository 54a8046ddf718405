import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as cloudwatchActions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Stack } from 'aws-cdk-lib/core';
import type { Programs } from './program';
import { clientFunction, memcachedCluster, replicationGroup, serverlessCache, topic } from './program';
import type { Scopes } from './topologies';
import {
  CacheWidgets,
  MemcachedClusterMetrics,
  RecommendedAlarms,
  ReplicationGroupMetrics,
  ServerlessCache,
  ServerlessCacheEvents,
  ServerlessCacheMetrics,
} from 'cdk-elasticache';

const actions = (scopes: Scopes) => [new cloudwatchActions.SnsAction(topic(scopes))];

const alarm = (scopes: Scopes, metric: cloudwatch.IMetric) =>
  new cloudwatch.Alarm(scopes.other, 'Alarm', { metric, threshold: 1, evaluationPeriods: 1 });

const dashboard = ({ other }: Scopes, widgets: CacheWidgets) =>
  new cloudwatch.Dashboard(other, 'Dashboard', { widgets: [[...widgets.all()]] });

/** Topics of alarms in another stack than the cache. */
const ALARM_ACTIONS: Programs = {
  'alarm actions of a serverless cache': {
    covers: [
      'IServerlessCache.addRecommendedAlarms()',
      'RecommendedAlarmsOptions.alarmActions',
      'RecommendedAlarmsOptions.okActions',
    ],
    requires: { alarmTopic: 'alarmActions' },
    create: (scopes) => serverlessCache(scopes).addRecommendedAlarms({ alarmActions: actions(scopes) }),
  },
  'alarm actions of a replication group': {
    covers: ['IReplicationGroup.addRecommendedAlarms()', 'RecommendedAlarmOptions.alarmActions'],
    requires: { alarmTopic: 'alarmActions' },
    create: (scopes) => replicationGroup(scopes).addRecommendedAlarms({ evictions: { alarmActions: actions(scopes) } }),
  },
  'alarm actions of a Memcached cluster': {
    covers: ['IMemcachedCluster.addRecommendedAlarms()', 'RecommendedAlarmsOptions.alarmActions'],
    requires: { alarmTopic: 'alarmActions' },
    create: (scopes) => memcachedCluster(scopes).addRecommendedAlarms({ alarmActions: actions(scopes) }),
  },
};

/** Alarms and dashboards in another stack than the cache. */
const ELSEWHERE: Programs = {
  'recommended alarms of a serverless cache in another stack': {
    covers: [
      'RecommendedAlarms.forServerlessCache(cache)',
      'RecommendedAlarms.forServerlessCache()',
      'RecommendedAlarms.named()',
    ],
    requires: { alarm: 'RecommendedAlarms' },
    create: (scopes) =>
      RecommendedAlarms.forServerlessCache(scopes.other, 'Alarms', serverlessCache(scopes)).named('throttledCommands'),
  },
  'recommended alarms of a replication group in another stack': {
    covers: ['RecommendedAlarms.forReplicationGroup(group)', 'RecommendedAlarms.forReplicationGroup()'],
    requires: { alarm: 'RecommendedAlarms' },
    create: (scopes) => {
      const group = replicationGroup(scopes);
      const { nodeType, clusterMode, engineVersion } = group;
      RecommendedAlarms.forReplicationGroup(scopes.other, 'Alarms', group, { nodeType, clusterMode, engineVersion });
    },
  },
  'recommended alarms of a Memcached cluster in another stack': {
    covers: ['RecommendedAlarms.forCacheCluster(cluster)', 'RecommendedAlarms.forCacheCluster()'],
    requires: { alarm: 'RecommendedAlarms' },
    create: (scopes) => {
      const cluster = memcachedCluster(scopes);
      const { nodeType, nodeCount } = cluster;
      RecommendedAlarms.forCacheCluster(scopes.other, 'Alarms', cluster, { nodeType, nodeCount });
    },
  },
  'alarm on a metric of a serverless cache in another stack': {
    covers: ['ServerlessCacheMetrics.fromServerlessCache(cache)'],
    requires: { metricAlarm: 'metric' },
    create: (scopes) => alarm(scopes, ServerlessCacheMetrics.fromServerlessCache(serverlessCache(scopes)).evictions()),
  },
  'alarm on a metric of a replication group in another stack': {
    covers: ['ReplicationGroupMetrics.fromReplicationGroup(group)'],
    requires: { metricAlarm: 'metric' },
    create: (scopes) =>
      alarm(scopes, ReplicationGroupMetrics.fromReplicationGroup(replicationGroup(scopes)).evictions()),
  },
  'alarm on a metric of a Memcached cluster in another stack': {
    covers: ['MemcachedClusterMetrics.fromCacheCluster(cluster)'],
    requires: { metricAlarm: 'metric' },
    create: (scopes) => alarm(scopes, MemcachedClusterMetrics.fromCacheCluster(memcachedCluster(scopes)).evictions()),
  },
  'dashboard of a serverless cache in another stack': {
    covers: ['CacheWidgets.fromServerlessCache(cache)'],
    create: (scopes) => dashboard(scopes, CacheWidgets.fromServerlessCache(serverlessCache(scopes))),
  },
  'dashboard of a replication group in another stack': {
    covers: ['CacheWidgets.fromReplicationGroup(group)'],
    create: (scopes) => dashboard(scopes, CacheWidgets.fromReplicationGroup(replicationGroup(scopes))),
  },
  'dashboard of a Memcached cluster in another stack': {
    covers: ['CacheWidgets.fromCacheCluster(cluster)'],
    create: (scopes) => dashboard(scopes, CacheWidgets.fromCacheCluster(memcachedCluster(scopes))),
  },
};

/** Targets of events in another stack than the cache, and rules in another stack. */
const EVENTS: Programs = {
  'topic as the target of events': {
    covers: ['IServerlessCache.onEvent()', 'OnEventOptions.target'],
    create: (scopes) => serverlessCache(scopes).onEvent('Event', { target: new targets.SnsTopic(topic(scopes)) }),
  },
  'function as the target of events': {
    covers: ['OnEventOptions.target', 'EventCommonOptions.crossStackScope'],
    create: (scopes) =>
      serverlessCache(scopes).onEvent('Event', {
        crossStackScope: scopes.cache,
        target: new targets.LambdaFunction(clientFunction(scopes.other, scopes.otherVpc)),
      }),
  },
  'rule for events in another stack': {
    covers: [
      'ServerlessCacheEvents.fromServerlessCache(cache)',
      'ServerlessCacheEvents.onEvent()',
      'ServerlessCacheEvents.onEvent(scope)',
    ],
    requires: { events: 'onEvent' },
    create: (scopes) =>
      ServerlessCacheEvents.fromServerlessCache(serverlessCache(scopes)).onEvent(scopes.other, 'Event'),
  },
  'rule for events of all caches in another stack': {
    covers: ['ServerlessCache.onAnyCacheEvent()'],
    create: (scopes) => {
      serverlessCache(scopes);
      ServerlessCache.onAnyCacheEvent(scopes.other, 'Event');
    },
  },
  'schedule of an import of the cache in another stack': {
    covers: ['IServerlessCache.scheduleMinimumRequestRate()', 'ServerlessCache.fromServerlessCacheArn()'],
    requires: { events: 'scheduleMinimumRequestRate' },
    create: (scopes) => {
      const { account, region } = Stack.of(scopes.cache);
      const arn = `arn:aws:elasticache:${region}:${account}:serverlesscache:carts`;
      serverlessCache(scopes, { serverlessCacheName: 'carts' });
      ServerlessCache.fromServerlessCacheArn(scopes.other, 'Import', arn).scheduleMinimumRequestRate('Peak', {
        schedule: scheduler.ScheduleExpression.expression('rate(1 day)'),
        requestRateLimitMinimum: 1000,
        cacheUsageLimits: {},
      });
    },
  },
};

export const MONITORING: Programs = { ...ALARM_ACTIONS, ...ELSEWHERE, ...EVENTS };
