import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { IResource } from 'aws-cdk-lib/core';
import { Arn, ArnFormat, Resource, Stack } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import type { IReplicationGroupSnapshot } from './replication-group-snapshot';
import type { IServerlessCacheSnapshot } from './serverless-cache-snapshot';
import { arnComponents } from '../private/arns';
import { formatList } from '../private/text';
import { isResolved } from '../private/tokens';
import { SNAPSHOT_ARN_PATTERN } from '../service-data/limits';
import { registerImport } from '../validation/construct-view';
import { addConstructWarning } from '../validation/construct-warnings';

/** The properties of a serverless cache that restore the data, or the validation errors. */
interface ServerlessCacheSource {
  readonly snapshotArnsToRestore?: string[];
  /** The construct of the snapshot, if there is one. */
  readonly construct?: IConstruct;
  readonly errors: string[];
}

/** The properties of a replication group that restore the data, or the validation errors. */
interface ReplicationGroupSource {
  readonly snapshotName?: string;
  readonly snapshotArns?: string[];
  /** The construct of the snapshot or of the bucket, if there is one. */
  readonly construct?: IConstruct;
  readonly errors: string[];
}

/**
 * The initial data of a cache: a snapshot, or files in Amazon S3.
 *
 * ElastiCache restores the data when the cache is created. Do not change or remove the prop `restoreFrom` later,
 * because this change replaces the cache. If the cache has a name, CloudFormation rejects the change. Serverless caches
 * always have a name.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-restoring.html
 */
export class SnapshotSource {
  /**
   * Restores the snapshot with the given name. The snapshot must be in the account and Region of the cache.
   *
   * For a serverless cache, the name must be that of a snapshot of a serverless cache. For a replication group, it must
   * be that of a snapshot of a node-based cache. To restore a snapshot of a node-based cache into a serverless cache,
   * use `fromSnapshotArn`.
   *
   * @param snapshotName the name of the snapshot. The names of automatic snapshots begin with `automatic.`
   */
  public static fromSnapshotName(snapshotName: string): SnapshotSource {
    return new SnapshotSource(new SnapshotByName(snapshotName));
  }

  /**
   * Restores the snapshot with the given ARN.
   *
   * A serverless cache can restore snapshots of serverless and node-based caches. In CloudFormation, a replication
   * group can restore only snapshots of node-based caches.
   *
   * @param snapshotArn the ARN of the snapshot
   */
  public static fromSnapshotArn(snapshotArn: string): SnapshotSource {
    return new SnapshotSource(new SnapshotByArn(snapshotArn));
  }

  /**
   * Restores a snapshot of a serverless cache. In CloudFormation, only serverless caches can restore it.
   *
   * @param snapshot the snapshot, which can be imported
   */
  public static fromServerlessCacheSnapshot(snapshot: IServerlessCacheSnapshot): SnapshotSource {
    return new SnapshotSource(
      new SnapshotByArn(snapshot.serverlessCacheSnapshotArn, SERVERLESS_CACHE_SNAPSHOT, snapshot),
    );
  }

  /**
   * Restores a snapshot of a node-based cache. Replication groups and serverless caches can restore it.
   *
   * @param snapshot the snapshot, which can be imported
   */
  public static fromReplicationGroupSnapshot(snapshot: IReplicationGroupSnapshot): SnapshotSource {
    return new SnapshotSource(new SnapshotByArn(snapshot.snapshotArn, NODE_BASED_SNAPSHOT, snapshot));
  }

  /**
   * Restores RDB files from a bucket in the Region of the cache. Only replication groups can restore files.
   *
   * The files can be created by any Valkey or Redis OSS server, or exported from ElastiCache. They can be encrypted
   * with Amazon S3 managed keys (SSE-S3), but not with AWS KMS keys.
   *
   * The bucket policy is updated to allow ElastiCache to read the files. A warning is added if the policy cannot be
   * updated, for example for imported buckets.
   *
   * @param bucket the bucket with the files
   * @param objectKeys the object keys of the files, which must not contain commas. You can restore several files to a
   * replication group with several shards.
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html
   */
  public static fromS3(bucket: s3.IBucketRef, ...objectKeys: string[]): SnapshotSource {
    return new SnapshotSource(new SnapshotFilesInS3(bucket, objectKeys));
  }

  private constructor(private readonly source: SourceRenderer) {}

  /**
   * Renders the properties that restore the data of a serverless cache.
   *
   * @internal
   */
  public _bindToServerlessCache(cache: Construct & IResource, prop: string): ServerlessCacheSource {
    return this.source.renderForServerlessCache(cache, prop);
  }

  /**
   * Renders the properties that restore the data of a replication group, and grants access to files in Amazon S3.
   *
   * @internal
   */
  public _bindToReplicationGroup(cache: Construct & IResource, prop: string): ReplicationGroupSource {
    return this.source.renderForReplicationGroup(cache, prop);
  }
}

/** A snapshot, or files in Amazon S3. Renders the properties of a cache, or returns validation errors. */
interface SourceRenderer {
  renderForServerlessCache(cache: Construct & IResource, prop: string): ServerlessCacheSource;
  renderForReplicationGroup(cache: Construct & IResource, prop: string): ReplicationGroupSource;
}

/** The resource types of snapshots in ARNs. */
const SERVERLESS_CACHE_SNAPSHOT = 'serverlesscachesnapshot';
const NODE_BASED_SNAPSHOT = 'snapshot';
const SNAPSHOT_TYPE = 'AWS::ElastiCache::Snapshot';

class SnapshotByName implements SourceRenderer {
  constructor(private readonly snapshotName: string) {}

