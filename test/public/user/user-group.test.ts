import type { CfnUserProps } from 'aws-cdk-lib/aws-elasticache';
import { CfnUser } from 'aws-cdk-lib/aws-elasticache';
import { App, Fn, Stack, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { annotationsOf, errorsOf, warningsOf } from '../messages';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
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
} from 'cdk-elasticache';
import type { IUser } from 'cdk-elasticache';

const GROUP = 'AWS::ElastiCache::UserGroup';
const CACHE = 'AWS::ElastiCache::ServerlessCache';
const accessControl = AccessControl.fromAccessString('on ~app:* -@all +@read');

let stack: Stack;
beforeEach(() => {
  stack = emptyStack();
});

const createIamUser = (id: string, engine?: UserEngine) =>
  new IamUser(stack, id, { userId: id.toLowerCase(), engine, accessControl });
const createGroup = (users: IUser[], engine?: UserEngine) => new UserGroup(stack, 'Users', { engine, users });
const synthesizeStack = () => synthesize(stack);

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

describe('L1 users', () => {
  const createL1User = (id: string, props: Partial<CfnUserProps> = {}) =>
    new CfnUser(stack, id, {
      engine: 'valkey',
      userId: id.toLowerCase(),
      userName: id.toLowerCase(),
      accessString: 'on ~app:* -@all +@read',
      authenticationMode: { Type: 'iam' },
      ...props,
    });

  test('are in the group once, and imported as attributes', () => {
    const user = createL1User('Reader');
    const group = new UserGroup(stack, 'Users', { users: [user] });
    group.addUser(user);
    group.addUser(createIamUser('Writer'));

    expect(propertiesOf(stack, GROUP).UserIds).toEqual([{ Ref: 'Reader' }, { Ref: 'Writer3ED51D24' }]);
    expect(stack.resolve(group.users!.map(({ userId, userName }) => [userId, userName]))).toEqual([
      [{ Ref: 'Reader' }, undefined],
      [{ Ref: 'Writer3ED51D24' }, 'writer'],
    ]);
  });

  test('have facts that rules validate', () => {
    const users = [createL1User('Reader', { userName: 'app' }), createL1User('Writer', { userName: 'app' })];
    new UserGroup(stack, 'Users', { users });

    expect(errorsOf(synthesizeStack)).toEqual(["[Stack/Users] 'users' UserGroup.DuplicateUserNames"]);
  });
});

describe('references between stacks', () => {
  let app: App;
  let ownerStack: Stack;
  let user: IamUser;

  const createStack = (id: string, region: string = 'eu-west-1', account: string = '111122223333') =>
    new Stack(app, id, { env: { account, region } });
  const createStackInOtherRegion = () => createStack('OtherRegion', 'eu-west-2');
  const createStackInOtherAccount = () => createStack('OtherAccount', 'eu-west-1', '444455556666');

  const acknowledge = (scope: Construct, ruleId: string) =>
    Validations.of(scope).acknowledge({ id: `cdk-elasticache::${ruleId}`, reason: 'tests the reference' });

  beforeEach(() => {
    app = new App();
    ownerStack = createStack('Owner');
    user = new IamUser(ownerStack, 'Reader', { userId: 'reader', accessControl });
  });

  test('import a user within the Region', () => {
    const sameRegionStack = createStack('SameRegion');
    new UserGroup(sameRegionStack, 'Users', { users: [user, user] });

    expect(propertiesOf(sameRegionStack, GROUP).UserIds).toEqual([
      { 'Fn::ImportValue': 'Owner:ExportsOutputRefReaderF7BF189D7D4F5939' },
    ]);
  });

  test.each([
    ['Region', 'UserGroup.UserInOtherRegion', createStackInOtherRegion],
    ['account', 'UserGroup.UserInOtherAccount', createStackInOtherAccount],
  ])('fail at synthesis for a user of another %s', (_part, ruleId, createOtherStack) => {
    const other = createOtherStack();
    new UserGroup(other, 'Users', { users: [user] });

    expect(errorsOf(() => synthesize(other))).toEqual([`[${other.stackName}/Users] 'users' ${ruleId}`]);
  });

  test('use the id of a user of another Region when the error is acknowledged', () => {
    const otherRegionStack = createStackInOtherRegion();
    const group = new UserGroup(otherRegionStack, 'Users', { users: [user, user] });
    acknowledge(group, 'UserGroup.UserInOtherRegion');

    expect(propertiesOf(otherRegionStack, GROUP).UserIds).toEqual(['reader']);
  });

  test('import a group within the Region', () => {
    const userGroup = new UserGroup(ownerStack, 'Users', { userGroupName: 'readers', users: [user] });
    const stacks = [ownerStack, createStack('SameRegion')];
    for (const other of stacks) {
      new ServerlessCache(other, 'Cache', { vpc: importVpc(other), userGroup });
    }

    expect(stacks.map((other) => propertiesOf(other, CACHE).UserGroupId)).toEqual([
      { Ref: 'Users0A0EEA89' },
      { 'Fn::ImportValue': 'Owner:ExportsOutputRefUsers0A0EEA89A1309EA5' },
    ]);
  });

  test.each([
    ['Region', 'ServerlessCache.UserGroupInOtherRegion', createStackInOtherRegion],
    ['account', 'ServerlessCache.UserGroupInOtherAccount', createStackInOtherAccount],
  ])('fail for a group of another %s', (_part, ruleId, createOtherStack) => {
    const userGroup = new UserGroup(ownerStack, 'Users', { userGroupName: 'readers', users: [user] });
    const other = createOtherStack();

    expect(errorsOf(() => new ServerlessCache(other, 'Cache', { vpc: importVpc(other), userGroup }))).toEqual([
      `'userGroup' ${ruleId}`,
    ]);
  });

  test('use the name of a group of another Region when the error is acknowledged', () => {
    const userGroup = new UserGroup(ownerStack, 'Users', { userGroupName: 'readers', users: [user] });
    const otherRegionStack = createStackInOtherRegion();
    acknowledge(otherRegionStack, 'ServerlessCache.UserGroupInOtherRegion');
    new ServerlessCache(otherRegionStack, 'Cache', { vpc: importVpc(otherRegionStack), userGroup });

    expect(propertiesOf(otherRegionStack, CACHE).UserGroupId).toBe('readers');
  });
});

