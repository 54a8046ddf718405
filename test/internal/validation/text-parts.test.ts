import { parseTextParts, readLiteralText } from '../../../src/validation/text-parts';

test.each([
  ['text', ['text']],
  [7, undefined],
  [null, undefined],
  [{ Ref: 'A', Other: 1 }, undefined],
  [{ Ref: { toString: 1 } }, undefined],
  [{ 'Fn::GetAtt': [{ toString: 1 }] }, undefined],
  [{ 'Fn::GetAtt': 'A.Arn' }, [{ logicalId: 'A', attribute: 'Arn' }]],
  [{ 'Fn::Join': [{ toString: 1 }, ['a', 'b']] }, undefined],
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

test.each([
  [{ 'Fn::Join': ['', ['arn:aws:s3:::', { Ref: 'Bucket' }, '/dump.rdb']] }, 'arn:aws:s3:::/dump.rdb'],
  ['${Token[Bucket.1]}/dump.rdb', '/dump.rdb'],
  [{ 'Fn::ImportValue': 'dump' }, ''],
])('reads the literal parts of %j', (value, text) => {
  expect(readLiteralText(value)).toBe(text);
});

test('does not parse variables that multiply', () => {
  const nest = (depth: number): object =>
    depth === 0 ? { Ref: 'A' } : { 'Fn::Sub': ['${B}${B}', { B: nest(depth - 1) }] };

  expect(parseTextParts(nest(3))).toHaveLength(8);
  expect(parseTextParts(nest(60))).toBeUndefined();
});
