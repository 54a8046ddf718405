import * as fs from 'fs';
import * as path from 'path';
import { SOURCES } from './sources';
import { compareAttributes } from '../../../projenrc/tasks/facts/comparisons/attributes';
import { compareCaseInsensitiveValues } from '../../../projenrc/tasks/facts/comparisons/case-insensitive-values';
import { compareCommands } from '../../../projenrc/tasks/facts/comparisons/commands';
import { compareEngineVersions } from '../../../projenrc/tasks/facts/comparisons/engine-versions';
import { compareEvents } from '../../../projenrc/tasks/facts/comparisons/events';
import { compareIamActions } from '../../../projenrc/tasks/facts/comparisons/iam-actions';
import { compareLimits } from '../../../projenrc/tasks/facts/comparisons/limits';
import { compareMetrics } from '../../../projenrc/tasks/facts/comparisons/metrics';
import { compareNodeTypeRegions } from '../../../projenrc/tasks/facts/comparisons/node-type-regions';
import { compareNodeTypes } from '../../../projenrc/tasks/facts/comparisons/node-types';
import { compareParameterFamilies } from '../../../projenrc/tasks/facts/comparisons/parameter-families';
import { comparePropEnums } from '../../../projenrc/tasks/facts/comparisons/prop-enums';
import { compareRules } from '../../../projenrc/tasks/facts/comparisons/rules';
import { compareSchemaProperties } from '../../../projenrc/tasks/facts/comparisons/schema-properties';
import type { Comparison } from '../../../projenrc/tasks/facts/difference';
import { compareGeneratedTable } from '../../../projenrc/tasks/facts/generated-table';
import { GENERATED_TABLES } from '../../../projenrc/tasks/facts/generated-tables';
import { resourceSchemas } from '../../../projenrc/tasks/facts/generated-tables/resource-schemas';

/** A fact with its values in the table and in the source. */
type Row = [fact: string, ours: string, theirs: string];

interface Planted {
  /** The table that agrees with the source. */
  readonly table: any;
  /** The same table with one wrong entry. */
  readonly wrong: any;
  readonly found: Row[];
  compare(table: any): Comparison;
}

const FACTS = path.join(__dirname, '..', '..', '..', 'projenrc', 'tasks', 'facts');
const USER = 'AWS::ElastiCache::User';

const GENERATED: Readonly<Record<string, Omit<Planted, 'compare'>>> = {
  'api-enums': {
    table: { NetworkType: ['ipv4', 'ipv6'] },
    wrong: { NetworkType: ['ipv4', 'ipv6', 'ipv5'] },
    found: [['API_ENUMS NetworkType ipv5', 'listed', 'missing']],
  },
  'node-family-regions': {
    table: { m7g: [], r7g: ['eu-west-1'] },
    wrong: { m7g: [], r7g: [] },
    found: [['REGIONS_WITHOUT_NODE_FAMILY r7g eu-west-1', 'missing', 'listed']],
  },
  regions: {
    table: { aws: ['eu-west-1', 'us-east-1'], 'aws-cn': ['cn-north-1'] },
    wrong: { aws: ['eu-west-1', 'us-east-1'], 'aws-cn': ['cn-west-1'] },
    found: [
      ['REGIONS_BY_PARTITION aws-cn cn-west-1', 'listed', 'missing'],
      ['REGIONS_BY_PARTITION aws-cn cn-north-1', 'missing', 'listed'],
    ],
  },
  'resource-properties': {
    table: { [USER]: { UserId: 'text', Size: 'number' } },
    wrong: { [USER]: { UserId: 'text', Size: 'text' } },
    found: [[`PROPERTIES ${USER}.Size`, 'text', 'number']],
  },
  'resource-type-regions': {
    table: { 'AWS::ElastiCache::Snapshot': ['us-east-1'] },
    wrong: { 'AWS::ElastiCache::Snapshot': ['us-east-1', 'us-west-2'] },
    found: [['RESOURCE_TYPE_REGIONS AWS::ElastiCache::Snapshot us-west-2', 'listed', 'missing']],
  },
  'resource-schemas': {
    table: createUserSchema('UserId'),
    wrong: createUserSchema('Size'),
    found: [
      [`RESOURCE_SCHEMAS ${USER}.createOnly Size`, 'listed', 'missing'],
      [`RESOURCE_SCHEMAS ${USER}.createOnly UserId`, 'missing', 'listed'],
    ],
  },
};

