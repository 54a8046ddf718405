import { ChangedMap } from '../../../src/private/changed-map';
import type { EntryScope } from '../../../src/template/entry-evaluator';
import { EntryEvaluator } from '../../../src/template/entry-evaluator';

const SECTION = {
  Fixed: { Type: 'Fixed' },
  Named: { Name: { Ref: 'Name' } },
  Branch: { Value: { 'Fn::If': ['Name', 1, 2] } },
  Optional: { Condition: 'Name' },
  Text: 'text',
};

const createScope = (
  changes: Record<string, string | undefined> = {},
  conditions: Record<string, boolean> = {},
): EntryScope => ({
  values: new ChangedMap<string, unknown>(new Map([['Name', 'a']]), new Map(Object.entries(changes))),
  conditions: new Map(Object.entries(conditions)),
  mappings: {},
});

const evaluator = new EntryEvaluator(SECTION, createScope());

test.each<[string, EntryScope, object]>([
  ['no conditions', createScope(), { ...SECTION, Named: { Name: 'a' } }],
  ['another value', createScope({ Name: 'b' }), { ...SECTION, Named: { Name: 'b' } }],
  ['no value', createScope({ Name: undefined }), SECTION],
  ['an additional value', createScope({ Other: 'b' }), { ...SECTION, Named: { Name: 'a' } }],
  [
    'a condition with the name of a parameter',
    createScope({}, { Name: true }),
    { ...SECTION, Named: { Name: 'a' }, Branch: { Value: 1 }, Optional: {} },
  ],
])('evaluates the entries with %s', (_, scope, expected) => {
  expect(Object.fromEntries(evaluator.evaluate(scope))).toEqual(expected);
});

test('omits entries whose condition is false, and keeps the order of the others', () => {
  const section = evaluator.evaluate(createScope({ Name: 'b' }, { Name: false }));

  expect([...section].map(([logicalId]) => logicalId)).toEqual(['Fixed', 'Named', 'Branch', 'Text']);
  expect(section.has('Optional')).toBe(false);
});

test('evaluates entries without changed inputs only once', () => {
  const [first, second] = ['b', 'c'].map((Name) => evaluator.evaluate(createScope({ Name })));

  expect(first.get('Fixed')).toBe(second.get('Fixed'));
  expect(first.get('Named')).not.toBe(second.get('Named'));
});

test('treats a missing section as empty', () => {
  expect([...new EntryEvaluator(undefined, createScope()).evaluate(createScope())]).toEqual([]);
});
