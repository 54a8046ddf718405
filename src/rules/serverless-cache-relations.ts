import { accessRelations, usersOf } from './cache-access';
import { keyRelation, referenceAdvice, tieredSnapshot } from './partners';
import type { RelationSet } from './rule';
import { addressFault, localZoneFault, subnetsOf, vpcFault, zoneFault } from './subnets';
import type { TemplateResource } from './template';
import type { About } from './vocabulary';
import { relation } from './vocabulary';
import { PORTS } from '../facts/ports';

const CREATE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html';
const PUBLIC = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-public-endpoints-chapter.html';
const NETWORK_TYPE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/network-type.html';
const SET_UP = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/set-up.html';
const BACKUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups.html';
const ENDPOINTS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html';

const about = (id: string, property: string, see: string = CREATE): About => ({
  id: `ServerlessCache.${id}`,
  property,
  see,
});

/** What AWS demands of a serverless cache and what stands beside it. */
export const SERVERLESS_CACHE_RELATIONS: RelationSet = [
  ...accessRelations('ServerlessCache', 'UserGroupId', 'MajorEngineVersion'),
  relation(
    about('PublicNeedsIamUsers', 'UserGroupId', PUBLIC),
    'the users of a public cache must all have IAM authentication',
    (cache) => {
      const others =
        cache.properties.text('ConnectionType') !== 'public'
          ? []
          : usersOf(cache, 'UserGroupId').filter(
              ({ authentication }) => authentication !== undefined && authentication !== 'iam',
            );
      return others.length > 0
        ? `'UserGroupId' of a public cache must hold users with IAM authentication only, got ${others.map(({ shown }) => shown).join(', ')}; ` +
            'give them the authentication iam, or leave them out'
        : undefined;
    },
  ),
  keyRelation('ServerlessCache'),
  referenceAdvice('ServerlessCache', 'UserGroupId', 'AWS::ElastiCache::UserGroup'),
  relation(about('SubnetsInOneVpc', 'SubnetIds'), 'SubnetIds must lie in one VPC', (cache) =>
    vpcFault(subnetsOf(cache)),
  ),
  relation(
    about('SubnetsInDifferentZones', 'SubnetIds'),
    'SubnetIds must lie in different Availability Zones',
    (cache) => zoneFault(subnetsOf(cache)),
  ),
  relation(about('SubnetsOfOneKind', 'SubnetIds'), 'SubnetIds must not mix Local Zones with others', (cache) =>
    localZoneFault(subnetsOf(cache)),
  ),
  relation(
    about('SubnetsHaveAddresses', 'NetworkType', NETWORK_TYPE),
    'SubnetIds must have the addresses that the NetworkType needs',
    (cache) => {
      const networkType = cache.properties.has('NetworkType') ? cache.properties.text('NetworkType') : 'ipv4';
      return networkType === undefined ? undefined : addressFault(networkType, subnetsOf(cache), 'SubnetIds');
    },
  ),
  relation(
    about('SnapshotNotTiered', 'SnapshotArnsToRestore', BACKUPS),
    'a snapshot of nodes with data tiering can be restored to such nodes only',
    (cache) => {
      const snapshot = tieredSnapshot(cache, cache.properties.list('SnapshotArnsToRestore') ?? []);
      return (
        snapshot &&
        `'SnapshotArnsToRestore' must not hold a snapshot of nodes with data tiering, which is restored to such nodes only, got ${snapshot}; ` +
          'restore it to a replication group with nodes of cache.r6gd'
      );
    },
  ),
  relation(
    about('MemcachedHasNoReader', 'Engine', ENDPOINTS),
    'a Memcached cache has no endpoint for reading',
    (cache) => {
      const used = [...(cache.template.uses(cache.logicalId) ?? [])].filter((attribute) =>
        attribute.startsWith('ReaderEndpoint'),
      );
      return cache.properties.text('Engine') === 'memcached' && used.length > 0
        ? `'Engine' memcached has no endpoint for reading, got a reference to ${used.join(', ')}; use Endpoint`
        : undefined;
    },
  ),
  relation(
    { ...about('ReaderPortOpen', 'SecurityGroupIds', SET_UP), severity: 'warning' },
    'the port for reading should be open where the port for writing is: clients that read from replicas hang otherwise',
    (cache) => {
      const ports = PORTS[cache.properties.text('Engine') ?? ''];
      const half =
        ports &&
        cache
          .targets('SecurityGroupIds', SECURITY_GROUP)
          .find((group) => isOpen(group, ports.primary) && !isOpen(group, ports.serverlessReader));
      return (
        half &&
        `'SecurityGroupIds' should open port ${ports.serverlessReader} beside ${ports.primary}, got ${half} with ${ports.primary} only; ` +
          'clients that read from replicas hang otherwise'
      );
    },
  ),
];

const SECURITY_GROUP = 'AWS::EC2::SecurityGroup';

/** Whether a rule inside or beside a security group opens a port. */
function isOpen(group: TemplateResource, port: number): boolean {
  const inside = (group.properties.list('SecurityGroupIngress') ?? []).map(
    (_, index) => [group.properties, `SecurityGroupIngress.${index}.`] as const,
  );
  const beside = group.template
    .ofType('AWS::EC2::SecurityGroupIngress')
    .filter((rule) => rule.target('GroupId', SECURITY_GROUP) === group)
    .map((rule) => [rule.properties, ''] as const);
  return [...inside, ...beside].some(([p, path]) => {
    const [from, to] = [p.number(`${path}FromPort`), p.number(`${path}ToPort`)];
    return (
      p.text(`${path}IpProtocol`) === '-1' || (from !== undefined && to !== undefined && from <= port && port <= to)
    );
  });
}
