import { Duration } from 'aws-cdk-lib/core';
import type { AlarmPlan } from './alarm-plan';
import { minutes, minutesOf, PAGES } from './alarm-plan';
import type { MeasuredNodes } from './measured';
import type { NodeMetric } from './node-metric';
import type { NodeMetrics } from './node-metrics';
import { watchNodes } from './watch';
import { maxClients } from '../facts/connections';
import type { NodeTypeFact } from '../facts/node-types';
import { NODE_TYPES } from '../facts/node-types';
import { isKnown } from '../private/tokens';

/** What the alarms of nodes must know besides their metrics. */
export interface AlarmedNodes extends MeasuredNodes {
  /** Whether there are users; undefined when nobody knows. */
  readonly hasUsers?: boolean;
  /** Whether writes are kept in a durable log; undefined when nobody knows. */
  readonly durable?: boolean;
}

/** The period of most alarms: that in which nodes publish. */
export const EVERY_MINUTE = { period: Duration.minutes(1) };

/** The figures of the node type, as far as it is known. */
export function figuresOf({ nodeType }: MeasuredNodes): NodeTypeFact | undefined {
  return isKnown(nodeType) ? NODE_TYPES[nodeType] : undefined;
}

/** The alarms that nodes of every engine have: on connections, evictions and the network. */
export function hostAlarms(
  nodes: MeasuredNodes,
  metrics: NodeMetrics & { evictions(props: object): NodeMetric; currConnections(props: object): NodeMetric },
  larger: string,
): AlarmPlan[] {
  const figures = figuresOf(nodes);
  const worst = (metric: NodeMetric) => watchNodes(nodes, metric, 'MAX');
  const bytesPerMinute = figures && ((figures.baselineGbps * 1e9) / 8) * 60;
  const bandwidth = { threshold: bytesPerMinute && 0.8 * bytesPerMinute, lasting: minutes(15), page: PAGES.nodes };
  const exceeded = { threshold: 0, lasting: minutesOf(3, 5), page: PAGES.hostMetrics };

  return [
    {
      name: 'evictions',
      watch: () => worst(metrics.evictions(EVERY_MINUTE)),
      threshold: 1_000,
      lasting: minutes(5),
      meaning: 'Keys are evicted to make room for others; for the application they are lost.',
      remedy: `if it cannot live with that, ${larger}; look for keys without a time to live.`,
      page: PAGES.nodes,
    },
    {
      name: 'connections',
      watch: () => worst(metrics.currConnections(EVERY_MINUTE)),
      threshold: 0.8 * maxClients(isKnown(nodes.nodeType) ? nodes.nodeType : undefined),
      lasting: minutes(10),
      meaning: 'A node has nearly as many connections as it can take.',
      remedy:
        'look for clients that open connections and do not close them; use a pool, and one client for the life of a process.',
      page: PAGES.recommended,
    },
    {
      ...bandwidth,
      name: 'networkIn',
      watch: () => worst(metrics.networkBytesIn(EVERY_MINUTE)),
      meaning: 'A node receives nearly as much as its node type takes for long; what is beyond comes out of a credit.',
      remedy: `write smaller values or fewer at once, or ${larger}.`,
    },
    {
      ...bandwidth,
      name: 'networkOut',
      watch: () => worst(metrics.networkBytesOut(EVERY_MINUTE)),
      meaning: 'A node sends nearly as much as its node type takes for long; what is beyond comes out of a credit.',
      remedy: `read smaller values or fewer at once, keep hot ones in the client, or ${larger}.`,
    },
    {
      ...exceeded,
      name: 'networkInExceeded',
      watch: () => worst(metrics.networkBandwidthInAllowanceExceeded(EVERY_MINUTE)),
      meaning: 'Packets wait or are lost, because a node receives more than its node type allows.',
      remedy: `write smaller values or fewer at once, or ${larger}.`,
    },
    {
      ...exceeded,
      name: 'networkOutExceeded',
      watch: () => worst(metrics.networkBandwidthOutAllowanceExceeded(EVERY_MINUTE)),
      meaning: 'Packets wait or are lost, because a node sends more than its node type allows.',
      remedy: `read smaller values or fewer at once, keep hot ones in the client, or ${larger}.`,
    },
    {
      ...exceeded,
      name: 'connectionTrackingExceeded',
      watch: () => worst(metrics.networkConntrackAllowanceExceeded(EVERY_MINUTE)),
      meaning: 'Packets are lost and connections fail, because the host tracks as many as it may.',
      remedy: 'look for clients that connect all the time; use a pool, and one client for the life of a process.',
    },
    {
      ...exceeded,
      name: 'packetsPerSecondExceeded',
      watch: () => worst(metrics.networkPacketsPerSecondAllowanceExceeded(EVERY_MINUTE)),
      meaning: 'Packets wait or are lost, because there are more a second than the node type allows.',
      remedy: `send several commands at once, in a pipeline, or ${larger}.`,
    },
  ];
}
