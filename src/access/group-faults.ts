import type { IUserGroup } from './user-group';
import { UserEngine } from '../engine';

/** Which user groups a cache of an engine takes, as far as the engine of the group is known. */
export function userGroupFaults(
  engineType: string,
  group: IUserGroup | undefined,
  prop: string,
  cache: string = 'cache',
): string[] {
  if (engineType === 'redis' && group?.engine === UserEngine.VALKEY) {
    return [
      `'${prop}' of a Redis OSS ${cache} must be a Redis OSS group, got '${group.node.path}' of Valkey; give it the engine UserEngine.REDIS, ` +
        `or the ${cache} a Valkey engine`,
    ];
  }
  return [];
}
