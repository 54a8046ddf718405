import type { IServerlessCacheRef } from 'aws-cdk-lib/aws-elasticache';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { IResource } from 'aws-cdk-lib/core';
import { Fn, RemovalPolicy, Resource } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { addDependencyOn } from './source-cache';
import { arnComponents, resolveIdentity } from '../private/arns';
import { setPublicClass } from '../private/errors';
import { isMarked, mark } from '../private/marks';
import { STACK_ID_LENGTH, generateName, generateStackUniqueName } from '../private/names';
import { propertyInjectable } from '../private/property-injection';
import { validateRequiredProps } from '../private/required-props';
import { TaggedResource } from '../private/tagged-resource';
import { LIMITS } from '../service-data/limits';
import { registerImport } from '../validation/construct-view';
import type { PropertyTable } from '../validation/property-table';
import { validateProperties } from '../validation/validate-construct';

const SERVERLESS_CACHE_SNAPSHOT = Symbol.for('cdk-elasticache.ServerlessCacheSnapshot');

const RESOURCE_TYPE = 'AWS::ElastiCache::ServerlessCacheSnapshot';
const ARN_RESOURCE = 'serverlesscachesnapshot';

/** Properties for defining a `ServerlessCacheSnapshot`. */
export interface ServerlessCacheSnapshotProps {
  /** The serverless cache whose data the snapshot contains. */
  readonly serverlessCache: IServerlessCacheRef;

  /**
   * The name of the snapshot.
   *
   * The name consists of 1 to 255 letters, digits, and single hyphens, and starts with a letter.
   *
   * ElastiCache stores the name in lowercase. Changing the name creates a new snapshot of the current data.
   *
   * @default - generated from the path of the construct and the id of the stack. The name therefore does not conflict
   * with a retained snapshot if you create a new stack with the same name.
   */
  readonly serverlessCacheSnapshotName?: string;

  /**
   * The AWS KMS key that encrypts the snapshot.
   *
   * @default - the key of the cache
   */
  readonly kmsKey?: kms.IKeyRef;

  /**
   * The removal policy of the snapshot.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** A snapshot of a serverless cache, either created by this library or imported. */
export interface IServerlessCacheSnapshot extends IResource {
  /**
   * The name of the snapshot, in lowercase as ElastiCache stores it.
   *
   * @attribute
   */
  readonly serverlessCacheSnapshotName: string;

  /**
   * The ARN of the snapshot.
   *
   * @attribute
   */
  readonly serverlessCacheSnapshotArn: string;

  /**
   * The reference to the snapshot, for versions of aws-cdk-lib with a reference interface for snapshots.
   *
   * @jsii ignore
   */
  readonly serverlessCacheSnapshotRef: { readonly serverlessCacheSnapshotArn: string };
}

type SnapshotProperties = {
  readonly ServerlessCacheSnapshotName?: string;
  readonly ServerlessCacheName?: string;
  readonly KmsKeyId?: string;
};

class ImportedServerlessCacheSnapshot extends Resource implements IServerlessCacheSnapshot {
  public readonly serverlessCacheSnapshotName: string;
  public readonly serverlessCacheSnapshotArn: string;

  constructor(scope: Construct, id: string, method: string, name?: string, arn?: string) {
    const identity = resolveIdentity(
      { scope, id, className: 'ServerlessCacheSnapshot', method },
      ARN_RESOURCE,
      { name: 'serverlessCacheSnapshotName', arn: 'serverlessCacheSnapshotArn', keepsCase: true },
      name,
      arn,
    );
    super(scope, id, { environmentFromArn: identity.arn });
    setPublicClass(this, 'ServerlessCacheSnapshot');

    this.serverlessCacheSnapshotName = identity.name;
    this.serverlessCacheSnapshotArn = identity.arn;
    registerImport(this, RESOURCE_TYPE, {});
  }

  /**
   * The reference to the snapshot, for versions of aws-cdk-lib with a reference interface for snapshots.
   *
   * @jsii ignore
   */
  public get serverlessCacheSnapshotRef() {
    return { serverlessCacheSnapshotArn: this.serverlessCacheSnapshotArn };
  }
}

/**
 * A snapshot of a serverless cache.
 *
 * The snapshot is taken once, when CloudFormation creates the resource. Later deployments do not change the snapshot.
 * By default, the snapshot is retained when the resource is replaced or deleted. For daily backups, use `backup` of
 * `ServerlessCache`.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-manual.html
 * @resource AWS::ElastiCache::ServerlessCacheSnapshot
 * @example
 * declare const cache: elasticache.ServerlessCache;
 *
 * const snapshot = new elasticache.ServerlessCacheSnapshot(this, 'BeforeMigration', { serverlessCache: cache });
 *
 * new elasticache.ServerlessCache(this, 'Rehearsal', {
 *   vpc,
 *   restoreFrom: elasticache.SnapshotSource.fromServerlessCacheSnapshot(snapshot),
 * });
 */
@propertyInjectable
export class ServerlessCacheSnapshot extends Resource implements IServerlessCacheSnapshot {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.ServerlessCacheSnapshot';

