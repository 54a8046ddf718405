export * from './rotation';
export * from './rotation-options';
