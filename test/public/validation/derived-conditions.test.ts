import { ElastiCacheRules } from 'cdk-elasticache';

const ref = (name: string) => ({ Ref: name });
const equals = (left: unknown, right: unknown) => ({ 'Fn::Equals': [left, right] });
const not = (condition: unknown) => ({ 'Fn::Not': [condition] });

/** The first part of a text with hyphens. */
const part = (index: number, source: unknown) => ({ 'Fn::Select': [index, { 'Fn::Split': ['-', source] }] });

const ENV = { Type: 'String', Default: 'dev' };

const MAPPINGS = {
  Stages: {
    dev: { Large: 'false', Multi: 'false' },
    test: { Large: 'true', Multi: 'false' },
    prod: { Large: 'true', Multi: 'true' },
  },
  Regions: { 'us-east-1': { Continent: 'America' }, 'eu-west-1': { Continent: 'Europe' } },
};

const lookUp = (...keys: unknown[]) => ({ 'Fn::FindInMap': keys });
const stage = (key: string) => lookUp('Stages', ref('Env'), key);

/** Checks a port that is invalid only if the conditions `A` and `B` are true. */
function listErrors(A: unknown, B: unknown, sections: object = {}, properties: object = {}): string[] {
  const template = {
    Parameters: { Env: ENV },
    Mappings: MAPPINGS,
    ...sections,
    Conditions: { A, B, Both: { 'Fn::And': [{ Condition: 'A' }, { Condition: 'B' }] } },
    Resources: {
      Group: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: {
          ReplicationGroupDescription: 'demo',
          Engine: 'redis',
          EngineVersion: '7.1',
          CacheNodeType: 'cache.t4g.small',
          CacheSubnetGroupName: 'subnets',
          SecurityGroupIds: ['sg-1'],
          TransitEncryptionEnabled: true,
          NumCacheClusters: 1,
          Port: { 'Fn::If': ['A', { 'Fn::If': ['B', 70000, 6379] }, 6379] },
          ...properties,
        },
      },
    },
  };
  return ElastiCacheRules.checkTemplate(template).map(({ ruleId }) => ruleId);
}

const ERROR = ['ReplicationGroup.PortOutOfRange'];

const parameter = (declaration: object) => ({ Parameters: { Env: { Type: 'String', ...declaration } } });

const list = (declaration: object) => ({ Parameters: { Zones: { Type: 'CommaDelimitedList', ...declaration } } });

const region = ref('AWS::Region');
const partition = ref('AWS::Partition');
const suffix = ref('AWS::URLSuffix');

test.each<[string, unknown, unknown, object?]>([
  ['keys of a mapping', equals(stage('Multi'), 'true'), not(equals(stage('Large'), 'true'))],
  [
    'no key of a mapping',
    equals(stage('Large'), 'true'),
    not(equals(stage('Multi'), 'true')),
    parameter({ AllowedValues: ['dev', 'prod'] }),
  ],
  [
    'two results of a mapping by Region',
    equals(lookUp('Regions', region, 'Continent'), 'America'),
    equals(region, 'eu-west-1'),
  ],
])('omits combinations of conditions with mappings that cannot occur: %s', (_title, A, B, sections = {}) => {
  expect(listErrors(A, B, sections)).toEqual([]);
});

test.each<[string, unknown, unknown, object?]>([
  ['two parts of the Region', equals(part(0, region), 'us'), equals(part(0, region), 'eu')],
  ['a part and the Region', equals(part(0, region), 'us'), equals(region, 'eu-west-1')],
])('omits combinations of conditions with parts of the Region that cannot occur: %s', (_title, A, B, sections = {}) => {
  expect(listErrors(A, B, sections)).toEqual([]);
});

test.each<[string, unknown, unknown, object?]>([
  [
    'two texts of Fn::Sub',
    equals({ 'Fn::Sub': '${Env}-${AWS::Region}' }, 'dev-us-east-1'),
    equals({ 'Fn::Sub': '${Env}-${AWS::Region}' }, 'prod-us-east-1'),
  ],
  [
    'a text of Fn::Sub with variables',
    equals({ 'Fn::Sub': ['${ E }-${!x}', { E: ref('Env') }] }, 'dev-${x}'),
    not(equals(ref('Env'), 'dev')),
  ],
  [
    'two texts of Fn::Join',
    equals({ 'Fn::Join': ['-', [ref('Env'), 'cache']] }, 'prod-cache'),
    equals({ 'Fn::Join': ['-', [ref('Env'), 'cache']] }, 'dev-cache'),
  ],
  [
    'a text without its delimiter',
    equals({ 'Fn::Join': ['', { 'Fn::Split': ['-', ref('Env')] }] }, 'prod1'),
    equals(ref('Env'), 'dev'),
  ],
  ['a part with the delimiter', equals(part(0, ref('Env')), 'x-'), not(equals(ref('Env'), 'dev'))],
  ['one parameter twice', equals({ 'Fn::Join': ['', [ref('Env'), ref('Env')]] }, 'xy'), not(equals(ref('Env'), 'dev'))],
  [
    'an element of a list of functions',
    equals({ 'Fn::Select': ['1', ['x', ref('Env')]] }, 'prod'),
    equals(ref('Env'), 'test'),
  ],
])('omits combinations of conditions with texts that cannot occur: %s', (_title, A, B, sections = {}) => {
  expect(listErrors(A, B, sections)).toEqual([]);
});

