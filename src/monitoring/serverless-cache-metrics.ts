import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IServerlessCacheRef } from 'aws-cdk-lib/aws-elasticache';
import type { CacheEngine } from '../engine';
import type { CommandFamily } from './command-family';
import { resolveFacts } from './known-facts';
import { findForeignEnvironment } from '../private/environments';
import { throwMetricErrors } from '../private/errors';
import { getOwn } from '../private/records';
import { getServerlessCacheName } from '../private/stored-names';
import { ENGINE_NAMES } from '../service-data/engine-versions';
import type { MetricDefinition } from '../service-data/metrics';
import {
  METRICS_NAMESPACE,
  SERVERLESS_DIMENSION,
  SERVERLESS_MEMCACHED_METRICS,
  SERVERLESS_METRICS,
} from '../service-data/metrics';

/**
 * The properties of a serverless cache that determine which metrics are available.
 *
 * If a property is unknown, metrics are not validated against it.
 */
export interface ServerlessCacheMetricsOptions {
  /**
   * The engine. An error is thrown for metrics that caches with this engine do not publish.
   *
   * @default - the engine of the serverless cache, if it is a construct of this library. For L1 constructs, the engine
   * is unknown.
   */
  readonly engine?: CacheEngine;
}

/**
 * The CloudWatch metrics of a serverless cache.
 *
 * The class has a method for each metric that ElastiCache publishes. The methods are named after the metrics in camel
 * case, except `processingUnits` for `ElastiCacheProcessingUnits`, `cmdGetHits` for `GetHits`, and `cmdGetMisses` for
 * `GetMisses`. `commands` and `commandProcessingUnits` return the metrics of command families.
 *
 * A method throws an error if caches with the engine of this cache do not publish the metric.
 *
 * The default statistic is the sum for counts of events, for ElastiCache Processing Units, and for network traffic. For
 * other metrics, it is the average. The default period is 5 minutes.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
 * @example
 * declare const cache: elasticache.ServerlessCache;
 *
 * cache.metrics.throttledCmds().createAlarm(this, 'Throttled', { threshold: 1, evaluationPeriods: 1 });
 * cache.metrics.successfulReadRequestLatency({ statistic: 'p99' });
 * cache.metrics.commands(elasticache.CommandFamily.HASH);
 */
export class ServerlessCacheMetrics {
  /**
   * Creates the metrics of a serverless cache.
   *
   * @param cache the cache, which can be an L1 construct
   * @param options properties that the cache does not provide, for example because it is an L1 construct
   */
  public static fromServerlessCache(
    cache: IServerlessCacheRef,
    options: ServerlessCacheMetricsOptions = {},
  ): ServerlessCacheMetrics {
    return new ServerlessCacheMetrics(cache, resolveFacts(cache, options));
  }

  private constructor(
    private readonly cache: IServerlessCacheRef,
    private readonly options: ServerlessCacheMetricsOptions,
  ) {}

