import { App, Stack } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { importVpc } from '../stacks';
import { CacheEngine, ElastiCacheRules, ServerlessCache } from 'cdk-elasticache';

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
