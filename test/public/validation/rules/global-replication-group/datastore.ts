import { checkProperties } from '../../check-resources';

export const PRIMARY = { ReplicationGroupId: 'primary', ReplicationGroupRegion: 'us-east-1', Role: 'PRIMARY' };

export const secondary = (ReplicationGroupRegion: unknown, ReplicationGroupId: string = 'secondary') => ({
  ReplicationGroupId,
  ReplicationGroupRegion,
  Role: 'SECONDARY',
});

/** Returns the messages for a global datastore with other properties. */
export function checkDatastore(properties: object): string[] {
  return checkProperties('GlobalReplicationGroup', {
    GlobalReplicationGroupIdSuffix: 'global',
    Members: [PRIMARY],
    ...properties,
  });
}
