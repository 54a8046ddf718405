import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnCacheCluster, CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { App, CfnCondition, CfnParameter, Fn, Lazy, Stack, Token } from 'aws-cdk-lib/core';
import { importVpc } from '../stacks';
import { synthesizeInvalid } from '../templates';
import { CacheEngine, MemcachedCluster, ReplicationGroup, ServerlessCache, SingleNodeCluster } from 'cdk-elasticache';
import '../setup';

const INGRESS = 'AWS::EC2::SecurityGroupIngress';
const EGRESS = 'AWS::EC2::SecurityGroupEgress';
const ENV = { account: '111122223333', region: 'eu-west-1' };
const GROUP_ID = 'sg-0123456789abcdef0';

let app: App;
let stack: Stack;
let client: ec2.ISecurityGroup;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack', { env: ENV });
  client = importGroup('Client', 'sg-0fedcba9876543210');
});

const importGroup = (id: string, groupId: string) =>
  ec2.SecurityGroup.fromSecurityGroupId(stack, id, groupId, { allowAllOutbound: false });

const createGroup = (id: string, scope = stack) =>
  new ec2.SecurityGroup(scope, id, { vpc: importVpc(scope, `${id}Vpc`) });

const createNodes = (id: string, groupId: string, { scope = stack, port }: { scope?: Stack; port?: number } = {}) =>
  ReplicationGroup.fromCfnReplicationGroup(
    new CfnReplicationGroup(scope, id, {
      replicationGroupDescription: 'sessions',
      engine: 'redis',
      cacheNodeType: 'cache.t3.micro',
      numCacheClusters: 2,
      securityGroupIds: [groupId],
      port,
    }),
  );

const createServerlessCache = (id: string, groupId: string) =>
  ServerlessCache.fromCfnServerlessCache(
    new CfnServerlessCache(stack, id, { engine: 'valkey', serverlessCacheName: id, securityGroupIds: [groupId] }),
  );

const createCluster = (id: string, groupId: string, engine: string) =>
  new CfnCacheCluster(stack, id, {
    engine,
    cacheNodeType: 'cache.t3.micro',
    numCacheNodes: 1,
    vpcSecurityGroupIds: [groupId],
    port: 6379,
  });

/** Connects the client to caches whose default port is 6379. */
const allow = (...caches: { readonly connections: ec2.Connections }[]) =>
  caches.forEach(({ connections }) => connections.allowDefaultPortFrom(client));

const rulesOf = (type: string, of = stack) => synthesizeInvalid(of).findResources(type);
const countRules = (of = stack) => [INGRESS, EGRESS].map((type) => Object.keys(rulesOf(type, of)).length);