test.each<[string, unknown, unknown, object?]>([
  ['two imported values', equals({ 'Fn::ImportValue': 'mode' }, 'a'), equals('b', { 'Fn::ImportValue': 'mode' })],
  ['a partition and a Region', equals(partition, 'aws-cn'), equals(region, 'us-east-1')],
  ['a Region and another partition', equals(region, 'cn-north-1'), not(equals(partition, 'aws-cn'))],
  ['a domain and a Region', equals(suffix, 'amazonaws.com.cn'), equals(region, 'us-east-1')],
  ['a domain and a partition', equals(suffix, 'amazonaws.com.cn'), equals(partition, 'aws')],
])('omits combinations of conditions with pseudo parameters that cannot occur: %s', (_title, A, B, sections = {}) => {
  expect(listErrors(A, B, sections)).toEqual([]);
});

test.each<[string, unknown, unknown, object?]>([
  [
    'values outside a pattern',
    not(equals(ref('Env'), 'dev')),
    not(equals(ref('Env'), 'prod')),
    parameter({ Default: 'dev', AllowedPattern: '^(dev|prod)$' }),
  ],
  [
    'numbers outside limits',
    not(equals(ref('Env'), '1')),
    not(equals(ref('Env'), '2')),
    parameter({ Type: 'Number', Default: 1, MinValue: 1, MaxValue: 2 }),
  ],
])('omits combinations of conditions with limited parameters that cannot occur: %s', (_title, A, B, sections = {}) => {
  expect(listErrors(A, B, sections)).toEqual([]);
});

test.each<[string, unknown, unknown, object?]>([
  [
    'an empty list and one of its elements',
    equals({ 'Fn::Join': ['', ref('Zones')] }, ''),
    equals({ 'Fn::Select': [0, ref('Zones')] }, 'a'),
    list({}),
  ],
  [
    'two lengths of a list',
    equals({ 'Fn::Length': ref('Zones') }, 2),
    equals({ 'Fn::Length': ref('Zones') }, 3),
    list({ Default: 'a' }),
  ],
])('omits combinations of conditions with lists that cannot occur: %s', (_title, A, B, sections = {}) => {
  expect(listErrors(A, B, sections)).toEqual([]);
});

test.each<[string, unknown, unknown, object?]>([
  ['results of one key of a mapping', equals(stage('Large'), 'true'), not(equals(stage('Multi'), 'true'))],
  [
    'a key of a mapping with a default',
    equals(lookUp('Stages', ref('Env'), 'Large', { DefaultValue: 'true' }), 'true'),
    equals(ref('Env'), 'other'),
  ],
  [
    'a key of a mapping in the second place',
    equals(lookUp('Stages', 'prod', ref('Env')), 'true'),
    equals(ref('Env'), 'Multi'),
    parameter({}),
  ],
])('finds combinations of conditions with mappings that can occur: %s', (_title, A, B, sections = {}) => {
  expect(listErrors(A, B, sections)).toEqual(ERROR);
});

test.each<[string, unknown, unknown, object?]>([
  ['parts of the Region', equals(part(0, region), 'us'), equals(part(1, region), 'west')],
  ['a part of a parameter', equals(part(1, ref('Env')), 'cache'), not(equals(ref('Env'), 'dev'))],
])('finds combinations of conditions with parts of the Region that can occur: %s', (_title, A, B, sections = {}) => {
  expect(listErrors(A, B, sections)).toEqual(ERROR);
});

test.each<[string, unknown, unknown, object?]>([
  ['a text of Fn::Sub', equals({ 'Fn::Sub': '${Env}-${AWS::Region}' }, 'prod-us-east-1'), equals(region, 'us-east-1')],
  ['a joined text', equals({ 'Fn::Join': ['-', [ref('Env'), 'cache']] }, 'prod-cache'), not(equals(ref('Env'), 'dev'))],
  [
    'a text without its delimiter',
    equals({ 'Fn::Join': ['', { 'Fn::Split': ['-', ref('Env')] }] }, 'prod'),
    not(equals(ref('Env'), 'dev')),
  ],
  [
    'an element of a list of functions',
    equals({ 'Fn::Select': ['1', ['x', ref('Env')]] }, 'prod'),
    not(equals(ref('Env'), 'dev')),
  ],
])('finds combinations of conditions with texts that can occur: %s', (_title, A, B, sections = {}) => {
  expect(listErrors(A, B, sections)).toEqual(ERROR);
});

