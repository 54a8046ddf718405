import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { CfnCacheClusterProps } from 'aws-cdk-lib/aws-elasticache';
import { CfnCacheCluster } from 'aws-cdk-lib/aws-elasticache';
import type { IResource } from 'aws-cdk-lib/core';
import { RemovalPolicy, Token } from 'aws-cdk-lib/core';
import { propertyInjectable } from 'aws-cdk-lib/core/lib/prop-injectable';
import type { Construct } from 'constructs';
import { ImportedMemcachedCluster } from './imported-memcached-cluster';
import type { MemcachedClusterLookupOptions } from './lookup-options';
import type { IMemcachedCluster } from './memcached-cluster-base';
import { MemcachedClusterBase } from './memcached-cluster-base';
import type { MemcachedClusterAttributes, MemcachedClusterProps } from './memcached-cluster-props';
import { dealZones } from './zones';
import type { NodeType } from '../engine';
import { EngineVersion } from '../engine';
import { LIMITS } from '../facts/limits';
import { PORTS } from '../facts/ports';
import type { ISubnetGroup } from '../network';
import { Endpoint, SubnetGroup } from '../network';
import { topicFaults } from '../network/notifications';
import { securityGroupFaults, securityGroupsFor } from '../network/placement';
import type { IParameterGroup } from '../parameter-group';
import { ParameterGroup } from '../parameter-group';
import { bindParameterGroup } from '../parameter-group/bind';
import { arnComponents, asStored } from '../private/arns';
import { generatedName } from '../private/names';
import { isKnown } from '../private/tokens';
import { checkProperties } from '../rules/check-properties';

const MEMCACHED_CLUSTER = Symbol.for('cdk-elasticache.MemcachedCluster');

