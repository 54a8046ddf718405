import { randomBytes } from 'node:crypto';
import type { World } from './emulator-context';
import { ADMIN } from './engine-node';
import type { Caller } from './iam-policies';
import { isAllowed } from './iam-policies';
import { accessKeyOf, tokenFault } from './iam-token';
import type { Gatekeeper } from './login-filter';
import type { Place } from './resource-provider';
import type { UserRecord } from './users';

/**
 * Checks the tokens of IAM users: signature, cache, user, age, and what the policies of the caller allow. Passwords are
 * for the engine to check.
 */
export function gatekeeper(
  world: World,
  place: Place,
  cache: string,
  users: () => readonly UserRecord[] | undefined,
): Gatekeeper {
  const { region, account } = place;
  return async (name, password) => {
    const nonsense = randomBytes(24).toString('hex');
    if (name === ADMIN) {
      return password;
    } // replicas
    const user = users()?.find((one) => one.name === name);
    if (user?.mode !== 'iam') {
      return password;
    }

    const accessKey = accessKeyOf(password);
    const caller = accessKey ? await world.caller(accessKey) : undefined;
    const refused =
      tokenFault({ user: name, token: password, cache, region }, () => caller) ??
      policyFault(caller!, [
        `arn:aws:elasticache:${region}:${account}:${cache}`,
        `arn:aws:elasticache:${region}:${account}:user:${user.id}`,
      ]);
    world.logins.push({
      cache,
      user: name,
      role: caller?.role,
      resourceType: /[?&]ResourceType=/.test(password),
      refused,
    });
    return refused ? nonsense : user.passwords[0];
  };
}

function policyFault(caller: Caller, resources: string[]): string | undefined {
  const denied = resources.filter((resource) => !isAllowed(caller, 'elasticache:Connect', resource));
  return denied.length > 0 ? `${caller.role} may not elasticache:Connect to ${denied.join(' and ')}` : undefined;
}
