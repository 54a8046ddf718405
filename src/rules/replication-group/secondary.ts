import { countedBy, layoutOf, moreReplicas } from './layout';
import type { Rule } from '../rule';
import type { AboutOf } from '../vocabulary';
import { isOneOf, rule } from '../vocabulary';

const GLOBAL = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html';
const ID = 'GlobalReplicationGroupId';

/** What a group takes over from the primary when it joins a global datastore. */
const INHERITED: readonly string[] = [
  'Engine',
  'EngineVersion',
  'CacheNodeType',
  'CacheParameterGroupName',
  'NumNodeGroups',
  'AtRestEncryptionEnabled',
  'TransitEncryptionEnabled',
  'SnapshotName',
  'SnapshotArns',
  'CacheSecurityGroupNames',
];

/** What is demanded of a group that joins a global datastore. */
export function secondaryRules(about: AboutOf): Rule[] {
  return [
    rule(
      about('SecondaryInherits', ID, GLOBAL),
      `with GlobalReplicationGroupId these must be left out: ${INHERITED.join(', ')}`,
      (p) => {
        const given = p.has(ID) ? INHERITED.filter((path) => p.has(path)) : [];
        return given.length > 0
          ? `${given.map((path) => p.name(path)).join(', ')} must be left out with ${p.name(ID)}, since a member takes ${given.length > 1 ? 'them' : 'it'} over from the primary`
          : undefined;
      },
    ),
    rule(
      about('SecondaryNeedsReplica', ID, GLOBAL),
      'a group with GlobalReplicationGroupId needs a replica in every shard, since it takes automatic failover over from the primary',
      (p) => {
        const { fewestReplicas, replicasBy } = layoutOf(p);
        return p.has(ID) && fewestReplicas === 0
          ? `${p.name(ID)} needs at least one replica in every shard, since a member takes automatic failover over from the primary, got none${countedBy(p, replicasBy)}; ${moreReplicas(p, replicasBy)}`
          : undefined;
      },
    ),
    rule(
      about('GlobalNeedsIpv4', 'NetworkType', GLOBAL),
      'NetworkType of a member of a global datastore must be ipv4',
      (p) =>
        p.has(ID) && isOneOf(p, 'NetworkType', 'ipv6', 'dual_stack')
          ? `${p.name('NetworkType')} must be ipv4 with ${p.name(ID)}, since global datastores have no IPv6, got ${p.text('NetworkType')}; leave it out`
          : undefined,
    ),
  ];
}
