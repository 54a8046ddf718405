import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { EcsFargateContainerDefinition } from 'aws-cdk-lib/aws-batch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnReplicationGroup, CfnSubnetGroup, CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Environment } from 'aws-cdk-lib/core';
import { App, NestedStack, Size, Stack, Stage } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { nodeFunction } from '../node-function';
import { groupIn } from '../replication-group/group';
import { importVpc } from '../stacks';
import { synthesize } from '../templates';
import {
  AccessControl,
  Authentication,
  CacheEngine,
  IamUser,
  MemcachedCluster,
  NodeType,
  PasswordUser,
  ReplicationGroup,
  ServerlessCache,
  UserCredentials,
  UserGroup,
} from 'cdk-elasticache';
import '../setup';

let data: Stack;
let web: Stack;
beforeEach(() => {
  const app = new App();
  data = new Stack(app, 'Data');
  web = new Stack(app, 'Web');
});

const createCache = (userGroup: IUserGroupRef) =>
  new ServerlessCache(data, 'Cache', { vpc: importVpc(data), userGroup });
const createFunction = (props: Partial<lambda.FunctionProps> = {}) =>
  nodeFunction(web, 'Function', {
    vpc: importVpc(web),
    ...props,
  });

test.each<[string, () => IUserGroupRef, string]>([
  ['an L2 construct', () => new UserGroup(web, 'Users'), 'Web/Users'],
  [
    'an L1 construct',
    () => new CfnUserGroup(web, 'Users', { engine: 'valkey', userGroupId: 'users', userIds: ['app'] }),
    'Web/Users',
  ],
])('a client in the stack of the user group is rejected if the group is %s', (_name, createGroup, path) => {
  const cache = createCache(createGroup());
  const user = IamUser.fromUserId(data, 'User', 'app');

  expect(errorsOf(() => cache.connectAs(user, createFunction()))).toEqual([
    `'target' must not be in a stack that the cache requires, because the target requires the endpoint of the cache, but got 'Web/Function' in the stack of '${path}'. Create '${path}' in the stack of the cache, or in a separate stack.`,
  ]);
});

test('a client in the stack of the user group is accepted if it does not refer to the cache', () => {
  const group = new UserGroup(web, 'Users', {
    users: [new PasswordUser(web, 'User', { accessControl: AccessControl.readOnly({ keyPatterns: ['app:*'] }) })],
  });
  const cache = createCache(group);
  const role = new iam.Role(web, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });

  const connection = cache.connectAs(group.users![0], role, { connectable: createFunction() });

  expect(connection.grant?.success).toBe(true);
  expect(() => synthesize(web)).not.toThrow();
});

test('a client reads a secret with a partial ARN and a key in another stack', () => {
  const user = PasswordUser.fromUserId(data, 'User', 'app');
  const cache = createCache(UserGroup.fromUserGroupName(data, 'Users', 'users'));
  const secret = secretsmanager.Secret.fromSecretAttributes(data, 'Secret', {
    secretPartialArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:app',
    encryptionKey: new kms.Key(data, 'Key'),
  });

  cache.connectAs(user, createFunction(), { secret });

  synthesize(web).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: [
        {
          Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
          Resource: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:app-??????',
        },
        { Action: 'kms:Decrypt' },
      ],
    },
  });
});

