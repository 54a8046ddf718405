import type { Comparison, Entries } from '../difference';
import { compareEntries } from '../difference';
import type { GeneratedTable } from '../generated-table';
import type { Sources } from '../source';

type Values = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Compares the values whose case AWS ignores with the enums of the CloudFormation registry. */
export function compareCaseInsensitiveValues(values: Values, schemas: GeneratedTable, sources: Sources): Comparison {
  return compareEntries({
    table: 'CASE_INSENSITIVE_VALUES',
    source: sources.cfnLint.package,
    ours: listValues(values),
    theirs: listValues(selectEnums(schemas.build(sources) as RegistrySchemas)),
  });
}

type RegistrySchemas = Readonly<
  Record<string, { readonly values: Readonly<Record<string, { readonly enumCaseInsensitive?: readonly string[] }>> }>
>;

function selectEnums(schemas: RegistrySchemas): Values {
  const types = Object.entries(schemas).map(([type, { values }]) => {
    const enums = Object.entries(values).flatMap(([path, { enumCaseInsensitive }]) =>
      enumCaseInsensitive ? [[path, enumCaseInsensitive]] : [],
    );
    return [type, Object.fromEntries(enums)];
  });
  return Object.fromEntries(types);
}

function listValues(values: Values): Entries {
  const entries = Object.entries(values).flatMap(([type, properties]) =>
    Object.entries(properties).map(([path, names]) => [
      `${type} ${path}`,
      names
        .map((name) => name.toLowerCase())
        .sort()
        .join(', '),
    ]),
  );
  return Object.fromEntries(entries);
}
