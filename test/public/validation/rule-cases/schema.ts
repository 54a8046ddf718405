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

/** Cases for the rules about the keys of resources. */
export const KEY_CASES: RuleCases = {
  'Resource.TypeMissing': {
    template: { Group: { Properties: { Description: 'sessions' } } },
    construct: L1_TYPES,
  },
  'Resource.KeyMisspelled': {
    template: { Users: { Type: 'AWS::ElastiCache::UserGroup', Propertes: { UserGroupId: 'app', Engine: 'valkey' } } },
    construct: L1_TYPES,
  },
  'Resource.KeyUnknown': {
    template: { Users: { Type: 'AWS::ElastiCache::UserGroup', Comment: 'sessions', Properties: { Engine: 'valkey' } } },
    construct: L1_TYPES,
  },
};

const L1_REFERENCES = excludedBy('constructs, which refer to other constructs');

/** Creates the template of a replication group with a user group and a resource of another type. */
const withTargets = (properties: object, attributes: object = {}) => ({
  Cache: {
    Type: 'AWS::ElastiCache::ReplicationGroup',
    Properties: {
      ReplicationGroupDescription: 'sessions',
      Engine: 'redis',
      EngineVersion: '7.1',
      CacheNodeType: 'cache.t4g.micro',
      ...properties,
    },
    ...attributes,
  },
  Subnets: {
    Type: 'AWS::ElastiCache::SubnetGroup',
    Properties: { Description: 'sessions', SubnetIds: ['subnet-0123456789abcdef0'] },
  },
});

/** Cases for the rules about references, which CloudFormation enforces for all resources. */
export const REFERENCE_CASES: RuleCases = {
  'Resource.LogicalIdInvalid': {
    template: { 'sessions-cache': withTargets({}).Cache },
    construct: L1_REFERENCES,
  },
  'Resource.ReferenceUndefined': {
    template: withTargets({ CacheSubnetGroupName: { Ref: 'Subnet' } }),
    construct: L1_REFERENCES,
  },
  'Resource.ConditionUndefined': {
    template: withTargets({}, { Condition: 'IsProd' }),
    construct: L1_REFERENCES,
  },
  'Resource.ReferenceTypeMismatch': {
    template: withTargets({ SecurityGroupIds: [{ Ref: 'Subnets' }] }),
    construct: L1_REFERENCES,
  },
  'Resource.IdInvalid': {
    template: withTargets({ SecurityGroupIds: ['sg-sessions'] }),
    construct: excludedBy('constructs, whose ids can be examples in tests'),
  },
  'Resource.ReferenceNotAList': {
    template: withTargets({ SecurityGroupIds: { Ref: 'Subnets' } }),
    construct: L1_REFERENCES,
  },
  'Resource.FunctionInvalid': {
    template: withTargets({
      NotificationTopicArn: { 'Fn::Select': [1, ['arn:aws:sns:us-east-1:111122223333:cache']] },
    }),
    construct: excludedBy('constructs, which use values instead of lists and mappings'),
  },
  'Resource.ConditionFunctionUnsupported': {
    template: withTargets({ AutomaticFailoverEnabled: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] } }),
    construct: L1_REFERENCES,
  },
  'Resource.AttributeMisspelled': {
    template: {
      ...withTargets({}),
      Host: { Type: 'AWS::SSM::Parameter', Properties: { Value: { 'Fn::GetAtt': 'Cache.PrimaryEndpoint.Address' } } },
    },
    construct: L1_REFERENCES,
  },
  'Resource.AttributeUnknown': {
    template: withTargets({ CacheSubnetGroupName: { 'Fn::GetAtt': ['Subnets', 'Arn'] } }),
    construct: L1_REFERENCES,
  },
};