test('needs no explicit dependency on its users', () => {
  createGroup([createIamUser('Reader')]);

  expect(Object.values(synthesizeStack().findResources(GROUP))[0].DependsOn).toBeUndefined();
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
  synthesizeStack().hasResourceProperties('AWS::ElastiCache::User', {
    AccessString: 'off -@all',
    Engine: 'redis',
    UserName: 'default',
    UserId: 'stackusersdefaultuser5af4f81d',
  });
});

test('fails at synthesis when disableDefaultUser is set for a Valkey group', () => {
  new UserGroup(stack, 'Users', { disableDefaultUser: true });

  expect(synthesizeStack).toThrow(
    /errors:\n {2}\[Stack\/Users\] 'users' .* Remove 'disableDefaultUser'.* \[cdk-elasticache::UserGroup\.NoPasswordUserInValkeyGroup\]$/,
  );
});

test('suggests other users when a Valkey group contains a user without a password', () => {
  const user = new NoPasswordUser(stack, 'DefaultUser', {
    userName: 'default',
    accessControl: AccessControl.disabled(),
  });
  new UserGroup(stack, 'Users', { users: [user] });

  expect(synthesizeStack).toThrow(
    /'users' .*, but got 'Stack\/DefaultUser'\. Use a password or IAM authentication, .* \[cdk-elasticache::UserGroup\.NoPasswordUserInValkeyGroup\]$/,
  );
});

test('adds a warning when an imported user without a name can be the default user', () => {
  createGroup(
    [PasswordUser.fromUserId(stack, 'Unknown', 'some-user'), createIamUser('Reader', UserEngine.REDIS)],
    UserEngine.REDIS,
  );

  expect(propertiesOf(stack, GROUP).UserIds).toEqual(['some-user', { Ref: 'ReaderF7BF189D' }]);
  expect(annotationsOf(stack, 'warning').filter((text) => !text.startsWith("'accessControl'"))).toEqual([
    expect.stringMatching(
      /^'users' .*but the user name of 'Stack\/Unknown' is unknown\. .* set 'disableDefaultUser'.* \[ack: cdk-elasticache::UserGroup\.DefaultUserUnknown\]$/,
    ),
  ]);
  expect(
    ElastiCacheRules.checkTemplate(synthesizeStack().toJSON()).map(({ ruleId, severity }) => `${severity} ${ruleId}`),
  ).toEqual(['warning UserGroup.DefaultUserUnknown']);
});

