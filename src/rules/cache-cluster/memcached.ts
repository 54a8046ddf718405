import { supports } from '../../facts/supports';
import { engineOf, engineWords } from '../nodes/engine';
import type { Properties } from '../properties';
import type { Rule } from '../rule';
import type { AboutOf } from '../vocabulary';
import { isOneOf, rule } from '../vocabulary';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html';
const BACKUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups.html';
const LOGS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html';
const TLS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-mc.html';

const ENCRYPTED = 'TransitEncryptionEnabled';

/** What only one of the engines has. */
export function memcachedRules(about: AboutOf): Rule[] {
  const needsRedis = (property: string, see: string, what: string): Rule =>
    rule(about(`${property}NeedsRedis`, property, see), `${property} is for Redis OSS`, (p) =>
      isGiven(p, property) && isOneOf(p, 'Engine', 'memcached')
        ? `${p.name(property)} is for Redis OSS, got memcached, which has no ${what}; leave it out`
        : undefined,
    );
  return [
    ...['SnapshotRetentionLimit', 'SnapshotWindow', 'SnapshotName', 'SnapshotArns'].map((property) =>
      needsRedis(property, BACKUPS, 'snapshots outside serverless caches'),
    ),
    needsRedis('LogDeliveryConfigurations', LOGS, 'logs to deliver'),
    rule(about('TlsNeedsVersion', ENCRYPTED, TLS), 'TransitEncryptionEnabled needs Memcached 1.6.12 or later', (p) => {
      const engine = p.flag(ENCRYPTED) === true ? engineOf(p) : undefined;
      return engine?.name === 'memcached' && !supports(engine.name, engine.version, 'inTransitEncryption')
        ? `${p.name(ENCRYPTED)} needs Memcached 1.6.12 or later, got ${engineWords(engine)}; raise ${p.name('EngineVersion')}, or leave ${p.name(ENCRYPTED)} out`
        : undefined;
    }),
    rule(
      about('TlsNeedsMemcached', ENCRYPTED, CREATE),
      'TransitEncryptionEnabled of a cluster is for Memcached',
      (p) =>
        p.flag(ENCRYPTED) === true && isOneOf(p, 'Engine', 'redis')
          ? `${p.name(ENCRYPTED)} of a cluster is for Memcached, got redis; use AWS::ElastiCache::ReplicationGroup for Redis OSS with TLS`
          : undefined,
    ),
    rule(
      about('TlsNeedsSubnetGroup', 'CacheSubnetGroupName', TLS),
      'TransitEncryptionEnabled needs CacheSubnetGroupName',
      (p) =>
        p.flag(ENCRYPTED) === true && !p.has('CacheSubnetGroupName')
          ? `${p.name('CacheSubnetGroupName')} must be given with ${p.name(ENCRYPTED)}, got nothing; give a subnet group`
          : undefined,
    ),
  ];
}

/** Whether a property says more than that there is nothing of it. */
function isGiven(p: Properties, property: string): boolean {
  return p.has(property) && p.number(property) !== 0 && p.list(property)?.length !== 0;
}
