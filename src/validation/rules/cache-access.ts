import { aclLevel, parseAccessString } from '../../acl';
import { supports } from '../../service-data/engine-versions';
import type { CrossResourceRule } from '../rule';
import type { RuleMetadataInput } from '../rule-builders';
import { crossResourceRule } from '../rule-builders';
import type { TemplateResource } from '../template';
import type { GroupUser } from './user-group';
import { findGroupUsers } from './user-group';

const USER_GROUP = 'AWS::ElastiCache::UserGroup';
const RBAC = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html';
const IAM = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html';

/**
 * What a cache of any kind demands of the users that it is given.
 *
 * @param type the type of the cache, without its service
 * @param property where the user groups stand
 * @param versionProperty where the version stands
 */
export function cacheAccessRules(type: string, property: string, versionProperty: string): CrossResourceRule[] {
  const metadata = (id: string, see: string = RBAC): RuleMetadataInput => ({ id: `${type}.${id}`, property, see });
  return [
    crossResourceRule(metadata('RedisUserGroup'), 'a Redis OSS cache must have a user group of Redis OSS', (cache) => {
      const group = findUserGroups(cache, property).find(({ properties }) => properties.text('Engine') === 'valkey');
      return cache.properties.text('Engine') === 'redis' && group
        ? `'${property}' of a Redis OSS cache must be a group of Redis OSS, got ${group} of valkey; give the group the engine redis, or the cache valkey`
        : undefined;
    }),
    crossResourceRule(
      metadata('AccessStringsFit'),
      'a cache must understand the access strings of its users',
      (cache) => {
        const version = cache.properties.text(versionProperty);
        const level = version === undefined ? undefined : aclLevel(cache.properties.text('Engine') ?? '', version);
        const errors =
          level === undefined
            ? []
            : findCacheUsers(cache, property).flatMap(({ user, displayName: shown }) => {
                const accessString = user?.properties.text('AccessString');
                // Told where the user stands.
                return accessString === undefined || parseAccessString(accessString).faults.length > 0
                  ? []
                  : parseAccessString(accessString, level).faults.map(
                      (error) => `the 'AccessString' of ${shown} ${error}`,
                    );
              });
        return errors.length > 0
          ? `'${property}' must hold users whose access strings ${cache.properties.text('Engine')} ${version} understands, but ${errors.join(' and ')}`
          : undefined;
      },
    ),
    crossResourceRule(metadata('IamNeedsVersion', IAM), 'IAM users need Valkey 7.2 or Redis OSS 7.0', (cache) => {
      const [engine, version] = [cache.properties.text('Engine'), cache.properties.text(versionProperty)];
      if (engine === undefined || version === undefined || supports(engine, version, 'iamAuthentication') !== false) {
        return undefined;
      }
      const users = findCacheUsers(cache, property).filter(({ authentication }) => authentication === 'iam');
      return users.length > 0
        ? `'${property}' must hold users with passwords, got ${users.map(({ displayName: shown }) => shown).join(', ')} with IAM authentication, which ${engine} ${version} ` +
            'does not have; use Redis OSS 7.0 or Valkey'
        : undefined;
    }),
  ];
}

/** The user groups of a cache that stand in its template. */
function findUserGroups(cache: TemplateResource, property: string): TemplateResource[] {
  const one = cache.target(property, USER_GROUP);
  return one ? [one] : cache.targets(property, USER_GROUP);
}

/** The users of these groups. */
export function findCacheUsers(cache: TemplateResource, property: string): GroupUser[] {
  return findUserGroups(cache, property).flatMap(findGroupUsers);
}
