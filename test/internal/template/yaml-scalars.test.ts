import { resolvePlainScalar } from '../../../src/template/yaml-scalars';

test.each<readonly [string, unknown]>([
  ...['yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map((text) => [text, true] as const),
  ...['no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map((text) => [text, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((text) => [text, null] as const),
  ['0', 0],
  ['-0', 0],
  ['+5', 5],
  ['-5', -5],
  ['6379', 6379],
  ['1_000', 1000],
  ['00', 0],
  ['0777', 511],
  ['0_7', 7],
  ['065115117704', 7133765572],
  ['0b101', 5],
  ['0x1F', 31],
  ['-0x1F', -31],
  ['1:30', 90],
  ['-1:30', -90],
  ['22:30', 1350],
  ['190:20:30', 685230],
  ['7.1', 7.1],
  ['-0.5', -0.5],
])('reads %j as the value %p', (text, value) => {
  expect(resolvePlainScalar(text)).toBe(value);
});

test.each([
  // Letters and other cases, which are no Booleans in PyYAML
  ...['y', 'Y', 'n', 'N', 'yEs', 'oN', 'nUll'],
  // Numbers whose text differs from the number
  ...['8.0', '7.10', '-1.50', '5.', '1e3', '1.5e+3', '.5', '.inf', '12345678901234567890'],
  // Texts that are similar to numbers
  ...['5.0.6', '08', '012345678901', '05:00', '1:60', '0b', '0x', '0o777', '-', '_1', '6.x', 'NaN', 'Infinity'],
  // Timestamps
  ...['2010-09-09', '2010-09-09T00:00:00Z'],
])('reads %j as text', (text) => {
  expect(resolvePlainScalar(text)).toBe(text);
});
