import type { Member } from './members';
import { membersOf } from './members';
import { referenceAdvice } from './partners';
import type { RelationSet } from './rule';
import type { About } from './vocabulary';
import { relation } from './vocabulary';

const RBAC = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html';
const about = (id: string): About => ({ id: `UserGroup.${id}`, property: 'UserIds', see: RBAC });

/** What AWS demands of a user group and its users. */
export const USER_GROUP_RELATIONS: RelationSet = [
  referenceAdvice('UserGroup', 'UserIds', 'AWS::ElastiCache::User'),
  relation(about('RedisNeedsDefaultUser'), 'a Redis OSS user group must hold a user with the name default', (group) => {
    const members = membersOf(group);
    if (group.properties.text('Engine') !== 'redis' || !group.properties.list('UserIds')) {
      return undefined;
    }
    return members.some(({ name }) => name === undefined || name === 'default')
      ? undefined
      : `'UserIds' of a Redis OSS user group must hold a user with the name "default", got ${listed(members)}; add one, or choose the engine valkey, which asks for none`;
  }),
  relation(
    { ...about('DefaultUserTold'), severity: 'warning' },
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
  relation(about('NamesDistinct'), 'the users of a group must have different names', (group) => {
    const members = membersOf(group).filter(({ name }) => name !== undefined);
    const twice = members.filter(({ name }, index) => members.findIndex((other) => other.name === name) !== index);
    return twice.length > 0
      ? `'UserIds' must hold users with different names, got ${twice.map(({ name, shown }) => `"${name}" again for ${shown}`).join(', ')}; ` +
          'leave one of them out'
      : undefined;
  }),
  relation(about('RedisUsers'), 'the users of a Redis OSS user group must be users of Redis OSS', (group) => {
    const others = membersOf(group).filter(({ engine }) => engine === 'valkey');
    return group.properties.text('Engine') === 'redis' && others.length > 0
      ? `'UserIds' of a Redis OSS user group must be users of Redis OSS, got ${listed(others)} of valkey; give them the engine redis, or the group valkey`
      : undefined;
  }),
  relation(
    about('ValkeyUsersAuthenticate'),
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
