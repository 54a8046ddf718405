import { ContextProvider, Stack, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { throwValidationErrors } from './errors';

/** The value of `ContextProvider.CC_API_PROVIDER` in the cloud assembly schema: AWS Cloud Control. */
const CC_API_PROVIDER = 'cc-api-provider';

interface LookupQuery {
  /** The CloudFormation type. */
  readonly type: string;

  /** The name of the user's prop that identifies the resource. */
  readonly prop: string;

  /** The identifier of the resource, as ElastiCache stores it. */
  readonly identifier: string;

  /**
   * The properties to return, each with its value before the first lookup. The CLI fails on a property that the
   * resource does not have, so this contains only properties that every resource has.
   */
  readonly dummy: Readonly<Record<string, unknown>>;
}

/** Looks up the properties of an existing resource, which the CDK CLI stores in cdk.context.json. */
export function lookUp(scope: Construct, query: LookupQuery): Record<string, any> {
  const { account, region } = Stack.of(scope);

  const errors: string[] = [];
  if (Token.isUnresolved(query.identifier)) {
    errors.push(
      `'${query.prop}' must be known at synthesis, when it is looked up, got a token; import the resource by its name or its attributes`,
    );
  }
  if (Token.isUnresolved(account) || Token.isUnresolved(region)) {
    errors.push(
      `'${query.prop}' can be looked up in a stack with an account and a region, got one without; give the stack 'env'`,
    );
  }
  if (errors.length > 0) {
    throwValidationErrors(scope, errors);
  }

  const { value } = ContextProvider.getValue(scope, {
    provider: CC_API_PROVIDER,
    props: { typeName: query.type, exactIdentifier: query.identifier, propertiesToReturn: Object.keys(query.dummy) },
    dummyValue: [query.dummy],
  });
  return value[0];
}
