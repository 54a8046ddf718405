import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { IResource } from 'aws-cdk-lib/core';
import { Annotations, Stack, Token, TokenComparison } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/**
 * What ElastiCache does with a bucket: it looks at its ACL, lists it and reads the files.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html#backups-seeding-redis-grant-access
 */
const BUCKET_ACTIONS = ['s3:ListBucket', 's3:GetBucketAcl'];
const FILE_ACTIONS = ['s3:GetObject'];

/**
 * Lets ElastiCache read files in a bucket before the cache starts from them; a bucket that the cache cannot reach
 * becomes a fault.
 */
export function openToElastiCache(
  cache: Construct & IResource,
  prop: string,
  bucket: s3.IBucket,
  keys: readonly string[],
): string[] {
  if (Token.compareStrings(bucket.env.region, cache.env.region) === TokenComparison.DIFFERENT) {
    return [
      `'${prop}' must be in the region of the cache, ${cache.env.region}, got a bucket in ${bucket.env.region}; copy the files to a bucket there`,
    ];
  }
  if (bucket.encryptionKey) {
    return [
      `'${prop}' must not be encrypted by a key of AWS KMS, got bucket '${bucket.node.path}' with one; ` +
        'ElastiCache reads files that Amazon S3 encrypts with its own keys (SSE-S3)',
    ];
  }
  const principal = new iam.ServicePrincipal(`${Stack.of(cache).region}.elasticache-snapshot.amazonaws.com`);
  const statements = [
    new iam.PolicyStatement({ principals: [principal], actions: BUCKET_ACTIONS, resources: [bucket.bucketArn] }),
    new iam.PolicyStatement({
      principals: [principal],
      actions: FILE_ACTIONS,
      resources: keys.map((key) => bucket.arnForObjects(key)),
    }),
  ];
  for (const statement of statements) {
    const { statementAdded, policyDependable } = bucket.addToResourcePolicy(statement);
    if (statementAdded && policyDependable) {
      cache.node.addDependency(policyDependable);
    }
    if (!statementAdded) {
      Annotations.of(cache).addWarningV2(
        'cdk-elasticache:SnapshotSource.ImportedBucket',
        `'${prop}' lies in an imported bucket, whose policy cannot be changed here; see that it lets the service <region>.elasticache-snapshot.amazonaws.com do ` +
          [...BUCKET_ACTIONS, ...FILE_ACTIONS].join(', '),
      );
    }
  }
  return [];
}
