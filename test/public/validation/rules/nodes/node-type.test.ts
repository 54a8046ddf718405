import { listMessages } from '../../check-resources';
import { checkGroup, GROUP } from '../replication-group/group';

const checkNodeType = (CacheNodeType: unknown, properties: object = {}) => checkGroup({ CacheNodeType, ...properties });
test.each([
  ['r7g.large', 'Use cache.r7g.large.'],
  ['CACHE.R7G.LARGE', 'Use cache.r7g.large.'],
  ['db.r7g.large', 'Use cache.r7g.large.'],
  [
    'cache.r7g.lrge',
    'Use cache.r7g.large, cache.r7g.xlarge, cache.r7g.2xlarge, cache.r7g.4xlarge, cache.r7g.8xlarge, cache.r7g.12xlarge, or cache.r7g.16xlarge.',
  ],
  ['cache.t4g.nano', 'Use cache.t4g.micro, cache.t4g.small, or cache.t4g.medium.'],
  ['cache.t2g.micro', 'Did you mean cache.t4g.micro?'],
  ['cache.t2.bogus', 'Use a node type such as cache.t4g.micro.'],
  ['t2.small', 'Use a node type such as cache.t4g.small.'],
  ['cache.m3.big', 'Use a node type such as cache.m8g.large.'],
  ['cache.c5.large', 'Did you mean cache.m5.large?'],
  [
    'large',
    'Use a node type of the family m8g, m7g, m6g, m5, m4, t4g, t3, r8g, r7g, r6g, r6gd, r5, r4, c8gn, or c7gn.',
  ],
])('fails with the unknown node type %s', (name, suggestion) => {
  const [message] = listMessages('ReplicationGroup', { ...GROUP, CacheNodeType: name });

  expect(message).toMatch(/^'CacheNodeType' /);
  expect(message.endsWith(`but got "${name}". ${suggestion}`)).toBe(true);
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
  expect(checkNodeType(name)).toEqual(["ReplicationGroup.NodeTypeUnknown: 'CacheNodeType'"]);
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
  const properties = { ...GROUP, Engine, EngineVersion, CacheNodeType: name };

  expect(checkNodeType(name, { Engine, EngineVersion })).toEqual([
    `ReplicationGroup.NodeTypeDiscontinued: 'CacheNodeType' but got ${name}`,
  ]);
  expect(listMessages('ReplicationGroup', properties)).toContainEqual(
    expect.stringMatching(new RegExp(`but got ${name}\\. Use a node type such as ${suggestion}\\. If `)),
  );
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
    "ReplicationGroup.NodeTypeUnsupportedByVersion: 'CacheNodeType' but got Redis OSS 6.0",
  ],
  [
    'cache.m6g.large',
    'redis',
    '4.0.10',
    "ReplicationGroup.NodeTypeUnsupportedByVersion: 'CacheNodeType' but got Redis OSS 4.0.10",
  ],
  [
    'cache.r8g.large',
    'redis',
    '7.1',
    "ReplicationGroup.NodeTypeUnsupportedByVersion: 'CacheNodeType' but got Redis OSS 7.1",
  ],
  [
    'cache.c8gn.large',
    'redis',
    undefined,
    "ReplicationGroup.NodeTypeUnsupportedByVersion: 'CacheNodeType' but got Redis OSS",
  ],
])('fails when %s does not support %s %s', (name, Engine, EngineVersion, error) => {
  expect(checkNodeType(name, { Engine, EngineVersion })).toEqual([error]);
});

test('accepts any node type when the engine is unresolved', () => {
  expect(checkNodeType('cache.r8g.large', { Engine: { Ref: 'Engine' } })).toEqual([]);
});
