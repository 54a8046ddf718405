import { withoutRule } from './without-rule';
import { VALIDATED_TYPES, getRuleSet } from '../../../src/validation/rule-sets';
import { RULE_CASES } from '../../public/validation/rule-cases';
import { findInTemplate, isExclusion, listRuleIds, runProgram } from '../../public/validation/rule-cases/rule-case';
import type { RuleCase } from '../../public/validation/rule-cases/rule-case';

/** The result of one rule, with the rule and without it. */
interface Row {
  readonly id: string;
  readonly template: string;
  readonly construct: string;
}

/** Evaluates every rule with its template and its construct, and prints what they report with and without the rule. */
function main(): void {
  const rows = VALIDATED_TYPES.flatMap(getRuleSet).map(({ id }): Row => createRow(id, RULE_CASES[id]));
  console.log('| rule | template: with, without | construct: with, without |\n| --- | --- | --- |');
  rows.forEach(({ id, template, construct }) => console.log(`| \`${id}\` | ${template} | ${construct} |`));

  const isMissing = (result: string) => result !== DETECTED && !result.startsWith('excluded');
  const missing = rows.filter(({ template, construct }) => isMissing(template) || isMissing(construct));
  const excluded = rows.filter(({ construct }) => construct.startsWith('excluded'));
  console.log(
    `\n${rows.length} rules: ${rows.length - missing.length} detected by their cases alone, ${excluded.length} without a construct, ${missing.length} not detected`,
  );
  process.exitCode = missing.length > 0 ? 1 : 0;
}

const DETECTED = 'reported, not reported';

function createRow(id: string, ruleCase: RuleCase): Row {
  const { construct } = ruleCase;
  const isReported = () => findInTemplate(ruleCase, id).length > 0;
  const template = isExclusion(ruleCase.template)
    ? `excluded by ${ruleCase.template.excludedBy}`
    : formatPair(isReported(), withoutRule(id, isReported));
  if (isExclusion(construct)) {
    return { id, template, construct: `excluded by ${construct.excludedBy}` };
  }
  const isReportedByConstruct = () => {
    const { errors, warnings } = runProgram(construct);
    return listRuleIds([...errors, ...warnings]).includes(id);
  };
  return { id, template, construct: formatPair(isReportedByConstruct(), withoutRule(id, isReportedByConstruct)) };
}

function formatPair(withRule: boolean, withoutTheRule: boolean): string {
  return [withRule, withoutTheRule].map((isReported) => (isReported ? 'reported' : 'not reported')).join(', ');
}

main();
