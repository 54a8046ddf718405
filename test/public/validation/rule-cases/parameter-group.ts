import { RemovalPolicy, Tags } from 'aws-cdk-lib/core';
import type { CaseScope, Program, RuleCases } from './rule-case';
import { excludedBy } from './rule-case';
import type { ParameterGroupProps } from 'cdk-elasticache';
import { EngineVersion, ParameterGroup } from 'cdk-elasticache';

type Parameters = Readonly<Record<string, string>>;

const parameterGroup = (properties: object, attributes: object = {}) => ({
  Parameters: {
    Type: 'AWS::ElastiCache::ParameterGroup',
    Properties: { CacheParameterGroupFamily: 'valkey8', Description: 'cache parameters', ...properties },
    ...attributes,
  },
});

const createParameterGroup = ({ stack }: CaseScope, props: Partial<ParameterGroupProps> = {}) =>
  new ParameterGroup(stack, 'Parameters', { engineVersion: EngineVersion.VALKEY_8_1, ...props });

/** A case with the same parameters in a template and a construct. */
const parametersOf = (family: string, engineVersion: EngineVersion, parameters: Parameters) => ({
  template: parameterGroup({ CacheParameterGroupFamily: family, Properties: parameters }),
  construct: ((scope) => createParameterGroup(scope, { engineVersion, parameters })) satisfies Program,
});
const ofValkey = (parameters: Parameters) => parametersOf('valkey8', EngineVersion.VALKEY_8_1, parameters);
const ofMemcached = (parameters: Parameters) =>
  parametersOf('memcached1.6', EngineVersion.MEMCACHED_1_6_22, parameters);

const tags = (count: number) => Array.from({ length: count }, (_, index) => ({ Key: `tag${index}`, Value: 'cache' }));

export const PARAMETER_GROUP_CASES: RuleCases = {
  'ParameterGroup.FamilyMissing': {
    template: parameterGroup({ CacheParameterGroupFamily: undefined }),
    construct: excludedBy('engineVersion: EngineVersion, whose family the construct needs for its L1 construct'),
  },
  'ParameterGroup.FamilyInvalid': {
    template: parameterGroup({ CacheParameterGroupFamily: 'valkey-8' }),
    construct: (scope) =>
      createParameterGroup(scope, {
        engineVersion: EngineVersion.of('valkey', '8.1', { parameterGroupFamily: 'valkey-8' }),
      }),
  },
  'ParameterGroup.FamilyNotLowercase': {
    template: parameterGroup({ CacheParameterGroupFamily: 'Valkey8' }),
    construct: (scope) =>
      createParameterGroup(scope, {
        engineVersion: EngineVersion.of('valkey', '8.1', { parameterGroupFamily: 'Valkey8' }),
      }),
  },
  'ParameterGroup.FamilyUnknown': {
    template: parameterGroup({ CacheParameterGroupFamily: 'valkey10' }),
    construct: (scope) => createParameterGroup(scope, { engineVersion: EngineVersion.of('valkey', '10.0') }),
  },
  'ParameterGroup.DescriptionMissing': {
    template: parameterGroup({ Description: undefined }),
    construct: excludedBy('description?: string, which has a default'),
  },
  'ParameterGroup.NameInvalid': {
    template: parameterGroup({ CacheParameterGroupName: 'my_parameters' }),
    construct: excludedBy('props: ParameterGroupProps, which has no name'),
  },
  'ParameterGroup.NameIgnored': {
    template: parameterGroup({ CacheParameterGroupName: 'my-parameters' }),
    construct: excludedBy('props: ParameterGroupProps, which has no name'),
  },
  'ParameterGroup.ParameterInvalid': ofValkey({ 'maxmemory-polcy': 'allkeys-lfu' }),
  'ParameterGroup.ParameterUnknown': ofValkey({ 'io-uring-queue': '64' }),
  'ParameterGroup.ParameterReadOnly': ofValkey({ appendonly: 'yes' }),
  'ParameterGroup.ParameterValueInvalid': ofValkey({ 'maxmemory-policy': 'largest-first' }),
  'ParameterGroup.ChunkSizeExceedsItemSize': ofMemcached({ slab_chunk_max: '2097152' }),
  'ParameterGroup.ItemSizeNotMultipleOfChunkSize': ofMemcached({ max_item_size: '600000' }),
  'ParameterGroup.KeyspaceEventsIneffective': ofValkey({ 'notify-keyspace-events': 'gx' }),
  'ParameterGroup.ClusterModeParametersUnused': ofValkey({ 'cluster-allow-reads-when-down': 'yes' }),
  'ParameterGroup.TooManyTags': {
    template: parameterGroup({ Tags: tags(51) }),
    construct: (scope) => {
      const group = createParameterGroup(scope);
      tags(51).forEach(({ Key, Value }) => Tags.of(group).add(Key, Value));
    },
  },
  'ParameterGroup.TagKeyInvalid': {
    template: parameterGroup({ Tags: [{ Key: 'aws:team', Value: 'shop' }] }),
    construct: (scope) => Tags.of(createParameterGroup(scope)).add('aws:team', 'shop'),
  },
  'ParameterGroup.TagValueInvalid': {
    template: parameterGroup({ Tags: [{ Key: 'team', Value: 'x'.repeat(257) }] }),
    construct: (scope) => Tags.of(createParameterGroup(scope)).add('team', 'x'.repeat(257)),
  },
  'ParameterGroup.TagIncomplete': {
    template: parameterGroup({ Tags: [{ Key: 'team' }] }),
    construct: excludedBy('Tags.of(): Tags, of which each has a value'),
  },
  'ParameterGroup.DuplicateTagKeys': {
    template: parameterGroup({ Tags: [...tags(1), ...tags(1)] }),
    construct: excludedBy('Tags.of(): Tags, which has one value per key'),
  },
  'ParameterGroup.DeletionPolicyUnsupported': {
    template: parameterGroup({}, { DeletionPolicy: 'Snapshot' }),
    construct: (scope) => createParameterGroup(scope, { removalPolicy: RemovalPolicy.SNAPSHOT }),
  },
};
