import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

/** What is used of a type in the schema of a resource. */
export type SchemaType =
  | { readonly type: 'string'; readonly allowedValues?: readonly string[] }
  | { readonly type: 'integer' | 'number' | 'boolean' | 'tag' | 'json' | 'date-time' | 'null' | 'union' }
  | { readonly type: 'array' | 'map'; readonly element: SchemaType }
  | { readonly type: 'ref'; readonly reference: object };

interface SchemaProperty {
  readonly type: SchemaType;
  readonly required?: boolean;
  readonly causesReplacement?: 'yes' | 'no' | 'maybe';
}

/** What is used of the schema of a resource. */
export interface Schema {
  readonly properties: Readonly<Record<string, SchemaProperty>>;
  readonly attributes: Readonly<Record<string, object>>;
  readonly primaryIdentifier?: readonly string[];
}

const database = loadAwsServiceSpecSync();

const TEXT: SchemaType = { type: 'string' };

/**
 * Schemas that are published, and not yet in the database.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-snapshot.html
 */
const ADDITIONAL_SCHEMAS: Readonly<Record<string, Schema>> = {
  'AWS::ElastiCache::Snapshot': {
    properties: {
      SnapshotName: { type: TEXT, required: true, causesReplacement: 'yes' },
      ReplicationGroupId: { type: TEXT, causesReplacement: 'yes' },
      CacheClusterId: { type: TEXT, causesReplacement: 'yes' },
      KmsKeyId: { type: TEXT, causesReplacement: 'yes' },
      Tags: { type: { type: 'array', element: { type: 'tag' } } },
    },
    attributes: {},
    primaryIdentifier: ['Arn'],
  },
};

/** The schema of a resource type, as CloudFormation publishes it. */
export function getSchema(type: string): Schema {
  if (ADDITIONAL_SCHEMAS[type]) {
    return ADDITIONAL_SCHEMAS[type];
  }
  const [definition] = database.lookup('resource', 'cloudFormationType', 'equals', type);
  if (!definition) {
    throw new Error(`Unrecognized resource types: [${type}]`);
  }
  return definition as Schema;
}

/** The properties by which resources are known, of the types that have some. */
export function getPrimaryIdentifiers(types: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(
    types.flatMap((type) => {
      const [definition] = database.lookup('resource', 'cloudFormationType', 'equals', type);
      const { primaryIdentifier } = (ADDITIONAL_SCHEMAS[type] ?? definition ?? {}) as Partial<Schema>;
      return primaryIdentifier ? [[type, primaryIdentifier]] : [];
    }),
  );
}

/**
 * What is wrong with the properties, as the schema knows it: unknown names, missing ones, wrong types, values that are
 * not in an enum.
 */
export function findSchemaErrors(type: string, properties: Record<string, unknown>): string[] {
  const schema = getSchema(type);
  const errors: string[] = [];
  validateObject('', schema.properties, properties, errors);
  for (const name of Object.keys(properties)) {
    // The endpoints of a serverless cache are properties of its schema that nobody may set.
    if (type === 'AWS::ElastiCache::ServerlessCache' && /^(Reader)?Endpoint$/.test(name)) {
      errors.push(`#/${name}: is read-only`);
    }
  }
  return errors;
}

/** What an update depends on: the properties before and after it, and the update policy of the resource. */
export interface Update {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly oldProperties: Readonly<Record<string, unknown>>;
  readonly policy?: { readonly UseOnlineResharding?: boolean | string };
}

const hasAvailabilityZones = (properties: Update['properties']) =>
  Boolean(properties.PreferredAvailabilityZone ?? properties.PreferredAvailabilityZones);

const usesOnlineResharding = ({ policy }: Update) => `${policy?.UseOnlineResharding}` === 'true';

/**
 * Where a change is made in place although the schema tells a replacement, or replaces although the schema leaves that
 * open.
 *
 * From Redis OSS to Valkey in place; a token that is exchanged, but none that is added or taken away; shards with an
 * update policy, and with ids where they are described one by one; replicas where none is; nodes of Memcached where
 * their zones are told.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-replicationgroup.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-cachecluster.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
 * @see https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/918
 */
