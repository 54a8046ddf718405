export { CacheEngine } from './cache-engine';
export type { EngineVersionOptions } from './engine-version';
export { EngineVersion } from './engine-version';
export { NodeFamily } from './node-family';
export { NodeSize } from './node-size';
export { NodeType } from './node-type';
export { UserEngine } from './user-engine';
