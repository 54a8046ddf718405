import { API_ENUMS } from './generated/api-enums';

/** The values of properties, by path. `*` in a path is the index of a list element. */
type PropertyValues = Readonly<Record<string, readonly string[]>>;

const NETWORK: PropertyValues = {
  IpDiscovery: API_ENUMS.IpDiscovery,
  NetworkType: API_ENUMS.NetworkType,
};

const LOG_DELIVERY: PropertyValues = {
  'LogDeliveryConfigurations.*.DestinationType': API_ENUMS.DestinationType,
  'LogDeliveryConfigurations.*.LogFormat': API_ENUMS.LogFormat,
  'LogDeliveryConfigurations.*.LogType': API_ENUMS.LogType,
};

/** Includes the engines that a resource type does not support, so that rules recognize them. */
const CACHE_ENGINES = ['valkey', 'redis', 'memcached'];

/**
 * The values that AWS compares without their case, by resource type. All other values are compared with their case.
 * Examples are the enums in the schemas of resource types: `Engine` of users and user groups, and `Role` of the members
 * of a global datastore. Read 2026-11-30.
 *
 * @see https://github.com/aws-cloudformation/cfn-lint/pull/4540
 * @see https://github.com/awsdocs/aws-cloudformation-user-guide/issues/928
 */
export const CASE_INSENSITIVE_VALUES: Readonly<Record<string, PropertyValues>> = {
  'AWS::ElastiCache::CacheCluster': {
    AZMode: API_ENUMS.AZMode,
    Engine: CACHE_ENGINES,
    ...NETWORK,
    ...LOG_DELIVERY,
  },
  'AWS::ElastiCache::GlobalReplicationGroup': { Engine: CACHE_ENGINES },
  'AWS::ElastiCache::ReplicationGroup': {
    ClusterMode: API_ENUMS.ClusterMode,
    Durability: API_ENUMS.Durability,
    Engine: CACHE_ENGINES,
    TransitEncryptionMode: API_ENUMS.TransitEncryptionMode,
    ...NETWORK,
    ...LOG_DELIVERY,
  },
  'AWS::ElastiCache::ServerlessCache': {
    'CacheUsageLimits.DataStorage.Unit': API_ENUMS.DataStorageUnit,
    ConnectionType: API_ENUMS.ConnectionType,
    Engine: CACHE_ENGINES,
    NetworkType: NETWORK.NetworkType,
  },
  'AWS::ElastiCache::User': {
    'AuthenticationMode.Type': API_ENUMS.InputAuthenticationType,
  },
};

/**
 * Returns the value in the form of the AWS documentation, such as `redis` for `Redis`, if AWS compares the values of
 * the property without their case. Returns other values unchanged.
 */
export function normalizeCase(type: string, path: string, value: string): string {
  const properties = Object.hasOwn(CASE_INSENSITIVE_VALUES, type) ? CASE_INSENSITIVE_VALUES[type] : {};
  const key = path.replace(/\.\d+(?=\.)/g, '.*');
  const known = Object.hasOwn(properties, key) ? properties[key] : [];
  return known.find((candidate) => candidate.toLowerCase() === value.toLowerCase()) ?? value;
}
