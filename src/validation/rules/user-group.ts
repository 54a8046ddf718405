import { isResolved } from '../../private/tokens';
import { LIMITS, LOWER_CASE_NAME_PATTERN, describeNameRequirement } from '../../service-data/limits';
import type { PropertyReader } from '../property-reader';
import type { CrossResourceRuleSet, RuleSet } from '../rule';
import type { RuleMetadataInput, RuleMetadataFactory } from '../rule-builders';
import { count, distinct, oneOf, crossResourceRule, required, tagRules, text } from '../rule-builders';
import type { TemplateResource } from '../template';
import { referenceAdvice } from './shared';

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
    describeNameRequirement(LIMITS.userGroupId.maxLength, 'lower-case letters'),
  ),
  required(metadata('UsersGiven', 'UserIds'), 'name the users of the group'),
  count(metadata('UserCount', 'UserIds'), { max: LIMITS.usersPerGroup.max, things: 'users' }),
  distinct(metadata('UsersDistinct', 'UserIds')),
  ...tagRules(metadata),
];

/** A user of a group, as far as the template tells. */
export interface Member {
  /** What it is called in a message. */
  readonly shown: string;
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
const BUILT_IN: Member = {
  shown: 'the user "default" that ElastiCache itself makes',
  name: 'default',
  engine: 'redis',
  authentication: 'no-password-required',
};

/** The users of a group; those of other templates are known by their id, or not at all. */
export function membersOf(group: TemplateResource): Member[] {
  return (group.properties.list('UserIds') ?? []).map((value): Member => {
    const user = group.template.find(value, USER);
    if (user) {
      const p = user.properties;
      return {
        shown: String(user),
        name: p.text('UserName'),
        engine: p.text('Engine'),
        authentication: authenticationOf(p),
        user,
      };
    }
    return value === 'default'
      ? BUILT_IN
      : { shown: 'a user of another template', id: isResolved(value) ? String(value) : undefined };
  });
}

function authenticationOf(user: PropertyReader): string | undefined {
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
  referenceAdvice('UserGroup', 'UserIds', 'AWS::ElastiCache::User'),
  crossResourceRule(
    userGroupRelationsAbout('RedisNeedsDefaultUser'),
    'a Redis OSS user group must hold a user with the name default',
    (group) => {
      const members = membersOf(group);
      if (group.properties.text('Engine') !== 'redis' || !group.properties.list('UserIds')) {
        return undefined;
      }
      return members.some(({ name }) => name === undefined || name === 'default')
        ? undefined
        : `'UserIds' of a Redis OSS user group must hold a user with the name "default", got ${listed(members)}; add one, or choose the engine valkey, which asks for none`;
    },
  ),
  crossResourceRule(
    { ...userGroupRelationsAbout('DefaultUserTold'), severity: 'warning' },
    'one of the users of a Redis OSS user group should be known to have the name default',
    (group) => {
      const members = membersOf(group);
      const elsewhere = members.filter(({ name }) => name === undefined);
      if (
        group.properties.text('Engine') !== 'redis' ||
        elsewhere.length === 0 ||
        !elsewhere.every(({ id }) => id !== undefined)
      ) {
        return undefined;
      }
      return members.some(({ name, id }) => name === 'default' || id?.includes('default'))
        ? undefined
        : `'UserIds' of a Redis OSS user group should hold a user that is known to have the name "default", got ${listed(members)}, of which the template does not tell it; ` +
            'AWS refuses the group if none has';
    },
  ),
  crossResourceRule(
    userGroupRelationsAbout('NamesDistinct'),
    'the users of a group must have different names',
    (group) => {
      const members = membersOf(group).filter(({ name }) => name !== undefined);
      const twice = members.filter(({ name }, index) => members.findIndex((other) => other.name === name) !== index);
      return twice.length > 0
        ? `'UserIds' must hold users with different names, got ${twice.map(({ name, shown }) => `"${name}" again for ${shown}`).join(', ')}; ` +
            'leave one of them out'
        : undefined;
    },
  ),
  crossResourceRule(
    userGroupRelationsAbout('RedisUsers'),
    'the users of a Redis OSS user group must be users of Redis OSS',
    (group) => {
      const others = membersOf(group).filter(({ engine }) => engine === 'valkey');
      return group.properties.text('Engine') === 'redis' && others.length > 0
        ? `'UserIds' of a Redis OSS user group must be users of Redis OSS, got ${listed(others)} of valkey; give them the engine redis, or the group valkey`
        : undefined;
    },
  ),
  crossResourceRule(
    userGroupRelationsAbout('ValkeyUsersAuthenticate'),
    'the users of a Valkey user group must have a password or IAM authentication',
    (group) => {
      const open = membersOf(group).filter(({ authentication }) => authentication === 'no-password-required');
      return group.properties.text('Engine') === 'valkey' && open.length > 0
        ? `'UserIds' of a Valkey user group must be users with a password or IAM authentication, got ${listed(open)} without; use others, or a group with the engine redis`
        : undefined;
    },
  ),
];

function listed(members: readonly Member[]): string {
  return members.length === 0
    ? 'none'
    : members.map(({ shown, id }) => (id === undefined ? shown : `"${id}"`)).join(', ');
}
