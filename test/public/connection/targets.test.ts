import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as batch from 'aws-cdk-lib/aws-batch';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { App, Stack } from 'aws-cdk-lib/core';
import { Aspects, Size } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { errorsOf } from '../messages';
import { nodeFunction } from '../node-function';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import type { CacheConnection, ConnectOptions } from 'cdk-elasticache';
import {
  AccessControl,
  Authentication,
  IamUser,
  MemcachedCluster,
  NodeFamily,
  NodeSize,
  NodeType,
  PasswordUser,
  ReplicationGroup,
  ServerlessCache,
  SingleNodeCluster,
  UserGroup,
} from 'cdk-elasticache';

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

const AMI = { 'eu-west-1': 'ami-0123456789abcdef0' };
const nodeType = NodeType.of(NodeFamily.R7G, NodeSize.LARGE);
const createAutoScalingGroup = (machineImage: ec2.IMachineImage = ec2.MachineImage.genericLinux(AMI)) =>
  new autoscaling.AutoScalingGroup(stack, 'Group', {
    vpc,
    instanceType: new ec2.InstanceType('t4g.micro'),
    machineImage,
  });

test('connects an Auto Scaling group, with shell exports in its user data', () => {
  const group = createAutoScalingGroup();

  group.addUserData(...cache.connectAs(iamUser, group).shellExports);

  expect(JSON.stringify(propertiesOf(stack, 'AWS::AutoScaling::LaunchConfiguration').UserData)).toContain(
    "export CACHE_AUTH='iam'",
  );
  expect(listActions('GroupInstanceRole')).toContain('elasticache:Connect');
  expect(ingressRule()).toMatchObject({ FromPort: 6379, ToPort: 6380 });
});

describe('AWS Batch', () => {
  const createJob = (connection: CacheConnection, roles: { jobRole?: iam.IRole; executionRole?: iam.IRole }) => {
    const container = new batch.EcsFargateContainerDefinition(stack, 'Container', {
      image,
      cpu: 1,
      memory: Size.gibibytes(2),
      ...roles,
      environment: connection.environment,
      secrets: connection.batchSecrets,
    });
    new batch.EcsJobDefinition(stack, 'Job', { container });
    return propertiesOf(stack, 'AWS::Batch::JobDefinition').ContainerProperties;
  };

  test('connects a job with a password through its execution role', () => {
    const connectable = new batch.FargateComputeEnvironment(stack, 'Environment', { vpc });
    const executionRole = createRole('ecs-tasks');

    const connection = cache.connectAs(passwordUser, executionRole, { connectable, urlVariable: 'REDIS_URL' });

    const { Environment, Secrets } = createJob(connection, { executionRole });
    expect(Environment).toContainEqual({ Name: 'CACHE_AUTH', Value: 'password' });
    expect(Secrets).toEqual([
      { Name: 'CACHE_PASSWORD', ValueFrom: { 'Fn::Join': ['', [{ Ref: 'UserSecretE2C04A69' }, ':password::']] } },
      { Name: 'REDIS_URL', ValueFrom: { 'Fn::Join': ['', [{ Ref: 'UserSecretE2C04A69' }, ':url::']] } },
    ]);
    expect(listActions('Role')).toContain('secretsmanager:GetSecretValue');
    expect(ingressRule()).toMatchObject({ FromPort: 6379, ToPort: 6380 });
  });

  test('connects a job with IAM authentication through its job role', () => {
    const connectable = new batch.FargateComputeEnvironment(stack, 'Environment', { vpc });
    const jobRole = createRole('ecs-tasks');

    const connection = cache.connectAs(iamUser, jobRole, { connectable });

    const { Environment, Secrets = [] } = createJob(connection, { jobRole });
    expect(Environment).toContainEqual({ Name: 'CACHE_AUTH', Value: 'iam' });
    expect(Secrets).toEqual([]);
    expect(listActions('Role')).toContain('elasticache:Connect');
  });
});

