import { findDuplicates, formatList } from '../../private/text';
import { ID_REFERENCE_PATTERN, LIMITS, USER_ID_PATTERN } from '../../service-data/limits';
import { listElementPaths } from '../property-reader';
import type { ResourceView } from '../resource-view';
import type { RuleSet } from '../rule';
import {
  describeNameRequirement,
  createMetadataFactory,
  elementQuota,
  distinctElements,
  elementFormat,
  allowedValues,
  crossResourceRule,
  isOneOf,
  lowerCaseText,
  requiredProperty,
  tagRules,
  textFormat,
  formatEnumValue,
} from '../rule-builders';
import { sameAccountRule, sameRegionRule } from './environment';
import type { GroupUser } from './group-users';
import { findGroupUsers } from './group-users';
import { PAGES } from './pages';
import { deletionPolicyRule, uniqueNameRule } from './resource';
import { referenceRule } from './shared-cross-resource-rules';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUserGroup.html';
const USERS = 'UserIds';

const USER_ENVIRONMENT = {
  property: USERS,
  types: ['AWS::ElastiCache::User'],
  idPrefix: 'User',
  thing: 'users',
  holdsArns: true,
  see: PAGES.rbac,
  commonNames: /^default$/,
};

const metadata = createMetadataFactory('UserGroup', PAGES.rbac);

