import type { EngineName } from './catalog';
import { findParameters } from '../../src/service-data/parameters';
import type { ParameterDefinition } from '../../src/service-data/parameters';
import { checkParameterValue } from '../../src/validation/rules/parameter-group';

/** A value of a parameter, and whether our table allows it. */
export interface ParameterCase {
  readonly name: string;
  readonly value: string;
  readonly isAllowed: boolean;
}

/** The families to compare with each engine. Valkey 7.2, which has no package, has the parameters of Redis OSS 7. */
export const PARAMETER_FAMILIES_OF_ENGINES: Readonly<Record<EngineName, readonly string[]>> = {
  'redis-6.0': ['redis6.x'],
  'redis-6.2': ['redis6.x'],
  'redis-7.0': ['redis7', 'valkey7'],
  'valkey-8.0': ['valkey8'],
  'valkey-8.1': ['valkey8'],
  'valkey-9.1': ['valkey9'],
};

/** Generates values at and beyond every boundary in the table. */
export function generateCases(family: string): ParameterCase[] {
  return [...findParameters(family)!]
    .filter(([, fact]) => fact.modifiable !== false)
    .flatMap(([name, fact]) =>
      generateValues(fact).map((value) => ({ name, value, isAllowed: checkParameterValue(fact, value) === undefined })),
    );
}

function generateValues({ type, allowed = {}, default: standard }: ParameterDefinition): string[] {
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
