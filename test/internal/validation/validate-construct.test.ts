import { CfnResource, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { Rule } from '../../../src/validation/rule';
import { crossResourceRule, deferredRule, rule } from '../../../src/validation/rule-builders';
import * as ruleSets from '../../../src/validation/rule-sets';
import { validateProperties } from '../../../src/validation/validate-construct';
import { annotationsOf } from '../../public/messages';
import { emptyStack } from '../../public/stacks';

const METADATA = { id: 'Thing.Rule', property: 'Value', see: 'https://docs.aws.amazon.com' };

class Thing extends Construct {}

beforeEach(() => {
  jest
    .spyOn(ruleSets, 'getRuleSet')
    .mockReturnValue([
      rule({ ...METADATA, id: 'Thing.One' }, 'one', () => "'one' is wrong."),
      rule({ ...METADATA, id: 'Thing.Advice', severity: 'warning' }, 'advice', () => "'advice' should be different."),
      rule({ ...METADATA, id: 'Thing.Fine' }, 'fine', () => undefined),
    ]);
});
afterEach(() => {
  jest.restoreAllMocks();
});

test('throws the errors of the construct and of the rules together', () => {
  const thing = new Thing(emptyStack(), 'Thing');

  expect(() => validateProperties(thing, 'Thing', {}, { errors: ["'two' is wrong."] })).toThrow(
    "Cannot create Thing 'Stack/Thing':\n  - 'two' is wrong.\n  - 'one' is wrong. [cdk-elasticache::Thing.One]",
  );
});

test('annotates warnings and acknowledged errors', () => {
  const stack = emptyStack();
  const thing = new Thing(stack, 'Thing');
  // The newest aws-cdk-lib rejects empty templates.
  new CfnResource(thing, 'Resource', { type: 'AWS::SNS::Topic' });
  Validations.of(stack).acknowledge({ id: 'cdk-elasticache::Thing.One', reason: 'AWS accepts it' });

  validateProperties(thing, 'Thing', {}, {});

  expect(annotationsOf(stack, 'error')).toEqual([]);
  expect(annotationsOf(stack, 'warning')).toEqual([
    "'one' is wrong. (cdk-elasticache::Thing.One is acknowledged: AWS accepts it) [ack: cdk-elasticache::Thing.One.acknowledged]",
    "'advice' should be different. [ack: cdk-elasticache::Thing.Advice]",
  ]);
});

test('evaluates rules that read other resources again at synthesis', () => {
  const values = ["'value' is wrong.", undefined];
  const changing = crossResourceRule({ ...METADATA, id: 'Thing.Other' }, 'other', () => values.pop());
  jest.spyOn(ruleSets, 'getRuleSet').mockReturnValue([changing, rule(METADATA, 'own', () => undefined)]);
  const thing = new Thing(emptyStack(), 'Thing');

  validateProperties(thing, 'Thing', {}, {});

  expect(thing.node.validate()).toEqual(["'value' is wrong. [cdk-elasticache::Thing.Other]"]);
});

describe('deferred rules', () => {
  const mockRules = (...others: Rule[]) =>
    jest.spyOn(ruleSets, 'getRuleSet').mockReturnValue([
      ...others,
      deferredRule({ ...METADATA, id: 'Thing.Late' }, 'late', () => "'late' is wrong."),
      {
        ...deferredRule({ ...METADATA, id: 'Thing.Missing' }, 'missing', () => "'missing' is wrong."),
        canBeSatisfiedLater: true,
      },
    ]);

  test('are evaluated at synthesis', () => {
    mockRules();
    const thing = new Thing(emptyStack(), 'Thing');

    validateProperties(thing, 'Thing', {}, {});

    expect(thing.node.validate()).toEqual([
      "'late' is wrong. [cdk-elasticache::Thing.Late]",
      "'missing' is wrong. [cdk-elasticache::Thing.Missing]",
    ]);
  });

  test('are reported by a constructor that fails with other errors, unless they can be satisfied later', () => {
    mockRules(rule({ ...METADATA, id: 'Thing.One' }, 'one', () => "'one' is wrong."));
    const thing = new Thing(emptyStack(), 'Thing');

    expect(() => validateProperties(thing, 'Thing', {}, {})).toThrow(
      /:\n {2}- 'one' is wrong\. \[.*\]\n {2}- 'late' is wrong\. \[cdk-elasticache::Thing\.Late\]$/,
    );
  });
});
