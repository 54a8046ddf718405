import type { IServerlessCacheRef } from 'aws-cdk-lib/aws-elasticache';
import { CfnCacheCluster, CfnReplicationGroup, CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Stack } from 'aws-cdk-lib/core';
import { App, RemovalPolicy, Stack as CdkStack, Tags, Token } from 'aws-cdk-lib/core';
import { errorsOf } from '../messages';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import {
  ReplicationGroup,
  ReplicationGroupSnapshot,
  ReplicationGroupSnapshotSource,
  ServerlessCache,
  ServerlessCacheSnapshot,
} from 'cdk-elasticache';

const SERVERLESS = 'AWS::ElastiCache::ServerlessCacheSnapshot';
const NODES = 'AWS::ElastiCache::Snapshot';
const STACK_ID = { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] };

let stack: Stack;
beforeEach(() => {
  stack = emptyStack();
});

const createCache = (serverlessCacheName?: string) =>
  new ServerlessCache(stack, 'Cache', { vpc: importVpc(stack), serverlessCacheName });
const createGroup = () =>
  new CfnReplicationGroup(stack, 'Group', {
    replicationGroupDescription: 'Sessions',
    cacheNodeType: 'cache.r7g.large',
  });
const resourceOf = (type: string) => Object.values(synthesize(stack).findResources(type))[0];

