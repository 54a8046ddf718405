import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { CaseScope, Program, RuleCases } from './rule-case';
import { excludedBy } from './rule-case';
import { tagCases } from './serverless-cache';
import type { IUser, UserGroupProps } from 'cdk-elasticache';
import { AccessControl, IamUser, NoPasswordUser, PasswordUser, UserEngine, UserGroup } from 'cdk-elasticache';

const group = (properties: object, attributes: object = {}) => ({
  Users: {
    Type: 'AWS::ElastiCache::UserGroup',
    ...attributes,
    Properties: { UserGroupId: 'users', Engine: 'valkey', UserIds: ['app'], ...properties },
  },
});

const user = (properties: object) => ({
  Type: 'AWS::ElastiCache::User',
  Properties: {
    Engine: 'valkey',
    AccessString: 'on ~* +@all',
    AuthenticationMode: { Type: 'iam' },
    ...properties,
  },
});

const groupWithUsers = (properties: object, ...users: object[]) => ({
  ...group({ UserIds: users.map((_, index) => ({ Ref: `User${index}` })), ...properties }),
  ...Object.fromEntries(
    users.map((userProperties, index) => [
      `User${index}`,
      user({ UserId: `user${index}`, UserName: `user${index}`, ...userProperties }),
    ]),
  ),
});

const DEFAULT_USER = { Engine: 'redis', UserName: 'default', AuthenticationMode: { Type: 'no-password-required' } };

const PASSWORD_USER = {
  UserName: 'app',
  AuthenticationMode: { Type: 'password', Passwords: ['{{resolve:secretsmanager:app}}'] },
};

const accessControl = AccessControl.fullAccess();

const createGroup = ({ stack }: CaseScope, props: UserGroupProps = {}, id: string = 'Users') =>
  new UserGroup(stack, id, { users: [IamUser.fromUserId(stack, `UserOf${id}`, 'app')], ...props });

const program =
  (props: UserGroupProps): Program =>
  (scope) =>
    createGroup(scope, props);

const programWithUsers =
  (engine: UserEngine, createUsers: (scope: CaseScope) => IUser[]): Program =>
  (scope) =>
    createGroup(scope, { engine, users: createUsers(scope) });

export const USER_GROUP_CASES: RuleCases = {
  'UserGroup.EngineMissing': {
    template: group({ Engine: undefined }),
    construct: excludedBy('engine: UserEngine, so the engine is always rendered'),
  },
  'UserGroup.EngineInvalid': {
    template: group({ Engine: 'memcached' }),
    construct: program({ engine: UserEngine.of('memcached') }),
  },
  'UserGroup.IdMissing': {
    template: group({ UserGroupId: undefined }),
    construct: excludedBy('userGroupName?: string, which has a default'),
  },
  'UserGroup.IdInvalid': {
    template: group({ UserGroupId: 'my_users' }),
    construct: program({ userGroupName: 'my_users' }),
  },
  'UserGroup.IdNotLowercase': {
    template: group({ UserGroupId: 'Users' }),
    construct: program({ userGroupName: 'Users' }),
  },
  'UserGroup.UsersMissing': {
    template: group({ UserIds: undefined }),
    construct: excludedBy('users?: IUser[], which are always rendered'),
  },
  'UserGroup.NoUsers': {
    template: group({ UserIds: [] }),
    construct: program({ users: [] }),
  },
  'UserGroup.TooManyUsers': {
    template: group({ UserIds: Array.from({ length: 101 }, (_, index) => `app${index}`) }),
    construct: programWithUsers(UserEngine.VALKEY, ({ stack }) =>
      Array.from({ length: 101 }, (_, index) => IamUser.fromUserId(stack, `User${index}`, `app${index}`)),
    ),
  },
  'UserGroup.DuplicateUsers': {
    template: group({ UserIds: ['app', 'app'] }),
    construct: excludedBy('users: IUser[], of which the group holds each once'),
  },
  'UserGroup.UserIdInvalid': {
    template: group({ UserIds: ['web_app'] }),
    construct: programWithUsers(UserEngine.VALKEY, ({ stack }) => [IamUser.fromUserId(stack, 'User', 'web_app')]),
  },
  ...tagCases('UserGroup', (tags) => group({ Tags: tags }), program({})),
  'UserGroup.DeletionPolicyUnsupported': {
    template: group({}, { DeletionPolicy: 'Snapshot' }),
    construct: (scope) => createGroup(scope).applyRemovalPolicy(RemovalPolicy.SNAPSHOT),
  },
  'UserGroup.NameNotUnique': {
    template: { ...group({}), Other: group({}).Users },
    construct: (scope) => ['One', 'Other'].map((id) => createGroup(scope, { userGroupName: 'users' }, id)),
  },
  'UserGroup.UserIdsNotReferenced': {
    template: groupWithUsers({ UserIds: ['user0'] }, {}),
    construct: excludedBy('users: IUser[], which are rendered as references'),
  },
  'UserGroup.UserInOtherRegion': {
    template: excludedBy('UserIds, ids without Region'),
    construct: programWithUsers(UserEngine.VALKEY, ({ stack }) => [
      IamUser.fromUserArn(stack, 'User', 'arn:aws:elasticache:eu-west-1:111122223333:user:app'),
    ]),
  },
  'UserGroup.UserInOtherAccount': {
    template: excludedBy('UserIds, ids without account'),
    construct: programWithUsers(UserEngine.VALKEY, ({ stack }) => [
      IamUser.fromUserArn(stack, 'User', 'arn:aws:elasticache:us-east-1:444455556666:user:app'),
    ]),
  },
  'UserGroup.DefaultUserMissing': {
    template: groupWithUsers({ Engine: 'redis' }, { Engine: 'redis' }),
    construct: programWithUsers(UserEngine.REDIS, ({ stack }) => [IamUser.fromUserId(stack, 'User', 'app')]),
  },
  'UserGroup.DefaultUserUnknown': {
    template: group({ Engine: 'redis' }),
    construct: programWithUsers(UserEngine.REDIS, ({ stack }) => [PasswordUser.fromUserId(stack, 'User', 'app')]),
  },
  'UserGroup.DuplicateUserNames': {
    template: groupWithUsers({}, PASSWORD_USER, PASSWORD_USER),
    construct: programWithUsers(UserEngine.VALKEY, ({ stack }) =>
      ['One', 'Other'].map((id) => new PasswordUser(stack, id, { userName: 'app', accessControl })),
    ),
  },
  'UserGroup.ValkeyUserInRedisGroup': {
    template: groupWithUsers({ Engine: 'redis' }, DEFAULT_USER, {}),
    construct: programWithUsers(UserEngine.REDIS, ({ stack }) => [
      NoPasswordUser.fromDefaultUser(stack, 'Default'),
      new IamUser(stack, 'User', { accessControl }),
    ]),
  },
  'UserGroup.NoPasswordUserInValkeyGroup': {
    template: groupWithUsers({}, DEFAULT_USER),
    construct: programWithUsers(UserEngine.VALKEY, ({ stack }) => [
      new NoPasswordUser(stack, 'User', { accessControl }),
    ]),
  },
};
