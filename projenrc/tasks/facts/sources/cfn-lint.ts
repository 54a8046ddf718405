import * as fs from 'fs';
import * as path from 'path';

/** The facts of the CloudFormation registry and of the service, as of the last update of the package. */
export interface RegistrySchemas {
  /** The schemas of the ElastiCache types. */
  readonly schemas: Readonly<Record<string, RegistrySchema>>;
  /** The Regions in which CloudFormation supports each type. */
  readonly typeRegions: Readonly<Record<string, readonly string[]>>;
  /** The versions of each engine. */
  readonly engineVersions: Readonly<Record<string, readonly string[]>>;
  /** The node types of each Region. */
  readonly nodeTypes: Readonly<Record<string, readonly string[]>>;
}

/** The schema of a resource type in the CloudFormation registry. */
export interface RegistrySchema extends ValueSchema {
  readonly definitions?: Readonly<Record<string, ValueSchema>>;
  readonly readOnlyProperties?: readonly string[];
  readonly createOnlyProperties?: readonly string[];
  readonly conditionalCreateOnlyProperties?: readonly string[];
}

/** The schema of a value, in the format of JSON Schema with the extension `enumCaseInsensitive`. */
export interface ValueSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, ValueSchema>>;
  readonly patternProperties?: Readonly<Record<string, ValueSchema>>;
  readonly items?: ValueSchema;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly enumCaseInsensitive?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Resource types of EC2-Classic, which AWS has retired. */
export const RETIRED_TYPES = ['AWS::ElastiCache::SecurityGroup', 'AWS::ElastiCache::SecurityGroupIngress'];

/** Reads the schemas and the extensions of the unpacked package. */
export function readCfnLint(folder: string): RegistrySchemas {
  const data = path.join(folder, 'cfnlint', 'data', 'schemas');
  const types = readTypes(path.join(data, 'providers'));
  const schemas = [...types].map(([type, { schemaName }]): [string, RegistrySchema] => [
    type,
    readJson(data, 'resources', `${schemaName}.json`),
  ]);
  return {
    schemas: Object.fromEntries(schemas),
    typeRegions: Object.fromEntries([...types].map(([type, { regions }]) => [type, regions])),
    ...readExtensions(path.join(data, 'extensions', 'aws_elasticache_cachecluster')),
  };
}

/** Reads the date of the schemas. */
export function readSchemaDate(folder: string): string {
  const version: { schema_date: string } = readJson(folder, 'cfnlint', 'data', 'schemas', 'version.json');
  return version.schema_date.slice(0, 10);
}

/**
 * The European Sovereign Cloud and isolated Regions. cfn-lint copies the schemas of us-east-1 for them, so they do not
 * show which types such a Region has.
 */
const COPIED_REGIONS = /^eusc-|-iso[a-z]?-/;

/** Reads which types each Region has. The schema of us-east-1 is the schema of the type. */
function readTypes(folder: string): Map<string, { schemaName: string; regions: string[] }> {
  const types = new Map<string, { schemaName: string; regions: string[] }>();
  const regions = fs.readdirSync(folder).filter((file) => /^[a-z]+-.*\.json$/.test(file) && !COPIED_REGIONS.test(file));
  // All types are in us-east-1, which therefore must be the first.
  for (const file of regions.sort(
    (one, other) => Number(other === 'us-east-1.json') - Number(one === 'us-east-1.json'),
  )) {
    const provider: Record<string, string> = readJson(folder, file);
    for (const [type, schemaName] of Object.entries(provider)) {
      if (type.startsWith('AWS::ElastiCache::') && !RETIRED_TYPES.includes(type)) {
        types.set(type, types.get(type) ?? { schemaName, regions: [] });
        types.get(type)!.regions.push(path.basename(file, '.json'));
      }
    }
  }
  types.forEach(({ regions: names }) => names.sort());
  return types;
}

interface EngineVersions {
  readonly allOf: readonly {
    readonly if: { readonly properties: { readonly Engine: { readonly const?: string } } };
    readonly then: { readonly properties: { readonly EngineVersion?: { readonly enum: readonly string[] } } };
  }[];
}

function readExtensions(folder: string): Pick<RegistrySchemas, 'engineVersions' | 'nodeTypes'> {
  const { allOf }: EngineVersions = readJson(folder, 'engine_version.json');
  const engineVersions = allOf.flatMap((branch): [string, readonly string[]][] => {
    const engine = branch.if.properties.Engine.const;
    const versions = branch.then.properties.EngineVersion?.enum;
    return engine && versions ? [[engine, versions]] : [];
  });
  const nodeTypes: Record<string, { enum?: readonly string[] }> = readJson(folder, 'cachenodetype_enum.json');
  return {
    engineVersions: Object.fromEntries(engineVersions),
    nodeTypes: Object.fromEntries(
      // The file also contains a description.
      Object.entries(nodeTypes).flatMap(([region, { enum: types }]) => (types ? [[region, types]] : [])),
    ),
  };
}

function readJson<T>(...segments: string[]): T {
  return JSON.parse(fs.readFileSync(path.join(...segments), 'utf8'));
}
