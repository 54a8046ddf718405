import { SOURCES, USER_SCHEMA } from './sources';
import { compareFacts } from '../../../projenrc/tasks/facts/compare-facts';
import { compareAttributes } from '../../../projenrc/tasks/facts/comparisons/attributes';
import { compareMetrics } from '../../../projenrc/tasks/facts/comparisons/metrics';
import { compareRules } from '../../../projenrc/tasks/facts/comparisons/rules';
import { resourceSchemas } from '../../../projenrc/tasks/facts/generated-tables/resource-schemas';
import type { RegistrySchema } from '../../../projenrc/tasks/facts/sources/cfn-lint';

/** Lists the rules with the constraints of one property that they do not validate. */
function findRuleGaps(type: string, schema: RegistrySchema, rules: readonly string[]): string[] {
  const sources = {
    ...SOURCES,
    cfnLint: { ...SOURCES.cfnLint, facts: { ...SOURCES.cfnLint.facts, schemas: { [type]: schema } } },
  };
  const validate = () => rules.map((ruleId) => ({ ruleId, severity: 'error' }));
  return compareRules(validate, resourceSchemas, sources).differences.map(({ fact }) => fact);
}

test('compares all tables, and those of an engine if it is available', () => {
  const tables = compareFacts(SOURCES).map(({ table }) => table);

  expect(tables).toEqual([
    'API_ENUMS',
    'REGIONS_WITHOUT_NODE_FAMILY',
    'REGIONS_BY_PARTITION',
    'PROPERTIES',
    'RESOURCE_SCHEMAS',
    'RESOURCE_TYPE_REGIONS',
    'ENGINE_VERSIONS',
    'NODE_TYPES',
    'NODE_FAMILIES',
    'PARAMETER_FAMILIES',
    'PROPERTIES',
    'ATTRIBUTES',
    'CASE_INSENSITIVE_VALUES',
    'enums of props',
    'LIMITS',
    'rules',
    'IAM actions',
    'metrics',
    'SERVERLESS_EVENTS',
    'COMMANDS',
  ]);
  expect(compareFacts({ ...SOURCES, valkey: undefined }).map(({ table }) => table)).toEqual(tables.slice(0, -1));
});

test('compares only attributes that have a value, of the types in the table', () => {
  const readOnlyProperties = ['/properties/Endpoint', '/properties/Endpoint/Address', '/properties/Status'];
  const schemas = {
    'AWS::ElastiCache::ServerlessCache': { properties: {}, readOnlyProperties },
    'AWS::ElastiCache::Snapshot': { properties: {}, readOnlyProperties: ['/properties/Arn'] },
  };
  const sources = { ...SOURCES, cfnLint: { ...SOURCES.cfnLint, facts: { ...SOURCES.cfnLint.facts, schemas } } };
  const table = { 'AWS::ElastiCache::ServerlessCache': ['Endpoint.Address', 'Status'] };

  const { entries, differences } = compareAttributes(table, resourceSchemas, sources);

  expect(entries).toBe(2);
  expect(differences).toEqual([]);
});

test('reports a metric that is in no table', () => {
  const { differences } = compareMetrics({ HOST_METRICS: {}, NODE_METRICS: {} }, SOURCES);

  expect(differences.map(({ fact, ours, theirs }) => [fact, ours, theirs])).toEqual([
    ['metrics HOST_METRICS|NODE_METRICS.CurrItems', 'missing', 'Average'],
  ]);
});

test('lists the metrics and sets of dimensions that the source does not have', () => {
  const dimensions = [['CacheClusterId'], ['CacheClusterId', 'CacheNodeId'], ['CacheClusterId', 'Tier']];
  const NODE_METRICS = {
    CurrItems: { statistic: 'Average', dimensions },
    TrafficManagementActive: { statistic: 'Maximum', dimensions: [['CacheClusterId']] },
  };

  const { differences, unverified } = compareMetrics({ NODE_METRICS }, SOURCES);

  expect(differences).toEqual([]);
  expect(unverified).toEqual([
    'NODE_METRICS.CurrItems by CacheClusterId and Tier',
    'NODE_METRICS.TrafficManagementActive',
  ]);
});

test('reports rules that do not depend on the value', () => {
  const gaps = findRuleGaps(
    'AWS::ElastiCache::ReplicationGroup',
    {
      properties: {
        NodeGroupConfiguration: { items: { properties: { NodeGroupId: { maxLength: 4 } } } },
        UserIds: { items: { minLength: 1 }, minItems: 1 },
        Unknown: { $ref: '#/definitions/Unknown' },
      },
    },
    ['ReplicationGroup.NodeTypeMissing'],
  );

  expect(gaps).toEqual([
    'rules AWS::ElastiCache::ReplicationGroup rejects NodeGroupConfiguration.*.NodeGroupId of 5 characters',
    'rules AWS::ElastiCache::ReplicationGroup rejects UserIds with 0 elements',
    'rules AWS::ElastiCache::ReplicationGroup rejects UserIds.* of 0 characters',
  ]);
});

test('reports rules that reject what the schema accepts', () => {
  const { UserId } = USER_SCHEMA.properties!;
  const sources = {
    ...SOURCES,
    cfnLint: {
      ...SOURCES.cfnLint,
      facts: { ...SOURCES.cfnLint.facts, schemas: { 'AWS::ElastiCache::User': { properties: { UserId } } } },
    },
  };
  const validate = ({ Resources }: any) =>
    Resources.Probe.Properties.UserId === undefined ? [] : [{ ruleId: 'User.IdInvalid', severity: 'error' }];

  expect(compareRules(validate, resourceSchemas, sources).differences.map(({ fact }) => fact)).toEqual([
    'rules AWS::ElastiCache::User accepts UserId of 1 characters',
  ]);
});