  /**
   * Returns whether the given value is a `ServerlessCacheSnapshot`.
   *
   * @param x any value
   */
  public static isServerlessCacheSnapshot(x: any): x is ServerlessCacheSnapshot {
    return isMarked(x, SERVERLESS_CACHE_SNAPSHOT);
  }

  /**
   * Imports a snapshot by its name.
   *
   * @param scope the parent construct
   * @param id the id of the construct
   * @param serverlessCacheSnapshotName the name of the snapshot. The names of automatic snapshots begin with
   * `automatic.`
   */
  public static fromServerlessCacheSnapshotName(
    scope: Construct,
    id: string,
    serverlessCacheSnapshotName: string,
  ): IServerlessCacheSnapshot {
    return new ImportedServerlessCacheSnapshot(
      scope,
      id,
      'fromServerlessCacheSnapshotName',
      serverlessCacheSnapshotName,
    );
  }

  /**
   * Imports a snapshot by its ARN, which determines the account and Region.
   *
   * @param scope the parent construct
   * @param id the id of the construct
   * @param serverlessCacheSnapshotArn the ARN of the snapshot
   */
  public static fromServerlessCacheSnapshotArn(
    scope: Construct,
    id: string,
    serverlessCacheSnapshotArn: string,
  ): IServerlessCacheSnapshot {
    return new ImportedServerlessCacheSnapshot(
      scope,
      id,
      'fromServerlessCacheSnapshotArn',
      undefined,
      serverlessCacheSnapshotArn,
    );
  }

  public readonly serverlessCacheSnapshotName: string;
  public readonly serverlessCacheSnapshotArn: string;

  private readonly resource: TaggedResource;

  /**
   * Creates a snapshot of a serverless cache.
   *
   * @param scope the parent construct
   * @param id the id of the construct
   * @param props the properties of the snapshot
   */
  constructor(scope: Construct, id: string, props: ServerlessCacheSnapshotProps) {
    validateRequiredProps(new.target.name, scope, id, props, { serverlessCache: 'IServerlessCacheRef' });
    const name =
      props.serverlessCacheSnapshotName ??
      generateStackUniqueName(generateName(scope, id, LIMITS.snapshotName.maxLength - STACK_ID_LENGTH));
    super(scope, id, { physicalName: name });
    mark(this, SERVERLESS_CACHE_SNAPSHOT);

    const { serverlessCacheName } = props.serverlessCache.serverlessCacheRef;
    const properties: PropertyTable<SnapshotProperties, ServerlessCacheSnapshotProps> = {
      ServerlessCacheSnapshotName: ['serverlessCacheSnapshotName', name],
      ServerlessCacheName: ['serverlessCache', serverlessCacheName],
      KmsKeyId: ['kmsKey', props.kmsKey?.keyRef.keyArn],
    };
    const cfnProps = validateProperties(this, RESOURCE_TYPE, properties, {
      related: { KmsKeyId: props.kmsKey, ServerlessCacheName: props.serverlessCache },
    });
    this.resource = new TaggedResource(this, 'Resource', RESOURCE_TYPE, cfnProps);
    addDependencyOn(this.resource, props.serverlessCache, serverlessCacheName);
    this.resource.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);

    const arn = this.getAttribute('ARN');
    this.serverlessCacheSnapshotArn = this.getResourceArnAttribute(arn, arnComponents(ARN_RESOURCE, this.physicalName));
    this.serverlessCacheSnapshotName = this.getResourceNameAttribute(Fn.select(6, Fn.split(':', arn)));
  }

  /**
   * The reference to the snapshot, for versions of aws-cdk-lib with a reference interface for snapshots.
   *
   * @jsii ignore
   */
  public get serverlessCacheSnapshotRef() {
    return { serverlessCacheSnapshotArn: this.serverlessCacheSnapshotArn };
  }

  /**
   * The size of the snapshot, in bytes.
   *
   * @attribute
   */
  public get serverlessCacheSnapshotBytesUsedForCache(): string {
    return this.getAttribute('BytesUsedForCache');
  }

  /**
   * The creation time of the snapshot.
   *
   * @attribute
   */
  public get serverlessCacheSnapshotCreateTime(): string {
    return this.getAttribute('CreateTime');
  }

  /**
   * The type of the snapshot, which is `manual`.
   *
   * @attribute
   */
  public get serverlessCacheSnapshotSnapshotType(): string {
    return this.getAttribute('SnapshotType');
  }

  /**
   * The status of the snapshot at deployment: `creating`, `available`, or `deleting`.
   *
   * @attribute
   */
  public get serverlessCacheSnapshotStatus(): string {
    return this.getAttribute('Status');
  }

  private getAttribute(name: string): string {
    return this.resource.getAtt(name).toString();
  }
}
