import type { PropertyReader } from './property-reader';
import { isSpecified } from './property-reader';
import type { Rule } from './rule';
import { getRuleSet } from './rule-sets';
import { isUnresolved } from '../private/tokens';

/** A selection of the rules of a resource type, by their ids. */
export interface RuleSelection {
  /** The only rules to evaluate; all by default. */
  readonly only?: readonly string[];

  /** Rules to leave out. */
  readonly except?: readonly string[];
}

/** Caches by resource type and selection. */
type RuleCaches = Map<string, RuleCache>;

// Rules read different properties for constructs than for templates, so a cache is never shared between the two.
const CONSTRUCT_CACHES: RuleCaches = new Map();
const TEMPLATE_CACHES: RuleCaches = new Map();

/**
 * Evaluates the rules of a resource type.
 *
 * The result of a rule depends only on the properties that it reads. A rule without an error is therefore evaluated
 * again only when one of these properties differs from the resource before. For 100 caches that differ in their names,
 * the rules for names are evaluated 100 times, and all others once.
 */
export function evaluateRules(
  type: string,
  properties: PropertyReader,
  onError: (rule: Rule, error: string) => void,
  selection: RuleSelection = {},
): void {
  const caches = properties.isConstruct ? CONSTRUCT_CACHES : TEMPLATE_CACHES;
  findOrCreateCache(caches, type, selection).evaluate(properties, onError);
}

function findOrCreateCache(caches: RuleCaches, type: string, { only, except }: RuleSelection): RuleCache {
  const key = JSON.stringify([type, only, except]);
  let cache = caches.get(key);
  if (!cache) {
    const rules = getRuleSet(type).filter(({ id }) => (only?.includes(id) ?? true) && !except?.includes(id));
    cache = new RuleCache(rules);
    caches.set(key, cache);
  }
  return cache;
}

/** A property that rules have read, with its value in the last resource. */
interface CacheEntry {
  readonly key: string;
  value: unknown;
  fingerprint: unknown;
  /** The indexes of the rules that have ever read the property. */
  readonly dependents: Set<number>;
}

/** Rules with the property values that they have read from the last resource. */
class RuleCache {
  private readonly entries: CacheEntry[] = [];
  /** The indexes of rules that must be evaluated again: rules with an error, and rules that never ran. */
  private readonly dirty: Set<number>;

  constructor(private readonly rules: readonly Rule[]) {
    this.dirty = new Set(rules.keys());
  }

  public evaluate(properties: PropertyReader, onError: (rule: Rule, error: string) => void): void {
    for (const index of this.findIndexesToEvaluate(properties)) {
      const error = this.rules[index].check(properties);
      for (const key of properties.takeReadKeys()) {
        this.findOrCreateEntry(key, properties).dependents.add(index);
      }
      if (error === undefined) {
        this.dirty.delete(index);
      } else {
        this.dirty.add(index);
        onError(this.rules[index], error);
      }
    }
  }

  private findIndexesToEvaluate(properties: PropertyReader): number[] {
    const indexes = new Set(this.dirty);
    for (const entry of this.entries) {
      if (updateEntry(entry, properties.readTopLevel(entry.key))) {
        entry.dependents.forEach((index) => indexes.add(index));
      }
    }
    return [...indexes].sort((a, b) => a - b);
  }

  private findOrCreateEntry(key: string, properties: PropertyReader): CacheEntry {
    let entry = this.entries.find((other) => other.key === key);
    if (!entry) {
      const value = properties.readTopLevel(key);
      entry = { key, value, fingerprint: computeFingerprint(value), dependents: new Set() };
      this.entries.push(entry);
    }
    return entry;
  }
}

/** Updates an entry to the value of the current resource, and returns whether the value has changed. */
function updateEntry(entry: CacheEntry, value: unknown): boolean {
  if (value === entry.value && typeof value !== 'object') {
    return false;
  }
  const fingerprint = computeFingerprint(value);
  const isChanged = fingerprint !== entry.fingerprint;
  entry.value = value;
  entry.fingerprint = fingerprint;
  return isChanged;
}

/** The fingerprint of all unresolved values, which rules cannot tell apart. */
const UNRESOLVED = Symbol('unresolved');

/**
 * Computes a value that is equal for values that rules cannot tell apart.
 *
 * Lists and objects can be modified in place, so their contents are serialized. Text is quoted, which keeps it distinct
 * from serialized lists and objects. Values with nested lists or objects always count as changed.
 */
function computeFingerprint(value: unknown): unknown {
  if (!isSpecified(value)) {
    return undefined;
  }
  if (isUnresolved(value)) {
    return UNRESOLVED;
  }
  if (typeof value === 'string') {
    return `"${value}`;
  }
  if (typeof value !== 'object') {
    return value;
  }
  let text = Array.isArray(value) ? 'list' : 'object';
  for (const [key, part] of Object.entries(value as object)) {
    if (typeof part === 'object') {
      return {};
    }
    text += ` ${JSON.stringify(key)} ${isUnresolved(part) ? 'unresolved' : JSON.stringify(part)}`;
  }
  return text;
}
