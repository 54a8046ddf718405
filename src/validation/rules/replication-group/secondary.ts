import { readLayout, suggestReplicas } from './layout';
import { formatList } from '../../../private/text';
import { GLOBAL_DATASTORE_ID_PATTERN } from '../../../service-data/limits';
import type { RuleSet } from '../../rule';
import { createMetadataFactory, crossResourceRule, isOneOf, rule, textFormat } from '../../rule-builders';
import { inheritsFailover, isInPrimaryRegion } from '../global-replication-group/primary';
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

/** Validates a replication group that is a secondary of a global datastore. */
export const SECONDARY_RULES: RuleSet = [
  textFormat(
    metadata('GlobalReplicationGroupIdInvalid', GLOBAL_ID),
    { pattern: GLOBAL_DATASTORE_ID_PATTERN },
    'must be the id of a global datastore with the prefix that AWS adds, such as "ldgnf-sessions"',
    'Copy the id from the attribute GlobalReplicationGroupId of the global datastore.',
  ),
  rule(
    metadata('InheritedPropertySpecified', GLOBAL_ID),
    `GlobalReplicationGroupId cannot be combined with ${formatList(INHERITED_PROPERTIES, 'or')}`,
    (p) => {
      const specified = p.has(GLOBAL_ID) ? INHERITED_PROPERTIES.filter((path) => p.has(path)) : [];
      if (specified.length === 0) {
        return undefined;
      }
      const names = formatList(specified.map((path) => p.name(path)));
      const inherited = specified.length > 1 ? 'these properties' : 'this property';
      return `${names} cannot be combined with ${p.name(GLOBAL_ID)}, because a member inherits ${inherited} from the primary. Remove ${names}.`;
    },
  ),
  crossResourceRule(
    metadata('SecondaryRequiresReplica', GLOBAL_ID),
    'GlobalReplicationGroupId requires a replica in every shard if automatic failover of the primary is enabled, because a member inherits it',
    (p) => {
      const { minReplicaCount, replicaProperty } = readLayout(p);
      return p.has(GLOBAL_ID) && minReplicaCount === 0 && inheritsFailover(p)
        ? `${p.name(GLOBAL_ID)} requires at least one replica in every shard, because a member inherits automatic failover from the primary. ` +
            `${suggestReplicas(p, replicaProperty)}.`
        : undefined;
    },
  ),
  crossResourceRule(
    metadata('SecondaryInPrimaryRegion', GLOBAL_ID),
    'a secondary must be in a different Region than the primary',
    (group) => {
      return isInPrimaryRegion(group)
        ? `${group.name(GLOBAL_ID)} must refer to a global datastore whose primary is in a different Region, but the primary is also in ${group.region ?? 'this stack'}. Define the secondary in a stack in another Region.`
        : undefined;
    },
  ),
  rule(
    metadata('NetworkTypeUnsupportedByGlobalDatastore', 'NetworkType'),
    'NetworkType of a member of a global datastore must be ipv4',
    (p) =>
      p.has(GLOBAL_ID) && isOneOf(p, 'NetworkType', 'ipv6', 'dual_stack')
        ? `${p.name('NetworkType')} must be ipv4 in a global datastore, because global datastores do not support IPv6, but got ${p.text('NetworkType')}. Set ${p.name('NetworkType')} to ipv4.`
        : undefined,
  ),
];
