/**
 * Every template that a test makes of a stack is judged by the rules, unless the constructs have told errors of their
 * own: an error then is a false alarm of the rules, or a fault of the test. `notJudgedByRules` of `test/util.ts`
 * exempts a stack.
 */
jest.mock('aws-cdk-lib/assertions', () => {
  // asked for by the first test that has a template, so that the others do not pay
  const assertions: typeof import('aws-cdk-lib/assertions') = jest.requireActual('aws-cdk-lib/assertions');
  const fromStack = assertions.Template.fromStack;

  assertions.Template.fromStack = (stack, options) => {
    const template = fromStack.call(assertions.Template, stack, options);
    const hasCaches = Object.values(template.toJSON().Resources ?? {}).some((resource: any) =>
      String(resource.Type).startsWith('AWS::ElastiCache::'),
    );
    const isTold = () =>
      stack.node.root.node
        .findAll()
        .some(({ node }) =>
          node.metadata.some(({ type }) => type === 'aws:cdk:error' || type === 'not judged by rules'),
        );
    if (hasCaches && !isTold()) {
      const { ElastiCacheRules } = jest.requireActual('../../src/validation') as typeof import('../../src/validation');
      const errors = ElastiCacheRules.checkTemplate(template.toJSON()).filter(({ severity }) => severity === 'error');
      if (errors.length > 0) {
        throw new Error(
          `The rules refuse what the test makes:\n${errors.map(({ logicalId, ruleId, message }) => `  - ${logicalId} ${ruleId}: ${message}`).join('\n')}`,
        );
      }
    }
    return template;
  };
  return assertions;
});
