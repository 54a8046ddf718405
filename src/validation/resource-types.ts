import type { RuleMetadata } from './rule';
import { FindingSeverity } from './rule';
import { findClosest } from '../private/text';
import { PROPERTIES } from '../service-data/generated/resource-properties';

const PREFIX = 'AWS::ElastiCache::';
const SEE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ElastiCache.html';

/** The types of EC2-Classic. AWS rejects them in all accounts. */
const RETIRED_TYPES = ['SecurityGroup', 'SecurityGroupIngress'].map((name) => PREFIX + name);

/** The right types by wrong names in lowercase: names of other tools, and of the parts of ElastiCache. */
const MISNAMED_TYPES: Readonly<Record<string, string>> = {
  cacheparametergroup: 'ParameterGroup',
  cachesubnetgroup: 'SubnetGroup',
  cluster: 'CacheCluster',
  globaldatastore: 'GlobalReplicationGroup',
  memcachedcluster: 'CacheCluster',
  redisreplicationgroup: 'ReplicationGroup',
  serverless: 'ServerlessCache',
};

const createMetadata = (
  id: string,
  description: string,
  severity: FindingSeverity = FindingSeverity.ERROR,
): RuleMetadata => ({ id: `Resource.${id}`, description, severity, property: 'Type', see: SEE });

const MISSPELLED = createMetadata('TypeMisspelled', 'the name of an ElastiCache resource type must not be misspelled');
const RETIRED = createMetadata('TypeRetired', 'a resource must not belong to EC2-Classic, which is discontinued');
const UNKNOWN = createMetadata(
  'TypeUnknown',
  'a resource type should be one that this version of cdk-elasticache supports',
  FindingSeverity.WARNING,
);

/** The rules for the types of resources. */
export const TYPE_RULES: readonly RuleMetadata[] = [MISSPELLED, RETIRED, UNKNOWN];

/** Whether a type belongs to ElastiCache, even if the name of the service is misspelled. */
export function isElastiCacheType(type: string): boolean {
  if (type.startsWith(PREFIX)) {
    return true;
  }
  const [vendor, service, name] = type.toLowerCase().split('::');
  return vendor === 'aws' && name !== undefined && findClosest(service, ['elasticache']) !== undefined;
}

/** Checks whether the type of an ElastiCache resource exists. */
export function checkType(type: string): { readonly rule: RuleMetadata; readonly message: string } | undefined {
  if (Object.hasOwn(PROPERTIES, type) || !isElastiCacheType(type)) {
    return undefined;
  }
  if (RETIRED_TYPES.includes(type)) {
    const message = `'Type' ${type} is not supported, because EC2-Classic is discontinued. Use AWS::EC2::SecurityGroup, and specify its id in the properties of the caches.`;
    return { rule: RETIRED, message };
  }
  const certain = findCertainType(type);
  const intended = certain ?? findClosest(type, Object.keys(PROPERTIES));
  if (intended === undefined) {
    const message = `'Type' ${type} is not a resource type in this version of cdk-elasticache. Check the spelling, or upgrade cdk-elasticache.`;
    return { rule: UNKNOWN, message };
  }
  const fix = certain === undefined ? `Did you mean ${intended}?` : `Use ${intended}.`;
  return { rule: MISSPELLED, message: `'Type' ${type} does not exist. ${fix}` };
}

/** Finds the type with the same name, without the spelling of the service and the case, or in `MISNAMED_TYPES`. */
function findCertainType(type: string): string | undefined {
  const name = type.toLowerCase().split('::')[2];
  const intendedName = Object.hasOwn(MISNAMED_TYPES, name) ? MISNAMED_TYPES[name].toLowerCase() : name;
  return Object.keys(PROPERTIES).find((known) => known.toLowerCase() === (PREFIX + intendedName).toLowerCase());
}
