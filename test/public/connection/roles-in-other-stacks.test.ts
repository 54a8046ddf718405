import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, Aspects, CfnOutput, Lazy, NestedStack, Stack } from 'aws-cdk-lib/core';
import { nodeFunction } from '../node-function';
import { groupIn } from '../replication-group/group';
import { synthesize } from '../templates';
import { findDeploymentErrors } from '../topologies/deployment-cycles';
import type { IUser, IServerlessCache } from 'cdk-elasticache';
import {
  AccessControl,
  Authentication,
  IamUser,
  PasswordUser,
  ServerlessCache,
  SingleNodeCluster,
  UserCredentials,
  UserGroup,
} from 'cdk-elasticache';
import '../setup';

const accessControl = AccessControl.readWrite({ keyPatterns: ['app:*'] });

interface Stacks {
  readonly app: App;
  /** The stack of the VPC and of the client's role. */
  readonly shared: Stack;
  readonly data: Stack;
  readonly web: Stack;
}

const STACKS: Readonly<Record<string, () => Stacks>> = {
  'separate stacks': () => {
    const app = new App();
    return { app, shared: new Stack(app, 'Shared'), data: new Stack(app, 'Data'), web: new Stack(app, 'Web') };
  },
  'nested stacks': () => {
    const app = new App({ context: { 'aws:cdk:enable-asset-metadata': true } });
    const parent = new Stack(app, 'Parent');
    const [shared, data, web] = ['Shared', 'Data', 'Web'].map((id) => new NestedStack(parent, id));
    return { app, shared, data, web };
  },
};

interface Resources extends Stacks {
  readonly vpc: ec2.IVpc;
  readonly role: iam.Role;
}

/** Calls the method that newer versions of aws-cdk-lib have renamed. */
function addStackDependency(stack: Stack, other: Stack) {
  const newer = stack as { addStackDependency?: (other: Stack) => void };
  return newer.addStackDependency ? newer.addStackDependency(other) : stack.addDependency(other);
}

