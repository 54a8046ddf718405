import { getOwn } from '../../../private/records';
import { formatList } from '../../../private/text';
import type { EngineFeature, NodeEngine } from '../../../service-data/engine-versions';
import {
  DISCONTINUED_ENGINE_VERSIONS,
  ENGINE_NAMES,
  ENGINE_VERSIONS,
  ENGINE_VERSION_ALIASES,
  FEATURES_SINCE,
  REDIS_SUPPORT_ENDS,
  familyOf,
  getMajorVersion,
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

/** An engine with a version that ElastiCache offers, or that is newer than the versions in `ENGINE_VERSIONS`. */
interface Engine {
  readonly name: NodeEngine;
  readonly version: string;
}

/**
 * Validates the engine version, and the family of the parameter group.
 *
 * @param listEngines returns the engines that the resource type supports
 */
export function engineRules(
  metadata: RuleMetadataFactory,
  listEngines: (p: PropertyReader) => readonly string[] = () => ['valkey', 'redis'],
): Rule[] {
  return [
    rule(
      metadata('VersionInvalid', 'EngineVersion', PAGES.engineVersions),
      'EngineVersion must be an available version of the engine',
      (p) => {
        const version = p.text('EngineVersion');
        const possibleEngines = readPossibleEngines(p);
        if (version === undefined || possibleEngines.some((engine) => wasOffered(engine, version))) {
          return undefined;
        }
        // The rule EngineInvalid reports engines that the resource type does not support.
        const engines = possibleEngines.filter((engine) => listEngines(p).includes(engine));
        const offeredVersions = formatList(engines.map(formatOfferedVersions), 'or');
        return engines.length > 0
          ? `${p.name('EngineVersion')} must be an available version of ${offeredVersions}, but got ${formatValue(version)}. Use one of these versions.`
          : undefined;
      },
    ),
    rule(
      { ...metadata('VersionDiscontinued', 'EngineVersion', PAGES.discontinuedVersions), isForNewResources: true },
      'EngineVersion must be available for new caches',
      (p) => {
        const engine = readDiscontinuedEngine(p);
        return engine && listEngines(p).includes(engine.name)
          ? `${p.name('EngineVersion')} must be available for new caches, but got ${formatEngine(engine)}. Use a later version, such as ${Object.keys(ENGINE_VERSIONS[engine.name]).at(-1)}.`
          : undefined;
      },
    ),
    rule(
      { ...metadata('VersionUnknown', 'EngineVersion', PAGES.engineVersions), severity: 'warning' },
      'EngineVersion should be a version that this version of cdk-elasticache supports',
      (p) => {
        const engine = readEngine(p);
        if (!engine || isOffered(engine.name, engine.version)) {
          return undefined;
        }
        return `${p.name('EngineVersion')} specifies ${formatEngine(engine)}, which this version of cdk-elasticache does not support yet, so features that depend on the engine version are not validated. Check the version, or upgrade cdk-elasticache.`;
      },
    ),
    rule(
      { ...metadata('VersionNeedsExtendedSupport', 'EngineVersion', PAGES.extendedSupport), severity: 'warning' },
      'EngineVersion should be a version without an end of standard support',
      (p) => {
        const engine = readEngine(p);
        const ends = engine && findSupportEnds(engine);
        const replacement = listEngines(p).includes('valkey') ? 'Valkey, or Redis OSS' : 'Redis OSS';
        return engine && ends
          ? `${p.name('EngineVersion')} specifies ${formatEngine(engine)}, whose standard support ends on ${ends.standard}. Afterward, AWS charges for Extended Support per node-hour, in addition to the price of the nodes. Extended Support ends on ${ends.extended}, and ElastiCache then upgrades the nodes to Valkey. Use ${replacement} 7.0 or later.`
          : undefined;
      },
    ),
    crossResourceRule(
      metadata('ParameterGroupFamilyMismatch', 'CacheParameterGroupName', PAGES.parameterGroups),
      'CacheParameterGroupName must refer to a parameter group of the family that the engine version requires',
      (cache) => {
        const group = readParameterGroup(cache);
        const required = group && findRequiredFamily(cache, group, listEngines(cache));
        if (!group || !required) {
          return undefined;
        }
        const alternative = required.property === undefined ? '' : `, or change ${cache.name(required.property)}`;
        return (
          `${cache.name('CacheParameterGroupName')} must refer to a parameter group ${required.family}${required.reason}, but got ${group.displayName} of the family ${group.family}. ` +
          `Use a parameter group ${required.family}${alternative}.`
        );
      },
    ),
  ];
}

/** The parameter group family that a cache requires, for messages. */
interface RequiredFamily {
  /** The family or its engine, as in `of the family valkey8` or `for Valkey`. */
  readonly family: string;
  /** Why the cache requires the family, as in ` for Valkey 8.1`, if the family does not contain the reason. */
  readonly reason: string;
  /** The property that determines the family, if another value of it allows the parameter group. */
  readonly property?: string;
}

/**
 * Describes the parameter group family that a cache requires. Returns undefined if the group has this family, or if it
 * cannot be validated. The rule ParameterGroup.FamilyInvalid reports families that do not exist, and the rule
 * EngineInvalid reports engines that the resource type does not support.
 *
 * @param supportedEngines the engines that the resource type supports
 */
function findRequiredFamily(
  cache: ResourceView,
  { family, isDefault }: ParameterGroup,
  supportedEngines: readonly string[],
): RequiredFamily | undefined {
  const engines = readPossibleEngines(cache).filter((name) => supportedEngines.includes(name));
  const familyEngine = family === undefined ? undefined : findFamilyEngine(family);
  const isInvalid = familyEngine === undefined && !isDefault;
  if (family === undefined || isInvalid || engines.length === 0) {
    return undefined;
  }
  const engine = readEngine(cache) ?? readDiscontinuedEngine(cache);
  const requiredFamily = engine && familyOf(engine.name, engine.version);
  if (engine && requiredFamily !== undefined) {
    return requiredFamily === family
      ? undefined
      : {
          family: `of the family ${requiredFamily}`,
          reason: ` for ${formatEngine(engine)}`,
          property: isOfferedFamily(engine.name, family) ? 'EngineVersion' : undefined,
        };
  }
  return familyEngine !== undefined && engines.includes(familyEngine)
    ? undefined
    : describeEngines(engines, supportedEngines.includes(familyEngine ?? ''));
}

/** Describes the families of engines, if no version determines the family. */
function describeEngines(engines: readonly NodeEngine[], canChangeEngine: boolean): RequiredFamily {
  const names = engines.map((name) => ENGINE_NAMES[name]);
  return { family: `for ${formatList(names, 'or')}`, reason: '', property: canChangeEngine ? 'Engine' : undefined };
}

/** Whether ElastiCache offers a version of an engine that belongs to a family. */
function isOfferedFamily(engine: NodeEngine, family: string): boolean {
  return Object.keys(ENGINE_VERSIONS[engine]).some((version) => familyOf(engine, version) === family);
}

/** Finds the engine of a parameter group family. Returns undefined if the family cannot exist. */
function findFamilyEngine(family: string): NodeEngine | undefined {
  return isDefinedFamily(family) || isNewerFamily(family) ? findEngineByPrefix(family) : undefined;
}

/** Whether a family can belong to an engine version that is newer than the versions in `ENGINE_VERSIONS`. */
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

/** Recommends an explicit engine version with a parameter group, because its family belongs to one major version. */
export function versionPinnedRule(metadata: RuleMetadataFactory): Rule {
  return rule(
    {
      ...metadata('VersionNotPinned', 'EngineVersion', PAGES.parameterGroups),
      severity: 'warning',
      isForNewResources: true,
    },
    'EngineVersion should be specified together with CacheParameterGroupName',
    (p) =>
      p.has('CacheParameterGroupName') && !p.has('EngineVersion') && !p.has('GlobalReplicationGroupId')
        ? `${p.name('EngineVersion')} is missing, so ElastiCache uses the default version of the engine. The deployment fails if that version does not support the family of ${p.name('CacheParameterGroupName')}. ` +
          `Set ${p.name('EngineVersion')} to a version that supports the family.`
        : undefined,
  );
}

/** Reads the engine and its version. A missing engine is derived from the version, if only one engine has it. */
export function readEngine(p: PropertyReader): Engine | undefined {
  const version = p.text('EngineVersion');
  if (version === undefined) {
    return undefined;
  }
  const [name, ...others] = readPossibleEngines(p).filter((engine) => hasVersion(engine, version));
  return name !== undefined && others.length === 0 ? { name, version } : undefined;
}

/** Reads the engine of a version that AWS has discontinued for new caches. */
function readDiscontinuedEngine(p: PropertyReader): Engine | undefined {
  const version = p.text('EngineVersion') ?? '';
  const name = readPossibleEngines(p).find((engine) => DISCONTINUED_ENGINE_VERSIONS[engine].includes(version));
  return name && { name, version };
}

/** Lists the specified engine, or all engines if none is specified. The list is empty if the engine is unresolved. */
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
  /** The subject of the message, if only some values of the property use the feature. By default, the property. */
  readonly subject?: string;
  /** Returns the subject of the message, if it differs from `subject`. */
  readonly formatSubject?: (p: PropertyReader) => string;
  /** What a construct specifies with the prop when it uses the feature, as in `with a user group`. */
  readonly constructDetail?: string;
  /** Returns the alternative to a later version, as an imperative. By default, to remove the property. */
  readonly formatAlternative?: (p: PropertyReader) => string;
}

