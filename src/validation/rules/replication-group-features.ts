import { AUTH_TOKEN_PATTERN, LIMITS } from '../../service-data/limits';
import type { PropertyReader } from '../property-reader';
import type { Rule } from '../rule';
import type { RuleMetadataFactory } from '../rule-builders';
import { excludes, isOneOf, keyFormat, keyInRegion, oneOf, rule } from '../rule-builders';
import { readEngine, featureRule } from './node-engine';
import { suggestNodeType, listFamilies, supportsEngine, readNodeType } from './node-type';
import { formatReplicaSource, readLayout, suggestReplicas } from './replication-group-cluster-mode';

const TIERING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html';
const DURABILITY = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Durability.Limitations.html';
const TLS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html';
const AUTH = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html';
const RBAC = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html';
const AT_REST = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html';
const ENCRYPTED = 'TransitEncryptionEnabled';
const MODE = 'TransitEncryptionMode';
const GLOBAL = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html';
const GLOBAL_ID = 'GlobalReplicationGroupId';

/** What is demanded of data tiering, which belongs to its nodes as they belong to it. */
export function dataTieringRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    rule(
      metadata('TieringStated', 'DataTieringEnabled', TIERING),
      'DataTieringEnabled must be true for nodes with an SSD',
      (p) => {
        const isOff = p.has('DataTieringEnabled')
          ? p.flag('DataTieringEnabled') === false
          : !p.has('GlobalReplicationGroupId');
        return readNodeType(p)?.fact.dataTiering && isOff
          ? `${p.name('DataTieringEnabled')} must be true for ${p.text('CacheNodeType')}, got ${p.flag('DataTieringEnabled') ?? 'nothing'}; turn it on, or ` +
              suggestNodeType(p, p.text('CacheNodeType')!, (fact) => !fact.dataTiering && supportsEngine(p, fact))
          : undefined;
      },
    ),
    rule(
      metadata('TieringNeedsSsd', 'DataTieringEnabled', TIERING),
      'DataTieringEnabled needs nodes with an SSD',
      (p) => {
        const type = readNodeType(p);
        return type && !type.fact.dataTiering && p.flag('DataTieringEnabled') === true
          ? `${p.name('DataTieringEnabled')} needs nodes of ${listFamilies((fact) => fact.dataTiering)}, got ${p.text('CacheNodeType')}; ${suggestNodeType(p, p.text('CacheNodeType')!, (fact) => fact.dataTiering)}`
          : undefined;
      },
    ),
    featureRule(
      metadata,
      'TieringNeedsVersion',
      'DataTieringEnabled',
      'dataTiering',
      TIERING,
      (p) => p.flag('DataTieringEnabled') === true,
    ),
  ];
}

/** What is demanded where writes shall be durable. */
export function durabilityRules(metadata: RuleMetadataFactory): Rule[] {
  const needs = (
    id: string,
    demand: string,
    got: (p: PropertyReader) => string | undefined,
    wayOut: (p: PropertyReader) => string,
  ): Rule =>
    rule(metadata(id, 'Durability', DURABILITY), `Durability sync and async need ${demand}`, (p) => {
      const found = isDurable(p) ? got(p) : undefined;
      return found === undefined
        ? undefined
        : `${p.name('Durability')} ${p.text('Durability')} needs ${demand}, got ${found}; ${wayOut(p)}`;
    });
  const turnOn = (path: string) => (p: PropertyReader) =>
    `turn ${p.name(path)} on, or leave ${p.name('Durability')} out`;

  return [
    oneOf(metadata('DurabilityKnown', 'Durability', DURABILITY), ['default', 'async', 'sync', 'disabled']),
    featureRule(
      metadata,
      'DurabilityNeedsVersion',
      'Durability',
      'durability',
      DURABILITY,
      (p) => isDurable(p) && readEngine(p) !== undefined,
    ),
    needs(
      'DurabilityNeedsClusterMode',
      'cluster mode enabled',
      (p) => {
        const { mode } = readLayout(p);
        return mode === undefined || mode === 'enabled' ? undefined : `cluster mode ${mode}`;
      },
      (p) =>
        `choose ${p.isConstruct ? 'ClusterMode.enabled()' : `${p.name('ClusterMode')} enabled`}, or leave ${p.name('Durability')} out`,
    ),
    needs('DurabilityNeedsMultiAz', 'Multi-AZ', (p) => formatDisabled(p, 'MultiAZEnabled'), turnOn('MultiAZEnabled')),
    needs(
      'DurabilityNeedsReplicas',
      'a replica in every shard',
      (p) => (readLayout(p).minReplicaCount === 0 ? 'a shard without' : undefined),
      (p) => suggestReplicas(p, readLayout(p).replicaProperty),
    ),
    needs(
      'DurabilityNeedsTls',
      'encryption in transit',
      (p) => formatDisabled(p, 'TransitEncryptionEnabled'),
      turnOn('TransitEncryptionEnabled'),
    ),
    needs(
      'DurabilityNeedsEncryption',
      'encryption at rest',
      (p) => (p.flag('AtRestEncryptionEnabled') === false ? 'false' : undefined),
      turnOn('AtRestEncryptionEnabled'),
    ),
    needs(
      'DurabilityNeedsNodeType',
      `nodes of ${listFamilies((fact) => fact.durability)}`,
      (p) => {
        const type = readNodeType(p);
        return type && !type.fact.durability ? p.text('CacheNodeType') : undefined;
      },
      (p) => suggestNodeType(p, p.text('CacheNodeType')!, (fact) => fact.durability && supportsEngine(p, fact)),
    ),
    needs(
      'DurabilityInOneRegion',
      'a group outside global datastores',
      (p) => (p.has('GlobalReplicationGroupId') ? 'a member of one' : undefined),
      (p) => `leave ${p.name('Durability')} out`,
    ),
  ];
}

