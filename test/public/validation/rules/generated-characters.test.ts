import { checkRule } from '../check-resources';

/** The punctuation that AWS Secrets Manager generates and AUTH tokens must not contain. */
const INVALID_IN_TOKENS = '"%\'()*+,./:;=?@[\\]_`{|}~';

const secret = (generateSecretString: unknown) =>
  ['AWS::SecretsManager::Secret', { GenerateSecretString: generateSecretString }] as [string, object];

const REFERENCE = { 'Fn::Sub': '{{resolve:secretsmanager:${Secret}}}' };

describe('the characters of a generated AUTH token', () => {
  const check = (options: unknown, token: unknown = REFERENCE) =>
    ['Invalid', 'Unreliable'].filter(
      (suffix) =>
        checkRule(`ReplicationGroup.GeneratedAuthToken${suffix}`, {
          Group: ['ReplicationGroup', { AuthToken: token }],
          Secret: secret(options),
        }).length > 0,
    );

  test.each([
    ['the default options', {}],
    ['16 characters', { PasswordLength: 16 }],
    ['the common list of excluded characters', { ExcludeCharacters: '"@/\\' }],
    ['punctuation that is all invalid', { ExcludeCharacters: '!&#$^<>-', PasswordLength: 16 }],
  ])('are rejected practically always with %s', (_title, options) => {
    expect(check(options)).toEqual(['Invalid']);
  });

  test.each([
    ['one invalid character', { ExcludeCharacters: INVALID_IN_TOKENS.replace('~', '') }],
    ['spaces', { ExcludePunctuation: true, IncludeSpace: true }],
    ['16 characters and few excluded ones', { ExcludeCharacters: '"@/\\', PasswordLength: 16 }],
    [
      'digits and one invalid character that is not required',
      {
        ExcludeLowercase: true,
        ExcludeUppercase: true,
        ExcludeCharacters: `!&#$^<>-${INVALID_IN_TOKENS.replace('~', '')}`,
        RequireEachIncludedType: false,
      },
    ],
  ])('are possibly rejected with %s', (_title, options) => {
    expect(check(options)).toEqual(['Unreliable']);
  });

  test.each([
    ['without punctuation', { ExcludePunctuation: true }],
    ['without the invalid characters', { ExcludeCharacters: INVALID_IN_TOKENS }],
    ['with unresolved excluded characters', { ExcludeCharacters: { Ref: 'Characters' } }],
    ['with an unresolved flag', { ExcludePunctuation: { Ref: 'Flag' } }],
    ['with unresolved options', { Ref: 'Options' }],
    ['with an unresolved length', { PasswordLength: { Ref: 'Length' } }],
    [
      'without any characters',
      { ExcludeLowercase: true, ExcludeUppercase: true, ExcludeNumbers: true, ExcludePunctuation: true },
    ],
  ])('are not reported %s', (_title, options) => {
    expect(check(options)).toEqual([]);
  });

  test('are validated in the generated field only', () => {
    const options = { GenerateStringKey: 'token', SecretStringTemplate: '{"user":"app"}' };
    const checkField = (field: string) =>
      check(options, { 'Fn::Sub': `{{resolve:secretsmanager:\${Secret}:${field}}}` });

    expect(['SecretString:token', ':token', ':token::'].map(checkField)).toEqual(Array(3).fill(['Invalid']));
    expect(['SecretString:user', ':user', ':${Field}', ':'].map(checkField)).toEqual(Array(4).fill([]));
    expect(check(options, { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, '::token}}']] })).toEqual(
      ['Invalid'],
    );
  });
});

describe('the characters of a generated password', () => {
  const check = (rule: string, authentication: object, options: object) =>
    checkRule(`User.${rule}`, { User: ['User', { UserId: 'app', ...authentication }], Secret: secret(options) });
  const withMode = { AuthenticationMode: { Type: 'password', Passwords: ['0123456789abcdef', REFERENCE] } };
  const legacy = { Passwords: [REFERENCE] };

  test.each([
    ['AuthenticationMode.Passwords', withMode],
    ['Passwords', legacy],
  ])('are validated in %s', (property, authentication) => {
    expect(check('GeneratedPasswordUnreliable', authentication, {})).toEqual([`'${property}'`]);
    expect(check('GeneratedPasswordUnreliable', authentication, { PasswordLength: 128 })).toEqual([]);
    expect(check('GeneratedPasswordInvalid', authentication, { PasswordLength: 128 })).toHaveLength(1);
    expect(check('GeneratedPasswordLengthOutOfRange', authentication, { PasswordLength: 8 })).toHaveLength(1);
  });

  test.each([
    ['without the invalid characters', { ExcludeCharacters: ',"/@' }],
    ['with spaces', { ExcludePunctuation: true, IncludeSpace: true }],
  ])('are accepted %s', (_title, options) => {
    expect(check('GeneratedPasswordUnreliable', legacy, options)).toEqual([]);
    expect(check('GeneratedPasswordInvalid', legacy, options)).toEqual([]);
  });
});
