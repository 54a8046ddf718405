import type { PropertyReader } from './property-reader';
import { isGiven } from './property-reader';
import type { Rule } from './rule';
import { ruleSetOf } from './rule-sets';
import { isUnresolved } from '../private/tokens';

/** Some of the rules of a type. */
interface RuleSelection {
  /** The same for the same choice. */
  readonly key: string;
  readonly has: (rule: Rule) => boolean;
}

/**
 * What is remembered for one reader, by the type and the choice: other rules, or rules that are told other spellings,
 * look at other things.
 */
type RuleCaches = Map<string, RuleCache>;

const CONSTRUCT_CACHES: RuleCaches = new Map();
const TEMPLATE_CACHES: RuleCaches = new Map();

/**
 * Asks the rules of a type about a resource.
 *
 * What a rule finds follows from what it looks at, and from nothing else. So a rule that found nothing is asked again
 * only when something that it looked at is not as it was in the resource before: of a hundred caches that differ in
 * their names, the rules for names are asked a hundred times, the others once.
 *
 * @param selection all rules of the type, when left out
 */
export function evaluateRules(
  type: string,
  properties: PropertyReader,
  onError: (rule: Rule, error: string) => void,
  selection?: RuleSelection,
): void {
  const caches = properties.isConstruct ? CONSTRUCT_CACHES : TEMPLATE_CACHES;
  const key = selection ? `${type} ${selection.key}` : type;
  let cache = caches.get(key);
  if (!cache) {
    caches.set(key, (cache = new RuleCache(selection ? ruleSetOf(type).filter(selection.has) : ruleSetOf(type))));
  }
  cache.evaluate(properties, onError);
}

/** A property that was looked at, and what it was in the last resource. */
interface CacheEntry {
  readonly key: string;
  value: unknown;
  fingerprint: unknown;
  /** The rules that ever looked at it, by their places. */
  readonly dependents: Set<number>;
}

/** The rules of a type, and what they know of the resource that they were asked about last. */
class RuleCache {
  private readonly entries: CacheEntry[] = [];
  /** The places of the rules that are to be asked in any case: they found something, or were not asked yet. */
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
      if (isChanged(entry, properties.readTopLevel(entry.key))) {
        entry.dependents.forEach((index) => indexes.add(index));
      }
    }
    return [...indexes].sort((a, b) => a - b);
  }

  private findOrCreateEntry(key: string, properties: PropertyReader): CacheEntry {
    let entry = this.entries.find((other) => other.key === key);
    if (!entry) {
      const value = properties.readTopLevel(key);
      this.entries.push((entry = { key, value, fingerprint: fingerprintOf(value), dependents: new Set() }));
    }
    return entry;
  }
}

/** Whether a property is not as it was; from now on it is as it is now. */
function isChanged(entry: CacheEntry, value: unknown): boolean {
  if (value === entry.value && typeof value !== 'object') {
    return false;
  }
  const [before, now] = [entry.fingerprint, fingerprintOf(value)];
  entry.value = value;
  entry.fingerprint = now;
  return now !== before;
}

/** What is known only later looks alike to the rules. */
const UNRESOLVED = Symbol('late');

/**
 * What rules can see of a value. A list or an object may be changed after it was looked at, so it is written down, in a
 * form that no text has here; what holds others in turn is like nothing else.
 */
function fingerprintOf(value: unknown): unknown {
  if (!isGiven(value)) {
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
    text += ` ${JSON.stringify(key)} ${isUnresolved(part) ? 'late' : JSON.stringify(part)}`;
  }
  return text;
}
