import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Stack } from 'aws-cdk-lib/core';
import { Aws, RemovalPolicy, Resource, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { annotationsOf, errorsOf } from '../messages';
import { groupIn } from '../replication-group/group';
import { emptyStack, importVpc } from '../stacks';
import { propertiesOf, synthesize } from '../templates';
import {
  NodeFamily,
  NodeSize,
  NodeType,
  ReplicationGroupSnapshot,
  ReplicationGroupSnapshotSource,
  ServerlessCache,
  ServerlessCacheSnapshot,
  SnapshotSource,
} from 'cdk-elasticache';
import type { ServerlessCacheProps } from 'cdk-elasticache';

const CACHE = 'AWS::ElastiCache::ServerlessCache';
const ARNS = {
  serverless: 'arn:aws:elasticache:us-east-1:123456789012:serverlesscachesnapshot:nightly',
  nodes: 'arn:aws:elasticache:us-east-1:123456789012:snapshot:nightly',
};

/** A replication group that contains only the L1 construct. */
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

const restoreServerlessCache = (source: SnapshotSource, props: Partial<ServerlessCacheProps> = {}) =>
  new ServerlessCache(stack, 'Cache', { restoreFrom: source, ...props, vpc: props.vpc ?? importVpc(stack) });
const bindToReplicationGroup = (source: SnapshotSource) => {
  const { construct, ...properties } = source._bindToReplicationGroup(new Cache(stack, 'Cache'), 'restoreFrom');
  return stack.resolve(properties);
};

describe('a snapshot by its name', () => {
  test('becomes the ARN of a serverless cache snapshot for a serverless cache', () => {
    const cache = restoreServerlessCache(SnapshotSource.fromSnapshotName('Nightly'));

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
    ['Nightly', 'Nightly'],
    ['automatic.sessions-2026-01-31-03-15', 'automatic.sessions-2026-01-31-03-15'],
    [Token.asString({ Ref: 'Name' }), { Ref: 'Name' }],
  ])('becomes the name for a replication group: %j', (name, snapshotName) => {
    expect(bindToReplicationGroup(SnapshotSource.fromSnapshotName(name))).toEqual({ snapshotName, errors: [] });
  });

  test.each(['s3://bucket/file', 'a_b', ''])('fails when the name is invalid: "%s"', (name) => {
    const source = SnapshotSource.fromSnapshotName(name);

    expect(errorsOf(() => groupIn(stack, { restoreFrom: source }, 'Group'))).toEqual([
      "'restoreFrom' ReplicationGroup.SnapshotNameInvalid",
    ]);
    expect(errorsOf(() => restoreServerlessCache(source, { vpc: importVpc(stack, 'Other') }))).toEqual([
      "'restoreFrom' ServerlessCache.SnapshotArnInvalid",
    ]);
  });
});

describe('a snapshot by its ARN', () => {
  test.each([ARNS.serverless, ARNS.nodes])('is accepted by a serverless cache: %s', (arn) => {
    restoreServerlessCache(SnapshotSource.fromSnapshotArn(arn));

    expect(propertiesOf(stack, CACHE).SnapshotArnsToRestore).toEqual([arn]);
  });

  test('becomes the name for a replication group', () => {
    expect(bindToReplicationGroup(SnapshotSource.fromSnapshotArn(ARNS.nodes))).toEqual({
      snapshotName: 'nightly',
      errors: [],
    });
  });

  test('can be a token', () => {
    expect(bindToReplicationGroup(SnapshotSource.fromSnapshotArn(Token.asString({ Ref: 'Arn' }))).snapshotName).toEqual(
      {
        'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Arn' }] }],
      },
    );
  });

  test('fails when the ARN is not the ARN of a snapshot', () => {
    const source = SnapshotSource.fromSnapshotArn('arn:aws:s3:::bucket/file.rdb');

    expect(errorsOf(() => groupIn(stack, { restoreFrom: source }, 'Group'))).toEqual([
      '\'restoreFrom\' must have an ARN in the format arn:<partition>:elasticache:<region>:<account>:snapshot:<name>, but got "arn:aws:s3:::bucket/file.rdb". Use SnapshotSource.fromS3() for files in Amazon S3.',
    ]);
    expect(errorsOf(() => restoreServerlessCache(source, { vpc: importVpc(stack, 'Other') }))).toEqual([
      "'restoreFrom' ServerlessCache.SnapshotArnInvalid",
    ]);
  });

  test.each([
    ['Region', 'SnapshotInOtherRegion', 'arn:aws:elasticache:eu-west-1:123456789012:snapshot:nightly'],
    ['account', 'SnapshotInOtherAccount', 'arn:aws:elasticache:us-east-1:210987654321:snapshot:nightly'],
  ])('fails in another %s', (_part, rule, arn) => {
    const source = SnapshotSource.fromSnapshotArn(arn);

    expect(errorsOf(() => groupIn(stack, { restoreFrom: source }, 'Group'))).toEqual([
      `'restoreFrom' ReplicationGroup.${rule}`,
    ]);
    expect(errorsOf(() => restoreServerlessCache(source, { vpc: importVpc(stack, 'Other') }))).toEqual([
      `'restoreFrom' ServerlessCache.${rule}`,
    ]);
  });

  test('of a serverless cache fails for a replication group', () => {
    const errors = [
      "'restoreFrom' of a node-based cache must be a snapshot of a node-based cache, but got a snapshot of a serverless cache. Export the snapshot to Amazon S3, and use SnapshotSource.fromS3().",
    ];
    expect(bindToReplicationGroup(SnapshotSource.fromSnapshotArn(ARNS.serverless))).toEqual({ errors: errors });
  });
});

