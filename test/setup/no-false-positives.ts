import type { Stack } from 'aws-cdk-lib/core';

/**
 * Validates every template that a test synthesizes, unless the test calls `exemptFromRules`. An error that the app does
 * not acknowledge is a false positive of the rules, or a mistake in the test.
 */
jest.mock('aws-cdk-lib/assertions', () => {
  // Loaded on first use, so that tests without templates start faster.
  const assertions: typeof import('aws-cdk-lib/assertions') = jest.requireActual('aws-cdk-lib/assertions');
  const fromStack = assertions.Template.fromStack;

  assertions.Template.fromStack = (stack, options) => {
    const template = fromStack.call(assertions.Template, stack, options);
    if (hasCaches(template.toJSON()) && !isExempt(stack)) {
      validateTemplate(template.toJSON(), stack);
    }
    return template;
  };
  return assertions;
});

function hasCaches(template: any): boolean {
  return Object.values<any>(template.Resources ?? {}).some(({ Type }) => String(Type).startsWith('AWS::ElastiCache::'));
}

function isExempt(stack: Stack): boolean {
  return stack.node.root.node
    .findAll()
    .some(({ node }) => node.metadata.some(({ type }) => type === 'exempt from rules'));
}

function validateTemplate(template: any, stack: Stack) {
  const { ElastiCacheRules } = jest.requireActual('../../src/validation') as typeof import('../../src/validation');
  const { listContextValues, listRecordedAcknowledgements } = jest.requireActual(
    '../../src/validation/acknowledgements',
  ) as typeof import('../../src/validation/acknowledgements');
  const acknowledgedIds = [
    ...listRecordedAcknowledgements(stack.node.root.node.findAll()).map(({ id }) => id),
    ...listContextValues(stack.node.root.node.findAll()).flatMap((reasons) => Object.keys(reasons as object)),
  ];
  const errors = ElastiCacheRules.checkTemplate(template).filter(
    ({ ruleId, severity }) => severity === 'error' && !acknowledgedIds.includes(`cdk-elasticache::${ruleId}`),
  );
  if (errors.length > 0) {
    const lines = errors.map(({ logicalId, ruleId, message }) => `  - ${logicalId} ${ruleId}: ${message}`);
    throw new Error(`The rules report errors in the template of this test:\n${lines.join('\n')}`);
  }
}
