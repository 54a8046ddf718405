import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { RemovalPolicy, SecretValue } from 'aws-cdk-lib/core';
import type { Program, RuleCases } from './rule-case';
import { excludedBy } from './rule-case';
import { tagCases } from './serverless-cache';
import type { IamUserProps, PasswordUserProps } from 'cdk-elasticache';
import { AccessControl, IamUser, NoPasswordUser, PasswordUser, UserCredentials, UserEngine } from 'cdk-elasticache';

const PASSWORD = '{{resolve:secretsmanager:app:SecretString:password}}';

const user = (properties: object, attributes: object = {}) => ({
  User: {
    Type: 'AWS::ElastiCache::User',
    ...attributes,
    Properties: {
      UserId: 'app',
      UserName: 'app',
      Engine: 'redis',
      AccessString: 'on ~* +@all',
      AuthenticationMode: { Type: 'password', Passwords: [PASSWORD] },
      ...properties,
    },
  },
});

/** A user with the properties before `AuthenticationMode`. */
const legacyUser = (properties: object) => user({ AuthenticationMode: undefined, ...properties });

const userWithPasswords = (...passwords: unknown[]) =>
  user({ AuthenticationMode: { Type: 'password', Passwords: passwords } });

const accessControl = AccessControl.fullAccess();

const iamProgram =
  (props: Partial<IamUserProps>): Program =>
  ({ stack }) =>
    new IamUser(stack, 'User', { accessControl, ...props });

const passwordProgram =
  (props: Partial<PasswordUserProps>): Program =>
  ({ stack }) =>
    new PasswordUser(stack, 'User', { accessControl, ...props });

const accessProgram = (accessString: string): Program =>
  iamProgram({ accessControl: AccessControl.fromAccessString(accessString) });

const AUTHENTICATION = 'the class of the user, which renders its AuthenticationMode';
const LEGACY_PASSWORDS = 'passwords: SecretValue[], which are rendered as AuthenticationMode.Passwords';

