import type * as kms from 'aws-cdk-lib/aws-kms';
import type { IResource } from 'aws-cdk-lib/core';
import { Fn, RemovalPolicy, Resource, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { RenderedSource, ReplicationGroupSnapshotSource } from './replication-group-snapshot-source';
import { addDependencyOn } from './source-cache';
import { arnComponents, resolveIdentity } from '../private/arns';
import { validateEnvironment } from '../private/environments';
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

const REPLICATION_GROUP_SNAPSHOT = Symbol.for('cdk-elasticache.ReplicationGroupSnapshot');

const RESOURCE_TYPE = 'AWS::ElastiCache::Snapshot';
const ARN_RESOURCE = 'snapshot';

/** Properties for defining a `ReplicationGroupSnapshot`. */
export interface ReplicationGroupSnapshotProps {
  /** The replication group, cluster, or node whose data the snapshot contains. */
  readonly source: ReplicationGroupSnapshotSource;

  /**
   * The name of the snapshot.
   *
   * The name consists of 1 to 255 letters, digits, and single hyphens. It starts with a letter, and does not end with a
   * hyphen.
   *
   * ElastiCache stores the name in lowercase. Changing the name creates a new snapshot of the current data.
   *
   * @default - generated from the path of the construct and the id of the stack. The name therefore does not conflict
   * with a retained snapshot if you create a new stack with the same name.
   */
  readonly snapshotName?: string;

  /**
   * The AWS KMS key that encrypts the snapshot.
   *
   * @default - the key of the cache from which the snapshot is taken
   */
  readonly kmsKey?: kms.IKeyRef;

  /**
   * The removal policy of the snapshot.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** A snapshot of a node-based cache, either created by this library or imported. */
export interface IReplicationGroupSnapshot extends IResource {
  /**
   * The name of the snapshot, in lowercase as ElastiCache stores it.
   *
   * @attribute
   */
  readonly snapshotName: string;

  /**
   * The ARN of the snapshot.
   *
   * @attribute
   */
  readonly snapshotArn: string;

  /**
   * The reference to the snapshot, for versions of aws-cdk-lib with a reference interface for snapshots.
   *
   * @jsii ignore
   */
  readonly snapshotRef: { readonly snapshotArn: string };
}

type SnapshotProperties = {
  readonly SnapshotName?: string;
  readonly ReplicationGroupId?: string;
  readonly CacheClusterId?: string;
  readonly KmsKeyId?: string;
};

class ImportedReplicationGroupSnapshot extends Resource implements IReplicationGroupSnapshot {
  public readonly snapshotName: string;
  public readonly snapshotArn: string;

  constructor(scope: Construct, id: string, method: string, name?: string, arn?: string) {
    const identity = resolveIdentity(
      { scope, id, className: 'ReplicationGroupSnapshot', method },
      ARN_RESOURCE,
      { name: 'snapshotName', arn: 'snapshotArn', keepsCase: true },
      name,
      arn,
    );
    super(scope, id, { environmentFromArn: identity.arn });
    setPublicClass(this, 'ReplicationGroupSnapshot');

    this.snapshotName = identity.name;
    this.snapshotArn = identity.arn;
    registerImport(this, RESOURCE_TYPE, {});
  }

  /**
   * The reference to the snapshot, for versions of aws-cdk-lib with a reference interface for snapshots.
   *
   * @jsii ignore
   */
  public get snapshotRef() {
    return { snapshotArn: this.snapshotArn };
  }
}

/**
 * A snapshot of a replication group or of a standalone Redis OSS cluster.
 *
 * The snapshot is taken once, when CloudFormation creates the resource. Later deployments do not change the snapshot.
 * By default, the snapshot is retained when the resource is replaced or deleted. Memcached clusters do not support
 * snapshots.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-manual.html
 * @resource AWS::ElastiCache::Snapshot
 * @example
 * declare const group: elasticache.ReplicationGroup;
 *
 * const snapshot = new elasticache.ReplicationGroupSnapshot(this, 'BeforeMigration', {
 *   source: elasticache.ReplicationGroupSnapshotSource.fromReplicationGroup(group),
 * });
 *
 * new elasticache.ReplicationGroup(this, 'Rehearsal', {
 *   vpc,
 *   nodeType: elasticache.NodeType.of(elasticache.NodeFamily.R7G, elasticache.NodeSize.LARGE),
 *   restoreFrom: elasticache.SnapshotSource.fromReplicationGroupSnapshot(snapshot),
 * });
 */
@propertyInjectable
export class ReplicationGroupSnapshot extends Resource implements IReplicationGroupSnapshot {
  /** Uniquely identifies this class. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.ReplicationGroupSnapshot';

  /**
   * Returns whether the given value is a `ReplicationGroupSnapshot`.
   *
   * @param x any value
   */
  public static isReplicationGroupSnapshot(x: any): x is ReplicationGroupSnapshot {
    return isMarked(x, REPLICATION_GROUP_SNAPSHOT);
  }

  /**
   * Imports a snapshot by its name.
   *
   * @param scope the parent construct
   * @param id the id of the construct
   * @param snapshotName the name of the snapshot. The names of automatic snapshots begin with `automatic.`
   */
  public static fromSnapshotName(scope: Construct, id: string, snapshotName: string): IReplicationGroupSnapshot {
    return new ImportedReplicationGroupSnapshot(scope, id, 'fromSnapshotName', snapshotName);
  }

  /**
   * Imports a snapshot by its ARN, which determines the account and Region.
   *
   * @param scope the parent construct
   * @param id the id of the construct
   * @param snapshotArn the ARN of the snapshot
   */
  public static fromSnapshotArn(scope: Construct, id: string, snapshotArn: string): IReplicationGroupSnapshot {
    return new ImportedReplicationGroupSnapshot(scope, id, 'fromSnapshotArn', undefined, snapshotArn);
  }

  public readonly snapshotName: string;
  public readonly snapshotArn: string;

  private readonly resource: TaggedResource;

  /**
   * Creates a snapshot of a node-based cache.
   *
   * @param scope the parent construct
   * @param id the id of the construct
   * @param props the properties of the snapshot
   */
  constructor(scope: Construct, id: string, props: ReplicationGroupSnapshotProps) {
    validateRequiredProps(new.target.name, scope, id, props, { source: 'ReplicationGroupSnapshotSource' });
    const name =
      props.snapshotName ??
      generateStackUniqueName(generateName(scope, id, LIMITS.snapshotName.maxLength - STACK_ID_LENGTH));
    super(scope, id, { physicalName: name });
    mark(this, REPLICATION_GROUP_SNAPSHOT);

    const source = props.source._render();
    const idOf = (property: string) => (source.property === property ? source.id : undefined);
    const properties: PropertyTable<SnapshotProperties, ReplicationGroupSnapshotProps> = {
      SnapshotName: ['snapshotName', name],
      ReplicationGroupId: ['source', idOf('ReplicationGroupId')],
      CacheClusterId: ['source', idOf('CacheClusterId')],
      KmsKeyId: ['kmsKey', props.kmsKey?.keyRef.keyArn],
    };
    const cfnProps = validateProperties(this, RESOURCE_TYPE, properties, {
      errors: validateCluster(this, source),
      related: { KmsKeyId: props.kmsKey, [source.property]: source.construct },
    });
    this.resource = new TaggedResource(this, 'Resource', RESOURCE_TYPE, cfnProps);
    if (source.construct) {
      addDependencyOn(this.resource, source.construct, source.id);
    }
    this.resource.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);

    const arn = this.getAttribute('Arn');
    this.snapshotArn = this.getResourceArnAttribute(arn, arnComponents(ARN_RESOURCE, this.physicalName));
    this.snapshotName = this.getResourceNameAttribute(Fn.select(6, Fn.split(':', arn)));
  }

  /**
   * The reference to the snapshot, for versions of aws-cdk-lib with a reference interface for snapshots.
   *
   * @jsii ignore
   */
  public get snapshotRef() {
    return { snapshotArn: this.snapshotArn };
  }

  /**
   * The status of the snapshot at deployment: `creating`, `available`, `restoring`, `copying`, `deleting`, or `failed`.
   *
   * @attribute
   */
  public get snapshotStatus(): string {
    return this.getAttribute('SnapshotStatus');
  }

  /**
   * The engine of the replication group or cluster from which the snapshot was taken.
   *
   * @attribute
   */
  public get snapshotEngine(): string {
    return this.getAttribute('Engine');
  }

  /**
   * The engine version of the replication group or cluster from which the snapshot was taken. A cache that restores the
   * snapshot must have this version or a later one.
   *
   * @attribute
   */
  public get snapshotEngineVersion(): string {
    return this.getAttribute('EngineVersion');
  }

  /**
   * The node type of the replication group or cluster from which the snapshot was taken.
   *
   * @attribute
   */
  public get snapshotCacheNodeType(): string {
    return this.getAttribute('CacheNodeType');
  }

  /**
   * The number of shards in the snapshot.
   *
   * @attribute
   */
  public get snapshotNumNodeGroups(): number {
    return Token.asNumber(this.resource.getAtt('NumNodeGroups'));
  }

  private getAttribute(name: string): string {
    return this.resource.getAtt(name).toString();
  }
}

/** Validates the account and Region of a cluster. Rules validate those of a replication group. */
function validateCluster(scope: Construct, { property, construct }: RenderedSource): string[] {
  return property === 'CacheClusterId' && construct
    ? validateEnvironment(construct, scope, {
        name: 'source',
        noun: 'cluster',
        reason: 'ElastiCache creates snapshots in the account and Region of the cluster',
      })
    : [];
}
