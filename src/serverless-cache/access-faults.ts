import type { IUserGroup } from '../access';
import { UserAuthentication } from '../access';

/** Whom a public cache lets in: IAM users only, as far as the users are known. */
export function publicUserFaults(group?: IUserGroup): string[] {
  const others = (group?.users ?? []).filter(
    (user) => user.authentication !== undefined && user.authentication !== UserAuthentication.IAM,
  );
  return others.map(
    (user) =>
      `'userGroup' of a public cache must have IAM users only, got '${user.node.path}' with authentication ${user.authentication}; ` +
      'use an IamUser',
  );
}
