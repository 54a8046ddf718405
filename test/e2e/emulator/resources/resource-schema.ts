import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

/** The subset of a schema type that validation uses. */
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

/** The subset of a resource schema that validation uses. */
export interface Schema {
  readonly properties: Readonly<Record<string, SchemaProperty>>;
  readonly attributes: Readonly<Record<string, object>>;
  readonly primaryIdentifier?: readonly string[];
}

const database = loadAwsServiceSpecSync();

const TEXT: SchemaType = { type: 'string' };

/**
 * Schemas that AWS has published, but that the database does not contain yet.
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

/** Returns the schema of a resource type, as CloudFormation publishes it. */
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

/** Returns the primary identifiers of the types that have one. */
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
 * Validates properties against the schema: unknown names, missing required properties, wrong types, and values that are
 * not in an enum.
 */
export function findSchemaErrors(type: string, properties: Record<string, unknown>): string[] {
  const schema = getSchema(type);
  const errors: string[] = [];
  validateObject('', schema.properties, properties, errors);
  for (const name of Object.keys(properties)) {
    // The schema lists the endpoints of a serverless cache as properties, but they are read-only.
    if (type === 'AWS::ElastiCache::ServerlessCache' && /^(Reader)?Endpoint$/.test(name)) {
      errors.push(`#/${name}: is read-only`);
    }
  }
  return errors;
}

/** The properties before and after an update, and the update policy of the resource. */
export interface Update {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly oldProperties: Readonly<Record<string, unknown>>;
  readonly policy?: { readonly UseOnlineResharding?: boolean | string };
}

const hasAvailabilityZones = (properties: Update['properties']) =>
  Boolean(properties.PreferredAvailabilityZone ?? properties.PreferredAvailabilityZones);

const usesOnlineResharding = ({ policy }: Update) => `${policy?.UseOnlineResharding}` === 'true';

/**
 * Properties whose update behavior differs from the schema, with the condition for an update without replacement.
 *
 * - The engine is updated from Redis OSS to Valkey.
 * - An AUTH token can be exchanged, but not added or removed.
 * - Shards require an update policy, and ids when they are configured one by one.
 * - The number of replicas is updated unless shards are configured one by one.
 * - The number of Memcached nodes is updated when Availability Zones are specified.
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

/** Returns whether CloudFormation updates the resource or creates a replacement. */
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
        value.forEach((item, index) => validateValue(`${path}/${index}`, type.element, item, errors));
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
      // JSON and union types accept any value.
      break;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
