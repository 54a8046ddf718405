import type { IUserGroup } from '../access';
import { UserAuthentication } from '../access';
import type { CacheEngine } from '../engine';
import { UserEngine } from '../engine';

/** Which groups an engine takes, as far as the engine of the group is known. */
export function userGroupFaults(engine: CacheEngine, group?: IUserGroup): string[] {
  if (engine.engineType === 'redis' && group?.engine === UserEngine.VALKEY) {
    return [`'userGroup' of a Redis OSS cache must be a Redis OSS group, got '${group.node.path}' of Valkey; give it the engine UserEngine.REDIS, `
      + 'or the cache a Valkey engine'];
  }
  return [];
}

/** Whom a public cache lets in: IAM users only, as far as the users are known. */
export function publicUserFaults(group?: IUserGroup): string[] {
  const others = (group?.users ?? []).filter(user => user.authentication !== undefined && user.authentication !== UserAuthentication.IAM);
  return others.map(user => `'userGroup' of a public cache must have IAM users only, got '${user.node.path}' with authentication ${user.authentication}; `
    + 'use an IamUser');
}
