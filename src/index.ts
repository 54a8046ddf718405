export * from './access';
export * from './engine';
export * from './network';
export * from './serverless-cache';
