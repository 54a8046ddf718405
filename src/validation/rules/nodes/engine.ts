import type { EngineFeature, NodeEngine } from '../../../service-data/engine-versions';
import {
  ENGINE_NAMES,
  ENGINE_VERSIONS,
  ENGINE_VERSION_ALIASES,
  FEATURES_SINCE,
  familyOf,
  isNewerVersion,
  supports,
} from '../../../service-data/engine-versions';
import { DISCONTINUED_PARAMETER_FAMILIES, PARAMETER_FAMILIES } from '../../../service-data/parameters';
import type { PropertyReader } from '../../property-reader';
import type { ResourceView } from '../../resource-view';
import type { Rule } from '../../rule';
import type { RuleMetadataFactory, RuleMetadataInput } from '../../rule-builders';
import { crossResourceRule, rule, formatValue } from '../../rule-builders';
import { PAGES } from '../pages';
import type { ParameterGroup } from './parameter-group';
import { readParameterGroup } from './parameter-group';

/** An engine version that ElastiCache offers, or one that is newer than this library. */
interface Engine {
  readonly name: NodeEngine;
  readonly version: string;
}

/**
 * Validates the engine version and its parameter group.
 *
 * @param listEngines returns the engines that the resource type has
 */
export function engineRules(
  metadata: RuleMetadataFactory,
  listEngines: (p: PropertyReader) => readonly string[] = () => ['valkey', 'redis'],
): Rule[] {
  return [
    rule(
      metadata('VersionInvalid', 'EngineVersion', PAGES.engineVersions),
      'EngineVersion must be one that ElastiCache offers for the engine',
      (p) => {
        const version = p.text('EngineVersion');
        const possibleEngines = readPossibleEngines(p);
        if (version === undefined || possibleEngines.some((engine) => hasVersion(engine, version))) {
          return undefined;
        }
        // EngineInvalid reports an engine that the resource type does not have.
        const engines = possibleEngines.filter((engine) => listEngines(p).includes(engine));
        const offeredVersions = engines.map(formatOfferedVersions).join(', or ');
        return engines.length > 0
          ? `${p.name('EngineVersion')} must be one of ${offeredVersions}, but got ${formatValue(version)}.`
          : undefined;
      },
    ),
    rule(
      { ...metadata('VersionUnknown', 'EngineVersion', PAGES.engineVersions), severity: 'warning' },
      'EngineVersion should be one that this library knows',
      (p) => {
        const engine = readEngine(p);
        if (!engine || isOffered(engine.name, engine.version)) {
          return undefined;
        }
        const engineName = ENGINE_NAMES[engine.name];
        return `${p.name('EngineVersion')} ${engine.version} of ${engineName} is newer than this library, so its features are not validated. Upgrade the library.`;
      },
    ),
    crossResourceRule(
      metadata('ParameterGroupFamilyMismatch', 'CacheParameterGroupName', PAGES.parameterGroups),
      'CacheParameterGroupName must be a group of the family of the engine version',
      (cache) => {
        const group = readParameterGroup(cache);
        const required = group && findRequiredFamily(cache, group);
        return group && required
          ? `${cache.name('CacheParameterGroupName')} must be a group ${required}, but got ${group.displayName} of ${group.family}.`
          : undefined;
      },
    ),
  ];
}

/**
 * Describes the family that a cache needs instead of that of its group; undefined if it fits, or cannot be validated.
 * ParameterGroup.FamilyInvalid reports families that do not exist.
 */
function findRequiredFamily(cache: ResourceView, { family, isDefault }: ParameterGroup): string | undefined {
  const familyEngine = family === undefined ? undefined : findFamilyEngine(family);
  const engines = readPossibleEngines(cache);
  const isInvalid = familyEngine === undefined && !isDefault;
  if (family === undefined || isInvalid || engines.length === 0) {
    return undefined;
  }
  const engine = readEngine(cache);
  const requiredFamily = engine && familyOf(engine.name, engine.version);
  if (engine && requiredFamily !== undefined) {
    return requiredFamily === family ? undefined : `of the family ${requiredFamily} for ${formatEngine(engine)}`;
  }
  return familyEngine !== undefined && engines.includes(familyEngine)
    ? undefined
    : `for ${engines.map((name) => ENGINE_NAMES[name]).join(' or ')}`;
}

/** The engine of a parameter group family that is defined, or newer than this library. */
function findFamilyEngine(family: string): NodeEngine | undefined {
  return isDefinedFamily(family) || isNewerFamily(family) ? findEngineByPrefix(family) : undefined;
}

/** Whether a family can belong to an engine version that is newer than this library. */
export function isNewerFamily(family: string): boolean {
  const engine = findEngineByPrefix(family);
  return engine !== undefined && !isDefinedFamily(family) && isNewerVersion(engine, `${family.slice(engine.length)}.0`);
}

