import { isResolved } from '../../private/tokens';
import { LIMITS, LOWER_CASE_NAME_PATTERN } from '../../service-data/limits';
import type { PropertyReader } from '../property-reader';
import type { CrossResourceRuleSet, RuleSet } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import {
  describeNameRequirement,
  count,
  distinct,
  oneOf,
  crossResourceRule,
  required,
  tagRules,
  text,
} from '../rule-builders';
import type { TemplateResource } from '../template';
import { referenceRule } from './shared-cross-resource-rules';

const RBAC = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html';
const USER = 'AWS::ElastiCache::User';

const metadata: RuleMetadataFactory = (id, property, see = RBAC) => ({ id: `UserGroup.${id}`, property, see });

/** Validates the properties of `AWS::ElastiCache::UserGroup`. */
export const USER_GROUP_RULES: RuleSet = [
  required(metadata('EngineGiven', 'Engine'), 'choose valkey or redis'),
  oneOf(metadata('EngineKnown', 'Engine'), ['valkey', 'redis']),
  required(metadata('IdGiven', 'UserGroupId'), 'give the group an id'),
  text(
    metadata('IdForm', 'UserGroupId'),
    { max: LIMITS.userGroupId.maxLength, pattern: LOWER_CASE_NAME_PATTERN },
    describeNameRequirement(LIMITS.userGroupId.maxLength, 'lower-case letters'),
  ),
  required(metadata('UsersGiven', 'UserIds'), 'name the users of the group'),
  count(metadata('UserCount', 'UserIds'), { max: LIMITS.usersPerGroup.max, things: 'users' }),
  distinct(metadata('UsersDistinct', 'UserIds')),
  ...tagRules(metadata),
];

/** A user of a user group. Values that the template does not contain are undefined. */
export interface GroupUser {
  /** The user in a message. */
  readonly displayName: string;
  readonly name?: string;
  readonly engine?: string;
  readonly authentication?: string;
  /** The user's resource, if it is in the template. */
  readonly user?: TemplateResource;
  /** The id in `UserIds`, if the user's resource is not in the template. */
  readonly id?: string;
}

/** The user that ElastiCache creates in every account. It has full access without a password. */
const DEFAULT_USER: GroupUser = {
  displayName: 'the user "default" that ElastiCache itself makes',
  name: 'default',
  engine: 'redis',
  authentication: 'no-password-required',
};

/** Finds the users of a user group, also those that are not in the template. */
export function findGroupUsers(group: TemplateResource): GroupUser[] {
  return (group.properties.list('UserIds') ?? []).map((value): GroupUser => {
    const user = group.template.find(value, USER);
    if (user) {
      return {
        displayName: String(user),
        name: user.properties.text('UserName'),
        engine: user.properties.text('Engine'),
        authentication: readAuthentication(user.properties),
        user,
      };
    }
    if (value === 'default') {
      return DEFAULT_USER;
    }
    return { displayName: 'a user of another template', id: isResolved(value) ? String(value) : undefined };
  });
}

function readAuthentication(user: PropertyReader): string | undefined {
  if (user.flag('NoPasswordRequired') === true) {
    return 'no-password-required';
  }
  return user.text('AuthenticationMode.Type') ?? (user.has('Passwords') ? 'password' : undefined);
}

/** Validates a user group against its users. */
export const USER_GROUP_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  referenceRule('UserGroup', 'UserIds', 'AWS::ElastiCache::User'),
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
        : `'UserIds' of a Redis OSS user group must hold a user with the name "default", got ${formatUsers(users)}; add one, or choose the engine valkey, which asks for none`;
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
        : `'UserIds' of a Redis OSS user group should hold a user that is known to have the name "default", got ${formatUsers(users)}, of which the template does not tell it; ` +
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
        ? `'UserIds' of a Redis OSS user group must be users of Redis OSS, got ${formatUsers(others)} of valkey; give them the engine redis, or the group valkey`
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
        ? `'UserIds' of a Valkey user group must be users with a password or IAM authentication, got ${formatUsers(withoutPassword)} without; use others, or a group with the engine redis`
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
