import { featureRule } from './engine';
import { formatFamilies, readNodeType, suggestNodeType, supportsEngine } from './node-type';
import { LIMITS } from '../../../service-data/limits';
import type { PropertyReader } from '../../property-reader';
import type { Rule } from '../../rule';
import type { RuleMetadataFactory } from '../../rule-builders';
import {
  allowedValues,
  crossResourceRule,
  deferredRule,
  formatEnumValue,
  idFormat,
  integerRange,
  isOneOf,
  rule,
} from '../../rule-builders';
import { sameRegionRule } from '../environment';
import { PAGES } from '../pages';
import { securityGroupRules } from '../security-groups';
import { checkAddresses, checkDefaultVpc, checkSecurityGroups, findGroupSubnets } from '../subnets';

const VPC = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VPCs.html';
const NETWORK_TYPE = 'NetworkType';
const IP_DISCOVERY = 'IpDiscovery';
const NODE_TYPE = 'CacheNodeType';
const SUBNET_GROUP = 'CacheSubnetGroupName';
const CLASSIC_SECURITY_GROUPS = 'CacheSecurityGroupNames';

/**
 * Validates the network of a node-based cache.
 *
 * @param securityGroups the property that contains the security groups
 */
export function networkRules(metadata: RuleMetadataFactory, securityGroups: string): Rule[] {
  return [
    allowedValues(
      metadata('NetworkTypeInvalid', NETWORK_TYPE, PAGES.networkType),
      ['ipv4', 'ipv6', 'dual_stack'],
      NETWORK_TYPE,
    ),
    allowedValues(metadata('IpDiscoveryInvalid', IP_DISCOVERY, PAGES.networkType), ['ipv4', 'ipv6'], IP_DISCOVERY),
    ipDiscoveryRule(metadata),
    featureRule(metadata('Ipv6UnsupportedByVersion', NETWORK_TYPE, PAGES.networkType), 'ipv6DualStack', {
      when: usesIpv6,
      subject: 'NetworkType ipv6 or dual_stack',
      formatSubject: formatNetworkType,
    }),
    rule(
      metadata('Ipv6RequiresNitro', NETWORK_TYPE, PAGES.networkType),
      'NetworkType ipv6 or dual_stack requires a node type that is based on the Nitro System',
      (p) => {
        const type = usesIpv6(p) ? readNodeType(p) : undefined;
        if (!type || type.fact.nitro) {
          return undefined;
        }
        const name = p.text(NODE_TYPE)!;
        const families = formatFamilies((fact) => fact.nitro, 'and');
        const suggestion = suggestNodeType(p, name, (fact) => fact.nitro && supportsEngine(p, fact));
        return `${formatNetworkType(p)} requires a node type that is based on the Nitro System, but got ${name}. The families ${families} are based on the Nitro System. Use ${suggestion}.`;
      },
    ),
    integerRange(metadata('PortOutOfRange', 'Port', VPC), LIMITS.port),
    ...vpcRules(metadata, securityGroups),
  ];
}

