import { createTemplate } from './create-template';
import type { Template } from '../../../src/validation/template';

/** Lists the used attributes of a resource with the entries that use them. */
const listUsers = (template: Template, logicalId: string) =>
  template.findAttributeUses(logicalId).map(({ attribute, formatUser }) => [attribute, formatUser()]);

const GROUP = 'AWS::ElastiCache::UserGroup';
const CACHE = 'AWS::ElastiCache::ServerlessCache';

/** Finds the user group that a cache refers to by the value. */
function findUserGroup(userGroupId: unknown, group: object = { UserGroupId: 'team' }, sections: object = {}) {
  const template = createTemplate({
    Resources: {
      Group: { Type: GROUP, Properties: group },
      Cache: { Type: CACHE, Properties: { UserGroupId: userGroupId } },
    },
    ...sections,
  });
  return template.resources.get('Cache')!.target('UserGroupId', GROUP)?.logicalId;
}

describe('finds a resource', () => {
  test.each([
    ['by its logical id', { Ref: 'Group' }],
    ['by one of its attributes', { 'Fn::GetAtt': ['Group', 'Arn'] }],
    ['by one of its attributes, in YAML', { 'Fn::GetAtt': 'Group.Arn' }],
    ['by its name', 'team'],
    ['by its name in uppercase letters', 'Team'],
    ['by its ARN', 'arn:aws:elasticache:us-east-1:123456789012:usergroup:team'],
    ['in Fn::Join', { 'Fn::Join': ['', ['', { Ref: 'Group' }, '']] }],
    ['in Fn::Sub', { 'Fn::Sub': '${Group}' }],
    ['in Fn::Sub with variables', { 'Fn::Sub': ['${Name}', { Name: { Ref: 'Group' } }] }],
    ['by a name that Fn::Join assembles', { 'Fn::Join': ['', ['te', 'am']] }],
  ])('%s', (_title, value) => {
    expect(findUserGroup(value)).toBe('Group');
  });

  test('by an equal expression for its name', () => {
    const name = { 'Fn::Sub': '${AWS::StackName}-team' };

    expect(findUserGroup(name, { UserGroupId: name })).toBe('Group');
    expect(findUserGroup({ Ref: 'Name' }, { UserGroupId: { Ref: 'Name' } }, { Parameters: { Name: {} } })).toBe(
      'Group',
    );
  });

  test.each([
    ['a logical id', 'Group'],
    ['an unknown name, if the only resource of the type has no name', 'team'],
  ])('by a mistaken reference, which only a warning follows: %s', (_title, text) => {
    const type = 'AWS::ElastiCache::UserGroup';
    const template = createTemplate({ Resources: { Group: { Type: type, Properties: {} } } });

    expect(template.findIntended(text, type)?.logicalId).toBe('Group');
    expect(template.find(text, type)).toBeUndefined();
  });

  test('not by an unknown name, if the only resource of the type is referenced', () => {
    const type = 'AWS::ElastiCache::UserGroup';
    const template = createTemplate({
      Resources: { Group: { Type: type, Properties: {} } },
      Outputs: { Name: { Value: { Ref: 'Group' } } },
    });

    expect(template.findIntended('team', type)).toBeUndefined();
  });

  test('not by a joined text', () => {
    const type = 'AWS::ElastiCache::UserGroup';
    const template = createTemplate({ Resources: { Group: { Type: type, Properties: {} } } });

    expect(template.findIntended('other/team', type, 'group/')).toBeUndefined();
  });

  test('by a name after a prefix', () => {
    const template = createTemplate({
      Resources: { Rg: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: { ReplicationGroupId: 'rg' } } },
    });
    const findGroup = (value: unknown) =>
      template.find(value, 'AWS::ElastiCache::ReplicationGroup', 'replication-group/')?.logicalId;

    expect(
      [
        'replication-group/rg',
        { 'Fn::Sub': 'replication-group/${Rg}' },
        { 'Fn::Join': ['/', ['replication-group', { Ref: 'Rg' }]] },
      ].map(findGroup),
    ).toEqual(['Rg', 'Rg', 'Rg']);
    expect(
      [
        'cache-cluster/rg',
        'rg',
        { Ref: 'Rg' },
        { 'Fn::Sub': 'replication-group/${Rg}/more' },
        { 'Fn::Sub': 'replication-group/a-${Rg}' },
      ].map(findGroup),
    ).toEqual(Array(5).fill(undefined));
  });

  test('for each element of a list', () => {
    const resources = {
      A: { Type: 'AWS::ElastiCache::User', Properties: { UserId: 'a' } },
      B: { Type: 'AWS::ElastiCache::User', Properties: { UserId: 'b' } },
      Group: {
        Type: GROUP,
        Properties: { UserIds: ['b', { Ref: 'A' }, 'c', { 'Fn::ImportValue': 'x' }, { Ref: 'AWS::NoValue' }] },
      },
      Other: { Type: GROUP, Properties: { UserIds: { Ref: 'Users' } } },
    };
    const template = createTemplate({ Resources: resources });
    const findUsers = (id: string) =>
      template.resources.get(id)!.targets('UserIds', 'AWS::ElastiCache::User').map(String);

    expect(findUsers('Group')).toEqual(["User 'B'", "User 'A'"]);
    expect(findUsers('Other')).toEqual([]);
  });

  test('by the suffix of a global datastore', () => {
    const template = createTemplate({
      Resources: {
        Global: {
          Type: 'AWS::ElastiCache::GlobalReplicationGroup',
          Properties: { GlobalReplicationGroupIdSuffix: 'shop' },
        },
      },
    });

    expect(template.find('ldgnf-shop', 'AWS::ElastiCache::GlobalReplicationGroup')?.logicalId).toBe('Global');
  });
});

