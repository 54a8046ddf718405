export * from './cache-engine';
export * from './user-engine';
