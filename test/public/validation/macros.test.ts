import { ElastiCacheRules } from 'cdk-elasticache';

const INCLUDE = { Name: 'AWS::Include', Parameters: { Location: 's3://bucket/part.yaml' } };
const MACRO = { Name: 'Defaults' };

const GROUP = {
  ReplicationGroupDescription: 'demo',
  Engine: 'redis',
  EngineVersion: '7.1',
  CacheNodeType: 'cache.t4g.small',
  CacheSubnetGroupName: 'subnets',
  SecurityGroupIds: ['sg-11111111'],
  TransitEncryptionEnabled: true,
  NumCacheClusters: 1,
};

/** Checks a resource, and returns the ids of the rules that report errors. */
function listErrors(type: string, attributes: object, sections: object = {}): string[] {
  const Resources = { Resource: { Type: `AWS::ElastiCache::${type}`, ...attributes } };
  return ElastiCacheRules.checkTemplate({ AWSTemplateFormatVersion: '2010-09-09', ...sections, Resources })
    .filter(({ severity }) => severity === 'error')
    .map(({ ruleId }) => ruleId);
}

describe('properties that a macro can add are not missing', () => {
  test.each<[string, string, object]>([
    ['in a resource', 'CacheCluster', { 'Fn::Transform': INCLUDE }],
    ['in a resource with properties', 'CacheCluster', { 'Fn::Transform': MACRO, Properties: { Engine: 'redis' } }],
    ['in its properties', 'CacheCluster', { Properties: { Engine: 'redis', 'Fn::Transform': MACRO } }],
    [
      'in an element of a list',
      'ReplicationGroup',
      { Properties: { ...GROUP, LogDeliveryConfigurations: [{ LogType: 'slow-log', 'Fn::Transform': INCLUDE }] } },
    ],
    ['in a tag', 'ReplicationGroup', { Properties: { ...GROUP, Tags: [{ Key: 'a', 'Fn::Transform': MACRO }] } }],
    [
      'in an object',
      'ServerlessCache',
      {
        Properties: {
          ServerlessCacheName: 'cache',
          Engine: 'valkey',
          CacheUsageLimits: { DataStorage: { Maximum: 5, 'Fn::Transform': MACRO } },
        },
      },
    ],
  ])('%s', (_title, type, attributes) => {
    expect(listErrors(type, attributes)).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['a macro', 'Defaults'],
    ['a list with a macro', ['AWS::LanguageExtensions', 'Defaults']],
    ['a macro with parameters', { Name: 'Defaults', Parameters: { Stage: 'prod' } }],
    ['an included file', INCLUDE],
    ['an unknown name', { Ref: 'Macro' }],
  ])('in all resources of a template with %s', (_title, Transform) => {
    expect(listErrors('CacheCluster', { Properties: { Engine: 'redis' } }, { Transform })).toEqual([]);
  });
});

test.each(['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31'])('%s adds no properties to caches', (Transform) => {
  expect(listErrors('CacheCluster', { Properties: { Engine: 'redis' } }, { Transform })).toEqual([
    'CacheCluster.NodeTypeMissing',
    'CacheCluster.NodeCountMissing',
  ]);
});

test.each<[string, object, object]>([
  ['in a template with a macro', {}, { Transform: 'Defaults' }],
  ['in a resource with a macro in a list', { Tags: [{ Key: 'a', 'Fn::Transform': MACRO }] }, {}],
])('specified properties are validated %s', (_title, properties, sections) => {
  const Properties = { ...GROUP, ...properties, Port: 70000, AuthToken: 'short', UserGroupIds: ['group'] };

  expect(listErrors('ReplicationGroup', { Properties }, sections)).toEqual(
    expect.arrayContaining(['ReplicationGroup.PortOutOfRange', 'ReplicationGroup.AuthTokenConflictsWithUserGroup']),
  );
});

test('a resource without macros is validated in a template with a macro in another resource', () => {
  const Resources = {
    Cache: { Type: 'AWS::ElastiCache::CacheCluster', Properties: { Engine: 'redis' } },
    Other: { Type: 'AWS::ElastiCache::CacheCluster', 'Fn::Transform': MACRO },
  };

  expect(ElastiCacheRules.checkTemplate({ Resources }).map(({ ruleId }) => ruleId)).toEqual(
    expect.arrayContaining(['CacheCluster.NodeTypeMissing', 'CacheCluster.NodeCountMissing']),
  );
});
