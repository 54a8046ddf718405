import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { WidgetPlan } from './widget-plan';

/** Something whose widgets a dashboard can show: every cache of this library. */
export interface IMonitoredCache {
  /** The cache's widgets, for a dashboard of your own. */
  readonly widgets: CacheWidgets;
}

/**
 * The widgets of one cache, for a dashboard of your own. Each has the same size; `all` has them in rows, under the name
 * of the cache.
 *
 * @example
 * declare const cache: elasticache.ServerlessCache;
 * declare const dashboard: cloudwatch.Dashboard;
 *
 * dashboard.addWidgets(cache.widgets.hitRate(), cache.widgets.latency());
 */
export class CacheWidgets {
  /** @internal */
  public static _of(title: string, plan: WidgetPlan): CacheWidgets {
    return new CacheWidgets(title, plan);
  }

  private constructor(
    private readonly title: string,
    private readonly plan: WidgetPlan,
  ) {}

  /** The share of look-ups that found their key. */
  public hitRate(): cloudwatch.IWidget {
    return graph('Hit rate', this.plan.hitRate, { label: 'percent', min: 0, max: 100 });
  }

  /** How long reads and writes take. Memcached nodes do not tell it, and show their commands instead. */
  public latency(): cloudwatch.IWidget {
    return graph(this.plan.latencyTitle ?? 'Latency', this.plan.latency, {
      label: this.plan.latencyTitle ? 'count' : 'microseconds',
      min: 0,
    });
  }

  /** How much the cache works: its processors, or the ElastiCache Processing Units of a serverless cache. */
  public load(): cloudwatch.IWidget {
    return graph(this.plan.loadTitle, this.plan.load, { label: this.plan.loadUnit, min: 0 });
  }

  /** The memory or storage in use. */
  public memory(): cloudwatch.IWidget {
    return graph('Memory', this.plan.memory, { label: this.plan.memoryUnit, min: 0 });
  }

  /** Items that were evicted to make room. */
  public evictions(): cloudwatch.IWidget {
    return graph('Evictions', this.plan.evictions, { label: 'count', min: 0 });
  }

  /** Connections that are open and that were opened. */
  public connections(): cloudwatch.IWidget {
    return graph('Connections', this.plan.connections, { label: 'count', min: 0 });
  }

  /** What is held back because there is too much of it. */
  public throttling(): cloudwatch.IWidget {
    return graph('Throttling', this.plan.throttling, { label: 'count', min: 0 });
  }

  /** The bytes that come in and go out. */
  public network(): cloudwatch.IWidget {
    return graph('Network', this.plan.network, { label: 'bytes', min: 0 });
  }

  /** How far replicas are behind; where there are none, the items in the cache. */
  public replicationLag(): cloudwatch.IWidget {
    return this.plan.lag
      ? graph('Replication lag', this.plan.lag, { label: 'seconds', min: 0 })
      : graph('Items', this.plan.items, { label: 'count', min: 0 });
  }

  /**
   * All widgets in rows of three, under the name of the cache: what users feel first, then what wears out, then why.
   */
  public all(): cloudwatch.IWidget[] {
    return [
      new cloudwatch.TextWidget({
        markdown: `## ${this.title}`,
        width: 24,
        height: 1,
        background: cloudwatch.TextWidgetBackground.TRANSPARENT,
      }),
      new cloudwatch.Row(this.hitRate(), this.latency(), this.load()),
      new cloudwatch.Row(this.memory(), this.evictions(), this.connections()),
      new cloudwatch.Row(this.throttling(), this.network(), this.replicationLag()),
    ];
  }
}

function graph(title: string, left: cloudwatch.IMetric[], leftYAxis: cloudwatch.YAxisProps): cloudwatch.GraphWidget {
  return new cloudwatch.GraphWidget({
    title,
    left,
    leftYAxis: { ...leftYAxis, showUnits: false },
    width: 8,
    height: 6,
  });
}
