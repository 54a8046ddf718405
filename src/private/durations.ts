import type { Duration } from 'aws-cdk-lib/core';
import type { Rendered } from './errors';
import { isResolved } from './tokens';

/** Converts a duration to days. Rules validate that the number of days is whole. */
export function renderDays(prop: string, duration: Duration): Rendered<number | undefined> {
  const errors = validateUnit(prop, duration, 'days');
  return { value: errors.length > 0 ? undefined : duration.toDays({ integral: false }), errors };
}

export function validateWholeSeconds(prop: string, duration: Duration | undefined): string[] {
  const errors = duration ? validateUnit(prop, duration, 'seconds') : [];
  if (!duration || errors.length > 0) {
    return errors;
  }
  const seconds = duration.toSeconds({ integral: false });
  return isResolved(seconds) && !Number.isInteger(seconds)
    ? [
        `'${prop}' must be a whole number of seconds, but got ${seconds}. Use a duration such as Duration.seconds(${Math.max(1, Math.round(seconds))}).`,
      ]
    : [];
}

/** Validates the unit of a duration that is a token, because CloudFormation cannot convert units. */
function validateUnit(prop: string, duration: Duration, unit: 'days' | 'seconds'): string[] {
  return duration.isUnresolved() && duration.unitLabel() !== unit
    ? [
        `'${prop}' must be in ${unit} if it is a token, because CloudFormation cannot convert units. Use Duration.${unit}().`,
      ]
    : [];
}
