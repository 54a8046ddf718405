import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { App, Stack } from 'aws-cdk-lib/core';
import { synthesize } from '../templates';
import { AccessControl, PasswordUser, ServerlessCache, UserCredentials, UserGroup } from 'cdk-elasticache';
import '../setup';

// Facts: https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
// A policy statement with an alias as its resource applies to the alias, not to the key.

const VIA_SECRETS_MANAGER = {
  'kms:ViaService': { 'Fn::Join': ['', ['secretsmanager.', { Ref: 'AWS::Region' }, '.amazonaws.com']] },
};

const KEYS_IN_ACCOUNT = {
  'Fn::Join': [
    '',
    ['arn:', { Ref: 'AWS::Partition' }, ':kms:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':key/*'],
  ],
};

function createUser(stack: Stack, encryptionKey: kms.IKey): PasswordUser {
  return new PasswordUser(stack, 'User', {
    accessControl: AccessControl.readWrite({ keyPatterns: ['app:*'] }),
    credentials: UserCredentials.fromGeneratedSecret({ encryptionKey }),
  });
}

/** Connects a role of a stack to a cache as a user, so that the role may read the secret of the user. */
function connectReader(user: PasswordUser, readerStack: Stack): void {
  const vpc = new ec2.Vpc(user.stack, 'Vpc');
  const cache = new ServerlessCache(user.stack, 'Cache', {
    vpc,
    userGroup: new UserGroup(user.stack, 'Users', { users: [user] }),
  });
  const reader = new iam.Role(readerStack, 'Reader', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  cache.connectAs(user, reader, { connectable: new ec2.SecurityGroup(readerStack, 'Readers', { vpc }) });
}

/** Lists the statements about keys in the policies of a stack. */
const listKeyStatements = (stack: Stack): { Action: unknown; Resource: unknown; Condition: unknown }[] =>
  Object.values(synthesize(stack).findResources('AWS::IAM::Policy'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('kms:')));

test('the rotation function may use the key of an alias', () => {
  const stack = new Stack(new App(), 'Stack');
  const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/1234abcd');

  createUser(stack, new kms.Alias(stack, 'Alias', { aliasName: 'sessions', targetKey: key })).addRotation();

  expect(listKeyStatements(stack)).toEqual([
    expect.objectContaining({ Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: key.keyArn }),
  ]);
});

test('the rotation function may use the keys with an alias whose key is unknown', () => {
  const stack = new Stack(new App(), 'Stack');

  createUser(stack, kms.Alias.fromAliasName(stack, 'Alias', 'alias/sessions')).addRotation();

  expect(listKeyStatements(stack)).toEqual([
    expect.objectContaining({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: KEYS_IN_ACCOUNT,
      Condition: {
        StringEquals: VIA_SECRETS_MANAGER,
        'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/sessions' },
      },
    }),
  ]);
});

test.each(['the same stack', 'another stack'])('a reader in %s may use the keys with an alias', (location) => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const user = createUser(stack, kms.Alias.fromAliasName(stack, 'Alias', 'alias/sessions'));
  const readerStack = location === 'the same stack' ? stack : new Stack(app, 'Readers');

  connectReader(user, readerStack);

  expect(listKeyStatements(readerStack)).toContainEqual(
    expect.objectContaining({
      Action: 'kms:Decrypt',
      Resource: KEYS_IN_ACCOUNT,
      Condition: expect.objectContaining({
        'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/sessions' },
      }),
    }),
  );
});

test('a reader in another stack may use the key of an alias', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/1234abcd');
  const user = createUser(
    stack,
    kms.Alias.fromAliasAttributes(stack, 'Alias', { aliasName: 'alias/sessions', aliasTargetKey: key }),
  );
  const readerStack = new Stack(app, 'Readers');

  connectReader(user, readerStack);

  expect(listKeyStatements(readerStack)).toEqual([
    expect.objectContaining({ Action: 'kms:Decrypt', Resource: key.keyArn }),
  ]);
});