/** Validates the subnets and security groups of a node-based cache. */
function vpcRules(metadata: RuleMetadataFactory, securityGroups: string): Rule[] {
  return [
    idFormat(metadata('SecurityGroupIdInvalid', securityGroups, VPC), 'sg'),
    rule(
      metadata('Ec2ClassicSecurityGroups', CLASSIC_SECURITY_GROUPS, VPC),
      'CacheSecurityGroupNames is not supported, because EC2-Classic is discontinued',
      (p) =>
        p.has(CLASSIC_SECURITY_GROUPS)
          ? `${p.name(CLASSIC_SECURITY_GROUPS)} is not supported, because EC2-Classic is discontinued. ` +
            `Use ${p.name(securityGroups)} and ${p.name(SUBNET_GROUP)}.`
          : undefined,
    ),
    rule(
      {
        ...metadata('SubnetGroupMissing', SUBNET_GROUP, PAGES.subnetGroups),
        severity: 'warning',
        isForNewResources: true,
      },
      'CacheSubnetGroupName should be specified',
      (cache) =>
        isInKnownVpc(cache)
          ? undefined
          : `${cache.name(SUBNET_GROUP)} is missing, so ElastiCache creates the nodes in the default VPC. Security groups of other VPCs are not allowed there. Set ${cache.name(SUBNET_GROUP)} to a subnet group.`,
    ),
    {
      ...deferredRule(
        metadata('SubnetsLackAddresses', NETWORK_TYPE, PAGES.networkType),
        'the CIDR blocks of the subnets in CacheSubnetGroupName must match NetworkType',
        (cache) => {
          const networkType = cache.has(NETWORK_TYPE) ? cache.text(NETWORK_TYPE) : 'ipv4';
          return networkType === undefined
            ? undefined
            : checkAddresses(cache, networkType, findGroupSubnets(cache), SUBNET_GROUP);
        },
      ),
      canBeSatisfiedLater: true,
    },
    crossResourceRule(
      metadata('SecurityGroupInOtherVpc', securityGroups, VPC),
      `${securityGroups} must be security groups in the same VPC as the subnets`,
      (cache) => checkSecurityGroups(cache, securityGroups, findGroupSubnets(cache)),
    ),
    crossResourceRule(
      metadata('SecurityGroupOutsideDefaultVpc', securityGroups, VPC),
      `${securityGroups} must be security groups in the default VPC if CacheSubnetGroupName is missing`,
      (cache) => (isInKnownVpc(cache) ? undefined : checkDefaultVpc(cache, securityGroups, SUBNET_GROUP)),
    ),
    ...securityGroupRules(metadata, securityGroups, (cache) =>
      ['PrimaryClusterId', CLASSIC_SECURITY_GROUPS].some((property) => cache.has(property)),
    ),
    sameRegionRule(metadata, {
      property: securityGroups,
      types: ['AWS::EC2::SecurityGroup'],
      idPrefix: 'SecurityGroup',
      thing: 'security groups',
      see: VPC,
    }),
  ];
}

/** Whether a subnet group, an existing cluster, or EC2-Classic determines the network of a cache. */
function isInKnownVpc(cache: PropertyReader): boolean {
  return [SUBNET_GROUP, 'PrimaryClusterId', CLASSIC_SECURITY_GROUPS].some((property) => cache.has(property));
}

/** Requires an IP discovery that the network type supports. */
function ipDiscoveryRule(metadata: RuleMetadataFactory): Rule {
  return rule(
    metadata('IpDiscoveryConflictsWithNetworkType', IP_DISCOVERY, PAGES.networkType),
    'IpDiscovery must be the same as NetworkType, unless NetworkType is dual_stack',
    (p) => {
      const [network, discovery] = [p.text(NETWORK_TYPE), p.text(IP_DISCOVERY)];
      if (!isSingleStack(network) || !isSingleStack(discovery) || network === discovery) {
        return undefined;
      }
      const formatNetwork = (value: string) => formatEnumValue(p, NETWORK_TYPE, value);
      const formatDiscovery = (value: string) => formatEnumValue(p, IP_DISCOVERY, value);
      return (
        `${p.name(IP_DISCOVERY)} must be ${formatDiscovery(network)} if ${p.name(NETWORK_TYPE)} is ${formatNetwork(network)}, but got ${formatDiscovery(discovery)}. ` +
        `Remove ${p.name(IP_DISCOVERY)}, or set ${p.name(NETWORK_TYPE)} to ${formatNetwork('dual_stack')}.`
      );
    },
  );
}

function isSingleStack(networkType: string | undefined): networkType is string {
  return networkType === 'ipv4' || networkType === 'ipv6';
}

/** Formats the network type as the subject of a message, as in `'NetworkType' is "ipv6", which`. */
function formatNetworkType(p: PropertyReader): string {
  return `${p.name(NETWORK_TYPE)} is "${p.text(NETWORK_TYPE)}", which`;
}

function usesIpv6(p: PropertyReader): boolean {
  return isOneOf(p, NETWORK_TYPE, 'ipv6', 'dual_stack');
}
