import type { TemplateResource } from '../../template-resource';
import { parseTextParts } from '../../text-parts';
import { hasShardsInNodeIds } from '../replication-group/node-ids';

const REPLICATION_GROUP = 'AWS::ElastiCache::ReplicationGroup';
const CACHE_CLUSTER = 'AWS::ElastiCache::CacheCluster';

/** A text that can be the id of a node of a replication group. */
interface NodeId {
  readonly group: TemplateResource;
  /** The id of the group, as in `sessions`, or as in `${Group}` for a reference. */
  readonly groupId: string;
  /** The rest of the text, as in `-001`. */
  readonly suffix: string;
}

/** Reports a value that has the form of a node id, but not the form of the ids of the nodes of the group. */
export function checkNodeId(alarm: TemplateResource, value: unknown): string | undefined {
  const candidates = findNodeIds(alarm, value);
  const [first] = candidates;
  if (first === undefined || !candidates.every(hasWrongForm)) {
    return undefined;
  }
  const { group, groupId, suffix } = first;
  const [form, mode] = hasShardsInNodeIds(group) ? ['-0001-001', 'enabled'] : ['-001', 'disabled'];
  return (
    `'Dimensions' should contain the id of a node of ${group}, but got ${groupId}${suffix}. ` +
    `With cluster mode ${mode}, the ids of the nodes have the form ${groupId}${form}, so the alarm has no data. Use an id of this form.`
  );
}

/** Finds the replication groups whose node the value of a dimension can be. */
function findNodeIds(alarm: TemplateResource, value: unknown): NodeId[] {
  const [first, rest, ...others] = parseTextParts(value) ?? [];
  if (typeof first === 'string') {
    return rest === undefined ? findNamedGroups(alarm, first) : [];
  }
  const group = first && first.attribute === undefined ? alarm.template.resources.get(first.logicalId) : undefined;
  return group?.type === REPLICATION_GROUP && typeof rest === 'string' && others.length === 0
    ? [{ group, groupId: `\${${group.logicalId}}`, suffix: rest }]
    : [];
}

/** Finds the replication groups with a literal id at the beginning of the id of a node. */
function findNamedGroups(alarm: TemplateResource, nodeId: string): NodeId[] {
  if (alarm.template.findByName(nodeId, CACHE_CLUSTER).length > 0) {
    return [];
  }
  return alarm.template.index.ofType(REPLICATION_GROUP).flatMap((group) => {
    const groupId = group.uniqueName;
    return groupId !== undefined && nodeId.startsWith(groupId)
      ? [{ group, groupId, suffix: nodeId.slice(groupId.length) }]
      : [];
  });
}

function hasWrongForm({ group, suffix }: NodeId): boolean {
  const hasShards = hasShardsInNodeIds(group);
  const match = /^(-\d{4})?-\d{3}$/.exec(suffix);
  return match !== null && hasShards === (match[1] === undefined);
}
