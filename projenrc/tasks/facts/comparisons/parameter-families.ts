import type { Comparison } from '../difference';
import { compareEntries, toEntries } from '../difference';
import type { Sources } from '../source';

/** Compares the names of the parameter group families, including discontinued ones. */
export function compareParameterFamilies(families: readonly string[], { botocore }: Sources): Comparison {
  return compareEntries({
    table: 'PARAMETER_FAMILIES',
    source: botocore.package,
    ours: toEntries(families),
    theirs: toEntries(botocore.facts.families),
  });
}
