import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { CacheClusterReference, CfnCacheCluster, ICacheClusterRef } from 'aws-cdk-lib/aws-elasticache';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IResource } from 'aws-cdk-lib/core';
import { Resource } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import type { CacheConnection, ConnectOptions } from '../connection';
import { connect } from '../connection/connect';
import type { EngineVersion, NodeType } from '../engine';
import { CacheWidgets, RecommendedAlarms, SingleNodeClusterMetrics } from '../monitoring';
import type {
  IMonitoredCache,
  NodeMetric,
  SingleNodeClusterAlarmsOptions,
  SingleNodeClusterMetricsOptions,
} from '../monitoring';
import { Endpoint } from '../network';
import { renderConnectionUrl } from '../network/connection-url';
import { getImportedConnections } from '../network/create-connections';
import {
  readL1Flag,
  readL1SecurityGroups,
  readNodeL1Attributes,
  validateL1Engine,
} from '../network/node-l1-attributes';
import { resolveIdentity } from '../private/arns';
import { setPublicClass, throwGetterErrors, throwMethodErrors } from '../private/errors';
import { grantToPrincipal } from '../private/grants';
import { importL1 } from '../private/l1-imports';
import { getClusterName } from '../private/stored-names';
import { PORTS } from '../service-data/limits';
import { warnOfForeignGrantee } from '../user/grantee-account';

/** An imported single Redis OSS node that is not in a replication group. */
export interface ISingleNodeCluster extends IResource, ec2.IConnectable, ICacheClusterRef, IMonitoredCache {
  /**
   * The name of the cluster, in lowercase as ElastiCache stores it.
   *
   * @attribute
   */
  readonly clusterName: string;

  /**
   * The ARN of the cluster.
   *
   * @attribute
   */
  readonly clusterArn: string;

  /** The engine version. Not set if it is unknown. */
  readonly engineVersion?: EngineVersion;

  /** The node type. Not set if it is unknown. */
  readonly nodeType?: NodeType;

  /** The VPC of the node. Not set if it is unknown. */
  readonly vpc?: ec2.IVpc;

  /** The security groups of the node. Not set if they are unknown. */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /** The port on which the node accepts connections. */
  readonly port: number;

  /** The endpoint of the node. Throws an error if the attribute `endpointAddress` is unknown. */
  readonly endpoint: Endpoint;

  /** The metrics of the node, with a method for each metric that it publishes. */
  readonly metrics: SingleNodeClusterMetrics;

  /**
   * Grants the given identity custom permissions on the cluster.
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:RebootCacheCluster`
   */
  grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant;

  /**
   * Connects a client to the node. Adds security group rules, and sets environment variables.
   *
   * @param target the client: a Lambda function, an Amazon ECS container, task definition, or service, an Amazon EC2
   * instance, or any construct that implements `IGrantable` and `IConnectable`
   * @param options the options of the connection, such as the prefix of the environment variables
   */
  connect(target: IConstruct, options?: ConnectOptions): CacheConnection;

  /**
   * Creates the alarms that AWS recommends for the node. The description of each alarm explains how to respond.
   *
   * @param options the actions of the alarms, and settings that override the recommended settings
   */
  addRecommendedAlarms(options?: SingleNodeClusterAlarmsOptions): RecommendedAlarms;

  /**
   * Returns the metric with the given CloudWatch name.
   *
   * @param metricName the name of the metric in the namespace AWS/ElastiCache
   * @param props metric options. By default, the metric has its recommended statistic and a period of 5 minutes.
   */
  metric(metricName: string, props?: cloudwatch.MetricOptions): NodeMetric;
}

/** Attributes of an existing single Redis OSS node. */
export interface SingleNodeClusterAttributes {
  /**
   * The name of the cluster. Specify either `clusterName` or `clusterArn`.
   *
   * @default - the name in `clusterArn`
   */
  readonly clusterName?: string;

  /**
   * The ARN of the cluster. Specify either `clusterName` or `clusterArn`.
   *
   * @default - the ARN for `clusterName` in the account and Region of the stack
   */
  readonly clusterArn?: string;

