import type { PropertyReader } from '../../property-reader';
import type { Rule, RuleSet } from '../../rule';
import type { RuleMetadataFactory } from '../../rule-builders';
import { isOneOf, oneOf, rule } from '../../rule-builders';
import { featureRule, readEngine } from '../nodes/engine';
import { listFamilies, readNodeType, suggestNodeType, supportsEngine } from '../nodes/node-type';
import { formatReplicaSource, isDisabled, readLayout, suggestReplicas } from './layout';

const TIERING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html';
const DURABILITY_LIMITATIONS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Durability.Limitations.html';
const GLOBAL_DATASTORES =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html';
const NODE_TYPE = 'CacheNodeType';
const DATA_TIERING = 'DataTieringEnabled';
const DURABILITY = 'Durability';
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

const metadata: RuleMetadataFactory = (id, property, see = GLOBAL_DATASTORES) => ({
  id: `ReplicationGroup.${id}`,
  property,
  see,
});

/** Validates data tiering, which nodes with an SSD always use. */
export const DATA_TIERING_RULES: RuleSet = [
  rule(
    metadata('TieringStated', DATA_TIERING, TIERING),
    'DataTieringEnabled must be true for nodes with an SSD',
    (p) => {
      if (!readNodeType(p)?.fact.dataTiering || !isDisabled(p, DATA_TIERING)) {
        return undefined;
      }
      const name = p.text(NODE_TYPE)!;
      return (
        `${p.name(DATA_TIERING)} must be true for ${name}, got ${p.flag(DATA_TIERING) ?? 'nothing'}; turn it on, or ` +
        suggestNodeType(p, name, (fact) => !fact.dataTiering && supportsEngine(p, fact))
      );
    },
  ),
  rule(metadata('TieringNeedsSsd', DATA_TIERING, TIERING), 'DataTieringEnabled needs nodes with an SSD', (p) => {
    const type = readNodeType(p);
    if (!type || type.fact.dataTiering || p.flag(DATA_TIERING) !== true) {
      return undefined;
    }
    const name = p.text(NODE_TYPE)!;
    return (
      `${p.name(DATA_TIERING)} needs nodes of ${listFamilies((fact) => fact.dataTiering)}, got ${name}; ` +
      suggestNodeType(p, name, (fact) => fact.dataTiering)
    );
  }),
  featureRule(metadata('TieringNeedsVersion', DATA_TIERING, TIERING), 'dataTiering', {
    when: (p) => p.flag(DATA_TIERING) === true,
  }),
];

/** Validates the requirements of synchronous and asynchronous durability. */
export const DURABILITY_RULES: RuleSet = [
  oneOf(metadata('DurabilityKnown', DURABILITY, DURABILITY_LIMITATIONS), ['default', 'async', 'sync', 'disabled']),
  featureRule(metadata('DurabilityNeedsVersion', DURABILITY, DURABILITY_LIMITATIONS), 'durability', {
    when: (p) => isDurable(p) && readEngine(p) !== undefined,
  }),
  durabilityRule('DurabilityNeedsClusterMode', {
    requirement: 'cluster mode enabled',
    findViolation: (p) => {
      const { mode } = readLayout(p);
      return mode === undefined || mode === 'enabled' ? undefined : `cluster mode ${mode}`;
    },
    formatFix: (p) => {
      const clusterMode = p.isConstruct ? 'ClusterMode.enabled()' : `${p.name('ClusterMode')} enabled`;
      return `choose ${clusterMode}, or leave ${p.name(DURABILITY)} out`;
    },
  }),
  durabilityRule('DurabilityNeedsMultiAz', {
    requirement: 'Multi-AZ',
    findViolation: (p) => formatDisabled(p, 'MultiAZEnabled'),
    formatFix: (p) => suggestFlag(p, 'MultiAZEnabled'),
  }),
  durabilityRule('DurabilityNeedsReplicas', {
    requirement: 'a replica in every shard',
    findViolation: (p) => (readLayout(p).minReplicaCount === 0 ? 'a shard without' : undefined),
    formatFix: (p) => suggestReplicas(p, readLayout(p).replicaProperty),
  }),
  durabilityRule('DurabilityNeedsTls', {
    requirement: 'encryption in transit',
    findViolation: (p) => formatDisabled(p, 'TransitEncryptionEnabled'),
    formatFix: (p) => suggestFlag(p, 'TransitEncryptionEnabled'),
  }),
  durabilityRule('DurabilityNeedsEncryption', {
    requirement: 'encryption at rest',
    findViolation: (p) => (p.flag('AtRestEncryptionEnabled') === false ? 'false' : undefined),
    formatFix: (p) => suggestFlag(p, 'AtRestEncryptionEnabled'),
  }),
  durabilityRule('DurabilityNeedsNodeType', {
    requirement: `nodes of ${listFamilies((fact) => fact.durability)}`,
    findViolation: (p) => {
      const type = readNodeType(p);
      return type && !type.fact.durability ? p.text(NODE_TYPE) : undefined;
    },
    formatFix: (p) => suggestNodeType(p, p.text(NODE_TYPE)!, (fact) => fact.durability && supportsEngine(p, fact)),
  }),
  durabilityRule('DurabilityInOneRegion', {
    requirement: 'a group outside global datastores',
    findViolation: (p) => (p.has(GLOBAL_ID) ? 'a member of one' : undefined),
    formatFix: (p) => `leave ${p.name(DURABILITY)} out`,
  }),
];

