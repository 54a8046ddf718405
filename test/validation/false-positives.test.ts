import { Template } from 'aws-cdk-lib/assertions';
import { CfnWaitConditionHandle } from 'aws-cdk-lib/core';
import * as library from '../../src';
import { PROGRAMS } from '../compat/programs';
import { annotationsOf, emptyStack } from '../util';

/** The programs of the alpha package's README, of which some are refused by AWS, as their error annotations tell. */
test.each(Object.keys(PROGRAMS))('the program of "%s" has no errors but those that it is told of', (name) => {
  const stack = emptyStack('MyStack');
  new CfnWaitConditionHandle(stack, 'Something'); // some programs only import
  PROGRAMS[name](library, stack);
  const isTold = annotationsOf(stack, 'error').length > 0;

  const errors = library.ElastiCacheRules.checkTemplate(Template.fromStack(stack).toJSON()).filter(
    ({ severity }) => severity === 'error',
  );

  expect(errors.length > 0).toBe(isTold);
});
