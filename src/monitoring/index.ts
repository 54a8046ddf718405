export * from './command-family';
export * from './memcached-cluster-metrics';
export * from './node-metric';
export * from './node-metrics';
export * from './replication-group-metrics';
export * from './serverless-cache-metrics';
