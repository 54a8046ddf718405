import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type {
  CacheClusterReference,
  CfnCacheClusterProps,
  ICacheClusterRef,
  IParameterGroupRef,
  ISubnetGroupRef,
} from 'aws-cdk-lib/aws-elasticache';
import { CfnCacheCluster } from 'aws-cdk-lib/aws-elasticache';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { IResource } from 'aws-cdk-lib/core';
import { Aws, RemovalPolicy, Resource, Token } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import type { CacheConnection, ConnectOptions } from '../connection';
import { connect } from '../connection/connect';
import { EngineVersion, NodeFamily, NodeSize, NodeType } from '../engine';
import type {
  IMonitoredCache,
  MemcachedClusterAlarmsOptions,
  MemcachedClusterAlarmsProps,
  NodeMetric,
} from '../monitoring';
import { CacheWidgets, MemcachedClusterMetrics, RecommendedAlarms } from '../monitoring';
import type { ISubnetGroup, IpDiscovery, NetworkType } from '../network';
import { Endpoint, SubnetGroup, TransitEncryption } from '../network';
import { MemcachedClusterGrants } from './memcached-cluster-grants';
import { createConnections, getImportedConnections } from '../network/create-connections';
import {
  readL1Number,
  readL1SecurityGroups,
  readNodeL1Attributes,
  validateL1Engine,
} from '../network/node-l1-attributes';
import { resolveNodeNetwork } from '../network/node-network';
import { toSubnetGroup } from '../network/subnet-group';
import { getSubnetGroupProp } from '../network/subnets';
import { bindNotificationTopic } from '../notification/notification-topic';
import type { IParameterGroup } from '../parameter-group';
import {
  bindParameterGroup,
  renderParameterGroupName,
  requireKnownParameterGroup,
  resolveKnownParameterGroup,
  resolveParameterGroup,
} from '../parameter-group/parameter-group';
import { arnComponents, toStoredName, resolveIdentity } from '../private/arns';
import type { Rendered } from '../private/errors';
import { setPublicClass, throwGetterErrors } from '../private/errors';
import { importL1 } from '../private/l1-imports';
import { lookUp } from '../private/lookup';
import { isMarked, mark } from '../private/marks';
import { generateCrossEnvironmentName, resolveOptionalName, resolveStoredName } from '../private/names';
import { propertyInjectable } from '../private/property-injection';
import { retainTogether } from '../private/removal-policies';
import { validateRequiredProps } from '../private/required-props';
import { getClusterName } from '../private/stored-names';
import { pluralize } from '../private/text';
import { isListToken, isResolved } from '../private/tokens';
import type { MaintenanceWindow } from '../schedule';
import { LIMITS, PORTS } from '../service-data/limits';
import { acknowledgeExistingCache } from '../validation/adopted-resources';
import { addConstructWarning } from '../validation/construct-warnings';
import { findZone } from '../validation/imported-resources';
import type { PropertyTable } from '../validation/property-table';
import { validateProperties } from '../validation/validate-construct';

const DEFAULT_ENGINE_VERSION = EngineVersion.MEMCACHED_1_6_22;

const MEMCACHED_CLUSTER = Symbol.for('cdk-elasticache.MemcachedCluster');

/** A Memcached cluster that is created in the app or imported. */
export interface IMemcachedCluster extends IResource, ec2.IConnectable, ICacheClusterRef, IMonitoredCache {
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

  /** The engine version. Not set for imported clusters without this attribute. */
  readonly engineVersion?: EngineVersion;

  /** The node type. Not set for imported clusters without this attribute. */
  readonly nodeType?: NodeType;

  /** The number of nodes. Not set for imported clusters without this attribute. */
  readonly nodeCount?: number;

  /** The VPC of the nodes. Not set for imported clusters without this attribute. */
  readonly vpc?: ec2.IVpc;

  /** The security groups of the nodes. Not set for imported clusters without this attribute. */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /** The port on which the nodes accept connections. */
  readonly port: number;

  /** Whether clients must use TLS to connect. Not set for imported clusters without this attribute. */
  readonly transitEncryption?: TransitEncryption;

  /**
   * The configuration endpoint, from which clients with auto discovery get the addresses of the nodes.
   *
   * If a client without auto discovery uses this endpoint, it connects to an arbitrary node. Throws an error for
   * imported clusters without the attribute `configurationEndpointAddress`.
   */
  readonly endpoint: Endpoint;

  /** Grants for this cluster. */
  readonly grants: MemcachedClusterGrants;

  /** The metrics of this cluster, with a method for each metric that the nodes publish. */
  readonly metrics: MemcachedClusterMetrics;

  /**
   * Grants the given identity custom permissions on the cluster.
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:RebootCacheCluster`
   */
  grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant;

  /**
   * Connects a client to the cluster. Adds security group rules, and sets environment variables.
   *
   * @param target the client: a Lambda function, an Amazon ECS container, task definition, or service, an Amazon EC2
   * instance, or any construct that implements `IGrantable` and `IConnectable`
   * @param options the options of the connection, such as the prefix of the environment variables
   */
  connect(target: IConstruct, options?: ConnectOptions): CacheConnection;

