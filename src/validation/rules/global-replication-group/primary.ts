import { listElementPaths } from '../../property-reader';
import type { ResourceView } from '../../resource-view';
import { isDisabled } from '../replication-group/layout';

export const REPLICATION_GROUP = 'AWS::ElastiCache::ReplicationGroup';
const AUTOMATIC_FAILOVER = 'AutomaticFailoverEnabled';

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

/** Whether automatic failover, which all members have in common, is known to be disabled. */
export function isFailoverKnownToBeDisabled(global: ResourceView): boolean {
  if (global.has(AUTOMATIC_FAILOVER)) {
    return global.flag(AUTOMATIC_FAILOVER) === false;
  }
  const path = findPrimaryPath(global);
  const primary = path === undefined ? undefined : global.target(`${path}.ReplicationGroupId`, REPLICATION_GROUP);
  if (!primary) {
    return false;
  }
  // A missing flag is false for an L1 construct, and unknown for an import.
  return primary.isValidated ? primary.flag(AUTOMATIC_FAILOVER) === false : isDisabled(primary, AUTOMATIC_FAILOVER);
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
  const path = global && findPrimaryPath(global);
  return global && path !== undefined ? { global, path } : undefined;
}

function findPrimaryPath(global: ResourceView): string | undefined {
  return listElementPaths(global, 'Members').find((member) => global.text(`${member}.Role`) === 'PRIMARY');
}
