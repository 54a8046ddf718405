import { CfnUser } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import { CfnParameter, SecretValue } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { emptyStack } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import {
  AccessControl,
  IamUser,
  NoPasswordUser,
  PasswordUser,
  UserAuthenticationType,
  UserCredentials,
  UserEngine,
  UserGrants,
} from 'cdk-elasticache';
import type { IUser } from 'cdk-elasticache';

const USER = 'AWS::ElastiCache::User';
const accessControl = AccessControl.fromAccessString('on ~app:* -@all +@read');

let stack: Stack;
beforeEach(() => {
  stack = emptyStack();
});

describe('IamUser', () => {
  test('uses its id as its name', () => {
    const user = new IamUser(stack, 'User', { userId: 'reader', accessControl });

    expect(propertiesOf(stack, USER)).toEqual({
      AccessString: 'on ~app:* -@all +@read',
      AuthenticationMode: { Type: 'iam' },
      Engine: 'valkey',
      NoPasswordRequired: false,
      UserId: 'reader',
      UserName: 'reader',
    });
    expect(user).toMatchObject({
      accessString: 'on ~app:* -@all +@read',
      userName: 'reader',
      authenticationType: UserAuthenticationType.IAM,
      engine: UserEngine.VALKEY,
    });
    expect(stack.resolve([user.userId, user.userArn, user.userStatus, user.userRef])).toEqual([
      { Ref: 'User00B015A1' },
      { 'Fn::GetAtt': ['User00B015A1', 'Arn'] },
      { 'Fn::GetAtt': ['User00B015A1', 'Status'] },
      { userName: { Ref: 'User00B015A1' }, userArn: { 'Fn::GetAtt': ['User00B015A1', 'Arn'] } },
    ]);
  });

  test('grants actions on itself only', () => {
    const user = new IamUser(stack, 'User', { accessControl });
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    user.grantConnect(role);
    user.grant(role, 'elasticache:ModifyUser');

    expect(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement).toEqual(
      ['elasticache:Connect', 'elasticache:ModifyUser'].map((Action) => ({
        Action,
        Effect: 'Allow',
        Resource: { 'Fn::GetAtt': ['User00B015A1', 'Arn'] },
      })),
    );
  });

  test('has grants, as L1 users have', () => {
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    const user: IUser = new IamUser(stack, 'User', { accessControl });
    const l1User = new CfnUser(stack, 'L1', {
      engine: 'valkey',
      userId: 'reader',
      userName: 'reader',
      accessString: accessControl.accessString,
      authenticationMode: { Type: 'iam' },
    });

    user.grants.connect(role);
    UserGrants.fromUser(l1User).connect(role);
    UserGrants.fromUser(l1User).actions(role, ['elasticache:DescribeUsers'], { resourceArns: ['*'] });

    expect(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement).toEqual([
      { Action: 'elasticache:Connect', Effect: 'Allow', Resource: { 'Fn::GetAtt': ['User00B015A1', 'Arn'] } },
      { Action: 'elasticache:Connect', Effect: 'Allow', Resource: { 'Fn::GetAtt': ['L1', 'Arn'] } },
      { Action: 'elasticache:DescribeUsers', Effect: 'Allow', Resource: '*' },
    ]);
  });

  test('fails when name and id differ', () => {
    expect(() => new IamUser(stack, 'User', { userId: 'reader', userName: 'writer', accessControl })).toThrow(
      /'userName' .*"writer"/,
    );
  });

  test('accepts a token as id', () => {
    const unresolvedId = new CfnParameter(stack, 'Id').valueAsString;
    new IamUser(stack, 'User', { userId: unresolvedId, accessControl });

    expect(propertiesOf(stack, USER)).toMatchObject({ UserId: { Ref: 'Id' }, UserName: { Ref: 'Id' } });
  });
});

