import { CASE_INSENSITIVE_VALUES, normalizeCase } from '../../../src/service-data/case-insensitive-values';
import { PROPERTIES } from '../../../src/service-data/generated/resource-properties';
import { createTemplate } from '../validation/create-template';

const ENTRIES = Object.entries(CASE_INSENSITIVE_VALUES).flatMap(([type, properties]) =>
  Object.entries(properties).flatMap(([path, values]) => values.map((value) => ({ type, path, value }))),
);

/** Finds the schema of a property by its path, in which `*` is the index of a list element. */
function findSchema(type: string, path: string): unknown {
  return path
    .split('.')
    .reduce((schema: any, key) => (key === '*' ? schema[0] : schema?.[key]), PROPERTIES[type] as unknown);
}

test.each(ENTRIES)('$path of $type accepts $value in any case', ({ type, path, value }) => {
  const element = path.replace('*', '0');

  expect(findSchema(type, path)).toBe('text');
  expect([value, value.toUpperCase(), value.toLowerCase()].map((text) => normalizeCase(type, element, text))).toEqual([
    value,
    value,
    value,
  ]);
});

test.each([
  ['AWS::ElastiCache::User', 'Engine', 'Redis'],
  ['AWS::ElastiCache::UserGroup', 'Engine', 'Valkey'],
  ['AWS::ElastiCache::GlobalReplicationGroup', 'Members.0.Role', 'primary'],
  ['AWS::ElastiCache::ReplicationGroup', 'CacheNodeType', 'cache.T4g.micro'],
  ['AWS::ElastiCache::ReplicationGroup', 'Engine', 'Postgres'],
])('%s.%s keeps the case of %s', (type, path, value) => {
  expect(normalizeCase(type, path, value)).toBe(value);
});

test('resources read the values in the form of the documentation, and keep the specified values', () => {
  const log = { LogType: 'Slow-Log' };
  const { resources } = createTemplate({
    Resources: {
      Group: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: { Engine: 'Redis', LogDeliveryConfigurations: [log] },
      },
    },
  });
  const group = resources.get('Group')!;

  expect([group.text('Engine'), group.raw('Engine')]).toEqual(['redis', 'Redis']);
  expect(group.text('LogDeliveryConfigurations.0.LogType')).toBe('slow-log');
});
