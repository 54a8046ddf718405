import type { CfnResource } from 'aws-cdk-lib/core';
import { hasPropertyOverride } from '../validation/later-values';
import { toPropName } from '../validation/property-reader';

/** Returns an error if a property has an override, so that a mixin that sets the property has no effect. */
export function validateNoOverride(resource: CfnResource, property: string): string[] {
  return hasPropertyOverride(resource, property)
    ? [
        `'${property}' has a property override, which takes precedence over the mixin. Set '${toPropName(property)}' instead of calling addPropertyOverride().`,
      ]
    : [];
}
