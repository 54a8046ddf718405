import { evaluate } from '../../../src/template/evaluate';

const scope = {
  values: new Map<string, unknown>([
    ['Env', 'prod'],
    ['Size', 3],
    ['Zones', ['a', 'b']],
  ]),
  mappings: { Types: { prod: { Type: 'cache.r7g.large' } } },
  getCondition: (name: string) => ({ IsProd: true, IsTest: false })[name],
};

const GET_ATT = { 'Fn::GetAtt': ['Vpc', 'VpcId'] };

describe('functions that the scope determines', () => {
  test.each<[string, unknown, unknown]>([
    ['a reference to a parameter', { Ref: 'Env' }, 'prod'],
    ['a reference to a list', { Ref: 'Zones' }, ['a', 'b']],
    ['the branch of a condition', { 'Fn::If': ['IsProd', 2, 1] }, 2],
    ['the other branch', { 'Fn::If': ['IsTest', 2, { Ref: 'Size' }] }, 3],
    ['a mapping', { 'Fn::FindInMap': ['Types', { Ref: 'Env' }, 'Type'] }, 'cache.r7g.large'],
    ['the default of a mapping', { 'Fn::FindInMap': ['Types', 'dev', 'Type', { DefaultValue: 'none' }] }, 'none'],
    ['joined texts', { 'Fn::Join': ['-', ['cache', { Ref: 'Env' }, 1, true]] }, 'cache-prod-1-true'],
    ['a joined list parameter', { 'Fn::Join': [',', { Ref: 'Zones' }] }, 'a,b'],
    ['a length', { 'Fn::Length': { Ref: 'Zones' } }, 2],
    ['a selected element', { 'Fn::Select': ['1', { Ref: 'Zones' }] }, 'b'],
    ['a selected element of a split text', { 'Fn::Select': [0, { 'Fn::Split': [',', 'x,y'] }] }, 'x'],
    ['a substituted text', { 'Fn::Sub': '${Env}-${ Size }-${!Literal}' }, 'prod-3-${Literal}'],
    ['substituted variables', { 'Fn::Sub': ['${A}${Env}', { A: { Ref: 'Size' } }] }, '3prod'],
    ['a variable that hides a parameter', { 'Fn::Sub': ['${Env}', { Env: 'own' }] }, 'own'],
    ['a text in JSON', { 'Fn::ToJsonString': { a: [{ Ref: 'Size' }] } }, '{"a":[3]}'],
  ])('%s', (_title, value, expected) => {
    expect(evaluate(value, scope)).toEqual(expected);
  });

  test('are evaluated at any depth', () => {
    const value = { A: [{ B: { Ref: 'Env' } }], C: 1, D: null };

    expect(evaluate(value, scope)).toEqual({ A: [{ B: 'prod' }], C: 1, D: null });
  });
});

describe('AWS::NoValue', () => {
  const NO_VALUE = { Ref: 'AWS::NoValue' };

  test('removes properties and elements', () => {
    const value = {
      A: NO_VALUE,
      B: [1, { 'Fn::If': ['IsProd', NO_VALUE, 2] }],
      C: { 'Fn::If': ['IsTest', 1, NO_VALUE] },
    };

    expect(evaluate(value, scope)).toEqual({ B: [1] });
  });
});

describe('functions that the scope does not determine', () => {
  test.each<[string, unknown, unknown]>([
    ['an attribute', GET_ATT, GET_ATT],
    ['a reference to a resource', { Ref: 'Vpc' }, { Ref: 'Vpc' }],
    ['an unknown condition', { 'Fn::If': ['Other', { Ref: 'Env' }, 1] }, { 'Fn::If': ['Other', 'prod', 1] }],
    ['a missing mapping', { 'Fn::FindInMap': ['Types', 'dev', 'Type'] }, { 'Fn::FindInMap': ['Types', 'dev', 'Type'] }],
    [
      'an unknown key',
      { 'Fn::FindInMap': ['Types', GET_ATT, 'Type'] },
      { 'Fn::FindInMap': ['Types', GET_ATT, 'Type'] },
    ],
    ['a joined attribute', { 'Fn::Join': ['-', [{ Ref: 'Env' }, GET_ATT]] }, { 'Fn::Join': ['-', ['prod', GET_ATT]] }],
    ['a dynamic reference', { 'Fn::Join': ['', ['{{resolve:ssm:a}}']] }, { 'Fn::Join': ['', ['{{resolve:ssm:a}}']] }],
    ['an unknown list', { 'Fn::Select': [0, GET_ATT] }, { 'Fn::Select': [0, GET_ATT] }],
    ['the length of an unknown list', { 'Fn::Length': GET_ATT }, { 'Fn::Length': GET_ATT }],
    ['an unknown text', { 'Fn::Split': [',', GET_ATT] }, { 'Fn::Split': [',', GET_ATT] }],
    ['an object with an attribute', { 'Fn::ToJsonString': { a: GET_ATT } }, { 'Fn::ToJsonString': { a: GET_ATT } }],
    ['an unknown function', { 'Fn::Cidr': [{ Ref: 'Env' }, 1] }, { 'Fn::Cidr': ['prod', 1] }],
    ['a partly substituted text', { 'Fn::Sub': '${Env}-${Vpc}-${!X}' }, { 'Fn::Sub': 'prod-${Vpc}-${!X}' }],
    [
      'a text with an unknown variable',
      { 'Fn::Sub': ['${A}-${B}', { A: GET_ATT, B: '${x}' }] },
      { 'Fn::Sub': ['${A}-${!x}', { A: GET_ATT }] },
    ],
  ])('%s', (_title, value, expected) => {
    expect(evaluate(value, scope)).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ['a join without a list', { 'Fn::Join': ['-', 'text'] }],
    ['a join without a delimiter', { 'Fn::Join': [null, ['a']] }],
    ['a selection without a number', { 'Fn::Select': ['first', ['a']] }],
    ['a split by an empty text', { 'Fn::Split': ['', 'a'] }],
    ['a substitution of a list', { 'Fn::Sub': [['a']] }],
    ['a function without an argument', { 'Fn::If': null }],
    ['a reference to an object', { Ref: { Fn: 'x' } }],
  ])('stay unchanged if they are invalid: %s', (_title, value) => {
    expect(evaluate(value, scope)).toEqual(value);
  });
});
