import type { Properties } from './property-reader';
import { isGiven } from './property-reader';
import type { Rule } from './rule';
import { ruleSetOf } from './rule-sets';
import { isLate } from '../private/tokens';

/** Some of the rules of a type. */
interface Choice {
  /** The same for the same choice. */
  readonly key: string;
  readonly has: (rule: Rule) => boolean;
}

/**
 * What is remembered for one reader, by the type and the choice: other rules, or rules that are told other spellings,
 * look at other things.
 */
type Memories = Map<string, Memory>;

const OF_CONSTRUCTS: Memories = new Map();
const OF_TEMPLATES: Memories = new Map();

/**
 * Asks the rules of a type about a resource.
 *
 * What a rule finds follows from what it looks at, and from nothing else. So a rule that found nothing is asked again
 * only when something that it looked at is not as it was in the resource before: of a hundred caches that differ in
 * their names, the rules for names are asked a hundred times, the others once.
 *
 * @param choice all rules of the type, when left out
 */
export function askRules(
  type: string,
  properties: Properties,
  found: (rule: Rule, fault: string) => void,
  choice?: Choice,
): void {
  const memories = properties.isConstruct ? OF_CONSTRUCTS : OF_TEMPLATES;
  const key = choice ? `${type} ${choice.key}` : type;
  let memory = memories.get(key);
  if (!memory) {
    memories.set(key, (memory = new Memory(choice ? ruleSetOf(type).filter(choice.has) : ruleSetOf(type))));
  }
  memory.ask(properties, found);
}

/** A property that was looked at, and what it was in the last resource. */
interface Remembered {
  readonly key: string;
  value: unknown;
  imprint: unknown;
  /** The rules that ever looked at it, by their places. */
  readonly lookers: Set<number>;
}

/** The rules of a type, and what they know of the resource that they were asked about last. */
class Memory {
  private readonly remembered: Remembered[] = [];
  /** The places of the rules that are to be asked in any case: they found something, or were not asked yet. */
  private readonly unsettled: Set<number>;

  constructor(private readonly rules: readonly Rule[]) {
    this.unsettled = new Set(rules.keys());
  }

  public ask(properties: Properties, found: (rule: Rule, fault: string) => void): void {
    for (const place of this.placesToAsk(properties)) {
      const fault = this.rules[place].check(properties);
      for (const key of properties.takeSeen()) {
        this.remember(key, properties).lookers.add(place);
      }
      if (fault === undefined) {
        this.unsettled.delete(place);
      } else {
        this.unsettled.add(place);
        found(this.rules[place], fault);
      }
    }
  }

  private placesToAsk(properties: Properties): number[] {
    const places = new Set(this.unsettled);
    for (const one of this.remembered) {
      if (isChanged(one, properties.topLevel(one.key))) {
        one.lookers.forEach((place) => places.add(place));
      }
    }
    return [...places].sort((a, b) => a - b);
  }

  private remember(key: string, properties: Properties): Remembered {
    let one = this.remembered.find((other) => other.key === key);
    if (!one) {
      const value = properties.topLevel(key);
      this.remembered.push((one = { key, value, imprint: imprint(value), lookers: new Set() }));
    }
    return one;
  }
}

/** Whether a property is not as it was; from now on it is as it is now. */
function isChanged(one: Remembered, value: unknown): boolean {
  if (value === one.value && typeof value !== 'object') {
    return false;
  }
  const [before, now] = [one.imprint, imprint(value)];
  one.value = value;
  one.imprint = now;
  return now !== before;
}

/** What is known only later looks alike to the rules. */
const LATE = Symbol('late');

/**
 * What rules can see of a value. A list or an object may be changed after it was looked at, so it is written down, in a
 * form that no text has here; what holds others in turn is like nothing else.
 */
function imprint(value: unknown): unknown {
  if (!isGiven(value)) {
    return undefined;
  }
  if (isLate(value)) {
    return LATE;
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
    text += ` ${JSON.stringify(key)} ${isLate(part) ? 'late' : JSON.stringify(part)}`;
  }
  return text;
}
