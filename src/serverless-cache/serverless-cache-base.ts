import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IServerlessCacheRef, ServerlessCacheReference } from 'aws-cdk-lib/aws-elasticache';
import type * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as scheduler from 'aws-cdk-lib/aws-scheduler';
import type { IResource } from 'aws-cdk-lib/core';
import { Resource } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { eventRule } from './event-rule';
import type * as schedules from './minimum-rate-schedule';
import type { MinimumRequestRateSchedule } from './minimum-request-rate-schedule';
import type { OnServerlessCacheEventOptions } from './serverless-cache-event';
import { ServerlessCacheGrants } from './serverless-cache-grants';
import type { IIamUser, IUser, IUserGroup } from '../access';
import type * as connection from '../connection';
import type * as connecting from '../connection/connect';
import type { CacheEngine } from '../engine';
import { METRICS_NAMESPACE, SERVERLESS_DIMENSION } from '../facts/metric-names';
import type * as monitoring from '../monitoring';
import type * as alarms from '../monitoring/serverless-cache-alarms';
import type * as widgetPlan from '../monitoring/widget-plan';
import type { Endpoint } from '../network';

/** A serverless cache, created here or imported. */
export interface IServerlessCache extends IResource, ec2.IConnectable, IServerlessCacheRef, monitoring.IMonitoredCache {
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

  /** Every metric that the cache publishes, each by a method of its own. */
  readonly metrics: monitoring.ServerlessCacheMetrics;

  /** Allows a principal to connect to the cache; to log in it needs the same on an IAM user. */
  grantConnect(grantee: iam.IGrantable): iam.Grant;

  /** Allows a principal to connect to the cache as an IAM user: both halves of the permission in one call. */
  grantConnectAs(user: IIamUser, grantee: iam.IGrantable): iam.Grant;

  /** Allows a principal some actions on the cache. */
  grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant;

  /** Makes a rule on what happens to the cache. */
  onEvent(id: string, options?: OnServerlessCacheEventOptions): events.Rule;

  /** Reserves a request rate from some time on, before a peak that is known. */
  scheduleMinimumRequestRate(id: string, props: MinimumRequestRateSchedule): scheduler.Schedule;

  /** Connects a client to the cache as a user: network, permission and environment in one call. */
  connectAs(user: IUser, target: IConstruct, options?: connection.ConnectOptions): connection.CacheConnection;

  /** Makes the alarms that AWS recommends for the cache, each with what to do in its description. */
  addRecommendedAlarms(options?: monitoring.ServerlessCacheAlarmsOptions): monitoring.RecommendedAlarms;

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

  /** Permissions on this cache. */
  public get grants(): ServerlessCacheGrants {
    return ServerlessCacheGrants.fromServerlessCache(this);
  }

  /** Every metric that the cache publishes, each by a method of its own. */
  public get metrics(): monitoring.ServerlessCacheMetrics {
    const { ServerlessCacheMetrics } = require('../monitoring') as typeof monitoring; // most caches are not asked for metrics
    return ServerlessCacheMetrics._of(this);
  }

  /** The cache's widgets, for a dashboard of your own. */
  public get widgets(): monitoring.CacheWidgets {
    const { CacheWidgets } = require('../monitoring') as typeof monitoring;
    const { serverlessPlan } = require('../monitoring/widget-plan') as typeof widgetPlan;
    return CacheWidgets._of(this.node.id, serverlessPlan(this, this.metrics));
  }

  /** This cache as aws-cdk-lib's own constructs know it. */
  public get serverlessCacheRef(): ServerlessCacheReference {
    return { serverlessCacheName: this.serverlessCacheName, serverlessCacheArn: this.serverlessCacheArn };
  }

  /**
   * Allows a principal to connect to the cache; to log in it needs the same on an IAM user, see `grantConnectAs`.
   * [disable-awslint:no-grants]
   *
   * @param grantee who may connect
   */
  public grantConnect(grantee: iam.IGrantable): iam.Grant {
    return this.grants.connect(grantee);
  }

  /**
   * Allows a principal to connect to the cache as an IAM user: both halves of the permission in one call.
   * [disable-awslint:no-grants]
   *
   * @param user the user as which the principal logs in
   * @param grantee who may connect
   */
  public grantConnectAs(user: IIamUser, grantee: iam.IGrantable): iam.Grant {
    return user.grantConnect(grantee).combine(this.grantConnect(grantee));
  }

  /**
   * Allows a principal some actions on the cache.
   * [disable-awslint:no-grants]
   *
   * @param grantee who may act
   * @param actions the actions, such as `elasticache:ModifyServerlessCache`
   */
  public grant(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return this.grants.actions(grantee, ...actions);
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
  public connectAs(
    user: IUser,
    target: IConstruct,
    options: connection.ConnectOptions = {},
  ): connection.CacheConnection {
    const { connect } = require('../connection/connect') as typeof connecting;
    return connect(this, this._connected(), user, target, options);
  }

  /**
   * Makes a rule on what happens to the cache, as Amazon EventBridge is told.
   *
   * @param id the id of the rule below the cache
   * @param options what the rule waits for, and what it does
   * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-elasticache.html
   */
  public onEvent(id: string, options: OnServerlessCacheEventOptions = {}): events.Rule {
    return eventRule(this, id, options, this);
  }

  /**
   * Reserves a request rate from some time on, before a peak that is known: the cache is there when the load comes. A
   * second schedule ends it.
   *
   * @param id the id of the schedule below the cache
   * @param props when, and how much
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html
   */
  public scheduleMinimumRequestRate(id: string, props: MinimumRequestRateSchedule): scheduler.Schedule {
    const { scheduleMinimumRate } = require('./minimum-rate-schedule') as typeof schedules;
    return scheduleMinimumRate(this, id, props, this._facts().limits);
  }

  /**
   * Makes the alarms that AWS recommends for the cache, with thresholds from its own limits, each with what to do in
   * its description.
   *
   * @param options what happens when they are raised, and what differs from the recommendation
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
   */
  public addRecommendedAlarms(options: monitoring.ServerlessCacheAlarmsOptions = {}): monitoring.RecommendedAlarms {
    const { serverlessCacheAlarms } = require('../monitoring/serverless-cache-alarms') as typeof alarms;
    return serverlessCacheAlarms(this, this._facts(), options);
  }

  /**
   * A metric of the cache by its name in CloudWatch.
   *
   * @param metricName the name in the namespace AWS/ElastiCache
   * @param props what differs from the average over 5 minutes
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
   */
  public metric(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: METRICS_NAMESPACE,
      metricName,
      dimensionsMap: { [SERVERLESS_DIMENSION]: this.serverlessCacheName },
      statistic: cloudwatch.Stats.AVERAGE,
      ...props,
    }).attachTo(this);
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
   * What alarms and schedules must know of the cache.
   *
   * @internal
   */
  protected abstract _facts(): alarms.ServerlessCacheFacts;

  /**
   * What clients must know of the cache. A cache in no VPC is a public one; of an import nobody knows.
   *
   * @internal
   */
  protected _connected(): connecting.ConnectedFacts {
    const memcached = this.engine?.supportsReaderEndpoint === false;
    return {
      cacheName: this.serverlessCacheName,
      tls: true,
      serverless: true,
      clusterMode: !memcached,
      reader: memcached ? undefined : this.readerEndpoint,
    };
  }
}
