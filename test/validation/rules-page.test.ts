import * as fs from 'fs';
import { RULES_PAGE, rulesPage } from './rules-page';
import { PROPERTIES } from '../../src/service-data/resource-properties';
import { VALIDATED_TYPES, crossResourceRulesOf, ruleSetOf } from '../../src/validation/rule-sets';

const DEMANDS = [...new Set([...Object.keys(PROPERTIES), ...VALIDATED_TYPES])].flatMap((type) =>
  [...ruleSetOf(type), ...crossResourceRulesOf(type)].map((demand) => ({ type, demand })),
);

test('the list of rules is up to date', () => {
  expect(fs.readFileSync(RULES_PAGE, 'utf8')).toBe(rulesPage());
});

test('every rule has an id of its own that names its type', () => {
  const ids = DEMANDS.map(({ demand }) => demand.id);

  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(
    DEMANDS.filter(({ type, demand }) => !demand.id.startsWith(`${type.split('::').pop()}.`)).map(
      ({ demand }) => demand.id,
    ),
  ).toEqual([]);
});

test('every rule has its AWS page', () => {
  expect(
    DEMANDS.filter(({ demand }) => !/^https:\/\/docs\.aws\.amazon\.com\/\S+$/.test(demand.see)).map(
      ({ demand }) => demand.id,
    ),
  ).toEqual([]);
});
