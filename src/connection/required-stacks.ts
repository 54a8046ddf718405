import type { CfnResource } from 'aws-cdk-lib/core';
import { Lazy, Token } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { ConnectionTarget } from './connection-target';
import type { Login } from './login';
import { findL1, isCreated } from '../private/constructs';
import {
  findReferencedConstructs,
  findRequiredResources,
  findSeparateStack,
  getConstructPath,
  isInStack,
} from '../private/stacks';

const ENDPOINT = 'the endpoint of the cache';

/** Rejects a client in a stack whose resources the cache requires, because the client refers to the cache. */
export function validateStack(cache: IConstruct, login: Login, target: IConstruct, client: ConnectionTarget): string[] {
  // A service and its task definition can be in different stacks.
  for (const construct of [target, ...(client.environment ? [client.environment.client] : [])]) {
    const resource = findResourceForCache(cache, construct);
    const requirement = resource && findRequirement(cache, login, construct, client);
    if (requirement) {
      return [renderError(construct, requirement, resource)];
    }
  }
  return [];
}

/**
 * Returns a function that rejects values for the stack of a client, if the values refer to the cache and the cache
 * requires the stack.
 *
 * The variables of a role are for another construct, such as a job definition, which can be in another stack. They are
 * therefore rejected only where they are used.
 */
export function createReferenceGuard(
  cache: IConstruct,
  target: IConstruct,
  client: ConnectionTarget,
  throwErrors: (errors: string[]) => never,
): (value: string) => string {
  const resource = client.environment ? undefined : findResourceForCache(cache, target);
  if (!resource) {
    return (value) => value;
  }
  const clientStack = findSeparateStack(target, cache)!;
  const cacheStack = findSeparateStack(cache, target);
  const l1 = findL1(cache);
  const isLater = (construct: IConstruct) => (cacheStack ? isInStack(construct, cacheStack) : construct === l1);

  const validate = (value: string, scope: IConstruct) => {
    const later = isInStack(scope, clientStack) && findReferencedConstructs(value, scope).find(isLater);
    if (later) {
      const requirement = later === l1 ? ENDPOINT : `'${getConstructPath(later as CfnResource)}'`;
      throwErrors([renderError(target, requirement, resource)]);
    }
    return value;
  };
  return (value) =>
    isRole(target, client) && Token.isUnresolved(value)
      ? Lazy.uncachedString({ produce: ({ scope }) => validate(value, scope) })
      : validate(value, target);
}

/** Finds a resource in the stack of a construct that the cache requires. */
function findResourceForCache(cache: IConstruct, construct: IConstruct): CfnResource | undefined {
  const stack = findSeparateStack(construct, cache);
  const l1 = findL1(cache);
  return stack && l1 && [...findRequiredResources([l1])].find((required) => isInStack(required, stack));
}

/** Returns the noun phrase for what a client requires from the stack of the cache. */
function findRequirement(
  cache: IConstruct,
  { authentication, secret }: Login,
  target: IConstruct,
  client: ConnectionTarget,
): string | undefined {
  if (client.environment !== undefined) {
    return ENDPOINT;
  }
  if (isRole(target, client)) {
    // The policies of a role can be in the stack of the cache, and its variables belong to another construct.
    return undefined;
  }
  if (authentication === 'iam') {
    return ENDPOINT;
  }
  // CloudFormation deploys a separate stack as a unit, so the client also requires the cache.
  const stack = findSeparateStack(cache, target);
  return stack && secret && isCreated(secret.secret) && isInStack(secret.secret, stack)
    ? `the secret '${secret.secret.node.path}'`
    : undefined;
}

/** Whether the target itself receives the permissions. */
function isRole(target: IConstruct, { grantee }: ConnectionTarget): boolean {
  const principal: unknown = grantee?.grantPrincipal;
  return principal === target;
}

function renderError(construct: IConstruct, requirement: string, resource: CfnResource): string {
  const path = getConstructPath(resource);
  return `'target' must not be in a stack that the cache requires, because the target requires ${requirement}, but got '${construct.node.path}' in the stack of '${path}'. Create '${path}' in the stack of the cache, or in a separate stack.`;
}
