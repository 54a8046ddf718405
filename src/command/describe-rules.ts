import { CommandError } from './command-error';
import { getRulePage } from './documentation';
import { FILE_RULES, listCommandRules } from './file-rules';
import { findIntendedId } from '../validation/check-acknowledgements';
import type { RuleMetadata } from '../validation/rule';
import { qualifyRuleId, removePrefix } from '../validation/rule-ids';
import { listTemplateRules } from '../validation/rule-list';

/** Formats all rules, one in each line: severity, id, and requirement. */
export function formatRuleList(): string {
  const rules = listTemplateRules().sort((a, b) => (a.id < b.id ? -1 : 1));
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .map(({ id, severity, description }) => `${severity.padEnd(7)}  ${id.padEnd(width)}  ${description}\n`)
    .join('');
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
