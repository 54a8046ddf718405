import * as path from 'path';
import type { DeployedVariant } from './deployed-variants';
import { DEPLOYED_VARIANTS } from './deployed-variants';
import { findTypeErrors, synthesizeCode } from './run-code';
import { renderAdoption } from '../../../../src/command/adopt/render-adoption';
import { RESOURCE_SCHEMAS } from '../../../../src/service-data/generated/resource-schemas';
import { listChanges } from '../../../public/compat/adoption-comparison';
import { DEPLOYED_KINDS } from '../../../public/compat/deployed-resources';
import { findReplacementProperties } from '../../../public/compat/replacement-properties';
import '../../../public/setup';

const KINDS: readonly [string, DeployedVariant][] = Object.entries(DEPLOYED_KINDS);
const VARIANTS = Object.entries(DEPLOYED_VARIANTS);
const ALL = [...KINDS, ...VARIANTS];

const NO_VALUE = { Ref: 'AWS::NoValue' };

const adopt = ({
  resources,
  loop = resources,
  parameters: Parameters,
  others,
  values = {},
  logicalId,
}: DeployedVariant) => {
  const template = {
    Parameters,
    Conditions: {
      IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
      IsTest: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    },
    Mappings: {
      Sizes: { prod: { nodes: 2 } },
      Zones: { 'us-east-1': { nodes: ['us-east-1a', 'us-east-1b'] } },
    },
    Resources: { ...loop, ...others },
  };
  return renderAdoption(template, {
    name: 'template.json',
    logicalIds: logicalId === undefined ? [] : [logicalId],
    parameters: new Map(Object.entries(values)),
  });
};

/** The type that the second source of schemas does not contain. */
const NEW_TYPE = 'AWS::ElastiCache::Snapshot';

/** The property that only the second, older source lists. ElastiCache changes it without a replacement. */
const UPDATED_PROPERTY = 'AZMode';

/** Lists the properties whose change replaces, or can replace, a resource, in both sources of schemas. */
function listCreateOnly(type: string): string[] {
  const { createOnly, conditionalCreateOnly } = RESOURCE_SCHEMAS[type];
  const others = type === NEW_TYPE ? [] : findReplacementProperties(type);
  return [...createOnly, ...conditionalCreateOnly, ...others.filter((name) => name !== UPDATED_PROPERTY)];
}

const listCommentedChanges = (code: string) => [...code.matchAll(/^ \* - (\w+\.\w+): /gm)].map(([, change]) => change);

/** Lists the changes whose description does not match the new value: a removed value, or a value that is set. */
function listWrongDescriptions(code: string, after: any): string[] {
  const [, section = ''] = /none of which replaces a resource:\n((?: \* - .*\n)+)/.exec(code) ?? [];
  const changes = [...section.matchAll(/^ \* - (\w+)\.(\w+): (.*)$/gm)];
  return changes
    .filter(([, logicalId, name, description]) => {
      const { Properties, ...attributes } = after[logicalId];
      const value = JSON.stringify(Properties[name] ?? attributes[name]);
      const [, expected] = /^set to ([\w-]+)(?:, .*)?$/.exec(description) ?? [];
      const isWrong = expected !== undefined && !new RegExp(`(?<![\\w-])${expected}(?![\\w-])`).test(value ?? '');
      return description.startsWith('removed') ? value !== undefined : isWrong;
    })
    .map(([line]) => line);
}

/** Lists the tags that are in another order. */
function listReorderedTags(before: any, after: any): string[] {
  const listKeys = (tags: unknown) => (Array.isArray(tags) ? tags.map(({ Key }) => Key) : []);
  return Object.keys(before)
    .filter((logicalId) => {
      const [keys, newKeys] = [before, after].map((each) => listKeys(each[logicalId].Properties?.Tags));
      return [...keys].sort().join() === [...newKeys].sort().join() && keys.join() !== newKeys.join();
    })
    .map((logicalId) => `${logicalId}.Tags`);
}

/** Whether a change is the value that a function has in the stack, so that the deployment changes nothing. */
const isEvaluated = (code: string, change: string) => {
  const [, section = ''] = /Verify that the stack has them:\n((?: \* - .*\n)+)/.exec(code) ?? [];
  return section.includes(` - ${change}: `);
};

test('the kinds contain all resource types', () => {
  const types = KINDS.flatMap(([, { resources }]) => Object.values<any>(resources).map(({ Type }) => Type));

  expect(new Set(types)).toEqual(new Set(Object.keys(RESOURCE_SCHEMAS)));
  expect(KINDS.length).toBeGreaterThanOrEqual(25);
});

