import { checkRule } from './check-resources';

const tags = (rule: string, Tags: unknown) =>
  checkRule(`UserGroup.${rule}`, {
    Group: ['UserGroup', { UserGroupId: 'team', Engine: 'valkey', UserIds: ['app'], Tags }],
  });

test.each([
  [50, []],
  [51, ["'Tags' must hold at most 50 tags, got 51"]],
])('of %i', (size, faults) => {
  expect(
    tags(
      'TagCount',
      Array.from({ length: size }, (_, index) => ({ Key: `k${index}`, Value: '' })),
    ),
  ).toEqual(faults);
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
])('with the key %j', (Key, valid) => {
  const faults = tags('TagKeyForm', [{ Key, Value: 'v' }]);

  expect(faults).toEqual(
    valid
      ? []
      : [expect.stringMatching(/^'Tags' must have keys of 1 to 128 characters that do not begin with aws:, got "/)],
  );
});

test.each([
  [256, true],
  [257, false],
])('with a value of %i characters', (length, valid) => {
  expect(tags('TagValueForm', [{ Key: 'k', Value: 'v'.repeat(length) }])).toEqual(
    valid ? [] : [expect.stringMatching(/^'Tags' must have values of at most 256 characters, got "v+/)],
  );
});

test('with the same key twice', () => {
  expect(
    tags('TagKeysDistinct', [
      { Key: 'k', Value: 'a' },
      { Key: 'l', Value: 'b' },
      { Key: 'k', Value: 'c' },
    ]),
  ).toEqual(['\'Tags\' must have different keys, got "k" more than once']);
});

test('that are known only later', () => {
  expect(
    ['TagCount', 'TagKeyForm', 'TagValueForm', 'TagKeysDistinct'].flatMap((rule) => tags(rule, { Ref: 'Tags' })),
  ).toEqual([]);
});
