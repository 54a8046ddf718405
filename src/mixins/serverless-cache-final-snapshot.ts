import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { Mixin } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { rejectOverride } from './overrides';
import { areInSameEnvironment } from '../private/environments';
import { throwMethodErrors } from '../private/errors';
import { generateStackUniqueName } from '../private/names';
import { ConstructView } from '../validation/construct-view';
import { hasPropertyOverride } from '../validation/later-values';
import { validateView } from '../validation/validate-construct';

/** Properties for a `ServerlessCacheFinalSnapshot` mixin. */
export interface ServerlessCacheFinalSnapshotProps {
  /**
   * The name of the final snapshot.
   *
   * Names of snapshots are unique, so specify a name only if you apply the mixin to a single cache. An error is thrown
   * if you apply it to several caches in an account and Region.
   *
   * @default - the name that the cache specifies, or a name that consists of the name of the cache and the id of the
   * stack
   */
  readonly finalSnapshotName?: string;
}

/**
 * A mixin that creates a snapshot of serverless caches before they are deleted.
 *
 * CloudFormation does not support the deletion policy `Snapshot` for serverless caches. For node-based caches, use
 * `applyRemovalPolicy(RemovalPolicy.SNAPSHOT)`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticache-serverlesscache.html
 * @example
 * declare const cache: CfnServerlessCache;
 *
 * cache.with(new elasticache.mixins.ServerlessCacheFinalSnapshot());
 */
export class ServerlessCacheFinalSnapshot extends Mixin {
  /** The caches to which the mixin has given its name. */
  private readonly namedCaches: CfnServerlessCache[] = [];

  /**
   * Creates the mixin.
   *
   * @param props the name of the snapshot
   */
  constructor(private readonly props: ServerlessCacheFinalSnapshotProps = {}) {
    super();
  }

  /**
   * Whether the construct is an L1 serverless cache.
   *
   * @param construct the construct to check
   */
  public supports(construct: IConstruct): construct is CfnServerlessCache {
    return CfnServerlessCache.isCfnServerlessCache(construct);
  }

  /**
   * Sets the name of the final snapshot of an L1 serverless cache. Does nothing for other constructs. Throws an error
   * if the name is invalid.
   *
   * Throws an error if the L1 construct has a property override for the name, because the override takes precedence.
   * Without `finalSnapshotName`, the mixin keeps the name of an override.
   *
   * @param construct the L1 serverless cache
   */
  public applyTo(construct: IConstruct): void {
    if (!this.supports(construct)) {
      return;
    }
    const { finalSnapshotName } = this.props;
    if (finalSnapshotName === undefined && hasOverriddenName(construct)) {
      return;
    }
    rejectOverride(construct, 'FinalSnapshotName');
    if (finalSnapshotName !== undefined) {
      validateName(construct, finalSnapshotName);
      this.validateUniqueName(construct, finalSnapshotName);
      construct.finalSnapshotName = finalSnapshotName;
    } else {
      construct.finalSnapshotName ??= generateStackUniqueName(construct.serverlessCacheName, 'final');
    }
  }

  /** Throws an error if another cache has the name, and is known to be in the same account and Region. */
  private validateUniqueName(cache: CfnServerlessCache, name: string): void {
    const other = this.namedCaches.find(({ stack }) => areInSameEnvironment(stack, cache.stack));
    if (other && other !== cache) {
      throwMethodErrors(cache, 'with', [
        `'finalSnapshotName' must be unique, but got "${name}", which is the name for '${other.node.path}'. Remove 'finalSnapshotName', or apply the mixin to a single cache.`,
      ]);
    }
    this.namedCaches.push(cache);
  }
}

/** Whether a property override specifies a name, instead of deleting it. */
function hasOverriddenName(cache: CfnServerlessCache): boolean {
  return (
    hasPropertyOverride(cache, 'FinalSnapshotName') &&
    ConstructView.find(cache, cache.cfnResourceType)!.has('FinalSnapshotName')
  );
}

/** Throws an error if the name is invalid, as the prop of the L2 construct does. */
function validateName(cache: CfnServerlessCache, finalSnapshotName: string): void {
  const view = new ConstructView(cache, CfnServerlessCache.CFN_RESOURCE_TYPE_NAME, {
    values: { finalSnapshotName },
    getPropNames: () => ({ finalSnapshotName: 'finalSnapshotName' }),
  });
  validateView(cache, view, {
    method: 'with',
    isSelected: ({ id }) => id === 'ServerlessCache.FinalSnapshotNameInvalid',
  });
}
