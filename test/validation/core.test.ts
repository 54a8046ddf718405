import { CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { PropertyReader } from '../../src/validation/property-reader';
import {
  count,
  integer,
  isOneOf,
  needs,
  oneOf,
  ordered,
  required,
  rule,
  formatValue,
  text,
} from '../../src/validation/rule-builders';
import * as ruleSets from '../../src/validation/rule-sets';
import { validateProperties } from '../../src/validation/validate-construct';
import { annotationsOf, emptyStack } from '../util';

const about = { id: 'Thing.Demand', property: 'Value', see: 'https://docs.aws.amazon.com' };
const told = (check: { check(p: PropertyReader): string | undefined }, value: unknown) =>
  check.check(new PropertyReader({ Value: value }));

describe('properties', () => {
  test('are read by their paths in a template', () => {
    const p = new PropertyReader({ Engine: 'valkey', CacheUsageLimits: { DataStorage: { Minimum: 1 } } });

    expect([
      p.text('Engine'),
      p.number('CacheUsageLimits.DataStorage.Minimum'),
      p.name('Engine'),
      p.isConstruct,
    ]).toEqual(['valkey', 1, "'Engine'", false]);
  });

  test('are read by the same paths on their way into an L1 construct, and told by the names of props', () => {
    const p = new PropertyReader(
      {
        cacheUsageLimits: { ecpuPerSecond: { minimum: 1000 } },
        azMode: 'cross-az',
        authenticationMode: { Type: 'iam' },
      },
      { azMode: 'zones' },
    );

    expect([
      p.number('CacheUsageLimits.ECPUPerSecond.Minimum'),
      p.text('AZMode'),
      p.text('AuthenticationMode.Type'),
    ]).toEqual([1000, 'cross-az', 'iam']);
    expect([p.name('AZMode'), p.name('Engine'), p.isConstruct]).toEqual(["'zones'", "'Engine'", true]);
  });

  test.each([
    ['nothing', undefined, false],
    ['null', null, false],
    ['a reference', { Ref: 'X' }, true],
    ['a dynamic reference', '{{resolve:ssm:x}}', true],
    ['a value', 'x', true],
  ])('are there or not, known or not: %s', (_title, value, there) => {
    expect(new PropertyReader({ Value: value }).has('Value')).toBe(there);
  });

  test.each([
    ['below a reference', { Value: { Ref: 'X' } }, true],
    ['below a text', { Value: 'x' }, false],
    ['below nothing', {}, false],
    ['below null', { Value: null }, false],
  ])('are looked for no deeper than they are known: %s', (_title, values, there) => {
    const p = new PropertyReader(values);

    expect([p.has('Value.Inner'), p.resolved('Value.Inner')]).toEqual([there, undefined]);
  });

  test.each([
    ['x', 'x', undefined, undefined],
    ['3', '3', 3, undefined],
    [' ', ' ', undefined, undefined],
    [3, '3', 3, undefined],
    ['true', 'true', undefined, true],
    ['false', 'false', undefined, false],
    [true, 'true', undefined, true],
    [['x'], undefined, undefined, undefined],
    [{ Ref: 'X' }, undefined, undefined, undefined],
  ])('are taken as CloudFormation takes them: %j', (value, asText, asNumber, asFlag) => {
    const p = new PropertyReader({ Value: value });

    expect([p.text('Value'), p.number('Value'), p.flag('Value')]).toEqual([asText, asNumber, asFlag]);
  });

  test('are lists when their length is known', () => {
    expect(
      [['a'], { 'Fn::Split': [] }, 'a'].map((value) => new PropertyReader({ Value: value }).list('Value')),
    ).toEqual([['a'], undefined, undefined]);
  });
});

describe('the vocabulary', () => {
  test('demands that something is given', () => {
    const given = required(about, 'give it');

    expect([undefined, null, 'x', { Ref: 'X' }].map((value) => told(given, value))).toEqual([
      "'Value' must be given, got nothing; give it",
      "'Value' must be given, got nothing; give it",
      undefined,
      undefined,
    ]);
  });

  test('limits texts', () => {
    const limited = text(about, { min: 2, max: 3, pattern: /^a/ }, 'must be short');

    expect(['a', 'aa', 'aaa', 'aaaa', 'ba', undefined].map((value) => told(limited, value) === undefined)).toEqual([
      false,
      true,
      true,
      false,
      false,
      true,
    ]);
    expect(told(text(about, {}, 'may be anything'), 'x')).toBeUndefined();
    expect(told(limited, 'b')).toBe('\'Value\' must be short, got "b"');
  });

  test('limits whole numbers', () => {
    const days = integer(about, { min: 1, max: 1000, unit: 'days', or: [0] });

    expect([0, 1, 1000, '7', undefined].map((value) => told(days, value))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(['x', 1.5, 1001, -1, true].map((value) => told(days, value))).toEqual(
      ['"x"', '1.5', '1001', '-1', 'true'].map(
        (value) => `'Value' must be a whole number between 1 and 1,000 days or 0, got ${value}`,
      ),
    );
    expect(told(integer(about, { min: 1, max: 2, unit: 'days' }), 3)).toBe(
      "'Value' must be a whole number between 1 and 2 days, got 3",
    );
  });

  test('knows closed lists', () => {
    expect(told(oneOf(about, ['a', 'b']), 'c')).toBe('\'Value\' must be one of a, b, got "c"');
    expect(told(oneOf(about, ['a']), 'c')).toBe('\'Value\' must be a, got "c"');
    expect([told(oneOf(about, ['a']), 'a'), told(oneOf(about, ['a']), undefined)]).toEqual([undefined, undefined]);
    expect([
      isOneOf(new PropertyReader({ Value: 'a' }), 'Value', 'a', 'b'),
      isOneOf(new PropertyReader({}), 'Value', 'a'),
    ]).toEqual([true, false]);
  });

  test('counts', () => {
    expect(
      [[], [1], [1, 2, 3], undefined].map((value) => told(count(about, { min: 1, max: 2, things: 'things' }), value)),
    ).toEqual([
      "'Value' must hold 1 to 2 things, got 0",
      undefined,
      "'Value' must hold 1 to 2 things, got 3",
      undefined,
    ]);
    expect(told(count(about, { max: 1, things: 'things' }), [1, 2])).toBe("'Value' must hold at most 1 things, got 2");
  });

  test('compares a minimum with its maximum; 0 is no limit', () => {
    const order = ordered({ ...about, property: 'Least' }, 'Most');
    const check = (Least: unknown, Most: unknown) => order.check(new PropertyReader({ Least, Most }));

    expect([check(1, 2), check(2, 2), check(2, 0), check(0, 1), check(undefined, 1), check({ Ref: 'X' }, 1)]).toEqual(
      Array(6).fill(undefined),
    );
    expect(check(2000, 1000)).toBe("'Least' must not be larger than 'Most', got 2,000 and 1,000");
  });

  test('joins properties', () => {
    const joined = needs(about, 'Other', 'give it too');
    const check = (properties: object) => joined.check(new PropertyReader(properties));

    expect([check({ Value: 1 }), check({ Value: 1, Other: 2 }), check({})]).toEqual([
      "'Value' needs 'Other', got none; give it too",
      undefined,
      undefined,
    ]);
  });

  test('shows values, and cuts long ones', () => {
    expect([formatValue('x'), formatValue(undefined), formatValue('x'.repeat(100)).length]).toEqual([
      '"x"',
      'undefined',
      79,
    ]);
  });
});

describe('a check of a construct', () => {
  class Thing extends Construct {}
  const demands = [
    rule({ ...about, id: 'Thing.One' }, 'one', () => 'one is wrong'),
    rule({ ...about, id: 'Thing.Advice', severity: 'warning' }, 'advice', () => 'think again'),
    rule({ ...about, id: 'Thing.Fine' }, 'fine', () => undefined),
  ];
  const scope = () => new Thing(emptyStack(), 'Thing');

  beforeEach(() => {
    jest.spyOn(ruleSets, 'ruleSetOf').mockReturnValue(demands);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  test('tells the faults of the construct and those of the rules together', () => {
    expect(() => validateProperties(scope(), 'Thing', {}, { errors: ['two is wrong'] })).toThrow(
      "Thing 'Stack/Thing' cannot be built:\n  - two is wrong\n  - one is wrong",
    );
  });

  test('annotates advice, and faults that must not stop the synthesis', () => {
    const thing = scope();
    new CfnResource(thing, 'Resource', { type: 'AWS::SNS::Topic' }); // an empty template is no template to the newest CDK
    validateProperties(thing, 'Thing', {}, { annotatedRules: ['Thing.One'] });

    expect(annotationsOf(thing.node.scope as any, 'error')).toEqual(['one is wrong']);
    expect(annotationsOf(thing.node.scope as any, 'warning')).toEqual([
      'think again [ack: cdk-elasticache:Thing.Advice]',
    ]);
  });
});

test('there are no rules for types of other services', () => {
  expect(ruleSets.ruleSetOf('AWS::S3::Bucket')).toEqual([]);
});