describe('AWS CodeBuild', () => {
  const createProject = (connect: (role: iam.IRole, connectable: ec2.IConnectable) => CacheConnection) => {
    const role = createRole('codebuild');
    const securityGroup = new ec2.SecurityGroup(stack, 'Builds', { vpc });
    new codebuild.Project(stack, 'Project', {
      buildSpec: codebuild.BuildSpec.fromObject({ version: '0.2' }),
      role,
      vpc,
      securityGroups: [securityGroup],
      environmentVariables: connect(role, securityGroup).buildEnvironmentVariables,
    });
    return propertiesOf(stack, 'AWS::CodeBuild::Project').Environment.EnvironmentVariables;
  };

  test('connects a project through its role', () => {
    const variables = createProject((role, connectable) =>
      cache.connectAs(passwordUser, role, { connectable, urlVariable: 'REDIS_URL' }),
    );

    const createSecret = (Name: string, field: string) => ({
      Name,
      Type: 'SECRETS_MANAGER',
      Value: { 'Fn::Join': ['', [{ Ref: 'UserSecretE2C04A69' }, `:${field}`]] },
    });
    expect(variables).toEqual(
      expect.arrayContaining([
        { Name: 'CACHE_AUTH', Type: 'PLAINTEXT', Value: 'password' },
        createSecret('CACHE_PASSWORD', 'password'),
        createSecret('REDIS_URL', 'url'),
      ]),
    );
    expect(listActions('Role')).toContain('secretsmanager:GetSecretValue');
    expect(ingressRule()).toMatchObject({ FromPort: 6379, ToPort: 6380 });
  });

  test('passes a whole secret', () => {
    const secret = secretsmanager.Secret.fromSecretCompleteArn(
      stack,
      'Token',
      'arn:aws:secretsmanager:eu-west-1:111122223333:secret:token-AbCdEf',
    );
    const group = new ReplicationGroup(stack, 'Group', {
      vpc,
      nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
      authentication: Authentication.authToken(secret),
    });

    const variables = createProject((role, connectable) => group.connect(role, { connectable }));

    expect(variables).toContainEqual({ Name: 'CACHE_PASSWORD', Type: 'SECRETS_MANAGER', Value: secret.secretArn });
  });

  test('passes no secrets for a user with IAM authentication', () => {
    const variables = createProject((role, connectable) => cache.connectAs(iamUser, role, { connectable }));

    expect(variables).toContainEqual({ Name: 'CACHE_AUTH', Type: 'PLAINTEXT', Value: 'iam' });
    expect(variables.filter(({ Type }: any) => Type !== 'PLAINTEXT')).toEqual([]);
  });
});

test('validates the URL also for targets without environment variables', () => {
  const other = new ServerlessCache(stack, 'Other', { vpc, userGroup: cache.userGroup });
  const connectable = new ec2.SecurityGroup(stack, 'Clients', { vpc });

  other.connectAs(passwordUser, createRole('codebuild'), { connectable, urlVariable: 'REDIS_URL' });

  expect(other.node.validate()).toEqual([
    expect.stringContaining("'urlVariable' requires a secret with the connection URL of the cache 'Stack/Other'"),
  ]);
});

function createServiceAccount() {
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
  return { cluster, serviceAccount };
}

test('connects an Amazon EKS service account with a Pod Identity', () => {
  const { cluster, serviceAccount } = createServiceAccount();

  const connection = cache.connectAs(iamUser, serviceAccount, { connectable: cluster });

  expect(connection.environment).toMatchObject({ CACHE_AUTH: 'iam', CACHE_SERVERLESS: 'true' });
  expect(listActions('AccountRole')).toContain('elasticache:Connect');
  expect(ingressRule()).toMatchObject({ SourceSecurityGroupId: 'sg-0123456789abcdef0' });
});

