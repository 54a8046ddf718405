import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Stack } from 'aws-cdk-lib/core';
import { SecretValue } from 'aws-cdk-lib/core';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import type { IUser, PasswordUserProps } from 'cdk-elasticache';
import {
  AccessControl,
  CacheEngine,
  IamUser,
  NoPasswordUser,
  PasswordUser,
  ServerlessCache,
  UserCredentials,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';

const TASK_DEFINITION = 'AWS::ECS::TaskDefinition';
const accessControl = AccessControl.readOnly({ keyPatterns: ['app:*'] });

let stack: Stack;
let vpc: ec2.IVpc;
let connectable: ec2.IConnectable;
beforeEach(() => {
  stack = emptyStack();
  vpc = importVpc(stack);
  connectable = new SecurityGroup(stack, 'Clients', { vpc });
});

const createUser = (props: Partial<PasswordUserProps> = {}) =>
  new PasswordUser(stack, 'User', { accessControl, ...props });
const createCache = (...users: IUser[]) =>
  new ServerlessCache(stack, 'Cache', { vpc, userGroup: new UserGroup(stack, 'Users', { users }) });
const createContainer = () =>
  new ecs.FargateTaskDefinition(stack, 'Task').addContainer('App', { image: ecs.ContainerImage.fromRegistry('app') });
/** Lists the names of the secrets of the only container. */
const listSecrets = () =>
  propertiesOf(stack, TASK_DEFINITION).ContainerDefinitions[0].Secrets.map(({ Name }: any) => Name);
const createRole = () => new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });

test('passes the URL to a container from its field in the secret', () => {
  const user = createUser();

  createCache(user).connectAs(user, createContainer(), { connectable });

  expect(propertiesOf(stack, TASK_DEFINITION).ContainerDefinitions[0].Secrets).toContainEqual({
    Name: 'CACHE_URL',
    ValueFrom: { 'Fn::Join': ['', [{ Ref: 'UserSecretE2C04A69' }, ':url::']] },
  });
});

test('starts containers only after the URL is in the secret', () => {
  const user = createUser();

  createCache(user).connectAs(user, createContainer(), { connectable });

  const template = synthesize(stack);
  const [definition] = Object.values(template.findResources(TASK_DEFINITION));
  const [writerId] = Object.keys(template.findResources('Custom::ElastiCacheSecretEndpoint'));
  expect(definition.DependsOn).toEqual([writerId]);
});

test('causes no dependency cycle with a key whose policy names the execution role', () => {
  const encryptionKey = new kms.Key(stack, 'Key');
  const user = createUser({ credentials: UserCredentials.fromGeneratedSecret({ encryptionKey }) });

  createCache(user).connectAs(user, createContainer(), { connectable });

  // The CDK rejects templates with dependency cycles.
  expect(JSON.stringify(propertiesOf(stack, 'AWS::KMS::Key').KeyPolicy)).toContain('TaskExecutionRole');
});

test('only the execution role can read the secret', () => {
  const user = createUser();

  const { grant } = createCache(user).connectAs(user, createContainer(), { connectable });

  const policies = Object.values(synthesize(stack).findResources('AWS::IAM::Policy')).filter(({ Properties }) =>
    JSON.stringify(Properties.Roles).includes('Task'),
  );
  expect(policies).toHaveLength(1);
  expect(policies[0].Properties).toMatchObject({
    Roles: [{ Ref: expect.stringMatching(/^TaskExecutionRole/) }],
    PolicyDocument: {
      Statement: [
        {
          Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
          Resource: { Ref: 'UserSecretE2C04A69' },
        },
      ],
    },
  });
  expect(grant?.success).toBe(true);
});

test('does not depend on the order of connectAs and addUser', () => {
  const user = createUser();
  const cache = createCache();
  const connection = cache.connectAs(user, createContainer(), { connectable });

  expect(() => connection.urlField).toThrow("but the secret of 'Stack/User' has no connection URL of this cache");
  cache.userGroup!.addUser(user);

  expect(connection.urlField).toBe('url');
  expect(listSecrets()).toEqual(['CACHE_PASSWORD', 'CACHE_URL']);
});

test('is not passed for another cache than that in the secret', () => {
  const user = createUser();
  const cache = createCache(user);
  const other = new ServerlessCache(stack, 'Other', { vpc, userGroup: cache.userGroup });

  const connection = other.connectAs(user, createContainer(), { connectable });

  expect(listSecrets()).toEqual(['CACHE_PASSWORD']);
  expect(() => connection.urlField).toThrow(
    "Cannot call 'connectAs' of ServerlessCache 'Stack/Other':\n" +
      "  - 'urlField' requires a generated secret with the endpoint of the cache 'Stack/Other', but the secret of 'Stack/User' has no connection URL of this cache. Create a PasswordUser with UserCredentials.fromGeneratedSecret() for this cache, or build the URL in the client.",
  );
});

test('is not passed from existing secrets', () => {
  const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'app');
  const user = createUser({ credentials: UserCredentials.fromSecret(secret, 'pw') });

  const connection = createCache(user).connectAs(user, createContainer(), { connectable });

  expect(listSecrets()).toEqual(['CACHE_PASSWORD']);
  expect(() => connection.urlField).toThrow("'urlField' requires a generated secret");
});

test('uses the field of the secret of the user if the same secret is in the options', () => {
  const user = createUser();

  createCache(user).connectAs(user, createContainer(), { connectable, secret: user.secret });

  expect(listSecrets()).toEqual(['CACHE_PASSWORD', 'CACHE_URL']);
});

test('is not passed if the options contain another secret than that of the user', () => {
  const secret = secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'app');
  const user = createUser({ passwords: [SecretValue.secretsManager('one')] });

  const connection = createCache(user).connectAs(user, createContainer(), { connectable, secret });

  expect(listSecrets()).toEqual(['CACHE_PASSWORD']);
  expect(connection.secret).toBe(secret);
});

test('is passed once if the same connection is created twice', () => {
  const user = createUser();
  const cache = createCache(user);
  const container = createContainer();

  cache.connectAs(user, container, { connectable });
  cache.connectAs(user, container, { connectable });

  expect(listSecrets()).toEqual(['CACHE_PASSWORD', 'CACHE_URL']);
});

test('is in a field of the secret for other clients', () => {
  const user = createUser();

  const connection = createCache(user).connectAs(user, createRole(), { connectable });

  expect(connection.secret).toBe(user.secret);
  expect(connection.urlField).toBe('url');
});

test('fails for a user with IAM authentication, and suggests what to do', () => {
  const user = new IamUser(stack, 'Iam', { accessControl });

  const connection = createCache(user).connectAs(user, createRole(), { connectable });

  expect(connection.secret).toBeUndefined();
  expect(() => connection.urlField).toThrow(
    "'urlField' requires a user with a password, but got 'Stack/Iam' with IAM authentication, whose tokens are valid for 15 minutes. Use a client that generates tokens, such as valkey-glide, or connect as a PasswordUser.",
  );
});

test('fails for a user without a password, and suggests what to do', () => {
  const user = NoPasswordUser.fromDefaultUser(stack, 'Default');
  const userGroup = new UserGroup(stack, 'Users', { engine: UserEngine.REDIS, users: [user] });
  const cache = new ServerlessCache(stack, 'Cache', { vpc, engine: CacheEngine.REDIS_7, userGroup });

  const connection = cache.connectAs(user, createRole(), { connectable });

  expect(() => connection.urlField).toThrow(
    "'urlField' requires a user with a password, but got 'Stack/Default' without a password. Build the URL in the client from the variables in 'environment', or connect as a PasswordUser.",
  );
});
