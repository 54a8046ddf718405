import { ContextProvider } from 'aws-cdk-lib/cloud-assembly-schema';
import type { Stack } from 'aws-cdk-lib/core';
import { App, CfnWaitConditionHandle, ContextProvider as Provider, Stack as CdkStack } from 'aws-cdk-lib/core';

/** A stack in an environment, as lookups need it. */
export function stackInEnv(): Stack {
  return new CdkStack(new App(), 'Stack', { env: { account: '123456789012', region: 'us-east-1' } });
}

/** Lets a stack find a resource as if the CDK CLI had looked it up and kept it in cdk.context.json. */
export function remember(
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

/** What the app asks the CDK CLI to look up. */
export function missingOf(stack: Stack): { provider: string; props: any }[] {
  new CfnWaitConditionHandle(stack, 'Anything'); // CloudFormation wants a template to have a resource
  return ((stack.node.root as App).synth().manifest.missing ?? []).map(({ provider, props }) => ({ provider, props }));
}