describe('a client in the stack of the VPC', () => {
  const createInstance = (vpc: ec2.IVpc) =>
    new ec2.Instance(web, 'Instance', {
      vpc,
      instanceType: new ec2.InstanceType('t4g.micro'),
      machineImage: ec2.MachineImage.genericLinux({}),
    });
  const createSecret = (stack: Stack) =>
    new secretsmanager.Secret(stack, 'Secret', { generateSecretString: { excludePunctuation: true } });

  test('is rejected if it reads the AUTH token, which is in the stack of the cache', () => {
    const vpc = new ec2.Vpc(web, 'Vpc');
    const group = groupIn(data, { vpc, authentication: Authentication.generatedAuthToken() });

    expect(errorsOf(() => group.connect(createInstance(vpc)))).toEqual([
      expect.stringMatching(/^'target' .* requires the secret 'Data\/Cache\/AuthToken', but got 'Web\/Instance'/),
    ]);
  });

  test('is rejected if it reads the password of a user, which is in the stack of the cache', () => {
    const user = new PasswordUser(data, 'User', { accessControl: AccessControl.readOnly() });
    const vpc = new ec2.Vpc(web, 'Vpc');
    const userGroup = new UserGroup(data, 'Users', { users: [user] });
    const cache = new ServerlessCache(data, 'Cache', { vpc, userGroup });

    expect(errorsOf(() => cache.connectAs(user, createInstance(vpc)))).toEqual([
      expect.stringMatching(/^'target' .* requires the secret 'Data\/User\/Secret', but got 'Web\/Instance'/),
    ]);
  });

  test.each<[string, () => secretsmanager.ISecret]>([
    ['is imported', () => secretsmanager.Secret.fromSecretNameV2(data, 'Secret', 'auth')],
    ['is in the stack of the client', () => createSecret(web)],
    ['is in a third stack', () => createSecret(new Stack(data.node.root, 'Secrets'))],
  ])('reads a secret that %s', (_title, create) => {
    const vpc = new ec2.Vpc(web, 'Vpc');
    const secret = create();
    const group = groupIn(data, { vpc, authentication: Authentication.authToken(secret) });

    const { grant } = group.connect(createInstance(vpc));

    expect(grant?.success).toBe(true);
    expect(() => synthesize(data)).not.toThrow();
  });

  test('is rejected if the cache is an L1 construct', () => {
    const subnetGroup = new CfnSubnetGroup(web, 'Subnets', { description: 'subnets', subnetIds: ['subnet-1234'] });
    const group = new CfnReplicationGroup(data, 'Cache', {
      replicationGroupDescription: 'cache',
      cacheSubnetGroupName: subnetGroup.ref,
    });

    expect(errorsOf(() => ReplicationGroup.fromCfnReplicationGroup(group).connect(createFunction()))).toEqual([
      expect.stringMatching(
        /^'target' .* requires the endpoint of the cache, but got 'Web\/Function' .* 'Web\/Subnets'/,
      ),
    ]);
  });
});

describe('the execution role of an AWS Batch job', () => {
  const createJob = (clients: Stack) => {
    const user = new PasswordUser(data, 'User', {
      accessControl: AccessControl.readOnly(),
      credentials: UserCredentials.fromGeneratedSecret({ encryptionKey: new kms.Key(data, 'Key') }),
    });
    const cache = createCache(new UserGroup(data, 'Users', { users: [user] }));
    const executionRole = new iam.Role(clients, 'Role', {
      assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'),
    });
    const connectable = new ec2.SecurityGroup(clients, 'Clients', { vpc: importVpc(clients) });
    const { environment, batchSecrets } = cache.connectAs(user, executionRole, { connectable });
    new EcsFargateContainerDefinition(clients, 'Container', {
      image: ContainerImage.fromRegistry('app'),
      cpu: 1,
      memory: Size.gibibytes(2),
      executionRole,
      environment,
      secrets: batchSecrets,
    });
  };

  test('reads a secret with a key in another stack', () => {
    createJob(web);

    synthesize(web).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          { Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'] },
          { Action: 'kms:Decrypt', Resource: { 'Fn::ImportValue': Match.stringLikeRegexp('Key') } },
        ],
      },
    });
  });

  test('is not in the policy of a key outside of its nested stack', () => {
    createJob(new NestedStack(data, 'Clients'));

    const [key] = Object.values(synthesize(data).findResources('AWS::KMS::Key'));
    expect(JSON.stringify(key)).not.toContain('Clients');
  });
});

