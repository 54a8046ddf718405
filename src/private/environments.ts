import { Stack, Token } from 'aws-cdk-lib/core';
import type { IEnvironmentAware } from 'aws-cdk-lib/interfaces';
import type { IConstruct } from 'constructs';
import { findTopLevelStack } from './stacks';
import { isResolved } from './tokens';

/** The parts of an environment, with their names in messages. */
const PARTS = { region: 'Region', account: 'account' } as const;

type EnvironmentPart = keyof typeof PARTS;

/** Finds the resolved Region and account of a resource that differ from those of a construct's stack. */
export function findForeignEnvironment(
  { env }: IEnvironmentAware,
  scope: IConstruct,
): Partial<Record<EnvironmentPart, string>> {
  const stack = Stack.of(scope);
  return {
    region: Token.isUnresolved(env.region) || env.region === stack.region ? undefined : env.region,
    account: Token.isUnresolved(env.account) || env.account === stack.account ? undefined : env.account,
  };
}

/**
 * Whether two stacks are known to be in the same account and Region. A nested stack is in the environment of its
 * parent. Environments with unresolved values can differ.
 */
export function areInSameEnvironment(a: Stack, b: Stack): boolean {
  const [first, second] = [findTopLevelStack(a), findTopLevelStack(b)];
  const isSame = areEqual(first.account, second.account) && areEqual(first.region, second.region);
  return first === second || isSame;
}

/** Whether two values are resolved and equal. */
function areEqual(a: string, b: string): boolean {
  return isResolved(a) && a === b;
}

interface EnvironmentRequirement {
  /** The method or class that has the requirement. */
  readonly name: string;
  /** The noun for the resource in messages. */
  readonly noun: string;
  /**
   * The parts of the environment that must match the stack.
   *
   * @default - the Region and the account
   */
  readonly parts?: readonly EnvironmentPart[];
  /** The reason, without a period. */
  readonly reason: string;
}

/** Validates that a resource is in the Region and account of a construct's stack. Skips unresolved values. */
export function validateEnvironment(
  resource: IEnvironmentAware,
  scope: IConstruct,
  { name, noun, reason, parts = ['region', 'account'] }: EnvironmentRequirement,
): string[] {
  const stack = Stack.of(scope);
  const foreign = findForeignEnvironment(resource, scope);
  return parts
    .filter((part) => foreign[part] !== undefined && !Token.isUnresolved(stack[part]))
    .map(
      (part) =>
        `'${name}' requires a ${noun} in the ${PARTS[part]} of the stack (${stack[part]}), because ${reason}, ` +
        `but got ${foreign[part]}. Use a stack in ${PARTS[part]} ${foreign[part]}.`,
    );
}

/**
 * Validates that a secret is in the Region of a construct's stack, if both Regions are resolved. The account can
 * differ.
 *
 * @param prop the prop with the secret
 */
export function validateSecretRegion(prop: string, secret: IEnvironmentAware, scope: IConstruct): string[] {
  const { region } = Stack.of(scope);
  const { region: secretRegion } = findForeignEnvironment(secret, scope);
  return secretRegion !== undefined && !Token.isUnresolved(region)
    ? [
        `'${prop}' must use a secret in the Region of the stack (${region}), because CloudFormation reads secrets in the Region of the stack, but got ${secretRegion}. Replicate the secret to ${region}, and use the replica.`,
      ]
    : [];
}

/**
 * Validates that a key is in the Region of a construct's stack, if both Regions are resolved. The account can differ,
 * because AWS services accept keys of other accounts.
 *
 * @param prop the prop with the key
 * @param reason the reason, without a period
 */
export function validateKeyRegion(prop: string, key: IEnvironmentAware, scope: IConstruct, reason: string): string[] {
  const { region } = Stack.of(scope);
  const { region: keyRegion } = findForeignEnvironment(key, scope);
  return keyRegion !== undefined && !Token.isUnresolved(region)
    ? [
        `'${prop}' must use an encryption key in the Region of the stack (${region}), because ${reason}, but got ${keyRegion}. Use a key in ${region}.`,
      ]
    : [];
}
