import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Token } from 'aws-cdk-lib/core';
import type { IMemcachedCluster } from './memcached-cluster-base';
import type * as metricFacts from '../facts/metrics';
import type * as monitoring from '../monitoring';
import type { MeasuredNode, MeasuredNodes } from '../monitoring/measured';
import type * as alarms from '../monitoring/memcached-cluster-alarms';
import type * as widgetPlan from '../monitoring/widget-plan';

/** Every metric of a cluster, each by a method of its own. */
export function metricsOf(cluster: IMemcachedCluster): monitoring.MemcachedClusterMetrics {
  return load().MemcachedClusterMetrics._of(measured(cluster));
}

/** A metric of a cluster by its name in CloudWatch, also by one that the facts do not know. */
export function metricOf(
  cluster: IMemcachedCluster,
  metricName: string,
  props?: cloudwatch.MetricOptions,
): monitoring.NodeMetric {
  const nodes = measured(cluster);
  return load().NodeMetric._of(
    nodes,
    metricName,
    nodes.published[metricName] ?? { unit: 'None', statistic: 'Average' },
    props,
  );
}

/** The recommended alarms of a cluster. */
export function alarmsOf(
  cluster: IMemcachedCluster,
  options: monitoring.MemcachedClusterAlarmsOptions,
): monitoring.RecommendedAlarms {
  const { memcachedClusterAlarms } = require('../monitoring/memcached-cluster-alarms') as typeof alarms;
  return memcachedClusterAlarms(measured(cluster), metricsOf(cluster), options);
}

/** The widgets of a cluster. */
export function widgetsOf(cluster: IMemcachedCluster): monitoring.CacheWidgets {
  const { memcachedPlan } = require('../monitoring/widget-plan') as typeof widgetPlan;
  return load().CacheWidgets._of(cluster.node.id, memcachedPlan(measured(cluster), metricsOf(cluster)));
}

/** Most clusters are not asked for metrics. */
function load(): typeof monitoring {
  return require('../monitoring') as typeof monitoring;
}

/**
 * The cluster as its metrics know it: its nodes are numbered, and CloudWatch has their metrics under the cluster's name
 * and the node's number.
 */
function measured(cluster: IMemcachedCluster): MeasuredNodes {
  const { HOST_METRICS, MEMCACHED_NODE_METRICS } = require('../facts/metrics') as typeof metricFacts;
  const memberDimensions = (nodeId: string) => ({ CacheClusterId: cluster.clusterName, CacheNodeId: nodeId });
  const node = (_: unknown, index: number): MeasuredNode => {
    const label = String(index + 1).padStart(4, '0');
    return { label, dimensions: memberDimensions(label) };
  };
  const { nodes } = cluster;
  return {
    resource: cluster,
    name: cluster.clusterName,
    published: { ...HOST_METRICS, ...MEMCACHED_NODE_METRICS },
    engine: cluster.engineVersion?.engineType,
    version: cluster.engineVersion?.version,
    nodeType: cluster.nodeType?.cacheNodeType,
    shards: nodes === undefined || Token.isUnresolved(nodes) ? undefined : [Array.from({ length: nodes }, node)],
    memberDimensions,
  };
}
