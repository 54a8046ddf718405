import { Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { App, Stack } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import {
  AccessControl,
  CacheSecretRotation,
  IamUser,
  PasswordUser,
  ServerlessCache,
  UserCredentials,
  UserGroup,
} from 'cdk-elasticache';

const SECRET_ENDPOINT = 'Custom::ElastiCacheSecretEndpoint';
const accessControl = AccessControl.readOnly({ keyPatterns: ['app:*'] });

let users: Stack;
let data: Stack;
beforeEach(() => {
  const app = new App();
  users = new Stack(app, 'Users');
  data = new Stack(app, 'Data');
});

const createUser = (id: string, encryptionKey?: kms.IKey) =>
  new PasswordUser(users, id, {
    accessControl,
    credentials: UserCredentials.fromGeneratedSecret({ encryptionKey }),
  });
const createCache = (stack: Stack, userGroup: UserGroup) =>
  new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), userGroup });
/** Lists the statements with an action of AWS KMS in the policies of a stack. */
const keyStatements = (stack: Stack) =>
  Object.values(synthesize(stack).findResources('AWS::IAM::Policy'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as any[])
    .filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('kms:')));

test('writes the endpoint into the secrets of all users from the stack of the cache', () => {
  const group = new UserGroup(users, 'Group', { users: [createUser('One'), createUser('Two')] });

  createCache(data, group);

  synthesize(data).resourceCountIs(SECRET_ENDPOINT, 2);
  synthesize(data).resourceCountIs('AWS::Lambda::Function', 1);
  synthesize(users).resourceCountIs(SECRET_ENDPOINT, 0);
  synthesize(users).resourceCountIs('AWS::Lambda::Function', 0);
});

test('writes the endpoint of the first cache if caches of several stacks share the user group', () => {
  const more = new Stack(data.node.root as App, 'More');
  const group = new UserGroup(users, 'Group', { users: [createUser('User')] });

  createCache(data, group);
  createCache(more, group);

  synthesize(data).resourceCountIs(SECRET_ENDPOINT, 1);
  synthesize(more).resourceCountIs(SECRET_ENDPOINT, 0);
});

test('the function uses the key of the secret through AWS Secrets Manager, without changing the key policy', () => {
  const key = new kms.Key(users, 'Key');
  const group = new UserGroup(users, 'Group', { users: [createUser('User', key)] });

  createCache(data, group);

  const condition = {
    StringEquals: {
      'kms:ViaService': { 'Fn::Join': ['', ['secretsmanager.', { Ref: 'AWS::Region' }, '.amazonaws.com']] },
    },
  };
  expect(keyStatements(data)).toEqual([
    expect.objectContaining({ Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Condition: condition }),
  ]);
  expect(JSON.stringify(propertiesOf(users, 'AWS::KMS::Key'))).not.toContain('Fn::ImportValue');
});

test('the rotation function uses a key in another stack through AWS Secrets Manager', () => {
  const key = new kms.Key(data, 'Key');
  createUser('User', key).addRotation();

  expect(keyStatements(users)).toEqual([
    expect.objectContaining({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Effect: 'Allow',
    }),
  ]);
  expect(propertiesOf(users, 'AWS::SecretsManager::RotationSchedule').SecretId).toEqual({ Ref: 'UserSecretE2C04A69' });
});

test('the rotation function uses the key of a secret that is imported by its partial ARN', () => {
  const secret = secretsmanager.Secret.fromSecretAttributes(users, 'Secret', {
    secretPartialArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:app',
    encryptionKey: new kms.Key(data, 'Key'),
  });
  const credentials = UserCredentials.fromSecret(secret);

  const rotation = new PasswordUser(users, 'User', { accessControl, credentials }).addRotation();

  expect(CacheSecretRotation.isCacheSecretRotation(rotation)).toBe(true);
  expect(propertiesOf(users, 'AWS::SecretsManager::RotationSchedule').SecretId).toBe(
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:app',
  );
});

test('a client can read a secret that is imported by its partial ARN, with a key in another stack', () => {
  const secret = secretsmanager.Secret.fromSecretAttributes(users, 'Secret', {
    secretPartialArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:app',
    encryptionKey: new kms.Key(data, 'Key'),
  });
  const user = createUser('User');
  const role = new iam.Role(users, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  const cache = createCache(users, new UserGroup(users, 'Group', { users: [user] }));

  cache.connectAs(user, role, { secret, connectable: cache });

  synthesize(users).hasResourceProperties('AWS::IAM::Policy', {
    Roles: [{ Ref: Match.stringLikeRegexp('^Role') }],
    PolicyDocument: {
      Statement: Match.arrayWith([
        {
          Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
          Effect: 'Allow',
          Resource: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:app-??????',
        },
      ]),
    },
  });
});

test('the policies of a rotation for a role in another stack are in the stack of the rotation', () => {
  const role = new iam.Role(data, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });

  createUser('User').addRotation({ role });

  synthesize(users).resourceCountIs('AWS::IAM::Policy', 1);
  synthesize(data).resourceCountIs('AWS::IAM::Policy', 0);
});

describe('a user in the stack of the cache, with the user group in another stack', () => {
  const error = (prop: string) =>
    `'${prop}' must not refer to users in the stack of the cache if the user group is in another stack, but got 'Data/User'. CloudFormation creates users, user groups, and caches in this order. Create the user in the stack of the user group 'Users/Group', or in a separate stack.`;

  test('is rejected when the cache is created', () => {
    const group = new UserGroup(users, 'Group', { users: [new IamUser(data, 'User', { accessControl })] });

    expect(errorsOf(() => createCache(data, group))).toEqual([error('userGroup')]);
  });

  test('is rejected when the user is added', () => {
    const group = new UserGroup(users, 'Group', { users: [createUser('First')] });
    createCache(data, group);

    expect(errorsOf(() => group.addUser(new IamUser(data, 'User', { accessControl })))).toEqual([error('user')]);
  });
});
