import type { Comparison, Entries } from '../difference';
import { compareEntries } from '../difference';
import type { Sources } from '../source';

/** Compares the enums of props with those of the API. The names are those of the API. */
export function comparePropEnums(
  enums: Readonly<Record<string, readonly string[]>>,
  { botocore }: Sources,
): Comparison {
  return compareEntries({
    table: 'enums of props',
    source: botocore.package,
    ours: listValues(enums),
    theirs: listValues(botocore.facts.enums),
    entriesOf: 'ours',
  });
}

function listValues(enums: Readonly<Record<string, readonly string[]>>): Entries {
  return Object.fromEntries(Object.entries(enums).map(([name, values]) => [name, [...values].sort().join(', ')]));
}
