import { Template } from 'aws-cdk-lib/assertions';
import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Stack } from 'aws-cdk-lib/core';
import { RemovalPolicy, Resource, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ServerlessCacheProps } from '../../src';
import {
  NodeType,
  ReplicationGroupSnapshot,
  ServerlessCache,
  ServerlessCacheSnapshot,
  SnapshotSource,
} from '../../src';
import { groupIn } from '../replication-group/group';
import { annotationsOf, emptyStack, importVpc, propertiesOf } from '../util';

const CACHE = 'AWS::ElastiCache::ServerlessCache';
const ARNS = {
  serverless: 'arn:aws:elasticache:eu-west-1:123456789012:serverlesscachesnapshot:nightly',
  nodes: 'arn:aws:elasticache:eu-west-1:123456789012:snapshot:nightly',
};

/** A node-based cache of one resource. */
class Cache extends Resource {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnReplicationGroup(this, 'Resource', {
      replicationGroupDescription: 'Sessions',
      cacheNodeType: 'cache.m7g.large',
    }).applyRemovalPolicy(RemovalPolicy.DESTROY);
  }
}

let stack: Stack;
beforeEach(() => {
  stack = emptyStack('Stack', { account: '123456789012', region: 'us-east-1' });
});

const restored = (source: SnapshotSource, props: Partial<ServerlessCacheProps> = {}) =>
  new ServerlessCache(stack, 'Cache', { restoreFrom: source, ...props, vpc: props.vpc ?? importVpc(stack) });
const inNodes = (source: SnapshotSource) =>
  stack.resolve(source._forNodes(new Cache(stack, 'Cache'), 'restoreFrom', NodeType.M7G_LARGE));

describe('a snapshot by its name', () => {
  test('is one of a serverless cache for a serverless cache', () => {
    const cache = restored(SnapshotSource.fromSnapshotName('Nightly'));

    const arn = {
      'Fn::Join': [
        '',
        ['arn:', { Ref: 'AWS::Partition' }, ':elasticache:us-east-1:123456789012:serverlesscachesnapshot:nightly'],
      ],
    };
    expect(propertiesOf(stack, CACHE).SnapshotArnsToRestore).toEqual([arn]);
    expect(stack.resolve(cache.backupArnsToRestore)).toEqual([arn]);
  });

  test.each([
    ['Nightly', 'nightly'],
    ['automatic.sessions-2026-01-31-03-15', 'automatic.sessions-2026-01-31-03-15'],
    [Token.asString({ Ref: 'Name' }), { Ref: 'Name' }],
  ])('is a name for a node-based cache: %j', (name, snapshotName) => {
    expect(inNodes(SnapshotSource.fromSnapshotName(name))).toEqual({ snapshotName, faults: [] });
  });

  test('fails when it is no name', () => {
    expect(() => SnapshotSource.fromSnapshotName('s3://bucket/file')).toThrow(
      '\'snapshotName\' must be the name of a snapshot such as nightly or automatic.sessions-2026-01-31-03-15, got "s3://bucket/file"',
    );
  });
});

describe('a snapshot by its ARN', () => {
  test.each([ARNS.serverless, ARNS.nodes])('is taken by a serverless cache: %s', (arn) => {
    restored(SnapshotSource.fromSnapshotArn(arn));

    expect(propertiesOf(stack, CACHE).SnapshotArnsToRestore).toEqual([arn]);
  });

  test('is the name in it for a node-based cache', () => {
    expect(inNodes(SnapshotSource.fromSnapshotArn(ARNS.nodes))).toEqual({ snapshotName: 'nightly', faults: [] });
  });

  test('may be a token', () => {
    expect(inNodes(SnapshotSource.fromSnapshotArn(Token.asString({ Ref: 'Arn' }))).snapshotName).toEqual({
      'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Arn' }] }],
    });
  });

  test('fails when it is no ARN of a snapshot', () => {
    expect(() => SnapshotSource.fromSnapshotArn('arn:aws:s3:::bucket/file.rdb')).toThrow(
      "'snapshotArn' must have the form arn:<partition>:elasticache:<region>:<account>:serverlesscachesnapshot:<name> or …:snapshot:<name>, " +
        'got "arn:aws:s3:::bucket/file.rdb"; for files in Amazon S3 use SnapshotSource.fromS3()',
    );
  });

  test('of a serverless cache is a fault for a node-based cache', () => {
    const faults = [
      "'restoreFrom' of a node-based cache must be a snapshot of a node-based cache, got one of a serverless cache, which CloudFormation cannot restore there; " +
        'export it to Amazon S3 and use SnapshotSource.fromS3()',
    ];
    expect(inNodes(SnapshotSource.fromSnapshotArn(ARNS.serverless))).toEqual({ faults });
  });
});

