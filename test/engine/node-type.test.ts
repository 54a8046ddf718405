import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib/core';
import { CfnParameter } from 'aws-cdk-lib/core';
import { EngineVersion, MemcachedCluster, NodeType } from '../../src';
import { DISCONTINUED_NODE_FAMILIES, NODE_FAMILIES, NODE_TYPES } from '../../src/service-data/node-types';
import { GROUP, groupIn } from '../replication-group/group';
import { annotationsOf, emptyStack, emptyStackWithoutCfnValidation, errorsOf, importVpc, propertiesOf } from '../util';

const token = () => new CfnParameter(emptyStack(), 'Token').valueAsString;
const createMemcachedCluster = (stack: Stack, nodeType: NodeType) =>
  new MemcachedCluster(stack, 'Cache', { vpc: importVpc(stack), nodeType });
const SOURCE = readFileSync(join(__dirname, '../../src/engine/node-type.ts'), 'utf8');

test.each(Object.entries(NODE_TYPES))(
  '%s is a member, with its figures in its description',
  (name, { vcpu, memoryGiB }) => {
    const [, family, size] = name.split('.');

    expect(SOURCE).toContain(
      `  /** ${name}: ${NODE_FAMILIES[family].kind}, ${vcpu} vCPU, ${memoryGiB} GiB. */\n` +
        `  public static readonly ${family.toUpperCase()}_${size.toUpperCase()} = new NodeType('${name}');\n`,
    );
  },
);

test.each(Object.keys(NODE_TYPES))('returns the member for %s', (name) => {
  const nodeType = NodeType.of(name);

  expect(Object.values(NodeType)).toContain(nodeType);
  expect([nodeType.cacheNodeType, nodeType.toString(), `cache.${nodeType.family}.${nodeType.size}`]).toEqual([
    name,
    name,
    name,
  ]);
});

test('has a member for every node type of the table', () => {
  expect(Object.values(NodeType).map(({ cacheNodeType }) => cacheNodeType)).toEqual(Object.keys(NODE_TYPES));
});

test('reports memory, vCPUs, and network bandwidth', () => {
  const { R6GD_XLARGE: tiered, M6G_LARGE: small, M6G_8XLARGE: large } = NodeType;

  expect([
    small.architecture,
    small.vcpu,
    small.memoryGib,
    small.ssdGib,
    small.maxmemoryBytes,
    small.maxCacheMemoryMegabytes,
  ]).toEqual(['arm64', 2, 6.38, undefined, 6_854_542_746, 6537]);
  expect([
    small.networkBaselineGbps,
    small.networkBurstGbps,
    large.networkBaselineGbps,
    large.networkBurstGbps,
  ]).toEqual([0.75, 10, 12, 12]);
  expect([tiered.ssdGib, tiered.maxCacheMemoryMegabytes]).toEqual([99.33, undefined]);
});

test.each([
  // burstable, creatable, current, tiering, scaling, IPv6, durability, global, Outposts
  ['cache.r7g.large', false, true, true, false, true, true, true, true, false],
  ['cache.r7g.4xlarge', false, true, true, false, false, true, true, true, false],
  ['cache.r6gd.xlarge', false, true, true, true, true, true, false, true, false],
  ['cache.t4g.micro', true, true, true, false, false, true, false, false, false],
  ['cache.m5.large', false, true, true, false, true, true, false, true, true],
  ['cache.r4.large', false, true, false, false, false, false, false, false, false],
  ['cache.t2.micro', true, false, false, false, false, false, false, false, false],
  ['cache.m3.large', undefined, false, false, undefined, undefined, undefined, undefined, undefined, undefined],
  [
    'cache.r9g.large',
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ],
])(
  '%s reports the features that it supports',
  (name, burstable, creatable, current, tiering, scaling, ipv6, durability, global, outposts) => {
    const type = NodeType.of(name);

    expect([
      type.isBurstable,
      type.isCreatable,
      type.isCurrentGeneration,
      type.supportsDataTiering,
      type.supportsAutoScaling,
      type.supportsIpv6,
      type.supportsDurability,
      type.supportsGlobalDatastore,
      type.supportsOutposts,
    ]).toEqual([burstable, creatable, current, tiering, scaling, ipv6, durability, global, outposts]);
  },
);

test('discontinued families have no specifications', () => {
  expect(DISCONTINUED_NODE_FAMILIES.map((family) => NodeType.of(`cache.${family}.large`).memoryGib)).toEqual(
    DISCONTINUED_NODE_FAMILIES.map(() => undefined),
  );
});

