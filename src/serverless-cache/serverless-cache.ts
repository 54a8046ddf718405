import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type {
  CfnServerlessCacheProps,
  IServerlessCacheRef,
  IUserGroupRef,
  IUserRef,
  ServerlessCacheReference,
} from 'aws-cdk-lib/aws-elasticache';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import type * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as scheduler from 'aws-cdk-lib/aws-scheduler';
import type { IResource, ResourceProps } from 'aws-cdk-lib/core';
import { RemovalPolicy, Resource, Stack, Token } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import type { CacheUsageLimitsProperty } from '../capacity';
import { renderUsageLimits } from '../capacity/usage-limits';
import type { CacheConnection, ConnectOptions } from '../connection';
import { requireUserGroup } from '../connection/connect';
import { CacheEngine } from '../engine';
import type { IMonitoredCache, ServerlessCacheAlarmsOptions, ServerlessCacheAlarmsProps } from '../monitoring';
import { CacheWidgets, RecommendedAlarms, ServerlessCacheMetrics } from '../monitoring';
import type { BackupSettings } from './backup-settings';
import { renderBackupSettings, renderSnapshotArns } from './backup-settings';
import type { MinimumRequestRateScheduleProps } from './minimum-request-rate-schedule';
import type { KmsKeyIdentifier, NetworkType } from '../network';
import { Endpoint } from '../network';
import { scheduleMinimumRequestRate } from './minimum-request-rate-schedule';
import type { ClientAttributes } from './read-l1-attributes';
import { isL1Public, readL1ClientAttributes, readL1Engine } from './read-l1-attributes';
import { ServerlessCacheConnector, getPortRange } from './serverless-cache-connector';
import type { OnServerlessCacheEventOptions } from './serverless-cache-event-type';
import { createEventRule, ServerlessCacheEvents } from './serverless-cache-events';
import { ServerlessCacheGrants } from './serverless-cache-grants';
import { createConnections, getImportedConnections } from '../network/create-connections';
import { readL1SecurityGroups } from '../network/node-l1-attributes';
import { resolveSecurityGroups, validateSecurityGroups } from '../network/security-groups';
import { getSubnetProp, hasPublicSubnet, resolveSubnets, validateSelectedVpc, validateVpc } from '../network/subnets';
import { arnComponents, toStoredName, resolveIdentity } from '../private/arns';
import type { ImportCall } from '../private/errors';
import { setPublicClass, throwGetterErrors, throwImportErrors, throwMethodErrors } from '../private/errors';
import { getKeyProp, locateKey, renderKeyIdentifier, toKey, validateKeyIdentifier } from '../private/keys';
import { importL1 } from '../private/l1-imports';
import { lookUp } from '../private/lookup';
import { isMarked, mark } from '../private/marks';
import { generateStackUniqueName, resolveRequiredName, referToArn, resolveStoredName } from '../private/names';
import { propertyInjectable } from '../private/property-injection';
import { overrideRemovalPolicy, retainTogether } from '../private/removal-policies';
import { validateRequiredProps } from '../private/required-props';
import { getServerlessCacheName } from '../private/stored-names';
import { LIMITS } from '../service-data/limits';
import type { SnapshotSource } from '../snapshot';
import type { IUser, IUserGroup } from '../user';
import { UserGroup } from '../user';
import { requireIamUser } from '../user/user-grants';
import { renderUserGroupId, toUserGroup } from '../user/user-group';
import { acknowledgeExistingCache } from '../validation/adopted-resources';
import { registerImport } from '../validation/construct-view';
import { addConstructWarning, addGeneratedNameWarning } from '../validation/construct-warnings';
import type { PropertyTable } from '../validation/property-table';
import { validateProperties } from '../validation/validate-construct';

const SERVERLESS_CACHE = Symbol.for('cdk-elasticache.ServerlessCache');

/** Only a minor release raises the default, because an upgrade cannot be reverted. */
const DEFAULT_ENGINE = CacheEngine.VALKEY_9;

/** The names of the usage limit props by CloudFormation property. */
const USAGE_LIMIT_PROPS = {
  'dataStorage.minimum': 'cacheUsageLimits.dataStorageMinimumSize',
  'dataStorage.maximum': 'cacheUsageLimits.dataStorageMaximumSize',
  'ecpuPerSecond.minimum': 'cacheUsageLimits.requestRateLimitMinimum',
  'ecpuPerSecond.maximum': 'cacheUsageLimits.requestRateLimitMaximum',
} as const;

const NO_READER_ENDPOINT = "'readerEndpoint' is not available for Memcached. Use 'endpoint'.";

/**
 * The network from which clients can connect to a serverless cache. The connection type cannot be changed after
 * creation.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-public-endpoints-chapter.html
 */
export enum ConnectionType {
  /** Clients connect from a VPC, through endpoints in its subnets. */
  VPC = 'vpc',

  /**
   * Clients connect from the internet. They must use TLS 1.3 and IAM authentication.
   *
   * A public cache requires Valkey 9 or later, and a user group in which all users have IAM authentication. A public
   * cache has no VPC, subnets, or security groups.
   */
  PUBLIC = 'public',
}

/** A serverless cache that is created in the app or imported. */
export interface IServerlessCache extends IResource, ec2.IConnectable, IServerlessCacheRef, IMonitoredCache {
  /** The engine and its major version. Not set for imported caches without this attribute. */
  readonly engine?: CacheEngine;

  /**
   * The name of the cache, in lowercase as ElastiCache stores it. Metrics and IAM authentication tokens use this name.
   *
   * @attribute
   */
  readonly serverlessCacheName: string;

  /**
   * The ARNs of the backups that the cache was restored from. Not set for caches that were not restored from backups,
   * or for imported caches without this attribute.
   */
  readonly backupArnsToRestore?: string[];

  /**
   * The KMS key that encrypts the cache at rest. Not set for caches with an AWS owned key, or for imported caches
   * without this attribute.
   */
  readonly kmsKey?: kms.IKey;

  /**
   * The VPC of the cache. Not set for caches with `ConnectionType.PUBLIC`, or for imported caches without this
   * attribute.
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets of the VPC endpoints of the cache. Not set for caches with `ConnectionType.PUBLIC`, or for imported
   * caches without this attribute.
   */
  readonly subnets?: ec2.ISubnet[];

  /**
   * The security groups of the cache. Not set for caches with `ConnectionType.PUBLIC`, or for imported caches without
   * this attribute.
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The user group that controls access to the cache. Not set for caches without a user group, or for imported caches
   * without this attribute.
   */
  readonly userGroup?: IUserGroup;

  /**
   * The ARN of the cache.
   *
   * @attribute
   */
  readonly serverlessCacheArn: string;

  /** The endpoint for reads and writes. Throws an error for caches that were imported without an endpoint. */
  readonly endpoint: Endpoint;

  /**
   * The endpoint for reads from replicas. ElastiCache uses the same host name as for `endpoint`, and the next higher
   * port number.
   *
   * Throws an error for Memcached caches, and for caches that were imported without an endpoint.
   */
  readonly readerEndpoint: Endpoint;

  /** Grants for this cache. */
  readonly grants: ServerlessCacheGrants;

