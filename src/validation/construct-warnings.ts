import { Annotations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { findAcknowledgement, qualifyRuleId } from './acknowledgements';
import { findServiceCatalogProduct } from '../private/constructs';
import { readSpecifiedName } from '../private/names';

const GENERATED_NAME =
  'a resource in a Service Catalog product should have a specified name, because a generated name is the same in every provisioned product';

/** The recommendations behind the warnings of constructs. Templates do not show these problems. */
export const CONSTRUCT_WARNINGS = {
  'GlobalReplicationGroup.NameGeneratedInProduct': GENERATED_NAME,
  'LogDelivery.KeyPolicyNotUpdated':
    'the policy of the KMS key of a log group should allow CloudWatch Logs to use the key',
  'LogDelivery.NameGeneratedInProduct': GENERATED_NAME,
  'MemcachedCluster.ImportWithoutSecurityGroups':
    'the import of a cluster should specify securityGroups, because connections has no effect without them',
  'MemcachedCluster.ZonesUnknown':
    'the Availability Zones of the nodes should be specified, so that adding nodes does not replace the cluster',
  'ParameterGroup.ParameterUnsupportedByVersion': 'a parameter should be supported by the engine version',
  'PasswordUser.SecretHasOneHost':
    'a user whose secret contains an endpoint should have access to only one cache, because the secret has one endpoint',
  'ReplicationGroup.AuthenticationMissing': 'a replication group should require clients to authenticate',
  'ReplicationGroup.ImportWithoutSecurityGroups':
    'the import of a replication group should specify securityGroups, because connections has no effect without them',
  'SecondaryReplicationGroup.AuthenticationMissing':
    'a secondary replication group should require clients to authenticate',
  'ServerlessCache.AuthenticationMissing': 'a serverless cache should require clients to authenticate',
  'ServerlessCache.EventUnknown': 'an event type should be one that this version of the library supports',
  'ServerlessCache.ImportWithoutSecurityGroups':
    'the import of a serverless cache should specify securityGroups, because connections has no effect without them',
  'ServerlessCache.NameGeneratedInProduct': GENERATED_NAME,
  'ServerlessCache.PublicSubnets': 'a cache should be in private subnets',
  'SnapshotSource.BucketPolicyNotUpdated':
    'the policy of an imported bucket should allow ElastiCache to read the files',
  'SubnetGroup.PublicSubnets': 'a cache should be in private subnets',
  'User.ClientsCannotConnect': 'a user should have access to the commands that clients need to connect',
  'User.DangerousCommands': 'a user should not have access to dangerous commands',
  'User.KeysBeyondPatterns':
    'a user with key patterns should not have access to commands that return the names of all keys',
  'User.NameGeneratedInProduct': GENERATED_NAME,
  'User.PubSubWithoutChannels': 'a user with access to Pub/Sub commands should also have access to channels',
  'UserGroup.NameGeneratedInProduct': GENERATED_NAME,
} as const;

export type ConstructWarningId = keyof typeof CONSTRUCT_WARNINGS;

/** Adds a warning that can be acknowledged by its id. */
export function addConstructWarning(scope: IConstruct, id: ConstructWarningId, message: string): void {
  if (findAcknowledgement(scope, id) === undefined) {
    Annotations.of(scope).addWarningV2(qualifyRuleId(id), message);
  }
}

type GeneratedNameWarningId = Extract<ConstructWarningId, `${string}.NameGeneratedInProduct`>;

/**
 * Adds a warning if a name is generated in a Service Catalog product. All provisioned products are stacks of the same
 * template, so they have the same generated name.
 *
 * The warning is added to the scope of the product, because aws-cdk-lib does not report annotations in products.
 *
 * @param scope the construct with the name
 * @param id the id of the warning
 * @param prop the prop that specifies the name
 * @param value the value of the prop
 * @param subject the subject of the message, if the generated name is not the value of the prop
 */
export function addGeneratedNameWarning(
  scope: IConstruct,
  id: GeneratedNameWarningId,
  prop: string,
  value: string | undefined,
  subject: string = `'${prop}' of '${scope.node.path}'`,
): void {
  const product = findServiceCatalogProduct(scope);
  if (!product || readSpecifiedName(value) !== undefined) {
    return;
  }
  const message =
    `${subject} is generated from the construct path, so the product can be provisioned only once per account and Region. ` +
    `Set '${prop}' to a name that contains a CfnParameter or a part of Aws.STACK_ID.`;
  scope.node.addValidation({
    validate: () => {
      if (findAcknowledgement(scope, id) === undefined) {
        Annotations.of(product.node.scope!).addWarningV2(qualifyRuleId(id), message);
      }
      return [];
    },
  });
}
