import { getOwn } from '../../private/records';
import { formatCount, formatList } from '../../private/text';
import { LIMITS } from '../../service-data/limits';
import type { DimensionSet } from '../../service-data/metrics';
import { DIMENSION_VALUES, METRICS_NAMESPACE, SERVERLESS_DIMENSION } from '../../service-data/metrics';
import { listElementPaths } from '../property-reader';
import type { ResourceView } from '../resource-view';
import type { Rule, RuleSet } from '../rule';
import type { RuleMetadataInput } from '../rule-builders';
import { createMetadataFactory, formatValue, joinErrors, rule, templateRule } from '../rule-builders';
import type { TemplateResource } from '../template-resource';
import { checkNodeId } from './alarm/node-ids';
import { findPublishedSets, formatDimensionSets } from './alarm/published-dimensions';

const SERVERLESS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html';
const SERVERLESS_CACHE = 'AWS::ElastiCache::ServerlessCache';
const NODES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html';

const PUBLISHED_METRICS =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/SupportedMetricsForResourceTagsForTelemetry.html';
const GROUP_DIMENSION = 'ReplicationGroupId';

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
      const dimension = readDimensions(alarm).find((candidate) => isMisnamedServerlessDimension(alarm, candidate));
      return dimension?.name === undefined
        ? undefined
        : `'Dimensions' of an alarm for a serverless cache should contain clusterId, but got ${dimension.name}. ElastiCache publishes no metrics of the cache with that dimension, so the alarm has no data. Rename the dimension to clusterId.`;
    },
  ),
  templateRule(
    metadata('GroupDimensionInvalid', PUBLISHED_METRICS),
    'an alarm with the dimension ReplicationGroupId should be for a metric that ElastiCache publishes for replication groups with the same dimensions',
    (alarm) => findUnpublishedDimensions(alarm, (names) => names.includes(GROUP_DIMENSION)),
  ),
  templateRule(
    metadata('DimensionsInvalid', PUBLISHED_METRICS),
    'an alarm should use a combination of dimensions with which ElastiCache publishes the metric',
    (alarm) => findUnpublishedDimensions(alarm, (names) => !names.includes(GROUP_DIMENSION)),
  ),
  templateRule(
    metadata('DimensionValueInvalid', PUBLISHED_METRICS),
    'an alarm should use Primary or Replica as the value of the dimension Role, and Memory or SSD as the value of the dimension Tier',
    (alarm) => {
      const invalid = readDimensions(alarm).find(({ name, value }) => {
        const values: readonly string[] | undefined = getOwn(DIMENSION_VALUES, name);
        return typeof value === 'string' && values?.includes(value) === false;
      });
      return invalid === undefined
        ? undefined
        : `'Dimensions' should contain ${formatList(DIMENSION_VALUES[invalid.name as keyof typeof DIMENSION_VALUES], 'or')} as the value of ${invalid.name}, but got ${formatValue(invalid.value)}. ElastiCache publishes no metrics with that value, so the alarm has no data. Use one of these values, which are case-sensitive.`;
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

/**
 * Reports the first metric with dimensions with which ElastiCache does not publish it.
 *
 * @param applies whether the rule applies to the names of the dimensions
 */
function findUnpublishedDimensions(
  alarm: TemplateResource,
  applies: (names: readonly string[]) => boolean,
): string | undefined {
  for (const prefix of listMetricPrefixes(alarm)) {
    const metric = alarm.text(`${prefix}MetricName`);
    const names = readDimensionNames(alarm, prefix);
    const sets = metric !== undefined && names && applies(names) ? findPublishedSets(metric, names) : undefined;
    if (names && sets) {
      return (
        `'Dimensions' of an alarm for ${metric} should be ${formatDimensionSets(sets)}, but got ${formatDimensionSets([names])}. ` +
        'CloudWatch treats each combination of dimensions as a separate metric, and ElastiCache does not publish this one, so the alarm has no data. ' +
        `Use ${sets.length === 1 ? 'exactly these dimensions' : 'one of these combinations'}.${formatNodeExample(sets)}`
      );
    }
  }
  return undefined;
}

function formatNodeExample(sets: readonly DimensionSet[]): string {
  return sets.some((set) => set.includes('CacheNodeId'))
    ? ' For a node of a replication group, CacheClusterId is an id such as sessions-001, and CacheNodeId is 0001.'
    : '';
}

/**
 * Reads the names of the dimensions of a metric. Returns undefined without dimensions, if a name is unresolved, or if
 * the rule for serverless caches reports one of the dimensions.
 */
function readDimensionNames(alarm: TemplateResource, prefix: string): string[] | undefined {
  const dimensions = listDimensions(alarm, prefix);
  const names = dimensions.map(({ name }) => name).filter((name) => name !== undefined);
  const isResolved = names.length === dimensions.length && names.length > 0;
  return isResolved && !dimensions.some((dimension) => isMisnamedServerlessDimension(alarm, dimension))
    ? names
    : undefined;
}

/** Whether a dimension refers to a serverless cache, but is not the dimension of serverless caches. */
function isMisnamedServerlessDimension(alarm: TemplateResource, { name, value }: Dimension): boolean {
  const isForCache = name === 'ServerlessCacheName' || alarm.template.find(value, SERVERLESS_CACHE) !== undefined;
  return name !== SERVERLESS_DIMENSION && isForCache;
}

/** Reads the values of the dimension `CacheClusterId` of all ElastiCache metrics of an alarm. */
function readNodeIds(p: TemplateResource): unknown[] {
  return readDimensions(p)
    .filter(({ name }) => name === 'CacheClusterId')
    .map(({ value }) => value);
}

interface Dimension {
  /** Undefined if the name is unresolved. */
  readonly name?: string;
  readonly value: unknown;
}

/** Reads the dimensions of all ElastiCache metrics of an alarm. */
function readDimensions(alarm: TemplateResource): Dimension[] {
  return listMetricPrefixes(alarm).flatMap((prefix) => listDimensions(alarm, prefix));
}

function listDimensions(alarm: TemplateResource, prefix: string): Dimension[] {
  return listElementPaths(alarm, `${prefix}Dimensions`).map((path) => ({
    name: alarm.text(`${path}.Name`),
    value: alarm.raw(`${path}.Value`),
  }));
}
