import * as batch from 'aws-cdk-lib/aws-batch';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import { App, NestedStack, Size, Stack } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { groupIn } from '../replication-group/group';
import { synthesize } from '../templates';
import { findDeploymentErrors } from '../topologies/deployment-cycles';
import type { CacheConnection } from 'cdk-elasticache';
import {
  AccessControl,
  Authentication,
  IamUser,
  PasswordUser,
  ReplicationGroup,
  ServerlessCache,
  UserGroup,
} from 'cdk-elasticache';
import '../setup';

let app: App;
/** The stack of the VPC, which the cache requires. */
let shared: Stack;
let data: Stack;
let web: Stack;
let vpc: ec2.IVpc;

const SUBNETS = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };

function useStacks(areNested: boolean): void {
  app = new App({ context: { 'aws:cdk:enable-asset-metadata': true } });
  const scope = areNested ? new Stack(app, 'Parent') : app;
  const createStack = (id: string) => (areNested ? new NestedStack(scope, id) : new Stack(app, id));
  [shared, data, web] = ['Shared', 'Data', 'Web'].map(createStack);
  vpc = new ec2.Vpc(shared, 'Vpc', {
    maxAzs: 2,
    natGateways: 0,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [{ name: 'isolated', subnetType: SUBNETS.subnetType }],
  });
}
beforeEach(() => useStacks(false));

const createInstance = () =>
  new ec2.Instance(shared, 'Instance', {
    vpc,
    vpcSubnets: SUBNETS,
    instanceType: new ec2.InstanceType('t4g.micro'),
    machineImage: ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-0123456789abcdef0' }),
  });
const createRole = (service: string) =>
  new iam.Role(shared, 'Role', { assumedBy: new iam.ServicePrincipal(`${service}.amazonaws.com`) });
const createClients = () => new ec2.SecurityGroup(web, 'Clients', { vpc });
const createGroup = (authentication = Authentication.none()) => groupIn(data, { vpc, authentication });

/** Returns the error for a client in the shared stack. */
const errorFor = (path: string, requirement = 'the endpoint of the cache', prefix = '') =>
  `'target' must not be in a stack that the cache requires, because the target requires ${requirement}, but got '${prefix}${path}' in the stack of '${prefix}Shared/Vpc'. Create '${prefix}Shared/Vpc' in the stack of the cache, or in a separate stack.`;

describe('a service whose task definition is in the stack of the VPC', () => {
  const createService = () => {
    const taskDefinition = new ecs.FargateTaskDefinition(shared, 'Task');
    const cluster = new ecs.Cluster(web, 'Cluster', { vpc });
    return new ecs.FargateService(web, 'Service', { cluster, taskDefinition, vpcSubnets: SUBNETS });
  };

  test.each([
    ['separate stacks', false, ''],
    ['nested stacks', true, 'Parent/'],
  ])('is rejected in %s', (_title, areNested, prefix) => {
    useStacks(areNested);
    const service = createService();

    expect(errorsOf(() => createGroup().connect(service))).toEqual([
      errorFor('Shared/Task', 'the endpoint of the cache', prefix),
    ]);
  });

  test('is rejected if it has a container', () => {
    const service = createService();
    service.taskDefinition.addContainer('App', { image: ecs.ContainerImage.fromRegistry('app') });

    expect(errorsOf(() => createGroup().connect(service))).toEqual([errorFor('Shared/Task/App')]);
  });
});

test('a service in the stack of the VPC is rejected if its task definition is in another stack', () => {
  const taskDefinition = new ecs.FargateTaskDefinition(web, 'Task');
  const cluster = new ecs.Cluster(shared, 'Cluster', { vpc });
  const service = new ecs.FargateService(shared, 'Service', { cluster, taskDefinition, vpcSubnets: SUBNETS });

  expect(errorsOf(() => createGroup().connect(service))).toEqual([errorFor('Shared/Service')]);
});

