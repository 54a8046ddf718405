import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Stack } from 'aws-cdk-lib/core';
import type { Program, RuleCases } from './rule-case';
import { excludedBy } from './rule-case';
import type { ServerlessCacheAlarmsOptions } from 'cdk-elasticache';
import { CacheEngine, ServerlessCache } from 'cdk-elasticache';

const alarm = (properties: object) => ({
  Alarm: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'AWS/ElastiCache',
      MetricName: 'ThrottledCmds',
      Dimensions: [{ Name: 'clusterId', Value: 'sessions' }],
      Threshold: 0,
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 1,
      ...properties,
    },
  },
});

const topicArns = Array.from({ length: 6 }, (_, index) => `arn:aws:sns:us-east-1:111122223333:topic${index}`);

const createActions = (stack: Stack) =>
  topicArns.map((arn, index) => new actions.SnsAction(sns.Topic.fromTopicArn(stack, `Topic${index}`, arn)));

const program =
  (createOptions: (stack: Stack) => ServerlessCacheAlarmsOptions): Program =>
  ({ stack, vpc }) =>
    new ServerlessCache(stack, 'Cache', { vpc, engine: CacheEngine.VALKEY_8 }).addRecommendedAlarms(
      createOptions(stack),
    );

export const ALARM_CASES: RuleCases = {
  'Alarm.NameInvalid': {
    template: alarm({ AlarmName: 'x'.repeat(256) }),
    construct: program(() => ({ alarmNamePrefix: 'x'.repeat(256) })),
  },
  'Alarm.DescriptionTooLong': {
    template: alarm({ AlarmDescription: 'x'.repeat(1_025) }),
    construct: program(() => ({ runbookUrl: `https://example.com/${'x'.repeat(1_024)}` })),
  },
  'Alarm.TooManyAlarmActions': {
    template: alarm({ AlarmActions: topicArns }),
    construct: program((stack) => ({ alarmActions: createActions(stack) })),
  },
  'Alarm.TooManyOKActions': {
    template: alarm({ OKActions: topicArns }),
    construct: program((stack) => ({ okActions: createActions(stack) })),
  },
  'Alarm.ServerlessDimensionInvalid': {
    template: alarm({ Dimensions: [{ Name: 'ServerlessCacheName', Value: 'sessions' }] }),
    construct: excludedBy('ServerlessCache.metric(): Metric, which has the dimension clusterId'),
  },
  'Alarm.GroupDimensionInvalid': {
    template: alarm({ MetricName: 'CPUUtilization', Dimensions: [{ Name: 'ReplicationGroupId', Value: 'sessions' }] }),
    construct: excludedBy('ReplicationGroup.metric(): NodeMetric, which has the ids of the nodes'),
  },
  'Alarm.DimensionsInvalid': {
    template: alarm({
      MetricName: 'TrafficManagementActive',
      Dimensions: [{ Name: 'CacheClusterId', Value: 'sessions-001' }],
    }),
    construct: excludedBy('ReplicationGroup.metric(): NodeMetric, which has the dimensions of the metric'),
  },
  'Alarm.DimensionValueInvalid': {
    template: alarm({
      MetricName: 'EngineCPUUtilization',
      Dimensions: [
        { Name: 'ReplicationGroupId', Value: 'sessions' },
        { Name: 'Role', Value: 'primary' },
      ],
    }),
    construct: excludedBy('ReplicationGroupMetrics.primaryEngineCpuUtilization(): Metric, which has the role'),
  },
  'Alarm.NodeDimensionInvalid': {
    template: {
      ...alarm({ MetricName: 'Evictions', Dimensions: [{ Name: 'CacheClusterId', Value: { Ref: 'Group' } }] }),
      Group: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: {
          ReplicationGroupDescription: 'sessions',
          CacheNodeType: 'cache.r7g.large',
          NumCacheClusters: 2,
          CacheSubnetGroupName: 'subnets',
        },
      },
    },
    construct: excludedBy('ReplicationGroup.metric(): NodeMetric, which has the ids of the nodes'),
  },
  'Alarm.NodeIdInvalid': {
    template: {
      ...alarm({
        MetricName: 'Evictions',
        Dimensions: [{ Name: 'CacheClusterId', Value: { 'Fn::Sub': '${Group}-0001-001' } }],
      }),
      Group: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: {
          ReplicationGroupDescription: 'sessions',
          CacheNodeType: 'cache.r7g.large',
          NumCacheClusters: 2,
          CacheSubnetGroupName: 'subnets',
        },
      },
    },
    construct: excludedBy('ReplicationGroup.metric(): NodeMetric, which has the ids of the nodes'),
  },
};
