export * from './access';
export * from './engine';
export * from './monitoring';
export * from './network';
export * from './rules';
export * from './schedule';
export * from './serverless-cache';
export * from './snapshot';