  /**
   * Creates the alarms that AWS recommends for the cluster. The description of each alarm explains how to respond.
   *
   * @param options the actions of the alarms, and settings that override the recommended settings
   */
  addRecommendedAlarms(options?: MemcachedClusterAlarmsOptions): RecommendedAlarms;

  /**
   * Returns the metric with the given CloudWatch name, across all nodes.
   *
   * To select a node, call `forNode` of the metric.
   *
   * @param metricName the name of the metric in the namespace AWS/ElastiCache
   * @param props metric options. By default, the metric has its recommended statistic and a period of 5 minutes.
   */
  metric(metricName: string, props?: cloudwatch.MetricOptions): NodeMetric;
}

/** Attributes of an existing Memcached cluster. */
export interface MemcachedClusterAttributes {
  /**
   * The name of the cluster. Specify either `clusterName` or `clusterArn`.
   *
   * @default - derived from `clusterArn`
   */
  readonly clusterName?: string;

  /**
   * The ARN of the cluster. Specify either `clusterName` or `clusterArn`.
   *
   * @default - derived from `clusterName`, with the account and Region of the stack
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
   * The number of nodes. Required for metrics of individual nodes, and for alarms.
   *
   * @default - unknown
   */
  readonly nodeCount?: number;

  /**
   * The VPC of the nodes.
   *
   * @default - unknown
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The security groups of the nodes, to which `connections` adds rules.
   *
   * @default - unknown. Using `connections` has no effect, and adds a warning.
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The port on which the nodes accept connections.
   *
   * @default 11211
   */
  readonly port?: number;

  /**
   * The host name of the configuration endpoint.
   *
   * @default - unknown. Reading `endpoint` throws an error.
   */
  readonly configurationEndpointAddress?: string;

  /**
   * Whether clients must use TLS to connect.
   *
   * @default - unknown
   */
  readonly transitEncryption?: TransitEncryption;
}

/** Options for looking up a Memcached cluster. */
export interface MemcachedClusterLookupOptions {
  /** The name of the cluster. */
  readonly clusterName: string;
}

/** Properties for creating a Memcached cluster. */
export interface MemcachedClusterProps {
  /**
   * Whether the cluster already exists, and was not created with this construct.
   *
   * If it does:
   *
   * - The template contains only properties for props that you specify. The defaults of this construct do not apply to
   *   the other props, so a deployment does not change their settings. `nodeCount` is required.
   * - Errors that concern only the creation of a cache, such as discontinued node types and engine versions, are
   *   warnings.
   *
   * `vpc` is only required with `vpcSubnets`. To generate the code for existing resources from their CloudFormation
   * template, run `cdk-elasticache-check adopt`.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-cachecluster.html
   */
  readonly adopted?: boolean;

  /**
   * The VPC of the nodes. Required unless `adopted` is true. For adopted caches, it is only required with `vpcSubnets`.
   *
   * @default - no VPC, which is valid only for adopted caches
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The node type.
   *
   * CloudFormation cannot change the node type of an existing cluster. To use a different node type, change the
   * construct's id, and also `clusterName` if it is specified. CloudFormation then creates a new, empty cluster.
   */
  readonly nodeType: NodeType;

  /**
   * The name of the cluster.
   *
   * The name consists of 1 to 50 letters, digits, and single hyphens. It starts with a letter, and does not end with a
   * hyphen.
   *
   * ElastiCache stores the name in lowercase, so the ARN and the metrics contain it in lowercase. Changing the name
   * replaces the cluster.
   *
   * If you specify a name, CloudFormation rejects other changes that require a replacement, such as a change of the
   * port.
   *
   * Specify the name when you create the cluster if stacks in other accounts or Regions refer to it. Otherwise, the
   * first such reference adds a generated name to the cluster. This change replaces the cluster.
   *
   * @default - generated by CloudFormation, or from the construct's path if a stack in another account or Region refers
   * to the cluster
   */
  readonly clusterName?: string;

  /**
   * The engine version. A later upgrade does not replace the cluster, but deletes the data of the nodes.
   *
   * @default - EngineVersion.MEMCACHED_1_6_22. Not set for adopted caches.
   */
  readonly engineVersion?: EngineVersion;

  /**
   * The number of nodes, from 1 to 60 (the default quota).
   *
   * Clients distribute the keys over the nodes. When a node fails, its keys are lost. When nodes are added or removed
   * later, the other nodes keep their data, but clients map some keys to different nodes.
   *
   * @default - 2. Required for adopted caches.
   */
  readonly nodeCount?: number;

  /**
   * The Availability Zones of the nodes. The zones are assigned to the nodes in turn. For an adopted cluster, specify
   * the same list as in its template, which can repeat a zone.
   *
   * One zone contains all nodes, also if `nodeCount` is a token. Several zones require a known number of nodes, unless
   * the cluster is adopted.
   *
   * CloudFormation can change the number of nodes in place only if the zones are specified here, or can be determined
   * from the subnets at synthesis. Otherwise, CloudFormation replaces the cluster, which deletes all data. If the
   * cluster has a `clusterName`, the deployment fails instead.
   *
   * @default - the Availability Zones of the subnets. Not set for adopted caches.
   */
  readonly availabilityZones?: string[];

