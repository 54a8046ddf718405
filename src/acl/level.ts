import { ACL } from '../service-data/access-strings';

/**
 * A version as the access rules see it: Redis OSS 6.0 to 7.1 and Valkey 7.2 to 9.1 lie on one line, each knows what the
 * ones before it know. A service that names only the major version means the newest of it.
 *
 * @returns undefined for an engine or version that is not known, about which nothing can be said
 */
export function aclLevel(engine: string, version: string): number | undefined {
  const [major, minor] = version.split('.');
  const levels = ACL.levels.filter(
    (level) =>
      Math.floor(level) === Number(major) && (engine === 'redis' ? level < 7.2 : engine === 'valkey' && level >= 7.2),
  );
  const wanted = Number(`${major}.${minor}`);
  return minor === undefined || minor === 'x' ? levels[levels.length - 1] : levels.find((level) => level === wanted);
}

/** The newest version, whose answers hold where the version is not known. */
export const NEWEST_LEVEL = ACL.levels[ACL.levels.length - 1];

/** The level in the words of users. */
export function levelName(level: number): string {
  return `${level < 7.2 ? 'Redis OSS' : 'Valkey'} ${level.toFixed(1)}`;
}
