import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { CommandFamily } from './command-family';
import type { MeasuredServerlessCache } from './measured';
import { throwValidationErrors } from '../private/errors';
import type { MetricFact } from '../service-data/metrics';
import { SERVERLESS_MEMCACHED_METRICS, SERVERLESS_METRICS } from '../service-data/metrics';

/**
 * The metrics of a serverless cache: every one that ElastiCache publishes, by its own name with a small first letter.
 * Totals are sums, levels are averages, over 5 minutes, under the cache's name in lower case. One that the cache's
 * engine does not publish is refused.
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
  /** @internal */
  public static _of(cache: MeasuredServerlessCache): ServerlessCacheMetrics {
    return new ServerlessCacheMetrics(cache);
  }

  private constructor(private readonly cache: MeasuredServerlessCache) {}

  /** The data stored in the cache, in bytes. */
  public bytesUsedForCache(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('BytesUsedForCache', props);
  }

  /** The ElastiCache Processing Units that requests consumed. */
  public elastiCacheProcessingUnits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('ElastiCacheProcessingUnits', props);
  }

  /** The commands that were executed. */
  public totalCmdsCount(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('TotalCmdsCount', props);
  }

  /** Commands that were throttled because the load grew faster than the cache scales, or beyond a usage limit. */
  public throttledCmds(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('ThrottledCmds', props);
  }

  /** How long successful reads take, in microseconds. */
  public successfulReadRequestLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('SuccessfulReadRequestLatency', props);
  }

  /** How long successful writes take, in microseconds. */
  public successfulWriteRequestLatency(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('SuccessfulWriteRequestLatency', props);
  }

  /** The connections that are open. */
  public currConnections(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('CurrConnections', props);
  }

  /** Connections that were opened. */
  public newConnections(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('NewConnections', props);
  }

  /** The items in the cache. */
  public currItems(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('CurrItems', props);
  }

  /** Items that were evicted to make room. */
  public evictions(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('Evictions', props);
  }

  /** The bytes that came in over the network. */
  public networkBytesIn(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('NetworkBytesIn', props);
  }

  /** The bytes that went out over the network. */
  public networkBytesOut(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('NetworkBytesOut', props);
  }

  /** The share of look-ups that found their key, in percent. Valkey and Redis OSS. */
  public cacheHitRate(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('CacheHitRate', props);
  }

  /** Look-ups that found their key. Valkey and Redis OSS. */
  public cacheHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('CacheHits', props);
  }

  /** Look-ups that did not find their key. Valkey and Redis OSS. */
  public cacheMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('CacheMisses', props);
  }

  /** The items that have a time to live. Valkey and Redis OSS. */
  public currVolatileItems(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('CurrVolatileItems', props);
  }

  /** Log-ins that were refused. Valkey and Redis OSS. */
  public authenticationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('AuthenticationFailures', props);
  }

  /** Commands that were refused because the user may not run them. Valkey and Redis OSS. */
  public commandAuthorizationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('CommandAuthorizationFailures', props);
  }

  /** Commands that were refused because the user may not use their keys. Valkey and Redis OSS. */
  public keyAuthorizationFailures(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('KeyAuthorizationFailures', props);
  }

  /** Connections that were closed because their IAM authentication had expired. Valkey and Redis OSS. */
  public iamAuthenticationExpirations(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('IamAuthenticationExpirations', props);
  }

  /** IAM log-ins that were throttled. Valkey and Redis OSS. */
  public iamAuthenticationThrottling(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('IamAuthenticationThrottling', props);
  }

  /** Items that expired and made room for others. Memcached. */
  public reclaimed(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('Reclaimed', props);
  }

  /** `get` commands. Memcached. */
  public cmdGet(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('CmdGet', props);
  }

  /** `set` commands. Memcached. */
  public cmdSet(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('CmdSet', props);
  }

  /** `touch` commands. Memcached. */
  public cmdTouch(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('CmdTouch', props);
  }

  /** `flush_all` commands. Memcached. */
  public cmdFlush(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('CmdFlush', props);
  }

  /** `get` commands that found their key. Memcached. */
  public getHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('GetHits', props);
  }

  /** `get` commands that did not find their key. Memcached. */
  public getMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('GetMisses', props);
  }

  /** `incr` commands that found their key. Memcached. */
  public incrHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('IncrHits', props);
  }

  /** `incr` commands that did not find their key. Memcached. */
  public incrMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('IncrMisses', props);
  }

  /** `decr` commands that found their key. Memcached. */
  public decrHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('DecrHits', props);
  }

  /** `decr` commands that did not find their key. Memcached. */
  public decrMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('DecrMisses', props);
  }

  /** `delete` commands that found their key. Memcached. */
  public deleteHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('DeleteHits', props);
  }

  /** `delete` commands that did not find their key. Memcached. */
  public deleteMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('DeleteMisses', props);
  }

  /** `touch` commands that found their key. Memcached. */
  public touchHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('TouchHits', props);
  }

  /** `touch` commands that did not find their key. Memcached. */
  public touchMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('TouchMisses', props);
  }

  /** `cas` commands that found their key with the value that they expected. Memcached. */
  public casHits(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('CasHits', props);
  }

  /** `cas` commands that did not find their key. Memcached. */
  public casMisses(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('CasMisses', props);
  }

  /** `cas` commands that found their key changed by somebody else. Memcached. */
  public casBadval(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named('CasBadval', props);
  }

  /**
   * The commands of one family that were executed. Valkey and Redis OSS.
   *
   * @param family the commands
   * @param props what differs from the sum over 5 minutes
   */
  public commands(family: CommandFamily, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named(`${family}Cmds`, props);
  }

  /**
   * The ElastiCache Processing Units that the commands of one family consumed. Valkey and Redis OSS.
   *
   * @param family the commands
   * @param props what differs from the sum over 5 minutes
   */
  public commandProcessingUnits(family: CommandFamily, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.named(`${family}CmdsECPUs`, props);
  }

  private named(name: string, props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    const engine = this.cache.engine?.engineType ?? 'unknown';
    const published: Readonly<Record<string, MetricFact>> = BY_ENGINE[engine] ?? {
      ...SERVERLESS_MEMCACHED_METRICS,
      ...SERVERLESS_METRICS,
    };
    const fact =
      published[name] ??
      throwValidationErrors(this.cache, [
        `'${name}' is not published for serverless caches of ${engine}; 'metric' takes any name, also one that this library does not know`,
      ]);
    return this.cache.metric(name, { statistic: fact.statistic, ...props });
  }
}

const BY_ENGINE: Readonly<Record<string, Readonly<Record<string, MetricFact>>>> = {
  valkey: SERVERLESS_METRICS,
  redis: SERVERLESS_METRICS,
  memcached: SERVERLESS_MEMCACHED_METRICS,
};
