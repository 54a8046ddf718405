import { Annotations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { findAcknowledgement, qualifyRuleId } from './acknowledgements';

/** The warnings of constructs about likely mistakes that no template shows. */
export const CONSTRUCT_WARNINGS = {
  'LogDelivery.KeyPolicyNotUpdated': 'the policy of an imported key should allow CloudWatch Logs to use it',
  'MemcachedCluster.ImportWithoutSecurityGroups': 'the security groups of an imported cluster should be known',
  'MemcachedCluster.ZonesUnknown': 'the Availability Zones of the nodes should be known, so that nodes can be added',
  'ParameterGroup.ParameterUnsupportedByVersion': 'a parameter should be one that the engine version has',
  'PasswordUser.SecretHasOneHost': 'the secret of a user should have the endpoint of every cache of the user',
  'ReplicationGroup.AuthenticationMissing': 'clients should authenticate',
  'ReplicationGroup.ImportWithoutSecurityGroups': 'the security groups of an imported group should be known',
  'SecondaryReplicationGroup.AuthenticationMissing': 'clients should authenticate',
  'ServerlessCache.ImportWithoutSecurityGroups': 'the security groups of an imported cache should be known',
  'ServerlessCache.PublicSubnets': 'a cache should be in private subnets',
  'SnapshotSource.BucketPolicyNotUpdated':
    'the policy of an imported bucket should allow ElastiCache to read the files',
  'SubnetGroup.PublicSubnets': 'a cache should be in private subnets',
  'User.ClientsCannotConnect': 'a user should be allowed the commands that clients need to connect',
  'User.DangerousCommands': 'a user should not be allowed dangerous commands',
  'User.KeysBeyondPatterns':
    'a user with key patterns should not be allowed commands that return the names of all keys',
  'User.PubSubWithoutChannels': 'a user with commands for channels should be allowed channels',
} as const;

export type ConstructWarningId = keyof typeof CONSTRUCT_WARNINGS;

/** Adds a warning that can be acknowledged by its id. */
export function addConstructWarning(scope: IConstruct, id: ConstructWarningId, message: string): void {
  if (findAcknowledgement(scope, id) === undefined) {
    Annotations.of(scope).addWarningV2(qualifyRuleId(id), message);
  }
}
