import { isResolved } from './tokens';

/** A range that includes both ends. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

export function isIntegerInRange(value: number, { min, max }: Range): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

/** Validates a number if it is known at synthesis. */
export function validateIntegerRange(prop: string, value: number, range: Range): string[] {
  if (!isResolved(value) || isIntegerInRange(value, range)) {
    return [];
  }
  return [`'${prop}' must be a whole number between ${range.min} and ${range.max}, got ${value}`];
}
