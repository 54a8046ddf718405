import type { Programs } from './program';
import {
  accessControl,
  clientFunction,
  iamUser,
  key,
  passwordUser,
  replicationGroup,
  secret,
  serverlessCache,
  userGroup,
} from './program';
import {
  Authentication,
  IamUser,
  NoPasswordUser,
  PasswordUser,
  UserCredentials,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';

/** Users, user groups, and secrets in another stack than the cache. */
export const USERS: Programs = {
  'user group with a password user in another stack, serverless cache': {
    covers: ['ServerlessCacheProps.userGroup', 'UserGroupProps.users'],
    requires: { namedResource: 'userGroup' },
    create: (scopes) => serverlessCache(scopes, { userGroup: userGroup(scopes.other, passwordUser(scopes.other)) }),
  },
  'user group with a password user in another stack, replication group': {
    covers: ['Authentication.userGroup(userGroup)'],
    requires: { namedResource: 'authentication' },
    create: (scopes) =>
      replicationGroup(scopes, {
        authentication: Authentication.userGroup(userGroup(scopes.other, passwordUser(scopes.other))),
      }),
  },
  'password user in another stack, serverless cache': {
    covers: ['UserGroupProps.users'],
    requires: { namedResource: 'users' },
    create: (scopes) => serverlessCache(scopes, { userGroup: userGroup(scopes.cache, passwordUser(scopes.other)) }),
  },
  'password user in another stack that is added later': {
    covers: ['IUserGroup.addUser(user)'],
    requires: { namedResource: 'users' },
    create: (scopes) => {
      const group = userGroup(scopes.cache);
      serverlessCache(scopes, { userGroup: group });
      group.addUser(passwordUser(scopes.other));
    },
  },
  'password user with an encrypted secret in another stack': {
    covers: ['GeneratedUserSecretOptions.encryptionKey'],
    requires: { namedResource: 'userGroup' },
    create: (scopes) => {
      const credentials = UserCredentials.fromGeneratedSecret({ encryptionKey: key(scopes) });
      const user = new PasswordUser(scopes.other, 'User', { accessControl, credentials });
      serverlessCache(scopes, { userGroup: userGroup(scopes.other, user) });
    },
  },
  'client in the stack of the cache, user group in another stack': {
    covers: ['IServerlessCache.connectAs(user)', 'IServerlessCache.connectAs(target)'],
    requires: { namedResource: 'userGroup' },
    create: (scopes) => {
      const user = passwordUser(scopes.other);
      const cache = serverlessCache(scopes, { userGroup: userGroup(scopes.other, user) });
      cache.connectAs(user, clientFunction(scopes.cache, scopes.cacheVpc));
    },
  },
  'user in the stack of the cache, user group in another stack': {
    covers: ['UserGroupProps.users'],
    requires: { userOfLaterStack: 'userGroup', namedResource: 'userGroup' },
    create: (scopes) => serverlessCache(scopes, { userGroup: userGroup(scopes.other, iamUser(scopes.cache)) }),
  },
  'user in the stack of the client, user group in the stack of the cache': {
    covers: ['IServerlessCache.connectAs(user)'],
    requires: { securityGroupRule: 'target', clientInStackOfUser: 'target' },
    create: (scopes) => {
      const user = iamUser(scopes.other);
      const cache = serverlessCache(scopes, { userGroup: userGroup(scopes.cache, user) });
      cache.connectAs(user, clientFunction(scopes.other, scopes.otherVpc));
    },
  },
  'user group in the stack of the client': {
    covers: ['IServerlessCache.connectAs(user)'],
    requires: { namedResource: 'userGroup', clientInStackOfUser: 'target' },
    create: (scopes) => {
      const user = iamUser(scopes.other);
      const cache = serverlessCache(scopes, { userGroup: userGroup(scopes.other, user) });
      cache.connectAs(user, clientFunction(scopes.other, scopes.otherVpc));
    },
  },

  'key of a generated secret in another stack': {
    covers: ['GeneratedUserSecretOptions.encryptionKey'],
    requires: { key: 'credentials' },
    create: (scopes) => {
      const credentials = UserCredentials.fromGeneratedSecret({ encryptionKey: key(scopes) });
      const user = new PasswordUser(scopes.cache, 'User', { accessControl, credentials });
      serverlessCache(scopes, { userGroup: userGroup(scopes.cache, user) });
    },
  },
  'encrypted secret of a client in another stack': {
    covers: ['GeneratedUserSecretOptions.encryptionKey', 'IServerlessCache.connectAs(target)'],
    requires: { securityGroupRule: 'target' },
    create: (scopes) => {
      const credentials = UserCredentials.fromGeneratedSecret({
        encryptionKey: key({ ...scopes, other: scopes.cache }),
      });
      const user = new PasswordUser(scopes.cache, 'User', { accessControl, credentials });
      const cache = serverlessCache(scopes, { userGroup: userGroup(scopes.cache, user) });
      cache.connectAs(user, clientFunction(scopes.other, scopes.otherVpc));
    },
  },
  'secret of a user in another stack': {
    covers: ['UserCredentials.fromSecret(secret)'],
    requires: { secret: 'credentials' },
    create: (scopes) =>
      new PasswordUser(scopes.cache, 'User', {
        accessControl,
        credentials: UserCredentials.fromSecret(secret(scopes)),
      }),
  },
  'user group with a user without a password that is imported in another stack': {
    covers: ['NoPasswordUser.fromUserId()'],
    requires: { namedResource: 'users' },
    create: ({ cache, other }) =>
      new UserGroup(cache, 'Users', {
        engine: UserEngine.REDIS,
        users: [NoPasswordUser.fromDefaultUser(cache, 'Default'), NoPasswordUser.fromUserId(other, 'User', 'guest')],
      }),
  },
  'secret of connectAs in another stack': {
    covers: ['ConnectOptions.secret'],
    requires: { securityGroupRule: 'target' },
    create: (scopes) => {
      const user = PasswordUser.fromUserId(scopes.cache, 'User', 'app');
      const cache = serverlessCache(scopes, { userGroup: userGroup(scopes.cache, user) });
      cache.connectAs(user, clientFunction(scopes.other, scopes.otherVpc), { secret: secret(scopes) });
    },
  },
  'AUTH token in a secret in another stack': {
    covers: ['Authentication.authToken(secret)'],
    requires: { secret: 'authentication' },
    create: (scopes) => replicationGroup(scopes, { authentication: Authentication.authToken(secret(scopes), 'token') }),
  },
  'key of a generated AUTH token in another stack': {
    covers: ['GeneratedAuthTokenOptions.encryptionKey'],
    requires: { key: 'authentication' },
    create: (scopes) =>
      replicationGroup(scopes, { authentication: Authentication.generatedAuthToken({ encryptionKey: key(scopes) }) }),
  },

  'users imported in another stack': {
    covers: [
      'IamUser.fromUserArn()',
      'IamUser.fromUserAttributes()',
      'PasswordUser.fromUserArn()',
      'PasswordUser.fromUserAttributes()',
      'NoPasswordUser.fromDefaultUser()',
      'NoPasswordUser.fromUserArn()',
      'NoPasswordUser.fromUserAttributes()',
    ],
    create: ({ cache, other }) => {
      const arn = (name: string) => `arn:aws:elasticache:eu-west-1:111122223333:user:${name}`;
      new UserGroup(cache, 'Users', {
        engine: UserEngine.REDIS,
        users: [
          NoPasswordUser.fromDefaultUser(other, 'Default'),
          IamUser.fromUserArn(other, 'Iam', arn('iam')),
          IamUser.fromUserAttributes(other, 'IamAttributes', { userArn: arn('iam2') }),
          PasswordUser.fromUserArn(other, 'Password', arn('password')),
          PasswordUser.fromUserAttributes(other, 'PasswordAttributes', { userArn: arn('password2') }),
          NoPasswordUser.fromUserArn(other, 'NoPassword', arn('no-password')),
          NoPasswordUser.fromUserAttributes(other, 'NoPasswordAttributes', { userArn: arn('no-password2') }),
        ],
      });
    },
  },
};
