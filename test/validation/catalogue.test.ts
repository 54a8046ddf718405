import { CATALOGUE, DECIDABLE, findingsOf, isRefused } from './entries';
import { ENVIRONMENT } from './environment';
import { HELD_WRONG } from './held-wrong';
import { VALIDATED_TYPES, crossResourceRulesOf, ruleSetOf } from '../../src/validation/rule-sets';

const asked = DECIDABLE.filter(({ id }) => !Object.hasOwn(HELD_WRONG, id));

test('the catalogue is whole', () => {
  expect(CATALOGUE).toHaveLength(401);
  expect(new Set(CATALOGUE.map(({ id }) => id)).size).toBe(401);
  expect(Object.keys(HELD_WRONG).filter((id) => !CATALOGUE.some((entry) => entry.id === id))).toEqual([]);
});

test('of what stands around a resource, each entry has its rules, or a reason why synthesis cannot know', () => {
  const entries = CATALOGUE.filter(
    ({ scope, invalid }) => scope === 'environment' || (scope === 'cross-resource' && invalid.$environment),
  ).map(({ id }) => id);
  const ids = VALIDATED_TYPES.flatMap((type) => [...ruleSetOf(type), ...crossResourceRulesOf(type)]).map(
    ({ id }) => id,
  );

  expect(Object.keys(ENVIRONMENT)).toEqual(entries);
  expect(
    Object.entries(ENVIRONMENT).filter(
      ([, { rules = [], beyond = '' }]) => rules.length + beyond.length === 0 || !rules.every((id) => ids.includes(id)),
    ),
  ).toEqual([]);
});

test('every certain example of what AWS refuses is an error', () => {
  expect(
    asked
      .filter((entry) => entry.confidence === 'certain' && !isRefused(entry, entry.invalid))
      .map(({ id, rule }) => `${id}: ${rule}`),
  ).toEqual([]);
});

test('at least 97 of 100 examples of what AWS refuses are errors', () => {
  const missed = asked.filter((entry) => !isRefused(entry, entry.invalid));

  expect(missed.length / asked.length).toBeLessThanOrEqual(0.03);
  expect(missed.map(({ id, confidence }) => `${id} ${confidence}`)).toEqual([]);
});

test('no example of what AWS takes is an error', () => {
  const alarms = CATALOGUE.filter(({ id }) => !Object.hasOwn(HELD_WRONG, id)).flatMap((entry) =>
    findingsOf(entry, entry.valid)
      .filter(({ severity }) => severity === 'error')
      .map(({ logicalId, message }) => `${entry.id} at ${logicalId}: ${message}`),
  );

  expect(alarms).toEqual([]);
});
