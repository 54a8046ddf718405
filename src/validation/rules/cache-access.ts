import { findAclLevel, parseAccessString } from '../../acl';
import { supports } from '../../service-data/engine-versions';
import type { CrossResourceRule } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { crossResourceRule } from '../rule-builders';
import type { TemplateResource } from '../template';
import { type GroupUser, findGroupUsers } from './group-users';
import { PAGES } from './pages';

const USER_GROUP = 'AWS::ElastiCache::UserGroup';

/**
 * Validates a serverless or node-based cache against its user groups and their users.
 *
 * @param metadata the metadata factory of the resource type
 * @param property the property that contains the user groups
 * @param versionProperty the property that contains the engine version
 */
export function cacheAccessRules(
  metadata: RuleMetadataFactory,
  property: string,
  versionProperty: string,
): CrossResourceRule[] {
  return [
    crossResourceRule(
      metadata('RedisUserGroup', property, PAGES.rbac),
      'a Redis OSS cache must have a user group of Redis OSS',
      (cache) => {
        const group = findUserGroups(cache, property).find(({ properties }) => properties.text('Engine') === 'valkey');
        return cache.properties.text('Engine') === 'redis' && group
          ? `'${property}' of a Redis OSS cache must be a group of Redis OSS, got ${group} of valkey; give the group the engine redis, or the cache valkey`
          : undefined;
      },
    ),
    crossResourceRule(
      metadata('AccessStringsFit', property, PAGES.rbac),
      'a cache must understand the access strings of its users',
      (cache) => {
        const engine = cache.properties.text('Engine');
        const version = cache.properties.text(versionProperty);
        const level = version === undefined ? undefined : findAclLevel(engine ?? '', version);
        if (level === undefined) {
          return undefined;
        }
        const errors = findCacheUsers(cache, property).flatMap((user) => checkAccessString(user, level));
        return errors.length > 0
          ? `'${property}' must hold users whose access strings ${engine} ${version} understands, but ${errors.join(' and ')}`
          : undefined;
      },
    ),
    crossResourceRule(
      metadata('IamNeedsVersion', property, PAGES.iamAuthentication),
      'IAM users need Valkey 7.2 or Redis OSS 7.0',
      (cache) => {
        const [engine, version] = [cache.properties.text('Engine'), cache.properties.text(versionProperty)];
        if (engine === undefined || version === undefined || supports(engine, version, 'iamAuthentication') !== false) {
          return undefined;
        }
        const users = findCacheUsers(cache, property).filter(({ authentication }) => authentication === 'iam');
        const userNames = users.map(({ displayName }) => displayName).join(', ');
        return users.length > 0
          ? `'${property}' must hold users with passwords, got ${userNames} with IAM authentication, which ${engine} ${version} ` +
              'does not have; use Redis OSS 7.0 or Valkey'
          : undefined;
      },
    ),
  ];
}

/** The users of a cache's user groups, as far as the groups are in the template. */
export function findCacheUsers(cache: TemplateResource, property: string): GroupUser[] {
  return findUserGroups(cache, property).flatMap(findGroupUsers);
}

/** `UserGroupId` of serverless caches is one group, `UserGroupIds` of replication groups is a list. */
function findUserGroups(cache: TemplateResource, property: string): TemplateResource[] {
  const group = cache.target(property, USER_GROUP);
  return group ? [group] : cache.targets(property, USER_GROUP);
}

/** The errors of an access string that is valid in some engine version, but not at the given level. */
function checkAccessString({ user, displayName }: GroupUser, level: number): string[] {
  const accessString = user?.properties.text('AccessString');
  if (accessString === undefined || parseAccessString(accessString).errors.length > 0) {
    return [];
  }
  return parseAccessString(accessString, level).errors.map((error) => `the 'AccessString' of ${displayName} ${error}`);
}
