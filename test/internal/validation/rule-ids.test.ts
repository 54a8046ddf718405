import * as fs from 'fs';
import * as path from 'path';
import { CONSTRUCT_WARNINGS } from '../../../src/validation/construct-warning-table';
import { listTemplateRules } from '../../../src/validation/rule-list';

/** The ids of all releases. Users acknowledge rules by them, so an id is added here and never changed or removed. */
const RELEASED_IDS = fs
  .readFileSync(path.join(__dirname, '..', '..', 'public', 'validation', 'rule-ids.txt'), 'utf8')
  .trim()
  .split('\n');

const IDS = [...listTemplateRules().map(({ id }) => id), ...Object.keys(CONSTRUCT_WARNINGS)];

test('the ids of rules do not change', () => {
  expect([...IDS].sort()).toEqual(RELEASED_IDS);
});

test('each id exists once', () => {
  expect(new Set(IDS).size).toBe(IDS.length);
});

test('each id names a resource type and a problem', () => {
  expect(IDS.filter((id) => !/^[A-Z][A-Za-z]+\.[A-Z][A-Za-z0-9]+$/.test(id))).toEqual([]);
});