  /**
   * The engine version.
   *
   * @default - unknown
   */
  readonly engineVersion?: EngineVersion;

  /**
   * The node type.
   *
   * @default - unknown
   */
  readonly nodeType?: NodeType;

  /**
   * The VPC of the node.
   *
   * @default - unknown
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The security groups of the node, to which `connections` adds rules.
   *
   * @default - unknown. Using `connections` has no effect, and adds a warning.
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The port on which the node accepts connections.
   *
   * @default 6379
   */
  readonly port?: number;

  /**
   * The host name of the endpoint.
   *
   * @default - unknown. Reading `endpoint` throws an error.
   */
  readonly endpointAddress?: string;
}

class ImportedSingleNodeCluster extends Resource implements ISingleNodeCluster {
  public readonly clusterName: string;
  public readonly clusterArn: string;
  public readonly vpc?: ec2.IVpc;

  private readonly attrs: SingleNodeClusterAttributes;

  /** @param resource the L1 construct, whose properties can change after the import */
  constructor(
    scope: Construct,
    id: string,
    method: string,
    attrs: SingleNodeClusterAttributes,
    private readonly resource?: CfnCacheCluster,
  ) {
    const identity = resolveIdentity(
      { scope, id, className: 'SingleNodeCluster', method },
      'cluster',
      { name: 'clusterName', arn: 'clusterArn' },
      attrs.clusterName,
      attrs.clusterArn,
    );
    super(scope, id, { environmentFromArn: identity.arn });
    setPublicClass(this, 'SingleNodeCluster');

    this.clusterName = identity.name;
    this.clusterArn = identity.arn;
    this.vpc = attrs.vpc;
    this.attrs = { ...attrs, securityGroups: attrs.securityGroups && [...attrs.securityGroups] };
  }

  public get engineVersion(): EngineVersion | undefined {
    return this.current.engineVersion;
  }

  public get nodeType(): NodeType | undefined {
    return this.current.nodeType;
  }

  public get securityGroups(): ec2.ISecurityGroup[] | undefined {
    return this.resource ? readL1SecurityGroups(this.resource, 'VpcSecurityGroupIds') : this.attrs.securityGroups;
  }

  public get port(): number {
    return this.current.port ?? PORTS.redis.primary;
  }

  /** The attributes of the import, or the current ones of the L1 construct. */
  private get current(): SingleNodeClusterAttributes {
    const { resource } = this;
    return resource ? readNodeL1Attributes(resource, resource.attrRedisEndpointPort) : this.attrs;
  }

  public get endpoint(): Endpoint {
    const { endpointAddress } = this.attrs;
    if (endpointAddress === undefined) {
      return throwGetterErrors(this, 'endpoint', [
        "'endpoint' is unknown for the imported cluster. Specify 'endpointAddress' in fromSingleNodeClusterAttributes.",
      ]);
    }
    return new Endpoint(endpointAddress, this.port);
  }

  public get connections(): ec2.Connections {
    return getImportedConnections(this, 'SingleNodeCluster', 'cluster', {
      securityGroups: this.securityGroups,
      defaultPort: ec2.Port.tcp(this.port),
    });
  }

  public get metrics(): SingleNodeClusterMetrics {
    return SingleNodeClusterMetrics.fromCacheCluster(this);
  }

  public get widgets(): CacheWidgets {
    return CacheWidgets.fromSingleNodeCluster(this);
  }