/** Reports a property that uses a feature that the engine version does not support. */
export function featureRule(metadata: RuleMetadataInput, feature: EngineFeature, options: FeatureRuleOptions): Rule {
  const { property } = metadata;
  const {
    when,
    subject = property,
    constructDetail,
    formatSubject = (p) => subject.replace(property, p.name(property)),
    formatAlternative = (p) => `remove ${p.name(property)}`,
  } = options;
  const isVersion = property === 'EngineVersion';
  const requirement = isVersion ? 'must be' : 'requires';
  return rule(metadata, `${subject} ${requirement} ${formatSince(feature)}`, (p) => {
    const engine = when(p) ? readEngine(p) : undefined;
    if (!engine || supports(engine.name, engine.version, feature)) {
      return undefined;
    }
    const alternative = isVersion ? '' : `, or ${formatAlternative(p)}`;
    const detail = p.isConstruct && constructDetail !== undefined ? ` ${constructDetail}` : '';
    return (
      `${formatSubject(p)}${detail} ${requirement} ${formatSince(feature, engine.name)}, but got ${formatEngine(engine)}. ` +
      `Use a later ${p.name('EngineVersion')}${alternative}.`
    );
  });
}

/**
 * Formats the first versions with a feature, as in `Valkey, or Redis OSS 6.0 or later` if all versions of Valkey have
 * the feature. If an engine is given, the text omits Memcached for the other engines, and the other engines for
 * Memcached. It names all engines if that leaves none with the feature.
 */
