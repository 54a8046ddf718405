import { withoutRule } from './without-rule';
import { KEY_RULES } from '../../../src/validation/check-keys';
import { REFERENCE_RULES } from '../../../src/validation/references';
import { TYPE_RULES } from '../../../src/validation/resource-types';
import { VALIDATED_TYPES, getRuleSet } from '../../../src/validation/rule-sets';
import { listSchemaRules } from '../../../src/validation/schema';
import { RULE_CASES } from '../../public/validation/rule-cases';
import { findInTemplate, isExclusion, listRuleIds, runProgram } from '../../public/validation/rule-cases/rule-case';

/** The rules of each type, about types, keys, and references, and those of all types, which have cases of one type. */
const RULES = [
  ...VALIDATED_TYPES.flatMap(getRuleSet),
  ...listSchemaRules(['AWS::ElastiCache::ReplicationGroup']),
  ...TYPE_RULES,
  ...KEY_RULES,
  ...REFERENCE_RULES,
];

test('every rule has a case', () => {
  expect(RULES.map(({ id }) => id).filter((id) => !Object.hasOwn(RULE_CASES, id))).toEqual([]);
  expect(Object.keys(RULE_CASES)).toHaveLength(RULES.length);
});

describe.each(VALIDATED_TYPES)('each rule of %s', (type) => {
  const cases = getRuleSet(type).map(({ id }) => ({ id, ...RULE_CASES[id] }));

  test('is the only check that reports its template for the same reason', () => {
    const stillReported = cases.filter(
      (ruleCase) =>
        !isExclusion(ruleCase.template) &&
        withoutRule(ruleCase.id, () => findInTemplate(ruleCase, ruleCase.id)).length > 0,
    );

    expect(stillReported.map(({ id }) => id)).toEqual([]);
  });

  test('is the only check that reports its construct', () => {
    const stillReported = cases.flatMap(({ id, construct, alsoReportedBy = [] }) => {
      if (isExclusion(construct)) {
        return [];
      }
      const { errors, warnings } = withoutRule(id, () => runProgram(construct, alsoReportedBy));
      return [...errors, ...listRuleIds(warnings).filter((reported) => reported === id)];
    });

    expect(stillReported).toEqual([]);
  });
});
