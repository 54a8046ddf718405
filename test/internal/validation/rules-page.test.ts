import * as fs from 'fs';
import { RULES_PAGE, renderRulesPage } from './rules-page';
import { PROPERTIES } from '../../../src/service-data/resource-properties';
import { VALIDATED_TYPES, getRuleSet } from '../../../src/validation/rule-sets';

const RULES = [...new Set([...Object.keys(PROPERTIES), ...VALIDATED_TYPES])].flatMap((type) =>
  getRuleSet(type).map((rule) => ({ type, ...rule })),
);

test('the rules page is up to date', () => {
  expect(fs.readFileSync(RULES_PAGE, 'utf8')).toBe(renderRulesPage());
});

test('rule ids are unique, and begin with the resource type', () => {
  const ids = RULES.map(({ id }) => id);
  const idsWithoutType = RULES.filter(({ type, id }) => !id.startsWith(`${type.split('::').pop()}.`)).map(
    ({ id }) => id,
  );

  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(idsWithoutType).toEqual([]);
});

test('every rule has an AWS page', () => {
  const idsWithoutPage = RULES.filter(({ see }) => !/^https:\/\/docs\.aws\.amazon\.com\/\S+$/.test(see)).map(
    ({ id }) => id,
  );

  expect(idsWithoutPage).toEqual([]);
});

test('there are no rules for types of other services', () => {
  expect(getRuleSet('AWS::S3::Bucket')).toEqual([]);
});
