import type { ResourceEnvironment } from './property-reader';
import { isResolved } from '../private/tokens';

/** The property with the physical name of a resource, by resource type. */
export const NAME_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ['AWS::ElastiCache::CacheCluster', 'ClusterName'],
  ['AWS::ElastiCache::GlobalReplicationGroup', 'GlobalReplicationGroupIdSuffix'],
  ['AWS::ElastiCache::ParameterGroup', 'CacheParameterGroupName'],
  ['AWS::ElastiCache::ReplicationGroup', 'ReplicationGroupId'],
  ['AWS::ElastiCache::ServerlessCache', 'ServerlessCacheName'],
  ['AWS::ElastiCache::ServerlessCacheSnapshot', 'ServerlessCacheSnapshotName'],
  ['AWS::ElastiCache::Snapshot', 'SnapshotName'],
  ['AWS::ElastiCache::SubnetGroup', 'CacheSubnetGroupName'],
  ['AWS::ElastiCache::User', 'UserId'],
  ['AWS::ElastiCache::UserGroup', 'UserGroupId'],
  ['AWS::Logs::LogGroup', 'LogGroupName'],
  ['AWS::SNS::Topic', 'TopicName'],
]);

/** Converts a specified name to the form in which AWS stores it. ElastiCache stores names in lowercase. */
export function normalizeName(type: string, name: string): string {
  return type.startsWith('AWS::ElastiCache::') ? name.toLowerCase() : name;
}

/**
 * Converts a name or an ARN in a reference to the stored name of the resource. The id of a global datastore consists of
 * a prefix for the Region and the name, so the prefix is removed.
 *
 * An ARN of another service, account, or Region is returned unchanged, so it does not match any name.
 *
 * @param environment the account and Region of the referring resource, which can be unresolved
 */
export function normalizeReference(type: string, text: string, environment?: Partial<ResourceEnvironment>): string {
  const name = normalizeName(type, parseArnName(type, text, environment) ?? text);
  return type === 'AWS::ElastiCache::GlobalReplicationGroup' ? name.replace(/^[a-z]{5}-/, '') : name;
}

/** Returns the name in an ARN, or undefined for other texts and ARNs of another service, account, or Region. */
function parseArnName(type: string, text: string, environment?: Partial<ResourceEnvironment>): string | undefined {
  const [prefix, , service, region, account, ...resource] = text.split(':');
  const isOfType = prefix === 'arn' && service === type.split('::')[1].toLowerCase();
  return isOfType && isSame(region, environment?.region) && isSame(account, environment?.account)
    ? resource.join(':').split(/[:/]/).pop()
    : undefined;
}

/** Whether a part of an ARN can match the environment. The ARNs of global datastores have no Region. */
function isSame(part: string, expected: string | undefined): boolean {
  return part === '' || part === expected || !isResolved(part) || !isResolved(expected);
}