  public renderForServerlessCache(cache: Construct & IResource): ServerlessCacheSource {
    return {
      snapshotArnsToRestore: [Stack.of(cache).formatArn(arnComponents(SERVERLESS_CACHE_SNAPSHOT, this.snapshotName))],
      errors: [],
    };
  }

  public renderForReplicationGroup(): ReplicationGroupSource {
    // CloudFormation compares the text, and replaces the replication group when the name of the snapshot changes.
    return { snapshotName: this.snapshotName, errors: [] };
  }
}

class SnapshotByArn implements SourceRenderer {
  /** @param resourceType the resource type in the ARN, required if the ARN is a token */
  constructor(
    private readonly snapshotArn: string,
    private readonly resourceType?: string,
    private readonly snapshot?: IServerlessCacheSnapshot | IReplicationGroupSnapshot,
  ) {}

  public renderForServerlessCache(): ServerlessCacheSource {
    return { snapshotArnsToRestore: [this.snapshotArn], construct: this.snapshot, errors: [] };
  }

  public renderForReplicationGroup(cache: Construct & IResource, prop: string): ReplicationGroupSource {
    if (isResolved(this.snapshotArn) && !SNAPSHOT_ARN_PATTERN.test(this.snapshotArn)) {
      return {
        errors: [
          `'${prop}' must have an ARN in the format arn:<partition>:elasticache:<region>:<account>:snapshot:<name>, but got "${this.snapshotArn}". ` +
            'Use SnapshotSource.fromS3() for files in Amazon S3.',
        ],
      };
    }
    const parts = Arn.split(this.snapshotArn, ArnFormat.COLON_RESOURCE_NAME);
    if ((this.resourceType ?? parts.resource) === SERVERLESS_CACHE_SNAPSHOT) {
      return {
        errors: [
          `'${prop}' of a node-based cache must be a snapshot of a node-based cache, but got a snapshot of a serverless cache. ` +
            'Export the snapshot to Amazon S3, and use SnapshotSource.fromS3().',
        ],
      };
    }
    const { snapshot } = this;
    return {
      snapshotName: snapshot && 'snapshotName' in snapshot ? snapshot.snapshotName : parts.resourceName,
      construct: snapshot ?? new SnapshotReference(cache, this.snapshotArn),
      errors: [],
    };
  }
}

/**
 * A snapshot that is specified by its ARN. CloudFormation uses only its name, but rules validate its account and
 * Region.
 */
class SnapshotReference extends Resource {
  constructor(scope: Construct, snapshotArn: string) {
    super(scope, 'SnapshotToRestore', { environmentFromArn: snapshotArn });
    registerImport(this, SNAPSHOT_TYPE, {});
  }
}

class SnapshotFilesInS3 implements SourceRenderer {
  private readonly keys: string[];

  constructor(
    private readonly bucket: s3.IBucketRef,
    keys: string[],
  ) {
    this.keys = [...keys];
  }

  public renderForServerlessCache(_cache: Construct & IResource, prop: string): ServerlessCacheSource {
    return {
      errors: [
        `'${prop}' of a serverless cache must be a snapshot, but got files in Amazon S3. Restore the files to a ReplicationGroup, and use a snapshot of that replication group.`,
      ],
    };
  }

  public renderForReplicationGroup(cache: Construct & IResource, prop: string): ReplicationGroupSource {
    if (this.keys.length === 0) {
      return {
        errors: [
          `'${prop}' must contain at least one file. Pass the object keys of the files to SnapshotSource.fromS3().`,
        ],
      };
    }
    grantSnapshotRead(cache, prop, this.bucket, this.keys);
    const snapshotArns = this.keys.map((key) => arnForObject(this.bucket, key));
    return { snapshotArns, construct: this.bucket, errors: [] };
  }
}

/**
 * The actions that ElastiCache needs on a bucket and on the files in it.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html#backups-seeding-redis-grant-access
 */
const BUCKET_ACTIONS = ['s3:ListBucket', 's3:GetBucketAcl'];
const FILE_ACTIONS = ['s3:GetObject'];

/**
 * Grants ElastiCache permission to read files in a bucket before the cache is created. Adds a warning for buckets whose
 * policy cannot be updated.
 */
function grantSnapshotRead(
  cache: Construct & IResource,
  prop: string,
  bucket: s3.IBucketRef,
  keys: readonly string[],
): void {
  const principal = new iam.ServicePrincipal(`${Stack.of(cache).region}.elasticache-snapshot.amazonaws.com`);
  const statements = [
    new iam.PolicyStatement({
      principals: [principal],
      actions: BUCKET_ACTIONS,
      resources: [bucket.bucketRef.bucketArn],
    }),
    new iam.PolicyStatement({
      principals: [principal],
      actions: FILE_ACTIONS,
      resources: keys.map((key) => arnForObject(bucket, key)),
    }),
  ];

  for (const statement of statements) {
    const result = iam.ResourceWithPolicies.of(bucket)?.addToResourcePolicy(statement);
    if (result?.statementAdded && result.policyDependable) {
      cache.node.addDependency(result.policyDependable);
    }
    if (!result?.statementAdded) {
      addConstructWarning(
        cache,
        'SnapshotSource.BucketPolicyNotUpdated',
        `'${prop}' refers to files in an imported bucket, so the bucket policy is not updated. The deployment fails if ElastiCache cannot read the files. ` +
          `In the bucket policy, allow the service principal <region>.elasticache-snapshot.amazonaws.com to perform the actions ${formatList([...BUCKET_ACTIONS, ...FILE_ACTIONS])}.`,
      );
    }
  }
}

function arnForObject(bucket: s3.IBucketRef, key: string): string {
  return `${bucket.bucketRef.bucketArn}/${key}`;
}
