import { Annotations, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { LIMITS } from '../facts/limits';
import { isKnown } from '../private/tokens';

/**
 * The Availability Zones of the nodes in CloudFormation's form. What is not `cross-az` is `single-az` when the cluster
 * is made; saying so would be refused while nodes still stand in several zones, as when all but one are taken away.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheCluster.html
 */
export interface Zones {
  readonly azMode?: 'cross-az';
  readonly preferredAvailabilityZone?: string;
  readonly preferredAvailabilityZones?: string[];
}

/** No quota is raised so far: a number of nodes beyond is a slip, which is refused without dealing it zones. */
const MOST = 10 * LIMITS.memcachedNodes.quota;

/**
 * Deals the zones to the nodes. That they are named is what lets CloudFormation add nodes later: without them it would
 * replace the cluster, and cannot, since the name is taken.
 *
 * @param given zones that are asked for
 * @param standing zones of the subnets; undefined when they are not known
 */
export function dealZones(
  scope: Construct,
  nodes: number,
  given: string[] | undefined,
  standing: string[] | undefined,
  faults: string[],
): Zones {
  const strange = standing?.every(isKnown)
    ? (given ?? []).filter(isKnown).filter((zone) => !standing.includes(zone))
    : [];
  if (strange.length > 0) {
    faults.push(
      `'availabilityZones' must be zones of the subnets, got ${strange.join(', ')}, where the subnets are in ${standing!.join(', ')}; ` +
        "choose zones of the subnets, or more subnets by 'vpcSubnets'",
    );
  }
  if (given?.length === 0) {
    faults.push("'availabilityZones' must name at least one zone, got none; leave it out for those of the subnets");
  }

  const zones = given ?? standing ?? [];
  if (zones.length === 0 || Token.isUnresolved(nodes)) {
    Annotations.of(scope).addWarningV2(
      'cdk-elasticache:MemcachedCluster.UnknownZones',
      "the zones of the nodes cannot be dealt, so CloudFormation cannot change 'nodes' later: it would have to make another cluster of the same name; give 'nodes' as a number, and 'availabilityZones'",
    );
    return { azMode: nodes === 1 ? undefined : 'cross-az' };
  }
  if (given && given.length > nodes) {
    faults.push(
      `'availabilityZones' must have at most as many zones as there are nodes, got ${given.length} for ${nodes}; raise 'nodes', or take zones away`,
    );
  }
  const dealt = Array.from({ length: Math.min(Math.max(nodes, 0), MOST) }, (_, index) => zones[index % zones.length]);
  return new Set(dealt).size > 1
    ? { azMode: 'cross-az', preferredAvailabilityZones: dealt }
    : { preferredAvailabilityZone: dealt[0] };
}
