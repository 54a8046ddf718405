import { ElastiCacheRules } from 'cdk-elasticache';

const CLUSTER = {
  ClusterName: 'sessions',
  Engine: 'redis',
  EngineVersion: '7.1',
  CacheNodeType: 'cache.t4g.small',
  NumCacheNodes: 1,
  CacheSubnetGroupName: 'subnets',
  VpcSecurityGroupIds: ['sg-1'],
};

const check = (properties: object, sections: object = {}) =>
  ElastiCacheRules.checkTemplate({
    ...sections,
    Resources: { Cache: { Type: 'AWS::ElastiCache::CacheCluster', Properties: { ...CLUSTER, ...properties } } },
  });

const PLACEHOLDERS = ['${self:custom.value}', '${file(./cache.yml):value, "default"}', '#{Other.Value}', '{{ value }}'];

describe.each(PLACEHOLDERS)('%s is not validated', (placeholder) => {
  test.each<[string, object]>([
    ['as a name', { ClusterName: `cache-${placeholder}-with-a-name-of-more-than-50-characters` }],
    ['as an engine', { Engine: placeholder }],
    ['as a version', { EngineVersion: placeholder }],
    ['as a node type', { CacheNodeType: placeholder }],
    ['as a number', { NumCacheNodes: placeholder }],
    ['as a reference', { CacheSubnetGroupName: placeholder }],
    ['as a list', { VpcSecurityGroupIds: placeholder }],
    ['as an element', { VpcSecurityGroupIds: [placeholder] }],
    ['in a function', { CacheNodeType: { 'Fn::Join': ['.', ['cache', placeholder, 'small']] } }],
    ['in the text of a function', { CacheNodeType: { 'Fn::Sub': `cache.${placeholder}.small` } }],
  ])('%s', (_, properties) => {
    expect(check(properties)).toEqual([]);
  });

  test('as a reference to the only subnet group', () => {
    const cluster = {
      Type: 'AWS::ElastiCache::CacheCluster',
      Properties: { ...CLUSTER, CacheSubnetGroupName: placeholder },
    };
    const Subnets = {
      Type: 'AWS::ElastiCache::SubnetGroup',
      Properties: { Description: 'subnets', SubnetIds: ['subnet-1', 'subnet-2'] },
    };

    expect(ElastiCacheRules.checkTemplate({ Resources: { Cluster: cluster, Subnets } })).toEqual([]);
  });

  test('as the default of a parameter', () => {
    const sections = { Parameters: { NodeType: { Type: 'String', Default: placeholder } } };

    expect(check({ CacheNodeType: { Ref: 'NodeType' } }, sections)).toEqual([]);
  });

  test('as an operand of a condition, which can be true or false', () => {
    const sections = { Conditions: { IsProd: { 'Fn::Equals': [placeholder, 'prod'] } } };
    const findings = check({ Port: { 'Fn::If': ['IsProd', 70000, 6379] } }, sections);

    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/This applies if condition 'IsProd' is true\.$/),
    ]);
  });
});

test('other values of a resource with placeholders are validated', () => {
  expect(check({ ClusterName: '${self:service}', Port: 70000 }).map(({ ruleId }) => ruleId)).toEqual([
    'CacheCluster.PortOutOfRange',
  ]);
});

test('a variable outside of Fn::Sub is validated', () => {
  expect(check({ CacheNodeType: '${NodeType}' }).map(({ ruleId }) => ruleId)).toEqual(['CacheCluster.NodeTypeInvalid']);
});
