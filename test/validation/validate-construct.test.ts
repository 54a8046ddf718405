import { CfnResource } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { rule } from '../../src/validation/rule-builders';
import * as ruleSets from '../../src/validation/rule-sets';
import { validateProperties } from '../../src/validation/validate-construct';
import { annotationsOf, emptyStack } from '../util';

const METADATA = { id: 'Thing.Rule', property: 'Value', see: 'https://docs.aws.amazon.com' };

class Thing extends Construct {}

beforeEach(() => {
  jest
    .spyOn(ruleSets, 'getRuleSet')
    .mockReturnValue([
      rule({ ...METADATA, id: 'Thing.One' }, 'one', () => 'one is wrong'),
      rule({ ...METADATA, id: 'Thing.Advice', severity: 'warning' }, 'advice', () => 'think again'),
      rule({ ...METADATA, id: 'Thing.Fine' }, 'fine', () => undefined),
    ]);
});
afterEach(() => {
  jest.restoreAllMocks();
});

test('throws the errors of the construct and of the rules together', () => {
  const thing = new Thing(emptyStack(), 'Thing');

  expect(() => validateProperties(thing, 'Thing', {}, { errors: ['two is wrong'] })).toThrow(
    "Thing 'Stack/Thing' cannot be built:\n  - two is wrong\n  - one is wrong",
  );
});

test('annotates warnings, and errors that must not stop the synthesis', () => {
  const stack = emptyStack();
  const thing = new Thing(stack, 'Thing');
  // The newest aws-cdk-lib rejects empty templates.
  new CfnResource(thing, 'Resource', { type: 'AWS::SNS::Topic' });

  validateProperties(thing, 'Thing', {}, { annotatedRules: ['Thing.One'] });

  expect(annotationsOf(stack, 'error')).toEqual(['one is wrong']);
  expect(annotationsOf(stack, 'warning')).toEqual(['think again [ack: cdk-elasticache:Thing.Advice]']);
});
