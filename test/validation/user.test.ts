import { checkProperties, checkResources } from './check-resources';
import { PropertyReader } from '../../src/validation/property-reader';
import { USER_RULES } from '../../src/validation/rules/user';

const IAM = { AuthenticationMode: { Type: 'iam' } };
const user = (properties: object) =>
  checkResources({
    User: ['User', { Engine: 'valkey', UserId: 'app', UserName: 'app', AccessString: 'on ~* +@all', ...properties }],
  });
const fault = (rule: string, message: string, severity = 'error') => [`${severity} User User.${rule}: ${message}`];
const password = (...Passwords: unknown[]) => ({ AuthenticationMode: { Type: 'password', Passwords } });
const SECRET = '{{resolve:secretsmanager:app}}';

test.each([
  ['IAM', IAM],
  ['a password in a secret', password(SECRET)],
  ['two passwords', password(SECRET, { Ref: 'Other' })],
  ['passwords in the older property', { Passwords: [SECRET] }],
  [
    'passwords that are known only later',
    { AuthenticationMode: { Type: 'password', Passwords: { 'Fn::Split': [',', { Ref: 'Passwords' }] } } },
  ],
  ['authentication that is known only later', { AuthenticationMode: { 'Fn::If': ['A', {}, {}] } }],
  ['no password for Redis OSS', { Engine: 'redis', AuthenticationMode: { Type: 'no-password-required' } }],
  [
    'no password for Redis OSS, said twice',
    { Engine: 'redis', AuthenticationMode: { Type: 'no-password-required' }, NoPasswordRequired: true },
  ],
  ['no password in the older property', { Engine: 'redis', NoPasswordRequired: 'true' }],
  ['a flag that is known only later', { Engine: 'redis', NoPasswordRequired: { Ref: 'Flag' } }],
])('takes %s', (_title, properties) => {
  expect(user(properties)).toEqual([]);
});

test.each([
  'EngineGiven Engine choose valkey or redis',
  'IdGiven UserId give the user an id',
  'NameGiven UserName give the name by which clients log in',
  'AccessStringGiven AccessString say which keys and commands the user may use',
])('fails without %s', (line) => {
  const [, rule, property, wayOut] = /^(\w+) (\w+) (.*)$/.exec(line)!;

  expect(user({ ...IAM, [property]: undefined })).toEqual(
    fault(rule, `'${property}' must be given, got nothing; ${wayOut}`),
  );
});

test('fails for the id of the user that ElastiCache makes', () => {
  expect(user({ ...IAM, UserId: 'default', UserName: 'default' })).toEqual(
    fault(
      'IdNotReserved',
      '\'UserId\' must not be "default", which belongs to the user that ElastiCache itself makes ' +
        'in every account; choose another id and keep \'UserName\' "default", or import that user: NoPasswordUser.defaultUser()',
    ),
  );
});

test.each([
  ['nothing', {}],
  ['a flag that is off', { NoPasswordRequired: false }],
  ['nothing by AWS::NoValue', { AuthenticationMode: { Ref: 'AWS::NoValue' } }],
])('fails without authentication: %s', (_title, properties) => {
  expect(user(properties)).toEqual(
    fault(
      'AuthenticationGiven',
      "'AuthenticationMode' must be given, got nothing; choose password, iam or no-password-required",
    ),
  );
});

describe('the authentication mode', () => {
  test('fails without a type', () => {
    expect(user({ AuthenticationMode: { Passwords: [SECRET] } })).toEqual(
      fault(
        'AuthenticationTypeGiven',
        "'AuthenticationMode.Type' must be given, got nothing; choose password, iam or no-password-required",
      ),
    );
  });

  test('fails for an unknown type', () => {
    expect(user({ AuthenticationMode: { Type: 'IAM' } })).toEqual(
      fault(
        'AuthenticationTypeKnown',
        '\'AuthenticationMode.Type\' must be one of password, iam, no-password-required, got "IAM"',
      ),
    );
  });

  test.each([
    ['iam', { AuthenticationMode: { Type: 'iam', Passwords: [SECRET] } }, 'AuthenticationMode.Passwords'],
    ['iam', { AuthenticationMode: { Type: 'iam' }, Passwords: [SECRET] }, 'Passwords'],
    [
      'no-password-required',
      { Engine: 'redis', AuthenticationMode: { Type: 'no-password-required', Passwords: [SECRET] } },
      'AuthenticationMode.Passwords',
    ],
  ])('fails for %s with passwords', (type, properties, where) => {
    expect(user(properties)).toEqual(
      fault(
        'PasswordsFitType',
        `'${where}' must not stand beside authentication ${type}, got both; leave the passwords out, or choose password`,
      ),
    );
  });

  test.each([
    ['password', password(SECRET)],
    ['iam', IAM],
  ])('fails for %s that is not required', (type, properties) => {
    expect(user({ Engine: 'redis', ...properties, NoPasswordRequired: true })).toEqual(
      fault(
        'NoPasswordFitsType',
        `'NoPasswordRequired' must not be true beside authentication ${type}, got both; leave it out`,
      ),
    );
  });

  test('fails for passwords that are not required', () => {
    expect(user({ Engine: 'redis', Passwords: [SECRET], NoPasswordRequired: true })).toEqual(
      fault(
        'NoPasswordHasNoPasswords',
        "'NoPasswordRequired' must not be true beside 'Passwords', got both; leave one of them out",
      ),
    );
  });

  test('fails for passwords in two places', () => {
    expect(user({ ...password(SECRET), Passwords: [SECRET] })).toEqual(
      fault(
        'PasswordsOnce',
        "'Passwords' must not stand beside 'AuthenticationMode.Passwords', got both; leave one of them out",
      ),
    );
  });

  test.each([[{ AuthenticationMode: { Type: 'no-password-required' } }], [{ NoPasswordRequired: true }]])(
    'fails for Valkey without a password: %j',
    (properties) => {
      expect(user(properties)).toEqual(
        fault(
          'ValkeyNeedsAuthentication',
          "'Engine' must be redis for a user without a password, got valkey; use a password or IAM authentication for Valkey",
        ),
      );
    },
  );

  test('fails for an IAM user by another name', () => {
    expect(user({ ...IAM, UserName: 'default' })).toEqual(
      fault('IamNameIsId', '\'UserName\' of an IAM user must be its \'UserId\' "app", got "default"; leave it out'),
    );
  });
});