test.each<[string, unknown, unknown, object?]>([
  ['a partition and one of its Regions', equals(partition, 'aws-cn'), equals(region, 'cn-north-1')],
  ['a partition and its domain', equals(partition, 'aws-us-gov'), equals(suffix, 'amazonaws.com')],
])('finds combinations of conditions with pseudo parameters that can occur: %s', (_title, A, B, sections = {}) => {
  expect(listErrors(A, B, sections)).toEqual(ERROR);
});

test.each<[string, unknown, unknown, object?]>([
  [
    'values of an open pattern',
    not(equals(ref('Env'), 'dev')),
    not(equals(ref('Env'), 'prod')),
    parameter({ Default: 'dev', AllowedPattern: '(dev|prod)\\d*' }),
  ],
  [
    'numbers within limits',
    not(equals(ref('Env'), '1')),
    not(equals(ref('Env'), '2')),
    parameter({ Type: 'Number', Default: 1, MinValue: 1, MaxValue: 3 }),
  ],
  [
    'numbers with one limit',
    not(equals(ref('Env'), '1')),
    not(equals(ref('Env'), '2')),
    parameter({ Type: 'Number', Default: 1, MinValue: 1 }),
  ],
])('finds combinations of conditions with limited parameters that can occur: %s', (_title, A, B, sections = {}) => {
  expect(listErrors(A, B, sections)).toEqual(ERROR);
});

test.each<[string, unknown, unknown, object?]>([
  [
    'the joined elements of a list',
    equals({ 'Fn::Join': [',', ref('Zones')] }, 'a,b'),
    equals({ 'Fn::Select': [1, ref('Zones')] }, 'b'),
    list({ Default: 'a' }),
  ],
  [
    'an element of a list',
    equals({ 'Fn::Select': [1, ref('Zones')] }, 'b'),
    not(equals({ 'Fn::Select': [0, ref('Zones')] }, 'a')),
    list({ Default: 'a,c' }),
  ],
  [
    'a length of a list',
    equals({ 'Fn::Length': ref('Zones') }, 2),
    not(equals({ 'Fn::Select': [0, ref('Zones')] }, 'a')),
    list({ Default: 'a' }),
  ],
  [
    'an imported value and another',
    equals({ 'Fn::ImportValue': 'mode' }, 'a'),
    equals({ 'Fn::ImportValue': 'other' }, 'b'),
  ],
])('finds combinations of conditions with lists that can occur: %s', (_title, A, B, sections = {}) => {
  expect(listErrors(A, B, sections)).toEqual(ERROR);
});

test('limits a parameter to the keys of a mapping that every deployment reads', () => {
  const [A, B] = [not(equals(ref('Env'), 'dev')), not(equals(ref('Env'), 'prod'))];
  const Mappings = { Ports: { dev: { Count: 1 }, prod: { Count: 1 } } };
  const NumCacheClusters = lookUp('Ports', ref('Env'), 'Count');

  expect(listErrors(A, B, { Mappings }, { NumCacheClusters })).toEqual([]);
  expect(listErrors(A, B, { Mappings }, { NumCacheClusters: { 'Fn::If': ['Both', 1, NumCacheClusters] } })).toEqual(
    ERROR,
  );
});

test('omits values whose part is not a key of a mapping', () => {
  const isNot = (text: string) => not(equals(part(0, ref('Env')), text));
  const mapped = equals(lookUp('Stages', part(0, ref('Env')), 'Multi'), 'true');
  const A = { 'Fn::And': [isNot('dev'), isNot('test'), isNot('prod')] };
  const other = parameter({ Default: 'dev-1' });

  expect(listErrors({ 'Fn::And': [{ 'Fn::Or': [mapped, not(mapped)] }, A] }, equals('a', 'a'), other)).toEqual([]);
  expect(listErrors(A, equals('a', 'a'), other)).toEqual(ERROR);
});

test('validates resources if no value is a key of the mapping', () => {
  const A = equals(lookUp('Stages', ref('Env'), 'Multi'), 'true');

  expect(listErrors(A, equals('a', 'a'), parameter({ AllowedValues: ['other'] }))).toEqual(ERROR);
});

test('evaluates a pattern that only Java supports as a pattern of any texts', () => {
  const [A, B] = [not(equals(ref('Env'), 'dev')), not(equals(ref('Env'), 'prod'))];

  expect(listErrors(A, B, parameter({ Default: 'dev', AllowedPattern: '(?i)(dev|prod)' }))).toEqual(ERROR);
});

test('applies the pattern of a list to each element', () => {
  const A = equals({ 'Fn::Join': [',', ref('Zones')] }, 'a,b');

  expect(listErrors(A, equals('a', 'a'), list({ Default: 'a', AllowedPattern: '[a-z]' }))).toEqual(ERROR);
});
