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
import { RemovalPolicy, Resource, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
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
import { resolveSecurityGroups, validateSecurityGroups } from '../network/security-groups';
import { resolveSubnetGroup, toSubnetGroup } from '../network/subnet-group';
import { getSubnetGroupProp } from '../network/subnets';
import type { IParameterGroup } from '../parameter-group';
import {
  bindParameterGroup,
  resolveParameterGroup,
  throwUnknownFamilyError,
  toParameterGroup,
} from '../parameter-group/parameter-group';
import { arnComponents, toStoredName, resolveIdentity } from '../private/arns';
import type { Rendered } from '../private/errors';
import { setPublicClass, throwGetterErrors } from '../private/errors';
import { lookUp } from '../private/lookup';
import { isMarked, mark } from '../private/marks';
import { generateCrossEnvironmentName, resolveOptionalName } from '../private/names';
import { propertyInjectable } from '../private/property-injection';
import { retainTogether } from '../private/removal-policies';
import { validateRequiredProps } from '../private/required-props';
import { pluralize } from '../private/text';
import { UNKNOWN } from '../private/tokens';
import type { MaintenanceWindow } from '../schedule';
import { LIMITS, PORTS } from '../service-data/limits';
import { addConstructWarning } from '../validation/construct-warnings';
import { findZone } from '../validation/imported-resources';
import type { PropertyTable } from '../validation/property-table';
import { validateProperties } from '../validation/validate-construct';

const DEFAULT_ENGINE_VERSION = EngineVersion.MEMCACHED_1_6_22;

const MEMCACHED_CLUSTER = Symbol.for('cdk-elasticache.MemcachedCluster');

/** A Memcached cluster, created here or imported. */
export interface IMemcachedCluster extends IResource, ec2.IConnectable, ICacheClusterRef, IMonitoredCache {
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
  readonly nodeCount?: number;

  /** The VPC in which the nodes stand; unknown for some imports. */
  readonly vpc?: ec2.IVpc;

  /** The security groups of the nodes; unknown for some imports. */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /** The port of the nodes. */
  readonly port: number;

  /** Whether clients talk TLS; unknown for some imports. */
  readonly transitEncryption?: TransitEncryption;

  /**
   * Where clients find the nodes, by auto discovery: the configuration endpoint. A client without auto discovery
   * reaches one node by it, some node. An import that was not told its endpoint throws.
   */
  readonly endpoint: Endpoint;

  /** Grants for this cluster. */
  readonly grants: MemcachedClusterGrants;

  /** Every metric that the nodes publish, each by a method of its own. */
  readonly metrics: MemcachedClusterMetrics;

  /** Grants the given identity custom permissions on the cluster. */
  grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant;

  /** Makes the alarms that AWS recommends for the cluster, each with what to do in its description. */
  addRecommendedAlarms(options?: MemcachedClusterAlarmsOptions): RecommendedAlarms;

  /** A metric by its name in CloudWatch: over the whole cluster, or of one node. */
  metric(metricName: string, props?: cloudwatch.MetricOptions): NodeMetric;
}

/** What is known of a Memcached cluster that exists already. */
export interface MemcachedClusterAttributes {
  /**
   * The cluster's name. Exactly one of `clusterName` and `clusterArn` is given.
   *
   * @default - taken from clusterArn
   */
  readonly clusterName?: string;

  /**
   * The cluster's ARN. Exactly one of `clusterName` and `clusterArn` is given.
   *
   * @default - made from clusterName, in the account and region of the stack
   */
  readonly clusterArn?: string;

  /**
   * The version of Memcached.
   *
   * @default - unknown
   */
  readonly engineVersion?: EngineVersion;

  /**
   * The type of the nodes.
   *
   * @default - unknown
   */
  readonly nodeType?: NodeType;

  /**
   * How many nodes there are; with it, there are metrics of each.
   *
   * @default - unknown
   */
  readonly nodeCount?: number;

  /**
   * The VPC in which the nodes stand.
   *
   * @default - unknown
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The security groups of the nodes; without them `connections` opens nothing.
   *
   * @default - unknown
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The port on which the nodes listen.
   *
   * @default 11211
   */
  readonly port?: number;

  /**
   * The host name of the configuration endpoint.
   *
   * @default - unknown: `endpoint` throws
   */
  readonly configurationEndpointAddress?: string;

  /**
   * Whether clients talk TLS.
   *
   * @default - unknown
   */
  readonly transitEncryption?: TransitEncryption;
}

/** Which Memcached cluster is looked up. */
export interface MemcachedClusterLookupOptions {
  /** The cluster's name. */
  readonly clusterName: string;
}

/** What a Memcached cluster is made from. */
export interface MemcachedClusterProps {
  /** The VPC in which the nodes stand. */
  readonly vpc: ec2.IVpc;

  /**
   * The type of the nodes. CloudFormation cannot change it on a cluster that exists. Give the construct another id to
   * create another cluster.
   */
  readonly nodeType: NodeType;

  /**
   * The cluster's name: 1 to 50 letters, digits and single hyphens, starting with a letter. ElastiCache stores it in
   * lower case, and so it is in everything that is derived from it. Changing it replaces the cluster.
   *
   * With a name, CloudFormation rejects other changes that require a replacement, such as another port. Set it from the
   * start if stacks of other accounts or Regions refer to the cluster: the first such reference to a cluster without a
   * name gives it one, and thereby replaces it.
   *
   * @default - generated by CloudFormation, or from the construct's path for references from other accounts and Regions
   */
  readonly clusterName?: string;

  /**
   * The version of Memcached. It can be raised later without replacing the cluster, which empties it.
   *
   * @default EngineVersion.MEMCACHED_1_6_22
   */
  readonly engineVersion?: EngineVersion;

  /**
   * How many nodes there are: 1 to 60. Clients spread the keys over them; a node that is lost takes its part of the
   * keys with it. Nodes can be added and taken away later; the others keep their keys.
   *
   * @default 2
   */
  readonly nodeCount?: number;

  /**
   * The Availability Zones of the nodes, dealt one after the other until every node has one. CloudFormation needs them
   * to add nodes later: without them it replaces the cluster, or fails to if the cluster has a `clusterName`.
   *
   * @default - those of the subnets
   */
  readonly availabilityZones?: string[];

  /**
   * How the engine is tuned, by a group of one's own, of the family of the engine version.
   *
   * @default - one is made, with `parameters`
   */
  readonly parameterGroup?: IParameterGroupRef;

  /**
   * Parameters of the group that is made, by their names, such as `max_item_size`. What is changed later is true for
   * nodes that are made from then on, and for those that are there once they are rebooted, which empties them; a
   * deployment reboots none.
   *
   * @default - those of the engine version
   */
  readonly parameters?: { [name: string]: string };

  /**
   * The subnets in which the nodes stand. Subnets can be added later.
   *
   * @default - the private subnets, else the isolated ones, one in every Availability Zone
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The subnets in which the nodes stand, by an existing group. Changing it replaces the cluster.
   *
   * @default - one is made, of `vpcSubnets`
   */
  readonly subnetGroup?: ISubnetGroupRef;

  /**
   * The security groups of the nodes.
   *
   * @default - one of its own, which lets nothing in and nothing out until `connections` opens it
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Whether the security group that is made for the nodes lets traffic out. A cache opens no connections by itself.
   *
   * @default false
   */
  readonly allowAllOutbound?: boolean;

  /**
   * The port on which the nodes listen. Changing it replaces the cluster.
   *
   * @default 11211
   */
  readonly port?: number;

  /**
   * The IP versions in which the nodes can be reached; IPv6 needs Memcached 1.6.6 and later. Changing them replaces the
   * cluster.
   *
   * @default - ElastiCache decides by the subnets, IPv4 as a rule
   */
  readonly networkType?: NetworkType;

  /**
   * The IP version of the addresses that the nodes tell their clients.
   *
   * @default - ElastiCache decides by the network type
   */
  readonly ipDiscovery?: IpDiscovery;

  /**
   * Whether clients use TLS. It needs Memcached 1.6.12 or later, and cannot be `TransitEncryption.PREFERRED`. It cannot
   * be changed later. Give the construct another id to create another cluster.
   *
   * @default - TransitEncryption.REQUIRED if the engine version supports it, otherwise TransitEncryption.DISABLED
   */
  readonly transitEncryption?: TransitEncryption;

  /**
   * When ElastiCache may maintain the nodes, in UTC: 1 to 24 hours a week.
   *
   * @default - ElastiCache chooses an hour of the night of the Region
   */
  readonly maintenanceWindow?: MaintenanceWindow;

  /**
   * The topic that ElastiCache tells of events of the cluster: a standard topic without encryption, since ElastiCache
   * drops others without a word.
   *
   * @default - none
   */
  readonly notificationTopic?: sns.ITopicRef;

  /**
   * The removal policy of the cluster. Node-based Memcached has no snapshots. The subnet group, parameter group, and
   * security group that the construct creates are retained together with the cluster.
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

  /** Who may reach the nodes over the network. */
  public abstract readonly connections: ec2.Connections;

  /** Grants for this cluster. */
  public get grants(): MemcachedClusterGrants {
    return MemcachedClusterGrants.fromCacheCluster(this);
  }

  /** Every metric that the nodes publish, each by a method of its own. */
  public get metrics(): MemcachedClusterMetrics {
    return MemcachedClusterMetrics.fromCacheCluster(this);
  }

  /** The cluster's widgets, for a dashboard of your own. */
  public get widgets(): CacheWidgets {
    return CacheWidgets.fromCacheCluster(this);
  }

  /** This cluster as aws-cdk-lib's own constructs know it. */
  public get cacheClusterRef(): CacheClusterReference {
    return { clusterName: this.clusterName };
  }

  /**
   * Grants the given identity custom permissions on the cluster. Clients need no permissions: Memcached
   * has no users. [disable-awslint:no-grants]
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:RebootCacheCluster`
   */
  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return this.grants.actions(grantee, actions);
  }

  /**
   * Makes the alarms that AWS recommends for the cluster, with thresholds from its node type, each with what to do in
   * its description. One alarm watches up to ten nodes.
   *
   * @param options what happens when they are raised, and what differs from the recommendation
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
   */
  public addRecommendedAlarms(options: MemcachedClusterAlarmsOptions = {}): RecommendedAlarms {
    return RecommendedAlarms.forCacheCluster(this, 'RecommendedAlarms', this, options);
  }

  /**
   * A metric by its name in CloudWatch: over the whole cluster, and on request of one node. `metrics` has a method for
   * every name that ElastiCache publishes.
   *
   * @param metricName the name in the namespace AWS/ElastiCache
   * @param props what differs from the statistic that says most, over 5 minutes
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Memcached.html
   */
  public metric(metricName: string, props?: cloudwatch.MetricOptions): NodeMetric {
    return this.metrics.metric(metricName, props);
  }

  /**
   * The facts that facades use.
   *
   * @internal
   */
  public get _facts(): MemcachedClusterAlarmsProps {
    const { engineVersion, nodeType, nodeCount } = this;
    return { engineVersion, nodeType, nodeCount };
  }
}