describe('finds no resource', () => {
  test.each([
    ['an unresolved name', { 'Fn::ImportValue': 'team' }],
    ['a dynamic reference', '{{resolve:ssm:team}}'],
    ['another name', 'crew'],
    ['a resource of another type', { Ref: 'Cache' }],
    ['a missing value', undefined],
    ['AWS::NoValue', { Ref: 'AWS::NoValue' }],
    ['a reference as a part of a name', { 'Fn::Join': ['-', [{ Ref: 'Group' }, 'x']] }],
    ['an empty Fn::Join', { 'Fn::Join': ['', []] }],
  ])('for %s', (_title, value) => {
    expect(findUserGroup(value)).toBeUndefined();
  });

  test('for an unknown name, if the only resource without a name is referenced elsewhere', () => {
    expect(findUserGroup('team', {}, { Outputs: { Group: { Value: { 'Fn::Sub': '${Group}' } } } })).toBeUndefined();
  });

  test('for an unknown topic, although there is one without a name', () => {
    const template = createTemplate({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });

    expect(template.find('arn:aws:sns:us-east-1:123456789012:alerts', 'AWS::SNS::Topic')).toBeUndefined();
  });

  test.each([['default.valkey8'], [{ Ref: 'Name' }], [{ Ref: 'AWS::StackName' }]])(
    'for %j, which is defined elsewhere',
    (value) => {
      expect(findUserGroup(value, {}, { Parameters: { Name: { Type: 'String' } } })).toBeUndefined();
    },
  );
});

test('finds the attributes of a resource that the template uses', () => {
  const template = createTemplate({
    Outputs: {
      A: { Value: { Ref: 'Cache' } },
      B: { Value: { 'Fn::Sub': '${Cache.Endpoint.Address}:${Cache.Endpoint.Port}' } },
    },
  });

  expect(listUsers(template, 'Cache')).toEqual([
    ['Ref', "Output 'A'"],
    ['Endpoint.Address', "Output 'B'"],
    ['Endpoint.Port', "Output 'B'"],
  ]);
  expect(listUsers(template, 'Other')).toEqual([]);
});

test('finds all resources that use an attribute', () => {
  const value = { 'Fn::GetAtt': ['Cache', 'Arn'] };
  const template = createTemplate({
    Resources: {
      Loop: { Value: value },
      Host: { Type: 'AWS::SSM::Parameter', Properties: { Value: value, Description: value } },
    },
  });

  expect(listUsers(template, 'Cache')).toEqual([
    ['Arn', "'Loop'"],
    ['Arn', "AWS::SSM::Parameter 'Host'"],
  ]);
});

test('ignores entries that are not resources', () => {
  const template = createTemplate({
    Resources: {
      A: { Type: GROUP },
      B: { Type: GROUP, Properties: [] },
      'Fn::ForEach::C': ['C', [], {}],
      D: {},
      E: null,
    },
  });

  expect(template.resources.keys()).toEqual(['A', 'B']);
  expect(String(template.resources.get('A'))).toBe("UserGroup 'A'");
});

test.each([[undefined], [null], ['text'], [[]], [{}], [{ Resources: [] }]])('%j has no resources', (value) => {
  expect(createTemplate(value).resources.keys()).toEqual([]);
});
