export * from './replication-group-snapshot';
export * from './serverless-cache-snapshot';
export * from './snapshot-source';