function isDefinedFamily(family: string): boolean {
  return Object.hasOwn(PARAMETER_FAMILIES, family) || DISCONTINUED_PARAMETER_FAMILIES.includes(family);
}

function findEngineByPrefix(family: string): NodeEngine | undefined {
  return (Object.keys(ENGINE_VERSIONS) as NodeEngine[]).find((name) => family.startsWith(name));
}

/** Recommends to pin the version in addition to a parameter group, whose family belongs to one major version. */
export function versionPinnedRule(metadata: RuleMetadataFactory): Rule {
  return rule(
    { ...metadata('VersionNotPinned', 'EngineVersion', PAGES.parameterGroups), severity: 'warning' },
    'EngineVersion should be specified together with CacheParameterGroupName',
    (p) =>
      p.has('CacheParameterGroupName') && !p.has('EngineVersion') && !p.has('GlobalReplicationGroupId')
        ? `${p.name('EngineVersion')} is missing, although ${p.name('CacheParameterGroupName')} is set. When ElastiCache moves to a later default version, ` +
          'the group is of the wrong family. Specify the version.'
        : undefined,
  );
}

/** Reads the engine and its version. If the engine is missing, it is the only one that has the version. */
export function readEngine(p: PropertyReader): Engine | undefined {
  const version = p.text('EngineVersion');
  if (version === undefined) {
    return undefined;
  }
  const [name, ...others] = readPossibleEngines(p).filter((engine) => hasVersion(engine, version));
  return name !== undefined && others.length === 0 ? { name, version } : undefined;
}

/** The specified engine, all engines if none is specified, or no engine if it is unresolved. */
export function readPossibleEngines(p: PropertyReader): NodeEngine[] {
  if (!p.has('Engine')) {
    return Object.keys(ENGINE_VERSIONS) as NodeEngine[];
  }
  const engine = p.text('Engine');
  return engine !== undefined && isEngine(engine) ? [engine] : [];
}

/** Formats an engine as in `Redis OSS 7.1`. */
export function formatEngine({ name, version }: Engine): string {
  return `${ENGINE_NAMES[name]} ${version}`;
}

interface FeatureRuleOptions {
  /** Whether the properties use the feature. */
  readonly when: (p: PropertyReader) => boolean;
  /** What requires the feature, if not every value of the property does. */
  readonly subject?: string;
  /** Returns the alternative to a later version, by default to remove the property. */
  readonly formatAlternative?: (p: PropertyReader) => string;
}

/** Rejects a property if the engine version does not support a feature. */
export function featureRule(metadata: RuleMetadataInput, feature: EngineFeature, options: FeatureRuleOptions): Rule {
  const { property } = metadata;
  const { when, subject = property, formatAlternative = (p) => `remove ${p.name(property)}` } = options;
  const isVersion = property === 'EngineVersion';
  const requirement = isVersion ? 'must be' : 'requires';
  return rule(metadata, `${subject} ${requirement} ${formatSince(feature)}`, (p) => {
    const engine = when(p) ? readEngine(p) : undefined;
    if (!engine || supports(engine.name, engine.version, feature)) {
      return undefined;
    }
    const alternative = isVersion ? '' : `, or ${formatAlternative(p)}`;
    return (
      `${subject.replace(property, p.name(property))} ${requirement} ${formatSince(feature, engine.name)}, but got ${formatEngine(engine)}. ` +
      `Use a later ${p.name('EngineVersion')}${alternative}.`
    );
  });
}

/**
 * Formats the first versions with a feature, as in `Valkey 7.2 or Redis OSS 6.0 or later`. For a known engine, the list
 * contains either Memcached or the other engines, if any of them has the feature.
 */
export function formatSince(feature: EngineFeature, engine?: NodeEngine): string {
  const since: Partial<Record<NodeEngine, string>> = FEATURES_SINCE[feature];
  const names = Object.keys(since) as NodeEngine[];
  const related = names.filter((name) => (name === 'memcached') === (engine === 'memcached'));
  const relevant = engine && related.length > 0 ? related : names;
  return `${relevant.map((name) => `${ENGINE_NAMES[name]} ${since[name]}`).join(' or ')} or later`;
}

function isEngine(name: string): name is NodeEngine {
  return Object.hasOwn(ENGINE_VERSIONS, name);
}

function hasVersion(engine: NodeEngine, version: string): boolean {
  return isOffered(engine, version) || isNewerVersion(engine, version);
}

function isOffered(engine: NodeEngine, version: string): boolean {
  const isAlias = engine === 'redis' && Object.hasOwn(ENGINE_VERSION_ALIASES, version);
  return isAlias || Object.hasOwn(ENGINE_VERSIONS[engine], version);
}

function formatOfferedVersions(engine: NodeEngine): string {
  return `${Object.keys(ENGINE_VERSIONS[engine]).join(', ')} of ${ENGINE_NAMES[engine]}`;
}
