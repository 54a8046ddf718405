import { listElementPaths } from '../../property-reader';
import type { ResourceView } from '../../resource-view';

export const REPLICATION_GROUP = 'AWS::ElastiCache::ReplicationGroup';

/** Finds the members of a global datastore, as far as they are known. */
export function findMembers(global: ResourceView): ResourceView[] {
  return listElementPaths(global, 'Members')
    .map((member) => global.target(`${member}.ReplicationGroupId`, REPLICATION_GROUP))
    .filter((member) => member !== undefined);
}

/** The global datastore to which a replication group belongs as a secondary, with the path of its primary. */
interface PrimaryReference {
  readonly global: ResourceView;
  readonly path: string;
}

/** Finds the primary of a secondary. */
export function findPrimary(secondary: ResourceView): ResourceView | undefined {
  const reference = findPrimaryReference(secondary);
  return reference?.global.target(`${reference.path}.ReplicationGroupId`, REPLICATION_GROUP);
}

/** Whether a secondary is in the Region of its primary. */
export function isInPrimaryRegion(secondary: ResourceView): boolean {
  const reference = findPrimaryReference(secondary);
  if (!reference) {
    return false;
  }
  const { global, path } = reference;
  const primaryRegion = global.text(`${path}.ReplicationGroupRegion`);
  // The stack of an imported global datastore, which has no suffix, is not that of its primary.
  const isInPrimaryStack = global.has('GlobalReplicationGroupIdSuffix') && secondary.isInStackOf(global);
  const isSameRegion = primaryRegion !== undefined && primaryRegion === secondary.region;
  return isInPrimaryStack || isSameRegion;
}

function findPrimaryReference(secondary: ResourceView): PrimaryReference | undefined {
  const global = secondary.target('GlobalReplicationGroupId', 'AWS::ElastiCache::GlobalReplicationGroup');
  const path =
    global && listElementPaths(global, 'Members').find((member) => global.text(`${member}.Role`) === 'PRIMARY');
  return global && path !== undefined ? { global, path } : undefined;
}