  /**
   * An existing parameter group. Its family must match the engine version. It cannot be combined with `parameters`.
   *
   * @default - a new parameter group with `parameters`. Not set for adopted caches without `parameters`.
   */
  readonly parameterGroup?: IParameterGroupRef;

  /**
   * The names and values of parameters, such as `max_item_size`, in the parameter group that the construct creates.
   *
   * Changed parameters apply to nodes that are created later. They apply to existing nodes only after a reboot, which
   * deletes the data of the nodes. Deployments do not reboot nodes.
   *
   * @default - the default values of the engine version. Not set for adopted caches.
   */
  readonly parameters?: { [name: string]: string };

  /**
   * The subnets of the nodes. Subnets can be added later.
   *
   * @default - one private subnet per Availability Zone, or isolated subnets if the VPC has no private subnets.
   * Not set for adopted caches.
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * An existing subnet group with the subnets of the nodes. It cannot be combined with `vpcSubnets`.
   *
   * Changing the subnet group replaces the cluster.
   *
   * @default - a new subnet group with `vpcSubnets`. Not set for adopted caches without `vpcSubnets`.
   */
  readonly subnetGroup?: ISubnetGroupRef;

  /**
   * The security groups of the nodes.
   *
   * @default - a new security group without rules, to which `connections` adds rules. Not set for adopted
   * caches.
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Whether the security group that the construct creates allows all outbound traffic.
   *
   * The nodes do not open connections themselves. Cannot be combined with `securityGroups` or `adopted`.
   *
   * @default false
   */
  readonly allowAllOutbound?: boolean;

  /**
   * The port on which the nodes accept connections. Changing the port replaces the cluster.
   *
   * @default - 11211. Not set for adopted caches.
   */
  readonly port?: number;

  /**
   * The IP versions that clients can use to connect.
   *
   * IPv6 requires Memcached 1.6.6 or later. Changing the network type replaces the cluster.
   *
   * @default - chosen by ElastiCache for the subnets, usually IPv4
   */
  readonly networkType?: NetworkType;

  /**
   * The IP version of the node addresses that auto discovery returns to clients.
   *
   * @default - chosen by ElastiCache for the network type
   */
  readonly ipDiscovery?: IpDiscovery;

  /**
   * Whether clients must use TLS to connect. TLS requires Memcached 1.6.12 or later.
   *
   * `TransitEncryption.PREFERRED` is not supported. CloudFormation cannot change the mode of an existing cluster. To
   * use a different mode, change the construct's id, and also `clusterName` if it is specified. CloudFormation then
   * creates a new, empty cluster.
   *
   * @default - `TransitEncryption.REQUIRED` if the engine version supports it, otherwise `TransitEncryption.DISABLED`.
   * Not set for adopted caches.
   */
  readonly transitEncryption?: TransitEncryption;

  /**
   * The weekly time window in which ElastiCache maintains the nodes, in UTC. The window lasts 1 to 24 hours.
   *
   * @default - chosen by ElastiCache, one hour during the night in the Region
   */
  readonly maintenanceWindow?: MaintenanceWindow;

  /**
   * The topic to which ElastiCache sends notifications about events of the cluster.
   *
   * It must be a standard topic without encryption, in the account and Region of the cluster. ElastiCache silently
   * drops notifications to encrypted and FIFO topics.
   *
   * The construct adds statements for ElastiCache and for CloudWatch alarms to the topic policy, which replaces the
   * default policy of the topic. A warning is added if the policy cannot be updated, for example for imported topics.
   *
   * @default - no notifications
   */
  readonly notificationTopic?: sns.ITopicRef;

  /**
   * The removal policy of the cluster.
   *
   * Node-based Memcached clusters do not support snapshots. If the cluster is retained, the subnet group, parameter
   * group, and security group that the construct creates are retained, too.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The base class of created and imported Memcached clusters.
 *
 * @internal
 */
abstract class MemcachedClusterBase extends Resource implements IMemcachedCluster {
  public abstract readonly clusterName: string;
  public abstract readonly clusterArn: string;
  public abstract readonly engineVersion?: EngineVersion;
  public abstract readonly nodeType?: NodeType;
  public abstract readonly nodeCount?: number;
  public abstract readonly vpc?: ec2.IVpc;
  public abstract readonly securityGroups?: ec2.ISecurityGroup[];
  public abstract readonly port: number;
  public abstract readonly transitEncryption?: TransitEncryption;
  public abstract readonly endpoint: Endpoint;

  /** The network connections of the nodes. */
  public abstract readonly connections: ec2.Connections;

  /** Grants for this cluster. */
  public get grants(): MemcachedClusterGrants {
    return MemcachedClusterGrants.fromCacheCluster(this);
  }

  /** The metrics of this cluster, with a method for each metric that the nodes publish. */
  public get metrics(): MemcachedClusterMetrics {
    return MemcachedClusterMetrics.fromCacheCluster(this);
  }

  /** The CloudWatch widgets of this cluster, for custom dashboards. */
  public get widgets(): CacheWidgets {
    return CacheWidgets.fromCacheCluster(this);
  }

  /** A reference to this cluster. */
  public get cacheClusterRef(): CacheClusterReference {
    return { clusterName: this.clusterName };
  }