describe('a snapshot construct', () => {
  test('of a serverless cache is referred to by its ARN', () => {
    const old = new ServerlessCache(stack, 'Old', { vpc: importVpc(stack, 'OldVpc') });
    const snapshot = new ServerlessCacheSnapshot(stack, 'Snapshot', { serverlessCache: old });
    new ServerlessCache(stack, 'New', {
      vpc: old.vpc,
      restoreFrom: SnapshotSource.fromServerlessCacheSnapshot(snapshot),
    });

    synthesize(stack).hasResourceProperties(CACHE, {
      SnapshotArnsToRestore: [{ 'Fn::GetAtt': ['Snapshot86FBE57A', 'ARN'] }],
    });
  });

  test('of a serverless cache fails for a replication group', () => {
    const snapshot = ServerlessCacheSnapshot.fromServerlessCacheSnapshotName(stack, 'Snapshot', 'nightly');

    expect(bindToReplicationGroup(SnapshotSource.fromServerlessCacheSnapshot(snapshot)).errors).toHaveLength(1);
  });

  test('of a replication group is accepted by both kinds of caches', () => {
    const source = SnapshotSource.fromReplicationGroupSnapshot(
      new ReplicationGroupSnapshot(stack, 'Snapshot', {
        source: ReplicationGroupSnapshotSource.fromCacheClusterId('sessions-002'),
      }),
    );
    restoreServerlessCache(source);

    const arn = { 'Fn::GetAtt': ['Snapshot86FBE57A', 'Arn'] };
    expect(propertiesOf(stack, CACHE).SnapshotArnsToRestore).toEqual([arn]);
    const { construct, ...properties } = source._bindToReplicationGroup(stack as any, 'restoreFrom');
    expect(stack.resolve(properties)).toEqual({
      snapshotName: { 'Fn::Select': [6, { 'Fn::Split': [':', arn] }] },
      errors: [],
    });
    expect(construct?.node.path).toBe('Stack/Snapshot');
  });
});