describe('caches with the same security group have one rule for a client', () => {
  test.each<[string, () => string]>([
    ['an id', () => GROUP_ID],
    ['an attribute', () => createGroup('Group').securityGroupId],
    ['Fn::GetAtt', () => Fn.getAtt('Group', 'GroupId').toString()],
    ['a parameter', () => new CfnParameter(stack, 'GroupId').valueAsString],
    ['a text with a parameter', () => `sg-${new CfnParameter(stack, 'GroupId').valueAsString}`],
  ])('if the L1 constructs contain %s', (_title, createId) => {
    const groupId = createId();

    allow(createNodes('A', groupId), createNodes('B', groupId));

    expect(countRules()).toEqual([1, 1]);
    const [[id, { Properties }]] = Object.entries(rulesOf(INGRESS));
    expect(id).toMatch(/^ASecurityGroup1from/);
    expect(Properties).toEqual({
      Description: `from ${client.uniqueId}:6379`,
      FromPort: 6379,
      GroupId: stack.resolve(groupId),
      IpProtocol: 'tcp',
      SourceSecurityGroupId: 'sg-0fedcba9876543210',
      ToPort: 6379,
    });
  });

  test.each<[string, (group: ec2.CfnSecurityGroup) => unknown]>([
    ['Fn::GetAtt', ({ logicalId }) => Fn.getAtt(logicalId, 'GroupId')],
    ['Fn::GetAtt with a text', ({ logicalId }) => ({ 'Fn::GetAtt': `${logicalId}.GroupId` })],
    ['Ref', ({ ref }) => ref],
  ])('if an attribute and %s refer to it', (_title, refer) => {
    const group = createGroup('Group');
    const reference = refer(group.node.defaultChild as ec2.CfnSecurityGroup);

    allow(createNodes('A', group.securityGroupId), createNodes('B', Token.asString(reference)));

    expect(countRules()).toEqual([1, 1]);
  });

  test('if an attribute and Ref refer to it from another stack', () => {
    const other = new Stack(app, 'Other', { env: ENV });
    const group = createGroup('Group');
    client = createGroup('Client', other);

    allow(
      createNodes('A', group.securityGroupId),
      createNodes('B', (group.node.defaultChild as ec2.CfnSecurityGroup).ref),
    );

    expect(countRules(other)).toEqual([1, 0]);
  });

  test('if their types differ', () => {
    allow(
      createNodes('Nodes', GROUP_ID),
      MemcachedCluster.fromCfnCacheCluster(createCluster('Memcached', GROUP_ID, 'memcached')),
      SingleNodeCluster.fromCfnCacheCluster(createCluster('Single', GROUP_ID, 'redis')),
    );
    createServerlessCache('Serverless', GROUP_ID).connections.allowFrom(client, ec2.Port.tcp(6379));

    expect(countRules()).toEqual([1, 1]);
  });

  test.each<[string, (id: string) => { readonly connections: ec2.Connections }]>([
    [
      'imported',
      (id) =>
        ReplicationGroup.fromReplicationGroupAttributes(stack, id, {
          replicationGroupId: id,
          securityGroups: [importGroup(`${id}Group`, GROUP_ID)],
        }),
    ],
    [
      'adopted',
      (id) =>
        new ServerlessCache(stack, id, {
          adopted: true,
          serverlessCacheName: id,
          engine: CacheEngine.VALKEY_8,
          vpc: importVpc(stack, `${id}Vpc`),
          securityGroups: [importGroup(`${id}Group`, GROUP_ID)],
        }),
    ],
  ])('if they are %s with several imports of the group', (_title, createCache) => {
    [createCache('a'), createCache('b')].forEach(({ connections }) =>
      connections.allowFrom(client, ec2.Port.tcp(6379)),
    );
    allow(createNodes('C', GROUP_ID));

    expect(countRules()).toEqual([1, 1]);
  });

  test('if the method of the client is called', () => {
    client.connections.allowToDefaultPort(createNodes('A', GROUP_ID));
    client.connections.allowToDefaultPort(createNodes('B', GROUP_ID));

    expect(countRules()).toEqual([1, 1]);
  });

  test('if the client is an address range', () => {
    for (const { connections } of [createNodes('A', GROUP_ID), createNodes('B', GROUP_ID)]) {
      connections.allowDefaultPortFrom(ec2.Peer.ipv4('10.0.0.0/16'));
    }

    expect(countRules()).toEqual([1, 0]);
  });

  test('if several constructs represent the client', () => {
    createNodes('A', GROUP_ID).connections.allowDefaultPortFrom(client);
    createNodes('B', GROUP_ID).connections.allowDefaultPortFrom(importGroup('Same', 'sg-0fedcba9876543210'));

    expect(countRules()).toEqual([1, 1]);
  });

  test('if the client is in another stack', () => {
    const other = new Stack(app, 'Other', { env: ENV });
    client = createGroup('Client', other);

    allow(createNodes('A', GROUP_ID), createNodes('B', GROUP_ID));

    expect([countRules(), countRules(other)]).toEqual([
      [0, 0],
      [1, 0],
    ]);
  });

  test('if one rule refers to the port of its cache', () => {
    const other = new Stack(app, 'Other', { env: ENV });
    client = createGroup('Client', other);
    const group = createGroup('Group');
    const cache = new ServerlessCache(stack, 'A', { vpc: importVpc(stack), securityGroups: [group] });

    allow(cache, createServerlessCache('B', group.securityGroupId));

    expect(Object.values(rulesOf(INGRESS, other)).map(({ Properties }) => Properties.FromPort)).toEqual([
      { 'Fn::ImportValue': expect.stringMatching(/^Stack:.*EndpointPort/) },
    ]);
  });
});

