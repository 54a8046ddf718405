import type { Stack } from 'aws-cdk-lib/core';
import { CfnWaitConditionHandle } from 'aws-cdk-lib/core';
import { PROGRAMS } from '../compat/programs';
import { annotationsOf } from '../messages';
import { emptyStack } from '../stacks';
import { synthesizeInvalid } from '../templates';
import * as library from 'cdk-elasticache';

// AWS rejects this program of the alpha package's README, and so do the constructs.
const REJECTING_RULES: Readonly<Record<string, readonly string[]>> = {
  'a user with the reserved id in a Valkey group': ['User.IdReserved', 'UserGroup.NoPasswordUserInValkeyGroup'],
};

/** Creates the template of a program whose constructs turn the errors of the acknowledged rules into warnings. */
function createTemplate(name: string, acknowledgedRules: readonly string[]): { stack: Stack; template: object } {
  const stack = emptyStack('MyStack');
  stack.node.setContext(
    'cdk-elasticache:acknowledgements',
    Object.fromEntries(acknowledgedRules.map((rule) => [`cdk-elasticache::${rule}`, 'the template is needed'])),
  );
  // Some programs only import resources, and a template must not be empty.
  new CfnWaitConditionHandle(stack, 'Something');
  PROGRAMS[name](library, stack);
  return { stack, template: synthesizeInvalid(stack).toJSON() };
}

test.each(Object.keys(PROGRAMS))('reports errors for the template of "%s" only if its constructs do', (name) => {
  const rejectingRules = REJECTING_RULES[name] ?? [];

  const { stack, template } = createTemplate(name, rejectingRules);

  const errors = library.ElastiCacheRules.checkTemplate(template).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ ruleId }) => ruleId).sort()).toEqual(rejectingRules);
  expect(annotationsOf(stack, 'error')).toEqual([]);
});

test.each(
  Object.entries(REJECTING_RULES).flatMap(([name, rules]) => rules.map((rule): [string, string] => [name, rule])),
)('the constructs of "%s" fail by the rule %s', (name, rule) => {
  const otherRules = REJECTING_RULES[name].filter((other) => other !== rule);

  expect(() => createTemplate(name, otherRules)).toThrow(`[cdk-elasticache::${rule}]`);
});
