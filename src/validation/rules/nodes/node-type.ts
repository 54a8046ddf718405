import { readEngine, formatEngine, readPossibleEngines } from './engine';
import { findClosest, formatList } from '../../../private/text';
import { compareVersions } from '../../../private/versions';
import type { NodeEngine } from '../../../service-data/engine-versions';
import { ENGINE_NAMES } from '../../../service-data/engine-versions';
import type { NodeFamilySpecification } from '../../../service-data/node-types';
import { DISCONTINUED_NODE_FAMILIES, NODE_FAMILIES, NODE_TYPES } from '../../../service-data/node-types';
import type { PropertyReader } from '../../property-reader';
import type { Rule } from '../../rule';
import type { RuleMetadataFactory } from '../../rule-builders';
import { rule, formatValue } from '../../rule-builders';
import { PAGES } from '../pages';

const NODE_TYPE = 'CacheNodeType';
const PREFIX = 'cache.';
const NODE_TYPE_PATTERN = /^cache\.(([a-z]+)(\d+)[a-z]*(?:-[a-z\d]+)?)\.[\w-]+$/;
const SIZE_PATTERN = /\.(nano|micro|small|medium|large|\d*xlarge|metal(-\d+xl)?)$/;

const SMALL_SIZES = ['nano', 'micro', 'small', 'medium', 'large'];

/** A node type that ElastiCache offers or has discontinued. */
interface NodeType {
  readonly family: string;
  readonly size: string;
  readonly fact: NodeFamilySpecification;
}

export function nodeTypeRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    rule(
      metadata('NodeTypeInvalid', NODE_TYPE, PAGES.nodeTypes),
      'CacheNodeType must be an ElastiCache node type',
      (p) => {
        const name = p.text(NODE_TYPE);
        if (name === undefined || Object.hasOwn(NODE_TYPES, name) || isDiscontinued(name) || isNewerNodeType(name)) {
          return undefined;
        }
        const suggestion = suggestSimilarNodeType(p, name);
        return `${p.name(NODE_TYPE)} must be an ElastiCache node type, but got ${formatValue(name)}. ${suggestion}`;
      },
    ),
    rule(
      { ...metadata('NodeTypeUnknown', NODE_TYPE, PAGES.nodeTypes), severity: 'warning' },
      'CacheNodeType should be a node type that this version of cdk-elasticache supports',
      (p) => {
        const name = p.text(NODE_TYPE);
        return name !== undefined && isNewerNodeType(name)
          ? `${p.name(NODE_TYPE)} specifies ${name}, which this version of cdk-elasticache does not support yet, so features that depend on the node type are not validated. Check the node type, or upgrade cdk-elasticache.`
          : undefined;
      },
    ),
    rule(
      {
        ...metadata('NodeTypeUnavailableInRegion', NODE_TYPE, PAGES.nodeTypes),
        severity: 'warning',
        isForNewResources: true,
      },
      'CacheNodeType should be available in the Region',
      (p) => {
        const { region } = p;
        if (region === undefined || !readNodeType(p)?.fact.unavailableRegions.includes(region)) {
          return undefined;
        }
        return (
          `${p.name(NODE_TYPE)} ${p.text(NODE_TYPE)} was not available in ${region} when this version of cdk-elasticache was released. ` +
          'Use a node type of another family, or acknowledge this warning if the node type is available in this Region now.'
        );
      },
    ),
    rule(
      { ...metadata('NodeTypeDiscontinued', NODE_TYPE, PAGES.nodeTypes), isForNewResources: true },
      'CacheNodeType must be a node type that is available for new caches',
      (p) => {
        const name = p.text(NODE_TYPE);
        if (name === undefined || !isDiscontinued(name)) {
          return undefined;
        }
        const suggestion = suggestNodeType(p, name, (fact) => supportsEngine(p, fact));
        return `${p.name(NODE_TYPE)} must be a node type that is available for new caches, but got ${name}. Use ${suggestion}.`;
      },
    ),
    rule(
      metadata('NodeTypeUnsupportedByVersion', NODE_TYPE, PAGES.nodeTypes),
      'CacheNodeType must support the engine version',
      (p) => {
        const name = p.text(NODE_TYPE);
        const fact = readNodeType(p)?.fact;
        if (!fact || supportsEngine(p, fact)) {
          return undefined;
        }
        const suggestion = suggestNodeType(p, name!, (other) => supportsEngine(p, other));
        return `${p.name(NODE_TYPE)} is "${name}", which ${formatEngineMismatch(p, fact)}${suggestion}.`;
      },
    ),
  ];
}