describe('a client in an environment from which references are impossible', () => {
  const env = { account: '111122223333', region: 'eu-west-1' };

  test.each<[string, Environment | undefined, Environment | undefined]>([
    ['the stack of the cache has none', undefined, env],
    ['the stack of the client has none', env, undefined],
    ['the stack of the cache has only a Region', { region: env.region }, env],
    ['the stack of the client has only a Region', undefined, { region: env.region }],
  ])('is rejected if only one stack has an explicit environment: %s', (_title, cacheEnv, clientEnv) => {
    const app = new App();
    data = new Stack(app, 'Data', { env: cacheEnv });
    web = new Stack(app, 'Web', { env: clientEnv });
    const cache = new ServerlessCache(data, 'Cache', { vpc: importVpc(data) });

    expect(errorsOf(() => cache.connect(createFunction()))).toEqual([
      "'target' must be in a stack with the account and Region of the stack 'Data', because it refers to its resources, but got 'Web/Function'. Only one of the stacks has an explicit environment. Set 'env' of both stacks to the same account and Region.",
    ]);
  });

  test('is rejected if it reads a secret in another environment', () => {
    const cache = createCache(UserGroup.fromUserGroupName(data, 'Users', 'users'));
    const secrets = new Stack(data.node.root, 'Secrets', { env });
    const user = new PasswordUser(secrets, 'User', { accessControl: AccessControl.readOnly() });

    expect(errorsOf(() => cache.connectAs(user, createFunction()))).toEqual([
      expect.stringMatching(/^'target' must be in a stack with the account and Region of the stack 'Secrets'/),
    ]);
  });

  test('is rejected in another stage', () => {
    const app = new App();
    data = new Stack(new Stage(app, 'Beta'), 'Data');
    web = new Stack(new Stage(app, 'Prod'), 'Web');
    const cache = new ServerlessCache(data, 'Cache', { vpc: importVpc(data) });

    expect(errorsOf(() => cache.connect(createFunction()))).toEqual([
      "'target' must be in the stage of the cache, because a stage cannot refer to resources of another stage, but got 'Prod/Web/Function'. Create the target in the stage of the cache, or import the cache in the stage of the target.",
    ]);
  });

  test('is accepted if the cache is imported', () => {
    const app = new App();
    data = new Stack(app, 'Data');
    web = new Stack(app, 'Web', { env });
    const cache = ServerlessCache.fromServerlessCacheAttributes(data, 'Cache', {
      serverlessCacheName: 'sessions',
      endpointAddress: 'sessions.example.com',
      endpointPort: 6379,
      securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(data, 'Group', 'sg-0123456789abcdef0')],
    });

    cache.connect(createFunction());

    synthesize(web).hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ CACHE_HOST: 'sessions.example.com' }) },
    });
  });
});

describe('a client in another stack that allows all outbound traffic', () => {
  const nodeType = NodeType.fromName('cache.r7g.large');
  const CONNECT: Readonly<Record<string, (client: lambda.Function) => void>> = {
    'connect to a serverless cache': (client) =>
      new ServerlessCache(data, 'Cache', { vpc: importVpc(data), engine: CacheEngine.VALKEY_8 }).connect(client),
    'connect to a replication group': (client) =>
      new ReplicationGroup(data, 'Cache', {
        vpc: importVpc(data),
        nodeType,
        authentication: Authentication.none(),
      }).connect(client),
    'connect to a Memcached cluster': (client) =>
      new MemcachedCluster(data, 'Cache', { vpc: importVpc(data), nodeType }).connect(client),
    connectAs: (client) => {
      const user = IamUser.fromUserId(data, 'User', 'app');
      createCache(UserGroup.fromUserGroupName(data, 'Users', 'users')).connectAs(user, client);
    },
    allowDefaultPortFrom: (client) => {
      const group = UserGroup.fromUserGroupName(data, 'Users', 'users');
      createCache(group).connections.allowDefaultPortFrom(client);
    },
  };

  const egressWarnings = () =>
    Annotations.fromStack(web)
      .findWarning('*', Match.stringLikeRegexp('IgnoreEgressRule'))
      .map(({ entry }) => entry.data);

  test.each(Object.entries(CONNECT))('has no warning for ignored rules: %s', (_, connect) => {
    const client = createFunction();

    connect(client);

    const template = synthesize(web);
    expect(egressWarnings()).toEqual([]);
    template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 0);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
  });

  test('still has the warning for rules of the app', () => {
    const client = createFunction();
    CONNECT.allowDefaultPortFrom(client);

    client.connections.allowToAnyIpv4(ec2.Port.tcp(443));

    expect(egressWarnings()).toEqual([expect.stringContaining("Ignoring Egress rule since 'allowAll")]);
  });

  test('has a rule in the security groups that allow less traffic', () => {
    const vpc = importVpc(web, 'ClientVpc');
    const client = createFunction({
      securityGroups: [
        new ec2.SecurityGroup(web, 'Open', { vpc }),
        new ec2.SecurityGroup(web, 'Restricted', { vpc, allowAllOutbound: false }),
      ],
    });

    CONNECT.allowDefaultPortFrom(client);
    client.connections.addSecurityGroup(new ec2.SecurityGroup(web, 'Later', { vpc, allowAllOutbound: false }));

    const template = synthesize(web);
    const groups = Object.values(template.findResources('AWS::EC2::SecurityGroupEgress')).map(
      ({ Properties }) => Properties.GroupId['Fn::GetAtt'][0],
    );
    expect(groups.sort()).toEqual([expect.stringMatching(/^Later/), expect.stringMatching(/^Restricted/)]);
    expect(egressWarnings()).toEqual([]);
  });
});
