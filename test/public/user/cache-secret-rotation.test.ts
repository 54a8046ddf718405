import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import { CfnParameter, Duration, SecretValue } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import { AccessControl, PasswordUser, ServerlessCache, UserCredentials, UserGroup } from 'cdk-elasticache';
import type { PasswordUserProps } from 'cdk-elasticache';

const FUNCTION = 'AWS::Lambda::Function';
const SCHEDULE = 'AWS::SecretsManager::RotationSchedule';

let stack: Stack;
beforeEach(() => {
  stack = emptyStack();
});

const createUser = (props: Partial<PasswordUserProps> = {}) =>
  new PasswordUser(stack, 'User', {
    accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read'),
    ...props,
  });

test('rotates the password every 30 days with a pinned runtime by default', () => {
  createUser().addRotation();

  expect(propertiesOf(stack, SCHEDULE)).toEqual({
    SecretId: { Ref: 'UserSecretE2C04A69' },
    RotationLambdaARN: { 'Fn::GetAtt': [expect.stringMatching(/^UserRotationFunction/), 'Arn'] },
    RotationRules: { ScheduleExpression: 'rate(30 days)' },
    RotateImmediatelyOnUpdate: false,
  });
  expect(propertiesOf(stack, FUNCTION)).toMatchObject({
    Code: { ZipFile: expect.stringContaining('ModifyUser') },
    Description: 'Rotates the password of the ElastiCache user Stack/User',
    Environment: {
      Variables: {
        ID: { Ref: 'User00B015A1' },
        NAME: 'stackuser66f43421',
        FIELD: 'password',
        LENGTH: '64',
        WAIT: '5000',
      },
    },
    Runtime: 'nodejs22.x',
    Timeout: 900,
  });
});

test('grants the function access to the user and its secret only', () => {
  createUser().addRotation();

  const statements = propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement as any[];
  expect(statements.map(({ Action, Resource }) => [Action, Resource])).toEqual([
    [['elasticache:DescribeUsers', 'elasticache:ModifyUser'], { 'Fn::GetAtt': ['User00B015A1', 'Arn'] }],
    [
      [
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:UpdateSecretVersionStage',
      ],
      { Ref: 'UserSecretE2C04A69' },
    ],
    ['secretsmanager:GetRandomPassword', '*'],
  ]);
});

test('grants the function access to the key of the secret through AWS Secrets Manager only', () => {
  const encryptionKey = new kms.Key(stack, 'Key');
  createUser({ credentials: UserCredentials.fromGeneratedSecret({ encryptionKey }) }).addRotation();

  expect(propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument.Statement).toContainEqual({
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Condition: {
      StringEquals: {
        'kms:ViaService': { 'Fn::Join': ['', ['secretsmanager.', { Ref: 'AWS::Region' }, '.amazonaws.com']] },
      },
    },
    Effect: 'Allow',
    Resource: { 'Fn::GetAtt': ['Key961B73FD', 'Arn'] },
  });
});

test('lets AWS Secrets Manager invoke the function for secrets of the account only', () => {
  createUser().addRotation();

  expect(propertiesOf(stack, 'AWS::Lambda::Permission')).toEqual({
    Action: 'lambda:InvokeFunction',
    FunctionName: { 'Fn::GetAtt': ['UserRotationFunction4D2FE152', 'Arn'] },
    Principal: 'secretsmanager.amazonaws.com',
    SourceAccount: { Ref: 'AWS::AccountId' },
  });
});

test('starts the rotation after the permissions exist', () => {
  createUser().addRotation();

  const [schedule] = Object.values(synthesize(stack).findResources(SCHEDULE));
  expect(schedule.DependsOn).toEqual(
    expect.arrayContaining([expect.stringMatching(/^UserRotationFunctionServiceRoleDefaultPolicy/)]),
  );
});

