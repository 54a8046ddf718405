import type { Comparison } from '../difference';
import { compareEntries, toEntries } from '../difference';
import type { Sources } from '../source';

/** Compares the node types of all Regions. */
export function compareNodeTypes(nodeTypes: Readonly<Record<string, unknown>>, { cfnLint }: Sources): Comparison {
  return compareEntries({
    table: 'NODE_TYPES',
    source: cfnLint.package,
    ours: toEntries(Object.keys(nodeTypes)),
    theirs: toEntries(Object.values(cfnLint.facts.nodeTypes).flat()),
  });
}
