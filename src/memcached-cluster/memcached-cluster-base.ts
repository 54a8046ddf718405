import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { CacheClusterReference, ICacheClusterRef } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IResource } from 'aws-cdk-lib/core';
import { Resource } from 'aws-cdk-lib/core';
import { alarmsOf, metricOf, metricsOf, widgetsOf } from './memcached-cluster-metrics';
import type { EngineVersion, NodeType } from '../engine';
import type * as monitoring from '../monitoring';
import type { Endpoint } from '../network';

/** A Memcached cluster, created here or imported. */
export interface IMemcachedCluster extends IResource, ec2.IConnectable, ICacheClusterRef, monitoring.IMonitoredCache {
  /**
   * The cluster's name, in lower case as ElastiCache stores it.
   *
   * @attribute
   */
  readonly clusterName: string;

  /**
   * The cluster's ARN.
   *
   * @attribute
   */
  readonly clusterArn: string;

  /** The version of Memcached; unknown for some imports. */
  readonly engineVersion?: EngineVersion;

  /** The type of the nodes; unknown for some imports. */
  readonly nodeType?: NodeType;

  /** How many nodes there are; unknown for some imports. */
  readonly nodes?: number;

  /** The VPC in which the nodes stand; unknown for some imports. */
  readonly vpc?: ec2.IVpc;

  /** The security groups of the nodes; unknown for some imports. */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /** Whether clients talk TLS; unknown for some imports. */
  readonly transitEncryption?: boolean;

  /**
   * Where clients find the nodes, by auto discovery: the configuration endpoint. A client without auto discovery
   * reaches one node by it, some node. An import that was not told its endpoint throws.
   */
  readonly endpoint: Endpoint;

  /** Every metric that the nodes publish, each by a method of its own. */
  readonly metrics: monitoring.MemcachedClusterMetrics;

  /** Allows a principal some actions on the cluster. */
  grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant;

  /** Makes the alarms that AWS recommends for the cluster, each with what to do in its description. */
  addRecommendedAlarms(options?: monitoring.MemcachedClusterAlarmsOptions): monitoring.RecommendedAlarms;

  /** A metric by its name in CloudWatch: over the whole cluster, or of one node. */
  metric(metricName: string, props?: cloudwatch.MetricOptions): monitoring.NodeMetric;
}

/** What created and imported Memcached clusters share. */
export abstract class MemcachedClusterBase extends Resource implements IMemcachedCluster {
  public abstract readonly clusterName: string;
  public abstract readonly clusterArn: string;
  public abstract readonly engineVersion?: EngineVersion;
  public abstract readonly nodeType?: NodeType;
  public abstract readonly nodes?: number;
  public abstract readonly vpc?: ec2.IVpc;
  public abstract readonly securityGroups?: ec2.ISecurityGroup[];
  public abstract readonly transitEncryption?: boolean;
  public abstract readonly endpoint: Endpoint;

  /** Who may reach the nodes over the network. */
  public abstract readonly connections: ec2.Connections;

  /** Every metric that the nodes publish, each by a method of its own. */
  public get metrics(): monitoring.MemcachedClusterMetrics {
    return metricsOf(this);
  }

  /** The cluster's widgets, for a dashboard of your own. */
  public get widgets(): monitoring.CacheWidgets {
    return widgetsOf(this);
  }

  /** This cluster as aws-cdk-lib's own constructs know it. */
  public get cacheClusterRef(): CacheClusterReference {
    return { clusterName: this.clusterName };
  }

  /**
   * Allows a principal some actions on the cluster. Whoever reaches the nodes over the network may read and write:
   * Memcached knows no users. [disable-awslint:no-grants]
   *
   * @param grantee who may act
   * @param actions the actions, such as `elasticache:RebootCacheCluster`
   */
  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [this.clusterArn] });
  }

  /**
   * Makes the alarms that AWS recommends for the cluster, with thresholds from its node type, each with what to do in
   * its description. One alarm watches up to ten nodes.
   *
   * @param options what happens when they are raised, and what differs from the recommendation
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
   */
  public addRecommendedAlarms(options: monitoring.MemcachedClusterAlarmsOptions = {}): monitoring.RecommendedAlarms {
    return alarmsOf(this, options);
  }

  /**
   * A metric by its name in CloudWatch: over the whole cluster, and on request of one node. `metrics` has a method for
   * every name that ElastiCache publishes.
   *
   * @param metricName the name in the namespace AWS/ElastiCache
   * @param props what differs from the statistic that says most, over 5 minutes
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Memcached.html
   */
  public metric(metricName: string, props?: cloudwatch.MetricOptions): monitoring.NodeMetric {
    return metricOf(this, metricName, props);
  }
}