  /** The metrics of this cache, with a method for each metric that ElastiCache publishes. */
  readonly metrics: ServerlessCacheMetrics;

  /**
   * Grants the given identity permission to connect to the cache, and to log in as the given user.
   *
   * Actions on the cache: `elasticache:Connect`, `elasticache:DescribeServerlessCaches`
   *
   * Actions on the user: `elasticache:Connect`
   *
   * @param grantee the identity that receives the permissions
   * @param user the user to log in as, which must have IAM authentication and can be an L1 construct. If no user is
   * specified, only the permissions on the cache are granted.
   */
  grantConnect(grantee: iam.IGrantable, user?: IUserRef): iam.Grant;

  /**
   * Grants the given identity custom permissions on the cache.
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:ModifyServerlessCache`
   */
  grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant;

  /**
   * Creates an EventBridge rule for events of the cache.
   *
   * @param id the id of the rule, in the scope of the cache
   * @param options the event types and the target
   */
  onEvent(id: string, options?: OnServerlessCacheEventOptions): events.Rule;

  /**
   * Creates a schedule that sets the minimum request rate of the cache, for example before an expected peak.
   *
   * @param id the id of the schedule, in the scope of the cache
   * @param props the time and the minimum request rate
   */
  scheduleMinimumRequestRate(id: string, props: MinimumRequestRateScheduleProps): scheduler.Schedule;

  /**
   * Connects a client to the cache, which must not have users.
   *
   * Adds security group rules, and sets environment variables.
   *
   * @param target the client: a Lambda function, an Amazon ECS container, task definition, or service, an Amazon EC2
   * instance, or any construct that implements `IGrantable` and `IConnectable`
   * @param options the options of the connection, such as the prefix of the environment variables
   */
  connect(target: IConstruct, options?: ConnectOptions): CacheConnection;

  /**
   * Connects a client to the cache as the given user.
   *
   * Adds security group rules, grants the permissions to log in, and sets environment variables.
   *
   * @param user the user that the client logs in as, which must be in the user group of the cache
   * @param target the client: a Lambda function, an Amazon ECS container, task definition, or service, an Amazon EC2
   * instance, or any construct that implements `IGrantable` and `IConnectable`
   * @param options the options of the connection, such as the prefix of the environment variables
   */
  connectAs(user: IUser, target: IConstruct, options?: ConnectOptions): CacheConnection;

  /**
   * Creates the alarms that AWS recommends for the cache. The description of each alarm explains how to respond.
   *
   * @param options the actions of the alarms, and settings that override the recommended settings
   */
  addRecommendedAlarms(options?: ServerlessCacheAlarmsOptions): RecommendedAlarms;

