import type { IConstruct } from 'constructs';
import { listAcknowledgedIds, qualifyRuleId } from './acknowledgements';
import { CONSTRUCT_WARNINGS } from './construct-warnings';
import type { RuleMetadata } from './rule';
import { VALIDATED_TYPES, getRuleSet } from './rule-sets';
import { listSchemaRules } from './schema';
import { findClosest } from '../private/text';

/** The apps whose acknowledgements are validated at synthesis. */
const VALIDATED_APPS = new WeakSet<IConstruct>();

/** Validates the acknowledgements of an app at synthesis. */
export function validateAcknowledgementsOf(construct: IConstruct): void {
  const { root } = construct.node;
  if (!VALIDATED_APPS.has(root)) {
    VALIDATED_APPS.add(root);
    root.node.addValidation({ validate: () => checkAcknowledgements(listAcknowledgedIds(root)) });
  }
}

/** Returns an error for each id that is no rule, or a rule that cannot be acknowledged. */
export function checkAcknowledgements(ids: readonly string[]): string[] {
  const rules = listRules();
  return ids.flatMap((id) => {
    const rule = rules.get(id);
    if (!rule) {
      const closest = findClosest(id, rules.keys());
      return [
        `'${id}' is acknowledged, but it is no rule of this library${closest ? `; did you mean '${closest}'` : ''}`,
      ];
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