  public get cacheClusterRef(): CacheClusterReference {
    return { clusterName: this.clusterName };
  }

  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    warnOfForeignGrantee(this, grantee);
    return grantToPrincipal({ resource: this, grantee, actions, resourceArns: [this.clusterArn] });
  }

  public connect(target: IConstruct, options: ConnectOptions = {}): CacheConnection {
    this.validateNoTls();
    const { endpoint } = this;
    const cluster = {
      construct: this,
      cacheName: this.clusterName,
      endpoint,
      connections: this.connections,
      ports: [ec2.Port.tcp(endpoint.port)],
      usesAuthToken: false,
      usesTls: false,
      isServerless: false,
      usesClusterProtocol: false,
      supportsUrls: true,
      url: renderConnectionUrl(endpoint, { usesTls: false, hasDatabases: true }),
    };
    return connect(cluster, target, options);
  }

  /** ElastiCache rejects TLS for cache clusters of Redis OSS, so the connection settings would be wrong. */
  private validateNoTls(): void {
    const { resource } = this;
    if (resource && readL1Flag(resource, 'TransitEncryptionEnabled') === true) {
      throwMethodErrors(resource, 'connect', [
        "'TransitEncryptionEnabled' of a cluster requires the engine memcached, but got redis. Remove 'transitEncryptionEnabled', or use ReplicationGroup for Redis OSS with encryption in transit.",
      ]);
    }
  }

  public addRecommendedAlarms(options: SingleNodeClusterAlarmsOptions = {}): RecommendedAlarms {
    return RecommendedAlarms.forSingleNodeCluster(this, 'RecommendedAlarms', this, options);
  }

  public metric(metricName: string, props?: cloudwatch.MetricOptions): NodeMetric {
    return this.metrics.metric(metricName, props);
  }

  /**
   * The properties of the cluster that its metrics, widgets, and alarms depend on.
   *
   * @internal
   */
  public get _facts(): SingleNodeClusterMetricsOptions {
    const { engineVersion, nodeType } = this;
    return { engineVersion, nodeType };
  }
}

/**
 * An existing single Redis OSS node that is not in a replication group. Its CloudFormation type is
 * `AWS::ElastiCache::CacheCluster`.
 *
 * Such a node has no replicas, no encryption, and no users. For a new cache, use `ReplicationGroup`. CloudFormation
 * cannot convert the node to a replication group in place.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.CreatingReplGroup.ExistingCluster.html
 * @example
 * declare const node: CfnCacheCluster;
 * declare const fn: lambda.Function;
 *
 * const cluster = elasticache.SingleNodeCluster.fromCfnCacheCluster(node);
 * cluster.connections.allowDefaultPortFrom(fn);
 * cluster.addRecommendedAlarms();
 */
export abstract class SingleNodeCluster {
  /**
   * Imports a single node by the name of its cluster.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param clusterName the name of the cluster
   */
  public static fromClusterName(scope: Construct, id: string, clusterName: string): ISingleNodeCluster {
    return new ImportedSingleNodeCluster(scope, id, 'fromClusterName', { clusterName });
  }

  /**
   * Imports a single node by the ARN of its cluster, which determines the account and the Region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param clusterArn the ARN of the cluster
   */
  public static fromClusterArn(scope: Construct, id: string, clusterArn: string): ISingleNodeCluster {
    return new ImportedSingleNodeCluster(scope, id, 'fromClusterArn', { clusterArn });
  }

  /**
   * Imports a single node by its attributes.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs the attributes of the node
   */
  public static fromSingleNodeClusterAttributes(
    scope: Construct,
    id: string,
    attrs: SingleNodeClusterAttributes,
  ): ISingleNodeCluster {
    return new ImportedSingleNodeCluster(scope, id, 'fromSingleNodeClusterAttributes', attrs);
  }

  /**
   * Returns an L2 interface for the L1 construct of a single node. The L1 construct stays in the stack.
   *
   * Throws an error if the engine of the L1 construct is not Redis OSS.
   *
   * @param cfnCacheCluster the L1 construct
   */
  public static fromCfnCacheCluster(cfnCacheCluster: CfnCacheCluster): ISingleNodeCluster {
    return importL1(cfnCacheCluster, 'SingleNodeCluster', (id) => {
      validateL1Engine(cfnCacheCluster, 'SingleNodeCluster.fromCfnCacheCluster', 'cfnCacheCluster', {
        engine: 'redis',
        otherClass: 'MemcachedCluster',
      });
      const attrs = {
        clusterName: getClusterName(cfnCacheCluster),
        endpointAddress: cfnCacheCluster.attrRedisEndpointAddress,
      };
      return new ImportedSingleNodeCluster(cfnCacheCluster, id, 'fromCfnCacheCluster', attrs, cfnCacheCluster);
    });
  }
}
