import { CfnDynamicReference, Token, Tokenization } from 'aws-cdk-lib/core';
import { findPlaceholderTool } from './placeholders';

/** The prefix of every token in a text or list. Searching for it is faster than `Token.isUnresolved`. */
const TOKEN_PREFIX = '{Token[';

/**
 * The placeholder values before the first lookup of `StringParameter.valueFromLookup`, `Vpc.fromLookup`, and the
 * Availability Zones of a stack. They are not validated, because an error would prevent the lookup.
 */
const LOOKUP_PLACEHOLDER = /^(dummy-value-for-|[ps]-(12345|67890)$|vpc-12345$|dummy1[a-c]$)/;

/**
 * Whether a value is available only during deployment, after a lookup, or after another tool has run: a token, a
 * CloudFormation function or dynamic reference, or a placeholder.
 */
export function isUnresolved(value: unknown): boolean {
  return typeof value === 'string' ? isUnresolvedText(value) : isIntrinsic(value) || Token.isUnresolved(value);
}

/** Whether a value is specified and can be validated. */
export function isResolved<T>(value: T | undefined | null): value is T {
  return value !== undefined && value !== null && !isUnresolved(value);
}

/** Whether two values, such as the accounts of two resources, are both resolved and different. */
export function areDifferent(a: unknown, b: unknown): boolean {
  return isResolved(a) && isResolved(b) && a !== b;
}

/** Whether a text is an element of a list that is a token. All elements of such a list have the same text. */
export function isListToken(value: unknown): boolean {
  return typeof value === 'string' && value.includes(`#${TOKEN_PREFIX}`);
}

function isUnresolvedText(text: string): boolean {
  const hasToken = text.includes(TOKEN_PREFIX) && Token.isUnresolved(text);
  return (
    hasToken || text.includes('{{resolve:') || LOOKUP_PLACEHOLDER.test(text) || findPlaceholderTool(text) !== undefined
  );
}

/** Whether a value is an object with a CloudFormation function as its only key: `Ref`, `Condition`, or `Fn::*`. */
function isIntrinsic(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return false;
  }
  const [key, ...otherKeys] = Object.keys(value);
  if (key === undefined || otherKeys.length > 0) {
    return false;
  }
  return key === 'Ref' || key === 'Condition' || key.startsWith('Fn::');
}

/** Returns the text of a dynamic reference that is a token, and any other value unchanged. */
export function resolveDynamicReference(value: unknown): unknown {
  const token = Tokenization.reverse(value, { failConcat: false });
  return token instanceof CfnDynamicReference ? token.resolve(undefined!) : value;
}

/** A token for a value that rules do not validate. It is not available, or the construct already reports an error. */
export const UNKNOWN = Token.asString({ Ref: 'Unknown' });
