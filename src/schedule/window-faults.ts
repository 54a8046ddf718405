import type { Duration } from 'aws-cdk-lib/core';
import { Token } from 'aws-cdk-lib/core';

/** How long a window may be, in minutes. */
export interface WindowLimits {
  readonly min: number;
  readonly max: number;
}

/** What is wrong with an hour and a minute; tokens, of which no window can be made, are too. */
export function timeFaults(hour: number, minute: number, insteadOfTokens: string): string[] {
  return [partFault('hour', hour, 23, insteadOfTokens), partFault('minute', minute, 59, insteadOfTokens)].filter(
    (fault) => fault !== undefined,
  );
}

/** The length of a window in minutes; what is wrong with it joins the faults. */
export function lengthIn(duration: Duration, limits: WindowLimits, faults: string[]): number {
  const minutes = duration.isUnresolved() ? NaN : duration.toMilliseconds() / 60_000;
  if (!Number.isInteger(minutes)) {
    faults.push(
      `'duration' must be whole minutes that are known, got ${duration.isUnresolved() ? 'a token' : duration.toHumanString()}`,
    );
  }
  const fault = lengthFault("'duration'", minutes, limits);
  if (fault) {
    faults.push(fault);
  }
  return minutes;
}

/** What is wrong with the length of a window. */
export function lengthFault(name: string, minutes: number, { min, max }: WindowLimits): string | undefined {
  return minutes < min || minutes > max ? `${name} must last ${min} to ${max} minutes, got ${minutes}` : undefined;
}

function partFault(name: string, value: number, max: number, insteadOfTokens: string): string | undefined {
  if (Token.isUnresolved(value)) {
    return `'${name}' must be a number that is known, got a token; use ${insteadOfTokens}`;
  }
  return Number.isInteger(value) && value >= 0 && value <= max
    ? undefined
    : `'${name}' must be a whole number between 0 and ${max}, got ${value}`;
}
