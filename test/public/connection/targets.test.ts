import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as batch from 'aws-cdk-lib/aws-batch';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Stack } from 'aws-cdk-lib/core';
import { Size } from 'aws-cdk-lib/core';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import { AccessControl, IamUser, PasswordUser, ServerlessCache, UserGroup } from 'cdk-elasticache';

const TASK_DEFINITION = 'AWS::ECS::TaskDefinition';
const accessControl = AccessControl.readOnly({ keyPatterns: ['app:*'] });
const image = ecs.ContainerImage.fromRegistry('app');

let stack: Stack;
let vpc: ec2.IVpc;
let iamUser: IamUser;
let passwordUser: PasswordUser;
let cache: ServerlessCache;
beforeEach(() => {
  stack = emptyStack();
  vpc = importVpc(stack);
  iamUser = new IamUser(stack, 'Iam', { accessControl });
  passwordUser = new PasswordUser(stack, 'User', { accessControl });
  const userGroup = new UserGroup(stack, 'Users', { users: [iamUser, passwordUser] });
  cache = new ServerlessCache(stack, 'Cache', { vpc, userGroup });
});

const createRole = (service: string) =>
  new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal(`${service}.amazonaws.com`) });
/** Lists the actions that the policies of a role allow. */
const listActions = (roleId: string) =>
  Object.values(synthesize(stack).findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes(`"${roleId}`))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .flatMap(({ Action }) => Action);
/** Returns the only ingress rule that is not created by a client. */
const ingressRule = () => propertiesOf(stack, 'AWS::EC2::SecurityGroupIngress');

describe('a container that is added after the connection', () => {
  test.each([
    ['a task definition', (task: ecs.FargateTaskDefinition) => task],
    [
      'a service',
      (taskDefinition: ecs.FargateTaskDefinition) =>
        new ecs.FargateService(stack, 'Service', {
          cluster: new ecs.Cluster(stack, 'Cluster', { vpc }),
          taskDefinition,
        }),
    ],
  ])('gets the variables of %s', (_, createTarget) => {
    const task = new ecs.FargateTaskDefinition(stack, 'Task');
    const connectable = new ec2.SecurityGroup(stack, 'Clients', { vpc });

    cache.connectAs(passwordUser, createTarget(task), { connectable, urlVariable: 'REDIS_URL' });
    task.addContainer('App', { image });
    task.addContainer('Sidecar', { image });

    const [app, sidecar] = propertiesOf(stack, TASK_DEFINITION).ContainerDefinitions;
    expect(app.Environment).toContainEqual({ Name: 'CACHE_AUTH', Value: 'password' });
    expect(app.Secrets.map(({ Name }: any) => Name)).toEqual(['CACHE_PASSWORD', 'REDIS_URL']);
    expect(sidecar.Environment).toBeUndefined();
    expect(listActions('TaskExecutionRole')).toContain('secretsmanager:GetSecretValue');
  });
});

test('connects an Auto Scaling group, with shell exports in its user data', () => {
  const group = new autoscaling.AutoScalingGroup(stack, 'Group', {
    vpc,
    instanceType: new ec2.InstanceType('t4g.micro'),
    machineImage: ec2.MachineImage.genericLinux({ 'eu-west-1': 'ami-0123456789abcdef0' }),
  });

  group.addUserData(...cache.connectAs(iamUser, group).shellExports);

  expect(JSON.stringify(propertiesOf(stack, 'AWS::AutoScaling::LaunchConfiguration').UserData)).toContain(
    "export CACHE_AUTH='iam'",
  );
  expect(listActions('GroupInstanceRole')).toContain('elasticache:Connect');
  expect(ingressRule()).toMatchObject({ FromPort: 6379, ToPort: 6380 });
});

test('connects an AWS Batch job through its role', () => {
  const computeEnvironment = new batch.FargateComputeEnvironment(stack, 'Environment', { vpc });
  const jobRole = createRole('ecs-tasks');

  const connection = cache.connectAs(passwordUser, jobRole, { connectable: computeEnvironment });
  const container = new batch.EcsFargateContainerDefinition(stack, 'Container', {
    image,
    cpu: 1,
    memory: Size.gibibytes(2),
    jobRole,
    environment: connection.environment,
    secrets: { CACHE_URL: batch.Secret.fromSecretsManager(connection.secret!, connection.urlField) },
  });
  new batch.EcsJobDefinition(stack, 'Job', { container });

  const { ContainerProperties } = propertiesOf(stack, 'AWS::Batch::JobDefinition');
  expect(ContainerProperties.Environment).toContainEqual({ Name: 'CACHE_AUTH', Value: 'password' });
  expect(ContainerProperties.Secrets).toEqual([
    { Name: 'CACHE_URL', ValueFrom: { 'Fn::Join': ['', [{ Ref: 'UserSecretE2C04A69' }, ':url::']] } },
  ]);
  expect(ingressRule()).toMatchObject({ FromPort: 6379, ToPort: 6380 });
});

test('connects an AWS CodeBuild project through its role', () => {
  const role = createRole('codebuild');
  const securityGroup = new ec2.SecurityGroup(stack, 'Builds', { vpc });

  const connection = cache.connectAs(passwordUser, role, { connectable: securityGroup });
  new codebuild.Project(stack, 'Project', {
    buildSpec: codebuild.BuildSpec.fromObject({ version: '0.2' }),
    role,
    vpc,
    securityGroups: [securityGroup],
    environmentVariables: {
      CACHE_URL: {
        type: codebuild.BuildEnvironmentVariableType.SECRETS_MANAGER,
        value: `${connection.secret!.secretArn}:${connection.urlField}`,
      },
    },
  });

  expect(propertiesOf(stack, 'AWS::CodeBuild::Project').Environment.EnvironmentVariables).toEqual([
    {
      Name: 'CACHE_URL',
      Type: 'SECRETS_MANAGER',
      Value: { 'Fn::Join': ['', [{ Ref: 'UserSecretE2C04A69' }, ':url']] },
    },
  ]);
  expect(listActions('Role')).toContain('secretsmanager:GetSecretValue');
  expect(ingressRule()).toMatchObject({ FromPort: 6379, ToPort: 6380 });
});

test('connects an Amazon EKS service account with a Pod Identity', () => {
  const cluster = eks.Cluster.fromClusterAttributes(stack, 'Eks', {
    clusterName: 'apps',
    vpc,
    securityGroupIds: ['sg-0123456789abcdef0'],
    kubectlRoleArn: 'arn:aws:iam::111122223333:role/kubectl',
    kubectlLayer: lambda.LayerVersion.fromLayerVersionArn(
      stack,
      'Kubectl',
      'arn:aws:lambda:eu-west-1:111122223333:layer:kubectl:1',
    ),
  });
  const serviceAccount = new eks.ServiceAccount(stack, 'Account', {
    cluster,
    identityType: eks.IdentityType.POD_IDENTITY,
  });

  const connection = cache.connectAs(iamUser, serviceAccount, { connectable: cluster });

  expect(connection.environment).toMatchObject({ CACHE_AUTH: 'iam', CACHE_SERVERLESS: 'true' });
  expect(listActions('AccountRole')).toContain('elasticache:Connect');
  expect(ingressRule()).toMatchObject({ SourceSecurityGroupId: 'sg-0123456789abcdef0' });
});
