import { ContextProvider, Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { throwValidationErrors } from './errors';

/**
 * The provider of the CDK CLI that asks AWS Cloud Control: `ContextProvider.CC_API_PROVIDER` of the cloud assembly
 * schema.
 */
const CC_API_PROVIDER = 'cc-api-provider';

/** What is looked for. */
interface Query {
  /** The CloudFormation type. */
  readonly type: string;

  /** The user's name of the prop that names the resource. */
  readonly prop: string;

  /** The resource's identifier, as the service stores it. */
  readonly identifier: string;

  /**
   * The properties to ask for, each with what it is while the CLI has not looked yet. A property that the resource does
   * not have makes the CLI fail: only those that every resource has can be asked for.
   */
  readonly dummy: Readonly<Record<string, unknown>>;
}

/**
 * The properties of a resource that exists, as the CDK CLI found them and keeps them in cdk.context.json; dummies
 * before it has looked.
 */
export function lookUp(scope: Construct, query: Query): Record<string, any> {
  const { account, region } = Stack.of(scope);
  const faults = [
    ...(Token.isUnresolved(query.identifier)
      ? [
          `'${query.prop}' must be known at synthesis, when it is looked up, got a token; import the resource by its name or its attributes`,
        ]
      : []),
    ...(Token.isUnresolved(account) || Token.isUnresolved(region)
      ? [
          `'${query.prop}' can be looked up in a stack with an account and a region, got one without; give the stack 'env'`,
        ]
      : []),
  ];
  if (faults.length > 0) {
    throwValidationErrors(scope, faults);
  }
  const { value } = ContextProvider.getValue(scope, {
    provider: CC_API_PROVIDER,
    props: { typeName: query.type, exactIdentifier: query.identifier, propertiesToReturn: Object.keys(query.dummy) },
    dummyValue: [query.dummy],
  });
  return value[0];
}
