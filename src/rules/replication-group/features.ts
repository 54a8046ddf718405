import { layoutOf, moreReplicas } from './layout';
import { engineOf, needsFeature } from '../nodes/engine';
import { choose, familiesWith, fitsEngine, nodeTypeOf } from '../nodes/node-type';
import type { Properties } from '../properties';
import type { Rule } from '../rule';
import type { AboutOf } from '../vocabulary';
import { isOneOf, oneOf, rule } from '../vocabulary';

const TIERING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html';
const DURABILITY = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Durability.Limitations.html';

/** What is demanded of data tiering, which belongs to its nodes as they belong to it. */
export function dataTieringRules(about: AboutOf): Rule[] {
  return [
    rule(
      about('TieringStated', 'DataTieringEnabled', TIERING),
      'DataTieringEnabled must be true for nodes with an SSD',
      (p) => {
        const isOff = p.has('DataTieringEnabled')
          ? p.flag('DataTieringEnabled') === false
          : !p.has('GlobalReplicationGroupId');
        return nodeTypeOf(p)?.fact.dataTiering && isOff
          ? `${p.name('DataTieringEnabled')} must be true for ${p.text('CacheNodeType')}, got ${p.flag('DataTieringEnabled') ?? 'nothing'}; turn it on, or ` +
              choose(p, p.text('CacheNodeType')!, (fact) => !fact.dataTiering && fitsEngine(p, fact))
          : undefined;
      },
    ),
    rule(about('TieringNeedsSsd', 'DataTieringEnabled', TIERING), 'DataTieringEnabled needs nodes with an SSD', (p) => {
      const type = nodeTypeOf(p);
      return type && !type.fact.dataTiering && p.flag('DataTieringEnabled') === true
        ? `${p.name('DataTieringEnabled')} needs nodes of ${familiesWith((fact) => fact.dataTiering)}, got ${p.text('CacheNodeType')}; ${choose(p, p.text('CacheNodeType')!, (fact) => fact.dataTiering)}`
        : undefined;
    }),
    needsFeature(
      about,
      'TieringNeedsVersion',
      'DataTieringEnabled',
      'dataTiering',
      TIERING,
      (p) => p.flag('DataTieringEnabled') === true,
    ),
  ];
}

/** What is demanded where writes shall be durable. */
export function durabilityRules(about: AboutOf): Rule[] {
  const needs = (
    id: string,
    demand: string,
    got: (p: Properties) => string | undefined,
    wayOut: (p: Properties) => string,
  ): Rule =>
    rule(about(id, 'Durability', DURABILITY), `Durability sync and async need ${demand}`, (p) => {
      const found = isDurable(p) ? got(p) : undefined;
      return found === undefined
        ? undefined
        : `${p.name('Durability')} ${p.text('Durability')} needs ${demand}, got ${found}; ${wayOut(p)}`;
    });
  const turnOn = (path: string) => (p: Properties) => `turn ${p.name(path)} on, or leave ${p.name('Durability')} out`;

  return [
    oneOf(about('DurabilityKnown', 'Durability', DURABILITY), ['default', 'async', 'sync', 'disabled']),
    needsFeature(
      about,
      'DurabilityNeedsVersion',
      'Durability',
      'durability',
      DURABILITY,
      (p) => isDurable(p) && engineOf(p) !== undefined,
    ),
    needs(
      'DurabilityNeedsClusterMode',
      'cluster mode enabled',
      (p) => {
        const { mode } = layoutOf(p);
        return mode === undefined || mode === 'enabled' ? undefined : `cluster mode ${mode}`;
      },
      (p) =>
        `choose ${p.isConstruct ? 'ClusterMode.enabled()' : `${p.name('ClusterMode')} enabled`}, or leave ${p.name('Durability')} out`,
    ),
    needs('DurabilityNeedsMultiAz', 'Multi-AZ', (p) => offWords(p, 'MultiAZEnabled'), turnOn('MultiAZEnabled')),
    needs(
      'DurabilityNeedsReplicas',
      'a replica in every shard',
      (p) => (layoutOf(p).fewestReplicas === 0 ? 'a shard without' : undefined),
      (p) => moreReplicas(p, layoutOf(p).replicasBy),
    ),
    needs(
      'DurabilityNeedsTls',
      'encryption in transit',
      (p) => offWords(p, 'TransitEncryptionEnabled'),
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
      `nodes of ${familiesWith((fact) => fact.durability)}`,
      (p) => {
        const type = nodeTypeOf(p);
        return type && !type.fact.durability ? p.text('CacheNodeType') : undefined;
      },
      (p) => choose(p, p.text('CacheNodeType')!, (fact) => fact.durability && fitsEngine(p, fact)),
    ),
    needs(
      'DurabilityInOneRegion',
      'a group outside global datastores',
      (p) => (p.has('GlobalReplicationGroupId') ? 'a member of one' : undefined),
      (p) => `leave ${p.name('Durability')} out`,
    ),
  ];
}

function isDurable(p: Properties): boolean {
  return isOneOf(p, 'Durability', 'sync', 'async');
}

/** What is said of a flag that is false, which it also is when it is left out. */
function offWords(p: Properties, path: string): string | undefined {
  return p.has(path) ? (p.flag(path) === false ? 'false' : undefined) : 'nothing';
}
