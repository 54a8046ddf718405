import { needsFeature } from './engine';
import { choose, familiesWith, fitsEngine, nodeTypeOf } from './node-type';
import { LIMITS } from '../../facts/limits';
import type { Rule } from '../rule';
import type { AboutOf } from '../vocabulary';
import { ids, integer, isOneOf, oneOf, rule } from '../vocabulary';

const NETWORK = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/network-type.html';
const SUBNETS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html';
const VPC = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VPCs.html';

/**
 * What the rules of node-based caches demand of the network around them. `securityGroups` is what the type calls its
 * security groups.
 */
export function networkRules(about: AboutOf, securityGroups: string): Rule[] {
  return [
    oneOf(about('NetworkTypeKnown', 'NetworkType', NETWORK), ['ipv4', 'ipv6', 'dual_stack']),
    oneOf(about('IpDiscoveryKnown', 'IpDiscovery', NETWORK), ['ipv4', 'ipv6']),
    rule(
      about('IpDiscoveryFits', 'IpDiscovery', NETWORK),
      'IpDiscovery must be an IP version that NetworkType has',
      (p) => {
        const [network, discovery] = [p.text('NetworkType'), p.text('IpDiscovery')];
        return isOneOf(p, 'NetworkType', 'ipv4', 'ipv6') &&
          isOneOf(p, 'IpDiscovery', 'ipv4', 'ipv6') &&
          network !== discovery
          ? `${p.name('IpDiscovery')} must be ${network} with ${p.name('NetworkType')} ${network}, got ${discovery}; leave it out, or choose ${p.name('NetworkType')} dual_stack`
          : undefined;
      },
    ),
    needsFeature(
      about,
      'Ipv6NeedsVersion',
      'NetworkType',
      'ipv6DualStack',
      NETWORK,
      (p) => isOneOf(p, 'NetworkType', 'ipv6', 'dual_stack'),
      'NetworkType with IPv6',
    ),
    rule(
      about('Ipv6NeedsNitro', 'NetworkType', NETWORK),
      'NetworkType with IPv6 needs nodes on the Nitro System',
      (p) => {
        const type = isOneOf(p, 'NetworkType', 'ipv6', 'dual_stack') ? nodeTypeOf(p) : undefined;
        return type && !type.fact.nitro
          ? `${p.name('NetworkType')} with IPv6 needs nodes on the Nitro System (${familiesWith((fact) => fact.nitro)}), got ${p.text('CacheNodeType')}; ` +
              choose(p, p.text('CacheNodeType')!, (fact) => fact.nitro && fitsEngine(p, fact))
          : undefined;
      },
    ),
    integer(about('PortRange', 'Port', VPC), LIMITS.port),
    ids(about('SecurityGroupForm', securityGroups, VPC), 'sg'),
    rule(
      about('NoClassicSecurityGroups', 'CacheSecurityGroupNames', VPC),
      'CacheSecurityGroupNames must be left out: it belongs to EC2-Classic, which is no more',
      (p) =>
        p.has('CacheSecurityGroupNames') && p.list('CacheSecurityGroupNames')?.length !== 0
          ? `${p.name('CacheSecurityGroupNames')} must be left out, since it belongs to EC2-Classic, which is no more; use ${p.name(securityGroups)} and ${p.name('CacheSubnetGroupName')}`
          : undefined,
    ),
    rule(
      { ...about('SubnetGroupGiven', 'CacheSubnetGroupName', SUBNETS), severity: 'warning' },
      'CacheSubnetGroupName should be given',
      (p) =>
        p.has('CacheSubnetGroupName') || p.has('CacheSecurityGroupNames') || p.flag('TransitEncryptionEnabled') === true
          ? undefined
          : `${p.name('CacheSubnetGroupName')} is left out, so the nodes stand in the default VPC, where security groups of another one do not fit; give a subnet group`,
    ),
  ];
}