describe('passwords', () => {
  const plain = '0123456789abcdef';
  const advice = (where: string) =>
    fault(
      'PasswordInSecret',
      `'${where}' should stand in AWS Secrets Manager, got one that everybody can read who can read the template; ` +
        'use {{resolve:secretsmanager:…}}',
      'warning',
    );
  const form = 'must have 16 to 128 printable characters without , " / @';

  test.each([
    ['AuthenticationMode.Passwords', (...given: unknown[]) => password(...given), 'PasswordCount', 'PasswordForm'],
    ['Passwords', (...given: unknown[]) => ({ Passwords: given }), 'OldPasswordCount', 'OldPasswordForm'],
  ])('have their limits in %s', (where, of, count, forms) => {
    expect(user(of())).toEqual(fault(count, `'${where}' must hold 1 or 2 passwords, got 0`));
    expect(user(of(SECRET, SECRET, SECRET))).toEqual(fault(count, `'${where}' must hold 1 or 2 passwords, got 3`));
    expect(user(of(plain, plain))).toEqual([
      ...fault(count, `'${where}' must hold different passwords, got the same one twice; give one of them only`),
      ...advice(where),
    ]);
    expect(user(of('x'.repeat(15), 'x'.repeat(129)))).toEqual([
      ...fault(forms, `'${where}' ${form}, got one of 15 characters and one of 129 characters`),
      ...advice(where),
    ]);
    expect([...'",/@\u0007é'].map((character) => user(of(plain + character)))).toEqual(
      Array(6).fill([...fault(forms, `'${where}' ${form}, got one with other characters`), ...advice(where)]),
    );
  });

  test.each([[plain], ['x'.repeat(128)], [1234567890123456]])(
    'may stand in the template, with the advice to take them away: %s',
    (given) => {
      expect(user(password(given))).toEqual(advice('AuthenticationMode.Passwords'));
    },
  );

  test('fails for a type that needs one and has none', () => {
    expect(user({ AuthenticationMode: { Type: 'password' } })).toEqual(
      fault('PasswordCount', "'AuthenticationMode.Passwords' must hold 1 or 2 passwords, got 0"),
    );
  });

  test('never stand in a fault', () => {
    const secret = 'sh0rt"@/,';
    const faults = checkProperties(USER_RULES, {
      Passwords: [secret, secret],
      AuthenticationMode: { Type: 'password', Passwords: [secret, secret, secret] },
    }).join();

    expect(faults).toContain('passwords');
    expect(faults).not.toContain('sh0rt');
  });
});

describe('access strings', () => {
  const access = (AccessString: unknown) => user({ ...IAM, AccessString });

  test.each([
    'on ~* +@all',
    'off -@all',
    'on ~* +@all -config|set -debug',
    'on ~app:* &* +@read +acl|whoami (%R~x +get)',
    'on +@admin',
  ])('may be "%s"', (accessString) => {
    expect(access(accessString)).toEqual([]);
  });

  test('are not judged when they are known only later', () => {
    expect(access({ 'Fn::Sub': 'on ~${Prefix}:* +@all' })).toEqual([]);
  });

  test('fail with all that no version understands', () => {
    expect(access('on ~* +gett >secret +@reads')).toEqual(
      fault(
        'AccessStringForm',
        '\'AccessString\' has "+gett", which names no command of any version; did you mean "+get" ' +
          'and has ">…", which ElastiCache does not take in an access string; give the user its passwords instead ' +
          'and has "+@reads", which names no command category of any version; did you mean "+@read"',
      ),
    );
  });

  test.each([
    ['on ~* +config', '"+config"'],
    ['on ~* +CONFIG|GET +get', '"+CONFIG|GET"'],
    ['on ~* (~x +debug) +acl|setuser', '"+debug", "+acl|setuser"'],
    ['on +sync', '"+sync"'],
  ])('fail with commands that nobody may use: %s', (accessString, got) => {
    expect(access(accessString)).toEqual(
      fault(
        'AccessStringGrants',
        `'AccessString' must not allow commands that ElastiCache keeps for itself, got ${got}; leave it out`,
      ),
    );
  });

  test('are not read again for a construct, which has read them already', () => {
    expect(
      USER_RULES.find(({ id }) => id === 'User.AccessStringForm')!.check(
        new PropertyReader({ accessString: 'nonsense' }, {}),
      ),
    ).toBeUndefined();
  });
});