class ImportedMemcachedCluster extends MemcachedClusterBase {
  public readonly clusterName: string;
  public readonly clusterArn: string;
  public readonly engineVersion?: EngineVersion;
  public readonly nodeType?: NodeType;
  public readonly nodeCount?: number;
  public readonly vpc?: ec2.IVpc;
  public readonly securityGroups?: ec2.ISecurityGroup[];
  public readonly port: number;
  public readonly transitEncryption?: TransitEncryption;

  private readonly endpointAddress?: string;
  private cachedConnections?: ec2.Connections;

  /** @param securityGroupIds the security groups from a lookup, which are imported into this scope */
  constructor(
    scope: Construct,
    id: string,
    method: string,
    attrs: MemcachedClusterAttributes = {},
    securityGroupIds?: string[],
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
    this.engineVersion = attrs.engineVersion;
    this.nodeType = attrs.nodeType;
    this.nodeCount = attrs.nodeCount;
    this.vpc = attrs.vpc;
    this.securityGroups =
      securityGroupIds?.map((groupId) => ec2.SecurityGroup.fromSecurityGroupId(this, groupId, groupId)) ??
      (attrs.securityGroups && [...attrs.securityGroups]);
    this.transitEncryption = attrs.transitEncryption;
    this.endpointAddress = attrs.configurationEndpointAddress;
    this.port = attrs.port ?? PORTS.memcached.primary;
  }

