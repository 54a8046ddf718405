export * from './cache-connection';
