import * as fc from 'fast-check';
import { isElastiCacheValidationError } from '../../../src/private/errors';
import { ENGINE_VERSIONS } from '../../../src/service-data/engine-versions';
import { findParameters } from '../../../src/service-data/parameters';
import { PROPERTY_SEED } from '../property-seed';
import { emptyStack } from '../stacks';
import { synthesize } from '../templates';
import { ElastiCacheRules, EngineVersion, ParameterGroup } from 'cdk-elasticache';

// The names of the parameters can contain quotes and spaces.
jest.unmock('../../../src/validation/evaluate-rules');
jest.unmock('../../../src/private/errors');

const versions = Object.entries(ENGINE_VERSIONS).flatMap(([engine, all]) =>
  Object.keys(all).map((version) => EngineVersion.of(engine, version)),
);

/** Mostly parameters and values of the family, and sometimes arbitrary strings. */
const parameterGroups = fc.constantFrom(...versions).chain((engineVersion) => {
  const table = [...findParameters(engineVersion.parameterGroupFamily!)!].filter(([, { modifiable }]) => modifiable);
  const validParameter = fc
    .constantFrom(...table)
    .chain(([name, { allowed = {}, default: defaultValue = '0' }]) =>
      fc.tuple(
        fc.constant(name),
        fc.constantFrom(defaultValue, ...(allowed.values ?? []), String(allowed.min ?? 0), String(allowed.max ?? 1)),
      ),
    );
  const anyParameter = fc.tuple(
    fc.oneof(fc.constantFrom(...table.map(([name]) => name)), fc.string()),
    fc.oneof(fc.string(), fc.integer().map(String)),
  );
  const parameters = fc.array(
    fc.oneof({ weight: 9, arbitrary: validParameter }, { weight: 1, arbitrary: anyParameter }),
    {
      maxLength: 3,
    },
  );
  return fc.record({
    engineVersion: fc.constant(engineVersion),
    initialParameters: parameters.map(Object.fromEntries),
    addedParameters: parameters,
  });
});

test('parameter groups either pass template validation or report their own errors', () => {
  let validGroups = 0;

  fc.assert(
    fc.property(parameterGroups, ({ engineVersion, initialParameters, addedParameters }) => {
      const stack = emptyStack();
      try {
        const group = new ParameterGroup(stack, 'Parameters', { engineVersion, parameters: initialParameters });
        for (const [name, value] of addedParameters) {
          group.addParameter(name, value);
        }
      } catch (error) {
        expect(isElastiCacheValidationError(error)).toBe(true);
        return;
      }

      let template: object;
      try {
        template = synthesize(stack).toJSON();
      } catch (error) {
        expect((error as Error).message).toContain("[Stack/Parameters] 'parameters.");
        return;
      }

      validGroups++;
      expect(ElastiCacheRules.checkTemplate(template).filter(({ severity }) => severity === 'error')).toEqual([]);
    }),
    { numRuns: 120, seed: PROPERTY_SEED },
  );

  expect(validGroups).toBeGreaterThan(30);
});
