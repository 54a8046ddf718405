import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { App, Stack, Validations } from 'aws-cdk-lib/core';
import { findingsOf } from './judges';
import { AccessControl, Authentication, EngineVersion, IamUser, UserEngine, UserGroup } from '../../src';
import { groupIn } from '../replication-group/group';
import { givenVpc } from '../util';

let app: App;
let stack: Stack;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack');
  givenVpc(stack);
});

const accessControl = AccessControl.fromAccessString('on ~app:* -@all +@read');
const users = (engine: UserEngine) =>
  Authentication.userGroup(
    new UserGroup(stack, 'Users', {
      engine,
      users: [new IamUser(stack, 'User', { engine, accessControl })],
      disableDefaultUser: engine === UserEngine.REDIS || undefined,
    }),
  );

/** cdk-nag knows AUTH tokens and no users; docs/replication-group.md says how to acknowledge it. */
const TOKEN_ONLY = 'AwsSolutions: AwsSolutions-AEC6';
const DEFAULT_PORT = 'AwsSolutions: AwsSolutions-AEC5';
const USERS_WANTED = 'cdk-validator-cfnguard: elasticache_repl_grp_rbac_auth_enabled_check';

test('a group with users is found fault with for its users alone', () => {
  groupIn(stack, { authentication: users(UserEngine.VALKEY) });

  expect(findingsOf(app)).toEqual([TOKEN_ONLY]);
});

test('a group with a token is not found fault with', () => {
  groupIn(stack, {
    authentication: Authentication.authToken(secretsmanager.Secret.fromSecretNameV2(stack, 'Token', 'token')),
  });

  expect(findingsOf(app)).toEqual([]);
});

test('a finding can be acknowledged', () => {
  const group = groupIn(stack, { authentication: users(UserEngine.VALKEY) });
  Validations.of(group).acknowledge({
    id: 'AwsSolutions-AEC6',
    reason: 'Users log in by IAM, which the rule does not know',
  });

  expect(findingsOf(app)).toEqual([]);
});

// The rules of AWS Control Tower look at Redis OSS only.
test('a Redis OSS group with users is found fault with for its users, and for the port that clients expect', () => {
  groupIn(stack, { engineVersion: EngineVersion.REDIS_7_1, authentication: users(UserEngine.REDIS) });

  expect(findingsOf(app)).toEqual([DEFAULT_PORT, TOKEN_ONLY]);
});

test('a group without authentication is found fault with', () => {
  groupIn(stack, { engineVersion: EngineVersion.REDIS_7_1, port: 7000 });

  expect(findingsOf(app)).toEqual([TOKEN_ONLY, USERS_WANTED]);
});