  /**
   * Grants the given identity custom permissions on the cluster.
   *
   * Clients do not need permissions to connect, because Memcached has no users.
   *
   * [disable-awslint:no-grants]
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:RebootCacheCluster`
   */
  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return this.grants.actions(grantee, actions);
  }

  /**
   * Connects a client to the cluster.
   *
   * Adds rules to the security groups of the client and the cluster. Sets environment variables with the connection
   * settings on Lambda functions and Amazon ECS containers. `CACHE_HOST` and `CACHE_PORT` are the configuration
   * endpoint. `CACHE_TLS` is not set if the transit encryption of an imported cluster is unknown.
   *
   * @param target the client: a Lambda function, an Amazon ECS container, task definition, or service, an Amazon EC2
   * instance, or any construct that implements `IGrantable` and `IConnectable`
   * @param options the options of the connection, such as the prefix of the environment variables
   */
  public connect(target: IConstruct, options: ConnectOptions = {}): CacheConnection {
    const { endpoint, transitEncryption } = this;
    const cluster = {
      construct: this,
      cacheName: this.clusterName,
      endpoint,
      connections: this.connections,
      ports: [ec2.Port.tcp(endpoint.port)],
      usesAuthToken: false,
      usesTls: transitEncryption && transitEncryption !== TransitEncryption.DISABLED,
      isServerless: false,
      usesClusterProtocol: false,
      supportsUrls: false,
    };
    return connect(cluster, target, options);
  }

  /**
   * Creates the alarms that AWS recommends for the cluster.
   *
   * The thresholds depend on the node type. Each alarm monitors at most ten nodes. The description of each alarm
   * explains how to respond.
   *
   * @param options the actions of the alarms, and settings that override the recommended settings
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
   */
  public addRecommendedAlarms(options: MemcachedClusterAlarmsOptions = {}): RecommendedAlarms {
    return RecommendedAlarms.forCacheCluster(this, 'RecommendedAlarms', this, options);
  }

  /**
   * Returns the metric with the given CloudWatch name, across all nodes.
   *
   * To select a node, call `forNode` of the metric. `metrics` has a method for each metric that the nodes publish.
   *
   * @param metricName the name of the metric in the namespace AWS/ElastiCache
   * @param props metric options. By default, the metric has its recommended statistic and a period of 5 minutes.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Memcached.html
   */
  public metric(metricName: string, props?: cloudwatch.MetricOptions): NodeMetric {
    return this.metrics.metric(metricName, props);
  }

  /**
   * The properties of the cluster that its metrics, widgets, and alarms depend on.
   *
   * @internal
   */
  public get _facts(): MemcachedClusterAlarmsProps {
    const { engineVersion, nodeType, nodeCount } = this;
    return { engineVersion, nodeType, nodeCount };
  }
}

/** The attributes that a lookup or an L1 construct provides in addition to the public ones. */
interface FoundAttributes {
  /** The ids of security groups, which are imported in the scope of the cluster. */
  readonly securityGroupIds?: string[];
  /** The L1 construct, whose properties can change after the import. */
  readonly resource?: CfnCacheCluster;
}

class ImportedMemcachedCluster extends MemcachedClusterBase {
  public readonly clusterName: string;
  public readonly clusterArn: string;
  public readonly vpc?: ec2.IVpc;

  private readonly attrs: MemcachedClusterAttributes;
  private readonly resource?: CfnCacheCluster;

  constructor(
    scope: Construct,
    id: string,
    method: string,
    attrs: MemcachedClusterAttributes = {},
    { securityGroupIds, resource }: FoundAttributes = {},
  ) {
    const identity = resolveIdentity(
      { scope, id, className: 'MemcachedCluster', method },
      'cluster',
      { name: 'clusterName', arn: 'clusterArn' },
      attrs.clusterName,
      attrs.clusterArn,
    );
    super(scope, id, { environmentFromArn: identity.arn });
    setPublicClass(this, 'MemcachedCluster');

    this.clusterName = identity.name;
    this.clusterArn = identity.arn;
    this.vpc = attrs.vpc;
    const securityGroups =
      securityGroupIds?.map((groupId) => ec2.SecurityGroup.fromSecurityGroupId(this, groupId, groupId)) ??
      (attrs.securityGroups && [...attrs.securityGroups]);
    this.attrs = { ...attrs, securityGroups };
    this.resource = resource;
  }

  public get engineVersion(): EngineVersion | undefined {
    return this.current.engineVersion;
  }

  public get nodeType(): NodeType | undefined {
    return this.current.nodeType;
  }

  public get nodeCount(): number | undefined {
    const { resource } = this;
    return resource ? readL1Number(resource, 'NumCacheNodes') : this.attrs.nodeCount;
  }

  public get securityGroups(): ec2.ISecurityGroup[] | undefined {
    return this.resource ? readL1SecurityGroups(this.resource, 'VpcSecurityGroupIds') : this.attrs.securityGroups;
  }

  public get port(): number {
    return this.current.port ?? PORTS.memcached.primary;
  }

  public get transitEncryption(): TransitEncryption | undefined {
    return this.current.transitEncryption;
  }

  /** The attributes of the import, or the current ones of the L1 construct. */
  private get current(): MemcachedClusterAttributes {
    const { resource } = this;
    return resource ? readNodeL1Attributes(resource, resource.attrConfigurationEndpointPort) : this.attrs;
  }

