import { findClosest } from '../../private/closest';
import { compareVersions } from '../../private/versions';
import type { NodeEngine } from '../../service-data/engine-versions';
import { ENGINE_NAMES } from '../../service-data/engine-versions';
import type { NodeFamilyFact } from '../../service-data/node-types';
import { DISCONTINUED_NODE_FAMILIES, NODE_FAMILIES, NODE_TYPES } from '../../service-data/node-types';
import type { PropertyReader } from '../property-reader';
import type { Rule } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { rule, formatValue } from '../rule-builders';
import { engineOf, engineWords, enginesOf } from './node-engine';

const TYPES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html';
const PROPERTY = 'CacheNodeType';
const PREFIX = 'cache.';
const FORM = /^cache\.(([a-z])(\d+)[a-z]*)\.\w+$/;

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
      if (name === undefined || Object.hasOwn(NODE_TYPES, name) || isGone(name) || isTomorrows(name)) {
        return undefined;
      }
      return `${p.name(PROPERTY)} must be a node type of ElastiCache, got ${formatValue(name)}; ${hint(p, name)}`;
    }),
    rule(
      { ...metadata('NodeTypeFamiliar', PROPERTY, TYPES), severity: 'warning' },
      'CacheNodeType should be one that this library knows',
      (p) => {
        const name = p.text(PROPERTY);
        return name !== undefined && isTomorrows(name)
          ? `${p.name(PROPERTY)} ${name} is newer than this library, which cannot tell what it supports; upgrade the library`
          : undefined;
      },
    ),
    rule(
      { ...metadata('NodeTypeInRegion', PROPERTY, TYPES), severity: 'warning' },
      'CacheNodeType should be one that the Region has',
      (p) => {
        const absent = p.region !== undefined && nodeTypeOf(p)?.fact.unavailableRegions.includes(p.region);
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
        return name !== undefined && isGone(name)
          ? `${p.name(PROPERTY)} must be of a family of which new caches can be made, got ${name}; ${choose(p, name, (fact) => fitsEngine(p, fact))}`
          : undefined;
      },
    ),
    rule(
      metadata('NodeTypeFitsEngine', PROPERTY, TYPES),
      'CacheNodeType must be one on which the engine version runs',
      (p) => {
        const name = p.text(PROPERTY);
        const fact = nodeTypeOf(p)?.fact;
        if (!fact || fitsEngine(p, fact)) {
          return undefined;
        }
        const engine = engineOf(p);
        const [given] = enginesOf(p);
        const since = engine && fact.since[engine.name];
        const fault = since
          ? `needs ${ENGINE_NAMES[given]} ${since} or later, got ${engine.version}; raise ${p.name('EngineVersion')}, or `
          : `runs ${Object.keys(fact.since)
              .map((one) => ENGINE_NAMES[one as NodeEngine])
              .join(' and ')}, not ${engine ? engineWords(engine) : ENGINE_NAMES[given]}; `;
        return `${p.name(PROPERTY)} ${name} ${fault}${choose(p, name!, (other) => fitsEngine(p, other))}`;
      },
    ),
  ];
}

/** The node type, where it is one of ElastiCache. */
export function nodeTypeOf(p: PropertyReader): NodeType | undefined {
  const name = p.text(PROPERTY);
  if (name === undefined || !Object.hasOwn(NODE_TYPES, name)) {
    return undefined;
  }
  const [, family, size] = name.split('.');
  return { family, size, fact: NODE_FAMILIES[family] };
}

/** The families that have something, for an error: m7g, r7g. */
export function familiesWith(condition: (fact: NodeFamilyFact) => boolean | undefined): string {
  return Object.entries(NODE_FAMILIES)
    .filter(([, fact]) => !fact.discontinued && condition(fact))
    .map(([family]) => family)
    .join(', ');
}

/** The way out: a node type of the same kind and size that meets a condition. */
export function choose(
  p: PropertyReader,
  name: string,
  condition: (fact: NodeFamilyFact) => boolean | undefined,
): string {
  const [, family, size] = name.split('.');
  const types = Object.keys(NODE_TYPES).filter((type) => {
    const fact = NODE_FAMILIES[type.split('.')[1]];
    return !fact.discontinued && condition(fact);
  });
  const alike = types.filter((type) => type[PREFIX.length] === family[0]);
  const other = [alike, types]
    .map((those) => those.find((type) => type.endsWith(`.${size}`)) ?? those[0])
    .find((type) => type !== undefined);
  return other === undefined ? 'choose another one' : `choose for example ${spelled(p, other)}`;
}

/** A node type as the reader writes it. */
function spelled(p: PropertyReader, name: string): string {
  return p.isConstruct ? `NodeType.${name.slice(PREFIX.length).replace('.', '_').toUpperCase()}` : name;
}

/**
 * Whether the engine runs on a family; true where the engine is not known.
 *
 * Of Memcached before 1.5.16 AWS says on one page that no family runs it, and on another that those with Graviton
 * processors do not: the others pass.
 */
export function fitsEngine(p: PropertyReader, { since, architecture }: NodeFamilyFact): boolean {
  const engine = engineOf(p);
  if (engine) {
    const first = since[engine.name];
    return (
      first !== undefined &&
      (compareVersions(engine.version, first) >= 0 || (engine.name === 'memcached' && architecture === 'x86_64'))
    );
  }
  const engines = enginesOf(p);
  return engines.length === 0 || engines.some((name) => since[name] !== undefined);
}

function typesOf(family: string): string[] {
  return Object.keys(NODE_TYPES).filter((name) => name.startsWith(`cache.${family}.`));
}

/** What was probably meant, or what there is. */
function hint(p: PropertyReader, name: string): string {
  const meant = [PREFIX + name, name.toLowerCase(), name.replace(/^\w+\./, PREFIX)].find((other) =>
    Object.hasOwn(NODE_TYPES, other),
  );
  if (meant) {
    return `did you mean ${spelled(p, meant)}`;
  }
  const [, family] = name.split('.');
  const types = family ? typesOf(family) : [];
  if (types.length > 0) {
    return `the family has ${types.map((type) => spelled(p, type)).join(', ')}`;
  }
  const near = findClosest(name, Object.keys(NODE_TYPES));
  return near ? `did you mean ${spelled(p, near)}` : `the families are ${familiesWith(() => true)}`;
}

function isGone(name: string): boolean {
  const family = FORM.exec(name)?.[1];
  return (
    family !== undefined &&
    (DISCONTINUED_NODE_FAMILIES.includes(family) ||
      (NODE_FAMILIES[family]?.discontinued === true && Object.hasOwn(NODE_TYPES, name)))
  );
}

/**
 * Whether a node type may be tomorrow's: of a later generation than all of its letter, or of the latest one with more
 * letters, as r6gd came after r6g.
 */
function isTomorrows(name: string): boolean {
  const [, family, letter, generation] = FORM.exec(name) ?? [];
  if (family === undefined || Object.hasOwn(NODE_FAMILIES, family)) {
    return false;
  }
  const families = Object.keys(NODE_FAMILIES);
  const alike = families.filter((known) => known[0] === letter);
  const newest = Math.max(...(alike.length > 0 ? alike : families).map((known) => Number(/\d+/.exec(known)![0])));
  return (
    Number(generation) > newest || (Number(generation) === newest && alike.some((known) => family.startsWith(known)))
  );
}
