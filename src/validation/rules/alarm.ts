import { listElementPaths } from '../property-reader';
import type { CrossResourceRuleSet } from '../rule';
import type { RuleMetadataInput } from '../rule-builders';
import { crossResourceRule } from '../rule-builders';
import type { TemplateResource } from '../template';

const SERVERLESS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html';
const NODES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.html';

const metadata = (id: string, see: string): RuleMetadataInput => ({
  id: `Alarm.${id}`,
  property: 'Dimensions',
  see,
  severity: 'warning',
});

/** Warns about alarms on ElastiCache metrics with dimensions that have no data. */
export const ALARM_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  crossResourceRule(
    metadata('ServerlessDimension', SERVERLESS),
    'metrics of serverless caches have the dimension clusterId',
    (alarm) =>
      readDimensions(alarm).some(({ name }) => name === 'ServerlessCacheName')
        ? "'Dimensions' of a serverless cache should be clusterId, got ServerlessCacheName, under which there are no data"
        : undefined,
  ),
  crossResourceRule(
    metadata('NodeDimension', NODES),
    'metrics of replication groups have the ids of their nodes as CacheClusterId',
    (alarm) => {
      const group = readDimensions(alarm)
        .filter(({ name }) => name === 'CacheClusterId')
        .map(({ value }) => alarm.template.find(value, 'AWS::ElastiCache::ReplicationGroup'))
        .find((found) => found !== undefined);
      return (
        group &&
        `'Dimensions' of a replication group should have the id of a node as CacheClusterId, got ${group} itself, under which there are no data; ` +
          'add -001, or -0001-001 with cluster mode'
      );
    },
  ),
];

/** The dimensions of all ElastiCache metrics of an alarm. */
function readDimensions({ properties: p }: TemplateResource): { name?: string; value: unknown }[] {
  const prefixes = ['', ...listElementPaths(p, 'Metrics').map((path) => `${path}.MetricStat.Metric.`)];
  return prefixes
    .filter((prefix) => p.text(`${prefix}Namespace`) === 'AWS/ElastiCache')
    .flatMap((prefix) => listElementPaths(p, `${prefix}Dimensions`))
    .map((path) => ({ name: p.text(`${path}.Name`), value: p.raw(`${path}.Value`) }));
}
