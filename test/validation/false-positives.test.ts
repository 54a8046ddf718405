import { Template } from 'aws-cdk-lib/assertions';
import { CfnWaitConditionHandle } from 'aws-cdk-lib/core';
import * as library from '../../src';
import { PROGRAMS } from '../compat/programs';
import { annotationsOf, emptyStack } from '../util';

// AWS rejects some programs of the alpha package's README. The constructs report these as error annotations.
test.each(Object.keys(PROGRAMS))('reports errors for the template of "%s" only if its constructs do', (name) => {
  const stack = emptyStack('MyStack');
  // Some programs only import resources, and a template must not be empty.
  new CfnWaitConditionHandle(stack, 'Something');
  PROGRAMS[name](library, stack);
  const hasErrorAnnotations = annotationsOf(stack, 'error').length > 0;

  const errors = library.ElastiCacheRules.checkTemplate(Template.fromStack(stack).toJSON()).filter(
    ({ severity }) => severity === 'error',
  );

  expect(errors.length > 0).toBe(hasErrorAnnotations);
});
