import { Template } from 'aws-cdk-lib/assertions';
import { App, Fn, Stack } from 'aws-cdk-lib/core';
import type { IUser } from '../../src';
import {
  AccessControl,
  CacheEngine,
  ElastiCacheRules,
  IamUser,
  NoPasswordUser,
  PasswordUser,
  ServerlessCache,
  UserEngine,
  UserGroup,
} from '../../src';
import { annotationsOf, emptyStack, importVpc, propertiesOf } from '../util';

const GROUP = 'AWS::ElastiCache::UserGroup';
const accessControl = AccessControl.fromAccessString('on ~app:* -@all +@read');

let stack: Stack;
beforeEach(() => {
  stack = emptyStack();
});

const createIamUser = (id: string, engine?: UserEngine) =>
  new IamUser(stack, id, { userId: id.toLowerCase(), engine, accessControl });
const createGroup = (users: IUser[], engine?: UserEngine) => new UserGroup(stack, 'Users', { engine, users });
const synthesize = () => Template.fromStack(stack);

test('is a Valkey group with a generated name by default', () => {
  const group = createGroup([createIamUser('Reader')]);

  expect(propertiesOf(stack, GROUP)).toEqual({
    Engine: 'valkey',
    UserGroupId: 'stackusersc9f3de90',
    UserIds: [{ Ref: 'ReaderF7BF189D' }],
  });
  expect(stack.resolve([group.userGroupName, group.userGroupArn, group.userGroupStatus, group.userGroupRef])).toEqual([
    { Ref: 'Users0A0EEA89' },
    { 'Fn::GetAtt': ['Users0A0EEA89', 'Arn'] },
    { 'Fn::GetAtt': ['Users0A0EEA89', 'Status'] },
    { userGroupId: { Ref: 'Users0A0EEA89' }, userGroupArn: { 'Fn::GetAtt': ['Users0A0EEA89', 'Arn'] } },
  ]);
});

describe('references between stacks', () => {
  let ownerStack: Stack;
  let sameRegionStack: Stack;
  let otherRegionStack: Stack;
  let user: IamUser;

  beforeEach(() => {
    const app = new App();
    [ownerStack, sameRegionStack, otherRegionStack] = [
      ['Owner', 'eu-west-1'],
      ['SameRegion', 'eu-west-1'],
      ['OtherRegion', 'eu-west-2'],
    ].map(([id, region]) => new Stack(app, id, { env: { account: '111122223333', region } }));
    user = new IamUser(ownerStack, 'Reader', { userId: 'reader', accessControl });
  });

  test('imports a user within the Region, and uses its id in another Region', () => {
    for (const other of [sameRegionStack, otherRegionStack]) {
      new UserGroup(other, 'Users', { users: [user, user] });
    }

    expect(propertiesOf(sameRegionStack, GROUP).UserIds).toEqual([
      { 'Fn::ImportValue': 'Owner:ExportsOutputRefReaderF7BF189D7D4F5939' },
    ]);
    expect(propertiesOf(otherRegionStack, GROUP).UserIds).toEqual(['reader']);
  });

  test('imports a group within the Region, and uses its name in another Region', () => {
    const userGroup = new UserGroup(ownerStack, 'Users', { userGroupName: 'readers', users: [user] });
    const stacks = [ownerStack, sameRegionStack, otherRegionStack];
    for (const other of stacks) {
      new ServerlessCache(other, 'Cache', { vpc: importVpc(other), userGroup });
    }

    expect(stacks.map((other) => propertiesOf(other, 'AWS::ElastiCache::ServerlessCache').UserGroupId)).toEqual([
      { Ref: 'Users0A0EEA89' },
      { 'Fn::ImportValue': 'Owner:ExportsOutputRefUsers0A0EEA89A1309EA5' },
      'readers',
    ]);
  });
});

test('needs no explicit dependency on its users', () => {
  createGroup([createIamUser('Reader')]);

  expect(Object.values(synthesize().findResources(GROUP))[0].DependsOn).toBeUndefined();
});

test('contains users that are added after its creation', () => {
  const group = createGroup([createIamUser('Reader')]);
  group.addUser(createIamUser('Writer'));

  expect(propertiesOf(stack, GROUP).UserIds).toHaveLength(2);
  expect(group.users!.map((user) => user.userName)).toEqual(['reader', 'writer']);
});

test('creates a disabled default user for a Redis OSS group', () => {
  new UserGroup(stack, 'Users', {
    engine: UserEngine.REDIS,
    disableDefaultUser: true,
    users: [createIamUser('Reader', UserEngine.REDIS)],
  });

  expect(propertiesOf(stack, GROUP).UserIds).toHaveLength(2);
  synthesize().hasResourceProperties('AWS::ElastiCache::User', {
    AccessString: 'off -@all',
    Engine: 'redis',
    UserName: 'default',
    UserId: 'stackusersdefaultuser5af4f81d',
  });
});

test('fails when disableDefaultUser is set for a Valkey group', () => {
  expect(() => new UserGroup(stack, 'Users', { disableDefaultUser: true })).toThrow(
    /'disableDefaultUser' is for Redis OSS user groups, got a Valkey one; leave it out/,
  );
});

