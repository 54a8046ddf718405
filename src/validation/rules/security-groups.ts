import { listElementPaths } from '../property-reader';
import type { ResourceView } from '../resource-view';
import type { Rule } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { deferredRule, templateRule } from '../rule-builders';
import type { TemplateResource } from '../template-resource';

const DEFAULT_GROUPS = 'https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html';
const ACCESS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/elasticache-vpc-accessing.html';
const SECURITY_GROUP = 'AWS::EC2::SecurityGroup';
const INGRESS = 'AWS::EC2::SecurityGroupIngress';
const VPC = 'AWS::EC2::VPC';

/** The types of resources that can connect VPCs, or that can create such resources. */
const VPC_CONNECTIONS: readonly string[] = [
  'AWS::CloudFormation::Stack',
  'AWS::EC2::SecurityGroupVpcAssociation',
  'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::TransitGatewayVpcAttachment',
  'AWS::EC2::VPCPeeringConnection',
  'AWS::NetworkManager::VpcAttachment',
];

/**
 * Reports caches that clients probably cannot connect to because of the security groups.
 *
 * @param property the property that contains the security groups
 * @param isWithoutGroups whether other properties determine the security groups, or the cache has none
 */
export function securityGroupRules(
  metadata: RuleMetadataFactory,
  property: string,
  isWithoutGroups: (cache: ResourceView) => boolean,
): Rule[] {
  return [
    templateRule(
      { ...metadata('SecurityGroupsMissing', property, DEFAULT_GROUPS), severity: 'warning' },
      `${property} should be specified, because ElastiCache otherwise uses the default security group of the VPC`,
      (cache) => {
        return cache.has(property) || isWithoutGroups(cache) || usesDefaultGroups(cache)
          ? undefined
          : `'${property}' is missing, so ElastiCache uses the default security group of the VPC, which by default allows connections only from members of the same group. Set '${property}' to a security group that allows connections from the clients.`;
      },
    ),
    deferredRule(
      metadata('ClientInOtherVpc', property, ACCESS),
      `${property} must allow connections only from security groups in the VPC of the cache, unless the VPCs are connected`,
      (cache) => {
        const foreign = findForeignClient(cache, property);
        return foreign && !connectsVpcs(cache)
          ? `${cache.name(property)} must allow connections only from clients in the VPC of the cache, ${foreign.vpc}, but got ${foreign.group}, which allows ${foreign.client} in ${foreign.clientVpc}. Clients in another VPC can connect only if the VPCs are connected, for example through VPC peering or a transit gateway. Move the clients to ${foreign.vpc}, connect the VPCs, or acknowledge this error if another app connects them.`
          : undefined;
      },
    ),
  ];
}

/** Whether the template uses the default security group of a VPC, so that a cache can share it with its clients. */
function usesDefaultGroups(cache: TemplateResource): boolean {
  return cache.template.index.ofType(VPC).some(({ usedAttributes }) => usedAttributes.includes('DefaultSecurityGroup'));
}

/** A security group of a cache that allows connections from a security group in another VPC. */
interface ForeignClient {
  readonly group: ResourceView;
  readonly vpc: ResourceView;
  readonly client: ResourceView;
  readonly clientVpc: ResourceView;
}

/** Finds clients in another VPC, if both VPCs are defined in the same app or template. */
function findForeignClient(cache: ResourceView, property: string): ForeignClient | undefined {
  return cache
    .targets(property, SECURITY_GROUP)
    .flatMap((group) => findClients(group).map((client) => ({ group, client })))
    .flatMap(({ group, client }) => {
      const [vpc, clientVpc] = [group.target('VpcId', VPC), client.target('VpcId', VPC)];
      return vpc && clientVpc && vpc !== clientVpc ? [{ group, vpc, client, clientVpc }] : [];
    })
    .at(0);
}

/** Finds the security groups from which the ingress rules of a security group allow connections. */
function findClients(group: ResourceView): ResourceView[] {
  const inlineSources = listElementPaths(group, 'SecurityGroupIngress').map((path) =>
    group.target(`${path}.SourceSecurityGroupId`, SECURITY_GROUP),
  );
  const separateSources = group
    .findReferrers(INGRESS, 'GroupId')
    .map((ingress) => ingress.target('SourceSecurityGroupId', SECURITY_GROUP));
  return [...inlineSources, ...separateSources].filter((source) => source !== undefined);
}

function connectsVpcs(cache: ResourceView): boolean {
  return VPC_CONNECTIONS.some((type) => cache.resourcesOfType(type).length > 0);
}
