import { Annotations } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { findAcknowledgement, qualifyRuleId } from './acknowledgements';
import { findServiceCatalogProduct } from '../private/constructs';
import { readSpecifiedName } from '../private/names';

const GENERATED_NAME =
  'a name in a Service Catalog product should differ between provisioned products, because a generated one does not';

/** The warnings of constructs about likely mistakes that no template shows. */
export const CONSTRUCT_WARNINGS = {
  'GlobalReplicationGroup.NameGeneratedInProduct': GENERATED_NAME,
  'LogDelivery.KeyPolicyNotUpdated': 'the policy of a key should allow CloudWatch Logs to use it',
  'LogDelivery.NameGeneratedInProduct': GENERATED_NAME,
  'MemcachedCluster.ImportWithoutSecurityGroups': 'the security groups of an imported cluster should be known',
  'MemcachedCluster.ZonesUnknown': 'the Availability Zones of the nodes should be known, so that nodes can be added',
  'ParameterGroup.ParameterUnsupportedByVersion': 'a parameter should be one that the engine version has',
  'PasswordUser.SecretHasOneHost': 'the secret of a user should have the endpoint of every cache of the user',
  'ReplicationGroup.AuthenticationMissing': 'clients should authenticate',
  'ReplicationGroup.ImportWithoutSecurityGroups': 'the security groups of an imported group should be known',
  'SecondaryReplicationGroup.AuthenticationMissing': 'clients should authenticate',
  'ServerlessCache.AuthenticationMissing': 'clients should authenticate',
  'ServerlessCache.EventUnknown': 'events should be ones that this library knows',
  'ServerlessCache.ImportWithoutSecurityGroups': 'the security groups of an imported cache should be known',
  'ServerlessCache.NameGeneratedInProduct': GENERATED_NAME,
  'ServerlessCache.PublicSubnets': 'a cache should be in private subnets',
  'SnapshotSource.BucketPolicyNotUpdated':
    'the policy of an imported bucket should allow ElastiCache to read the files',
  'SubnetGroup.PublicSubnets': 'a cache should be in private subnets',
  'User.ClientsCannotConnect': 'a user should be allowed the commands that clients need to connect',
  'User.DangerousCommands': 'a user should not be allowed dangerous commands',
  'User.KeysBeyondPatterns':
    'a user with key patterns should not be allowed commands that return the names of all keys',
  'User.NameGeneratedInProduct': GENERATED_NAME,
  'User.PubSubWithoutChannels': 'a user with commands for channels should be allowed channels',
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
 * Adds a warning if a name is generated in a product of Service Catalog. Provisioned products are stacks of the same
 * template, so the generated name is the same in all of them.
 *
 * The warning is added to the scope of the product, because aws-cdk-lib does not report annotations in products.
 *
 * @param prop the prop that specifies the name
 * @param value the value of the prop
 * @param subject what is generated, if it is not the prop itself
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
    `${subject} is generated from the path, so the product can be provisioned only once per account and Region. ` +
    `Set '${prop}' to a name with a CfnParameter or a part of Aws.STACK_ID.`;
  scope.node.addValidation({
    validate: () => {
      if (findAcknowledgement(scope, id) === undefined) {
        Annotations.of(product.node.scope!).addWarningV2(qualifyRuleId(id), message);
      }
      return [];
    },
  });
}
