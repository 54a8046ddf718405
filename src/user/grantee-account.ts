import type * as iam from 'aws-cdk-lib/aws-iam';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import { areDifferent } from '../private/tokens';
import { addConstructWarning } from '../validation/construct-warnings';

/**
 * Adds a warning for a grantee in another account than the ElastiCache resource, if both accounts are resolved.
 * Permissions for other accounts have no effect, because ElastiCache has no resource-based policies.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/security_iam_service-with-iam.html
 */
export function warnOfForeignGrantee(
  resource: IConstruct & IEnvironmentAware,
  { grantPrincipal: { principalAccount } }: iam.IGrantable,
): void {
  const { account } = resource.env;
  if (areDifferent(principalAccount, account)) {
    addConstructWarning(
      resource,
      'Grants.GranteeInOtherAccount',
      `'grantee' is in account ${principalAccount}, but ElastiCache does not support access from other accounts, so the permissions have no effect. Use a role in account ${account} that the other account can assume.`,
    );
  }
}