  public get endpoint(): Endpoint {
    const { configurationEndpointAddress } = this.attrs;
    if (configurationEndpointAddress === undefined) {
      return throwGetterErrors(this, 'endpoint', [
        "'endpoint' is unknown for the imported cluster. Specify 'configurationEndpointAddress' in fromMemcachedClusterAttributes.",
      ]);
    }
    return new Endpoint(configurationEndpointAddress, this.port);
  }

  public get connections(): ec2.Connections {
    return getImportedConnections(this, 'MemcachedCluster', 'cluster', {
      securityGroups: this.securityGroups,
      defaultPort: ec2.Port.tcp(this.port),
    });
  }
}

/**
 * A Memcached cluster of one or more nodes. Clients distribute the keys over the nodes.
 *
 * By default, the nodes are in several Availability Zones, and clients must use TLS to connect. Memcached does not
 * support users, so any client with network access has full access to the nodes. Memcached does not support replicas or
 * snapshots, so the keys of a node are lost when the node fails. You pay for the nodes by the hour.
 *
 * Use `ReplicationGroup` for Valkey and Redis OSS. For a single Valkey or Redis OSS node, create a replication group
 * with `ClusterMode.disabled({ replicaCount: 0 })`.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.corecomponents.html
 * @resource AWS::ElastiCache::CacheCluster
 * @example
 * // A function in the same VPC
 * declare const fn: lambda.Function;
 *
 * const cache = new elasticache.MemcachedCluster(this, 'Pages', {
 *   vpc,
 *   nodeType: elasticache.NodeType.of(elasticache.NodeFamily.M7G, elasticache.NodeSize.LARGE),
 *   nodeCount: 3,
 * });
 * cache.connections.allowDefaultPortFrom(fn);
 * fn.addEnvironment('CACHE', cache.endpoint.socketAddress);
 */
@propertyInjectable
export class MemcachedCluster extends MemcachedClusterBase {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.MemcachedCluster';

  /**
   * Returns whether the given object is a `MemcachedCluster`.
   *
   * @param x the object to check
   */
  public static isMemcachedCluster(x: any): x is MemcachedCluster {
    return isMarked(x, MEMCACHED_CLUSTER);
  }

  /**
   * Imports an existing Memcached cluster by its name.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param clusterName the name of the cluster
   */
  public static fromClusterName(scope: Construct, id: string, clusterName: string): IMemcachedCluster {
    return new ImportedMemcachedCluster(scope, id, 'fromClusterName', { clusterName });
  }

  /**
   * Imports an existing Memcached cluster by its ARN, which determines the account and Region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param clusterArn the ARN of the cluster
   */
  public static fromClusterArn(scope: Construct, id: string, clusterArn: string): IMemcachedCluster {
    return new ImportedMemcachedCluster(scope, id, 'fromClusterArn', { clusterArn });
  }

  /**
   * Imports an existing Memcached cluster by its attributes.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs the attributes of the cluster
   */
  public static fromMemcachedClusterAttributes(
    scope: Construct,
    id: string,
    attrs: MemcachedClusterAttributes,
  ): IMemcachedCluster {
    return new ImportedMemcachedCluster(scope, id, 'fromMemcachedClusterAttributes', attrs);
  }

  /**
   * Returns an L2 interface for an L1 construct. The L1 construct stays in the stack.
   *
   * Throws an error if the engine of the L1 construct is not Memcached.
   *
   * @param cfnCacheCluster the L1 construct
   */
  public static fromCfnCacheCluster(cfnCacheCluster: CfnCacheCluster): IMemcachedCluster {
    return importL1(cfnCacheCluster, 'MemcachedCluster', (id) => {
      validateL1Engine(cfnCacheCluster, 'MemcachedCluster.fromCfnCacheCluster', 'cfnCacheCluster', {
        engine: 'memcached',
        otherClass: 'SingleNodeCluster',
      });
      const attrs = {
        clusterName: getClusterName(cfnCacheCluster),
        configurationEndpointAddress: cfnCacheCluster.attrConfigurationEndpointAddress,
      };
      const found = { resource: cfnCacheCluster };
      return new ImportedMemcachedCluster(cfnCacheCluster, id, 'fromCfnCacheCluster', attrs, found);
    });
  }

  /**
   * Looks up the version, nodes, endpoint, and security groups of an existing Memcached cluster during synthesis.
   *
   * The CDK CLI stores the result in `cdk.context.json`. The stack must have an explicit account and Region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options the name of the cluster
   * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
   */
  public static fromLookup(scope: Construct, id: string, options: MemcachedClusterLookupOptions): IMemcachedCluster {
    return lookUpMemcachedCluster(scope, id, options);
  }

  public readonly engineVersion?: EngineVersion;
  public readonly nodeType?: NodeType;
  public readonly nodeCount?: number;
  public readonly vpc?: ec2.IVpc;
  public readonly securityGroups?: ec2.ISecurityGroup[];
  public readonly port: number;
  public readonly transitEncryption?: TransitEncryption;

  /** The subnet group of the nodes. */
  public readonly subnetGroup: ISubnetGroup;

