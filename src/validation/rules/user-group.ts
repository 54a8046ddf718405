import { findDuplicates } from '../../private/text';
import { LIMITS, LOWER_CASE_NAME_PATTERN } from '../../service-data/limits';
import { listElementPaths } from '../property-reader';
import type { ResourceView } from '../resource-view';
import type { RuleSet } from '../rule';
import {
  describeNameRequirement,
  createMetadataFactory,
  elementCount,
  distinctElements,
  allowedValues,
  crossResourceRule,
  isOneOf,
  requiredProperty,
  tagRules,
  textFormat,
} from '../rule-builders';
import { sameAccountRule, sameRegionRule } from './environment';
import type { GroupUser } from './group-users';
import { findGroupUsers } from './group-users';
import { PAGES } from './pages';
import { deletionPolicyRule, uniqueNameRule } from './resource';
import { referenceRule } from './shared-cross-resource-rules';

const USERS = 'UserIds';

const USER_ENVIRONMENT = {
  property: USERS,
  types: ['AWS::ElastiCache::User'],
  idPrefix: 'User',
  thing: 'users',
  holdsArns: true,
  see: PAGES.rbac,
};

const metadata = createMetadataFactory('UserGroup', PAGES.rbac);

/** Validates a user group and its users. Unknown values, such as the names of imported users, are not validated. */
export const USER_GROUP_RULES: RuleSet = [
  requiredProperty(metadata('EngineMissing', 'Engine'), 'choose valkey or redis'),
  allowedValues(metadata('EngineInvalid', 'Engine'), ['valkey', 'redis']),
  requiredProperty(metadata('IdMissing', 'UserGroupId'), 'give the group an id'),
  textFormat(
    metadata('IdInvalid', 'UserGroupId'),
    { max: LIMITS.userGroupId.maxLength, pattern: LOWER_CASE_NAME_PATTERN },
    describeNameRequirement(LIMITS.userGroupId.maxLength, 'lower-case letters'),
  ),
  requiredProperty(metadata('UsersMissing', USERS), 'name the users of the group'),
  crossResourceRule(
    { ...metadata('NoUsers', USERS), severity: 'warning' },
    'a user group should have users',
    (group) =>
      group.list(USERS)?.length === 0
        ? `${group.name(USERS)} should hold at least one user, got none; without users nobody can log in to the caches of the group`
        : undefined,
  ),
  elementCount(metadata('TooManyUsers', USERS), { max: LIMITS.usersPerGroup.max, things: 'users' }),
  distinctElements(metadata('DuplicateUsers', USERS)),
  ...tagRules(metadata),
  deletionPolicyRule(metadata),
  uniqueNameRule(metadata, 'UserGroup'),
  referenceRule(metadata, USERS, 'AWS::ElastiCache::User'),
  sameRegionRule(metadata, USER_ENVIRONMENT),
  sameAccountRule(metadata, USER_ENVIRONMENT),
  crossResourceRule(
    metadata('DefaultUserMissing', USERS),
    'a Redis OSS user group must hold a user with the name default',
    (group) => {
      const users = findGroupUsers(group);
      const hasDefaultUser = users.some(({ name }) => name === undefined || name === 'default');
      const isKnown = group.list(USERS) !== undefined;
      return isRedisGroup(group) && isKnown && !hasDefaultUser
        ? `${group.name(USERS)} of a Redis OSS user group must hold a user with the name "default", got ${formatUsers(users)}; ${suggestDefaultUser(group)}`
        : undefined;
    },
  ),
  crossResourceRule(
    { ...metadata('DefaultUserUnknown', USERS), severity: 'warning' },
    'one of the users of a Redis OSS user group should be known to have the name default',
    (group) => {
      const users = findGroupUsers(group);
      const unnamedUsers = users.filter(({ name }) => name === undefined);
      const hasUnknownId = unnamedUsers.some(({ id }) => id === undefined);
      if (!isRedisGroup(group) || unnamedUsers.length === 0 || hasUnknownId) {
        return undefined;
      }
      return users.some(({ name, id }) => name === 'default' || id?.includes('default'))
        ? undefined
        : `${group.name(USERS)} of a Redis OSS user group should hold a user that is known to have the name "default", ` +
            `got ${formatUsers(unnamedUsers)} with unknown names; AWS rejects the group if none has it, so ${suggestDefaultUser(group)}`;
    },
  ),
  crossResourceRule(
    metadata('DuplicateUserNames', USERS),
    'the users of a group must have different names',
    (group) => {
      const users = findGroupUsers(group);
      const names = users.map(({ name }) => name).filter((name) => name !== undefined);
      const duplicates = findDuplicates(names).map(
        (name) => `"${name}" for ${formatUsers(users.filter((user) => user.name === name))}`,
      );
      return duplicates.length > 0
        ? `${group.name(USERS)} must hold users with different names, got ${duplicates.join(' and ')}; leave one of them out`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('ValkeyUserInRedisGroup', USERS),
    'the users of a Redis OSS user group must be users of Redis OSS',
    (group) => {
      const valkeyUsers = findGroupUsers(group).filter(({ engine }) => engine === 'valkey');
      return isRedisGroup(group) && valkeyUsers.length > 0
        ? `${group.name(USERS)} of a Redis OSS user group must be users of Redis OSS, got ${formatUsers(valkeyUsers)} of valkey; ` +
            `give them the engine ${formatEngine(group, 'redis')}, or the group ${formatEngine(group, 'valkey')}`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('NoPasswordUserInValkeyGroup', USERS),
    'the users of a Valkey user group must have a password or IAM authentication',
    (group) => {
      const openUsers = findGroupUsers(group).filter(({ authentication }) => authentication === 'no-password-required');
      return isOneOf(group, 'Engine', 'valkey') && openUsers.length > 0
        ? `${group.name(USERS)} of a Valkey user group must be users with a password or IAM authentication, ` +
            `got ${formatUsers(openUsers)} without; ${suggestOtherUsers(group, openUsers)}, or give the group the engine ${formatEngine(group, 'redis')}`
        : undefined;
    },
  ),
];

/** Suggests how to avoid users without a password: the user that `disableDefaultUser` creates, or other ones. */
function suggestOtherUsers(group: ResourceView, openUsers: readonly GroupUser[]): string {
  const props = listElementPaths(group, USERS).map((path) => group.name(path));
  const areDefaultUsers = openUsers.every(({ name }) => name === 'default');
  return areDefaultUsers && props.includes("'disableDefaultUser'")
    ? 'leave \'disableDefaultUser\' out, since a Valkey group without a user "default" lets nobody in without a name'
    : 'use others';
}

function isRedisGroup(group: ResourceView): boolean {
  return isOneOf(group, 'Engine', 'redis');
}

function formatUsers(users: readonly GroupUser[]): string {
  return users.length === 0 ? 'none' : users.map(({ displayName }) => displayName).join(', ');
}

function formatEngine(group: ResourceView, engine: string): string {
  return group.isConstruct ? `UserEngine.${engine.toUpperCase()}` : engine;
}

function suggestDefaultUser(group: ResourceView): string {
  return group.isConstruct
    ? "set 'disableDefaultUser', or use UserEngine.VALKEY, which needs none"
    : 'add one, or choose the engine valkey, which needs none';
}
