import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { App, Duration, Stack, Validations } from 'aws-cdk-lib/core';
import { AUTOMATIC_BACKUP, findViolations } from './find-violations';
import { groupIn } from '../replication-group/group';
import { importVpc } from '../stacks';
import { AccessControl, Authentication, EngineVersion, IamUser, UserEngine, UserGroup } from 'cdk-elasticache';

let app: App;
let stack: Stack;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack');
  importVpc(stack);
});

/** Creates a replication group whose snapshots are kept as long as HIPAA and NIST 800-53 require. */
const createGroup = (props: Parameters<typeof groupIn>[1] = {}) =>
  groupIn(stack, { snapshotRetention: Duration.days(15), ...props });

const accessControl = AccessControl.fromAccessString('on ~app:* -@all +@read');
const createAuthentication = (engine: UserEngine) =>
  Authentication.userGroup(
    new UserGroup(stack, 'Users', {
      engine,
      users: [new IamUser(stack, 'User', { engine, accessControl })],
      disableDefaultUser: engine === UserEngine.REDIS || undefined,
    }),
  );

/** cdk-nag does not recognize user groups as authentication. */
const AUTH_TOKEN = 'AwsSolutions: AwsSolutions-AEC6';
const DEFAULT_PORT = 'AwsSolutions: AwsSolutions-AEC5';
const RBAC_AUTH = 'cdk-validator-cfnguard: elasticache_repl_grp_rbac_auth_enabled_check';

test('cdk-nag requires an AUTH token even if a group has users', () => {
  createGroup({ authentication: createAuthentication(UserEngine.VALKEY) });

  expect(findViolations(app)).toEqual([AUTH_TOKEN]);
});

test('a group with an AUTH token has no violations', () => {
  createGroup({
    authentication: Authentication.authToken(secretsmanager.Secret.fromSecretNameV2(stack, 'Token', 'token')),
  });

  expect(findViolations(app)).toEqual([]);
});

test('a violation can be acknowledged', () => {
  const group = createGroup({ authentication: createAuthentication(UserEngine.VALKEY) });
  Validations.of(group).acknowledge({
    id: 'AwsSolutions-AEC6',
    reason: 'Users log in with IAM, which the rule does not recognize',
  });

  expect(findViolations(app)).toEqual([]);
});

// The rules of AWS Control Tower only apply to Redis OSS.
test('cdk-nag also reports the default port of a Redis OSS group with users', () => {
  createGroup({ engineVersion: EngineVersion.REDIS_7_1, authentication: createAuthentication(UserEngine.REDIS) });

  expect(findViolations(app)).toEqual([DEFAULT_PORT, AUTH_TOKEN]);
});

test('AWS Control Tower requires authentication for a Redis OSS group', () => {
  createGroup({ engineVersion: EngineVersion.REDIS_7_1, port: 7000 });

  expect(findViolations(app)).toEqual([AUTH_TOKEN, RBAC_AUTH]);
});

test('cdk-nag reports the default retention of snapshots', () => {
  groupIn(stack, {
    authentication: Authentication.authToken(secretsmanager.Secret.fromSecretNameV2(stack, 'Token', 'token')),
  });

  expect(findViolations(app)).toEqual(AUTOMATIC_BACKUP);
});