describe('a client that gets no values of secrets', () => {
  const createInstance = (machineImage: ec2.IMachineImage = ec2.MachineImage.genericLinux(AMI)) =>
    new ec2.Instance(stack, 'Instance', { vpc, instanceType: new ec2.InstanceType('t4g.micro'), machineImage });

  test.each<[string, () => Construct]>([
    ['an instance', createInstance],
    ['an Auto Scaling group', createAutoScalingGroup],
    ['a service account', () => createServiceAccount().serviceAccount],
  ])('gets no URL with a password: %s', (_, createTarget) => {
    const target = createTarget();
    const connectable = new ec2.SecurityGroup(stack, 'Clients', { vpc });

    const connect = () => cache.connectAs(passwordUser, target, { connectable, urlVariable: 'REDIS_URL' });

    expect(errorsOf(connect)).toEqual([
      `'urlVariable' requires a target that gets values of secrets, such as an Amazon ECS container, but got '${target.node.path}'. Remove 'urlVariable', and read the field 'url' of the secret in the client.`,
    ]);
  });

  test('gets a URL without a password', () => {
    const publicCache = new ServerlessCache(stack, 'Open', { vpc });

    const { shellExports } = publicCache.connect(createInstance(), { urlVariable: 'REDIS_URL' });

    expect(shellExports).toContainEqual(expect.stringMatching(/^export REDIS_URL='rediss:/));
  });

  test.each([
    ['an instance', () => createInstance(ec2.MachineImage.genericWindows(AMI))],
    ['an Auto Scaling group', () => createAutoScalingGroup(ec2.MachineImage.genericWindows(AMI))],
  ])('gets PowerShell commands with Windows: %s', (_, createTarget) => {
    const { shellExports } = cache.connectAs(iamUser, createTarget());

    // https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_environment_variables
    expect(shellExports).toContain("$env:CACHE_AUTH = 'iam'");
    expect(shellExports.filter((line) => !/^\$env:CACHE_[A-Z_]+ = '.*'$/.test(line))).toEqual([]);
  });
});

describe('the source of the connections', () => {
  const createTask = () => {
    const task = new ecs.FargateTaskDefinition(stack, 'Task');
    task.addContainer('App', { image });
    return task;
  };
  const importGroup = () => ec2.SecurityGroup.fromSecurityGroupId(stack, 'Clients', 'sg-0123456789abcdef0');
  const ERROR = (name: string, value: string) =>
    `[Stack/Cache] '${name}' must have security groups, because the cache accepts only connections from security groups, but got ${value}. Use a construct with security groups, such as the Amazon ECS service that runs the client.`;

  test.each<[string, () => ec2.IConnectable, string]>([
    ['a cluster without capacity', () => new ecs.Cluster(stack, 'Cluster', { vpc }), "'Stack/Cluster', which has none"],
    [
      'an imported cluster',
      () => ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'apps', vpc, securityGroups: [] }),
      "'Stack/Cluster', which has none",
    ],
    ['an object without security groups', () => ({ connections: new ec2.Connections() }), 'connections without them'],
  ])('is an error without security groups: %s', (_title, createConnectable, value) => {
    cache.connectAs(passwordUser, createTask(), { connectable: createConnectable() });

    expect(errorsOf(() => (stack.node.root as App).synth())).toEqual([ERROR('connectable', value)]);
  });

  test('is an error if the target has no security groups', () => {
    const target = new ecs.Cluster(stack, 'Cluster', { vpc });
    const openCache = new ServerlessCache(stack, 'Open', { vpc });

    openCache.connect(target);

    expect(errorsOf(() => (stack.node.root as App).synth())).toEqual([
      ERROR('target', "'Stack/Cluster', which has none").replace('Cache]', 'Open]'),
    ]);
  });

  test.each<[string, () => ec2.IConnectable]>([
    ['an IP address range', () => ec2.Peer.ipv4('10.0.0.0/16')],
    ['a prefix list', () => ec2.Peer.prefixList('pl-0123456789abcdef0')],
    ['connections with a peer', () => ({ connections: new ec2.Connections({ peer: ec2.Peer.ipv4('10.0.0.0/16') }) })],
    ['a security group of another app', importGroup],
    [
      'a cluster with security groups',
      () =>
        ecs.Cluster.fromClusterAttributes(stack, 'Cluster', {
          clusterName: 'apps',
          vpc,
          securityGroups: [importGroup()],
        }),
    ],
    [
      'a cluster to which capacity is added later',
      () => {
        const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
        Aspects.of(stack).add({
          visit: (node) => {
            if (node === cluster && cluster.connections.securityGroups.length === 0) {
              cluster.connections.addSecurityGroup(importGroup());
            }
          },
        });
        return cluster;
      },
    ],
  ])('can be %s', (_title, createConnectable) => {
    cache.connectAs(passwordUser, createTask(), { connectable: createConnectable() });

    expect(errorsOf(() => (stack.node.root as App).synth())).toEqual([]);
  });

  test('can be unknown for a cache without security groups', () => {
    const imported = ServerlessCache.fromServerlessCacheAttributes(stack, 'Imported', {
      serverlessCacheName: 'carts',
      endpointAddress: 'carts.example.com',
      endpointPort: 6379,
    });

    imported.connectAs(passwordUser, createTask(), { connectable: new ecs.Cluster(stack, 'Cluster', { vpc }) });

    expect(errorsOf(() => (stack.node.root as App).synth())).toEqual([]);
  });
});

