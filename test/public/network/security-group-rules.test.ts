import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { App, Lazy, NestedStack, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { errorsOf } from '../messages';
import { importVpc } from '../stacks';
import { synthesize } from '../templates';
import { ServerlessCache } from 'cdk-elasticache';
import '../setup';

const INGRESS = 'AWS::EC2::SecurityGroupIngress';
const EGRESS = 'AWS::EC2::SecurityGroupEgress';
const ENV = { account: '111122223333', region: 'eu-west-1' };

const createCache = (scope: Construct, vpc: ec2.IVpc, id = 'Cache') => new ServerlessCache(scope, id, { vpc });
const createGroup = (scope: Construct, vpc: ec2.IVpc, id = 'Client') =>
  new ec2.SecurityGroup(scope, id, { vpc, allowAllOutbound: false });
const idsOf = (stack: Stack, type: string) => Object.keys(synthesize(stack).findResources(type));
const countRules = (stack: Stack) => [idsOf(stack, INGRESS).length, idsOf(stack, EGRESS).length];

let app: App;
let data: Stack;
let client: Stack;
beforeEach(() => {
  app = new App();
  data = new Stack(app, 'Data', { env: ENV });
  client = new Stack(app, 'Client', { env: ENV });
});

test('in one stack, the rules belong to the side whose method is called', () => {
  const vpc = importVpc(data);

  createCache(data, vpc).connections.allowDefaultPortFrom(createGroup(data, vpc));

  expect(idsOf(data, INGRESS)).toEqual(['CacheSecurityGroupfromDataClientB15F7B5563796380C2A7F0DB']);
  expect(idsOf(data, EGRESS)).toEqual(['ClienttoDataCacheSecurityGroupB7771461637963801D1FB6DC']);
});

test.each<[string, (cache: ServerlessCache, group: ec2.ISecurityGroup) => void]>([
  ['allowDefaultPortFrom', ({ connections }, group) => connections.allowDefaultPortFrom(group)],
  ['allowFrom', ({ connections }, group) => connections.allowFrom(group, ec2.Port.tcp(6379))],
  ['allowTo', ({ connections }, group) => connections.allowTo(group, ec2.Port.tcp(443))],
  ['allowToDefaultPort of the client', (cache, group) => group.connections.allowToDefaultPort(cache)],
])('in different stacks, %s creates the rules in the stack of the client', (_method, allow) => {
  const vpc = importVpc(data);
  const cache = createCache(data, vpc);

  allow(cache, createGroup(client, vpc));

  expect(countRules(client)).toEqual([1, 1]);
  expect(countRules(data)).toEqual([0, 0]);
});

describe('the first default port of a rule in another stack', () => {
  const allow = (
    cache: ServerlessCache,
    port = cache.connections.defaultPort!,
    group = createGroup(client, importVpc(client)),
  ) => {
    group.connections.allowTo(cache, port);
    return Object.values(synthesize(client).findResources(INGRESS)).map(({ Properties }) => Properties.FromPort);
  };

  test('is a reference to the port of the cache', () => {
    const cache = createCache(data, importVpc(data));

    expect(allow(cache)).toEqual([{ 'Fn::ImportValue': expect.stringMatching(/^Data:.*EndpointPort/) }]);
    expect(idsOf(client, INGRESS)).toEqual([expect.stringContaining('63796380')]);
  });

  test('is the same reference if a connection adds the rule first', () => {
    const cache = createCache(data, importVpc(data));
    const group = createGroup(client, importVpc(client));
    const role = new iam.Role(client, 'Role', { assumedBy: new iam.AccountRootPrincipal() });

    cache.connect(role, { connectable: group });

    expect(allow(cache, cache.connections.defaultPort, group)).toEqual([
      { 'Fn::ImportValue': expect.stringMatching(/^Data:.*EndpointPort/) },
    ]);
  });

  test('is a number if the port is specified', () => {
    expect(allow(createCache(data, importVpc(data)), ec2.Port.tcp(6379))).toEqual([6379]);
  });

  test.each<[string, (vpc: ec2.IVpc) => ec2.ISecurityGroup]>([
    ['imported', () => ec2.SecurityGroup.fromSecurityGroupId(data, 'Group', 'sg-0123456789abcdef0')],
    ['in a third stack', (vpc) => createGroup(new Stack(app, 'Network', { env: ENV }), vpc)],
  ])('is a number if the security group is %s, so that the rule does not depend on the cache', (_title, createOwn) => {
    const vpc = importVpc(data);
    const cache = new ServerlessCache(data, 'Cache', { vpc, securityGroups: [createOwn(vpc)] });

    expect(allow(cache)).toEqual([6379]);
  });
});

test('rules are in the stack of the cache if the cache requires the VPC in the stack of the client', () => {
  const vpc = new ec2.Vpc(client, 'Vpc', { maxAzs: 2 });

  createCache(data, vpc).connections.allowDefaultPortFrom(createGroup(client, vpc));

  expect(countRules(data)).toEqual([1, 1]);
  expect(countRules(client)).toEqual([0, 0]);
});

test('rules are in the stack of the cache, although another token of the cache can be resolved only at synthesis', () => {
  const vpc = importVpc(data);
  const cache = new ServerlessCache(data, 'Cache', { vpc, kmsKey: new kms.Key(client, 'Key') });
  let description: string | undefined;
  (cache.node.defaultChild as CfnServerlessCache).description = Lazy.string({
    produce: () => {
      if (description === undefined) {
        throw new Error('The description is not known yet.');
      }
      return description;
    },
  });

  cache.connections.allowDefaultPortFrom(createGroup(client, vpc));
  description = 'sessions';

  expect(countRules(data)).toEqual([1, 1]);
  expect(countRules(client)).toEqual([0, 0]);
});

test('rules are in the parent stack for a client there, although the cache in the nested stack requires its VPC', () => {
  const vpc = new ec2.Vpc(data, 'Vpc', { maxAzs: 2 });
  const nested = new NestedStack(data, 'Nested');

  createCache(nested, vpc).connections.allowDefaultPortFrom(createGroup(data, vpc));

  expect(countRules(data)).toEqual([1, 1]);
  expect(countRules(nested)).toEqual([0, 0]);
});

test('security groups that a client gets later also have rules in its stack', () => {
  const vpc = importVpc(data);
  const connections = new ec2.Connections({ securityGroups: [createGroup(client, vpc)] });
  createCache(data, vpc).connections.allowDefaultPortFrom({ connections });

  connections.addSecurityGroup(createGroup(client, vpc, 'Later'));

  expect(countRules(client)).toEqual([2, 2]);
  expect(countRules(data)).toEqual([0, 0]);
});

test('rules between caches of different stacks are created once', () => {
  const vpc = importVpc(data);
  const cache = createCache(data, vpc);
  const other = createCache(client, vpc);

  cache.connections.allowDefaultPortFrom(other);

  const [ingress, egress] = [data, client].map(countRules).reduce(([a, b], [c, d]) => [a + c, b + d]);
  expect([ingress, egress]).toEqual([1, 1]);
});

test('an address range is allowed in the stack of the cache', () => {
  createCache(data, importVpc(data)).connections.allowDefaultPortFrom(ec2.Peer.ipv4('10.0.0.0/16'));

  expect(JSON.stringify(synthesize(data).findResources('AWS::EC2::SecurityGroup'))).toContain('10.0.0.0/16');
});

test.each([
  [
    'another Region',
    { ...ENV, region: 'us-east-1' },
    "'other' must be in the Region of the cache (eu-west-1), because security group rules cannot refer to security groups in other Regions, but got us-east-1. Use a client in eu-west-1.",
  ],
  [
    'another account',
    { ...ENV, account: '444455556666' },
    "'other' must be in the account of the cache (111122223333), because a stack can only change the security groups of its account, but got 444455556666. Use a client in 111122223333, or connect the VPCs, and add a rule in each account with ec2.Peer.securityGroupId().",
  ],
])('a client in %s is rejected', (_name, env, error) => {
  const other = new Stack(app, 'Other', { env });
  const cache = createCache(data, importVpc(data));
  const group = createGroup(other, importVpc(other));

  expect(errorsOf(() => cache.connections.allowDefaultPortFrom(group))).toEqual([error]);
  expect(errorsOf(() => group.connections.allowToDefaultPort(cache))).toEqual([error]);
});
