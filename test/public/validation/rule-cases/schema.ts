import { replicationGroup } from './replication-group-2';
import type { RuleCases } from './rule-case';
import { excludedBy } from './rule-case';

const TYPED_PROPS = excludedBy('props, which have types');

/** Cases for the rules that all types have, which differ by the type in the id only. */
export const SCHEMA_CASES: RuleCases = {
  'ReplicationGroup.PropertyMisspelled': {
    template: replicationGroup({ MultiAzEnabled: true }),
    construct: TYPED_PROPS,
  },
  'ReplicationGroup.PropertyUnknown': {
    template: replicationGroup({ StorageClass: 'standard' }),
    construct: TYPED_PROPS,
  },
  'ReplicationGroup.PropertyTypeInvalid': {
    template: replicationGroup({ SecurityGroupIds: 'sg-0123456789abcdef0' }),
    construct: TYPED_PROPS,
  },
  'ReplicationGroup.SecureReferenceUnsupported': {
    template: replicationGroup({ ReplicationGroupDescription: '{{resolve:ssm-secure:description:1}}' }),
    construct: excludedBy('props, of which only passwords and AUTH tokens are secrets'),
  },
};

const L1_TYPES = excludedBy('constructs, which have the types of L1 constructs');

/** Cases for the rules about resource types. */
export const TYPE_CASES: RuleCases = {
  'Resource.TypeMisspelled': {
    template: { Cluster: { Type: 'AWS::Elasticache::CacheCluster' } },
    construct: L1_TYPES,
  },
  'Resource.TypeRetired': {
    template: { Group: { Type: 'AWS::ElastiCache::SecurityGroup' } },
    construct: L1_TYPES,
  },
  'Resource.TypeUnknown': {
    template: { Integration: { Type: 'AWS::ElastiCache::Integration' } },
    construct: L1_TYPES,
  },
};
