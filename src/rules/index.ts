export * from './elasticache-rules';
export * from './finding';
