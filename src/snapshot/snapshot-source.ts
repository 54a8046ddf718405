import * as iam from 'aws-cdk-lib/aws-iam';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { IResource } from 'aws-cdk-lib/core';
import { Arn, ArnFormat, Resource, Stack } from 'aws-cdk-lib/core';
import type { Construct, IConstruct } from 'constructs';
import type { IReplicationGroupSnapshot } from './replication-group-snapshot';
import type { IServerlessCacheSnapshot } from './serverless-cache-snapshot';
import { arnComponents, toStoredName } from '../private/arns';
import { isResolved } from '../private/tokens';
import { SNAPSHOT_ARN_PATTERN } from '../service-data/limits';
import { registerImport } from '../validation/construct-view';
import { addConstructWarning } from '../validation/construct-warnings';

/** The properties of a serverless cache that restore a source, or the errors that prevent it. */
interface ServerlessCacheSource {
  readonly snapshotArnsToRestore?: string[];
  /** The construct of the snapshot, if the source is one. */
  readonly construct?: IConstruct;
  readonly errors: string[];
}

/** The properties of a replication group that restore a source, or the errors that prevent it. */
interface ReplicationGroupSource {
  readonly snapshotName?: string;
  readonly snapshotArns?: string[];
  /** The construct of the snapshot or of the bucket, if the source is one. */
  readonly construct?: IConstruct;
  readonly errors: string[];
}

/**
 * The data with which a new cache starts: a snapshot, or files in Amazon S3.
 *
 * ElastiCache reads them when it creates the cache. Leave the source as it is afterwards: changing or removing it
 * replaces the cache. CloudFormation rejects the change for a cache with a name, which serverless caches always have.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-restoring.html
 */
export class SnapshotSource {
  /**
   * A snapshot by its name, of the kind of the cache that it is given to: a serverless cache looks for one of a
   * serverless cache, a replication group for one of a node-based cache. It lies in the account and region of the
   * cache.
   *
   * @param snapshotName the snapshot's name; that of an automatic one begins with `automatic.`
   */
  public static fromSnapshotName(snapshotName: string): SnapshotSource {
    return new SnapshotSource(new SnapshotByName(snapshotName));
  }

  /**
   * A snapshot by its ARN. A serverless cache takes snapshots of both kinds, a replication group those of node-based
   * caches.
   *
   * @param snapshotArn the snapshot's ARN
   */
  public static fromSnapshotArn(snapshotArn: string): SnapshotSource {
    return new SnapshotSource(new SnapshotByArn(snapshotArn));
  }

  /**
   * A snapshot of a serverless cache. Another serverless cache takes it.
   *
   * @param snapshot the snapshot, created here or imported
   */
  public static fromServerlessCacheSnapshot(snapshot: IServerlessCacheSnapshot): SnapshotSource {
    return new SnapshotSource(
      new SnapshotByArn(snapshot.serverlessCacheSnapshotArn, SERVERLESS_CACHE_SNAPSHOT, snapshot),
    );
  }

  /**
   * A snapshot of a node-based cache. A replication group and a serverless cache take it.
   *
   * @param snapshot the snapshot, created here or imported
   */
  public static fromReplicationGroupSnapshot(snapshot: IReplicationGroupSnapshot): SnapshotSource {
    return new SnapshotSource(new SnapshotByArn(snapshot.snapshotArn, NODE_BASED_SNAPSHOT, snapshot));
  }

  /**
   * RDB files in a bucket of the same region, made by any Valkey or Redis OSS server or exported from ElastiCache. A
   * node-based cache takes them.
   *
   * The bucket's policy lets ElastiCache read the files. They may be encrypted by keys of Amazon S3 (SSE-S3), not by
   * keys of AWS KMS.
   *
   * @param bucket the bucket
   * @param objectKeys the keys of the files, without commas; several for a group with shards
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html
   */
  public static fromS3(bucket: s3.IBucketRef, ...objectKeys: string[]): SnapshotSource {
    return new SnapshotSource(new SnapshotFilesInS3(bucket, objectKeys));
  }

  private constructor(private readonly source: SourceRenderer) {}

  /**
   * Renders the source for a serverless cache.
   *
   * @internal
   */
  public _bindToServerlessCache(cache: Construct & IResource, prop: string): ServerlessCacheSource {
    return this.source.renderForServerlessCache(cache, prop);
  }

  /**
   * Renders the source for a replication group, and grants access to files in Amazon S3.
   *
   * @internal
   */
  public _bindToReplicationGroup(cache: Construct & IResource, prop: string): ReplicationGroupSource {
    return this.source.renderForReplicationGroup(cache, prop);
  }
}

/** A kind of source. Each renders its properties, or returns the errors that prevent it. */
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
    return { snapshotName: toStoredName(this.snapshotName), errors: [] };
  }
}

class SnapshotByArn implements SourceRenderer {
  /** @param resourceType the resource type, needed when the ARN is a token */
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
          `'${prop}' must be a snapshot ARN in the format arn:<partition>:elasticache:<region>:<account>:snapshot:<name>, but got "${this.snapshotArn}". ` +
            'Use SnapshotSource.fromS3() for files in Amazon S3.',
        ],
      };
    }
    const parts = Arn.split(this.snapshotArn, ArnFormat.COLON_RESOURCE_NAME);
    if ((this.resourceType ?? parts.resource) === SERVERLESS_CACHE_SNAPSHOT) {
      return {
        errors: [
          `'${prop}' of a node-based cache must be a snapshot of a node-based cache, but got a snapshot of a serverless cache. ` +
            'Export the snapshot to Amazon S3 and use SnapshotSource.fromS3().',
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

/** A snapshot that is specified by its ARN. CloudFormation takes its name only; rules need its account and Region. */
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
        `'${prop}' of a serverless cache must be a snapshot, but got files in Amazon S3. Restore the files to a ReplicationGroup and use a snapshot of that group.`,
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
 * Grants ElastiCache permission to read files in a bucket before the cache is created. Returns errors for buckets that
 * ElastiCache cannot read.
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
        `'${prop}' is in an imported bucket, whose policy this stack cannot update. The deployment fails if ElastiCache cannot read the files. ` +
          `In the bucket policy, allow the service principal <region>.elasticache-snapshot.amazonaws.com the actions ${[...BUCKET_ACTIONS, ...FILE_ACTIONS].join(', ')}.`,
      );
    }
  }
}

function arnForObject(bucket: s3.IBucketRef, key: string): string {
  return `${bucket.bucketRef.bucketArn}/${key}`;
}
