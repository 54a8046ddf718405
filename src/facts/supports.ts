import type { EngineFeature, NodeEngine } from './engine-versions';
import { ENGINE_VERSION_ALIASES, ENGINE_VERSIONS, FEATURES_SINCE } from './engine-versions';
import { compareVersions } from '../private/versions';

/** Whether a version of an engine has a feature; undefined for an engine that these tables do not know. */
export function supports(engine: string, version: string, feature: EngineFeature): boolean | undefined {
  if (!Object.hasOwn(ENGINE_VERSIONS, engine)) {
    return undefined;
  }
  const since = (FEATURES_SINCE[feature] as Partial<Record<NodeEngine, string>>)[engine as NodeEngine];
  return since !== undefined && compareVersions(ENGINE_VERSION_ALIASES[version] ?? version, since) >= 0;
}

/**
 * The family of the parameter groups of a version; that of its nearest relative for one that these tables do not have,
 * undefined when there is none.
 */
export function familyOf(engine: string, version: string): string | undefined {
  const versions = Object.entries(ENGINE_VERSIONS[engine as NodeEngine] ?? {});
  const exact = versions.find(([known]) => known === (ENGINE_VERSION_ALIASES[version] ?? version));
  const [, family] = exact ?? versions.reverse().find(([known]) => isRelated(engine, known, version)) ?? [];
  return family;
}

/** Versions of one family: of one major version, and of one minor version where the families are made so. */
function isRelated(engine: string, known: string, version: string): boolean {
  const parts = engine === 'memcached' || Number(version.split('.')[0]) < 6 ? 2 : 1;
  return known.split('.').slice(0, parts).join('.') === version.split('.').slice(0, parts).join('.');
}
