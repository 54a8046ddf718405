import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { IConstruct } from 'constructs';
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
import type { ConnectOptions, IUser } from 'cdk-elasticache';
import { Authentication, ClusterMode, SingleNodeCluster } from 'cdk-elasticache';

interface Client {
  readonly target: IConstruct;
  readonly options?: ConnectOptions;
  readonly userData?: ec2.UserData;
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

function createService({ other, otherVpc }: Scopes) {
  const taskDefinition = new ecs.FargateTaskDefinition(other, 'Task');
  const container = taskDefinition.addContainer('App', { image: ecs.ContainerImage.fromRegistry('app') });
  const cluster = new ecs.Cluster(other, 'Cluster', { vpc: otherVpc });
  const service = new ecs.FargateService(other, 'Service', {
    cluster,
    taskDefinition,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
  });
  return { taskDefinition, container, service };
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

  instance: (scopes) => {
    const target = new ec2.Instance(scopes.other, 'Instance', instanceProps(scopes));
    return { target, userData: target.userData };
  },

  'Auto Scaling group': (scopes) => {
    const target = new autoscaling.AutoScalingGroup(scopes.other, 'Group', instanceProps(scopes));
    return { target, userData: target.userData };
  },
};

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
          const { target, options, userData } = createTarget(scopes);
          const connection = cache.create(scopes).connect(target, options);
          userData?.addCommands(...connection.shellExports);
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
            const { target, options, userData } = createTarget(scopes);
            const connection = cache.create(scopes, user).connectAs(user, target, options);
            userData?.addCommands(...connection.shellExports);
          },
        },
      ]),
    ),
  ),
);

/** The clients of all caches. */
export const CLIENTS: Programs = { ...CLIENTS_WITH_USERS, ...CLIENTS_WITHOUT_USERS };
