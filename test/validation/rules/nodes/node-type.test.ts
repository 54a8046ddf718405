import { NODE_FAMILIES, NODE_TYPES } from '../../../../src/service-data/node-types';
import { suggestNodeType } from '../../../../src/validation/rules/nodes/node-type';
import { REPLICATION_GROUP_RULES } from '../../../../src/validation/rules/replication-group';
import { createConstructView, createTemplateView } from '../../views';
import { checkGroup } from '../replication-group/group';

const checkNodeType = (CacheNodeType: unknown, properties: object = {}) => checkGroup({ CacheNodeType, ...properties });
const creatable = Object.keys(NODE_TYPES).filter((name) => !NODE_FAMILIES[name.split('.')[1]].discontinued);

test.each(creatable)('accepts %s', (name) => {
  expect(checkNodeType(name, { DataTieringEnabled: name.includes('r6gd') })).toEqual([]);
});

test.each([
  ['r7g.large', 'did you mean cache.r7g.large'],
  ['CACHE.R7G.LARGE', 'did you mean cache.r7g.large'],
  ['db.r7g.large', 'did you mean cache.r7g.large'],
  [
    'cache.r7g.lrge',
    'the family has cache.r7g.large, cache.r7g.xlarge, cache.r7g.2xlarge, cache.r7g.4xlarge, cache.r7g.8xlarge, cache.r7g.12xlarge, cache.r7g.16xlarge',
  ],
  ['cache.t4g.nano', 'the family has cache.t4g.micro, cache.t4g.small, cache.t4g.medium'],
  ['cache.t2g.micro', 'did you mean cache.t4g.micro'],
  ['cache.c5.large', 'did you mean cache.m5.large'],
  ['large', 'the families are m8g, m7g, m6g, m5, m4, t4g, t3, r8g, r7g, r6g, r6gd, r5, r4, c8gn, c7gn'],
])('fails with the unknown node type %s', (name, hint) => {
  expect(checkNodeType(name)[0]).toMatch(
    new RegExp(`^'CacheNodeType' must be a node type of ElastiCache, got "${name}"; `),
  );
  expect(
    [hint, 'the families are m8g, m7g, m6g, m5, m4, t4g, t3, r8g, r7g, r6g, r6gd, r5, r4, c8gn, c7gn'].some(
      (suggestion) => checkNodeType(name)[0].endsWith(suggestion),
    ),
  ).toBe(true);
});

test.each([
  'cache.r8g-flex.large',
  'cache.m9g.metal-24xl',
  'cache.r9g.large',
  'cache.t5g.micro',
  'cache.r8gd.xlarge',
  'cache.x9g.large',
  'cache.r7g.metal',
])('warns when %s is newer than the library', (name) => {
  expect(checkNodeType(name)).toEqual([
    `'CacheNodeType' ${name} is newer than this library, which cannot tell what it supports; upgrade the library`,
  ]);
});

test.each([
  ['cache.m3.medium', 'valkey', '8.0', 'cache.m8g.large'],
  ['cache.m3.xlarge', 'redis', '7.1', 'cache.m7g.xlarge'],
  ['cache.t1.micro', 'redis', '5.0.6', 'cache.t4g.micro'],
  ['cache.t2.small', 'valkey', '8.0', 'cache.t4g.small'],
  ['cache.c1.xlarge', 'valkey', '8.0', 'cache.c8gn.xlarge'],
  ['cache.c1.xlarge', 'redis', '6.0', 'cache.m6g.xlarge'],
  ['cache.r3.8xlarge', 'redis', '4.0.10', 'cache.r4.8xlarge'],
])('fails with the discontinued node type %s', (name, Engine, EngineVersion, suggestion) => {
  expect(checkNodeType(name, { Engine, EngineVersion })).toEqual([
    `'CacheNodeType' must be of a family of which new caches can be made, got ${name}; choose for example ${suggestion}`,
  ]);
});

test.each([
  ['m7g', '6.2'],
  ['m6g', '5.0.6'],
  ['m5', '4.0.10'],
  ['m4', '4.0.10'],
  ['t4g', '5.0.6'],
  ['t3', '4.0.10'],
  ['r7g', '6.2'],
  ['r6g', '5.0.6'],
  ['r5', '4.0.10'],
  ['r4', '4.0.10'],
  ['c7gn', '6.2'],
])('the family %s supports Redis OSS from version %s', (family, since) => {
  const versions = ['4.0.10', '5.0.6', '6.0', '6.2', '7.0', '7.1'];
  const name = `cache.${family}.${family.startsWith('t') ? 'micro' : 'large'}`;
  const supported = versions.filter(
    (EngineVersion) => checkNodeType(name, { Engine: 'redis', EngineVersion }).length === 0,
  );

  expect(supported).toEqual(versions.slice(versions.indexOf(since)));
});

test.each([
  [
    'cache.r7g.large',
    'redis',
    '6.0',
    "'CacheNodeType' cache.r7g.large needs Redis OSS 6.2 or later, got 6.0; raise 'EngineVersion', or choose for example cache.r6g.large",
  ],
  [
    'cache.m6g.large',
    'redis',
    '4.0.10',
    "'CacheNodeType' cache.m6g.large needs Redis OSS 5.0.6 or later, got 4.0.10; raise 'EngineVersion', or choose for example cache.m5.large",
  ],
  [
    'cache.r8g.large',
    'redis',
    '7.1',
    "'CacheNodeType' cache.r8g.large runs Valkey and Memcached, not Redis OSS 7.1; choose for example cache.r7g.large",
  ],
  [
    'cache.c8gn.large',
    'redis',
    undefined,
    "'CacheNodeType' cache.c8gn.large runs Valkey and Memcached, not Redis OSS; choose for example cache.c7gn.large",
  ],
])('fails when %s does not support %s %s', (name, Engine, EngineVersion, error) => {
  expect(checkNodeType(name, { Engine, EngineVersion })).toEqual([error]);
});

test('accepts any node type when the engine is unresolved', () => {
  expect(checkNodeType('cache.r8g.large', { Engine: { Ref: 'Engine' } })).toEqual([]);
});

test('suggests members of NodeType to users of constructs', () => {
  const p = createConstructView({ cacheNodeType: 'cache.t2.medium' }, { cacheNodeType: 'nodeType' });

  expect(REPLICATION_GROUP_RULES.find(({ id }) => id === 'ReplicationGroup.NodeTypeDiscontinued')!.check(p)).toBe(
    "'nodeType' must be of a family of which new caches can be made, got cache.t2.medium; choose for example NodeType.of(NodeFamily.T4G, NodeSize.MEDIUM)",
  );
});

test('suggests no node type when none is suitable', () => {
  expect(suggestNodeType(createTemplateView({}), 'cache.m5.large', () => false)).toBe('choose another one');
});
