import type { Resources } from '../check-resources';
import { checkResources } from '../check-resources';

const user = (UserId: string, properties: object = {}): Resources[string] => [
  'User',
  {
    UserId,
    UserName: UserId,
    Engine: 'redis',
    AccessString: 'off -@all',
    AuthenticationMode: { Type: 'password', Passwords: ['{{resolve:secretsmanager:x}}'] },
    ...properties,
  },
];
const checkGroup = (Engine: string, UserIds: unknown[], users: Resources = {}) =>
  checkResources({ Group: ['UserGroup', { UserGroupId: 'team', Engine, UserIds }], ...users });
const formatError = (rule: string, message: string) => [`error Group UserGroup.${rule}: ${message}`];

const DEFAULT = user('the-default', { UserName: 'default' });

test('fails without users', () => {
  expect(checkResources({ Group: ['UserGroup', { UserGroupId: 'team', Engine: 'valkey' }] })).toEqual(
    formatError('UsersMissing', "'UserIds'"),
  );
});

test('adds a warning for a group without users, which only Valkey can have', () => {
  const warning = "warning Group UserGroup.NoUsers: 'UserIds'";

  expect(checkGroup('valkey', [])).toEqual([warning]);
  expect(checkGroup('redis', [])).toEqual([warning, "error Group UserGroup.DefaultUserMissing: 'UserIds'"]);
});

test('fails with a duplicate user', () => {
  expect(checkGroup('valkey', ['app', 'app'])).toEqual(
    formatError('DuplicateUsers', '\'UserIds\' but got "app" more than once'),
  );
});

test.each([
  [100, []],
  [101, ["warning Group UserGroup.TooManyUsers: 'UserIds' but got 101"]],
])('adds a warning for more than 100 users, got %i', (size, warnings) => {
  const ids = Array.from({ length: size }, (_, index) => `u${index}`);

  expect(checkGroup('valkey', ids)).toEqual(warnings);
  expect(
    checkGroup('valkey', [
      ...ids.slice(0, 99),
      { 'Fn::If': ['A', 'x', { Ref: 'AWS::NoValue' }] },
      { 'Fn::If': ['A', { Ref: 'AWS::NoValue' }, 'y'] },
    ]),
  ).toEqual([]);
});

describe('a Redis OSS group', () => {
  test.each([
    ['the default user of ElastiCache', ['default', 'app'], {}],
    ['a custom default user', [{ Ref: 'Default' }, { Ref: 'App' }], { Default: DEFAULT, App: user('app') }],
    ['a user of another stack whose id contains default', ['team-default', 'app'], {}],
    ['unresolved users', [{ 'Fn::ImportValue': 'user' }, { Ref: 'App' }], { App: user('app') }],
    ['a user with an unresolved name', [{ Ref: 'App' }], { App: user('app', { UserName: { Ref: 'Name' } }) }],
  ])('accepts %s', (_title, ids, users) => {
    expect(checkGroup('redis', ids, users as Resources)).toEqual([]);
  });

  test('fails without a user named default', () => {
    expect(checkGroup('redis', [{ Ref: 'App' }], { App: user('app') })).toEqual(
      formatError('DefaultUserMissing', "'UserIds'"),
    );
  });

  test('warns when users of other stacks may not include one named default', () => {
    const advice = (names: string) => [
      `warning Group UserGroup.DefaultUserUnknown: 'UserIds' but the ${names} unknown`,
    ];

    expect(checkGroup('redis', ['app', 'other'])).toEqual(advice('user names of "app" and "other" are'));
    expect(checkGroup('redis', ['app', { Ref: 'Other' }], { Other: user('other') })).toEqual(
      advice('user name of "app" is'),
    );
    expect(checkGroup('redis', ['app', { Ref: 'Default' }], { Default: DEFAULT })).toEqual([]);
    expect(checkGroup('redis', ['app', { 'Fn::ImportValue': 'user' }])).toEqual([]);
    expect(checkGroup('valkey', ['app', 'other'])).toEqual([]);
  });

  test('fails with two users of the same name', () => {
    expect(checkGroup('redis', ['default', { Ref: 'Default' }], { Default: DEFAULT })).toEqual(
      formatError(
        'DuplicateUserNames',
        "'UserIds' but got \"default\" for the default user of ElastiCache and User 'Default'",
      ),
    );
  });

  test('fails with users of Valkey', () => {
    expect(checkGroup('redis', ['default', { Ref: 'App' }], { App: user('app', { Engine: 'valkey' }) })).toEqual(
      formatError('ValkeyUserInRedisGroup', "'UserIds' but got User 'App' with the engine valkey"),
    );
  });
});

describe('a Valkey group', () => {
  test('accepts users of both engines with authentication', () => {
    expect(
      checkGroup('valkey', [{ Ref: 'App' }, { Ref: 'Other' }, { Ref: 'Third' }], {
        App: user('app'),
        Other: user('other', { Engine: 'valkey' }),
        Third: user('third', { AuthenticationMode: undefined, Passwords: ['{{resolve:secretsmanager:x}}'] }),
      }),
    ).toEqual([]);
  });

  test('accepts users with unresolved authentication', () => {
    expect(
      checkGroup('valkey', [{ Ref: 'App' }], { App: user('app', { AuthenticationMode: { Ref: 'Later' } }) }),
    ).toEqual([]);
  });

  test('fails with users without authentication', () => {
    const open = user('app', { AuthenticationMode: { Type: 'no-password-required' } });
    const message = (users: string) => formatError('NoPasswordUserInValkeyGroup', `'UserIds' but got ${users}`);

    expect(checkGroup('valkey', [{ Ref: 'App' }], { App: open })).toEqual(message("User 'App'"));
    expect(
      checkGroup('valkey', [{ Ref: 'App' }], {
        App: user('app', { AuthenticationMode: undefined, NoPasswordRequired: true }),
      }),
    ).toEqual(message("User 'App'"));
    expect(checkGroup('valkey', ['default'])).toEqual(message('the default user of ElastiCache'));
  });
});

test('warns when users of the same template are not referenced', () => {
  const advice = "warning Group UserGroup.UserIdsNotReferenced: 'UserIds'";
  const named = (more: object) =>
    checkResources({
      Group: ['UserGroup', { UserGroupId: 'team', Engine: 'valkey', UserIds: ['app', 'elsewhere'] }, more],
      App: user('app'),
    });

  expect(named({})).toEqual([advice]);
  expect([named({ DependsOn: 'App' }), named({ DependsOn: ['X', 'App'] })]).toEqual([[], []]);
});
