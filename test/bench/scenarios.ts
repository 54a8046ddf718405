/* Runs one scenario with a library and a size, and prints the measurement as JSON. */
/* eslint-disable @typescript-eslint/no-require-imports */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { CfnServerlessCacheProps } from 'aws-cdk-lib/aws-elasticache';
import type { App, Stack } from 'aws-cdk-lib/core';
import { GROUP_PROPS } from './group-props';

type Library = 'l1' | 'baseline' | 'alpha' | 'ours';

const [, , root, scenario, library, size] = process.argv as [string, string, string, string, Library, string];
const count = Number(size);
const requireFrom = (name: string): any => require(require.resolve(name, { paths: [root] }));
const MODULE_NAMES: Record<Library, string> = {
  l1: 'aws-cdk-lib/aws-elasticache',
  baseline: path.join(__dirname, 'baseline.js'),
  alpha: process.env.BENCH_ALPHA ?? '@aws-cdk/aws-elasticache-alpha',
  ours: path.join(root, 'lib'),
};

// The pinned alpha package requires the newest aws-cdk-lib, which all libraries then use.
if (process.env.BENCH_ALPHA) {
  const nodeModule: any = require('node:module');
  const resolveFilename = nodeModule._resolveFilename;
  nodeModule._resolveFilename = (request: string, ...options: unknown[]) =>
    resolveFilename(request.replace(/^aws-cdk-lib(?=\/|$)/, 'aws-cdk-lib-latest'), ...options);
}

/** The permissions of a read-only client, for which no library adds a warning. */
const ACCESS =
  'on %R~* resetchannels -@all +@read +@connection -@dangerous +info +cluster|slots +cluster|shards +cluster|nodes +cluster|info +cluster|myid +cluster|keyslot';

/** The feature flags of `cdk init`. */
const CLI_CONTEXT = requireFrom('aws-cdk-lib/recommended-feature-flags.json');

function createApp(context: Record<string, unknown> = CLI_CONTEXT): App {
  const core = requireFrom('aws-cdk-lib');
  return new core.App({
    context,
    analyticsReporting: false,
    outdir: fs.mkdtempSync(path.join(require('node:os').tmpdir(), 'bench-')),
  });
}

/** Measures the CPU time of some work in milliseconds. */
function measureCpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function importVpc(stack: Stack) {
  return requireFrom('aws-cdk-lib/aws-ec2').Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['a', 'b'],
    privateSubnetIds: ['subnet-0aaa1111bbbb2222c', 'subnet-0ddd3333eeee4444f'],
    privateSubnetRouteTableIds: ['rtb-0aaa1111bbbb2222c', 'rtb-0ddd3333eeee4444f'],
  });
}

/** Creates a cache with a user group, two users, and a security group: the same resources in each library. */
function createCache(stack: Stack, vpc: any, i: number) {
  const { Construct } = requireFrom('constructs');
  const scope = new Construct(stack, `App${i}`);
  if (library !== 'l1') {
    const { ServerlessCache, UserGroup, IamUser, AccessControl, UserEngine, CacheEngine } = requireFrom(
      MODULE_NAMES[library],
    );
    const users = ['a', 'b'].map(
      (name) =>
        new IamUser(scope, `User${name}`, {
          userId: `user-${name}-${i}`,
          engine: UserEngine.VALKEY,
          accessControl: AccessControl.fromAccessString(ACCESS),
        }),
    );
    const userGroup = new UserGroup(scope, 'Group', { users, userGroupName: `group-${i}` });
    return new ServerlessCache(scope, 'Cache', {
      engine: CacheEngine.VALKEY_8,
      vpc,
      userGroup,
      serverlessCacheName: `cache-${i}`,
    });
  }
  const { CfnServerlessCache, CfnUser, CfnUserGroup } = requireFrom(MODULE_NAMES.l1);
  const { SecurityGroup } = requireFrom('aws-cdk-lib/aws-ec2');
  const users = ['a', 'b'].map(
    (name) =>
      new CfnUser(scope, `User${name}`, {
        engine: 'valkey',
        userId: `user-${name}-${i}`,
        userName: `user-${name}-${i}`,
        accessString: ACCESS,
        authenticationMode: { Type: 'iam' },
        noPasswordRequired: false,
      }),
  );
  const group = new CfnUserGroup(scope, 'Group', {
    engine: 'valkey',
    userGroupId: `group-${i}`,
    userIds: users.map((user) => user.ref),
  });
  const securityGroup = new SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    allowAllOutbound: false,
    description: `Security group for ${i} cache.`,
  });
  const props: CfnServerlessCacheProps = {
    engine: 'valkey',
    majorEngineVersion: '8',
    serverlessCacheName: `cache-${i}`,
    userGroupId: group.ref,
    securityGroupIds: [securityGroup.securityGroupId],
    subnetIds: vpc.privateSubnets.map((subnet: any) => subnet.subnetId),
  };
  return new CfnServerlessCache(scope, 'Cache', props);
}

