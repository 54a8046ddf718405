import * as fc from 'fast-check';
import { PROPERTY_SEED } from '../util';
import { CASES, SUBJECT, createTemplate } from './cases';
import { evaluateRules } from '../../src/validation/evaluate-rules';
import { PropertyReader } from '../../src/validation/property-reader';
import { rule } from '../../src/validation/rule-builders';
import * as ruleSets from '../../src/validation/rule-sets';

const METADATA = { id: 'Thing.Rule', property: 'Value', see: 'https://docs.aws.amazon.com' };

function evaluate(type: string, properties: PropertyReader): string[] {
  const errors: string[] = [];
  evaluateRules(type, properties, (_, error) => errors.push(error));
  return errors;
}

/** Evaluates every rule, without the cache. */
function evaluateWithoutCache(type: string, properties: PropertyReader): string[] {
  return ruleSets.getRuleSet(type).flatMap(({ check }) => check(properties) ?? []);
}

const RESOURCES = CASES.flatMap((testCase) =>
  [testCase.invalid, testCase.valid].map((example) => createTemplate(testCase, example).Resources[SUBJECT]),
);
const TYPES = [...new Set(RESOURCES.map(({ Type }) => Type as string))].sort();

describe.each(TYPES)('the rules of %s', (type) => {
  const examples = RESOURCES.filter(({ Type }) => Type === type).map(
    ({ Properties: properties }) => properties as Record<string, unknown>,
  );
  const properties = fc.constantFrom(...examples);
  const source = fc.func(fc.constantFrom('one', 'other', 'reference', 'none', 'noValue'));
  const mixedProperties = fc.tuple(properties, properties, source).map(([one, other, sourceOf]) =>
    Object.fromEntries(
      Object.keys({ ...one, ...other }).map((key) => {
        const values = {
          one: one[key],
          other: other[key],
          reference: { Ref: key },
          none: undefined,
          noValue: { Ref: 'AWS::NoValue' },
        };
        return [key, values[sourceOf(key)]];
      }),
    ),
  );
  const resources = fc.array(fc.oneof(properties, mixedProperties), { minLength: 2, maxLength: 12 });
  const propNames = fc.constantFrom(() => ({}), undefined);
  const environments = [{ account: '123456789012', region: 'us-gov-west-1' }, undefined];

  test('report the same errors with and without the cache', () => {
    fc.assert(
      fc.property(resources, propNames, (sequence, names) => {
        for (const resource of sequence) {
          for (const environment of environments) {
            expect(evaluate(type, new PropertyReader(resource, names, environment))).toEqual(
              evaluateWithoutCache(type, new PropertyReader(resource, names, environment)),
            );
          }
        }
      }),
      { numRuns: 100, seed: PROPERTY_SEED },
    );
  });
});

describe('a rule', () => {
  let evaluatedValues: unknown[];

  beforeEach(() => {
    evaluatedValues = [];
    const noX = rule(METADATA, 'there must be no x', (p) => {
      evaluatedValues.push(p.raw('Value'));
      return JSON.stringify(p.resolved('Value'))?.includes('x') ? 'an x' : undefined;
    });
    jest.spyOn(ruleSets, 'getRuleSet').mockReturnValue([noX]);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** Evaluates the rule for a sequence of values, and returns the values for which it was not cached. */
  function evaluateValues(type: string, ...values: unknown[]): unknown[] {
    for (const [index, Value] of values.entries()) {
      evaluate(type, new PropertyReader({ Value, Other: index }));
    }
    return evaluatedValues;
  }

  test('is evaluated once for equal values', () => {
    expect(evaluateValues('Equal', 1, 1, 'a', 'a', undefined, null, true, [1], [1], { a: 1 }, { a: 1 })).toEqual([
      1,
      'a',
      undefined,
      true,
      [1],
      { a: 1 },
    ]);
  });

  test('is evaluated once for unresolved values that only differ in their text', () => {
    expect(
      evaluateValues(
        'Unresolved',
        { Ref: 'A' },
        '{{resolve:ssm:a}}',
        [{ Ref: 'A' }],
        ['{{resolve:ssm:a}}'],
        ['{{resolve:ssm:b}}'],
      ),
    ).toHaveLength(3);
  });

  test.each<[string, unknown, unknown]>([
    ['a reference and AWS::NoValue', { Ref: 'X' }, { Ref: 'AWS::NoValue' }],
    ['an unresolved element and its fingerprint', ['{{resolve:ssm:a}}'], ['unresolved']],
    ['a list and a text that looks like it', ['a'], 'list "0" "a"'],
    ['an object and one with another key', { 'a "1" b': 2 }, { a: '1', b: 2 }],
    ['a number and its text', 1, '1'],
  ])('distinguishes %s', (title, one, other) => {
    expect(evaluateValues(title, one, other, one)).toHaveLength(3);
  });

  test('is evaluated again after it has reported an error', () => {
    expect(evaluateValues('Error', 'x', 'x', 'x')).toEqual(['x', 'x', 'x']);
  });

  test.each<[string, any, (value: any) => void]>([
    ['list', ['a'], (list) => list.push('x')],
    ['object', { a: 1 }, (object) => Object.assign(object, { x: 1 })],
    ['list of lists', [['a']], (list) => list[0].push('x')],
  ])('is evaluated again when the same %s was modified', (kind, value, modify) => {
    const type = `Modified ${kind}`;

    expect(evaluate(type, new PropertyReader({ Value: value }))).toEqual([]);
    modify(value);
    expect(evaluate(type, new PropertyReader({ Value: value }))).toEqual(['an x']);
  });

  test('is evaluated again when one of many properties has changed', () => {
    const keys = Array.from({ length: 40 }, (_, index) => `Value${index}`);
    jest
      .spyOn(ruleSets, 'getRuleSet')
      .mockReturnValue(
        keys.map((key) => rule(METADATA, 'no x', (p) => (p.text(key) === 'x' ? `${key} is an x` : undefined))),
      );
    const readerWith = (changedKey?: string) =>
      new PropertyReader(Object.fromEntries(keys.map((key) => [key, key === changedKey ? 'x' : 'a'])));

    expect(evaluate('Many', readerWith())).toEqual([]);
    expect(keys.flatMap((key) => evaluate('Many', readerWith(key)))).toEqual(keys.map((key) => `${key} is an x`));
  });
});
