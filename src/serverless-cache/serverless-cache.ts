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
import type { IResource } from 'aws-cdk-lib/core';
import { RemovalPolicy, Resource, Stack, Token } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import type { CacheUsageLimitsProperty } from '../capacity';
import { renderUsageLimits } from '../capacity/usage-limits';
import type { CacheConnection, ConnectOptions } from '../connection';
import { requireUserGroup } from '../connection/cache-connection';
import { CacheEngine } from '../engine';
import type { IMonitoredCache, ServerlessCacheAlarmsOptions, ServerlessCacheAlarmsProps } from '../monitoring';
import { CacheWidgets, RecommendedAlarms, ServerlessCacheMetrics } from '../monitoring';
import type { BackupSettings } from './backup-settings';
import { renderBackupSettings, renderSnapshotArns } from './backup-settings';
import type { MinimumRequestRateScheduleProps } from './minimum-request-rate-schedule';
import type { NetworkType } from '../network';
import { Endpoint } from '../network';
import { scheduleMinimumRequestRate } from './minimum-request-rate-schedule';
import type { ServerlessCacheConnectorOptions } from './serverless-cache-connector';
import { ServerlessCacheConnector, getPortRange } from './serverless-cache-connector';
import type { OnServerlessCacheEventOptions } from './serverless-cache-event-type';
import { createEventRule, ServerlessCacheEvents } from './serverless-cache-events';
import { ServerlessCacheGrants } from './serverless-cache-grants';
import { resolveSecurityGroups, validateSecurityGroups } from '../network/security-groups';
import { getSubnetProp, hasPublicSubnet, resolveSubnets } from '../network/subnets';
import { arnComponents, toStoredName, resolveIdentity } from '../private/arns';
import { setPublicClass, throwGetterErrors, throwMethodErrors } from '../private/errors';
import { renderKeyIdentifier, toKey } from '../private/keys';
import { lookUp } from '../private/lookup';
import { isMarked, mark } from '../private/marks';
import { generateStackUniqueName, resolveRequiredName } from '../private/names';
import { propertyInjectable } from '../private/property-injection';
import { overrideRemovalPolicy, retainTogether } from '../private/removal-policies';
import { LIMITS } from '../service-data/limits';
import type { SnapshotSource } from '../snapshot';
import type { IUser, IUserGroup } from '../user';
import { UserGroup } from '../user';
import { requireIamUser } from '../user/user-grants';
import { renderUserGroupId, toUserGroup } from '../user/user-group';
import { registerImport } from '../validation/construct-view';
import { addConstructWarning, addGeneratedNameWarning } from '../validation/construct-warnings';
import type { PropertyTable } from '../validation/property-table';
import { validateProperties } from '../validation/validate-construct';

const SERVERLESS_CACHE = Symbol.for('cdk-elasticache.ServerlessCache');

/** The props of the usage limits, by CloudFormation property. */
const USAGE_LIMIT_PROPS = {
  'dataStorage.minimum': 'cacheUsageLimits.dataStorageMinimumSize',
  'dataStorage.maximum': 'cacheUsageLimits.dataStorageMaximumSize',
  'ecpuPerSecond.minimum': 'cacheUsageLimits.requestRateLimitMinimum',
  'ecpuPerSecond.maximum': 'cacheUsageLimits.requestRateLimitMaximum',
} as const;

const NO_READER_ENDPOINT = "'readerEndpoint' is not available for Memcached. Use 'endpoint'.";

/**
 * From where a serverless cache can be reached. It cannot be changed on an existing cache.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-public-endpoints-chapter.html
 */
export enum ConnectionType {
  /** From a VPC, through endpoints in its subnets. */
  VPC = 'vpc',

  /**
   * From everywhere, over TLS 1.3 and with IAM authentication only. For Valkey 9 and later, without VPC, subnets and
   * security groups, with a user group whose users are all IAM users.
   */
  PUBLIC = 'public',
}

/** A serverless cache, created here or imported. */
export interface IServerlessCache extends IResource, ec2.IConnectable, IServerlessCacheRef, IMonitoredCache {
  /** The engine with its major version; unknown for some imports. */
  readonly engine?: CacheEngine;