/**
 * A Memcached cluster: nodes of a chosen type, over which the clients spread the keys.
 *
 * The nodes stand in several Availability Zones and clients talk TLS to them. Memcached knows neither users nor
 * replicas nor snapshots: whoever reaches a node may do everything, and a node that is lost takes its keys with it. You
 * pay for the nodes by the hour.
 *
 * What AWS calls a cache cluster of Valkey or Redis OSS is a `ReplicationGroup` here, with one node too:
 * `ClusterMode.disabled({ replicas: 0 })`.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.corecomponents.html
 * @resource AWS::ElastiCache::CacheCluster
 * @example
 * declare const fn: lambda.Function; // stands in the same VPC
 *
 * const cache = new elasticache.MemcachedCluster(this, 'Pages', {
 *   vpc,
 *   nodeType: elasticache.NodeType.M7G_LARGE,
 *   nodes: 3,
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
    return x !== null && typeof x === 'object' && MEMCACHED_CLUSTER in x;
  }

  /**
   * Imports a Memcached cluster by its name.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param clusterName the cluster's name
   */
  public static fromClusterName(scope: Construct, id: string, clusterName: string): IMemcachedCluster {
    return new ImportedMemcachedCluster(scope, id, { clusterName });
  }

  /**
   * Imports a Memcached cluster by its ARN; account and region are those of the ARN.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param clusterArn the cluster's ARN
   */
  public static fromClusterArn(scope: Construct, id: string, clusterArn: string): IMemcachedCluster {
    return new ImportedMemcachedCluster(scope, id, { clusterArn });
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
    return new ImportedMemcachedCluster(scope, id, attrs);
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
    return (require('./lookup') as typeof import('./lookup')).lookUpMemcachedCluster(scope, id, options);
  }

  public readonly engineVersion?: EngineVersion;
  public readonly nodeType?: NodeType;
  public readonly nodes?: number;
  public readonly vpc?: ec2.IVpc;
  public readonly securityGroups?: ec2.ISecurityGroup[];
  public readonly transitEncryption?: boolean;
  public readonly connections: ec2.Connections;

  /** The subnets in which the nodes stand. */
  public readonly subnetGroup: ISubnetGroup;

  /** How the engine is tuned. */
  public readonly parameterGroup: IParameterGroup;

  private readonly resource: CfnCacheCluster;
  private readonly companions: IResource[];
  private name?: string;
  private arn?: string;

  constructor(scope: Construct, id: string, props: MemcachedClusterProps) {
    const clusterName = asStored(props.clusterName ?? generatedName(scope, id, LIMITS.clusterName.maxLength));
    super(scope, id, { physicalName: clusterName });

    const engineVersion = props.engineVersion ?? EngineVersion.MEMCACHED_1_6_22;
    const nodes = props.nodes ?? 2;
    const port = props.port ?? PORTS.memcached.primary;
    const transitEncryption = props.transitEncryption ?? engineVersion.supportsTransitEncryption ?? true;

    const faults = [
      ...engineFaults(engineVersion),
      ...companionFaults(props),
      ...securityGroupFaults(props),
      ...topicFaults(this, props.notificationTopic),
    ];
    const securityGroups = securityGroupsFor(this, 'cluster', props);
    const subnetGroup =
      props.subnetGroup ?? new SubnetGroup(this, 'SubnetGroup', { vpc: props.vpc, vpcSubnets: props.vpcSubnets });
    const zones = dealZones(this, nodes, props.availabilityZones, zonesOf(subnetGroup), faults);
    const parameterGroup =
      props.parameterGroup ??
      new ParameterGroup(this, 'ParameterGroup', { engineVersion, parameters: props.parameters });

    const properties: CfnCacheClusterProps = {
      azMode: zones.azMode,
      cacheNodeType: props.nodeType.cacheNodeType,
      cacheParameterGroupName: bindParameterGroup(parameterGroup, { engineVersion, clusterMode: false }, faults),
      cacheSubnetGroupName: subnetGroup.subnetGroupName,
      clusterName,
      engine: engineVersion.engineType,
      engineVersion: engineVersion.version,
      ipDiscovery: props.ipDiscovery,
      networkType: props.networkType,
      notificationTopicArn: props.notificationTopic?.topicArn,
      numCacheNodes: nodes,
      port,
      preferredAvailabilityZone: zones.preferredAvailabilityZone,
      preferredAvailabilityZones: zones.preferredAvailabilityZones,
      preferredMaintenanceWindow: props.maintenanceWindow?._render(),
      transitEncryptionEnabled: transitEncryption,
      vpcSecurityGroupIds: securityGroups.map((group) => group.securityGroupId),
    };
    checkProperties(this, CfnCacheCluster.CFN_RESOURCE_TYPE_NAME, properties, { names: PROP_NAMES, faults });
    this.resource = new CfnCacheCluster(this, 'Resource', properties);

    this.engineVersion = engineVersion;
    this.nodeType = props.nodeType;
    this.nodes = nodes;
    this.vpc = props.vpc;
    this.subnetGroup = subnetGroup;
    this.securityGroups = securityGroups;
    this.parameterGroup = parameterGroup;
    this.transitEncryption = transitEncryption;
    this.connections = new ec2.Connections({ securityGroups, defaultPort: ec2.Port.tcp(port) });
    this.companions = [
      ...(props.subnetGroup ? [] : [subnetGroup]),
      ...(props.securityGroups?.length ? [] : securityGroups),
      ...(props.parameterGroup ? [] : [parameterGroup]),
    ];

    Object.defineProperty(this, MEMCACHED_CLUSTER, { value: true });

    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.DESTROY);
  }

  public get clusterName(): string {
    return (this.name ??= this.getResourceNameAttribute(this.resource.ref));
  }

  public get clusterArn(): string {
    // CloudFormation has no attribute for it.
    return (this.arn ??= this.getResourceArnAttribute(
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
    return new Endpoint(
      this.clusterConfigurationEndpointAddress,
      Token.asNumber(this.clusterConfigurationEndpointPort),
    );
  }

  /**
   * Says what becomes of the cluster when it leaves the stack. What was made for it stays where it stays.
   *
   * @param policy what becomes of the cluster
   */
  public applyRemovalPolicy(policy: RemovalPolicy): void {
    super.applyRemovalPolicy(policy);
    if (policy !== RemovalPolicy.DESTROY) {
      for (const companion of this.companions) {
        companion.applyRemovalPolicy(policy);
      }
    }
  }
}

/** The zones of the subnets, as far as they are known. */
function zonesOf(subnetGroup: ISubnetGroup): string[] | undefined {
  return subnetGroup instanceof SubnetGroup
    ? [...new Set(subnetGroup.subnets.map((subnet) => subnet.availabilityZone))]
    : undefined;
}

/** Other engines have a construct of their own. */
function engineFaults(engine: EngineVersion): string[] {
  return isKnown(engine.engineType) && engine.engineType !== 'memcached'
    ? [
        `'engineVersion' must be a version of Memcached, got ${engine}; use a ReplicationGroup, for one node with ClusterMode.disabled({ replicas: 0 })`,
      ]
    : [];
}

/** What is made for the cluster cannot be described when it is given. */
function companionFaults(props: MemcachedClusterProps): string[] {
  return [
    ...(props.subnetGroup && props.vpcSubnets
      ? ["'subnetGroup' excludes 'vpcSubnets', got both; leave one of them out"]
      : []),
    ...(props.parameterGroup && props.parameters
      ? ["'parameterGroup' excludes 'parameters', got both; give the parameters to the group"]
      : []),
    ...(props.removalPolicy === RemovalPolicy.SNAPSHOT
      ? [
          "'removalPolicy' cannot be RemovalPolicy.SNAPSHOT, since Memcached has no snapshots; use RemovalPolicy.DESTROY or RETAIN",
        ]
      : []),
  ];
}

/** The props by the names of the properties that they become. */
const PROP_NAMES = {
  AZMode: 'availabilityZones',
  CacheNodeType: 'nodeType',
  CacheParameterGroupName: 'parameterGroup',
  CacheSubnetGroupName: 'subnetGroup',
  ClusterName: 'clusterName',
  Engine: 'engineVersion',
  EngineVersion: 'engineVersion',
  IpDiscovery: 'ipDiscovery',
  NetworkType: 'networkType',
  NotificationTopicArn: 'notificationTopic',
  NumCacheNodes: 'nodes',
  Port: 'port',
  PreferredAvailabilityZone: 'availabilityZones',
  PreferredAvailabilityZones: 'availabilityZones',
  PreferredMaintenanceWindow: 'maintenanceWindow',
  TransitEncryptionEnabled: 'transitEncryption',
  VpcSecurityGroupIds: 'securityGroups',
};
