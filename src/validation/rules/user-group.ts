import { LIMITS, LOWER_CASE_NAME_PATTERN } from '../../service-data/limits';
import type { CrossResourceRuleSet, RuleSet } from '../rule';
import {
  describeNameRequirement,
  createMetadataFactory,
  elementCount,
  distinctElements,
  allowedValues,
  crossResourceRule,
  requiredProperty,
  tagRules,
  textFormat,
} from '../rule-builders';
import type { GroupUser } from './group-users';
import { findGroupUsers } from './group-users';
import { PAGES } from './pages';
import { referenceRule } from './shared-cross-resource-rules';

const metadata = createMetadataFactory('UserGroup', PAGES.rbac);

export const USER_GROUP_RULES: RuleSet = [
  requiredProperty(metadata('EngineGiven', 'Engine'), 'choose valkey or redis'),
  allowedValues(metadata('EngineKnown', 'Engine'), ['valkey', 'redis']),
  requiredProperty(metadata('IdGiven', 'UserGroupId'), 'give the group an id'),
  textFormat(
    metadata('IdForm', 'UserGroupId'),
    { max: LIMITS.userGroupId.maxLength, pattern: LOWER_CASE_NAME_PATTERN },
    describeNameRequirement(LIMITS.userGroupId.maxLength, 'lower-case letters'),
  ),
  requiredProperty(metadata('UsersGiven', 'UserIds'), 'name the users of the group'),
  elementCount(metadata('UserCount', 'UserIds'), { max: LIMITS.usersPerGroup.max, things: 'users' }),
  distinctElements(metadata('UsersDistinct', 'UserIds')),
  ...tagRules(metadata),
];

/** Validates a user group against its users. */
export const USER_GROUP_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  referenceRule(metadata, 'UserIds', 'AWS::ElastiCache::User'),
  crossResourceRule(
    metadata('RedisNeedsDefaultUser', 'UserIds'),
    'a Redis OSS user group must hold a user with the name default',
    (group) => {
      if (group.properties.text('Engine') !== 'redis' || !group.properties.list('UserIds')) {
        return undefined;
      }
      const users = findGroupUsers(group);
      return users.some(({ name }) => name === undefined || name === 'default')
        ? undefined
        : `'UserIds' of a Redis OSS user group must hold a user with the name "default", ` +
            `got ${formatUsers(users)}; add one, or choose the engine valkey, which asks for none`;
    },
  ),
  crossResourceRule(
    { ...metadata('DefaultUserTold', 'UserIds'), severity: 'warning' },
    'one of the users of a Redis OSS user group should be known to have the name default',
    (group) => {
      if (group.properties.text('Engine') !== 'redis') {
        return undefined;
      }
      const users = findGroupUsers(group);
      const unnamed = users.filter(({ name }) => name === undefined);
      if (unnamed.length === 0 || unnamed.some(({ id }) => id === undefined)) {
        return undefined;
      }
      return users.some(({ name, id }) => name === 'default' || id?.includes('default'))
        ? undefined
        : `'UserIds' of a Redis OSS user group should hold a user that is known to have the name "default", ` +
            `got ${formatUsers(users)}, of which the template does not tell it; ` +
            'AWS refuses the group if none has';
    },
  ),
  crossResourceRule(metadata('NamesDistinct', 'UserIds'), 'the users of a group must have different names', (group) => {
    const users = findGroupUsers(group).filter(({ name }) => name !== undefined);
    const duplicates = users
      .filter(({ name }, index) => users.findIndex((other) => other.name === name) !== index)
      .map(({ name, displayName }) => `"${name}" again for ${displayName}`);
    return duplicates.length > 0
      ? `'UserIds' must hold users with different names, got ${duplicates.join(', ')}; leave one of them out`
      : undefined;
  }),
  crossResourceRule(
    metadata('RedisUsers', 'UserIds'),
    'the users of a Redis OSS user group must be users of Redis OSS',
    (group) => {
      const others = findGroupUsers(group).filter(({ engine }) => engine === 'valkey');
      return group.properties.text('Engine') === 'redis' && others.length > 0
        ? `'UserIds' of a Redis OSS user group must be users of Redis OSS, got ${formatUsers(others)} of valkey; ` +
            `give them the engine redis, or the group valkey`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('ValkeyUsersAuthenticate', 'UserIds'),
    'the users of a Valkey user group must have a password or IAM authentication',
    (group) => {
      const withoutPassword = findGroupUsers(group).filter(
        ({ authentication }) => authentication === 'no-password-required',
      );
      return group.properties.text('Engine') === 'valkey' && withoutPassword.length > 0
        ? `'UserIds' of a Valkey user group must be users with a password or IAM authentication, ` +
            `got ${formatUsers(withoutPassword)} without; use others, or a group with the engine redis`
        : undefined;
    },
  ),
];

function formatUsers(users: readonly GroupUser[]): string {
  if (users.length === 0) {
    return 'none';
  }
  return users.map(({ displayName, id }) => (id === undefined ? displayName : `"${id}"`)).join(', ');
}
