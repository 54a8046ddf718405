import { ACL } from '../service-data/access-strings';
import type { NodeEngine } from '../service-data/engine-versions';
import { ENGINE_NAMES, ENGINE_VERSIONS } from '../service-data/engine-versions';

/** A version of an engine that has access strings. */
interface AclVersion {
  readonly engine: NodeEngine;
  readonly version: string;
}

/**
 * The versions with access strings, oldest first: Redis OSS, then Valkey, which is derived from Redis OSS. The level of
 * a version is its index in this list. Each level supports the rules of the levels before it.
 */
const ACL_VERSIONS: readonly AclVersion[] = [...listAclVersions('redis'), ...listAclVersions('valkey')];

/** The level of each version. No version number occurs in both engines. */
const LEVELS: ReadonlyMap<string, number> = new Map(ACL_VERSIONS.map(({ version }, level) => [version, level]));

/** The level of the newest version, which is used if no version is specified. */
export const NEWEST_LEVEL = ACL_VERSIONS.length - 1;

/** The first level with each feature of access strings. */
export const FEATURE_LEVELS = Object.fromEntries(
  Object.entries(ACL.featureVersions).map(([feature, version]) => [feature, getAclLevel(version)]),
) as Readonly<Record<keyof typeof ACL.featureVersions, number>>;

function listAclVersions(engine: NodeEngine): AclVersion[] {
  return Object.entries(ENGINE_VERSIONS[engine])
    .filter(([, { commands }]) => commands !== undefined)
    .map(([version]) => ({ engine, version }));
}

/** Returns the level of a version in the table of engine versions. Throws if the table does not contain it. */
export function getAclLevel(version: string): number {
  const level = LEVELS.get(version);
  if (level === undefined) {
    throw new Error(`The table of engine versions has no version ${version} with access strings`);
  }
  return level;
}

/**
 * Finds the level of a version that a user specifies. A major version, as in serverless caches, and `6.x` mean the
 * newest minor version.
 *
 * @returns undefined if the table does not contain the engine or version
 */
export function findAclLevel(engine: string, version: string): number | undefined {
  const [major, minor] = version.split('.');
  if (minor === undefined || minor === 'x') {
    const levels = ACL_VERSIONS.filter((known) => known.engine === engine && known.version.split('.')[0] === major);
    return levels.length > 0 ? getAclLevel(levels[levels.length - 1].version) : undefined;
  }
  const level = LEVELS.get(`${major}.${minor}`);
  return level !== undefined && ACL_VERSIONS[level].engine === engine ? level : undefined;
}

/** Formats the engine and version of a level for messages. */
export function formatAclLevel(level: number): string {
  const { engine, version } = ACL_VERSIONS[level];
  return `${ENGINE_NAMES[engine]} ${version}`;
}

/**
 * Formats a minimum level for messages. All versions of Valkey are later than those of Redis OSS.
 */
export function formatAclRequirement(level: number): string {
  const { engine, version } = ACL_VERSIONS[level];
  const requirement = `${ENGINE_NAMES[engine]} ${version} or later`;
  return engine === 'valkey' ? requirement : `${ENGINE_NAMES.valkey}, or ${requirement}`;
}