test('renders every option', () => {
  const vpc = importVpc(stack);
  const boundary = iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'boundary');
  createUser().addRotation({
    automaticallyAfter: Duration.hours(4),
    rotateImmediatelyOnUpdate: true,
    passwordLength: 128,
    excludeCharacters: '!',
    vpc,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, 'Group', 'sg-0123456789abcdef0')],
    environmentEncryption: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/one'),
    permissionsBoundary: boundary,
    logGroup: logs.LogGroup.fromLogGroupName(stack, 'Logs', 'rotations'),
    runtime: lambda.Runtime.NODEJS_24_X,
  });

  expect(propertiesOf(stack, FUNCTION)).toMatchObject({
    Environment: { Variables: { LENGTH: '128', EXCLUDE: expect.stringMatching(/^,"\/@.*!$/), LOG_IN: 'true' } },
    KmsKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/one',
    LoggingConfig: { LogGroup: 'rotations' },
    Runtime: 'nodejs24.x',
    VpcConfig: {
      SecurityGroupIds: ['sg-0123456789abcdef0'],
      SubnetIds: ['subnet-000000000000000a2', 'subnet-000000000000000b2'],
    },
  });
  expect(propertiesOf(stack, SCHEDULE)).toMatchObject({
    RotationRules: { ScheduleExpression: 'rate(4 hours)' },
    RotateImmediatelyOnUpdate: true,
  });
  synthesize(stack).allResourcesProperties('AWS::IAM::Role', {
    PermissionsBoundary: stack.resolve(boundary.managedPolicyArn),
  });
});

test('uses an existing role and an existing secret', () => {
  const role = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::123456789012:role/rotator');
  const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Given', 'app');
  createUser({ credentials: UserCredentials.fromSecret(secret, 'pass') }).addRotation({ role });

  expect(propertiesOf(stack, FUNCTION)).toMatchObject({
    Role: 'arn:aws:iam::123456789012:role/rotator',
    Environment: { Variables: { FIELD: 'pass' } },
  });
  synthesize(stack).hasResourceProperties('AWS::IAM::Policy', {
    Roles: ['rotator'],
    PolicyDocument: {
      Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['elasticache:ModifyUser']) })]),
    },
  });
});

test('can be allowed to connect to the cache when it has a VPC', () => {
  const vpc = importVpc(stack);
  const app = createUser();
  const cache = new ServerlessCache(stack, 'Cache', {
    vpc,
    userGroup: new UserGroup(stack, 'Users', { users: [app] }),
  });
  cache.connections.allowDefaultPortFrom(app.addRotation({ vpc }));

  expect(propertiesOf(stack, 'AWS::EC2::SecurityGroupIngress')).toMatchObject({ FromPort: 6379, ToPort: 6380 });
});

test('has no security groups without a VPC', () => {
  const rotation = createUser().addRotation();

  expect(rotation.connections.securityGroups).toEqual([]);
  expect(rotation.schedule.node.path).toBe('Stack/User/Rotation/Schedule');
});

test('accepts tokens', () => {
  const number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
  createUser().addRotation({ passwordLength: number, automaticallyAfter: Duration.millis(number) });

  expect(propertiesOf(stack, FUNCTION).Environment.Variables.LENGTH).toEqual({ Ref: 'Number' });
});

test('fails with all errors in the options', () => {
  const role = iam.Role.fromRoleName(stack, 'Role', 'rotator');
  const permissionsBoundary = iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'boundary');

  const addRotation = () =>
    createUser().addRotation({
      passwordLength: 15,
      automaticallyAfter: Duration.hours(3),
      role,
      permissionsBoundary,
      vpcSubnets: {},
    });
  expect(errorsOf(addRotation)).toEqual([
    expect.stringMatching(
      /^'automaticallyAfter' .* from 4 hours to 1000 days, but got 3 hours\. Use a period such as Duration\.days\(30\)\.$/,
    ),
    "'permissionsBoundary' cannot be combined with 'role'. Remove one of them.",
    "'vpcSubnets' requires 'vpc'. Set 'vpc', or remove 'vpcSubnets'.",
    "'passwordLength' User.GeneratedPasswordLengthOutOfRange",
  ]);
});

test('fails with a password length that ElastiCache rejects', () => {
  expect(errorsOf(() => createUser().addRotation({ passwordLength: 8 }))).toEqual([
    "'passwordLength' User.GeneratedPasswordLengthOutOfRange",
  ]);
});