describe('a snapshot of nodes with data tiering', () => {
  const createDataTieringSource = () =>
    SnapshotSource.fromReplicationGroupSnapshot(
      new ReplicationGroupSnapshot(stack, 'Snapshot', {
        source: ReplicationGroupSnapshotSource.fromReplicationGroup(
          groupIn(stack, { nodeType: NodeType.of(NodeFamily.R6GD, NodeSize.XLARGE) }, 'Tiered'),
        ),
      }),
    );

  test('is accepted by nodes with data tiering', () => {
    groupIn(stack, {
      nodeType: NodeType.of(NodeFamily.R6GD, NodeSize.XLARGE2),
      restoreFrom: createDataTieringSource(),
    });

    expect(Object.keys(synthesize(stack).findResources('AWS::ElastiCache::ReplicationGroup'))).toHaveLength(2);
  });

  test('fails for nodes without data tiering', () => {
    expect(errorsOf(() => groupIn(stack, { restoreFrom: createDataTieringSource() }))).toEqual([
      "'restoreFrom' ReplicationGroup.SnapshotRequiresDataTiering",
    ]);
  });

  test('fails for a serverless cache', () => {
    const source = createDataTieringSource();

    expect(errorsOf(() => restoreServerlessCache(source, { vpc: importVpc(stack, 'Other') }))).toEqual([
      "'restoreFrom' ServerlessCache.SnapshotRequiresDataTiering",
    ]);
  });

  test('is accepted by unknown node types', () => {
    expect(
      groupIn(stack, { nodeType: NodeType.fromName('cache.z99.large'), restoreFrom: createDataTieringSource() }).node
        .id,
    ).toBe('Cache');
  });
});

