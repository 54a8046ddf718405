import type { Comparison } from '../difference';
import { compareEntries, toEntries } from '../difference';
import type { Sources } from '../source';

/** Compares the node types of each Region: the library expects all sizes of a family in the same Regions. */
export function compareNodeTypeRegions(
  nodeTypes: Readonly<Record<string, unknown>>,
  families: Readonly<Record<string, { readonly unavailableRegions: readonly string[] }>>,
  { cfnLint }: Sources,
): Comparison {
  const expectedTypes = (region: string) =>
    Object.keys(nodeTypes).filter((type) => !families[type.split('.')[1]]?.unavailableRegions.includes(region));
  const regions = Object.entries(cfnLint.facts.nodeTypes);
  return compareEntries({
    table: 'NODE_FAMILIES',
    source: cfnLint.package,
    ours: Object.assign({}, ...regions.map(([region]) => toEntries(expectedTypes(region), `${region} `))),
    theirs: Object.assign({}, ...regions.map(([region, types]) => toEntries(types, `${region} `))),
  });
}
