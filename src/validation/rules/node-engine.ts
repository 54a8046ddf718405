import { compareVersions } from '../../private/versions';
import type { EngineFeature, NodeEngine } from '../../service-data/engine-versions';
import {
  ENGINE_NAMES,
  ENGINE_VERSIONS,
  ENGINE_VERSION_ALIASES,
  ENGINE_VERSION_FORMS,
  FEATURES_SINCE,
  FINISHED_ENGINES,
  familyOf,
  supports,
} from '../../service-data/engine-versions';
import type { PropertyReader } from '../property-reader';
import type { Rule } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { rule, formatValue } from '../rule-builders';

const VERSIONS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html';
const PARAMETER_GROUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Management.html';

/** An engine with a version that it has, or that is newer than this library. */
interface Engine {
  readonly name: NodeEngine;
  readonly version: string;
}

/** What the rules of node-based caches demand of engine and version. */
export function engineRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    rule(
      metadata('VersionOffered', 'EngineVersion', VERSIONS),
      'EngineVersion must be one that ElastiCache offers of the engine',
      (p) => {
        const version = p.text('EngineVersion');
        const engines = readPossibleEngines(p);
        if (
          version === undefined ||
          engines.length === 0 ||
          engines.some((engine) => isOffered(engine, version) || isNewerVersion(engine, version))
        ) {
          return undefined;
        }
        return `${p.name('EngineVersion')} must be one of ${engines.map(formatOfferedVersions).join(', or ')}, got ${formatValue(version)}`;
      },
    ),
    rule(
      { ...metadata('VersionFamiliar', 'EngineVersion', VERSIONS), severity: 'warning' },
      'EngineVersion should be one that this library knows',
      (p) => {
        const engine = readEngine(p);
        if (!engine || isOffered(engine.name, engine.version)) {
          return undefined;
        }
        return `${p.name('EngineVersion')} ${engine.version} of ${ENGINE_NAMES[engine.name]} is newer than this library, which cannot tell what it supports; upgrade the library`;
      },
    ),
    rule(
      metadata('ParameterGroupFits', 'CacheParameterGroupName', PARAMETER_GROUPS),
      'CacheParameterGroupName must name a group of the family of the engine version',
      (p) => {
        const family = readDefaultParameterGroup(p)?.family;
        if (family === undefined) {
          return undefined;
        }
        const engine = readEngine(p);
        const fitting = engine
          ? [familyOf(engine.name, engine.version)]
          : readPossibleEngines(p).flatMap((name) => Object.values(ENGINE_VERSIONS[name]));
        if (fitting.length === 0 || fitting.includes(undefined) || fitting.includes(family)) {
          return undefined;
        }
        return (
          `${p.name('CacheParameterGroupName')} must name a group of the family ${[...new Set(fitting)].join(', ')}, which ${engine ? formatEngine(engine) : 'the engine'} ` +
          `needs, got ${formatValue(p.text('CacheParameterGroupName'))}`
        );
      },
    ),
  ];
}

/** Advice to give the version where a parameter group is given, which is of the family of one. */
export function versionPinnedRule(metadata: RuleMetadataFactory): Rule {
  return rule(
    { ...metadata('VersionPinned', 'EngineVersion', PARAMETER_GROUPS), severity: 'warning' },
    'EngineVersion should be given beside CacheParameterGroupName',
    (p) =>
      p.has('CacheParameterGroupName') && !p.has('EngineVersion') && !p.has('GlobalReplicationGroupId')
        ? `${p.name('EngineVersion')} is left out beside ${p.name('CacheParameterGroupName')}: the version that ElastiCache chooses moves on, and then the group is of the ` +
          'wrong family; give the version'
        : undefined,
  );
}

/** The engine with its version, where both are known; without an engine the only one that has the version. */
export function readEngine(p: PropertyReader): Engine | undefined {
  const version = p.text('EngineVersion');
  if (version === undefined) {
    return undefined;
  }
  const [name, ...others] = readPossibleEngines(p).filter((engine) => isOffered(engine, version) || isNewerVersion(engine, version));
  return name !== undefined && others.length === 0 ? { name, version } : undefined;
}

