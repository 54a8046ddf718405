import type { MeasuredNodes } from './measured';
import { FEATURES_SINCE } from '../facts/engine-versions';
import type { MetricNeed } from '../facts/metrics';
import { NODE_FAMILIES } from '../facts/node-types';
import { supports } from '../facts/supports';
import { isKnown } from '../private/tokens';

/** Whether nodes surely have what a metric needs, surely have it not, or nobody knows. */
export function meets(nodes: MeasuredNodes, need: MetricNeed): boolean | undefined {
  const said = nodes.has?.[need];
  if (said !== undefined) {
    return said;
  }
  const family = isKnown(nodes.nodeType) ? NODE_FAMILIES[nodes.nodeType.split('.')[1]] : undefined;
  switch (need) {
    case 'burstableNode':
      return family && family.kind === 'burstable';
    case 'replica':
      return nodes.shards?.some((shard) => shard.length > 1);
    case 'globalDatastoreMember':
      return undefined;
    case 'dataTiering':
      return family && Boolean(family.dataTiering);
    default:
      return isKnown(nodes.engine) && isKnown(nodes.version) ? supports(nodes.engine, nodes.version, need) : undefined;
  }
}

/** Who publishes a metric with this need, in words. */
export function publishers(need: MetricNeed): string {
  switch (need) {
    case 'burstableNode':
      return 'burstable nodes';
    case 'replica':
      return 'caches with replicas';
    case 'globalDatastoreMember':
      return 'members of a global datastore';
    case 'dataTiering':
      return 'nodes with data tiering';
    default:
      return `${Object.entries(FEATURES_SINCE[need])
        .map(([engine, version]) => `${engine} ${version}`)
        .join(' and ')} and later`;
  }
}
