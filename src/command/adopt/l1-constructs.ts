import type { DeployedResource } from './adopted-template';
import type { AdoptionWriter } from './adoption-writer';
import { readFlag, renderJson, renderNumber, renderObject, renderText, renderTextList } from './expressions';
import type { PropertySchema } from '../../service-data/generated/resource-properties';
import { PROPERTIES } from '../../service-data/generated/resource-properties';
import { isObject } from '../../template/values';
import { toPropName } from '../../validation/property-reader';

/** The types whose L1 construct older versions of aws-cdk-lib do not have. */
const TYPES_WITHOUT_L1 = ['ServerlessCacheSnapshot', 'Snapshot'];

/** The L2 class with the method that imports an L1 construct. */
const IMPORTS: Readonly<Record<string, (resource: DeployedResource) => string | undefined>> = {
  CacheCluster: ({ properties }) =>
    String(properties.Engine).toLowerCase() === 'memcached' ? 'MemcachedCluster' : 'SingleNodeCluster',
  GlobalReplicationGroup: () => 'GlobalReplicationGroup',
  ParameterGroup: () => 'ParameterGroup',
  ReplicationGroup: () => 'ReplicationGroup',
  ServerlessCache: () => 'ServerlessCache',
  SubnetGroup: () => 'SubnetGroup',
  UserGroup: () => 'UserGroup',
};

/** Declares an L1 construct with the properties of the template, and imports it as an L2 construct. */
export function declareL1Construct(writer: AdoptionWriter, resource: DeployedResource): string {
  const { shortType, type, properties } = resource;
  Object.keys(properties).forEach((name) => resource.read(name));
  if (TYPES_WITHOUT_L1.includes(shortType)) {
    const props = renderObject({ type: renderText(type), properties: renderJson(properties) });
    return writer.declareResource(resource, 'cdk.CfnResource', props);
  }
  const schema = PROPERTIES[type];
  const props = Object.entries(properties)
    .filter(([name]) => resource.has(name))
    .map(([name, value]) => [toPropName(name), renderValue(value, schema[name])]);
  const variable = writer.declareResource(resource, `l1.Cfn${shortType}`, renderObject(Object.fromEntries(props)));
  const className = IMPORTS[shortType]?.(resource);
  if (className !== undefined) {
    writer.addFinalStatements(
      `// Use the features of the L2 construct, such as metrics and alarms, with this import.\nelasticache.${className}.fromCfn${shortType}(${variable});`,
    );
  }
  return variable;
}

/** Renders a value for an L1 construct, which accepts tokens for all types. */
function renderValue(value: unknown, schema: PropertySchema | undefined): string {
  if (schema === 'text') {
    return renderText(value);
  }
  if (schema === 'number') {
    return renderNumber(value);
  }
  if (schema === 'flag') {
    const flag = readFlag(value);
    return flag === undefined ? `cdk.Token.asAny(${renderJson(value)})` : String(flag);
  }
  if (isListSchema(schema)) {
    const [element] = schema;
    if (!Array.isArray(value)) {
      return element === 'text' ? renderTextList(value) : `cdk.Token.asAny(${renderJson(value)})`;
    }
    return `[${value.map((each) => renderValue(each, element)).join(', ')}]`;
  }
  if (schema !== undefined && isObject(value) && Object.keys(value).every((key) => key in schema || '*' in schema)) {
    const isMap = '*' in schema;
    const members = Object.entries(value).map(([key, member]) =>
      isMap ? [key, renderValue(member, schema['*'])] : [toPropName(key), renderValue(member, schema[key])],
    );
    return renderObject(Object.fromEntries(members));
  }
  return `cdk.Token.asAny(${renderJson(value)})`;
}

function isListSchema(schema: PropertySchema | undefined): schema is readonly [PropertySchema] {
  return Array.isArray(schema);
}
