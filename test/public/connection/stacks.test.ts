import { CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import type { IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { App, Stack } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { importVpc } from '../stacks';
import { synthesize } from '../templates';
import { AccessControl, IamUser, PasswordUser, ServerlessCache, UserGroup } from 'cdk-elasticache';

let data: Stack;
let web: Stack;
beforeEach(() => {
  const app = new App();
  data = new Stack(app, 'Data');
  web = new Stack(app, 'Web');
});

const createCache = (userGroup: IUserGroupRef) =>
  new ServerlessCache(data, 'Cache', { vpc: importVpc(data), userGroup });
const createFunction = () =>
  new lambda.Function(web, 'Function', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports'),
    vpc: importVpc(web),
  });

test.each<[string, () => IUserGroupRef, string]>([
  ['an L2 construct', () => new UserGroup(web, 'Users'), 'Web/Users'],
  [
    'an L1 construct',
    () => new CfnUserGroup(web, 'Users', { engine: 'valkey', userGroupId: 'users', userIds: ['app'] }),
    'Web/Users',
  ],
])('a client in the stack of the user group is rejected if the group is %s', (_name, createGroup, path) => {
  const cache = createCache(createGroup());
  const user = IamUser.fromUserId(data, 'User', 'app');

  expect(errorsOf(() => cache.connectAs(user, createFunction()))).toEqual([
    `'target' must not be in a stack that the cache requires, because the target requires the endpoint of the cache, but got 'Web/Function' in the stack of '${path}'. Create '${path}' in the stack of the cache, or in a separate stack.`,
  ]);
});

test('a client in the stack of the user group is accepted if it does not refer to the cache', () => {
  const group = new UserGroup(web, 'Users', {
    users: [new PasswordUser(web, 'User', { accessControl: AccessControl.readOnly({ keyPatterns: ['app:*'] }) })],
  });
  const cache = createCache(group);
  const role = new iam.Role(web, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });

  const connection = cache.connectAs(group.users![0], role, { connectable: createFunction() });

  expect(connection.grant?.success).toBe(true);
  expect(() => synthesize(web)).not.toThrow();
});

test('a client reads a secret with a partial ARN and a key in another stack', () => {
  const user = PasswordUser.fromUserId(data, 'User', 'app');
  const cache = createCache(UserGroup.fromUserGroupName(data, 'Users', 'users'));
  const secret = secretsmanager.Secret.fromSecretAttributes(data, 'Secret', {
    secretPartialArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:app',
    encryptionKey: new kms.Key(data, 'Key'),
  });

  cache.connectAs(user, createFunction(), { secret });

  synthesize(web).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        {
          Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
          Resource: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:app-??????',
        },
        { Action: 'kms:Decrypt' },
      ],
    },
  });
});