describe('a snapshot construct', () => {
  test('of a serverless cache comes first', () => {
    const old = new ServerlessCache(stack, 'Old', { vpc: importVpc(stack, 'OldVpc') });
    const snapshot = new ServerlessCacheSnapshot(stack, 'Snapshot', { serverlessCache: old });
    new ServerlessCache(stack, 'New', {
      vpc: old.vpc,
      restoreFrom: SnapshotSource.fromServerlessCacheSnapshot(snapshot),
    });

    Template.fromStack(stack).hasResourceProperties(CACHE, {
      SnapshotArnsToRestore: [{ 'Fn::GetAtt': ['Snapshot86FBE57A', 'ARN'] }],
    });
  });

  test('of a serverless cache is a fault for a node-based cache', () => {
    const snapshot = ServerlessCacheSnapshot.fromServerlessCacheSnapshotName(stack, 'Snapshot', 'nightly');

    expect(inNodes(SnapshotSource.fromServerlessCacheSnapshot(snapshot)).faults).toHaveLength(1);
  });

  test('of a replication group is taken by both kinds of caches', () => {
    const source = SnapshotSource.fromReplicationGroupSnapshot(
      new ReplicationGroupSnapshot(stack, 'Snapshot', { cacheClusterId: 'sessions-002' }),
    );
    restored(source);

    const arn = { 'Fn::GetAtt': ['Snapshot86FBE57A', 'Arn'] };
    expect(propertiesOf(stack, CACHE).SnapshotArnsToRestore).toEqual([arn]);
    expect(stack.resolve(source._forNodes(stack as any, 'restoreFrom', NodeType.M7G_LARGE))).toEqual({
      snapshotName: { 'Fn::Select': [6, { 'Fn::Split': [':', arn] }] },
      faults: [],
    });
  });
});

describe('a snapshot of nodes with an SSD', () => {
  const tiered = () =>
    SnapshotSource.fromReplicationGroupSnapshot(
      new ReplicationGroupSnapshot(stack, 'Snapshot', {
        replicationGroup: groupIn(stack, { nodeType: NodeType.R6GD_XLARGE }, 'Tiered'),
      }),
    );

  test('is restored to such nodes', () => {
    groupIn(stack, { nodeType: NodeType.R6GD_2XLARGE, restoreFrom: tiered() });

    expect(Object.keys(Template.fromStack(stack).findResources('AWS::ElastiCache::ReplicationGroup'))).toHaveLength(2);
  });

  test('fails in other nodes', () => {
    expect(() => groupIn(stack, { restoreFrom: tiered() })).toThrow(
      "ReplicationGroup 'Stack/Cache' cannot be built:\n" +
        "  - 'restoreFrom' of nodes of cache.r7g.large must not be a snapshot of nodes with an SSD, which is restored to such nodes only, got one of cache.r6gd.xlarge; " +
        'choose for example NodeType.R6GD_XLARGE',
    );
  });

  test('fails in a serverless cache', () => {
    const source = tiered();

    expect(() => restored(source, { vpc: importVpc(stack, 'Other') })).toThrow(
      "ServerlessCache 'Stack/Cache' cannot be built:\n" +
        "  - 'restoreFrom' of a serverless cache must not be a snapshot of nodes with an SSD, which is restored to such nodes only, got one of cache.r6gd.xlarge; " +
        'restore it to a ReplicationGroup with such nodes',
    );
  });

  test('may go to nodes that are not known yet', () => {
    expect(groupIn(stack, { nodeType: NodeType.of('cache.z99.large'), restoreFrom: tiered() }).node.id).toBe('Cache');
  });
});

