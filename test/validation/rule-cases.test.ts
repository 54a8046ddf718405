import { RULE_CASES } from './rule-cases';
import { findInTemplate, isExclusion, listRuleIds, runProgram, withoutRule } from './rule-cases/rule-case';
import { FindingSeverity } from '../../src/validation/rule';
import { VALIDATED_TYPES, getRuleSet } from '../../src/validation/rule-sets';

const RULES = VALIDATED_TYPES.flatMap(getRuleSet);
const CASES = RULES.map((rule) => ({ ...rule, ...RULE_CASES[rule.id] })).filter(({ template }) => template);

test('every rule has a case', () => {
  expect(RULES.map(({ id }) => id).filter((id) => !Object.hasOwn(RULE_CASES, id))).toEqual([]);
  expect(Object.keys(RULE_CASES)).toHaveLength(RULES.length);
});

test.each(CASES.filter(({ template }) => !isExclusion(template)))(
  '$id reports a template, and nothing else reports it for the same reason',
  (ruleCase) => {
    expect(findInTemplate(ruleCase, ruleCase.id)).not.toEqual([]);
    expect(withoutRule(ruleCase.id, () => findInTemplate(ruleCase, ruleCase.id))).toEqual([]);
  },
);

describe.each(CASES.filter(({ construct }) => !isExclusion(construct)))('$id', (ruleCase) => {
  const { id, severity, construct, alsoReportedBy = [] } = ruleCase;
  const run = (acknowledged?: readonly string[]) =>
    isExclusion(construct) ? { errors: [], warnings: [] } : runProgram(construct, acknowledged);

  test('reports a construct', () => {
    const { errors, warnings } = run();

    if (severity === FindingSeverity.WARNING) {
      expect(errors).toEqual([]);
      expect(listRuleIds(warnings)).toContain(id);
    } else {
      expect(listRuleIds(errors).sort()).toEqual([id, ...alsoReportedBy].sort());
      expect(errors).toHaveLength(1 + alsoReportedBy.length);
    }
  });

  test('is the only check for the constraint', () => {
    const { errors, warnings } = withoutRule(id, () => run(alsoReportedBy));

    expect([errors, listRuleIds(warnings).filter((reported) => reported === id)]).toEqual([[], []]);
  });

  test('can be acknowledged', () => {
    const { errors, warnings } = run([id, ...alsoReportedBy]);
    const acknowledgement = `(cdk-elasticache::${id} is acknowledged: AWS accepts it now)`;

    expect(errors).toEqual([]);
    expect(listRuleIds(warnings)).not.toContain(id);
    expect(warnings.some((warning) => warning.includes(acknowledgement))).toBe(severity === FindingSeverity.ERROR);
  });
});