describe('an instance in the stack of the VPC', () => {
  test.each([
    ['separate stacks', false, ''],
    ['nested stacks', true, 'Parent/'],
  ])('cannot use the variables in %s', (_title, areNested, prefix) => {
    useStacks(areNested);
    const connection = createGroup().connect(createInstance());

    const error = errorFor('Shared/Instance', 'the endpoint of the cache', prefix);
    expect(errorsOf(() => connection.shellExports)).toEqual([error]);
    expect(errorsOf(() => connection.environment)).toEqual([error]);
    expect(errorsOf(() => connection.buildEnvironmentVariables)).toEqual([error]);
  });

  test('is rejected as an IAM user', () => {
    const user = new IamUser(data, 'User', { accessControl: AccessControl.readOnly() });
    const cache = new ServerlessCache(data, 'Cache', {
      vpc,
      userGroup: new UserGroup(data, 'Users', { users: [user] }),
    });

    expect(errorsOf(() => cache.connectAs(user, createInstance()))).toEqual([
      expect.stringMatching(
        /^'target' .* requires the endpoint of the cache, but got 'Shared\/Instance' in the stack of 'Shared\/Vpc/,
      ),
    ]);
  });

  test('cannot use the variables of an L1 construct', () => {
    const subnets = new CfnSubnetGroup(shared, 'Subnets', { description: 'subnets', subnetIds: ['subnet-1234'] });
    const group = new CfnReplicationGroup(data, 'Cache', {
      replicationGroupDescription: 'cache',
      cacheSubnetGroupName: subnets.ref,
    });

    const connection = ReplicationGroup.fromCfnReplicationGroup(group).connect(createInstance());

    expect(errorsOf(() => connection.environment)).toEqual([
      expect.stringMatching(/^'target' .* requires the endpoint of the cache, but got 'Shared\/Instance'/),
    ]);
  });

  test('is connected if its variables are not used', () => {
    createGroup().connect(createInstance());

    expect(findDeploymentErrors(app.synth())).toEqual([]);
  });
});

describe('a role in the stack of the VPC', () => {
  const createPasswordUser = () => new PasswordUser(data, 'User', { accessControl: AccessControl.readOnly() });
  const connectAs = (user: IamUser | PasswordUser, role: iam.IRole) => {
    const userGroup = new UserGroup(data, 'Users', { users: [user] });
    return new ServerlessCache(data, 'Cache', { vpc, userGroup }).connectAs(user, role, {
      connectable: createClients(),
    });
  };
  const createProject = (stack: Stack, role: iam.IRole, { buildEnvironmentVariables }: CacheConnection) =>
    new codebuild.Project(stack, 'Project', {
      role,
      buildSpec: codebuild.BuildSpec.fromObject({ version: '0.2' }),
      environmentVariables: buildEnvironmentVariables,
    });
  const createJob = (stack: Stack, executionRole: iam.IRole, { environment, batchSecrets }: CacheConnection) =>
    new batch.EcsFargateContainerDefinition(stack, 'Container', {
      image: ecs.ContainerImage.fromRegistry('app'),
      cpu: 1,
      memory: Size.gibibytes(2),
      executionRole,
      environment,
      secrets: batchSecrets,
    });

  test('cannot give the variables to a project in the same stack', () => {
    const role = createRole('codebuild');

    createProject(shared, role, createGroup().connect(role, { connectable: createClients() }));

    expect(() => app.synth()).toThrow(errorFor('Shared/Role'));
  });

  test('gives the variables and secrets to a job in another stack', () => {
    const role = createRole('ecs-tasks');

    const container = createJob(web, role, connectAs(createPasswordUser(), role));
    new batch.EcsJobDefinition(web, 'Job', { container });

    expect(findDeploymentErrors(app.synth())).toEqual([]);
    expect(JSON.stringify(synthesize(web).findResources('AWS::Batch::JobDefinition'))).toContain('CACHE_PASSWORD');
  });

  test('cannot give the secrets to a job in the same stack', () => {
    const role = createRole('ecs-tasks');
    const { batchSecrets } = connectAs(createPasswordUser(), role);

    const container = createJob(shared, role, { environment: {}, batchSecrets } as CacheConnection);
    new batch.EcsJobDefinition(shared, 'Job', { container });

    expect(() => app.synth()).toThrow("requires 'Data/User/Secret', but got 'Shared/Role' in the stack of 'Shared/Vpc");
  });

  test('cannot give the variables to a project in the same nested stack of the stack of the cache', () => {
    const parent = new Stack(app, 'Parent');
    const nested = new NestedStack(parent, 'Nested');
    const nestedVpc = new ec2.Vpc(nested, 'Vpc', { natGateways: 0, restrictDefaultSecurityGroup: false });
    const role = new iam.Role(nested, 'Role', { assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com') });
    const cache = new ServerlessCache(parent, 'Cache', {
      vpc: nestedVpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    });

    createProject(
      nested,
      role,
      cache.connect(role, { connectable: new ec2.SecurityGroup(nested, 'Clients', { vpc: nestedVpc }) }),
    );

    expect(() => app.synth()).toThrow("requires the endpoint of the cache, but got 'Parent/Nested/Role' in the stack");
  });
});
