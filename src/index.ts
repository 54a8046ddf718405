export * from './engine';
export * from './network';