describe('PasswordUser', () => {
  test('renders the options of the generated secret', () => {
    const key = new kms.Key(stack, 'Key');
    const user = new PasswordUser(stack, 'User', {
      userId: 'writer',
      userName: 'Writer',
      accessControl,
      credentials: UserCredentials.fromGeneratedSecret({
        secretName: 'cache/writer',
        encryptionKey: key,
        passwordLength: 32,
        excludeCharacters: '\\',
        replicaRegions: [{ region: 'eu-west-1' }],
      }),
    });

    expect(propertiesOf(stack, 'AWS::SecretsManager::Secret')).toMatchObject({
      Name: 'cache/writer',
      KmsKeyId: { 'Fn::GetAtt': ['Key961B73FD', 'Arn'] },
      ReplicaRegions: [{ Region: 'eu-west-1' }],
      GenerateSecretString: {
        ExcludePunctuation: false,
        ExcludeCharacters: ',"/@\\',
        GenerateStringKey: 'password',
        PasswordLength: 32,
        SecretStringTemplate: '{"username":"Writer"}',
      },
    });
    expect(propertiesOf(stack, USER).AuthenticationMode).toEqual({
      Type: 'password',
      Passwords: [stack.resolve(user.secret!.secretValueFromJson('password').unsafeUnwrap())],
    });
  });

  test('uses an existing secret', () => {
    const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'cache/writer');
    const user = new PasswordUser(stack, 'User', {
      userId: 'writer',
      accessControl,
      credentials: UserCredentials.fromSecret(secret, 'pw'),
    });

    expect(user.secret).toBe(secret);
    expect(
      JSON.stringify(stack.resolve(UserCredentials.fromSecret(secret)._bind(stack, 'writer').passwords[0])),
    ).toContain(':SecretString:password::');
    expect(JSON.stringify(propertiesOf(stack, USER).AuthenticationMode.Passwords)).toContain(':SecretString:pw::');
    synthesize(stack).resourceCountIs('AWS::SecretsManager::Secret', 0);
  });

  test('uses two passwords without a secret', () => {
    const user = new PasswordUser(stack, 'User', {
      userId: 'writer',
      accessControl,
      passwords: [SecretValue.secretsManager('one'), SecretValue.secretsManager('two')],
    });

    expect(user.secret).toBeUndefined();
    expect(propertiesOf(stack, USER).AuthenticationMode.Passwords).toEqual([
      '{{resolve:secretsmanager:one:SecretString:::}}',
      '{{resolve:secretsmanager:two:SecretString:::}}',
    ]);
  });

  test.each([
    [15, false],
    [16, true],
    [128, true],
    [129, false],
    [20.5, false],
  ])('accepts a generated password of %d characters: %s', (passwordLength, allowed) => {
    const credentials = UserCredentials.fromGeneratedSecret({ passwordLength });

    expect(errorsOf(() => new PasswordUser(stack, 'User', { userId: 'writer', accessControl, credentials }))).toEqual(
      allowed ? [] : ["'credentials' User.GeneratedPasswordLengthOutOfRange"],
    );
  });

  test.each([
    ['password', []],
    ['salt', ["'credentials' User.GeneratedPasswordLengthOutOfRange"]],
  ])('validates the length of the generated field only: %s', (field, errors) => {
    const secret = new secretsmanager.Secret(stack, 'Secret', {
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ password: '0123456789abcdef' }),
        generateStringKey: 'salt',
        passwordLength: 8,
      },
    });
    const credentials = UserCredentials.fromSecret(secret, field);

    expect(errorsOf(() => new PasswordUser(stack, 'User', { userId: 'writer', accessControl, credentials }))).toEqual(
      errors,
    );
  });

  test('fails when passwords and credentials are combined', () => {
    expect(
      () =>
        new PasswordUser(stack, 'User', {
          userId: 'writer',
          accessControl,
          passwords: [SecretValue.secretsManager('one')],
          credentials: UserCredentials.fromGeneratedSecret(),
        }),
    ).toThrow("'passwords' cannot be combined with 'credentials'. Remove one of them.");
  });
});

describe('NoPasswordUser', () => {
  test('is a Redis OSS user by default', () => {
    new NoPasswordUser(stack, 'User', { userId: 'anyone', accessControl });

    expect(propertiesOf(stack, USER)).toMatchObject({
      AuthenticationMode: { Type: 'no-password-required' },
      Engine: 'redis',
      NoPasswordRequired: true,
    });
  });

  test('fails for the Valkey engine', () => {
    expect(
      () => new NoPasswordUser(stack, 'User', { userId: 'anyone', engine: UserEngine.VALKEY, accessControl }),
    ).toThrow(/Valkey|valkey/);
  });
});

test('type guards identify users by class', () => {
  const users = [
    new IamUser(stack, 'I', { accessControl }),
    new PasswordUser(stack, 'P', { accessControl }),
    new NoPasswordUser(stack, 'N', { accessControl }),
  ];

  expect(
    users.map((user) => [
      IamUser.isIamUser(user),
      PasswordUser.isPasswordUser(user),
      NoPasswordUser.isNoPasswordUser(user),
    ]),
  ).toEqual([
    [true, false, false],
    [false, true, false],
    [false, false, true],
  ]);
  expect([
    IamUser.isIamUser(null),
    PasswordUser.isPasswordUser('x'),
    NoPasswordUser.isNoPasswordUser(undefined),
  ]).toEqual([false, false, false]);
});

describe('imported users', () => {
  const arn = 'arn:aws:elasticache:eu-west-1:123456789012:user:reader';

  test.each([
    ['IAM', () => IamUser.fromUserId(stack, 'U', 'reader'), UserAuthenticationType.IAM, 'reader'],
    ['IAM', () => IamUser.fromUserArn(stack, 'U', arn), UserAuthenticationType.IAM, 'reader'],
    ['password', () => PasswordUser.fromUserArn(stack, 'U', arn), UserAuthenticationType.PASSWORD, undefined],
    [
      'password',
      () => PasswordUser.fromUserAttributes(stack, 'U', { userArn: arn, userName: 'Reader' }),
      UserAuthenticationType.PASSWORD,
      'Reader',
    ],
    [
      'no password',
      () => NoPasswordUser.fromUserId(stack, 'U', 'reader'),
      UserAuthenticationType.NO_PASSWORD,
      undefined,
    ],
    ['no password', () => NoPasswordUser.fromUserArn(stack, 'U', arn), UserAuthenticationType.NO_PASSWORD, undefined],
  ])('have the authentication of their class: %s', (_kind, make, authenticationType, userName) => {
    expect(make()).toMatchObject({ userId: 'reader', authenticationType, userName });
  });

  test('implement the reference interface of aws-cdk-lib', () => {
    expect(IamUser.fromUserArn(stack, 'U', arn).userRef).toEqual({ userName: 'reader', userArn: arn });
  });

  test('grant arbitrary actions', () => {
    IamUser.fromUserArn(stack, 'U', arn).grant(
      new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }),
      'elasticache:ModifyUser',
    );

    expect(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement).toEqual([
      { Action: 'elasticache:ModifyUser', Effect: 'Allow', Resource: arn },
    ]);
  });
});
