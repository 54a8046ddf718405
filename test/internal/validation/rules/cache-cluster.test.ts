import { ENGINE_VERSIONS } from '../../../../src/service-data/engine-versions';
import { checkCluster } from '../../../public/validation/rules/cache-cluster/cluster';

test.each(Object.keys(ENGINE_VERSIONS.memcached))('accepts Memcached %s', (EngineVersion) => {
  expect(checkCluster({ EngineVersion, CacheNodeType: 'cache.m5.large' })).toEqual([]);
});
