import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Stack } from 'aws-cdk-lib/core';
import { CfnParameter } from 'aws-cdk-lib/core';
import { annotationsOf, errorsOf } from '../messages';
import { GROUP, groupIn } from '../replication-group/group';
import { emptyStack, emptyStackWithoutCfnValidation, importVpc } from '../stacks';
import { propertiesOf } from '../templates';
import { EngineVersion, MemcachedCluster, NodeFamily, NodeSize, NodeType } from 'cdk-elasticache';

const token = () => new CfnParameter(emptyStack(), 'Token').valueAsString;
const createMemcachedCluster = (stack: Stack, nodeType: NodeType) =>
  new MemcachedCluster(stack, 'Cache', { vpc: importVpc(stack), nodeType });
test('reports memory, vCPUs, and network bandwidth', () => {
  const [tiered, small, large] = ['cache.r6gd.xlarge', 'cache.m6g.large', 'cache.m6g.8xlarge'].map((name) =>
    NodeType.fromName(name),
  );

  expect([
    small.architecture,
    small.vcpu,
    small.memoryGib,
    small.ssdGib,
    small.maxMemoryBytes,
    small.maxCacheMemoryMegabytes,
  ]).toEqual([ec2.InstanceArchitecture.ARM_64, 2, 6.38, undefined, 6_854_542_746, 6537]);
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
    const type = NodeType.fromName(name);

    expect([
      type.isBurstable,
      type.isAvailableForNewClusters,
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
  expect(NodeType.fromName(name).supportsEngineVersion(version)).toBe(runs);
});

test.each([
  ['us-east-1', true],
  ['eu-south-1', false],
  // The price lists do not contain the European Sovereign Cloud, isolated Regions, and misspelled names.
  ['eusc-de-east-1', undefined],
  ['us-iso-east-1', undefined],
  ['eu-west', undefined],
  [token(), undefined],
])('reports availability in %s', (region, offered) => {
  expect(NodeType.of(NodeFamily.M7G, NodeSize.LARGE).isAvailableInRegion(region)).toBe(offered);
});

test.each([
  ['m7g.large', 6537],
  ['m7g.16xlarge', 214_577],
  ['m8g.large', 6956],
  ['m8g.xlarge', 14_517],
  ['m8g.2xlarge', 30_390],
  ['m8g.4xlarge', 62_806],
  ['m8g.8xlarge', 127_638],
  ['m8g.12xlarge', 192_470],
  ['m8g.16xlarge', 257_302],
  ['r7g.large', 13_387],
  ['r7g.16xlarge', 429_154],
  ['r8g.large', 14_517],
  ['r8g.12xlarge', 386_966],
  ['r8g.16xlarge', 516_630],
  ['c8gn.large', 3176],
  ['c8gn.12xlarge', 95_222],
  // AWS documents no plausible value.
  ['c7gn.12xlarge', undefined],
  ['c8gn.16xlarge', undefined],
])('%s has %s MB of memory for Memcached', (name, megabytes) => {
  expect(NodeType.fromName(`cache.${name}`).maxCacheMemoryMegabytes).toBe(megabytes);
});

test('does not validate tokens', () => {
  const type = NodeType.fromName(token());

  expect([type.family, type.size, type.memoryGib, type.isAvailableForNewClusters, type.supportsDataTiering]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

describe('malformed node types', () => {
  test.each([
    ['r7g.large', 'NodeType.of(NodeFamily.R7G, NodeSize.LARGE)'],
    ['cache.R7G.Large', 'NodeType.of(NodeFamily.R7G, NodeSize.LARGE)'],
    ['redis.r7g.large', 'NodeType.of(NodeFamily.R7G, NodeSize.LARGE)'],
    ['db.r6g.2xlarge', 'NodeType.of(NodeFamily.R6G, NodeSize.XLARGE2)'],
    ['cache-r7g-large', 'NodeType.of(NodeFamily.R7G, NodeSize.LARGE)'],
    ['R7G_LARGE', 'NodeType.of(NodeFamily.R7G, NodeSize.LARGE)'],
    ['cache.r7g.larg', 'NodeSize.LARGE'],
    ['cahe.r7g.large', 'NodeType.of(NodeFamily.R7G, NodeSize.LARGE)'],
  ])('%s is an error of the cache, which suggests %s', (name, suggestion) => {
    const nodeType = NodeType.fromName(name);

    expect(errorsOf(() => groupIn(emptyStack(), { nodeType }))).toEqual([
      "'nodeType' ReplicationGroup.NodeTypeInvalid",
    ]);
    expect(errorsOf(() => createMemcachedCluster(emptyStack(), nodeType))).toEqual([
      "'nodeType' CacheCluster.NodeTypeInvalid",
    ]);
    expect(() => groupIn(emptyStack(), { nodeType })).toThrow(suggestion);
  });

  test.each(['large', ''])('"%s" is an error of the cache, which suggests the families', (name) => {
    const nodeType = NodeType.fromName(name);

    expect(errorsOf(() => groupIn(emptyStack(), { nodeType }))).toEqual([
      "'nodeType' ReplicationGroup.NodeTypeInvalid",
    ]);
    expect(() => groupIn(emptyStack(), { nodeType })).toThrow(`but got "${name}". Use a node type of the family m8g, `);
  });

  test.each(['large', '', 'constructor', 'cache.constructor.large', 'cache.__proto__.large'])(
    '"%s" has no specifications',
    (name) => {
      const nodeType = NodeType.fromName(name);

      expect([nodeType.cacheNodeType, String(nodeType)]).toEqual([name, name]);
      expect([
        nodeType.memoryGib,
        nodeType.architecture,
        nodeType.isAvailableForNewClusters,
        nodeType.supportsDataTiering,
      ]).toEqual([undefined, undefined, undefined, undefined]);
      expect([
        nodeType.supportsEngineVersion(EngineVersion.VALKEY_8_1),
        nodeType.isAvailableInRegion('eu-west-1'),
        nodeType.supportsOutposts,
      ]).toEqual([undefined, undefined, undefined]);
    },
  );
});

describe('node types that are newer than the library', () => {
  test.each(['cache.r9g.large', 'cache.m7i.large', 'cache.r7g.24xlarge'])('%s is a warning of the cache', (name) => {
    const [groupStack, clusterStack] = [emptyStackWithoutCfnValidation(), emptyStackWithoutCfnValidation()];
    groupIn(groupStack, { nodeType: NodeType.fromName(name) });
    createMemcachedCluster(clusterStack, NodeType.fromName(name));

    expect(propertiesOf(groupStack, GROUP).CacheNodeType).toBe(name);
    expect(annotationsOf(groupStack, 'warning')).toEqual([
      expect.stringMatching(/^'nodeType' .*\[ack: cdk-elasticache::ReplicationGroup\.NodeTypeUnknown\]$/),
    ]);
    expect(annotationsOf(clusterStack, 'warning')).toEqual([
      expect.stringMatching(/^'nodeType' .*\[ack: cdk-elasticache::CacheCluster\.NodeTypeUnknown\]$/),
    ]);
  });
});
