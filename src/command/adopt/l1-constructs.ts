import type { AdoptionWriter } from './adoption-writer';
import type { DeployedResource } from './deployed-resource';
import { isEmpty } from './deployed-resource';
import {
  isIntrinsic,
  readFlag,
  renderJson,
  renderNumber,
  renderObject,
  renderText,
  renderTextList,
  quote,
} from './expressions';
import { CDK, ELASTICACHE, L1 } from './modules';
import { addTagOrder } from './tags';
import type { PropertySchema } from '../../service-data/generated/resource-properties';
import { PROPERTIES } from '../../service-data/generated/resource-properties';
import { isObject, toObject, toText } from '../../template/values';
import { toPropName } from '../../validation/property-reader';

/** The types whose L1 construct older versions of aws-cdk-lib do not have. */
const TYPES_WITHOUT_L1 = ['AWS::ElastiCache::ServerlessCacheSnapshot', 'AWS::ElastiCache::Snapshot'];

/** The properties that the L1 constructs of the oldest supported aws-cdk-lib do not have, by type. */
const PROPERTIES_WITHOUT_PROP: Readonly<Record<string, readonly string[]>> = {
  GlobalReplicationGroup: ['Tags'],
  ParameterGroup: ['CacheParameterGroupName'],
  ServerlessCache: ['ConnectionType'],
};

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
  if (TYPES_WITHOUT_L1.includes(type) || !Object.hasOwn(PROPERTIES, type)) {
    const props = renderObject({ type: renderText(type), properties: renderJson(properties) });
    return writer.declareResource(resource, `${CDK}.CfnResource`, props);
  }
  const schema = PROPERTIES[type];
  const specified = Object.entries(properties).filter(([name]) => resource.isInTemplate(name));
  const [props, overrides] = partition(specified, ([name, value]) => isProp(resource, name, value));
  addL1Changes(writer, resource, overrides);
  const rendered = props.map(([name, value]) => [
    toPropName(name),
    // The L1 construct does not convert the keys of this property.
    name === 'AuthenticationMode' ? renderToken(value) : renderValue(value, schema[name]),
  ]);
  const variable = writer.declareResource(
    resource,
    `${L1}.Cfn${shortType}`,
    renderObject(Object.fromEntries(rendered)),
  );
  writer.addFinalStatements(
    ...overrides.map(([name, value]) => `${variable}.addPropertyOverride(${quote(name)}, ${renderJson(value)});`),
  );
  if (String(properties.ClusterMode).toLowerCase() === 'disabled') {
    writer.groupsWithoutClusterMode.push(variable);
  }
  const className = IMPORTS[shortType]?.(resource);
  if (className !== undefined) {
    writer.addFinalStatements(
      `// Use the features of the L2 construct, such as metrics and connect(), with this import.\n${ELASTICACHE}.${className}.fromCfn${shortType}(${variable});`,
    );
  }
  return variable;
}

/** Adds what an L1 construct renders differently as changes. */
function addL1Changes(
  writer: AdoptionWriter,
  resource: DeployedResource,
  overrides: readonly (readonly [name: string, value: unknown])[],
): void {
  const names = overrides.filter(([, value]) => isObject(value) && isEmpty(value)).map(([name]) => name);
  const { Tags: tags } = resource.properties;
  names.push(...(isEmpty(tags) ? ['Tags'] : []));
  names.forEach((name) => writer.addChange(resource, name, 'removed, because it is empty'));
  addTagOrder(writer, resource, tags);
}

/** Whether the prop of an L1 construct renders a value as it is in the template. */
function isProp({ type, shortType }: DeployedResource, name: string, value: unknown): boolean {
  if (!Object.hasOwn(PROPERTIES[type], name) || PROPERTIES_WITHOUT_PROP[shortType]?.includes(name)) {
    return false;
  }
  const isTagList = Array.isArray(value) && value.every((tag) => typeof toObject(tag).Key === 'string');
  return name === 'Tags' ? isTagList : hasSchema(value, PROPERTIES[type][name]);
}

/** Whether a value has the schema of a property. An L1 construct omits other members of objects. */
function hasSchema(value: unknown, schema: PropertySchema): boolean {
  if (isIntrinsic(value)) {
    return true;
  }
  if (isListSchema(schema)) {
    return Array.isArray(value) && value.every((element) => hasSchema(element, schema[0]));
  }
  if (typeof schema === 'string') {
    return toText(value) !== undefined;
  }
  return (
    isObject(value) && Object.entries(value).every(([key, member]) => hasMember(member, schema[key] ?? schema['*']))
  );
}

function hasMember(member: unknown, schema: PropertySchema | undefined): boolean {
  return schema !== undefined && hasSchema(member, schema);
}

function partition<T>(values: readonly T[], isFirst: (value: T) => boolean): [T[], T[]] {
  return [values.filter(isFirst), values.filter((value) => !isFirst(value))];
}

/** Renders a value with the given schema. L1 constructs accept tokens for all types. */
function renderValue(value: unknown, schema: PropertySchema): string {
  if (schema === 'text') {
    return renderText(value);
  }
  if (schema === 'number') {
    return renderNumber(value);
  }
  if (schema === 'flag') {
    const flag = readFlag(value);
    return flag === undefined ? renderToken(value) : String(flag);
  }
  if (isListSchema(schema)) {
    return renderList(value, schema[0]);
  }
  if (isIntrinsic(value)) {
    return renderToken(value);
  }
  const members = Object.entries(toObject(value)).map(([key, member]) =>
    '*' in schema ? [key, renderValue(member, schema['*'])] : [toPropName(key), renderValue(member, schema[key])],
  );
  return renderObject(Object.fromEntries(members));
}

function renderList(value: unknown, element: PropertySchema): string {
  if (Array.isArray(value)) {
    return `[${value.map((each) => renderValue(each, element)).join(', ')}]`;
  }
  return element === 'text' ? renderTextList(value) : renderToken(value);
}

function renderToken(value: unknown): string {
  return `${CDK}.Token.asAny(${renderJson(value)})`;
}

function isListSchema(schema: PropertySchema | undefined): schema is readonly [PropertySchema] {
  return Array.isArray(schema);
}