  /**
   * The cache's name, in lower case as ElastiCache stores it: for metrics, IAM tokens and clients.
   *
   * @attribute
   */
  readonly serverlessCacheName: string;

  /** The ARNs of the backups with whose data the cache started. */
  readonly backupArnsToRestore?: string[];

  /** The key that encrypts the cache at rest; undefined for a key that AWS owns, and for some imports. */
  readonly kmsKey?: kms.IKey;

  /** The VPC in which the cache stands; unknown for some imports. */
  readonly vpc?: ec2.IVpc;

  /** The subnets in which the cache has its endpoints; unknown for some imports. */
  readonly subnets?: ec2.ISubnet[];

  /** The security groups of the cache; unknown for some imports. */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /** The users that may log in; undefined when everybody may, and for some imports. */
  readonly userGroup?: IUserGroup;

  /**
   * The cache's ARN.
   *
   * @attribute
   */
  readonly serverlessCacheArn: string;

  /** Where clients read and write. An import that was not told its endpoint throws. */
  readonly endpoint: Endpoint;

  /**
   * Where clients read from replicas: the same host, the next port. An import that was not told its endpoint throws; so
   * does Memcached.
   */
  readonly readerEndpoint: Endpoint;

  /** Grants for this cache. */
  readonly grants: ServerlessCacheGrants;

  /** Every metric that the cache publishes, each by a method of its own. */
  readonly metrics: ServerlessCacheMetrics;

  /**
   * Grants the given identity permission to connect to the cache, and to log in as an IAM user.
   *
   * Actions on the cache: `elasticache:Connect`, `elasticache:DescribeServerlessCaches`
   *
   * Actions on the user: `elasticache:Connect`
   */
  grantConnect(grantee: iam.IGrantable, user?: IUserRef): iam.Grant;

  /** Grants the given identity custom permissions on the cache. */
  grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant;

  /** Makes a rule on what happens to the cache. */
  onEvent(id: string, options?: OnServerlessCacheEventOptions): events.Rule;

  /** Reserves a request rate from some time on, before a peak that is known. */
  scheduleMinimumRequestRate(id: string, props: MinimumRequestRateScheduleProps): scheduler.Schedule;

  /** Connects a client to the cache as a user: network, permission and environment in one call. */
  connectAs(user: IUser, target: IConstruct, options?: ConnectOptions): CacheConnection;

  /** Makes the alarms that AWS recommends for the cache, each with what to do in its description. */
  addRecommendedAlarms(options?: ServerlessCacheAlarmsOptions): RecommendedAlarms;

