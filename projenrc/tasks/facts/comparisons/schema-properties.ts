import type { Comparison, Entries } from '../difference';
import { compareEntries, flatten } from '../difference';
import type { Sources } from '../source';
import type { RegistrySchema, ValueSchema } from '../sources/cfn-lint';

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'flag',
};

/** Compares the names and types of the properties with the CloudFormation registry, which L1 constructs follow. */
export function compareSchemaProperties(
  properties: Readonly<Record<string, unknown>>,
  { cfnLint }: Sources,
): Comparison {
  const schemas = Object.entries(cfnLint.facts.schemas);
  return compareEntries({
    table: 'PROPERTIES',
    source: cfnLint.package,
    ours: flattenLists(properties),
    theirs: Object.assign({}, ...schemas.map(([type, schema]) => new SchemaProperties(schema).list(type))),
  });
}

/** Converts nested schemas to entries. `*` in a name is the index of an element. */
function flattenLists(properties: unknown): Entries {
  const withoutLists = JSON.parse(JSON.stringify(properties), (_, value) =>
    Array.isArray(value) ? { '*': value[0] } : value,
  );
  return flatten(withoutLists);
}

/** The properties of a schema that users can set. */
class SchemaProperties {
  private readonly readOnly: ReadonlySet<string>;

  constructor(private readonly schema: RegistrySchema) {
    this.readOnly = new Set(schema.readOnlyProperties?.map((name) => name.replace(/\/properties\//, '')));
  }

  public list(type: string): Entries {
    return this.listMembers(this.schema, type, '');
  }

  private listMembers(value: ValueSchema, name: string, path: string): Entries {
    const resolved = this.resolve(value);
    const members = {
      ...resolved.properties,
      ...renamePattern(resolved),
      ...(resolved.items && { '*': resolved.items }),
    };
    const settable = Object.entries(members).filter(([key]) => !this.readOnly.has(`${path}${key}`));
    if (settable.length === 0) {
      return { [name]: TYPES[String(resolved.type)] ?? String(resolved.type) };
    }
    return Object.assign(
      {},
      ...settable.map(([key, member]) => this.listMembers(member, `${name}.${key}`, `${path}${key}/`)),
    );
  }

  private resolve(value: ValueSchema): ValueSchema {
    const definition = value.$ref?.replace('#/definitions/', '');
    return definition === undefined ? value : (this.schema.definitions?.[definition] ?? {});
  }
}

/** Returns the schema of values with any key. */
function renamePattern({ patternProperties = {} }: ValueSchema): Record<string, ValueSchema> {
  return Object.fromEntries(Object.values(patternProperties).map((schema) => ['*', schema]));
}
