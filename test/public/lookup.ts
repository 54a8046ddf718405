import { ContextProvider } from 'aws-cdk-lib/cloud-assembly-schema';
import type { Stack } from 'aws-cdk-lib/core';
import { App, CfnWaitConditionHandle, ContextProvider as Provider, Stack as CdkStack } from 'aws-cdk-lib/core';

/** Creates a stack with an environment, which lookups require. */
export function stackInEnv(): Stack {
  return new CdkStack(new App(), 'Stack', { env: { account: '123456789012', region: 'us-east-1' } });
}

/** Adds a resource to the context, as the CDK CLI does after a lookup. */
export function addLookupResult(
  stack: Stack,
  typeName: string,
  exactIdentifier: string,
  found: Record<string, unknown>,
): void {
  const { key } = Provider.getKey(stack, {
    provider: ContextProvider.CC_API_PROVIDER,
    props: { typeName, exactIdentifier, propertiesToReturn: Object.keys(found) },
  });
  stack.node.setContext(key, [{ ...found, Identifier: exactIdentifier }]);
}

/** Finds the lookups that the app requests from the CDK CLI. */
export function findMissingContext(stack: Stack): { provider: string; props: any }[] {
  // A template must contain a resource.
  new CfnWaitConditionHandle(stack, 'Anything');
  return ((stack.node.root as App).synth().manifest.missing ?? []).map(({ provider, props }) => ({ provider, props }));
}