test.each([
  ['cache.r7g.large', EngineVersion.VALKEY_8_1, true],
  ['cache.r7g.large', EngineVersion.REDIS_6_0, false],
  ['cache.r7g.large', EngineVersion.REDIS_6_2, true],
  ['cache.r8g.large', EngineVersion.REDIS_7_1, false],
  ['cache.r6gd.xlarge', EngineVersion.MEMCACHED_1_6_22, false],
  ['cache.c7gn.large', EngineVersion.MEMCACHED_1_5_16, false],
  ['cache.r9g.large', EngineVersion.VALKEY_8_1, undefined],
  ['cache.r7g.large', EngineVersion.of('future', '1.0'), undefined],
  ['cache.r7g.large', EngineVersion.of('valkey', token()), undefined],
  ['cache.r7g.large', EngineVersion.of(token(), '8.1'), undefined],
])('%s supports %s: %s', (name, version, runs) => {
  expect(NodeType.of(name).supportsEngine(version)).toBe(runs);
});

test.each([
  ['us-east-1', true],
  ['eu-south-1', false],
  [token(), undefined],
])('reports availability in %s', (region, offered) => {
  expect(NodeType.M7G_LARGE.isOfferedIn(region)).toBe(offered);
});

test('does not validate tokens', () => {
  const type = NodeType.of(token());

  expect([type.family, type.size, type.memoryGib, type.isCreatable, type.supportsDataTiering]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

describe('malformed node types', () => {
  test.each([
    ['r7g.large', 'R7G_LARGE'],
    ['cache.R7G.Large', 'R7G_LARGE'],
    ['redis.r7g.large', 'R7G_LARGE'],
    ['db.r6g.2xlarge', 'R6G_2XLARGE'],
    ['cache-r7g-large', 'R7G_LARGE'],
    ['R7G_LARGE', 'R7G_LARGE'],
    ['cache.r7g.larg', 'R7G_LARGE'],
    ['cahe.r7g.large', 'R7G_LARGE'],
  ])('%s is an error of the cache, which suggests %s', (name, member) => {
    const nodeType = NodeType.of(name);

    expect(errorsOf(() => groupIn(emptyStack(), { nodeType }))).toEqual([
      "'nodeType' ReplicationGroup.NodeTypeInvalid",
    ]);
    expect(errorsOf(() => createMemcachedCluster(emptyStack(), nodeType))).toEqual([
      "'nodeType' CacheCluster.NodeTypeInvalid",
    ]);
    expect(() => groupIn(emptyStack(), { nodeType })).toThrow(
      new RegExp(`got "${name}"; .*\\bNodeType\\.${member}\\b`),
    );
  });

  test.each(['large', ''])('"%s" is an error of the cache, which suggests the families', (name) => {
    const nodeType = NodeType.of(name);

    expect(errorsOf(() => groupIn(emptyStack(), { nodeType }))).toEqual([
      "'nodeType' ReplicationGroup.NodeTypeInvalid",
    ]);
    expect(() => groupIn(emptyStack(), { nodeType })).toThrow(`got "${name}"; the families are m8g, `);
  });

  test.each(['large', '', 'constructor', 'cache.constructor.large', 'cache.__proto__.large'])(
    '"%s" has no specifications',
    (name) => {
      const nodeType = NodeType.of(name);

      expect([nodeType.cacheNodeType, String(nodeType)]).toEqual([name, name]);
      expect([nodeType.memoryGib, nodeType.architecture, nodeType.isCreatable, nodeType.supportsDataTiering]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      expect([
        nodeType.supportsEngine(EngineVersion.VALKEY_8_1),
        nodeType.isOfferedIn('eu-west-1'),
        nodeType.supportsOutposts,
      ]).toEqual([undefined, undefined, undefined]);
    },
  );
});

describe('node types that are newer than the library', () => {
  test.each(['cache.r9g.large', 'cache.m7i.large', 'cache.r7g.24xlarge'])('%s is a warning of the cache', (name) => {
    const [groupStack, clusterStack] = [emptyStackWithoutCfnValidation(), emptyStackWithoutCfnValidation()];
    groupIn(groupStack, { nodeType: NodeType.of(name) });
    createMemcachedCluster(clusterStack, NodeType.of(name));

    expect(propertiesOf(groupStack, GROUP).CacheNodeType).toBe(name);
    expect(annotationsOf(groupStack, 'warning')).toEqual([
      expect.stringMatching(/^'nodeType' .*\[ack: cdk-elasticache::ReplicationGroup\.NodeTypeUnknown\]$/),
    ]);
    expect(annotationsOf(clusterStack, 'warning')).toEqual([
      expect.stringMatching(/^'nodeType' .*\[ack: cdk-elasticache::CacheCluster\.NodeTypeUnknown\]$/),
    ]);
  });
});
