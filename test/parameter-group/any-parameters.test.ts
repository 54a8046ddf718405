import { Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { ElastiCacheRules, EngineVersion, ParameterGroup } from '../../src';
import { ConfigurationError } from '../../src/private/errors';
import { ENGINE_VERSIONS } from '../../src/service-data/engine-versions';
import { findParameters } from '../../src/service-data/parameters';
import { emptyStack } from '../util';

const versions = Object.entries(ENGINE_VERSIONS).flatMap(([engine, all]) =>
  Object.keys(all).map((version) => EngineVersion.of(engine, version)),
);

/** Mostly parameters of the family with a value that some parameter has, and sometimes anything. */
const given = fc.constantFrom(...versions).chain((engineVersion) => {
  const table = [...findParameters(engineVersion.parameterGroupFamily!)!].filter(([, { modifiable }]) => modifiable);
  const usual = fc
    .constantFrom(...table)
    .chain(([name, { allowed = {}, default: standard = '0' }]) =>
      fc.tuple(
        fc.constant(name),
        fc.constantFrom(standard, ...(allowed.values ?? []), String(allowed.min ?? 0), String(allowed.max ?? 1)),
      ),
    );
  const any = fc.tuple(
    fc.oneof(fc.constantFrom(...table.map(([name]) => name)), fc.string()),
    fc.oneof(fc.string(), fc.integer().map(String)),
  );
  const parameters = fc.array(fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: any }), {
    maxLength: 3,
  });
  return fc.record({
    engineVersion: fc.constant(engineVersion),
    first: parameters.map(Object.fromEntries),
    later: parameters,
  });
});

test('whatever a parameter group takes passes the check of templates, and what it refuses it refuses in its own words', () => {
  let taken = 0;
  fc.assert(
    fc.property(given, ({ engineVersion, first, later }) => {
      const stack = emptyStack();
      try {
        const group = new ParameterGroup(stack, 'Parameters', { engineVersion, parameters: first });
        for (const [name, value] of later) {
          group.addParameter(name, value);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigurationError);
        return;
      }
      let template: object;
      try {
        template = Template.fromStack(stack).toJSON();
      } catch (error) {
        expect((error as Error).message).toContain("[Stack/Parameters] 'parameters.");
        return;
      }
      taken++;
      expect(ElastiCacheRules.checkTemplate(template).filter(({ severity }) => severity === 'error')).toEqual([]);
    }),
    { numRuns: 120 },
  );

  expect(taken).toBeGreaterThan(30);
});