  public get endpoint(): Endpoint {
    if (this.endpointAddress === undefined) {
      return throwGetterErrors(this, 'endpoint', [
        "'endpoint' is unknown for the imported cluster. Specify 'configurationEndpointAddress' in fromMemcachedClusterAttributes.",
      ]);
    }
    return new Endpoint(this.endpointAddress, this.port);
  }

  public get connections(): ec2.Connections {
    if (!this.cachedConnections) {
      this.cachedConnections = new ec2.Connections({
        securityGroups: this.securityGroups,
        defaultPort: ec2.Port.tcp(this.port),
      });
      if (!this.securityGroups?.length) {
        addConstructWarning(
          this,
          'MemcachedCluster.ImportWithoutSecurityGroups',
          "'connections' has no effect while the security groups of the imported cluster are unknown. Specify 'securityGroups' in fromMemcachedClusterAttributes.",
        );
      }
    }
    return this.cachedConnections;
  }
}

/**
 * A Memcached cluster: nodes of a chosen type, over which the clients spread the keys.
 *
 * The nodes stand in several Availability Zones and clients talk TLS to them. Memcached knows neither users nor
 * replicas nor snapshots: whoever reaches a node may do everything, and a node that is lost takes its keys with it. You
 * pay for the nodes by the hour.
 *
 * What AWS calls a cache cluster of Valkey or Redis OSS is a `ReplicationGroup` here, with one node too:
 * `ClusterMode.disabled({ replicaCount: 0 })`.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.corecomponents.html
 * @resource AWS::ElastiCache::CacheCluster
 * @example
 * declare const fn: lambda.Function; // stands in the same VPC
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
  /** Identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.MemcachedCluster';

  /**
   * Whether something is a `MemcachedCluster`.
   *
   * @param x anything
   */
  public static isMemcachedCluster(x: any): x is MemcachedCluster {
    return isMarked(x, MEMCACHED_CLUSTER);
  }

  /**
   * Imports a Memcached cluster by its name.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param clusterName the cluster's name
   */
  public static fromClusterName(scope: Construct, id: string, clusterName: string): IMemcachedCluster {
    return new ImportedMemcachedCluster(scope, id, 'fromClusterName', { clusterName });
  }

  /**
   * Imports a Memcached cluster by its ARN; account and region are those of the ARN.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param clusterArn the cluster's ARN
   */
  public static fromClusterArn(scope: Construct, id: string, clusterArn: string): IMemcachedCluster {
    return new ImportedMemcachedCluster(scope, id, 'fromClusterArn', { clusterArn });
  }

  /**
   * Imports a Memcached cluster by what is known of it.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs what is known of the cluster
   */
  public static fromMemcachedClusterAttributes(
    scope: Construct,
    id: string,
    attrs: MemcachedClusterAttributes,
  ): IMemcachedCluster {
    return new ImportedMemcachedCluster(scope, id, 'fromMemcachedClusterAttributes', attrs);
  }

  /**
   * Looks a Memcached cluster up in AWS while the app is synthesised: version, nodes, endpoint and security groups. The
   * CDK CLI asks once and keeps the answer in `cdk.context.json`. The stack needs an account and a region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options which cluster
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
  public readonly connections: ec2.Connections;

  /** The subnets in which the nodes stand. */
  public readonly subnetGroup: ISubnetGroup;

  /** How the engine is tuned. */
  public readonly parameterGroup: IParameterGroup;

  private readonly resource: CfnCacheCluster;
  private cachedName?: string;
  private cachedArn?: string;

  constructor(scope: Construct, id: string, props: MemcachedClusterProps) {
    validateRequiredProps(new.target.name, scope, id, props, { vpc: 'IVpc', nodeType: 'NodeType' });
    super(scope, id, { physicalName: resolveOptionalName(props.clusterName) });

    const engineVersion = props.engineVersion ?? DEFAULT_ENGINE_VERSION;
    const nodeCount = props.nodeCount ?? 2;
    const port = props.port ?? PORTS.memcached.primary;
    const transitEncryption = props.transitEncryption ?? defaultTransitEncryption(engineVersion);

    const securityGroups = resolveSecurityGroups(this, 'cluster', props);
    const { value: subnetGroup, errors: subnetErrors } = resolveSubnetGroup(this, props);
    const zones = assignAvailabilityZones(this, nodeCount, props.availabilityZones, findSubnetZones(subnetGroup));
    const { value: parameterGroup, errors: parameterGroupErrors } = resolveParameterGroup(this, {
      ...props,
      engineVersion,
    });
    const boundParameterGroup = parameterGroup && bindParameterGroup(parameterGroup, false);

    const errors = [
      ...validateSecurityGroups(props),
      ...validateTransitEncryption(props),
      ...subnetErrors,
      ...zones.errors,
      ...parameterGroupErrors,
    ];

    const properties: PropertyTable<CfnCacheClusterProps, MemcachedClusterProps> = {
      azMode: ['availabilityZones', zones.value.azMode],
      cacheNodeType: ['nodeType', props.nodeType.cacheNodeType],
      // The subnet group and the parameter group are undefined if they have errors, which validateProperties throws.
      cacheParameterGroupName: [
        props.parameterGroup ? 'parameterGroup' : 'parameters',
        boundParameterGroup?.name ?? UNKNOWN,
      ],
      cacheSubnetGroupName: [getSubnetGroupProp(props), subnetGroup?.subnetGroupRef.cacheSubnetGroupName ?? UNKNOWN],
      clusterName: ['clusterName', this.physicalName],
      engine: ['engineVersion', engineVersion.engineType],
      engineVersion: ['engineVersion', engineVersion.version],
      ipDiscovery: ['ipDiscovery', props.ipDiscovery],
      networkType: ['networkType', props.networkType],
      notificationTopicArn: ['notificationTopic', props.notificationTopic?.topicRef.topicArn],
      numCacheNodes: ['nodeCount', nodeCount],
      port: ['port', port],
      preferredAvailabilityZone: ['availabilityZones', zones.value.preferredAvailabilityZone],
      preferredAvailabilityZones: ['availabilityZones', zones.value.preferredAvailabilityZones],
      preferredMaintenanceWindow: ['maintenanceWindow', props.maintenanceWindow?._render()],
      transitEncryptionEnabled: ['transitEncryption', transitEncryption !== TransitEncryption.DISABLED],
      vpcSecurityGroupIds: ['securityGroups', securityGroups.map((group) => group.securityGroupId)],
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

    this.port = port;
    this.engineVersion = engineVersion;
    this.nodeType = props.nodeType;
    this.nodeCount = nodeCount;
    this.vpc = props.vpc;
    this.subnetGroup = toSubnetGroup(this, subnetGroup!);
    this.securityGroups = securityGroups;
    this.parameterGroup = toParameterGroup(this, parameterGroup ?? throwUnknownFamilyError(this, engineVersion));
    this.transitEncryption = transitEncryption;
    this.connections = new ec2.Connections({ securityGroups, defaultPort: ec2.Port.tcp(port) });
    mark(this, MEMCACHED_CLUSTER);

    retainTogether(this.resource, [
      ...(props.subnetGroup ? [] : [this.subnetGroup]),
      ...(props.securityGroups?.length ? [] : securityGroups),
      ...(props.parameterGroup ? [] : [this.parameterGroup]),
    ]);
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.DESTROY);
  }

  public get clusterName(): string {
    return (this.cachedName ??= this.getResourceNameAttribute(this.resource.ref));
  }

  public get clusterArn(): string {
    // CloudFormation does not return the ARN as an attribute.
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
    cluster.VpcSecurityGroupIds,
  );
}