function createResources(createStacks: () => Stacks): Resources {
  const stacks = createStacks();
  const vpc = new ec2.Vpc(stacks.shared, 'Vpc', {
    maxAzs: 2,
    natGateways: 0,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [{ name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
  });
  const role = new iam.Role(stacks.shared, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  return { ...stacks, vpc, role };
}

const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };

const createFunction = ({ web, vpc, role }: Resources) =>
  nodeFunction(web, 'Function', {
    vpc,
    vpcSubnets,
    role,
  });

const createService = ({ web, vpc, role }: Resources) => {
  const taskDefinition = new ecs.FargateTaskDefinition(web, 'Task', { taskRole: role, executionRole: role });
  taskDefinition.addContainer('App', { image: ecs.ContainerImage.fromRegistry('app') });
  return new ecs.FargateService(web, 'Service', {
    cluster: new ecs.Cluster(web, 'Cluster', { vpc }),
    taskDefinition,
    vpcSubnets,
  });
};

const createCache = ({ data, vpc }: Resources, user: IUser, scope: Stack = data): IServerlessCache =>
  new ServerlessCache(data, 'Cache', { vpc, userGroup: new UserGroup(scope, 'Users', { users: [user] }) });

const createPasswordUser = (stack: Stack, encryptionKey?: kms.IKey) =>
  new PasswordUser(stack, 'User', {
    accessControl,
    credentials: UserCredentials.fromGeneratedSecret({ encryptionKey }),
  });

/** Programs that give permissions to the role, with the actions that its policies in the stack of the cache allow. */
const PROGRAMS: Readonly<Record<string, [create: (resources: Resources) => void, actions: string[]]>> = {
  'a function as an IAM user': [
    (resources) => {
      const user = new IamUser(resources.data, 'User', { accessControl });
      createCache(resources, user).connectAs(user, createFunction(resources));
    },
    ['elasticache:Connect', 'elasticache:Connect', 'elasticache:DescribeServerlessCaches'],
  ],
  'a function as an IAM user of the shared stack': [
    (resources) => {
      const user = new IamUser(resources.shared, 'User', { accessControl });
      createCache(resources, user, resources.shared).connectAs(user, createFunction(resources));
    },
    ['elasticache:Connect', 'elasticache:DescribeServerlessCaches'],
  ],
  'a service as an IAM user': [
    (resources) => {
      const user = new IamUser(resources.data, 'User', { accessControl });
      createCache(resources, user).connectAs(user, createService(resources));
    },
    ['elasticache:Connect', 'elasticache:Connect', 'elasticache:DescribeServerlessCaches'],
  ],
  'a function with a password': [
    (resources) => {
      const user = createPasswordUser(resources.data);
      createCache(resources, user).connectAs(user, createFunction(resources));
    },
    ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
  ],
  'a service with a password': [
    (resources) => {
      const user = createPasswordUser(resources.data);
      createCache(resources, user).connectAs(user, createService(resources), { urlVariable: 'REDIS_URL' });
    },
    ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
  ],
  'a password with a key in the stack of the cache': [
    (resources) => {
      const user = createPasswordUser(resources.data, new kms.Key(resources.data, 'Key'));
      createCache(resources, user).connectAs(user, createFunction(resources));
    },
    ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret', 'kms:Decrypt'],
  ],
  'a password with a key in the stack of the role': [
    (resources) => {
      const user = createPasswordUser(resources.data, new kms.Key(resources.shared, 'Key'));
      createCache(resources, user).connectAs(user, createFunction(resources));
    },
    ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
  ],
  'a function with an AUTH token': [
    (resources) => {
      const group = groupIn(resources.data, {
        vpc: resources.vpc,
        authentication: Authentication.generatedAuthToken(),
      });
      group.connect(createFunction(resources));
    },
    ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
  ],
  'the role itself as an IAM user': [
    (resources) => {
      const user = new IamUser(resources.data, 'User', { accessControl });
      const connectable = new ec2.SecurityGroup(resources.web, 'Clients', { vpc: resources.vpc });
      createCache(resources, user).connectAs(user, resources.role, { connectable });
    },
    ['elasticache:Connect', 'elasticache:Connect', 'elasticache:DescribeServerlessCaches'],
  ],
  'grantConnect of the cache': [
    (resources) => {
      const user = new IamUser(resources.data, 'User', { accessControl });
      createCache(resources, user).grantConnect(resources.role, user);
    },
    ['elasticache:Connect', 'elasticache:Connect', 'elasticache:DescribeServerlessCaches'],
  ],
  'grantConnect of the user': [
    (resources) => {
      const user = new IamUser(resources.data, 'User', { accessControl });
      createCache(resources, user);
      user.grantConnect(resources.role);
    },
    ['elasticache:Connect'],
  ],
  'grantConnect of the user before the cache': [
    (resources) => {
      const user = new IamUser(resources.data, 'User', { accessControl });
      user.grantConnect(resources.role);
      createCache(resources, user);
    },
    ['elasticache:Connect'],
  ],
  'a user whose stack contains a security group in the VPC': [
    ({ data, vpc, role }) => {
      new IamUser(data, 'User', { accessControl }).grantConnect(role);
      new ec2.SecurityGroup(data, 'Group', { vpc });
    },
    ['elasticache:Connect'],
  ],
  'a user whose stack has an output about the VPC': [
    ({ data, vpc, role }) => {
      new IamUser(data, 'User', { accessControl }).grantConnect(role);
      new CfnOutput(data, 'VpcId', { value: vpc.vpcId });
    },
    ['elasticache:Connect'],
  ],
  'a user whose stack depends on the stack of the role': [
    ({ data, shared, role }) => {
      new IamUser(data, 'User', { accessControl }).grantConnect(role);
      addStackDependency(data, shared);
    },
    ['elasticache:Connect'],
  ],
  'a user whose stack depends on a resource of the role': [
    ({ data, vpc, role }) => {
      const user = new IamUser(data, 'User', { accessControl });
      user.grantConnect(role);
      user.node.addDependency(vpc);
    },
    ['elasticache:Connect'],
  ],
  'a user whose stack requires the stack of the role indirectly': [
    ({ data, web, vpc, role }) => {
      const user = new IamUser(data, 'User', { accessControl });
      user.grantConnect(role);
      const group = new ec2.SecurityGroup(web, 'Group', { vpc });
      new CfnOutput(data, 'GroupId', { value: group.securityGroupId });
    },
    ['elasticache:Connect'],
  ],
  'grant of a single node': [
    ({ data, vpc, role }) => {
      const { subnetIds } = vpc.selectSubnets(vpcSubnets);
      const subnetGroup = new elasticache.CfnSubnetGroup(data, 'Subnets', { description: 'isolated', subnetIds });
      const l1 = new elasticache.CfnCacheCluster(data, 'Node', {
        engine: 'redis',
        cacheNodeType: 'cache.t4g.micro',
        numCacheNodes: 1,
        cacheSubnetGroupName: subnetGroup.ref,
      });
      SingleNodeCluster.fromCfnCacheCluster(l1).grant(role, 'elasticache:RebootCacheCluster');
    },
    ['elasticache:RebootCacheCluster'],
  ],
  'grant of the cache, twice': [
    (resources) => {
      const cache = createCache(resources, new IamUser(resources.data, 'User', { accessControl }));
      cache.grant(resources.role, 'elasticache:ModifyServerlessCache');
      cache.grant(resources.role, 'elasticache:DescribeServerlessCaches');
    },
    ['elasticache:ModifyServerlessCache', 'elasticache:DescribeServerlessCaches'],
  ],
  'grant of a replication group': [
    ({ data, vpc, role }) => groupIn(data, { vpc }).grant(role, 'elasticache:TestFailover'),
    ['elasticache:TestFailover'],
  ],
  'an IAM user of the account': [
    (resources) => {
      const cache = createCache(resources, new IamUser(resources.data, 'User', { accessControl }));
      cache.grant(new iam.User(resources.shared, 'Admin'), 'elasticache:ModifyServerlessCache');
    },
    ['elasticache:ModifyServerlessCache'],
  ],
};

/** Lists the actions in the policies of a stack that are attached to an identity of the shared stack. */
const listActions = (stack: Stack) =>
  Object.entries(synthesize(stack).findResources('AWS::IAM::Policy'))
    .filter(([logicalId]) => logicalId.includes('PolicyOf'))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
    .flatMap(({ Action }) => Action);

describe.each(Object.entries(STACKS))('the role of a client in the stack of the VPC: %s', (_stacks, createStacks) => {
  test.each(Object.entries(PROGRAMS))('%s', (_program, [create, actions]) => {
    const resources = createResources(createStacks);

    create(resources);

    expect(findDeploymentErrors(resources.app.synth())).toEqual([]);
    expect(listActions(resources.data).sort()).toEqual([...actions].sort());
  });
});

test('the policy in the stack of the cache is attached to the role', () => {
  const { data, vpc, role } = createResources(STACKS['separate stacks']);

  new ServerlessCache(data, 'Cache', { vpc }).grant(role, 'elasticache:ModifyServerlessCache');

  synthesize(data).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Action: 'elasticache:ModifyServerlessCache' }] },
    Roles: [{ 'Fn::ImportValue': Match.stringLikeRegexp('^Shared:ExportsOutputRefRole') }],
  });
});