  /**
   * Returns the metric with the given name for the cache.
   *
   * @param metricName the name of the metric in the namespace AWS/ElastiCache
   * @param props metric options. By default, the metric is the average over 5 minutes.
   */
  metric(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Returns the metric for the number of successful key lookups.
   *
   * @param props metric options. By default, the metric is the sum over 5 minutes.
   */
  metricCacheHitCount(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Returns the metric for the number of lookups of keys that do not exist.
   *
   * @param props metric options. By default, the metric is the sum over 5 minutes.
   */
  metricCacheMissCount(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Returns the metric for the percentage of key lookups that are successful.
   *
   * @param props metric options. By default, the metric is the average over 5 minutes.
   */
  metricCacheHitRate(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Returns the metric for the amount of data stored in the cache, in bytes.
   *
   * @param props metric options. By default, the metric is the maximum over 5 minutes.
   */
  metricDataStored(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Returns the metric for the number of ElastiCache Processing Units that requests consume.
   *
   * @param props metric options. By default, the metric is the sum over 5 minutes.
   */
  metricProcessingUnitsConsumed(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Returns the metric for the number of bytes that the cache receives over the network.
   *
   * @param props metric options. By default, the metric is the sum over 5 minutes.
   */
  metricNetworkBytesIn(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Returns the metric for the number of bytes that the cache sends over the network.
   *
   * @param props metric options. By default, the metric is the sum over 5 minutes.
   */
  metricNetworkBytesOut(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Returns the metric for the number of open connections.
   *
   * @param props metric options. By default, the metric is the maximum over 5 minutes.
   */
  metricActiveConnections(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Returns the metric for the latency of successful writes, in microseconds.
   *
   * @param props metric options. By default, the metric is the average over 5 minutes.
   */
  metricWriteRequestLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * Returns the metric for the latency of successful reads, in microseconds.
   *
   * @param props metric options. By default, the metric is the average over 5 minutes.
   */
  metricReadRequestLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;
}

/** Attributes of an existing serverless cache. */
export interface ServerlessCacheAttributes {
  /**
   * The engine and its major version. The engine determines the default ports.
   *
   * @default - unknown. `connections` uses the ports of Valkey and Redis OSS.
   */
  readonly engine?: CacheEngine;

  /**
   * The name of the cache. Specify exactly one of `serverlessCacheName` and `serverlessCacheArn`.
   *
   * @default - the name in `serverlessCacheArn`
   */
  readonly serverlessCacheName?: string;

  /**
   * The ARN of the cache. Specify exactly one of `serverlessCacheName` and `serverlessCacheArn`.
   *
   * @default - the ARN of the cache with `serverlessCacheName` in the account and Region of the stack
   */
  readonly serverlessCacheArn?: string;

  /**
   * The ARNs of the backups that the cache was restored from.
   *
   * @default - unknown
   */
  readonly backupArnsToRestore?: string[];

  /**
   * The KMS key that encrypts the cache at rest.
   *
   * @default - unknown
   */
  readonly kmsKey?: kms.IKeyRef;

  /**
   * The VPC of the cache.
   *
   * @default - unknown
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets of the VPC endpoints of the cache.
   *
   * @default - unknown
   */
  readonly subnets?: ec2.ISubnet[];

  /**
   * The security groups of the cache. `connections` adds rules to these security groups.
   *
   * A public cache has no security groups. For such a cache, set `connectionType` to `ConnectionType.PUBLIC`, or
   * specify an empty list without `connectionType`.
   *
   * @default - unknown. Using `connections` has no effect, and adds a warning.
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The network from which clients can connect: the VPC, or the internet with IAM authentication.
   *
   * `ConnectionType.PUBLIC` cannot be combined with a VPC, subnets, or security groups.
   *
   * @default - ConnectionType.PUBLIC if `securityGroups` is an empty list, and otherwise ConnectionType.VPC
   */
  readonly connectionType?: ConnectionType;

  /**
   * The user group that controls access to the cache.
   *
   * @default - unknown
   */
  readonly userGroup?: IUserGroupRef;

  /**
   * The host name of the endpoint.
   *
   * @default - unknown. Reading `endpoint` throws an error.
   */
  readonly endpointAddress?: string;

  /**
   * The port of the endpoint.
   *
   * @default - the port of the engine
   */
  readonly endpointPort?: number;

  /**
   * The host name of the endpoint for reads from replicas.
   *
   * @default - the value of `endpointAddress`
   */
  readonly readerEndpointAddress?: string;

  /**
   * The port of the endpoint for reads from replicas.
   *
   * @default - the reader port of the engine
   */
  readonly readerEndpointPort?: number;

  /**
   * The usage limits of the cache, which determine the thresholds of the recommended alarms `storage` and
   * `requestRate`. Specify an empty object if the cache has no usage limits.
   *
   * @default - unknown. The recommended alarms `storage` and `requestRate` are created only if you set a threshold.
   */
  readonly cacheUsageLimits?: CacheUsageLimitsProperty;
}

/** Options for looking up a serverless cache. */
export interface ServerlessCacheLookupOptions {
  /** The name of the cache. */
  readonly serverlessCacheName: string;

  /**
   * The network from which clients can connect. The subnets and security groups are looked up only if this is
   * `ConnectionType.VPC`.
   *
   * @default ConnectionType.VPC
   */
  readonly connectionType?: ConnectionType;
}

/** Properties for creating a serverless cache. */
export interface ServerlessCacheProps {
  /**
   * Whether the cache already exists, and was not created with this construct.
   *
   * If it does, the template contains subnets and security groups only if you specify `vpcSubnets` and
   * `securityGroups`, so a deployment does not change them. `serverlessCacheName` and `engine` are required, and `vpc`
   * is only required for `vpcSubnets`. To generate the code for existing resources from their CloudFormation template,
   * run `cdk-elasticache-check adopt`.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-serverlesscache.html
   */
  readonly adopted?: boolean;

  /**
   * The engine and its major version.
   *
   * The default version can change in minor releases of this library, but not in patch releases. Specify the version to
   * decide when to upgrade. An upgrade cannot be reverted.
   *
   * If the template of an existing cache does not contain `MajorEngineVersion`, specify `CacheEngine.VALKEY_LATEST`,
   * which does not add it. An update that adds the version can fail.
   *
   * @default - CacheEngine.VALKEY_9. Required for adopted caches.
   */
  readonly engine?: CacheEngine;

  /**
   * The name of the cache.
   *
   * The name consists of 1 to 40 letters, digits, and single hyphens. It starts with a letter, and does not end with a
   * hyphen.
   *
   * ElastiCache stores the name in lowercase, so the ARN and the metrics contain the name in lowercase. If you change
   * the name, CloudFormation replaces the cache.
   *
   * @default - generated from the path of the construct, in lowercase. Required for adopted caches.
   */
  readonly serverlessCacheName?: string;

  /**
   * The description of the cache: at most 255 characters, without `<` and `>`.
   *
   * @default - no description
   */
  readonly description?: string;

  /**
   * The minimum and maximum data storage and request rate of the cache.
   *
   * @default - no limits. The cache scales with the load, up to the maximum of ElastiCache.
   */
  readonly cacheUsageLimits?: CacheUsageLimitsProperty;

  /**
   * The settings of the automatic backups, the final backup, and the backups to restore.
   *
   * @default - no backups
   */
  readonly backup?: BackupSettings;

  /**
   * The snapshot to restore. It can be a snapshot of a serverless cache or of a node-based cache.
   *
   * ElastiCache restores the snapshot when the cache is created. If you add, change, or remove the snapshot later, the
   * deployment fails. Cannot be combined with `backup.backupArnsToRestore`.
   *
   * @default - no snapshot, so the cache is empty when it is created
   */
  readonly restoreFrom?: SnapshotSource;

  /**
   * The symmetric KMS key that encrypts the cache at rest.
   *
   * To change the key of an existing cache, also change `serverlessCacheName`. CloudFormation then replaces the cache.
   *
   * @default - an AWS owned key
   */
  readonly kmsKey?: kms.IKeyRef;

  /**
   * The identifier of the key in the template: its id, its ARN, or another identifier, such as an alias.
   *
   * Changing the identifier replaces the cache. For an existing cache, specify the one in its template.
   *
   * @default - the ARN if `kmsKey` is known to be in a different account or Region than the cache, otherwise the id
   */
  readonly kmsKeyIdentifier?: KmsKeyIdentifier;

  /**
   * The VPC from which clients connect. Required unless `connectionType` is `ConnectionType.PUBLIC`, or `adopted` is
   * true.
   *
   * @default - no VPC, which is valid only for caches with `ConnectionType.PUBLIC`, and for adopted caches
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets of the VPC endpoints of the cache, each in a different Availability Zone.
   *
   * To change the subnets of an existing cache, also change `serverlessCacheName`. CloudFormation then replaces the
   * cache.
   *
   * @default - one private subnet per Availability Zone, or isolated subnets if the VPC has no private subnets.
   * Not set for adopted caches.
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of the cache. A cache can have at most 5 security groups.
   *
   * @default - a new security group without rules. `connections` adds rules to it. Not set for adopted caches.
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Whether the security group that the construct creates allows all outbound traffic. A cache does not open outbound
   * connections. Cannot be combined with `securityGroups` or `adopted`.
   *
   * @default false
   */
  readonly allowAllOutbound?: boolean;

  /**
   * The user group that controls access to the cache.
   *
   * A Valkey cache supports Valkey and Redis OSS user groups. A Redis OSS cache supports only Redis OSS user groups.
   * Memcached does not support user groups.
   *
   * @default - no user group, so any client with network access has full access to the cache. The construct adds a
   * warning for Valkey and Redis OSS.
   */
  readonly userGroup?: IUserGroupRef;

  /**
   * The IP versions of the endpoints.
   *
   * To change the IP versions of an existing cache, also change `serverlessCacheName`. CloudFormation then replaces the
   * cache.
   *
   * @default - chosen by ElastiCache based on the subnets, usually IPv4
   */
  readonly networkType?: NetworkType;

  /**
   * The network from which clients can connect: the VPC, or the internet with IAM authentication.
   *
   * The connection type cannot be changed after creation. A public cache requires Valkey 9 or later, and has no VPC.
   *
   * @default ConnectionType.VPC
   */
  readonly connectionType?: ConnectionType;

  /**
   * The removal policy of the cache.
   *
   * If this is `RemovalPolicy.SNAPSHOT`, ElastiCache takes a final backup before the cache is deleted. The name of the
   * backup is `backup.backupNameBeforeDeletion`, or a generated name. If the cache is retained, the
   * security group that the construct creates is also retained.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * The base class of created and imported serverless caches.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.corecomponents.html
 */
export abstract class ServerlessCacheBase extends Resource implements IServerlessCache {
  public abstract readonly engine?: CacheEngine;
  public abstract readonly serverlessCacheName: string;
  public abstract readonly backupArnsToRestore?: string[];
  public abstract readonly kmsKey?: kms.IKey;
  public abstract readonly vpc?: ec2.IVpc;
  public abstract readonly subnets?: ec2.ISubnet[];
  public abstract readonly securityGroups?: ec2.ISecurityGroup[];
  public abstract readonly userGroup?: IUserGroup;
  public abstract readonly serverlessCacheArn: string;
  public abstract readonly endpoint: Endpoint;
  public abstract readonly readerEndpoint: Endpoint;

  /** The network connections of the cache. The default port is a range with the ports of both endpoints. */
  public abstract readonly connections: ec2.Connections;

  /**
   * Creates a serverless cache.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param props the account, the Region, and the physical name
   */
  constructor(scope: Construct, id: string, props?: ResourceProps) {
    super(scope, id, props);
  }

  /** Grants for this cache. */
  public get grants(): ServerlessCacheGrants {
    return ServerlessCacheGrants.fromServerlessCache(this);
  }

  /** The metrics of this cache, with a method for each metric that ElastiCache publishes. */
  public get metrics(): ServerlessCacheMetrics {
    return ServerlessCacheMetrics.fromServerlessCache(this);
  }

  /** The CloudWatch widgets of this cache, for custom dashboards. */
  public get widgets(): CacheWidgets {
    return CacheWidgets.fromServerlessCache(this);
  }

  /** A reference to this cache. */
  public get serverlessCacheRef(): ServerlessCacheReference {
    return { serverlessCacheName: this.serverlessCacheName, serverlessCacheArn: this.serverlessCacheArn };
  }

  /**
   * Grants the given identity permission to connect to the cache, and to log in as the given user.
   *
   * Actions on the cache: `elasticache:Connect`, `elasticache:DescribeServerlessCaches`
   *
   * Actions on the user: `elasticache:Connect`
   *
   * [disable-awslint:no-grants]
   *
   * @param grantee the identity that receives the permissions
   * @param user the user to log in as, which must have IAM authentication and can be an L1 construct. If no user is
   * specified, only the permissions on the cache are granted.
   */
  public grantConnect(grantee: iam.IGrantable, user?: IUserRef): iam.Grant {
    if (user) {
      requireIamUser(user, (errors) => throwMethodErrors(this, 'grantConnect', errors));
    }
    return this.grants.connect(grantee, user);
  }

  /**
   * Grants the given identity custom permissions on the cache.
   *
   * [disable-awslint:no-grants]
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:ModifyServerlessCache`
   */
  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return this.grants.actions(grantee, actions);
  }

  /**
   * Connects a client to the cache, which must not have users.
   *
   * - Adds security group rules that allow the client to connect to the endpoints.
   * - Sets environment variables with the connection settings on Lambda functions and Amazon ECS containers, such as
   *   `CACHE_HOST` and `CACHE_TLS`. `CACHE_AUTH` is `none`. It is not set for L1 constructs whose user group is
   *   unknown.
   *
   * Throws an error for caches with a user group. Use `connectAs` for them.
   *
   * @param target the client: a Lambda function, an Amazon ECS container, task definition, or service, an Amazon EC2
   * instance, or any construct that implements `IGrantable` and `IConnectable`
   * @param options the options of the connection, such as the prefix of the environment variables
   */
  public connect(target: IConstruct, options: ConnectOptions = {}): CacheConnection {
    return this.createConnector().connect(target, options);
  }

  /**
   * Connects a client to the cache as the given user.
   *
   * - Adds security group rules that allow the client to connect to the endpoints.
   * - Grants the client the permissions to log in: to connect with IAM authentication, or to read the secret with the
   *   password.
   * - Sets environment variables with the connection settings on Lambda functions and Amazon ECS containers, such as
   *   `CACHE_HOST` and `CACHE_USER`. `CACHE_AUTH` is `iam`, `password`, or `none`. If the user has a password,
   *   `CACHE_SECRET_ARN` is also set, and containers get the password in `CACHE_PASSWORD`.
   *
   * @param user the user that the client logs in as, which must be in the user group of the cache
   * @param target the client: a Lambda function, an Amazon ECS container, task definition, or service, an Amazon EC2
   * instance, or any construct that implements `IGrantable` and `IConnectable`
   * @param options the options of the connection, such as the prefix of the environment variables
   */
  public connectAs(user: IUser, target: IConstruct, options: ConnectOptions = {}): CacheConnection {
    const connection = this.createConnector().connectAs(user, target, options);
    requireUserGroup(this, user);
    return connection;
  }

  /**
   * Creates an EventBridge rule for events of the cache.
   *
   * @param id the id of the rule, in the scope of the cache
   * @param options the event types and the target
   * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-elasticache.html
   */
  public onEvent(id: string, options: OnServerlessCacheEventOptions = {}): events.Rule {
    return ServerlessCacheEvents.fromServerlessCache(this).onEvent(this, id, options);
  }

  /**
   * Creates a schedule that sets the minimum request rate of the cache, for example before an expected peak.
   *
   * ElastiCache then scales the cache before the load increases. To lower the minimum again, create a second schedule
   * that sets a lower minimum request rate, or 0.
   *
   * @param id the id of the schedule, in the scope of the cache
   * @param props the time and the minimum request rate
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html
   */
  public scheduleMinimumRequestRate(id: string, props: MinimumRequestRateScheduleProps): scheduler.Schedule {
    return scheduleMinimumRequestRate(this, id, props, this._facts.cacheUsageLimits);
  }

  /**
   * Creates the alarms that AWS recommends for the cache.
   *
   * The thresholds depend on the usage limits of the cache. The description of each alarm explains how to respond.
   *
   * @param options the actions of the alarms, and settings that override the recommended settings
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
   */
  public addRecommendedAlarms(options: ServerlessCacheAlarmsOptions = {}): RecommendedAlarms {
    return RecommendedAlarms.forServerlessCache(this, 'RecommendedAlarms', this, options);
  }

  /**
   * Returns the metric with the given name for the cache.
   *
   * @param metricName the name of the metric in the namespace AWS/ElastiCache
   * @param props metric options. By default, the metric is the average over 5 minutes.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
   */
  public metric(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.metric(metricName, props);
  }

  /**
   * Returns the metric for the number of successful key lookups.
   *
   * @param props metric options. By default, the metric is the sum over 5 minutes.
   */
  public metricCacheHitCount(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('CacheHits', { statistic: cloudwatch.Stats.SUM, ...props });
  }

  /**
   * Returns the metric for the number of lookups of keys that do not exist.
   *
   * @param props metric options. By default, the metric is the sum over 5 minutes.
   */
  public metricCacheMissCount(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('CacheMisses', { statistic: cloudwatch.Stats.SUM, ...props });
  }

  /**
   * Returns the metric for the percentage of key lookups that are successful.
   *
   * @param props metric options. By default, the metric is the average over 5 minutes.
   */
  public metricCacheHitRate(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('CacheHitRate', props);
  }

  /**
   * Returns the metric for the amount of data stored in the cache, in bytes.
   *
   * @param props metric options. By default, the metric is the maximum over 5 minutes.
   */
  public metricDataStored(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('BytesUsedForCache', { statistic: cloudwatch.Stats.MAXIMUM, ...props });
  }

  /**
   * Returns the metric for the number of ElastiCache Processing Units that requests consume.
   *
   * @param props metric options. By default, the metric is the sum over 5 minutes.
   */
  public metricProcessingUnitsConsumed(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('ElastiCacheProcessingUnits', { statistic: cloudwatch.Stats.SUM, ...props });
  }

  /**
   * Returns the metric for the number of bytes that the cache receives over the network.
   *
   * @param props metric options. By default, the metric is the sum over 5 minutes.
   */
  public metricNetworkBytesIn(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('NetworkBytesIn', { statistic: cloudwatch.Stats.SUM, ...props });
  }

  /**
   * Returns the metric for the number of bytes that the cache sends over the network.
   *
   * @param props metric options. By default, the metric is the sum over 5 minutes.
   */
  public metricNetworkBytesOut(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('NetworkBytesOut', { statistic: cloudwatch.Stats.SUM, ...props });
  }

  /**
   * Returns the metric for the number of open connections.
   *
   * @param props metric options. By default, the metric is the maximum over 5 minutes.
   */
  public metricActiveConnections(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('CurrConnections', { statistic: cloudwatch.Stats.MAXIMUM, ...props });
  }

  /**
   * Returns the metric for the latency of successful writes, in microseconds.
   *
   * @param props metric options. By default, the metric is the average over 5 minutes.
   */
  public metricWriteRequestLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('SuccessfulWriteRequestLatency', props);
  }

  /**
   * Returns the metric for the latency of successful reads, in microseconds.
   *
   * @param props metric options. By default, the metric is the average over 5 minutes.
   */
  public metricReadRequestLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('SuccessfulReadRequestLatency', props);
  }

  /**
   * The properties of the cache that its metrics, widgets, and alarms depend on.
   *
   * @internal
   */
  public get _facts(): ServerlessCacheAlarmsProps {
    return { engine: this.engine, hasUsers: this.userGroup ? true : undefined };
  }

  /**
   * The values that determine how clients connect.
   *
   * @internal
   */
  public get _clientAttributes(): ClientAttributes {
    return { engine: this.engine, userGroup: this.userGroup };
  }

  /**
   * Whether clients connect from the internet. Such a cache has no security groups.
   *
   * @internal
   */
  protected get _isPublic(): boolean {
    return false;
  }

  /**
   * Returns the reader endpoint. Undefined if it is unknown.
   *
   * @internal
   */
  protected _findReaderEndpoint(): Endpoint | undefined {
    return this.readerEndpoint;
  }

  private createConnector(): ServerlessCacheConnector {
    const isMemcached = this.engine?.supportsReaderEndpoint === false;
    const options = {
      endpoint: this.endpoint,
      readerEndpoint: isMemcached ? undefined : this._findReaderEndpoint(),
    };
    return ServerlessCacheConnector._of(this, options, this._isPublic ? undefined : this.connections);
  }
}

/** The attributes that a lookup or an L1 construct provides in addition to the public ones. */
interface FoundAttributes {
  /** The subnets and security groups, which are imported in the scope of the cache. */
  readonly networkIds?: NetworkIds;
  /** The L1 construct, whose properties can change after the import. */
  readonly resource?: CfnServerlessCache;
}

/** The subnets and security groups that a lookup returns. */
interface NetworkIds {
  readonly subnetIds: string[];
  readonly securityGroupIds: string[];
}

class ImportedServerlessCache extends ServerlessCacheBase {
  public readonly serverlessCacheName: string;
  public readonly serverlessCacheArn: string;
  public readonly backupArnsToRestore?: string[];
  public readonly kmsKey?: kms.IKey;
  public readonly vpc?: ec2.IVpc;
  public readonly subnets?: ec2.ISubnet[];

  private readonly resource?: CfnServerlessCache;
  private readonly attrs: ServerlessCacheAttributes;
  private readonly cacheUsageLimits?: CacheUsageLimitsProperty;
  private readonly importedUserGroup?: IUserGroup;

  constructor(
    scope: Construct,
    id: string,
    method: string,
    attrs: ServerlessCacheAttributes = {},
    { networkIds, resource }: FoundAttributes = {},
  ) {
    const call: ImportCall = { scope, id, className: 'ServerlessCache', method };
    const identity = resolveIdentity(
      call,
      'serverlesscache',
      { name: 'serverlessCacheName', arn: 'serverlessCacheArn' },
      attrs.serverlessCacheName,
      attrs.serverlessCacheArn,
    );
    const errors = validatePublicImport(attrs);
    if (errors.length > 0) {
      throwImportErrors(call, errors);
    }
    super(scope, id, { environmentFromArn: identity.arn });
    setPublicClass(this, 'ServerlessCache');

    const securityGroups =
      networkIds?.securityGroupIds.map((groupId) => ec2.SecurityGroup.fromSecurityGroupId(this, groupId, groupId)) ??
      (attrs.securityGroups && [...attrs.securityGroups]);
    this.attrs = { ...attrs, securityGroups };
    this.resource = resource;
    this.cacheUsageLimits = attrs.cacheUsageLimits && { ...attrs.cacheUsageLimits };
    this.serverlessCacheName = identity.name;
    this.serverlessCacheArn = identity.arn;
    this.backupArnsToRestore = attrs.backupArnsToRestore && [...attrs.backupArnsToRestore];
    this.kmsKey = toKey(this, 'KmsKey', attrs.kmsKey);
    this.vpc = attrs.vpc;
    this.subnets =
      networkIds?.subnetIds.map((subnetId) => ec2.Subnet.fromSubnetId(this, subnetId, subnetId)) ??
      (attrs.subnets && [...attrs.subnets]);
    this.importedUserGroup = toUserGroup(this, attrs.userGroup);
    registerImport(this, CfnServerlessCache.CFN_RESOURCE_TYPE_NAME, {
      serverlessCacheName: this.serverlessCacheName,
      engine: this.engine?.engineType,
      majorEngineVersion: this.engine?.majorEngineVersion,
    });
  }

  public get engine(): CacheEngine | undefined {
    return this.resource ? readL1Engine(this.resource) : this.attrs.engine;
  }

  public get securityGroups(): ec2.ISecurityGroup[] | undefined {
    return this.resource ? readL1SecurityGroups(this.resource, 'SecurityGroupIds') : this.attrs.securityGroups;
  }

  public get userGroup(): IUserGroup | undefined {
    return this.resource ? readL1ClientAttributes(this.resource).userGroup : this.importedUserGroup;
  }

  /** @internal */
  public get _clientAttributes(): ClientAttributes {
    return this.resource ? readL1ClientAttributes(this.resource) : super._clientAttributes;
  }

  /** @internal */
  public get _facts(): ServerlessCacheAlarmsProps {
    return { ...super._facts, cacheUsageLimits: this.cacheUsageLimits };
  }

  public get endpoint(): Endpoint {
    const { endpointAddress, endpointPort } = this.attrs;
    const attribute = this.resource && Token.asNumber(this.resource.attrEndpointPort);
    const port = endpointPort ?? this.engine?.port ?? attribute;
    if (endpointAddress === undefined || port === undefined) {
      return throwGetterErrors(this, 'endpoint', [
        "'endpoint' is unknown for the imported cache. In fromServerlessCacheAttributes, specify 'endpointAddress' and either 'endpointPort' or 'engine'.",
      ]);
    }
    return new Endpoint(endpointAddress, port);
  }

  public get readerEndpoint(): Endpoint {
    if (this.engine?.supportsReaderEndpoint === false) {
      return throwGetterErrors(this, 'readerEndpoint', [NO_READER_ENDPOINT]);
    }
    return (
      this._findReaderEndpoint() ??
      throwGetterErrors(this, 'readerEndpoint', [
        "'readerEndpoint' is unknown for the imported cache. Specify 'readerEndpointAddress' and 'readerEndpointPort', or 'endpointAddress' and 'engine', " +
          'in fromServerlessCacheAttributes.',
      ])
    );
  }

  /** @internal */
  protected _findReaderEndpoint(): Endpoint | undefined {
    const { endpointAddress, readerEndpointAddress, readerEndpointPort } = this.attrs;
    const address = readerEndpointAddress ?? endpointAddress;
    const port = readerEndpointPort ?? this.engine?.readerPort;
    return address === undefined || port === undefined ? undefined : new Endpoint(address, port);
  }

  public get connections(): ec2.Connections {
    return getImportedConnections(this, 'ServerlessCache', 'cache', {
      securityGroups: this._isPublic ? [] : this.securityGroups,
      defaultPort: getPortRange(this.engine),
      isPublic: this._isPublic,
    });
  }

  /** @internal */
  protected get _isPublic(): boolean {
    const { connectionType, securityGroups } = this.attrs;
    if (this.resource) {
      return isL1Public(this.resource);
    }
    return connectionType === undefined ? securityGroups?.length === 0 : connectionType === ConnectionType.PUBLIC;
  }
}

/**
 * A serverless cache that runs Valkey, Redis OSS, or Memcached.
 *
 * There are no nodes to select, patch, or scale. The cache is always encrypted at rest and in transit, and runs in
 * several Availability Zones. You pay for the stored data and the processed requests. The minimum amount of stored data
 * that you pay for depends on the engine.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.html
 * @resource AWS::ElastiCache::ServerlessCache
 * @example
 * // A function in the same VPC
 * declare const fn: lambda.Function;
 *
 * const cache = new elasticache.ServerlessCache(this, 'Cache', {
 *   engine: elasticache.CacheEngine.VALKEY_8,
 *   vpc,
 * });
 * cache.connections.allowDefaultPortFrom(fn);
 * fn.addEnvironment('CACHE_HOST', cache.endpoint.hostname);
 */
@propertyInjectable
export class ServerlessCache extends ServerlessCacheBase {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.ServerlessCache';

  /**
   * Returns whether the given object is a `ServerlessCache`.
   *
   * @param x the object to check
   */
  public static isServerlessCache(x: any): x is ServerlessCache {
    return isMarked(x, SERVERLESS_CACHE);
  }

  /**
   * Imports an existing serverless cache by its name.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param serverlessCacheName the name of the cache
   */
  public static fromServerlessCacheName(scope: Construct, id: string, serverlessCacheName: string): IServerlessCache {
    return new ImportedServerlessCache(scope, id, 'fromServerlessCacheName', { serverlessCacheName });
  }

  /**
   * Imports an existing serverless cache by its ARN.
   *
   * The ARN determines the account and Region of the imported cache.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param serverlessCacheArn the ARN of the cache
   */
  public static fromServerlessCacheArn(scope: Construct, id: string, serverlessCacheArn: string): IServerlessCache {
    return new ImportedServerlessCache(scope, id, 'fromServerlessCacheArn', { serverlessCacheArn });
  }

  /**
   * Imports an existing serverless cache by its attributes.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs the attributes of the cache
   */
  public static fromServerlessCacheAttributes(
    scope: Construct,
    id: string,
    attrs: ServerlessCacheAttributes,
  ): IServerlessCache {
    return new ImportedServerlessCache(scope, id, 'fromServerlessCacheAttributes', attrs);
  }

  /**
   * Returns an L2 interface for an L1 construct. The L1 construct stays in the stack.
   *
   * The attributes are those of the L1 construct.
   *
   * @param cfnServerlessCache the L1 construct
   */
  public static fromCfnServerlessCache(cfnServerlessCache: CfnServerlessCache): IServerlessCache {
    return importL1(cfnServerlessCache, 'ServerlessCache', (id) => {
      const attrs = {
        serverlessCacheName: getServerlessCacheName(cfnServerlessCache),
        endpointAddress: cfnServerlessCache.attrEndpointAddress,
        readerEndpointAddress: cfnServerlessCache.attrReaderEndpointAddress,
      };
      const found = { resource: cfnServerlessCache };
      return new ImportedServerlessCache(cfnServerlessCache, id, 'fromCfnServerlessCache', attrs, found);
    });
  }

  /**
   * Looks up the engine, endpoint, subnets, and security groups of an existing serverless cache during synthesis.
   *
   * The CDK CLI stores the result in `cdk.context.json`. The stack must have an explicit account and Region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options the name and the connection type of the cache
   * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
   */
  public static fromLookup(scope: Construct, id: string, options: ServerlessCacheLookupOptions): IServerlessCache {
    return lookUpServerlessCache(scope, id, options);
  }

  /**
   * Creates an EventBridge rule for events of all serverless caches and their snapshots in the account and Region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options the event types and the target
   * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-elasticache.html
   */
  public static onAnyCacheEvent(
    scope: Construct,
    id: string,
    options: OnServerlessCacheEventOptions = {},
  ): events.Rule {
    return createEventRule(scope, id, options);
  }

  public readonly engine?: CacheEngine;
  public readonly backupArnsToRestore?: string[];
  public readonly kmsKey?: kms.IKey;
  public readonly vpc?: ec2.IVpc;
  public readonly subnets?: ec2.ISubnet[];
  public readonly securityGroups?: ec2.ISecurityGroup[];
  public readonly userGroup?: IUserGroup;

  private cachedConnections?: ec2.Connections;
  private readonly resource: CfnServerlessCache;
  private readonly cacheUsageLimits: CacheUsageLimitsProperty;
  private readonly isPublic: boolean;
  private cachedName?: string;
  private cachedArn?: string;

  /**
   * Creates a serverless cache.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param props the properties of the cache
   */
  constructor(scope: Construct, id: string, props: ServerlessCacheProps = {}) {
    validateRequiredProps(new.target.name, scope, id, props, {}, { kmsKeyIdentifier: 'KmsKeyIdentifier' });
    const name = resolveRequiredName(scope, id, props.serverlessCacheName, LIMITS.serverlessCacheName);
    super(scope, id, { physicalName: name });
    addGeneratedNameWarning(
      this,
      'ServerlessCache.NameGeneratedInProduct',
      'serverlessCacheName',
      props.serverlessCacheName,
    );

    acknowledgeExistingCache(this, CfnServerlessCache.CFN_RESOURCE_TYPE_NAME, props);
    const engine = props.engine ?? DEFAULT_ENGINE;

    const network = props.vpc && !keepsSubnets(props) ? resolveNetwork(this, { ...props, vpc: props.vpc }) : undefined;
    const securityGroups = network?.securityGroups ?? props.securityGroups;
    const backup = renderBackupSettings(props.backup);
    const { value: snapshots, errors: snapshotErrors } = renderSnapshotArns(this, props);
    const usageLimits = renderUsageLimits(props.cacheUsageLimits);

    const errors = [
      ...validateAdoption(props),
      ...validateNetwork(props),
      ...validateKeyIdentifier(props),
      ...(network?.errors ?? []),
      ...backup.errors,
      ...snapshotErrors,
      ...usageLimits.errors,
    ];

    const properties: PropertyTable<CfnServerlessCacheProps & { connectionType?: string }, ServerlessCacheProps> = {
      engine: ['engine', engine.engineType],
      majorEngineVersion: ['engine', engine.majorEngineVersion],
      serverlessCacheName: ['serverlessCacheName', name],
      description: ['description', props.description],
      cacheUsageLimits: ['cacheUsageLimits', usageLimits.value, USAGE_LIMIT_PROPS],
      dailySnapshotTime: ['backup.backupTime', backup.value.dailySnapshotTime],
      snapshotRetentionLimit: ['backup.backupRetentionLimit', backup.value.snapshotRetentionLimit],
      finalSnapshotName: ['backup.backupNameBeforeDeletion', props.backup?.backupNameBeforeDeletion],
      snapshotArnsToRestore: [props.restoreFrom ? 'restoreFrom' : 'backup.backupArnsToRestore', snapshots.arns],
      kmsKeyId: [getKeyProp(props.kmsKeyIdentifier), renderKmsKey(this, props)],
      subnetIds: [getSubnetProp(props), network?.subnetIds],
      securityGroupIds: ['securityGroups', securityGroups?.map((group) => group.securityGroupId)],
      userGroupId: ['userGroup', props.userGroup && renderUserGroupId(this.stack, props.userGroup)],
      networkType: ['networkType', props.networkType],
      connectionType: ['connectionType', props.connectionType],
    };
    const cfnProps = validateProperties(this, CfnServerlessCache.CFN_RESOURCE_TYPE_NAME, properties, {
      errors,
      related: {
        KmsKeyId: props.kmsKey,
        SecurityGroupIds: securityGroups,
        SnapshotArnsToRestore: snapshots.constructs,
        SubnetIds: network?.subnets,
        UserGroupId: props.userGroup,
      },
    });
    this.resource = new CfnServerlessCache(this, 'Resource', cfnProps);
    if (props.connectionType) {
      // The L1 construct of the oldest supported aws-cdk-lib does not have this property.
      this.resource.addPropertyOverride('ConnectionType', props.connectionType);
    }

    this.isPublic = isPublic(props);
    this.engine = engine;
    this.kmsKey = toKey(this, 'KmsKey', props.kmsKey);
    this.vpc = props.vpc;
    this.subnets = network?.subnets;
    this.securityGroups = securityGroups;
    this.userGroup = toUserGroup(this, props.userGroup);
    this.cacheUsageLimits = { ...props.cacheUsageLimits };
    this.backupArnsToRestore = snapshots.arns && [...snapshots.arns];
    mark(this, SERVERLESS_CACHE);
    if (UserGroup.isUserGroup(props.userGroup)) {
      props.userGroup._attachToCache(this, 'userGroup');
    }
    this.warnWithoutUserGroup();
    retainTogether(this.resource, props.securityGroups?.length ? [] : (securityGroups ?? []));
    this.translateSnapshotPolicy();
    if (props.removalPolicy) {
      this.applyRemovalPolicy(props.removalPolicy);
    }
  }

  /**
   * The network connections of the cache. The default port is a range with the ports of both endpoints. Has no
   * effect for public caches, and for adopted caches without `securityGroups`.
   *
   * Rules for clients in another stack are created in the stack of the client, unless the cache refers to resources in
   * that stack. References that are added after the rule do not change the stack of the rule.
   */
  public get connections(): ec2.Connections {
    this.cachedConnections ??= createConnections(this, 'ServerlessCache', {
      securityGroups: this.securityGroups,
      defaultPort: getPortRange(this.engine),
      portAttribute: this.resource.attrEndpointPort,
      isPublic: this.isPublic,
    });
    return this.cachedConnections;
  }

  public get serverlessCacheName(): string {
    return (this.cachedName ??= resolveStoredName(this.physicalName, () =>
      this.getResourceNameAttribute(this.resource.ref),
    ));
  }

  public get serverlessCacheArn(): string {
    return (this.cachedArn ??= referToArn(
      this.stack,
      'serverlesscache',
      this.physicalName,
      this.getResourceArnAttribute(this.resource.attrArn, arnComponents('serverlesscache', this.physicalName)),
    ));
  }

  /**
   * The host name of the endpoint for reads and writes.
   *
   * @attribute
   */
  public get serverlessCacheEndpointAddress(): string {
    return this.resource.attrEndpointAddress;
  }

  /**
   * The port of the endpoint for reads and writes.
   *
   * @attribute
   */
  public get serverlessCacheEndpointPort(): string {
    return this.resource.attrEndpointPort;
  }

  /**
   * The status of the cache at the time of the deployment: CREATING, AVAILABLE, DELETING, CREATE-FAILED, or MODIFYING.
   *
   * @attribute
   */
  public get serverlessCacheStatus(): string {
    return this.resource.attrStatus;
  }

  /**
   * The full version of the engine, for example 8.1.
   *
   * @attribute
   */
  public get serverlessCacheFullEngineVersion(): string {
    return this.resource.attrFullEngineVersion;
  }

  /**
   * The time when the cache was created.
   *
   * @attribute
   */
  public get serverlessCacheCreateTime(): string {
    return this.resource.attrCreateTime;
  }

  public get endpoint(): Endpoint {
    return new Endpoint(this.serverlessCacheEndpointAddress, Token.asNumber(this.serverlessCacheEndpointPort));
  }

  public get readerEndpoint(): Endpoint {
    const { attrReaderEndpointAddress, attrReaderEndpointPort } = this.resourceWithReaderEndpoint('readerEndpoint');
    return new Endpoint(attrReaderEndpointAddress, Token.asNumber(attrReaderEndpointPort));
  }

  /**
   * The host name of the endpoint for reads from replicas. Throws an error for Memcached caches.
   *
   * @attribute
   */
  public get serverlessCacheReaderEndpointAddress(): string {
    return this.resourceWithReaderEndpoint('serverlessCacheReaderEndpointAddress').attrReaderEndpointAddress;
  }

  /**
   * The port of the endpoint for reads from replicas. Throws an error for Memcached caches.
   *
   * @attribute
   */
  public get serverlessCacheReaderEndpointPort(): string {
    return this.resourceWithReaderEndpoint('serverlessCacheReaderEndpointPort').attrReaderEndpointPort;
  }

  /** @internal */
  public get _facts(): ServerlessCacheAlarmsProps {
    return { engine: this.engine, hasUsers: this.userGroup !== undefined, cacheUsageLimits: this.cacheUsageLimits };
  }

  /** @internal */
  protected get _isPublic(): boolean {
    return this.isPublic;
  }

  private warnWithoutUserGroup(): void {
    if (!this.userGroup && this.engine!.supportsUserGroups) {
      addConstructWarning(
        this,
        'ServerlessCache.AuthenticationMissing',
        "'userGroup' is missing, so any client with network access has full access to the cache. Specify a user group, or acknowledge this warning.",
      );
    }
  }

  /**
   * Sets the name of the final snapshot for `RemovalPolicy.SNAPSHOT`, because CloudFormation does not support the
   * deletion policy `Snapshot` for serverless caches.
   */
  private translateSnapshotPolicy(): void {
    const { resource } = this;
    let finalSnapshotName: string | undefined;
    overrideRemovalPolicy(resource, (policy, applyToResource) => {
      if (policy === RemovalPolicy.SNAPSHOT) {
        applyToResource(RemovalPolicy.DESTROY);
        finalSnapshotName ??= generateStackUniqueName(this.physicalName, 'final');
        resource.finalSnapshotName ??= finalSnapshotName;
        return;
      }
      applyToResource(policy);
      // Keep a name that the user specified.
      if (resource.finalSnapshotName === finalSnapshotName) {
        resource.finalSnapshotName = undefined;
      }
    });
  }

  private resourceWithReaderEndpoint(getter: string): CfnServerlessCache {
    if (this.engine!.supportsReaderEndpoint === false) {
      return throwGetterErrors(this, getter, [NO_READER_ENDPOINT]);
    }
    return this.resource;
  }
}

function lookUpServerlessCache(
  scope: Construct,
  id: string,
  options: ServerlessCacheLookupOptions,
): ImportedServerlessCache {
  const name = toStoredName(options.serverlessCacheName);
  const isInVpc = options.connectionType !== ConnectionType.PUBLIC;
  const cache = lookUp(
    { scope, id, className: 'ServerlessCache', method: 'fromLookup' },
    {
      type: CfnServerlessCache.CFN_RESOURCE_TYPE_NAME,
      prop: 'serverlessCacheName',
      identifier: name,
      dummy: {
        ARN: Stack.of(scope).formatArn({ ...arnComponents('serverlesscache', name), partition: 'aws' }),
        Engine: 'valkey',
        MajorEngineVersion: '8',
        'Endpoint.Address': 'dummy.serverless.cache.amazonaws.com',
        'Endpoint.Port': '6379',
        ...(isInVpc && { SubnetIds: ['subnet-12345678', 'subnet-87654321'], SecurityGroupIds: ['sg-12345678'] }),
      },
    },
  );
  return new ImportedServerlessCache(
    scope,
    id,
    'fromLookup',
    {
      serverlessCacheArn: cache.ARN,
      engine: CacheEngine.of(cache.Engine, cache.MajorEngineVersion),
      endpointAddress: cache['Endpoint.Address'],
      endpointPort: Number(cache['Endpoint.Port']),
      connectionType: options.connectionType,
    },
    { networkIds: isInVpc ? { subnetIds: cache.SubnetIds, securityGroupIds: cache.SecurityGroupIds } : undefined },
  );
}

/** Rejects the network of an imported public cache, which is not in a VPC. */
function validatePublicImport({ connectionType, ...attrs }: ServerlessCacheAttributes): string[] {
  if (connectionType !== ConnectionType.PUBLIC) {
    return [];
  }
  return (['vpc', 'subnets', 'securityGroups'] as const)
    .filter((prop) => attrs[prop] !== undefined && [attrs[prop]].flat().length > 0)
    .map(
      (prop) =>
        `'${prop}' cannot be combined with ConnectionType.PUBLIC, because a public cache is not in a VPC. Remove '${prop}', or set 'connectionType' to ConnectionType.VPC.`,
    );
}

/** Rejects adopted caches that the defaults of this construct would replace or upgrade. */
function validateAdoption(props: ServerlessCacheProps): string[] {
  const { adopted, serverlessCacheName, engine } = props;
  if (!adopted) {
    return [];
  }
  const errors: string[] = [];
  if (serverlessCacheName === undefined) {
    errors.push(
      "'serverlessCacheName' is missing, but a generated name would replace the adopted cache. Set 'serverlessCacheName' to the name of the cache.",
    );
  }
  if (engine === undefined) {
    errors.push(
      "'engine' is missing, but the default could upgrade the adopted cache. Set 'engine' to the engine of the cache.",
    );
  }
  return [...errors, ...validateSelectedVpc(props)];
}

/**
 * Returns the id of a key, or the ARN of a key that is known to be in another environment than the serverless cache.
 *
 * The alpha package always renders the id, and a change from the id to the ARN replaces the cache.
 */
function renderKmsKey(
  cache: IResource,
  { kmsKey, kmsKeyIdentifier }: Pick<ServerlessCacheProps, 'kmsKey' | 'kmsKeyIdentifier'>,
): string | undefined {
  if (kmsKey && !kmsKeyIdentifier && locateKey(cache, kmsKey) === 'unknown') {
    addConstructWarning(
      cache,
      'ServerlessCache.KeyEnvironmentUnknown',
      "'kmsKey' is rendered as the id of the key, because it is unknown whether the key is in the account and Region of the cache. The deployment fails if it is in another account. Set 'env' of the stack.",
    );
    return kmsKey.keyRef.keyId;
  }
  return renderKeyIdentifier(cache, kmsKey, kmsKeyIdentifier);
}

interface ResolvedNetwork {
  readonly subnets: ec2.ISubnet[];
  readonly subnetIds: string[];
  /** The security groups of the cache. For a public cache, which cannot have any, the specified ones. */
  readonly securityGroups?: ec2.ISecurityGroup[];
  readonly errors: string[];
}

function resolveNetwork(scope: Construct, props: ServerlessCacheProps & { readonly vpc: ec2.IVpc }): ResolvedNetwork {
  const { subnets, subnetIds, errors: selectionErrors } = resolveSubnets(props);
  const errors = [...validateVpc(props.vpc, scope), ...selectionErrors];
  if (hasPublicSubnet(props.vpc, subnets)) {
    addConstructWarning(
      scope,
      'ServerlessCache.PublicSubnets',
      "'vpcSubnets' selects public subnets, which a cache does not need, because clients can connect to the cache only from the VPC. Select private or isolated subnets.",
    );
  }

  if (subnetIds.length === 0) {
    errors.push(
      "'vpcSubnets' must select at least one subnet, because ElastiCache uses the default VPC otherwise. Select private or isolated subnets.",
    );
  }
  const createsSecurityGroup = !isPublic(props) && !props.adopted;
  const securityGroups = createsSecurityGroup ? resolveSecurityGroups(scope, 'cache', props) : props.securityGroups;
  return { subnets, subnetIds, securityGroups, errors };
}

/** Whether an adopted cache keeps the subnets that its template does not specify. */
function keepsSubnets({ adopted, vpcSubnets }: ServerlessCacheProps): boolean {
  return adopted === true && !vpcSubnets;
}

function isPublic({ connectionType }: ServerlessCacheProps): boolean {
  return connectionType === ConnectionType.PUBLIC;
}

/** Validates the props that are not rendered. Rules reject the subnets and security groups of public caches. */
function validateNetwork(props: ServerlessCacheProps): string[] {
  if (isPublic(props)) {
    const unusedProps = [props.vpc ? undefined : 'vpcSubnets', 'allowAllOutbound'] as const;
    return unusedProps
      .filter((prop) => prop !== undefined && props[prop] !== undefined)
      .map(
        (prop) =>
          `'${prop}' cannot be combined with ConnectionType.PUBLIC, because a public cache is not in a VPC. Remove '${prop}'.`,
      );
  }

  const errors: string[] = [];
  if (!props.vpc && !props.adopted) {
    errors.push(
      "'vpc' is missing. Set 'vpc' to the VPC of the clients, or set 'connectionType' to ConnectionType.PUBLIC.",
    );
  }
  errors.push(...validateSecurityGroups(props));
  return errors;
}