export function formatSince(feature: EngineFeature, engine?: NodeEngine): string {
  const since: Partial<Record<NodeEngine, string>> = FEATURES_SINCE[feature];
  const names = Object.keys(since) as NodeEngine[];
  const related = names.filter((name) => (name === 'memcached') === (engine === 'memcached'));
  const relevant = engine && related.length > 0 ? related : names;
  return relevant
    .map((name) => {
      const isInAllVersions = since[name] === Object.keys(ENGINE_VERSIONS[name])[0];
      return isInAllVersions ? ENGINE_NAMES[name] : `${ENGINE_NAMES[name]} ${since[name]} or later`;
    })
    .join(', or ');
}

function findSupportEnds({ name, version }: Engine) {
  return name === 'redis' ? getOwn(REDIS_SUPPORT_ENDS, getMajorVersion(name, version)) : undefined;
}

function isEngine(name: string): name is NodeEngine {
  return Object.hasOwn(ENGINE_VERSIONS, name);
}

function hasVersion(engine: NodeEngine, version: string): boolean {
  return isOffered(engine, version) || isNewerVersion(engine, version);
}

function wasOffered(engine: NodeEngine, version: string): boolean {
  return hasVersion(engine, version) || DISCONTINUED_ENGINE_VERSIONS[engine].includes(version);
}

function isOffered(engine: NodeEngine, version: string): boolean {
  const isAlias = engine === 'redis' && Object.hasOwn(ENGINE_VERSION_ALIASES, version);
  return isAlias || Object.hasOwn(ENGINE_VERSIONS[engine], version);
}

function formatOfferedVersions(engine: NodeEngine): string {
  return `${ENGINE_NAMES[engine]} (${Object.keys(ENGINE_VERSIONS[engine]).join(', ')})`;
}
