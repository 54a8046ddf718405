import { CfnResource } from 'aws-cdk-lib/core';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import { getOwn } from '../private/records';
import { isResolved } from '../private/tokens';
import type { EngineFeature, NodeEngine } from '../service-data/engine-versions';
import { ENGINE_NAMES, FEATURES_SINCE, supports } from '../service-data/engine-versions';
import type { DimensionSet, DimensionedMetricDefinition, MetricRequirement } from '../service-data/metrics';
import { NODE_FAMILIES } from '../service-data/node-types';

export interface MonitoredNode {
  /** Identifies the node in its cache, for example `0001-001`. */
  readonly label: string;
  /** The id of the member cluster of a replication group, or the number of a Memcached node. */
  readonly id: string;
}

export interface NodeDimensionValues {
  readonly CacheClusterId: string;
  readonly CacheNodeId: string;
}

/** The nodes of a cache. Unknown values are undefined, for example those of an imported cache. */
export interface MonitoredNodes {
  readonly resource: IConstruct & IEnvironmentAware;
  /** The name of the replication group or cluster, which is the prefix of its member cluster ids. */
  readonly name: string;
  /** All metrics that nodes of this engine publish. */
  readonly publishedMetrics: Readonly<Record<string, DimensionedMetricDefinition>>;
  readonly engine?: string;
  readonly version?: string;
  readonly nodeType?: string;
  /** The property that specifies the number of nodes. */
  readonly sizeProp: 'clusterMode' | 'nodeCount' | 'shardCount';
  /** The nodes of each shard. */
  readonly shards?: readonly (readonly MonitoredNode[])[];
  /** The dimensions without which a metric covers several nodes. */
  readonly identifyingDimensions: DimensionSet;
  /** Returns the values of all dimensions of the node with the given id. */
  readonly getDimensionValues: (id: string) => NodeDimensionValues;
}

/** Returns whether the nodes satisfy the requirement of a metric, or undefined if that is unknown. */
export function satisfiesRequirement(nodes: MonitoredNodes, requirement: MetricRequirement): boolean | undefined {
  const family = isResolved(nodes.nodeType) ? getOwn(NODE_FAMILIES, nodes.nodeType.split('.')[1]) : undefined;
  switch (requirement) {
    case 'burstableNode':
      return family && family.kind === 'burstable';
    case 'replica':
      return nodes.shards?.some((shard) => shard.length > 1);
    case 'dataTiering':
      return family && Boolean(family.dataTiering);
    case 'search':
      return family?.dataTiering ? false : supportsFeature(nodes, 'vectorSearch');
    default:
      return supportsFeature(nodes, requirement);
  }
}

function supportsFeature({ engine, version }: MonitoredNodes, feature: EngineFeature): boolean | undefined {
  return isResolved(engine) && isResolved(version) ? supports(engine, version, feature) : undefined;
}

/** Describes the nodes that publish metrics with the given requirement. */
export function describePublishers(requirement: MetricRequirement): string {
  switch (requirement) {
    case 'burstableNode':
      return 'burstable nodes';
    case 'replica':
      return 'replication groups with replicas';
    case 'dataTiering':
      return 'nodes with data tiering';
    case 'search':
      return `nodes without data tiering with ${describeVersions('vectorSearch')}`;
    default:
      return describeVersions(requirement);
  }
}

function describeVersions(feature: EngineFeature): string {
  const versions = Object.entries(FEATURES_SINCE[feature]).map(
    ([engine, version]) => `${ENGINE_NAMES[engine as NodeEngine]} ${version} and later`,
  );
  return versions.join(', and by ');
}

/** Describes the property of the nodes that does not satisfy the given requirement. */
export function describeMismatch(nodes: MonitoredNodes, requirement: MetricRequirement): string {
  const { engine, version, nodeType } = nodes;
  switch (requirement) {
    case 'search':
      return describeMismatch(nodes, satisfiesRequirement(nodes, 'dataTiering') ? 'dataTiering' : 'vectorSearch');
    case 'burstableNode':
    case 'dataTiering':
      return `the node type is ${nodeType}`;
    case 'replica':
      return 'the replication group has no replicas';
    default:
      return `the engine version is ${ENGINE_NAMES[engine as NodeEngine]} ${version}`;
  }
}

/** The methods with options for the number of nodes, which the L2 interface of an L1 construct does not have. */
const METHODS_WITH_SIZE = {
  clusterMode: {
    alarms: 'RecommendedAlarms.forReplicationGroup()',
    metrics: 'ReplicationGroupMetrics.fromReplicationGroup()',
  },
  nodeCount: { alarms: 'RecommendedAlarms.forCacheCluster()', metrics: 'MemcachedClusterMetrics.fromCacheCluster()' },
} as const;

/** Formats the instruction to specify the number of nodes in the props of an L2 construct. */
export function describeSizeProp(sizeProp: MonitoredNodes['sizeProp']): string {
  switch (sizeProp) {
    case 'clusterMode':
      return "Set 'clusterMode' to a cluster mode whose numbers of shards and replicas are resolved.";
    case 'shardCount':
      return "Set 'shardCount' of the global datastore to a resolved number.";
    default:
      return "Set 'nodeCount' to a resolved number.";
  }
}

/** Formats the instruction to specify the number of nodes. */
export function describeSizeFix({ resource, sizeProp }: MonitoredNodes, user: 'alarms' | 'metrics'): string {
  return sizeProp !== 'shardCount' && CfnResource.isCfnResource(resource.node.scope)
    ? `Use ${METHODS_WITH_SIZE[sizeProp][user]} with '${sizeProp}', because the L1 construct does not determine it.`
    : describeSizeProp(sizeProp);
}