/** Creates a replication group with two nodes, a parameter group, a subnet group, and a security group. */
function createReplicationGroup(stack: Stack, vpc: any, i: number) {
  const { Construct } = requireFrom('constructs');
  const scope = new Construct(stack, `App${i}`);
  if (library !== 'l1') {
    const { Authentication, EngineVersion, NodeFamily, NodeSize, NodeType, ReplicationGroup } = requireFrom(
      MODULE_NAMES[library],
    );
    return new ReplicationGroup(scope, 'Cache', {
      vpc,
      replicationGroupId: `cache-${i}`,
      engineVersion: EngineVersion.VALKEY_8_1,
      nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
      authentication: Authentication.none(),
    });
  }
  const { CfnParameterGroup, CfnReplicationGroup, CfnSubnetGroup } = requireFrom(MODULE_NAMES.l1);
  const { SecurityGroup } = requireFrom('aws-cdk-lib/aws-ec2');
  const parameters = new CfnParameterGroup(scope, 'Parameters', {
    cacheParameterGroupFamily: 'valkey8',
    description: `Parameters of ${i}`,
  });
  const subnets = new CfnSubnetGroup(scope, 'Subnets', {
    description: `Subnets of ${i}`,
    subnetIds: vpc.privateSubnets.map((subnet: any) => subnet.subnetId),
  });
  const securityGroup = new SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    allowAllOutbound: false,
    description: `Security group for ${i} cache.`,
  });
  const resource = new CfnReplicationGroup(scope, 'Cache', {
    replicationGroupId: `cache-${i}`,
    replicationGroupDescription: `Cache ${i}`,
    ...GROUP_PROPS,
    numCacheClusters: 2,
    cacheParameterGroupName: parameters.ref,
    cacheSubnetGroupName: subnets.ref,
    securityGroupIds: [securityGroup.securityGroupId],
  });
  resource.applyRemovalPolicy(requireFrom('aws-cdk-lib').RemovalPolicy.SNAPSHOT);
  return resource;
}

/** Distributes the resources over stacks, to stay below the resource limit. */
function populate(app: App, create: (stack: Stack, vpc: any, i: number) => unknown, perStack: number = 90) {
  const { Stack: StackClass } = requireFrom('aws-cdk-lib');
  for (let first = 0; first < count; first += perStack) {
    const stack = new StackClass(app, `Stack${first}`);
    const vpc = importVpc(stack);
    for (let i = first; i < Math.min(count, first + perStack); i++) {
      create(stack, vpc, i);
    }
  }
}

