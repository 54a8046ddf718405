import type * as kms from 'aws-cdk-lib/aws-kms';
import type { IResource } from 'aws-cdk-lib/core';
import { Fn, RemovalPolicy, Resource, Token } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ReplicationGroupSnapshotSource } from './replication-group-snapshot-source';
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

const REPLICATION_GROUP_SNAPSHOT = Symbol.for('cdk-elasticache.ReplicationGroupSnapshot');

const RESOURCE_TYPE = 'AWS::ElastiCache::Snapshot';
const ARN_RESOURCE = 'snapshot';

/** What a snapshot of a node-based cache is made from. */
export interface ReplicationGroupSnapshotProps {
  /** The replication group, cluster, or node of which the snapshot is taken, when the snapshot is first deployed. */
  readonly source: ReplicationGroupSnapshotSource;

  /**
   * The snapshot's name: 1 to 255 letters, digits and single hyphens, starting with a letter. ElastiCache stores it in
   * lower case. Another name is another snapshot, of the data of then.
   *
   * @default - generated from the construct's path and the stack's own id, so that a stack of the same name can be made
   * again while this one stays
   */
  readonly snapshotName?: string;

  /**
   * The key that encrypts the snapshot.
   *
   * @default - the key of the source
   */
  readonly kmsKey?: kms.IKeyRef;

  /**
   * What becomes of the snapshot when it leaves the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** A snapshot of a node-based cache, created here or imported. */
export interface IReplicationGroupSnapshot extends IResource {
  /**
   * The snapshot's name, in lower case as ElastiCache stores it.
   *
   * @attribute
   */
  readonly snapshotName: string;

  /**
   * The snapshot's ARN.
   *
   * @attribute
   */
  readonly snapshotArn: string;

  /**
   * The reference to the snapshot, for versions of aws-cdk-lib that have a reference interface for it.
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
   * The reference to the snapshot, for versions of aws-cdk-lib that have a reference interface for it.
   *
   * @jsii ignore
   */
  public get snapshotRef() {
    return { snapshotArn: this.snapshotArn };
  }
}

/**
 * A snapshot of a replication group, or of a Redis OSS cluster that stands alone: its data as they are when the
 * snapshot is first deployed.
 *
 * It is taken once. Later deployments leave it as it is, and it stays when the stack goes. Memcached clusters have no
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
  /** Identifies this class for property injection. */
  public static readonly PROPERTY_INJECTION_ID: string = 'cdk-elasticache.ReplicationGroupSnapshot';

  /**
   * Whether something is a `ReplicationGroupSnapshot`.
   *
   * @param x anything
   */
  public static isReplicationGroupSnapshot(x: any): x is ReplicationGroupSnapshot {
    return isMarked(x, REPLICATION_GROUP_SNAPSHOT);
  }

  /**
   * Imports a snapshot by its name.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param snapshotName the snapshot's name; that of an automatic one begins with `automatic.`
   */
  public static fromSnapshotName(scope: Construct, id: string, snapshotName: string): IReplicationGroupSnapshot {
    return new ImportedReplicationGroupSnapshot(scope, id, 'fromSnapshotName', snapshotName);
  }

  /**
   * Imports a snapshot by its ARN; account and region are those of the ARN.
   *
   * @param scope the parent construct
   * @param id the construct's id
   * @param snapshotArn the snapshot's ARN
   */
  public static fromSnapshotArn(scope: Construct, id: string, snapshotArn: string): IReplicationGroupSnapshot {
    return new ImportedReplicationGroupSnapshot(scope, id, 'fromSnapshotArn', undefined, snapshotArn);
  }

  public readonly snapshotName: string;
  public readonly snapshotArn: string;

  private readonly resource: TaggedResource;

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
   * The reference to the snapshot, for versions of aws-cdk-lib that have a reference interface for it.
   *
   * @jsii ignore
   */
  public get snapshotRef() {
    return { snapshotArn: this.snapshotArn };
  }

  /**
   * The status of the snapshot when it was deployed: creating, available, restoring, copying, deleting, failed.
   *
   * @attribute
   */
  public get snapshotStatus(): string {
    return this.getAttribute('SnapshotStatus');
  }

  /**
   * The engine from which the snapshot was taken.
   *
   * @attribute
   */
  public get snapshotEngine(): string {
    return this.getAttribute('Engine');
  }

  /**
   * The version of the engine from which the snapshot was taken: what restores it is of this version or a later one.
   *
   * @attribute
   */
  public get snapshotEngineVersion(): string {
    return this.getAttribute('EngineVersion');
  }

  /**
   * The node type from which the snapshot was taken.
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
