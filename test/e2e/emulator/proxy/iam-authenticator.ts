import { randomBytes } from 'node:crypto';
import type { EmulatorContext } from '../emulator-context';
import type { Caller } from './iam-policies';
import { isAllowed } from './iam-policies';
import { parseAccessKeyId, findTokenError } from './iam-token';
import type { LoginAuthenticator } from './login-filter';
import { ADMIN_USER } from '../engines/engine-node';
import type { Environment } from '../resources/resource-provider';
import type { UserRecord } from '../resources/users';

/**
 * Creates an authenticator that validates the tokens of IAM users: signature, cache, user, age, and the permissions of
 * the caller. The engine itself checks passwords.
 */
export function createIamAuthenticator(
  context: EmulatorContext,
  environment: Environment,
  cache: string,
  users: () => readonly UserRecord[] | undefined,
): LoginAuthenticator {
  const { region, account } = environment;
  return async (userName, password) => {
    const invalidPassword = randomBytes(24).toString('hex');
    // Replicas log in as the administrator.
    if (userName === ADMIN_USER) {
      return password;
    }
    const user = users()?.find((candidate) => candidate.name === userName);
    if (user?.mode !== 'iam') {
      return password;
    }

    const accessKey = parseAccessKeyId(password);
    const caller = accessKey ? await context.findCaller(accessKey) : undefined;
    const rejectionReason =
      findTokenError({ user: userName, token: password, cache, region }, () => caller) ??
      findPolicyError(caller!, [
        `arn:aws:elasticache:${region}:${account}:${cache}`,
        `arn:aws:elasticache:${region}:${account}:user:${user.id}`,
      ]);
    context.iamLogins.push({
      cache,
      user: userName,
      role: caller?.role,
      hasResourceType: /[?&]ResourceType=/.test(password),
      rejectionReason,
    });
    return rejectionReason ? invalidPassword : user.passwords[0];
  };
}

function findPolicyError(caller: Caller, resources: string[]): string | undefined {
  const deniedResources = resources.filter((resource) => !isAllowed(caller, 'elasticache:Connect', resource));
  return deniedResources.length > 0
    ? `${caller.role} is not authorized to perform elasticache:Connect on ${deniedResources.join(' and ')}`
    : undefined;
}
