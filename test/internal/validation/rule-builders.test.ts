import { createTemplateView } from './views';
import type { Rule } from '../../../src/validation/rule';
import {
  elementCount,
  elementQuota,
  formatAmount,
  formatValue,
  integerRange,
  isOneOf,
  dependentProperty,
  allowedValues,
  orderedLimits,
  requiredProperty,
  textFormat,
} from '../../../src/validation/rule-builders';

const METADATA = { id: 'Thing.Rule', property: 'Value', see: 'https://docs.aws.amazon.com' };

const check = (rule: Rule, properties: object) => rule.check(createTemplateView(properties));
const checkValue = (rule: Rule, value: unknown) => check(rule, { Value: value });

describe('requiredProperty', () => {
  const rule = requiredProperty(METADATA, 'Set it.');

  test.each([[undefined], [null]])('rejects %j', (value) => {
    expect(checkValue(rule, value)).toBe("'Value' is missing. Set it.");
  });

  test.each([['x'], [{ Ref: 'X' }]])('accepts %j', (value) => {
    expect(checkValue(rule, value)).toBeUndefined();
  });
});

describe('textFormat', () => {
  const rule = textFormat(METADATA, { min: 2, max: 3, pattern: /^a/ }, 'must be short');

  test.each([
    ['a', false],
    ['aa', true],
    ['aaa', true],
    ['aaaa', false],
    ['ba', false],
    [undefined, true],
  ])('limits the length and the pattern: %j', (value, isValid) => {
    expect(checkValue(rule, value) === undefined).toBe(isValid);
  });

  test('reports the value', () => {
    expect(checkValue(rule, 'bb')).toBe('\'Value\' must be short, but got "bb".');
  });

  test('reports the length of a text that is too short or too long', () => {
    expect(checkValue(rule, 'a')).toBe("'Value' must be short, but got 1 character.");
    expect(checkValue(rule, 'aaaa')).toBe("'Value' must be short, but got 4 characters.");
  });

  test('reports the fix', () => {
    expect(checkValue(textFormat(METADATA, { max: 1 }, 'must be short', 'Shorten it.'), 'aa')).toBe(
      "'Value' must be short, but got 2 characters. Shorten it.",
    );
  });

  test('accepts any text without limits', () => {
    expect(checkValue(textFormat(METADATA, {}, 'may be anything'), 'x')).toBeUndefined();
  });
});

describe('integerRange', () => {
  const rule = integerRange(METADATA, { min: 1, max: 1000, unit: 'days', zero: 'for no limit' });

  test.each([[0], [1], [1000], ['7'], [undefined], ['x'], [true]])('accepts %j', (value) => {
    expect(checkValue(rule, value)).toBeUndefined();
  });

  test.each([
    [1.5, '1.5. Use a whole number.'],
    [12345.6789, '12,345.6789. Use a whole number.'],
    [1001, "1,001. Set 'Value' to at most 1,000 days."],
    [-1, "-1. Set 'Value' to at least 1 day."],
  ])('rejects %j', (value, error) => {
    expect(checkValue(rule, value)).toBe(
      `'Value' must be a whole number from 1 to 1,000 days, or 0 for no limit, but got ${error}`,
    );
  });

  test('formats numbers without a unit without separators', () => {
    expect(checkValue(integerRange(METADATA, { min: 1, max: 65535 }), 65536)).toBe(
      "'Value' must be a whole number from 1 to 65535, but got 65536. Set 'Value' to at most 65535.",
    );
  });

  test('omits special values if there are none', () => {
    expect(checkValue(integerRange(METADATA, { min: 1, max: 2, unit: 'days' }), 3)).toBe(
      "'Value' must be a whole number from 1 to 2 days, but got 3. Set 'Value' to at most 2 days.",
    );
  });
});

describe('allowedValues', () => {
  test('lists the accepted values', () => {
    const checkOne = (...values: string[]) => checkValue(allowedValues(METADATA, values), 'x');

    expect(checkOne('a', 'b', 'c')).toBe('\'Value\' must be a, b, or c, but got "x". Use one of these values.');
    expect(checkOne('a', 'b')).toBe('\'Value\' must be a or b, but got "x". Use one of these values.');
    expect(checkOne('a')).toBe('\'Value\' must be a, but got "x". Use a.');
  });

  test.each([['a'], [undefined]])('accepts %j', (value) => {
    expect(checkValue(allowedValues(METADATA, ['a']), value)).toBeUndefined();
  });
});

test('isOneOf compares a property with several values', () => {
  expect(isOneOf(createTemplateView({ Value: 'a' }), 'Value', 'a', 'b')).toBe(true);
  expect(isOneOf(createTemplateView({}), 'Value', 'a')).toBe(false);
});

describe('elementCount', () => {
  test.each([
    [[], undefined],
    [[1, 2], undefined],
    [[1, 2, 3], "'Value' must contain at most 2 things, but got 3. Remove at least 1 thing."],
    [undefined, undefined],
    [{ Ref: 'X' }, undefined],
  ])('limits the number of elements: %j', (value, error) => {
    expect(checkValue(elementCount(METADATA, { max: 2, things: 'things' }), value)).toBe(error);
  });
});

describe('elementQuota', () => {
  const rule = elementQuota(METADATA, { quota: 2, things: 'things' });

  test.each([
    [[], undefined],
    [[1, 2], undefined],
    [
      [1, 2, 3],
      "'Value' should contain at most 2 things, the default quota, but got 3. Without a higher quota, the deployment fails. Request a quota increase before you deploy.",
    ],
    [undefined, undefined],
    [{ Ref: 'X' }, undefined],
  ])('compares the number of elements with the quota: %j', (value, warning) => {
    expect(checkValue(rule, value)).toBe(warning);
  });

  test('is a warning', () => {
    expect(rule.severity).toBe('warning');
  });
});

describe('orderedLimits', () => {
  const rule = orderedLimits({ ...METADATA, property: 'Least' }, 'Most', 'bytes');

  test.each([
    [1, 2],
    [2, 2],
    [2, 0],
    [0, 1],
    [undefined, 1],
    [{ Ref: 'X' }, 1],
  ])('accepts %j and %j', (Least, Most) => {
    expect(check(rule, { Least, Most })).toBeUndefined();
  });

  test('rejects a minimum that is larger than the maximum', () => {
    expect(check(rule, { Least: 2000, Most: 1000 })).toBe(
      "'Least' must not exceed 'Most', which is 1,000 bytes, but got 2,000 bytes. Reduce 'Least', or increase 'Most'.",
    );
  });
});

describe('dependentProperty', () => {
  const rule = dependentProperty(METADATA, 'Other', () => 'Set both.');

  test('rejects a property without the other one', () => {
    expect(check(rule, { Value: 1 })).toBe("'Value' requires 'Other'. Set both.");
  });

  test.each([[{ Value: 1, Other: 2 }], [{}]])('accepts %j', (properties) => {
    expect(check(rule, properties)).toBeUndefined();
  });
});

test('formats amounts with thousands separators and their unit', () => {
  expect([1, 999, 134_217_728].map((amount) => formatAmount(amount, 'bytes'))).toEqual([
    '1 byte',
    '999 bytes',
    '134,217,728 bytes',
  ]);
});

test('formats values as JSON, and truncates long ones', () => {
  expect(formatValue('x')).toBe('"x"');
  expect(formatValue(undefined)).toBe('undefined');
  expect(formatValue('x'.repeat(100))).toHaveLength(79);
});