describe('caches have separate rules', () => {
  test.each<[string, () => void]>([
    ['for each port', () => allow(createNodes('A', GROUP_ID), createNodes('B', GROUP_ID, { port: 6380 }))],
    [
      'for each port, if the method of the client is called',
      () => {
        client.connections.allowToDefaultPort(createNodes('A', GROUP_ID));
        client.connections.allowToDefaultPort(createNodes('B', GROUP_ID, { port: 6380 }));
      },
    ],
    ['for each security group', () => allow(createNodes('A', GROUP_ID), createNodes('B', 'sg-0aaaabbbbccccdddd'))],
    [
      'for each client',
      () => {
        allow(createNodes('A', GROUP_ID));
        client = importGroup('Second', 'sg-0aaaabbbbccccdddd');
        allow(createNodes('B', GROUP_ID));
      },
    ],
    [
      'for each parameter in a text',
      () => {
        const [a, b] = ['A', 'B'].map((id) => new CfnParameter(stack, `${id}Id`).valueAsString);
        allow(createNodes('A', `sg-${a}`), createNodes('B', `sg-${b}`));
      },
    ],
  ])('%s', (_title, connect) => {
    connect();

    expect(countRules()).toEqual([2, 2]);
  });

  test('if one rule has a condition', () => {
    allow(createNodes('A', GROUP_ID));
    const group = importGroup('Group', GROUP_ID);
    group.addIngressRule(client, ec2.Port.tcp(6379));
    const rule = group.node.children.find(ec2.CfnSecurityGroupIngress.isCfnSecurityGroupIngress)!;
    rule.cfnOptions.condition = new CfnCondition(stack, 'IsEnabled', { expression: Fn.conditionEquals('a', 'b') });

    ReplicationGroup.fromReplicationGroupAttributes(stack, 'B', {
      replicationGroupId: 'b',
      securityGroups: [group],
    }).connections.allowFrom(ec2.Peer.ipv4('10.0.0.0/16'), ec2.Port.tcp(6379));

    expect(Object.values(rulesOf(INGRESS)).map(({ Condition }) => Condition)).toEqual([
      undefined,
      'IsEnabled',
      undefined,
    ]);
  });

  test('for security groups with the same logical id in different stacks', () => {
    const second = new Stack(app, 'Second', { env: ENV });
    const third = new Stack(app, 'Third', { env: ENV });
    client = createGroup('Client', third);

    allow(...[stack, second].map((scope) => createNodes('A', createGroup('Group', scope).securityGroupId, { scope })));

    expect(countRules(third)).toEqual([2, 0]);
  });

  test('for ids that can be resolved only at synthesis', () => {
    let isSynthesized = false;
    const createId = () =>
      Lazy.string({
        produce: () => {
          if (!isSynthesized) {
            throw new Error('The id is not known yet.');
          }
          return GROUP_ID;
        },
      });

    allow(createNodes('A', createId()), createNodes('B', createId()));
    isSynthesized = true;

    expect(countRules()).toEqual([2, 2]);
  });
});

test('a rule has the same logical id with and without a second cache', () => {
  allow(createNodes('A', GROUP_ID), createNodes('B', GROUP_ID));
  const rules = [rulesOf(INGRESS), rulesOf(EGRESS)];
  app = new App();
  stack = new Stack(app, 'Stack', { env: ENV });
  client = importGroup('Client', 'sg-0fedcba9876543210');

  allow(createNodes('A', GROUP_ID));

  expect(rules).toEqual([rulesOf(INGRESS), rulesOf(EGRESS)]);
});