function constructAndSynth(app: App, create: (stack: Stack, vpc: any, i: number) => unknown, perStack?: number) {
  let construct = 0;
  const total = measureCpu(() => {
    construct = measureCpu(() => populate(app, create, perStack));
    app.synth();
  });
  return { total, construct, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
}

const SCENARIOS: Record<string, () => object> = {
  /** The additional load time of the library in a CDK app. */
  require: () => {
    const app = createApp();
    const stack = new (requireFrom('aws-cdk-lib').Stack)(app, 'Stack');
    const ec2 = requireFrom('aws-cdk-lib/aws-ec2');
    new ec2.SecurityGroup(stack, 'SecurityGroup', { vpc: new ec2.Vpc(stack, 'Vpc') });
    const loaded = new Set(Object.keys(require.cache));
    const milliseconds = measureCpu(() => {
      const module = requireFrom(MODULE_NAMES[library]);
      const names =
        library === 'l1'
          ? ['CfnServerlessCache', 'CfnUser', 'CfnUserGroup']
          : ['ServerlessCache', 'IamUser', 'UserGroup', 'AccessControl', 'CacheEngine'];
      if (names.some((name) => module[name] === undefined)) {
        throw new Error('a class is missing');
      }
    });
    const files = Object.keys(require.cache).filter((file) => !loaded.has(file));
    return {
      milliseconds,
      kilobytes: files.reduce((sum, file) => sum + fs.statSync(file).size, 0) / 1024,
      files: files.length,
    };
  },
  /** The time from the start of the process to a synthesized app with one cache. */
  first: () => {
    const app = createApp();
    populate(app, createCache);
    app.synth();
    const { user, system } = process.cpuUsage();
    return { total: (user + system) / 1000 };
  },
  /** The time from the start of the process to a synthesized app with one replication group. */
  firstReplicationGroup: () => {
    const app = createApp();
    populate(app, createReplicationGroup);
    app.synth();
    const { user, system } = process.cpuUsage();
    return { total: (user + system) / 1000 };
  },
  caches: () => constructAndSynth(createApp(), createCache),
  bare: () => constructAndSynth(createApp({}), createCache),
  oneStack: () => constructAndSynth(createApp(), createCache, Infinity),
  replicationGroups: () => constructAndSynth(createApp(), createReplicationGroup),
  /** Adds users one by one, a hundred per group. */
  users: () => {
    const app = createApp();
    return {
      total: measureCpu(() => {
        const stack = new (requireFrom('aws-cdk-lib').Stack)(app, 'Stack');
        if (library === 'l1') {
          const { CfnUser, CfnUserGroup } = requireFrom(MODULE_NAMES.l1);
          const groups: string[][] = [];
          for (let i = 0; i < count; i++) {
            (groups[Math.floor(i / 100)] ??= []).push(
              new CfnUser(stack, `User${i}`, {
                engine: 'valkey',
                userId: `user-${i}`,
                userName: `user-${i}`,
                accessString: ACCESS,
                authenticationMode: { Type: 'iam' },
                noPasswordRequired: false,
              }).ref,
            );
          }
          groups.forEach(
            (userIds, i) =>
              new CfnUserGroup(stack, `Group${i}`, { engine: 'valkey', userGroupId: `group-${i}`, userIds }),
          );
        } else {
          const { AccessControl, IamUser, UserEngine, UserGroup } = requireFrom(MODULE_NAMES[library]);
          let group: any;
          for (let i = 0; i < count; i++) {
            if (i % 100 === 0) {
              group = new UserGroup(stack, `Group${i}`, { engine: UserEngine.VALKEY });
            }
            group.addUser(
              new IamUser(stack, `User${i}`, {
                userId: `user-${i}`,
                engine: UserEngine.VALKEY,
                accessControl: AccessControl.fromAccessString(ACCESS),
              }),
            );
          }
        }
        app.synth();
      }),
    };
  },
  /** The heap size of a cache. */
  heap: () => {
    const app = createApp();
    const stack = new (requireFrom('aws-cdk-lib').Stack)(app, 'Stack');
    const vpc = importVpc(stack);
    createCache(stack, vpc, 0);
    globalThis.gc!();
    const before = process.memoryUsage().heapUsed;
    for (let i = 1; i <= count; i++) {
      createCache(stack, vpc, i);
    }
    globalThis.gc!();
    return { kilobytes: (process.memoryUsage().heapUsed - before) / 1024 / count };
  },
  /** The template size of a cache. */
  template: () => {
    const app = createApp();
    const stack = new (requireFrom('aws-cdk-lib').Stack)(app, 'Stack');
    const vpc = importVpc(stack);
    for (let i = 0; i < count; i++) {
      createCache(stack, vpc, i);
    }
    const { template } = app.synth().getStackArtifact('Stack');
    const dependencies = Object.values<any>(template.Resources).reduce(
      (sum, { DependsOn = [] }) => sum + [DependsOn].flat().length,
      0,
    );
    return { bytes: JSON.stringify(template.Resources).length / count, dependsOn: dependencies / count };
  },
};

console.log(JSON.stringify(SCENARIOS[scenario]()));
