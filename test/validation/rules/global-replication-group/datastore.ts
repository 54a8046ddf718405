import { GLOBAL_REPLICATION_GROUP_RULES } from '../../../../src/validation/rules/global-replication-group';
import { checkProperties } from '../../check-resources';

export const PRIMARY = { ReplicationGroupId: 'primary', ReplicationGroupRegion: 'us-east-1', Role: 'PRIMARY' };

export const secondary = (ReplicationGroupRegion: unknown, ReplicationGroupId: string = 'secondary') => ({
  ReplicationGroupId,
  ReplicationGroupRegion,
  Role: 'SECONDARY',
});

/** Returns the messages for a global datastore with other properties. */
export function checkDatastore(properties: object): string[] {
  return checkProperties(GLOBAL_REPLICATION_GROUP_RULES, {
    GlobalReplicationGroupIdSuffix: 'global',
    Members: [PRIMARY],
    ...properties,
  });
}