test('adds a warning when an imported user without a name can be the default user', () => {
  createGroup(
    [PasswordUser.fromUserId(stack, 'Unknown', 'some-user'), createIamUser('Reader', UserEngine.REDIS)],
    UserEngine.REDIS,
  );

  expect(propertiesOf(stack, GROUP).UserIds).toEqual(['some-user', { Ref: 'ReaderF7BF189D' }]);
  expect(annotationsOf(stack, 'warning').filter((text) => !text.startsWith("'accessControl'"))).toEqual([
    '\'users\' of a Redis OSS user group should hold one that is known to have the user name "default", got "some-user", of which the imports do not tell it; ' +
      "give one its 'userName', or set 'disableDefaultUser', since AWS refuses the group if none has it [ack: cdk-elasticache:UserGroup.DefaultUserTold]",
  ]);
  expect(
    ElastiCacheRules.checkTemplate(synthesize().toJSON()).map(({ ruleId, severity }) => `${severity} ${ruleId}`),
  ).toEqual(['warning UserGroup.DefaultUserTold']);
});

test.each([
  ['the name', () => PasswordUser.fromUserAttributes(stack, 'User', { userId: 'some-user', userName: 'default' })],
  ['an id that contains "default"', () => PasswordUser.fromUserId(stack, 'User', 'team-default')],
  ['an unresolved id', () => PasswordUser.fromUserId(stack, 'User', Fn.importValue('user'))],
])('adds no warning when an imported user has %s', (_title, user) => {
  createGroup([user(), PasswordUser.fromUserId(stack, 'Other', 'other')], UserEngine.REDIS);
  synthesize();

  expect(annotationsOf(stack, 'warning')).toEqual([]);
});

test('accepts a Redis OSS user in a Valkey group', () => {
  createGroup([createIamUser('Reader', UserEngine.REDIS)]);

  expect(propertiesOf(stack, GROUP).UserIds).toHaveLength(1);
});

test('fails with both errors when a Redis OSS group is empty', () => {
  createGroup([], UserEngine.REDIS);

  expect(synthesize).toThrow(
    /'users' must hold at least one user, got none[^]*must include one with the user name "default", got none; set 'disableDefaultUser'/,
  );
});

test('accepts 100 users and fails with 101', () => {
  const group = createGroup(
    Array.from({ length: 100 }, (_, index) => PasswordUser.fromUserId(stack, `U${index}`, `u${index}`)),
  );
  expect(propertiesOf(stack, GROUP).UserIds).toHaveLength(100);

  const another = emptyStack();
  const full = new UserGroup(another, 'Users', { users: group.users });
  full.addUser(PasswordUser.fromUserId(another, 'U', 'one-more'));

  expect(() => Template.fromStack(another)).toThrow("'users' must hold at most 100 users, got 101");
});

test('fails when two users have the name "default"', () => {
  createGroup(
    [
      NoPasswordUser.defaultUser(stack, 'Own'),
      new NoPasswordUser(stack, 'New', { userId: 'new', userName: 'default', accessControl }),
    ],
    UserEngine.REDIS,
  );

  expect(synthesize).toThrow("'users' must have different user names, got \"default\" for 'Stack/Own', 'Stack/New'");
});

test('fails when the engine version of a cache does not support the access control of a user', () => {
  const user = (id: string, accessString: string) =>
    new IamUser(stack, id, { userId: id.toLowerCase(), accessControl: AccessControl.fromAccessString(accessString) });
  const userGroup = createGroup([user('Old', 'on ~* -@all +get'), user('New', 'on ~* -@all +hgetex')]);
  for (const [id, engine] of Object.entries({
    A: CacheEngine.VALKEY_7,
    B: CacheEngine.VALKEY_7,
    C: CacheEngine.VALKEY_9,
    D: CacheEngine.VALKEY_LATEST,
  })) {
    new ServerlessCache(stack, id, { vpc: importVpc(stack, `${id}Vpc`), engine, userGroup });
  }

  expect(synthesize).toThrow(
    /with the following errors:\n {2}\[Stack\/Users\] 'accessControl' .*hgetex.*Valkey 7.2.* \(user 'Stack\/New'\)$/,
  );
});

test('isUserGroup identifies user groups', () => {
  expect([
    UserGroup.isUserGroup(createGroup([createIamUser('U')])),
    UserGroup.isUserGroup(null),
    UserGroup.isUserGroup({}),
  ]).toEqual([true, false, false]);
});

describe('imported groups', () => {
  test('return the imported attributes', () => {
    const user = createIamUser('Reader');
    const group = UserGroup.fromUserGroupAttributes(stack, 'Users', {
      userGroupName: 'team',
      engine: UserEngine.REDIS,
      users: [user],
    });
    group.users!.pop();

    expect(group).toMatchObject({ userGroupName: 'team', engine: UserEngine.REDIS, users: [user] });
    expect(UserGroup.fromUserGroupName(stack, 'Other', 'other').users).toBeUndefined();
  });

  test('fail when a user is added', () => {
    const group = UserGroup.fromUserGroupName(stack, 'Users', 'team');

    expect(() => group.addUser(createIamUser('Reader'))).toThrow(
      /'addUser' works on groups that are created in the app, and this one is imported; add the user where/,
    );
  });
});
