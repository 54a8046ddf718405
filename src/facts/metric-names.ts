/**
 * Where ElastiCache publishes its metrics. A serverless cache has one dimension, its name in lower case; nothing is
 * published under another.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
 */
export const METRICS_NAMESPACE = 'AWS/ElastiCache';
export const SERVERLESS_DIMENSION = 'clusterId';
