import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { IResource } from 'aws-cdk-lib/core';
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
        `Clients that need these rules cannot connect. Set 'securityGroups' in from${type}Attributes.`,
    );
  }
  return new CacheConnections(cache, { securityGroups, defaultPort });
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
