import { isResolved } from '../../private/tokens';
import { LIMITS, LOWER_CASE_NAME_PATTERN, NAME_DEMAND } from '../../service-data/limits';
import type { PropertyReader } from '../property-reader';
import type { CrossResourceRuleSet, RuleSet } from '../rule';
import type { RuleMetadataInput, RuleMetadataFactory } from '../rule-builders';
import { count, distinct, oneOf, crossResourceRule, required, tagRules, text } from '../rule-builders';
import type { TemplateResource } from '../template';
import { referenceRule } from './shared';

const RBAC = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html';
const USER = 'AWS::ElastiCache::User';

const metadata: RuleMetadataFactory = (id, property, see = RBAC) => ({ id: `UserGroup.${id}`, property, see });

/** What AWS demands of `AWS::ElastiCache::UserGroup`. */
export const USER_GROUP_RULES: RuleSet = [
  required(metadata('EngineGiven', 'Engine'), 'choose valkey or redis'),
  oneOf(metadata('EngineKnown', 'Engine'), ['valkey', 'redis']),
  required(metadata('IdGiven', 'UserGroupId'), 'give the group an id'),
  text(
    metadata('IdForm', 'UserGroupId'),
    { max: LIMITS.userGroupId.maxLength, pattern: LOWER_CASE_NAME_PATTERN },
    NAME_DEMAND(LIMITS.userGroupId.maxLength, 'lower-case letters'),
  ),
  required(metadata('UsersGiven', 'UserIds'), 'name the users of the group'),
  count(metadata('UserCount', 'UserIds'), { max: LIMITS.usersPerGroup.max, things: 'users' }),
  distinct(metadata('UsersDistinct', 'UserIds')),
  ...tagRules(metadata),
];

/** A user of a group, as far as the template tells. */
export interface GroupUser {
  /** What it is called in a message. */
  readonly displayName: string;
  /** What clients log in with. */
  readonly name?: string;
  readonly engine?: string;
  readonly authentication?: string;
  /** Where the user stands; undefined for one of another template, and for the user that ElastiCache itself makes. */
  readonly user?: TemplateResource;
  /** What stands in the group for a user of another template. */
  readonly id?: string;
}

/** The user that ElastiCache makes in every account: everybody may do everything without a password. */
const DEFAULT_USER: GroupUser = {
  displayName: 'the user "default" that ElastiCache itself makes',
  name: 'default',
  engine: 'redis',
  authentication: 'no-password-required',
};

/** The users of a group; those of other templates are known by their id, or not at all. */
export function findGroupUsers(group: TemplateResource): GroupUser[] {
  return (group.properties.list('UserIds') ?? []).map((value): GroupUser => {
    const user = group.template.find(value, USER);
    if (user) {
      const p = user.properties;
      return {
        displayName: String(user),
        name: p.text('UserName'),
        engine: p.text('Engine'),
        authentication: readAuthentication(p),
        user,
      };
    }
    return value === 'default'
      ? DEFAULT_USER
      : { displayName: 'a user of another template', id: isResolved(value) ? String(value) : undefined };
  });
}

function readAuthentication(user: PropertyReader): string | undefined {
  if (user.flag('NoPasswordRequired') === true) {
    return 'no-password-required';
  }
  return user.text('AuthenticationMode.Type') ?? (user.has('Passwords') ? 'password' : undefined);
}

const userGroupRelationsAbout = (id: string): RuleMetadataInput => ({
  id: `UserGroup.${id}`,
  property: 'UserIds',
  see: RBAC,
});

/** What AWS demands of a user group and its users. */
export const USER_GROUP_CROSS_RESOURCE_RULES: CrossResourceRuleSet = [
  referenceRule('UserGroup', 'UserIds', 'AWS::ElastiCache::User'),
  crossResourceRule(
    userGroupRelationsAbout('RedisNeedsDefaultUser'),
    'a Redis OSS user group must hold a user with the name default',
    (group) => {
      const users = findGroupUsers(group);
      if (group.properties.text('Engine') !== 'redis' || !group.properties.list('UserIds')) {
        return undefined;
      }
      return users.some(({ name }) => name === undefined || name === 'default')
        ? undefined
        : `'UserIds' of a Redis OSS user group must hold a user with the name "default", got ${formatUsers(users)}; add one, or choose the engine valkey, which asks for none`;
    },
  ),
  crossResourceRule(
    { ...userGroupRelationsAbout('DefaultUserTold'), severity: 'warning' },
    'one of the users of a Redis OSS user group should be known to have the name default',
    (group) => {
      const users = findGroupUsers(group);
      const unnamed = users.filter(({ name }) => name === undefined);
      if (
        group.properties.text('Engine') !== 'redis' ||
        unnamed.length === 0 ||
        !unnamed.every(({ id }) => id !== undefined)
      ) {
        return undefined;
      }
      return users.some(({ name, id }) => name === 'default' || id?.includes('default'))
        ? undefined
        : `'UserIds' of a Redis OSS user group should hold a user that is known to have the name "default", got ${formatUsers(users)}, of which the template does not tell it; ` +
            'AWS refuses the group if none has';
    },
  ),
  crossResourceRule(
    userGroupRelationsAbout('NamesDistinct'),
    'the users of a group must have different names',
    (group) => {
      const users = findGroupUsers(group).filter(({ name }) => name !== undefined);
      const duplicates = users.filter(({ name }, index) => users.findIndex((other) => other.name === name) !== index);
      return duplicates.length > 0
        ? `'UserIds' must hold users with different names, got ${duplicates.map(({ name, displayName: shown }) => `"${name}" again for ${shown}`).join(', ')}; ` +
            'leave one of them out'
        : undefined;
    },
  ),
  crossResourceRule(
    userGroupRelationsAbout('RedisUsers'),
    'the users of a Redis OSS user group must be users of Redis OSS',
    (group) => {
      const others = findGroupUsers(group).filter(({ engine }) => engine === 'valkey');
      return group.properties.text('Engine') === 'redis' && others.length > 0
        ? `'UserIds' of a Redis OSS user group must be users of Redis OSS, got ${formatUsers(others)} of valkey; give them the engine redis, or the group valkey`
        : undefined;
    },
  ),
  crossResourceRule(
    userGroupRelationsAbout('ValkeyUsersAuthenticate'),
    'the users of a Valkey user group must have a password or IAM authentication',
    (group) => {
      const withoutPassword = findGroupUsers(group).filter(({ authentication }) => authentication === 'no-password-required');
      return group.properties.text('Engine') === 'valkey' && withoutPassword.length > 0
        ? `'UserIds' of a Valkey user group must be users with a password or IAM authentication, got ${formatUsers(withoutPassword)} without; use others, or a group with the engine redis`
        : undefined;
    },
  ),
];

function formatUsers(users: readonly GroupUser[]): string {
  return users.length === 0
    ? 'none'
    : users.map(({ displayName: shown, id }) => (id === undefined ? shown : `"${id}"`)).join(', ');
}