test('fails when the rotation period is longer than 1000 days', () => {
  expect(() => createUser().addRotation({ automaticallyAfter: Duration.days(1001) })).toThrow(
    /'automaticallyAfter' .* from 4 hours to 1000 days, but got 1001 days\. Use a period such as Duration\.days\(30\)\.$/,
  );
});

test('fails when the user has no secret', () => {
  const userWithoutSecret = createUser({ passwords: [SecretValue.unsafePlainText('a-password-that-is-given')] });

  expect(() => userWithoutSecret.addRotation()).toThrow(
    "Cannot call 'addRotation' of PasswordUser 'Stack/User':\n" +
      "  - 'passwords' cannot be rotated, because a rotation requires a secret that stores new passwords. Remove 'passwords', and set 'credentials' to UserCredentials.fromGeneratedSecret() or UserCredentials.fromSecret()",
  );
});

test('fails when the secret is rotated already', () => {
  const secret = new secretsmanager.Secret(stack, 'Shared');
  const createSharingUser = (id: string) =>
    new PasswordUser(stack, id, {
      accessControl: AccessControl.fromAccessString('on ~app:* -@all +@read'),
      credentials: UserCredentials.fromSecret(secret, 'password'),
    });
  createSharingUser('One').addRotation();

  expect(errorsOf(() => createSharingUser('Two').addRotation())).toEqual([
    "'secret' must not have another rotation, but 'Stack/Shared' already has one. Use a separate secret for each user and each replication group.",
  ]);
});

test('fails when the user is rotated already', () => {
  const user = createUser();
  user.addRotation();

  expect(errorsOf(() => user.addRotation({ automaticallyAfter: Duration.days(7) }))).toEqual([
    "'addRotation' must be called only once, but 'Stack/User' already has a rotation. Specify all options in one call.",
  ]);
});

test('does not count a rotation that failed', () => {
  const credentials = UserCredentials.fromSecret(new secretsmanager.Secret(stack, 'Shared'));
  const [one, two] = ['One', 'Two'].map(
    (id) => new PasswordUser(stack, id, { accessControl: AccessControl.fromAccessString('on ~* +get'), credentials }),
  );

  expect(() => one.addRotation({ passwordLength: 8 })).toThrow();
  expect(() => two.addRotation()).not.toThrow();
});

test('fails with a runtime that cannot run the function', () => {
  expect(errorsOf(() => createUser().addRotation({ runtime: lambda.Runtime.PYTHON_3_12 }))).toEqual([
    "'runtime' must be a Node.js runtime, but got python3.12. Use a runtime such as lambda.Runtime.NODEJS_22_X.",
  ]);
});

test('has stable construct paths and logical ids', () => {
  const rotation = createUser().addRotation();

  expect(rotation.node.path).toBe('Stack/User/Rotation');
  const template = synthesize(stack);
  expect(Object.keys(template.findResources(FUNCTION))).toContain('UserRotationFunction4D2FE152');
  expect(Object.keys(template.findResources(SCHEDULE))).toEqual(['UserRotationScheduleB7AC8D45']);
});

test('fails when the secret is in another Region', () => {
  const secretIn = (region: string) =>
    UserCredentials.fromSecret(
      secretsmanager.Secret.fromSecretCompleteArn(
        stack,
        region,
        `arn:aws:secretsmanager:${region}:222222222222:secret:app-AbCdEf`,
      ),
    );

  stack = emptyStack('Stack', { account: '111111111111', region: 'eu-west-1' });
  expect(errorsOf(() => createUser({ credentials: secretIn('us-east-1') }))).toEqual([
    "'credentials' must use a secret in the Region of the stack (eu-west-1), because CloudFormation reads secrets in the Region of the stack, but got us-east-1. Replicate the secret to eu-west-1, and use the replica.",
  ]);

  stack = emptyStack('Stack', { account: '111111111111', region: 'eu-west-1' });
  expect(() => createUser({ credentials: secretIn('eu-west-1') }).addRotation()).not.toThrow();

  stack = emptyStack();
  expect(() => createUser({ credentials: secretIn('us-east-1') }).addRotation()).not.toThrow();
});