export const USER_CASES: RuleCases = {
  'User.EngineMissing': {
    template: user({ Engine: undefined }),
    construct: excludedBy('engine: UserEngine, so the engine is always rendered'),
  },
  'User.EngineInvalid': {
    template: user({ Engine: 'memcached' }),
    construct: iamProgram({ engine: UserEngine.of('memcached') }),
  },
  'User.IdMissing': {
    template: user({ UserId: undefined }),
    construct: excludedBy('userId?: string, which has a default'),
  },
  'User.IdInvalid': {
    template: user({ UserId: 'my_app' }),
    construct: iamProgram({ userId: 'my_app' }),
  },
  'User.IdNotLowercase': {
    template: user({ UserId: 'App' }),
    construct: passwordProgram({ userId: 'App' }),
  },
  'User.IdReserved': {
    template: user({ UserId: 'default' }),
    construct: passwordProgram({ userId: 'default' }),
  },
  'User.NameMissing': {
    template: user({ UserName: undefined }),
    construct: excludedBy('userName?: string, which has a default'),
  },
  'User.NameInvalid': {
    template: user({ UserName: 'my app' }),
    construct: passwordProgram({ userName: 'my app' }),
  },
  'User.AccessStringMissing': {
    template: user({ AccessString: undefined }),
    construct: excludedBy('accessControl: AccessControl, which is required'),
  },
  'User.AccessStringInvalid': {
    template: user({ AccessString: 'on ~* +@all nopass' }),
    construct: accessProgram('on ~* +@all nopass'),
  },
  'User.CommandUnknown': {
    template: user({ AccessString: 'on ~* -@all +mget +vset' }),
    construct: accessProgram('on ~* -@all +mget +vset'),
  },
  'User.AccessStringAllowsRestrictedCommand': {
    template: user({ AccessString: 'on ~* -@all +bgsave' }),
    construct: accessProgram('on ~* -@all +bgsave'),
  },
  'User.AuthenticationMissing': {
    template: user({ AuthenticationMode: undefined }),
    construct: excludedBy(AUTHENTICATION),
  },
  'User.AuthenticationTypeMissing': {
    template: user({ AuthenticationMode: { Passwords: [PASSWORD] } }),
    construct: excludedBy(AUTHENTICATION),
  },
  'User.AuthenticationTypeInvalid': {
    template: user({ AuthenticationMode: { Type: 'ldap' } }),
    construct: excludedBy(AUTHENTICATION),
  },
  'User.IamUserNameMismatch': {
    template: user({ UserName: 'shop', AuthenticationMode: { Type: 'iam' } }),
    construct: iamProgram({ userId: 'app', userName: 'shop' }),
  },
  'User.ValkeyUserRequiresAuthentication': {
    template: user({ Engine: 'valkey', AuthenticationMode: { Type: 'no-password-required' } }),
    construct: ({ stack }) => new NoPasswordUser(stack, 'User', { accessControl, engine: UserEngine.VALKEY }),
  },
  'User.PasswordsConflictWithType': {
    template: user({ AuthenticationMode: { Type: 'iam', Passwords: [PASSWORD] } }),
    construct: excludedBy(AUTHENTICATION),
  },
  'User.NoPasswordConflictsWithType': {
    template: user({ NoPasswordRequired: true }),
    construct: excludedBy(AUTHENTICATION),
  },
  'User.NoPasswordConflictsWithPasswords': {
    template: legacyUser({ NoPasswordRequired: true, Passwords: [PASSWORD] }),
    construct: excludedBy(LEGACY_PASSWORDS),
  },
  'User.PasswordsConflict': {
    template: user({ Passwords: [PASSWORD] }),
    construct: excludedBy(LEGACY_PASSWORDS),
  },
  'User.PasswordCountInvalid': {
    template: userWithPasswords(),
    construct: passwordProgram({ passwords: [] }),
  },
  'User.LegacyPasswordCountInvalid': {
    template: legacyUser({ Passwords: [] }),
    construct: excludedBy(LEGACY_PASSWORDS),
  },
  'User.GeneratedPasswordLengthOutOfRange': {
    template: {
      ...userWithPasswords({ 'Fn::Sub': '{{resolve:secretsmanager:${Secret}:SecretString:password}}' }),
      Secret: {
        Type: 'AWS::SecretsManager::Secret',
        Properties: { GenerateSecretString: { PasswordLength: 8, GenerateStringKey: 'password' } },
      },
    },
    construct: passwordProgram({ credentials: UserCredentials.fromGeneratedSecret({ passwordLength: 8 }) }),
  },
  'User.GeneratedPasswordInvalid': {
    template: {
      ...userWithPasswords({ 'Fn::Sub': '{{resolve:secretsmanager:${Secret}}}' }),
      Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: { PasswordLength: 128 } } },
    },
    construct: (scope) =>
      passwordProgram({
        credentials: UserCredentials.fromSecret(
          new secretsmanager.Secret(scope.stack, 'Secret', {
            generateSecretString: { generateStringKey: 'password', secretStringTemplate: '{}', passwordLength: 128 },
          }),
        ),
      })(scope),
  },
  'User.GeneratedPasswordUnreliable': {
    template: {
      ...userWithPasswords({ 'Fn::Sub': '{{resolve:secretsmanager:${Secret}}}' }),
      Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { GenerateSecretString: {} } },
    },
    construct: (scope) =>
      passwordProgram({
        credentials: UserCredentials.fromSecret(
          new secretsmanager.Secret(scope.stack, 'Secret', {
            generateSecretString: { generateStringKey: 'password', secretStringTemplate: '{}' },
          }),
        ),
      })(scope),
  },
  'User.SsmSecureReferenceUnsupported': {
    template: userWithPasswords('{{resolve:ssm-secure:password}}'),
    construct: passwordProgram({ passwords: [SecretValue.ssmSecure('password')] }),
  },
  'User.PasswordInvalid': {
    template: userWithPasswords('secret'),
    construct: passwordProgram({ passwords: [SecretValue.unsafePlainText('secret')] }),
  },
  'User.LegacyPasswordInvalid': {
    template: legacyUser({ Passwords: ['secret'] }),
    construct: excludedBy(LEGACY_PASSWORDS),
  },
  'User.PasswordInPlaintext': {
    template: userWithPasswords('0123456789abcdef'),
    construct: excludedBy('passwords: SecretValue[], which say unsafePlainText for it'),
  },
  ...tagCases('User', (tags) => user({ Tags: tags }), iamProgram({})),
  'User.DeletionPolicyUnsupported': {
    template: user({}, { DeletionPolicy: 'Snapshot' }),
    construct: ({ stack }) => new IamUser(stack, 'User', { accessControl }).applyRemovalPolicy(RemovalPolicy.SNAPSHOT),
  },
  'User.NameNotUnique': {
    template: { ...user({}), Other: user({}).User },
    construct: ({ stack }) => ['One', 'Other'].map((id) => new IamUser(stack, id, { accessControl, userId: 'app' })),
  },
};
