import { NODE_FAMILIES } from '../../../../src/service-data/node-types';
import { GLOBAL_DATASTORE_REGIONS, REGIONS } from '../../../../src/service-data/regions';
import { checkDatastore } from '../../../public/validation/rules/global-replication-group/datastore';

test.each(
  Object.entries(NODE_FAMILIES)
    .filter(([, fact]) => !fact.discontinued)
    .map(([family, fact]) => [family, fact.globalDatastore ?? false]),
)('accepts only node families that global datastores support: %s', (family, fine) => {
  const size = { t4g: 'medium', t3: 'medium' }[family] ?? 'xlarge';
  const nodeType = `cache.${family}.${size}`;

  expect(checkDatastore({ CacheNodeType: nodeType })).toEqual(
    fine ? [] : [`GlobalReplicationGroup.NodeTypeUnsupported: 'CacheNodeType' but got ${nodeType}`],
  );
});

test('every Region with global datastores is a known Region', () => {
  expect(GLOBAL_DATASTORE_REGIONS.filter((region) => !REGIONS.includes(region))).toEqual([]);
});
