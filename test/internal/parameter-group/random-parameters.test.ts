import * as fc from 'fast-check';
import { findParameters } from '../../../src/service-data/parameters';
import { assertProperty, mixUnusual } from '../../public/property-test';
import { emptyStack } from '../../public/stacks';
import { synthesize } from '../../public/templates';
import { ElastiCacheErrors, EngineVersion, ParameterGroup } from 'cdk-elasticache';

/** All versions that the library knows. */
const versions = Object.values(EngineVersion).filter((value) => value instanceof EngineVersion);

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
  const parameters = fc.array(mixUnusual(20)(validParameter, anyParameter), { maxLength: 3 });
  return fc.record({
    engineVersion: fc.constant(engineVersion),
    initialParameters: parameters.map(Object.fromEntries),
    addedParameters: parameters,
  });
});

test('parameter groups either pass template validation or report their own errors', () =>
  assertProperty(
    parameterGroups,
    ({ engineVersion, initialParameters, addedParameters }) => {
      const stack = emptyStack();
      try {
        const group = new ParameterGroup(stack, 'Parameters', { engineVersion, parameters: initialParameters });
        for (const [name, value] of addedParameters) {
          group.addParameter(name, value);
        }
      } catch (error) {
        expect(ElastiCacheErrors.isValidationError(error)).toBe(true);
        return 'rejected';
      }

      try {
        synthesize(stack);
      } catch (error) {
        expect((error as Error).message).toContain("[Stack/Parameters] 'parameters.");
        return 'rejected';
      }
      return 'accepted';
    },
    { numRuns: 120, coversRejected: true },
  ));
