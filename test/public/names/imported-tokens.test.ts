import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { CfnParameter, Fn, Stack, App } from 'aws-cdk-lib/core';
import { groupIn } from '../replication-group/group';
import { importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import type { IIamUser, IUserGroup } from 'cdk-elasticache';
import {
  Authentication,
  IamUser,
  MemcachedCluster,
  ParameterGroup,
  PasswordUser,
  ReplicationGroup,
  ReplicationGroupSnapshot,
  ServerlessCache,
  ServerlessCacheSnapshot,
  SnapshotSource,
  SubnetGroup,
  UserEngine,
  UserGroup,
} from 'cdk-elasticache';

const ENV = { account: '111122223333', region: 'eu-west-1' };

let stack: Stack;
beforeEach(() => {
  stack = new Stack(new App(), 'Stack', { env: ENV });
});

/** The values that an app knows only during deployment. */
const TOKENS: Readonly<Record<string, () => string>> = {
  parameter: () => new CfnParameter(stack, 'Value').valueAsString,
  import: () => Fn.importValue('value'),
  join: () => Fn.join('', ['app-', Fn.ref('AWS::StackName')]),
};

const createRole = () => new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
const resolve = (value: string) => stack.resolve(value);
/** The last part of an ARN that is a token. */
const nameInArn = (arn: string) => ({ 'Fn::Select': [6, { 'Fn::Split': [':', resolve(arn)] }] });
const createServerlessCache = (userGroup: IUserGroup) =>
  new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), userGroup });

describe.each(Object.entries(TOKENS))('%s', (_name, createToken) => {
  let token: string;
  beforeEach(() => {
    token = createToken();
  });

  test.each([
    ['fromUserId', () => IamUser.fromUserId(stack, 'User', token), () => resolve(token)],
    ['fromUserArn', () => IamUser.fromUserArn(stack, 'User', token), () => nameInArn(token)],
    [
      'fromUserAttributes',
      () => IamUser.fromUserAttributes(stack, 'User', { userArn: token, engine: UserEngine.VALKEY }),
      () => nameInArn(token),
    ],
  ] as [string, () => IIamUser, () => unknown][])('IamUser.%s accepts it', (_method, importUser, getId) => {
    const user = importUser();
    const cache = createServerlessCache(new UserGroup(stack, 'Users', { users: [user] }));

    cache.connectAs(user, createRole(), { connectable: { connections: cache.connections } });

    expect(propertiesOf(stack, 'AWS::ElastiCache::UserGroup').UserIds).toEqual([getId()]);
  });

  test('a user group accepts imported users of every type with it', () => {
    const users = [IamUser.fromUserArn(stack, 'Iam', token), PasswordUser.fromUserId(stack, 'App', token)];

    new UserGroup(stack, 'Users', { users });

    expect(propertiesOf(stack, 'AWS::ElastiCache::UserGroup').UserIds).toEqual([nameInArn(token), resolve(token)]);
  });

  test.each([
    ['fromUserGroupName', () => UserGroup.fromUserGroupName(stack, 'Users', token), () => resolve(token)],
    ['fromUserGroupArn', () => UserGroup.fromUserGroupArn(stack, 'Users', token), () => nameInArn(token)],
    [
      'fromUserGroupAttributes',
      () => {
        const users = [IamUser.fromUserId(stack, 'User', token)];
        return UserGroup.fromUserGroupAttributes(stack, 'Users', { userGroupArn: token, users });
      },
      () => nameInArn(token),
    ],
  ] as [string, () => IUserGroup, () => unknown][])('UserGroup.%s accepts it', (_method, importGroup, getId) => {
    const userGroup = importGroup();

    createServerlessCache(userGroup);
    groupIn(stack, { authentication: Authentication.userGroup(userGroup) }, 'Group');

    expect(propertiesOf(stack, 'AWS::ElastiCache::ServerlessCache').UserGroupId).toEqual(getId());
    expect(propertiesOf(stack, 'AWS::ElastiCache::ReplicationGroup').UserGroupIds).toEqual([getId()]);
  });

  test('a client connects as an imported user of an imported user group with it', () => {
    const user = IamUser.fromUserId(stack, 'User', token);
    const userGroup = UserGroup.fromUserGroupAttributes(stack, 'Users', { userGroupName: 'users', users: [user] });
    const cache = createServerlessCache(userGroup);

    cache.connectAs(user, createRole(), { connectable: { connections: cache.connections } });

    expect(() => synthesize(stack)).not.toThrow();
  });

  test('imported caches accept it', () => {
    const role = createRole();

    ServerlessCache.fromServerlessCacheName(stack, 'Serverless', token).grantConnect(role);
    ServerlessCache.fromServerlessCacheArn(stack, 'ServerlessArn', token).grantConnect(role);
    ReplicationGroup.fromReplicationGroupId(stack, 'Group', token).grantConnect(role);
    ReplicationGroup.fromReplicationGroupArn(stack, 'GroupArn', token).grantConnect(role);
    MemcachedCluster.fromClusterName(stack, 'Cluster', token).grant(role, 'elasticache:ModifyCacheCluster');
    MemcachedCluster.fromClusterArn(stack, 'ClusterArn', token).grant(role, 'elasticache:ModifyCacheCluster');

    const { Statement } = propertiesOf(stack, 'AWS::IAM::Policy').PolicyDocument;
    expect(Statement.flatMap(({ Resource }: any) => [Resource].flat())).toContainEqual(resolve(token));
  });

  test('imported groups of subnets and parameters accept it', () => {
    groupIn(stack, {
      subnetGroup: SubnetGroup.fromSubnetGroupName(stack, 'Subnets', token),
      parameterGroup: ParameterGroup.fromParameterGroupName(stack, 'Parameters', token),
    });

    expect(propertiesOf(stack, 'AWS::ElastiCache::ReplicationGroup')).toMatchObject({
      CacheSubnetGroupName: resolve(token),
      CacheParameterGroupName: resolve(token),
    });
  });

  test('imported snapshots accept it', () => {
    const ofServerless = ServerlessCacheSnapshot.fromServerlessCacheSnapshotArn(stack, 'ServerlessSnapshot', token);
    const ofGroup = ReplicationGroupSnapshot.fromSnapshotArn(stack, 'Snapshot', token);

    new ServerlessCache(stack, 'Cache', {
      vpc: importVpc(stack),
      restoreFrom: SnapshotSource.fromServerlessCacheSnapshot(ofServerless),
    });
    groupIn(stack, { restoreFrom: SnapshotSource.fromReplicationGroupSnapshot(ofGroup) }, 'Group');

    expect(propertiesOf(stack, 'AWS::ElastiCache::ServerlessCache').SnapshotArnsToRestore).toEqual([resolve(token)]);
    expect(propertiesOf(stack, 'AWS::ElastiCache::ReplicationGroup').SnapshotName).toEqual(nameInArn(token));
  });

  test('imported keys accept it', () => {
    const kmsKey = kms.Key.fromKeyArn(stack, 'Key', token);

    groupIn(stack, { kmsKey });

    expect(propertiesOf(stack, 'AWS::ElastiCache::ReplicationGroup').KmsKeyId).toEqual(resolve(token));
  });
});