describe('a snapshot of a serverless cache', () => {
  test('has a name that is unique to the stack, and is retained', () => {
    const snapshot = new ServerlessCacheSnapshot(stack, 'Snapshot', { serverlessCache: createCache() });

    expect(resourceOf(SERVERLESS)).toEqual({
      Type: SERVERLESS,
      Properties: {
        ServerlessCacheName: { Ref: 'Cache18F6EE16' },
        ServerlessCacheSnapshotName: { 'Fn::Join': ['-', ['stacksnapshot64477370', STACK_ID]] },
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
    expect(stack.resolve(snapshot.serverlessCacheSnapshotArn)).toEqual({ 'Fn::GetAtt': ['Snapshot86FBE57A', 'ARN'] });
    expect(stack.resolve(snapshot.serverlessCacheSnapshotName)).toEqual({
      'Fn::Select': [6, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Snapshot86FBE57A', 'ARN'] }] }],
    });
  });

  test('renders every prop', () => {
    new ServerlessCacheSnapshot(stack, 'Snapshot', {
      serverlessCache: createCache(),
      serverlessCacheSnapshotName: 'before-migration',
      kmsKey: new kms.Key(stack, 'Key'),
      removalPolicy: RemovalPolicy.DESTROY,
    });

    expect(resourceOf(SERVERLESS)).toMatchObject({
      Properties: {
        ServerlessCacheSnapshotName: 'before-migration',
        ServerlessCacheName: { Ref: 'Cache18F6EE16' },
        KmsKeyId: { 'Fn::GetAtt': ['Key961B73FD', 'Arn'] },
      },
      DeletionPolicy: 'Delete',
    });
  });

  test('is tagged with the tags of its stack', () => {
    Tags.of(stack).add('team', 'shop');
    new ServerlessCacheSnapshot(stack, 'Snapshot', { serverlessCache: createCache() });

    expect(propertiesOf(stack, SERVERLESS).Tags).toEqual([{ Key: 'team', Value: 'shop' }]);
  });

  test('depends on a cache whose name is not a reference', () => {
    new ServerlessCacheSnapshot(stack, 'Snapshot', { serverlessCache: createCache('Sessions') });

    expect(resourceOf(SERVERLESS)).toMatchObject({
      Properties: { ServerlessCacheName: 'sessions' },
      DependsOn: expect.arrayContaining(['Cache18F6EE16']),
    });
  });

  test('supports a cache that is an object with the reference interface', () => {
    const serverlessCache = {
      node: stack.node,
      env: { account: stack.account, region: stack.region },
      serverlessCacheRef: {
        serverlessCacheName: 'sessions',
        serverlessCacheArn: 'arn:aws:elasticache:eu-west-1:111122223333:serverlesscache:sessions',
      },
    } as IServerlessCacheRef;
    new ServerlessCacheSnapshot(stack, 'Snapshot', { serverlessCache });

    expect(resourceOf(SERVERLESS)).toMatchObject({ Properties: { ServerlessCacheName: 'sessions' } });
    expect(resourceOf(SERVERLESS)).not.toHaveProperty('DependsOn');
  });

  test('supports imported caches and L1 constructs', () => {
    const imported = new ServerlessCacheSnapshot(stack, 'OfImported', {
      serverlessCache: ServerlessCache.fromServerlessCacheName(stack, 'Imported', 'sessions'),
    });
    const l1 = new CfnServerlessCache(stack, 'L1', { engine: 'valkey', serverlessCacheName: 'l1' });
    new ServerlessCacheSnapshot(stack, 'OfL1', { serverlessCache: l1 });

    expect(imported.node.dependencies).toEqual([]);
    expect(
      Object.values(synthesize(stack).findResources(SERVERLESS)).map(({ Properties, DependsOn }) => [
        Properties.ServerlessCacheName,
        DependsOn,
      ]),
    ).toEqual([
      ['sessions', undefined],
      [{ Ref: 'L1' }, undefined],
    ]);
  });

  test('exposes the CloudFormation attributes', () => {
    const snapshot = new ServerlessCacheSnapshot(stack, 'Snapshot', { serverlessCache: createCache() });
    const attributes = [
      snapshot.serverlessCacheSnapshotBytesUsedForCache,
      snapshot.serverlessCacheSnapshotCreateTime,
      snapshot.serverlessCacheSnapshotSnapshotType,
      snapshot.serverlessCacheSnapshotStatus,
    ];

    expect(stack.resolve(attributes)).toEqual(
      ['BytesUsedForCache', 'CreateTime', 'SnapshotType', 'Status'].map((name) => ({
        'Fn::GetAtt': ['Snapshot86FBE57A', name],
      })),
    );
  });

  test('is referred to by its name from another Region', () => {
    const app = new App();
    const [here, there] = ['eu-west-1', 'us-east-1'].map(
      (region) => new CdkStack(app, region, { env: { account: '123456789012', region } }),
    );
    const cache = ServerlessCache.fromServerlessCacheName(here, 'Cache', 'sessions');
    const snapshot = new ServerlessCacheSnapshot(here, 'Snapshot', {
      serverlessCache: cache,
      serverlessCacheSnapshotName: 'Nightly',
    });

    expect(there.resolve(snapshot.serverlessCacheSnapshotArn)).toEqual({
      'Fn::Join': [
        '',
        ['arn:', { Ref: 'AWS::Partition' }, ':elasticache:eu-west-1:123456789012:serverlesscachesnapshot:nightly'],
      ],
    });
  });

  test('is imported by name and by ARN', () => {
    const byName = ServerlessCacheSnapshot.fromServerlessCacheSnapshotName(
      stack,
      'ByName',
      'automatic.sessions-2026-01-31-03-15',
    );
    const byArn = ServerlessCacheSnapshot.fromServerlessCacheSnapshotArn(
      stack,
      'ByArn',
      'arn:aws:elasticache:eu-west-1:123456789012:serverlesscachesnapshot:nightly',
    );

    expect(stack.resolve(byName.serverlessCacheSnapshotArn)['Fn::Join'][1].slice(-1)).toEqual([
      ':serverlesscachesnapshot:automatic.sessions-2026-01-31-03-15',
    ]);
    expect([byArn.serverlessCacheSnapshotName, byArn.env.region]).toEqual(['nightly', 'eu-west-1']);
  });

  test('fails with all errors', () => {
    const here = emptyStack('Here', { account: '123456789012', region: 'eu-west-1' });
    const cache = ServerlessCache.fromServerlessCacheArn(
      here,
      'Cache',
      'arn:aws:elasticache:us-east-1:210987654321:serverlesscache:sessions',
    );

    const create = () =>
      new ServerlessCacheSnapshot(here, 'Snapshot', {
        serverlessCache: cache,
        serverlessCacheSnapshotName: 'before_migration',
      });
    expect(errorsOf(create)).toEqual([
      "'serverlessCacheSnapshotName' ServerlessCacheSnapshot.NameInvalid",
      "'serverlessCache.serverlessCacheName' ServerlessCacheSnapshot.CacheInOtherRegion",
      "'serverlessCache.serverlessCacheName' ServerlessCacheSnapshot.CacheInOtherAccount",
    ]);
  });

  test('accepts tokens', () => {
    new ServerlessCacheSnapshot(stack, 'Snapshot', {
      serverlessCache: createCache(),
      serverlessCacheSnapshotName: Token.asString({ Ref: 'AWS::StackName' }),
    });

    expect(propertiesOf(stack, SERVERLESS).ServerlessCacheSnapshotName).toEqual({ Ref: 'AWS::StackName' });
  });
});

describe('a snapshot of a replication group', () => {
  test('has a name that is unique to the stack, and is retained', () => {
    const snapshot = new ReplicationGroupSnapshot(stack, 'Snapshot', {
      source: ReplicationGroupSnapshotSource.fromReplicationGroup(createGroup()),
    });

    expect(resourceOf(NODES)).toEqual({
      Type: NODES,
      Properties: {
        ReplicationGroupId: { Ref: 'Group' },
        SnapshotName: { 'Fn::Join': ['-', ['stacksnapshot64477370', STACK_ID]] },
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
    expect(stack.resolve(snapshot.snapshotArn)).toEqual({ 'Fn::GetAtt': ['Snapshot86FBE57A', 'Arn'] });
  });

  test('renders every prop', () => {
    Tags.of(stack).add('team', 'shop');
    new ReplicationGroupSnapshot(stack, 'Snapshot', {
      source: ReplicationGroupSnapshotSource.fromCacheClusterId('sessions-002'),
      snapshotName: 'before-migration',
      kmsKey: new kms.Key(stack, 'Key'),
      removalPolicy: RemovalPolicy.DESTROY,
    });

    expect(resourceOf(NODES)).toMatchObject({
      Properties: {
        CacheClusterId: 'sessions-002',
        SnapshotName: 'before-migration',
        KmsKeyId: { 'Fn::GetAtt': ['Key961B73FD', 'Arn'] },
        Tags: [{ Key: 'team', Value: 'shop' }],
      },
      DeletionPolicy: 'Delete',
    });
  });

  test('exposes the CloudFormation attributes', () => {
    const snapshot = new ReplicationGroupSnapshot(stack, 'Snapshot', {
      source: ReplicationGroupSnapshotSource.fromReplicationGroup(createGroup()),
    });
    const attributes = [
      snapshot.snapshotStatus,
      snapshot.snapshotEngine,
      snapshot.snapshotEngineVersion,
      snapshot.snapshotCacheNodeType,
      snapshot.snapshotNumNodeGroups,
    ];

    expect(stack.resolve(attributes)).toEqual(
      ['SnapshotStatus', 'Engine', 'EngineVersion', 'CacheNodeType', 'NumNodeGroups'].map((name) => ({
        'Fn::GetAtt': ['Snapshot86FBE57A', name],
      })),
    );
  });

  test('is imported by name and by ARN', () => {
    const byName = ReplicationGroupSnapshot.fromSnapshotName(stack, 'ByName', 'Nightly');
    const byArn = ReplicationGroupSnapshot.fromSnapshotArn(
      stack,
      'ByArn',
      'arn:aws:elasticache:eu-west-1:123456789012:snapshot:nightly',
    );

    expect(stack.resolve(byName.snapshotArn)['Fn::Join'][1].slice(-1)).toEqual([':snapshot:nightly']);
    expect([byName.snapshotName, byArn.snapshotName, byArn.env.region]).toEqual(['nightly', 'nightly', 'eu-west-1']);
  });

  test('refers to a cluster', () => {
    const cluster = new CfnCacheCluster(stack, 'Cluster', {
      engine: 'redis',
      cacheNodeType: 'cache.r7g.large',
      numCacheNodes: 1,
    });
    new ReplicationGroupSnapshot(stack, 'Snapshot', {
      source: ReplicationGroupSnapshotSource.fromCacheCluster(cluster),
    });

    expect(resourceOf(NODES).Properties).toMatchObject({ CacheClusterId: { Ref: 'Cluster' } });
    expect(resourceOf(NODES).Properties.ReplicationGroupId).toBeUndefined();
  });

  test('fails with a Memcached cluster', () => {
    const source = ReplicationGroupSnapshotSource.fromCacheCluster(
      new CfnCacheCluster(stack, 'Cluster', {
        engine: 'memcached',
        cacheNodeType: 'cache.r7g.large',
        numCacheNodes: 1,
      }),
    );

    expect(errorsOf(() => new ReplicationGroupSnapshot(stack, 'Snapshot', { source }))).toEqual([
      "'source' Snapshot.SnapshotUnsupportedByMemcached",
    ]);
  });

  test('fails with a node of a shard', () => {
    const source = ReplicationGroupSnapshotSource.fromCacheClusterId('sessions-0001-002');

    expect(errorsOf(() => new ReplicationGroupSnapshot(stack, 'Snapshot', { source }))).toEqual([
      "'source' Snapshot.ShardSnapshotUnsupported",
    ]);
  });

  test('fails with a group of another Region and account', () => {
    const here = emptyStack('Here', { account: '123456789012', region: 'eu-west-1' });
    const replicationGroup = ReplicationGroup.fromReplicationGroupAttributes(here, 'Group', {
      replicationGroupArn: 'arn:aws:elasticache:us-east-1:210987654321:replicationgroup:sessions',
    });

    expect(
      errorsOf(
        () =>
          new ReplicationGroupSnapshot(here, 'Snapshot', {
            source: ReplicationGroupSnapshotSource.fromReplicationGroup(replicationGroup),
          }),
      ),
    ).toEqual(["'source' Snapshot.ReplicationGroupInOtherRegion", "'source' Snapshot.ReplicationGroupInOtherAccount"]);
  });
});
