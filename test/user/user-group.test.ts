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

const iamUser = (id: string, engine?: UserEngine) =>
  new IamUser(stack, id, { userId: id.toLowerCase(), engine, accessControl });
const groupOf = (users: IUser[], engine?: UserEngine) => new UserGroup(stack, 'Users', { engine, users });
const synthesis = () => Template.fromStack(stack);

test('is a Valkey group with a generated name unless told otherwise', () => {
  const group = groupOf([iamUser('Reader')]);

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

describe('between stacks', () => {
  let here: Stack;
  let beside: Stack;
  let abroad: Stack;
  let user: IamUser;

  beforeEach(() => {
    const app = new App();
    [here, beside, abroad] = [
      ['Here', 'eu-west-1'],
      ['Beside', 'eu-west-1'],
      ['Abroad', 'eu-west-2'],
    ].map(([id, region]) => new Stack(app, id, { env: { account: '111122223333', region } }));
    user = new IamUser(here, 'Reader', { userId: 'reader', accessControl });
  });

  test('a group takes a user by an export in the same Region, by its name from another', () => {
    for (const other of [beside, abroad]) {
      new UserGroup(other, 'Users', { users: [user, user] });
    }

    expect(propertiesOf(beside, GROUP).UserIds).toEqual([
      { 'Fn::ImportValue': 'Here:ExportsOutputRefReaderF7BF189D7D4F5939' },
    ]);
    expect(propertiesOf(abroad, GROUP).UserIds).toEqual(['reader']);
  });

  test('a cache takes a group by an export in the same Region, by its name from another', () => {
    const userGroup = new UserGroup(here, 'Users', { userGroupName: 'readers', users: [user] });
    const stacks = [here, beside, abroad];
    for (const other of stacks) {
      new ServerlessCache(other, 'Cache', { vpc: importVpc(other), userGroup });
    }

    expect(stacks.map((other) => propertiesOf(other, 'AWS::ElastiCache::ServerlessCache').UserGroupId)).toEqual([
      { Ref: 'Users0A0EEA89' },
      { 'Fn::ImportValue': 'Here:ExportsOutputRefUsers0A0EEA89A1309EA5' },
      'readers',
    ]);
  });
});

test('needs no dependency by hand: references order its users', () => {
  groupOf([iamUser('Reader')]);

  expect(Object.values(synthesis().findResources(GROUP))[0].DependsOn).toBeUndefined();
});

test('takes users until the app is synthesised', () => {
  const group = groupOf([iamUser('Reader')]);
  group.addUser(iamUser('Writer'));

  expect(propertiesOf(stack, GROUP).UserIds).toHaveLength(2);
  expect(group.users!.map((user) => user.userName)).toEqual(['reader', 'writer']);
});

test('switches the default user of a Redis OSS group off', () => {
  new UserGroup(stack, 'Users', {
    engine: UserEngine.REDIS,
    disableDefaultUser: true,
    users: [iamUser('Reader', UserEngine.REDIS)],
  });

  expect(propertiesOf(stack, GROUP).UserIds).toHaveLength(2);
  synthesis().hasResourceProperties('AWS::ElastiCache::User', {
    AccessString: 'off -@all',
    Engine: 'redis',
    UserName: 'default',
    UserId: 'stackusersdefaultuser5af4f81d',
  });
});

test('fails when the default user of a Valkey group is switched off, which has none', () => {
  expect(() => new UserGroup(stack, 'Users', { disableDefaultUser: true })).toThrow(
    /'disableDefaultUser' is for Redis OSS user groups, got a Valkey one; leave it out/,
  );
});

test('takes an imported user that may be the default one, and advises to tell it, as the rules do of the template', () => {
  groupOf(
    [PasswordUser.fromUserId(stack, 'Unknown', 'some-user'), iamUser('Reader', UserEngine.REDIS)],
    UserEngine.REDIS,
  );

  expect(propertiesOf(stack, GROUP).UserIds).toEqual(['some-user', { Ref: 'ReaderF7BF189D' }]);
  expect(annotationsOf(stack, 'warning').filter((text) => !text.startsWith("'accessControl'"))).toEqual([
    '\'users\' of a Redis OSS user group should hold one that is known to have the user name "default", got "some-user", of which the imports do not tell it; ' +
      "give one its 'userName', or set 'disableDefaultUser', since AWS refuses the group if none has it [ack: cdk-elasticache:UserGroup.DefaultUserTold]",
  ]);
  expect(
    ElastiCacheRules.checkTemplate(synthesis().toJSON()).map(({ ruleId, severity }) => `${severity} ${ruleId}`),
  ).toEqual(['warning UserGroup.DefaultUserTold']);
});

test.each([
  ['by its name', () => PasswordUser.fromUserAttributes(stack, 'User', { userId: 'some-user', userName: 'default' })],
  ['by its id, which sounds like it', () => PasswordUser.fromUserId(stack, 'User', 'team-default')],
  ['by an id that is known only later', () => PasswordUser.fromUserId(stack, 'User', Fn.importValue('user'))],
])('needs no advice where the default user is told %s', (_title, user) => {
  groupOf([user(), PasswordUser.fromUserId(stack, 'Other', 'other')], UserEngine.REDIS);
  synthesis();

  expect(annotationsOf(stack, 'warning')).toEqual([]);
});

test('takes Redis OSS users with a password or IAM authentication into a Valkey group', () => {
  groupOf([iamUser('Reader', UserEngine.REDIS)]);

  expect(propertiesOf(stack, GROUP).UserIds).toHaveLength(1);
});

test('fails when a Redis OSS group is empty, with both faults', () => {
  groupOf([], UserEngine.REDIS);

  expect(synthesis).toThrow(
    /'users' must hold at least one user, got none[^]*must include one with the user name "default", got none; set 'disableDefaultUser'/,
  );
});

test('takes 100 users and fails at 101', () => {
  const group = groupOf(
    Array.from({ length: 100 }, (_, index) => PasswordUser.fromUserId(stack, `U${index}`, `u${index}`)),
  );
  expect(propertiesOf(stack, GROUP).UserIds).toHaveLength(100);

  const another = emptyStack();
  const full = new UserGroup(another, 'Users', { users: group.users });
  full.addUser(PasswordUser.fromUserId(another, 'U', 'one-more'));
  expect(() => Template.fromStack(another)).toThrow("'users' must hold at most 100 users, got 101");
});

test("fails when two users have the account's default user's name", () => {
  groupOf(
    [
      NoPasswordUser.defaultUser(stack, 'Own'),
      new NoPasswordUser(stack, 'New', { userId: 'new', userName: 'default', accessControl }),
    ],
    UserEngine.REDIS,
  );

  expect(synthesis).toThrow("'users' must have different user names, got \"default\" for 'Stack/Own', 'Stack/New'");
});

test('fails when a cache of the group does not understand the access control of a user', () => {
  const user = (id: string, accessString: string) =>
    new IamUser(stack, id, { userId: id.toLowerCase(), accessControl: AccessControl.fromAccessString(accessString) });
  const userGroup = groupOf([user('Old', 'on ~* -@all +get'), user('New', 'on ~* -@all +hgetex')]);
  for (const [id, engine] of Object.entries({
    A: CacheEngine.VALKEY_7,
    B: CacheEngine.VALKEY_7,
    C: CacheEngine.VALKEY_9,
    D: CacheEngine.VALKEY_LATEST,
  })) {
    new ServerlessCache(stack, id, { vpc: importVpc(stack, `${id}Vpc`), engine, userGroup });
  }

  expect(synthesis).toThrow(
    /with the following errors:\n {2}\[Stack\/Users\] 'accessControl' .*hgetex.*Valkey 7.2.* \(user 'Stack\/New'\)$/,
  );
});

test('knows itself', () => {
  expect([
    UserGroup.isUserGroup(groupOf([iamUser('U')])),
    UserGroup.isUserGroup(null),
    UserGroup.isUserGroup({}),
  ]).toEqual([true, false, false]);
});

describe('imported', () => {
  test('knows what it is told', () => {
    const user = iamUser('Reader');
    const group = UserGroup.fromUserGroupAttributes(stack, 'Users', {
      userGroupName: 'team',
      engine: UserEngine.REDIS,
      users: [user],
    });
    group.users!.pop();

    expect(group).toMatchObject({ userGroupName: 'team', engine: UserEngine.REDIS, users: [user] });
    expect(UserGroup.fromUserGroupName(stack, 'Other', 'other').users).toBeUndefined();
  });

  test('fails when a user is added', () => {
    const group = UserGroup.fromUserGroupName(stack, 'Users', 'team');

    expect(() => group.addUser(iamUser('Reader'))).toThrow(
      /'addUser' works on groups that are created in the app, and this one is imported; add the user where/,
    );
  });
});