  /**
   * Returns the metric with the given CloudWatch name, without validation. The default statistic is the average, and
   * the default period is 5 minutes.
   *
   * @param metricName the name of the metric in the `AWS/ElastiCache` namespace
   * @param props metric options that override the defaults
   */
  public metric(metricName: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: METRICS_NAMESPACE,
      metricName,
      dimensionsMap: { [SERVERLESS_DIMENSION]: getServerlessCacheName(this.cache) },
      statistic: cloudwatch.Stats.AVERAGE,
      ...findForeignEnvironment(this.cache, this.cache),
      ...props,
    }).attachTo(this.cache);
  }

  /**
   * The data stored in the cache, in bytes.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public bytesUsedForCache(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('BytesUsedForCache', props);
  }

  /**
   * The number of ElastiCache Processing Units (ECPUs) that requests consumed.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public processingUnits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('ElastiCacheProcessingUnits', props);
  }

  /**
   * The number of executed commands.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public totalCmdsCount(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('TotalCmdsCount', props);
  }

  /**
   * The number of commands throttled because the load grew faster than the cache scales, or exceeded a usage limit.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public throttledCmds(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('ThrottledCmds', props);
  }

  /**
   * The latency of successful read requests, in microseconds.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public successfulReadRequestLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('SuccessfulReadRequestLatency', props);
  }

  /**
   * The latency of successful write requests, in microseconds.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public successfulWriteRequestLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('SuccessfulWriteRequestLatency', props);
  }

  /**
   * The number of open connections.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public currConnections(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CurrConnections', props);
  }

  /**
   * The number of connections that were opened.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public newConnections(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('NewConnections', props);
  }

  /**
   * The number of items in the cache.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public currItems(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CurrItems', props);
  }

  /**
   * The number of items evicted to free memory for new ones.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public evictions(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('Evictions', props);
  }

  /**
   * The number of bytes received over the network.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkBytesIn(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('NetworkBytesIn', props);
  }

  /**
   * The number of bytes sent over the network.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public networkBytesOut(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('NetworkBytesOut', props);
  }

  /**
   * The percentage of key lookups that found the key. Only Valkey and Redis OSS caches publish this metric.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cacheHitRate(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CacheHitRate', props);
  }

  /**
   * The number of key lookups that found the key. Only Valkey and Redis OSS caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cacheHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CacheHits', props);
  }

  /**
   * The number of key lookups that did not find the key. Only Valkey and Redis OSS caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cacheMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CacheMisses', props);
  }

  /**
   * The number of items with a time to live. Only Valkey and Redis OSS caches publish this metric.
   *
   * Average over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public currVolatileItems(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CurrVolatileItems', props);
  }

  /**
   * The number of failed authentication attempts. Only Valkey and Redis OSS caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public authenticationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('AuthenticationFailures', props);
  }

  /**
   * The number of commands rejected because the user has no permission to run them. Only Valkey and Redis OSS caches
   * publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public commandAuthorizationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CommandAuthorizationFailures', props);
  }

  /**
   * The number of commands rejected because the user has no permission to access the keys. Only Valkey and Redis OSS
   * caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public keyAuthorizationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('KeyAuthorizationFailures', props);
  }

  /**
   * The number of connections closed because their IAM authentication had expired. Only Valkey and Redis OSS caches
   * publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public iamAuthenticationExpirations(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('IamAuthenticationExpirations', props);
  }

  /**
   * The number of IAM authentication requests that were throttled. Only Valkey and Redis OSS caches publish this
   * metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public iamAuthenticationThrottling(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('IamAuthenticationThrottling', props);
  }

  /**
   * The number of expired items removed to free memory for new ones. Only Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public reclaimed(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('Reclaimed', props);
  }

  /**
   * The number of `get` commands. Only Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cmdGet(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CmdGet', props);
  }

  /**
   * The number of `set` commands. Only Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cmdSet(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CmdSet', props);
  }

  /**
   * The number of `touch` commands. Only Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cmdTouch(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CmdTouch', props);
  }

  /**
   * The number of `flush_all` commands. Only Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cmdFlush(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CmdFlush', props);
  }

  /**
   * The number of `get` commands that found the key. Only Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cmdGetHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('GetHits', props);
  }

  /**
   * The number of `get` commands that did not find the key. Only Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public cmdGetMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('GetMisses', props);
  }

  /**
   * The number of `incr` commands that found the key. Only Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public incrHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('IncrHits', props);
  }

  /**
   * The number of `incr` commands that did not find the key. Only Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public incrMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('IncrMisses', props);
  }

  /**
   * The number of `decr` commands that found the key. Only Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public decrHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('DecrHits', props);
  }

  /**
   * The number of `decr` commands that did not find the key. Only Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public decrMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('DecrMisses', props);
  }

  /**
   * The number of `delete` commands that found the key. Only Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public deleteHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('DeleteHits', props);
  }

  /**
   * The number of `delete` commands that did not find the key. Only Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public deleteMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('DeleteMisses', props);
  }

  /**
   * The number of `touch` commands that found the key. Only Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public touchHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('TouchHits', props);
  }

  /**
   * The number of `touch` commands that did not find the key. Only Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public touchMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('TouchMisses', props);
  }

  /**
   * The number of `cas` commands that found the key with a matching CAS value. Only Memcached caches publish this
   * metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public casHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CasHits', props);
  }

  /**
   * The number of `cas` commands that did not find the key. Only Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public casMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CasMisses', props);
  }

  /**
   * The number of `cas` commands that found the key with a different CAS value, because the item had changed. Only
   * Memcached caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param props metric options that override the defaults
   */
  public casBadval(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CasBadval', props);
  }

  /**
   * The number of executed commands of the given family. Only Valkey and Redis OSS caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param family the command family
   * @param props metric options that override the defaults
   */
  public commands(family: CommandFamily, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createFamilyMetric(family, 'Cmds', props);
  }

  /**
   * The number of ElastiCache Processing Units (ECPUs) that the commands of the given family consumed. Only Valkey and
   * Redis OSS caches publish this metric.
   *
   * Sum over 5 minutes.
   *
   * @param family the command family
   * @param props metric options that override the defaults
   */
  public commandProcessingUnits(family: CommandFamily, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createFamilyMetric(family, 'CmdsECPUs', props);
  }

  private createFamilyMetric(
    family: CommandFamily,
    suffix: string,
    props?: cloudwatch.MetricOptions,
  ): cloudwatch.Metric {
    const name = `${family.name}${suffix}`;
    return family._isPredefined
      ? this.createMetric(name, props)
      : this.metric(name, { statistic: cloudwatch.Stats.SUM, ...props });
  }

  private createMetric(name: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    const engine = this.options.engine?.engineType;
    const publishedMetrics = getOwn(METRICS_BY_ENGINE, engine) ?? ALL_METRICS;
    const engineName = getOwn<string>(ENGINE_NAMES, engine);
    const definition =
      getOwn(publishedMetrics, name) ??
      throwMetricErrors(this.cache, name, [
        `'${name}' is not published by serverless ${engineName ? `${engineName} caches` : 'caches'}. Use metric() to skip this validation.`,
      ]);
    return this.metric(name, { statistic: definition.statistic, ...props });
  }
}

type MetricDefinitions = Readonly<Record<string, MetricDefinition>>;

const METRICS_BY_ENGINE: Readonly<Record<string, MetricDefinitions>> = {
  valkey: SERVERLESS_METRICS,
  redis: SERVERLESS_METRICS,
  memcached: SERVERLESS_MEMCACHED_METRICS,
};

/** The metrics of imported caches whose engine is unknown. */
const ALL_METRICS: MetricDefinitions = { ...SERVERLESS_MEMCACHED_METRICS, ...SERVERLESS_METRICS };