  /** A metric of the cache by its name in CloudWatch. */
  metric(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /** Successful look-ups of keys. */
  metricCacheHitCount(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /** Look-ups of keys that were not there. */
  metricCacheMissCount(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /** The share of look-ups that found their key, in percent. */
  metricCacheHitRate(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /** The data stored in the cache, in bytes. */
  metricDataStored(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /** The ElastiCache Processing Units that requests consumed. */
  metricProcessingUnitsConsumed(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /** The bytes that came in over the network. */
  metricNetworkBytesIn(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /** The bytes that went out over the network. */
  metricNetworkBytesOut(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /** The connections that are open. */
  metricActiveConnections(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /** How long successful writes take, in microseconds. */
  metricWriteRequestLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /** How long successful reads take, in microseconds. */
  metricReadRequestLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric;
}

/** What is known of a serverless cache that exists already. */
export interface ServerlessCacheAttributes {
  /**
   * The engine; with it the ports are known.
   *
   * @default - unknown, the ports are taken for those of Valkey and Redis OSS
   */
  readonly engine?: CacheEngine;

  /**
   * The cache's name. Exactly one of `serverlessCacheName` and `serverlessCacheArn` is given.
   *
   * @default - taken from serverlessCacheArn
   */
  readonly serverlessCacheName?: string;

  /**
   * The cache's ARN. Exactly one of `serverlessCacheName` and `serverlessCacheArn` is given.
   *
   * @default - made from serverlessCacheName, in the account and region of the stack
   */
  readonly serverlessCacheArn?: string;

  /**
   * The ARNs of the backups with whose data the cache started.
   *
   * @default - unknown
   */
  readonly backupArnsToRestore?: string[];

  /**
   * The key that encrypts the cache at rest.
   *
   * @default - unknown
   */
  readonly kmsKey?: kms.IKeyRef;

  /**
   * The VPC in which the cache stands.
   *
   * @default - unknown
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets in which the cache has its endpoints.
   *
   * @default - unknown
   */
  readonly subnets?: ec2.ISubnet[];

  /**
   * The security groups of the cache; without them `connections` opens nothing.
   *
   * @default - unknown
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * The users that may log in.
   *
   * @default - unknown
   */
  readonly userGroup?: IUserGroupRef;

  /**
   * The host name of the endpoint.
   *
   * @default - unknown: `endpoint` throws
   */
  readonly endpointAddress?: string;

  /**
   * The port of the endpoint.
   *
   * @default - the engine's
   */
  readonly endpointPort?: number;

  /**
   * The host name of the endpoint for reads from replicas.
   *
   * @default - endpointAddress
   */
  readonly readerEndpointAddress?: string;

  /**
   * The port of the endpoint for reads from replicas.
   *
   * @default - the engine's
   */
  readonly readerEndpointPort?: number;
}

/** Which serverless cache is looked up. */
export interface ServerlessCacheLookupOptions {
  /** The cache's name. */
  readonly serverlessCacheName: string;

  /**
   * From where the cache can be reached. A public cache has no subnets and security groups to be found.
   *
   * @default ConnectionType.VPC
   */
  readonly connectionType?: ConnectionType;
}

/** What a serverless cache is made from. */
export interface ServerlessCacheProps {
  /**
   * The engine with its major version. Pin the version of a new cache: `CacheEngine.VALKEY_8`.
   *
   * @default CacheEngine.VALKEY_LATEST
   */
  readonly engine?: CacheEngine;

  /**
   * The cache's name: 1 to 40 letters, digits and single hyphens, starting with a letter. ElastiCache stores it in
   * lower case, and so it is in everything that is derived from it. Another name is another cache: CloudFormation
   * replaces it.
   *
   * @default - generated from the construct's path, in lower case
   */
  readonly serverlessCacheName?: string;

  /**
   * A description, at most 255 characters, without `<` and `>`.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * How far the cache scales.
   *
   * @default - no limits: the cache grows with its load, up to what the service allows
   */
  readonly cacheUsageLimits?: CacheUsageLimitsProperty;

  /**
   * Automatic backups, the last one, and the backup from which the cache starts.
   *
   * @default - no backups
   */
  readonly backup?: BackupSettings;

  /**
   * The snapshot with whose data the cache starts, of a serverless or of a node-based cache. It is taken up when the
   * cache is created: another one later, or none, fails the deployment. Excludes `backup.backupArnsToRestore`.
   *
   * @default - the cache starts empty
   */
  readonly restoreFrom?: SnapshotSource;

  /**
   * The key that encrypts the cache at rest: a symmetric key of AWS KMS. It cannot be changed later without replacing
   * the cache.
   *
   * @default - a key that AWS owns
   */
  readonly kmsKey?: kms.IKeyRef;

  /**
   * The VPC from which the cache is reached. Needed unless `connectionType` is `ConnectionType.PUBLIC`.
   *
   * @default - none, for a public cache only
   */
  readonly vpc?: ec2.IVpc;

  /**
   * The subnets in which the cache has its endpoints, each in an Availability Zone of its own. Other subnets need
   * another cache: give the construct another id with them.
   *
   * @default - the private subnets, else the isolated ones, one in every Availability Zone
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The security groups of the cache, at most 5.
   *
   * @default - one of its own, which lets nothing in and nothing out until `connections` opens it
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Whether the security group that is made for the cache lets traffic out. A cache opens no connections by itself.
   *
   * @default false
   */
  readonly allowAllOutbound?: boolean;

  /**
   * The users that may log in. A Redis OSS cache takes a Redis OSS group, a Valkey cache takes both kinds, Memcached
   * none.
   *
   * @default - none, with a warning for Valkey and Redis OSS: any client with network access has full access to the
   * cache
   */
  readonly userGroup?: IUserGroupRef;

  /**
   * The IP versions in which the cache can be reached. It cannot be changed later without replacing the cache.
   *
   * @default - ElastiCache decides by the subnets, IPv4 as a rule
   */
  readonly networkType?: NetworkType;

  /**
   * From where the cache can be reached: from the VPC, or from everywhere with IAM authentication (Valkey 9 and later,
   * without VPC).
   *
   * @default ConnectionType.VPC
   */
  readonly connectionType?: ConnectionType;

  /**
   * The removal policy of the cache. `RemovalPolicy.SNAPSHOT` takes a final backup before the cache is deleted, with
   * the name `backup.backupNameBeforeDeletion` or a generated one. The security group that the construct creates is
   * retained together with the cache.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What created and imported serverless caches share. */
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

  /** Who may reach the cache over the network; the default port covers reads, writes and reads from replicas. */
  public abstract readonly connections: ec2.Connections;

  /** Grants for this cache. */
  public get grants(): ServerlessCacheGrants {
    return ServerlessCacheGrants.fromServerlessCache(this);
  }

  /** Every metric that the cache publishes, each by a method of its own. */
  public get metrics(): ServerlessCacheMetrics {
    return ServerlessCacheMetrics.fromServerlessCache(this);
  }

  /** The cache's widgets, for a dashboard of your own. */
  public get widgets(): CacheWidgets {
    return CacheWidgets.fromServerlessCache(this);
  }

  /** This cache as aws-cdk-lib's own constructs know it. */
  public get serverlessCacheRef(): ServerlessCacheReference {
    return { serverlessCacheName: this.serverlessCacheName, serverlessCacheArn: this.serverlessCacheArn };
  }

  /**
   * Grants the given identity permission to connect to the cache, and to log in as an IAM user.
   * [disable-awslint:no-grants]
   *
   * Actions on the cache: `elasticache:Connect`, `elasticache:DescribeServerlessCaches`
   *
   * Actions on the user: `elasticache:Connect`
   *
   * @param grantee the identity that receives the permissions
   * @param user the user as which the identity logs in, also an L1 construct; without a user, only the permissions on
   * the cache are granted
   */
  public grantConnect(grantee: iam.IGrantable, user?: IUserRef): iam.Grant {
    if (user) {
      requireIamUser(user, (errors) => throwMethodErrors(this, 'grantConnect', errors));
    }
    return this.grants.connect(grantee, user);
  }

  /**
   * Grants the given identity custom permissions on the cache. [disable-awslint:no-grants]
   *
   * @param grantee the identity that receives the permissions
   * @param actions the actions, such as `elasticache:ModifyServerlessCache`
   */
  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return this.grants.actions(grantee, actions);
  }

  /**
   * Connects a client to the cache as a user: opens the network both ways, gives the permission to log in (on cache and
   * user of IAM, or to read the secret) and tells a function or a container in its environment what it must know.
   * `CACHE_AUTH` is iam, password or none; a container with a password gets
   * `CACHE_PASSWORD`, others `CACHE_SECRET_ARN`.
   *
   * @param user the user as which the client logs in, of the user group of the cache
   * @param target a function, a container, a task definition or service of Amazon ECS, an instance, or any construct
   * with permissions and security groups
   * @param options what the two do not tell
   */
  public connectAs(user: IUser, target: IConstruct, options: ConnectOptions = {}): CacheConnection {
    const connector = ServerlessCacheConnector._of(this, this.connectorOptions(), this._connectorConnections);
    const connection = connector.connectAs(user, target, options);
    requireUserGroup(this, user);
    return connection;
  }

  /**
   * Creates a rule for events of the cache.
   *
   * @param id the id of the rule below the cache
   * @param options the event types and the target
   * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-elasticache.html
   */
  public onEvent(id: string, options: OnServerlessCacheEventOptions = {}): events.Rule {
    return ServerlessCacheEvents.fromServerlessCache(this).onEvent(this, id, options);
  }

  /**
   * Reserves a request rate from some time on, before a peak that is known: the cache is there when the load comes. A
   * second schedule ends it.
   *
   * @param id the id of the schedule below the cache
   * @param props when, and how much
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html
   */
  public scheduleMinimumRequestRate(id: string, props: MinimumRequestRateScheduleProps): scheduler.Schedule {
    return scheduleMinimumRequestRate(this, id, props, this._facts.cacheUsageLimits);
  }

  /**
   * Makes the alarms that AWS recommends for the cache, with thresholds from its own limits, each with what to do in
   * its description.
   *
   * @param options what happens when they are raised, and what differs from the recommendation
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
   */
  public addRecommendedAlarms(options: ServerlessCacheAlarmsOptions = {}): RecommendedAlarms {
    return RecommendedAlarms.forServerlessCache(this, 'RecommendedAlarms', this, options);
  }

  /**
   * A metric of the cache by its name in CloudWatch.
   *
   * @param metricName the name in the namespace AWS/ElastiCache
   * @param props what differs from the average over 5 minutes
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
   */
  public metric(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metrics.metric(metricName, props);
  }

  /**
   * Successful look-ups of keys.
   *
   * @param props what differs from the sum over 5 minutes
   */
  public metricCacheHitCount(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('CacheHits', { statistic: cloudwatch.Stats.SUM, ...props });
  }

  /**
   * Look-ups of keys that were not there.
   *
   * @param props what differs from the sum over 5 minutes
   */
  public metricCacheMissCount(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('CacheMisses', { statistic: cloudwatch.Stats.SUM, ...props });
  }

  /**
   * The share of look-ups that found their key, in percent.
   *
   * @param props what differs from the average over 5 minutes
   */
  public metricCacheHitRate(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('CacheHitRate', props);
  }

  /**
   * The data stored in the cache, in bytes.
   *
   * @param props what differs from the maximum over 5 minutes
   */
  public metricDataStored(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('BytesUsedForCache', { statistic: cloudwatch.Stats.MAXIMUM, ...props });
  }

  /**
   * The ElastiCache Processing Units that requests consumed.
   *
   * @param props what differs from the sum over 5 minutes
   */
  public metricProcessingUnitsConsumed(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('ElastiCacheProcessingUnits', { statistic: cloudwatch.Stats.SUM, ...props });
  }

  /**
   * The bytes that came in over the network.
   *
   * @param props what differs from the sum over 5 minutes
   */
  public metricNetworkBytesIn(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('NetworkBytesIn', { statistic: cloudwatch.Stats.SUM, ...props });
  }

  /**
   * The bytes that went out over the network.
   *
   * @param props what differs from the sum over 5 minutes
   */
  public metricNetworkBytesOut(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('NetworkBytesOut', { statistic: cloudwatch.Stats.SUM, ...props });
  }

  /**
   * The connections that are open.
   *
   * @param props what differs from the maximum over 5 minutes
   */
  public metricActiveConnections(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('CurrConnections', { statistic: cloudwatch.Stats.MAXIMUM, ...props });
  }

  /**
   * How long successful writes take, in microseconds.
   *
   * @param props what differs from the average over 5 minutes
   */
  public metricWriteRequestLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('SuccessfulWriteRequestLatency', props);
  }

  /**
   * How long successful reads take, in microseconds.
   *
   * @param props what differs from the average over 5 minutes
   */
  public metricReadRequestLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('SuccessfulReadRequestLatency', props);
  }

  /**
   * The facts that facades use.
   *
   * @internal
   */
  public get _facts(): ServerlessCacheAlarmsProps {
    return { engine: this.engine, hasUsers: this.userGroup ? true : undefined };
  }

  /**
   * The connections that `connectAs` opens; undefined for a public cache.
   *
   * @internal
   */
  protected get _connectorConnections(): ec2.Connections | undefined {
    return this.connections;
  }

  private connectorOptions(): ServerlessCacheConnectorOptions {
    const isMemcached = this.engine?.supportsReaderEndpoint === false;
    return {
      endpoint: this.endpoint,
      readerEndpoint: isMemcached ? undefined : this.readerEndpoint,
      engine: this.engine,
      userGroup: this.userGroup,
    };
  }
}

/** The subnets and security groups that a lookup returns. */
interface NetworkIds {
  readonly subnetIds: string[];
  readonly securityGroupIds: string[];
}

class ImportedServerlessCache extends ServerlessCacheBase {
  public readonly engine?: CacheEngine;
  public readonly serverlessCacheName: string;
  public readonly serverlessCacheArn: string;
  public readonly backupArnsToRestore?: string[];
  public readonly kmsKey?: kms.IKey;
  public readonly vpc?: ec2.IVpc;
  public readonly subnets?: ec2.ISubnet[];
  public readonly securityGroups?: ec2.ISecurityGroup[];
  public readonly userGroup?: IUserGroup;

  private readonly attrs: ServerlessCacheAttributes;
  private cachedConnections?: ec2.Connections;

  /** @param networkIds the subnets and security groups from a lookup, which are imported into this scope */
  constructor(
    scope: Construct,
    id: string,
    method: string,
    attrs: ServerlessCacheAttributes = {},
    networkIds?: NetworkIds,
  ) {
    const identity = resolveIdentity(
      { scope, id, className: 'ServerlessCache', method },
      'serverlesscache',
      { name: 'serverlessCacheName', arn: 'serverlessCacheArn' },
      attrs.serverlessCacheName,
      attrs.serverlessCacheArn,
    );
    super(scope, id, { environmentFromArn: identity.arn });
    setPublicClass(this, 'ServerlessCache');

    this.attrs = attrs;
    this.serverlessCacheName = identity.name;
    this.serverlessCacheArn = identity.arn;
    this.engine = attrs.engine;
    this.backupArnsToRestore = attrs.backupArnsToRestore && [...attrs.backupArnsToRestore];
    this.kmsKey = toKey(this, 'KmsKey', attrs.kmsKey);
    this.vpc = attrs.vpc;
    this.subnets =
      networkIds?.subnetIds.map((subnetId) => ec2.Subnet.fromSubnetId(this, subnetId, subnetId)) ??
      (attrs.subnets && [...attrs.subnets]);
    this.securityGroups =
      networkIds?.securityGroupIds.map((groupId) => ec2.SecurityGroup.fromSecurityGroupId(this, groupId, groupId)) ??
      (attrs.securityGroups && [...attrs.securityGroups]);
    this.userGroup = toUserGroup(this, attrs.userGroup);
    registerImport(this, CfnServerlessCache.CFN_RESOURCE_TYPE_NAME, {
      serverlessCacheName: this.serverlessCacheName,
      engine: this.engine?.engineType,
      majorEngineVersion: this.engine?.majorEngineVersion,
    });
  }

  public get endpoint(): Endpoint {
    const { endpointAddress, endpointPort } = this.attrs;
    const port = endpointPort ?? this.engine?.port;
    if (endpointAddress === undefined || port === undefined) {
      return throwGetterErrors(this, 'endpoint', [
        "'endpoint' is unknown for the imported cache. Specify 'endpointAddress', and 'endpointPort' or 'engine', in fromServerlessCacheAttributes.",
      ]);
    }
    return new Endpoint(endpointAddress, port);
  }

  public get readerEndpoint(): Endpoint {
    const { endpointAddress, readerEndpointAddress, readerEndpointPort } = this.attrs;
    const address = readerEndpointAddress ?? endpointAddress;
    const port = readerEndpointPort ?? this.engine?.readerPort;
    if (this.engine?.supportsReaderEndpoint === false) {
      return throwGetterErrors(this, 'readerEndpoint', [NO_READER_ENDPOINT]);
    }
    if (address === undefined || port === undefined) {
      return throwGetterErrors(this, 'readerEndpoint', [
        "'readerEndpoint' is unknown for the imported cache. Specify 'readerEndpointAddress' and 'readerEndpointPort', or 'endpointAddress' and 'engine', " +
          'in fromServerlessCacheAttributes.',
      ]);
    }
    return new Endpoint(address, port);
  }

  public get connections(): ec2.Connections {
    if (!this.cachedConnections) {
      this.cachedConnections = new ec2.Connections({
        securityGroups: this.securityGroups,
        defaultPort: getPortRange(this.engine),
      });
      if (!this.securityGroups?.length) {
        addConstructWarning(
          this,
          'ServerlessCache.ImportWithoutSecurityGroups',
          "'connections' has no effect while the security groups of the imported cache are unknown. Specify 'securityGroups' in fromServerlessCacheAttributes.",
        );
      }
    }
    return this.cachedConnections;
  }
}

/**
 * A serverless cache: Valkey, Redis OSS or Memcached without nodes to choose, patch or scale.
 *
 * It is always encrypted at rest and in transit and spreads over Availability Zones. You pay for the stored data and
 * the processed requests, with a minimum of stored data per engine.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/WhatIs.html
 * @resource AWS::ElastiCache::ServerlessCache
 * @example
 * declare const fn: lambda.Function; // stands in the same VPC
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
  /** Identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.ServerlessCache';

  /**
   * Whether something is a `ServerlessCache`.
   *
   * @param x anything
   */
  public static isServerlessCache(x: any): x is ServerlessCache {
    return isMarked(x, SERVERLESS_CACHE);
  }

  /**
   * Imports a serverless cache by its name.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param serverlessCacheName the cache's name
   */
  public static fromServerlessCacheName(scope: Construct, id: string, serverlessCacheName: string): IServerlessCache {
    return new ImportedServerlessCache(scope, id, 'fromServerlessCacheName', { serverlessCacheName });
  }

  /**
   * Imports a serverless cache by its ARN; account and region are those of the ARN.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param serverlessCacheArn the cache's ARN
   */
  public static fromServerlessCacheArn(scope: Construct, id: string, serverlessCacheArn: string): IServerlessCache {
    return new ImportedServerlessCache(scope, id, 'fromServerlessCacheArn', { serverlessCacheArn });
  }

  /**
   * Imports a serverless cache by what is known of it.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param attrs what is known of the cache
   */
  public static fromServerlessCacheAttributes(
    scope: Construct,
    id: string,
    attrs: ServerlessCacheAttributes,
  ): IServerlessCache {
    return new ImportedServerlessCache(scope, id, 'fromServerlessCacheAttributes', attrs);
  }

  /**
   * Looks a serverless cache up in AWS while the app is synthesised: engine, endpoint, subnets and security groups. The
   * CDK CLI asks once and keeps the answer in `cdk.context.json`. The stack needs an account and a region.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param options which cache
   * @see https://docs.aws.amazon.com/cdk/v2/guide/context.html
   */
  public static fromLookup(scope: Construct, id: string, options: ServerlessCacheLookupOptions): IServerlessCache {
    return lookUpServerlessCache(scope, id, options);
  }

  /**
   * Creates a rule for events of all serverless caches and their snapshots in the account and Region.
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
  public readonly connections: ec2.Connections;

  private readonly resource: CfnServerlessCache;
  private readonly cacheUsageLimits: CacheUsageLimitsProperty;
  private readonly isPublic: boolean;
  private cachedName?: string;
  private cachedArn?: string;

  constructor(scope: Construct, id: string, props: ServerlessCacheProps = {}) {
    const name = resolveRequiredName(scope, id, props.serverlessCacheName, LIMITS.serverlessCacheName);
    super(scope, id, { physicalName: name });
    addGeneratedNameWarning(
      this,
      'ServerlessCache.NameGeneratedInProduct',
      'serverlessCacheName',
      props.serverlessCacheName,
    );

    const engine = props.engine ?? CacheEngine.VALKEY_LATEST;

    const network = props.vpc && resolveNetwork(this, { ...props, vpc: props.vpc });
    const securityGroups = network?.securityGroups ?? props.securityGroups;
    const backup = renderBackupSettings(props.backup);
    const { value: snapshots, errors: snapshotErrors } = renderSnapshotArns(this, props);
    const usageLimits = renderUsageLimits(props.cacheUsageLimits);

    const errors = [
      ...validateNetwork(props),
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
      kmsKeyId: ['kmsKey', props.kmsKey && renderKeyIdentifier(this, props.kmsKey)],
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
    this.connections = new ec2.Connections({ securityGroups: this.securityGroups, defaultPort: getPortRange(engine) });

    mark(this, SERVERLESS_CACHE);
    if (UserGroup.isUserGroup(props.userGroup)) {
      props.userGroup._attachToCache(this);
    }
    this.warnWithoutUserGroup();
    retainTogether(this.resource, props.securityGroups?.length ? [] : (securityGroups ?? []));
    this.translateSnapshotPolicy();
    if (props.removalPolicy) {
      this.applyRemovalPolicy(props.removalPolicy);
    }
  }

  public get serverlessCacheName(): string {
    // `Ref` returns the name as specified in the template, which differs from the stored name in upper case letters.
    const storedName = toStoredName(this.physicalName);
    this.cachedName ??=
      storedName === this.physicalName ? this.getResourceNameAttribute(this.resource.ref) : storedName;
    return this.cachedName;
  }

  public get serverlessCacheArn(): string {
    return (this.cachedArn ??= this.getResourceArnAttribute(
      this.resource.attrArn,
      arnComponents('serverlesscache', this.physicalName),
    ));
  }

  /**
   * The host name where clients read and write.
   *
   * @attribute
   */
  public get serverlessCacheEndpointAddress(): string {
    return this.resource.attrEndpointAddress;
  }

  /**
   * The port where clients read and write.
   *
   * @attribute
   */
  public get serverlessCacheEndpointPort(): string {
    return this.resource.attrEndpointPort;
  }

  /**
   * The status of the cache when it was deployed: CREATING, AVAILABLE, DELETING, CREATE-FAILED, MODIFYING.
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
   * When the cache was created.
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
   * The host name where clients read from replicas. Memcached has none: it throws.
   *
   * @attribute
   */
  public get serverlessCacheReaderEndpointAddress(): string {
    return this.resourceWithReaderEndpoint('serverlessCacheReaderEndpointAddress').attrReaderEndpointAddress;
  }

  /**
   * The port where clients read from replicas. Memcached has none: it throws.
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
  protected get _connectorConnections(): ec2.Connections | undefined {
    return this.isPublic ? undefined : this.connections;
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

  /** CloudFormation has no deletion policy `Snapshot` for serverless caches, but a name for the final snapshot. */
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
      // A name that the user specified stays.
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
    },
    isInVpc ? { subnetIds: cache.SubnetIds, securityGroupIds: cache.SecurityGroupIds } : undefined,
  );
}

interface ResolvedNetwork {
  readonly subnets: ec2.ISubnet[];
  readonly subnetIds: string[];
  /** Those of the cache in a VPC; those that are specified for a public cache. */
  readonly securityGroups?: ec2.ISecurityGroup[];
  readonly errors: string[];
}

function resolveNetwork(scope: Construct, props: ServerlessCacheProps & { readonly vpc: ec2.IVpc }): ResolvedNetwork {
  const { subnets, subnetIds, errors: selectionErrors } = resolveSubnets(props);
  const errors = [...selectionErrors];
  if (hasPublicSubnet(props.vpc, subnets)) {
    addConstructWarning(
      scope,
      'ServerlessCache.PublicSubnets',
      "'vpcSubnets' selects public subnets, which a cache does not need, because it is only reachable from its VPC. Select private or isolated subnets.",
    );
  }

  if (subnetIds.length === 0) {
    errors.push("'vpcSubnets' must select at least one subnet, because ElastiCache uses the default VPC otherwise.");
  }
  const securityGroups = isPublic(props) ? props.securityGroups : resolveSecurityGroups(scope, 'cache', props);
  return { subnets, subnetIds, securityGroups, errors };
}

function isPublic({ connectionType }: ServerlessCacheProps): boolean {
  return connectionType === ConnectionType.PUBLIC;
}

/** Validates the props that are not rendered. Rules validate the subnets and security groups of public caches. */
function validateNetwork(props: ServerlessCacheProps): string[] {
  if (isPublic(props)) {
    const unusedProps = [props.vpc ? undefined : 'vpcSubnets', 'allowAllOutbound'] as const;
    return unusedProps
      .filter((prop) => prop !== undefined && props[prop] !== undefined)
      .map(
        (prop) =>
          `'${prop}' is not allowed with ConnectionType.PUBLIC, because a public cache is not in a VPC. Remove it.`,
      );
  }

  const errors: string[] = [];
  if (!props.vpc) {
    errors.push(
      "'vpc' is missing. Set it to the VPC of the clients, or set 'connectionType' to ConnectionType.PUBLIC.",
    );
  }
  errors.push(...validateSecurityGroups(props));
  return errors;
}
