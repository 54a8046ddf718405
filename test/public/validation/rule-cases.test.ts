import { RULE_IDS } from './check-resources';
import { RULE_CASES } from './rule-cases';
import { assertMessageForm, removeRuleId } from '../message-form';
import { findInTemplate, isExclusion, listRuleIds, runProgram } from './rule-cases/rule-case';
import { RULE_MESSAGES } from './rule-cases/rule-messages';

const CASES = Object.entries(RULE_CASES).map(([id, ruleCase]) => ({ id, ...ruleCase, messages: RULE_MESSAGES[id] }));

/** Removes the path of the construct, or the sign of the list, and the id of the rule. */
function readMessage(error: string): string {
  return removeRuleId(error.replace(/^(- |\[[^\]]+\] )/, ''));
}

test('every case belongs to a rule', () => {
  expect(Object.keys(RULE_CASES).filter((id) => !RULE_IDS.includes(id))).toEqual([]);
});

test('the table contains the messages of all cases, and no others', () => {
  const cases = Object.entries(RULE_CASES).map(([id, { template, construct }]) => [
    id,
    { template: !isExclusion(template), construct: !isExclusion(construct) },
  ]);
  const messages = Object.entries(RULE_MESSAGES).map(([id, { template, construct }]) => [
    id,
    { template: template !== undefined, construct: construct !== undefined },
  ]);

  expect(Object.fromEntries(messages)).toEqual(Object.fromEntries(cases));
});

test.each(CASES.filter(({ template }) => !isExclusion(template)))('$id reports a template', (ruleCase) => {
  const [finding] = findInTemplate(ruleCase, ruleCase.id);

  expect(finding).toEqual({ severity: ruleCase.messages.severity, message: ruleCase.messages.template });
  assertMessageForm(finding.message);
});

describe.each(CASES.filter(({ construct }) => !isExclusion(construct)))('$id', (ruleCase) => {
  const { id, messages, construct, alsoReportedBy = [] } = ruleCase;
  const { severity } = messages ?? {};
  const run = (acknowledged?: readonly string[]) =>
    isExclusion(construct) ? { errors: [], warnings: [] } : runProgram(construct, acknowledged);

  test('reports a construct', () => {
    const { errors, warnings } = run();
    const reported = severity === 'warning' ? warnings : errors;

    const readable = reported.filter((message) => listRuleIds([message])[0] === id).map(readMessage);
    expect(readable).toContain(messages.construct);
    readable.forEach(assertMessageForm);
    expect(listRuleIds(errors).sort()).toEqual(severity === 'warning' ? [] : [id, ...alsoReportedBy].sort());
    expect(errors).toHaveLength(severity === 'warning' ? 0 : 1 + alsoReportedBy.length);
  });

  test('can be acknowledged', () => {
    const { errors, warnings } = run([id, ...alsoReportedBy]);
    const acknowledgement = `(cdk-elasticache::${id} is acknowledged: AWS accepts it now)`;

    expect(errors).toEqual([]);
    expect(listRuleIds(warnings)).not.toContain(id);
    expect(warnings.some((warning) => warning.includes(acknowledgement))).toBe(severity === 'error');
  });
});