function isDurable(p: PropertyReader): boolean {
  return isOneOf(p, 'Durability', 'sync', 'async');
}

/** What is said of a flag that is false, which it also is when it is left out. */
function formatDisabled(p: PropertyReader, path: string): string | undefined {
  return p.has(path) ? (p.flag(path) === false ? 'false' : undefined) : 'nothing';
}

const { min: MIN_TOKEN_LENGTH, max: MAX_TOKEN_LENGTH } = LIMITS.authTokenLength;

/** What is demanded of encryption and authentication. AUTH tokens never stand in a fault. */
export function securityRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    rule(metadata('TlsStated', ENCRYPTED, TLS), 'TransitEncryptionEnabled must be given for Valkey', (p) =>
      isOneOf(p, 'Engine', 'valkey') && !p.has(ENCRYPTED) && !p.has('GlobalReplicationGroupId')
        ? `${p.name(ENCRYPTED)} must be given for Valkey, got nothing; say true, or false`
        : undefined,
    ),
    rule(
      metadata('TlsNeedsSubnetGroup', 'CacheSubnetGroupName', TLS),
      'TransitEncryptionEnabled needs CacheSubnetGroupName',
      (p) =>
        p.flag(ENCRYPTED) === true && !p.has('CacheSubnetGroupName')
          ? `${p.name('CacheSubnetGroupName')} must be given with ${p.name(ENCRYPTED)}, got nothing; give a subnet group`
          : undefined,
    ),
    oneOf(metadata('TlsModeKnown', MODE, TLS), ['preferred', 'required']),
    rule(metadata('TlsModeNeedsTls', MODE, TLS), 'TransitEncryptionMode needs TransitEncryptionEnabled', (p) =>
      p.has(MODE) && isUnencrypted(p)
        ? `${p.name(MODE)} needs ${p.name(ENCRYPTED)} true, got ${p.flag(ENCRYPTED) ?? 'nothing'}; turn it on, or leave the mode out`
        : undefined,
    ),
    featureRule(metadata, 'TlsModeNeedsVersion', MODE, 'tlsChangeInPlace', TLS, (p) => p.has(MODE)),
    rule(
      metadata('TokenForm', 'AuthToken', AUTH),
      `AuthToken must have ${MIN_TOKEN_LENGTH} to ${MAX_TOKEN_LENGTH} letters, digits and characters out of !&#$^<>-`,
      (p) => {
        const fault = describeInvalidToken(p.text('AuthToken'));
        return fault
          ? `${p.name('AuthToken')} must have ${MIN_TOKEN_LENGTH} to ${MAX_TOKEN_LENGTH} letters, digits and characters out of !&#$^<>-, got ${fault}`
          : undefined;
      },
    ),
    rule(metadata('TokenNeedsTls', 'AuthToken', AUTH), 'AuthToken needs TransitEncryptionEnabled', (p) =>
      p.has('AuthToken') && isUnencrypted(p)
        ? `${p.name('AuthToken')} needs ${p.name(ENCRYPTED)} for an AUTH token, got ${p.flag(ENCRYPTED) ?? 'nothing'}; turn it on`
        : undefined,
    ),
    rule(
      { ...metadata('TokenInTemplate', 'AuthToken', AUTH), severity: 'warning' },
      'AuthToken should not stand in the template',
      (p) =>
        p.text('AuthToken') !== undefined && !describeInvalidToken(p.text('AuthToken'))
          ? `${p.name('AuthToken')} stands in the template for everybody to read; keep it in AWS Secrets Manager and give a dynamic reference`
          : undefined,
    ),
    excludes(metadata('TokenOrUsers', 'UserGroupIds', RBAC), 'AuthToken', 'leave the token out'),
    rule(metadata('UsersNeedTls', 'UserGroupIds', RBAC), 'UserGroupIds needs TransitEncryptionEnabled', (p) =>
      p.has('UserGroupIds') && isUnencrypted(p)
        ? `${p.name('UserGroupIds')} needs ${p.name(ENCRYPTED)} for a user group, got ${p.flag(ENCRYPTED) ?? 'nothing'}; turn it on`
        : undefined,
    ),
    rule(
      metadata('UsersNeedRequiredTls', 'UserGroupIds', RBAC),
      'UserGroupIds needs TransitEncryptionMode required',
      (p) =>
        p.has('UserGroupIds') && isOneOf(p, MODE, 'preferred')
          ? `${p.name('UserGroupIds')} needs ${p.name(MODE)} required for a user group, got preferred; let all clients talk TLS first`
          : undefined,
    ),
    featureRule(metadata, 'UsersNeedVersion', 'UserGroupIds', 'rbacUserGroups', RBAC, (p) => p.has('UserGroupIds')),
    rule(metadata('OneUserGroup', 'UserGroupIds', RBAC), 'UserGroupIds must hold one user group', (p) => {
      const size = p.list('UserGroupIds')?.length;
      return size === undefined || size === LIMITS.userGroupsPerCache.max
        ? undefined
        : `${p.name('UserGroupIds')} must hold one user group, got ${size}; ${size === 0 ? 'leave it out' : 'bring all users into one group'}`;
    }),
    rule(metadata('KeyNeedsEncryption', 'KmsKeyId', AT_REST), 'KmsKeyId needs AtRestEncryptionEnabled', (p) => {
      const encrypted = p.flag('AtRestEncryptionEnabled');
      const isOff = p.has('AtRestEncryptionEnabled') ? encrypted === false : isOneOf(p, 'Engine', 'redis'); // Valkey encrypts unless told otherwise
      return p.has('KmsKeyId') && isOff
        ? `${p.name('KmsKeyId')} needs ${p.name('AtRestEncryptionEnabled')}, got ${encrypted ?? 'nothing'}; turn it on, or leave the key out`
        : undefined;
    }),
    keyFormat(metadata),
    keyInRegion(metadata),
  ];
}

