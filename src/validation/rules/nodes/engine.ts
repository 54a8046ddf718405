import { compareVersions } from '../../../private/versions';
import type { EngineFeature, NodeEngine } from '../../../service-data/engine-versions';
import {
  ENGINE_NAMES,
  ENGINE_VERSIONS,
  ENGINE_VERSION_ALIASES,
  ENGINE_VERSION_FORMATS,
  FEATURES_SINCE,
  ENGINES_WITHOUT_NEW_VERSIONS,
  familiesOf,
  familyOf,
  supports,
} from '../../../service-data/engine-versions';
import type { PropertyReader } from '../../property-reader';
import type { Rule } from '../../rule';
import type { RuleMetadataFactory, RuleMetadataInput } from '../../rule-builders';
import { rule, formatValue } from '../../rule-builders';
import { PAGES } from '../pages';

/** An engine version that ElastiCache offers, or one that is newer than this library. */
interface Engine {
  readonly name: NodeEngine;
  readonly version: string;
}

/** Validates the engine version and its parameter group. */
export function engineRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    rule(
      metadata('VersionOffered', 'EngineVersion', PAGES.engineVersions),
      'EngineVersion must be one that ElastiCache offers of the engine',
      (p) => {
        const version = p.text('EngineVersion');
        const engines = readPossibleEngines(p);
        if (version === undefined || engines.length === 0 || engines.some((engine) => hasVersion(engine, version))) {
          return undefined;
        }
        const offeredVersions = engines.map(formatOfferedVersions).join(', or ');
        return `${p.name('EngineVersion')} must be one of ${offeredVersions}, got ${formatValue(version)}`;
      },
    ),
    rule(
      { ...metadata('VersionFamiliar', 'EngineVersion', PAGES.engineVersions), severity: 'warning' },
      'EngineVersion should be one that this library knows',
      (p) => {
        const engine = readEngine(p);
        if (!engine || isOffered(engine.name, engine.version)) {
          return undefined;
        }
        const engineName = ENGINE_NAMES[engine.name];
        return `${p.name('EngineVersion')} ${engine.version} of ${engineName} is newer than this library, which cannot tell what it supports; upgrade the library`;
      },
    ),
    rule(
      metadata('ParameterGroupFits', 'CacheParameterGroupName', PAGES.parameterGroups),
      'CacheParameterGroupName must name a group of the family of the engine version',
      (p) => {
        const family = readDefaultParameterGroup(p)?.family;
        if (family === undefined) {
          return undefined;
        }
        const engine = readEngine(p);
        const families = engine
          ? [familyOf(engine.name, engine.version)]
          : readPossibleEngines(p).flatMap((name) => familiesOf(name));
        if (families.length === 0 || families.includes(undefined) || families.includes(family)) {
          return undefined;
        }
        const familyNames = [...new Set(families)].join(', ');
        const engineName = engine ? formatEngine(engine) : 'the engine';
        const groupName = formatValue(p.text('CacheParameterGroupName'));
        return (
          `${p.name('CacheParameterGroupName')} must name a group of the family ${familyNames}, ` +
          `which ${engineName} needs, got ${groupName}`
        );
      },
    ),
  ];
}

/** Recommends to pin the version in addition to a parameter group, whose family belongs to one major version. */
export function versionPinnedRule(metadata: RuleMetadataFactory): Rule {
  return rule(
    { ...metadata('VersionPinned', 'EngineVersion', PAGES.parameterGroups), severity: 'warning' },
    'EngineVersion should be given beside CacheParameterGroupName',
    (p) =>
      p.has('CacheParameterGroupName') && !p.has('EngineVersion') && !p.has('GlobalReplicationGroupId')
        ? `${p.name('EngineVersion')} is left out beside ${p.name('CacheParameterGroupName')}: the version that ElastiCache chooses moves on, and then the group is of the ` +
          'wrong family; give the version'
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
  /** What needs the feature, if not every value of the property does. */
  readonly subject?: string;
}

/** Rejects a property if the engine version does not support a feature. */
export function featureRule(metadata: RuleMetadataInput, feature: EngineFeature, options: FeatureRuleOptions): Rule {
  const { property } = metadata;
  const { when, subject = property } = options;
  return rule(metadata, `${subject} needs ${formatSince(feature)}`, (p) => {
    const engine = when(p) ? readEngine(p) : undefined;
    if (!engine || supports(engine.name, engine.version, feature)) {
      return undefined;
    }
    const alternative = property === 'EngineVersion' ? '' : `, or leave ${p.name(property)} out`;
    return (
      `${subject.replace(property, p.name(property))} needs ${formatSince(feature, engine.name)}, got ${formatEngine(engine)}; ` +
      `raise ${p.name('EngineVersion')}${alternative}`
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

/** Reads the name of a default parameter group: `default.<family>`, with `.cluster.on` for cluster mode. */
export function readDefaultParameterGroup(p: PropertyReader): { family: string; clusterMode: boolean } | undefined {
  const [, family, clusterMode] =
    /^default\.(.+?)(\.cluster\.on)?$/.exec(p.text('CacheParameterGroupName') ?? '') ?? [];
  return family === undefined ? undefined : { family, clusterMode: clusterMode !== undefined };
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

/**
 * Whether a version can be one that ElastiCache added after this release of the library: it has the engine's format, is
 * later than all known versions, and belongs to the next major version at most.
 */
export function isNewerVersion(engine: NodeEngine, version: string): boolean {
  const newest = Object.keys(ENGINE_VERSIONS[engine]).pop()!;
  return (
    !ENGINES_WITHOUT_NEW_VERSIONS.includes(engine) &&
    ENGINE_VERSION_FORMATS[engine].some(({ pattern }) => pattern.test(version)) &&
    compareVersions(version, newest) > 0 &&
    parseInt(version) <= parseInt(newest) + 1
  );
}

function formatOfferedVersions(engine: NodeEngine): string {
  return `${Object.keys(ENGINE_VERSIONS[engine]).join(', ')} of ${ENGINE_NAMES[engine]}`;
}
