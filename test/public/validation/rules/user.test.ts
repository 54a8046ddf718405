import { listMessages, checkResources } from '../check-resources';

const IAM = { AuthenticationMode: { Type: 'iam' } };
const checkUser = (properties: object) =>
  checkResources({
    User: ['User', { Engine: 'valkey', UserId: 'app', UserName: 'app', AccessString: 'on ~* +@all', ...properties }],
  });
const formatFinding = (rule: string, message: string, severity = 'error') => [
  `${severity} User User.${rule}: ${message}`,
];
const password = (...Passwords: unknown[]) => ({ AuthenticationMode: { Type: 'password', Passwords } });
const SECRET = '{{resolve:secretsmanager:app}}';

test.each([
  ['IAM', IAM],
  ['a password in a secret', password(SECRET)],
  ['two passwords', password(SECRET, { Ref: 'Other' })],
  ['passwords in the older property', { Passwords: [SECRET] }],
  [
    'unresolved passwords',
    { AuthenticationMode: { Type: 'password', Passwords: { 'Fn::Split': [',', { Ref: 'Passwords' }] } } },
  ],
  ['unresolved authentication', { AuthenticationMode: { 'Fn::If': ['A', {}, {}] } }],
  ['no password for Redis OSS', { Engine: 'redis', AuthenticationMode: { Type: 'no-password-required' } }],
  [
    'no password for Redis OSS, specified in both properties',
    { Engine: 'redis', AuthenticationMode: { Type: 'no-password-required' }, NoPasswordRequired: true },
  ],
  ['no password in the older property', { Engine: 'redis', NoPasswordRequired: 'true' }],
  ['an unresolved flag', { Engine: 'redis', NoPasswordRequired: { Ref: 'Flag' } }],
])('accepts %s', (_title, properties) => {
  expect(checkUser(properties)).toEqual([]);
});

test.each([
  ['Engine', 'EngineMissing'],
  ['UserId', 'IdMissing'],
  ['UserName', 'NameMissing'],
  ['AccessString', 'AccessStringMissing'],
])('fails without %s', (property, rule) => {
  expect(checkUser({ ...IAM, [property]: undefined })).toEqual(formatFinding(rule, `'${property}'`));
});

test('fails with the id of the default user', () => {
  expect(checkUser({ ...IAM, UserId: 'default', UserName: 'default' })).toEqual(
    formatFinding('IdReserved', "'UserId'"),
  );
});

test.each([
  ['nothing', {}],
  ['a flag that is false', { NoPasswordRequired: false }],
  ['nothing by AWS::NoValue', { AuthenticationMode: { Ref: 'AWS::NoValue' } }],
])('fails without authentication: %s', (_title, properties) => {
  expect(checkUser(properties)).toEqual(formatFinding('AuthenticationMissing', "'AuthenticationMode'"));
});

describe('the authentication mode', () => {
  test('fails without a type', () => {
    expect(checkUser({ AuthenticationMode: { Passwords: [SECRET] } })).toEqual(
      formatFinding('AuthenticationTypeMissing', "'AuthenticationMode.Type'"),
    );
  });

  test('fails with an unknown type', () => {
    expect(checkUser({ AuthenticationMode: { Type: 'token' } })).toEqual(
      formatFinding('AuthenticationTypeInvalid', '\'AuthenticationMode.Type\' but got "token"'),
    );
  });

  test.each([
    [{ AuthenticationMode: { Type: 'iam', Passwords: [SECRET] } }, 'AuthenticationMode.Passwords'],
    [{ AuthenticationMode: { Type: 'iam' }, Passwords: [SECRET] }, 'Passwords'],
    [
      { Engine: 'redis', AuthenticationMode: { Type: 'no-password-required', Passwords: [SECRET] } },
      'AuthenticationMode.Passwords',
    ],
  ])('fails with passwords and another type of authentication: %j', (properties, where) => {
    expect(checkUser(properties)).toEqual(formatFinding('PasswordsConflictWithType', `'${where}'`));
  });

  test.each([
    ['password', password(SECRET)],
    ['iam', IAM],
  ])('fails with type %s when no password is required', (_, properties) => {
    expect(checkUser({ Engine: 'redis', ...properties, NoPasswordRequired: true })).toEqual(
      formatFinding('NoPasswordConflictsWithType', "'NoPasswordRequired'"),
    );
  });

  test('fails with passwords when no password is required', () => {
    expect(checkUser({ Engine: 'redis', Passwords: [SECRET], NoPasswordRequired: true })).toEqual(
      formatFinding('NoPasswordConflictsWithPasswords', "'NoPasswordRequired'"),
    );
  });

  test('fails with passwords in both properties', () => {
    expect(checkUser({ ...password(SECRET), Passwords: [SECRET] })).toEqual(
      formatFinding('PasswordsConflict', "'Passwords'"),
    );
  });

  test.each([[{ AuthenticationMode: { Type: 'no-password-required' } }], [{ NoPasswordRequired: true }]])(
    'fails for Valkey without a password: %j',
    (properties) => {
      expect(checkUser(properties)).toEqual(
        formatFinding('ValkeyUserRequiresAuthentication', "'Engine' but got valkey"),
      );
    },
  );

  test('fails when the name of an IAM user is not its id', () => {
    expect(checkUser({ ...IAM, UserName: 'default' })).toEqual(
      formatFinding('IamUserNameMismatch', '\'UserName\' but got "default"'),
    );
  });
});

