export * from './replication-group-log-delivery';
export * from './replication-group-online-resharding';
export * from './serverless-cache-final-snapshot';
export * from './snapshot-retention';
