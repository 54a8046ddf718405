import type { EngineName } from './catalog';
import { parametersOf } from '../../src/service-data/parameters';
import type { ParameterFact } from '../../src/service-data/parameters';
import { checkParameterValue } from '../../src/validation/rules/parameter-group';

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
  return [...parametersOf(family)!]
    .filter(([, fact]) => fact.modifiable !== false)
    .flatMap(([name, fact]) =>
      valuesOf(fact).map((value) => ({ name, value, isTaken: checkParameterValue(fact, value) === undefined })),
    );
}

function valuesOf({ type, allowed = {}, default: standard }: ParameterFact): string[] {
  const { min, max, above, or = [], words, letters } = allowed;
  const numbers = [min, max, above, ...or]
    .filter((number) => number !== undefined)
    .flatMap((number) => [number - 1, number, number + 1])
    .map(String);
  return [
    ...new Set([
      ...(words ? [...words, words[0].slice(1), `${words[0]}x`, ''] : []),
      ...(letters === undefined ? [] : [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789$', letters]),
      ...(type === 'integer' && !words ? [...numbers, '1000', 'many', '', '1.5'] : []),
      ...(type === 'float' ? [...numbers, '1.25', 'many', ''] : []),
      ...(standard === undefined ? [] : [standard]),
    ]),
  ];
}
