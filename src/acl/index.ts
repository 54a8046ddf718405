export * from './advise';
export * from './describe';
export * from './level';
export * from './parse';
export * from './permits';
export * from './rules';
