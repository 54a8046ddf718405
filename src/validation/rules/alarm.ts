import { formatCount } from '../../private/text';
import { LIMITS } from '../../service-data/limits';
import {
  GROUP_METRICS,
  HOST_METRICS,
  METRICS_NAMESPACE,
  NODE_METRICS,
  SERVERLESS_DIMENSION,
} from '../../service-data/metrics';
import { listElementPaths } from '../property-reader';
import type { ResourceView } from '../resource-view';
import type { Rule, RuleSet } from '../rule';
import type { RuleMetadataInput } from '../rule-builders';
import { createMetadataFactory, joinErrors, rule, templateRule } from '../rule-builders';
import type { TemplateResource } from '../template-resource';
import { checkNodeId } from './alarm/node-ids';

const SERVERLESS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html';
const SERVERLESS_CACHE = 'AWS::ElastiCache::ServerlessCache';
const NODES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html';

/** The metric whose dimensions CloudWatch does not list. It could be a metric of replication groups. */
const UNLISTED_METRIC = 'GlobalDatastoreReplicationLag';

const PUT_ALARM = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';

const alarmMetadata = createMetadataFactory('Alarm', PUT_ALARM);

const metadata = (id: string, see: string): RuleMetadataInput => ({
  id: `Alarm.${id}`,
  property: 'Dimensions',
  see,
  severity: 'warning',
});

/** Validates alarms on ElastiCache metrics, and warns about dimensions that have no data. */
export const ALARM_RULES: RuleSet = [
  elastiCacheAlarmRule(
    alarmMetadata('NameInvalid', 'AlarmName'),
    `AlarmName must have 1 to ${LIMITS.alarmName.maxLength} characters`,
    (alarm) => {
      const name = alarm.text('AlarmName');
      const length = name?.length ?? 1;
      return length === 0 || length > LIMITS.alarmName.maxLength
        ? `${formatSubject(alarm, 'AlarmName', 'an alarm name')} 1 to ${LIMITS.alarmName.maxLength} characters, but got ${length}. Change ${alarm.name('AlarmName')}.`
        : undefined;
    },
  ),
  elastiCacheAlarmRule(
    alarmMetadata('DescriptionTooLong', 'AlarmDescription'),
    `AlarmDescription must have at most ${LIMITS.alarmDescription.maxLength} characters`,
    (alarm) => {
      const description = alarm.text('AlarmDescription') ?? '';
      return description.length > LIMITS.alarmDescription.maxLength
        ? `${formatSubject(alarm, 'AlarmDescription', 'an alarm description')} at most ${LIMITS.alarmDescription.maxLength} characters, but got ${description.length}. Shorten ${alarm.name('AlarmDescription')}.`
        : undefined;
    },
  ),
  ...['AlarmActions', 'OKActions'].map((property) =>
    elastiCacheAlarmRule(
      alarmMetadata(`TooMany${property}`, property),
      `${property} must contain at most ${LIMITS.alarmActions.max} actions`,
      (alarm) => {
        const count = alarm.count(property) ?? 0;
        return count > LIMITS.alarmActions.max
          ? `${alarm.name(property)} must contain at most ${LIMITS.alarmActions.max} actions, but got ${count}. Remove at least ${formatCount(count - LIMITS.alarmActions.max, 'actions')}.`
          : undefined;
      },
    ),
  ),
  templateRule(
    metadata('ServerlessDimensionInvalid', SERVERLESS),
    'an alarm for a serverless cache should use the dimension clusterId',
    (alarm) => {
      const isCache = (value: unknown) => alarm.template.find(value, SERVERLESS_CACHE) !== undefined;
      const dimension = readDimensions(alarm)
        .filter(({ name }) => name !== SERVERLESS_DIMENSION)
        .find(({ name, value }) => name === 'ServerlessCacheName' || isCache(value));
      return dimension?.name === undefined
        ? undefined
        : `'Dimensions' of an alarm for a serverless cache should contain clusterId, but got ${dimension.name}. ElastiCache publishes no metrics of the cache with that dimension, so the alarm has no data. Rename the dimension to clusterId.`;
    },
  ),
  templateRule(
    metadata('GroupDimensionInvalid', NODES),
    'an alarm for a metric of nodes should use the dimension CacheClusterId, and not ReplicationGroupId alone',
    (alarm) => {
      const metric = listMetricPrefixes(alarm)
        .filter((prefix) => hasOnlyGroupDimension(alarm, prefix))
        .map((prefix) => alarm.text(`${prefix}MetricName`))
        .find((name) => name !== undefined && isNodeMetric(name));
      return metric === undefined
        ? undefined
        : `'Dimensions' of an alarm for ${metric} should contain CacheClusterId, but got only ReplicationGroupId. ElastiCache publishes the metric for each node, so the alarm has no data. Use CacheClusterId with the id of a node, such as sessions-001, and CacheNodeId with the value 0001.`;
    },
  ),
  templateRule(
    metadata('NodeDimensionInvalid', NODES),
    'an alarm for a replication group should use the id of a node in the dimension CacheClusterId',
    (alarm) => {
      const group = readNodeIds(alarm)
        .map((value) => alarm.template.find(value, 'AWS::ElastiCache::ReplicationGroup'))
        .find((found) => found !== undefined);
      return (
        group &&
        `'Dimensions' of an alarm for a replication group should contain the id of a node as CacheClusterId, but got ${group}. ` +
          'ElastiCache publishes the metrics for each node, so the alarm has no data. ' +
          'Append -001 to the id of the replication group, or -0001-001 if cluster mode is enabled.'
      );
    },
  ),
  templateRule(
    metadata('NodeIdInvalid', NODES),
    'an alarm for a node should use an id of the form that matches the cluster mode of the replication group in the dimension CacheClusterId',
    (alarm) => joinErrors(readNodeIds(alarm).map((value) => checkNodeId(alarm, value))),
  ),
];

