import { memberRules } from './global-replication-group/members';
import { engineRules, needsFeature } from './nodes/engine';
import { choose, familiesWith, fitsEngine, nodeTypeOf, nodeTypeRules } from './nodes/node-type';
import type { RuleSet } from './rule';
import type { AboutOf } from './vocabulary';
import { integer, needs, oneOf, rule, shown } from './vocabulary';
import { LIMITS } from '../facts/limits';
import { GLOBAL_DATASTORE_PREFIXES } from '../facts/regions';

const CREATE =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateGlobalReplicationGroup.html';
const MODIFY =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyGlobalReplicationGroup.html';
const LIMITATIONS =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html';
const FAILOVER = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html';

const about: AboutOf = (id, property, see = CREATE) => ({ id: `GlobalReplicationGroup.${id}`, property, see });
const SUFFIX = 'GlobalReplicationGroupIdSuffix';

/** What AWS demands of `AWS::ElastiCache::GlobalReplicationGroup`. */
export const GLOBAL_REPLICATION_GROUP_RULES: RuleSet = [
  rule(about('SuffixForm', SUFFIX), 'GlobalReplicationGroupIdSuffix must have letters, digits and hyphens', (p) => {
    const suffix = p.text(SUFFIX);
    return suffix === undefined || /^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$/.test(suffix)
      ? undefined
      : `${p.name(SUFFIX)} must have letters, digits and single hyphens, and begin and end with a letter or digit, got ${shown(suffix)}`;
  }),
  rule(
    about('SuffixWithoutPrefix', SUFFIX),
    'GlobalReplicationGroupIdSuffix must be without the prefix that AWS puts before it',
    (p) => {
      const suffix = p.text(SUFFIX);
      const [prefix, rest] = /^([a-z]{5})-(.+)$/.exec(suffix ?? '')?.slice(1) ?? [];
      return prefix !== undefined && Object.values(GLOBAL_DATASTORE_PREFIXES).includes(prefix)
        ? `${p.name(SUFFIX)} must be without the prefix that AWS puts before it, got ${shown(suffix)}; write ${shown(rest)}`
        : undefined;
    },
  ),
  ...memberRules(about),
  oneOf(about('EngineKnown', 'Engine'), ['valkey', 'redis']),
  ...engineRules(about),
  needsFeature(
    about,
    'VersionNeeded',
    'EngineVersion',
    'globalDatastore',
    LIMITATIONS,
    () => true,
    'a global datastore',
  ),
  needs(
    about('ParametersNeedVersion', 'CacheParameterGroupName', MODIFY),
    'EngineVersion',
    'give it together with a higher major version, or leave it out',
  ),
  ...nodeTypeRules(about),
  rule(
    about('NodeTypeSupported', 'CacheNodeType', LIMITATIONS),
    'CacheNodeType must be of a family that global datastores take',
    (p) => {
      const type = nodeTypeOf(p);
      return type && !type.fact.globalDatastore && !type.fact.gone
        ? `${p.name('CacheNodeType')} must be of ${familiesWith((fact) => fact.globalDatastore)} for a global datastore, got ${p.text('CacheNodeType')}; ` +
            choose(p, p.text('CacheNodeType')!, (fact) => fact.globalDatastore && fitsEngine(p, fact))
        : undefined;
    },
  ),
  integer(about('ShardCount', 'GlobalNodeGroupCount', MODIFY), { ...LIMITS.shards, unit: 'shards' }),
  rule(
    about('ShardsNeedFailover', 'AutomaticFailoverEnabled', FAILOVER),
    'AutomaticFailoverEnabled must be true for several shards',
    (p) =>
      p.flag('AutomaticFailoverEnabled') === false && (p.number('GlobalNodeGroupCount') ?? 1) > 1
        ? `${p.name('AutomaticFailoverEnabled')} must be true with ${p.number('GlobalNodeGroupCount')} shards by ${p.name('GlobalNodeGroupCount')}, got false; turn it on`
        : undefined,
  ),
];