describe('passwords', () => {
  const plain = '0123456789abcdef';
  const advice = (where: string) => formatFinding('PasswordInPlaintext', `'${where}'`, 'warning');

  test.each([
    [
      'AuthenticationMode.Passwords',
      (...passwords: unknown[]) => password(...passwords),
      'PasswordCountInvalid',
      'PasswordInvalid',
    ],
    [
      'Passwords',
      (...passwords: unknown[]) => ({ Passwords: passwords }),
      'LegacyPasswordCountInvalid',
      'LegacyPasswordInvalid',
    ],
  ])('validates the count, length, and characters of %s', (where, specify, count, forms) => {
    expect(checkUser(specify())).toEqual(formatFinding(count, `'${where}' but got 0`));
    expect(checkUser(specify(SECRET, SECRET, SECRET))).toEqual(formatFinding(count, `'${where}' but got 3`));
    expect(checkUser(specify(plain, plain))).toEqual([...formatFinding(count, `'${where}'`), ...advice(where)]);
    expect(checkUser(specify('x'.repeat(15), 'x'.repeat(129)))).toEqual([
      ...formatFinding(forms, `'${where}' but got a password of 15 characters and a password of 129 characters`),
      ...advice(where),
    ]);
    expect([...'",/@\u0007é'].map((character) => checkUser(specify(plain + character)))).toEqual(
      Array(6).fill([...formatFinding(forms, `'${where}' but got a password with other characters`), ...advice(where)]),
    );
  });

  test.each([[plain], ['x'.repeat(128)], [1234567890123456]])(
    'warns when the password %s is in plaintext',
    (passwords) => {
      expect(checkUser(password(passwords))).toEqual(advice('AuthenticationMode.Passwords'));
    },
  );

  test('fails when a password user has no passwords', () => {
    expect(checkUser({ AuthenticationMode: { Type: 'password' } })).toEqual(
      formatFinding('PasswordCountInvalid', "'AuthenticationMode.Passwords' but got 0"),
    );
  });

  test('are never part of a message', () => {
    const secret = 'sh0rt"@/,';
    const errors = listMessages('User', {
      Passwords: [secret, secret],
      AuthenticationMode: { Type: 'password', Passwords: [secret, secret, secret] },
    }).join();

    expect(errors).toContain('passwords');
    expect(errors).not.toContain('sh0rt');
  });
});

describe('access strings', () => {
  const access = (AccessString: unknown) => checkUser({ ...IAM, AccessString });

  test.each([
    'on ~* +@all',
    'off -@all',
    'on ~* +@all -config|set -debug',
    'on ~app:* &* +@read +acl|whoami (%R~x +get)',
    'on +@admin',
  ])('accepts "%s"', (accessString) => {
    expect(access(accessString)).toEqual([]);
  });

  test('does not validate unresolved access strings', () => {
    expect(access({ 'Fn::Sub': 'on ~${Prefix}:* +@all' })).toEqual([]);
  });

  test('lists all rules that no engine version supports', () => {
    expect(access('on ~* gett >secret +get,+set')).toEqual(
      formatFinding('AccessStringInvalid', '\'AccessString\' but got "gett"'),
    );
  });

  test.each(['+@al', '+@reads', '-@writes'])('fails for the misspelled category in %s', (rule) => {
    expect(access(`on ~* ${rule}`)).toEqual(formatFinding('AccessStringInvalid', `'AccessString' but got "${rule}"`));
  });

  test.each(['search', 'json', 'bloom', 'timeseries', 'vector', 'module'])(
    'does not fail for the category %s',
    (name) => {
      expect(access(`on ~* +@${name}`)).not.toContainEqual(expect.stringContaining('AccessStringInvalid'));
    },
  );

  test('adds a warning for commands and categories that no known version has, because newer versions can have them', () => {
    expect(access('on ~* +gett +ft.list2 +@vectors')).toEqual([
      'warning User User.CommandUnknown: \'AccessString\' but got "+gett"',
    ]);
  });

  test.each([
    ['on ~* +config', '"+config"'],
    ['on ~* +CONFIG|GET +get', '"+CONFIG|GET"'],
    ['on ~* (~x +debug) +acl|setuser', '"+debug" and "+acl|setuser"'],
    ['on +sync', '"+sync"'],
  ])('fails when %s allows commands that ElastiCache reserves', (accessString, got) => {
    expect(access(accessString)).toEqual(
      formatFinding('AccessStringAllowsRestrictedCommand', `'AccessString' but got ${got}`),
    );
  });
});