describe('files in Amazon S3', () => {
  test('are read by ElastiCache, which the policy of the bucket allows before the cache is made', () => {
    const bucket = new s3.Bucket(stack, 'Bucket');
    const keys = ['seed/one.rdb', 'seed/two.rdb'];
    const { snapshotArns } = inNodes(SnapshotSource.fromS3(bucket, ...keys));

    const arnOf = (key: string) => ({ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket83908E77', 'Arn'] }, `/${key}`]] });
    expect(snapshotArns).toEqual(keys.map(arnOf));
    const principal = { Service: 'us-east-1.elasticache-snapshot.amazonaws.com' };
    expect(propertiesOf(stack, 'AWS::S3::BucketPolicy').PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: principal,
        Action: ['s3:ListBucket', 's3:GetBucketAcl'],
        Resource: { 'Fn::GetAtt': ['Bucket83908E77', 'Arn'] },
      },
      { Effect: 'Allow', Principal: principal, Action: 's3:GetObject', Resource: keys.map(arnOf) },
    ]);
    const [cache] = Object.values(Template.fromStack(stack).findResources('AWS::ElastiCache::ReplicationGroup'));
    expect(cache.DependsOn).toEqual(['BucketPolicyE9A3008A']);
  });

  test('lie in the region of a stack that has none yet', () => {
    stack = emptyStack();
    inNodes(SnapshotSource.fromS3(new s3.Bucket(stack, 'Bucket'), 'one.rdb'));

    expect(propertiesOf(stack, 'AWS::S3::BucketPolicy').PolicyDocument.Statement[0].Principal.Service).toEqual({
      'Fn::Join': ['', [{ Ref: 'AWS::Region' }, '.elasticache-snapshot.amazonaws.com']],
    });
  });

  test('of an imported bucket come with advice, since its policy is made elsewhere', () => {
    inNodes(SnapshotSource.fromS3(s3.Bucket.fromBucketName(stack, 'Bucket', 'seeds'), 'one.rdb'));

    expect(annotationsOf(stack, 'warning')).toEqual([
      "'restoreFrom' lies in an imported bucket, whose policy cannot be changed here; see that it lets the service <region>.elasticache-snapshot.amazonaws.com do " +
        's3:ListBucket, s3:GetBucketAcl, s3:GetObject [ack: cdk-elasticache:SnapshotSource.ImportedBucket]',
    ]);
  });

  test('are a fault in another region', () => {
    const bucket = s3.Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'seeds', region: 'eu-west-1' });

    expect(inNodes(SnapshotSource.fromS3(bucket, 'one.rdb')).faults).toEqual([
      "'restoreFrom' must be in the region of the cache, us-east-1, got a bucket in eu-west-1; copy the files to a bucket there",
    ]);
  });

  test('are a fault when a key of AWS KMS encrypts them', () => {
    const bucket = new s3.Bucket(stack, 'Bucket', { encryptionKey: new kms.Key(stack, 'Key') });

    expect(inNodes(SnapshotSource.fromS3(bucket, 'one.rdb')).faults).toEqual([
      "'restoreFrom' must not be encrypted by a key of AWS KMS, got bucket 'Stack/Bucket' with one; " +
        'ElastiCache reads files that Amazon S3 encrypts with its own keys (SSE-S3)',
    ]);
  });

  test('are a fault for a serverless cache', () => {
    expect(() => restored(SnapshotSource.fromS3(new s3.Bucket(stack, 'Bucket'), 'one.rdb'))).toThrow(
      "ServerlessCache 'Stack/Cache' cannot be built:\n  - 'restoreFrom' of a serverless cache must be a snapshot, got files in Amazon S3; " +
        'restore them into a ReplicationGroup and take a snapshot of it',
    );
  });

  test('fails without files, and with commas in their keys', () => {
    const bucket = new s3.Bucket(stack, 'Bucket');

    expect(() => SnapshotSource.fromS3(bucket)).toThrow("'objectKeys' must name at least one file, got none");
    expect(() => SnapshotSource.fromS3(bucket, 'a,b', 'c,d', Token.asString({ Ref: 'X' }))).toThrow(
      '\'objectKeys\' must have no commas, got "a,b" and "c,d"; copy the files to other keys',
    );
  });
});

test('fails when a serverless cache is given two things to start from', () => {
  expect(() =>
    restored(SnapshotSource.fromSnapshotArn(ARNS.nodes), { backup: { backupArnsToRestore: [ARNS.serverless] } }),
  ).toThrow(
    "ServerlessCache 'Stack/Cache' cannot be built:\n  - 'restoreFrom' excludes 'backup.backupArnsToRestore', got both; leave one of them out",
  );
});
