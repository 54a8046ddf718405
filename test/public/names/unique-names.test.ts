import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import type { App } from 'aws-cdk-lib/core';
import { Aws, CfnCondition, Fn, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { createAppWithoutCfnValidation, importVpc } from '../stacks';
import {
  AccessControl,
  Authentication,
  GlobalReplicationGroup,
  IamUser,
  LogDelivery,
  MemcachedCluster,
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroup,
  ReplicationGroupSnapshot,
  ReplicationGroupSnapshotSource,
  ServerlessCache,
  ServerlessCacheSnapshot,
  SubnetGroup,
  UserGroup,
} from 'cdk-elasticache';

const NODE_TYPE = NodeType.of(NodeFamily.R7G, NodeSize.LARGE);
const ENV = { account: '111122223333', region: 'eu-west-1' };

const importVpcInto = (scope: Construct) => importVpc(Stack.of(scope), `Vpc${Stack.of(scope).node.children.length}`);

const createCache = (scope: Construct, id: string, serverlessCacheName?: string) =>
  new ServerlessCache(scope, id, { vpc: importVpcInto(scope), serverlessCacheName });

const createGroup = (scope: Construct, id: string, replicationGroupId?: string) =>
  new ReplicationGroup(scope, id, {
    vpc: importVpcInto(scope),
    nodeType: NODE_TYPE,
    authentication: Authentication.none(),
    replicationGroupId,
  });

const createUser = (scope: Construct, id: string, userId?: string) =>
  new IamUser(scope, id, { userId, accessControl: AccessControl.readOnly() });

/** The constructs with a name, by the prop with the name. */
const NAMED_CONSTRUCTS: Readonly<Record<string, (scope: Construct, id: string, name?: string) => unknown>> = {
  serverlessCacheName: createCache,
  userId: createUser,
  userGroupName: (scope, id, userGroupName) =>
    new UserGroup(scope, id, { userGroupName, users: [createUser(new Construct(scope, `${id}Users`), id)] }),
  replicationGroupId: createGroup,
  clusterName: (scope, id, clusterName) =>
    new MemcachedCluster(scope, id, { vpc: importVpcInto(scope), nodeType: NODE_TYPE, clusterName }),
  subnetGroupName: (scope, id, subnetGroupName) =>
    new SubnetGroup(scope, id, { vpc: importVpcInto(scope), subnetGroupName }),
  globalReplicationGroupIdSuffix: (scope, id, globalReplicationGroupIdSuffix) =>
    new GlobalReplicationGroup(scope, id, {
      primary: createGroup(scope, `${id}Primary`),
      globalReplicationGroupIdSuffix,
    }),
  snapshotName: (scope, id, snapshotName) =>
    new ReplicationGroupSnapshot(scope, id, {
      source: ReplicationGroupSnapshotSource.fromReplicationGroup(createGroup(scope, `${id}Group`)),
      snapshotName,
    }),
  serverlessCacheSnapshotName: (scope, id, serverlessCacheSnapshotName) =>
    new ServerlessCacheSnapshot(scope, id, {
      serverlessCache: createCache(scope, `${id}Cache`, id.toLowerCase()),
      serverlessCacheSnapshotName,
    }),
};

/** The props of the resources whose name CloudFormation requires. */
const REQUIRED_NAMES = ['serverlessCacheName', 'userId', 'userGroupName', 'globalReplicationGroupIdSuffix'];

let app: App;

beforeEach(() => {
  app = createAppWithoutCfnValidation();
});

const synthesize = () => app.synth();

describe.each(Object.entries(NAMED_CONSTRUCTS))('two constructs with one %s', (prop, create) => {
  const error = new RegExp(
    `\\[Web/Two\\] '${prop}' must be unique .* "sessions", which 'Data/One' also uses\\. Set '${prop}' `,
  );

  test('fail in different stacks of one account and Region', () => {
    create(new Stack(app, 'Data', { env: ENV }), 'One', 'sessions');
    create(new Stack(app, 'Web', { env: ENV }), 'Two', 'sessions');

    expect(synthesize).toThrow(error);
  });

  test.each([
    ['of different accounts', ENV, { ...ENV, account: '444455556666' }],
    ['of different Regions', ENV, { ...ENV, region: 'eu-central-1' }],
    ['without an environment', undefined, undefined],
    ['without an account', { region: ENV.region }, { region: ENV.region }],
    ['of which one has no environment', ENV, undefined],
  ])('are valid in stacks %s', (_description, one, other) => {
    create(new Stack(app, 'Data', { env: one }), 'One', 'sessions');
    create(new Stack(app, 'Web', { env: other }), 'Two', 'sessions');

    expect(synthesize).not.toThrow();
  });

  test('are valid in different stages', () => {
    ['One', 'Two'].forEach((id) =>
      create(new Stack(new Stage(app, `Stage${id}`, { env: ENV }), 'Data'), id, 'sessions'),
    );

    expect(synthesize).not.toThrow();
  });
});

describe('generated names', () => {
  test.each(REQUIRED_NAMES)('fail if two default children of stacks have the same %s', (prop) => {
    NAMED_CONSTRUCTS[prop](new Stack(app, 'Prod-App', { env: ENV }), 'Default');
    NAMED_CONSTRUCTS[prop](new Stack(app, 'ProdApp', { env: ENV }), 'Default');

    expect(synthesize).toThrow(
      new RegExp(`'${prop}' must be unique .* "prodapp", which 'Prod-App/Default' also uses\\. Set '${prop}' `),
    );
  });

  test('fail if the hashes of two paths of a stack are the same', () => {
    const stack = new Stack(app, 'S');
    createUser(stack, 'C_-____---__-__--___');
    createUser(stack, 'C-___-__-__-_-_--___');

    expect(synthesize).toThrow(
      /\[S\/C-___-__-__-_-_--___\] 'userId' must be unique .* "scaf6e746b", which 'S\/C_-____---__-__--___' also uses/,
    );
  });

  test('fail if they are the same as a specified name', () => {
    createCache(new Stack(app, 'Data', { env: ENV }), 'Default');
    createCache(new Stack(app, 'Web', { env: ENV }), 'Cache', 'Data');

    expect(synthesize).toThrow(/'serverlessCacheName' must be unique .* "Data", which 'Data\/Default' also uses/);
  });

  test('can be acknowledged to be the same, where one of the stacks is not deployed', () => {
    createCache(new Stack(app, 'Prod-App', { env: ENV }), 'Default');
    createCache(new Stack(app, 'ProdApp', { env: ENV }), 'Default');
    Validations.of(app).acknowledge({
      id: 'cdk-elasticache::ServerlessCache.NameNotUnique',
      reason: 'either of the stacks is deployed',
    });

    expect(synthesize).not.toThrow();
  });
});

describe('the log groups of two replication groups', () => {
  const createGroupWithLog = (scope: Construct, id: string) =>
    new ReplicationGroup(scope, id, {
      vpc: importVpcInto(scope),
      nodeType: NODE_TYPE,
      authentication: Authentication.none(),
      slowLog: LogDelivery.toNewLogGroup(),
    });

  test('fail if their generated names are the same', () => {
    createGroupWithLog(new Stack(app, 'Prod-App', { env: ENV }), 'Default');
    createGroupWithLog(new Stack(app, 'ProdApp', { env: ENV }), 'Default');

    expect(synthesize).toThrow(
      /\[ProdApp\/Default\] 'slowLog' must use a log group with a unique name .* "\/aws\/vendedlogs\/elasticache\/prodapp\/slow-log", which is also the name of the log group 'Prod-App\/Default\/SlowLogGroup'\. Change the name of 'Prod-App\/Default\/SlowLogGroup', or set 'replicationGroupId'/,
    );
  });

  test('can have the same names in different Regions', () => {
    createGroupWithLog(new Stack(app, 'Prod-App', { env: ENV }), 'Default');
    createGroupWithLog(new Stack(app, 'ProdApp', { env: { ...ENV, region: 'eu-central-1' } }), 'Default');

    expect(synthesize).not.toThrow();
  });
});

test('the name of an L1 construct in another stack is reported', () => {
  new CfnServerlessCache(new Stack(app, 'Data', { env: ENV }), 'Old', {
    engine: 'valkey',
    serverlessCacheName: 'Sessions',
  });
  createCache(new Stack(app, 'Web', { env: ENV }), 'New', 'sessions');

  expect(synthesize).toThrow(/\[Web\/New\] 'serverlessCacheName' must be unique .* which 'Data\/Old' also uses/);
});

describe('nested stacks', () => {
  test.each([
    ['with an environment', ENV],
    ['without an environment', undefined],
  ])('have the names of their parent: %s', (_description, env) => {
    const parent = new Stack(app, 'Data', { env });
    createCache(new NestedStack(parent, 'One'), 'Cache', 'sessions');
    createCache(new NestedStack(new NestedStack(parent, 'Two'), 'Inner'), 'Cache', 'sessions');

    expect(synthesize).toThrow(/\[Data\/Two\/Inner\/Cache\] .* must be unique .* which 'Data\/One\/Cache' also uses/);
  });

  test('can have the same names if one of them has a condition', () => {
    const parent = new Stack(app, 'Data', { env: ENV });
    const [one, two] = ['One', 'Two'].map((id) => new NestedStack(parent, id));
    createCache(new NestedStack(one, 'Inner'), 'Cache', 'sessions');
    createCache(two, 'Cache', 'sessions');
    one.nestedStackResource!.cfnOptions.condition = new CfnCondition(parent, 'IsOne', {
      expression: Fn.conditionEquals(Aws.REGION, 'eu-west-1'),
    });

    expect(synthesize).not.toThrow();
  });

  test('have unique names also if they have a condition', () => {
    const parent = new Stack(app, 'Data', { env: ENV });
    const nested = new NestedStack(parent, 'Nested');
    ['One', 'Two'].forEach((id) => createCache(nested, id, 'sessions'));
    nested.nestedStackResource!.cfnOptions.condition = new CfnCondition(parent, 'IsNested', {
      expression: Fn.conditionEquals(Aws.REGION, 'eu-west-1'),
    });

    expect(synthesize).toThrow(/\[Data\/Nested\/Two\] .* must be unique .* which 'Data\/Nested\/One' also uses/);
  });
});
