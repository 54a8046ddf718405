import type { Stack } from 'aws-cdk-lib/core';
import { findMissingContext, addLookupResult, stackInEnv } from '../lookup';
import { emptyStack } from '../stacks';
import { propertiesOf } from '../templates';
import { IamUser, NoPasswordUser, PasswordUser, UserAuthenticationType, UserEngine, UserGroup } from 'cdk-elasticache';

const USER = 'AWS::ElastiCache::User';
const GROUP = 'AWS::ElastiCache::UserGroup';

let stack: Stack;
beforeEach(() => {
  stack = stackInEnv();
});

describe('fromLookup of a user', () => {
  test.each([
    ['IamUser', UserAuthenticationType.IAM, () => IamUser.fromLookup(stack, 'User', { userId: 'App' })],
    ['PasswordUser', UserAuthenticationType.PASSWORD, () => PasswordUser.fromLookup(stack, 'User', { userId: 'App' })],
    [
      'NoPasswordUser',
      UserAuthenticationType.NO_PASSWORD,
      () => NoPasswordUser.fromLookup(stack, 'User', { userId: 'App' }),
    ],
  ])('returns name, engine, and the authentication of %s', (_class, authenticationType, lookUp) => {
    addLookupResult(stack, USER, 'app', { UserName: 'shop', Engine: 'valkey' });
    const user = lookUp();

    expect([user.userId, user.userName, user.engine, user.authenticationType]).toEqual([
      'app',
      'shop',
      UserEngine.VALKEY,
      authenticationType,
    ]);
    expect(findMissingContext(stack)).toEqual([]);
  });

  test('requests missing context, and passes the validation of user groups until then', () => {
    const user = PasswordUser.fromLookup(stack, 'User', { userId: 'app' });
    new UserGroup(stack, 'Users', { engine: UserEngine.REDIS, users: [user] });

    expect([user.userId, user.userName]).toEqual(['app', undefined]);
    expect(findMissingContext(stack)).toEqual([
      {
        provider: 'cc-api-provider',
        props: {
          account: '123456789012',
          region: 'us-east-1',
          typeName: USER,
          exactIdentifier: 'app',
          propertiesToReturn: ['UserName', 'Engine'],
          dummyValue: [{ UserName: '', Engine: 'redis' }],
          lookupRoleArn: expect.any(String),
        },
      },
    ]);
  });

  test('renders the ARN from the environment of the stack', () => {
    addLookupResult(stack, USER, 'app', { UserName: 'app', Engine: 'valkey' });

    expect(IamUser.fromLookup(stack, 'User', { userId: 'app' }).userArn).toMatch(
      /:elasticache:us-east-1:123456789012:user:app$/,
    );
  });

  test('fails in a stack without an environment', () => {
    expect(() => IamUser.fromLookup(emptyStack(), 'User', { userId: 'app' })).toThrow(
      "Cannot look up IamUser 'Stack/User' with fromLookup:\n  - 'userId' can only be looked up in a stack with an explicit account and Region. Set 'env' of the stack.",
    );
  });
});

describe('fromLookup of a user group', () => {
  test('returns engine and users', () => {
    addLookupResult(stack, GROUP, 'team', { Engine: 'valkey', UserIds: ['app', 'ops'] });
    const group = UserGroup.fromLookup(stack, 'Group', { userGroupName: 'Team' });

    expect([
      group.userGroupName,
      group.engine,
      group.users?.map((user) => user.userId),
      group.users?.map((user) => user.authenticationType),
    ]).toEqual(['team', UserEngine.VALKEY, ['app', 'ops'], [undefined, undefined]]);
    expect(findMissingContext(stack)).toEqual([]);
  });

  test('requests missing context, and passes the validation of caches until then', () => {
    const group = UserGroup.fromLookup(stack, 'Group', { userGroupName: 'team' });

    expect(group.engine).toBe(UserEngine.REDIS);
    expect(findMissingContext(stack).map(({ props }) => [props.typeName, props.exactIdentifier])).toEqual([
      [GROUP, 'team'],
    ]);
  });
});

test('a group refers to a looked-up user by its id', () => {
  addLookupResult(stack, USER, 'app', { UserName: 'app', Engine: 'valkey' });
  new UserGroup(stack, 'Users', { users: [IamUser.fromLookup(stack, 'User', { userId: 'app' })] });

  expect(propertiesOf(stack, GROUP).UserIds).toEqual(['app']);
});