/** Validates a group that joins a global datastore as a secondary. */
export const SECONDARY_RULES: RuleSet = [
  rule(
    metadata('SecondaryInherits', GLOBAL_ID),
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
    metadata('SecondaryNeedsReplica', GLOBAL_ID),
    'a group with GlobalReplicationGroupId needs a replica in every shard, since it takes automatic failover over from the primary',
    (p) => {
      const { minReplicaCount, replicaProperty } = readLayout(p);
      return p.has(GLOBAL_ID) && minReplicaCount === 0
        ? `${p.name(GLOBAL_ID)} needs at least one replica in every shard, since a member takes automatic failover over from the primary, ` +
            `got none${formatReplicaSource(p, replicaProperty)}; ${suggestReplicas(p, replicaProperty)}`
        : undefined;
    },
  ),
  rule(metadata('GlobalNeedsIpv4', 'NetworkType'), 'NetworkType of a member of a global datastore must be ipv4', (p) =>
    p.has(GLOBAL_ID) && isOneOf(p, 'NetworkType', 'ipv6', 'dual_stack')
      ? `${p.name('NetworkType')} must be ipv4 with ${p.name(GLOBAL_ID)}, since global datastores have no IPv6, got ${p.text('NetworkType')}; leave it out`
      : undefined,
  ),
];

interface DurabilityRuleOptions {
  readonly requirement: string;
  /** What contradicts the requirement, or undefined if nothing does. */
  readonly findViolation: (p: PropertyReader) => string | undefined;
  readonly formatFix: (p: PropertyReader) => string;
}

function durabilityRule(id: string, { requirement, findViolation, formatFix }: DurabilityRuleOptions): Rule {
  const description = `Durability sync and async need ${requirement}`;
  return rule(metadata(id, DURABILITY, DURABILITY_LIMITATIONS), description, (p) => {
    const violation = isDurable(p) ? findViolation(p) : undefined;
    return violation === undefined
      ? undefined
      : `${p.name(DURABILITY)} ${p.text(DURABILITY)} needs ${requirement}, got ${violation}; ${formatFix(p)}`;
  });
}

function isDurable(p: PropertyReader): boolean {
  return isOneOf(p, DURABILITY, 'sync', 'async');
}

/** Formats a flag that is false or missing. Returns undefined if it is true or unresolved. */
function formatDisabled(p: PropertyReader, path: string): string | undefined {
  if (!p.has(path)) {
    return 'nothing';
  }
  return p.flag(path) === false ? 'false' : undefined;
}

function suggestFlag(p: PropertyReader, path: string): string {
  return `turn ${p.name(path)} on, or leave ${p.name(DURABILITY)} out`;
}
