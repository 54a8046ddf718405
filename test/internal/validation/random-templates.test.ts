import * as fc from 'fast-check';
import { PROPERTIES } from '../../../src/service-data/generated/resource-properties';
import { assertProperty } from '../../public/property-test';
import { ElastiCacheRules } from 'cdk-elasticache';

test('any value of any property is checked without an exception', () => {
  const text = fc.oneof(
    fc.constantFrom('constructor', '__proto__', 'hasOwnProperty', 'Ref', 'Fn::GetAtt', 'Fn::Join', 'Fn::Sub', ''),
    fc.string(),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(text, tie('value'), { maxKeys: 2, noNullPrototype: false }),
    ),
  }));
  const resource = fc.constantFrom(...Object.keys(PROPERTIES)).chain((Type) =>
    fc.record({
      Type: fc.constant(Type),
      Properties: fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(PROPERTIES[Type])), text), value, {
        maxKeys: 8,
      }),
    }),
  );

  return assertProperty(
    fc.dictionary(text, resource, { maxKeys: 4 }),
    (Resources) => expect(Array.isArray(ElastiCacheRules.checkTemplate({ Resources }))).toBe(true),
    { numRuns: 5000 },
  );
});
