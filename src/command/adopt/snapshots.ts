import type { DeployedResource } from './adopted-template';
import { InexpressibleError } from './adopted-template';
import type { AdoptionWriter } from './adoption-writer';
import { renderObject, renderText } from './expressions';
import { renderRemovalPolicy } from './supporting-resources';
import { renderKey } from './values';

/** Declares a snapshot of a serverless cache. */
export function declareServerlessCacheSnapshot(writer: AdoptionWriter, snapshot: DeployedResource): string {
  const name = snapshot.read('ServerlessCacheName');
  return writer.declareResource(
    snapshot,
    'elasticache.ServerlessCacheSnapshot',
    renderObject({
      serverlessCache:
        writer.findVariable(name) ??
        writer.declareImport(
          writer.suggestName(name, 'Cache'),
          (id) => `elasticache.ServerlessCache.fromServerlessCacheName(this, ${id}, ${renderText(name)})`,
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
    'elasticache.ReplicationGroupSnapshot',
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
  const factory = 'elasticache.ReplicationGroupSnapshotSource';
  if (groupId === undefined) {
    const cluster = writer.findVariable(clusterId);
    return cluster === undefined
      ? `${factory}.fromCacheClusterId(${renderText(clusterId)})`
      : `${factory}.fromCacheCluster(${cluster})`;
  }
  if (clusterId !== undefined) {
    throw new InexpressibleError('ReplicationGroupId and CacheClusterId are combined');
  }
  const group =
    writer.findVariable(groupId) ??
    writer.declareImport(
      writer.suggestName(groupId, 'ReplicationGroup'),
      (id) => `elasticache.ReplicationGroup.fromReplicationGroupId(this, ${id}, ${renderText(groupId)})`,
    );
  return `${factory}.fromReplicationGroup(${group})`;
}

/** Renders the key, whose ARN the construct renders. */
function renderSnapshotKey(writer: AdoptionWriter, snapshot: DeployedResource): string | undefined {
  const { kmsKey, kmsKeyIdentifier } = renderKey(writer, snapshot);
  if (kmsKeyIdentifier?.endsWith('.ID')) {
    throw new InexpressibleError('KmsKeyId is not the ARN of a key');
  }
  return kmsKey;
}

/** Renders the removal policy. The construct retains snapshots by default. */
function renderSnapshotPolicy(snapshot: DeployedResource): string {
  return renderRemovalPolicy(snapshot) ?? 'cdk.RemovalPolicy.DESTROY';
}
