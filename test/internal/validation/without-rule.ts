import type { RuleSet } from '../../../src/validation/rule';
import * as ruleSets from '../../../src/validation/rule-sets';

/** Calls a function while one rule does not exist. */
export function withoutRule<T>(ruleId: string, call: () => T): T {
  return withRules((rules) => rules.filter(({ id }) => id !== ruleId), call);
}

/** Calls a function while other rules replace those of each resource type. */
export function withRules<T>(replace: (rules: RuleSet) => RuleSet, call: () => T): T {
  const { getRuleSet } = ruleSets;
  const replaceable = ruleSets as { getRuleSet: typeof getRuleSet };
  replaceable.getRuleSet = (type) => replace(getRuleSet(type));
  try {
    return call();
  } finally {
    replaceable.getRuleSet = getRuleSet;
  }
}