/** The engines that can be meant: the one that is given, or all where none is; none where it is known only later. */
export function readPossibleEngines(p: PropertyReader): NodeEngine[] {
  if (!p.has('Engine')) {
    return Object.keys(ENGINE_VERSIONS) as NodeEngine[];
  }
  const engine = p.text('Engine');
  return engine !== undefined && isEngine(engine) ? [engine] : [];
}

/** What a reader is told of an engine with its version: Redis OSS 7.1. */
export function formatEngine({ name, version }: Engine): string {
  return `${ENGINE_NAMES[name]} ${version}`;
}

/** A property that only some engine versions take; `what` says more of it, where only some of its values are meant. */
export function featureRule(
  metadata: RuleMetadataFactory,
  id: string,
  property: string,
  feature: EngineFeature,
  see: string,
  condition: (p: PropertyReader) => boolean,
  subject: string = property,
): Rule {
  return rule(metadata(id, property, see), `${subject} needs ${formatSince(feature)}`, (p) => {
    const engine = condition(p) ? readEngine(p) : undefined;
    return engine && !supports(engine.name, engine.version, feature)
      ? formatFeatureError(p, property, feature, engine, subject)
      : undefined;
  });
}

function formatFeatureError(
  p: PropertyReader,
  property: string,
  feature: EngineFeature,
  engine: Engine,
  subject: string,
): string {
  const alternative = property === 'EngineVersion' ? '' : `, or leave ${p.name(property)} out`;
  return `${subject.replace(property, p.name(property))} needs ${formatSince(feature, engine.name)}, got ${formatEngine(engine)}; raise ${p.name('EngineVersion')}${alternative}`;
}

/**
 * From which versions on a feature is there: Valkey 7.2, Redis OSS 6.0 or later; those with replication, or Memcached
 * alone, where the engine is known.
 */
export function formatSince(feature: EngineFeature, engine?: NodeEngine): string {
  const since = Object.entries(FEATURES_SINCE[feature] as Partial<Record<NodeEngine, string>>) as [
    NodeEngine,
    string,
  ][];
  const matching = engine ? since.filter(([name]) => (name === 'memcached') === (engine === 'memcached')) : since;
  return `${(matching.length > 0 ? matching : since).map(([name, version]) => `${ENGINE_NAMES[name]} ${version}`).join(' or ')} or later`;
}

/** What the name of a default parameter group says: `default.<family>`, and `.cluster.on` for cluster mode. */
export function readDefaultParameterGroup(p: PropertyReader): { family: string; clusterMode: boolean } | undefined {
  const [, family, clusterMode] =
    /^default\.(.+?)(\.cluster\.on)?$/.exec(p.text('CacheParameterGroupName') ?? '') ?? [];
  return family === undefined ? undefined : { family, clusterMode: clusterMode !== undefined };
}

function isEngine(name: string): name is NodeEngine {
  return Object.hasOwn(ENGINE_VERSIONS, name);
}

function isOffered(engine: NodeEngine, version: string): boolean {
  return (
    Object.hasOwn(ENGINE_VERSIONS[engine], version) ||
    (engine === 'redis' && Object.hasOwn(ENGINE_VERSION_ALIASES, version))
  );
}

/**
 * Whether a version may be tomorrow's: written as the engine's versions are, later than all of them, and of the next
 * major version at most.
 */
export function isNewerVersion(engine: NodeEngine, version: string): boolean {
  const newest = Object.keys(ENGINE_VERSIONS[engine]).pop()!;
  return (
    !FINISHED_ENGINES.includes(engine) &&
    ENGINE_VERSION_FORMS[engine].some(({ form }) => form.test(version)) &&
    compareVersions(version, newest) > 0 &&
    parseInt(version) <= parseInt(newest) + 1
  );
}

function formatOfferedVersions(engine: NodeEngine): string {
  return `${Object.keys(ENGINE_VERSIONS[engine]).join(', ')} of ${ENGINE_NAMES[engine]}`;
}
