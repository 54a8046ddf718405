import { ENGINE_VERSIONS } from './engine-versions';
import type { ParameterFact } from './parameters';
import { PARAMETERS } from './parameters';

const TABLES = new Map<string, ReadonlyMap<string, ParameterFact>>();

/** The parameters of a family by their names; undefined for a family of which these tables know nothing. */
export function parametersOf(family: string): ReadonlyMap<string, ParameterFact> | undefined {
  let table = TABLES.get(family);
  if (!table) {
    const all = Object.entries(PARAMETERS).map(
      ([name, facts]) => [name, facts.find((fact) => fact.families.split(' ').includes(family))] as const,
    );
    table = new Map(all.filter((entry): entry is [string, ParameterFact] => entry[1] !== undefined));
    TABLES.set(family, table);
  }
  return table.size > 0 ? table : undefined;
}

/** The families that have a parameter, oldest first. */
export function familiesWith(name: string): string[] {
  const known = Object.values(ENGINE_VERSIONS).flatMap((versions) => Object.values(versions));
  const facts = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : [];
  return [...new Set(known)].filter((family) => facts.some((fact) => fact.families.split(' ').includes(family)));
}
