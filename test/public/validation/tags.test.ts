import { checkRule } from './check-resources';

const checkTags = (rule: string, Tags: unknown) =>
  checkRule(`UserGroup.${rule}`, {
    Group: ['UserGroup', { UserGroupId: 'team', Engine: 'valkey', UserIds: ['app'], Tags }],
  });

test.each([
  [50, []],
  [51, ["'Tags' but got 51"]],
])('accepts up to 50 tags: %i', (count, errors) => {
  const tags = Array.from({ length: count }, (_, index) => ({ Key: `k${index}`, Value: '' }));

  expect(checkTags('TooManyTags', tags)).toEqual(errors);
});

test.each([
  ['', false],
  ['k', true],
  ['k'.repeat(128), true],
  ['k'.repeat(129), false],
  ['aws:x', false],
  ['AWS:x', false],
  ['awsome', true],
  [{ Ref: 'Later' }, true],
])('validates the format of the key %j', (Key, isValid) => {
  const errors = checkTags('TagKeyInvalid', [{ Key, Value: 'v' }]);

  expect(errors).toEqual(isValid ? [] : [expect.stringMatching(/^'Tags' but got "/)]);
});

test.each([
  [256, true],
  [257, false],
])('accepts values of up to 256 characters: %i', (length, isValid) => {
  const errors = checkTags('TagValueInvalid', [{ Key: 'k', Value: 'v'.repeat(length) }]);

  expect(errors).toEqual(isValid ? [] : [expect.stringMatching(/^'Tags' but got "v+/)]);
});

test('fails with duplicate keys', () => {
  expect(
    checkTags('DuplicateTagKeys', [
      { Key: 'k', Value: 'a' },
      { Key: 'l', Value: 'b' },
      { Key: 'k', Value: 'c' },
    ]),
  ).toEqual(['\'Tags\' but got "k" more than once']);
});

test('accepts unresolved tags', () => {
  const rules = ['TooManyTags', 'TagKeyInvalid', 'TagValueInvalid', 'DuplicateTagKeys'];

  expect(rules.flatMap((rule) => checkTags(rule, { Ref: 'Tags' }))).toEqual([]);
});