/** Reads the node type. Returns undefined for node types that are not in `NODE_TYPES`. */
export function readNodeType(p: PropertyReader): NodeType | undefined {
  const name = p.text(NODE_TYPE);
  if (name === undefined || !Object.hasOwn(NODE_TYPES, name)) {
    return undefined;
  }
  const [, family, size] = name.split('.');
  return { family, size, fact: NODE_FAMILIES[family] };
}

/** Reads the family of the node type, even if its size does not exist. */
export function readNodeFamily(p: PropertyReader): NodeFamilySpecification | undefined {
  const family = /^cache\.(\w+)\./.exec(p.text(NODE_TYPE) ?? '')?.[1];
  return family !== undefined && Object.hasOwn(NODE_FAMILIES, family) ? NODE_FAMILIES[family] : undefined;
}

/** Formats the families that meet a condition, as in `m7g, r6g, or r7g`. */
export function formatFamilies(
  condition: (fact: NodeFamilySpecification) => boolean | undefined,
  conjunction: 'and' | 'or' = 'or',
): string {
  const families = Object.entries(NODE_FAMILIES)
    .filter(([, fact]) => !fact.discontinued && condition(fact))
    .map(([family]) => family);
  return formatList(families, conjunction);
}

/**
 * Suggests a node type that meets a condition, as in `a node type such as cache.r7g.large`. Prefers families with the
 * same first letter, such as r for memory optimized, and the same size.
 */
export function suggestNodeType(
  p: PropertyReader,
  name: string,
  condition: (fact: NodeFamilySpecification) => boolean | undefined,
): string {
  const [, family, size] = name.split('.');
  const types = Object.keys(NODE_TYPES).filter((type) => {
    const fact = NODE_FAMILIES[type.split('.')[1]];
    return !fact.discontinued && condition(fact);
  });
  const sameKind = types.filter((type) => type[PREFIX.length] === family[0]);
  const suggestion = [sameKind, types]
    .map((candidates) => candidates.find((type) => type.endsWith(`.${size}`)) ?? candidates[0])
    .find((type) => type !== undefined);
  return suggestion === undefined ? 'another node type' : `a node type such as ${formatNodeType(p, suggestion)}`;
}

/** Formats a node type as code in a construct, or by its name in a template. */
function formatNodeType(p: PropertyReader, name: string): string {
  const [, family] = name.split('.');
  return p.isConstruct ? `NodeType.of(NodeFamily.${family.toUpperCase()}, ${formatSize(name)})` : name;
}

/** Formats the size of a node type as a member of `NodeSize`. */
function formatSize(name: string): string {
  const [, , size] = name.split('.');
  return `NodeSize.${size.toUpperCase().replace(/^(\d+)XLARGE$/, 'XLARGE$1')}`;
}

/**
 * Whether a node family supports the engine version. If the version is unresolved, one version that the family supports
 * must be possible.
 *
 * For Memcached before 1.5.16, AWS documents two contradictory requirements: that no family supports these versions, or
 * that all families without Graviton processors do. This function applies the second one, which rejects fewer caches.
 */
export function supportsEngine(p: PropertyReader, { since, architecture }: NodeFamilySpecification): boolean {
  const engine = readEngine(p);
  if (!engine) {
    const engines = readPossibleEngines(p);
    return engines.length === 0 || engines.some((name) => since[name] !== undefined);
  }
  const firstVersion = since[engine.name];
  if (firstVersion === undefined) {
    return false;
  }
  const isMemcachedOnX86 = engine.name === 'memcached' && architecture === 'x86_64';
  return isMemcachedOnX86 || compareVersions(engine.version, firstVersion) >= 0;
}

