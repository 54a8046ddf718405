import { GLOBAL_REPLICATION_GROUP_RULES } from '../../../src/validation/rules/global-replication-group';
import { checkProperties } from '../check-resources';

export const PRIMARY = { ReplicationGroupId: 'primary', ReplicationGroupRegion: 'us-east-1', Role: 'PRIMARY' };

/** A member that is no primary. */
export const secondary = (ReplicationGroupRegion: unknown, ReplicationGroupId: string = 'secondary') => ({
  ReplicationGroupId,
  ReplicationGroupRegion,
  Role: 'SECONDARY',
});

/** What is said of a global datastore when some of its properties are others. */
export function datastoreFaults(properties: object): string[] {
  return checkProperties(GLOBAL_REPLICATION_GROUP_RULES, {
    GlobalReplicationGroupIdSuffix: 'global',
    Members: [PRIMARY],
    ...properties,
  });
}
