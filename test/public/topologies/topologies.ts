import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Environment } from 'aws-cdk-lib/core';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** The scopes of a program with two constructs, and the VPCs that they can use. */
export interface Scopes {
  readonly app: App;
  /** The scope of the cache. */
  readonly cache: Construct;
  /** The scope of the other construct: a client, a user group, a key, a topic. */
  readonly other: Construct;
  readonly cacheVpc: ec2.IVpc;
  readonly otherVpc: ec2.IVpc;
  /** Whether the scopes are in different accounts or Regions. */
  readonly isForeign: boolean;
}

const HOME = { account: '111122223333', region: 'eu-west-1' };
const OTHER_ACCOUNT = { account: '444455556666', region: 'eu-west-1' };
const OTHER_REGION = { account: '111122223333', region: 'us-east-1' };

/** The placements of a cache and another construct in stacks. */
export const TOPOLOGIES = {
  'same stack': () => {
    const app = createApp();
    const stack = new Stack(app, 'Stack', { env: HOME });
    return createScopes(app, stack, stack, createVpc(stack));
  },

  'other construct in a later stack': () => {
    const app = createApp();
    const vpc = createVpc(new Stack(app, 'Network', { env: HOME }));
    const cache = new Stack(app, 'Data', { env: HOME });
    const other = new Stack(app, 'Other', { env: HOME });
    return createScopes(app, cache, other, vpc);
  },

  'other construct in an earlier stack': () => {
    const app = createApp();
    const other = new Stack(app, 'Other', { env: HOME });
    const cache = new Stack(app, 'Data', { env: HOME });
    const vpc = createVpc(new Stack(app, 'Network', { env: HOME }));
    return createScopes(app, cache, other, vpc);
  },

  'sibling nested stacks': () => {
    const app = createApp();
    const parent = new Stack(app, 'Parent', { env: HOME });
    return createScopes(app, new NestedStack(parent, 'Data'), new NestedStack(parent, 'Other'), createVpc(parent));
  },

  'cache in a nested stack': () => {
    const app = createApp();
    const parent = new Stack(app, 'Parent', { env: HOME });
    return createScopes(app, new NestedStack(parent, 'Data'), parent, createVpc(parent));
  },

  'other construct in a nested stack': () => {
    const app = createApp();
    const parent = new Stack(app, 'Parent', { env: HOME });
    return createScopes(app, parent, new NestedStack(parent, 'Other'), createVpc(parent));
  },

  'stacks of a stage': () => {
    const app = createApp();
    const stage = new Stage(app, 'Stage', { env: HOME });
    const vpc = createVpc(new Stack(stage, 'Network'));
    return createScopes(app, new Stack(stage, 'Data'), new Stack(stage, 'Other'), vpc);
  },

  'stacks without an environment': () => {
    const app = createApp();
    const vpc = createVpc(new Stack(app, 'Network'));
    return createScopes(app, new Stack(app, 'Data'), new Stack(app, 'Other'), vpc);
  },

  'another account': () => createForeignScopes(OTHER_ACCOUNT),

  'another Region': () => createForeignScopes(OTHER_REGION),
} satisfies Record<string, () => Scopes>;

export type Topology = keyof typeof TOPOLOGIES;

export const TOPOLOGY_NAMES = Object.keys(TOPOLOGIES) as Topology[];

/** Creates a VPC with two isolated subnets, which is small and needs no lookup. */
function createVpc(stack: Stack): ec2.IVpc {
  return new ec2.Vpc(stack, 'Vpc', {
    maxAzs: 2,
    natGateways: 0,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [{ name: 'isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
  });
}

function createScopes(app: App, cache: Construct, other: Construct, vpc: ec2.IVpc): Scopes {
  return { app, cache, other, cacheVpc: vpc, otherVpc: vpc, isForeign: false };
}

function createForeignScopes(env: Environment): Scopes {
  const app = createApp();
  const cache = new Stack(app, 'Data', { env: HOME });
  const other = new Stack(app, 'Other', { env });
  return { app, cache, other, cacheVpc: createVpc(cache), otherVpc: createVpc(other), isForeign: true };
}

/** Creates an app that writes the files of nested templates to the metadata, as the CDK CLI does. */
function createApp(): App {
  return new App({
    analyticsReporting: false,
    treeMetadata: false,
    stackTraces: false,
    context: { 'aws:cdk:enable-asset-metadata': true },
  });
}
