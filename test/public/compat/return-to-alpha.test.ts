import * as alpha from '@aws-cdk/aws-elasticache-alpha';
import type { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { CfnElement } from 'aws-cdk-lib/core';
import { App, Stack } from 'aws-cdk-lib/core';
import type { Templates } from './deployment-comparison';
import { compareDeployments, listTemplates } from './deployment-comparison';
import { importVpc } from '../stacks';
import * as ours from 'cdk-elasticache';

const ACCESS = 'on ~app:* -@all +@read +@connection';

function createOurs(stack: Stack): void {
  const accessControl = ours.AccessControl.fromAccessString(ACCESS);
  const engine = ours.UserEngine.REDIS;
  const writer = new ours.PasswordUser(stack, 'Writer', { engine, accessControl });
  const reader = new ours.IamUser(stack, 'Reader', { engine, accessControl });
  const defaultUser = new ours.NoPasswordUser(stack, 'User', { engine, userName: 'default', accessControl });
  const userGroup = new ours.UserGroup(stack, 'Users', { engine, users: [writer, reader, defaultUser] });
  new ours.ServerlessCache(stack, 'Cache', {
    vpc: importVpc(stack),
    engine: ours.CacheEngine.VALKEY_9,
    networkType: ours.NetworkType.IPV4,
    userGroup,
  });
}

/** Follows "Return to the alpha package" in docs/from-alpha.md. The values are those of the synthesized template. */
function createAlpha(stack: Stack): void {
  const accessControl = alpha.AccessControl.fromAccessString(ACCESS);
  const engine = alpha.UserEngine.REDIS;
  const secret = new secretsmanager.Secret(stack, 'WriterSecret', {
    description: 'Credentials of the ElastiCache user Stack/Writer',
    generateSecretString: {
      excludePunctuation: true,
      generateStringKey: 'password',
      passwordLength: 64,
      secretStringTemplate: JSON.stringify({ username: 'stackwriter14a8d588' }),
    },
  });
  (secret.node.defaultChild as CfnElement).overrideLogicalId('WriterSecret29B24354');
  const writer = new alpha.PasswordUser(stack, 'Writer', {
    engine,
    accessControl,
    userId: 'stackwriter14a8d588',
    passwords: [secret.secretValueFromJson('password')],
  });
  const reader = new alpha.IamUser(stack, 'Reader', { engine, accessControl, userId: 'stackreadere1b9e1ee' });
  const defaultUser = new alpha.NoPasswordUser(stack, 'User', {
    engine,
    accessControl,
    userId: 'stackuser66f43421',
    userName: 'default',
  });
  const userGroup = new alpha.UserGroup(stack, 'Users', {
    engine,
    userGroupName: 'stackusersc9f3de90',
    users: [writer, reader, defaultUser],
  });
  const cache = new alpha.ServerlessCache(stack, 'Cache', {
    vpc: importVpc(stack),
    serverlessCacheName: 'stackcachede0b8ccf',
    userGroup,
  });
  const l1 = cache.node.defaultChild as CfnServerlessCache;
  l1.networkType = 'ipv4';
  l1.majorEngineVersion = '9';
}

function synthesizeStack(create: (stack: Stack) => void): Templates {
  const app = new App();
  create(new Stack(app, 'Stack'));
  return listTemplates(app.synth().stacks);
}

const listUnchangedProperties = (templates: Templates) =>
  Object.values<any>(templates.get('Stack').Resources)
    .filter(({ Type }) => UNCHANGED_PROPERTIES[Type])
    .map(({ Type, Properties }) => [Type, UNCHANGED_PROPERTIES[Type].map((name) => Properties[name])]);

/** The properties that are not create-only, but would upgrade a cache, or change a password or a permission. */
const UNCHANGED_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::ElastiCache::ServerlessCache': ['Engine', 'MajorEngineVersion'],
  'AWS::ElastiCache::User': ['AccessString', 'AuthenticationMode'],
  'AWS::SecretsManager::Secret': ['GenerateSecretString'],
};

test('every construct of the alpha package keeps the resource of the construct of this library', () => {
  const [before, after] = [createOurs, createAlpha].map(synthesizeStack);

  const { replacements, removedResources } = compareDeployments(before, after);
  expect(replacements).toEqual([]);
  // The function that writes the endpoint into the secret.
  expect(removedResources.filter((id) => !/SecretEndpoint/.test(id))).toEqual([]);
  expect(listUnchangedProperties(after)).toEqual(listUnchangedProperties(before));
});
