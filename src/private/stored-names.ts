import type { ICacheClusterRef, IReplicationGroupRef, IServerlessCacheRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnCacheCluster, CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { Stack } from 'aws-cdk-lib/core';
import { arnComponents, toStoredName } from './arns';

/** Returns the name of a serverless cache as ElastiCache stores it. */
export function getServerlessCacheName(cache: IServerlessCacheRef): string {
  const nameInTemplate = CfnServerlessCache.isCfnServerlessCache(cache) ? cache.serverlessCacheName : undefined;
  return resolveStoredName(cache.serverlessCacheRef.serverlessCacheName, nameInTemplate);
}

/** Returns the id of a replication group as ElastiCache stores it. */
export function getReplicationGroupId(group: IReplicationGroupRef): string {
  const idInTemplate = CfnReplicationGroup.isCfnReplicationGroup(group) ? group.replicationGroupId : undefined;
  return resolveStoredName(group.replicationGroupRef.replicationGroupId, idInTemplate);
}

/** Returns the name of a cache cluster as ElastiCache stores it. */
export function getClusterName(cluster: ICacheClusterRef): string {
  const nameInTemplate = CfnCacheCluster.isCfnCacheCluster(cluster) ? cluster.clusterName : undefined;
  return resolveStoredName(cluster.cacheClusterRef.clusterName, nameInTemplate);
}

/** Formats the ARN of a replication group, for which CloudFormation has no attribute. */
export function formatReplicationGroupArn(group: IReplicationGroupRef): string {
  return formatArn(group, 'replicationgroup', getReplicationGroupId(group));
}

/** Formats the ARN of a cache cluster, for which CloudFormation has no attribute. */
export function formatClusterArn(cluster: ICacheClusterRef): string {
  return formatArn(cluster, 'cluster', getClusterName(cluster));
}

function formatArn(construct: IReplicationGroupRef | ICacheClusterRef, resource: string, name: string): string {
  const { account, region } = construct.env;
  return Stack.of(construct).formatArn({ ...arnComponents(resource, name), account, region });
}

/** Returns a name in lowercase. `Ref` can return the uppercase letters of the name that the template specifies. */
function resolveStoredName(name: string, nameInTemplate: string | undefined): string {
  const storedName = nameInTemplate && toStoredName(nameInTemplate);
  return storedName && storedName !== nameInTemplate ? storedName : toStoredName(name);
}
