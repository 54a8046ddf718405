import { formatMissingReplicas, readLayout } from './layout';
import type { RuleSet } from '../../rule';
import { createMetadataFactory, crossResourceRule, isOneOf, rule } from '../../rule-builders';
import { isInPrimaryRegion } from '../global-replication-group/primary';
import { PAGES } from '../pages';

const GLOBAL_ID = 'GlobalReplicationGroupId';

/** The properties that a member of a global datastore inherits from the primary. */
const INHERITED_PROPERTIES: readonly string[] = [
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

const metadata = createMetadataFactory('ReplicationGroup', PAGES.globalDatastores);

/** Validates a group that joins a global datastore as a secondary. */
export const SECONDARY_RULES: RuleSet = [
  rule(
    metadata('InheritedPropertySpecified', GLOBAL_ID),
    `with GlobalReplicationGroupId these must be left out: ${INHERITED_PROPERTIES.join(', ')}`,
    (p) => {
      const specified = p.has(GLOBAL_ID) ? INHERITED_PROPERTIES.filter((path) => p.has(path)) : [];
      if (specified.length === 0) {
        return undefined;
      }
      const names = specified.map((path) => p.name(path)).join(', ');
      const pronoun = specified.length > 1 ? 'them' : 'it';
      return `${names} must be left out with ${p.name(GLOBAL_ID)}, since a member takes ${pronoun} over from the primary`;
    },
  ),
  rule(
    metadata('SecondaryRequiresReplica', GLOBAL_ID),
    'a group with GlobalReplicationGroupId needs a replica in every shard, since it takes automatic failover over from the primary',
    (p) => {
      const { minReplicaCount, replicaProperty } = readLayout(p);
      return p.has(GLOBAL_ID) && minReplicaCount === 0
        ? `${p.name(GLOBAL_ID)} needs at least one replica in every shard, since a member takes automatic failover over from the primary, ` +
            `${formatMissingReplicas(p, replicaProperty)}`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('SecondaryInPrimaryRegion', GLOBAL_ID),
    'a secondary must be in another Region than the primary',
    (group) => {
      return isInPrimaryRegion(group)
        ? `${group.name(GLOBAL_ID)} needs a secondary in another Region than the primary, got both in ${group.region ?? 'one stack'}; define the secondary in a stack of another Region`
        : undefined;
    },
  ),
  rule(
    metadata('NetworkTypeUnsupportedByGlobalDatastore', 'NetworkType'),
    'NetworkType of a member of a global datastore must be ipv4',
    (p) =>
      p.has(GLOBAL_ID) && isOneOf(p, 'NetworkType', 'ipv6', 'dual_stack')
        ? `${p.name('NetworkType')} must be ipv4 with ${p.name(GLOBAL_ID)}, since global datastores have no IPv6, got ${p.text('NetworkType')}; leave it out`
        : undefined,
  ),
];
