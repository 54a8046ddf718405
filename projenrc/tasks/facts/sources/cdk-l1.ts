import * as fs from 'fs';
import * as path from 'path';
import { RETIRED_TYPES } from './cfn-lint';
import type { PropertySchema } from '../../../../src/service-data/generated/resource-properties';

/** The properties of the L1 constructs by resource type. */
export type L1Constructs = Readonly<Record<string, ObjectSchema>>;

type ObjectSchema = { readonly [key: string]: PropertySchema };

const PRIMITIVES: Readonly<Record<string, PropertySchema>> = {
  'cdk().stringToCloudFormation': 'text',
  'cdk().numberToCloudFormation': 'number',
  'cdk().booleanToCloudFormation': 'flag',
  'cdk().cfnTagToCloudFormation': { Key: 'text', Value: 'text' },
};

/** Reads the properties in the code of the unpacked package. */
export function readL1Constructs(folder: string): L1Constructs {
  return parseL1Constructs(
    fs.readFileSync(path.join(folder, 'aws-elasticache', 'lib', 'elasticache.generated.js'), 'utf8'),
  );
}

/** Derives the properties from the functions that convert props to CloudFormation. */
export function parseL1Constructs(code: string): L1Constructs {
  const conversions = new Conversions(code);
  const types = conversions.parseResourceTypes();
  const user = types['AWS::ElastiCache::User'];
  if (user) {
    // The L1 constructs accept any object here, although they have a type for it.
    const AuthenticationMode = conversions.parse('convertCfnUserAuthenticationModePropertyToCloudFormation');
    types['AWS::ElastiCache::User'] = { ...user, AuthenticationMode };
  }
  const group = types['AWS::ElastiCache::ParameterGroup'];
  if (group) {
    // The CloudFormation schema has the name as a read-only property. A rule validates it.
    types['AWS::ElastiCache::ParameterGroup'] = { ...group, CacheParameterGroupName: 'text' };
  }
  return types;
}

/** The functions that convert props to CloudFormation. */
class Conversions {
  private readonly bodies: ReadonlyMap<string, string>;

  constructor(code: string) {
    const functions = code.matchAll(
      /function (convertCfn\w+ToCloudFormation)\(properties\)\{return .*?assertSuccess\(\),\{(.*?)\}\):properties\}/g,
    );
    this.bodies = new Map([...functions].map(([, name, body]) => [name, body]));
  }

  public parseResourceTypes(): Record<string, ObjectSchema> {
    const types = [...this.bodies].flatMap(([name, body]): [string, ObjectSchema][] => {
      const type = `AWS::ElastiCache::${/^convertCfn(\w+)PropsToCloudFormation$/.exec(name)?.[1]}`;
      return name.includes('PropsTo') && !RETIRED_TYPES.includes(type) ? [[type, this.parseBody(body)]] : [];
    });
    return Object.fromEntries(types);
  }

  /** Derives the schema of a value from its conversion. */
  public parse(conversion: string): PropertySchema {
    const list = /^cdk\(\)\.listMapper\((.*)\)$/.exec(conversion);
    if (list) {
      return [this.parse(list[1])];
    }
    const map = /^cdk\(\)\.hashMapper\((.*)\)$/.exec(conversion);
    if (map) {
      return { '*': this.parse(map[1]) };
    }
    return PRIMITIVES[conversion] ?? this.parseBody(this.bodies.get(conversion) ?? '');
  }

  private parseBody(body: string): ObjectSchema {
    const properties = [...body.matchAll(/(\w+):(.*?)\(properties\.\w+\)/g)].map(
      ([, name, conversion]) => [name, this.parse(conversion)] as const,
    );
    return Object.fromEntries(properties.sort(([one], [other]) => (one < other ? -1 : 1)));
  }
}
