import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { IServerlessCacheRef } from 'aws-cdk-lib/aws-elasticache';
import type { CacheEngine } from '../engine';
import type { CommandFamily } from './command-family';
import { resolveFacts } from './known-facts';
import { findForeignEnvironment } from '../private/environments';
import { throwMetricErrors } from '../private/errors';
import { getOwn } from '../private/records';
import { getServerlessCacheName } from '../private/stored-names';
import type { MetricDefinition } from '../service-data/metrics';
import {
  METRICS_NAMESPACE,
  SERVERLESS_DIMENSION,
  SERVERLESS_MEMCACHED_METRICS,
  SERVERLESS_METRICS,
} from '../service-data/metrics';

/** The properties of a serverless cache that determine its metrics. Unknown properties are not validated. */
export interface ServerlessCacheMetricsOptions {
  /**
   * The engine. Metrics that the engine does not publish are rejected.
   *
   * @default - the engine of a cache of this library, unknown for other caches
   */
  readonly engine?: CacheEngine;
}

/**
 * The metrics of a serverless cache: every one that ElastiCache publishes, by its own name with a small first letter,
 * except `processingUnits`, `cmdGetHits`, and `cmdGetMisses`. Totals are sums, levels are averages, over 5 minutes,
 * under the cache's name in lower case. One that the cache's engine does not publish is refused.
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
   * @param cache the cache, also an L1 construct
   * @param options the properties of the cache, as far as they are known
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
   * A metric of the cache by its name in CloudWatch.
   *
   * @param metricName the name in the namespace AWS/ElastiCache
   * @param props overrides of the average over 5 minutes
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

  /** The data stored in the cache, in bytes. */
  public bytesUsedForCache(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('BytesUsedForCache', props);
  }

  /** The ElastiCache Processing Units that requests consumed. */
  public processingUnits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('ElastiCacheProcessingUnits', props);
  }

  /** The commands that were executed. */
  public totalCmdsCount(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('TotalCmdsCount', props);
  }

  /** Commands that were throttled because the load grew faster than the cache scales, or beyond a usage limit. */
  public throttledCmds(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('ThrottledCmds', props);
  }

  /** How long successful reads take, in microseconds. */
  public successfulReadRequestLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('SuccessfulReadRequestLatency', props);
  }

  /** How long successful writes take, in microseconds. */
  public successfulWriteRequestLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('SuccessfulWriteRequestLatency', props);
  }

  /** The connections that are open. */
  public currConnections(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CurrConnections', props);
  }

  /** Connections that were opened. */
  public newConnections(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('NewConnections', props);
  }

  /** The items in the cache. */
  public currItems(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CurrItems', props);
  }

  /** Items that were evicted to make room. */
  public evictions(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('Evictions', props);
  }

  /** The bytes that came in over the network. */
  public networkBytesIn(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('NetworkBytesIn', props);
  }

  /** The bytes that went out over the network. */
  public networkBytesOut(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('NetworkBytesOut', props);
  }

  /** The share of look-ups that found their key, in percent. Valkey and Redis OSS. */
  public cacheHitRate(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CacheHitRate', props);
  }

  /** Look-ups that found their key. Valkey and Redis OSS. */
  public cacheHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CacheHits', props);
  }

  /** Look-ups that did not find their key. Valkey and Redis OSS. */
  public cacheMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CacheMisses', props);
  }

  /** The items that have a time to live. Valkey and Redis OSS. */
  public currVolatileItems(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CurrVolatileItems', props);
  }

  /** Log-ins that were refused. Valkey and Redis OSS. */
  public authenticationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('AuthenticationFailures', props);
  }

  /** Commands that were refused because the user may not run them. Valkey and Redis OSS. */
  public commandAuthorizationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CommandAuthorizationFailures', props);
  }

  /** Commands that were refused because the user may not use their keys. Valkey and Redis OSS. */
  public keyAuthorizationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('KeyAuthorizationFailures', props);
  }

  /** Connections that were closed because their IAM authentication had expired. Valkey and Redis OSS. */
  public iamAuthenticationExpirations(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('IamAuthenticationExpirations', props);
  }

  /** IAM log-ins that were throttled. Valkey and Redis OSS. */
  public iamAuthenticationThrottling(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('IamAuthenticationThrottling', props);
  }

  /** Items that expired and made room for others. Memcached. */
  public reclaimed(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('Reclaimed', props);
  }

  /** `get` commands. Memcached. */
  public cmdGet(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CmdGet', props);
  }

  /** `set` commands. Memcached. */
  public cmdSet(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CmdSet', props);
  }

  /** `touch` commands. Memcached. */
  public cmdTouch(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CmdTouch', props);
  }

  /** `flush_all` commands. Memcached. */
  public cmdFlush(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CmdFlush', props);
  }

  /** `get` commands that found their key. Memcached. */
  public cmdGetHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('GetHits', props);
  }

  /** `get` commands that did not find their key. Memcached. */
  public cmdGetMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('GetMisses', props);
  }

  /** `incr` commands that found their key. Memcached. */
  public incrHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('IncrHits', props);
  }

  /** `incr` commands that did not find their key. Memcached. */
  public incrMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('IncrMisses', props);
  }

  /** `decr` commands that found their key. Memcached. */
  public decrHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('DecrHits', props);
  }

  /** `decr` commands that did not find their key. Memcached. */
  public decrMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('DecrMisses', props);
  }

  /** `delete` commands that found their key. Memcached. */
  public deleteHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('DeleteHits', props);
  }

  /** `delete` commands that did not find their key. Memcached. */
  public deleteMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('DeleteMisses', props);
  }

  /** `touch` commands that found their key. Memcached. */
  public touchHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('TouchHits', props);
  }

  /** `touch` commands that did not find their key. Memcached. */
  public touchMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('TouchMisses', props);
  }

  /** `cas` commands that found their key with the value that they expected. Memcached. */
  public casHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CasHits', props);
  }

  /** `cas` commands that did not find their key. Memcached. */
  public casMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CasMisses', props);
  }

  /** `cas` commands that found their key changed by somebody else. Memcached. */
  public casBadval(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createMetric('CasBadval', props);
  }

  /**
   * The commands of one family that were executed. Valkey and Redis OSS.
   *
   * @param family the commands
   * @param props what differs from the sum over 5 minutes
   */
  public commands(family: CommandFamily, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.createFamilyMetric(family, 'Cmds', props);
  }

  /**
   * The ElastiCache Processing Units that the commands of one family consumed. Valkey and Redis OSS.
   *
   * @param family the commands
   * @param props what differs from the sum over 5 minutes
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
    const engine = this.options.engine?.engineType ?? 'unknown';
    const publishedMetrics = getOwn(METRICS_BY_ENGINE, engine) ?? ALL_METRICS;
    const definition =
      getOwn(publishedMetrics, name) ??
      throwMetricErrors(this.cache, name, [
        `'${name}' is not published by serverless ${engine} caches. Use metric() to skip this validation.`,
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

/** Used for imports whose engine is unknown. */
const ALL_METRICS: MetricDefinitions = { ...SERVERLESS_MEMCACHED_METRICS, ...SERVERLESS_METRICS };
