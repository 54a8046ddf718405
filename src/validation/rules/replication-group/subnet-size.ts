import { readLayout } from './layout';
import { pluralize } from '../../../private/text';
import { RESERVED_SUBNET_ADDRESSES } from '../../../service-data/limits';
import type { ResourceView } from '../../resource-view';
import type { Rule } from '../../rule';
import type { RuleMetadataFactory } from '../../rule-builders';
import { crossResourceRule } from '../../rule-builders';
import { findAllGroupSubnets } from '../subnets';

const SUBNET_GROUP = 'CacheSubnetGroupName';

/** Requires subnets with an IPv4 address for each node. Other resources in the subnets are not counted. */
export function subnetSizeRule(metadata: RuleMetadataFactory): Rule {
  return crossResourceRule(
    metadata('SubnetsTooSmall', SUBNET_GROUP),
    'CacheSubnetGroupName must refer to subnets with at least one IP address for each node',
    (group) => {
      const { nodeCount } = readLayout(group);
      const addressCount = countAddresses(group);
      return nodeCount !== undefined && addressCount !== undefined && addressCount < nodeCount
        ? `${group.name(SUBNET_GROUP)} must refer to subnets with at least ${pluralize(nodeCount, 'IP address', 'IP addresses')}, one for each node, but got ${addressCount}. Use larger subnets, or fewer nodes.`
        : undefined;
    },
  );
}

/** Counts the IPv4 addresses for nodes in the subnets of a group. Returns undefined if a CIDR block is unresolved. */
function countAddresses(group: ResourceView): number | undefined {
  const counts = findAllGroupSubnets(group)?.map((subnet) => {
    const prefixLength = /^[\d.]+\/(\d+)$/.exec(subnet.text('CidrBlock') ?? '')?.[1];
    return prefixLength === undefined ? undefined : 2 ** (32 - Number(prefixLength)) - RESERVED_SUBNET_ADDRESSES;
  });
  return counts?.every((count) => count !== undefined) ? counts.reduce((sum, count) => sum + count, 0) : undefined;
}
