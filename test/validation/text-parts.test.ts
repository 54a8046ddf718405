import { parseTextParts } from '../../src/validation/text-parts';

test.each([
  ['text', ['text']],
  [7, undefined],
  [null, undefined],
  [{ Ref: 'A', Other: 1 }, undefined],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'B' }]] }, ['a-', { logicalId: 'B' }]],
  [{ 'Fn::Join': ['-', { Ref: 'List' }] }, undefined],
  [{ 'Fn::Join': ['-', ['a', { 'Fn::ImportValue': 'b' }]] }, undefined],
  [
    { 'Fn::Sub': 'a-${B}-${C.Arn}$d${!E}' },
    ['a-', { logicalId: 'B' }, '-', { logicalId: 'C', attribute: 'Arn' }, '$d${E}'],
  ],
  [{ 'Fn::Sub': ['${A}${B}', { A: 'x', B: { 'Fn::ImportValue': 'b' } }] }, undefined],
  [{ 'Fn::Sub': ['${A}b'] }, [{ logicalId: 'A' }, 'b']],
  [{ 'Fn::Sub': { Ref: 'A' } }, undefined],
])('parses %j', (value, parts) => {
  expect(parseTextParts(value)).toEqual(parts);
});
