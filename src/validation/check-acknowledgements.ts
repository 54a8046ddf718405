import type { Acknowledgements } from './acknowledgement-reasons';
import { CONSTRUCT_WARNINGS } from './construct-warning-table';
import type { RuleMetadata } from './rule';
import { FindingSeverity } from './rule';
import { ACKNOWLEDGED_SUFFIX, qualifyRuleId } from './rule-ids';
import { listTemplateRules } from './rule-list';
import { findClosest } from '../private/text';

/** The prefix of rule ids of this library. Also matches ids with a leading bracket or a single colon. */
export const LIBRARY_PREFIX = /^\W*cdk-elasticache\W+/i;

type RuleClass = Pick<RuleMetadata, 'impossible' | 'severity'>;

/** The rules, by the ids that users acknowledge. */
export type Rules = ReadonlyMap<string, RuleClass>;

/** Lists all rules that users can refer to in acknowledgments, including the warnings of constructs. */
export function listRules(): Rules {
  return new Map<string, RuleClass>([
    ...listTemplateRules().map((rule) => [qualifyRuleId(rule.id), rule] as const),
    ...Object.keys(CONSTRUCT_WARNINGS).map((id) => [qualifyRuleId(id), { severity: FindingSeverity.WARNING }] as const),
  ]);
}

/** Returns an error for each unknown rule, each rule that cannot be acknowledged, and each missing reason. */
export function checkAcknowledgements(acknowledgements: Acknowledgements, rules: Rules = listRules()): string[] {
  return Object.entries(acknowledgements).flatMap(([id, reason]) => checkAcknowledgement(rules, id, reason));
}

/**
 * Returns the error in an acknowledgment, if any.
 *
 * @param path the path of the construct, or the logical id of the resource, with the acknowledgment
 */
export function checkAcknowledgement(rules: Rules, id: string, reason: unknown, path: string = ''): string[] {
  const scope = path === '' ? '' : ` for '${path}'`;
  const rule = rules.get(id) ?? findAcknowledgedRule(rules, id);
  if (!rule) {
    const intendedId = findIntendedId(id, [...rules.keys()]);
    const fix = intendedId ? `Did you mean '${intendedId}'?` : 'Remove the acknowledgment.';
    return [`'${id}' is acknowledged${scope}, but is not a rule of cdk-elasticache. ${fix}`];
  }
  if (rule.impossible !== undefined) {
    return [
      `'${id}' is acknowledged${scope}, but this rule cannot be acknowledged, because ${rule.impossible}. Remove the acknowledgment, and correct the value.`,
    ];
  }
  return typeof reason !== 'string' || reason === ''
    ? [`'${id}' is acknowledged${scope} without a reason. Specify a reason.`]
    : [];
}

/** Finds the rule of an id with the suffix for acknowledged errors. This id acknowledges the remaining warning. */
function findAcknowledgedRule(rules: Rules, id: string): RuleClass | undefined {
  const rule = id.endsWith(ACKNOWLEDGED_SUFFIX) ? rules.get(id.slice(0, -ACKNOWLEDGED_SUFFIX.length)) : undefined;
  return rule?.severity === FindingSeverity.ERROR ? rule : undefined;
}

/** Finds the rule id with the most similar spelling to an unknown id, or with the same problem of another type. */
export function findIntendedId(id: string, ids: readonly string[]): string | undefined {
  const text = id.replace(LIBRARY_PREFIX, '').replace(/\W+$/, '').replace(ACKNOWLEDGED_SUFFIX, '');
  const qualified = qualifyRuleId(text);
  return (
    ids.find((known) => known.toLowerCase() === qualified.toLowerCase()) ??
    findClosest(qualified, ids) ??
    ids.find((known) => known.endsWith(`.${text.split('.').pop()}`))
  );
}