test('policies of two stacks that both contain a role and a user cause no cycle', () => {
  const { app, shared, data } = createResources(STACKS['separate stacks']);
  const createRole = (stack: Stack) => new iam.Role(stack, 'Reader', { assumedBy: new iam.AnyPrincipal() });
  const createUser = (stack: Stack) => new IamUser(stack, 'User', { accessControl });

  createUser(shared).grantConnect(createRole(data));
  createUser(data).grantConnect(createRole(shared));

  expect(findDeploymentErrors(app.synth())).toEqual([]);
});

test('constructs can depend on the policy of a grant in another stack', () => {
  const { web, data, vpc } = createResources(STACKS['separate stacks']);
  const role = new iam.Role(web, 'Client', { assumedBy: new iam.AnyPrincipal() });
  const topic = new sns.Topic(web, 'Topic');

  new ServerlessCache(data, 'Cache', { vpc }).grant(role, 'elasticache:ModifyServerlessCache').applyBefore(topic);

  synthesize(web).hasResource('AWS::SNS::Topic', { DependsOn: [Match.stringLikeRegexp('^ClientDefaultPolicy')] });
});

const findPolicy = ({ node }: iam.Role) => node.findChild('DefaultPolicy').node.defaultChild as iam.CfnPolicy;

test.each([
  ['the first grant, in an aspect', false, false],
  ['the first grant, in an aspect, with stable aspects', false, true],
  ['a later grant, in an aspect', true, false],
])('%s takes effect', (_title, hasOtherGrant, isStable) => {
  const app = new App({ context: { '@aws-cdk/core:aspectStabilization': isStable } });
  const [data, web] = ['Data', 'Web'].map((id) => new Stack(app, id));
  const role = new iam.Role(web, 'Client', { assumedBy: new iam.AnyPrincipal() });
  const user = new IamUser(data, 'User', { accessControl });
  if (hasOtherGrant) {
    user.grant(role, 'elasticache:DescribeUsers');
  }
  Aspects.of(role).add({
    visit: (construct) => {
      if (construct === role) {
        user.grant(role, 'elasticache:ModifyUser');
      }
    },
  });

  const [policy] = Object.values(synthesize(web).findResources('AWS::IAM::Policy'));
  expect(JSON.stringify(policy).match(/elasticache:ModifyUser/g)).toHaveLength(1);
});

