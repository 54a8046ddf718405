/** A range that includes both ends. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

export function isIntegerInRange(value: number, { min, max }: Range): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}