describe('two connections of a client whose variables the user sets', () => {
  const CLIENTS: [string, () => { target: Construct; connectable?: ec2.IConnectable }][] = [
    [
      'an instance',
      () => ({
        target: new ec2.Instance(stack, 'Client', {
          vpc,
          instanceType: new ec2.InstanceType('t4g.micro'),
          machineImage: ec2.MachineImage.genericLinux(AMI),
        }),
      }),
    ],
    ['an Auto Scaling group', () => ({ target: createAutoScalingGroup() })],
    [
      'a role',
      () => ({ target: createRole('codebuild'), connectable: new ec2.SecurityGroup(stack, 'Clients', { vpc }) }),
    ],
    [
      'a service account',
      () => ({ target: createServiceAccount().serviceAccount, connectable: createAutoScalingGroup() }),
    ],
  ];
  const createSecondCache = () => new ServerlessCache(stack, 'Second', { vpc, userGroup: cache.userGroup });

  test.each(CLIENTS)('need different prefixes: %s', (_, createClient) => {
    const { target, connectable } = createClient();
    cache.connectAs(iamUser, target, { connectable });

    const error = (prefix: string, user: string) =>
      `'environmentPrefix' must differ between the connections of a client, but got "${prefix}", and '${target.node.path}' already uses "CACHE" for the connection to the cache 'Stack/Cache' as the user '${user}'. Set 'environmentPrefix' to another prefix.`;
    expect(errorsOf(() => createSecondCache().connectAs(iamUser, target, { connectable }))).toEqual([
      error('CACHE', 'Stack/Iam'),
    ]);
    expect(errorsOf(() => cache.connectAs(passwordUser, target, { connectable }))).toEqual([
      error('CACHE', 'Stack/Iam'),
    ]);
    expect(
      errorsOf(() => cache.connectAs(passwordUser, target, { connectable, environmentPrefix: 'CACHE_READER' })),
    ).toEqual([error('CACHE_READER', 'Stack/Iam')]);
  });

  test.each(CLIENTS)('have the variables of both prefixes: %s', (_, createClient) => {
    const { target, connectable } = createClient();

    const first = cache.connectAs(iamUser, target, { connectable });
    const second = createSecondCache().connectAs(iamUser, target, { connectable, environmentPrefix: 'SECOND' });

    const names = Object.keys({ ...first.environment, ...second.environment });
    expect(names).toHaveLength(2 * Object.keys(first.environment).length);
  });

  test.each(CLIENTS)('can be the same: %s', (_, createClient) => {
    const { target, connectable } = createClient();

    const { environment } = cache.connectAs(iamUser, target, { connectable });

    expect(cache.connectAs(iamUser, target, { connectable }).environment).toEqual(environment);
    expect(ingressRule()).toMatchObject({ FromPort: 6379, ToPort: 6380 });
  });

  test.each<[string, ConnectOptions]>([
    ['another URL', { urlVariable: 'REDIS_URL' }],
    ['a variable of the prefix', { environmentPrefix: 'REDIS' }],
  ])('need different names of the URL: %s', (_title, first) => {
    const connectable = new ec2.SecurityGroup(stack, 'Clients', { vpc });
    const target = createRole('codebuild');
    cache.connectAs(passwordUser, target, { connectable, ...first });
    const urlVariable = first.urlVariable ?? 'REDIS_HOST';

    expect(
      errorsOf(() =>
        createSecondCache().connectAs(passwordUser, target, { connectable, environmentPrefix: 'SECOND', urlVariable }),
      ),
    ).toEqual([
      `'urlVariable' must differ between the connections of a client, but got "${urlVariable}", and 'Stack/Role' already uses this name for the connection to the cache 'Stack/Cache' as the user 'Stack/User'. Set 'urlVariable' to another name.`,
    ]);
  });
});