  private readonly knownParameterGroup?: IParameterGroup;
  private cachedConnections?: ec2.Connections;
  private readonly resource: CfnCacheCluster;
  private cachedName?: string;
  private cachedArn?: string;

  /**
   * Creates a Memcached cluster.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param props the properties of the cluster
   */
  constructor(scope: Construct, id: string, props: MemcachedClusterProps) {
    validateRequiredProps(new.target.name, scope, id, props, {
      ...(props?.adopted ? {} : { vpc: 'IVpc' }),
      nodeType: 'NodeType',
    });
    super(scope, id, { physicalName: resolveOptionalName(props.clusterName) });

    acknowledgeExistingCache(this, CfnCacheCluster.CFN_RESOURCE_TYPE_NAME, props);
    const { engineVersion, port, transitEncryption } = resolveDefaults(props);
    const nodeCount = props.nodeCount ?? 2;
    this.port = port ?? PORTS.memcached.primary;

    const network = resolveNodeNetwork(this, 'cluster', props);
    const { subnetGroup, securityGroups } = network;
    const zones = resolveZones(this, nodeCount, props, subnetGroup);
    const { value: parameterGroup, errors: parameterGroupErrors } = resolveParameterGroup(this, {
      ...props,
      engineVersion,
    });
    const boundParameterGroup = parameterGroup && bindParameterGroup(parameterGroup, false);

    const errors = [
      ...validateAdoption(props),
      ...network.errors,
      ...validateTransitEncryption(props),
      ...zones.errors,
      ...parameterGroupErrors,
    ];

    const properties: PropertyTable<CfnCacheClusterProps, MemcachedClusterProps> = {
      azMode: ['availabilityZones', zones.value.azMode],
      cacheNodeType: ['nodeType', props.nodeType.cacheNodeType],
      cacheParameterGroupName: renderParameterGroupName(props, boundParameterGroup),
      cacheSubnetGroupName: [getSubnetGroupProp(props), network.subnetGroupName],
      clusterName: ['clusterName', this.physicalName],
      engine: ['engineVersion', engineVersion.engineType],
      engineVersion: ['engineVersion', engineVersion._render().engineVersion],
      ipDiscovery: ['ipDiscovery', props.ipDiscovery],
      networkType: ['networkType', props.networkType],
      notificationTopicArn: ['notificationTopic', props.notificationTopic?.topicRef.topicArn],
      numCacheNodes: ['nodeCount', nodeCount],
      port: ['port', port],
      preferredAvailabilityZone: ['availabilityZones', zones.value.preferredAvailabilityZone],
      preferredAvailabilityZones: ['availabilityZones', zones.value.preferredAvailabilityZones],
      preferredMaintenanceWindow: ['maintenanceWindow', props.maintenanceWindow?._render()],
      transitEncryptionEnabled: [
        'transitEncryption',
        transitEncryption && transitEncryption !== TransitEncryption.DISABLED,
      ],
      vpcSecurityGroupIds: ['securityGroups', securityGroups?.map((group) => group.securityGroupId)],
    };
    const cfnProps = validateProperties(this, CfnCacheCluster.CFN_RESOURCE_TYPE_NAME, properties, {
      errors,
      related: {
        CacheParameterGroupName: boundParameterGroup?.construct,
        CacheSubnetGroupName: subnetGroup,
        NotificationTopicArn: props.notificationTopic,
        VpcSecurityGroupIds: securityGroups,
      },
    });
    this.resource = new CfnCacheCluster(this, 'Resource', cfnProps);

    this.engineVersion = engineVersion;
    this.nodeType = props.nodeType;
    this.nodeCount = nodeCount;
    this.vpc = props.vpc;
    this.subnetGroup = toSubnetGroup(this, subnetGroup);
    this.securityGroups = securityGroups;
    this.knownParameterGroup = resolveKnownParameterGroup(this, { ...props, engineVersion }, parameterGroup);
    // Only an adopted cluster can have no value. Without the property, a Memcached cluster has no TLS.
    this.transitEncryption = transitEncryption ?? TransitEncryption.DISABLED;
    mark(this, MEMCACHED_CLUSTER);
    bindNotificationTopic(this, props.notificationTopic);

    retainTogether(this.resource, [
      ...(props.subnetGroup ? [] : [this.subnetGroup]),
      ...(props.securityGroups?.length ? [] : (securityGroups ?? [])),
      ...(props.parameterGroup || !parameterGroup ? [] : [parameterGroup]),
    ]);
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.DESTROY);
  }

  /**
   * The network connections of the nodes. Has no effect for adopted clusters without `securityGroups`.
   *
   * Rules for clients in another stack are created in the stack of the client, unless the cluster already refers to
   * resources in that stack. Existing rules stay in their stack if such a reference is added later.
   */
  public get connections(): ec2.Connections {
    this.cachedConnections ??= createConnections(this, 'MemcachedCluster', {
      securityGroups: this.securityGroups,
      defaultPort: ec2.Port.tcp(this.port),
    });
    return this.cachedConnections;
  }

  /**
   * The parameter group of the nodes.
   *
   * Throws an error if `adopted` is true and `parameterGroup` is not specified, unless the parameter group family of
   * the engine version is known.
   */
  public get parameterGroup(): IParameterGroup {
    return requireKnownParameterGroup(this, 'cluster', this.knownParameterGroup);
  }

  public get clusterName(): string {
    return (this.cachedName ??= resolveStoredName(this.physicalName, () =>
      this.getResourceNameAttribute(this.resource.ref),
    ));
  }

  public get clusterArn(): string {
    // CloudFormation has no attribute for the ARN.
    return (this.cachedArn ??= this.getResourceArnAttribute(
      this.stack.formatArn(arnComponents('cluster', this.clusterName)),
      arnComponents('cluster', this.physicalName),
    ));
  }

  /**
   * The host name of the configuration endpoint.
   *
   * @attribute ConfigurationEndpoint.Address
   */
  public get clusterConfigurationEndpointAddress(): string {
    return this.resource.attrConfigurationEndpointAddress;
  }

  /**
   * The port of the configuration endpoint.
   *
   * @attribute ConfigurationEndpoint.Port
   */
  public get clusterConfigurationEndpointPort(): string {
    return this.resource.attrConfigurationEndpointPort;
  }

  public get endpoint(): Endpoint {
    return new Endpoint(this.clusterConfigurationEndpointAddress, this.port);
  }

  /** Generates the name for references from other accounts and Regions. */
  protected generatePhysicalName(): string {
    const { maxLength } = LIMITS.clusterName;
    return generateCrossEnvironmentName(this, { prop: 'clusterName', maxLength });
  }
}

