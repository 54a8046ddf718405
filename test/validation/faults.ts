import { PropertyReader } from '../../src/validation/property-reader';
import type { RuleSet } from '../../src/validation/rule';

/** What the rules of a type say of the properties of a template. */
export function faultsOf(rules: RuleSet, properties: object): string[] {
  const read = new PropertyReader(properties);
  return rules.map((rule) => rule.check(read)).filter((fault): fault is string => fault !== undefined);
}
