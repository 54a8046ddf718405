import { CfnUserGroup } from 'aws-cdk-lib/aws-elasticache';
import type { CfnResource } from 'aws-cdk-lib/core';
import { Fn, Token } from 'aws-cdk-lib/core';
import type { IUserGroup } from './user-group';
import { UserGroup } from './user-group';
import { importReference } from '../private/l1-imports';
import { ConstructView, findReferencedConstruct } from '../validation/construct-view';
import { canBeNoValue } from '../validation/property-reader';

/**
 * Returns the user group of a cache from its L1 construct. If it is not in the app, its users are unknown. Undefined if
 * a condition determines whether there is one.
 *
 * @param property the property with the id of the user group, or with a list that contains the id
 */
export function readL1UserGroup(cache: CfnResource, property: string): IUserGroup | undefined {
  const value = ConstructView.find(cache, cache.cfnResourceType)!.raw(property);
  if (value === undefined || canBeNoValue(cache.stack.resolve(value))) {
    return undefined;
  }
  const userGroupName = readId(value);
  return (
    findUserGroup(userGroupName) ??
    importReference(cache, { type: 'UserGroup', id: '@UserGroup', reference: userGroupName }, (id) =>
      UserGroup.fromUserGroupName(cache, id, userGroupName),
    )
  );
}

/** Returns the id, or the only element of the list. Both can be tokens. */
function readId(value: unknown): string {
  if (!Array.isArray(value)) {
    return Token.asString(value);
  }
  const [element] = value;
  return Token.isUnresolved(value) ? Fn.select(0, value) : Token.asString(element);
}

/** Finds the user group in the app that an id refers to. */
function findUserGroup(id: string): IUserGroup | undefined {
  const resource = findReferencedConstruct(id);
  if (!CfnUserGroup.isCfnUserGroup(resource)) {
    return undefined;
  }
  const { scope } = resource.node;
  return UserGroup.isUserGroup(scope) ? scope : UserGroup.fromCfnUserGroup(resource);
}
