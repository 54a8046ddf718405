import { App, Stack } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import { PROPERTIES } from '../../../src/service-data/resource-properties';
import { errorsOf } from '../messages';
import { PROPERTY_SEED } from '../property-seed';
import { importVpc } from '../stacks';
import { CacheEngine, ElastiCacheRules, ServerlessCache } from 'cdk-elasticache';

// The names of properties in these templates can contain quotes.
jest.unmock('../../../src/validation/schema');

const CACHE = 'AWS::ElastiCache::ServerlessCache';

/** The properties of `Object.prototype`, which a table of known values must not be searched for. */
const INHERITED_KEYS = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__proto__', 'isPrototypeOf'];

const INVALID_PROPERTIES = { ServerlessCacheName: 'cache', Engine: 'valkey', SnapshotRetentionLimit: 99 };

const listRuleIds = (Properties: object, Type = CACHE) =>
  ElastiCacheRules.checkTemplate({ Resources: { Resource: { Type, Properties } } }).map(({ ruleId }) => ruleId);

describe.each(INHERITED_KEYS)('the value %s', (key) => {
  test.each([
    ['Engine', 'ServerlessCache.EngineInvalid'],
    ['NetworkType', 'ServerlessCache.NetworkTypeInvalid'],
    ['ConnectionType', 'ServerlessCache.ConnectionTypeInvalid'],
    ['MajorEngineVersion', 'ServerlessCache.VersionInvalid'],
  ])('is no %s', (property, ruleId) => {
    expect(listRuleIds({ ...INVALID_PROPERTIES, [property]: key })).toEqual(
      expect.arrayContaining([ruleId, 'ServerlessCache.RetentionOutOfRange']),
    );
  });

  test('is no engine of a construct', () => {
    const stack = new Stack(new App(), 'Stack');
    const create = () =>
      new ServerlessCache(stack, 'Cache', {
        vpc: importVpc(stack),
        engine: CacheEngine.of(key, '8'),
        backup: { backupRetentionLimit: 99 },
      });

    expect(errorsOf(create)).toEqual(
      expect.arrayContaining([
        "'engine' ServerlessCache.EngineInvalid",
        "'backup.backupRetentionLimit' ServerlessCache.RetentionOutOfRange",
      ]),
    );
  });
});

test('a template is checked completely after a hostile one', () => {
  const before = listRuleIds(INVALID_PROPERTIES);
  listRuleIds({ ...INVALID_PROPERTIES, Engine: 'constructor', MajorEngineVersion: 'constructor' });

  expect(listRuleIds(INVALID_PROPERTIES)).toEqual(before);
  expect(before).toContain('ServerlessCache.RetentionOutOfRange');
});

test('any value of any property is checked without an exception', () => {
  const text = fc.oneof(
    fc.constantFrom(...INHERITED_KEYS, 'Ref', 'Fn::GetAtt', 'Fn::Join', 'Fn::Sub', ''),
    fc.string(),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(text, tie('value'), { maxKeys: 2, noNullPrototype: false }),
    ),
  }));
  const resource = fc.constantFrom(...Object.keys(PROPERTIES)).chain((Type) =>
    fc.record({
      Type: fc.constant(Type),
      Properties: fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(PROPERTIES[Type])), text), value, {
        maxKeys: 8,
      }),
    }),
  );

  fc.assert(
    fc.property(fc.dictionary(text, resource, { maxKeys: 4 }), (Resources) => {
      expect(Array.isArray(ElastiCacheRules.checkTemplate({ Resources }))).toBe(true);
    }),
    { seed: PROPERTY_SEED, numRuns: 5000 },
  );
});
