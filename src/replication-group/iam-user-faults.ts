import type { IUserGroup } from '../access';
import { UserAuthentication } from '../access';
import type { EngineVersion } from '../engine';

/** IAM users cannot log in to versions that are too old for them; users can be added until synthesis. */
export function iamUserFaults(engineVersion: EngineVersion, group?: IUserGroup): string[] {
  if (engineVersion.supportsIamAuthentication !== false) {
    return [];
  }
  return (group?.users ?? [])
    .filter((user) => user.authentication === UserAuthentication.IAM)
    .map(
      (user) =>
        `'authentication' by IAM needs Valkey or Redis OSS 7.0 or later, got ${engineVersion} for '${user.node.path}'; raise 'engineVersion', or use a PasswordUser`,
    );
}
