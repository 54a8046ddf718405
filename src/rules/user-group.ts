import type { RuleSet } from './rule';
import type { AboutOf } from './vocabulary';
import { count, distinct, oneOf, required, tagRules, text } from './vocabulary';
import { LIMITS, LOWER_CASE_NAME_PATTERN, NAME_DEMAND } from '../facts/limits';

const RBAC = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html';
const about: AboutOf = (id, property, see = RBAC) => ({ id: `UserGroup.${id}`, property, see });

/** What AWS demands of `AWS::ElastiCache::UserGroup`. */
export const USER_GROUP_RULES: RuleSet = [
  required(about('EngineGiven', 'Engine'), 'choose valkey or redis'),
  oneOf(about('EngineKnown', 'Engine'), ['valkey', 'redis']),
  required(about('IdGiven', 'UserGroupId'), 'give the group an id'),
  text(
    about('IdForm', 'UserGroupId'),
    { max: LIMITS.userGroupId.maxLength, pattern: LOWER_CASE_NAME_PATTERN },
    NAME_DEMAND(LIMITS.userGroupId.maxLength, 'lower-case letters'),
  ),
  required(about('UsersGiven', 'UserIds'), 'name the users of the group'),
  count(about('UserCount', 'UserIds'), { max: LIMITS.usersPerGroup.max, things: 'users' }),
  distinct(about('UsersDistinct', 'UserIds')),
  ...tagRules(about),
];
