import type { IConstruct } from 'constructs';
import {
  ACKNOWLEDGED_SUFFIX,
  ACKNOWLEDGEMENTS_CONTEXT_KEY,
  isAcknowledgements,
  listAcknowledgedIds,
  listContextValues,
  qualifyRuleId,
} from './acknowledgements';
import { CONSTRUCT_WARNINGS } from './construct-warnings';
import type { RuleMetadata } from './rule';
import { VALIDATED_TYPES, getRuleSet } from './rule-sets';
import { listSchemaRules } from './schema';
import { findClosest } from '../private/text';

/** Returns the errors in the acknowledgements of an app and in its context. */
export function checkAcknowledgementsOf(root: IConstruct): string[] {
  const rules = listRules();
  const isOfThisLibrary = (id: string) => id.startsWith(qualifyRuleId('')) || rules.has(qualifyRuleId(id));
  const contextValues = listContextValues(root);
  const invalidValues = contextValues.filter((value) => !isAcknowledgements(value));
  const ids = [
    ...listAcknowledgedIds(root).filter(isOfThisLibrary),
    ...contextValues.filter(isAcknowledgements).flatMap((reasons) => Object.keys(reasons)),
  ];
  return [...invalidValues.map(formatContextError), ...checkAcknowledgements([...new Set(ids)])];
}

function formatContextError(value: unknown): string {
  return `the context key '${ACKNOWLEDGEMENTS_CONTEXT_KEY}' must be an object with a reason for each rule id, got ${JSON.stringify(value)}`;
}

/** Returns an error for each id that is no rule, or a rule that cannot be acknowledged. */
export function checkAcknowledgements(ids: readonly string[]): string[] {
  const rules = listRules();
  return ids.flatMap((id) => {
    const rule = rules.get(id) ?? rules.get(id.replace(ACKNOWLEDGED_SUFFIX, ''));
    if (!rule) {
      const closest = rules.has(qualifyRuleId(id)) ? qualifyRuleId(id) : findClosest(id, rules.keys());
      const suggestion = closest ? `; did you mean '${closest}'` : '';
      return [`'${id}' is acknowledged, but it is no rule of this library${suggestion}`];
    }
    return rule.impossible === undefined
      ? []
      : [`'${id}' cannot be acknowledged, since ${rule.impossible}; correct the value`];
  });
}

/** All rules and warnings by the ids that acknowledge them. */
function listRules(): ReadonlyMap<string, Pick<RuleMetadata, 'impossible'>> {
  const rules = [...VALIDATED_TYPES.flatMap(getRuleSet), ...listSchemaRules()];
  return new Map<string, Pick<RuleMetadata, 'impossible'>>([
    ...rules.map((rule) => [qualifyRuleId(rule.id), rule] as const),
    ...Object.keys(CONSTRUCT_WARNINGS).map((id) => [qualifyRuleId(id), {}] as const),
  ]);
}
