import { normalizeReference } from '../../../src/validation/physical-names';

const DATASTORE = 'AWS::ElastiCache::GlobalReplicationGroup';

test.each([
  ['ldgnf-sales', 'sales'],
  ['ldgnf-sales-eu', 'sales-eu'],
  ['report-sales', 'report-sales'],
  ['eu-sales', 'eu-sales'],
  ['ld4nf-sales', 'ld4nf-sales'],
])('converts the id of a global datastore to its name without the prefix of five letters: %s', (id, name) => {
  expect(normalizeReference(DATASTORE, id)).toBe(name);
});

test('keeps five letters at the beginning of the names of other resources', () => {
  expect(normalizeReference('AWS::ElastiCache::ReplicationGroup', 'ldgnf-sales')).toBe('ldgnf-sales');
});