/** The table of the constraints in the schema of the fixture. */
function createUserSchema(createOnly: string) {
  return {
    [USER]: {
      readOnly: ['Status'],
      createOnly: [createOnly],
      conditionalCreateOnly: [],
      required: ['AuthenticationMode.Type', 'Tags.*.Key', 'UserId'],
      values: {
        'AuthenticationMode.Type': { enumCaseInsensitive: ['iam', 'password'] },
        'AuthenticationMode.Passwords': { minItems: 1 },
        Passwords: { minItems: 1 },
        Role: { enum: ['PRIMARY'] },
        Tags: { maxItems: 50 },
        'Tags.*.Key': { maxLength: 128 },
        Size: { minimum: 1, maximum: 6 },
        UserId: { minLength: 1, pattern: '^[a-z]+$' },
      },
    },
  };
}

const USER_PROPERTIES = {
  AuthenticationMode: { Type: 'text', Passwords: ['text'] },
  Note: 'string,object',
  Settings: { '*': 'text' },
  Size: 'number',
  Passwords: ['text'],
  Role: 'text',
  Tags: [{ Key: 'text' }],
  UserId: 'text',
};

const USER_LIMITS = {
  passwords: { min: 1 },
  tagKey: { maxLength: 128 },
  tags: { max: 50 },
  userId: { minLength: 1 },
};

const COMMAND_TABLE = {
  get: { since: '6.0', arity: 2, categories: 'fast read string', keys: 'R 1 0 1 0' },
  old: { since: '6.0', until: '7.0', arity: 1, categories: 'slow' },
  newer: { since: '9.0', arity: 1, categories: 'slow' },
  zrank: {
    since: '6.0',
    arity: -3,
    categories: 'fast read sortedset',
    keys: 'R 1 0 1 0',
    before: [['7.2', { arity: 3 }]],
  },
} as const;

const NODES = { 'cache.m7g.large': {}, 'cache.r7g.large': {} };

/** Rejects users as the schema of the fixture does, without the constraint of one property. */
function validateUsers(ignored: string) {
  return ({ Resources }: any) => {
    const { AuthenticationMode, Passwords, Role = 'PRIMARY', Tags = [], Size, UserId } = Resources.Probe.Properties;
    const invalid = {
      UserIdMissing: UserId === undefined,
      UserId: UserId === '',
      Type: AuthenticationMode && !['iam', 'password'].includes(AuthenticationMode.Type),
      Passwords: AuthenticationMode?.Passwords?.length === 0,
      LegacyPasswords: Passwords?.length === 0,
      Role: Role !== 'PRIMARY',
      Key: Tags.some(({ Key = '' }) => Key === '' || Key.length > 128),
      Tags: Tags.length > 50,
      Size: Size < 1 || Size > 6,
    };
    const rules = Object.entries(invalid).filter(([property, isInvalid]) => isInvalid && property !== ignored);
    // Every resource has a warning, which rejects nothing.
    return [
      { ruleId: 'User.Warning', severity: 'warning' },
      ...rules.map(([ruleId]) => ({ ruleId, severity: 'error' })),
    ];
  };
}

