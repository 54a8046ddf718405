import type { Properties } from './properties';
import type { Rule } from './rule';
import { ruleSetOf } from './rule-sets';

/** Some of the rules of a type. */
export interface Choice {
  /** The same for the same choice. */
  readonly key: string;
  readonly has: (rule: Rule) => boolean;
}

const ALL: Choice = { key: '', has: () => true };

/** By the type, the reader and the choice: other rules, or rules that are told other spellings, have looked at other things. */
const MEMORIES = new Map<string, Memory>();

/**
 * Asks the rules of a type about a resource.
 *
 * What a rule finds follows from what it looks at, and from nothing else. So a rule that found nothing is asked again only when something that it looked at
 * is not as it was in the resource before: of a hundred caches that differ in their names, the rules for names are asked a hundred times, the others once.
 */
export function askRules(type: string, properties: Properties, found: (rule: Rule, fault: string) => void, choice: Choice = ALL): void {
  const key = `${type} ${properties.isConstruct} ${choice.key}`;
  let memory = MEMORIES.get(key);
  if (!memory) { MEMORIES.set(key, memory = new Memory(ruleSetOf(type).filter(choice.has))); }
  memory.ask(properties, found);
}

/** A rule. */
interface Asked {
  readonly rule: Rule;
  /** What it looked at when it found nothing, by the numbers of the properties; undefined when it found something, or was not asked yet. */
  seen?: readonly number[];
}

/** The rules of a type, and what they know of the resource that they were asked about last. */
class Memory {
  private readonly asked: Asked[];
  /** The properties that were ever looked at; the place in the list is the number of a property. */
  private readonly keys: string[] = [];
  private readonly imprints: unknown[] = [];

  constructor(rules: readonly Rule[]) {
    this.asked = rules.map(rule => ({ rule }));
  }

  public ask(properties: Properties, found: (rule: Rule, fault: string) => void): void {
    const changed = this.changesIn(properties);
    for (const one of this.asked) {
      if (one.seen && !one.seen.some(number => changed[number])) { continue; }
      const fault = one.rule.check(properties);
      const seen = properties.takeSeen().map(key => this.numberOf(key, properties));
      one.seen = fault === undefined ? seen : undefined;
      if (fault !== undefined) { found(one.rule, fault); }
    }
  }

  /** Which of the properties are not as they were. */
  private changesIn(properties: Properties): boolean[] {
    return this.keys.map((key, number) => {
      const imprint = properties.imprint(key);
      const isChanged = imprint !== this.imprints[number];
      this.imprints[number] = imprint;
      return isChanged;
    });
  }

  private numberOf(key: string, properties: Properties): number {
    const number = this.keys.indexOf(key);
    if (number >= 0) { return number; }
    this.imprints.push(properties.imprint(key));
    return this.keys.push(key) - 1;
  }
}
