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

test.each([
  ['UserGroup', { UserGroupId: 'team', Engine: 'valkey', UserIds: ['app'] }, ['Key']],
  ['SubnetGroup', { Description: 'caches', SubnetIds: ['subnet-1'] }, ['Key', 'Value']],
])('requires the keys that the schema of the type requires: %s', (type, properties, requiredKeys) => {
  const check = (tag: unknown) => checkRule(`${type}.TagIncomplete`, { Thing: [type, { ...properties, Tags: [tag] }] });

  expect(check({ Value: 'v' })).toEqual(["'Tags'"]);
  expect(check({ Key: 'k' })).toEqual(requiredKeys.includes('Value') ? ["'Tags'"] : []);
  expect(check({ Key: 'k', Value: '' })).toEqual([]);
  expect(check({ key: 'k', value: 'v' })).toEqual([]);
  expect(check({ Key: { Ref: 'Later' }, Value: { Ref: 'Later' } })).toEqual([]);
  expect(check({ 'Fn::If': ['Later', { Key: 'k', Value: 'v' }, { Ref: 'AWS::NoValue' }] })).toEqual([]);
  expect(check('k=v')).toEqual([]);
});

test('accepts unresolved tags', () => {
  const rules = ['TooManyTags', 'TagKeyInvalid', 'TagValueInvalid', 'DuplicateTagKeys', 'TagIncomplete'];

  expect(rules.flatMap((rule) => checkTags(rule, { Ref: 'Tags' }))).toEqual([]);
});
