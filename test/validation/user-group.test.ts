import type { Resources } from './check-resources';
import { checkResources } from './check-resources';

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
const group = (Engine: string, UserIds: unknown[], users: Resources = {}) =>
  checkResources({ Group: ['UserGroup', { UserGroupId: 'team', Engine, UserIds }], ...users });
const fault = (rule: string, message: string) => [`error Group UserGroup.${rule}: ${message}`];

const DEFAULT = user('the-default', { UserName: 'default' });

test('fails when a user stands twice', () => {
  expect(group('valkey', ['app', 'app'])).toEqual(
    fault('UsersDistinct', '\'UserIds\' must hold nothing twice, got "app" more than once'),
  );
});

test.each([
  [100, true],
  [101, false],
])('with %i users', (size, valid) => {
  const ids = Array.from({ length: size }, (_, index) => `u${index}`);

  expect(group('valkey', ids)).toEqual(
    valid ? [] : fault('UserCount', "'UserIds' must hold at most 100 users, got 101"),
  );
  expect(
    group('valkey', [
      ...ids.slice(0, 99),
      { 'Fn::If': ['A', 'x', { Ref: 'AWS::NoValue' }] },
      { 'Fn::If': ['A', { Ref: 'AWS::NoValue' }, 'y'] },
    ]),
  ).toEqual([]);
});

describe('a Redis OSS group', () => {
  test.each([
    ['the default user of ElastiCache', ['default', 'app'], {}],
    ['a default user of its own', [{ Ref: 'Default' }, { Ref: 'App' }], { Default: DEFAULT, App: user('app') }],
    ['a user that sounds like it, and stands elsewhere', ['team-default', 'app'], {}],
    ['users that are known only later', [{ 'Fn::ImportValue': 'user' }, { Ref: 'App' }], { App: user('app') }],
    ['a user whose name is known only later', [{ Ref: 'App' }], { App: user('app', { UserName: { Ref: 'Name' } }) }],
  ])('has %s', (_title, ids, users) => {
    expect(group('redis', ids, users as Resources)).toEqual([]);
  });

  test('fails without a user of the name default', () => {
    const message = (listed: string) =>
      fault(
        'RedisNeedsDefaultUser',
        `'UserIds' of a Redis OSS user group must hold a user with the name "default", got ${listed}; add one, or choose the engine valkey, which asks for none`,
      );

    expect(group('redis', [{ Ref: 'App' }], { App: user('app') })).toEqual(message("User 'App'"));
    expect(group('redis', [])).toEqual(message('none'));
  });

  test('is advised to tell who has the name default, where users stand elsewhere, whose ids do not tell their names', () => {
    const advice = (listed: string) => [
      'warning Group UserGroup.DefaultUserTold: \'UserIds\' of a Redis OSS user group should hold a user that is known to have the name "default", ' +
        `got ${listed}, of which the template does not tell it; AWS refuses the group if none has`,
    ];

    expect(group('redis', ['app', 'other'])).toEqual(advice('"app", "other"'));
    expect(group('redis', ['app', { Ref: 'Other' }], { Other: user('other') })).toEqual(
      advice('"app", User \'Other\''),
    );
    expect(group('redis', ['app', { Ref: 'Default' }], { Default: DEFAULT })).toEqual([]);
    expect(group('redis', ['app', { 'Fn::ImportValue': 'user' }])).toEqual([]);
    expect(group('valkey', ['app', 'other'])).toEqual([]);
  });

  test('fails with two users of one name', () => {
    expect(group('redis', ['default', { Ref: 'Default' }], { Default: DEFAULT })).toEqual(
      fault(
        'NamesDistinct',
        "'UserIds' must hold users with different names, got \"default\" again for User 'Default'; leave one of them out",
      ),
    );
  });

  test('fails with users of Valkey', () => {
    expect(group('redis', ['default', { Ref: 'App' }], { App: user('app', { Engine: 'valkey' }) })).toEqual(
      fault(
        'RedisUsers',
        "'UserIds' of a Redis OSS user group must be users of Redis OSS, got User 'App' of valkey; give them the engine redis, or the group valkey",
      ),
    );
  });
});

describe('a Valkey group', () => {
  test('takes users of both engines who authenticate', () => {
    expect(
      group('valkey', [{ Ref: 'App' }, { Ref: 'Other' }, { Ref: 'Third' }], {
        App: user('app'),
        Other: user('other', { Engine: 'valkey' }),
        Third: user('third', { AuthenticationMode: undefined, Passwords: ['{{resolve:secretsmanager:x}}'] }),
      }),
    ).toEqual([]);
  });

  test('is not judged by users of whom nobody knows how they log in', () => {
    expect(group('valkey', [{ Ref: 'App' }], { App: user('app', { AuthenticationMode: { Ref: 'Later' } }) })).toEqual(
      [],
    );
  });

  test('fails with users who do not', () => {
    const open = user('app', { AuthenticationMode: { Type: 'no-password-required' } });
    const message = (listed: string) =>
      fault(
        'ValkeyUsersAuthenticate',
        `'UserIds' of a Valkey user group must be users with a password or IAM authentication, got ${listed} without; ` +
          'use others, or a group with the engine redis',
      );

    expect(group('valkey', [{ Ref: 'App' }], { App: open })).toEqual(message("User 'App'"));
    expect(
      group('valkey', [{ Ref: 'App' }], {
        App: user('app', { AuthenticationMode: undefined, NoPasswordRequired: true }),
      }),
    ).toEqual(message("User 'App'"));
    expect(group('valkey', ['default'])).toEqual(message('the user "default" that ElastiCache itself makes'));
  });
});

test('users of the same template should be referred to', () => {
  const advice =
    "warning Group UserGroup.UserIdsByReference: 'UserIds' should refer to User 'App' instead of naming it, so that CloudFormation makes it first; use Ref";
  const named = (more: object) =>
    checkResources({
      Group: ['UserGroup', { UserGroupId: 'team', Engine: 'valkey', UserIds: ['app', 'elsewhere'] }, more],
      App: user('app'),
    });

  expect(named({})).toEqual([advice]);
  expect([named({ DependsOn: 'App' }), named({ DependsOn: ['X', 'App'] })]).toEqual([[], []]);
});
