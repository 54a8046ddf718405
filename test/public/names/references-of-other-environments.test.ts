import type { IReplicationGroupRef, IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnServerlessCache, CfnSubnetGroup, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { App, Stack } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { groupIn } from '../replication-group/group';
import { createAppWithoutCfnValidation, importVpc } from '../stacks';
import { synthesize } from '../templates';
import {
  AccessControl,
  Authentication,
  ClusterMode,
  EngineVersion,
  GlobalReplicationGroup,
  LogDelivery,
  NoPasswordUser,
  ParameterGroup,
  PasswordUser,
  ServerlessCache,
  ServerlessCacheSnapshot,
  UserCredentials,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';

const ACCOUNT = '111122223333';
const ARN = `arn:aws:elasticache:eu-west-1:${ACCOUNT}`;

let stack: Stack;
let other: Stack;

beforeEach(() => {
  const app = createAppWithoutCfnValidation();
  stack = new Stack(app, 'Stack', { env: { account: ACCOUNT, region: 'us-east-1' } });
  other = new Stack(app, 'Other', { env: { account: ACCOUNT, region: 'eu-west-1' } });
});

test.each([
  ['a reference of aws-cdk-lib', () => CfnUserGroup.fromUserGroupArn(stack, 'Users', `${ARN}:usergroup:users`)],
  [
    'an object with the reference interface',
    () =>
      ({
        node: stack.node,
        env: other.env,
        userGroupRef: { userGroupId: 'users', userGroupArn: `${ARN}:usergroup:users` },
      }) as IUserGroupRef,
  ],
])('a user group of another Region is rejected if it is %s', (_description, createReference) => {
  const userGroup = createReference();

  expect(errorsOf(() => groupIn(stack, { authentication: Authentication.userGroup(userGroup) }))).toEqual([
    "'authentication' ReplicationGroup.UserGroupInOtherRegion",
  ]);
  expect(errorsOf(() => new ServerlessCache(stack, 'Serverless', { vpc: importVpc(stack, 'V'), userGroup }))).toEqual([
    "'userGroup' ServerlessCache.UserGroupInOtherRegion",
  ]);
});

test('a default parameter group and the default user can be imported in another Region, because every Region has them', () => {
  groupIn(stack, { parameterGroup: ParameterGroup.fromParameterGroupName(other, 'Default', 'default.valkey8') });
  new UserGroup(stack, 'Users', {
    engine: UserEngine.REDIS,
    users: [NoPasswordUser.fromDefaultUser(other, 'DefaultUser')],
  });

  expect(() => synthesize(stack)).not.toThrow();
});

test('a serverless cache of another Region is rejected as the source of a snapshot', () => {
  const serverlessCache = CfnServerlessCache.fromServerlessCacheArn(stack, 'Cache', `${ARN}:serverlesscache:sessions`);

  expect(errorsOf(() => new ServerlessCacheSnapshot(stack, 'Snapshot', { serverlessCache }))).toEqual([
    "'serverlessCache.serverlessCacheName' ServerlessCacheSnapshot.CacheInOtherRegion",
  ]);
});

test('a primary of another Region is rejected if it is an object with the reference interface', () => {
  const primary = {
    node: stack.node,
    env: other.env,
    replicationGroupRef: { replicationGroupId: 'sessions' },
  } as IReplicationGroupRef;

  expect(errorsOf(() => new GlobalReplicationGroup(stack, 'Global', { primary }))).toEqual([
    "'primary' GlobalReplicationGroup.MemberRegionMismatch",
  ]);
});

test.each([
  ['disabled', ClusterMode.disabled()],
  ['enabled', ClusterMode.enabled({ shardCount: 2 })],
])('a parameter group of another Region is rejected with cluster mode %s', (_mode, clusterMode) => {
  const parameterGroup = new ParameterGroup(other, 'Parameters', { engineVersion: EngineVersion.VALKEY_8_1 });

  expect(
    errorsOf(() => groupIn(stack, { parameterGroup, clusterMode, engineVersion: EngineVersion.VALKEY_8_1 })),
  ).toEqual(["'parameterGroup' ReplicationGroup.ParameterGroupInOtherRegion"]);
});

test('an L1 subnet group of another Region is rejected', () => {
  const subnetGroup = new CfnSubnetGroup(other, 'Subnets', { description: 'x', subnetIds: ['subnet-1'] });

  expect(errorsOf(() => groupIn(stack, { subnetGroup }))).toEqual([
    "'subnetGroup' ReplicationGroup.SubnetGroupInOtherRegion",
  ]);
});

test('log groups of another Region or account are rejected', () => {
  const slowLog = logs.LogGroup.fromLogGroupArn(stack, 'Slow', `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:slow`);
  const engineLog = logs.LogGroup.fromLogGroupArn(stack, 'Engine', 'arn:aws:logs:us-east-1:444455556666:log-group:e');

  expect(
    errorsOf(() =>
      groupIn(stack, { slowLog: LogDelivery.toLogGroup(slowLog), engineLog: LogDelivery.toLogGroup(engineLog) }),
    ),
  ).toEqual([
    "'slowLog' ReplicationGroup.LogGroupInOtherRegion",
    "'engineLog' ReplicationGroup.LogGroupInOtherAccount",
  ]);
});

describe('encryption keys', () => {
  const importKey = (region: string, account: string) =>
    kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`);
  const CONSUMERS: Readonly<Record<string, (encryptionKey: kms.IKeyRef) => unknown>> = {
    slowLog: (encryptionKey) => groupIn(stack, { slowLog: LogDelivery.toNewLogGroup({ encryptionKey }) }),
    authentication: (encryptionKey) =>
      groupIn(stack, { authentication: Authentication.generatedAuthToken({ encryptionKey }) }),
    credentials: (encryptionKey) =>
      new PasswordUser(stack, 'User', {
        accessControl: AccessControl.readOnly(),
        credentials: UserCredentials.fromGeneratedSecret({ encryptionKey }),
      }),
  };

  test.each(Object.entries(CONSUMERS))('of another Region are rejected: %s', (prop, create) => {
    expect(() => create(importKey('eu-west-1', ACCOUNT))).toThrow(
      new RegExp(
        `'${prop}' must use an encryption key in the Region of the stack \\(us-east-1\\), because .*, but got eu-west-1\\. Use a key in us-east-1\\.`,
      ),
    );
  });

  test.each(Object.entries(CONSUMERS))('of another account are accepted: %s', (_prop, create) => {
    expect(() => create(importKey('us-east-1', '444455556666'))).not.toThrow();
  });

  test('are accepted in a stack without a Region', () => {
    stack = new Stack(new App(), 'Agnostic');

    expect(() => CONSUMERS.slowLog(importKey('eu-west-1', ACCOUNT))).not.toThrow();
  });
});
