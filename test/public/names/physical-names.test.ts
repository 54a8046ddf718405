import { Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { App } from 'aws-cdk-lib/core';
import { CfnOutput, PhysicalName, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { HOSTILE_PATHS } from './hostile-paths';
import { createAppWithoutCfnValidation, importVpc } from '../stacks';
import { synthesize } from '../templates';
import {
  AccessControl,
  CacheDashboard,
  ClusterMode,
  IamUser,
  ReplicationGroupSnapshot,
  ReplicationGroupSnapshotSource,
  UserGroup,
  Authentication,
  GlobalReplicationGroup,
  LogDelivery,
  MemcachedCluster,
  NodeFamily,
  NodeSize,
  NodeType,
  ParameterGroup,
  ReplicationGroup,
  EngineVersion,
  SecondaryReplicationGroup,
  SubnetGroup,
} from 'cdk-elasticache';

const NODE_TYPE = NodeType.of(NodeFamily.R7G, NodeSize.LARGE);
const ENV = { account: '111122223333', region: 'eu-west-1' };
const OTHER_REGION = { ...ENV, region: 'us-east-1' };
const OTHER_ACCOUNT = { ...ENV, account: '444455556666' };

const STACK_ID = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };

interface NamedType {
  readonly type: string;
  readonly property: string;
  readonly prop: string;
  readonly maxLength: number;
  /** Creates a resource, and returns its name. */
  readonly create: (scope: Construct, id: string, name?: string) => string;
}

/** The types that CloudFormation can name. */
const TYPES: readonly (readonly [string, NamedType])[] = [
  [
    'a replication group',
    {
      type: 'AWS::ElastiCache::ReplicationGroup',
      property: 'ReplicationGroupId',
      prop: 'replicationGroupId',
      maxLength: 40,
      create: (scope, id, replicationGroupId) => createGroup(scope, id, { replicationGroupId }).replicationGroupId,
    },
  ],
  [
    'a secondary',
    {
      type: 'AWS::ElastiCache::ReplicationGroup',
      property: 'ReplicationGroupId',
      prop: 'replicationGroupId',
      maxLength: 40,
      create: (scope, id, replicationGroupId) =>
        new SecondaryReplicationGroup(scope, id, {
          vpc: importVpcInto(scope),
          globalReplicationGroup: GlobalReplicationGroup.fromGlobalReplicationGroupId(
            scope,
            `${id}Global`,
            'ldgnf-sessions',
          ),
          replicationGroupId,
        }).replicationGroupId,
    },
  ],
  [
    'a Memcached cluster',
    {
      type: 'AWS::ElastiCache::CacheCluster',
      property: 'ClusterName',
      prop: 'clusterName',
      maxLength: 50,
      create: (scope, id, clusterName) =>
        new MemcachedCluster(scope, id, { vpc: importVpcInto(scope), nodeType: NODE_TYPE, clusterName }).clusterName,
    },
  ],
  [
    'a subnet group',
    {
      type: 'AWS::ElastiCache::SubnetGroup',
      property: 'CacheSubnetGroupName',
      prop: 'subnetGroupName',
      maxLength: 255,
      create: (scope, id, subnetGroupName) =>
        new SubnetGroup(scope, id, { vpc: importVpcInto(scope), subnetGroupName }).subnetGroupName,
    },
  ],
];

function importVpcInto(scope: Construct) {
  const stack = Stack.of(scope);
  return importVpc(stack, `Vpc${stack.node.children.length}`);
}

function createGroup(
  scope: Construct,
  id: string,
  props: Partial<ConstructorParameters<typeof ReplicationGroup>[2]> = {},
) {
  return new ReplicationGroup(scope, id, {
    vpc: importVpcInto(scope),
    nodeType: NODE_TYPE,
    authentication: Authentication.none(),
    ...props,
  });
}

/** Creates two stacks; the second one refers to the name of a resource in the first one. */
function referTo(
  { create }: NamedType,
  env: { account: string; region: string } | undefined,
  consumerEnv: { account: string; region: string } | undefined,
  { id = 'Sessions', stackName }: { id?: string; stackName?: string } = {},
) {
  const app = createAppWithoutCfnValidation();
  const owner = new Stack(app, 'Data', { env, stackName });
  const consumer = new Stack(app, 'Web', { env: consumerEnv });
  new CfnOutput(consumer, 'Name', { value: create(owner, id) });
  return { app, owner, consumer };
}

/** Creates a resource at a path, and refers to it from another Region. */
function createAtPath({ create }: NamedType, [stackId, ...scopes]: readonly string[], id: string) {
  const app = createAppWithoutCfnValidation();
  const consumer = new Stack(app, 'Consumer', { env: OTHER_REGION });
  const scope = scopes.reduce<Construct>(
    (parent, scopeId) => new Construct(parent, scopeId),
    new Stack(app, stackId, { env: ENV }),
  );
  const name = create(scope, id);
  new CfnOutput(consumer, 'Name', { value: name });
  return { app, name: (): string => outputOf(consumer) };
}

const findNames = (stack: Stack, { type, property }: NamedType) =>
  Object.values(synthesize(stack).findResources(type)).map(({ Properties }) => Properties[property]);

const outputOf = (stack: Stack) => synthesize(stack).findOutputs('Name').Name.Value;

describe.each(TYPES)('%s', (_type, namedType) => {
  const { type, property, prop, maxLength, create } = namedType;

  test('has no name by default, and is referred to by Ref in its stack', () => {
    const stack = new Stack(createAppWithoutCfnValidation(), 'Stack', { env: ENV });

    new CfnOutput(stack, 'Name', { value: create(stack, 'Sessions') });

    synthesize(stack).hasResourceProperties(type, { [property]: Match.absent() });
    expect(outputOf(stack)).toEqual({ Ref: expect.stringMatching(/^Sessions/) });
  });

  test('has the specified name, which the attribute returns in lower case', () => {
    const stack = new Stack(createAppWithoutCfnValidation(), 'Stack');

    new CfnOutput(stack, 'Name', { value: create(stack, 'Sessions', 'My-Sessions') });

    expect(findNames(stack, namedType)).toContain('My-Sessions');
    expect(outputOf(stack)).toBe('my-sessions');
  });

  test('stays unnamed when another stack of the same environment refers to it, by an export', () => {
    const { owner, consumer } = referTo(namedType, ENV, ENV);

    expect(findNames(owner, namedType).filter((name) => name !== undefined)).toEqual([]);
    expect(outputOf(consumer)).toEqual({
      'Fn::ImportValue': expect.stringMatching(/^Data:ExportsOutputRefSessions/),
    });
  });

  test.each([
    ['Region', OTHER_REGION],
    ['account', OTHER_ACCOUNT],
  ])('gets a name when a stack of another %s refers to it', (_part, consumerEnv) => {
    const { owner, consumer } = referTo(namedType, ENV, consumerEnv);

    const name = outputOf(consumer);
    expect(name).toMatch(/^data-sessions-[0-9a-f]{12}$/);
    expect(findNames(owner, namedType)).toContain(name);
  });

  test('gets a name when a stack without an environment refers to it', () => {
    const { owner, consumer } = referTo(namedType, ENV, undefined);

    expect(findNames(owner, namedType)).toContain(outputOf(consumer));
  });

  test('stays unnamed when crossRegionReferences copies the name to another Region', () => {
    const app = createAppWithoutCfnValidation();
    const [owner, consumer] = [ENV, OTHER_REGION].map(
      (env) => new Stack(app, env.region, { env, crossRegionReferences: true }),
    );

    new CfnOutput(consumer, 'Name', { value: create(owner, 'Sessions') });

    expect(findNames(owner, namedType).filter((name) => name !== undefined)).toEqual([]);
    expect(JSON.stringify(outputOf(consumer))).toContain('cdk/exports');
  });

  test.each([
    ['without an environment', undefined],
    ['without an account', { region: ENV.region } as typeof ENV],
    ['without a Region', { account: ENV.account } as typeof ENV],
  ])('needs a specified name when its stack is %s', (_description, env) => {
    const { app } = referTo(namedType, env, OTHER_REGION);

    expect(() => app.synth()).toThrow(
      new RegExp(
        `Cannot read '${prop}' of \\w+ 'Data/Sessions':.*Set '${prop}', or set 'env' of the stack 'Data'\\.`,
        's',
      ),
    );
  });

  test.each(HOSTILE_PATHS)('has a valid name at the path of %s', (_path, scopes, id) => {
    const { app, name } = createAtPath(namedType, scopes, id);

    const text = name();

    expect(text).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(text.length).toBeLessThanOrEqual(maxLength);
    expect(app.synth().stacks.length).toBeGreaterThan(0);
  });

  test('has another name at each path', () => {
    const names = HOSTILE_PATHS.map(([, scopes, id]) => createAtPath(namedType, scopes, id).name());

    expect(new Set(names).size).toBe(HOSTILE_PATHS.length);
  });

  test('has another name in each stack, account, and Region', () => {
    const names = [
      referTo(namedType, ENV, OTHER_REGION),
      referTo(namedType, ENV, OTHER_REGION, { stackName: 'data-2' }),
      referTo(namedType, ENV, OTHER_REGION, { id: 'Other' }),
      referTo(namedType, OTHER_REGION, ENV),
      referTo(namedType, OTHER_ACCOUNT, ENV),
    ].map(({ consumer }) => outputOf(consumer));

    expect(new Set(names).size).toBe(5);
  });

  test('has the same name at each synthesis, because it is part of the API', () => {
    const { consumer } = referTo(namedType, ENV, OTHER_REGION);

    expect(outputOf(consumer)).toBe('data-sessions-b7e25ed8612d');
  });

  test('accepts PhysicalName.GENERATE_IF_NEEDED, which is the default', () => {
    const stack = new Stack(createAppWithoutCfnValidation(), 'Stack');

    create(stack, 'Sessions', PhysicalName.GENERATE_IF_NEEDED);

    expect(findNames(stack, namedType).filter((name) => name !== undefined)).toEqual([]);
  });
});

describe('a replication group without an id', () => {
  let stack: Stack;

  beforeEach(() => {
    stack = new Stack(createAppWithoutCfnValidation(), 'Stack', { env: ENV });
  });

  test('has metrics, alarms, a dashboard, scaling, and permissions with references', () => {
    const group = createGroup(stack, 'Sessions', { clusterMode: ClusterMode.enabled({ shardCount: 2 }) });
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    group.grantConnect(role);
    group.addRecommendedAlarms({ alarmNamePrefix: 'sessions' });
    group
      .autoScaleShards({ minCapacity: 2, maxCapacity: 4 })
      .scaleOnPrimaryCpuUtilization({ targetUtilizationPercent: 60 });
    new CacheDashboard(stack, 'Dashboard', { caches: [group] });

    const template = synthesize(stack);

    const reference = { Ref: 'Sessions8896A56D' };
    template.hasResourceProperties('AWS::ElastiCache::ReplicationGroup', { ReplicationGroupId: Match.absent() });
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
      ResourceId: { 'Fn::Join': ['', ['replication-group/', reference]] },
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Resource: {
              'Fn::Join': [
                '',
                ['arn:', { Ref: 'AWS::Partition' }, ':elasticache:eu-west-1:111122223333:replicationgroup:', reference],
              ],
            },
          }),
        ],
      },
    });
    const alarms = Object.values<any>(template.findResources('AWS::CloudWatch::Alarm')).map(
      ({ Properties }) => Properties,
    );
    expect(alarms.length).toBeGreaterThan(5);
    for (const { AlarmName, Metrics } of alarms) {
      expect(AlarmName).toMatch(/^sessions-[\w-]+$/);
      expect(JSON.stringify(Metrics)).toContain(
        JSON.stringify({ Name: 'CacheClusterId', Value: { 'Fn::Join': ['', [reference, '-0001-001']] } }),
      );
    }
    const [{ Properties: dashboard }] = Object.values<any>(template.findResources('AWS::CloudWatch::Dashboard'));
    expect(dashboard.DashboardBody['Fn::Join'][1]).toContainEqual(reference);
    expect(JSON.stringify(template.toJSON())).not.toContain('${Token');
  });

  test('has log groups that are named after the path, as names of log groups cannot refer to it', () => {
    createGroup(stack, 'Sessions', { slowLog: LogDelivery.toNewLogGroup(), engineLog: LogDelivery.toNewLogGroup() });

    const logGroups = Object.values<any>(synthesize(stack).findResources('AWS::Logs::LogGroup'));

    expect(logGroups.map(({ Properties }) => Properties.LogGroupName)).toEqual([
      '/aws/vendedlogs/elasticache/stacksessions03d03c79/slow-log',
      '/aws/vendedlogs/elasticache/stacksessions03d03c79/engine-log',
    ]);
  });

  test('has the same log groups when another Region refers to it', () => {
    const group = createGroup(stack, 'Sessions', { slowLog: LogDelivery.toNewLogGroup() });
    const consumer = new Stack(stack.node.root as App, 'Web', { env: OTHER_REGION });
    new CfnOutput(consumer, 'Name', { value: group.replicationGroupId });

    synthesize(stack).hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: '/aws/vendedlogs/elasticache/stacksessions03d03c79/slow-log',
    });
  });

  test('has a snapshot that is named after the path of the snapshot and the stack', () => {
    new ReplicationGroupSnapshot(stack, 'Snapshot', {
      source: ReplicationGroupSnapshotSource.fromReplicationGroup(createGroup(stack, 'Sessions')),
    });

    synthesize(stack).hasResourceProperties('AWS::ElastiCache::Snapshot', {
      SnapshotName: { 'Fn::Join': ['-', ['stacksnapshot64477370', STACK_ID]] },
      ReplicationGroupId: { Ref: 'Sessions8896A56D' },
    });
  });

  test('has clients in its stack that get a reference', () => {
    const user = new IamUser(stack, 'User', { accessControl: AccessControl.readOnly() });
    const userGroup = new UserGroup(stack, 'Users', { users: [user] });
    const group = createGroup(stack, 'Sessions', { authentication: Authentication.userGroup(userGroup) });
    const fn = new lambda.Function(stack, 'Function', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => {};'),
      vpc: importVpc(stack, 'FunctionVpc'),
    });

    group.connectAs(user, fn);

    synthesize(stack).hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ CACHE_NAME: { Ref: 'Sessions8896A56D' } }) },
    });
  });

  test('has an ARN with the generated id in other accounts and Regions', () => {
    const group = createGroup(stack, 'Sessions');
    const consumer = new Stack(stack.node.root as App, 'Web', { env: OTHER_ACCOUNT });
    new CfnOutput(consumer, 'Name', { value: group.replicationGroupArn });

    const [id] = findNames(stack, TYPES[0][1]);

    expect(outputOf(consumer)['Fn::Join'][1].at(-1)).toBe(`:elasticache:eu-west-1:111122223333:replicationgroup:${id}`);
  });
});

