import type { Duration } from 'aws-cdk-lib/core';
import { Token } from 'aws-cdk-lib/core';

/** The minimum and maximum length of a window, in minutes. */
interface WindowLimits {
  readonly min: number;
  readonly max: number;
}

/** Validates a time of day. Tokens are errors, because the end of the window is computed from the start. */
export function validateTime(hour: number, minute: number, tokenAlternative: string): string[] {
  return [
    validateTimePart('hour', hour, 23, tokenAlternative),
    validateTimePart('minute', minute, 59, tokenAlternative),
  ].filter((error) => error !== undefined);
}

/** Returns the minutes of a duration, and adds its errors to `errors`. */
export function toWindowLength(duration: Duration, limits: WindowLimits, errors: string[]): number {
  const minutes = duration.isUnresolved() ? NaN : duration.toMilliseconds() / 60_000;
  if (!Number.isInteger(minutes)) {
    const value = duration.isUnresolved() ? 'a token' : duration.toHumanString();
    errors.push(`'duration' must be whole minutes that are known, got ${value}`);
  }

  const lengthError = validateLength("'duration'", minutes, limits);
  if (lengthError) {
    errors.push(lengthError);
  }
  return minutes;
}

export function validateLength(name: string, minutes: number, { min, max }: WindowLimits): string | undefined {
  return minutes < min || minutes > max ? `${name} must last ${min} to ${max} minutes, got ${minutes}` : undefined;
}

function validateTimePart(name: string, value: number, max: number, tokenAlternative: string): string | undefined {
  if (Token.isUnresolved(value)) {
    return `'${name}' must be a number that is known, got a token; use ${tokenAlternative}`;
  }
  return Number.isInteger(value) && value >= 0 && value <= max
    ? undefined
    : `'${name}' must be a whole number between 0 and ${max}, got ${value}`;
}
