import { listElementPaths } from '../../property-reader';
import type { ResourceView } from '../../resource-view';
import { isDisabled } from '../replication-group/layout';

export const REPLICATION_GROUP = 'AWS::ElastiCache::ReplicationGroup';
const GLOBAL_DATASTORE = 'AWS::ElastiCache::GlobalReplicationGroup';
const AUTOMATIC_FAILOVER = 'AutomaticFailoverEnabled';

/** Finds the members of a global datastore that are defined in the same app or template. */
export function findMembers(global: ResourceView): ResourceView[] {
  return listElementPaths(global, 'Members')
    .map((member) => global.target(`${member}.ReplicationGroupId`, REPLICATION_GROUP))
    .filter((member) => member !== undefined);
}

/** The global datastore of a secondary, and the path of the primary in it. */
interface PrimaryReference {
  readonly global: ResourceView;
  readonly path: string;
}

/** Finds the primary replication group of a secondary. */
export function findPrimary(secondary: ResourceView): ResourceView | undefined {
  const reference = findPrimaryReference(secondary);
  return reference?.global.target(`${reference.path}.ReplicationGroupId`, REPLICATION_GROUP);
}

/** Whether automatic failover is certainly disabled. All members have the same value. */
export function isFailoverKnownToBeDisabled(global: ResourceView): boolean {
  if (global.has(AUTOMATIC_FAILOVER)) {
    return global.flag(AUTOMATIC_FAILOVER) === false;
  }
  const path = findPrimaryPath(global);
  const primary = path === undefined ? undefined : global.target(`${path}.ReplicationGroupId`, REPLICATION_GROUP);
  if (!primary) {
    return false;
  }
  // A missing flag is false for an L1 construct, but can have any value for an imported group.
  return primary.isValidated ? primary.flag(AUTOMATIC_FAILOVER) === false : isDisabled(primary, AUTOMATIC_FAILOVER);
}

/** Whether a secondary certainly inherits automatic failover. The setting of the global datastore has precedence. */
export function inheritsFailover(secondary: ResourceView): boolean {
  const global = secondary.target('GlobalReplicationGroupId', GLOBAL_DATASTORE);
  const source = global?.has(AUTOMATIC_FAILOVER) ? global : findPrimary(secondary);
  return source?.flag(AUTOMATIC_FAILOVER) === true;
}

/** Whether a secondary is in the Region of its primary. */
export function isInPrimaryRegion(secondary: ResourceView): boolean {
  const reference = findPrimaryReference(secondary);
  if (!reference) {
    return false;
  }
  const { global, path } = reference;
  const primaryRegion = global.text(`${path}.ReplicationGroupRegion`);
  // Only a global datastore that the stack creates has a suffix. An imported one may be in a stack of another Region.
  const isInPrimaryStack = global.has('GlobalReplicationGroupIdSuffix') && secondary.isInStackOf(global);
  const isSameRegion = primaryRegion !== undefined && primaryRegion === secondary.region;
  return isInPrimaryStack || isSameRegion;
}

function findPrimaryReference(secondary: ResourceView): PrimaryReference | undefined {
  const global = secondary.target('GlobalReplicationGroupId', GLOBAL_DATASTORE);
  const path = global && findPrimaryPath(global);
  return global && path !== undefined ? { global, path } : undefined;
}

/** Finds the path of the primary in the members of a global datastore. */
export function findPrimaryPath(global: ResourceView): string | undefined {
  return listElementPaths(global, 'Members').find((member) => global.text(`${member}.Role`) === 'PRIMARY');
}
