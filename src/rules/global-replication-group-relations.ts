import { engineOf, engineWords, sinceWords } from './nodes/engine';
import { familiesWith, nodeTypeOf } from './nodes/node-type';
import type { RelationSet } from './rule';
import type { TemplateResource } from './template';
import type { About } from './vocabulary';
import { relation } from './vocabulary';
import { supports } from '../facts/supports';

const GLOBAL = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html';
const about = (id: string): About => ({ id: `GlobalReplicationGroup.${id}`, property: 'Members', see: GLOBAL });

/** What AWS demands of the members of a global datastore. */
export const GLOBAL_REPLICATION_GROUP_RELATIONS: RelationSet = [
  relation(about('MemberNodeType'), 'the members must have node types that global datastores support', (global) =>
    first(membersOf(global), (member) => {
      const type = nodeTypeOf(member.properties);
      return type && !type.fact.globalDatastore
        ? `'Members' must have nodes of ${familiesWith((fact) => fact.globalDatastore)}, got ${member} with ${member.properties.text('CacheNodeType')}`
        : undefined;
    }),
  ),
  relation(about('MemberVersion'), `the members must have ${sinceWords('globalDatastore')}`, (global) =>
    first(membersOf(global), (member) => {
      const engine = engineOf(member.properties);
      return engine && !supports(engine.name, engine.version, 'globalDatastore')
        ? `'Members' must have ${sinceWords('globalDatastore')}, got ${member} with ${engineWords(engine)}`
        : undefined;
    }),
  ),
  relation(about('MemberNeedsIpv4'), 'the members must have NetworkType ipv4', (global) =>
    first(membersOf(global), (member) => {
      const networkType = member.properties.text('NetworkType');
      return networkType === 'ipv6' || networkType === 'dual_stack'
        ? `'Members' must have NetworkType ipv4, got ${member} with ${networkType}`
        : undefined;
    }),
  ),
  relation(about('MemberNotDurable'), 'the members must not have Durability sync or async', (global) =>
    first(membersOf(global), (member) => {
      const durability = member.properties.text('Durability');
      return durability === 'sync' || durability === 'async'
        ? `'Members' must not have Durability, got ${member} with ${durability}`
        : undefined;
    }),
  ),
];

function membersOf(global: TemplateResource): TemplateResource[] {
  const members = (global.properties.list('Members') ?? []).map((_, index) =>
    global.target(`Members.${index}.ReplicationGroupId`, 'AWS::ElastiCache::ReplicationGroup'),
  );
  return members.filter((member) => member !== undefined);
}

function first<T>(values: readonly T[], check: (value: T) => string | undefined): string | undefined {
  for (const value of values) {
    const fault = check(value);
    if (fault !== undefined) {
      return fault;
    }
  }
  return undefined;
}