/**
 * Formats the beginning of an error about a length. In a construct, the prop contains only a part of the name or
 * description.
 */
function formatSubject(alarm: ResourceView, property: string, text: string): string {
  return alarm.isConstruct ? `${alarm.name(property)} must result in ${text} of` : `${alarm.name(property)} must have`;
}

/** Creates a rule for alarms on ElastiCache metrics. */
function elastiCacheAlarmRule(
  ruleMetadata: RuleMetadataInput,
  description: string,
  check: (alarm: ResourceView) => string | undefined,
): Rule {
  return rule(ruleMetadata, description, (alarm) => (listMetricPrefixes(alarm).length > 0 ? check(alarm) : undefined));
}

/** Lists the path prefixes of the properties of each ElastiCache metric. */
function listMetricPrefixes(alarm: ResourceView): string[] {
  const prefixes = ['', ...listElementPaths(alarm, 'Metrics').map((path) => `${path}.MetricStat.Metric.`)];
  return prefixes.filter((prefix) => alarm.text(`${prefix}Namespace`) === METRICS_NAMESPACE);
}

/** Whether ElastiCache publishes a metric only for nodes. */
function isNodeMetric(name: string): boolean {
  const isPublishedForNodes = Object.hasOwn(HOST_METRICS, name) || Object.hasOwn(NODE_METRICS, name);
  return isPublishedForNodes && !Object.hasOwn(GROUP_METRICS, name) && name !== UNLISTED_METRIC;
}

/** Whether the id of a replication group is the only dimension of a metric. */
function hasOnlyGroupDimension(p: TemplateResource, prefix: string): boolean {
  const [dimension, ...others] = listElementPaths(p, `${prefix}Dimensions`);
  return dimension !== undefined && others.length === 0 && p.text(`${dimension}.Name`) === 'ReplicationGroupId';
}

/** Reads the values of the dimension `CacheClusterId` of all ElastiCache metrics of an alarm. */
function readNodeIds(p: TemplateResource): unknown[] {
  return readDimensions(p)
    .filter(({ name }) => name === 'CacheClusterId')
    .map(({ value }) => value);
}

/** Reads the dimensions of all ElastiCache metrics of an alarm. */
function readDimensions(p: TemplateResource): { name?: string; value: unknown }[] {
  return listMetricPrefixes(p)
    .flatMap((prefix) => listElementPaths(p, `${prefix}Dimensions`))
    .map((path) => ({ name: p.text(`${path}.Name`), value: p.raw(`${path}.Value`) }));
}
