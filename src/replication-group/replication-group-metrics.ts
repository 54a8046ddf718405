import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IReplicationGroup } from './replication-group-base';
import type * as metricFacts from '../facts/metrics';
import type * as monitoring from '../monitoring';
import type { MeasuredNodes } from '../monitoring/measured';
import type * as alarms from '../monitoring/replication-group-alarms';
import type * as widgetPlan from '../monitoring/widget-plan';

/** Every metric of a group, each by a method of its own. */
export function metricsOf(group: IReplicationGroup): monitoring.ReplicationGroupMetrics {
  return load().ReplicationGroupMetrics._of(measured(group));
}

/** A metric of a group by its name in CloudWatch, also by one that the facts do not know. */
export function metricOf(
  group: IReplicationGroup,
  metricName: string,
  props?: cloudwatch.MetricOptions,
): monitoring.NodeMetric {
  const nodes = measured(group);
  return load().NodeMetric._of(
    nodes,
    metricName,
    nodes.published[metricName] ?? { unit: 'None', statistic: 'Average' },
    props,
  );
}

/** The recommended alarms of a group. */
export function alarmsOf(
  group: IReplicationGroup,
  facts: { readonly hasUsers?: boolean; readonly durable?: boolean },
  options: monitoring.ReplicationGroupAlarmsOptions,
): monitoring.RecommendedAlarms {
  const { replicationGroupAlarms } = require('../monitoring/replication-group-alarms') as typeof alarms;
  return replicationGroupAlarms({ ...measured(group), ...facts }, metricsOf(group), options);
}

/** The widgets of a group. */
export function widgetsOf(group: IReplicationGroup): monitoring.CacheWidgets {
  const { replicationGroupPlan } = require('../monitoring/widget-plan') as typeof widgetPlan;
  return load().CacheWidgets._of(group.node.id, replicationGroupPlan(measured(group), metricsOf(group)));
}

/** Most groups are not asked for metrics. */
function load(): typeof monitoring {
  return require('../monitoring') as typeof monitoring;
}

/**
 * The group as its metrics know it: each node is a cache cluster, and CloudWatch has its metrics under the cluster's
 * id.
 */
function measured(group: IReplicationGroup): MeasuredNodes {
  const { HOST_METRICS, NODE_METRICS } = require('../facts/metrics') as typeof metricFacts;
  const memberDimensions = (id: string) => ({ CacheClusterId: id });
  const label = (end: string) => end.slice(1);
  return {
    resource: group,
    name: group.replicationGroupId,
    published: { ...HOST_METRICS, ...NODE_METRICS },
    engine: group.engineVersion?.engineType,
    version: group.engineVersion?.version,
    nodeType: group.nodeType?.cacheNodeType,
    shards: group.clusterMode
      ?._memberClusterIds('')
      ?.map((shard) =>
        shard.map((end) => ({ label: label(end), dimensions: memberDimensions(`${group.replicationGroupId}${end}`) })),
      ),
    memberDimensions,
  };
}
