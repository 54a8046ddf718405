import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnCacheCluster } from 'aws-cdk-lib/aws-elasticache';
import type { IResource } from 'aws-cdk-lib/core';
import { CfnResource } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { CacheConnections } from './cache-connections';
import { addConstructWarning } from '../validation/construct-warnings';

type CacheType = 'MemcachedCluster' | 'ReplicationGroup' | 'ServerlessCache' | 'SingleNodeCluster';

/** Creates the connections of an imported cache, and adds a warning if its security groups are unknown. */
export function createImportedConnections(
  cache: Construct & IResource,
  type: CacheType,
  kind: string,
  securityGroups: ec2.ISecurityGroup[] | undefined,
  defaultPort: ec2.Port | undefined,
): ec2.Connections {
  if (!securityGroups?.length) {
    addConstructWarning(
      cache,
      `${type}.ImportWithoutSecurityGroups`,
      `'connections' adds no rules to the imported ${kind}, because its security groups are unknown. ` +
        `Clients that need these rules cannot connect. ${describeFix(cache, type)}`,
    );
  }
  return new CacheConnections(cache, { securityGroups, defaultPort });
}

/** Returns how to specify the security groups, which the import of an L1 construct reads from the L1 construct. */
function describeFix({ node: { scope } }: Construct, type: CacheType): string {
  if (!CfnResource.isCfnResource(scope)) {
    return `Set 'securityGroups' in from${type}Attributes.`;
  }
  const prop =
    scope.cfnResourceType === CfnCacheCluster.CFN_RESOURCE_TYPE_NAME ? 'vpcSecurityGroupIds' : 'securityGroupIds';
  return `Set '${prop}' of the L1 construct to an array of ids.`;
}

/** Creates the connections of a cache that is defined in the app. An adopted cache can lack security groups. */
export function createConnections(
  cache: Construct & IResource,
  type: Exclude<CacheType, 'SingleNodeCluster'>,
  securityGroups: ec2.ISecurityGroup[] | undefined,
  defaultPort: ec2.Port | undefined,
  portAttribute?: string,
): ec2.Connections {
  if (!securityGroups) {
    addConstructWarning(
      cache,
      `${type}.AdoptedWithoutSecurityGroups`,
      "'connections' adds no rules, because the cache is adopted without 'securityGroups', and has the default security group of the VPC. " +
        "Clients that need these rules cannot connect. Set 'securityGroups'.",
    );
  }
  return new CacheConnections(cache, { securityGroups, defaultPort, portAttribute });
}
