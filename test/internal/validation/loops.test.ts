import type { TemplateReport } from '../../../src/validation/validate-template';
import { createTemplateReport } from '../../../src/validation/validate-template';

const LOOP = (collection: unknown, type = 'AWS::ElastiCache::ServerlessCache') => [
  'Name',
  collection,
  { 'Cache${Name}': { Type: type, Properties: { ServerlessCacheName: { Ref: 'Name' }, Engine: 'bogus' } } },
];

/** Lists the resources with an invalid engine. */
function listInvalidCaches({ findings }: TemplateReport): string[] {
  return findings.filter(({ ruleId }) => ruleId === 'ServerlessCache.EngineInvalid').map(({ logicalId }) => logicalId);
}

test('validates the resources that loops create', () => {
  const report = createTemplateReport({ Resources: { 'Fn::ForEach::Caches': LOOP(['A', 'B']) } });

  expect(listInvalidCaches(report)).toEqual(['CacheA', 'CacheB']);
  expect(report.uncheckedResources).toEqual([]);
  expect(report.resourcePaths.get('CacheB')).toEqual(['Resources', 'Fn::ForEach::Caches', 2, 'Cache${Name}']);
});

test('uses the specified value of a parameter as the list of a loop', () => {
  const template = {
    Parameters: { Names: { Type: 'CommaDelimitedList' } },
    Resources: { 'Fn::ForEach::Caches': LOOP({ Ref: 'Names' }) },
  };

  const report = createTemplateReport(template, { parameters: new Map([['Names', 'C,D']]) });

  expect(listInvalidCaches(report)).toEqual(['CacheC', 'CacheD']);
});

test('lists the loops and resources with rules that are not validated', () => {
  const report = createTemplateReport({
    Parameters: { Names: { Type: 'CommaDelimitedList' } },
    Resources: {
      'Fn::ForEach::Caches': LOOP({ Ref: 'Names' }),
      'Fn::ForEach::Buckets': LOOP({ Ref: 'Names' }, 'AWS::S3::Bucket'),
      Included: { Type: 'AWS::ElastiCache::User', Properties: { 'Fn::Transform': { Name: 'AWS::Include' } } },
      IncludedBucket: { Type: 'AWS::S3::Bucket', Properties: { 'Fn::Transform': { Name: 'AWS::Include' } } },
      Looped: {
        Type: 'AWS::ElastiCache::SubnetGroup',
        Properties: { 'Fn::ForEach::Properties': ['Name', { Ref: 'Names' }, { '${Name}': 'value' }] },
      },
      Empty: { Type: 'AWS::ElastiCache::SubnetGroup' },
      Invalid: null,
    },
  });

  expect(report.uncheckedResources).toEqual(['Fn::ForEach::Caches', 'Included', 'Looped']);
  expect(new Set(report.findings.map(({ logicalId }) => logicalId))).toEqual(new Set(['Empty']));
});

test('does not validate parameters of a parameter group that an unknown loop creates', () => {
  const { findings, unresolvedPropertyCount } = createTemplateReport({
    Parameters: { Names: { Type: 'CommaDelimitedList' } },
    Resources: {
      Group: {
        Type: 'AWS::ElastiCache::ParameterGroup',
        Properties: {
          CacheParameterGroupFamily: 'valkey8',
          Description: 'demo',
          Properties: { bogus: 1, 'Fn::ForEach::Settings': ['Name', { Ref: 'Names' }, { '${Name}': 1 }] },
        },
      },
    },
  });

  expect(findings).toEqual([]);
  expect(unresolvedPropertyCount).toBe(1);
});

test.each([{ Resources: [1], Outputs: 'text' }, 'text', undefined])('accepts the invalid template %j', (template) => {
  expect(createTemplateReport(template)).toMatchObject({ findings: [], propertyCount: 0, uncheckedResources: [] });
});
