import { EntryEvaluator } from '../../../src/template/entry-evaluator';

const SECTION = {
  Fixed: { Type: 'Fixed' },
  Named: { Name: { Ref: 'Name' } },
  Branch: { Value: { 'Fn::If': ['Name', 1, 2] } },
  Optional: { Condition: 'Name' },
  Text: 'text',
};

const createScope = (values: Record<string, string>, conditions: Record<string, boolean> = {}) => ({
  values: new Map(Object.entries(values)),
  conditions: new Map(Object.entries(conditions)),
  mappings: {},
});

const evaluator = new EntryEvaluator(SECTION, createScope({ Name: 'a' }));

test.each<[string, ReturnType<typeof createScope>, object]>([
  ['no conditions', createScope({ Name: 'a' }), { ...SECTION, Named: { Name: 'a' } }],
  ['another value', createScope({ Name: 'b' }), { ...SECTION, Named: { Name: 'b' } }],
  ['no value', createScope({}), SECTION],
  ['an additional value', createScope({ Name: 'a', Other: 'b' }), { ...SECTION, Named: { Name: 'a' } }],
  [
    'a condition with the name of a parameter',
    createScope({ Name: 'a' }, { Name: true }),
    { ...SECTION, Named: { Name: 'a' }, Branch: { Value: 1 }, Optional: {} },
  ],
])('evaluates the entries with %s', (_, scope, expected) => {
  expect(Object.fromEntries(evaluator.evaluate(scope))).toEqual(expected);
});

test('omits entries whose condition is false, and keeps the order of the others', () => {
  expect([...evaluator.evaluate(createScope({ Name: 'b' }, { Name: false })).keys()]).toEqual([
    'Fixed',
    'Named',
    'Branch',
    'Text',
  ]);
});

test('evaluates entries without changed inputs only once', () => {
  const [first, second] = ['b', 'c'].map((Name) => evaluator.evaluate(createScope({ Name })));

  expect(first.get('Fixed')).toBe(second.get('Fixed'));
  expect(first.get('Named')).not.toBe(second.get('Named'));
});

test('treats a missing section as empty', () => {
  expect(new EntryEvaluator(undefined, createScope({})).evaluate(createScope({})).size).toBe(0);
});
