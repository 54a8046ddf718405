import { REGIONS_WITHOUT_NODE_FAMILY } from '../../../../src/service-data/generated/node-family-regions';
import type { GeneratedTable } from '../generated-table';
import type { Sources } from '../source';

/** The Regions without each node family. */
export const nodeFamilyRegions: GeneratedTable = {
  name: 'REGIONS_WITHOUT_NODE_FAMILY',
  file: 'node-family-regions.ts',
  source: 'cfnLint',
  part: 'cachenodetype_enum.json, from the price lists of AWS,',
  ours: REGIONS_WITHOUT_NODE_FAMILY,
  build: findRegionsWithoutFamily,
  render: (value) => `
    /** The Regions without nodes of a family, according to the price lists. */
    export const REGIONS_WITHOUT_NODE_FAMILY = ${value} as const satisfies Readonly<Record<string, readonly string[]>>;
  `,
};

function findRegionsWithoutFamily({ cfnLint }: Sources): Readonly<Record<string, readonly string[]>> {
  const regions = Object.entries(cfnLint.facts.nodeTypes);
  const families = new Set(regions.flatMap(([, types]) => types.map(getFamily)));
  const entries = [...families].sort().map((family): [string, string[]] => {
    const without = regions.filter(([, types]) => !types.some((type) => getFamily(type) === family));
    return [family, without.map(([region]) => region).sort()];
  });
  return Object.fromEntries(entries);
}

function getFamily(nodeType: string): string {
  return nodeType.split('.')[1];
}