/** Whether clients do not talk TLS; not for the members of global datastores, which take it over from the primary. */
function isUnencrypted(p: PropertyReader): boolean {
  return p.has(ENCRYPTED) ? p.flag(ENCRYPTED) === false : !p.has('GlobalReplicationGroupId');
}

/** What is wrong with a token, without a word of it. */
function describeInvalidToken(token: string | undefined): string | undefined {
  if (token === undefined) {
    return undefined;
  }
  if (token.length < MIN_TOKEN_LENGTH || token.length > MAX_TOKEN_LENGTH) {
    return `${token.length} characters`;
  }
  return AUTH_TOKEN_PATTERN.test(token) ? undefined : 'other characters';
}

/** What a group takes over from the primary when it joins a global datastore. */
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

/** What is demanded of a group that joins a global datastore. */
export function secondaryRules(metadata: RuleMetadataFactory): Rule[] {
  return [
    rule(
      metadata('SecondaryInherits', GLOBAL_ID, GLOBAL),
      `with GlobalReplicationGroupId these must be left out: ${INHERITED_PROPERTIES.join(', ')}`,
      (p) => {
        const given = p.has(GLOBAL_ID) ? INHERITED_PROPERTIES.filter((path) => p.has(path)) : [];
        return given.length > 0
          ? `${given.map((path) => p.name(path)).join(', ')} must be left out with ${p.name(GLOBAL_ID)}, since a member takes ${given.length > 1 ? 'them' : 'it'} over from the primary`
          : undefined;
      },
    ),
    rule(
      metadata('SecondaryNeedsReplica', GLOBAL_ID, GLOBAL),
      'a group with GlobalReplicationGroupId needs a replica in every shard, since it takes automatic failover over from the primary',
      (p) => {
        const { minReplicaCount: fewestReplicas, replicaProperty: replicasBy } = readLayout(p);
        return p.has(GLOBAL_ID) && fewestReplicas === 0
          ? `${p.name(GLOBAL_ID)} needs at least one replica in every shard, since a member takes automatic failover over from the primary, got none${formatReplicaSource(p, replicasBy)}; ${suggestReplicas(p, replicasBy)}`
          : undefined;
      },
    ),
    rule(
      metadata('GlobalNeedsIpv4', 'NetworkType', GLOBAL),
      'NetworkType of a member of a global datastore must be ipv4',
      (p) =>
        p.has(GLOBAL_ID) && isOneOf(p, 'NetworkType', 'ipv6', 'dual_stack')
          ? `${p.name('NetworkType')} must be ipv4 with ${p.name(GLOBAL_ID)}, since global datastores have no IPv6, got ${p.text('NetworkType')}; leave it out`
          : undefined,
    ),
  ];
}
