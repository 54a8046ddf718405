import { closest } from '../../private/closest';
import { compareVersions } from '../../private/versions';
import type { NodeEngine } from '../../service-data/engine-versions';
import { ENGINE_NAMES } from '../../service-data/engine-versions';
import type { NodeFamilyFact } from '../../service-data/node-types';
import { GONE_NODE_FAMILIES, NODE_FAMILIES, NODE_TYPES } from '../../service-data/node-types';
import type { PropertyReader } from '../property-reader';
import type { Rule } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { rule, formatValue } from '../rule-builders';
import { readEngine, formatEngine, readPossibleEngines } from './node-engine';

const TYPES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html';
const PROPERTY = 'CacheNodeType';
const PREFIX = 'cache.';
const NODE_TYPE_PATTERN = /^cache\.(([a-z])(\d+)[a-z]*)\.\w+$/;

/** A node type that ElastiCache has, or had. */
interface NodeType {
  readonly family: string;
  readonly size: string;
  readonly fact: NodeFamilyFact;
}

/** What the rules of node-based caches demand of the node type. */
export function nodeTypeRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    rule(metadata('NodeTypeExists', PROPERTY, TYPES), 'CacheNodeType must be a node type of ElastiCache', (p) => {
      const name = p.text(PROPERTY);
      if (name === undefined || Object.hasOwn(NODE_TYPES, name) || isDiscontinued(name) || isNewerNodeType(name)) {
        return undefined;
      }
      return `${p.name(PROPERTY)} must be a node type of ElastiCache, got ${formatValue(name)}; ${suggestSimilarNodeType(p, name)}`;
    }),
    rule(
      { ...metadata('NodeTypeFamiliar', PROPERTY, TYPES), severity: 'warning' },
      'CacheNodeType should be one that this library knows',
      (p) => {
        const name = p.text(PROPERTY);
        return name !== undefined && isNewerNodeType(name)
          ? `${p.name(PROPERTY)} ${name} is newer than this library, which cannot tell what it supports; upgrade the library`
          : undefined;
      },
    ),
    rule(
      { ...metadata('NodeTypeInRegion', PROPERTY, TYPES), severity: 'warning' },
      'CacheNodeType should be one that the Region has',
      (p) => {
        const absent = p.region !== undefined && readNodeType(p)?.fact.absentFrom.includes(p.region);
        return absent
          ? `${p.name(PROPERTY)} ${p.text(PROPERTY)} is in no price list of ${p.region}; choose another family, or acknowledge this when the Region has got it`
          : undefined;
      },
    ),
    rule(
      metadata('NodeTypeCreatable', PROPERTY, TYPES),
      'CacheNodeType must be of a family of which new caches can be made',
      (p) => {
        const name = p.text(PROPERTY);
        return name !== undefined && isDiscontinued(name)
          ? `${p.name(PROPERTY)} must be of a family of which new caches can be made, got ${name}; ${suggestNodeType(p, name, (fact) => supportsEngine(p, fact))}`
          : undefined;
      },
    ),
    rule(
      metadata('NodeTypeFitsEngine', PROPERTY, TYPES),
      'CacheNodeType must be one on which the engine version runs',
      (p) => {
        const name = p.text(PROPERTY);
        const fact = readNodeType(p)?.fact;
        if (!fact || supportsEngine(p, fact)) {
          return undefined;
        }
        const engine = readEngine(p);
        const [engineName] = readPossibleEngines(p);
        const since = engine && fact.since[engine.name];
        const problem = since
          ? `needs ${ENGINE_NAMES[engineName]} ${since} or later, got ${engine.version}; raise ${p.name('EngineVersion')}, or `
          : `runs ${Object.keys(fact.since)
              .map((one) => ENGINE_NAMES[one as NodeEngine])
              .join(' and ')}, not ${engine ? formatEngine(engine) : ENGINE_NAMES[engineName]}; `;
        return `${p.name(PROPERTY)} ${name} ${problem}${suggestNodeType(p, name!, (other) => supportsEngine(p, other))}`;
      },
    ),
  ];
}

/** The node type, where it is one of ElastiCache. */
export function readNodeType(p: PropertyReader): NodeType | undefined {
  const name = p.text(PROPERTY);
  if (name === undefined || !Object.hasOwn(NODE_TYPES, name)) {
    return undefined;
  }
  const [, family, size] = name.split('.');
  return { family, size, fact: NODE_FAMILIES[family] };
}