/** Formats the engines or versions that a node family requires. The text ends before the suggested node type. */
function formatEngineMismatch(p: PropertyReader, { since }: NodeFamilySpecification): string {
  const engine = readEngine(p);
  const [engineName] = readPossibleEngines(p);
  const firstVersion = engine && since[engine.name];
  if (firstVersion) {
    return `requires ${ENGINE_NAMES[engineName]} ${firstVersion} or later, but got ${formatEngine(engine)}. Use a later ${p.name('EngineVersion')}, or `;
  }
  const supported = Object.keys(since).map((name) => ENGINE_NAMES[name as NodeEngine]);
  return `supports only ${formatList(supported)}, but got ${engine ? formatEngine(engine) : ENGINE_NAMES[engineName]}. Use `;
}

/** Corrects the case, separators, and prefix of a name: `R7G_LARGE` becomes `cache.r7g.large`. */
function normalizeName(name: string): string {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  return (
    PREFIX +
    words
      .filter((word) => word !== '')
      .slice(-2)
      .join('.')
  );
}

function listNodeTypes(family: string): string[] {
  return Object.keys(NODE_TYPES).filter((name) => name.startsWith(`cache.${family}.`));
}

/** Suggests a similar name, the sizes of the family, or all families. Returns a sentence. */
function suggestSimilarNodeType(p: PropertyReader, name: string): string {
  const corrected = normalizeName(name);
  const [, family] = corrected.split('.');
  if (isDiscontinuedFamily(family)) {
    return `Use ${suggestNodeType(p, corrected, (fact) => supportsEngine(p, fact))}.`;
  }
  if (Object.hasOwn(NODE_TYPES, corrected)) {
    return `Use ${formatNodeType(p, corrected)}.`;
  }
  const types = listNodeTypes(name.split('.')[1]);
  if (types.length > 0) {
    const alternatives = formatList(
      types.map((type) => (p.isConstruct ? formatSize(type) : type)),
      'or',
    );
    return p.isConstruct ? `Use the size ${alternatives}.` : `Use ${alternatives}.`;
  }
  const closestName = findClosest(
    name,
    Object.keys(NODE_TYPES).filter((type) => !isDiscontinued(type)),
  );
  return closestName
    ? `Did you mean ${formatNodeType(p, closestName)}?`
    : `Use a node type of the family ${formatFamilies(() => true)}.`;
}

function isDiscontinued(name: string): boolean {
  const family = NODE_TYPE_PATTERN.exec(name)?.[1];
  if (family === undefined) {
    return false;
  }
  const isNodeType = Object.hasOwn(NODE_FAMILIES, family) ? Object.hasOwn(NODE_TYPES, name) : SIZE_PATTERN.test(name);
  return isNodeType && isDiscontinuedFamily(family);
}

function isDiscontinuedFamily(family: string): boolean {
  return Object.hasOwn(NODE_FAMILIES, family)
    ? NODE_FAMILIES[family].discontinued === true
    : DISCONTINUED_NODE_FAMILIES.includes(family);
}

/**
 * Whether ElastiCache may have added a node type after this release of the library. Such node types are:
 *
 * - Larger sizes of a family in `NODE_FAMILIES`.
 * - Families with letters that no family in `NODE_FAMILIES` has.
 * - Families with the same letters as others there, whose generation is at most one before the latest.
 */
function isNewerNodeType(name: string): boolean {
  const [, family, letters, generation] = NODE_TYPE_PATTERN.exec(name) ?? [];
  if (family === undefined || !SIZE_PATTERN.test(name) || DISCONTINUED_NODE_FAMILIES.includes(family)) {
    return false;
  }
  if (Object.hasOwn(NODE_FAMILIES, family)) {
    return (
      !NODE_FAMILIES[family].discontinued && listNodeTypes(family).every((known) => rankSize(name) > rankSize(known))
    );
  }
  const generations = Object.keys(NODE_FAMILIES)
    .filter((known) => /^[a-z]+/.exec(known)![0] === letters)
    .map((known) => Number(/\d+/.exec(known)![0]));
  return generations.every((known) => Number(generation) >= known - 1);
}

/** Ranks a node type by its size: nano is the smallest, metal the largest. */
function rankSize(name: string): number {
  const size = name.split('.')[2];
  const [, multiple] = /^(\d*)xlarge$/.exec(size) ?? [];
  if (multiple !== undefined) {
    return SMALL_SIZES.length + Number(multiple || 1);
  }
  return size.startsWith('metal') ? Infinity : SMALL_SIZES.indexOf(size);
}
