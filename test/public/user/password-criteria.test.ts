import { CfnParameter, Stack } from 'aws-cdk-lib/core';
import { groupIn } from '../replication-group/group';
import { emptyStack } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import type { GeneratedUserSecretOptions } from 'cdk-elasticache';
import { AccessControl, Authentication, PasswordUser, UserCredentials } from 'cdk-elasticache';

const SECRET = 'AWS::SecretsManager::Secret';
const USER = 'AWS::ElastiCache::User';
const GROUP = 'AWS::ElastiCache::ReplicationGroup';

/** Synthesizes a user with a generated secret. */
function synthesizeUser(options?: GeneratedUserSecretOptions) {
  const stack = emptyStack();
  const user = new PasswordUser(stack, 'User', {
    accessControl: AccessControl.readOnly({ keyPatterns: ['app:*'] }),
    credentials: UserCredentials.fromGeneratedSecret(options),
  });
  return { stack, user, secretId: readSecretId(stack) };
}

/** Synthesizes a replication group with a generated AUTH token. */
function synthesizeGroup(tokenLength?: number) {
  const stack = emptyStack();
  groupIn(stack, { authentication: Authentication.generatedAuthToken({ tokenLength }) });
  return { stack, secretId: readSecretId(stack) };
}

const readSecretId = (stack: Stack) => Object.keys(synthesize(stack).findResources(SECRET))[0];

// A change of these values would generate new passwords in deployed secrets, and lock out their clients.
test('the default criteria of passwords and AUTH tokens never change', () => {
  const criteria = { ExcludePunctuation: true, GenerateStringKey: 'password', PasswordLength: 64 };

  expect(propertiesOf(synthesizeUser().stack, SECRET).GenerateSecretString).toEqual({
    ...criteria,
    SecretStringTemplate: '{"username":"stackuser66f43421"}',
  });
  expect(propertiesOf(synthesizeGroup().stack, SECRET).GenerateSecretString).toEqual({
    ...criteria,
    SecretStringTemplate: '{}',
  });
});

test('explicit default criteria do not change the logical id of the secret', () => {
  expect(synthesizeUser().secretId).toBe('UserSecretE2C04A69');
  expect(synthesizeUser({ passwordLength: 64 }).secretId).toBe('UserSecretE2C04A69');
  expect(synthesizeGroup().secretId).toBe('CacheAuthToken04672416');
  expect(synthesizeGroup(64).secretId).toBe('CacheAuthToken04672416');
});

test('other criteria create a new secret', () => {
  const secretIds = [
    synthesizeUser(),
    synthesizeUser({ passwordLength: 32 }),
    synthesizeUser({ passwordLength: 33 }),
    synthesizeUser({ excludeCharacters: '' }),
    synthesizeUser({ excludeCharacters: '!' }),
    synthesizeUser({ excludeCharacters: '!', passwordLength: 32 }),
  ].map(({ secretId }) => secretId);

  expect(new Set(secretIds).size).toBe(secretIds.length);
  for (const secretId of secretIds) {
    expect(secretId).toMatch(/^UserSecretE2C04A69/);
  }
  expect(synthesizeGroup(32).secretId).toMatch(/^CacheAuthToken04672416[0-9a-f]{8}$/);
});

test('the same criteria keep the secret', () => {
  const options = { excludeCharacters: '!', passwordLength: 32 };

  expect(synthesizeUser(options).secretId).toBe(synthesizeUser({ ...options, secretName: 'app' }).secretId);
  expect(synthesizeGroup(32).secretId).toBe(synthesizeGroup(32).secretId);
});

test('the order and the repetition of characters do not create a new secret', () => {
  const { stack, secretId } = synthesizeUser({ excludeCharacters: 'b!ab' });

  expect(secretId).toBe('UserSecretE2C04A69d03532ad');
  expect(propertiesOf(stack, SECRET).GenerateSecretString.ExcludeCharacters).toBe(',"/@!ab');
  expect(synthesizeUser({ excludeCharacters: '!ab' }).secretId).toBe(secretId);
});

test('characters that are a token are not sorted', () => {
  const stack = emptyStack();
  const excludeCharacters = new CfnParameter(stack, 'Characters').valueAsString;
  new PasswordUser(stack, 'User', {
    accessControl: AccessControl.readOnly({ keyPatterns: ['app:*'] }),
    credentials: UserCredentials.fromGeneratedSecret({ excludeCharacters }),
  });

  expect(propertiesOf(stack, SECRET).GenerateSecretString.ExcludeCharacters).toEqual({
    'Fn::Join': ['', [',"/@', { Ref: 'Characters' }]],
  });
});

test('the user and the AUTH token refer to the new secret', () => {
  const { stack, user, secretId } = synthesizeUser({ passwordLength: 32 });
  const reference = (id: string) => ({
    'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: id }, ':SecretString:password::}}']],
  });

  expect(propertiesOf(stack, USER).AuthenticationMode.Passwords).toEqual([reference(secretId)]);
  expect(stack.resolve(user.secret!.secretArn)).toEqual({ Ref: secretId });
  const group = synthesizeGroup(32);
  expect(propertiesOf(group.stack, GROUP).AuthToken).toEqual(reference(group.secretId));
  expect(propertiesOf(group.stack, 'Custom::ElastiCacheSecretEndpoint').SecretArn).toEqual({ Ref: group.secretId });
});

test('a length that is a token is part of the criteria', () => {
  const stack = emptyStack();
  const length = new CfnParameter(stack, 'Length', { type: 'Number' }).valueAsNumber;
  new PasswordUser(stack, 'User', {
    accessControl: AccessControl.readOnly({ keyPatterns: ['app:*'] }),
    credentials: UserCredentials.fromGeneratedSecret({ passwordLength: length }),
  });

  expect(readSecretId(stack)).toMatch(/^UserSecretE2C04A69[0-9a-f]{8}$/);
});

test('the logical id of a secret with a long path has at most 255 characters', () => {
  const stack = new Stack(undefined, 'Stack');
  new PasswordUser(stack, 'U'.repeat(250), {
    accessControl: AccessControl.readOnly({ keyPatterns: ['app:*'] }),
    credentials: UserCredentials.fromGeneratedSecret({ passwordLength: 32 }),
    userId: 'app',
  });

  expect(readSecretId(stack)).toHaveLength(255);
});
