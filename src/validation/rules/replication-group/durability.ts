import { formatEnabledMode, readLayout, suggestReplicas } from './layout';
import { formatList } from '../../../private/text';
import type { PropertyReader } from '../../property-reader';
import type { Rule, RuleSet } from '../../rule';
import { createMetadataFactory, formatEnumValue, formatValue, isOneOf, rule } from '../../rule-builders';
import { featureRule, readEngine } from '../nodes/engine';
import { formatFamilies, readNodeType, suggestNodeType, supportsEngine } from '../nodes/node-type';

const DURABILITY_LIMITATIONS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Durability.Limitations.html';
const NODE_TYPE = 'CacheNodeType';
const DURABILITY = 'Durability';
const AT_REST_ENCRYPTION = 'AtRestEncryptionEnabled';
const GLOBAL_ID = 'GlobalReplicationGroupId';

const KNOWN_VALUES = ['default', 'async', 'sync', 'disabled'];

/** The values with which a replication group keeps writes in a durable log. */
export const DURABLE_VALUES: readonly string[] = ['sync', 'async'];

const metadata = createMetadataFactory('ReplicationGroup', DURABILITY_LIMITATIONS);

/** Validates the requirements of synchronous and asynchronous durability. */
export const DURABILITY_RULES: RuleSet = [
  rule(
    { ...metadata('DurabilityUnknown', DURABILITY), severity: 'warning' },
    `Durability should be ${formatList(KNOWN_VALUES, 'or')}`,
    (p) => {
      const value = p.text(DURABILITY);
      return value === undefined || KNOWN_VALUES.includes(value)
        ? undefined
        : `${p.name(DURABILITY)} should be ${formatKnownValues(p)}, but got ${formatValue(value)}. ` +
            'This version of cdk-elasticache cannot validate other values. Check the spelling, or upgrade cdk-elasticache.';
    },
  ),
  featureRule(metadata('DurabilityUnsupportedByVersion', DURABILITY), 'durability', {
    when: (p) => isDurable(p) && readEngine(p) !== undefined,
  }),
  durabilityRule('DurabilityRequiresClusterMode', {
    requirement: 'cluster mode to be enabled',
    findViolation: (p) => {
      const { mode } = readLayout(p);
      return mode === undefined || mode === 'enabled' ? undefined : `got cluster mode ${mode}`;
    },
    formatFix: (p) => `Set ${p.name('ClusterMode')} to ${formatEnabledMode(p)}, or remove ${p.name(DURABILITY)}.`,
  }),
  durabilityRule('DurabilityRequiresMultiAz', {
    requirement: 'Multi-AZ',
    findViolation: (p) => findDisabled(p, 'MultiAZEnabled'),
    formatFix: (p) => suggestFlag(p, 'MultiAZEnabled'),
  }),
  durabilityRule('DurabilityRequiresReplicas', {
    requirement: 'a replica in every shard',
    findViolation: (p) => (readLayout(p).minReplicaCount === 0 ? '' : undefined),
    formatFix: (p) => `${suggestReplicas(p, readLayout(p).replicaProperty)}.`,
  }),
  durabilityRule('DurabilityRequiresTls', {
    requirement: 'encryption in transit',
    // Members of a global datastore inherit the encryption in transit of the primary.
    findViolation: (p) => (p.has(GLOBAL_ID) ? undefined : findDisabled(p, 'TransitEncryptionEnabled')),
    formatFix: (p) => suggestFlag(p, 'TransitEncryptionEnabled'),
  }),
  rule(
    { ...metadata('EncryptionSettingIgnored', AT_REST_ENCRYPTION), severity: 'warning' },
    'AtRestEncryptionEnabled should not be false if Durability is sync or async, which enable encryption at rest',
    (p) =>
      isDurable(p) && p.flag(AT_REST_ENCRYPTION) === false
        ? `${p.name(AT_REST_ENCRYPTION)} is false, which has no effect, because ${p.name(DURABILITY)} is "${p.text(DURABILITY)}", which enables encryption at rest. Set ${p.name(AT_REST_ENCRYPTION)} to true.`
        : undefined,
  ),
  durabilityRule('DurabilityUnsupportedByNodeType', {
    requirement: 'a node type that supports durability',
    description: `Durability sync and async require nodes of the family ${formatFamilies((fact) => fact.durability)}`,
    findViolation: (p) => {
      const type = readNodeType(p);
      return type && !type.fact.durability ? `got ${p.text(NODE_TYPE)}` : undefined;
    },
    formatFix: (p) =>
      `The families ${formatFamilies((fact) => fact.durability, 'and')} support durability. ` +
      `Use ${suggestNodeType(p, p.text(NODE_TYPE)!, (fact) => fact.durability && supportsEngine(p, fact))}.`,
  }),
  durabilityRule('DurabilityUnsupportedByGlobalDatastore', {
    requirement: 'a replication group that is not a member of a global datastore',
    findViolation: (p) => (p.has(GLOBAL_ID) ? '' : undefined),
    formatFix: (p) => `Remove ${p.name(DURABILITY)}.`,
  }),
];

interface DurabilityRuleOptions {
  readonly requirement: string;
  /** The description of the rule. By default, the requirement. */
  readonly description?: string;
  /** Returns the clause about the value that violates the requirement, if any. It is empty for a missing flag. */
  readonly findViolation: (p: PropertyReader) => string | undefined;
  readonly formatFix: (p: PropertyReader) => string;
}

function durabilityRule(
  id: string,
  {
    requirement,
    description = `Durability sync and async require ${requirement}`,
    findViolation,
    formatFix,
  }: DurabilityRuleOptions,
): Rule {
  return rule(metadata(id, DURABILITY), description, (p) => {
    const violation = isDurable(p) ? findViolation(p) : undefined;
    if (violation === undefined) {
      return undefined;
    }
    const actual = violation === '' ? '' : `, but ${violation}`;
    return `${p.name(DURABILITY)} is "${p.text(DURABILITY)}", which requires ${requirement}${actual}. ${formatFix(p)}`;
  });
}

/** Whether a replication group keeps writes in a durable log. */
export function isDurable(p: PropertyReader): boolean {
  return isOneOf(p, DURABILITY, ...DURABLE_VALUES);
}

/** Returns an empty violation if a flag is false or missing, and undefined if it is true or unresolved. */
function findDisabled(p: PropertyReader, path: string): string | undefined {
  return !p.has(path) || p.flag(path) === false ? '' : undefined;
}

function suggestFlag(p: PropertyReader, path: string): string {
  return `Set ${p.name(path)} to ${path === 'TransitEncryptionEnabled' && p.isConstruct ? 'TransitEncryption.REQUIRED' : 'true'}, or remove ${p.name(DURABILITY)}.`;
}

function formatKnownValues(p: PropertyReader): string {
  return formatList(
    KNOWN_VALUES.map((value) => formatEnumValue(p, 'Durability', value)),
    'or',
  );
}
