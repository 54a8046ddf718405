import type { Comparison } from '../difference';
import { compareEntries, flatten } from '../difference';
import type { GeneratedTable } from '../generated-table';
import type { Sources } from '../source';

type Attributes = Readonly<Record<string, readonly string[]>>;

/** Compares the attributes of each type in the table with the read-only properties in the CloudFormation registry. */
export function compareAttributes(attributes: Attributes, schemas: GeneratedTable, sources: Sources): Comparison {
  const registry = Object.entries(schemas.build(sources) as Readonly<Record<string, { readOnly: readonly string[] }>>);
  const types = registry.filter(([type]) => Object.hasOwn(attributes, type));
  return compareEntries({
    table: 'ATTRIBUTES',
    source: sources.cfnLint.package,
    ours: flatten(attributes),
    theirs: flatten(Object.fromEntries(types.map(([type, { readOnly }]) => [type, selectValues(readOnly)]))),
  });
}

/** Selects the properties that have a value. Others are objects that contain them. */
function selectValues(properties: readonly string[]): readonly string[] {
  return properties.filter((property) => !properties.some((other) => other.startsWith(`${property}.`)));
}