/** Adopts resources, asserts that only the changes in the comment occur, and returns the new resources. */
function assertOnlyCommentedChanges(variant: DeployedVariant): any {
  const { resources } = variant;
  const code = adopt(variant);
  const { Resources: after, Mappings: mappings, Conditions: conditions, Outputs: outputs } = synthesizeCode(code);

  const changes = [...listChanges(resources, after), ...listReorderedTags(resources, after)];
  const replaced = changes.filter((change) => {
    const [logicalId, property] = change.split('.');
    return (
      Object.hasOwn(RESOURCE_SCHEMAS, after[logicalId].Type) && listCreateOnly(after[logicalId].Type).includes(property)
    );
  });
  expect(Object.keys(after).sort()).toEqual(Object.keys(resources).sort());
  expect(replaced.filter((change) => !isEvaluated(code, change))).toEqual([]);
  expect({ mappings, conditions, outputs }).toEqual({});
  expect(changes.sort()).toEqual([...new Set(listCommentedChanges(code))].sort());
  expect(listWrongDescriptions(code, after)).toEqual([]);
  expect(variant.l1 ? '' : code).not.toMatch(/addProperty(Deletion)?Override/);
  return after;
}

test.each(ALL)('adopts %s without replacement, with only the changes that the comment lists', (_, variant) => {
  assertOnlyCommentedChanges(variant);
});

test.each(VARIANTS)('keeps %s as an L1 construct only if it has to', (_, variant) => {
  const code = adopt(variant);

  const [, reasons = ''] = /Resources that are L1 constructs in this code:\n((?: \* - .*\n)+)/.exec(code) ?? [];
  expect(reasons).toMatch(variant.l1 ?? /^$/);
  expect(code).toContain(variant.code ?? '');
});

const PARAMETERS = ['Nodes', 'Zone', 'Other', 'Zones', 'Mode', 'Stage'];

const NODE_COUNTS = [1, 2, '3', { Ref: 'Nodes' }, { 'Fn::If': ['IsProd', 3, 2] }];

const MODES = [undefined, 'single-az', 'cross-az', { Ref: 'Mode' }, { 'Fn::If': ['IsProd', 'cross-az', NO_VALUE] }];

const SELECTED_ZONE = { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] };

const ONE_ZONE = ['a', { Ref: 'Zone' }, SELECTED_ZONE, NO_VALUE, { 'Fn::If': ['IsProd', 'a', NO_VALUE] }];

const ZONE_LISTS = [
  ['a'],
  ['a', 'a'],
  ['a', 'b'],
  ['a', 'b', 'a'],
  [{ Ref: 'Zone' }, { Ref: 'Zone' }],
  [{ Ref: 'Zone' }, { Ref: 'Other' }],
  [SELECTED_ZONE, SELECTED_ZONE, SELECTED_ZONE],
  ['a', 'b', { 'Fn::If': ['IsProd', 'c', NO_VALUE] }],
  { Ref: 'Zones' },
  { 'Fn::If': ['IsProd', ['a', 'b', 'c'], ['a', 'b']] },
];

const ZONE_PROPERTIES: readonly [string, object][] = [
  ['no zone', {}],
  ...ONE_ZONE.map((zone): [string, object] => [
    `the zone ${JSON.stringify(zone)}`,
    { PreferredAvailabilityZone: zone },
  ]),
  ...ZONE_LISTS.map((zones): [string, object] => [
    `the zones ${JSON.stringify(zones)}`,
    { PreferredAvailabilityZones: zones },
  ]),
];

test.each(ZONE_PROPERTIES)('keeps %s of a Memcached cluster, for any number of nodes and mode', (_, properties) => {
  const clusters = NODE_COUNTS.flatMap((NumCacheNodes) => MODES.map((AZMode) => ({ NumCacheNodes, AZMode })));
  const resources = Object.fromEntries(
    clusters.map((each, index) => [
      `Cache${index}`,
      {
        Type: 'AWS::ElastiCache::CacheCluster',
        DeletionPolicy: 'Delete',
        UpdateReplacePolicy: 'Delete',
        Properties: { Engine: 'memcached', CacheNodeType: 'cache.t3.micro', ...each, ...properties },
      },
    ]),
  );
  const parameters = Object.fromEntries(PARAMETERS.map((name) => [name, { Type: 'String' }]));

  const after = assertOnlyCommentedChanges({ parameters, resources, l1: /zone/ });

  const names = listChanges(resources, after).map((change) => change.split('.')[1]);
  expect(names.filter((name) => name !== 'AZMode')).toEqual([]);
});

test('verifies the cluster mode only if the template does not determine it', () => {
  const verified = ALL.filter(([, variant]) => adopt(variant).includes('Verify that cluster mode'));

  expect(verified.map(([name]) => name)).toEqual(
    VARIANTS.filter(([, { code }]) => code?.startsWith('Verify')).map(([name]) => name),
  );
});

test('the code of all kinds has no type errors', () => {
  const root = path.join(__dirname, '..', '..', '..', '..');
  const files = Object.fromEntries(
    ALL.map(([, variant], index) => [path.join(root, 'test', `adopted-${index}.ts`), adopt(variant)]),
  );

  expect(
    findTypeErrors(files, {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      noUnusedLocals: true,
      target: 9,
      module: 1,
      types: ['node'],
      paths: { 'cdk-elasticache': [path.join(root, 'src', 'index.ts')] },
      stripInternal: true,
      experimentalDecorators: true,
    }),
  ).toEqual([]);
}, 120_000);
