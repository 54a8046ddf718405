import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { EngineVersion, ParameterGroup } from 'cdk-elasticache';

test.each([
  ['a warning', EngineVersion.VALKEY_8_0, 1],
  ['no warning', EngineVersion.VALKEY_8_1, 0],
])('a parameter that requires Valkey 8.1 causes %s with %s', (_, engineVersion, count) => {
  const stack = new Stack();
  new ParameterGroup(stack, 'Parameters', { engineVersion, parameters: { 'commandlog-request-larger-than': '1000' } });

  const warnings = Annotations.fromStack(stack).findWarning(
    '*',
    Match.stringLikeRegexp('requires version 8.1 or later'),
  );

  expect(warnings).toHaveLength(count);
});