function lookUpMemcachedCluster(
  scope: Construct,
  id: string,
  options: MemcachedClusterLookupOptions,
): ImportedMemcachedCluster {
  const clusterName = toStoredName(options.clusterName);
  const cluster = lookUp(
    { scope, id, className: 'MemcachedCluster', method: 'fromLookup' },
    {
      type: CfnCacheCluster.CFN_RESOURCE_TYPE_NAME,
      prop: 'clusterName',
      identifier: clusterName,
      dummy: {
        Engine: DEFAULT_ENGINE_VERSION.engineType,
        EngineVersion: DEFAULT_ENGINE_VERSION.version,
        CacheNodeType: NodeType.of(NodeFamily.M7G, NodeSize.LARGE).cacheNodeType,
        NumCacheNodes: 2,
        'ConfigurationEndpoint.Address': 'dummy.cfg.cache.amazonaws.com',
        'ConfigurationEndpoint.Port': '11211',
        VpcSecurityGroupIds: ['sg-12345678'],
      },
    },
  );
  return new ImportedMemcachedCluster(
    scope,
    id,
    'fromLookup',
    {
      clusterName,
      engineVersion: EngineVersion.of(cluster.Engine, cluster.EngineVersion),
      nodeType: NodeType.fromName(cluster.CacheNodeType),
      nodeCount: Number(cluster.NumCacheNodes),
      configurationEndpointAddress: cluster['ConfigurationEndpoint.Address'],
      port: Number(cluster['ConfigurationEndpoint.Port']),
    },
    { securityGroupIds: cluster.VpcSecurityGroupIds },
  );
}

interface ResolvedDefaults {
  readonly engineVersion: EngineVersion;
  readonly port?: number;
  readonly transitEncryption?: TransitEncryption;
}

function resolveDefaults(props: MemcachedClusterProps): ResolvedDefaults {
  if (props.adopted) {
    const { engineVersion = EngineVersion.of('memcached', Aws.NO_VALUE), port, transitEncryption } = props;
    return { engineVersion, port, transitEncryption };
  }
  const engineVersion = props.engineVersion ?? DEFAULT_ENGINE_VERSION;
  return {
    engineVersion,
    port: props.port ?? PORTS.memcached.primary,
    transitEncryption: props.transitEncryption ?? defaultTransitEncryption(engineVersion),
  };
}

/** Resolves the zones of the nodes. An adopted cluster without zones keeps those that ElastiCache has chosen. */
function resolveZones(
  scope: Construct,
  nodeCount: number,
  { adopted, availabilityZones }: MemcachedClusterProps,
  subnetGroup: ISubnetGroupRef | undefined,
): Rendered<AvailabilityZoneProperties> {
  if (adopted && !availabilityZones) {
    return { value: {}, errors: [] };
  }
  const listErrors = validateZoneList(availabilityZones);
  if (listErrors.length > 0) {
    return { value: {}, errors: listErrors };
  }
  const errors = validateZoneCount(availabilityZones, nodeCount);
  // A deployed template can contain the same zone for each node, which one property for all nodes would replace.
  if (adopted && isZonePerNode(availabilityZones!, nodeCount)) {
    return { value: renderZonePerNode(availabilityZones!), errors };
  }
  return { value: assignAvailabilityZones(scope, nodeCount, availabilityZones, findSubnetZones(subnetGroup)), errors };
}

/**
 * Whether a deployed template contains a list of zones. The list has one zone for each node, so it determines an
 * unknown number of nodes.
 */
function isZonePerNode(zones: string[], nodeCount: number): boolean {
  const canBeZonePerNode = Token.isUnresolved(nodeCount) || zones.length === nodeCount;
  return zones.length > 1 && canBeZonePerNode;
}

/** Renders the list of zones, even if all nodes are in the same zone. */
function renderZonePerNode(zones: string[]): AvailabilityZoneProperties {
  return { azMode: new Set(zones).size > 1 ? 'cross-az' : undefined, preferredAvailabilityZones: zones };
}