const HAND_KEPT: Readonly<Record<string, Planted>> = {
  attributes: {
    compare: (table) => compareAttributes(table, resourceSchemas, SOURCES),
    table: { [USER]: ['Status'] },
    wrong: { [USER]: ['State'] },
    found: [
      [`ATTRIBUTES ${USER} State`, 'listed', 'missing'],
      [`ATTRIBUTES ${USER} Status`, 'missing', 'listed'],
    ],
  },
  'case-insensitive-values': {
    compare: (table) => compareCaseInsensitiveValues(table, resourceSchemas, SOURCES),
    table: { [USER]: { 'AuthenticationMode.Type': ['password', 'IAM'] } },
    wrong: { [USER]: { 'AuthenticationMode.Type': ['password'] } },
    found: [[`CASE_INSENSITIVE_VALUES ${USER} AuthenticationMode.Type`, 'password', 'iam, password']],
  },
  commands: {
    compare: (table) => compareCommands(table, ['7.2', '8.0'], SOURCES.valkey),
    table: COMMAND_TABLE,
    wrong: { ...COMMAND_TABLE, get: { ...COMMAND_TABLE.get, since: '9.0' } },
    found: [
      ['COMMANDS get', 'missing', '{"arity":2,"categories":"fast read string","keys":"R 1 0 1 0","noAuth":false}'],
    ],
  },
  'engine-versions': {
    compare: (table) => compareEngineVersions(table, SOURCES),
    table: { valkey: { '7.2': {}, '8.0': {} }, memcached: { '1.6.22': {} } },
    wrong: { valkey: { '7.2': {}, '8.0': {}, '8.1': {} }, memcached: { '1.6.22': {} } },
    found: [['ENGINE_VERSIONS valkey 8.1', 'listed', 'missing']],
  },
  events: {
    compare: (table) => compareEvents(table, SOURCES),
    table: ['Cache Deleted', 'Cache Created'],
    wrong: ['Cache Deleted', 'Cache Made'],
    found: [
      ['SERVERLESS_EVENTS Cache Made', 'listed', 'missing'],
      ['SERVERLESS_EVENTS Cache Created', 'missing', 'listed'],
    ],
  },
  'iam-actions': {
    compare: (table) => compareIamActions(table, SOURCES),
    table: ['elasticache:Connect'],
    wrong: ['elasticache:Connected'],
    found: [['IAM actions elasticache:Connected', 'listed', 'missing']],
  },
  limits: {
    compare: (table) => compareLimits(table, resourceSchemas, SOURCES),
    table: USER_LIMITS,
    wrong: { ...USER_LIMITS, tags: { max: 60 } },
    found: [['LIMITS tags.max of User.Tags', '60', '50']],
  },
  metrics: {
    compare: (NODE_METRICS) => compareMetrics({ NODE_METRICS }, SOURCES),
    table: {
      CurrItems: {
        statistic: 'Average',
        dimensions: [['CacheClusterId'], ['CacheNodeId', 'CacheClusterId'], ['ReplicationGroupId']],
      },
      Other: { statistic: 'Sum' },
    },
    wrong: { CurrItems: { statistic: 'Sum', dimensions: [['CacheClusterId']] } },
    found: [
      ['metrics NODE_METRICS.CurrItems', 'Sum', 'Average'],
      ['metrics NODE_METRICS.CurrItems by CacheClusterId and CacheNodeId', 'missing', 'listed'],
    ],
  },
  'node-type-regions': {
    compare: (table) => compareNodeTypeRegions(NODES, table, SOURCES),
    table: { m7g: { unavailableRegions: [] }, r7g: { unavailableRegions: ['eu-west-1'] } },
    wrong: { m7g: { unavailableRegions: [] } },
    found: [['NODE_FAMILIES eu-west-1 cache.r7g.large', 'listed', 'missing']],
  },
  'node-types': {
    compare: (table) => compareNodeTypes(table, SOURCES),
    table: NODES,
    wrong: { 'cache.m7g.large': {} },
    found: [['NODE_TYPES cache.r7g.large', 'missing', 'listed']],
  },
  'parameter-families': {
    compare: (table) => compareParameterFamilies(table, SOURCES),
    table: ['valkey8', 'valkey7'],
    wrong: ['valkey8', 'valkey7', 'valkey6'],
    found: [['PARAMETER_FAMILIES valkey6', 'listed', 'missing']],
  },
  'prop-enums': {
    compare: (table) => comparePropEnums(table, SOURCES),
    table: { NetworkType: ['ipv6', 'ipv4'] },
    wrong: { NetworkType: ['ipv4'] },
    found: [['enums of props NetworkType', 'ipv4', 'ipv4, ipv6']],
  },
  rules: {
    compare: (ignored) => compareRules(validateUsers(ignored), resourceSchemas, SOURCES),
    table: 'none',
    wrong: 'Passwords',
    found: [[`rules ${USER} rejects AuthenticationMode.Passwords with 0 elements`, 'no', 'yes']],
  },
  'schema-properties': {
    compare: (table) => compareSchemaProperties(table, SOURCES),
    table: { [USER]: USER_PROPERTIES },
    wrong: { [USER]: { ...USER_PROPERTIES, Status: 'text' } },
    found: [[`PROPERTIES ${USER}.Status`, 'text', 'missing']],
  },
};

function findRows({ differences }: Comparison): Row[] {
  return differences.map(({ fact, ours, theirs }) => [fact, ours, theirs]);
}

/** Lists the names of the files in a folder. */
function listFiles(folder: string): string[] {
  return fs
    .readdirSync(path.join(FACTS, folder))
    .flatMap((file) => (file === 'index.ts' ? [] : [path.parse(file).name]));
}

test.each([
  ['comparisons', HAND_KEPT],
  ['generated-tables', GENERATED],
])('every file in %s has a wrong entry in these tests', (folder, cases) => {
  expect(Object.keys(cases).sort()).toEqual(listFiles(folder).sort());
});

describe('tables that are maintained by hand', () => {
  test.each(Object.entries(HAND_KEPT))('finds the wrong entry in %s', (_, { compare, table, wrong, found }) => {
    const correct = compare(table);

    expect(correct.differences).toEqual([]);
    expect(correct.entries).toBeGreaterThan(0);
    expect(findRows(compare(wrong))).toEqual(found);
  });
});

describe('generated tables', () => {
  test.each(GENERATED_TABLES.map((table) => [table.name, table] as const))(
    'finds the wrong entry in %s',
    (_, table) => {
      const { table: ours, wrong, found } = GENERATED[path.parse(table.file).name];

      expect(findRows(compareGeneratedTable({ ...table, ours }, SOURCES))).toEqual([]);
      expect(findRows(compareGeneratedTable({ ...table, ours: wrong }, SOURCES))).toEqual(found);
    },
  );
});