describe('the key of a serverless cache', () => {
  const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
  const arnIn = (region: string, account: string) => `arn:aws:kms:${region}:${account}:key/${KEY_ID}`;
  const keyIdOf = (env: { account?: string; region?: string }, keyArn: string) => {
    stack = new Stack(new App(), 'Stack', { env });
    const kmsKey = kms.Key.fromKeyArn(stack, 'Key', keyArn);
    new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), kmsKey });
    return propertiesOf(stack, 'AWS::ElastiCache::ServerlessCache').KmsKeyId;
  };

  // The alpha package renders the id of every key, and CloudFormation replaces the cache if the text changes.
  test.each([
    ['the environment of the stack', ENV, arnIn(ENV.region, ENV.account)],
    ['a stack without an environment', {}, arnIn(ENV.region, ENV.account)],
    ['a stack with a Region only', { region: ENV.region }, arnIn(ENV.region, ENV.account)],
    ['a stack with an account only', { account: ENV.account }, arnIn(ENV.region, ENV.account)],
  ])('is its id in %s, as in the alpha package', (_name, env, keyArn) => {
    expect(keyIdOf(env, keyArn)).toBe(KEY_ID);
  });

  test('is the id in an ARN that is a token', () => {
    expect(keyIdOf(ENV, Fn.importValue('Key'))).toEqual({
      'Fn::Select': [
        1,
        { 'Fn::Split': ['/', { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::ImportValue': 'Key' }] }] }] },
      ],
    });
  });

  test('is its ARN in another account', () => {
    const keyArn = arnIn(ENV.region, '444455556666');

    expect(keyIdOf(ENV, keyArn)).toBe(keyArn);
    expect(keyIdOf({ account: ENV.account }, keyArn)).toBe(keyArn);
  });
});
