import { findAclLevel, parseAccessString } from '../../acl';
import { formatList } from '../../private/text';
import type { NodeEngine } from '../../service-data/engine-versions';
import { supports } from '../../service-data/engine-versions';
import type { ResourceView } from '../resource-view';
import type { Rule } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { crossResourceRule } from '../rule-builders';
import { sameAccountRule, sameRegionRule } from './environment';
import { findPrimary } from './global-replication-group/primary';
import { type GroupUser, findGroupUsers } from './group-users';
import { formatEngine } from './nodes/engine';
import { PAGES } from './pages';

const USER_GROUP = 'AWS::ElastiCache::UserGroup';

/** Matches a problem that already contains the engine version of the cache. */
const NAMES_VERSION = / of (Valkey|Redis OSS) [\d.]+,/;

/**
 * Validates a serverless or node-based cache against its user groups and their users.
 *
 * @param metadata the metadata factory of the resource type
 * @param property the property that contains the user groups
 * @param versionProperty the property that contains the engine version
 */
export function cacheAccessRules(metadata: RuleMetadataFactory, property: string, versionProperty: string): Rule[] {
  const userGroups = {
    property,
    types: [USER_GROUP],
    idPrefix: 'UserGroup',
    thing: 'a user group',
    holdsArns: true,
    see: PAGES.rbac,
  };
  return [
    crossResourceRule(
      metadata('ValkeyUserGroupInRedisCache', property, PAGES.rbac),
      'a Redis OSS cache must have a Redis OSS user group',
      (cache) => {
        const group = findUserGroups(cache, property).find((candidate) => candidate.text('Engine') === 'valkey');
        return findEngineSource(cache).text('Engine') === 'redis' && group
          ? `${cache.name(property)} of a Redis OSS cache must refer to a Redis OSS user group, but got ${group} with the engine valkey. ${formatEngineFix(cache)}`
          : undefined;
      },
    ),
    crossResourceRule(
      metadata('AccessStringUnsupported', property, PAGES.rbac),
      'the engine version of a cache must support the access strings of its users',
      (cache) => {
        const source = findEngineSource(cache);
        const [engine, version = ''] = [source.text('Engine') ?? '', source.text(versionProperty)];
        const level = findAclLevel(engine, version);
        if (level === undefined) {
          return undefined;
        }
        const errors = findCacheUsers(cache, property).flatMap((user) =>
          checkAccessString(user, level, formatEngine({ name: engine as NodeEngine, version })),
        );
        return errors.length > 0 ? errors.join(' ') : undefined;
      },
    ),
    sameRegionRule(metadata, userGroups),
    sameAccountRule(metadata, userGroups),
  ];
}

/**
 * Validates the engine version of replication groups whose users have IAM authentication. Serverless caches support IAM
 * authentication in all versions.
 */
export function iamUserRule(metadata: RuleMetadataFactory): Rule {
  return crossResourceRule(
    metadata('IamUserUnsupported', 'UserGroupIds', PAGES.iamAuthentication),
    'users with IAM authentication require Valkey, or Redis OSS 7.0 or later',
    (cache) => {
      const source = findEngineSource(cache);
      const [engine, version] = [source.text('Engine') ?? '', source.text('EngineVersion')];
      if (version === undefined || supports(engine, version, 'iamAuthentication') !== false) {
        return undefined;
      }
      const users = findCacheUsers(cache, 'UserGroupIds').filter(({ authentication }) => authentication === 'iam');
      const userNames = formatList(users.map(({ displayName }) => displayName));
      return users.length > 0
        ? `${cache.name('UserGroupIds')} must not refer to a user group with users that use IAM authentication, which ${formatEngine({ name: engine as NodeEngine, version })} does not support, ` +
            `but got a user group with ${userNames}. Use Valkey, use Redis OSS 7.0 or later, or use passwords for these users.`
        : undefined;
    },
  );
}

/** Finds the resource that specifies the engine of a cache. For a secondary replication group, it is the primary. */
function findEngineSource(cache: ResourceView): ResourceView {
  return findPrimary(cache) ?? cache;
}

/** Finds the users in the user groups of a cache. Groups whose resource is not available are skipped. */
export function findCacheUsers(cache: ResourceView, property: string): GroupUser[] {
  return findUserGroups(cache, property).flatMap(findGroupUsers);
}

function formatEngineFix(cache: ResourceView): string {
  return cache.isConstruct
    ? 'Set the engine of the user group to UserEngine.REDIS, or use a Valkey version for the cache.'
    : 'Set the engine of the user group to redis, or the engine of the cache to valkey.';
}

/** Finds the user groups of a cache. A serverless cache has one in `UserGroupId`. Other caches have a list. */
function findUserGroups(cache: ResourceView, property: string): ResourceView[] {
  const group = cache.target(property, USER_GROUP);
  return group ? [group] : cache.targets(property, USER_GROUP);
}

/**
 * Returns the errors of an access string at an ACL level. Another rule reports access strings that are invalid in all
 * engine versions.
 */
function checkAccessString({ user, displayName }: GroupUser, level: number, engine: string): string[] {
  const accessString = user?.text('AccessString');
  if (accessString === undefined) {
    return [];
  }
  const { problems } = parseAccessString(accessString, level);
  const isInvalidInAllVersions = problems.length > 0 && parseAccessString(accessString).errors.length > 0;
  return isInvalidInAllVersions
    ? []
    : problems.map(({ problem, fix }) =>
        `${user?.name('AccessString')} of ${displayName} ${problem}${NAMES_VERSION.test(problem) ? '' : ` for a cache with ${engine}`}. ${fix}`.trimEnd(),
      );
}
