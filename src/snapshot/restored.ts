/** What a source becomes in a serverless cache; what cannot be restored there becomes a fault. */
export interface ServerlessSource {
  readonly snapshotArnsToRestore?: string[];
  readonly faults: string[];
}

/** What a source becomes in a node-based cache; what cannot be restored there becomes a fault. */
export interface NodeSource {
  readonly snapshotName?: string;
  readonly snapshotArns?: string[];
  readonly faults: string[];
}