describe('an AWS CodeBuild project, whose variables cannot be changed', () => {
  const createProject = () =>
    new codebuild.Project(stack, 'Project', {
      buildSpec: codebuild.BuildSpec.fromObject({ version: '0.2' }),
      vpc,
    });

  test('gets the permissions of an IAM user, and the rules', () => {
    const { environment } = cache.connectAs(iamUser, createProject());

    expect(environment.CACHE_AUTH).toBe('iam');
    expect(listActions('ProjectRole')).toContain('elasticache:Connect');
    expect(ingressRule()).toMatchObject({ FromPort: 6379, ToPort: 6380 });
  });

  test('can read the secret of a user with a password', () => {
    cache.connectAs(passwordUser, createProject());

    expect(listActions('ProjectRole')).toContain('secretsmanager:GetSecretValue');
  });

  test('gets the rules of a cache without users', () => {
    new MemcachedCluster(stack, 'Pages', { vpc, nodeType }).connect(createProject());

    expect(ingressRule()).toMatchObject({ FromPort: 11211, ToPort: 11211 });
  });

  test('cannot get a connection URL', () => {
    expect(errorsOf(() => cache.connectAs(passwordUser, createProject(), { urlVariable: 'REDIS_URL' }))).toEqual([
      "'urlVariable' has no effect for an AWS CodeBuild project, because its environment variables cannot be changed after its creation, but got 'Stack/Project'. Pass the role of the project with the option 'connectable', and set the prop 'environmentVariables' of the project to 'buildEnvironmentVariables' of the connection.",
    ]);
  });
});

describe('a qualified function', () => {
  const createFunction = () =>
    nodeFunction(stack, 'Function', {
      vpc,
    });

  test.each<[string, (fn: lambda.Function) => Construct]>([
    [
      'an alias',
      ({ currentVersion }) => new lambda.Alias(stack, 'Alias', { aliasName: 'live', version: currentVersion }),
    ],
    ['the current version', ({ currentVersion }) => currentVersion],
    ['the latest version', (fn) => fn.latestVersion],
    ['a version', (fn) => new lambda.Version(stack, 'Version', { lambda: fn })],
  ])('is connected as its function: %s', (_title, createTarget) => {
    const fn = createFunction();

    cache.connectAs(iamUser, createTarget(fn));

    synthesize(stack).hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { CACHE_AUTH: 'iam' } },
    });
    expect(listActions('FunctionServiceRole')).toContain('elasticache:Connect');
    expect(ingressRule()).toMatchObject({ FromPort: 6379, ToPort: 6380 });
  });

  test('needs another prefix than its function', () => {
    const fn = createFunction();
    cache.connectAs(iamUser, fn);

    expect(errorsOf(() => cache.connectAs(passwordUser, fn.latestVersion))).toEqual([
      expect.stringMatching(/^'environmentPrefix' must differ .* and 'Stack\/Function' already uses "CACHE"/),
    ]);
  });

  test('can be the connectable of another target', () => {
    const connectable = createFunction().currentVersion;

    cache.connectAs(iamUser, createRole('lambda'), { connectable });

    expect(ingressRule()).toMatchObject({ FromPort: 6379, ToPort: 6380 });
  });
});

describe('a target whose security groups are unknown', () => {
  test.each<[string, () => Construct]>([
    ['a launch template', () => new ec2.LaunchTemplate(stack, 'Client', { role: createRole('ec2') })],
    [
      'an imported function',
      () =>
        lambda.Function.fromFunctionAttributes(stack, 'Client', {
          functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:app',
          role: createRole('lambda'),
          sameEnvironment: true,
        }) as unknown as Construct,
    ],
  ])('is rejected: %s', (_title, createTarget) => {
    expect(errorsOf(() => cache.connectAs(iamUser, createTarget()))).toEqual([
      "'target' must have security groups, because the cache accepts only connections from security groups, but got 'Stack/Client', which has none. Set the security group of the target, or set 'connectable' to a construct with security groups.",
    ]);
  });

  test('is accepted with a connectable', () => {
    const connectable = new ec2.SecurityGroup(stack, 'Clients', { vpc });

    cache.connectAs(iamUser, new ec2.LaunchTemplate(stack, 'Client', { role: createRole('ec2') }), { connectable });

    expect(ingressRule()).toMatchObject({ FromPort: 6379, ToPort: 6380 });
  });
});

