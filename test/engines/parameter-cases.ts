import type { EngineName } from './catalog';
import { findParameters } from '../../src/service-data/parameters';
import type { ParameterFact } from '../../src/service-data/parameters';
import { valueFault } from '../../src/validation/rules/parameter-group';

/** A value of a parameter, and whether our table takes it. */
export interface ParameterCase {
  readonly name: string;
  readonly value: string;
  readonly isTaken: boolean;
}

/**
 * The families whose parameters an engine can judge; Valkey 7.2, of which there is no package, has the parameters of
 * Redis OSS 7.
 */
export const FAMILIES_OF: Readonly<Record<EngineName, readonly string[]>> = {
  'redis-6.0': ['redis6.x'],
  'redis-6.2': ['redis6.x'],
  'redis-7.0': ['redis7', 'valkey7'],
  'valkey-8.0': ['valkey8'],
  'valkey-8.1': ['valkey8'],
  'valkey-9.1': ['valkey9'],
};

/** Values at every edge of what a table has, and beyond. */
export function casesOf(family: string): ParameterCase[] {
  return [...findParameters(family)!]
    .filter(([, fact]) => fact.modifiable !== false)
    .flatMap(([name, fact]) =>
      valuesOf(fact).map((value) => ({ name, value, isTaken: valueFault(fact, value) === undefined })),
    );
}

function valuesOf({ type, allowed = {}, default: standard }: ParameterFact): string[] {
  const { min, max, exclusiveMin, additional = [], values, characters } = allowed;
  const numbers = [min, max, exclusiveMin, ...additional]
    .filter((number) => number !== undefined)
    .flatMap((number) => [number - 1, number, number + 1])
    .map(String);
  return [
    ...new Set([
      ...(values ? [...values, values[0].slice(1), `${values[0]}x`, ''] : []),
      ...(characters === undefined
        ? []
        : [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789$', characters]),
      ...(type === 'integer' && !values ? [...numbers, '1000', 'many', '', '1.5'] : []),
      ...(type === 'float' ? [...numbers, '1.25', 'many', ''] : []),
      ...(standard === undefined ? [] : [standard]),
    ]),
  ];
}