function defaultTransitEncryption({ supportsTransitEncryption }: EngineVersion): TransitEncryption {
  return supportsTransitEncryption === false ? TransitEncryption.DISABLED : TransitEncryption.REQUIRED;
}

/** Rejects an adopted cluster that the default number of nodes could scale. */
function validateAdoption({ adopted, nodeCount }: MemcachedClusterProps): string[] {
  return adopted && nodeCount === undefined
    ? [
        "'nodeCount' is missing, but the default could scale the adopted cluster. Set 'nodeCount' to the number of nodes of the cluster.",
      ]
    : [];
}

function validateTransitEncryption({ transitEncryption }: MemcachedClusterProps): string[] {
  return transitEncryption === TransitEncryption.PREFERRED
    ? [
        "'transitEncryption' of a Memcached cluster must be REQUIRED or DISABLED, but got PREFERRED. Use TransitEncryption.REQUIRED.",
      ]
    : [];
}

/**
 * Returns the known Availability Zones of the subnets, or undefined for an imported subnet group. If the zones of an
 * imported VPC are a token, they are unknown.
 */
function findSubnetZones(subnetGroup: ISubnetGroupRef | undefined): string[] | undefined {
  return SubnetGroup.isSubnetGroup(subnetGroup) ? [...new Set(listKnownZones(subnetGroup.subnets))] : undefined;
}

function listKnownZones(subnets: readonly ec2.ISubnet[]): string[] {
  return subnets
    .map(findZone)
    .filter((zone) => zone !== undefined)
    .filter((zone) => !isListToken(zone));
}

/** The maximum number of nodes with assigned zones. The zones of more nodes would exceed the size of a template. */
const MAX_ASSIGNED_NODES = 50_000;

/**
 * The Availability Zones of the nodes.
 *
 * `azMode` is never `single-az`, although that is the default. ElastiCache rejects this value while nodes are in
 * several zones, which is the case when the number of nodes is reduced to one.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheCluster.html
 */
interface AvailabilityZoneProperties {
  readonly azMode?: 'cross-az';
  readonly preferredAvailabilityZone?: string;
  readonly preferredAvailabilityZones?: string[];
}

/**
 * Assigns an Availability Zone to each node.
 *
 * CloudFormation can add nodes only if the zones are specified. Otherwise it replaces the cluster, which deletes the
 * data, and fails if the cluster has a name.
 *
 * @param subnetZones undefined if the zones are unknown
 */
function assignAvailabilityZones(
  scope: Construct,
  nodes: number,
  requestedZones: string[] | undefined,
  subnetZones: string[] | undefined,
): AvailabilityZoneProperties {
  const zones = requestedZones ?? subnetZones ?? [];
  const isNodeCountUnknown = Token.isUnresolved(nodes);

  // One zone contains any number of nodes. Several zones are a list with one zone for each node.
  if (isNodeCountUnknown && new Set(zones).size === 1) {
    return { preferredAvailabilityZone: zones[0] };
  }
  if (zones.length === 0 || isNodeCountUnknown) {
    addConstructWarning(
      scope,
      'MemcachedCluster.ZonesUnknown',
      requestedZones
        ? "'availabilityZones' has no effect, because it contains several zones, and 'nodeCount' is unknown at synthesis. ElastiCache selects the zones, and CloudFormation replaces the cluster when 'nodeCount' changes. The replacement deletes all data, or fails if the cluster has a 'clusterName'. Set 'nodeCount' to a number, or 'availabilityZones' to one zone."
        : "'availabilityZones' or 'nodeCount' is unknown at synthesis, so CloudFormation replaces the cluster when 'nodeCount' changes. The replacement deletes all data, or fails if the cluster has a 'clusterName'. Set 'availabilityZones', and set 'nodeCount' to a number.",
    );
    return { azMode: nodes === 1 ? undefined : 'cross-az' };
  }

  if (!Number.isInteger(nodes) || nodes > MAX_ASSIGNED_NODES) {
    return { azMode: 'cross-az' };
  }
  const nodeZones = Array.from({ length: Math.max(nodes, 0) }, (_, index) => zones[index % zones.length]);
  return new Set(nodeZones).size > 1 ? renderZonePerNode(nodeZones) : { preferredAvailabilityZone: nodeZones[0] };
}

/** Rejects lists without zones, and lists that are tokens, whose zones are needed at synthesis. */
function validateZoneList(zones: string[] | undefined): string[] {
  if (zones?.length === 0) {
    return [
      "'availabilityZones' must contain at least one zone. Remove 'availabilityZones' to use the zones of the subnets.",
    ];
  }
  return zones?.some(isListToken)
    ? [
        "'availabilityZones' must list the zones individually, but got a token for the whole list. Specify each zone, such as [Fn.select(0, zones)].",
      ]
    : [];
}

function validateZoneCount(zones: string[] | undefined, nodeCount: number): string[] {
  return zones && isResolved(nodeCount) && zones.length > nodeCount
    ? [
        `'availabilityZones' must contain at most ${pluralize(nodeCount, 'zone')}, one for each node, but got ${zones.length}. Increase 'nodeCount', or remove zones.`,
      ]
    : [];
}
