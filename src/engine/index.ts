export * from './cache-engine';
export * from './engine-version';
export * from './node-type';
export * from './user-engine';
