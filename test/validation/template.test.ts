import { partsOf, Template } from '../../src/validation/template';

const GROUP = 'AWS::ElastiCache::UserGroup';
const CACHE = 'AWS::ElastiCache::ServerlessCache';

/** A template with a group that has a name of its own, and what a cache says of its group. */
const found = (userGroupId: unknown, group: object = { UserGroupId: 'team' }, more: object = {}) =>
  new Template({
    Resources: {
      Group: { Type: GROUP, Properties: group },
      Cache: { Type: CACHE, Properties: { UserGroupId: userGroupId } },
    },
    ...more,
  }).resources
    .get('Cache')!
    .target('UserGroupId', GROUP)?.logicalId;

describe('a resource is found', () => {
  test.each([
    ['by its logical id', { Ref: 'Group' }],
    ['by one of its attributes', { 'Fn::GetAtt': ['Group', 'Arn'] }],
    ['by one of its attributes, in YAML', { 'Fn::GetAtt': 'Group.Arn' }],
    ['by its name', 'team'],
    ['by its name, which ElastiCache stores in lower case', 'Team'],
    ['by its ARN', 'arn:aws:elasticache:us-east-1:123456789012:usergroup:team'],
    ['in a join', { 'Fn::Join': ['', ['', { Ref: 'Group' }, '']] }],
    ['in a substitution', { 'Fn::Sub': '${Group}' }],
    ['in a substitution with values', { 'Fn::Sub': ['${Name}', { Name: { Ref: 'Group' } }] }],
    ['by a name that is put together', { 'Fn::Join': ['', ['te', 'am']] }],
  ])('%s', (_title, value) => {
    expect(found(value)).toBe('Group');
  });

  test('by the same expression of its name', () => {
    const name = { 'Fn::Sub': '${AWS::StackName}-team' };

    expect(found(name, { UserGroupId: name })).toBe('Group');
    expect(found({ Ref: 'Name' }, { UserGroupId: { Ref: 'Name' } }, { Parameters: { Name: {} } })).toBe('Group');
  });

  test.each([
    ['a logical id instead of a reference', 'Group', {}],
    ['a name that nothing has, when there is but one without a name', 'team', {}],
    ['a reference to nothing', { Ref: 'Grop' }, {}],
  ])('when its reference was forgotten: %s', (_title, value, group) => {
    expect(found(value, group)).toBe('Group');
  });

  test('after a prefix', () => {
    const template = new Template({
      Resources: { Rg: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: { ReplicationGroupId: 'rg' } } },
    });
    const find = (value: unknown) =>
      template.find(value, 'AWS::ElastiCache::ReplicationGroup', 'replication-group/')?.logicalId;

    expect(
      [
        'replication-group/rg',
        { 'Fn::Sub': 'replication-group/${Rg}' },
        { 'Fn::Join': ['/', ['replication-group', { Ref: 'Rg' }]] },
      ].map(find),
    ).toEqual(['Rg', 'Rg', 'Rg']);
    expect(
      [
        'cache-cluster/rg',
        'rg',
        { Ref: 'Rg' },
        { 'Fn::Sub': 'replication-group/${Rg}/more' },
        { 'Fn::Sub': 'replication-group/a-${Rg}' },
      ].map(find),
    ).toEqual(Array(5).fill(undefined));
  });

  test('among the elements of a list', () => {
    const resources = {
      A: { Type: 'AWS::ElastiCache::User', Properties: { UserId: 'a' } },
      B: { Type: 'AWS::ElastiCache::User', Properties: { UserId: 'b' } },
      Group: {
        Type: GROUP,
        Properties: { UserIds: ['b', { Ref: 'A' }, 'c', { 'Fn::ImportValue': 'x' }, { Ref: 'AWS::NoValue' }] },
      },
      Other: { Type: GROUP, Properties: { UserIds: { Ref: 'Users' } } },
    };
    const targets = (id: string) =>
      new Template({ Resources: resources }).resources
        .get(id)!
        .targets('UserIds', 'AWS::ElastiCache::User')
        .map((user) => user.logicalId);

    expect([targets('Group'), targets('Other')]).toEqual([['B', 'A'], []]);
  });

  test('when it is a global datastore, by its suffix', () => {
    const template = new Template({
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

describe('no resource is found', () => {
  test.each([
    ['a name that is known only later', { 'Fn::ImportValue': 'team' }],
    ['a dynamic reference', '{{resolve:ssm:team}}'],
    ['another name', 'crew'],
    ['a resource of another type', { Ref: 'Cache' }],
    ['nothing', undefined],
    ['no value', { Ref: 'AWS::NoValue' }],
    ['a part of a name', { 'Fn::Join': ['-', [{ Ref: 'Group' }, 'x']] }],
    ['an empty join', { 'Fn::Join': ['', []] }],
  ])('for %s', (_title, value) => {
    expect(found(value)).toBeUndefined();
  });

  test('for a name that nothing has, when the only other one is referred to elsewhere', () => {
    expect(found('team', {}, { Outputs: { Group: { Value: { 'Fn::Sub': '${Group}' } } } })).toBeUndefined();
  });

  test('for a topic that nothing has, although there is one without a name', () => {
    const template = new Template({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });

    expect(template.find('arn:aws:sns:us-east-1:123456789012:alerts', 'AWS::SNS::Topic')).toBeUndefined();
  });

  test.each([['default.valkey8'], [{ Ref: 'Name' }], [{ Ref: 'AWS::StackName' }]])(
    'for %j, which is made elsewhere',
    (value) => {
      expect(found(value, {}, { Parameters: { Name: { Type: 'String' } } })).toBeUndefined();
    },
  );
});

test('what is used of a resource is known', () => {
  const template = new Template({
    Outputs: {
      A: { Value: { Ref: 'Cache' } },
      B: { Value: { 'Fn::Sub': '${Cache.Endpoint.Address}:${Cache.Endpoint.Port}' } },
    },
  });

  expect([[...template.uses('Cache')!], template.uses('Other')]).toEqual([
    ['Ref', 'Endpoint.Address', 'Endpoint.Port'],
    undefined,
  ]);
});

test('only resources are resources', () => {
  const template = new Template({
    Resources: {
      A: { Type: GROUP },
      B: { Type: GROUP, Properties: [] },
      'Fn::ForEach::C': ['C', [], {}],
      D: {},
      E: null,
    },
  });

  expect([...template.resources.keys()]).toEqual(['A', 'B']);
  expect(String(template.resources.get('A'))).toBe("UserGroup 'A'");
  expect(
    [undefined, null, 'text', [], {}, { Resources: [] }].map((value) => new Template(value).resources.size),
  ).toEqual([0, 0, 0, 0, 0, 0]);
});

test.each([
  ['text', ['text']],
  [7, undefined],
  [null, undefined],
  [{ Ref: 'A', Other: 1 }, undefined],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'B' }]] }, ['a-', { logicalId: 'B' }]],
  [{ 'Fn::Join': ['-', { Ref: 'List' }] }, undefined],
  [{ 'Fn::Join': ['-', ['a', { 'Fn::ImportValue': 'b' }]] }, undefined],
  [
    { 'Fn::Sub': 'a-${B}-${C.Arn}$d${!E}' },
    ['a-', { logicalId: 'B' }, '-', { logicalId: 'C', attribute: 'Arn' }, '$d${E}'],
  ],
  [{ 'Fn::Sub': ['${A}${B}', { A: 'x', B: { 'Fn::ImportValue': 'b' } }] }, undefined],
  [{ 'Fn::Sub': ['${A}b'] }, [{ logicalId: 'A' }, 'b']],
  [{ 'Fn::Sub': { Ref: 'A' } }, undefined],
])('the pieces of %j', (value, parts) => {
  expect(partsOf(value)).toEqual(parts);
});