describe('a function without a VPC', () => {
  const createFunction = () => nodeFunction(stack, 'Function', {});
  const ERROR =
    "'target' must be in a VPC, because the cache accepts only connections from security groups, but got 'Stack/Function', which is in no VPC. Set the VPC of the target, or set 'connectable' to a construct with security groups.";

  test('is rejected by connectAs', () => {
    expect(errorsOf(() => cache.connectAs(iamUser, createFunction()))).toEqual([ERROR]);
  });

  test.each<[string, () => { connect(target: Construct): CacheConnection }]>([
    ['a serverless cache', () => new ServerlessCache(stack, 'Open', { vpc })],
    [
      'a replication group',
      () => new ReplicationGroup(stack, 'Open', { vpc, nodeType, authentication: Authentication.none() }),
    ],
    ['a Memcached cluster', () => new MemcachedCluster(stack, 'Open', { vpc, nodeType })],
    [
      'a single node',
      () =>
        SingleNodeCluster.fromSingleNodeClusterAttributes(stack, 'Open', {
          clusterName: 'open',
          endpointAddress: 'open.example.com',
          securityGroups: [new ec2.SecurityGroup(stack, 'Nodes', { vpc })],
        }),
    ],
  ])('is rejected by connect of %s', (_, createCache) => {
    const openCache = createCache();

    expect(errorsOf(() => openCache.connect(createFunction()))).toEqual([ERROR]);
  });
});

describe('a task with a log router', () => {
  const createTask = () => {
    const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
    taskDefinition.addFirelensLogRouter('Router', {
      image,
      firelensConfig: { type: ecs.FirelensLogRouterType.FLUENTBIT },
    });
    taskDefinition.addContainer('Side', { image, essential: false });
    return taskDefinition;
  };
  const connectTask = (taskDefinition: ecs.TaskDefinition) =>
    cache.connectAs(passwordUser, taskDefinition, { connectable: new ec2.SecurityGroup(stack, 'Clients', { vpc }) });
  /** Lists the names of the containers that have the password. */
  const listReaders = (): string[] =>
    propertiesOf(stack, TASK_DEFINITION)
      .ContainerDefinitions.filter(({ Secrets = [] }: { Secrets?: object[] }) => Secrets.length > 0)
      .map(({ Name }: { Name: string }) => Name);

  test('only the application gets the variables', () => {
    const taskDefinition = createTask();
    taskDefinition.addContainer('App', { image });

    connectTask(taskDefinition);

    expect(listReaders()).toEqual(['App']);
  });

  test('an application that is added later gets the variables', () => {
    const taskDefinition = createTask();

    connectTask(taskDefinition);
    taskDefinition.addContainer('App', { image });

    expect(listReaders()).toEqual(['App']);
  });

  test('an application is required', () => {
    connectTask(createTask());

    expect(() => synthesize(stack)).toThrow(
      "'target' must have an essential container other than the log router, but 'Stack/Task' has none. Add the container, or use it as the target.",
    );
  });

  test('a specified container gets the variables', () => {
    const taskDefinition = createTask();
    const container = taskDefinition.addContainer('Worker', { image, essential: false });

    cache.connectAs(passwordUser, container, { connectable: new ec2.SecurityGroup(stack, 'Clients', { vpc }) });

    expect(listReaders()).toEqual(['Worker']);
  });
});

test.each<[string, () => Construct]>([
  [
    'an imported task definition',
    () =>
      ecs.FargateTaskDefinition.fromFargateTaskDefinitionArn(
        stack,
        'Task',
        'arn:aws:ecs:eu-west-1:123456789012:task-definition/app:1',
      ) as unknown as Construct,
  ],
  ['a launch template', () => new ec2.LaunchTemplate(stack, 'Template')],
])('%s without a role cannot log in', (_title, createTarget) => {
  const connectable = new ec2.SecurityGroup(stack, 'Clients', { vpc });

  expect(errorsOf(() => cache.connectAs(iamUser, createTarget(), { connectable }))).toEqual([
    expect.stringContaining("'target' must be a construct that can receive IAM permissions"),
  ]);
});
