import { ContextProvider, Stack, Token } from 'aws-cdk-lib/core';
import type { ImportCall } from './errors';
import { throwImportErrors } from './errors';
import { formatList } from './text';

/** `ContextProvider.CC_API_PROVIDER` of the cloud assembly schema, which queries the AWS Cloud Control API. */
const CC_API_PROVIDER = 'cc-api-provider';

interface LookupQuery {
  /** The CloudFormation type. */
  readonly type: string;

  /** The name of the prop that identifies the resource. */
  readonly prop: string;

  /** The identifier of the resource, as ElastiCache stores it. */
  readonly identifier: string;

  /**
   * The properties to look up, with their values until the first lookup. The CDK CLI fails if a resource does not have
   * one of these properties, so only properties that every resource has are supported.
   */
  readonly dummy: Readonly<Record<string, unknown>>;
}

/** Looks up the properties of an existing resource. The CDK CLI stores them in cdk.context.json. */
export function lookUp(call: ImportCall, query: LookupQuery): Record<string, any> {
  const { scope } = call;
  const { account, region } = Stack.of(scope);

  const errors: string[] = [];
  if (Token.isUnresolved(query.identifier)) {
    errors.push(
      `'${query.prop}' must be known at synthesis for a lookup, but got a token. Import the resource by its name or its attributes instead.`,
    );
  }
  if (Token.isUnresolved(account) || Token.isUnresolved(region)) {
    errors.push(
      `'${query.prop}' can only be looked up in a stack with an explicit account and Region. Set 'env' of the stack.`,
    );
  }
  if (errors.length > 0) {
    throwImportErrors(call, errors);
  }

  const { value } = ContextProvider.getValue(scope, {
    provider: CC_API_PROVIDER,
    props: { typeName: query.type, exactIdentifier: query.identifier, propertiesToReturn: Object.keys(query.dummy) },
    dummyValue: [query.dummy],
  });
  const properties = findProperties(value);
  const missingProperties = Object.keys(query.dummy).filter((name) => !(name in properties));
  if (missingProperties.length > 0) {
    throwImportErrors(call, [
      `'${query.prop}' has an incomplete lookup result in cdk.context.json (missing: ${formatList(missingProperties)}). ` +
        'Remove the result with "cdk context --reset <key>", and synthesize again.',
    ]);
  }
  return properties;
}

/** Returns the properties of the resource in a lookup result, or an empty object if the result has no resource. */
function findProperties(value: unknown): Record<string, any> {
  return Object(Array.isArray(value) ? value[0] : undefined);
}
