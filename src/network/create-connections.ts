import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnCacheCluster } from 'aws-cdk-lib/aws-elasticache';
import type { IResource } from 'aws-cdk-lib/core';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import type { CacheConnectionsProps } from './cache-connections';
import { CacheConnections } from './cache-connections';
import { addConstructWarning } from '../validation/construct-warnings';

type CacheType = 'MemcachedCluster' | 'ReplicationGroup' | 'ServerlessCache' | 'SingleNodeCluster';

interface ConnectionsOfCacheProps extends CacheConnectionsProps {
  /**
   * Whether clients connect to the cache from the internet. Such a cache has no security groups.
   *
   * @default false
   */
  readonly isPublic?: boolean;
}

/** The connections of an imported cache, with the values from which they are created. */
interface ImportedConnections {
  readonly connections: ec2.Connections;
  readonly securityGroups: readonly ec2.ISecurityGroup[];
  readonly defaultPort?: ec2.Port;
}

const IMPORTED_CONNECTIONS = new WeakMap<IConstruct, ImportedConnections>();

/**
 * Returns the connections of an imported cache, and adds a warning if its security groups are unknown.
 *
 * If the security groups or the port of its L1 construct have changed, creates the connections again. Existing rules
 * stay, and security groups that were added to the connections are added again.
 */
export function getImportedConnections(
  cache: Construct & IResource,
  type: CacheType,
  kind: string,
  { securityGroups = [], defaultPort, isPublic }: ConnectionsOfCacheProps,
): ec2.Connections {
  const existing = IMPORTED_CONNECTIONS.get(cache);
  if (
    existing &&
    haveSameElements(existing.securityGroups, securityGroups) &&
    haveSamePorts(cache, existing.defaultPort, defaultPort)
  ) {
    return existing.connections;
  }
  if (isPublic) {
    warnOfPublicCache(cache);
  } else if (securityGroups.length === 0) {
    warnOfUnknownSecurityGroups(cache, type, kind);
  }

  const connections = new CacheConnections(cache, { securityGroups, defaultPort });
  existing?.connections.securityGroups
    .filter((group) => !existing.securityGroups.includes(group))
    .forEach((group) => connections.addSecurityGroup(group));
  IMPORTED_CONNECTIONS.set(cache, { connections, securityGroups, defaultPort });
  return connections;
}

function haveSameElements<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((element, index) => element === b[index]);
}

/** Returns whether two ports are equal. The port of an L1 construct can be another token each time it is read. */
function haveSamePorts(cache: IConstruct, a: ec2.Port | undefined, b: ec2.Port | undefined): boolean {
  const [rule, otherRule] = [JSON.stringify(a?.toRuleJson()), JSON.stringify(b?.toRuleJson())];
  const resolve = (port: ec2.Port | undefined) => JSON.stringify(Stack.of(cache).resolve(port?.toRuleJson()));
  return rule === otherRule || resolve(a) === resolve(b);
}

function warnOfUnknownSecurityGroups(cache: Construct, type: CacheType, kind: string): void {
  addConstructWarning(
    cache,
    `${type}.ImportWithoutSecurityGroups`,
    `'connections' adds no rules to the imported ${kind}, because its security groups are unknown. ` +
      `Clients that need these rules cannot connect. ${describeFix(cache, type)}`,
  );
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
  { isPublic, ...props }: ConnectionsOfCacheProps,
): ec2.Connections {
  if (isPublic && !props.securityGroups?.length) {
    warnOfPublicCache(cache);
  } else if (!props.securityGroups) {
    addConstructWarning(
      cache,
      `${type}.AdoptedWithoutSecurityGroups`,
      "'connections' adds no rules, because the cache is adopted without 'securityGroups', and has the default security group of the VPC. " +
        "Clients that need these rules cannot connect. Set 'securityGroups'.",
    );
  }
  return new CacheConnections(cache, props);
}

/** Adds a warning if a public cache has no security groups, to which `connections` could add rules. */
function warnOfPublicCache(cache: IConstruct): void {
  addConstructWarning(
    cache,
    'ServerlessCache.PublicWithoutSecurityGroups',
    "'connections' adds no rules, because a public cache has no security groups. " +
      "Clients with IAM authentication can connect from the internet. Remove the calls of 'connections'.",
  );
}
