import { TemplateEvaluator } from '../../../src/template/template-evaluator';

/** Finds the combinations as objects. */
function findCombinations(template: Record<string, unknown>, names: string[], values: Record<string, string> = {}) {
  const { combinations, isIncomplete } = new TemplateEvaluator(
    template,
    new Map(Object.entries(values)),
  ).findCombinations(names);
  return { combinations: combinations.map(({ conditions }) => Object.fromEntries(conditions)), isIncomplete };
}

const equals = (name: string, value: unknown) => ({ 'Fn::Equals': [{ Ref: name }, value] });

const ENVIRONMENTS = {
  Parameters: { Env: { Type: 'String', Default: 'dev' } },
  Conditions: {
    IsProd: equals('Env', 'prod'),
    IsTest: equals('Env', 'test'),
    IsOther: { 'Fn::Not': [{ 'Fn::Or': [{ Condition: 'IsProd' }, { Condition: 'IsTest' }] }] },
  },
};

test('finds the combinations of conditions that exclude each other, beginning with the default', () => {
  expect(findCombinations(ENVIRONMENTS, ['IsOther', 'IsProd', 'IsTest'])).toEqual({
    combinations: [
      { IsOther: true, IsProd: false, IsTest: false },
      { IsOther: false, IsProd: true, IsTest: false },
      { IsOther: false, IsProd: false, IsTest: true },
    ],
    isIncomplete: false,
  });
});

test('finds one combination without conditions', () => {
  expect(findCombinations(ENVIRONMENTS, []).combinations).toEqual([{}]);
});

test('evaluates only the specified values of parameters', () => {
  expect(findCombinations(ENVIRONMENTS, ['IsProd'], { Env: 'prod' }).combinations).toEqual([{ IsProd: true }]);
});

test('evaluates only allowed values', () => {
  const template = {
    ...ENVIRONMENTS,
    Parameters: { Env: { Type: 'String', Default: 'prod', AllowedValues: ['prod', 'test'] } },
  };

  expect(findCombinations(template, ['IsOther']).combinations).toEqual([{ IsOther: false }]);
});

test.each<[string, object, boolean[]]>([
  ['MinLength', { MinLength: 1 }, [false]],
  ['AllowedPattern', { AllowedPattern: '[a-z]+' }, [false]],
  ['a pattern of another language', { AllowedPattern: '(?i)[' }, [false, true]],
  ['no limits', {}, [false, true]],
])('evaluates an empty text only if the parameter allows it: %s', (_title, declaration, expected) => {
  const template = {
    Parameters: { Name: { Type: 'String', ...declaration } },
    Conditions: { IsEmpty: equals('Name', '') },
  };

  const values = findCombinations(template, ['IsEmpty']).combinations.map(({ IsEmpty }) => IsEmpty);
  expect(values.sort()).toEqual(expected);
});

test('evaluates both values of comparisons that depend on the deployment, and equal comparisons once', () => {
  const imported = { 'Fn::Equals': [{ 'Fn::ImportValue': 'mode' }, 'a'] };
  const reversed = { 'Fn::Equals': ['a', { 'Fn::ImportValue': 'mode' }] };
  const template = { Conditions: { A: imported, B: { 'Fn::Not': [reversed] } } };

  expect(findCombinations(template, ['A', 'B']).combinations).toEqual([
    { A: false, B: true },
    { A: true, B: false },
  ]);
});

test('evaluates pseudo parameters, mappings, and comparisons of two parameters', () => {
  const template = {
    Parameters: { A: { Type: 'String', Default: 'x' }, B: { Type: 'String', Default: 'x' } },
    Mappings: { Regions: { 'us-east-1': { Large: 'true' }, 'us-west-2': { Large: 'false' } } },
    Conditions: {
      IsLarge: { 'Fn::Equals': [{ 'Fn::FindInMap': ['Regions', { Ref: 'AWS::Region' }, 'Large'] }, 'true'] },
      IsSame: { 'Fn::Equals': [{ Ref: 'A' }, { Ref: 'B' }] },
    },
  };

  const large = findCombinations(template, ['IsLarge']).combinations;
  const same = findCombinations(template, ['IsSame']).combinations;
  expect(large).toEqual(expect.arrayContaining([{ IsLarge: true }, { IsLarge: false }]));
  expect(same[0]).toEqual({ IsSame: true });
  expect(same).toContainEqual({ IsSame: false });
});