/** The families that have something, for an error: m7g, r7g. */
export function listFamilies(condition: (fact: NodeFamilyFact) => boolean | undefined): string {
  return Object.entries(NODE_FAMILIES)
    .filter(([, fact]) => !fact.gone && condition(fact))
    .map(([family]) => family)
    .join(', ');
}

/** The way out: a node type of the same kind and size that meets a condition. */
export function suggestNodeType(
  p: PropertyReader,
  name: string,
  condition: (fact: NodeFamilyFact) => boolean | undefined,
): string {
  const [, family, size] = name.split('.');
  const types = Object.keys(NODE_TYPES).filter((type) => {
    const fact = NODE_FAMILIES[type.split('.')[1]];
    return !fact.gone && condition(fact);
  });
  const sameKind = types.filter((type) => type[PREFIX.length] === family[0]);
  const suggestion = [sameKind, types]
    .map((those) => those.find((type) => type.endsWith(`.${size}`)) ?? those[0])
    .find((type) => type !== undefined);
  return suggestion === undefined ? 'choose another one' : `choose for example ${formatNodeType(p, suggestion)}`;
}

/** A node type as the reader writes it. */
function formatNodeType(p: PropertyReader, name: string): string {
  return p.isConstruct ? `NodeType.${name.slice(PREFIX.length).replace('.', '_').toUpperCase()}` : name;
}

/**
 * Whether the engine runs on a family; true where the engine is not known.
 *
 * Of Memcached before 1.5.16 AWS says on one page that no family runs it, and on another that those with Graviton
 * processors do not: the others pass.
 */
export function supportsEngine(p: PropertyReader, { since, architecture }: NodeFamilyFact): boolean {
  const engine = readEngine(p);
  if (engine) {
    const first = since[engine.name];
    return (
      first !== undefined &&
      (compareVersions(engine.version, first) >= 0 || (engine.name === 'memcached' && architecture === 'x86_64'))
    );
  }
  const engines = readPossibleEngines(p);
  return engines.length === 0 || engines.some((name) => since[name] !== undefined);
}

function listNodeTypes(family: string): string[] {
  return Object.keys(NODE_TYPES).filter((name) => name.startsWith(`cache.${family}.`));
}

/** What was probably meant, or what there is. */
function suggestSimilarNodeType(p: PropertyReader, name: string): string {
  const corrected = [PREFIX + name, name.toLowerCase(), name.replace(/^\w+\./, PREFIX)].find((other) =>
    Object.hasOwn(NODE_TYPES, other),
  );
  if (corrected) {
    return `did you mean ${formatNodeType(p, corrected)}`;
  }
  const [, family] = name.split('.');
  const types = family ? listNodeTypes(family) : [];
  if (types.length > 0) {
    return `the family has ${types.map((type) => formatNodeType(p, type)).join(', ')}`;
  }
  const closestName = closest(name, Object.keys(NODE_TYPES));
  return closestName ? `did you mean ${formatNodeType(p, closestName)}` : `the families are ${listFamilies(() => true)}`;
}

function isDiscontinued(name: string): boolean {
  const family = NODE_TYPE_PATTERN.exec(name)?.[1];
  return (
    family !== undefined &&
    (GONE_NODE_FAMILIES.includes(family) || (NODE_FAMILIES[family]?.gone === true && Object.hasOwn(NODE_TYPES, name)))
  );
}

/**
 * Whether a node type may be tomorrow's: of a later generation than all of its letter, or of the latest one with more
 * letters, as r6gd came after r6g.
 */
function isNewerNodeType(name: string): boolean {
  const [, family, letter, generation] = NODE_TYPE_PATTERN.exec(name) ?? [];
  if (family === undefined || Object.hasOwn(NODE_FAMILIES, family)) {
    return false;
  }
  const families = Object.keys(NODE_FAMILIES);
  const sameLetter = families.filter((known) => known[0] === letter);
  const newest = Math.max(...(sameLetter.length > 0 ? sameLetter : families).map((known) => Number(/\d+/.exec(known)![0])));
  return (
    Number(generation) > newest || (Number(generation) === newest && sameLetter.some((known) => family.startsWith(known)))
  );
}
