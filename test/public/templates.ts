import { Template } from 'aws-cdk-lib/assertions';
import type { Stack } from 'aws-cdk-lib/core';
import { ElastiCacheRules, FindingSeverity } from 'cdk-elasticache';

/**
 * Synthesizes the template of a stack, and validates it with the rules.
 *
 * @throws an error for errors of the rules, which are either false positives or mistakes in the test
 */
export function synthesize(stack: Stack): Template {
  const template = Template.fromStack(stack);
  const errors = ElastiCacheRules.checkTemplate(template.toJSON()).filter(
    ({ severity }) => severity === FindingSeverity.ERROR,
  );
  if (errors.length > 0) {
    const lines = errors.map(({ logicalId, ruleId, message }) => `  - ${logicalId} ${ruleId}: ${message}`);
    throw new Error(`The rules report errors in the template of this test:\n${lines.join('\n')}`);
  }
  return template;
}

/** Synthesizes the template of a stack that breaks a rule on purpose, for example because the app acknowledges it. */
export function synthesizeInvalid(stack: Stack): Template {
  return Template.fromStack(stack);
}

/** Finds the properties of the only resource of a type. */
export function propertiesOf(stack: Stack, type: string): any {
  const found = Object.values(synthesize(stack).findResources(type));
  expect(found).toHaveLength(1);
  return found[0].Properties;
}

/** Finds the names of the properties that differ between two versions of a resource. */
export function findChangedProperties(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).sort();
}
