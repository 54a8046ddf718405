import * as fc from 'fast-check';
import { CASES, SUBJECT, createTemplate } from './cases';
import { evaluateRules } from '../../src/validation/evaluate-rules';
import { PropertyReader } from '../../src/validation/property-reader';
import { rule } from '../../src/validation/rule-builders';
import * as ruleSets from '../../src/validation/rule-sets';

const about = { id: 'Thing.Demand', property: 'Value', see: 'https://docs.aws.amazon.com' };

function told(type: string, properties: PropertyReader): string[] {
  const faults: string[] = [];
  evaluateRules(type, properties, (_, fault) => faults.push(fault));
  return faults;
}

/** What the rules say when each is asked, whatever was asked before. */
function toldByAll(type: string, properties: PropertyReader): string[] {
  return ruleSets.ruleSetOf(type).flatMap(({ check }) => check(properties) ?? []);
}

const EXAMPLES = CASES.flatMap((entry) =>
  [entry.invalid, entry.valid].map((example) => createTemplate(entry, example).Resources[SUBJECT]),
);
const TYPES = [...new Set(EXAMPLES.map(({ Type }) => Type as string))].sort();

describe.each(TYPES)('the rules of %s', (type) => {
  const given = EXAMPLES.filter(({ Type }) => Type === type).map(
    ({ Properties: properties }) => properties as Record<string, unknown>,
  );
  const properties = fc.constantFrom(...given);
  const source = fc.func(fc.constantFrom('one', 'other', 'later', 'none', 'noValue'));
  const mixed = fc
    .tuple(properties, properties, source)
    .map(([one, other, from]) =>
      Object.fromEntries(
        Object.keys({ ...one, ...other }).map((key) => [
          key,
          { one: one[key], other: other[key], later: { Ref: key }, none: undefined, noValue: { Ref: 'AWS::NoValue' } }[
            from(key)
          ],
        ]),
      ),
    );
  const inTurn = fc.array(fc.oneof(properties, mixed), { minLength: 2, maxLength: 12 });
  const reader = fc.option(fc.constant({}), { nil: undefined });

  test('say of one resource after the other what they say of each alone', () => {
    fc.assert(
      fc.property(inTurn, reader, (resources, names) => {
        for (const resource of resources) {
          for (const place of [{ account: '123456789012', region: 'us-gov-west-1' }, undefined]) {
            expect(told(type, new PropertyReader(resource, names, place))).toEqual(
              toldByAll(type, new PropertyReader(resource, names, place)),
            );
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('a rule', () => {
  let looks: unknown[];

  beforeEach(() => {
    looks = [];
    const demand = rule(about, 'there must be no x', (p) => {
      looks.push(p.raw('Value'));
      return JSON.stringify(p.resolved('Value'))?.includes('x') ? 'an x' : undefined;
    });
    jest.spyOn(ruleSets, 'ruleSetOf').mockReturnValue([demand]);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** The values that the rule looks at, one resource after the other of a type of their own. */
  function lookedAt(type: string, ...values: unknown[]): unknown[] {
    for (const [index, Value] of values.entries()) {
      told(type, new PropertyReader({ Value, Other: index }));
    }
    return looks;
  }

  test('is asked once about what stays the same', () => {
    expect(lookedAt('Same', 1, 1, 'a', 'a', undefined, null, true, [1], [1], { a: 1 }, { a: 1 })).toEqual([
      1,
      'a',
      undefined,
      true,
      [1],
      { a: 1 },
    ]);
    expect(
      lookedAt('Late', { Ref: 'A' }, '{{resolve:ssm:a}}', [{ Ref: 'A' }], ['{{resolve:ssm:a}}'], ['{{resolve:ssm:b}}']),
    ).toHaveLength(6 + 3);
  });

  test.each<[string, unknown, unknown]>([
    ['a reference and nothing', { Ref: 'X' }, { Ref: 'AWS::NoValue' }],
    ['what is known only later and its word', ['{{resolve:ssm:a}}'], ['late']],
    ['a list and a text that looks like it', ['a'], 'list "0" "a"'],
    ['an object and one with another key', { 'a "1" b': 2 }, { a: '1', b: 2 }],
    ['a number and its text', 1, '1'],
  ])('does not take one for the other: %s', (title, one, other) => {
    expect(lookedAt(title, one, other, one)).toHaveLength(3);
  });

  test('is asked again as long as it finds something', () => {
    expect(lookedAt('Fault', 'x', 'x', 'x')).toEqual(['x', 'x', 'x']);
  });

  test.each<[string, any, (value: any) => void]>([
    ['list', ['a'], (list) => list.push('x')],
    ['object', { a: 1 }, (object) => Object.assign(object, { x: 1 })],
    ['list of lists', [['a']], (list) => list[0].push('x')],
  ])('sees that a %s was changed after it was asked', (kind, value, change) => {
    const type = `Changed ${kind}`;
    expect(told(type, new PropertyReader({ Value: value }))).toEqual([]);
    change(value);
    expect(told(type, new PropertyReader({ Value: value }))).toEqual(['an x']);
  });

  test('knows of as many properties as there are', () => {
    const keys = Array.from({ length: 40 }, (_, index) => `Value${index}`);
    jest
      .spyOn(ruleSets, 'ruleSetOf')
      .mockReturnValue(
        keys.map((key) => rule(about, 'no x', (p) => (p.text(key) === 'x' ? `${key} is an x` : undefined))),
      );
    const all = (changed?: string) =>
      new PropertyReader(Object.fromEntries(keys.map((key) => [key, key === changed ? 'x' : 'a'])));

    expect(told('Many', all())).toEqual([]);
    expect(keys.flatMap((key) => told('Many', all(key)))).toEqual(keys.map((key) => `${key} is an x`));
  });
});
