import * as kms from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Program, RuleCases } from './rule-case';
import { ENVIRONMENT, excludedBy } from './rule-case';
import { tagCases } from './serverless-cache';
import type { ReplicationGroupSnapshotProps } from 'cdk-elasticache';
import {
  EngineVersion,
  MemcachedCluster,
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroup,
  ReplicationGroupSnapshot,
  ReplicationGroupSnapshotSource,
} from 'cdk-elasticache';

const snapshot = (properties: object, attributes: object = {}) => ({
  Snapshot: {
    Type: 'AWS::ElastiCache::Snapshot',
    ...attributes,
    Properties: { SnapshotName: 'nightly', ReplicationGroupId: 'sessions', ...properties },
  },
});

const snapshotOfCluster = (clusterId: unknown, properties: object) => ({
  ...snapshot({ ReplicationGroupId: undefined, CacheClusterId: clusterId }),
  Cluster: {
    Type: 'AWS::ElastiCache::CacheCluster',
    Properties: {
      ClusterName: 'sessions',
      Engine: 'redis',
      EngineVersion: '7.1',
      CacheNodeType: 'cache.r7g.large',
      NumCacheNodes: 1,
      CacheSubnetGroupName: 'subnets',
      ...properties,
    },
  },
});

const createSnapshot = (stack: Stack, props: Partial<ReplicationGroupSnapshotProps> = {}, id: string = 'Snapshot') =>
  new ReplicationGroupSnapshot(stack, id, {
    source: ReplicationGroupSnapshotSource.fromReplicationGroup(
      ReplicationGroup.fromReplicationGroupId(stack, `GroupOf${id}`, 'sessions'),
    ),
    ...props,
  });

const program =
  (props: Partial<ReplicationGroupSnapshotProps>): Program =>
  ({ stack }) =>
    createSnapshot(stack, props);

const programWithGroup =
  (replicationGroupArn: string): Program =>
  ({ stack }) =>
    createSnapshot(stack, {
      source: ReplicationGroupSnapshotSource.fromReplicationGroup(
        ReplicationGroup.fromReplicationGroupArn(stack, 'Group', replicationGroupArn),
      ),
    });

const programWithKey =
  (keyArn: string): Program =>
  ({ stack }) =>
    createSnapshot(stack, { kmsKey: kms.Key.fromKeyArn(stack, 'Key', keyArn) });

export const SNAPSHOT_CASES: RuleCases = {
  'Snapshot.NameMissing': {
    template: snapshot({ SnapshotName: undefined }),
    construct: excludedBy('snapshotName?: string, which has a default'),
  },
  'Snapshot.NameInvalid': {
    template: snapshot({ SnapshotName: 'every_night' }),
    construct: program({ snapshotName: 'every_night' }),
  },
  'Snapshot.SourceInvalid': {
    template: snapshot({ ReplicationGroupId: undefined }),
    construct: excludedBy('source: ReplicationGroupSnapshotSource, which has one of them'),
  },
  'Snapshot.ShardSnapshotUnsupported': {
    template: snapshot({ ReplicationGroupId: undefined, CacheClusterId: 'sessions-0001-002' }),
    construct: program({ source: ReplicationGroupSnapshotSource.fromCacheClusterId('sessions-0001-002') }),
  },
  'Snapshot.KeyInvalid': {
    template: snapshot({ KmsKeyId: 'my key' }),
    construct: programWithKey('arn:aws:kms:us-east-1:111122223333:key/my key'),
  },
  ...tagCases('Snapshot', (tags) => snapshot({ Tags: tags }), program({})),
  'Snapshot.TypeUnavailableInRegion': {
    template: snapshot({}),
    region: 'eu-west-1',
    construct: ({ app }) => createSnapshot(new Stack(app, 'Ireland', { env: { ...ENVIRONMENT, region: 'eu-west-1' } })),
  },
  'Snapshot.DeletionPolicyUnsupported': {
    template: snapshot({}, { DeletionPolicy: 'Snapshot' }),
    construct: program({ removalPolicy: RemovalPolicy.SNAPSHOT }),
  },
  'Snapshot.NameNotUnique': {
    template: { ...snapshot({}), Other: snapshot({}).Snapshot },
    construct: ({ stack }) => ['One', 'Other'].map((id) => createSnapshot(stack, { snapshotName: 'nightly' }, id)),
  },
  'Snapshot.KeyEmpty': {
    template: snapshot({ KmsKeyId: '' }),
    construct: excludedBy('kmsKey?: IKeyRef, which has an ARN'),
  },
  'Snapshot.KeyAsymmetric': {
    template: {
      ...snapshot({ KmsKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } }),
      Key: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' } },
    },
    construct: ({ stack }) =>
      createSnapshot(stack, { kmsKey: new kms.Key(stack, 'Key', { keySpec: kms.KeySpec.RSA_2048 }) }),
  },
  'Snapshot.KeyInOtherRegion': {
    template: snapshot({ KmsKeyId: 'arn:aws:kms:eu-west-1:111122223333:key/1234' }),
    construct: programWithKey('arn:aws:kms:eu-west-1:111122223333:key/1234'),
  },
  'Snapshot.ReplicationGroupInOtherRegion': {
    template: excludedBy('ReplicationGroupId, an id without Region'),
    construct: programWithGroup('arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:sessions'),
  },
  'Snapshot.ReplicationGroupInOtherAccount': {
    template: excludedBy('ReplicationGroupId, an id without account'),
    construct: programWithGroup('arn:aws:elasticache:us-east-1:444455556666:replicationgroup:sessions'),
  },
  'Snapshot.ReplicationGroupIdNotReferenced': {
    template: {
      ...snapshot({}),
      Group: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: {
          ReplicationGroupId: 'sessions',
          ReplicationGroupDescription: 'sessions',
          CacheNodeType: 'cache.r7g.large',
          NumCacheClusters: 2,
          CacheSubnetGroupName: 'subnets',
        },
      },
    },
    construct: excludedBy('source: ReplicationGroupSnapshotSource, which renders a reference to a group'),
  },
  'Snapshot.CacheClusterIdNotReferenced': {
    template: snapshotOfCluster('sessions', {}),
    construct: excludedBy('source: ReplicationGroupSnapshotSource, whose ids the rule reads in templates'),
  },
  'Snapshot.SnapshotUnsupportedByMemcached': {
    template: snapshotOfCluster({ Ref: 'Cluster' }, { Engine: 'memcached', EngineVersion: '1.6.22' }),
    construct: ({ stack, vpc }) => {
      const cluster = new MemcachedCluster(stack, 'Cluster', {
        vpc,
        engineVersion: EngineVersion.MEMCACHED_1_6_22,
        nodeType: NodeType.of(NodeFamily.R7G, NodeSize.LARGE),
      });
      createSnapshot(stack, { source: ReplicationGroupSnapshotSource.fromCacheCluster(cluster) });
    },
  },
  'Snapshot.SnapshotUnsupportedByNodeType': {
    template: snapshotOfCluster({ Ref: 'Cluster' }, { CacheNodeType: 'cache.t1.micro' }),
    construct: excludedBy(
      'source: ReplicationGroupSnapshotSource, since the only clusters with constructs are of Memcached',
    ),
  },
};
