import { Token } from 'aws-cdk-lib/core';

/**
 * Whether CloudFormation or CDK gives this value only later: an unresolved token, an intrinsic or dynamic reference of
 * a finished template, or what stands for the answer of a look-up until the CLI has asked.
 */
export function isUnresolved(value: unknown): boolean {
  return typeof value === 'string'
    ? value.includes('{{resolve:') || (value.includes(TOKEN) && Token.isUnresolved(value)) || PLACEHOLDER.test(value)
    : isIntrinsic(value) || Token.isUnresolved(value);
}

/**
 * What `StringParameter.valueFromLookup` and the subnets of `Vpc.fromLookup` are in the first synthesis. An error there
 * would keep the CLI from asking.
 */
const PLACEHOLDER = /^(dummy-value-for-|[ps]-(12345|67890)$)/;

/** How a token in a text begins: most texts hold none, and looking for it is cheaper than reading them as tokens. */
const TOKEN = '${Token[';

/** Whether this value is here and can be judged. */
export function isResolved<T>(value: T | undefined | null): value is T {
  return value !== undefined && value !== null && !isUnresolved(value);
}

/** `{ "Ref": … }`, `{ "Fn::…": … }`, `{ "Condition": … }`: an object whose only key is a CloudFormation function. */
function isIntrinsic(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0] === 'Condition' || keys[0].startsWith('Fn::'));
}
