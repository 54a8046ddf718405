import type { Stack } from 'aws-cdk-lib/core';
import type { IUserGroup } from './user-group';
import { UserGroup } from './user-group';

/** The id of a group as the template of a cache writes it. */
export function userGroupIdIn(stack: Stack, group: IUserGroup): string {
  return group instanceof UserGroup ? group._idIn(stack) : group.userGroupName;
}