function defaultTransitEncryption({ supportsTransitEncryption }: EngineVersion): TransitEncryption {
  return supportsTransitEncryption === false ? TransitEncryption.DISABLED : TransitEncryption.REQUIRED;
}

function validateTransitEncryption({ transitEncryption }: MemcachedClusterProps): string[] {
  return transitEncryption === TransitEncryption.PREFERRED
    ? [
        "'transitEncryption' of a Memcached cluster must be REQUIRED or DISABLED, but got PREFERRED. Use TransitEncryption.REQUIRED.",
      ]
    : [];
}

/** Returns the Availability Zones of the subnets, or undefined for imported subnet groups. */
function findSubnetZones(subnetGroup: ISubnetGroupRef | undefined): string[] | undefined {
  return SubnetGroup.isSubnetGroup(subnetGroup)
    ? [...new Set(subnetGroup.subnets.map(findZone).filter((zone) => zone !== undefined))]
    : undefined;
}

/** The most nodes that get zones. The zones of more nodes would exceed the size of a template. */
const MAX_ASSIGNED_NODES = 50_000;

/**
 * The Availability Zones of the nodes.
 *
 * `azMode` is never `single-az`, although that is the default: ElastiCache rejects it while nodes are in several zones,
 * as they are when the number of nodes is reduced to one.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheCluster.html
 */
