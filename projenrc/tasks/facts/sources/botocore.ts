import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync } from 'zlib';

/** The facts of the ElastiCache API. */
export interface ApiModel {
  /** The enums in the inputs of the operations that create and modify resources. */
  readonly enums: Readonly<Record<string, readonly string[]>>;
  /** The constraints of other string types and of list types. */
  readonly constraints: Readonly<Record<string, ApiConstraint>>;
  /** The parameter group families that the documentation of an operation lists. */
  readonly families: readonly string[];
  /** The Regions of the service by partition. */
  readonly regions: Readonly<Record<string, readonly string[]>>;
}

export interface ApiConstraint {
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
}

interface ServiceModel {
  readonly operations: Readonly<Record<string, { readonly input?: TypeReference }>>;
  readonly shapes: Readonly<Record<string, ApiType>>;
}

interface ApiType extends ApiConstraint {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly members?: Readonly<Record<string, TypeReference>>;
  readonly member?: TypeReference;
}

interface TypeReference {
  readonly shape: string;
  readonly documentation?: string;
}

interface Endpoints {
  readonly partitions: readonly {
    readonly partition: string;
    readonly regions: Readonly<Record<string, unknown>>;
    readonly services: Readonly<Record<string, { readonly endpoints?: Readonly<Record<string, unknown>> }>>;
  }[];
}

/** Reads the API model and the endpoints of the unpacked package. */
export function readBotocore(folder: string): ApiModel {
  const data = path.join(folder, 'botocore', 'data');
  const versions = path.join(data, 'elasticache');
  const newest = fs.readdirSync(versions).sort().pop()!;
  const model: ServiceModel = JSON.parse(
    gunzipSync(fs.readFileSync(path.join(versions, newest, 'service-2.json.gz'))).toString(),
  );
  const endpoints: Endpoints = JSON.parse(fs.readFileSync(path.join(data, 'endpoints.json'), 'utf8'));
  return { ...readTypes(model), families: readFamilies(model), regions: readRegions(endpoints) };
}

/** Reads the constraints of the types in the inputs of the operations that create and modify resources. */
function readTypes({ operations, shapes }: ServiceModel): Pick<ApiModel, 'enums' | 'constraints'> {
  const names = new Set<string>();
  const collect = (reference?: TypeReference) => {
    if (reference && !names.has(reference.shape)) {
      names.add(reference.shape);
      const { members = {}, member } = shapes[reference.shape];
      [...Object.values(members), member].forEach(collect);
    }
  };
  const inputs = Object.entries(operations).filter(([name]) => /^(Create|Modify)/.test(name));
  inputs.forEach(([, { input }]) => collect(input));

  const enums: Record<string, readonly string[]> = {};
  const constraints: Record<string, ApiConstraint> = {};
  for (const name of [...names].sort()) {
    const { type, enum: values, pattern, min, max } = shapes[name];
    if (values) {
      enums[name] = values;
    } else if (['string', 'list'].includes(type) && [pattern, min, max].some((limit) => limit !== undefined)) {
      constraints[name] = { pattern, min, max };
    }
  }
  return { enums, constraints };
}

/** Reads the families from the sentence "Valid values are: valkey8 | valkey7". */
function readFamilies({ shapes }: ServiceModel): string[] {
  const { members } = shapes.CreateCacheParameterGroupMessage;
  const documentation = members?.CacheParameterGroupFamily.documentation ?? '';
  return [...documentation.matchAll(/<code>([^<]+)<\/code>/g)].map(([, family]) => family).sort();
}

/** Reads the Regions, without the names of additional endpoints, such as `us-east-1-fips`. */
function readRegions({ partitions }: Endpoints): Record<string, string[]> {
  const regions = partitions.map(({ partition, regions: known, services }): [string, string[]] => {
    const endpoints = Object.keys(services.elasticache?.endpoints ?? {});
    return [partition, endpoints.filter((name) => Object.hasOwn(known, name)).sort()];
  });
  return Object.fromEntries(regions.filter(([, names]) => names.length > 0));
}
