/*
 * What one process does for one figure: it is started fresh with a scenario, a library and a size, and prints what it
 * measured as JSON.
 */
/* eslint-disable @typescript-eslint/no-require-imports */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { CfnServerlessCacheProps } from 'aws-cdk-lib/aws-elasticache';
import type { App, Stack } from 'aws-cdk-lib/core';
import { GROUP_PROPS } from './group-props';

type Library = 'l1' | 'floor' | 'alpha' | 'ours';

const [, , root, scenario, library, size] = process.argv as [string, string, string, string, Library, string];
const n = Number(size);
const from = (name: string): any => require(require.resolve(name, { paths: [root] }));
const LIBRARY: Record<Library, string> = {
  l1: 'aws-cdk-lib/aws-elasticache',
  floor: path.join(__dirname, 'floor.js'),
  alpha: '@aws-cdk/aws-elasticache-alpha',
  ours: path.join(root, 'lib'),
};

/** What a reading client needs, so that no library has anything to remark. */
const ACCESS =
  'on %R~* -@all +@read +@connection -@dangerous +info +cluster|slots +cluster|shards +cluster|nodes +cluster|info +cluster|myid +cluster|keyslot';

/** The feature flags that `cdk init` writes. */
const CLI_CONTEXT = from('aws-cdk-lib/recommended-feature-flags.json');

function newApp(context: Record<string, unknown> = CLI_CONTEXT): App {
  const core = from('aws-cdk-lib');
  return new core.App({
    context,
    analyticsReporting: false,
    outdir: fs.mkdtempSync(path.join(require('node:os').tmpdir(), 'bench-')),
  });
}

/** The CPU that some work takes, in milliseconds. */
function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function givenVpc(stack: Stack) {
  return from('aws-cdk-lib/aws-ec2').Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['a', 'b'],
    privateSubnetIds: ['subnet-0aaa1111bbbb2222c', 'subnet-0ddd3333eeee4444f'],
  });
}

/** One cache with its group, two users and a security group: the same resources by each library. */
function makeCache(stack: Stack, vpc: any, i: number) {
  const { Construct } = from('constructs');
  const scope = new Construct(stack, `App${i}`);
  if (library !== 'l1') {
    const { ServerlessCache, UserGroup, IamUser, AccessControl, UserEngine, CacheEngine } = from(LIBRARY[library]);
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
  const { CfnServerlessCache, CfnUser, CfnUserGroup } = from(LIBRARY.l1);
  const { SecurityGroup } = from('aws-cdk-lib/aws-ec2');
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

/** One replication group of a primary and a replica with its parameter group, subnet group and security group. */
function makeReplicationGroup(stack: Stack, vpc: any, i: number) {
  const { Construct } = from('constructs');
  const scope = new Construct(stack, `App${i}`);
  if (library !== 'l1') {
    const { Authentication, EngineVersion, NodeType, ReplicationGroup } = from(LIBRARY[library]);
    return new ReplicationGroup(scope, 'Cache', {
      vpc,
      replicationGroupId: `cache-${i}`,
      engineVersion: EngineVersion.VALKEY_8_1,
      nodeType: NodeType.R7G_LARGE,
      authentication: Authentication.none(),
    });
  }
  const { CfnParameterGroup, CfnReplicationGroup, CfnSubnetGroup } = from(LIBRARY.l1);
  const { SecurityGroup } = from('aws-cdk-lib/aws-ec2');
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
  resource.applyRemovalPolicy(from('aws-cdk-lib').RemovalPolicy.SNAPSHOT);
  return resource;
}

/** A number of things over stacks of 90, or over one. */
function populate(app: App, make: (stack: Stack, vpc: any, i: number) => unknown, perStack: number = 90) {
  const { Stack: StackClass } = from('aws-cdk-lib');
  for (let first = 0; first < n; first += perStack) {
    const stack = new StackClass(app, `Stack${first}`);
    const vpc = givenVpc(stack);
    for (let i = first; i < Math.min(n, first + perStack); i++) {
      make(stack, vpc, i);
    }
  }
}

function constructAndSynth(app: App, make: (stack: Stack, vpc: any, i: number) => unknown, perStack?: number) {
  let construct = 0;
  const total = cpu(() => {
    construct = cpu(() => populate(app, make, perStack));
    app.synth();
  });
  return { total, construct, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
}

const SCENARIOS: Record<string, () => object> = {
  /** What the library adds to an app that uses the CDK already. */
  require: () => {
    const app = newApp();
    const stack = new (from('aws-cdk-lib').Stack)(app, 'Stack');
    const ec2 = from('aws-cdk-lib/aws-ec2');
    new ec2.SecurityGroup(stack, 'SecurityGroup', { vpc: new ec2.Vpc(stack, 'Vpc') });
    const loaded = new Set(Object.keys(require.cache));
    const milliseconds = cpu(() => {
      const module = from(LIBRARY[library]);
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
  /** From the start of the process to a synthesised app with one cache. */
  first: () => {
    const app = newApp();
    populate(app, makeCache);
    app.synth();
    const { user, system } = process.cpuUsage();
    return { total: (user + system) / 1000 };
  },
  caches: () => constructAndSynth(newApp(), makeCache),
  bare: () => constructAndSynth(newApp({}), makeCache),
  oneStack: () => constructAndSynth(newApp(), makeCache, Infinity),
  replicationGroups: () => constructAndSynth(newApp(), makeReplicationGroup),
  /** Users that join one after the other, a hundred a group. */
  users: () => {
    const app = newApp();
    return {
      total: cpu(() => {
        const stack = new (from('aws-cdk-lib').Stack)(app, 'Stack');
        if (library === 'l1') {
          const { CfnUser, CfnUserGroup } = from(LIBRARY.l1);
          const groups: string[][] = [];
          for (let i = 0; i < n; i++) {
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
          const { AccessControl, IamUser, UserEngine, UserGroup } = from(LIBRARY[library]);
          let group: any;
          for (let i = 0; i < n; i++) {
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
  /** What a cache keeps on the heap. */
  heap: () => {
    const app = newApp();
    const stack = new (from('aws-cdk-lib').Stack)(app, 'Stack');
    const vpc = givenVpc(stack);
    makeCache(stack, vpc, 0);
    globalThis.gc!();
    const before = process.memoryUsage().heapUsed;
    for (let i = 1; i <= n; i++) {
      makeCache(stack, vpc, i);
    }
    globalThis.gc!();
    return { kilobytes: (process.memoryUsage().heapUsed - before) / 1024 / n };
  },
  /** What a cache adds to the template. */
  template: () => {
    const app = newApp();
    const stack = new (from('aws-cdk-lib').Stack)(app, 'Stack');
    const vpc = givenVpc(stack);
    for (let i = 0; i < n; i++) {
      makeCache(stack, vpc, i);
    }
    const { template } = app.synth().getStackArtifact('Stack');
    const dependencies = Object.values<any>(template.Resources).reduce(
      (sum, { DependsOn = [] }) => sum + [DependsOn].flat().length,
      0,
    );
    return { bytes: JSON.stringify(template.Resources).length / n, dependsOn: dependencies / n };
  },
};

console.log(JSON.stringify(SCENARIOS[scenario]()));
