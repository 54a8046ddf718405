import type { AdoptionWriter } from './adoption-writer';
import type { DeployedResource } from './deployed-resource';
import { renderObject, renderText } from './expressions';
import { renderKey } from './keys';
import { CDK, ELASTICACHE } from './modules';
import { renderRemovalPolicy } from './supporting-resources';
import { UnsupportedResourceError } from './unsupported-resource-error';
import { hasUppercase } from './values';

/** Declares a snapshot of a serverless cache. */
export function declareServerlessCacheSnapshot(writer: AdoptionWriter, snapshot: DeployedResource): string {
  const name = snapshot.read('ServerlessCacheName');
  rejectUppercase('ServerlessCacheName', name);
  return writer.declareResource(
    snapshot,
    `${ELASTICACHE}.ServerlessCacheSnapshot`,
    renderObject({
      serverlessCache:
        writer.findCacheVariable(name) ??
        writer.declareImport(
          writer.suggestName(name, 'Cache'),
          (id) => `${ELASTICACHE}.ServerlessCache.fromServerlessCacheName(this, ${id}, ${renderText(name)})`,
        ),
      serverlessCacheSnapshotName: snapshot.map('ServerlessCacheSnapshotName', renderText),
      kmsKey: renderSnapshotKey(writer, snapshot),
      removalPolicy: renderSnapshotPolicy(snapshot),
    }),
  );
}

/** Declares a snapshot of a node-based cache. */
export function declareSnapshot(writer: AdoptionWriter, snapshot: DeployedResource): string {
  return writer.declareResource(
    snapshot,
    `${ELASTICACHE}.ReplicationGroupSnapshot`,
    renderObject({
      source: renderSource(writer, snapshot),
      snapshotName: snapshot.map('SnapshotName', renderText),
      kmsKey: renderSnapshotKey(writer, snapshot),
      removalPolicy: renderSnapshotPolicy(snapshot),
    }),
  );
}

function renderSource(writer: AdoptionWriter, snapshot: DeployedResource): string {
  const groupId = snapshot.read('ReplicationGroupId');
  const clusterId = snapshot.read('CacheClusterId');
  const factory = `${ELASTICACHE}.ReplicationGroupSnapshotSource`;
  if (groupId === undefined && clusterId === undefined) {
    throw new UnsupportedResourceError('ReplicationGroupId and CacheClusterId are missing');
  }
  if (groupId === undefined) {
    const cluster = writer.findVariable(clusterId);
    return cluster === undefined
      ? `${factory}.fromCacheClusterId(${renderText(clusterId)})`
      : `${factory}.fromCacheCluster(${cluster})`;
  }
  if (clusterId !== undefined) {
    throw new UnsupportedResourceError('ReplicationGroupId and CacheClusterId are combined');
  }
  rejectUppercase('ReplicationGroupId', groupId);
  const group =
    writer.findCacheVariable(groupId) ??
    writer.declareImport(
      writer.suggestName(groupId, 'ReplicationGroup'),
      (id) => `${ELASTICACHE}.ReplicationGroup.fromReplicationGroupId(this, ${id}, ${renderText(groupId)})`,
    );
  return `${factory}.fromReplicationGroup(${group})`;
}

/** Rejects a name with uppercase letters. The construct renders it in lowercase, which replaces the snapshot. */
function rejectUppercase(property: string, name: unknown): void {
  if (hasUppercase(name)) {
    throw new UnsupportedResourceError(
      `${property} has uppercase letters, and its change to lowercase replaces the snapshot`,
    );
  }
}

/** Renders the key, whose ARN the construct renders. */
function renderSnapshotKey(writer: AdoptionWriter, snapshot: DeployedResource): string | undefined {
  const { kmsKey, kmsKeyIdentifier } = renderKey(writer, snapshot);
  if (kmsKeyIdentifier !== undefined && !kmsKeyIdentifier.endsWith('.ARN')) {
    throw new UnsupportedResourceError('KmsKeyId is not the ARN of a key');
  }
  return kmsKey;
}

/** Renders the removal policy. The construct retains snapshots by default. */
function renderSnapshotPolicy(snapshot: DeployedResource): string {
  return renderRemovalPolicy(snapshot) ?? `${CDK}.RemovalPolicy.DESTROY`;
}
