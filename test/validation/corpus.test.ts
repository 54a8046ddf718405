import { CASES, DECIDABLE_CASES, DISPUTED_CASES, checkExample, isRejected } from './cases';
import { ENVIRONMENT_CASES } from './environment-cases';
import { VALIDATED_TYPES, crossResourceRulesOf, ruleSetOf } from '../../src/validation/rule-sets';

const asked = DECIDABLE_CASES.filter(({ id }) => !Object.hasOwn(DISPUTED_CASES, id));

test('the catalogue is whole', () => {
  expect(CASES).toHaveLength(401);
  expect(new Set(CASES.map(({ id }) => id)).size).toBe(401);
  expect(Object.keys(DISPUTED_CASES).filter((id) => !CASES.some((entry) => entry.id === id))).toEqual([]);
});

test('of what stands around a resource, each entry has its rules, or a reason why synthesis cannot know', () => {
  const entries = CASES.filter(
    ({ scope, invalid }) => scope === 'environment' || (scope === 'cross-resource' && invalid.$environment),
  ).map(({ id }) => id);
  const ids = VALIDATED_TYPES.flatMap((type) => [...ruleSetOf(type), ...crossResourceRulesOf(type)]).map(
    ({ id }) => id,
  );

  expect(Object.keys(ENVIRONMENT_CASES)).toEqual(entries);
  expect(
    Object.entries(ENVIRONMENT_CASES).filter(
      ([, { rules = [], beyond = '' }]) => rules.length + beyond.length === 0 || !rules.every((id) => ids.includes(id)),
    ),
  ).toEqual([]);
});

test('every certain example of what AWS refuses is an error', () => {
  expect(
    asked
      .filter((entry) => entry.confidence === 'certain' && !isRejected(entry, entry.invalid))
      .map(({ id, rule }) => `${id}: ${rule}`),
  ).toEqual([]);
});

test('at least 97 of 100 examples of what AWS refuses are errors', () => {
  const missed = asked.filter((entry) => !isRejected(entry, entry.invalid));

  expect(missed.length / asked.length).toBeLessThanOrEqual(0.03);
  expect(missed.map(({ id, confidence }) => `${id} ${confidence}`)).toEqual([]);
});

test('no example of what AWS takes is an error', () => {
  const alarms = CASES.filter(({ id }) => !Object.hasOwn(DISPUTED_CASES, id)).flatMap((entry) =>
    checkExample(entry, entry.valid)
      .filter(({ severity }) => severity === 'error')
      .map(({ logicalId, message }) => `${entry.id} at ${logicalId}: ${message}`),
  );

  expect(alarms).toEqual([]);
});