test('evaluates all allowed values of parameters that are compared with each other', () => {
  const template = {
    Parameters: {
      A: { Type: 'String', AllowedValues: ['x', 'y'] },
      B: { Type: 'String', AllowedValues: ['v', 'w', 'y'] },
    },
    Conditions: { IsSame: { 'Fn::Equals': [{ Ref: 'A' }, { Ref: 'B' }] } },
  };

  expect(findCombinations(template, ['IsSame']).combinations).toEqual([{ IsSame: false }, { IsSame: true }]);
});

test('evaluates the default and other values of a list', () => {
  const template = {
    Parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>', Default: '' } },
    Conditions: { HasSubnets: { 'Fn::Not': [{ 'Fn::Equals': [{ 'Fn::Join': ['', { Ref: 'Subnets' }] }, ''] }] } },
  };

  expect(findCombinations(template, ['HasSubnets']).combinations).toEqual([
    { HasSubnets: false },
    { HasSubnets: true },
  ]);
});

test('evaluates conditions that combine other conditions', () => {
  const template = {
    ...ENVIRONMENTS,
    Conditions: {
      ...ENVIRONMENTS.Conditions,
      IsProdInEurope: { 'Fn::And': [{ Condition: 'IsProd' }, equals('AWS::Region', 'eu-west-1')] },
      IsReplicated: { 'Fn::Equals': [{ 'Fn::If': ['IsProd', 'yes', 'no'] }, 'yes'] },
    },
  };

  expect(findCombinations(template, ['IsProdInEurope', 'IsReplicated']).combinations).toEqual([
    { IsProdInEurope: false, IsReplicated: false },
    { IsProdInEurope: true, IsReplicated: true },
    { IsProdInEurope: false, IsReplicated: true },
  ]);
});

test.each<[string, unknown]>([
  ['a dynamic reference', { 'Fn::Equals': ['{{resolve:ssm:mode}}', 'a'] }],
  ['a mapping that is not defined', { 'Fn::Equals': [{ 'Fn::FindInMap': ['None', { Ref: 'Env' }, 'Mode'] }, 'a'] }],
  [
    'a mapping whose name depends on the deployment',
    { 'Fn::Equals': [{ 'Fn::FindInMap': [{ Ref: 'AWS::Region' }, 'Top', 'Second'] }, 'a'] },
  ],
  ['a parameter without a type', equals('Untyped', 'a')],
  ['one value only', { 'Fn::Equals': { 'Fn::ImportValue': 'mode' } }],
])('evaluates both values of comparisons with %s', (_title, condition) => {
  const template = { Parameters: { ...ENVIRONMENTS.Parameters, Untyped: {} }, Conditions: { A: condition } };

  const values = findCombinations(template, ['A']).combinations.map(({ A }) => A);
  expect(values.sort()).toEqual([false, true]);
});

test('omits combinations that the rules of the template reject', () => {
  const Rules = {
    Supported: {
      Assertions: [{ Assert: { 'Fn::Contains': [['dev', 'prod'], { Ref: 'Env' }] } }],
    },
    NotProd: { RuleCondition: equals('Env', 'prod'), Assertions: [{ Assert: equals('Env', 'dev') }, null] },
    Unknown: { RuleCondition: { 'Fn::EachMemberIn': [[], []] }, Assertions: [{ Assert: equals('Env', 'x') }] },
    Empty: null,
  };

  expect(findCombinations({ ...ENVIRONMENTS, Rules }, ['IsProd', 'IsTest']).combinations).toEqual([
    { IsProd: false, IsTest: false },
  ]);
});

test.each<[string, unknown]>([
  ['not defined', undefined],
  ['of an unknown function', { 'Fn::Unknown': [] }],
  ['referring to itself', { Condition: 'A' }],
  ['containing in an unknown list', { 'Fn::Contains': [{ 'Fn::GetAZs': '' }, 'a'] }],
  ['negating nothing', { 'Fn::Not': null }],
])('omits conditions that are %s', (_title, condition) => {
  expect(findCombinations({ Conditions: condition ? { A: condition } : undefined }, ['A']).combinations).toEqual([{}]);
});

test('stops after many combinations, beginning with those that are closest to the defaults', () => {
  const names = Array.from({ length: 14 }, (_, index) => `P${index}`);
  const template = {
    Parameters: Object.fromEntries(names.map((name) => [name, { Type: 'String', Default: 'a' }])),
    Conditions: Object.fromEntries(names.map((name) => [name, equals(name, 'b')])),
  };

  const { combinations, isIncomplete } = findCombinations(template, names);
  const changes = combinations.map((values) => Object.values(values).filter((value) => value).length);
  expect(isIncomplete).toBe(true);
  expect(changes).toEqual([...changes].sort((a, b) => a - b));
  expect(changes.filter((count) => count === 1)).toHaveLength(14);
});
