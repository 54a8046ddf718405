import { supports } from '../../../service-data/engine-versions';
import type { PropertyReader } from '../../property-reader';
import type { Rule, RuleSet } from '../../rule';
import { createMetadataFactory, isOneOf, rule } from '../../rule-builders';
import { readEngine, formatEngine } from '../nodes/engine';
import { PAGES } from '../pages';

const TLS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-mc.html';
const ENCRYPTED = 'TransitEncryptionEnabled';

const metadata = createMetadataFactory('CacheCluster', PAGES.createCacheCluster);

/** Validates the properties that only Memcached or only Redis OSS supports. */
export const ENGINE_SPECIFIC_RULES: RuleSet = [
  ...['SnapshotRetentionLimit', 'SnapshotWindow', 'SnapshotName', 'SnapshotArns'].map((property) =>
    redisRule(property, PAGES.backups, 'Node-based Memcached clusters do not support snapshots.'),
  ),
  redisRule('LogDeliveryConfigurations', PAGES.logDelivery, 'Memcached does not support log delivery.'),
  rule(
    metadata('TlsUnsupportedByVersion', ENCRYPTED, TLS),
    'TransitEncryptionEnabled requires Memcached 1.6.12 or later',
    (p) => {
      const engine = p.flag(ENCRYPTED) === true ? readEngine(p) : undefined;
      return engine?.name === 'memcached' && !supports(engine.name, engine.version, 'inTransitEncryption')
        ? `${p.name(ENCRYPTED)} requires Memcached 1.6.12 or later, but got ${formatEngine(engine)}. ` +
            `Use a later ${p.name('EngineVersion')}, or remove ${p.name(ENCRYPTED)}.`
        : undefined;
    },
  ),
  rule(
    metadata('TlsRequiresReplicationGroup', ENCRYPTED),
    'TransitEncryptionEnabled of a cluster requires Memcached',
    (p) =>
      p.flag(ENCRYPTED) === true && isRedisCluster(p)
        ? `${p.name(ENCRYPTED)} of a cluster requires the engine memcached, but got redis. Use AWS::ElastiCache::ReplicationGroup for Redis OSS with encryption in transit.`
        : undefined,
  ),
];

/** Whether a cluster runs Redis OSS. False for constructs, because the rule EngineInvalid reports Redis OSS in them. */
export function isRedisCluster(p: PropertyReader): boolean {
  return !p.isConstruct && isOneOf(p, 'Engine', 'redis');
}

/** @param reason a sentence */
function redisRule(property: string, see: string, reason: string): Rule {
  return rule(metadata(`${property}RequiresRedis`, property, see), `${property} requires Redis OSS`, (p) =>
    isSpecified(p, property) && isOneOf(p, 'Engine', 'memcached')
      ? `${p.name(property)} requires the engine redis, but got memcached. ${reason} Remove ${p.name(property)}.`
      : undefined,
  );
}

/** Whether a property has a value. 0 does not count as a value. */
function isSpecified(p: PropertyReader, property: string): boolean {
  return p.has(property) && p.number(property) !== 0;
}
