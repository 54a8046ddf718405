import { checkRule } from '../../check-resources';

const check = (rule: string, primary: unknown, cluster: object, attributes: object = {}) =>
  checkRule(`ReplicationGroup.${rule}`, {
    Group: ['ReplicationGroup', { PrimaryClusterId: primary }, attributes],
    Cluster: ['CacheCluster', { ClusterName: 'sessions', ...cluster }],
  });

test('fails if the primary cluster runs Memcached', () => {
  const message = ["'PrimaryClusterId' but got CacheCluster 'Cluster' with the engine memcached"];

  expect(check('PrimaryClusterIsMemcached', { Ref: 'Cluster' }, { Engine: 'memcached' })).toEqual(message);
  expect(check('PrimaryClusterIsMemcached', 'sessions', { Engine: 'Memcached' })).toEqual(message);
  expect(check('PrimaryClusterIsMemcached', { Ref: 'Cluster' }, { Engine: 'redis' })).toEqual([]);
  expect(check('PrimaryClusterIsMemcached', { Ref: 'Cluster' }, { Engine: { Ref: 'Engine' } })).toEqual([]);
  expect(check('PrimaryClusterIsMemcached', 'catalog', { Engine: 'memcached' })).toEqual([]);
});

test('recommends a reference to the primary cluster', () => {
  const rule = 'PrimaryClusterIdNotReferenced';

  expect(check(rule, 'sessions', { Engine: 'redis' })).toEqual(["'PrimaryClusterId'"]);
  expect(check(rule, { Ref: 'Cluster' }, { Engine: 'redis' })).toEqual([]);
  expect(check(rule, 'catalog', { Engine: 'redis' })).toEqual([]);
  expect(check(rule, 'sessions', { Engine: 'redis' }, { DependsOn: ['Cluster'] })).toEqual([]);
});
