import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as batch from 'aws-cdk-lib/aws-batch';
import * as codebuild from 'aws-cdk-lib/aws-codebuild';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Size } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import type { Programs } from './program';
import {
  clientFunction,
  iamUser,
  memcachedCluster,
  passwordUser,
  replicationGroup,
  serverlessCache,
  userGroup,
  userWithoutPassword,
} from './program';
import type { Scopes } from './topologies';
import type { CacheConnection, ConnectOptions, IUser } from 'cdk-elasticache';
import { Authentication, ClusterMode, SingleNodeCluster } from 'cdk-elasticache';

interface Client {
  readonly target: IConstruct;
  readonly options?: ConnectOptions;
  /** Gives the connection to a client whose environment `connect` does not set. */
  readonly use?: (connection: CacheConnection) => unknown;
}

const instanceProps = ({ otherVpc }: Scopes) => ({
  vpc: otherVpc,
  vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
  instanceType: new ec2.InstanceType('t4g.micro'),
  machineImage: ec2.MachineImage.genericLinux({
    'eu-west-1': 'ami-0123456789abcdef0',
    'us-east-1': 'ami-0123456789abcdef1',
  }),
});

const addContainer = (taskDefinition: ecs.TaskDefinition) =>
  taskDefinition.addContainer('App', { image: ecs.ContainerImage.fromRegistry('app') });

function createServiceWithoutContainer({ other, otherVpc }: Scopes) {
  const taskDefinition = new ecs.FargateTaskDefinition(other, 'Task');
  const cluster = new ecs.Cluster(other, 'Cluster', { vpc: otherVpc });
  const service = new ecs.FargateService(other, 'Service', {
    cluster,
    taskDefinition,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
  });
  return { taskDefinition, service };
}

function createService(scopes: Scopes) {
  const { taskDefinition, service } = createServiceWithoutContainer(scopes);
  return { taskDefinition, container: addContainer(taskDefinition), service };
}

/** The targets of `connectAs`. */
const TARGETS: Readonly<Record<string, (scopes: Scopes) => Client>> = {
  function: ({ other, otherVpc }) => ({ target: clientFunction(other, otherVpc) }),

  service: (scopes) => ({ target: createService(scopes).service }),

  container: (scopes) => {
    const { container, service } = createService(scopes);
    return { target: container, options: { connectable: service } };
  },

  'task definition': (scopes) => {
    const { taskDefinition, service } = createService(scopes);
    return { target: taskDefinition, options: { connectable: service } };
  },

  'service with a later container': (scopes) => {
    const { taskDefinition, service } = createServiceWithoutContainer(scopes);
    return { target: service, use: () => addContainer(taskDefinition) };
  },

  instance: (scopes) => {
    const target = new ec2.Instance(scopes.other, 'Instance', instanceProps(scopes));
    return { target, use: ({ shellExports }) => target.addUserData(...shellExports) };
  },

  'Auto Scaling group': (scopes) => {
    const target = new autoscaling.AutoScalingGroup(scopes.other, 'Group', instanceProps(scopes));
    return { target, use: ({ shellExports }) => target.addUserData(...shellExports) };
  },

  'AWS Batch job': ({ other, otherVpc }) => {
    const target = createRole(other, 'ecs-tasks');
    const connectable = new batch.FargateComputeEnvironment(other, 'Environment', {
      vpc: otherVpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    });
    const createJob = ({ environment, batchSecrets: secrets }: CacheConnection) =>
      new batch.EcsFargateContainerDefinition(other, 'Container', {
        image: ecs.ContainerImage.fromRegistry('app'),
        cpu: 1,
        memory: Size.gibibytes(2),
        jobRole: target,
        executionRole: target,
        environment,
        secrets,
      });
    return {
      target,
      options: { connectable },
      use: (connection) => new batch.EcsJobDefinition(other, 'Job', { container: createJob(connection) }),
    };
  },

  'AWS CodeBuild project': (scopes) => {
    const { other, otherVpc: vpc } = scopes;
    const target = createRole(other, 'codebuild');
    const connectable = clientSecurityGroup(scopes);
    return {
      target,
      options: { connectable },
      use: ({ buildEnvironmentVariables: environmentVariables }) =>
        new codebuild.Project(other, 'Project', {
          buildSpec: codebuild.BuildSpec.fromObject({ version: '0.2' }),
          role: target,
          vpc,
          subnetSelection: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
          securityGroups: [connectable],
          environmentVariables,
        }),
    };
  },

  'Amazon EKS Pod Identity': (scopes) => {
    const target = createRole(scopes.other, 'pods.eks');
    const use = () =>
      new eks.CfnPodIdentityAssociation(scopes.other, 'PodIdentity', {
        clusterName: 'pods',
        namespace: 'default',
        serviceAccount: 'app',
        roleArn: target.roleArn,
      });
    return { target, options: { connectable: clientSecurityGroup(scopes) }, use };
  },
};

