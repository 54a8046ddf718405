import { accessRelations } from './cache-access';
import {
  groupAddressRelation,
  hasDataTiering,
  keyRelation,
  parameterFamilyRelation,
  referenceAdvice,
  tieredSnapshot,
  topicRelation,
} from './partners';
import { layoutOf } from './replication-group/layout';
import type { RelationSet } from './rule';
import type { TemplateResource } from './template';
import type { About } from './vocabulary';
import { relation, shown } from './vocabulary';
import { DATA_TIERING_POLICIES } from '../facts/limits';

const MODES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html';
const FAILOVER = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html';
const TIERING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html';
const BACKUPS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups.html';
const ENDPOINTS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html';
const RESHARDING =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html';
const PARAMETERS = 'CacheParameterGroupName';
const PARAMETER_GROUP = 'AWS::ElastiCache::ParameterGroup';

const about = (id: string, property: string, see: string): About => ({ id: `ReplicationGroup.${id}`, property, see });

/** What AWS demands of a replication group and what stands beside it. */
export const REPLICATION_GROUP_RELATIONS: RelationSet = [
  ...accessRelations('ReplicationGroup', 'UserGroupIds', 'EngineVersion'),
  keyRelation('ReplicationGroup'),
  topicRelation('ReplicationGroup'),
  groupAddressRelation('ReplicationGroup'),
  parameterFamilyRelation('ReplicationGroup'),
  referenceAdvice('ReplicationGroup', 'CacheSubnetGroupName', 'AWS::ElastiCache::SubnetGroup'),
  referenceAdvice('ReplicationGroup', PARAMETERS, PARAMETER_GROUP),
  referenceAdvice('ReplicationGroup', 'UserGroupIds', 'AWS::ElastiCache::UserGroup'),
  relation(
    about('ShardsNeedClusterParameters', PARAMETERS, MODES),
    'several shards need a parameter group with cluster-enabled yes',
    (group) => {
      const parameters = group.target(PARAMETERS, PARAMETER_GROUP);
      const { mode, shards } = layoutOf(group.properties);
      const needed = mode === 'enabled' || mode === 'compatible' || (shards !== undefined && shards > 1);
      return parameters && needed && clusterEnabled(parameters) === false
        ? `'${PARAMETERS}' must be a group with cluster-enabled yes for ${shards !== undefined && shards > 1 ? `${shards} shards` : `cluster mode ${mode}`}, got ${parameters}; ` +
            'add the parameter'
        : undefined;
    },
  ),
  relation(
    about('ClusterParametersNeedFailover', 'AutomaticFailoverEnabled', FAILOVER),
    'a parameter group with cluster-enabled yes needs AutomaticFailoverEnabled',
    (group) => {
      const parameters = group.target(PARAMETERS, PARAMETER_GROUP);
      const p = group.properties;
      const isOff = p.has('AutomaticFailoverEnabled')
        ? p.flag('AutomaticFailoverEnabled') === false
        : !p.has('GlobalReplicationGroupId');
      return parameters && clusterEnabled(parameters) === true && layoutOf(p).mode === undefined && isOff
        ? `'AutomaticFailoverEnabled' must be true with cluster-enabled yes of ${parameters}, got ${p.flag('AutomaticFailoverEnabled') ?? 'nothing'}; turn it on`
        : undefined;
    },
  ),
  relation(
    about('TieringPolicy', PARAMETERS, TIERING),
    `data tiering needs a maxmemory-policy of ${DATA_TIERING_POLICIES.join(', ')}`,
    (group) => {
      const policy = group.target(PARAMETERS, PARAMETER_GROUP)?.properties.text('Properties.maxmemory-policy');
      return hasDataTiering(group) && policy !== undefined && !DATA_TIERING_POLICIES.includes(policy)
        ? `'${PARAMETERS}' must have a maxmemory-policy of ${DATA_TIERING_POLICIES.join(', ')} for data tiering, got ${shown(policy)}`
        : undefined;
    },
  ),
  relation(
    about('TieredSnapshotNeedsTier', 'SnapshotName', BACKUPS),
    'a snapshot of nodes with data tiering can be restored to such nodes only',
    (group) => {
      const type = group.properties.text('CacheNodeType');
      const snapshot =
        type !== undefined && !hasDataTiering(group)
          ? tieredSnapshot(group, [group.properties.given('SnapshotName')])
          : undefined;
      return (
        snapshot &&
        `'SnapshotName' of nodes of ${type} must not be a snapshot of nodes with data tiering, which is restored to such nodes only, got ${snapshot}; ` +
          'choose nodes of cache.r6gd'
      );
    },
  ),
  relation(
    about('EndpointsFitClusterMode', 'ClusterMode', ENDPOINTS),
    'PrimaryEndPoint and ReaderEndPoint are there without cluster mode, ConfigurationEndPoint with it',
    (group) => {
      const used = [...(group.template.uses(group.logicalId) ?? [])];
      const wrong = (
        isClusterMode(group) ? ['PrimaryEndPoint', 'ReaderEndPoint', 'ReadEndPoint'] : ['ConfigurationEndPoint']
      ).flatMap((endpoint) => used.filter((attribute) => attribute.split('.')[0] === endpoint));
      return isClusterMode(group) !== undefined && wrong.length > 0
        ? `'ClusterMode' ${isClusterMode(group) ? 'enabled' : 'disabled'} has no ${wrong.join(', ')}, to which something refers; use ` +
            (isClusterMode(group) ? 'ConfigurationEndPoint' : 'PrimaryEndPoint or ReaderEndPoint')
        : undefined;
    },
  ),
  relation(
    { ...about('ReshardingOnline', 'NumNodeGroups', RESHARDING), severity: 'warning' },
    'a group with several shards should have the UpdatePolicy UseOnlineResharding: changing their number replaces it otherwise',
    (group) =>
      group.properties.has('NumNodeGroups') &&
      isClusterMode(group) &&
      group.attribute('UpdatePolicy.UseOnlineResharding') === undefined
        ? "'NumNodeGroups' cannot change without replacing the group, got no UpdatePolicy; set its UseOnlineResharding to true"
        : undefined,
  ),
];

/**
 * What a parameter group says of cluster mode, which is off unless it says yes; undefined when it is known only later.
 */
function clusterEnabled({ properties }: TemplateResource): boolean | undefined {
  if (!properties.has('Properties.cluster-enabled')) {
    return false;
  }
  const value = properties.text('Properties.cluster-enabled');
  return value === undefined ? undefined : value === 'yes';
}

/** Whether the group is in cluster mode, as far as it and its parameter group tell. */
function isClusterMode(group: TemplateResource): boolean | undefined {
  const { mode } = layoutOf(group.properties);
  const parameters = group.target(PARAMETERS, PARAMETER_GROUP);
  return mode === undefined
    ? parameters && clusterEnabled(parameters)
    : mode === 'enabled'
      ? true
      : mode === 'disabled'
        ? false
        : undefined;
}