describe('files in Amazon S3', () => {
  test('are readable by ElastiCache before the cache is created', () => {
    const bucket = new s3.Bucket(stack, 'Bucket');
    const keys = ['seed/one.rdb', 'seed/two.rdb'];
    const { snapshotArns } = bindToReplicationGroup(SnapshotSource.fromS3(bucket, ...keys));

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
    const [cache] = Object.values(synthesize(stack).findResources('AWS::ElastiCache::ReplicationGroup'));
    expect(cache.DependsOn).toEqual(['BucketPolicyE9A3008A']);
  });

  test('use the Region of an environment-agnostic stack', () => {
    stack = emptyStack();
    bindToReplicationGroup(SnapshotSource.fromS3(new s3.Bucket(stack, 'Bucket'), 'one.rdb'));

    expect(propertiesOf(stack, 'AWS::S3::BucketPolicy').PolicyDocument.Statement[0].Principal.Service).toEqual({
      'Fn::Join': ['', [{ Ref: 'AWS::Region' }, '.elasticache-snapshot.amazonaws.com']],
    });
  });

  test('of an imported bucket add a warning with the permissions that its policy must grant', () => {
    bindToReplicationGroup(SnapshotSource.fromS3(s3.Bucket.fromBucketName(stack, 'Bucket', 'seeds'), 'one.rdb'));

    expect(annotationsOf(stack, 'warning')).toEqual([
      "'restoreFrom' refers to files in an imported bucket, so the bucket policy is not updated. The deployment fails if ElastiCache cannot read the files. In the bucket policy, allow the service principal <region>.elasticache-snapshot.amazonaws.com to perform the actions s3:ListBucket, s3:GetBucketAcl, and s3:GetObject. [ack: cdk-elasticache::SnapshotSource.BucketPolicyNotUpdated]",
    ]);
  });

  test('in an L1 bucket are readable, too', () => {
    const bucket = new s3.CfnBucket(stack, 'Bucket');
    bindToReplicationGroup(SnapshotSource.fromS3(bucket, 'one.rdb'));

    expect(propertiesOf(stack, 'AWS::S3::BucketPolicy')).toMatchObject({
      Bucket: { Ref: 'Bucket' },
      PolicyDocument: { Statement: [{ Action: ['s3:ListBucket', 's3:GetBucketAcl'] }, { Action: 's3:GetObject' }] },
    });
  });

  test('in a bucket without a policy add the same warning', () => {
    const bucket = s3.CfnBucket.fromBucketName(stack, 'Bucket', 'seeds');
    bindToReplicationGroup(SnapshotSource.fromS3(bucket, 'one.rdb'));

    expect(annotationsOf(stack, 'warning')).toEqual([
      expect.stringContaining('[ack: cdk-elasticache::SnapshotSource.BucketPolicyNotUpdated]'),
    ]);
  });

  test('fail in another Region', () => {
    const bucket = s3.Bucket.fromBucketAttributes(stack, 'Bucket', { bucketName: 'seeds', region: 'eu-west-1' });

    expect(errorsOf(() => groupIn(stack, { restoreFrom: SnapshotSource.fromS3(bucket, 'one.rdb') }))).toEqual([
      "'restoreFrom' ReplicationGroup.SnapshotFileInOtherRegion",
    ]);
  });

  test.each<[string, () => s3.IBucket]>([
    ['of a new bucket', () => new s3.Bucket(stack, 'Bucket', { encryptionKey: new kms.Key(stack, 'Key') })],
    [
      'of an imported bucket',
      () =>
        s3.Bucket.fromBucketAttributes(stack, 'Bucket', {
          bucketName: 'seeds',
          encryptionKey: new kms.Key(stack, 'Key'),
        }),
    ],
    ['that AWS manages', () => new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS_MANAGED })],
  ])('fail when they are encrypted with an AWS KMS key %s', (_title, createBucket) => {
    groupIn(stack, { restoreFrom: SnapshotSource.fromS3(createBucket(), 'one.rdb') });

    expect(errorsOf(() => synthesize(stack))).toEqual([
      "[Stack/Cache] 'restoreFrom' ReplicationGroup.SnapshotFileEncryptedWithKms",
    ]);
  });

  test('fail for a serverless cache', () => {
    expect(() => restoreServerlessCache(SnapshotSource.fromS3(new s3.Bucket(stack, 'Bucket'), 'one.rdb'))).toThrow(
      "Cannot create ServerlessCache 'Stack/Cache':\n  - 'restoreFrom' of a serverless cache must be a snapshot, but got files in Amazon S3. Restore the files to a ReplicationGroup, and use a snapshot of that replication group.",
    );
  });

  test('can have keys that are tokens', () => {
    const source = SnapshotSource.fromS3(new s3.Bucket(stack, 'Bucket'), Aws.STACK_NAME);
    groupIn(stack, { restoreFrom: source });

    expect(propertiesOf(stack, 'AWS::ElastiCache::ReplicationGroup').SnapshotArns).toEqual([
      { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket83908E77', 'Arn'] }, '/', { Ref: 'AWS::StackName' }]] },
    ]);
  });

  test('fail without object keys, and with commas in object keys', () => {
    const bucket = new s3.Bucket(stack, 'Bucket');

    expect(errorsOf(() => groupIn(stack, { restoreFrom: SnapshotSource.fromS3(bucket) }, 'Empty'))).toEqual([
      "'restoreFrom' must contain at least one file. Pass the object keys of the files to SnapshotSource.fromS3().",
    ]);
    const source = SnapshotSource.fromS3(bucket, 'a,b', 'c,d', Aws.STACK_NAME);
    expect(errorsOf(() => groupIn(stack, { restoreFrom: source }))).toEqual([
      "'restoreFrom' ReplicationGroup.SnapshotFileArnInvalid",
    ]);
  });
});

test('fails when restoreFrom is combined with backup.backupArnsToRestore', () => {
  expect(() =>
    restoreServerlessCache(SnapshotSource.fromSnapshotArn(ARNS.nodes), {
      backup: { backupArnsToRestore: [ARNS.serverless] },
    }),
  ).toThrow(
    "Cannot create ServerlessCache 'Stack/Cache':\n  - 'restoreFrom' cannot be combined with 'backup.backupArnsToRestore'. Remove one of them.",
  );
});
