import { PropertyReader } from '../../../src/validation/property-reader';

test('reads the properties of a template by path', () => {
  const reader = new PropertyReader({ Engine: 'valkey', CacheUsageLimits: { DataStorage: { Minimum: 1 } } });

  expect(reader.text('Engine')).toBe('valkey');
  expect(reader.number('CacheUsageLimits.DataStorage.Minimum')).toBe(1);
  expect(reader.name('Engine')).toBe("'Engine'");
  expect(reader.isConstruct).toBe(false);
});

test('reads the props of an L1 construct by the same paths, and names the L2 props', () => {
  const reader = new PropertyReader(
    {
      cacheUsageLimits: { ecpuPerSecond: { minimum: 1000 } },
      azMode: 'cross-az',
      authenticationMode: { Type: 'iam' },
    },
    () => ({ azMode: 'zones' }),
  );

  expect(reader.number('CacheUsageLimits.ECPUPerSecond.Minimum')).toBe(1000);
  expect(reader.text('AZMode')).toBe('cross-az');
  expect(reader.text('AuthenticationMode.Type')).toBe('iam');
  expect([reader.name('AZMode'), reader.name('Engine')]).toEqual(["'zones'", "'Engine'"]);
  expect(reader.isConstruct).toBe(true);
});

test.each([
  ['undefined', undefined, false],
  ['null', null, false],
  ['a reference', { Ref: 'X' }, true],
  ['a dynamic reference', '{{resolve:ssm:x}}', true],
  ['a text', 'x', true],
])('detects whether a property is specified: %s', (_title, value, isSpecified) => {
  expect(new PropertyReader({ Value: value }).has('Value')).toBe(isSpecified);
});

test.each([
  ['a reference', { Value: { Ref: 'X' } }, true],
  ['a text', { Value: 'x' }, false],
  ['a missing property', {}, false],
  ['null', { Value: null }, false],
])('reads nothing inside %s', (_title, values, isSpecified) => {
  const reader = new PropertyReader(values);

  expect(reader.has('Value.Inner')).toBe(isSpecified);
  expect(reader.resolved('Value.Inner')).toBeUndefined();
});

test.each([
  ['x', 'x', undefined, undefined],
  ['3', '3', 3, undefined],
  [' ', ' ', undefined, undefined],
  [3, '3', 3, undefined],
  ['true', 'true', undefined, true],
  ['false', 'false', undefined, false],
  [true, 'true', undefined, true],
  [['x'], undefined, undefined, undefined],
  [{ Ref: 'X' }, undefined, undefined, undefined],
])('converts %j as CloudFormation does', (value, text, number, flag) => {
  const reader = new PropertyReader({ Value: value });

  expect([reader.text('Value'), reader.number('Value'), reader.flag('Value')]).toEqual([text, number, flag]);
});

test.each([
  [['a'], ['a']],
  [{ 'Fn::Split': [] }, undefined],
  ['a', undefined],
])('reads lists of resolved length: %j', (value, list) => {
  expect(new PropertyReader({ Value: value }).list('Value')).toEqual(list);
});
