import { CommandError } from './command-error';
import { getRulePage } from './documentation';
import { FILE_RULES, listCommandRules } from './file-rules';
import { findIntendedId } from '../validation/check-acknowledgements';
import type { RuleMetadata } from '../validation/rule';
import { formatValues } from '../validation/rule-builders';
import { qualifyRuleId, removePrefix } from '../validation/rule-ids';
import { listTemplateRules } from '../validation/rule-list';
import { getShortTypeName } from '../validation/schema';

/**
 * Formats rules, one in each line: severity, id, and requirement.
 *
 * @param filters texts that the id or the requirement of each rule contains, or resource types
 * @throws CommandError if no rule contains the texts
 */
export function formatRuleList(filters: readonly string[]): string {
  const rules = listTemplateRules()
    .filter((rule) => filters.every((filter) => matchesFilter(rule, filter)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  if (rules.length === 0) {
    throw new CommandError([`No rule contains ${formatValues(filters)}. Run --list-rules to print all rules.`]);
  }
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .map(({ id, severity, description }) => `${severity.padEnd(7)}  ${id.padEnd(width)}  ${description}\n`)
    .join('');
}

/** Whether a rule contains a text, or belongs to a resource type. Ignores case. */
function matchesFilter({ id, description }: RuleMetadata, filter: string): boolean {
  const text = removePrefix(filter).toLowerCase();
  return text.startsWith('aws::')
    ? id.toLowerCase().startsWith(`${getShortTypeName(text)}.`)
    : `${id} ${description}`.toLowerCase().includes(text);
}

/**
 * Describes a rule.
 *
 * @param name the id of the rule, with or without the prefix
 * @throws CommandError for an unknown rule
 */
export function explainRule(name: string): string {
  const ruleId = removePrefix(name);
  const rule = [...listTemplateRules(), ...FILE_RULES].find(({ id }) => id === ruleId);
  if (!rule) {
    const intendedId = findIntendedId(name, [...listCommandRules().keys()]);
    const fix = intendedId === undefined ? 'Run --list-rules to print all rules.' : `Use '${intendedId}'.`;
    throw new CommandError([`'${name}' is not a rule for templates. ${fix}`]);
  }
  const { id, severity, description, property, see } = rule;
  return [
    `${qualifyRuleId(id)} (${severity})`,
    '',
    `Requirement: ${description}`,
    ...(property === '' ? [] : [`Property: ${property}`]),
    ...(FILE_RULES.includes(rule) ? [`Page: ${see}`] : [`AWS page: ${see}`, `Example: ${getRulePage(id)}`]),
    '',
    describeAcknowledgement(rule),
    '',
  ].join('\n');
}

function describeAcknowledgement({ id, impossible, isForNewResources }: RuleMetadata): string {
  if (impossible !== undefined) {
    return `This rule cannot be acknowledged, because ${impossible}.`;
  }
  const ignore = `To acknowledge this rule, use --ignore "${id}=<reason>".`;
  return isForNewResources ? `${ignore} For stacks that are already deployed, use --existing.` : ignore;
}