test('statements are added once if the app is synthesized again', () => {
  const { app, web, data, vpc } = createResources(STACKS['separate stacks']);
  const role = new iam.Role(web, 'Client', { assumedBy: new iam.AnyPrincipal() });
  const cache = new ServerlessCache(data, 'Cache', { vpc });

  cache.grant(role, 'elasticache:DescribeServerlessCaches');
  app.synth();
  cache.grant(role, 'elasticache:ModifyServerlessCache');
  const { Resources } = app.synth({ force: true }).getStackByName('Web').template;

  const { PolicyDocument } = Resources[Stack.of(role).getLogicalId(findPolicy(role))].Properties;
  expect(PolicyDocument.Statement.flatMap(({ Action }: { Action: string | string[] }) => Action)).toEqual([
    'elasticache:DescribeServerlessCaches',
    'elasticache:ModifyServerlessCache',
  ]);
});

test.each<[string, (resources: Resources, cache: IServerlessCache) => void]>([
  [
    'grant',
    ({ web }, cache) =>
      cache.grant(new iam.Role(web, 'Client', { assumedBy: new iam.AnyPrincipal() }), 'elasticache:CopySnapshot'),
  ],
  ['connect', (resources, cache) => cache.connect(createFunction(resources))],
])('%s keeps values that change later', (_method, call) => {
  const resources = createResources(STACKS['separate stacks']);
  const { data, vpc } = resources;
  const texts = { description: 'early', ids: ['early'] };
  new elasticache.CfnUserGroup(data, 'Users', {
    engine: 'valkey',
    userGroupId: 'users',
    userIds: Lazy.list({ produce: () => texts.ids }),
  });
  const description = Lazy.string({ produce: () => texts.description });
  const cache = new ServerlessCache(data, 'Cache', { vpc, description });

  call(resources, cache);
  texts.description = 'late';
  texts.ids = ['late'];

  const template = synthesize(data);
  template.hasResourceProperties('AWS::ElastiCache::ServerlessCache', { Description: 'late' });
  template.hasResourceProperties('AWS::ElastiCache::UserGroup', { UserIds: ['late'] });
});

test('a role whose policies must not change gets no policy', () => {
  const { data, vpc, role } = createResources(STACKS['separate stacks']);
  const cache = new ServerlessCache(data, 'Cache', { vpc });

  cache.grant(role.withoutPolicyUpdates(), 'elasticache:ModifyServerlessCache');

  synthesize(data).resourceCountIs('AWS::IAM::Policy', 0);
});

test.each<[string, (resources: Resources) => iam.IRole]>([
  ['in the stack of the client', ({ web }) => new iam.Role(web, 'Client', { assumedBy: new iam.AnyPrincipal() })],
  ['in the stack of the cache', ({ data }) => new iam.Role(data, 'Client', { assumedBy: new iam.AnyPrincipal() })],
  ['imported in the stack of the client', ({ web, role }) => iam.Role.fromRoleArn(web, 'Client', role.roleArn)],
])('the policy of a role %s stays with the role', (_title, createRole) => {
  const resources = createResources(STACKS['separate stacks']);
  const role = createRole(resources);
  const cache = new ServerlessCache(resources.data, 'Cache', { vpc: resources.vpc });

  cache.grant(role, 'elasticache:ModifyServerlessCache');

  const [logicalId] = Object.keys(synthesize(Stack.of(role)).findResources('AWS::IAM::Policy'));
  expect(logicalId).toMatch(/^Client(Default)?Policy/);
});

test('the policy of an imported cache stays with the role', () => {
  const { shared, data, vpc, role } = createResources(STACKS['separate stacks']);
  new ServerlessCache(data, 'Other', { vpc });
  const cache = ServerlessCache.fromServerlessCacheName(data, 'Cache', 'sessions');

  cache.grant(role, 'elasticache:ModifyServerlessCache');

  synthesize(shared).resourceCountIs('AWS::IAM::Policy', 1);
});
