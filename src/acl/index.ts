export * from './level';
export * from './parse';
export * from './rules';
