import { ElastiCacheRules } from 'cdk-elasticache';

const SUBNET_GROUP = {
  Type: 'AWS::ElastiCache::SubnetGroup',
  Properties: { Description: 'sessions', SubnetIds: ['subnet-0123456789abcdef0'] },
};

/** Validates a complete template, and summarizes each finding: `error Group Resource.KeyMisspelled Propertes`. */
const check = (Resources: object, sections: object = {}) =>
  ElastiCacheRules.checkTemplate({ AWSTemplateFormatVersion: '2010-09-09', ...sections, Resources }).map(
    ({ severity, logicalId, ruleId, propertyPath }) => `${severity} ${logicalId} ${ruleId} ${propertyPath}`,
  );

/** Returns the rules and the fixes for a key of a subnet group. */
const checkKey = (key: string, value: unknown) =>
  ElastiCacheRules.checkTemplate({ Resources: { Group: { ...SUBNET_GROUP, [key]: value } } }).map(
    ({ ruleId, message }) => `${ruleId}: ${message.slice(message.indexOf('. ') + 2)}`,
  );

const TYPE_MISSING = ['error Other Resource.TypeMissing Type'];

describe('a resource without a type', () => {
  test.each<[string, unknown]>([
    ['only properties', { Properties: { Name: 'a' } }],
    ['an unknown key', { Propertiess: 1 }],
    ['no keys', {}],
    ['no value', null],
    ['a text', 'AWS::SNS::Topic'],
    ['a list', ['AWS::SNS::Topic']],
    ['a list as its type', { Type: ['AWS::ElastiCache::SubnetGroup'], Properties: {} }],
    ['a number as its type', { Type: 5 }],
    ['a reference as its type', { Type: { Ref: 'Type' } }],
  ])('is an error: %s', (_, Other) => {
    expect(check({ Group: SUBNET_GROUP, Other })).toEqual(TYPE_MISSING);
  });

  test.each([
    [null, "'Other' must be an object with the type of the resource, but got null."],
    [{ Type: [] }, "'Type' must be a string, but got []."],
    [{}, "'Type' is missing, but"],
  ])('is described: %j', (Other, message) => {
    const template = { AWSTemplateFormatVersion: '2010-09-09', Resources: { Other } };

    expect(ElastiCacheRules.checkTemplate(template).map((finding) => finding.message)).toEqual([
      expect.stringContaining(message),
    ]);
  });

  test('does not prevent the validation of references', () => {
    const Group = { ...SUBNET_GROUP, Condition: 'IsProd', DependsOn: 'Nothing' };

    expect(check({ Group, Other: { Properties: {} } })).toEqual([
      'error Group Resource.ReferenceUndefined DependsOn',
      'error Group Resource.ConditionUndefined Condition',
      ...TYPE_MISSING,
    ]);
  });

  test('can be referenced', () => {
    const Group = { ...SUBNET_GROUP, Properties: { ...SUBNET_GROUP.Properties, Description: { Ref: 'Other' } } };

    expect(check({ Group, Other: { Properties: {} } })).toEqual(TYPE_MISSING);
  });

  test.each<[string, object, object]>([
    ['a template without a format version', {}, { AWSTemplateFormatVersion: undefined }],
    ['a template with a macro', {}, { Transform: 'AddTypes' }],
    ['a resource with a macro', { 'Fn::Transform': { Name: 'AddTypes' } }, {}],
  ])('can get its type from another tool or a macro: %s', (_, Other, sections) => {
    expect(check({ Group: SUBNET_GROUP, Other }, sections)).toEqual([]);
  });

  test('is an error in a template with a loop that can be expanded', () => {
    const loop = ['Name', ['A', 'B'], { 'Group${Name}': { Properties: {} } }];

    expect(check({ 'Fn::ForEach::Groups': loop }, { Transform: 'AWS::LanguageExtensions' })).toEqual([
      'error GroupA Resource.TypeMissing Type',
      'error GroupB Resource.TypeMissing Type',
    ]);
  });
});

describe('a misspelled key', () => {
  test.each([
    ['Conditon', 'IsProd', "Resource.KeyMisspelled: Did you mean 'Condition'?"],
    ['dependsOn', 'Topic', "Resource.KeyMisspelled: Use 'DependsOn'."],
    ['UpdatesReplacePolicy', 'Retain', "Resource.KeyMisspelled: Did you mean 'UpdateReplacePolicy'?"],
  ])('is an error: %s', (key, value, message) => {
    expect(checkKey(key, value)).toEqual([message]);
  });

  test('is an error if it is a property', () => {
    expect(checkKey('Tags', [])).toEqual(["Resource.KeyMisspelled: Move it to 'Properties'."]);
  });

  test('of the type is an error, also in a fragment', () => {
    const { Type, ...rest } = SUBNET_GROUP;

    expect(check({ Group: { Typ: Type, ...rest } }, { AWSTemplateFormatVersion: undefined })).toEqual([
      'error Group Resource.KeyMisspelled Typ',
    ]);
    expect(check({ Group: { Typ: Type, ...rest } })).toEqual(['error Group Resource.KeyMisspelled Typ']);
  });

  test('does not cause errors of missing properties', () => {
    const { Type, Properties } = SUBNET_GROUP;

    expect(check({ Group: { Type, Propertes: Properties } })).toEqual(['error Group Resource.KeyMisspelled Propertes']);
    expect(check({ Group: { Type, properties: { ...Properties, SubnetIds: [] } } })).toEqual([
      'error Group Resource.KeyMisspelled properties',
      'error Group SubnetGroup.SubnetCountOutOfRange SubnetIds',
    ]);
  });
});

test('an unknown key causes a warning', () => {
  expect(check({ Group: { ...SUBNET_GROUP, Comment: 'sessions' } })).toEqual([
    'warning Group Resource.KeyUnknown Comment',
  ]);
});

test.each<[string, object]>([
  [
    'the keys of CloudFormation',
    { DependsOn: 'Other', Metadata: {}, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain', UpdatePolicy: {} },
  ],
  ['the keys of AWS SAM', { Connectors: {}, IgnoreGlobals: '*' }],
  ['a key of a macro', { 'Fn::Transform': { Name: 'AddKeys' }, Comment: 'sessions' }],
])('accepts %s', (_, keys) => {
  expect(check({ Group: { ...SUBNET_GROUP, ...keys }, Other: { Type: 'AWS::SNS::Topic', Comment: 'a' } })).toEqual([]);
});