test.each([
  ['the name', () => PasswordUser.fromUserAttributes(stack, 'User', { userId: 'some-user', userName: 'default' })],
  ['an id that contains "default"', () => PasswordUser.fromUserId(stack, 'User', 'team-default')],
  ['an unresolved id', () => PasswordUser.fromUserId(stack, 'User', Fn.importValue('user'))],
])('adds no warning when an imported user has %s', (_title, user) => {
  createGroup([user(), PasswordUser.fromUserId(stack, 'Other', 'other')], UserEngine.REDIS);
  synthesizeStack();

  expect(annotationsOf(stack, 'warning')).toEqual([]);
});

test('accepts a Redis OSS user in a Valkey group', () => {
  createGroup([createIamUser('Reader', UserEngine.REDIS)]);

  expect(propertiesOf(stack, GROUP).UserIds).toHaveLength(1);
});

test('fails with a warning and an error when a Redis OSS group is empty', () => {
  createGroup([], UserEngine.REDIS);

  expect(synthesizeStack).toThrow(
    /\[Stack\/Users\] 'users' .*\. .* set 'disableDefaultUser'.* \[cdk-elasticache::UserGroup\.DefaultUserMissing\]$/,
  );
  expect(stack.node.findChild('Users').node.metadata.map(({ data }) => data)).toEqual([
    expect.stringMatching(/^'users' .*\[ack: cdk-elasticache::UserGroup\.NoUsers\]$/),
  ]);
});

test('adds no warning when users are added after the creation of a group', () => {
  createGroup([]).addUser(createIamUser('Reader'));
  synthesizeStack();

  expect(annotationsOf(stack, 'warning').filter((text) => text.includes('UserGroup'))).toEqual([]);
});

test('accepts 100 users, and adds a warning for 101', () => {
  const group = createGroup(
    Array.from({ length: 100 }, (_, index) => PasswordUser.fromUserId(stack, `U${index}`, `u${index}`)),
  );
  expect(propertiesOf(stack, GROUP).UserIds).toHaveLength(100);

  const another = emptyStack();
  const full = new UserGroup(another, 'Users', { users: group.users });
  full.addUser(PasswordUser.fromUserId(another, 'U', 'one-more'));

  synthesize(another);

  expect(warningsOf(another)).toEqual(["'users' UserGroup.TooManyUsers"]);
});

test('fails when two users have the name "default"', () => {
  createGroup(
    [
      NoPasswordUser.fromDefaultUser(stack, 'Own'),
      new NoPasswordUser(stack, 'New', { userId: 'new', userName: 'default', accessControl }),
    ],
    UserEngine.REDIS,
  );

  expect(synthesizeStack).toThrow(
    /'users' .*"default" for 'Stack\/Own' and 'Stack\/New'.* \[cdk-elasticache::UserGroup\.DuplicateUserNames\]/,
  );
});

describe('users that the engine version of a cache does not support', () => {
  const createUser = (id: string, accessString: string) =>
    new IamUser(stack, id, { userId: id.toLowerCase(), accessControl: AccessControl.fromAccessString(accessString) });
  const createCache = (id: string, engine: CacheEngine, userGroup: UserGroup) =>
    new ServerlessCache(stack, id, { vpc: importVpc(stack, `${id}Vpc`), engine, userGroup });

  test('fail when the cache is created', () => {
    const userGroup = createGroup([createUser('Old', 'on ~* -@all +get'), createUser('New', 'on ~* -@all +hgetex')]);
    createCache('C', CacheEngine.VALKEY_9, userGroup);
    createCache('D', CacheEngine.VALKEY_LATEST, userGroup);

    expect(() => createCache('A', CacheEngine.VALKEY_7, userGroup)).toThrow(
      /:\n {2}- 'accessControl' of 'Stack\/New' .*Valkey 7\.2.*hgetex.* requires Valkey 9\.0 or later.* \[cdk-elasticache::ServerlessCache\.AccessStringUnsupported\]$/,
    );
  });

  test('fail at synthesis when they are added later', () => {
    const userGroup = createGroup([createUser('Old', 'on ~* -@all +get')]);
    createCache('A', CacheEngine.VALKEY_7, userGroup);
    createCache('B', CacheEngine.VALKEY_7, userGroup);
    createCache('C', CacheEngine.VALKEY_9, userGroup);
    createCache('D', CacheEngine.VALKEY_LATEST, userGroup);
    userGroup.addUser(createUser('New', 'on ~* -@all +hgetex'));

    expect(errorsOf(synthesizeStack)).toEqual([
      "[Stack/A] 'accessControl' ServerlessCache.AccessStringUnsupported",
      "[Stack/B] 'accessControl' ServerlessCache.AccessStringUnsupported",
    ]);
  });
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
      "'addUser' is not supported for imported user groups. Add the user where the user group is created.",
    );
  });
});
