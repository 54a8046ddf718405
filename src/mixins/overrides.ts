import type { CfnResource } from 'aws-cdk-lib/core';
import { throwMethodErrors } from '../private/errors';
import { hasPropertyOverride } from '../validation/later-values';
import { toPropName } from '../validation/property-reader';

/** Throws an error if a property has an override, so that a mixin that sets the property has no effect. */
export function rejectOverride(resource: CfnResource, property: string): void {
  const errors = validateNoOverride(resource, property);
  if (errors.length > 0) {
    throwMethodErrors(resource, 'with', errors);
  }
}

/** Returns an error if a property has an override, so that a mixin that sets the property has no effect. */
export function validateNoOverride(resource: CfnResource, property: string): string[] {
  return hasPropertyOverride(resource, property)
    ? [
        `'${property}' has a property override, which takes precedence over the mixin. Set '${toPropName(property)}' instead of calling addPropertyOverride().`,
      ]
    : [];
}