const clientSecurityGroup = ({ other, otherVpc }: Scopes) =>
  new ec2.SecurityGroup(other, 'ClientSecurityGroup', { vpc: otherVpc, allowAllOutbound: false });

const createRole = (scope: Construct, service: string) =>
  new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal(`${service}.amazonaws.com`) });

/** The users of each authentication type, created in the stack of the cache. */
const USERS: Readonly<Record<string, (scopes: Scopes) => IUser>> = {
  'IAM user': ({ cache }) => iamUser(cache),
  'password user': ({ cache }) => passwordUser(cache),
  'user without a password': ({ cache }) => userWithoutPassword(cache),
};

/** The caches that have users. */
const CACHES = {
  'serverless cache': {
    interface: 'IServerlessCache',
    create: (scopes: Scopes, user: IUser) => serverlessCache(scopes, { userGroup: userGroup(scopes.cache, user) }),
  },
  'replication group': {
    interface: 'IReplicationGroup',
    create: (scopes: Scopes, user: IUser) =>
      replicationGroup(scopes, { authentication: Authentication.userGroup(userGroup(scopes.cache, user)) }),
  },
  'sharded replication group': {
    interface: 'IReplicationGroup',
    create: (scopes: Scopes, user: IUser) =>
      replicationGroup(scopes, {
        clusterMode: ClusterMode.enabled({ shardCount: 2 }),
        authentication: Authentication.userGroup(userGroup(scopes.cache, user)),
      }),
  },
};

/** The caches that have no users. */
const CACHES_WITHOUT_USERS = {
  'serverless cache': { interface: 'IServerlessCache', create: (scopes: Scopes) => serverlessCache(scopes) },
  'replication group': { interface: 'IReplicationGroup', create: (scopes: Scopes) => replicationGroup(scopes) },
  'replication group with an AUTH token': {
    interface: 'IReplicationGroup',
    create: (scopes: Scopes) => replicationGroup(scopes, { authentication: Authentication.generatedAuthToken() }),
  },
  'Memcached cluster': { interface: 'IMemcachedCluster', create: (scopes: Scopes) => memcachedCluster(scopes) },
  'single node': {
    interface: 'ISingleNodeCluster',
    create: ({ cache, cacheVpc }: Scopes) =>
      SingleNodeCluster.fromSingleNodeClusterAttributes(cache, 'Cache', {
        clusterName: 'carts',
        endpointAddress: 'carts.example.com',
        securityGroups: [new ec2.SecurityGroup(cache, 'SecurityGroup', { vpc: cacheVpc })],
      }),
  },
};

/** Sharding changes the endpoint only, so one target is enough. */
const listTargets = (cacheName: string) =>
  Object.entries(TARGETS).filter(([targetName]) => !cacheName.startsWith('sharded') || targetName === 'function');

/** `connect` of each cache without users, with each target. */
const CLIENTS_WITHOUT_USERS: Programs = Object.fromEntries(
  Object.entries(CACHES_WITHOUT_USERS).flatMap(([cacheName, cache]) =>
    Object.entries(TARGETS).map(([targetName, createTarget]) => [
      `connect: ${targetName}, ${cacheName}`,
      {
        covers: [`${cache.interface}.connect(target)`, 'ConnectOptions.connectable'],
        requires: { securityGroupRule: 'target' },
        create: (scopes) => {
          const { target, options, use } = createTarget(scopes);
          const connection = cache.create(scopes).connect(target, options);
          use?.(connection);
        },
      },
    ]),
  ),
);

/** `connectAs` of each cache, with each kind of user and each target. */
const CLIENTS_WITH_USERS: Programs = Object.fromEntries(
  Object.entries(CACHES).flatMap(([cacheName, cache]) =>
    Object.entries(USERS).flatMap(([userName, createUser]) =>
      listTargets(cacheName).map(([targetName, createTarget]) => [
        `connectAs: ${targetName}, ${userName}, ${cacheName}`,
        {
          covers: [
            `${cache.interface}.connectAs(user)`,
            `${cache.interface}.connectAs(target)`,
            'ConnectOptions.connectable',
          ],
          requires: { securityGroupRule: 'target' },
          create: (scopes) => {
            const user = createUser(scopes);
            const { target, options, use } = createTarget(scopes);
            const connection = cache.create(scopes, user).connectAs(user, target, options);
            use?.(connection);
          },
        },
      ]),
    ),
  ),
);

/** The clients of all caches. */
export const CLIENTS: Programs = { ...CLIENTS_WITH_USERS, ...CLIENTS_WITHOUT_USERS };
