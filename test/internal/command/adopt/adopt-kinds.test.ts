import * as path from 'path';
import { findTypeErrors, synthesizeCode } from './run-code';
import { renderAdoption } from '../../../../src/command/adopt/render-adoption';
import { RESOURCE_SCHEMAS } from '../../../../src/service-data/generated/resource-schemas';
import { listChanges } from '../../../public/compat/adoption-comparison';
import { DEPLOYED_KINDS } from '../../../public/compat/deployed-resources';
import { findReplacementProperties } from '../../../public/compat/replacement-properties';
import '../../../public/setup';

const KINDS = Object.entries(DEPLOYED_KINDS);

const adopt = (name: string) => {
  const { resources: Resources, parameters: Parameters } = DEPLOYED_KINDS[name];
  return renderAdoption({ Parameters, Resources }, { name: 'template.json', logicalIds: [] });
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

test('the kinds contain all resource types', () => {
  const types = KINDS.flatMap(([, { resources }]) => Object.values<any>(resources).map(({ Type }) => Type));

  expect(new Set(types)).toEqual(new Set(Object.keys(RESOURCE_SCHEMAS)));
  expect(KINDS.length).toBeGreaterThanOrEqual(25);
});

test.each(KINDS)(
  'adopts %s without replacement, with only the changes that the comment lists',
  (name, { resources }) => {
    const code = adopt(name);
    const { Resources: after } = synthesizeCode(code);

    const changes = listChanges(resources, after);
    const replaced = changes.filter((change) => {
      const [logicalId, property] = change.split('.');
      return listCreateOnly(after[logicalId].Type).includes(property);
    });
    expect(Object.keys(after).sort()).toEqual(Object.keys(resources).sort());
    expect(replaced).toEqual([]);
    expect(changes.sort()).toEqual([...new Set(listCommentedChanges(code))].sort());
    expect(code).not.toMatch(/addProperty(Deletion)?Override/);
  },
);

test('the code of all kinds has no type errors', () => {
  const root = path.join(__dirname, '..', '..', '..', '..');
  const files = Object.fromEntries(
    KINDS.map(([name], index) => [path.join(root, 'test', `adopted-${index}.ts`), adopt(name)]),
  );

  expect(
    findTypeErrors(files, {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      noUnusedLocals: false,
      target: 9,
      module: 1,
      types: ['node'],
      paths: { 'cdk-elasticache': [path.join(root, 'src', 'index.ts')] },
      stripInternal: true,
      experimentalDecorators: true,
    }),
  ).toEqual([]);
}, 120_000);