test('members of a global datastore find each other without ids', () => {
  const app = createAppWithoutCfnValidation();
  const [virginia, ireland] = [OTHER_REGION, ENV].map((env) => new Stack(app, env.region, { env }));
  const global = new GlobalReplicationGroup(virginia, 'Global', { primary: createGroup(virginia, 'Sessions') });
  global.addSecondary(ireland, 'Sessions', { vpc: importVpc(ireland), authentication: Authentication.none() });

  const [primary, secondary] = [virginia, ireland].map((stack) => synthesize(stack));

  primary.hasResourceProperties('AWS::ElastiCache::ReplicationGroup', { ReplicationGroupId: Match.absent() });
  primary.hasResourceProperties('AWS::ElastiCache::GlobalReplicationGroup', {
    GlobalReplicationGroupIdSuffix: 'useast1global947beede',
    Members: [
      { ReplicationGroupId: { Ref: 'Sessions8896A56D' }, ReplicationGroupRegion: 'us-east-1', Role: 'PRIMARY' },
    ],
  });
  secondary.hasResourceProperties('AWS::ElastiCache::ReplicationGroup', {
    ReplicationGroupId: Match.absent(),
    GlobalReplicationGroupId: 'ldgnf-useast1global947beede',
  });
});

describe('a parameter group', () => {
  test('has no name, and is referred to by Ref in its stack and by an export in others', () => {
    const app = createAppWithoutCfnValidation();
    const [owner, consumer] = ['Data', 'Web'].map((id) => new Stack(app, id, { env: ENV }));
    const group = new ParameterGroup(owner, 'Parameters', { engineVersion: EngineVersion.VALKEY_8_1 });
    for (const stack of [owner, consumer]) {
      new CfnOutput(stack, 'Name', { value: group.parameterGroupName });
    }

    synthesize(owner).hasResourceProperties('AWS::ElastiCache::ParameterGroup', {
      CacheParameterGroupName: Match.absent(),
    });
    expect(outputOf(owner)).toEqual({ Ref: expect.stringMatching(/^Parameters/) });
    expect(outputOf(consumer)).toEqual({
      'Fn::ImportValue': expect.stringMatching(/^Data:ExportsOutputRefParameters/),
    });
  });

  test('cannot be referred to from other accounts and Regions', () => {
    const app = createAppWithoutCfnValidation();
    const owner = new Stack(app, 'Data', { env: ENV });
    const consumer = new Stack(app, 'Web', { env: OTHER_REGION });
    const group = new ParameterGroup(owner, 'Parameters', { engineVersion: EngineVersion.VALKEY_8_1 });
    new CfnOutput(consumer, 'Name', { value: group.parameterGroupName });

    expect(() => app.synth()).toThrow(
      /Cannot read 'parameterGroupName' of ParameterGroup 'Data\/Parameters':.*Create a ParameterGroup in the other stack\./s,
    );
  });
});