interface AvailabilityZoneProperties {
  readonly azMode?: 'cross-az';
  readonly preferredAvailabilityZone?: string;
  readonly preferredAvailabilityZones?: string[];
}

/**
 * Assigns an Availability Zone to each node. CloudFormation can add nodes later only when the zones are specified:
 * otherwise it replaces the cluster, which loses its data, and fails to if the cluster has a name.
 *
 * @param subnetZones undefined when the zones are unknown
 */
function assignAvailabilityZones(
  scope: Construct,
  nodes: number,
  requestedZones: string[] | undefined,
  subnetZones: string[] | undefined,
): Rendered<AvailabilityZoneProperties> {
  const errors = validateRequestedZones(requestedZones);

  const zones = requestedZones ?? subnetZones ?? [];
  if (zones.length === 0 || Token.isUnresolved(nodes)) {
    addConstructWarning(
      scope,
      'MemcachedCluster.ZonesUnknown',
      "'availabilityZones' are unknown, so CloudFormation replaces the cluster when 'nodeCount' changes, which fails if the cluster has a 'clusterName'. Set 'availabilityZones', and set 'nodeCount' to a number.",
    );
    return { value: { azMode: nodes === 1 ? undefined : 'cross-az' }, errors };
  }

  if (requestedZones && requestedZones.length > nodes) {
    errors.push(
      `'availabilityZones' must contain at most ${pluralize(nodes, 'zone')}, one for each node, but got ${requestedZones.length}. Increase 'nodeCount', or remove zones.`,
    );
  }

  if (!Number.isInteger(nodes) || nodes > MAX_ASSIGNED_NODES) {
    return { value: { azMode: 'cross-az' }, errors };
  }
  const nodeZones = Array.from({ length: Math.max(nodes, 0) }, (_, index) => zones[index % zones.length]);
  if (new Set(nodeZones).size > 1) {
    return { value: { azMode: 'cross-az', preferredAvailabilityZones: nodeZones }, errors };
  }
  return { value: { preferredAvailabilityZone: nodeZones[0] }, errors };
}

function validateRequestedZones(requestedZones: string[] | undefined): string[] {
  return requestedZones?.length === 0
    ? ["'availabilityZones' must contain at least one zone. Remove it to use the zones of the subnets."]
    : [];
}