const UPDATABLE_WITHOUT_REPLACEMENT: Readonly<Record<string, Readonly<Record<string, (update: Update) => boolean>>>> = {
  'AWS::ElastiCache::ReplicationGroup': {
    Engine: () => true,
    AuthToken: ({ properties, oldProperties }) => Boolean(properties.AuthToken) === Boolean(oldProperties.AuthToken),
    NumNodeGroups: usesOnlineResharding,
    NodeGroupConfiguration: (update) =>
      usesOnlineResharding(update) &&
      [update.properties, update.oldProperties].every(({ NodeGroupConfiguration: shards }) =>
        (shards as any[])?.every(({ NodeGroupId }) => NodeGroupId),
      ),
    ReplicasPerNodeGroup: ({ properties, oldProperties }) =>
      !properties.NodeGroupConfiguration && !oldProperties.NodeGroupConfiguration,
  },
  'AWS::ElastiCache::CacheCluster': {
    NumCacheNodes: ({ properties, oldProperties }) => [properties, oldProperties].some(hasAvailabilityZones),
  },
};

/** Whether CloudFormation changes the resource in place or replaces it. */
export function resolveUpdateStrategy(type: string, update: Update): 'update' | 'create' {
  const { properties, oldProperties } = update;
  const { properties: schemaProperties, primaryIdentifier } = getSchema(type);
  const names = [...new Set([...Object.keys(properties), ...Object.keys(oldProperties)])];
  const changed = names.filter((name) => JSON.stringify(properties[name]) !== JSON.stringify(oldProperties[name]));
  const replacedProperties = changed.filter((name) => {
    const isUpdatable = UPDATABLE_WITHOUT_REPLACEMENT[type]?.[name];
    return isUpdatable ? !isUpdatable(update) : schemaProperties[name]?.causesReplacement === 'yes';
  });
  if (replacedProperties.length === 0) {
    return 'update';
  }

  const [identifier] = primaryIdentifier ?? [];
  if (
    identifier &&
    schemaProperties[identifier] &&
    oldProperties[identifier] !== undefined &&
    oldProperties[identifier] === properties[identifier]
  ) {
    throw new Error(
      'CloudFormation cannot update a stack when a custom-named resource requires replacing. ' +
        `Rename ${oldProperties[identifier]} and update the stack again. (${replacedProperties})`,
    );
  }
  return 'create';
}

function validateObject(
  path: string,
  schemaProperties: Readonly<Record<string, SchemaProperty>>,
  properties: Record<string, unknown>,
  errors: string[],
) {
  for (const name of Object.keys(properties)) {
    if (!schemaProperties[name]) {
      errors.push(`#${path}: extraneous key [${name}] is not permitted`);
    }
  }
  for (const [name, property] of Object.entries(schemaProperties)) {
    if (properties[name] === undefined) {
      if (property.required) {
        errors.push(`#${path}: required key [${name}] not found`);
      }
      continue;
    }
    validateValue(`${path}/${name}`, property.type, properties[name], errors);
  }
}

function validateValue(path: string, type: SchemaType, value: unknown, errors: string[]) {
  const expect = (isValid: boolean, typeName: string) => {
    if (!isValid) {
      errors.push(`#${path}: expected type: ${typeName}, found: ${JSON.stringify(value)}`);
    }
  };
  switch (type.type) {
    case 'string':
      expect(typeof value !== 'object', 'String');
      if (type.allowedValues && !type.allowedValues.includes(String(value))) {
        errors.push(`#${path}: ${JSON.stringify(value)} is not a valid enum value`);
      }
      break;
    case 'integer':
      expect(/^-?\d+$/.test(String(value)), 'Integer');
      break;
    case 'number':
      expect(value !== '' && !isNaN(Number(value)), 'Number');
      break;
    case 'boolean':
      expect(/^(true|false)$/.test(String(value)), 'Boolean');
      break;
    case 'array':
      expect(Array.isArray(value), 'JSONArray');
      if (Array.isArray(value)) {
        value.forEach((item, at) => validateValue(`${path}/${at}`, type.element, item, errors));
      }
      break;
    case 'map':
      expect(isObject(value), 'JSONObject');
      if (isObject(value)) {
        Object.entries(value).forEach(([key, item]) => validateValue(`${path}/${key}`, type.element, item, errors));
      }
      break;
    case 'ref':
      expect(isObject(value), 'JSONObject');
      if (isObject(value)) {
        validateObject(
          path,
          database.get('typeDefinition', type.reference as never).properties as Schema['properties'],
          value,
          errors,
        );
      }
      break;
    case 'tag':
      expect(isObject(value) && typeof value.Key === 'string' && typeof value.Value === 'string', 'Tag');
      break;
    default:
      break; // json and unions hold what they like
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
