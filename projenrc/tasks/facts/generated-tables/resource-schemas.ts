import type { ResourceSchema, ValueConstraints } from '../../../../src/service-data/generated/resource-schemas';
import { RESOURCE_SCHEMAS } from '../../../../src/service-data/generated/resource-schemas';
import type { GeneratedTable } from '../generated-table';
import type { Sources } from '../source';
import type { RegistrySchema, ValueSchema } from '../sources/cfn-lint';

/** The constraints in the schemas of the CloudFormation registry. */
export const resourceSchemas: GeneratedTable = {
  name: 'RESOURCE_SCHEMAS',
  file: 'resource-schemas.ts',
  source: 'cfnLint',
  part: 'the schemas of the CloudFormation registry',
  ours: RESOURCE_SCHEMAS,
  build: buildSchemas,
  render: (value) => `
    /** The constraints of a resource type in the CloudFormation registry. \`*\` in a path is the index of an element. */
    export interface ResourceSchema {
      /** The properties that only CloudFormation sets. */
      readonly readOnly: readonly string[];
      /** The properties whose change replaces the resource. */
      readonly createOnly: readonly string[];
      /** The properties some of whose changes replace the resource. */
      readonly conditionalCreateOnly: readonly string[];
      readonly required: readonly string[];
      readonly values: Readonly<Record<string, ValueConstraints>>;
    }

    /** The constraints of a value. */
    export interface ValueConstraints {
      readonly enum?: readonly string[];
      /** An enum whose values match in any case. */
      readonly enumCaseInsensitive?: readonly string[];
      readonly pattern?: string;
      readonly minimum?: number;
      readonly maximum?: number;
      readonly minLength?: number;
      readonly maxLength?: number;
      readonly minItems?: number;
      readonly maxItems?: number;
    }

    /**
     * The constraints of each resource type. Tests compare the rules with them.
     * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ElastiCache.html
     */
    export const RESOURCE_SCHEMAS: Readonly<Record<string, ResourceSchema>> = ${value};
  `,
};

function buildSchemas({ cfnLint }: Sources): Readonly<Record<string, ResourceSchema>> {
  const schemas = Object.entries(cfnLint.facts.schemas).map(([type, schema]) => [type, buildSchema(schema)] as const);
  return Object.fromEntries(schemas.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function buildSchema(schema: RegistrySchema): ResourceSchema {
  const constraints = new SchemaConstraints(schema);
  return {
    readOnly: toPaths(schema.readOnlyProperties),
    createOnly: toPaths(schema.createOnlyProperties),
    conditionalCreateOnly: toPaths(schema.conditionalCreateOnlyProperties),
    required: constraints.required.sort(),
    values: constraints.values,
  };
}

/** Converts JSON pointers, such as `/properties/Endpoint/Port`, to paths, such as `Endpoint.Port`. */
function toPaths(pointers: readonly string[] = []): string[] {
  return pointers.map((pointer) => pointer.replace('/properties/', '').replace(/\//g, '.')).sort();
}

const CONSTRAINTS = [
  'enum',
  'enumCaseInsensitive',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
] as const satisfies readonly (keyof ValueSchema & keyof ValueConstraints)[];

/** Collects the constraints of all values that users can set. */
class SchemaConstraints {
  public readonly required: string[] = [];
  public readonly values: Record<string, ValueConstraints> = {};
  private readonly readOnly: readonly string[];

  constructor(private readonly schema: RegistrySchema) {
    this.readOnly = toPaths(schema.readOnlyProperties);
    this.collect(schema, '');
  }

  private collect(value: ValueSchema, path: string) {
    const prefix = path === '' ? '' : `${path}.`;
    const resolved = this.resolve(value);
    const constraints = CONSTRAINTS.flatMap((name) => (resolved[name] === undefined ? [] : [[name, resolved[name]]]));
    if (constraints.length > 0) {
      this.values[path] = Object.fromEntries(constraints);
    }
    this.required.push(...(resolved.required ?? []).map((name) => `${prefix}${name}`));
    for (const [name, member] of Object.entries(resolved.properties ?? {})) {
      if (!this.readOnly.includes(`${prefix}${name}`)) {
        this.collect(member, `${prefix}${name}`);
      }
    }
    if (resolved.items) {
      this.collect(resolved.items, `${prefix}*`);
    }
  }

  private resolve(value: ValueSchema): ValueSchema {
    const definition = value.$ref?.replace('#/definitions/', '');
    return definition === undefined ? value : (this.schema.definitions?.[definition] ?? {});
  }
}