/** Validates a user group and its users. Unavailable values, such as the names of imported users, are not validated. */
export const USER_GROUP_RULES: RuleSet = [
  requiredProperty(metadata('EngineMissing', 'Engine'), 'Set it to valkey or redis.'),
  allowedValues(metadata('EngineInvalid', 'Engine'), ['valkey', 'redis'], 'UserEngine'),
  requiredProperty(metadata('IdMissing', 'UserGroupId'), 'Set it to an id such as "web-users".'),
  textFormat(
    metadata('IdInvalid', 'UserGroupId'),
    { max: LIMITS.userGroupId.maxLength, pattern: USER_ID_PATTERN },
    describeNameRequirement(LIMITS.userGroupId.maxLength, 'lowercase letters'),
    'Use an id such as "web-users".',
  ),
  lowerCaseText(metadata('IdNotLowercase', 'UserGroupId')),
  requiredProperty(metadata('UsersMissing', USERS), 'Set it to a list of user ids.'),
  crossResourceRule(
    { ...metadata('NoUsers', USERS), severity: 'warning' },
    'UserIds should contain at least one user',
    (group) =>
      group.list(USERS)?.length === 0
        ? `${group.name(USERS)} should contain at least one user, because clients cannot log in to a cache whose user group is empty. Add a user.`
        : undefined,
  ),
  elementQuota(metadata('TooManyUsers', USERS, PAGES.quotas), { ...LIMITS.usersPerGroup, things: 'users' }),
  distinctElements(metadata('DuplicateUsers', USERS)),
  elementFormat(
    metadata('UserIdInvalid', USERS, CREATE),
    ID_REFERENCE_PATTERN,
    'must contain ids of users, which consist of letters, digits, and hyphens and start with a letter',
    'Use ids such as "web-app", or refer to the users with Ref.',
  ),
  ...tagRules(metadata, ['Key']),
  deletionPolicyRule(metadata),
  uniqueNameRule(metadata, 'UserGroup'),
  referenceRule(metadata, USERS, 'AWS::ElastiCache::User'),
  sameRegionRule(metadata, USER_ENVIRONMENT),
  sameAccountRule(metadata, USER_ENVIRONMENT),
  crossResourceRule(
    metadata('DefaultUserMissing', USERS),
    'a Redis OSS user group must contain a user with the user name default',
    (group) => {
      const hasDefaultUser = findGroupUsers(group).some(({ name }) => name === undefined || name === 'default');
      const areUsersResolved = group.list(USERS) !== undefined;
      return isRedisGroup(group) && areUsersResolved && !hasDefaultUser
        ? `${group.name(USERS)} of a Redis OSS user group must contain a user with the user name "default". ${suggestDefaultUser(group)}`
        : undefined;
    },
  ),
  crossResourceRule(
    { ...metadata('DefaultUserUnknown', USERS), severity: 'warning' },
    'a Redis OSS user group with users whose user names are unknown should contain a user with the user name default',
    (group) => {
      const users = findGroupUsers(group);
      const unnamedUsers = users.filter(({ name }) => name === undefined);
      const hasUnknownId = unnamedUsers.some(({ id }) => id === undefined);
      if (!isRedisGroup(group) || unnamedUsers.length === 0 || hasUnknownId) {
        return undefined;
      }
      return users.some(({ name, id }) => name === 'default' || id?.includes('default'))
        ? undefined
        : `${group.name(USERS)} of a Redis OSS user group should contain a user with the user name "default", but ${formatUserNames(unnamedUsers)} unknown. ` +
            `AWS rejects the user group if its users do not include the default user. ${suggestDefaultUser(group)}`;
    },
  ),
  crossResourceRule(
    metadata('DuplicateUserNames', USERS),
    'the users of a user group must have distinct user names',
    (group) => {
      const users = findGroupUsers(group);
      const names = users.map(({ name }) => name).filter((name) => name !== undefined);
      const duplicates = findDuplicates(names).map(
        (name) => `"${name}" for ${formatUsers(users.filter((user) => user.name === name))}`,
      );
      return duplicates.length > 0
        ? `${group.name(USERS)} must contain users with distinct user names, but got ${duplicates.join(', and ')}. Remove or rename all but one of these users.`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('ValkeyUserInRedisGroup', USERS),
    'a Redis OSS user group must contain only users with the engine redis',
    (group) => {
      const valkeyUsers = findGroupUsers(group).filter(({ engine }) => engine === 'valkey');
      return isRedisGroup(group) && valkeyUsers.length > 0
        ? `${group.name(USERS)} of a Redis OSS user group must contain only users with the engine redis, but got ${formatUsers(valkeyUsers)} with the engine valkey. ` +
            `Set the engine of the users to ${formatEngine(group, 'redis')}, or the engine of the user group to ${formatEngine(group, 'valkey')}.`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('NoPasswordUserInValkeyGroup', USERS),
    'a Valkey user group must contain only users with a password or IAM authentication',
    (group) => {
      const openUsers = findGroupUsers(group).filter(({ authentication }) => authentication === 'no-password-required');
      return isOneOf(group, 'Engine', 'valkey') && openUsers.length > 0
        ? `${group.name(USERS)} of a Valkey user group must contain only users with a password or IAM authentication, but got ${formatUsers(openUsers)}. ` +
            `${suggestOtherUsers(group, openUsers)}, or set the engine of the user group to ${formatEngine(group, 'redis')}.`
        : undefined;
    },
  ),
];

/** Formats the user names of users as the subject of a clause, including the verb. */
function formatUserNames(users: readonly GroupUser[]): string {
  return users.length === 1
    ? `the user name of ${formatUsers(users)} is`
    : `the user names of ${formatUsers(users)} are`;
}

/** Suggests how to avoid users without a password. Returns the beginning of a sentence. */
function suggestOtherUsers(group: ResourceView, openUsers: readonly GroupUser[]): string {
  const props = listElementPaths(group, USERS).map((path) => group.name(path));
  const areDefaultUsers = openUsers.every(({ name }) => name === 'default');
  return areDefaultUsers && props.includes("'disableDefaultUser'")
    ? "Remove 'disableDefaultUser', because a Valkey user group rejects clients without a user name by default"
    : 'Use a password or IAM authentication';
}

function isRedisGroup(group: ResourceView): boolean {
  return isOneOf(group, 'Engine', 'redis');
}

function formatUsers(users: readonly GroupUser[]): string {
  return formatList(users.map(({ displayName }) => displayName));
}

function formatEngine(group: ResourceView, engine: string): string {
  return formatEnumValue(group, 'UserEngine', engine);
}

function suggestDefaultUser(group: ResourceView): string {
  return group.isConstruct
    ? "Add such a user, set 'disableDefaultUser' to true, or set the engine of the user group to UserEngine.VALKEY, which does not require a default user."
    : 'Add such a user, or set the engine of the user group to valkey, which does not require a default user.';
}
