import { ACL } from '../service-data/access-strings';
import type { NodeEngine } from '../service-data/engine-versions';
import { ENGINE_NAMES, ENGINE_VERSIONS } from '../service-data/engine-versions';

/** A version of an engine that has access strings. */
interface AclVersion {
  readonly engine: NodeEngine;
  readonly version: string;
}

/**
 * The versions with access strings, oldest first: those of Redis OSS, then those of Valkey, which continues Redis OSS.
 * The level of a version is its index here, so each level has the rules and commands of the levels before it.
 */
const ACL_VERSIONS: readonly AclVersion[] = [...aclVersionsOf('redis'), ...aclVersionsOf('valkey')];

/** The level of each version: the versions of Valkey begin where those of Redis OSS end. */
const LEVELS: ReadonlyMap<string, number> = new Map(ACL_VERSIONS.map(({ version }, level) => [version, level]));

/** The level of the newest version, which is used where the version is not known. */
export const NEWEST_LEVEL = ACL_VERSIONS.length - 1;

/** The first level that has a kind of rule. */
export const LEVEL_OF_RULE = Object.fromEntries(
  Object.entries(ACL.since).map(([kind, version]) => [kind, levelOf(version)]),
) as Readonly<Record<keyof typeof ACL.since, number>>;

function aclVersionsOf(engine: NodeEngine): AclVersion[] {
  return Object.entries(ENGINE_VERSIONS[engine])
    .filter(([, { commands }]) => commands !== undefined)
    .map(([version]) => ({ engine, version }));
}

/** The level of a version in the tables of this library. */
export function levelOf(version: string): number {
  const level = LEVELS.get(version);
  if (level === undefined) {
    throw new Error(`The table of engine versions has no version ${version} with access strings`);
  }
  return level;
}

/**
 * The level of a version that a user specifies. A major version alone, which serverless caches have, and `6.x` are the
 * newest of their minor versions.
 *
 * @returns undefined for an engine or a version that is not known
 */
export function aclLevel(engine: string, version: string): number | undefined {
  const [major, minor] = version.split('.');
  if (minor === undefined || minor === 'x') {
    const levels = ACL_VERSIONS.filter((known) => known.engine === engine && known.version.split('.')[0] === major);
    return levels.length > 0 ? levelOf(levels[levels.length - 1].version) : undefined;
  }
  const level = LEVELS.get(`${major}.${minor}`);
  return level !== undefined && ACL_VERSIONS[level].engine === engine ? level : undefined;
}

/** The engine and version of a level, for messages. */
export function levelName(level: number): string {
  const { engine, version } = ACL_VERSIONS[level];
  return `${ENGINE_NAMES[engine]} ${version}`;
}

/** The requirement of a level, for messages: Redis OSS is not named, because Valkey has the same rules. */
export function levelRequirement(level: number): string {
  const { engine, version } = ACL_VERSIONS[level];
  return engine === 'valkey' ? `${ENGINE_NAMES.valkey} ${version}` : `version ${version}`;
}
